//! What must come of a case, and in what that which came differs.

use serde_json::Value;
use tomada_core::{Failure, Kind};

use crate::diff;
use crate::stage::Outcome;

/// What must come of a case.
#[derive(Clone, Debug, PartialEq)]
pub struct Expect {
    /// How it ends.
    pub end: ExpectedEnd,
    /// The partial results, if they are looked at.
    pub parts: Option<Vec<Value>>,
}

/// How a case ends.
#[derive(Clone, Debug, PartialEq)]
pub enum ExpectedEnd {
    /// With this output.
    Output(Value),
    /// With an output that has these fields, among others.
    OutputHas(Value),
    /// With a failure.
    Failure(ExpectedFailure),
}

/// A failure as a case expects it. What is absent is not looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpectedFailure {
    /// The kind.
    pub kind: Kind,
    /// The code in the message catalogue.
    pub code: Option<String>,
    /// A part of the message.
    pub message: Option<String>,
    /// The wait, in milliseconds.
    pub retry_after_ms: Option<u64>,
    /// The place in the input.
    pub at: Option<String>,
}

impl Expect {
    /// Whether the case ends well.
    pub fn is_output(&self) -> bool {
        !matches!(self.end, ExpectedEnd::Failure(_))
    }

    /// Everything in which `outcome` is not as expected.
    pub fn differences(&self, outcome: &Outcome) -> Vec<String> {
        let mut told = self.end.differences(outcome);
        if let Some(parts) = &self.parts {
            let differ = diff::exact(&Value::from(parts.clone()), &Value::from(outcome.parts.clone()));
            told.extend(differ.into_iter().map(|difference| format!("parts, {difference}")));
        }
        told
    }
}

impl ExpectedEnd {
    fn differences(&self, outcome: &Outcome) -> Vec<String> {
        let output = |told: Vec<String>| told.into_iter().map(|it| format!("output, {it}")).collect();
        match (self, &outcome.report.result) {
            (Self::Output(expected), Ok(found)) => output(diff::exact(expected, &found.to_value())),
            (Self::OutputHas(expected), Ok(found)) => output(diff::subset(expected, &found.to_value())),
            (Self::Failure(expected), Err(found)) => expected.differences(found),
            (Self::Output(_) | Self::OutputHas(_), Err(found)) => {
                vec![format!("an output was expected, and it failed: {}", told(found))]
            }
            (Self::Failure(expected), Ok(found)) => {
                let found = diff::cut(found.as_str());
                vec![format!("a failure of kind {} was expected, and it answered {found}", expected.kind)]
            }
        }
    }
}

impl ExpectedFailure {
    fn differences(&self, found: &Failure) -> Vec<String> {
        let mut different = Vec::new();
        let mut compare = |what: &str, expected: Option<String>, found: Option<String>| {
            if expected.is_some() && expected != found {
                let shown = |text: Option<String>| text.unwrap_or("nothing".to_owned());
                different.push(format!("{what} is {}, not {}", shown(found), shown(expected)));
            }
        };
        let number = |ms: Option<u64>| ms.map(|ms| ms.to_string());
        compare("kind", Some(self.kind.to_string()), Some(found.kind().to_string()));
        compare("code", self.code.clone(), found.code().map(str::to_owned));
        compare("retry_after_ms", number(self.retry_after_ms), number(found.retry_after_ms()));
        compare("at", self.at.clone(), found.at().map(str::to_owned));
        if let Some(part) = self.message.as_deref().filter(|part| !found.message().contains(part)) {
            different.push(format!("message does not contain {part:?}: {:?}", found.message()));
        }
        if !different.is_empty() {
            different.push(format!("the failure was: {}", told(found)));
        }
        different
    }
}

/// A failure for its author: everything that it says.
pub(crate) fn told(failure: &Failure) -> String {
    let code = failure.code().map(|code| format!(" [{code}]")).unwrap_or_default();
    let detail = failure.detail().map(|detail| format!(" ({})", diff::cut(detail))).unwrap_or_default();
    format!("{}{code}: {}{detail}", failure.kind(), failure.message())
}
