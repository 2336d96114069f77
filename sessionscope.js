// Script for articles with figures of Sessionscope; README.md shows the markup. Each <iframe data-sessionscope> gets
// the height of its content. A click on <a data-sessionscope="QUERY" href="#ID"> opens the query in the figure with
// this id. A module of another origin would need CORS, so this is a classic script. Nothing is inline, for strict CSPs.
"use strict";

{
  const VERSION = 1;
  /** Figures that have loaded and receive messages. */
  const ready = new WeakSet();
  /** Link that a figure opens once it is ready. */
  const pendingLinks = new WeakMap();

  const figures = () => [...document.querySelectorAll("iframe[data-sessionscope][src]")];
  const originOf = (figure) => new URL(figure.src).origin;

  function send(figure, message, origin = originOf(figure)) {
    figure.contentWindow.postMessage({ sessionscope: VERSION, ...message }, origin);
  }

  function load(figure, link) {
    if (ready.has(figure)) send(figure, { type: "load", link });
    else pendingLinks.set(figure, link);
  }

  const handlers = {
    ready(figure, { height }) {
      ready.add(figure);
      handlers.height(figure, { height });
      if (pendingLinks.has(figure)) load(figure, pendingLinks.get(figure));
      pendingLinks.delete(figure);
    },
    height(figure, { height }) {
      if (height > 0) Object.assign(figure.style, { display: "block", width: "100%", height: `${height}px`, border: "0" });
    },
    /** Tells the article the step at which its reader has stopped. */
    link(figure, { link }) {
      figure.dispatchEvent(new CustomEvent("sessionscope", { bubbles: true, detail: String(link) }));
    },
    /** Tells the article that its reader has reached the goal of the figure. */
    goal(figure, { goal, acts, link }) {
      const detail = { goal: String(goal), acts: Number(acts), link: String(link) };
      figure.dispatchEvent(new CustomEvent("sessionscope-goal", { bubbles: true, detail }));
    },
    /** Tells the article that its reader has reached the end of the figure's lesson. */
    lesson(figure, { lesson, right, questions }) {
      const detail = { lesson: String(lesson), right: Number(right), questions: Number(questions) };
      figure.dispatchEvent(new CustomEvent("sessionscope-lesson", { bubbles: true, detail }));
    },
    problem(figure, { problem }) {
      console.warn("sessionscope:", problem);
    },
  };

  addEventListener("message", ({ data, origin, source }) => {
    const figure = figures().find((figure) => figure.contentWindow === source);
    if (!figure || origin !== originOf(figure) || data?.sessionscope !== VERSION) return;
    if (Object.hasOwn(handlers, data.type)) handlers[data.type](figure, data);
  });

  /** Finds the figure that the address names, else the last figure before the link, else the first one. */
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

  // Figures that were ready before this script ran send `ready` again. The target origin is `*`, since a frame may not
  // have loaded yet. The message holds no secret.
  for (const figure of figures()) send(figure, { type: "hello" }, "*");
}
