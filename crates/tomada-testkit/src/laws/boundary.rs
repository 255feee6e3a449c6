//! Nothing that was tried made the plugin panic or break a rule of the boundary.

use super::{Finding, Law, Weight};
use crate::evidence::Evidence;

pub(super) const KEPT: Law = Law { name: "boundary-kept", weight: Weight::Basic, judge };

fn judge(law: &'static Law, evidence: &Evidence) -> Vec<Finding> {
    vec![match &evidence.trouble {
        _ if evidence.folder.is_none() => law.without_folder(),
        None => law.not_judged("the library does not open"),
        Some(trouble) => law.unless(trouble),
    }]
}
