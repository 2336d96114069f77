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
  return seen(`.acts button, .undo button, .stage-hint button, .tabs button, .sheets button, .picker, .transport button, [role=slider], .tools > button, .choices button, .notice button, .branches button, [data-key] > [role=button], .entry, .again button, .whole, .lesson-card button, .course button, .lesson-picker`)
    .map((element) => [nameOf(element), targetOf(element)])
    .filter(([, { left, right, top, bottom }]) => right - left < MIN_SIZE - SLACK || bottom - top < MIN_SIZE - SLACK)
    .map(([name, { left, right, top, bottom }]) => `${name}: ${right - left} by ${bottom - top}`);
}

/** Box of an element without the part that a scrolling figure clips. */
function visibleBox(element) {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  const figure = element.closest(".figure")?.getBoundingClientRect() ?? { top, bottom };
  return { left, right, top: Math.max(top, figure.top), bottom: Math.min(bottom, figure.bottom) };
}

/** Controls that overlap as drawn, or are beyond the sides of the window. */
function misplaced() {
  const things = seen("button, select, input:not([type=file]), [role=slider]").map((element) => [nameOf(element), visibleBox(element), element]);
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
