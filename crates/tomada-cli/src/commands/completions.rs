//! `tomada completions SHELL`: a script that completes the command line, with descriptions in the reader's language.

use clap::CommandFactory;

use crate::arguments::{Arguments, Completions};
use crate::localize::localize;
use crate::say;
use crate::session::{Session, Trouble};

pub(crate) fn run(session: &Session, arguments: &Completions) -> Result<(), Trouble> {
    let mut command = localize(Arguments::command(), session.locale);
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "tomada", &mut script);
    Ok(say::text(&String::from_utf8_lossy(&script))?)
}
