// A rival that runs in Node: `node node.mjs NODE_MODULES NAME`. What it reads and
// prints is told in `../peer.rs`.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const [folder, name] = process.argv.slice(2);
const require = createRequire(join(folder, "here.js"));
const version = (module) =>
  JSON.parse(readFileSync(join(folder, module, "package.json"), "utf8")).version;

// Marks at the edges that no annotator takes along.
function trim(text, start, end) {
  while (start < end && /[\s“”"‘’'.,;:!?()–—-]/u.test(text[start])) start++;
  end -= text.slice(start, end).match(/(?:[’']s)?[\s“”"‘’',;:!?()–—-]*$/u)[0].length;
  // The full stop of a sentence, not that of "U.S.".
  if (/(?:^|\s)[^\s.]+\.$/u.test(text.slice(start, end))) end--;
  return [start, end];
}

const peers = {
  compromise() {
    const nlp = require("compromise");
    nlp.plugin(require("compromise-dates"));
    return (text) => {
      const doc = nlp(text);
      const spans = (found, type) =>
        found
          .json({ offset: true })
          .map((one) => [type, one.offset.start, one.offset.start + one.offset.length]);
      return [
        ...spans(doc.people(), "person"),
        ...spans(doc.organizations(), "org"),
        ...spans(doc.places(), "place"),
        ...spans(doc.dates(), "date"),
      ];
    };
  },
  "wink-nlp"() {
    const wink = require("wink-nlp")(require("wink-eng-lite-web-model"));
    const { its } = wink;
    return (text) => {
      const doc = wink.readDoc(text);
      const starts = [];
      let at = 0;
      doc.tokens().each((token) => {
        at += token.out(its.precedingSpaces).length;
        starts.push([at, (at += token.out(its.value).length)]);
      });
      const spans = [];
      doc.entities().each((entity) => {
        const [first, last] = entity.out(its.span);
        if (entity.out(its.type) === "DATE") spans.push(["date", starts[first][0], starts[last][1]]);
      });
      return spans;
    };
  },
  "chrono-node"() {
    const chrono = require("chrono-node");
    return (text) =>
      chrono.parse(text).map((one) => ["date", one.index, one.index + one.text.length]);
  },
};

const { texts, n_runs } = JSON.parse(readFileSync(0, "utf8"));
const read = peers[name]();
const seconds = [];
let found;
for (let run = 0; run <= n_runs; run++) {
  const begun = process.cpuUsage();
  found = texts.map(read);
  const { user, system } = process.cpuUsage(begun);
  // The first run warms up.
  if (run > 0) seconds.push((user + system) / 1e6);
}
found = found.map((spans, at) =>
  spans.map(([type, start, end]) => [type, ...trim(texts[at], start, end)]),
);
process.stdout.write(JSON.stringify({ name: `${name} ${version(name)}`, seconds, found }));
