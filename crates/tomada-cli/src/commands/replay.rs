//! `tomada replay RUN`: a recorded call made again, and where its answer differs.

use std::fmt::Write;

use serde_json::Value;

use crate::arguments::Replay;
use crate::door::{self, Path};
use crate::session::{Session, Trouble};
use crate::{escape, say, table};

pub(crate) fn run(session: &Session, arguments: &Replay) -> Result<(), Trouble> {
    let path = Path::of(&["projects", &arguments.project.project, "calls", &arguments.run, "replay"])?;
    let place = &arguments.project.place;
    let again = door::through(session, place, async |door| door.post(&path, &Value::Null).await)?;
    if session.json {
        say::json(&again)?;
    } else {
        say::text(&escape::for_people(&told(session, &again)))?;
    }
    match again["run"].get("problem").and_then(door::failure) {
        Some(failure) if session.json => Err(Trouble::Told(failure.kind())),
        Some(failure) => Err(failure.into()),
        None => Ok(()),
    }
}

fn told(session: &Session, again: &Value) -> String {
    let run = table::text(&again["run"], "run_id");
    let mut told = session.text_with("cli-replay-made", &[("run", &run)]) + "\n";
    let differences = again["differences"].as_array().map_or(&[][..], Vec::as_slice);
    if differences.is_empty() {
        return told + &session.text("cli-replay-same") + "\n";
    }
    for it in differences {
        let side = |name: &str| it.get(name).map_or_else(|| "–".to_owned(), Value::to_string);
        let _ = writeln!(told, "{}: {} → {}", table::text(it, "at"), side("before"), side("after"));
    }
    told
}
