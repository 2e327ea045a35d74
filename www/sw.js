// The service worker: keeps one whole version of the page, and gives it when
// there is no network.
//
// VERSION and FILES (address to integrity) are filled in by the build. Each
// version fills a cache of its own, and every file but the page itself bears
// the hash of its bytes in its name, so a page never gets a file of another
// version, whichever service worker answers. When a version is complete it is
// noted as the newest; from then on every full load of the page gets it.
// Nothing skips waiting: older caches go when no open page can want them.
"use strict";
const VERSION = "version";
const FILES = {};

// One origin may hold several copies of Chancery, each in a folder of its own.
const OURS = `chancery ${self.registration.scope} `;
const CACHE = OURS + VERSION;
const NOTES = `${OURS}notes`;
const NEWEST = "newest";

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(removeOlder()));
self.addEventListener("fetch", (event) => {
  const answer = event.request.method === "GET" && choose(event.request);
  if (answer) event.respondWith(answer);
});

async function install() {
  const wasThere = await caches.has(CACHE);
  try {
    const cache = await caches.open(CACHE);
    await Promise.all(Object.entries(FILES).map((file) => keep(cache, ...file)));
  } catch (error) {
    if (!wasThere) await caches.delete(CACHE);
    throw error;
  }
  const notes = await caches.open(NOTES);
  await notes.put(NEWEST, new Response(CACHE));
}

async function keep(cache, file, integrity) {
  const response = await fetch(file, { cache: "no-cache", integrity });
  if (!response.ok) throw new Error(`${response.status} for ${file}`);
  await cache.put(file, response);
}

async function removeOlder() {
  for (const name of await caches.keys()) {
    if (name.startsWith(OURS) && name !== CACHE && name !== NOTES) await caches.delete(name);
  }
}

function choose(request) {
  const scope = new URL(self.registration.scope);
  const { origin, pathname } = new URL(request.url);
  if (origin !== scope.origin || !pathname.startsWith(scope.pathname)) return;
  const file = pathname.slice(scope.pathname.length);
  if (request.mode === "navigate") {
    return file === "" || file === "index.html" ? page(request) : undefined;
  }
  return caches.match(request, { ignoreVary: true }).then((kept) => kept ?? get(request, file));
}

// What a first visit does without is kept when it is first used.
async function get(request, file) {
  const response = await fetch(request);
  if (response.ok && /^readers-[0-9a-f]+\.lzma$/.test(file)) {
    const cache = await caches.open(CACHE);
    await cache.put(request, response.clone());
  }
  return response;
}

async function page(request) {
  const newest = await caches.match(NEWEST, { cacheName: NOTES });
  for (const cacheName of [await newest?.text(), CACHE]) {
    const kept = cacheName && (await caches.match("./", { cacheName }));
    if (kept) return kept;
  }
  return fetch(request);
}
