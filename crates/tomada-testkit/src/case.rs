//! A case: what an action is given, what the service answers, and what must come of it, as one file.
//!
//! `tests/cases/NAME.toml` of a plugin's folder holds one. Real URLs stand in it: the stage leads them to a scripted
//! peer. The rule it protects: a case says all that it depends on, so it comes out the same on every machine.
//!
//! ```toml
//! action = "fetch"
//! retries = 1                                 # how often egress sends again what fails for a while; 0 if absent
//! input = { path = "status" }                 # JSON: a TOML value, or a string with the JSON text
//!
//! [settings]
//! base_url = "https://api.example.com"
//!
//! [auth]                                      # where the integration leaves that to the connection
//! kind = "bearer"
//!
//! [secrets]
//! token = "a-test-token"
//!
//! [[exchange]]                                # as many as there are, in their order
//! request = { method = "GET", url = "https://api.example.com/status", headers = { accept = "*/*" } }
//! answer = { status = 200, json = { ok = true } }     # or text, base64, chunks = ["one piece", "another"]
//!
//! [expect]                                    # last in the file
//! output = { status = 200, json = { ok = true } }     # or output_has = …, or failure = { kind = "…" }
//! ```
//!
//! Instead of answering, or in the manner of it, `fault` says `stall`, `close`, `garbage`, `truncate`, `hang` or
//! `huge`; `raw` is an answer byte by byte. A failure is `{ kind, code, message, retry_after_ms, at }`, where `message`
//! need only be a part of the text. `parts` lists the partial results.

mod error;
mod expect;
mod read;
mod record;
mod update;
mod written;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};
use tomada_core::{Auth, Locale};

use crate::peer::{Script, Step};
use crate::stage::{Outcome, Play, Stage, StageError};

pub use error::CaseError;
pub(crate) use expect::told;
pub use expect::{Expect, ExpectedEnd, ExpectedFailure};
pub(crate) use read::HUGE_BYTES;
pub use record::RecordError;
pub(crate) use update::is_wanted as is_update_wanted;

/// One case.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// The file that it was read from.
    pub path: PathBuf,
    /// The action.
    pub action: String,
    /// The language of the run.
    pub locale: Locale,
    /// How often egress sends a request again that does not say itself.
    pub retries: u8,
    /// The input.
    pub input: Value,
    /// The connection's settings.
    pub settings: Map<String, Value>,
    /// How calls are authenticated, where the integration leaves that to the connection.
    pub auth: Option<Auth>,
    /// The connection's secrets, which no real service knows.
    pub secrets: BTreeMap<String, String>,
    /// What the service is asked, and what it does.
    pub exchanges: Vec<Step>,
    /// What must come of it.
    pub expect: Expect,
}

/// A case that was run.
#[derive(Clone, Debug)]
pub struct Trial {
    /// The case.
    pub case: Case,
    /// What came of it.
    pub outcome: Outcome,
    /// In what that is not what was expected; empty if the case holds.
    pub differences: Vec<String>,
}

impl Case {
    /// Reads every case of the folder `cases`, in the order of their names.
    ///
    /// # Errors
    /// The first file that is no case; a folder that is not there holds none.
    pub fn read_all(cases: &Path) -> Result<Vec<Self>, CaseError> {
        read::files(cases)?.iter().map(|path| Self::read(path)).collect()
    }

    /// Its name: that of the file, without the ending.
    pub fn name(&self) -> String {
        self.path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// What the stage runs for it.
    pub fn play(&self) -> Play {
        Play {
            action: self.action.clone(),
            input: self.input.clone(),
            settings: self.settings.clone(),
            auth: self.auth.clone(),
            secrets: self.secrets.clone(),
            locale: self.locale,
            script: Script::new(self.exchanges.clone()),
            retries: self.retries,
            polls_max: None,
        }
    }

    /// Runs it.
    ///
    /// # Errors
    /// As [`Stage::run`].
    pub async fn run(&self, stage: &Stage) -> Result<Trial, StageError> {
        let outcome = stage.run(&self.play()).await?;
        let mut differences = self.expect.differences(&outcome);
        differences.extend(outcome.differences.iter().cloned());
        Ok(Trial { case: self.clone(), outcome, differences })
    }
}

impl Trial {
    /// Whether everything came as expected.
    pub fn holds(&self) -> bool {
        self.differences.is_empty()
    }
}
