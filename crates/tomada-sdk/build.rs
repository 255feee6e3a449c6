//! Notes how the plugin is being built, for the manifest section: the host must know it before it loads the library.
//!
//! The facts become one environment variable, `TOMADA_BUILD`, the members of a JSON object.

use std::env::{self, VarError};
use std::error::Error;
use std::process::Command;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let facts = [
        ("triple", env::var("TARGET")?),
        ("features", target_features()?),
        ("compiler", compiler()?),
        ("sdk", format!("tomada-sdk {}", env::var("CARGO_PKG_VERSION")?)),
    ];
    let members = facts.iter().map(|(name, value)| member(name, value)).collect::<Result<Vec<_>, _>>()?;
    println!(
        r#"cargo::rustc-env=TOMADA_BUILD={},"major":{},"minor":{},"needs_minor":0,"requires":[]"#,
        members.join(","),
        tomada_abi::MAJOR,
        tomada_abi::MINOR,
    );
    Ok(())
}

/// The features that the code takes for granted; some targets have none, and then there is no variable.
fn target_features() -> Result<String, VarError> {
    match env::var("CARGO_CFG_TARGET_FEATURE") {
        Err(VarError::NotPresent) => Ok(String::new()),
        features => features,
    }
}

fn compiler() -> Result<String, Box<dyn Error>> {
    let output = Command::new(env::var("RUSTC")?).arg("--version").output()?;
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}

fn member(name: &str, value: &str) -> Result<String, String> {
    if value.contains(['"', '\\']) || value.chars().any(char::is_control) {
        return Err(format!("{name} holds a character that needs escaping in JSON: {value:?}"));
    }
    Ok(format!(r#""{name}":"{value}""#))
}
