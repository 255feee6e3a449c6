//! `tomada tokens`: the tokens by which programs come into a project: listed, made, ended.

use serde_json::{Value, json};

use crate::arguments::Tokens;
use crate::door::{self, Path};
use crate::session::{Session, Trouble};
use crate::{escape, say, table};

const HEADINGS: [&str; 5] =
    ["cli-tokens-id", "cli-tokens-label", "cli-tokens-role-name", "cli-tokens-created", "cli-tokens-used"];

pub(crate) fn run(session: &Session, arguments: &Tokens) -> Result<(), Trouble> {
    let place = &arguments.project.place;
    let all = ["projects", &arguments.project.project, "tokens"];
    if let Some(label) = &arguments.create {
        let (path, body) = (Path::of(&all)?, json!({"label": label, "role": arguments.role.as_str()}));
        let made = door::through(session, place, async |door| door.post(&path, &body).await)?;
        // The one time that it is shown: it was asked for.
        let told = format!("{}\n{}\n", session.text("cli-tokens-made"), table::text(&made, "secret"));
        return said(session, &made, &told);
    }
    if let Some(id) = &arguments.revoke {
        let path = Path::of(&[&all[..], &[id]].concat())?;
        door::through(session, place, async |door| door.delete(&path).await)?;
        let told = session.text_with("cli-tokens-revoked", &[("id", id)]) + "\n";
        return said(session, &json!({"ok": true}), &told);
    }
    let path = Path::of(&all)?.with("limit", Some(200));
    let page = door::through(session, place, async |door| door.get(&path).await)?;
    let rows = table::items(&page).iter().map(|it| {
        let (created, used) = (table::time(it, "created_unix_ms"), table::time(it, "used_unix_ms"));
        vec![table::text(it, "id"), table::text(it, "label"), table::text(it, "role"), created, used]
    });
    said(session, &page, &table::table(session, &HEADINGS, rows))
}

fn said(session: &Session, value: &Value, text: &str) -> Result<(), Trouble> {
    if session.json { Ok(say::json(value)?) } else { Ok(say::text(&escape::for_people(text))?) }
}
