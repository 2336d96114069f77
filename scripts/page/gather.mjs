#!/usr/bin/env node
// usage: scripts/page/gather.mjs FOLDER LOADER
// wasm-split makes a chunk of whatever the same files share, often of one small function, and each chunk is a request. Most
// of them are needed as soon as the page is there, by the file of steps or that of panels: they are put into the file of
// steps here, and the loader loads it before every file that had one of them. English's own are left: it can be there
// first, and a reader of English waits for it.
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

// wasm-merge warns of names in a form it does not know.
const quiet = { stdio: ["ignore", "inherit", "ignore"] };

const [folder, loaderFile] = process.argv.slice(2);
const wasm = (name) => join(folder, `${name}.wasm`);
let loader = readFileSync(loaderFile, "utf8");

const gathered = new Set();
loader = loader.replace(/\/\* (.+) \*\/\nconst __(chunk_\d+) = [^]*?\n, \[\]\);\n/g, (block, users, chunk) => {
  const is = users.split(", ");
  if (is.includes("english") || !(is.includes("steps") || is.includes("panels"))) return block;
  gathered.add(chunk);
  return "";
});

if (gathered.size === 0) fail("nothing is shared");

// What every file imports; the merged one shall do so once.
const text = execFileSync("wasm-dis", [wasm("split_steps")], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], maxBuffer: 1e8 });
const least = (kind) => text.match(new RegExp(`\\(import "__wasm_split" "[^"]+" \\(${kind} \\S+ (\\d+)`))?.[1] ?? fail(`steps import no ${kind}`);
const common = join(folder, "common.wat");
writeFileSync(common, `(module
  (import "__wasm_page" "memory" (memory ${least("memory")}))
  (import "__wasm_page" "__indirect_function_table" (table ${least("table")} funcref))
  (import "__wasm_page" "__wasm_split_shared0" (global (mut i32)))
  (export "memory" (memory 0))
  (export "__indirect_function_table" (table 0))
  (export "__wasm_split_shared0" (global 0)))`);
const files = ["split_steps", ...gathered].flatMap((name) => [wasm(name), name]);
// Those of Rust's wasm32.
const features = ["bulk-memory", "bulk-memory-opt", "call-indirect-overlong", "multivalue", "mutable-globals",
  "nontrapping-float-to-int", "reference-types", "sign-ext"].map((feature) => `--enable-${feature}`);
execFileSync("wasm-merge", [...features, "--skip-export-conflicts", common, "__wasm_split", ...files, "-o", wasm("merged")], quiet);
// It says no more what it is made of, which the next tool wants to know.
execFileSync("wasm-opt", [...features, "--emit-target-features", wasm("merged"), "-o", wasm("split_steps")], quiet);
for (const file of [common, ...["merged", ...gathered].map(wasm)]) rmSync(file);

const steps = /export const __wasm_split_load_steps = wrapAsyncCb\((makeLoad\([^]*?\n, )\[([^\]]*)\]\)\);\n/;
const [, load, chunks] = loader.match(steps) ?? fail("the loader has no file of steps");
const left = (list) => list.split(", ").filter((chunk) => chunk && !gathered.has(chunk.slice(2)));
loader = loader.replace(steps, "");
loader = loader.replace(/\n, \[([^\]]*)\]\)\);/g, (end, list) => {
  const kept = left(list);
  const needsSteps = kept.length < list.split(", ").filter(Boolean).length;
  return `\n, [${[...kept, ...(needsSteps ? ["__steps"] : [])].join(", ")}]));`;
});
const first = loader.indexOf("export const __wasm_split_load_");
loader = [
  loader.slice(0, first),
  `const __steps = ${load}[${left(chunks).join(", ")}]);\n`,
  "export const __wasm_split_load_steps = wrapAsyncCb(__steps);\n",
  loader.slice(first),
].join("");
const shared = "sharedImports = { __wasm_split: {  } };";
if (!loader.includes(shared)) fail("it shares nothing");
loader = loader.replace(shared, `${shared}\n        sharedImports.__wasm_page = sharedImports.__wasm_split;`);
for (const chunk of gathered) if (new RegExp(`__${chunk}\\b`).test(loader)) fail(`${chunk} is asked for by itself`);
writeFileSync(loaderFile, loader);

function fail(why) {
  throw new Error(`not the loader that scripts/page/gather.mjs knows: ${why}`);
}
