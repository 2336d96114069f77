// Checks every visible text: no overlap, nothing cut off, nothing covered, no text too small on the stage.

const MIN_SIZE = 11;
/** Half of a text's height relative to its font size. The rest of the line box is empty. */
const INK = 0.4;
/** Tolerance for rounding. */
const SLACK = 1;
/** Height of a row of the page. Boxes are looked up by row. */
const ROW = 64;
/** Parts of the page that are measured again only if their markup or size has changed, or something in them has scrolled. */
const PARTS = "header, nav, section, footer, li, tr, .caption, .transport, .timeline";
const SCROLLERS = "ol, .compare";

/** Caches a computed value for each key, for the duration of one measurement. */
function cached(compute) {
  const known = new Map();
  return (key) => {
    if (!known.has(key)) known.set(key, compute(key));
    return known.get(key);
  };
}

/** Measures the visible page with its stage. Returns the number of labels. */
function measure(report) {
  for (const list of seen("select")) if (choiceWidth(list) > list.clientWidth) report(`cut off: the choice “${chosen(list)}”`);
  const about = cached(propertiesOf);
  return measureTexts([...pageLines(about, report), ...visibleOnStage(about, report)], report);
}

/** Measures the visible page without its stage, after another sheet has been opened. Returns the number of labels. */
function measureSheet(report) {
  return measureTexts(pageLines(cached(propertiesOf), report), report);
}

function measureTexts(labels, report) {
  for (const label of labels) {
    if (label.isCut) report(`cut off: ${say(label)}`);
    if (label.left < -SLACK || label.right > innerWidth + SLACK) report(`beyond the window: ${say(label)}`);
  }
  const wide = document.documentElement.scrollWidth;
  if (wide > innerWidth) report(`the page is ${wide} wide`);
  overlaps(labels, report);
  return labels.length;
}

const styles = new WeakMap();

/** Properties of an element that matter for texts in it. */
function propertiesOf(element) {
  // The browser keeps a computed style up to date.
  if (!styles.has(element)) styles.set(element, getComputedStyle(element));
  const { clipPath, display, fontSize, overflowX, overflowY, pointerEvents, position } = styles.get(element);
  return {
    box: element.getBoundingClientRect(), display, overflowX, overflowY, position, size: parseFloat(fontSize),
    isVisuallyHidden: clipPath === "inset(50%)", letsPointerThrough: pointerEvents === "none",
  };
}

const clips = (overflow) => overflow === "hidden" || overflow === "clip";
const scrolls = (overflow) => overflow === "auto" || overflow === "scroll";

const say = (label) => `“${clean(label.node.textContent)}”`;

function label(rect, size, node) {
  const centre = (rect.top + rect.bottom) / 2;
  const { left, right } = rect;
  return { left, right, top: centre - INK * size, bottom: centre + INK * size, size, node };
}

/** Checks the texts of the stage. Returns the visible ones. */
function visibleOnStage(about, report) {
  const texts = [...drawing().querySelectorAll("text")].filter((text) => clean(text.textContent) !== "");
  const labels = texts.map((text) => label(text.getBoundingClientRect(), about(text).size * text.getScreenCTM().a, text));
  measureStage(labels, report);
  return labels.map((label) => visibleUpFrom(label.node.parentElement, label, about)).filter(Boolean);
}

/** Every visible line of text outside of the stage. Reports covered lines. */
function pageLines(about, report) {
  const { lines, boxes } = viewOf(document.body, about);
  const rows = inRows(boxes);
  for (const line of lines) if (isUnderBox(line, rows) && isCovered(line)) report(`covered: ${say(line)}`);
  return lines;
}

/** Last measurement of each part: its view, and its markup, size and place then. */
const measured = new WeakMap();

/** Visible lines of text in an element, and boxes of all that is drawn in it. */
function viewOf(element, about) {
  const isVisible = element.checkVisibility({ visibilityProperty: true });
  if (!isVisible && !element.checkVisibility() && about(element).display !== "contents") return { lines: [], boxes: [] };
  if (!element.matches(PARTS)) return newView(element, isVisible, about);
  const { x, y, width, height } = element.getBoundingClientRect();
  const scrolled = [...element.querySelectorAll(SCROLLERS)].flatMap(({ scrollLeft, scrollTop }) => [scrollLeft, scrollTop]);
  const look = [width, height, isVisible, scrolled, element.outerHTML].join();
  if (measured.get(element)?.look !== look) measured.set(element, { look, x, y, view: newView(element, isVisible, about) });
  const before = measured.get(element);
  return moved(before.view, x - before.x, y - before.y);
}

function newView(element, isVisible, about) {
  const view = { lines: [], boxes: [] };
  const { box, overflowX, overflowY, position, isVisuallyHidden } = about(element);
  if (isVisuallyHidden) return view;
  // Shapes may be drawn beyond a picture that shows its overflow.
  const shapes = element.localName === "svg" && overflowX === "visible" ? [...element.querySelectorAll("*")] : [];
  view.boxes.push(...shapes.map((shape) => ({ element: shape, ...grown(shape.getBoundingClientRect(), [0, 0]) })));
  for (const child of element.matches("svg, select, noscript, script") ? [] : element.children) {
    const { lines, boxes } = viewOf(child, about);
    view.lines.push(...lines);
    view.boxes.push(...boxes);
  }
  const lines = isVisible ? ownLines(element, about) : [];
  view.lines.push(...lines);
  // A text may be beyond its element. It is higher than its ink.
  view.boxes.push(...lines.filter((line) => !isInside(line, box)).map((line) => ({ element, ...grown(line, [0, line.size / 2]) })));
  if (element !== document.body && (overflowX !== "visible" || overflowY !== "visible")) {
    view.lines = view.lines.map((line) => visibleIn(line, about(element))).filter(Boolean);
    view.boxes = view.boxes.map((each) => boxIn(each, about(element)));
  }
  view.boxes.push({ element, ...grown(box, reachOf(element)) });
  // Elements out of the flow may be beyond the elements around them.
  if (position === "absolute" || position === "fixed") for (const each of view.boxes) each.isFree = true;
  if (position === "fixed") for (const each of [...view.lines, ...view.boxes]) each.isFixed = true;
  return view;
}

/** The view of a part that has moved as a whole. */
function moved(view, aside, down) {
  if (aside === 0 && down === 0) return view;
  const move = (each) => each.isFixed ? each : {
    ...each, left: each.left + aside, right: each.right + aside, top: each.top + down, bottom: each.bottom + down,
  };
  return { lines: view.lines.map(move), boxes: view.boxes.map(move) };
}

/** One range for all texts, since the browser updates each range at each change of the page. */
const range = document.createRange();

/** Lines of the texts that are directly in an element. */
function ownLines(element, about) {
  const texts = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && clean(node.data) !== "");
  if (texts.length === 0) return [];
  let block = element;
  while (about(block).display === "inline") block = block.parentElement;
  const rects = texts.flatMap((text) => {
    range.selectNodeContents(text);
    return [...range.getClientRects()].map((rect) => label(rect, about(element).size, text));
  });
  return rects.filter(isLarge).map((line) => ({ ...line, block, letsPointerThrough: about(block).letsPointerThrough }));
}

const isLarge = ({ left, right, top, bottom }) => right - left >= SLACK && bottom - top >= SLACK;

/** The part of a line that an element shows, or null. The line is cut off if it can't be scrolled to. */
function visibleIn(line, { box, overflowX, overflowY }) {
  if (line.isFixed) return line;
  const isOut = [
    clips(overflowX) && (line.left < box.left - SLACK || line.right > box.right + SLACK),
    clips(overflowY) && (line.top < box.top - SLACK || line.bottom > box.bottom + SLACK),
  ];
  const part = { ...line, isCut: line.isCut || isOut.includes(true) };
  if (scrolls(overflowX)) Object.assign(part, { left: Math.max(line.left, box.left), right: Math.min(line.right, box.right) });
  if (scrolls(overflowY)) Object.assign(part, { top: Math.max(line.top, box.top), bottom: Math.min(line.bottom, box.bottom) });
  return isLarge(part) ? part : null;
}

/** The visible part of a line in an element and all around it, or null. */
function visibleUpFrom(element, line, about) {
  let part = line;
  for (let around = element; part && around !== document.body; around = around.parentElement) part = visibleIn(part, about(around));
  return part;
}

/** The part of a box that an element shows. */
const boxIn = (each, { box, overflowX, overflowY }) => each.isFree ? each : {
  ...each,
  ...(overflowX !== "visible" && { left: Math.max(each.left, box.left), right: Math.min(each.right, box.right) }),
  ...(overflowY !== "visible" && { top: Math.max(each.top, box.top), bottom: Math.min(each.bottom, box.bottom) }),
};

/** Pixels by which positioned pseudo-elements extend an element sidewards, and up and down. */
function reachOf(element) {
  const all = ["::before", "::after"].map((part) => getComputedStyle(element, part)).filter(({ content, position }) => content !== "none" && position === "absolute");
  return ["left", "top"].map((side) => Math.max(0, ...all.map((style) => -parseFloat(style[side]))));
}

const grown = ({ left, right, top, bottom }, [aside, along]) => ({ left: left - aside, right: right + aside, top: top - along, bottom: bottom + along });

/** Boxes by the rows of the page that they reach. */
function inRows(boxes) {
  const rows = Array.from({ length: Math.ceil(innerHeight / ROW) }, () => []);
  for (const box of boxes) {
    const last = Math.min(Math.floor(box.bottom / ROW), rows.length - 1);
    for (let row = Math.max(Math.floor(box.top / ROW), 0); row <= last; row += 1) rows[row].push(box);
  }
  return rows;
}

/** True if the box of another element is over one end of the line. Only then the slow hit test is needed. */
function isUnderBox(line, rows) {
  const [first, last, y] = endsOf(line);
  const row = rows[Math.floor(y / ROW)] ?? [];
  const isAt = (box, x) => box.left <= x && x <= box.right;
  return row.some((box) => box.top <= y && y <= box.bottom && (isAt(box, first) || isAt(box, last)) && isApart(box.element, line.block));
}

/** True if another element covers one end of the line. Elements of the same block do not cover it. A point in the window
 * without any element is an error. A text that lets the pointer through lies over a control. */
function isCovered(line) {
  if (line.letsPointerThrough) return false;
  const [first, last, y] = endsOf(line);
  return [first, last].some((x) => {
    const upmost = document.elementFromPoint(x, y);
    if (upmost === null) return x > SLACK && x < innerWidth - SLACK && y > SLACK && y < innerHeight - SLACK;
    return isApart(upmost, line.block);
  });
}

/** Horizontal places of the first and the last letter, and the vertical place. */
const endsOf = ({ left, right, top, bottom }) => [left + SLACK, right - SLACK, (top + bottom) / 2];

/** True if neither element is in the other. */
const isApart = (one, other) => !one.contains(other) && !other.contains(one);

const pen = document.createElement("canvas").getContext("2d");
const chosen = (list) => clean(list.selectedOptions[0]?.textContent ?? "");

/** Width that a select element needs for its choice and its arrow. */
function choiceWidth(list) {
  const ARROW = 16;
  const { font, paddingLeft, paddingRight } = getComputedStyle(list);
  pen.font = font;
  return pen.measureText(chosen(list)).width + parseFloat(paddingLeft) + parseFloat(paddingRight) + ARROW;
}

/** Checks that texts of the stage are large enough and inside of their card or row, and that no message covers them. */
function measureStage(labels, report) {
  const box = cached((element) => element.getBoundingClientRect());
  const whole = box(drawing());
  for (const label of labels) {
    if (label.size < MIN_SIZE) report(`only ${label.size} px: ${say(label)}`);
    if (!isInside(label, whole)) report(`out of the drawing: ${say(label)}`);
    const card = cardOf(label.node);
    if (!card) report(`on no card: ${say(label)}`);
    else if (!isInside(label, box(card))) report(`out of its card: ${say(label)}`);
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

function isInside({ left, right, top, bottom }, outer) {
  return left >= outer.left - SLACK && right <= outer.right + SLACK && top >= outer.top - SLACK && bottom <= outer.bottom + SLACK;
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
