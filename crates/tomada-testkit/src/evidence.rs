//! What the laws judge: everything about a plugin that can be read, and everything that can be tried on the stage.
//!
//! Gathered once, before anything is judged: cases, standing questions, echoes, unknown fields, dropped runs.

mod drops;

use std::path::Path;

use futures_util::future::try_join_all;
use serde_json::Value;
use tomada_core::{Action, Manifest};
use tomada_loader::{Counts, LoadError};

use crate::case::{Case, Trial};
use crate::exemptions::{self, Exemption};
use crate::laws::{Asked, QUESTIONS, Question, UNKNOWN_FIELD, Verdict};
use crate::package::{NoPlugin, Package};
use crate::peer::{Behaviour, Script};
use crate::stage::{Outcome, Stage, StageError};

pub(crate) use drops::Drops;

/// Everything about one plugin.
#[derive(Default)]
pub(crate) struct Evidence {
    /// Size of the library.
    pub(crate) library_bytes: usize,
    pub(crate) has_debug_info: bool,
    /// Why the loader refused it, if it did.
    pub(crate) refused: Option<String>,
    /// What the library carries, if it opened.
    pub(crate) manifest: Option<Manifest>,
    pub(crate) folder: Option<Folder>,
    pub(crate) trials: Vec<Trial>,
    /// Runs with an unknown field, by action.
    pub(crate) refusals: Vec<(String, Outcome)>,
    pub(crate) asked: Vec<Asked>,
    /// Runs against a service that gives back what it was sent, by action.
    pub(crate) echoes: Vec<(String, Outcome)>,
    pub(crate) drops: Vec<Drops>,
    /// What the plugin's counters say of all of it, if it opened.
    pub(crate) trouble: Option<Vec<String>>,
}

/// What a plugin's folder holds, each as it is or why it cannot be read.
pub(crate) struct Folder {
    pub(crate) manifest: Result<Manifest, String>,
    pub(crate) readme: Option<String>,
    pub(crate) cases: Result<Vec<Case>, String>,
    pub(crate) exemptions: Result<Vec<Exemption>, String>,
}

impl Folder {
    fn read(folder: &Path) -> Self {
        Self {
            manifest: tomada_catalog::read_manifest(&folder.join("manifest.json"))
                .map(|(manifest, _)| manifest)
                .map_err(|error| chain(&error)),
            readme: std::fs::read_to_string(folder.join("README.md")).ok(),
            cases: Case::read_all(&folder.join("tests/cases")).map_err(|error| chain(&error)),
            exemptions: exemptions::read(&folder.join("tests/exemptions.toml"))
                .map_err(|error| chain(&error)),
        }
    }
}

impl Evidence {
    /// Reads and tries everything about `package`.
    pub(crate) async fn gather(package: &Package) -> Result<Self, NotGathered> {
        let library = &package.library;
        let unreadable = |source| NoPlugin::Unreadable { path: library.clone(), source };
        let bytes = std::fs::read(library).map_err(unreadable)?;
        let mut evidence = Self {
            library_bytes: bytes.len(),
            has_debug_info: memchr::memmem::find(&bytes, b".debug_info\0").is_some(),
            folder: package.folder.as_deref().map(Folder::read),
            ..Self::default()
        };
        match Stage::open_bytes(library, &bytes) {
            Ok(stage) => evidence.try_everything(&stage).await?,
            Err(refused) => {
                if let (None, Some(reason)) = (&package.folder, no_library(&refused)) {
                    return Err(NoPlugin::NotALibrary { path: library.clone(), reason }.into());
                }
                evidence.refused = Some(chain(&refused));
            }
        }
        Ok(evidence)
    }

    async fn try_everything(&mut self, stage: &Stage) -> Result<(), StageError> {
        let manifest = stage.manifest().clone();
        let cases =
            self.folder.as_ref().and_then(|folder| folder.cases.as_ref().ok()).cloned().unwrap_or_default();
        for case in &cases {
            self.trials.push(case.run(stage).await?);
        }
        for action in &manifest.actions {
            let examples = self.examples(action);
            if let Some(example) = examples.first() {
                self.try_action(stage, example, &examples).await?;
            }
        }
        self.trouble = Some(trouble(&Counts::default(), &stage.counts()));
        self.manifest = Some(manifest);
        Ok(())
    }

    /// Tries one action that has cases which end well, one of them with a call if any has one.
    async fn try_action(
        &mut self,
        stage: &Stage,
        example: &Case,
        examples: &[Case],
    ) -> Result<(), StageError> {
        let action = &example.action;
        self.refusals.push((action.clone(), with_unknown_field(stage, example).await?));
        // All at once: one of them waits for a service that never answers.
        let asking = QUESTIONS.iter().filter_map(|question| ask(stage, examples, question));
        self.asked.extend(try_join_all(asking).await?);
        let planted = examples.iter().find(|case| !case.secrets.is_empty() && !case.exchanges.is_empty());
        if let Some(planted) = planted {
            for status in [200, 400] {
                self.echoes.push((action.clone(), answered(stage, planted, Behaviour::Echo(status)).await?));
            }
        }
        self.drops.push(Drops::of(stage, example).await?);
        Ok(())
    }

    /// The cases to vary: those of the action that hold and end well, those with a call before those without.
    fn examples(&self, action: &Action) -> Vec<Case> {
        let held = self.trials.iter().filter(|trial| trial.holds()).map(|trial| &trial.case);
        let fit = held.filter(|case| case.action == action.id && case.expect.is_output());
        let mut examples = fit.cloned().collect::<Vec<_>>();
        examples.sort_by_key(|case| case.exchanges.is_empty());
        examples
    }

    /// What is found of an action to which a question was not put.
    pub(crate) fn why_not_asked(&self, action: &str) -> Verdict {
        let ends_well =
            |trial: &&Trial| trial.case.action == action && trial.case.expect.is_output() && trial.holds();
        let calls = |trial: &Trial| !trial.case.exchanges.is_empty();
        let reason = |reason: &str| reason.to_owned();
        let mut trials = self.trials.iter().filter(ends_well).peekable();
        if trials.peek().is_none() {
            Verdict::NotJudged { reason: reason("no case of it ends well") }
        } else if trials.any(calls) {
            Verdict::NotApplicable { reason: reason("none of its calls is answered with JSON") }
        } else {
            Verdict::NotApplicable { reason: reason("it makes no call") }
        }
    }
}

/// The evidence could not be gathered.
#[derive(Debug, thiserror::Error)]
pub enum NotGathered {
    /// The path holds no plugin.
    #[error(transparent)]
    NoPlugin(#[from] NoPlugin),
    /// The stage could not be set.
    #[error(transparent)]
    Stage(#[from] StageError),
}

/// Why the file is no library at all, if that is why it was refused.
fn no_library(refused: &StageError) -> Option<String> {
    let StageError::Refused { source, .. } = refused else { return None };
    if let LoadError::NotALibrary { reason } = &**source { Some(reason.clone()) } else { None }
}

async fn with_unknown_field(stage: &Stage, example: &Case) -> Result<Outcome, StageError> {
    let mut play = example.play();
    if let Value::Object(fields) = &mut play.input {
        fields.insert(UNKNOWN_FIELD.to_owned(), Value::from(1));
    }
    stage.run(&play).await
}

/// Puts a question to the action of `examples`, from the first of them with a call that the question can be about.
fn ask<'a>(
    stage: &'a Stage,
    examples: &'a [Case],
    question: &'static Question,
) -> Option<impl Future<Output = Result<Asked, StageError>> + 'a> {
    let behaviour = |example: &Case| match &example.exchanges.first()?.behaviour {
        Behaviour::Answer(answer) => (question.behaviour)(answer),
        _ => None,
    };
    let (example, behaviour) = examples.iter().find_map(|example| Some((example, behaviour(example)?)))?;
    Some(async move {
        let outcome = answered(stage, example, behaviour).await?;
        Ok(Asked { action: example.action.clone(), question: question.law, outcome })
    })
}

async fn answered(stage: &Stage, example: &Case, behaviour: Behaviour) -> Result<Outcome, StageError> {
    let mut play = example.play();
    play.script = Script::always(behaviour);
    stage.run(&play).await
}

/// Counters that must not move, with what they count.
pub(crate) fn trouble(before: &Counts, after: &Counts) -> Vec<String> {
    let counters = [
        (before.panics, after.panics, "panics"),
        (before.host_panics, after.host_panics, "panics of the host on its stack"),
        (before.protocol_errors, after.protocol_errors, "rules of the boundary broken"),
        (before.stale_handles, after.stale_handles, "handles used that named nothing"),
        (before.never_wakes, after.never_wakes, "waits that nothing could end"),
        (before.storms, after.storms, "operations that woke themselves over and over"),
        (before.stuck, after.stuck, "calls that did not come back for a second"),
    ];
    let moved = counters.into_iter().filter(|(before, after, _)| after > before);
    moved.map(|(before, after, what)| format!("{what}: {}", after - before)).collect()
}

/// An error with everything under it, on one line.
pub(crate) fn chain(error: &dyn std::error::Error) -> String {
    let errors = std::iter::successors(Some(error), |error| error.source());
    errors.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
