//! What a check found: law by law, for people and for programs, and the grade that follows.

use std::fmt;
use std::path::PathBuf;

use serde_json::{Value, json};
use tomada_core::Locale;

use crate::diff;
use crate::laws::{Finding, Verdict, Weight};

/// How wide the verdicts' column is: as the longest of them in any language.
const LABEL_COLUMNS: usize = 15;

/// What a check found.
#[derive(Clone, Debug)]
pub struct Report {
    /// What was checked.
    pub path: PathBuf,
    /// The library that was opened.
    pub library: PathBuf,
    /// Id and version, if the library opened.
    pub integration: Option<String>,
    /// Law by law.
    pub findings: Vec<Finding>,
}

/// How good a plugin is, computed from the laws that it keeps. Nobody awards it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// It keeps every basic law: it opens, is documented and tested, keeps secrets and cancels.
    Bronze,
    /// It keeps every law, or says why not.
    Silver,
    /// It keeps every law, with no exemption and no warning.
    Gold,
}

impl Grade {
    /// `bronze`, `silver` or `gold`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Bronze => "bronze",
            Self::Silver => "silver",
            Self::Gold => "gold",
        }
    }
}

impl Report {
    /// Whether no law is broken.
    pub fn passed(&self) -> bool {
        self.failures().next().is_none()
    }

    /// The findings of laws that are broken.
    pub fn failures(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| matches!(finding.verdict, Verdict::Failed { .. }))
    }

    /// The grade; `None` when a basic law is broken or could not be judged, as for a library without its folder.
    pub fn grade(&self) -> Option<Grade> {
        let is = |weight: Option<Weight>, verdicts: &[&str]| {
            let counted =
                self.findings.iter().filter(|it| weight.is_none_or(|weight| it.law.weight == weight));
            counted.into_iter().any(|it| verdicts.contains(&it.verdict.as_str()))
        };
        if is(Some(Weight::Basic), &["failed", "not_judged"]) {
            None
        } else if is(None, &["failed", "not_judged"]) {
            Some(Grade::Bronze)
        } else if is(None, &["exempt", "warned"]) {
            Some(Grade::Silver)
        } else {
            Some(Grade::Gold)
        }
    }

    /// The report for people: a line for each law, more where one is broken; then the laws that have nothing to say
    /// here, by reason; then the grade. Reasons are in English: they speak of files and code.
    pub fn in_words(&self, locale: Locale) -> String {
        let name = self.integration.clone().unwrap_or_else(|| text(locale, "check-does-not-open", []));
        let mut told = format!("{name}: {}\n\n", self.library.display());
        let said = self.findings.iter().filter(|finding| finding.verdict.is_said());
        told.extend(grouped(said, |it| (it.law.name, &it.verdict)).iter().map(|group| tell(group, locale)));
        let spoken = |name: &str| self.findings.iter().any(|it| it.law.name == name && it.verdict.is_said());
        let silent = self.findings.iter().filter(|finding| !spoken(finding.law.name));
        told.extend(grouped(silent, |it| &it.verdict).iter().map(|group| tell_silent(group, locale)));
        let grade = match self.grade() {
            Some(grade) => text(locale, "check-grade", [("grade", grade.as_str())]),
            None => text(locale, "check-no-grade", []),
        };
        told + "\n" + &grade + "\n"
    }

    /// The report for programs: `{"ok", "path", "library", "integration", "grade", "findings": [{"law", "action",
    /// "verdict", "says", "why", "fix", "reason"}]}`, sentences in `locale`.
    pub fn to_json(&self, locale: Locale) -> Value {
        json!({
            "path": self.path,
            "library": self.library,
            "integration": self.integration,
            "ok": self.passed(),
            "grade": self.grade().map(Grade::as_str),
            "findings": self.findings.iter().map(|finding| finding.to_json(locale)).collect::<Vec<_>>(),
        })
    }
}

impl Verdict {
    /// `passed`, `warned`, `failed`, `not_applicable`, `not_judged` or `exempt`.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Warned { .. } => "warned",
            Self::Failed { .. } => "failed",
            Self::NotApplicable { .. } => "not_applicable",
            Self::NotJudged { .. } => "not_judged",
            Self::Exempt { .. } => "exempt",
        }
    }

    /// Whether people want a line about it.
    const fn is_said(&self) -> bool {
        !matches!(self, Self::NotApplicable { .. } | Self::NotJudged { .. })
    }

    fn label(&self, locale: Locale) -> String {
        text(locale, &format!("verdict-{}", self.as_str().replace('_', "-")), [])
    }
}

impl Finding {
    fn to_json(&self, locale: Locale) -> Value {
        let mut json = json!({ "law": self.law.name, "verdict": self.verdict.as_str() });
        if let Some(action) = &self.action {
            json["action"] = action.as_str().into();
        }
        match &self.verdict {
            Verdict::Passed => {}
            Verdict::Warned { why } | Verdict::Failed { why } => {
                json["says"] = self.law.says(locale).into();
                json["why"] = why.as_str().into();
                json["fix"] = self.law.fix(locale).into();
            }
            Verdict::NotApplicable { reason }
            | Verdict::NotJudged { reason }
            | Verdict::Exempt { reason } => {
                json["reason"] = reason.as_str().into();
            }
        }
        json
    }
}

impl fmt::Display for Report {
    /// As [`Report::in_words`], in English.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_words(Locale::En))
    }
}

/// Findings by what `key` says of them, in the order in which each first comes.
fn grouped<'a, K: PartialEq>(
    findings: impl Iterator<Item = &'a Finding>,
    key: impl Fn(&'a Finding) -> K,
) -> Vec<Vec<&'a Finding>> {
    let mut groups: Vec<(K, Vec<&Finding>)> = Vec::new();
    for finding in findings {
        let key = key(finding);
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, group)) => group.push(finding),
            None => groups.push((key, vec![finding])),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// Findings of one law that came out the same, with the actions that they are about.
fn tell(findings: &[&Finding], locale: Locale) -> String {
    let Some(first) = findings.first() else { return String::new() };
    let actions = findings.iter().filter_map(|finding| finding.action.as_deref()).collect::<Vec<_>>();
    let actions = if actions.is_empty() { String::new() } else { format!(" ({})", actions.join(", ")) };
    let head = format!("{:<LABEL_COLUMNS$}{}{actions}", first.verdict.label(locale), first.law.name);
    match &first.verdict {
        Verdict::Exempt { reason } => format!("{head}: {reason}\n"),
        Verdict::Warned { why } | Verdict::Failed { why } => {
            let why = diff::indented(std::slice::from_ref(why));
            let fix = text(locale, "check-to-do", [("fix", first.law.fix(locale).as_str())]);
            format!("{head}: {}\n{why}\n  {fix}\n", first.law.says(locale))
        }
        _ => head + "\n",
    }
}

/// Laws that have nothing to say here for one reason.
fn tell_silent(findings: &[&Finding], locale: Locale) -> String {
    let Some(first) = findings.first() else { return String::new() };
    let (Verdict::NotApplicable { reason } | Verdict::NotJudged { reason }) = &first.verdict else {
        return String::new();
    };
    let mut names = findings.iter().map(|finding| finding.law.name).collect::<Vec<_>>();
    names.dedup();
    format!("{:<LABEL_COLUMNS$}{}: {reason}\n", first.verdict.label(locale), names.join(", "))
}

fn text<'a>(locale: Locale, id: &str, arguments: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    // A test proves that the texts are there; the id is still better than nothing.
    tomada_text::text(locale, id, arguments).unwrap_or_else(|| id.to_owned())
}
