//! `tomada lock [ID…]`: accepts the files that are there now, and says what changed. Every entry that can be locked is,
//! whatever is wrong with others.

use serde_json::{Value, json};
use tomada_catalog::{Catalog, Change, Locked, Pin};
use tomada_core::Failure;

use crate::arguments::Lock;
use crate::say;
use crate::session::{Session, Trouble};
use crate::terminal::styled;

pub(crate) fn run(session: &Session, arguments: &Lock) -> Result<(), Trouble> {
    let ids = arguments.integrations.iter().map(String::as_str).collect::<Vec<_>>();
    let locked = Catalog::lock(&session.catalog_path()?, &ids).map_err(Failure::from)?;
    if session.json {
        let changes = locked.iter().map(|it| change_json(session, it)).collect::<Value>();
        say::json(&json!({"ok": refusal(&locked).is_none(), "locked": changes}))?;
    } else {
        say::text(&locked.iter().map(|it| line(session, it)).collect::<String>())?;
    }
    refusal(&locked).map_or(Ok(()), |failure| Err(Trouble::Told(failure.kind())))
}

/// The first entry that could not be locked decides the exit code.
fn refusal(locked: &[Locked]) -> Option<Failure> {
    locked.iter().find_map(|it| match &it.change {
        Change::Refused(problem) => Some(problem.into()),
        _ => None,
    })
}

fn change_json(session: &Session, locked: &Locked) -> Value {
    let id = &locked.id;
    match &locked.change {
        Change::Added(pin) => json!({"id": id, "change": "added", "version": pin.version}),
        Change::Updated { from, to } => {
            json!({"id": id, "change": "updated", "from": from.version, "version": to.version})
        }
        Change::Unchanged(pin) => json!({"id": id, "change": "unchanged", "version": pin.version}),
        Change::Removed(pin) => json!({"id": id, "change": "removed", "version": pin.version}),
        Change::Refused(problem) => {
            let failure = tomada_text::render(problem.into(), session.locale);
            json!({"id": id, "change": "refused", "problem": say::failure_json(&failure)})
        }
    }
}

fn line(session: &Session, locked: &Locked) -> String {
    let palette = session.palette;
    let id = styled(palette.name, &locked.id);
    let line =
        |style, word: &str, version: &str| format!("{} {id} {version}\n", styled(style, session.text(word)));
    match &locked.change {
        Change::Added(pin) => line(palette.good, "cli-lock-added", &pin.version.to_string()),
        Change::Updated { from, to } => {
            line(palette.careful, "cli-lock-updated", &from_to(session, from, to))
        }
        Change::Unchanged(pin) => line(palette.quiet, "cli-lock-unchanged", &pin.version.to_string()),
        Change::Removed(pin) => line(palette.careful, "cli-lock-removed", &pin.version.to_string()),
        Change::Refused(problem) => {
            let failure = tomada_text::render(problem.into(), session.locale);
            line(palette.bad, "cli-lock-refused", "") + &told(session, &failure)
        }
    }
}

fn from_to(session: &Session, from: &Pin, to: &Pin) -> String {
    if from.version == to.version {
        return format!("{} ({})", to.version, session.text("cli-lock-other-files"));
    }
    format!("{} → {}", from.version, to.version)
}

fn told(session: &Session, failure: &Failure) -> String {
    let label = tomada_text::kind_label(failure.kind(), session.locale);
    say::in_words(session.palette, &label, failure.message(), failure.hint())
}
