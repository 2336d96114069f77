// Walks through every prepared story beat by beat or through every lesson, and checks that the nodes that act, the
// caption or the lesson's card, and the controls are in the window together. Uses measure.js and steps.js. `arguments`:
// keys of the strategies, and pairs of the keys of a strategy and a lesson.

const [stories, lessons, done] = arguments;
/** Limit of reported problems. */
const MAX_PROBLEMS = 40;

viewAll().then(done, (error) => done({ beats: 0, acting: 0, problems: [String(error?.stack ?? error)] }));

async function viewAll() {
  const problems = new Map();
  let [beats, acting, room] = [0, 0, 0];
  const look = async (name) => {
    // A taller caption makes the room lower, which the app notices with the next frame.
    const height = () => document.querySelector(".room").getBoundingClientRect().height;
    for (let before = room; before !== (room = height()); before = room) await frames(2);
    acting += view((problem) => note(problems, name, problem));
    beats += 1;
  };
  await look("the first view");
  for (const story of stories) {
    const list = document.querySelector("select.picker");
    list.value = story;
    list.dispatchEvent(new Event("change", { bubbles: true }));
    await frames(2);
    // The way back is at once; the way forth has motion.
    for (let key = "End"; key === "End" || place().now > 0; key = "ArrowLeft") {
      const before = whereabouts();
      press(key);
      await until(() => isReady() && whereabouts() !== before);
      await look(`${story} ${place().now}`);
    }
  }
  for (const [strategy, lesson] of lessons) {
    await choose(".picker", strategy);
    await choose(".lesson-picker", lesson);
    await learn(lesson, look);
  }
  const reported = [...problems.values()].slice(0, MAX_PROBLEMS);
  return { beats, acting, problems: reported.map(({ problem, first, times }) => `${first} (${times} times): ${problem}`) };
}

async function choose(selector, value) {
  const list = document.querySelector(selector);
  if (list.value === value) return;
  list.value = value;
  list.dispatchEvent(new Event("change", { bubbles: true }));
  await frames(2);
}

/** Goes through a lesson to its end: answers each question, does the act, and looks at each beat on the way back. */
async function learn(lesson, look) {
  const card = document.querySelector(".lesson-card");
  for (let turn = 0; ; turn += 1) {
    if (turn === 40) throw new Error(`${lesson} has no end`);
    const { now } = card.dataset;
    await look(`${lesson}, ${now} at ${place().now}`);
    if (now === "conclude") return;
    const [buttons, last] = [[...card.querySelectorAll("button")].filter(isSeen), place().now];
    if (buttons.length === 0) throw new Error(`${lesson} has nothing to press at ${last}: ${card.textContent}`);
    // The lessons together have every kind of answer.
    const doIt = buttons.find((button) => button.matches(".do-it"));
    (doIt ?? buttons[now === "predict" ? turn % (buttons.length - 2) : 0]).click();
    await turnOfEvents();
    if (now === "go-on" && place().now === last && !isPlaying()) continue;
    press("End");
    await until(() => isReady() && !isPlaying() && place().now === place().max);
    for (let beats = place().max - last; beats > 1; beats -= 1) {
      press("ArrowLeft");
      await turnOfEvents();
      await look(`${lesson} at ${place().now}`);
    }
    press("End");
    await until(() => place().now === place().max);
  }
}

const isPlaying = () => document.querySelector(".play path").getAttribute("d").includes("h2.6");

/** Beat of the timeline, and the last one. */
function place() {
  const [now, max] = ["aria-valuenow", "aria-valuemax"].map((name) => Number(slider().getAttribute(name)));
  return { now, max };
}

/** Beat and exact place of the playhead. */
function whereabouts() {
  return `${place().now} ${document.querySelector(".knob").parentElement.getAttribute("x")}`;
}

/** Waits until the app has drawn a state. */
async function until(isSo) {
  for (let turn = 0; turn < 1000; turn += 1) {
    await turnOfEvents();
    if (isSo()) return turnOfEvents();
  }
  throw new Error(`never: ${isSo}`);
}

async function frames(count) {
  for (let frame = 0; frame < count; frame += 1) await new Promise(requestAnimationFrame);
}

/** Checks the present view; returns the number of nodes that act. */
function view(report) {
  const figure = document.querySelector(".figure");
  const room = figure.querySelector(".room").getBoundingClientRect();
  const acting = [...figure.querySelectorAll(".card[data-acting] > .box")];
  for (const node of acting) {
    const name = node.closest("[data-key]").dataset.key;
    if (!isInside(node.getBoundingClientRect(), room)) report(`out of the room: ${name}`);
  }
  const told = seen(".caption, .lesson-card");
  if (told.length === 0) report("neither a caption nor a card");
  const controls = [...figure.querySelectorAll(".room, .caption, .caption p, .lesson-card, .lesson-card > *, .lesson-card button, .transport button, [role=slider]")];
  const theWindow = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
  for (const element of controls) {
    const name = element.getAttribute("aria-label") ?? element.className ?? element.localName;
    if (!isInside(element.getBoundingClientRect(), theWindow)) report(`out of the window: ${name || element.localName}`);
  }
  const caption = figure.querySelector(".caption");
  if (caption.scrollHeight > caption.clientHeight + SLACK) report("the caption scrolls");
  if (figure.scrollHeight > figure.clientHeight + SLACK) report("the figure scrolls");
  if (scrollY !== 0) report("the page has scrolled");
  const about = cached(propertiesOf);
  const lines = viewOf(figure, about).lines.map((line) => visibleUpFrom(figure.parentElement, line, about)).filter(Boolean);
  for (const line of lines) if (isCovered(line)) report(`covered: ${say(line)}`);
  const labels = [...lines, ...visibleOnStage(about, report)];
  for (const label of labels) if (label.isCut) report(`cut off: ${say(label)}`);
  overlaps(labels, report);
  return acting.length;
}
