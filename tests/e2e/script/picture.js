// Descriptions of drawings and layouts, for comparison.

/** Invisible elements: touch targets, focus rings, definitions. */
const INVISIBLE = "defs, pattern, pattern *, .target, .ring";
const LOOKS = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "font-size", "font-weight", "font-family", "text-anchor", "text-decoration-line", "opacity"];
const PLACES = ["x", "y", "width", "height", "rx", "cx", "cy", "r", "d"];
const tenth = (number) => Math.round(number * 10) / 10 + 0;

/** Position, style and text of every shape of a drawing. */
function shapes(svg) {
  const drawn = [...svg.querySelectorAll("rect, path, circle, text")].filter((element) => !element.matches(INVISIBLE));
  return drawn.map((element) => {
    const style = getComputedStyle(element);
    const { e, f } = svg.getCTM().inverse().multiply(element.getCTM());
    return JSON.stringify([
      element.tagName, element.getAttribute("class"), tenth(e), tenth(f),
      PLACES.map((name) => element.getAttribute(name)), LOOKS.map((name) => style.getPropertyValue(name)), element.textContent,
    ]);
  });
}

/**
 * Boxes of the page's parts, and apart from them the size of the drawing and the boxes of its texts. The width of the
 * stage shows if a picture was laid out for this width, and `is_natural` if the stage is as high as that picture.
 */
function places() {
  const of = (name, element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return [name, tenth(left), tenth(top), tenth(width), tenth(height)];
  };
  const first = (selector) => [...document.querySelectorAll(selector)].find((element) => element.getBoundingClientRect().height > 0);
  const svg = first(".stage svg");
  const boxes = [".bar", ".figure", ".question", ".question h2", ".stage", ".deck", ".caption", ".caption .number", ".caption p", ".transport"];
  const texts = [...svg.querySelectorAll("text")].map((text) => of(text.textContent, text));
  return {
    stage_width: first(".stage").getBoundingClientRect().width,
    is_natural: Math.abs(first(".natural").clientHeight - first(".stage").clientHeight) < 1,
    boxes: boxes.filter(first).map((selector) => JSON.stringify(of(selector, first(selector)))),
    texts: [["drawing", ...of("", svg).slice(3)], ...texts].map((place) => JSON.stringify(place)),
  };
}

/** Layout shifts since the page was opened; empty if the engine does not report them. */
async function shifts() {
  const found = [];
  const of = ({ y, height }) => `${y} + ${height}`;
  const say = ({ node, previousRect, currentRect }) => `${node?.outerHTML?.slice(0, 60)} from ${of(previousRect)} to ${of(currentRect)}`;
  const note = (shift) => found.push(`${shift.value} after ${shift.startTime} ms: ${shift.sources.map(say).join(", ")}`);
  const observer = new PerformanceObserver((list) => list.getEntries().forEach(note));
  observer.observe({ type: "layout-shift", buffered: true });
  // Buffered entries arrive in a separate task, entries of the present paint a frame later.
  for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
  await new Promise((resolve) => setTimeout(resolve));
  observer.takeRecords().forEach(note);
  return found;
}
