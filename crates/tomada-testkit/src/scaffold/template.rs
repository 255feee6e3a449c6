//! The files of `hello`, and what is changed in them for another plugin.

use semver::Version;
use tomada_core::Manifest;

use super::home::Home;
use super::names::Names;
use super::{ScaffoldError, cargo};

macro_rules! files {
    ($($name:literal,)+) => {
        &[$(($name, include_str!(concat!("../../../../plugins/hello/", $name))),)+]
    };
}

/// Every file of the template. A test proves that none is missing.
pub(crate) const FILES: &[(&str, &str)] = files! {
    "Cargo.toml",
    "README.md",
    "integration.toml",
    "manifest.json",
    "src/lib.rs",
    "src/actions/mod.rs",
    "src/actions/greet.rs",
    "src/actions/fetch.rs",
    "src/actions/count.rs",
    "tests/it/main.rs",
    "tests/cases/greet.toml",
    "tests/cases/greet_blank.toml",
    "tests/cases/fetch_json.toml",
    "tests/cases/fetch_text.toml",
    "tests/cases/fetch_missing.toml",
    "tests/cases/count.toml",
};

/// The version of a plugin that is new.
pub(super) const FIRST_VERSION: Version = Version::new(0, 1, 0);

/// What the template says of itself and a copy does not: file, text, replacement. A test proves that each text is
/// there.
pub(crate) const REPLACED: &[(&str, &str, &str)] = &[
    ("Cargo.toml", "name = \"hello\"", "name = \"{id}\""),
    (
        "Cargo.toml",
        "The template: a pure action, an HTTP action and a streaming one",
        "An integration: {title}",
    ),
    ("README.md", "# hello\n", "# {id}\n"),
    (
        "README.md",
        "The smallest useful integration, and the template that `tomada new` copies. The menu",
        "The menu",
    ),
    ("integration.toml", "id = \"hello\"", "id = \"{id}\""),
    ("integration.toml", "en = \"Hello\"", "en = \"{title}\""),
    ("integration.toml", "pt-BR = \"Olá\"", "pt-BR = \"{title}\""),
    ("integration.toml", "es = \"Hola\"", "es = \"{title}\""),
    ("src/lib.rs", "This plugin is the template that `tomada new` copies. Each action", "Each action"),
    ("tests/it/main.rs", "hello::", "{crate}::"),
    ("tests/it/main.rs", "plugin!(hello)", "plugin!({crate})"),
];

/// The template's manifest.
pub(super) fn manifest() -> Result<Manifest, ScaffoldError> {
    let text = FILES.iter().find(|(name, _)| *name == "manifest.json").map_or("", |(_, text)| text);
    serde_json::from_str(text).map_err(|error| ScaffoldError::Template { reason: error.to_string() })
}

/// The files of a plugin with these names.
pub(super) fn files(names: &Names, home: &Home) -> Result<Vec<(&'static str, String)>, ScaffoldError> {
    let mut files = Vec::new();
    for (name, text) in FILES {
        let text = match *name {
            "manifest.json" => manifest_json(names)?,
            "integration.toml" => with_first_version(&renamed(name, text, names))?,
            name => renamed(name, text, names),
        };
        let text = match home {
            Home::Alone(sdk) if *name == "Cargo.toml" => cargo::alone(&text, sdk)?,
            Home::Alone(_) | Home::Workspace => text,
        };
        files.push((*name, text));
    }
    Ok(files)
}

fn manifest_json(names: &Names) -> Result<String, ScaffoldError> {
    let text = serde_json::to_string_pretty(&names.manifest()?);
    Ok(text.map_err(|error| ScaffoldError::Template { reason: error.to_string() })? + "\n")
}

fn renamed(name: &str, text: &str, names: &Names) -> String {
    let mut text = text.to_owned();
    for (_, from, to) in REPLACED.iter().filter(|(file, ..)| *file == name) {
        let to =
            to.replace("{id}", &names.id).replace("{crate}", &names.krate).replace("{title}", &names.title);
        text = text.replace(from, &to);
    }
    text
}

/// `integration.toml` with the version of a plugin that is new, whatever the template's own is by now.
fn with_first_version(text: &str) -> Result<String, ScaffoldError> {
    let own = format!("version = \"{}\"", manifest()?.version);
    Ok(text.replacen(&own, &format!("version = \"{FIRST_VERSION}\""), 1))
}
