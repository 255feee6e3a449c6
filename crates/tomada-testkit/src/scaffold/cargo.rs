//! The `Cargo.toml` of a plugin on its own: what the template takes from the workspace is written out.

use super::ScaffoldError;
use super::home::Sdk;

/// The workspace's own manifest, for versions.
const WORKSPACE: &str = include_str!("../../../../Cargo.toml");

/// Keys of a package that a plugin on its own keeps.
const KEPT: &[&str] = &["version", "edition", "rust-version"];

/// What follows: it is no member of a workspace above, and its release is as small as the workspace's own.
const AFTER: &str = "
[profile.release]
lto = \"thin\"
strip = \"symbols\"

# No member of a workspace in a folder above.
[workspace]
";

/// `template` with everything that it takes from the workspace written out.
pub(super) fn alone(template: &str, sdk: &Sdk) -> Result<String, ScaffoldError> {
    let workspace = Workspace::read()?;
    let mut table = "";
    let mut lines = Vec::new();
    for line in template.lines() {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            table = name;
        }
        match (table, line.strip_suffix(".workspace = true")) {
            ("lints", _) => {}
            (_, None) => lines.push(line.to_owned()),
            ("package", Some(key)) if !KEPT.contains(&key) => {}
            ("package", Some(key)) => lines.push(format!("{key} = {}", workspace.value("package", key)?)),
            (_, Some(krate)) => lines.push(format!("{krate} = {}", workspace.dependency(krate, sdk)?)),
        }
    }
    Ok(lines.join("\n") + "\n" + AFTER)
}

struct Workspace(toml::Table);

impl Workspace {
    fn read() -> Result<Self, ScaffoldError> {
        let manifest = WORKSPACE.parse::<toml::Table>();
        manifest.map(Self).map_err(|error| ScaffoldError::Template { reason: error.to_string() })
    }

    fn value(&self, table: &str, key: &str) -> Result<&toml::Value, ScaffoldError> {
        let found = self.0.get("workspace").and_then(|workspace| workspace.get(table)?.get(key));
        found.ok_or_else(|| ScaffoldError::Template { reason: format!("the workspace has no {table}.{key}") })
    }

    /// A dependency as the workspace has it; our own crates from where the SDK is.
    fn dependency(&self, krate: &str, sdk: &Sdk) -> Result<toml::Value, ScaffoldError> {
        let known = self.value("dependencies", krate)?;
        let is_ours = krate.starts_with("tomada-");
        Ok(match sdk {
            Sdk::Folder(folder) if is_ours => {
                let path = folder.join(krate).display().to_string();
                toml::Table::from_iter([("path".to_owned(), path.into())]).into()
            }
            Sdk::Version if is_ours => known.get("version").unwrap_or(known).clone(),
            Sdk::Folder(_) | Sdk::Version => known.clone(),
        })
    }
}
