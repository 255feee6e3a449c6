//! `tomada new ID`: the folder of a new plugin, and the command that builds and tests it.

use std::path::PathBuf;

use serde_json::json;
use tomada_core::{Failure, Kind};
use tomada_testkit::scaffold::{ScaffoldError, scaffold};

use crate::arguments::New;
use crate::session::{Session, Trouble};
use crate::{escape, say};

pub(crate) fn run(session: &Session, arguments: &New) -> Result<(), Trouble> {
    let here = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
    let (path, sdk) = (arguments.path.as_deref(), arguments.sdk.as_deref());
    let made = scaffold(&here, &arguments.id, path, sdk).map_err(trouble)?;
    let folder = made.folder.display().to_string();
    if session.json {
        say::json(&json!({ "ok": true, "folder": folder, "files": made.files, "commands": made.commands }))?;
        return Ok(());
    }
    let told = [("folder", folder.as_str())];
    let made_it = session.text_with("cli-new-made", &told);
    let commands = made.commands.iter().map(|command| format!("  {command}\n"));
    let next = session.text("cli-new-next");
    let cd = format!("  cd {folder}\n");
    say::text(&escape::for_people(&format!("{made_it}\n{next}\n{cd}{}", commands.collect::<String>())))?;
    Ok(())
}

fn trouble(error: ScaffoldError) -> Trouble {
    let failure = |kind, code| Failure::coded(kind, code);
    let wrong = |code| failure(Kind::InvalidInput, code);
    match error {
        ScaffoldError::BadId { id, .. } => Trouble::Usage(wrong("cli-new-bad-id").with_argument("id", id)),
        ScaffoldError::TakenId { id } => Trouble::Usage(wrong("cli-new-taken-id").with_argument("id", id)),
        ScaffoldError::Exists { path } => {
            Trouble::Usage(wrong("cli-new-exists").with_argument("path", path.display()))
        }
        ScaffoldError::NoSdk { path } => {
            Trouble::Usage(wrong("cli-new-no-sdk").with_argument("path", path.display()))
        }
        ScaffoldError::Unwritable { path, source } => Trouble::Failed(
            failure(Kind::Unavailable, "cli-new-unwritable")
                .with_argument("path", path.display())
                .with_argument("reason", source),
        ),
        ScaffoldError::Template { reason } => {
            Trouble::Failed(failure(Kind::Broken, "cli-new-template").with_argument("reason", reason))
        }
    }
}
