// The script time of the page's frames beside that of a bare loop's, in turns and timed alike. `arguments` are how many
// groups the bare loop places, the names of the buttons that play and step back, how many rounds, and the milliseconds of
// one, in which no step must happen.
const [count, play, back, rounds, length, done] = arguments;

const request = window.requestAnimationFrame.bind(window);
/** What is being timed. The clock is coarse: what matters is the sum over many frames. */
let timed = null;
/** Asked for within a frame. Both kinds ask for one more, which wakes other threads; where cores are few these go first,
 * and that is no script: so it is not timed. */
let asked = null;
window.requestAnimationFrame = (callback) => {
  if (asked) return asked.push(callback);
  return request((time) => {
    asked = [];
    const start = performance.now();
    callback(time);
    const ms = performance.now() - start;
    const next = asked;
    asked = null;
    if (timed) {
      timed.ms += ms;
      timed.frames += 1;
    }
    next.forEach(window.requestAnimationFrame);
  });
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
