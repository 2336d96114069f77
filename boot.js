// Starts the page, and says so where that fails. A file of its own, as the policy in index.html allows no inline script; in
// the head and no module, so that the first paint has the reader's language and colours.

const root = document.documentElement;
const { src, dataset } = document.currentScript;
const parsed = new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve, { once: true }));
// What the module tells while it can (src/browser/fall.rs): the query that leads to what is on the screen; its last words.
let query = location.search;
let words = "";
globalThis.sessionscope = { at: (now) => (query = now), fell: (text) => (words ||= text) };
// Kept where the page is drawn; broken where the module fell before, or lacks a part of its own.
const drawn = new Promise((keep, undrawn) => {
  const lacks = (part) => undrawn(Object.assign(new Error(part), { kind: "missing" }));
  Object.assign(globalThis.sessionscope, { drawn: keep, undrawn, lacks });
});
drawn.catch(() => {}); // `start` may have failed already.

dress();
root.dataset.app = "starting";
start().catch(explain);

/**
 * The reader's language and colours, as src/ui/mod.rs chooses them; whether it is the figure alone, for an article; and whether
 * the address asks for the first still.
 */
function dress() {
  const asked = new URLSearchParams(location.search);
  const isAlone = asked.get("embed") === "1";
  root.toggleAttribute("data-embed", isAlone);
  const isKorean = (tag) => /^ko([-_]|$)/i.test(tag);
  const isKnown = (tag) => /^(ko|en)([-_]|$)/i.test(tag);
  const chosen = [asked.get("lang"), kept("language")].find((tag) => isKnown(tag ?? ""));
  root.lang = (chosen ? [chosen] : navigator.languages).some(isKorean) ? "ko" : "en";
  // The article's colours come before those the reader chose for the page.
  const theme = asked.get("theme") ?? (isAlone ? null : kept("theme"));
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  const isFirst = ([key, value]) => ["v", "lang", "theme", "embed"].includes(key) || `${key}=${value}` === "strategy=none";
  root.toggleAttribute("data-elsewhere", ![...asked].every(isFirst));
}

function kept(name) {
  try {
    return localStorage.getItem(`sessionscope.${name}`);
  } catch {
    return null; // Storage may be forbidden.
  }
}

async function start() {
  // Only then are the preloads known, which would else be loaded a second time; they are on their way already.
  await parsed;
  // Relative to this file, so that the page works under any path. `PANELS` and `STEPS` are named by scripts/page/late.
  const ask = (file, attributes) =>
    document.head.append(Object.assign(document.createElement("link"), { href: new URL(file, src), ...attributes }));
  if (!root.hasAttribute("data-embed")) ask(PANELS, { rel: "stylesheet" });
  // What reads the address, where there is anything to read: beside the module, which then waits for it.
  if (location.search) for (const file of STEPS) ask(file, { rel: "preload", as: "fetch", crossOrigin: "" });
  const [{ default: init }, module] = await Promise.all([
    import(new URL(dataset.js, src)).catch(because("missing")),
    compile(new URL(dataset.wasm, src)),
  ]);
  const app = document.getElementById("app");
  const shell = [...app.childNodes];
  try {
    await behindDoor(() => init({ module_or_path: module }));
    // It may wait for its language.
    await drawn;
  } catch (error) {
    app.replaceChildren(...shell);
    because(error.kind ?? "broken")(words ? new Error(words) : error);
  }
  root.dataset.app = "running";
  document.querySelector(".stills").remove();
}

async function compile(url) {
  if (!globalThis.WebAssembly) because("refused")(new Error("WebAssembly is not there"));
  const response = await fetch(url).catch(because("missing"));
  if (!response.ok) because("missing")(new Error(`${response.status}: ${url.pathname}`));
  // Some hosts have no type for Wasm, and compiling on the way wants it.
  const isWasm = response.headers.get("Content-Type") === "application/wasm";
  const compiled = isWasm ? WebAssembly.compileStreaming(response) : response.arrayBuffer().then(WebAssembly.compile);
  const isRefused = ({ message }) => /CSP|Security Policy|unsafe-eval/.test(message);
  return compiled.catch((error) => because(isRefused(error) ? "refused" : "broken")(error));
}

/** Makes an error say which kind it is, and throws it on. */
function because(kind) {
  return (error) => {
    throw Object.assign(error, { kind });
  };
}

/**
 * Lets the glue make the module's instance, but hands it a door instead of the exports: the only way in. After anything
 * came out of it as an exception, Rust's frames were cut through and nothing of the module can be trusted; from then on
 * the door is shut, and whatever still calls (listeners, timers, frames, promises) does nothing.
 */
async function behindDoor(init) {
  const { instantiate } = WebAssembly;
  const restore = () => (WebAssembly.instantiate = instantiate);
  WebAssembly.instantiate = async (module, imports) => {
    // What comes later is instantiated while the module starts, and is entered through the module alone.
    restore();
    const { exports } = await instantiate(module, imports);
    return { module, instance: { exports: door(exports) } };
  };
  await init().finally(restore);
}

function door(exports) {
  let isShut = false;
  const guard = (enter) => (...given) => {
    if (isShut) return undefined;
    try {
      return enter(...given);
    } catch (error) {
      isShut = true;
      globalThis.sessionscope.undrawn(error);
      // Later, as other calls into the module may be under way, and as it may be starting.
      setTimeout(stop, 0, error);
      throw error;
    }
  };
  // The loader of what comes later enters by the table of functions.
  globalThis.sessionscope.guard = guard;
  return Object.fromEntries(
    Object.entries(exports).map(([name, value]) => [name, typeof value === "function" ? guard(value) : value]),
  );
}

/** The page did not start: the stills stay, and the figure says why it does not move. */
function explain(error) {
  console.error(error);
  const card = document.querySelector('[data-when="failed"]');
  const kind = navigator.onLine ? error.kind ?? "broken" : "offline";
  for (const reason of card.querySelectorAll("[data-reason]")) reason.hidden = reason.dataset.reason !== kind;
  card.querySelector("code").textContent = error.message ?? String(error);
  const stills = document.querySelector(".stills");
  stills.prepend(stills.querySelector(`:scope > [lang=${root.lang}]`));
  root.dataset.app = "failed";
}

/** The module fell while it ran: what is on the screen stays there, and a card says what happened and leads back. */
function stop(error) {
  if (root.dataset.app !== "running") return; // It never did: see `explain`.
  root.dataset.app = "stopped";
  document.getElementById("app").inert = true;
  const card = document.getElementById("stopped");
  card.querySelector("code").textContent = words || String(error);
  const link = new URL(query || "?", location.href);
  link.hash = "";
  const over = new URL(location.pathname, location.href);
  // The ways back of a figure in an article lead to a figure.
  if (root.hasAttribute("data-embed")) for (const url of [link, over]) url.searchParams.set("embed", "1");
  const [here, reopen, anew] = card.querySelectorAll("a");
  here.textContent = link;
  here.href = reopen.href = link;
  anew.href = over;
  card.hidden = false;
  card.focus();
}
