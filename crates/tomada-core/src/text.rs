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
        let found = Self::ALL.into_iter().find(|locale| locale.tag()[..2].eq_ignore_ascii_case(language));
        found.ok_or_else(|| UnknownLocale(tag.to_owned()))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_posix_names_are_read() {
        for (tag, expected) in [
            ("en", Some(Locale::En)),
            ("EN_us.UTF-8", Some(Locale::En)),
            ("pt-BR", Some(Locale::PtBr)),
            ("pt_PT@euro", Some(Locale::PtBr)),
            ("es-419", Some(Locale::Es)),
            ("e", None),
            ("english", None),
            ("", None),
            ("C.UTF-8", None),
        ] {
            assert_eq!(tag.parse().ok(), expected, "{tag:?}");
        }
    }
}
