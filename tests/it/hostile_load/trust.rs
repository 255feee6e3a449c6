//! What runs while a library is being mapped cannot be contained in process, cases 11, 14 and 18: so a library that nobody
//! vouches for is not mapped at all, and one that does not come back is named.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use tomada_catalog::{Artefact, Tier};
use tomada_loader::{LoadError, Loader, inspect, stuck};

use super::load;
use crate::c_plugin::CPlugin;

/// A fresh place for one test's file, which is not there yet.
fn flag(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
    let _ = fs::remove_file(&path);
    path
}

fn with_path(define: &str, path: &Path) -> CPlugin {
    load(&[&format!("-D{define}=\"{}\"", path.display())])
}

#[test]
fn a_library_that_nobody_vouches_for_never_runs() {
    let (touched, library) = (flag("touched"), flag("library.so"));
    let bytes = with_path("CONSTRUCTOR_TOUCHES", &touched).bytes();
    fs::write(&library, &bytes).expect("a file of the test's own");
    let manifest = flag("manifest.json");
    let facts = inspect(&bytes).expect("nothing is wrong with the file");
    fs::write(&manifest, serde_json::to_vec(&facts.manifest).expect("JSON"))
        .expect("a file of the test's own");
    let open = |tier| {
        let artefact = Artefact::of_files(&manifest, &library, tier).expect("both files are there");
        Loader::new().open_artefact(&artefact)
    };
    assert!(matches!(open(Tier::Sandboxed), Err(LoadError::Sandboxed)));
    assert!(!touched.exists(), "code of a sandboxed library has run");
    open(Tier::Trusted).expect("a trusted one is opened");
    assert!(touched.exists(), "the constructor would have been seen");
}

#[test]
fn case_14_a_constructor_that_does_not_come_back_is_named() {
    let released = flag("released");
    let bytes = with_path("CONSTRUCTOR_AWAITS", &released).bytes();
    let opening = thread::spawn(move || Loader::new().open_bytes(&bytes).map(|_| ()));
    // Bounded, so that a loader that names nobody fails here and does not hang.
    let named = (0..3_000).any(|_| {
        thread::park_timeout(Duration::from_millis(10));
        stuck().iter().any(|name| name.starts_with("hostile"))
    });
    fs::write(&released, "").expect("a file of the test's own");
    opening.join().expect("it does not panic").expect("it opens at last");
    assert!(named, "the library was not named as stuck");
}
