// The page's start: compiles the module once and starts the page with it.
//
// Starts things and says so in words when they do not start; holds no rule and
// no state of the page. `chancery_glue` and `chancery_worker` stand before it as
// functions, so that their text can be put into the worker, too: a worker that
// is a classic script from a Blob is the only one that all browsers start for
// a page opened from disk.
"use strict";
(async () => {
  const script = document.currentScript;
  const inlined = document.getElementById("module") !== null;

  // The only addresses that may become scripts: our worker and our service worker.
  const rules = {
    createScriptURL(address) {
      if (address.startsWith("blob:") || address === script.dataset.offline) {
        return address;
      }
      throw new TypeError(`not a script of this page: ${address}`);
    },
  };
  const policy = window.trustedTypes?.createPolicy("chancery", rules) ?? rules;

  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      made.setAttribute(key, value);
    }
    made.append(...children);
    return made;
  }

  function say(title, ...words) {
    const notice = element("main", { class: "notice" });
    notice.append(element("h1", {}, title), ...words.map((line) => element("p", {}, line)));
    document.getElementById("app").replaceChildren(notice);
  }

  if (window.top !== window.self) {
    const link = element("a", { href: location.href, target: "_blank", rel: "noopener" });
    link.append("Open Chancery on its own");
    say("Chancery does not run inside another page", "So nobody can lay anything over it.", link);
    return;
  }
  if (location.protocol === "file:" && !inlined) {
    const link = element("a", { href: "chancery.html" }, "Open chancery.html");
    say(
      "This copy of Chancery needs a web server",
      "You have opened index.html from disk, and browsers do not let a page from disk load " +
        "its other parts. The same program in one file, which does open from disk, lies beside it.",
      link,
    );
    return;
  }

  // Offers the next version when the service worker has all of it.
  function watch(registration) {
    const offer = (worker) =>
      worker?.addEventListener("statechange", () => {
        // Without an active one it is the first version, and this page is it.
        if (worker.state === "installed" && registration.active) {
          document.getElementById("update").hidden = false;
        }
      });
    offer(registration.installing);
    registration.addEventListener("updatefound", () => offer(registration.installing));
    document.querySelector("#update button").addEventListener("click", () => location.reload());
  }

  // One of the parts that `script.dataset` names, or that the page of one file holds.
  async function part(name, options) {
    const kept = document.getElementById(name);
    if (kept) return new Response(Uint8Array.from(atob(kept.textContent.trim()), (c) => c.charCodeAt(0)));
    const address = script.dataset[name];
    const response = await fetch(address, options);
    if (!response.ok) throw new Error(`the server answers ${response.status} for ${address}`);
    return response;
  }

  // The module and the model are unpacked while they arrive, and in steps of a few
  // milliseconds, so that the page stays alive on slow machines.
  const STEP = 1 << 15;
  const unpacker = part("unpacker").then(async (response) => {
    const glue = chancery_unpacker();
    await glue({ module_or_path: await response.arrayBuffer() });
    return glue;
  });
  function pause() {
    return new Promise((go_on) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        go_on();
      };
      port2.postMessage(0);
    });
  }
  async function unpacked(response, type) {
    const { Unpacker } = await unpacker;
    const file = new Unpacker();
    const stream = response.body.pipeThrough(
      new TransformStream({
        async transform(packed, to) {
          for (let at = 0; at < packed.length; at += STEP) {
            if (at) await pause();
            to.enqueue(file.unpack(packed.subarray(at, at + STEP)));
          }
        },
        flush(to) {
          to.enqueue(file.finish());
          file.free();
        },
      }),
    );
    return new Response(stream, { headers: { "content-type": type } });
  }

  // The model of names, which nothing on the page waits for: it begins beside the
  // module, and the articles are read without it where it does not come.
  async function model() {
    const response = await part("model", { priority: "low" });
    return (await unpacked(response, "application/octet-stream")).arrayBuffer();
  }

  async function compile() {
    return WebAssembly.compileStreaming(unpacked(await part("module"), "application/wasm"));
  }

  const offline = script.dataset.offline && "serviceWorker" in navigator;
  const found = offline && (await navigator.serviceWorker.getRegistration());
  // A copy of Chancery in a folder above ours would be found, too.
  const installed = found && found.scope === new URL("./", location.href).href;
  if (installed) watch(found);

  const arriving = model().catch(() => undefined);
  let module;
  let address;
  let readers;
  let readers_address;
  const host = {
    worker() {
      if (new URLSearchParams(location.search).get("worker") === "none") {
        throw new Error("the address asks for no worker");
      }
      address ??= URL.createObjectURL(
        new Blob([`"use strict";${chancery_glue}(${chancery_worker})()`], {
          type: "text/javascript",
        }),
      );
      const worker = new Worker(policy.createScriptURL(address), { name: "engine" });
      worker.postMessage(module);
      return worker;
    },
    // A worker with the second module, which is loaded when it is first wanted.
    async reader() {
      readers ??= part("readers").then((response) =>
        WebAssembly.compileStreaming(unpacked(response, "application/wasm")),
      );
      const module = await readers.catch((error) => {
        readers = undefined;
        throw error;
      });
      readers_address ??= URL.createObjectURL(
        new Blob([`"use strict";const chancery_glue=${chancery_readers};(${chancery_worker})()`], {
          type: "text/javascript",
        }),
      );
      const worker = new Worker(policy.createScriptURL(readers_address), { name: "reader" });
      worker.postMessage(module);
      await new Promise((ready, failed) => {
        worker.onmessage = ready;
        worker.onerror = failed;
      });
      return worker;
    },
    model(hear) {
      arriving.then(hear);
    },
    stopped(what) {
      const again = element("button", { type: "button" }, "Reload");
      again.addEventListener("click", () => location.reload());
      document.body.prepend(
        element(
          "div",
          { class: "notice", role: "alert" },
          element("p", {}, "Chancery has stopped. What you see can still be read and copied."),
          element("p", {}, again),
          element("details", {}, element("summary", {}, "What happened"), what),
        ),
      );
    },
  };

  try {
    module = await compile();
    const wasm_bindgen = chancery_glue();
    await wasm_bindgen({ module_or_path: module });
    wasm_bindgen.start(host);
  } catch (error) {
    console.error(error);
    say(
      "Chancery could not start",
      `The browser says: ${error.message}.`,
      navigator.onLine
        ? "Reload the page. If that does not help, the browser may be too old: Chromium 109, Firefox 115 and Safari 16.4 or newer run it."
        : "You are offline, and this browser holds no whole copy of the page yet. Reload it when you are connected.",
    );
    return;
  }

  if (offline) {
    const address = policy.createScriptURL(script.dataset.offline);
    // Where one is installed already, this waits for its update: hence `watch` above.
    const registration = await navigator.serviceWorker.register(address, { updateViaCache: "none" });
    if (!installed) watch(registration);
  }
})();
