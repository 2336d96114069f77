// Starts the page, and shows a message if that fails. A classic script in the head: it runs before the first paint. The
// policy in index.html forbids inline scripts.

const root = document.documentElement;
const { src, dataset } = document.currentScript;

// The Wasm module keeps these up to date (src/browser/panic.rs), since nothing calls into it after a panic.
let query = location.search;
let panicMessage = "";
globalThis.sessionscope = {
  rememberQuery: (now) => (query = now),
  rememberPanic: (message) => (panicMessage ||= message),
};

const asked = new URLSearchParams(location.search);
markRequest();
setLanguageAndColours();
root.dataset.app = "starting";
start().catch(showFailure);

/** Tells the style sheet if the figure is embedded, and if the address asks for another moment than the opening. */
function markRequest() {
  root.toggleAttribute("data-embed", asked.get("embed") === "1");
  const isOpening = ([key, value]) => ["v", "lang", "theme", "embed"].includes(key) || `${key}=${value}` === "strategy=none";
  root.toggleAttribute("data-elsewhere", ![...asked].every(isOpening));
}

/** Language and colours as src/ui/mod.rs chooses them, so that the first paint has them. */
function setLanguageAndColours() {
  const isKorean = (tag) => /^ko([-_]|$)/i.test(tag);
  const isKnown = (tag) => /^(ko|en)([-_]|$)/i.test(tag);
  const chosen = [asked.get("lang"), stored("language")].find((tag) => isKnown(tag ?? ""));
  root.lang = (chosen ? [chosen] : navigator.languages).some(isKorean) ? "ko" : "en";
  // An embedded figure takes the colours of its article, not those that the reader chose for the page.
  const theme = asked.get("theme") ?? (root.hasAttribute("data-embed") ? null : stored("theme"));
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
}

function stored(name) {
  try {
    return localStorage.getItem(`sessionscope.${name}`);
  } catch {
    return null; // Storage may be forbidden.
  }
}

/** Loads the module and runs it: it replaces the initial markup. */
async function start() {
  // Only then does the browser know the preloads, which would otherwise be loaded twice.
  await new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve, { once: true }));
  // Relative to this file, so that the page works under any path.
  const [{ default: init }, module] = await Promise.all([
    import(new URL(dataset.js, src)).catch(failure("missing")),
    compile(new URL(dataset.wasm, src)),
  ]);
  const app = document.getElementById("app");
  const markup = [...app.childNodes];
  try {
    await withGuardedExports(() => init({ module_or_path: module }));
  } catch (error) {
    app.replaceChildren(...markup);
    failure("broken")(panicMessage ? new Error(panicMessage) : error);
  }
  root.dataset.app = "running";
}

async function compile(url) {
  if (!globalThis.WebAssembly) failure("refused")(new Error("WebAssembly is not available"));
  const response = await fetch(url).catch(failure("missing"));
  if (!response.ok) failure("missing")(new Error(`${response.status}: ${url.pathname}`));
  // Streaming insists on the MIME type of Wasm, which some hosts do not know.
  const isWasm = response.headers.get("Content-Type") === "application/wasm";
  const compiled = isWasm ? WebAssembly.compileStreaming(response) : response.arrayBuffer().then(WebAssembly.compile);
  const isRefused = ({ message }) => /CSP|Security Policy|unsafe-eval/.test(message);
  return compiled.catch((error) => failure(isRefused(error) ? "refused" : "broken")(error));
}

/** A function that adds the kind of failure to an error and throws it: missing, refused or broken. */
function failure(kind) {
  return (error) => {
    throw Object.assign(error, { kind });
  };
}

/**
 * Runs `init` so that every export of the module goes through a guard. A panic arrives there as an exception that has cut
 * through Rust's frames. From then on the guard calls nothing: not for listeners, timers, frames or promises.
 */
async function withGuardedExports(init) {
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (module, imports) => {
    const { exports } = await instantiate(module, imports);
    return { module, instance: { exports: guarded(exports) } };
  };
  try {
    await init();
  } finally {
    WebAssembly.instantiate = instantiate;
  }
}

function guarded(exports) {
  let panicked = false;
  const guard = (call) => (...values) => {
    if (panicked) return undefined;
    try {
      return call(...values);
    } catch (error) {
      panicked = true;
      // Later, since other calls into the module may be under way.
      setTimeout(showPanic, 0, error);
      throw error;
    }
  };
  const entries = Object.entries(exports);
  return Object.fromEntries(entries.map(([name, value]) => [name, typeof value === "function" ? guard(value) : value]));
}

/** The page did not start. The initial markup stays, and a card in it says why and what can be done. */
function showFailure(error) {
  console.error(error);
  const card = document.getElementById("failed");
  const kind = navigator.onLine ? error.kind ?? "broken" : "offline";
  for (const reason of card.querySelectorAll("[data-reason]")) reason.hidden = reason.dataset.reason !== kind;
  card.querySelector("code").textContent = error.message ?? String(error);
  // The pictures need more room than a figure in an article has.
  if (root.hasAttribute("data-embed")) for (const link of card.querySelectorAll("p a")) link.target = "_blank";
  card.hidden = false;
  root.dataset.app = "failed";
}

/** The module panicked while it ran. The last view stays, and a card links back to this moment and to the start. */
function showPanic(error) {
  if (root.dataset.app !== "running") return; // It did not start: see `showFailure`.
  root.dataset.app = "stopped";
  document.getElementById("app").inert = true;
  const card = document.getElementById("stopped");
  card.querySelector("code").textContent = panicMessage || String(error);
  const here = new URL(query || "?", location.href);
  here.hash = "";
  const opening = new URL(location.pathname, location.href);
  if (root.hasAttribute("data-embed")) for (const url of [here, opening]) url.searchParams.set("embed", "1");
  const [link, reopen, startOver] = card.querySelectorAll("a");
  link.textContent = here;
  link.href = reopen.href = here;
  startOver.href = opening;
  card.hidden = false;
  card.focus();
}
