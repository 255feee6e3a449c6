//! `tomada serve`: the server, until it is told to end.

use serde_json::json;

use crate::arguments::Serve;
use crate::config::Config;
use crate::serve::telemetry::Telemetry;
use crate::session::{Session, Trouble};
use crate::{escape, say, serve, wire};

pub(crate) fn run(session: &Session, arguments: &Serve) -> Result<(), Trouble> {
    let flags = [("listen", arguments.listen.clone()), ("data", arguments.place.data.clone())];
    let config = Config::read(arguments.place.config.as_deref(), &flags)?;
    let runtime = wire::runtime()?;
    let endpoint = config.otlp_endpoint.as_deref();
    let telemetry = endpoint.map(|endpoint| Telemetry::start(endpoint, runtime.handle())).transpose()?;
    serve::logs::start(&config, telemetry.as_ref());
    let told = |url: &str, link: Option<&str>| {
        if session.json {
            return say::json(&json!({"url": url, "data": config.data, "sign_in": link}));
        }
        let data = config.data.display().to_string();
        let first = session.text_with("cli-serve-listening", &[("url", url), ("data", &data)]);
        let then = link.map(|link| format!("{}\n  {link}\n", session.text("cli-serve-sign-in")));
        say::text(&escape::for_people(&format!("{first}\n{}", then.unwrap_or_default())))
    };
    let served = runtime.block_on(serve::run(session, &config, told));
    if let Some(telemetry) = telemetry {
        telemetry.finish();
    }
    Ok(served?)
}
