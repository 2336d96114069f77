// Measures the contrast of texts and marks of the stage against their background, as painted now. axe-core checks the
// other texts; it does not check SVG. Defines `measure` and `measureSheet`, also for walk.js.

/** Minimum contrast by WCAG 1.4.3 and 1.4.11. */
const MIN_OF_TEXT = 4.5;
const MIN_OF_MARK = 3;
const MARKS = ".edge, .wire, .badge, .dot, .pill, rect.filled, rect.done, .packet .box, .bubble .box, .tick, .axis, .played, .knob, .icon";

function measure(report) {
  const texts = [...drawing().querySelectorAll("text")];
  for (const text of texts) {
    const { left, right, top, bottom } = text.getBoundingClientRect();
    const ground = groundAt((left + right) / 2, (top + bottom) / 2, text);
    const ratio = contrast(over(painted(getComputedStyle(text), "fill"), ground), ground);
    if (ratio < MIN_OF_TEXT) report(`${ratio.toFixed(2)}: “${clean(text.textContent)}”, ${kindOf(text)}`);
  }
  const marks = [...document.querySelectorAll(MARKS)].filter(isDrawn);
  for (const mark of marks) {
    const { left, top, bottom } = mark.getBoundingClientRect();
    const ground = groundAt(left - 3, (top + bottom) / 2, null);
    const style = getComputedStyle(mark);
    const ratio = Math.max(...["fill", "stroke"].map((paint) => contrast(over(painted(style, paint), ground), ground)));
    if (ratio < MIN_OF_MARK) report(`${ratio.toFixed(2)}: ${kindOf(mark)}`);
  }
  return texts.length + marks.length;
}

/** A sheet has no texts and marks of the stage. */
const measureSheet = () => 0;

function isDrawn(mark) {
  const { width, height } = mark.getBoundingClientRect();
  return width + height > 1 && mark.checkVisibility({ visibilityProperty: true });
}

const kindOf = (element) => {
  const group = element.closest("[data-look], [data-mark], [data-kind]");
  const about = ["look", "mark", "state", "kind"].map((name) => group?.dataset[name] ?? "").join(" ");
  return `${element.getAttribute("class")} (${about.trim()})`;
};

/** Colour that is painted at a point, without the element `above`. Ignores marks of the timeline, which overlap. */
function groundAt(x, y, above) {
  const isGround = (element) => element !== above && !element.matches("text, .axis, .played, .knob, .tick, .gap");
  const stack = document.elementsFromPoint(x, y).filter(isGround);
  const layers = [];
  for (const element of stack) {
    const style = getComputedStyle(element);
    const isShape = element instanceof SVGGeometryElement;
    const layer = isShape ? painted(style, "fill") : parse(style.backgroundColor);
    layers.push(layer);
    if (layer[3] === 1) break;
  }
  return layers.reduceRight((ground, layer) => over(layer, ground), parse(getComputedStyle(document.documentElement).backgroundColor));
}

/** A paint with its opacity. Transparent for `none` and for a hatch, which has thin lines. */
function painted(style, paint) {
  const value = style[paint];
  if (value === "none" || value.startsWith("url")) return [0, 0, 0, 0];
  const [red, green, blue, alpha] = parse(value);
  return [red, green, blue, alpha * style.opacity * style[`${paint}Opacity`]];
}

const pen = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
const known = new Map();

/** Red, green, blue and alpha of a CSS colour in any notation, each 0 to 1. */
function parse(colour) {
  if (!known.has(colour)) {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    known.set(colour, [...pen.getImageData(0, 0, 1, 1).data].map((value) => value / 255));
  }
  return known.get(colour);
}

const over = ([red, green, blue, alpha], ground) =>
  [...[red, green, blue].map((value, index) => value * alpha + ground[index] * (1 - alpha)), 1];

function contrast(one, other) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour) {
  const [red, green, blue] = colour.map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
