#!/usr/bin/env node
// usage: scripts/weigh.mjs FOLDER
// Prints the bytes of a built page, raw and compressed by brotli (quality 11). Files of a first visit come first, then
// the others. There is no limit.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";

const folder = process.argv[2];
const index = readFileSync(join(folder, "index.html"), "utf8");
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
  .map((path) => {
    const bytes = readFileSync(path);
    return { file: path.slice(join(folder, "/").length), raw: bytes.length, brotli: brotliCompressSync(bytes).length };
  })
  .sort((a, b) => b.brotli - a.brotli);
// The page does not load the pictures, the article and the script for articles.
const isLoaded = ({ file }) => file === "index.html" || (index.includes(`./${file}`) && !file.includes("/"));
const loaded = files.filter(isLoaded);
const total = (key) => loaded.reduce((sum, file) => sum + file[key], 0);

const row = (raw, brotli, file) => console.log(`${String(raw).padStart(9)} ${String(brotli).padStart(9)}  ${file}`);
row("raw", "brotli", "bytes of");
for (const { raw, brotli, file } of loaded) row(raw, brotli, file);
row(total("raw"), total("brotli"), "a first visit");
for (const { raw, brotli, file } of files.filter((file) => !isLoaded(file))) row(raw, brotli, `${file} (when opened)`);
