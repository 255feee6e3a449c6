// Something to look at: connections and calls, made by the API as the platform's own services make them.

/// As `tests/aimock.json` has it.
export const KEY = "sk-aimock-5e1f0a77";

/// Connects ChatGPT and a Webhook, and runs each once well and once badly.
export async function furnish(house) {
  const project = "/v1/projects/main";
  const connect = async (integration, label, settings, secrets) => {
    const body = { integration, label, settings, secrets };
    return (await house.ask("POST", `${project}/connections`, body)).connection.id;
  };
  const run = (integration, action, connection, input) =>
    house.ask("POST", `${project}/runs`, { integration, action, connection, input });
  const chatgpt = await connect("chatgpt", "ChatGPT", { base_url: `${process.env.TOMADA_AIMOCK}/v1` }, { token: KEY });
  const webhook = await connect("webhook", "httpbin", { base_url: process.env.TOMADA_HTTPBIN }, {});
  await run("chatgpt", "chat", chatgpt, { model: "gpt-4o", prompt: "Tea?" });
  await run("webhook", "call", webhook, { method: "POST", url: "/anything", body: { kind: "json", json: { order: 1042 } } });
  await run("webhook", "call", webhook, { url: "/status/503", fail_on_status: true, retries: 1 }).catch(() => {});
  return { chatgpt, webhook };
}
