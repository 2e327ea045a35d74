// A rival in search that runs in Node, or ours as WebAssembly in V8:
// `node search.mjs NODE_MODULES NAME ARTICLES.jsonl QUESTIONS.json [MODULE.wasm]`.
// Prints {name, index_seconds, index_bytes, start_ms, questions: [[ms, n_found]…],
// snippets_ms: […], facets_ms: […], peak_mb}; what it cannot do is null.
import { createRequire } from "node:module";
import { createReadStream, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { join } from "node:path";

const [folder, name, file, questionsFile, wasm] = process.argv.slice(2);
const require = createRequire(join(folder, "here.js"));
const version = (module) =>
  JSON.parse(readFileSync(join(folder, module, "package.json"), "utf8")).version;
const questions = JSON.parse(readFileSync(questionsFile, "utf8"));
const LIMIT = 20;

async function* batches(n) {
  let batch = [];
  for await (const line of createInterface({ input: createReadStream(file) })) {
    batch.push(line);
    if (batch.length === n) {
      yield batch;
      batch = [];
    }
  }
  yield batch;
}

async function* articles() {
  for await (const batch of batches(256)) {
    for (const line of batch) {
      const { id, title, body, source } = JSON.parse(line);
      yield { id, title: title ?? "", text: body, source: source ?? "" };
    }
  }
}

// Processor seconds of all threads of this process.
let begun;
const start = () => (begun = process.cpuUsage());
const seconds = () => {
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1e6;
};

const peers = {
  async minisearch() {
    const MiniSearch = require("minisearch");
    const options = { fields: ["title", "text"], storeFields: ["source"] };
    let index = new MiniSearch(options);
    return {
      name: `MiniSearch ${version("minisearch")}`,
      async add() {
        for await (const article of articles()) index.add(article);
      },
      bytes: () => Buffer.from(JSON.stringify(index)),
      open: (bytes) => (index = MiniSearch.loadJSON(bytes.toString(), options)),
      ask: {
        word: ([a]) => index.search(a).length,
        and: (words) => index.search(words.join(" "), { combineWith: "AND" }).length,
        or: (words) => index.search(words.join(" "), { combineWith: "OR" }).length,
        prefix: ([a]) => index.search(a, { prefix: true }).length,
        fuzzy: ([a]) => index.search(a, { fuzzy: 1 }).length,
        field: ([a]) => index.search(a, { fields: ["title"] }).length,
      },
      facets: ([a]) => {
        const counts = new Map();
        for (const hit of index.search(a))
          counts.set(hit.source, (counts.get(hit.source) ?? 0) + 1);
        return counts.size;
      },
    };
  },

  async flexsearch() {
    const { Index } = require("flexsearch");
    let index = new Index({ tokenize: "strict" });
    let parts;
    return {
      name: `FlexSearch ${version("flexsearch")}`,
      async add() {
        for await (const { id, title, text } of articles()) index.add(id, `${title}\n${text}`);
      },
      bytes: () => {
        parts = [];
        index.export((key, part) => void (part && parts.push([key, part])));
        return Buffer.from(JSON.stringify(parts));
      },
      open: (bytes) => {
        index = new Index({ tokenize: "strict" });
        for (const [key, part] of JSON.parse(bytes.toString())) index.import(key, part);
      },
      ask: {
        word: ([a]) => index.search(a, LIMIT).length,
        and: (words) => index.search(words.join(" "), LIMIT).length,
        or: (words) => index.search(words.join(" "), { limit: LIMIT, suggest: true }).length,
      },
    };
  },

  async orama() {
    const orama = await import(join(folder, "@orama/orama/dist/esm/index.js"));
    const schema = { title: "string", text: "string", source: "string" };
    let db = orama.create({ schema });
    const search = async (term, more) =>
      (await orama.search(db, { term, limit: LIMIT, properties: ["title", "text"], ...more })).count;
    return {
      name: `Orama ${version("@orama/orama")}`,
      async add() {
        for await (const { id, title, text, source } of articles())
          orama.insert(db, { id: String(id), title, text, source });
      },
      bytes: () => Buffer.from(JSON.stringify(orama.save(db))),
      open: (bytes) => {
        db = orama.create({ schema });
        orama.load(db, JSON.parse(bytes.toString()));
      },
      ask: {
        word: ([a]) => search(a, { exact: true }),
        and: (words) => search(words.join(" "), { threshold: 0 }),
        or: (words) => search(words.join(" "), { threshold: 1 }),
        prefix: ([a]) => search(a),
        fuzzy: ([a]) => search(a, { tolerance: 1 }),
        field: ([a]) => search(a, { properties: ["title"] }),
      },
      facets: ([a]) => search(a, { facets: { source: {} } }),
    };
  },

  async fts5() {
    const { Database } = require("node-sqlite3-wasm");
    let db = new Database();
    db.run("create virtual table articles using fts5(title, text, source unindexed)");
    const rows = (match) =>
      db.all(
        `select rowid from articles where articles match ? order by rank limit ${LIMIT}`,
        [match],
      ).length;
    return {
      name: `SQLite FTS5 (node-sqlite3-wasm ${version("node-sqlite3-wasm")})`,
      async add() {
        db.run("begin");
        const insert = db.prepare("insert into articles values (?, ?, ?)");
        for await (const { title, text, source } of articles()) insert.run([title, text, source]);
        insert.finalize();
        db.run("commit");
      },
      // The file in memory: page size times pages, texts among them.
      bytes: () => {
        const of = (pragma) => Object.values(db.get(`pragma ${pragma}`))[0];
        return { length: of("page_size") * of("page_count") };
      },
      ask: {
        word: ([a]) => rows(a),
        and: ([a, b]) => rows(`${a} AND ${b}`),
        or: ([a, b]) => rows(`${a} OR ${b}`),
        phrase: ([a, b]) => rows(`"${a} ${b}"`),
        prefix: ([a]) => rows(`${a}*`),
        near: ([a, b]) => rows(`NEAR(${a} ${b}, 5)`),
        field: ([a]) => rows(`title:${a}`),
      },
      facets: ([a]) =>
        db.all("select source, count(*) from articles where articles match ? group by source", [a])
          .length,
      snippets: ([a]) =>
        db.all(
          `select snippet(articles, 1, '', '', '', 30) from articles where articles match ? order by rank limit ${LIMIT}`,
          [a],
        ).length,
    };
  },

  async "chancery-words"() {
    return ours("words");
  },
  async "chancery-all"() {
    return ours("import");
  },
};

// Ours: `words` indexes words alone, as the rivals do; `import` reads the articles.
async function ours(how) {
  const { instance } = await WebAssembly.instantiate(readFileSync(wasm), {});
  let { memory, ...engine } = instance.exports;
  const give = (bytes) => {
    const at = engine.buffer(bytes.length);
    new Uint8Array(memory.buffer, at, bytes.length).set(bytes);
  };
  const ask = (what, line) => {
    give(Buffer.from(line));
    return engine[what]();
  };
  const lines = {
    word: ([a]) => a,
    and: ([a, b]) => `${a} ${b}`,
    or: ([a, b]) => `${a} OR ${b}`,
    phrase: ([a, b]) => `"${a} ${b}"`,
    prefix: ([a]) => `${a}*`,
    fuzzy: ([a]) => `~${a}`,
    near: ([a, b]) => `${a} NEAR/5 ${b}`,
    field: ([a]) => `in:title ${a}`,
  };
  const questions = Object.entries(lines).map(([kind, line]) => [
    kind,
    (words) => ask("best", line(words)),
  ]);
  return {
    name: `Chancery, WebAssembly, ${how === "words" ? "words alone" : "all that is read"}`,
    async add() {
      for await (const batch of batches(256)) {
        give(Buffer.from(batch.join("\n")));
        engine[how]();
      }
      this.index_bytes = engine.n_index_bytes();
    },
    bytes: () => {
      const n = engine.save();
      return Buffer.from(new Uint8Array(memory.buffer, engine.saved(), n).slice());
    },
    // In a fresh module, as a page does.
    open: async (bytes) => {
      const fresh = await WebAssembly.instantiate(readFileSync(wasm), {});
      ({ memory, ...engine } = fresh.instance.exports);
      const begun = process.hrtime.bigint();
      give(bytes);
      engine.open();
      return begun;
    },
    ask: Object.fromEntries(questions),
    facets: how === "import" ? ([a]) => ask("survey", a) : undefined,
    snippets: ([a]) => ask("list", a),
    wasm_mb: () => memory.buffer.byteLength / 1e6,
  };
}

const peer = await peers[name]();
start();
await peer.add();
const index_seconds = seconds();
// What the system has told of the program before it became this one does not count.
const status = readFileSync("/proc/self/status", "utf8");
const peak_mb = Number(status.match(/VmHWM:\s+(\d+)/)[1]) / 1e3;
const wasm_mb = peer.wasm_mb?.();
const bytes = peer.bytes();
const saved_bytes = bytes.length;
let start_ms = null;
if (peer.open) {
  const before = process.hrtime.bigint();
  const opened = await peer.open(bytes);
  const begun = typeof opened === "bigint" ? opened : before;
  await peer.ask.word(questions[0].words);
  start_ms = Number(process.hrtime.bigint() - begun) / 1e6;
}

// The least of three runs: other work on the machine does not count.
async function time(run) {
  let least = Infinity;
  let n = 0;
  for (let at = 0; at < 3; at++) {
    const begun = process.hrtime.bigint();
    n = await run();
    least = Math.min(least, Number(process.hrtime.bigint() - begun) / 1e6);
  }
  return [least, n];
}

const answers = [];
const snippets_ms = [];
const facets_ms = [];
for (const { kind, words } of questions) {
  const ask = peer.ask[kind];
  answers.push(ask ? await time(() => ask(words)) : null);
  if (kind !== "word") continue;
  if (peer.snippets) snippets_ms.push((await time(() => peer.snippets(words)))[0]);
  if (peer.facets) facets_ms.push((await time(() => peer.facets(words)))[0]);
}
process.stdout.write(
  JSON.stringify({
    name: peer.name,
    index_seconds,
    index_bytes: peer.index_bytes ?? saved_bytes,
    saved_bytes,
    start_ms,
    answers,
    snippets_ms,
    facets_ms,
    peak_mb,
    wasm_mb,
  }),
);
