//! Whether what the cases send is as the service documents it: its own description of its API judges every request.
//!
//! The document is not part of this repository. It is looked for in a folder `corpora`, in whatever lies beside one of
//! the folders above, or where `TOMADA_CORPORA` says; where there is none, the test says so and passes.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use jsonschema::Validator;
use serde_json::{Map, Value, json};
use tomada_testkit::peer::Seen;
use tomada_testkit::{Case, Stage};

/// Where the document is in the archive.
const ARCHIVE: &str = "documents.tar.gz";
const DOCUMENT: &str = "openapi/openai/openapi.json";

/// Where the API begins if a case does not say.
const BASE_URL: &str = "https://api.openai.com/v1";

/// The service's document, and what judges bodies by it, made when it is first needed.
struct Document {
    whole: Value,
    judges: RefCell<BTreeMap<String, Arc<Validator>>>,
}

impl Document {
    /// The service's document, unless it is not here.
    fn read() -> Option<Self> {
        let Some(corpora) = corpora() else {
            println!("skipped: there is no {ARCHIVE} beside a folder above, and TOMADA_CORPORA names none");
            return None;
        };
        let mut tar = Command::new("tar");
        let output = tar.arg("-xzOf").arg(corpora.join(ARCHIVE)).arg(DOCUMENT).output().unwrap();
        assert!(output.status.success(), "{tar:?}: {}", String::from_utf8_lossy(&output.stderr));
        Some(Self { whole: serde_json::from_slice(&output.stdout).unwrap(), judges: RefCell::default() })
    }

    /// Everything in which a request is not as documented.
    fn faults(&self, method: &str, path: &str, body: Option<(&str, &Value)>) -> Vec<String> {
        let Some(operation) = self.whole["paths"][path].get(method.to_ascii_lowercase()) else {
            return vec![format!("there is no {method} {path}")];
        };
        let schema = body.map(|(kind, body)| (&operation["requestBody"]["content"][kind]["schema"], body));
        match schema {
            None if operation["requestBody"]["required"] == true => vec!["the body is missing".to_owned()],
            None => Vec::new(),
            Some((Value::Null, _)) => vec!["there is no such body".to_owned()],
            Some((schema, body)) => self.faults_of(schema, body),
        }
    }

    fn faults_of(&self, schema: &Value, body: &Value) -> Vec<String> {
        let validator = self.judge(schema);
        let errors = validator.iter_errors(body).map(|error| format!("{}: {error}", error.instance_path()));
        let mut described = BTreeSet::new();
        self.describe(schema, &mut described);
        let fields = body.as_object().unwrap().keys();
        let unknown = fields.filter(|name| !described.contains(name.as_str()));
        errors.chain(unknown.map(|name| format!("`{name}` is not documented"))).collect()
    }

    fn judge(&self, schema: &Value) -> Arc<Validator> {
        let make = || {
            let whole = json!({ "allOf": [schema], "components": self.whole["components"] });
            Arc::new(jsonschema::draft202012::new(&whole).unwrap())
        };
        self.judges.borrow_mut().entry(schema.to_string()).or_insert_with(make).clone()
    }

    /// The fields that a schema describes. It allows others, and the service refuses them.
    fn describe<'a>(&'a self, schema: &'a Value, described: &mut BTreeSet<&'a str>) {
        if let Some(place) = schema["$ref"].as_str() {
            self.describe(self.whole.pointer(&place[1..]).unwrap(), described);
        }
        described
            .extend(schema["properties"].as_object().into_iter().flatten().map(|(name, _)| name.as_str()));
        schema["allOf"].as_array().into_iter().flatten().for_each(|part| self.describe(part, described));
    }
}

/// The folder with the archive.
fn corpora() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("TOMADA_CORPORA") {
        return Some(named.into());
    }
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().filter_map(|folder| folder.read_dir().ok());
    let beside = above.flatten().filter_map(|entry| Some(entry.ok()?.path().join("corpora")));
    beside.into_iter().find(|corpora| corpora.join(ARCHIVE).is_file())
}

/// The body and its type, with a form as an object of its fields.
fn body(seen: &Seen) -> Option<(String, Value)> {
    let content_type = seen.header("content-type")?;
    let kind = content_type.split(';').next()?.to_owned();
    let body = match content_type.split_once("boundary=") {
        Some((_, boundary)) => fields(&String::from_utf8_lossy(&seen.body), boundary),
        None => serde_json::from_slice(&seen.body).unwrap(),
    };
    Some((kind, body))
}

/// A form read by other code than that which wrote it. Numbers are numbers in the document, and text in a form.
fn fields(body: &str, boundary: &str) -> Value {
    let separator = format!("--{boundary}");
    let parts = body.split(&separator).filter_map(|part| part.split_once("\r\n\r\n"));
    let field = |(head, value): (&str, &str)| {
        let name = head.split("; name=\"").nth(1).unwrap().split('"').next().unwrap();
        let value = value.strip_suffix("\r\n").unwrap();
        (name.to_owned(), value.parse().map_or_else(|_| json!(value), |number: f64| json!(number)))
    };
    Value::Object(parts.map(field).collect::<Map<_, _>>())
}

#[tokio::test]
async fn what_is_sent_is_as_the_service_documents_it() {
    let Some(document) = Document::read() else { return };
    let name = format!("{}chatgpt{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    let stage = Stage::open(&std::env::current_exe().unwrap().with_file_name(name)).unwrap();
    let mut judged = BTreeSet::new();
    for case in Case::read_all(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")).unwrap() {
        let base_url = case.settings.get("base_url").and_then(Value::as_str).unwrap_or(BASE_URL);
        for seen in case.run(&stage).await.unwrap().outcome.seen {
            let path = seen.url.strip_prefix(base_url.trim_end_matches('/')).unwrap();
            let body = body(&seen);
            let body = body.as_ref().map(|(kind, body)| (kind.as_str(), body));
            let faults = document.faults(&seen.method, path, body);
            assert!(faults.is_empty(), "{}: {}\n{body:?}", case.name(), faults.join("\n"));
            judged.insert(path.to_owned());
        }
    }
    let all = ["/audio/transcriptions", "/chat/completions", "/embeddings", "/models", "/moderations"];
    assert_eq!(judged.iter().map(String::as_str).collect::<Vec<_>>(), all);
}

#[test]
fn what_is_not_documented_is_noticed() {
    let Some(document) = Document::read() else { return };
    let check = |path: &str, body: Value, word: &str| {
        let faults = document.faults("POST", path, Some(("application/json", &body)));
        assert!(faults.iter().any(|fault| fault.contains(word)), "{path} {body}: {faults:?}");
    };
    let messages = json!([{ "role": "user", "content": "Tea?" }]);
    check("/chat/completions", json!({ "model": "m", "messages": [] }), "/messages");
    check("/chat/completions", json!({ "model": "m", "messages": messages, "max_token": 1 }), "`max_token`");
    check(
        "/chat/completions",
        json!({ "model": "m", "messages": messages, "temperature": 3 }),
        "/temperature",
    );
    check(
        "/chat/completions",
        json!({ "model": "m", "messages": [{ "role": "tool", "content": "" }] }),
        "/messages/0",
    );
    check("/embeddings", json!({ "model": "m" }), "input");
    check("/moderation", json!({ "input": "a" }), "there is no POST /moderation");
    check("/audio/transcriptions", json!({}), "no such body");
}
