//! The laws: what every integration keeps, however it was made. One file each; this is the list.
//!
//! A law judges evidence, which is gathered once; judging runs nothing. The rule it protects: a law says why it is
//! not kept and what to do, and one that cannot be judged says so instead of passing.

mod boundary;
mod cancels;
mod cases;
mod documented;
mod exemptions;
mod hosts;
mod input;
mod manifest;
mod opens;
mod questions;
mod secrets;
mod size;

use tomada_core::{Action, Locale};

use crate::evidence::Evidence;

pub(crate) use input::UNKNOWN_FIELD;
pub(crate) use questions::{Asked, QUESTIONS, Question};

/// One law. What it demands and what to do about it are in the message catalogue, under `law-NAME`.
#[derive(Debug)]
pub struct Law {
    /// Its name, in kebab-case: what exemptions and reports call it.
    pub name: &'static str,
    /// What it counts for.
    pub weight: Weight,
    pub(crate) judge: fn(&'static Law, &Evidence) -> Vec<Finding>,
}

/// What a law counts for, see [`crate::Grade`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Without it there is nothing to speak of. Nobody is exempt.
    Basic,
    /// A plugin may be exempt, with a reason.
    Further,
}

/// What was found of one law, for one action where it is about actions.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The law.
    pub law: &'static Law,
    /// The action, if the law is about actions.
    pub action: Option<String>,
    /// What was found.
    pub verdict: Verdict,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The law is kept.
    Passed,
    /// It is kept badly.
    Warned {
        /// In what.
        why: String,
    },
    /// It is not kept.
    Failed {
        /// In what.
        why: String,
    },
    /// It has nothing to say here.
    NotApplicable {
        /// Why not.
        reason: String,
    },
    /// It could not be looked at, because something else is missing or broken.
    NotJudged {
        /// What.
        reason: String,
    },
    /// It is not kept, and need not be.
    Exempt {
        /// Why not.
        reason: String,
    },
}

/// Every law, in the order in which they are judged.
pub static ALL: &[Law] = &[
    opens::OPENS,
    manifest::RULES,
    manifest::EMBEDDED,
    documented::DOCUMENTED,
    cases::EVERY_ACTION,
    cases::HOLD,
    cases::TEST_ACTION,
    input::CLOSED,
    hosts::DECLARED,
    secrets::KEPT,
    cancels::CANCELS,
    boundary::KEPT,
    questions::UNAUTHORIZED,
    questions::FORBIDDEN,
    questions::MISSING,
    questions::RATE_LIMITED,
    questions::FAILING,
    questions::DOWN,
    questions::SILENT,
    questions::CLOSED,
    questions::GARBLED,
    questions::TRUNCATED,
    questions::HUGE,
    size::SMALL,
    exemptions::NEEDED,
];

/// Judges `evidence` by every law.
pub(crate) fn judge(evidence: &Evidence) -> Vec<Finding> {
    let judged = ALL.iter().filter(|law| law.name != exemptions::NEEDED.name);
    let mut findings = judged.flat_map(|law| (law.judge)(law, evidence)).collect::<Vec<_>>();
    let needed = exemptions::apply(evidence, &mut findings);
    findings.extend(needed);
    findings
}

impl Law {
    /// What it demands, in one sentence.
    pub fn says(&self, locale: Locale) -> String {
        // A test proves that every law has its texts; the name is still better than nothing.
        tomada_text::text(locale, &self.message(), []).unwrap_or_else(|| self.name.to_owned())
    }

    /// What to do when it is not kept.
    pub fn fix(&self, locale: Locale) -> String {
        tomada_text::hint(locale, &self.message(), []).unwrap_or_default()
    }

    fn message(&self) -> String {
        format!("law-{}", self.name)
    }

    fn passed(&'static self) -> Finding {
        self.found(None, Verdict::Passed)
    }

    fn failed(&'static self, why: impl Into<String>) -> Finding {
        self.found(None, Verdict::Failed { why: why.into() })
    }

    fn not_applicable(&'static self, reason: impl Into<String>) -> Finding {
        self.found(None, Verdict::NotApplicable { reason: reason.into() })
    }

    fn not_judged(&'static self, reason: impl Into<String>) -> Finding {
        self.found(None, Verdict::NotJudged { reason: reason.into() })
    }

    fn found(&'static self, action: Option<&str>, verdict: Verdict) -> Finding {
        Finding { law: self, action: action.map(str::to_owned), verdict }
    }

    /// Failed with every reason, or passed if there is none.
    fn unless(&'static self, reasons: &[String]) -> Finding {
        if reasons.is_empty() { self.passed() } else { self.failed(reasons.join("\n")) }
    }

    /// What is found of a law about a plugin's folder when only the library is there.
    fn without_folder(&'static self) -> Finding {
        self.not_judged("only the library is here; check the plugin's folder")
    }
}

/// One finding for each action of the manifest; none if the library did not open.
fn for_each_action(
    law: &'static Law,
    evidence: &Evidence,
    judge: impl Fn(&Action) -> Verdict,
) -> Vec<Finding> {
    match &evidence.manifest {
        _ if evidence.folder.is_none() => vec![law.without_folder()],
        None => vec![law.not_judged("the library does not open")],
        Some(manifest) => {
            let found = |action: &Action| law.found(Some(&action.id), judge(action));
            manifest.actions.iter().map(found).collect()
        }
    }
}
