//! `tomada show ID`: what an integration says of itself, as a page for people or as its manifest. No code of it is run.

mod page;
mod schema;

use semver::VersionReq;
use tomada_core::{Failure, Kind};

use crate::arguments::Show;
use crate::say;
use crate::session::{Session, Trouble};

pub(crate) fn run(session: &Session, arguments: &Show) -> Result<(), Trouble> {
    let (id, requirement) = reference(&arguments.integration).map_err(Trouble::Usage)?;
    let catalog = session.catalog()?;
    let artefact = catalog.find(id, &requirement)?;
    if session.json {
        let manifest = serde_json::to_value(&artefact.manifest).unwrap_or_default();
        return Ok(say::json(&manifest)?);
    }
    Ok(say::text(&page::page(session, &artefact.manifest))?)
}

/// `ID` or `ID@REQUIREMENT`.
///
/// # Errors
/// When what follows the `@` is no version requirement.
pub(crate) fn reference(text: &str) -> Result<(&str, VersionReq), Failure> {
    let Some((id, requirement)) = text.split_once('@') else { return Ok((text, VersionReq::STAR)) };
    let requirement = requirement.parse().map_err(|error| {
        Failure::coded(Kind::InvalidInput, "cli-not-a-requirement")
            .with_argument("found", requirement)
            .with_argument("reason", error)
    })?;
    Ok((id, requirement))
}
