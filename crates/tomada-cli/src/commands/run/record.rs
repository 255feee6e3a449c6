//! `--record FILE`: a run that happened becomes a case for the plugin's tests, its secrets masked.

use std::path::{Path, PathBuf};

use tomada_core::{Failure, Json, Kind};
use tomada_host::{RunReport, RunRequest};
use tomada_testkit::Case;

use crate::say;
use crate::session::{Session, Trouble};

/// A run that is to be recorded.
pub(super) struct Recording {
    path: PathBuf,
    request: RunRequest,
}

impl Recording {
    /// Looks before the run: nothing is called for a file that cannot be written.
    pub(super) fn of(path: &Path, request: &RunRequest) -> Result<Self, Trouble> {
        if path.exists() {
            let failure = Failure::coded(Kind::InvalidInput, "cli-record-exists");
            return Err(Trouble::Usage(failure.with_argument("path", path.display())));
        }
        let request = RunRequest { partials: None, ..request.clone() };
        Ok(Self { path: path.to_owned(), request })
    }

    /// Writes the case. The run's outcome has been told by now, so this says what it has to say beside it.
    pub(super) fn finish(self, session: &Session, report: &RunReport, parts: &[Json]) -> Result<(), Trouble> {
        let path = self.path.display().to_string();
        let written = Case::record(&self.request, report, parts)
            .map_err(|error| causes(&error))
            .and_then(|text| Case::write_new(&self.path, &text).map_err(|error| causes(&error)));
        match written {
            Ok(()) => {
                say::aside(&(session.text_with("cli-record-made", &[("path", &path)]) + "\n"));
                Ok(())
            }
            Err(reason) => {
                let arguments = [("path", path.as_str()), ("reason", reason.as_str())];
                say::aside(&(session.text_with("cli-record-refused", &arguments) + "\n"));
                Err(Trouble::Told(Kind::InvalidInput))
            }
        }
    }
}

/// An error and what lies under it, on one line.
fn causes(error: &dyn std::error::Error) -> String {
    let errors = std::iter::successors(Some(error), |error| error.source());
    errors.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
