// The REST API's reference page, where the type of each problem leads: for everybody, signed in or not.

import { within } from "../house.mjs";
import { open } from "../watch.mjs";

const KINDS = [
  "invalid_input", "unauthorized", "forbidden", "not_found", "rate_limited", "unavailable", "uncertain", "rejected", "broken",
];

export async function the_reference_is_in_order(browser) {
  await within(async (house) => {
    for (const look of [{}, { dark: true, width: 390 }, { javaScript: false }]) {
      const watched = await open(browser, look);
      await watched.go(`${house.url}/docs`);
      await watched.judge("reference");
      const anchors = await watched.page.$$eval("a[href^='#']", (all) =>
        all.map((link) => link.getAttribute("href").slice(1)).filter((id) => !document.getElementById(decodeURIComponent(id))));
      if (anchors.length > 0) watched.fault(`links that lead nowhere: ${anchors}`);
      for (const kind of KINDS) {
        await watched.go(`${house.url}/problems/${kind}`);
        const { hash } = new URL(watched.page.url());
        if ((await watched.page.locator(`[id="${hash.slice(1)}"]`).count()) !== 1) watched.fault(`${kind} leads to ${hash}`);
      }
      await watched.close();
    }
  });
}
