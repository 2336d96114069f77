// For an article that holds figures of Sessionscope; README.md has what to paste. It gives every <iframe data-sessionscope>
// the height of what is in it, and lets <a data-sessionscope="QUERY" href="#ID"> move the figure of that id. No module, so
// that a page of another origin can load it; nothing inline, so that the strictest policy can.
"use strict";

{
  const VERSION = 1;
  /** Figures that listen; the others are still on their way. */
  const ready = new WeakSet();
  /** What each of the others is to open then. */
  const waiting = new WeakMap();

  const figures = () => [...document.querySelectorAll("iframe[data-sessionscope][src]")];
  const originOf = (figure) => new URL(figure.src).origin;

  function tell(figure, message, origin = originOf(figure)) {
    figure.contentWindow.postMessage({ sessionscope: VERSION, ...message }, origin);
  }

  function load(figure, link) {
    if (ready.has(figure)) tell(figure, { type: "load", link });
    else waiting.set(figure, link);
  }

  const heard = {
    ready(figure, { height }) {
      ready.add(figure);
      heard.height(figure, { height });
      if (waiting.has(figure)) load(figure, waiting.get(figure));
      waiting.delete(figure);
    },
    height(figure, { height }) {
      if (height > 0) Object.assign(figure.style, { display: "block", width: "100%", height: `${height}px`, border: "0" });
    },
    /** For an article that wants to know where its reader is. */
    link(figure, { link }) {
      figure.dispatchEvent(new CustomEvent("sessionscope", { bubbles: true, detail: String(link) }));
    },
    problem(figure, { problem }) {
      console.warn("sessionscope:", problem);
    },
  };

  addEventListener("message", ({ data, origin, source }) => {
    const figure = figures().find((figure) => figure.contentWindow === source);
    if (!figure || origin !== originOf(figure) || data?.sessionscope !== VERSION) return;
    if (Object.hasOwn(heard, data.type)) heard[data.type](figure, data);
  });

  /** The one its address names, else the last one before the link, else the first one. */
  function figureOf(link) {
    const named = link.hash && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (named?.matches("iframe[data-sessionscope]")) return named;
    const isBefore = (figure) => figure.compareDocumentPosition(link) & Node.DOCUMENT_POSITION_FOLLOWING;
    return figures().filter(isBefore).at(-1) ?? figures()[0];
  }

  addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-sessionscope]");
    const isPlain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    const figure = link && isPlain && !event.defaultPrevented && figureOf(link);
    if (!figure) return;
    event.preventDefault();
    load(figure, link.dataset.sessionscope);
    figure.scrollIntoView({ block: "nearest" });
  });

  // Those that were ready before this script was there say so again. To anybody: it may be no figure yet, and says nothing.
  for (const figure of figures()) tell(figure, { type: "hello" }, "*");
}
