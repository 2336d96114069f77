// Random use of the page for the soak bench. It is added to the page once, since Chromium keeps the text of every
// script that WebDriver runs, which would count as growth.

/** Selectors of controls, used equally often. Controls with effects outside of the page (download) are left out. */
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
  ".button.level",
  ".lesson-card:not([hidden]) button",
  ".lessons button",
  ".opening:not([hidden]) button",
  ".ending:not([hidden]) button",
  ".play",
  ".branches button",
  ".again:not([hidden]) button",
  ".notice button",
  "[popovertarget]",
];

const frame = () => new Promise(requestAnimationFrame);

/** Clicks an element that may be SVG, which has no `click` method. */
async function press(control) {
  control.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  await frame();
}

/** Uses controls. Each pair of random numbers chooses a group and a control of it. */
async function use(numbers) {
  for (const [group, index] of numbers) {
    const controls = document.querySelectorAll(GROUPS[group % GROUPS.length]);
    if (controls.length > 0) await press(controls[index % controls.length]);
  }
}

/** Goes to the first beat of the default strategy's script, in Korean, with the theme of the system. */
async function settle() {
  document.querySelector("[popover]:popover-open")?.hidePopover();
  await pressWhile(() => document.documentElement.lang !== "ko", ".tools > [lang]");
  await pressWhile(() => document.documentElement.dataset.theme, ".tools > .square");
  // A change of the strategy resets the settings and the step.
  for (const strategy of ["single", "none"]) await press(document.querySelector(`.tabs [data-strategy=${strategy}]`));
  await press(document.querySelector(".course .free"));
  await pressWhile(() => !document.querySelector(".again").hidden, ".again button");
  await pressWhile(() => document.querySelector(".notice"), ".notice button");
  await pressWhile(() => document.querySelector(".button.level").ariaPressed === "true", ".button.level");
  // The address is debounced, so it changes last.
  while (location.search !== "?v=1&strategy=none&at=start&lang=ko") await frame();
}

/** Bytes of the module's memory. The glue is loaded already and returns the running module. */
async function wasmBytes() {
  const { src, dataset } = document.querySelector("script[data-js]");
  const { default: init } = await import(new URL(dataset.js, src));
  return (await init()).memory.buffer.byteLength;
}

/** Presses the first control of a selector while a condition holds. Throws after 30 presses. */
async function pressWhile(condition, selector) {
  for (let times = 0; condition(); times += 1) {
    if (times === 30) throw new Error(`${selector} changes nothing`);
    await press(document.querySelector(selector));
  }
}

globalThis.soak = { use, settle, wasmBytes };
