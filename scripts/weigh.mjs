#!/usr/bin/env node
// usage: scripts/weigh.mjs FOLDER
// What a first visit loads before it sees the page: index.html and every file that it names, in bytes, raw and as brotli
// (quality 11) sends it; then, for the eye, what comes after the page (src/ui/late.rs).
// Says how far it is from the goal, and fails over the limit: a ratchet that only goes down, so that weight is noticed on
// the day it is put on.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib"; // quality 11 unless told

// Brotli bytes.
const GOAL = 130_000;
const LIMIT = 150_000;
// What the first paint waits for: index.html with the first still in it, the styles, and boot.js.
const SHELL_LIMIT = 30_000;

const folder = process.argv[2];
const index = readFileSync(join(folder, "index.html"), "utf8");
const isFirst = (file) => file === "index.html" || index.includes(file);
const files = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => entry.name)
  .map((file) => {
    const bytes = readFileSync(join(folder, file));
    return { file, raw: bytes.length, brotli: brotliCompressSync(bytes).length };
  })
  .sort((a, b) => b.brotli - a.brotli);
const parts = files.filter(({ file }) => isFirst(file));
const sum = (key, of) => of.reduce((total, part) => total + part[key], 0);
const shell = parts.filter(({ file }) => file === "index.html" || file === "boot.js" || file.endsWith(".css"));

const row = (raw, brotli, file) => console.log(`${String(raw).padStart(9)} ${String(brotli).padStart(9)}  ${file}`);
const line = (of, said) => row(sum("raw", of), sum("brotli", of), said);
row("raw", "brotli", "bytes of");
for (const { raw, brotli, file } of parts) row(raw, brotli, file);
line(shell, `the shell and the first still; the limit is ${SHELL_LIMIT}`);
line(parts, `the first load; the goal is ${GOAL}, the limit ${LIMIT}`);
for (const { raw, brotli, file } of files.filter(({ file }) => !isFirst(file))) row(raw, brotli, `${file}, later`);
if (shell.length !== 3 || sum("brotli", shell) > SHELL_LIMIT) {
  console.error("the shell and the first still are over their limit, or not three files");
  process.exit(1);
}
if (sum("brotli", parts) > LIMIT) {
  console.error("the first load is over its limit");
  process.exit(1);
}
