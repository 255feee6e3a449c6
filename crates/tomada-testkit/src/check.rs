//! The check: every law over one plugin, as `tomada check` and a plugin's own tests run it.

use std::path::Path;

use crate::evidence::{Evidence, NotGathered};
use crate::laws;
use crate::package::Package;
use crate::report::Report;

/// Judges the plugin at `path`, a library or a plugin's folder, by every law. Its source is not needed; its code runs
/// in this process, so check only what you would run. It must be called within a tokio runtime that can do I/O and
/// time.
///
/// # Errors
/// When `path` holds no plugin, or the stage cannot be set.
pub async fn check(path: &Path) -> Result<Report, NotGathered> {
    check_package(path, &Package::find(path)?).await
}

/// The same for a package that was found already.
pub(crate) async fn check_package(path: &Path, package: &Package) -> Result<Report, NotGathered> {
    let evidence = Evidence::gather(package).await?;
    let named = |manifest: &tomada_core::Manifest| format!("{} {}", manifest.id, manifest.version);
    Ok(Report {
        path: path.to_owned(),
        library: package.library.clone(),
        integration: evidence.manifest.as_ref().map(named),
        findings: laws::judge(&evidence),
    })
}
