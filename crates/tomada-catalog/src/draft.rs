//! `integration.toml`: everything that an author writes of a manifest; the schemas come from the action's types.
//!
//! Read by the tools that write and compare `manifest.json`. The rule: nothing is filled in that the author did not
//! write, and every error names its line.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;
use std::path::Path;

use semver::Version;
use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;
use tomada_core::{Action, Auth, Effect, Manifest, Permissions, Setting, Test, Text};
use toml::Spanned;

use crate::file::{self, FileError};
use crate::mistake::{self, Lines, Mistake, Place};
use crate::rules::{ManifestFault, check_manifest};

/// How large the file may be.
const DRAFT_MAX_BYTES: u64 = 1024 * 1024;

/// Why `integration.toml` gives no manifest.
#[derive(Debug, thiserror::Error)]
pub enum DraftError {
    /// It could not be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// It says what it may not.
    #[error(transparent)]
    Mistake(#[from] Mistake),
    /// Actions and schemas do not go together: most often one was renamed and the other was not.
    #[error("{place}: actions without schemas: {actions:?}; schemas without an action: {schemas:?}")]
    Unpaired {
        /// The first action without schemas, or the file.
        place: Place,
        /// The actions for which there are no schemas.
        actions: Vec<String>,
        /// The names of schemas for which there is no action.
        schemas: Vec<String>,
    },
    /// The manifest would break rules.
    #[error("{} rules are broken, first {}", faults.len(), faults[0])]
    Rules {
        /// Which; never empty.
        faults: Vec<DraftFault>,
    },
}

/// A rule that the manifest would break, and the line that is to blame.
#[derive(Debug, thiserror::Error)]
#[error("{place}: {fault}")]
pub struct DraftFault {
    /// The line.
    pub place: Place,
    /// The rule.
    pub fault: ManifestFault,
}

/// A manifest without its schemas, as the author writes it.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Kebab-case and forever.
    pub id: String,
    /// Semantic version.
    pub version: Version,
    /// The menu's group.
    pub category: String,
    /// Where the service documents itself.
    pub docs: Option<String>,
    /// What the menu calls it.
    pub title: Text,
    /// One sentence about what it does.
    pub summary: Text,
    /// What it may do.
    pub permissions: Permissions,
    /// How calls are authenticated.
    pub auth: Auth,
    /// What a connection is asked for.
    pub settings: BTreeMap<String, Setting>,
    /// The action that proves that a connection works.
    pub test: Test,
    /// The operations, in the file's order.
    pub actions: Vec<DraftAction>,
    places: BTreeMap<String, Place>,
}

/// An action without its schemas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftAction {
    /// Its name within the integration.
    pub id: String,
    /// What the menu calls it.
    pub title: Text,
    /// One sentence about what it does.
    pub summary: Text,
    /// What it does to the service.
    pub effect: Effect,
    /// Whether it gives partial results.
    pub streaming: bool,
}

impl Draft {
    /// Reads the file `path`, at most 1 MiB.
    ///
    /// # Errors
    /// [`DraftError::File`], [`DraftError::Mistake`].
    pub fn read(path: &Path) -> Result<Self, DraftError> {
        Self::parse(path, &file::read_text(path, DRAFT_MAX_BYTES)?)
    }

    /// Reads `text`, which errors say to be that of `path`.
    ///
    /// # Errors
    /// [`DraftError::Mistake`].
    pub fn parse(path: &Path, text: &str) -> Result<Self, DraftError> {
        let written = mistake::parse::<Written>(path, text)?;
        Ok(written.with_places(&Lines::of(path, text)))
    }

    /// Adds the schemas of each action's input and output, and checks the manifest that this gives.
    ///
    /// # Errors
    /// [`DraftError::Unpaired`], [`DraftError::Rules`].
    pub fn complete(mut self, schemas: Vec<(String, Value, Value)>) -> Result<Manifest, DraftError> {
        self.check_pairs(&schemas)?;
        let mut by_action: BTreeMap<_, _> =
            schemas.into_iter().map(|(action, input, output)| (action, (input, output))).collect();
        let with_schemas = |draft: DraftAction| {
            let (input, output) = by_action.remove(&draft.id).unwrap_or_default();
            let DraftAction { id, title, summary, effect, streaming } = draft;
            Action { id, title, summary, effect, streaming, input, output }
        };
        let actions = std::mem::take(&mut self.actions).into_iter().map(with_schemas).collect();
        let places = std::mem::take(&mut self.places);
        let manifest = self.with_actions(actions);
        check_manifest(&manifest).map_err(|faults| {
            let with_place = |fault: ManifestFault| DraftFault { place: place_of(&fault.at, &places), fault };
            DraftError::Rules { faults: faults.into_iter().map(with_place).collect() }
        })?;
        Ok(manifest)
    }

    fn check_pairs(&self, schemas: &[(String, Value, Value)]) -> Result<(), DraftError> {
        let has_schemas = |id: &String| schemas.iter().any(|(action, ..)| action == id);
        let has_action = |id: &String| self.actions.iter().any(|action| action.id == *id);
        let ids = self.actions.iter().map(|action| &action.id);
        let lacking = ids.filter(|id| !has_schemas(id)).cloned().collect::<Vec<_>>();
        let surplus = schemas.iter().map(|(action, ..)| action).filter(|id| !has_action(id));
        let surplus = surplus.cloned().collect::<Vec<_>>();
        if lacking.is_empty() && surplus.is_empty() {
            return Ok(());
        }
        let at = lacking.first().map(|id| format!("actions.{id}")).unwrap_or_default();
        Err(DraftError::Unpaired { place: place_of(&at, &self.places), actions: lacking, schemas: surplus })
    }

    fn with_actions(self, actions: Vec<Action>) -> Manifest {
        Manifest {
            id: self.id,
            version: self.version,
            category: self.category,
            title: self.title,
            summary: self.summary,
            docs: self.docs,
            permissions: self.permissions,
            auth: self.auth,
            settings: self.settings,
            test: self.test,
            actions,
        }
    }
}

/// The line of the innermost table that holds `at`; `[integration]` holds what is in no other.
fn place_of(at: &str, places: &BTreeMap<String, Place>) -> Place {
    let outwards = std::iter::successors(Some(at), |at| at.rsplit_once('.').map(|(outer, _)| outer));
    let mut names = outwards.chain(["integration"]);
    let nowhere = Place { file: "integration.toml".into(), line: 1 };
    names.find_map(|name| places.get(name)).cloned().unwrap_or(nowhere)
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    integration: Spanned<Identity>,
    permissions: Option<Spanned<Permissions>>,
    auth: Option<Auth>,
    #[serde(default)]
    settings: Ordered<Setting>,
    test: Spanned<Test>,
    #[serde(default)]
    actions: Ordered<WrittenAction>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Identity {
    id: String,
    #[serde(deserialize_with = "version")]
    version: Version,
    category: String,
    docs: Option<String>,
    title: Text,
    summary: Text,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenAction {
    title: Text,
    summary: Text,
    effect: Effect,
    #[serde(default)]
    streaming: bool,
}

fn version<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Version, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse().map_err(|error| {
        de::Error::custom(format_args!(
            "{text:?} is no version ({error}): three numbers are accepted, such as \"1.4.0\""
        ))
    })
}

impl Written {
    fn with_places(self, lines: &Lines<'_>) -> Draft {
        let mut places = BTreeMap::new();
        let mut note = |name: String, span| drop(places.insert(name, lines.place(span)));
        note("integration".to_owned(), self.integration.span());
        note("test".to_owned(), self.test.span());
        self.permissions.iter().for_each(|table| note("permissions".to_owned(), table.span()));
        self.settings
            .0
            .iter()
            .for_each(|(name, _)| note(format!("settings.{}", name.get_ref()), name.span()));
        self.actions.0.iter().for_each(|(name, _)| note(format!("actions.{}", name.get_ref()), name.span()));
        let identity = self.integration.into_inner();
        Draft {
            id: identity.id,
            version: identity.version,
            category: identity.category,
            docs: identity.docs,
            title: identity.title,
            summary: identity.summary,
            permissions: self.permissions.map(Spanned::into_inner).unwrap_or_default(),
            auth: self.auth.unwrap_or_default(),
            settings: self
                .settings
                .0
                .into_iter()
                .map(|(name, setting)| (name.into_inner(), setting))
                .collect(),
            test: self.test.into_inner(),
            actions: self.actions.0.into_iter().map(|(id, action)| action.named(id.into_inner())).collect(),
            places,
        }
    }
}

impl WrittenAction {
    fn named(self, id: String) -> DraftAction {
        let Self { title, summary, effect, streaming } = self;
        DraftAction { id, title, summary, effect, streaming }
    }
}

/// A table of tables in the file's order, each name with its place.
struct Ordered<T>(Vec<(Spanned<String>, T)>);

impl<T> Default for Ordered<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Ordered<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(OrderedVisitor(PhantomData))
    }
}

struct OrderedVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for OrderedVisitor<T> {
    type Value = Ordered<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a table of tables")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Ordered<T>, A::Error> {
        let mut ordered = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            ordered.push(entry);
        }
        Ok(Ordered(ordered))
    }
}
