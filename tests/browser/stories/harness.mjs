// What watches the pages notices each kind of fault, and nothing where there is none. Without this, a green story could
// mean that nobody looked.

import { createServer } from "node:http";

import { ALL, serve } from "../planted.mjs";
import { open } from "../watch.mjs";

const GOOD = `<!doctype html><html lang="en"><head><title>Good</title><meta name=viewport content="width=device-width"></head>
<body><main><h1>Good</h1><p>All is well.</p></main></body></html>`;

async function faultsOf(browser, html, { fields = {}, look = {}, status = 200 } = {}) {
  const server = createServer((_, response) => {
    response.writeHead(status, { "content-type": "text/html; charset=utf-8", ...fields });
    response.end(html);
  });
  await new Promise((go) => server.listen(0, "127.0.0.1", go));
  const watched = await open(browser, { locale: "en", ...look });
  try {
    // No page of this server has an icon, and the browser asks for one.
    await watched.page.goto(`http://127.0.0.1:${server.address().port}/`);
    await watched.judge("harness");
    const faults = watched.faults.splice(0);
    return faults.join("\n");
  } finally {
    await watched.close();
    server.closeAllConnections();
    server.close();
  }
}

export async function a_good_page_has_no_fault(browser) {
  const faults = await faultsOf(browser, GOOD);
  if (faults) throw new Error(faults);
}

export async function every_fault_is_noticed(browser) {
  const within = (more) => GOOD.replace("</main>", `${more}</main>`);
  const strict = { fields: { "content-security-policy": "script-src 'none'; connect-src *" } };
  const rows = [
    [within('<img src="data:,x">'), {}, "axe image-alt"],
    [within('<p style="color:#999;background:#aaa">pale</p>'), {}, "axe color-contrast"],
    [within("<script>console.error('oh')</script>"), {}, "console: oh"],
    [within("<script>throw new Error('oh')</script>"), {}, "uncaught: Error: oh"],
    [within("<script>1</script>"), strict, "breach of the policy: script-src-elem inline"],
    [within('<img alt="" src="http://elsewhere.example/x.png">'), {}, "a request to elsewhere"],
    [within("<script>alert('oh')</script>"), {}, "a dialog: oh"],
    [within('<div style="width:3000px">wide</div>'), {}, "px wider than the window"],
    [within("<p>page-connect-title</p>"), {}, "texts that nobody wrote: page-connect-title"],
    [GOOD, { look: { locale: "es" } }, "lang is en, not es"],
    [GOOD, { look: { locale: "es", javaScript: false } }, "lang is en, not es"],
    [GOOD.replace("Good</title>", "</title>"), {}, "it has no title"],
    [within(ALL), {}, "a planted script ran: 1"],
    [within(ALL), {}, "planted markup has become elements"],
    [within(ALL), { ...strict, look: { bypassCSP: true } }, "a planted script ran: 2"],
  ];
  for (const [html, how, expected] of rows) {
    const faults = await faultsOf(browser, html, how);
    if (!faults.includes(expected)) throw new Error(`not noticed: ${expected}; found: ${faults}`);
  }
}

export async function what_the_evil_service_says_runs_where_it_is_not_text(browser) {
  await serve(async (url) => {
    const watched = await open(browser);
    await watched.page.goto(`${url}/html`);
    const ran = () => watched.faults.some((fault) => fault.includes("a planted script ran"));
    // If it never does, the texts are harmless and prove nothing; then the story's time runs out.
    while (!ran()) await new Promise((go) => setTimeout(go, 10));
    watched.faults.length = 0;
    await watched.close();
  });
}
