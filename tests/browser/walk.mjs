// Walks from page to page by the links on them, so that no page has to be listed to be looked at.

/// More than this and something makes links without end.
const PAGES_MAX = 120;

/// Visits each page that links lead to from `start` on, one of each kind: pages that differ in ids only are one kind.
/// Answers the kinds, each with an address.
export async function walk(watched, house, visit, start = "/") {
  const { page } = watched;
  const found = new Map();
  const open = [new URL(start, house.url).href];
  while (open.length > 0) {
    const url = open.shift();
    const name = kind(url);
    if (found.has(name)) continue;
    found.set(name, url);
    if (found.size > PAGES_MAX) throw new Error(`more than ${PAGES_MAX} kinds of pages: ${[...found.keys()]}`);
    // One page that is not there hides no other.
    const response = await watched.go(url).catch((problem) => watched.fault(problem.message));
    if (!(response?.headers()["content-type"] ?? "").startsWith("text/html")) continue;
    const links = await page.$$eval("a[href]:not([download])", (all) => all.map((link) => link.href));
    await visit(name);
    for (const link of links) {
      const { origin, pathname, href } = new URL(link);
      if (origin === house.url && !NOT_PAGES.test(pathname)) open.push(href.replace(/#.*/, ""));
    }
  }
  return found;
}

/// What links may lead to that is no page for people.
const NOT_PAGES = /^\/(v1|openapi|metrics|health|ready|assets)\b|\.(har|json|ndjson)$|\/(har|case|curl)$|sign-out|language/;

/// The name of a page's kind: its path without ids, and which parameters it has.
function kind(url) {
  const { pathname, searchParams } = new URL(url);
  const isId = (part) => /^[0-9a-f-]{16,}$/i.test(part) || /^\d+$/.test(part) || /^[a-z]+_[0-9A-Za-z]{8,}$/.test(part);
  // A connection's id is its integration's, with six letters of its own behind.
  const word = (part, before) => (before === "connections" ? part.replace(/-[a-z0-9]{6}$/, "-id") : part);
  const all = pathname.split("/").filter(Boolean);
  const parts = all.map((part, index) => (isId(part) ? "id" : word(part, all[index - 1])));
  const names = [...new Set(searchParams.keys())].sort();
  return [parts.join("-") || "home", ...names].join(".");
}
