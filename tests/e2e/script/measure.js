// Checks every visible text: no overlap, nothing cut off, no text too small on the stage.

const MIN_SIZE = 11;
/** Half of a text's height relative to its font size. The rest of the line box is empty. */
const INK = 0.4;
/** Tolerance for rounding. */
const SLACK = 1;

/** Caches a computed value for each key, for the duration of one measurement. */
function cached(compute) {
  const known = new Map();
  return (key) => {
    if (!known.has(key)) known.set(key, compute(key));
    return known.get(key);
  };
}

/** Measures the visible page with its stage, or one part of it. Returns the number of labels. */
function measure(report, part = document.body) {
  const about = cached(propertiesOf);
  const panels = [...part.querySelectorAll(".panels section")];
  const labels = [...pageLabels(part, panels, about, report), ...panels.flatMap((panel) => panelLabels(panel, about, report))];
  if (part === document.body) {
    const onStage = stageLabels(about);
    measureStage(onStage, report);
    labels.push(...onStage.map((label) => visiblePart(label, label.node.parentElement, about, report)).filter(Boolean));
    for (const list of seen("select")) if (choiceWidth(list) > list.clientWidth) report(`cut off: the choice “${chosen(list)}”`);
  }
  for (const label of labels) {
    if (label.left < -SLACK || label.right > innerWidth + SLACK) report(`beyond the window: ${say(label)}`);
  }
  const wide = document.documentElement.scrollWidth;
  if (wide > innerWidth) report(`the page is ${wide} wide`);
  overlaps(labels, report);
  return labels.length;
}

/** Properties of an element that matter for texts in it. */
function propertiesOf(element) {
  const { clipPath, fontSize, overflowX, overflowY, position } = getComputedStyle(element);
  const box = overflowX === "visible" && overflowY === "visible" ? null : element.getBoundingClientRect();
  return { box, overflowX, overflowY, size: parseFloat(fontSize), isFixed: position === "fixed", isVisuallyHidden: clipPath === "inset(50%)" };
}

const clips = (overflow) => overflow === "hidden" || overflow === "clip";
const scrolls = (overflow) => overflow === "auto" || overflow === "scroll";

const say = (label) => `“${label.text}”`;

function label(text, rect, size, node) {
  const centre = (rect.top + rect.bottom) / 2;
  const { left, right } = rect;
  return { text: clean(text), left, right, top: centre - INK * size, bottom: centre + INK * size, size, node };
}

function stageLabels(about) {
  const texts = [...drawing().querySelectorAll("text")].filter((text) => clean(text.textContent) !== "");
  return texts.map((text) => {
    const size = about(text).size * text.getScreenCTM().a;
    return label(text.textContent, text.getBoundingClientRect(), size, text);
  });
}

/** Labels and problems of each panel at its last measurement. */
const measured = new WeakMap();

/** Labels of a panel. A panel that has not changed since the last step is not measured again. */
function panelLabels(panel, about, report) {
  const { x, y, width, height } = panel.getBoundingClientRect();
  const scrolled = [...panel.querySelectorAll("ol")].map((list) => list.scrollTop);
  const look = [x, y, width, height, scrolled, panel.outerHTML].join();
  if (measured.get(panel)?.look !== look) {
    const problems = [];
    const labels = [...pageLabels(panel, [], about, (problem) => problems.push(problem))];
    measured.set(panel, { look, labels, problems });
  }
  const { labels, problems } = measured.get(panel);
  problems.forEach((problem) => report(problem));
  return labels;
}

/** Every line of text in a part of the page, except for the parts in `but`. */
function* pageLabels(part, but, about, report) {
  const isInView = cached((element) => !element.closest("svg, select, noscript, script") && element.checkVisibility({ visibilityProperty: true }));
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_ALL, (node) => {
    if (but.includes(node)) return NodeFilter.FILTER_REJECT;
    return node.nodeType === Node.TEXT_NODE ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP;
  });
  const range = document.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!isInView(parent) || clean(node.data) === "") continue;
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) {
      const line = visiblePart(label(node.data, rect, about(parent).size, node), parent, about, report);
      if (!line) continue;
      if (isCovered(line)) report(`covered: ${say(line)}`);
      yield line;
    }
  }
}

/** The visible part of a line in scrolling elements, or null. Reports text that is cut off and can't be scrolled to. */
function visiblePart(line, parent, about, report) {
  let { left, right, top, bottom } = line;
  let isClipped = false;
  for (let element = parent; element && element !== document.body; element = element.parentElement) {
    const { box, overflowX, overflowY, isFixed, isVisuallyHidden } = about(element);
    if (isVisuallyHidden) return null;
    if (clips(overflowX)) isClipped ||= left < box.left - SLACK || right > box.right + SLACK;
    if (clips(overflowY)) isClipped ||= top < box.top - SLACK || bottom > box.bottom + SLACK;
    if (scrolls(overflowX)) [left, right] = [Math.max(left, box.left), Math.min(right, box.right)];
    if (scrolls(overflowY)) [top, bottom] = [Math.max(top, box.top), Math.min(bottom, box.bottom)];
    if (right - left < SLACK || bottom - top < SLACK) return null;
    if (isFixed) break;
  }
  if (isClipped) report(`cut off: ${say(line)}`);
  return { ...line, left, right, top, bottom };
}

/** Positions at which lines of panels were not covered. */
const uncovered = new WeakMap();

/** True if another element covers one end of the line. */
function isCovered(line) {
  // Panels do not overlap, so a line that has not moved since the last check is still not covered.
  if (!line.node.parentElement.closest(".panels section")) return isUnder(line);
  const place = [line.left, line.right, line.top, line.bottom].join();
  const places = uncovered.get(line.node) ?? new Set();
  if (places.has(place)) return false;
  if (isUnder(line)) return true;
  uncovered.set(line.node, places.add(place));
  return false;
}

/** Elements of the same block do not cover a line. A point in the window without any element is an error. A text that
 * lets the pointer through lies over a control. */
function isUnder({ left, right, top, bottom, node }) {
  let block = node.parentElement;
  while (getComputedStyle(block).display === "inline") block = block.parentElement;
  if (getComputedStyle(block).pointerEvents === "none") return false;
  return [left + SLACK, right - SLACK].some((x) => {
    const y = (top + bottom) / 2;
    const upmost = document.elementFromPoint(x, y);
    if (upmost === null) return x > SLACK && x < innerWidth - SLACK && y > SLACK && y < innerHeight - SLACK;
    return !upmost.contains(block) && !block.contains(upmost);
  });
}

const chosen = (list) => clean(list.selectedOptions[0]?.textContent ?? "");

/** Width that a select element needs for its choice and its arrow. */
function choiceWidth(list) {
  const ARROW = 16;
  const { font, paddingLeft, paddingRight } = getComputedStyle(list);
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = font;
  return pen.measureText(chosen(list)).width + parseFloat(paddingLeft) + parseFloat(paddingRight) + ARROW;
}

/** Checks that texts of the stage are large enough and inside of their card or row, and that no message covers them. */
function measureStage(labels, report) {
  const box = cached((element) => element.getBoundingClientRect());
  const whole = box(drawing());
  const within = (label, outer) =>
    label.left >= outer.left - SLACK && label.right <= outer.right + SLACK &&
    label.top >= outer.top - SLACK && label.bottom <= outer.bottom + SLACK;
  for (const label of labels) {
    if (label.size < MIN_SIZE) report(`only ${label.size} px: ${say(label)}`);
    if (!within(label, whole)) report(`out of the drawing: ${say(label)}`);
    const card = cardOf(label.node);
    if (!card) report(`on no card: ${say(label)}`);
    else if (!within(label, box(card))) report(`out of its card: ${say(label)}`);
  }
  for (const packet of drawing().querySelectorAll('[data-key^="m"]')) {
    const over = box(packet.querySelector(".box"));
    for (const label of labels) {
      if (!packet.contains(label.node) && overlap(label, over)) report(`under “${nameOf(packet.firstElementChild)}”: ${say(label)}`);
    }
  }
}

/** Row or card of a text of the stage. */
function cardOf(text) {
  for (let group = text.parentElement; group && group !== drawing(); group = group.parentElement) {
    const box = group.querySelector(":scope > .ground, :scope > .box");
    if (box) return box;
  }
  return null;
}

const overlap = (one, other) =>
  one.left < other.right - SLACK && other.left < one.right - SLACK &&
  one.top < other.bottom - SLACK && other.top < one.bottom - SLACK;

function overlaps(labels, report) {
  const byTop = [...labels].sort((one, other) => one.top - other.top);
  byTop.forEach((one, index) => {
    for (let next = index + 1; next < byTop.length && byTop[next].top < one.bottom; next += 1) {
      const other = byTop[next];
      if (one.node !== other.node && overlap(one, other)) report(`over each other: ${say(one)} and ${say(other)}`);
    }
  });
}
