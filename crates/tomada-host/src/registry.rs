//! Everything that can run: plain structs that are there already, and catalog entries that are opened when first run.
//!
//! Compiled schemas live beside the version that they belong to, so that the cache is as large as the registry.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use semver::{Version, VersionReq};
use serde_json::Value;
use tomada_core::{Failure, Integration, Kind, Manifest};

use crate::BuildError;
use crate::nearest::{listed, nearest};
use crate::opening::Opening;
use crate::schema::Schema;

/// Every version of every integration.
#[derive(Default)]
pub(crate) struct Registry {
    entries: BTreeMap<String, BTreeMap<Version, Arc<Entry>>>,
    broken: BTreeMap<String, Failure>,
}

/// One version of one integration.
pub(crate) struct Entry {
    pub(crate) manifest: Manifest,
    source: Source,
    schemas: Schemas,
}

enum Source {
    Ready(Arc<dyn Integration>),
    Lazy(Arc<Opening>),
}

/// A compiled schema, or why there is none; made when first asked for.
type Lazy = OnceLock<Result<Schema, Failure>>;

#[derive(Default)]
struct Schemas {
    inputs: HashMap<String, Lazy>,
    outputs: HashMap<String, Lazy>,
    settings: HashMap<String, Lazy>,
}

impl Registry {
    /// Adds an integration that is there already.
    pub(crate) fn add(&mut self, integration: Arc<dyn Integration>) -> Result<(), BuildError> {
        let manifest = integration.manifest().clone();
        self.insert(manifest, Source::Ready(integration))
    }

    /// Adds one that is opened when it is first run.
    pub(crate) fn add_opening(&mut self, manifest: Manifest, opening: Opening) -> Result<(), BuildError> {
        self.insert(manifest, Source::Lazy(Arc::new(opening)))
    }

    /// Adds the reason why an integration of the catalog cannot run, for whoever asks for it.
    pub(crate) fn add_broken(&mut self, id: String, why: Failure) {
        self.broken.insert(id, why);
    }

    fn insert(&mut self, manifest: Manifest, source: Source) -> Result<(), BuildError> {
        let versions = self.entries.entry(manifest.id.clone()).or_default();
        if versions.contains_key(&manifest.version) {
            return Err(BuildError::Twice { id: manifest.id, version: manifest.version });
        }
        let schemas = Schemas::of(&manifest);
        versions.insert(manifest.version.clone(), Arc::new(Entry { manifest, source, schemas }));
        Ok(())
    }

    /// The highest version of `id` that every one of `requirements` allows.
    ///
    /// # Errors
    /// `NotFound` for an unknown id or when no version fits; the reason of a broken entry.
    pub(crate) fn find(&self, id: &str, requirements: &[&VersionReq]) -> Result<Arc<Entry>, Failure> {
        let Some(versions) = self.entries.get(id) else { return Err(self.unknown(id)) };
        let fits = |version: &Version| requirements.iter().all(|requirement| requirement.matches(version));
        if let Some((_, entry)) = versions.iter().rev().find(|(version, _)| fits(version)) {
            return Ok(Arc::clone(entry));
        }
        if let Some(why) = self.broken.get(id) {
            return Err(why.clone());
        }
        let wanted = requirements.iter().map(ToString::to_string).collect::<Vec<_>>().join(" + ");
        let known = versions.keys().map(Version::to_string).collect::<Vec<_>>().join(", ");
        Err(Failure::coded(Kind::NotFound, "integration-no-version")
            .with_argument("integration", id)
            .with_argument("wanted", wanted)
            .with_argument("known", known))
    }

    fn unknown(&self, id: &str) -> Failure {
        if let Some(why) = self.broken.get(id) {
            return why.clone();
        }
        let ids = || self.entries.keys().map(String::as_str);
        let failure = match nearest(id, ids()) {
            Some(near) => {
                Failure::coded(Kind::NotFound, "integration-misspelt").with_argument("nearest", near)
            }
            None => {
                Failure::coded(Kind::NotFound, "integration-unknown").with_argument("known", listed(ids()))
            }
        };
        failure.with_argument("integration", id)
    }

    /// Every manifest, in the order of id and version.
    pub(crate) fn manifests(&self) -> impl Iterator<Item = &Manifest> {
        self.entries.values().flat_map(BTreeMap::values).map(|entry| &entry.manifest)
    }
}

impl Schemas {
    fn of(manifest: &Manifest) -> Self {
        let lazy = |id: &String| (id.clone(), Lazy::new());
        let actions = || manifest.actions.iter().map(|action| lazy(&action.id));
        let settings = manifest.settings.keys().map(lazy).collect();
        Self { inputs: actions().collect(), outputs: actions().collect(), settings }
    }
}

impl Entry {
    /// What runs; opened now if it was not yet.
    ///
    /// # Errors
    /// As [`crate::Executor::open`].
    pub(crate) async fn integration(&self) -> Result<Arc<dyn Integration>, Failure> {
        match &self.source {
            Source::Ready(integration) => Ok(Arc::clone(integration)),
            Source::Lazy(opening) => opening.open().await,
        }
    }

    /// The compiled schema of an action's input.
    ///
    /// # Errors
    /// `Broken` when the manifest's schema is none.
    pub(crate) fn input_schema(&self, action: &str, schema: &Value) -> Result<&Schema, Failure> {
        compiled(&self.schemas.inputs, &self.manifest, action, || Schema::closed(schema))
    }

    /// The compiled schema of an action's output, which may have more fields than it describes.
    ///
    /// # Errors
    /// As [`Entry::input_schema`].
    pub(crate) fn output_schema(&self, action: &str, schema: &Value) -> Result<&Schema, Failure> {
        compiled(&self.schemas.outputs, &self.manifest, action, || Schema::open(schema))
    }

    /// The compiled schema of a setting.
    ///
    /// # Errors
    /// As [`Entry::input_schema`].
    pub(crate) fn setting_schema(&self, setting: &str, schema: &Value) -> Result<&Schema, Failure> {
        compiled(&self.schemas.settings, &self.manifest, setting, || Schema::closed(schema))
    }
}

fn compiled<'a>(
    schemas: &'a HashMap<String, Lazy>,
    manifest: &Manifest,
    of: &str,
    compile: impl FnOnce() -> Result<Schema, String>,
) -> Result<&'a Schema, Failure> {
    let broken = |reason: String| {
        Failure::coded(Kind::Broken, "schema-not-readable")
            .with_argument("integration", &manifest.id)
            .with_argument("of", of)
            .with_argument("reason", reason)
    };
    let Some(lazy) = schemas.get(of) else { return Err(broken("it is not in the manifest".to_owned())) };
    lazy.get_or_init(|| compile().map_err(broken)).as_ref().map_err(Clone::clone)
}
