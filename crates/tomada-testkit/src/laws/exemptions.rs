//! Exemptions excuse what they name, and are excused themselves by nothing: each is needed and gives its reason.

use super::{ALL, Finding, Law, Verdict, Weight};
use crate::evidence::Evidence;
use crate::exemptions::Exemption;

pub(super) const NEEDED: Law =
    Law { name: "exemptions-needed", weight: Weight::Basic, judge: |law, _| vec![law.passed()] };

/// Turns failures that are excused into exemptions, and judges the exemptions themselves.
pub(super) fn apply(evidence: &Evidence, findings: &mut [Finding]) -> Option<Finding> {
    let law = ALL.iter().find(|law| law.name == NEEDED.name)?;
    let exemptions = match evidence.folder.as_ref().map(|folder| &folder.exemptions) {
        None => return None,
        Some(Err(why)) => return Some(law.failed(why.clone())),
        Some(Ok(exemptions)) => exemptions,
    };
    let why = exemptions.iter().filter_map(|exemption| excuse(exemption, findings)).collect::<Vec<_>>();
    Some(law.unless(&why))
}

/// Applies one exemption, or says what is wrong with it.
fn excuse(exemption: &Exemption, findings: &mut [Finding]) -> Option<String> {
    let of = exemption.action.as_deref().map(|action| format!(" of {action}")).unwrap_or_default();
    let name = format!("{}{of}", exemption.law);
    let Some(law) = ALL.iter().find(|law| law.name == exemption.law) else {
        return Some(format!("{name}: there is no such law"));
    };
    if law.weight == Weight::Basic {
        return Some(format!("{name}: nobody is exempt from this law"));
    }
    if exemption.reason.trim().is_empty() {
        return Some(format!("{name}: the reason is empty"));
    }
    let is_excused = |finding: &&mut Finding| {
        exemption.covers(finding.law.name, finding.action.as_deref())
            && matches!(finding.verdict, Verdict::Failed { .. } | Verdict::Warned { .. })
    };
    let mut excused = 0;
    for finding in findings.iter_mut().filter(is_excused) {
        finding.verdict = Verdict::Exempt { reason: exemption.reason.clone() };
        excused += 1;
    }
    (excused == 0).then(|| format!("{name}: the law is kept, so the exemption is not needed"))
}
