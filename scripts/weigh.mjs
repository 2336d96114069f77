#!/usr/bin/env node
// usage: scripts/weigh.mjs FOLDER
// The bytes of a first visit, raw and as brotli (quality 11) sends them: the first load, which is what a bare address waits
// for before it is alive, index.html and every file that it names; then what follows by itself, and what comes when it is
// needed (src/ui/late.rs). Fails over a limit.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib"; // quality 11 unless told

// Brotli bytes. The first load is close to its limit: what is put on has to be taken off elsewhere, or to come later.
const FIRST_LIMIT = 110_000;
// The first load and what follows it where nobody touches the page: that of a reader of Korean at a desk.
const OPENING_LIMIT = 150_000;
// What the first paint waits for: index.html with the first still in it, the styles, and boot.js.
const SHELL_LIMIT = 30_000;

const folder = process.argv[2];
const index = readFileSync(join(folder, "index.html"), "utf8");
const isFirst = (file) => file === "index.html" || index.includes(file);
// The chunks are what several of the files share; not all of them are needed then.
const follows = (file) => /^(split_steps|split_panels|panels|chunk)[-_]/.test(file);
const files = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => entry.name)
  .map((file) => {
    const bytes = readFileSync(join(folder, file));
    return { file, raw: bytes.length, brotli: brotliCompressSync(bytes).length };
  })
  .sort((a, b) => b.brotli - a.brotli);
const first = files.filter(({ file }) => isFirst(file));
const sum = (key, of) => of.reduce((total, part) => total + part[key], 0);
const opening = [...first, ...files.filter(({ file }) => follows(file))];
const shell = first.filter(({ file }) => file === "index.html" || file === "boot.js" || file.endsWith(".css"));

const row = (raw, brotli, file) => console.log(`${String(raw).padStart(9)} ${String(brotli).padStart(9)}  ${file}`);
const line = (of, said) => row(sum("raw", of), sum("brotli", of), said);
row("raw", "brotli", "bytes of");
for (const { raw, brotli, file } of first) row(raw, brotli, file);
line(shell, `the shell and the first still; at most ${SHELL_LIMIT}`);
line(first, `the first load; at most ${FIRST_LIMIT}`);
for (const { raw, brotli, file } of opening.slice(first.length)) row(raw, brotli, file);
line(opening, `an opening that nobody touches; at most ${OPENING_LIMIT}`);
for (const { raw, brotli, file } of files.filter((part) => !opening.includes(part))) row(raw, brotli, `${file}, when needed`);

const limits = [[shell, SHELL_LIMIT], [first, FIRST_LIMIT], [opening, OPENING_LIMIT]];
const isThere = (start) => opening.some(({ file }) => file.startsWith(start));
const isComplete = shell.length === 3 && index.includes('data-from=') && ["split_steps-", "split_panels-", "panels-"].every(isThere);
if (!isComplete || limits.some(([of, limit]) => sum("brotli", of) > limit)) {
  console.error(isComplete ? "over a limit" : "not the files that a visit loads");
  process.exit(1);
}
