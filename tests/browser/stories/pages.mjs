// Every page there is, in three languages, light and dark, on a desk and on a phone: empty and furnished, with scripts and
// without. A look more is most of a minute; light on a phone is what other stories have.

import { furnish } from "../furnish.mjs";
import { within } from "../house.mjs";
import { firstTime, signIn } from "../people.mjs";
import { open } from "../watch.mjs";
import { walk } from "../walk.mjs";

const LOOKS = [
  { locale: "en", dark: false, width: 1280 },
  { locale: "pt-BR", dark: true, width: 390 },
  { locale: "es", dark: true, width: 1280 },
];

/// Fewer kinds of pages than the menu has entries: then the walk did not get far.
const KINDS_MIN = 8;

export async function empty_pages_say_what_to_do(browser) {
  await within(async (house) => {
    const watched = await open(browser, { locale: "pt-BR", width: 390 });
    await firstTime(watched, house);
    await walk(watched, house, (name) => watched.judge(`empty.${name}`));
    await watched.close();
  });
}

export async function every_page_is_in_order_in_every_look(browser) {
  await within(async (house) => {
    const first = await open(browser, LOOKS[0]);
    await firstTime(first, house);
    await furnish(house);
    const faults = [];
    for (const look of LOOKS) {
      const watched = look === LOOKS[0] ? first : await open(browser, look);
      if (watched !== first) await signIn(watched, house);
      const kinds = await walk(watched, house, (name) => watched.judge(name));
      if (kinds.size < KINDS_MIN) watched.fault(`only ${kinds.size} kinds of pages: ${[...kinds.keys()]}`);
      console.log(`  ${JSON.stringify(look)}: ${kinds.size} kinds: ${[...kinds.keys()].join(", ")}`);
      await watched.close().catch((problem) => faults.push(`${JSON.stringify(look)}\n  ${problem.message}`));
    }
    if (faults.length > 0) throw new Error(faults.join("\n"));
  });
}

export async function without_scripts_every_page_is_there(browser) {
  await within(async (house) => {
    const watched = await open(browser, { locale: "es", javaScript: false });
    await firstTime(watched, house);
    await furnish(house);
    const kinds = await walk(watched, house, (name) => watched.judge(name));
    if (kinds.size < KINDS_MIN) watched.fault(`only ${kinds.size} kinds of pages`);
    await watched.close();
  });
}

export async function the_operator_comes_in_by_the_local_door(browser) {
  await within((house) =>
    house.byTheLocalDoor(async (door) => {
      await furnish(house);
      for (const look of [LOOKS[0], LOOKS[1]]) {
        const watched = await open(browser, look);
        const kinds = await walk(watched, door, (name) => watched.judge(`operator.${name}`), "/p/main/connections");
        console.log(`  ${kinds.size} kinds: ${[...kinds.keys()].join(", ")}`);
        await watched.close();
      }
    }));
}
