//! `tomada list`: every entry of the catalog on a line, and below them the reasons of those that cannot run. No code
//! of any integration is run for it.

use comfy_table::{Attribute, Cell, Color, ContentArrangement, Table, presets};
use serde_json::{Value, json};
use tomada_catalog::{Entry, State, Tier};
use tomada_core::{Failure, Kind};

use crate::escape::on_one_line;
use crate::session::{Session, Trouble};
use crate::terminal::{self, Palette, styled};
use crate::{escape, say};

pub(crate) fn run(session: &Session) -> Result<(), Trouble> {
    let catalog = session.catalog()?;
    let entries = catalog.entries();
    if session.json {
        let listed = entries.iter().map(|entry| entry_json(session, entry)).collect::<Value>();
        return Ok(say::json(&json!({"integrations": listed}))?);
    }
    if entries.is_empty() {
        return Ok(say::text(&(session.text("cli-list-empty") + "\n"))?);
    }
    Ok(say::text(&format!("{}\n{}", table(session, entries), reasons(session, entries)))?)
}

fn entry_json(session: &Session, entry: &Entry) -> Value {
    match &entry.state {
        State::Ready(artefact) => {
            let manifest = &artefact.manifest;
            json!({
                "id": entry.id, "state": "ready", "version": manifest.version, "category": manifest.category,
                "title": manifest.title.get(session.locale), "summary": manifest.summary.get(session.locale),
                "tier": tier(entry.tier),
                "actions": manifest.actions.iter().map(|action| action.id.as_str()).collect::<Vec<_>>(),
            })
        }
        State::Problem(problem) => {
            let failure = tomada_text::render(Failure::from(problem), session.locale);
            json!({
                "id": entry.id, "state": "problem", "requirement": entry.requirement.to_string(),
                "tier": tier(entry.tier), "problem": say::failure_json(&failure),
            })
        }
    }
}

fn tier(tier: Tier) -> &'static str {
    match tier {
        Tier::Builtin => "builtin",
        Tier::Trusted => "trusted",
        Tier::Sandboxed => "sandboxed",
    }
}

fn table(session: &Session, entries: &[Entry]) -> String {
    let in_color = session.palette != Palette::default();
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(terminal::columns()).unwrap_or(u16::MAX));
    if in_color {
        table.enforce_styling();
    } else {
        table.force_no_tty();
    }
    let heading = |id: &str| Cell::new(session.text(id)).add_attribute(Attribute::Bold);
    table.set_header(
        ["cli-list-id", "cli-list-version", "cli-list-title", "cli-list-category", "cli-list-state"]
            .map(heading),
    );
    table.add_rows(entries.iter().map(|entry| row(session, entry)));
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
    }
    table.trim_fmt()
}

fn row(session: &Session, entry: &Entry) -> [Cell; 5] {
    let id = Cell::new(&entry.id).fg(Color::Cyan);
    match &entry.state {
        State::Ready(artefact) => {
            let manifest = &artefact.manifest;
            let ready = Cell::new(session.text("cli-list-ready")).fg(Color::Green);
            let title = on_one_line(manifest.title.get(session.locale));
            [
                id,
                Cell::new(&manifest.version),
                Cell::new(title),
                Cell::new(on_one_line(&manifest.category)),
                ready,
            ]
        }
        State::Problem(_) => {
            let problem = Cell::new(session.text("cli-list-problem")).fg(Color::Red);
            [id, Cell::new(&entry.requirement), Cell::new("–"), Cell::new("–"), problem]
        }
    }
}

/// Why entries cannot run, and what to do about it.
fn reasons(session: &Session, entries: &[Entry]) -> String {
    let told = entries.iter().filter_map(|entry| {
        let failure = tomada_text::render(Failure::from(entry.problem()?), session.locale);
        let hint = failure.hint().map(|hint| format!("\n{hint}")).unwrap_or_default();
        let text = escape::for_people(failure.message()).into_owned() + &escape::for_people(&hint);
        let options =
            textwrap::Options::new(terminal::columns()).initial_indent("  ").subsequent_indent("  ");
        let id = styled(session.palette.bad, &entry.id);
        Some(format!("\n{id} ({})\n{}\n", kind(session, failure.kind()), textwrap::fill(&text, options)))
    });
    told.collect()
}

fn kind(session: &Session, kind: Kind) -> String {
    tomada_text::kind_label(kind, session.locale)
}
