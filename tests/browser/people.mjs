// How people come in: by the printed link on the first day, by e-mail address and password on every other.

export const EMAIL = "ana@example.com";
export const PASSWORD = "uma senha bem comprida 7";

/// Follows the printed link and chooses a password.
export async function firstTime(watched, house) {
  const { page } = watched;
  await watched.go(house.link);
  // Following a link alone may not use it up: then there is a button.
  if ((await page.locator("main form input[type=password]").count()) === 0) await submit(page, page.locator("main form"));
  await page.locator("main form input[type=password]").first().waitFor();
  await watched.judge("choose-password");
  const form = page.locator("main form", { has: page.locator("input[type=password]") });
  await form.locator("input[type=email], input[name=email]").fill(EMAIL);
  for (const field of await form.locator("input[type=password]").all()) await field.fill(PASSWORD);
  await submit(page, form);
  if ((await page.locator("input[type=password]").count()) > 0) {
    throw new Error(`still asked for a password: ${await page.locator("main").innerText()}`);
  }
}

/// Signs in with the password that was chosen.
export async function signIn(watched, house) {
  const { page } = watched;
  await watched.go(`${house.url}/`);
  const form = page.locator("form", { has: page.locator("input[type=password]") });
  await form.locator("input[type=email], input[name=email]").fill(EMAIL);
  await form.locator("input[type=password]").fill(PASSWORD);
  await submit(page, form);
  if ((await page.locator("input[type=password]").count()) > 0) {
    throw new Error(`not let in: ${await page.locator("main").innerText()}`);
  }
}

/// Sends a form by its main button and waits for the page that follows.
export async function submit(page, form) {
  await Promise.all([page.waitForEvent("load"), (await mainButton(form)).click()]);
}

/// The button that does what a form is for, not the one that adds a row to it.
export async function mainButton(form) {
  const primary = form.locator("button.primary");
  const any = form.locator('button[type=submit], button:not([type]):not([name="~add"]), input[type=submit]');
  return ((await primary.count()) > 0 ? primary : any).first();
}
