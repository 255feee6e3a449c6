//! `manifest.json` keeps the rules of every manifest, and is the one that the library carries.

use super::{Finding, Law, Weight};
use crate::evidence::Evidence;

pub(super) const RULES: Law = Law { name: "manifest-rules", weight: Weight::Basic, judge: rules };

pub(super) const EMBEDDED: Law = Law { name: "manifest-embedded", weight: Weight::Basic, judge: embedded };

fn rules(law: &'static Law, evidence: &Evidence) -> Vec<Finding> {
    vec![match evidence.folder.as_ref().map(|folder| &folder.manifest) {
        None => law.without_folder(),
        Some(Ok(_)) => law.passed(),
        Some(Err(why)) => law.failed(why.clone()),
    }]
}

fn embedded(law: &'static Law, evidence: &Evidence) -> Vec<Finding> {
    let own = evidence.folder.as_ref().map(|folder| folder.manifest.as_ref());
    vec![match (own, &evidence.manifest) {
        (None, _) => law.without_folder(),
        (_, None) => law.not_judged("the library does not open"),
        (Some(Err(_)), _) => law.not_judged("manifest.json cannot be read"),
        (Some(Ok(own)), Some(carried)) if own == carried => law.passed(),
        (Some(Ok(_)), Some(_)) => law.failed("the two are not the same"),
    }]
}
