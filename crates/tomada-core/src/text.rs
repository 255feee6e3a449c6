//! Text that people see, in the three languages that Tomada speaks.
//!
//! A manifest carries its own texts as [`Text`]; the host's and the interfaces' own messages live in the
//! message catalogue of `tomada-text`.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A language that Tomada speaks, named as in BCP 47.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Locale {
    /// English, the language in which everything exists first.
    #[default]
    #[serde(rename = "en")]
    En,
    /// Brazilian Portuguese.
    #[serde(rename = "pt-BR")]
    PtBr,
    /// Spanish.
    #[serde(rename = "es")]
    Es,
}

impl Locale {
    /// Every language, English first.
    pub const ALL: [Self; 3] = [Self::En, Self::PtBr, Self::Es];

    /// The BCP 47 tag: `en`, `pt-BR` or `es`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::PtBr => "pt-BR",
            Self::Es => "es",
        }
    }
}

/// The tag was none of `en`, `pt-BR`, `es`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownLocale(pub String);

impl std::fmt::Display for UnknownLocale {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "unknown language {:?}: use en, pt-BR or es", self.0)
    }
}

impl std::error::Error for UnknownLocale {}

impl FromStr for Locale {
    type Err = UnknownLocale;

    /// Reads a BCP 47 tag or a POSIX locale name; only the language counts (`pt_PT.UTF-8` is Portuguese).
    fn from_str(tag: &str) -> Result<Self, UnknownLocale> {
        let language = tag.split(['-', '_', '.', '@']).next().unwrap_or(tag);
        match language.to_ascii_lowercase().as_str() {
            "en" => Ok(Self::En),
            "pt" => Ok(Self::PtBr),
            "es" => Ok(Self::Es),
            _ => Err(UnknownLocale(tag.to_owned())),
        }
    }
}

/// One text in the three languages. English and Portuguese and Spanish are all required: a menu with holes
/// is no menu.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// English.
    pub en: String,
    /// Brazilian Portuguese.
    #[serde(rename = "pt-BR")]
    pub pt_br: String,
    /// Spanish.
    pub es: String,
}

impl Text {
    /// The text in `locale`.
    pub fn get(&self, locale: Locale) -> &str {
        match locale {
            Locale::En => &self.en,
            Locale::PtBr => &self.pt_br,
            Locale::Es => &self.es,
        }
    }
}
