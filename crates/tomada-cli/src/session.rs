//! What every command knows: the language, who reads, the catalog, and the way to say something.

use std::path::{Path, PathBuf};

use tomada_catalog::Catalog;
use tomada_core::{Failure, Kind, Locale};

use crate::arguments::Arguments;
use crate::early::Early;
use crate::terminal::{Palette, Stream};

/// The name of the file that lists what there is.
const CATALOG: &str = "catalog.toml";

/// One invocation.
pub(crate) struct Session {
    pub(crate) locale: Locale,
    pub(crate) json: bool,
    /// The styles of what goes to stdout.
    pub(crate) palette: Palette,
    /// The styles of what goes to stderr.
    pub(crate) aside: Palette,
    catalog: Option<PathBuf>,
}

/// Why a command did not do what it was asked.
#[derive(Debug)]
pub(crate) enum Trouble {
    /// An argument is wrong; exit code 2.
    Usage(Failure),
    /// It failed; the exit code is that of the kind.
    Failed(Failure),
    /// It failed and has said so already.
    Told(Kind),
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl Session {
    pub(crate) fn new(arguments: &Arguments, early: Early) -> Self {
        Self {
            locale: early.locale,
            json: arguments.json,
            palette: Palette::new(Stream::Out.in_color(early.color)),
            aside: Palette::new(Stream::Error.in_color(early.color)),
            catalog: arguments.catalog.clone(),
        }
    }

    /// The text of `id`.
    pub(crate) fn text(&self, id: &str) -> String {
        self.text_with(id, &[])
    }

    /// The text of `id` with its arguments.
    pub(crate) fn text_with(&self, id: &str, arguments: &[(&str, &str)]) -> String {
        tomada_text::text(self.locale, id, arguments.iter().copied()).unwrap_or_else(|| id.to_owned())
    }

    /// Where the catalog is: as told, or in the nearest folder upward that has one.
    ///
    /// # Errors
    /// `NotFound` when there is none.
    pub(crate) fn catalog_path(&self) -> Result<PathBuf, Failure> {
        if let Some(path) = &self.catalog {
            return Ok(if path.is_dir() { path.join(CATALOG) } else { path.clone() });
        }
        // Not joined to the folder, so that messages name short paths.
        let own = PathBuf::from(CATALOG);
        if own.exists() {
            return Ok(own);
        }
        let here = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
        let found = here.ancestors().map(|folder| folder.join(CATALOG)).find(|path| path.exists());
        found.ok_or_else(|| no_catalog(&here))
    }

    /// The catalog.
    ///
    /// # Errors
    /// When there is none, or it cannot be read as a whole.
    pub(crate) fn catalog(&self) -> Result<Catalog, Failure> {
        Ok(Catalog::open(&self.catalog_path()?)?)
    }
}

fn no_catalog(here: &Path) -> Failure {
    Failure::coded(Kind::NotFound, "cli-no-catalog").with_argument("folder", here.display())
}
