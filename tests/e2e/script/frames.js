// The script time of the page's frames beside that of a bare loop's, in turns and timed alike. `arguments` are how many
// groups the bare loop places, the names of the buttons that play and step back, how many rounds, and the milliseconds of
// one, in which no step must happen.
const [count, play, back, rounds, length, done] = arguments;

const request = window.requestAnimationFrame.bind(window);
/** The sum that frames are added to. The clock is coarse, so that only a sum over many frames says something. */
let timed = null;
/** Callbacks requested within a frame. Both kinds request one, which wakes other threads. These go first on a machine
 * with few cores, and they are no script: so the request is made after the clock was read. */
let asked = null;
window.requestAnimationFrame = (callback) => {
  if (asked) return asked.push(callback);
  let start = 0;
  const id = request((time) => {
    asked = [];
    start = performance.now();
    callback(time);
  });
  // The browser calls this in the same frame, after the microtasks of the first: Leptos updates the page in those.
  request(() => {
    const ms = performance.now() - start;
    const next = asked;
    asked = null;
    if (timed) {
      timed.ms += ms;
      timed.frames += 1;
    }
    next.forEach(window.requestAnimationFrame);
  });
  return id;
};

function make(name, parent) {
  return parent.appendChild(document.createElementNS("http://www.w3.org/2000/svg", name));
}

const svg = make("svg", document.body);
const groups = Array.from({ length: count }, () => {
  const group = make("g", svg);
  group.setAttribute("transform", "translate(0)");
  make("circle", group).setAttribute("r", "12");
  return group;
});
let x = 0;
function placeAll() {
  x += 0.25;
  for (let index = 0; index < groups.length; index += 1) {
    groups[index].transform.baseVal.getItem(0).setTranslate(x + index, index);
  }
  if (timed) window.requestAnimationFrame(placeAll);
}

const step = () => slider().getAttribute("aria-valuenow");
const drawn = () => new Promise((resolve) => request(() => request(resolve)));

async function time(sum, start, end) {
  await drawn();
  timed = sum;
  start();
  await new Promise((resolve) => setTimeout(resolve, length));
  timed = null;
  end();
}

async function run() {
  const [page, bare] = [{ ms: 0, frames: 0 }, { ms: 0, frames: 0 }];
  const before = step();
  const press = (name) => find("button", name).click();
  for (let round = 0; round < rounds; round += 1) {
    await time(page, () => press(play), () => press(back));
    await drawn();
    if (step() !== before) throw new Error("a step happened");
    await time(bare, placeAll, () => {});
  }
  return [page, bare];
}

run().then(done, (error) => done(String(error)));
