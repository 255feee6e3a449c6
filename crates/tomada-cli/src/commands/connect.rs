//! `tomada connect INTEGRATION`: a connection of a project, kept once its test has gone well.

use serde_json::{Map, Value, json};
use tomada_core::{Failure, Kind};

use super::run::{auth, connection, secret};
use super::show::reference;
use crate::arguments::Connect;
use crate::door::{self, Path};
use crate::session::{Session, Trouble};
use crate::{escape, say, table};

pub(crate) fn run(session: &Session, arguments: &Connect) -> Result<(), Trouble> {
    let (integration, version) = reference(&arguments.integration).map_err(Trouble::Usage)?;
    // Where there is no catalog here, the server has one; then values are read as what they look like.
    let artefact =
        session.catalog().ok().and_then(|catalog| catalog.find(integration, &version).ok().cloned());
    let manifest = artefact.as_ref().map(|artefact| &artefact.manifest);
    let settings = connection::settings(manifest, &arguments.settings).map_err(Trouble::Usage)?;
    let mut secrets = Map::new();
    for (name, value) in secret::read(&arguments.secrets)? {
        let text = std::str::from_utf8(value.expose()).map_err(|_| not_text(&name))?;
        secrets.insert(name, text.into());
    }
    let auth = auth::read(arguments.auth.as_deref())?;
    let label = arguments.label.clone().unwrap_or_else(|| integration.to_owned());
    let mut body = json!({
        "integration": integration, "label": label, "settings": settings, "secrets": secrets,
        "is_default": arguments.default, "keep_if_broken": arguments.keep_if_broken,
    });
    if let Some(auth) = auth {
        body["auth"] = serde_json::to_value(auth).unwrap_or_default();
    }
    let path = Path::of(&["projects", &arguments.project.project, "connections"])?;
    let made = door::through(session, &arguments.project.place, async |door| door.post(&path, &body).await)?;
    tell(session, &made)
}

fn tell(session: &Session, made: &Value) -> Result<(), Trouble> {
    if session.json {
        return Ok(say::json(made)?);
    }
    let id = table::text(&made["connection"], "id");
    let label = table::text(&made["connection"], "label");
    let told = session.text_with("cli-connect-made", &[("id", &id), ("label", &label)]) + "\n";
    let problem = made["test"].get("problem").map(|problem| table::text(problem, "detail"));
    let broken = problem.map(|why| session.text_with("cli-connect-broken", &[("why", &why)]) + "\n");
    Ok(say::text(&escape::for_people(&(told + &broken.unwrap_or_default())))?)
}

fn not_text(name: &str) -> Trouble {
    Trouble::Usage(Failure::coded(Kind::InvalidInput, "cli-secret-not-text").with_argument("name", name))
}
