// Walks through the run step by step with the keys of the timeline and measures each step. Optionally walks back. Uses
// steps.js.

const [sheets, andBack, done] = arguments;
/** Limit of reported problems. */
const MAX_PROBLEMS = 40;
/** Sheet of each button. */
const sheetOf = new Map();
/** Markup of the panels of each sheet at its last measurement. */
const lookedAt = new Map();

walk().then(done, (error) => done({ captions: [], labels: 0, problems: [String(error?.stack ?? error)] }));

async function walk() {
  const problems = new Map();
  const captions = [];
  const forth = [];
  let labels = 0;
  press("Home");
  const last = await shown(0);
  const buttons = sheets.map((name) => find("button", name)).filter(Boolean);
  for (const button of buttons) {
    await openBy(button);
    sheetOf.set(button, openSheet());
  }
  for (let step = 0; step <= last; step += 1) {
    captions.push(said().at(-1) ?? "");
    if (andBack && isTallied(buttons)) forth[step] = everything();
    labels += await measureSheets(buttons, (problem) => note(problems, step, problem));
    if (andBack) forth[step] ??= everything();
    if (step < last) {
      press("ArrowRight");
      await shown(step + 1);
    }
  }
  if (andBack && !isTallied(buttons)) await openBy(buttons.at(-1));
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

/** Measures the page with its open sheet and, on a phone, every other sheet. Skips sheets that have not changed since their
 * last measurement. */
async function measureSheets(buttons, report) {
  let labels = measure(report);
  const open = openSheet();
  lookedAt.set(open, lookOf(open));
  for (const button of buttons.filter((button) => sheetOf.get(button) !== open)) {
    const sheet = sheetOf.get(button);
    // The last sheet is computed when it is open, so it is always measured.
    if (button !== buttons.at(-1) && lookedAt.get(sheet) === lookOf(sheet)) continue;
    await openBy(button);
    labels += measureSheet((problem) => report(`${nameOf(button)}: ${problem}`));
    lookedAt.set(sheet, lookOf(sheet));
  }
  return labels;
}

async function openBy(button) {
  button.click();
  await turnOfEvents();
}

/** True if the tally of the last sheet is up to date. It is computed when it is visible. */
const isTallied = (buttons) => buttons.length === 0 || openSheet() === sheetOf.get(buttons.at(-1));

const openSheet = () => document.querySelector(".sheets").dataset.sheet;

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
