// Texts that try to become scripts, and a service that answers with them. Each calls the marker if any part of it is ever
// read as more than text, and leaves an element with `data-planted` if it becomes markup.

import { createServer } from "node:http";

import { MARKER } from "./watch.mjs";

const call = (number) => `${MARKER}(${number})`;

/// For every text field.
export const TEXTS = [
  `<script data-planted>${call(1)}</script>`,
  `"><img data-planted src=x onerror=${call(2)}>`,
  `'><svg data-planted onload=${call(3)}>`,
  `</textarea></title></style></script><b data-planted><script>${call(4)}</script>`,
  `" autofocus onfocus=${call(5)} data-planted="`,
  `' onmouseover=${call(6)} data-planted='`,
  `javascript:${call(7)}`,
  `<iframe data-planted srcdoc="<script>parent.${call(8)}</script>"></iframe>`,
  `<meta data-planted http-equiv=refresh content="0;url=javascript:${call(9)}">`,
  `<math data-planted><mtext><table><mglyph><style><img src onerror=${call(10)}>`,
  `<a data-planted href="java\tscript:${call(11)}">x</a>`,
  `<!--><script data-planted>${call(12)}</script-->`,
  `]]><script data-planted>${call(13)}</script>`,
  `{{ constructor.constructor('${call(14)}')() }}`,
  `\${${call(15)}}`,
  `\u2028\u2029</script><script data-planted>${call(16)}</script>`,
  `<template data-planted shadowrootmode=open><img src=x onerror=${call(17)}></template>`,
  `<form data-planted id=location><input name=href></form><base data-planted href="javascript:${call(18)}//">`,
];

/// All of them in one text.
export const ALL = TEXTS.join("\n");

/// A service that answers with them in status, fields and body, as the type that the path names: `/html`, `/json`, `/svg`.
export async function serve(story) {
  const types = { html: "text/html", json: "application/json", svg: "image/svg+xml", xml: "application/xml" };
  const server = createServer((request, response) => {
    const kind = new URL(request.url, "http://a").pathname.slice(1);
    const fields = { "content-type": types[kind] ?? "text/plain", "x-planted": TEXTS[1], "content-disposition": "inline" };
    response.writeHead(kind === "fail" ? 500 : 200, TEXTS[0], fields);
    const members = Object.fromEntries(TEXTS.map((text) => [text, [text]]));
    response.end(kind === "json" ? JSON.stringify(members) : `<!doctype html><p>${ALL}`);
  });
  await new Promise((go) => server.listen(0, "127.0.0.1", go));
  try {
    return await story(`http://127.0.0.1:${server.address().port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((go) => server.close(go));
  }
}
