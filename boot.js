// Starts the page, and shows a card if that fails. It is a classic script in the head, so that it runs before the first
// paint. It is not inline, since the CSP in index.html forbids inline scripts.

const root = document.documentElement;
const { src, dataset } = document.currentScript;

// The Wasm module updates these values in advance (src/browser/panic.rs). After a panic, nothing may call into it.
let query = location.search;
let panicMessage = "";
globalThis.sessionscope = {
  rememberQuery: (now) => (query = now),
  rememberPanic: (message) => (panicMessage ||= message),
};

const parameters = new URLSearchParams(location.search);
markRoot();
setLanguageAndColours();
root.dataset.app = "starting";
start().catch(showFailure);

/** Sets attributes for the style sheet: an embedded figure; a link to another view than that of the initial markup. */
function markRoot() {
  root.toggleAttribute("data-embed", parameters.get("embed") === "1");
  const isOpening = (key) => ["v", "lang", "theme", "embed"].includes(key);
  root.toggleAttribute("data-elsewhere", ![...parameters.keys()].every(isOpening));
}

/** Chooses language and theme as src/ui/mod.rs does, so that the first paint has them. */
function setLanguageAndColours() {
  const isKorean = (tag) => /^ko([-_]|$)/i.test(tag);
  const isKnown = (tag) => /^(ko|en)([-_]|$)/i.test(tag);
  const chosen = [parameters.get("lang"), stored("language")].find((tag) => isKnown(tag ?? ""));
  root.lang = (chosen ? [chosen] : navigator.languages).some(isKorean) ? "ko" : "en";
  // An embedded figure takes the colours of its article, not the stored theme of the page.
  const theme = parameters.get("theme") ?? (root.hasAttribute("data-embed") ? null : stored("theme"));
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
}

function stored(name) {
  try {
    return localStorage.getItem(`sessionscope.${name}`);
  } catch {
    return null; // Storage may be blocked.
  }
}

/** Loads and runs the Wasm module, which replaces the initial markup. */
async function start() {
  // The preload links are parsed by then. An earlier request would load the files twice.
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
  // compileStreaming needs the media type of Wasm, which some hosts do not send.
  const isWasm = response.headers.get("Content-Type") === "application/wasm";
  const compiled = isWasm ? WebAssembly.compileStreaming(response) : response.arrayBuffer().then(WebAssembly.compile);
  const isRefused = ({ message }) => /CSP|Security Policy|unsafe-eval/.test(message);
  return compiled.catch((error) => failure(isRefused(error) ? "refused" : "broken")(error));
}

/** Returns a function that adds the kind of failure (missing, refused, broken) to an error and throws it. */
function failure(kind) {
  return (error) => {
    throw Object.assign(error, { kind });
  };
}

/**
 * Runs `init` with every export of the module wrapped in a guard. A panic arrives there as an exception that did not
 * unwind Rust's stack. From then on the guard ignores all calls: from listeners, timers, frames and promises.
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
      // In a task of its own, since other calls into the module may be on the stack.
      setTimeout(showPanic, 0, error);
      throw error;
    }
  };
  const entries = Object.entries(exports);
  return Object.fromEntries(entries.map(([name, value]) => [name, typeof value === "function" ? guard(value) : value]));
}

/** Shows the card of a page that could not start, with the reason. The initial markup stays. */
function showFailure(error) {
  console.error(error);
  const card = document.getElementById("failed");
  const kind = navigator.onLine ? error.kind ?? "broken" : "offline";
  for (const reason of card.querySelectorAll("[data-reason]")) reason.hidden = reason.dataset.reason !== kind;
  card.querySelector("code").textContent = error.message ?? String(error);
  // The pictures need more room than a figure in an article has, so they open in a new tab.
  if (root.hasAttribute("data-embed")) for (const link of card.querySelectorAll("p a")) link.target = "_blank";
  card.hidden = false;
  root.dataset.app = "failed";
}

/** Shows the card of a page that panicked, with links to this step and to the start. The last view stays. */
function showPanic(error) {
  if (root.dataset.app !== "running") return; // `showFailure` handles a panic at the start.
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
