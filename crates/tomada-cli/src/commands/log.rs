//! `tomada log`: the call log of a project, filtered, followed; one call in full, as a cURL command or as an archive.

use serde_json::Value;
use tomada_core::{Failure, Kind};

use crate::arguments::Log;
use crate::door::{self, Path};
use crate::session::{Session, Trouble};
use crate::{escape, say, table};

const HEADINGS: [&str; 6] = [
    "cli-log-time",
    "cli-log-outcome-name",
    "cli-log-status-name",
    "cli-log-what",
    "cli-log-took",
    "cli-log-run-name",
];

pub(crate) fn run(session: &Session, arguments: &Log) -> Result<(), Trouble> {
    let place = &arguments.project.place;
    match &arguments.run {
        Some(run) => one(session, arguments, run),
        None if arguments.follow => {
            let path = filtered(arguments, &["tail"])?;
            let each = |event: &str, call: &Value| {
                if event == "call" {
                    return tell(session, call);
                }
                say::aside(&(session.text("cli-log-lost") + "\n"));
                Ok(())
            };
            door::through(session, place, async |door| door.follow(&path, each).await)
        }
        None => {
            let path = filtered(arguments, &[])?.with("limit", arguments.limit.or(Some(50)));
            let page = door::through(session, place, async |door| door.get(&path).await)?;
            if session.json {
                return Ok(say::json(&page)?);
            }
            let rows = table::items(&page).iter().map(columns);
            Ok(say::text(&table::table(session, &HEADINGS, rows))?)
        }
    }
}

fn filtered(arguments: &Log, more: &[&str]) -> Result<Path, Trouble> {
    let segments = [&["projects", &arguments.project.project, "calls"], more].concat();
    let path = Path::of(&segments)?
        .with("integration", arguments.integration.as_ref())
        .with("action", arguments.action.as_ref())
        .with("connection", arguments.connection.as_ref())
        .with("outcome", arguments.outcome.as_ref())
        .with("status", arguments.status)
        .with("from_unix_ms", unix_ms("--from", arguments.from.as_deref())?)
        .with("to_unix_ms", unix_ms("--to", arguments.to.as_deref())?)
        .with("text", arguments.text.as_ref());
    Ok(path)
}

/// A time such as `2026-11-24T19:00:00Z`.
fn unix_ms(argument: &str, text: Option<&str>) -> Result<Option<i64>, Trouble> {
    let Some(text) = text else { return Ok(None) };
    let time = text.parse::<jiff::Timestamp>().map_err(|_| {
        let failure = Failure::coded(Kind::InvalidInput, "cli-not-a-time");
        Trouble::Usage(failure.with_argument("argument", argument).with_argument("found", text))
    })?;
    Ok(Some(time.as_millisecond()))
}

fn columns(call: &Value) -> Vec<String> {
    let what = format!("{} {}", table::text(call, "integration"), table::text(call, "action"));
    let took = format!("{} ms", table::text(call, "elapsed_ms"));
    vec![
        table::time(call, "started_unix_ms"),
        table::text(call, "outcome"),
        table::text(call, "status"),
        what,
        took,
        table::text(call, "run_id"),
    ]
}

/// A call on a line of its own.
fn tell(session: &Session, call: &Value) -> Result<(), Failure> {
    if session.json {
        return say::json(call);
    }
    say::text(&(escape::on_one_line(&columns(call).join("  ")) + "\n"))
}

fn one(session: &Session, arguments: &Log, run: &str) -> Result<(), Trouble> {
    let place = &arguments.project.place;
    let call = ["projects", &arguments.project.project, "calls", run];
    if let Some(exchange) = arguments.curl {
        let path = Path::of(&[&call[..], &["curl"]].concat())?.with("exchange", Some(exchange));
        let command = door::through(session, place, async |door| door.get_text(&path).await)?;
        if session.json {
            return Ok(say::json(&serde_json::json!({"curl": command}))?);
        }
        return Ok(say::text(&format!("{}\n", escape::for_people(command.trim_end())))?);
    }
    let path = if arguments.har { Path::of(&[&call[..], &["har"]].concat())? } else { Path::of(&call)? };
    let found = door::through(session, place, async |door| door.get(&path).await)?;
    if session.json || arguments.har {
        return Ok(say::json(&found)?);
    }
    tell(session, &found["summary"])?;
    let pretty = serde_json::to_string_pretty(&found).unwrap_or_default();
    Ok(say::text(&(escape::for_people(&pretty).into_owned() + "\n"))?)
}
