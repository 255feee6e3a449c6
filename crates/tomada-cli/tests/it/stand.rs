//! A folder with a catalog of one's own, and the binary started in it.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

/// The word by which metrics are read.
pub(crate) const MONITORING: &str = "a-word-for-monitoring";

/// A folder that is gone when the test ends.
pub(crate) struct Shop(TempDir);

/// What the binary said.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) error: String,
}

impl Shop {
    /// A folder with nothing in it.
    pub(crate) fn empty() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A catalog of `entries`, ids whose folder is `plugins/ID`; each has the sample manifest and a file that is no
    /// library in the library's place.
    pub(crate) fn with(entries: &[&str]) -> Self {
        let shop = Self::empty();
        let listed = entries.iter().map(|id| {
            shop.write(&format!("plugins/{id}/manifest.json"), &manifest(id).to_string());
            shop.write(&format!("plugins/{id}/lib{}.so", id.replace('-', "_")), "no library");
            format!("[[integration]]\nid = \"{id}\"\nversion = \"^1.0\"\nsource = \"plugins/{id}\"\ntier = \"builtin\"\n\n")
        });
        shop.write("catalog.toml", &listed.collect::<String>());
        shop
    }

    /// The same, pinned.
    pub(crate) fn locked(entries: &[&str]) -> Self {
        let shop = Self::with(entries);
        assert_eq!(shop.run(&["lock"]).code, 0);
        shop
    }

    /// A catalog with the real webhook plugin, whose runs may call the services at `urls`; `more` is of its
    /// configuration.
    pub(crate) fn with_webhook(urls: &[&str], more: &str) -> Self {
        let shop = Self::with(&["webhook"]);
        let name = format!("{}webhook{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
        // Cargo builds the libraries of what this package depends on beside its own program.
        let library = std::env::current_exe().unwrap().with_file_name(&name);
        let copy = shop.path().join("plugins/webhook").join(&name);
        fs::copy(library, &copy).unwrap();
        // Without what debuggers need it is hashed in half the time; where there is no `strip`, it takes its time.
        let _ = Command::new("strip").arg("-g").arg(&copy).status();
        shop.write(
            "plugins/webhook/manifest.json",
            include_str!("../../../../plugins/webhook/manifest.json"),
        );
        let opened = urls.iter().map(|url| format!("127.0.0.1/32:{}", url.rsplit(':').next().unwrap()));
        let opened = opened.collect::<Vec<_>>();
        let doors = format!("[egress]\nallow = {opened:?}\n\n[metrics]\ntoken = {MONITORING:?}\n");
        shop.write("tomada.toml", &format!("{more}\n{doors}"));
        let locked = shop.run(&["lock"]);
        assert_eq!(locked.code, 0, "{}", locked.error);
        shop
    }

    /// A token of the project `main` with which runs can be asked for.
    pub(crate) fn token(&self) -> String {
        let made = self.run(&["tokens", "--create", "test", "--role", "editor", "--json"]).json();
        made["secret"].as_str().unwrap().to_owned()
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Runs the binary in this folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Said {
        self.run_with(arguments, &[], "")
    }

    /// Runs it with environment variables and standard input.
    pub(crate) fn run_with(&self, arguments: &[&str], environment: &[(&str, &str)], input: &str) -> Said {
        let mut child = self.spawn(arguments, environment);
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        Said {
            code: output.status.code().unwrap(),
            out: self.neutral(output.stdout),
            error: self.neutral(output.stderr),
        }
    }

    /// Starts the binary in this folder.
    pub(crate) fn spawn(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Child {
        Command::new(env!("CARGO_BIN_EXE_tomada"))
            .args(arguments)
            .current_dir(self.path())
            .env_clear()
            .envs(environment.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }

    /// The text with this folder's path replaced: it is another for each test.
    fn neutral(&self, bytes: Vec<u8>) -> String {
        let text = String::from_utf8(bytes).unwrap();
        text.replace(&*fs::canonicalize(self.path()).unwrap().to_string_lossy(), "SHOP")
            .replace(&*self.path().to_string_lossy(), "SHOP")
    }
}

impl Said {
    /// The one JSON value on stdout.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

/// The manifest of a sample integration that has one of everything.
pub(crate) fn manifest(id: &str) -> Value {
    let text = |en: &str, pt_br: &str, es: &str| json!({"en": en, "pt-BR": pt_br, "es": es});
    json!({
        "id": id, "version": "1.2.0", "category": "examples", "docs": "https://docs.example.com",
        "title": text("Sample", "Amostra", "Muestra"),
        "summary": text("Looks up and changes orders.", "Consulta e altera pedidos.", "Consulta y cambia pedidos."),
        "permissions": {"hosts": ["https://api.example.com", "{{ settings.base_url }}", "*"]},
        "auth": {"kind": "api_key", "placement": "header", "name": "X-Api-Key"},
        "settings": {
            "base_url": {
                "title": text("Address", "Endereço", "Dirección"),
                "help": text("Where the service is.", "Onde está o serviço.", "Dónde está el servicio."),
                "schema": {"type": "string", "default": "https://api.example.com"}
            },
            "tries": {
                "title": text("Tries", "Tentativas", "Intentos"),
                "help": text("How often to try.", "Quantas vezes tentar.", "Cuántas veces intentar."),
                "schema": {"type": "integer"}, "required": true
            }
        },
        "test": {"action": "look"},
        "actions": [
            {
                "id": "look", "effect": "read", "streaming": true,
                "title": text("Look up", "Consultar", "Consultar"),
                "summary": text("Looks up an order.", "Consulta um pedido.", "Consulta un pedido."),
                "input": {"type": "object", "required": ["number"], "properties": {
                    "number": {"type": "integer", "description": "The order's number."},
                    "fields": {"type": "array", "items": {"enum": ["price", "state"]}}
                }},
                "output": {"type": "object", "properties": {"state": {"type": ["string", "null"]}}}
            },
            {
                "id": "cancel", "effect": "destructive",
                "title": text("Cancel", "Cancelar", "Cancelar"),
                "summary": text("Cancels an order.", "Cancela um pedido.", "Cancela un pedido."),
                "input": {"type": "object"}, "output": {"type": "object"}
            }
        ]
    })
}

/// Every file of this folder is declared in `main.rs`.
#[test]
fn every_file_is_declared() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it");
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let files = files.filter(|name| name != "main.rs" && name != "snapshots").collect::<BTreeSet<_>>();
    let declared =
        include_str!("main.rs").lines().filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';'));
    assert_eq!(files, declared.map(|name| format!("{name}.rs")).collect());
}
