//! Builds plugins that are written in C, as a third party would: with the header, the system's compiler, and a manifest
//! section made by hand. Everything built is kept under the target folder by the hash of what it was built from, so
//! the suite compiles each variant once.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

/// The tests package; sources are named from here.
const HERE: &str = env!("CARGO_MANIFEST_DIR");
const INCLUDE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/tomada-abi/include");
const BUILT: &str = env!("CARGO_TARGET_TMPDIR");

/// A plugin in C that is not built yet.
#[derive(Clone)]
pub(crate) struct CPlugin {
    source: &'static str,
    options: Vec<String>,
    section: Vec<u8>,
}

impl CPlugin {
    /// The plugin that is the example for C authors.
    pub(crate) fn echo() -> Self {
        let manifest = read("c/manifest.json");
        let manifest: Value = serde_json::from_slice(&manifest).expect("tests/c/manifest.json is JSON");
        let mut embedded = embedded(&manifest);
        embedded["build"]["requires"] = json!(["tomada.http/1"]);
        Self { source: "c/echo_plugin.c", options: Vec::new(), section: section(&embedded) }
    }

    /// A hostile plugin, such as `bytes`, with a manifest of the actions that its table names.
    pub(crate) fn hostile(source: &'static str) -> Self {
        let embedded = embedded(&hostile_manifest(source));
        Self { source, options: vec!["-D_POSIX_C_SOURCE=200809L".into()], section: section(&embedded) }
    }

    /// A library that is no plugin.
    pub(crate) fn bare(source: &'static str) -> Self {
        Self { source, options: vec!["-nostdlib".into()], section: Vec::new() }
    }

    /// Adds options of the compiler.
    pub(crate) fn options<'a>(mut self, options: impl IntoIterator<Item = &'a str>) -> Self {
        self.options.extend(options.into_iter().map(str::to_owned));
        self
    }

    /// Changes what the section says; its header stays right.
    pub(crate) fn embedding(mut self, change: impl FnOnce(&mut Value)) -> Self {
        let mut embedded = serde_json::from_slice(&self.section[32..]).expect("made from JSON");
        change(&mut embedded);
        self.section = section(&embedded);
        self
    }

    /// Changes the bytes of the section.
    pub(crate) fn section(mut self, change: impl FnOnce(Vec<u8>) -> Vec<u8>) -> Self {
        self.section = change(self.section);
        self
    }

    /// The bytes of the built library.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        std::fs::read(self.build()).expect("what was built can be read")
    }

    /// Builds the library, unless it is there already.
    pub(crate) fn build(&self) -> PathBuf {
        let folder = Path::new(BUILT).join(format!("c-{:016x}", self.hash()));
        let library = folder.join("plugin.so");
        if !library.exists() {
            std::fs::create_dir_all(&folder).expect("the target folder can be written");
            // Under a name of its own until it is whole: another test may want the same.
            let unfinished = folder.join(format!("{:?}.so", std::thread::current().id()));
            std::fs::write(folder.join("manifest.inc"), numbers(&self.section))
                .expect("and so can its files");
            self.compile(&folder, &unfinished);
            std::fs::rename(&unfinished, &library).expect("it was built a moment ago");
        }
        library
    }

    fn compile(&self, folder: &Path, library: &Path) {
        let fixed =
            ["-std=c11", "-Wall", "-Wextra", "-shared", "-fPIC", "-O1", "-fvisibility=hidden", "-pthread"];
        let output = Command::new("cc")
            .args(fixed)
            .args(["-DMANIFEST_INC=\"manifest.inc\"", "-I", INCLUDE, "-I"])
            .arg(folder)
            .arg(format!("{HERE}/{}", self.source))
            .args(&self.options)
            .arg("-o")
            .arg(library)
            .output()
            .expect("a C compiler, cc, is needed to build the hostile plugins");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && said.is_empty(), "{} {:?}:\n{said}", self.source, self.options);
    }

    fn hash(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        let header = std::fs::read(format!("{INCLUDE}/tomada.h")).expect("the header is committed");
        (read(self.source), read("hostile/hostile.h"), header).hash(&mut hasher);
        (self.source, &self.options, &self.section).hash(&mut hasher);
        hasher.finish()
    }
}

/// The bytes of a manifest section: header, then JSON. Written here once more, apart from `tomada-abi`, because a
/// format that only one writer has tried is no format.
fn section(embedded: &Value) -> Vec<u8> {
    framed(embedded.to_string().as_bytes())
}

/// The same of any bytes.
pub(crate) fn framed(json: &[u8]) -> Vec<u8> {
    let length = u32::try_from(json.len()).expect("manifests are small");
    let mut section = b"tomada.manifest\0".to_vec();
    for word in [1, length, crc32fast::hash(json), 0] {
        section.extend_from_slice(&word.to_le_bytes());
    }
    section.extend_from_slice(json);
    section
}

fn embedded(manifest: &Value) -> Value {
    let triple = format!("{}-unknown-linux-gnu", std::env::consts::ARCH);
    let build = json!({ "triple": triple, "panic": "none", "compiler": "cc", "major": 1, "minor": 0 });
    json!({ "build": build, "manifest": manifest })
}

fn hostile_manifest(source: &str) -> Value {
    let name = Path::new(source).file_stem().expect("a source has a name").to_string_lossy();
    let text = |words: &str| json!({ "en": words, "pt-BR": words, "es": words });
    let action = |(id, streaming): (String, bool)| {
        json!({
            "id": id, "title": text(&id), "summary": text(&id), "effect": "read", "streaming": streaming,
            "input": { "type": "object" }, "output": { "type": "object" },
        })
    };
    let actions: Vec<_> = actions(source).into_iter().map(action).collect();
    json!({
        "id": format!("hostile-{name}"), "version": "1.0.0", "category": "tests", "title": text("Hostile"),
        "summary": text("Breaks rules."), "test": { "action": "report" }, "actions": actions,
    })
}

/// The actions of a hostile source: the rows of its table, and what every such plugin has. `ACTION` rows and `CALL` rows
/// answer once, `STREAM` rows stream; what is named `only_as_operation` is called as a stream all the same.
fn actions(source: &str) -> Vec<(String, bool)> {
    let text = String::from_utf8(read(source)).expect("C sources are UTF-8");
    let row = |line: &str| {
        let (kind, name) = line.trim().strip_suffix("),")?.split_once('(')?;
        let is_row = ["ACTION", "CALL", "STREAM"].contains(&kind);
        is_row.then(|| (name.to_owned(), kind == "STREAM" || name == "only_as_operation"))
    };
    let common = ["report", "echo"].map(|name| (name.to_owned(), false));
    common.into_iter().chain(text.lines().filter_map(row)).collect()
}

fn numbers(bytes: &[u8]) -> String {
    bytes.iter().flat_map(|byte| [byte.to_string(), ",".to_owned()]).collect()
}

fn read(source: &str) -> Vec<u8> {
    std::fs::read(format!("{HERE}/{source}")).unwrap_or_else(|error| panic!("{source}: {error}"))
}
