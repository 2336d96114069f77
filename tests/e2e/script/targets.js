// Measures touch targets: the size of each action, tab, node and message, and overlaps of controls.

/** Minimum size of a target in CSS pixels. */
const MIN_SIZE = 44;
/** Tolerance for rounding. */
const SLACK = 0.5;

/** Box of an element, extended by its `::after` pseudo-element. */
function targetOf(element) {
  const drawn = element.closest("[data-key]") ?? element;
  const { left, top, right, bottom } = drawn.getBoundingClientRect();
  const after = getComputedStyle(element, "::after");
  const [up, aside] = after.content === "none" || after.position !== "absolute" ? [0, 0] : [after.top, after.left].map((side) => Math.min(0, parseFloat(side)));
  return { left: left + aside, right: right - aside, top: top + up, bottom: bottom - up };
}

function tooSmall() {
  const others = matchMedia("(pointer: coarse)").matches ? ", .entry" : "";
  return seen(`.acts button, .tabs button, .sheets button, .picker, .transport button, [role=slider], .tools > button, .choices button, .notice button, .kept button, [data-key] > [role=button]${others}`)
    .map((element) => [nameOf(element), targetOf(element)])
    .filter(([, { left, right, top, bottom }]) => right - left < MIN_SIZE - SLACK || bottom - top < MIN_SIZE - SLACK)
    .map(([name, { left, right, top, bottom }]) => `${name}: ${right - left} by ${bottom - top}`);
}

/** Controls that overlap as drawn, or are beyond the sides of the window. */
function misplaced() {
  const things = seen("button, select, input:not([type=file]), [role=slider]").map((element) => [nameOf(element), element.getBoundingClientRect(), element]);
  const problems = [];
  things.forEach(([name, one, element], index) => {
    // The tabs of sheets scroll in the narrowest windows.
    if (!element.closest(".sheets") && (one.left < -SLACK || one.right > innerWidth + SLACK)) problems.push(`out of the window: ${name}`);
    for (const [other, { left, right, top, bottom }, beside] of things.slice(index + 1)) {
      const isOver = one.left < right - SLACK && left < one.right - SLACK && one.top < bottom - SLACK && top < one.bottom - SLACK;
      // A scrolling list clips its content.
      const isElsewhere = element.closest(".log") !== beside.closest(".log");
      if (isOver && !isElsewhere) problems.push(`${name} and ${other}`);
    }
  });
  return problems;
}
