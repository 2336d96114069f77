// Walks through the run step by step with the keys of the timeline and measures each step. Optionally walks back. Uses
// steps.js.

const [sheets, andBack, done] = arguments;
/** Limit of reported problems. */
const MAX_PROBLEMS = 40;
/** Sheet of each button, and the content of its panels at the last measurement. */
const shownOn = new Map();

walk().then(done, (error) => done({ captions: [], labels: 0, problems: [String(error?.stack ?? error)] }));

async function walk() {
  const problems = new Map();
  const captions = [];
  const forth = [];
  let labels = 0;
  press("Home");
  const last = await shown(0);
  // On a phone, a sheet computes its tally when it is first visible.
  await measureSheets(() => {});
  shownOn.clear();
  for (let step = 0; step <= last; step += 1) {
    captions.push(said().at(-1) ?? "");
    if (andBack) forth.push(everything());
    labels += await measureSheets((problem) => note(problems, step, problem));
    if (step < last) {
      press("ArrowRight");
      await shown(step + 1);
    }
  }
  for (let step = last - 1; andBack && step >= 0; step -= 1) {
    press("ArrowLeft");
    await shown(step);
    if (everything() !== forth[step]) note(problems, step, `not the same on the way back: ${difference(forth[step])}`);
  }
  const reported = [...problems.values()].slice(0, MAX_PROBLEMS).map(({ problem, first, times }) => `step ${first} (${times} times): ${problem}`);
  return { captions, labels, problems: reported };
}

/** Resolves once the step is drawn and laid out. Returns the last step. */
async function shown(step) {
  for (let turn = 0; turn < 1000; turn += 1) {
    await turnOfEvents();
    if (isReady() && Number(slider().getAttribute("aria-valuenow")) === step) {
      await turnOfEvents();
      return Number(slider().getAttribute("aria-valuemax"));
    }
  }
  throw new Error(`step ${step} is not shown`);
}

/** Measures the page and, on a phone, every sheet. Skips sheets that have not changed since their last measurement. */
async function measureSheets(report) {
  let labels = measure(report);
  for (const button of sheets.map((name) => find("button", name)).filter(Boolean)) {
    // The last sheet computes its tally when it is visible, so it is always measured.
    if (nameOf(button) !== sheets.at(-1) && shownOn.has(button) && lookOf(shownOn.get(button).sheet) === shownOn.get(button).look) continue;
    button.click();
    await turnOfEvents();
    const { sheet } = button.closest("nav").dataset;
    labels += measure((problem) => report(`${nameOf(button)}: ${problem}`), button.closest("nav").parentElement);
    shownOn.set(button, { sheet, look: lookOf(sheet) });
  }
  return labels;
}

/** Markup of the panels of a sheet. */
const lookOf = (sheet) => [...document.querySelectorAll(`[data-panel="${sheet}"]`)].map((panel) => panel.outerHTML).join();

/** All text of the page, including accessible names. */
function everything() {
  const app = document.getElementById("app");
  const names = [...app.querySelectorAll("[aria-label]")].map((each) => each.getAttribute("aria-label"));
  return [app.textContent, ...names].join("\n");
}

function difference(before) {
  const now = everything();
  const from = [...before].findIndex((letter, index) => letter !== now[index]);
  return `“${before.slice(from, from + 60)}” became “${now.slice(from, from + 60)}”`;
}
