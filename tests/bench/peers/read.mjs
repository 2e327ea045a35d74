// Our own module in Node, which compiles it as Chromium does (V8):
// `node read.mjs FOLDER`, where FOLDER holds `chancery.js` and `chancery.wasm`.
// What it reads and prints is told in `../peer.rs`; beside that it prints by how
// many bytes the memory of the module grew.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInThisContext } from "node:vm";

const [folder] = process.argv.slice(2);
const glue = readFileSync(join(folder, "chancery.js"), "utf8");
const wasm_bindgen = runInThisContext(`${glue}\nwasm_bindgen`);
const bytes = readFileSync(join(folder, "chancery.wasm"));
const { memory } = wasm_bindgen.initSync({ module: new WebAssembly.Module(bytes) });

const { texts, n_runs } = JSON.parse(readFileSync(0, "utf8"));
const articles = texts.map((text) => new TextEncoder().encode(text));
const reader = new wasm_bindgen.Reader();
reader.read(new TextEncoder().encode("The tables are made when the first article is read."));
const before = memory.buffer.byteLength;
const seconds = [];
for (let run = 0; run <= n_runs; run++) {
  const begun = process.cpuUsage();
  for (const article of articles) reader.read(article);
  const { user, system } = process.cpuUsage(begun);
  // The first run warms up, unless it is the only one.
  if (run > 0 || n_runs === 0) seconds.push((user + system) / 1e6);
}
const grown = memory.buffer.byteLength - before;
process.stdout.write(JSON.stringify({ name: `V8 ${process.versions.v8}`, seconds, grown }));
