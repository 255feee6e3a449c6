//! What the host costs: a run of a plain struct through the seven stations, beside a direct call of the same.
#![allow(missing_docs, clippy::unwrap_used, reason = "a bench that cannot go on has failed")]

use std::collections::BTreeMap;
use std::sync::Arc;

use divan::Bencher;
use semver::VersionReq;
use serde_json::json;
use tokio::runtime::Runtime;
use tomada_core::{BoxFuture, Context, Failure, Integration, Json, Manifest, Output};
use tomada_host::{Connection, ConnectionSource, Host, RunRequest, Secret};

fn main() {
    divan::main();
}

struct Echo(Manifest);

impl Integration for Echo {
    fn manifest(&self) -> &Manifest {
        &self.0
    }

    fn run<'a>(&'a self, _: &'a str, input: Json, _: Context) -> BoxFuture<'a, Result<Output, Failure>> {
        Box::pin(async move { Ok(Output::new(input)) })
    }
}

fn echo() -> Arc<Echo> {
    let text = json!({"en": "Echo", "pt-BR": "Eco", "es": "Eco"});
    let manifest = json!({
        "id": "echo", "version": "1.0.0", "category": "test", "title": text, "summary": text,
        "auth": {"kind": "bearer", "optional": true}, "test": {"action": "echo"},
        "actions": [{
            "id": "echo", "title": text, "summary": text, "effect": "read", "output": {},
            "input": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}
        }]
    });
    Arc::new(Echo(serde_json::from_value(manifest).unwrap()))
}

fn request(secret: Option<&str>) -> RunRequest {
    let secrets = secret.map(|secret| ("token".to_owned(), Secret::new(secret)));
    let connection = Connection {
        id: "main".to_owned(),
        integration: "echo".to_owned(),
        version: VersionReq::STAR,
        settings: Json::empty_object(),
        auth: None,
        secrets: BTreeMap::from_iter(secrets),
    };
    let mut request = RunRequest::new("project", ConnectionSource::from(connection), "echo", "echo");
    request.input = json!({"name": "Ada"}).into();
    request
}

fn bench(bencher: Bencher<'_, '_>, host: &Host, secret: Option<&str>) {
    let runtime = Runtime::new().unwrap();
    let run = |request| runtime.block_on(async { host.run(request).await });
    bencher.with_inputs(|| request(secret)).bench_values(|request| run(request).result.unwrap());
}

#[divan::bench]
fn without_journal(bencher: Bencher<'_, '_>) {
    bench(bencher, &Host::builder().integration(echo()).without_journal().build().unwrap(), None);
}

#[divan::bench]
fn journal_in_memory(bencher: Bencher<'_, '_>) {
    bench(bencher, &Host::builder().integration(echo()).build().unwrap(), None);
}

#[divan::bench]
fn without_journal_with_a_secret(bencher: Bencher<'_, '_>) {
    let host = Host::builder().integration(echo()).without_journal().build().unwrap();
    bench(bencher, &host, Some("sk-0123456789abcdefghijklmnopqrstuvwxyz"));
}
