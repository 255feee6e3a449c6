//! The library opens.

use super::{Finding, Law, Weight};
use crate::evidence::Evidence;

pub(super) const OPENS: Law = Law { name: "opens", weight: Weight::Basic, judge };

fn judge(law: &'static Law, evidence: &Evidence) -> Vec<Finding> {
    vec![evidence.refused.as_ref().map_or_else(|| law.passed(), |why| law.failed(why.clone()))]
}
