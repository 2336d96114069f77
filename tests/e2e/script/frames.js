// Measures the script time of the page's frames and of a bare loop's frames, in turns and in the same way. `arguments`:
// number of groups that the bare loop places, names of the buttons for play and step back, number of rounds, and
// milliseconds of a round. No step may happen within a round.
const [count, play, back, rounds, length, done] = arguments;

const request = window.requestAnimationFrame.bind(window);
/** Sum to which frames are added. The clock is coarse, so only a sum over many frames is meaningful. */
let timed = null;
/** Callbacks requested within a frame. A request wakes other threads of the browser, which run first on a machine with
 * few cores and are not script. So the requests are made after the clock was read. */
let requested = null;
window.requestAnimationFrame = (callback) => {
  if (requested) return requested.push(callback);
  let start = 0;
  const id = request((time) => {
    requested = [];
    start = performance.now();
    callback(time);
  });
  // Runs in the same frame, after the microtasks of the first callback, in which Leptos updates the page.
  request(() => {
    const ms = performance.now() - start;
    const next = requested;
    requested = null;
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
