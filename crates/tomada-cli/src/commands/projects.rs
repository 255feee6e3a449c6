//! `tomada projects`: the projects of the installation: listed, made.

use serde_json::json;

use crate::arguments::Projects;
use crate::door::{self, Path};
use crate::session::{Session, Trouble};
use crate::{escape, say, table};

pub(crate) fn run(session: &Session, arguments: &Projects) -> Result<(), Trouble> {
    let path = Path::of(&["projects"])?;
    if let Some(id) = &arguments.create {
        let body = json!({"id": id, "name": arguments.name.as_ref().unwrap_or(id)});
        let made = door::through(session, &arguments.place, async |door| door.post(&path, &body).await)?;
        if session.json {
            return Ok(say::json(&made)?);
        }
        let told = session.text_with("cli-projects-made", &[("id", id)]) + "\n";
        return Ok(say::text(&escape::for_people(&told))?);
    }
    let path = path.with("limit", Some(200));
    let page = door::through(session, &arguments.place, async |door| door.get(&path).await)?;
    if session.json {
        return Ok(say::json(&page)?);
    }
    let rows = table::items(&page).iter().map(|it| vec![table::text(it, "id"), table::text(it, "name")]);
    Ok(say::text(&table::table(session, &["cli-projects-id", "cli-projects-label"], rows))?)
}
