#!/usr/bin/env node
// usage: scripts/page/shorten.mjs WASM GLUE
// Gives the functions that Wasm imports from its glue short names, in both files. wasm-bindgen names them by hashes, which
// no compression makes smaller: 3 KB of the first load (brotli). wasm-opt shortens the imports of Emscripten alone.
import { readFileSync, writeFileSync } from "node:fs";

const IMPORTS = 2; // the section's number: https://webassembly.github.io/spec/core/binary/modules.html

const [wasmFile, glueFile] = process.argv.slice(2);
const wasm = readFileSync(wasmFile);
let at = 8; // after the magic number and the version
const written = [wasm.subarray(0, at)];
const short = new Map();

while (at < wasm.length) {
  const start = at;
  const section = wasm[at++];
  const end = number() + at;
  if (section === IMPORTS) {
    const body = imports();
    written.push(Buffer.from([IMPORTS]), leb128(body.length), body);
  } else {
    written.push(wasm.subarray(start, end));
  }
  at = end;
}

// The longest first, as one name may begin with another.
const names = [...short.keys()].sort((a, b) => b.length - a.length);
const glue = names.reduce((text, name) => text.replaceAll(name, short.get(name)), readFileSync(glueFile, "utf8"));
writeFileSync(wasmFile, Buffer.concat(written));
writeFileSync(glueFile, glue);

function imports() {
  const count = number();
  const body = [leb128(count)];
  for (let index = 0; index < count; index++) {
    const module = bytes();
    const name = bytes();
    const start = at;
    skipType();
    const named = Buffer.from(name.toString().startsWith("__wb") ? shortened(name.toString()) : name);
    body.push(leb128(module.length), module, leb128(named.length), named, wasm.subarray(start, at));
  }
  return Buffer.concat(body);
}

function shortened(name) {
  const index = short.size;
  if (index >= 26 * 26) throw new Error("more imports than there are names of two letters");
  const letters = String.fromCharCode(97 + (index % 26), 97 + Math.floor(index / 26));
  short.set(name, `$${letters}`);
  return short.get(name);
}

function skipType() {
  const kind = wasm[at++];
  if (kind === 1) at++; // a table's element type, before its limits
  if (kind === 1 || kind === 2) {
    const bounded = wasm[at++] & 1;
    number();
    if (bounded) number();
  } else if (kind === 3) {
    at += 2;
  } else {
    number(); // a function's or a tag's type, after a tag's attribute
    if (kind === 4) number();
  }
}

function bytes() {
  const length = number();
  at += length;
  return wasm.subarray(at - length, at);
}

function number() {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = wasm[at++];
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return value;
  }
}

function leb128(value) {
  const encoded = [];
  for (; value > 127; value = Math.floor(value / 128)) encoded.push((value & 127) | 128);
  return Buffer.from([...encoded, value]);
}
