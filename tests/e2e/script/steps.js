// Keys of the timeline, and problems of many steps. Used by walk.js and view.js.

function press(code) {
  slider().dispatchEvent(new KeyboardEvent("keydown", { key: code, code, bubbles: true, cancelable: true }));
}

/** Waits for one task. Not by a timer, since browsers throttle timers. */
function turnOfEvents() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { port1.close(); resolve(); };
    port2.postMessage(null);
  });
}

/** Notes a problem once; problems that differ only in numbers are equal. */
function note(problems, step, problem) {
  const kind = problem.replace(/\d+/g, "0");
  const known = problems.get(kind) ?? { problem, first: step, times: 0 };
  known.times += 1;
  problems.set(kind, known);
}
