//! `catalog.toml`: what the operator of this installation offers, in which order, and from where.
//!
//! Read by [`crate::Catalog`] alone. One mistake refuses the whole file, with its line: an operator who wrote
//! something must get it or hear why not.

use std::path::{Path, PathBuf};

use semver::VersionReq;
use serde::{Deserialize, Deserializer, de};
use toml::Spanned;

use crate::mistake::{self, Lines};
use crate::rules::is_kebab_case;
use crate::{CatalogError, Key, Place, Tier, file};

/// Some 100 bytes for each entry.
const LISTING_MAX_BYTES: u64 = 4 * 1024 * 1024;

/// What `catalog.toml` says.
#[derive(Debug)]
pub(crate) struct Listing {
    /// The folder that holds it: every path in it starts there.
    pub(crate) base: PathBuf,
    /// The menu's groups, in order.
    pub(crate) categories: Vec<String>,
    /// Where libraries lie whose source folder holds none.
    pub(crate) libraries: Option<String>,
    /// What is offered.
    pub(crate) offers: Vec<Offer>,
}

/// One `[[integration]]`.
#[derive(Clone, Debug)]
pub(crate) struct Offer {
    pub(crate) id: String,
    pub(crate) requirement: VersionReq,
    /// Without a `/` at its end.
    pub(crate) source: String,
    pub(crate) tier: Tier,
    pub(crate) key: Option<Key>,
    /// Where it is written.
    pub(crate) place: Place,
}

impl Listing {
    pub(crate) fn read(path: &Path) -> Result<Self, CatalogError> {
        let text = file::read_text(path, LISTING_MAX_BYTES)?;
        let written = mistake::parse::<Written>(path, &text)?;
        let lines = Lines::of(path, &text);
        let offer = |written: Spanned<WrittenOffer>| {
            let place = lines.place(written.span());
            written.into_inner().at(place)
        };
        Ok(Self {
            base: path.parent().unwrap_or(Path::new("")).to_owned(),
            categories: written.categories,
            libraries: written.libraries,
            offers: written.integration.into_iter().map(offer).collect(),
        })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    categories: Vec<String>,
    #[serde(default, deserialize_with = "some_folder")]
    libraries: Option<String>,
    #[serde(default)]
    integration: Vec<Spanned<WrittenOffer>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenOffer {
    #[serde(deserialize_with = "id")]
    id: String,
    #[serde(deserialize_with = "requirement")]
    version: VersionReq,
    #[serde(deserialize_with = "folder")]
    source: String,
    #[serde(default)]
    tier: Tier,
    key: Option<Key>,
}

impl WrittenOffer {
    fn at(self, place: Place) -> Offer {
        let Self { id, version, source, tier, key } = self;
        Offer { id, requirement: version, source, tier, key, place }
    }
}

/// Ids become parts of file names, so that this check stands before everything else.
fn id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let id = String::deserialize(deserializer)?;
    if is_kebab_case(&id) {
        return Ok(id);
    }
    Err(de::Error::custom(format_args!(
        "{id:?} is no id of an integration: lower case letters, digits and single `-` between them are accepted, at \
         most 64, such as \"google-sheets\""
    )))
}

fn requirement<'de, D: Deserializer<'de>>(deserializer: D) -> Result<VersionReq, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse().map_err(|error| {
        de::Error::custom(format_args!(
            "{text:?} is no version requirement ({error}): accepted are \"^1.2\", \"=1.4.0\", \">=1, <3\", \"*\" \
             and the like"
        ))
    })
}

fn folder<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text.is_empty() || text.contains('\0') {
        return Err(de::Error::custom(format_args!(
            "{text:?} is no folder: a path from the folder of catalog.toml is accepted, such as \"plugins/hello\""
        )));
    }
    let trimmed = text.trim_end_matches('/');
    Ok(if trimmed.is_empty() { "/" } else { trimmed }.to_owned())
}

fn some_folder<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    folder(deserializer).map(Some)
}
