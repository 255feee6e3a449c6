//! The plugin's page in the menu is there: headings, and every action.

use super::{Finding, Law, Weight};
use crate::evidence::Evidence;

pub(super) const DOCUMENTED: Law = Law { name: "documented", weight: Weight::Basic, judge };

/// The headings, in the order in which the menu shows them.
const SECTIONS: [&str; 5] = ["What it does", "Set-up", "Actions", "Limits", "Removal"];

fn judge(law: &'static Law, evidence: &Evidence) -> Vec<Finding> {
    let Some(folder) = &evidence.folder else { return vec![law.without_folder()] };
    let Some(readme) = &folder.readme else { return vec![law.failed("there is no README.md")] };
    let sections = sections(readme);
    let text = |name: &str| sections.iter().find(|(heading, _)| *heading == name).map(|(_, text)| *text);
    let mut why = Vec::new();
    for name in SECTIONS {
        match text(name) {
            None => why.push(format!("there is no section `## {name}`")),
            Some(text) if text.trim().is_empty() => why.push(format!("the section {name} is empty")),
            Some(_) => {}
        }
    }
    let actions = text("Actions").unwrap_or_default();
    let ids = evidence.manifest.iter().flat_map(|manifest| &manifest.actions).map(|action| &action.id);
    let missing = ids.filter(|id| !actions.contains(&format!("`{id}`")));
    why.extend(missing.map(|id| format!("the section Actions does not name `{id}`")));
    vec![law.unless(&why)]
}

/// Headings of the second level, each with the text up to the next.
fn sections(readme: &str) -> Vec<(&str, &str)> {
    let parts = readme.split("\n## ").skip(usize::from(!readme.starts_with("## ")));
    parts
        .map(|part| part.strip_prefix("## ").unwrap_or(part))
        .map(|part| {
            let (heading, text) = part.split_once('\n').unwrap_or((part, ""));
            (heading.trim(), text)
        })
        .collect()
}
