//! `tomada connections`: a project's connections; one of them in full, tested or removed.

use serde_json::Value;

use crate::arguments::Connections;
use crate::door::{self, Door, Path};
use crate::session::{Session, Trouble};
use crate::{escape, say, table};

const HEADINGS: [&str; 5] = [
    "cli-connections-id",
    "cli-connections-label",
    "cli-connections-integration-name",
    "cli-connections-health",
    "cli-connections-used",
];

pub(crate) fn run(session: &Session, arguments: &Connections) -> Result<(), Trouble> {
    let project = arguments.project.project.as_str();
    let place = &arguments.project.place;
    let Some(id) = &arguments.connection else {
        let path = Path::of(&["projects", project, "connections"])?
            .with("integration", arguments.integration.as_ref())
            .with("limit", Some(200));
        let page = door::through(session, place, async |door| door.get(&path).await)?;
        return list(session, &page);
    };
    let one = ["projects", project, "connections", id];
    if arguments.remove {
        let path = Path::of(&one)?;
        door::through(session, place, async |door: &Door| door.delete(&path).await)?;
        let told = session.text_with("cli-connections-removed", &[("id", id)]);
        return said(session, &serde_json::json!({"ok": true}), &(told + "\n"));
    }
    if arguments.test {
        let path = Path::of(&[&one[..], &["test"]].concat())?;
        let tested = door::through(session, place, async |door| door.post(&path, &Value::Null).await)?;
        if let Some(failure) = tested.get("problem").and_then(door::failure) {
            return Err(failure.into());
        }
        return said(session, &tested, &(session.text("cli-connections-tested") + "\n"));
    }
    let path = Path::of(&one)?;
    let found = door::through(session, place, async |door| door.get(&path).await)?;
    let pretty = serde_json::to_string_pretty(&found).unwrap_or_default();
    said(session, &found, &(pretty + "\n"))
}

fn list(session: &Session, page: &Value) -> Result<(), Trouble> {
    let rows = table::items(page).iter().map(|it| {
        let health = table::text(&it["health"], "state");
        let used = table::time(it, "last_used_unix_ms");
        vec![table::text(it, "id"), table::text(it, "label"), table::text(it, "integration"), health, used]
    });
    said(session, page, &table::table(session, &HEADINGS, rows))
}

fn said(session: &Session, value: &Value, text: &str) -> Result<(), Trouble> {
    if session.json { Ok(say::json(value)?) } else { Ok(say::text(&escape::for_people(text))?) }
}
