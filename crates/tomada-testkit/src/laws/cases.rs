//! Every action has a case, every case holds, and the test action's case ends well.

use super::{Finding, Law, Verdict, Weight, for_each_action};
use crate::diff;
use crate::evidence::Evidence;

pub(super) const EVERY_ACTION: Law =
    Law { name: "every-action-has-a-case", weight: Weight::Basic, judge: every_action };

pub(super) const HOLD: Law = Law { name: "cases-hold", weight: Weight::Basic, judge: hold };

pub(super) const TEST_ACTION: Law =
    Law { name: "test-action-passes", weight: Weight::Basic, judge: test_action };

fn every_action(law: &'static Law, evidence: &Evidence) -> Vec<Finding> {
    if let Some(Err(why)) = evidence.folder.as_ref().map(|folder| &folder.cases) {
        return vec![law.failed(why.clone())];
    }
    for_each_action(law, evidence, |action| {
        let has_case = evidence.trials.iter().any(|trial| trial.case.action == action.id);
        if has_case { Verdict::Passed } else { Verdict::Failed { why: "no case runs it".to_owned() } }
    })
}

fn hold(law: &'static Law, evidence: &Evidence) -> Vec<Finding> {
    if evidence.folder.is_none() {
        return vec![law.without_folder()];
    }
    if evidence.trials.is_empty() {
        return vec![law.not_judged("there are no cases that could be run")];
    }
    let broken = evidence.trials.iter().filter(|trial| !trial.holds());
    let why = broken.map(|trial| format!("{}:\n{}", trial.case.name(), diff::indented(&trial.differences)));
    vec![law.unless(&why.collect::<Vec<_>>())]
}

fn test_action(law: &'static Law, evidence: &Evidence) -> Vec<Finding> {
    let manifest = match (&evidence.folder, &evidence.manifest) {
        (None, _) => return vec![law.without_folder()],
        (_, None) => return vec![law.not_judged("the library does not open")],
        (Some(_), Some(manifest)) => manifest,
    };
    let action = &manifest.test.action;
    let ends_well = |trial: &crate::Trial| trial.case.action == *action && trial.case.expect.is_output();
    let passes = evidence.trials.iter().any(|trial| ends_well(trial) && trial.holds());
    let why = (!passes).then(|| format!("no case of {action} holds and expects an output"));
    vec![law.unless(&why.into_iter().collect::<Vec<_>>())]
}
