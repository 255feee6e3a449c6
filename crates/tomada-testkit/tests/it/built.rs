//! Plugins that are built for these tests, each once.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use tomada_testkit::scaffold::scaffold;
use tomada_testkit::{Package, Stage};

/// The workspace.
pub(crate) fn root() -> PathBuf {
    fs::canonicalize(Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")).unwrap()
}

/// A folder of these tests that outlives them, so that what cargo built there is still there the next time.
pub(crate) fn kept(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("testkit").join(name)
}

/// A cargo command in `folder`. It shares the target folder, and so everything that is already built.
pub(crate) fn cargo(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
    command.args(arguments).arg("--offline").current_dir(folder);
    command.env("CARGO_TARGET_DIR", root().join("target"));
    // As the workspace's own profile says; a plugin elsewhere would build everything anew.
    command.env("CARGO_PROFILE_DEV_DEBUG", "line-tables-only");
    command.env_remove("TOMADA_UPDATE");
    command
}

#[track_caller]
pub(crate) fn succeeds(command: &mut Command) {
    let output = command.output().unwrap();
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{command:?} failed:\n{out}\n{err}");
}

/// The package of `hello`.
pub(crate) fn hello() -> &'static Package {
    static HELLO: OnceLock<Package> = OnceLock::new();
    HELLO.get_or_init(|| {
        succeeds(&mut cargo(&root(), &["build", "-p", "hello"]));
        let library = root().join("target/debug").join(format!(
            "{}hello{}",
            std::env::consts::DLL_PREFIX,
            std::env::consts::DLL_SUFFIX
        ));
        Package { library, folder: Some(root().join("plugins/hello")) }
    })
}

/// `hello`, opened.
pub(crate) fn stage() -> Stage {
    Stage::open(&hello().library).unwrap()
}

/// A plugin made by the scaffold outside of the workspace, with everything in it replaced by rude ways, and built.
pub(crate) fn rude() -> &'static Path {
    static RUDE: OnceLock<PathBuf> = OnceLock::new();
    RUDE.get_or_init(|| {
        let folder = kept("rude");
        let _ = fs::remove_dir_all(&folder);
        scaffold(&root(), "rude", Some(&folder), None).unwrap();
        make_rude(&folder);
        fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
        // The manifest follows from the types; the library carries it from the next build on.
        succeeds(cargo(&folder, &["test", "manifest_is_current"]).env("TOMADA_UPDATE", "1"));
        succeeds(&mut cargo(&folder, &["build"]));
        folder
    })
}

fn make_rude(folder: &Path) {
    let rude = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rude");
    for action in ["greet.rs", "fetch.rs", "count.rs"] {
        fs::copy(rude.join(action), folder.join("src/actions").join(action)).unwrap();
    }
    fs::write(folder.join("tests/it/main.rs"), "//! Rude.\ntomada_testkit::plugin!(rude);\n").unwrap();
    replace(&folder.join("integration.toml"), "kind = \"none\"", "kind = \"bearer\"\noptional = true");
    let cases = folder.join("tests/cases");
    fs::remove_dir_all(&cases).unwrap();
    fs::create_dir(&cases).unwrap();
    let case = |name: &str, text: &str| fs::write(cases.join(name), text).unwrap();
    case(
        "greet.toml",
        "action = \"greet\"\ninput = { name = \"Ana\" }\n[expect]\noutput = { greeting = \"Ana 0\" }\n",
    );
    case(
        "count.toml",
        "action = \"count\"\ninput = { to = 2 }\n[expect]\noutput = { total = 2 }\nparts = [0, 1]\n",
    );
    case(
        "fetch.toml",
        "action = \"fetch\"\ninput = { path = \"a\" }\n[[exchange]]\nrequest = { url = \"https://example.com/a\" }\n\
         answer = { json = [1] }\n[expect]\noutput = { json = [1] }\n",
    );
}

/// Replaces `from`, which must be there, in the file `path`.
#[track_caller]
pub(crate) fn replace(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(from), "{from:?} is not in {}", path.display());
    fs::write(path, text.replace(from, to)).unwrap();
}

/// Runs a future of a test.
pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

/// Every file of this folder is declared in `main.rs`.
#[test]
fn every_file_is_declared() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it");
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let mut files = files.filter(|name| name != "main.rs").collect::<Vec<_>>();
    files.sort();
    let declared =
        include_str!("main.rs").lines().filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';'));
    assert_eq!(files, declared.map(|name| format!("{name}.rs")).collect::<Vec<_>>());
}
