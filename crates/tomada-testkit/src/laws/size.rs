//! A library is small.

use super::{Finding, Law, Verdict, Weight};
use crate::evidence::Evidence;

pub(super) const SMALL: Law = Law { name: "small", weight: Weight::Further, judge };

const SIZE_MAX_BYTES: usize = 1_500_000;

fn judge(law: &'static Law, evidence: &Evidence) -> Vec<Finding> {
    let found = evidence.library_bytes;
    vec![if evidence.has_debug_info {
        law.not_applicable("this is a build with debug information")
    } else if found <= SIZE_MAX_BYTES {
        law.passed()
    } else {
        law.found(None, Verdict::Warned { why: format!("it has {found} bytes, more than {SIZE_MAX_BYTES}") })
    }]
}
