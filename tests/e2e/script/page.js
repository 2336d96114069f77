// Finds elements by role and name, and reads the state of the page. Prepended to every script, which has `arguments`.

const IMPLICIT = { A: "link", BUTTON: "button", SELECT: "combobox", H1: "heading", H2: "heading", H3: "heading", UL: "list", OL: "list" };
const roleOf = (element) => element.getAttribute("role") ?? IMPLICIT[element.tagName];
const clean = (text) => text.replace(/\s+/g, " ").trim();
const nameOf = (element) => clean(element.getAttribute("aria-label") ?? element.textContent);

function isSeen(element) {
  const { width, height } = element.getBoundingClientRect();
  return width > 0 && height > 0 && element.checkVisibility({ visibilityProperty: true });
}

/** Visible elements. */
const seen = (selector) => [...document.querySelectorAll(selector)].filter(isSeen);
const slider = () => document.querySelector("[role=slider]");
const drawing = () => document.querySelector("svg[role=group]");

/** Finds the first visible element of this role with this name, or with a name that starts so. */
function find(role, name, startsSo) {
  const called = (element) => (startsSo ? nameOf(element).startsWith(name) : nameOf(element) === name);
  return seen("[role], a[href], button, select, h1, h2, h3").find((element) => roleOf(element) === role && called(element)) ?? null;
}

/** Minimum width of the drawing. In a narrower container it is scrolled. */
const NARROWEST = 288;

/** True if the app runs and the stage is drawn at the width of its container. */
function isReady() {
  const svg = drawing();
  if (document.documentElement.dataset.app !== "running" || !slider() || !svg) return false;
  const [drawn, place] = [svg, svg.parentElement].map((element) => element.getBoundingClientRect().width);
  return Math.abs(drawn - place) < 1 || (place < drawn && drawn <= NARROWEST);
}

/** Texts of live regions: captions, results of sharing. */
const said = () => [...document.querySelectorAll("[role=status]:not(ul)")].map((each) => clean(each.textContent)).filter(Boolean);
const stageTexts = () => [...(drawing()?.querySelectorAll("text") ?? [])].map((each) => clean(each.textContent));

/** State of the page, as `Sight` in reader.rs. */
function sight() {
  const root = document.documentElement;
  return {
    ready: isReady(),
    step: Number(slider()?.getAttribute("aria-valuenow") ?? -1),
    last: Number(slider()?.getAttribute("aria-valuemax") ?? -1),
    said: said(),
    notices: [...document.querySelectorAll("ul[role=status] > li > p")].map((each) => clean(each.textContent)),
    headings: seen("h1, h2").map(nameOf),
    strategy: [...document.querySelectorAll(".tabs [aria-current=true]")].map(nameOf).join(),
    buttons: seen("button, [role=button]").map(nameOf),
    stage: stageTexts(),
    text: clean(document.getElementById("app")?.innerText ?? ""),
    lang: root.lang,
    theme: root.dataset.theme ?? "auto",
    background: getComputedStyle(root).backgroundColor,
    query: location.search.slice(1),
    title: document.title,
    width: innerWidth,
    content_width: root.scrollWidth,
    focus: document.activeElement === document.body ? "" : nameOf(document.activeElement),
    focus_role: roleOf(document.activeElement) ?? "",
  };
}
