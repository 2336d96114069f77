// Random use of the page for the soak bench. `arguments` are pairs of random numbers, each for a group of controls and for
// one control of it; null instead of them leads to a state that readings can be compared in.
const [numbers, done] = arguments;

/** Controls by groups, used equally often. Nothing that leaves the page (a download, the clipboard) is among them. */
const GROUPS = [
  ".tabs button",
  ".tools > [lang]",
  ".tools > .square",
  ".acts button",
  ".acts button",
  ".choices button",
  ".stage [data-key]",
  ".log .entry",
  ".button.back",
  ".button.forward",
  ".button.forward",
  ".button.loss",
  ".button.speed",
  ".play",
  ".kept button",
  ".again:not([hidden]) button",
  ".notice button",
  "[popovertarget]",
];

const root = document.documentElement;
const frame = () => new Promise(requestAnimationFrame);

/** A click, also on what is no HTML element. */
async function press(control) {
  control.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  await frame();
}

async function use() {
  for (const [group, index] of numbers) {
    const controls = document.querySelectorAll(GROUPS[group % GROUPS.length]);
    if (controls.length > 0) await press(controls[index % controls.length]);
  }
}

/** Leads to the first step of the default strategy's script, in Korean and in the colours of the system. */
async function settle() {
  document.querySelector("[popover]:popover-open")?.hidePopover();
  await pressWhile(() => root.lang !== "ko", ".tools > [lang]");
  await pressWhile(() => root.dataset.theme, ".tools > .square");
  // The other strategy puts the settings back, and the step.
  for (const strategy of ["single", "none"]) await press(document.querySelector(`.tabs [data-strategy=${strategy}]`));
  await pressWhile(() => !document.querySelector(".again").hidden, ".again button");
  await pressWhile(() => document.querySelector(".notice"), ".notice button");
}

/** Presses the first control of a selector as long as it takes; throws if it takes too long. */
async function pressWhile(condition, selector) {
  for (let times = 0; condition(); times += 1) {
    if (times === 30) throw new Error(`${selector} changes nothing`);
    await press(document.querySelector(selector));
  }
}

(numbers ? use() : settle()).then(() => done(null), (error) => done(String(error)));
