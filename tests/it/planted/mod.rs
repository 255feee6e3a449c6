//! Secrets of every kind, planted in connections of the webhook card, sent back by its service in every form, and looked
//! for in all that a run leaves: through the built plugin, the real loader, the real host and the real egress.

pub(crate) mod forms;
mod keeper;
pub(crate) mod kinds;
pub(crate) mod peer;

use std::collections::BTreeSet;
use std::sync::Arc;

use semver::VersionReq;
use serde_json::{Value, json};
use tomada_core::{Auth, Locale};
use tomada_egress::{Opening, Outbound};
use tomada_host::{Connection, ConnectionSource, Host, MemoryJournal, RunReport, RunRequest, Secret};

use crate::httpbin::plugin;
use forms::Forms;
use kinds::{Kind, TOKEN};
use peer::Peer;

/// A host with a connection of one kind, its service, and what must not be found.
struct World {
    host: Host,
    journal: Arc<MemoryJournal>,
    peer: Peer,
    kind: Kind,
    forms: Forms,
}

impl World {
    fn new(kind: fn(&str) -> Kind) -> Self {
        let authority = peer::Authority::new();
        let peer = Peer::listen(&authority, kind("http://127.0.0.1").is_mtls());
        let kind = if let Some(secrets) = peer.identity() { Kind::mtls(secrets) } else { kind(&peer.url()) };
        // A kind that fetches no token never learns it, and no service says it then.
        let token = kind.auth.token_url().map(|_| TOKEN);
        let forms = Forms::of(kind.secrets.values().map(String::as_str).chain(token));
        peer.serve(forms.all(), matches!(kind.auth, Auth::Digest { .. }));
        let opening: Opening = format!("127.0.0.1/32:{}", peer.port()).parse().expect("a network and a port");
        let egress =
            Outbound::builder().allow([opening]).trust_pem(authority.pem()).grants(Arc::new(keeper::Keeper));
        let journal = Arc::new(MemoryJournal::default());
        let host = Host::builder()
            .integration(plugin())
            .egress(Arc::new(egress.build().expect("egress starts")))
            .journal(journal.clone())
            .build()
            .expect("a host");
        Self { host, journal, peer, kind, forms }
    }

    async fn run(&self, action: &str, input: Value) -> RunReport {
        let secrets =
            self.kind.secrets.iter().map(|(name, value)| (name.clone(), Secret::new(value.as_bytes())));
        let connection = Connection {
            id: "planted".to_owned(),
            integration: "webhook".to_owned(),
            version: VersionReq::STAR,
            settings: json!({"base_url": self.peer.url()}).into(),
            auth: Some(self.kind.auth.clone()),
            secrets: secrets.collect(),
        };
        let mut request = RunRequest::new("tests", ConnectionSource::from(connection), "webhook", action);
        request.input = input.into();
        request.locale = Locale::PtBr;
        self.host.run(request).await
    }

    /// Looks in everything that is left of the runs so far.
    #[track_caller]
    fn assert_clean(&self, report: &RunReport, about: &str) {
        let exchanges = serde_json::to_string(&report.exchanges).expect("exchanges are JSON");
        let output = report.result.as_ref().map(|output| output.as_str().to_owned()).unwrap_or_default();
        let records = self.journal.records();
        let log: Vec<_> = records.iter().flat_map(|record| &record.log).collect();
        let sinks = [
            ("report", format!("{report:?}")),
            ("output", output),
            ("exchanges", exchanges),
            ("journal", format!("{records:?}")),
            ("log", format!("{log:?}")),
            ("host", format!("{:?}", self.kind.auth)),
        ];
        for (sink, text) in sinks {
            let found = self.forms.found_in(&text);
            assert!(found.is_none(), "{about}: the {sink} holds {found:?}: {text}");
        }
    }
}

/// What the card is asked to do. A builder has written the secret into each place, too.
fn inputs(secret: &str) -> Vec<(&'static str, Value)> {
    let mut inputs = vec![
        ("reach", json!({})),
        (
            "preview",
            json!({"method": "POST", "url": "/json", "query": {"q": secret}, "headers": {"x-mine": "1"}}),
        ),
        ("to_curl", json!({"method": "POST", "url": "/json", "body": {"kind": "text", "text": secret}})),
        (
            "from_curl",
            json!({"command": format!("curl https://api.example/ -H 'x: {}'", secret.replace('\n', " "))}),
        ),
    ];
    for path in ["/json", "/html", "/bytes", "/xml", "/json/500", "/html/401", "/json/302", "/html/429"] {
        for fails in [false, true] {
            let body = json!({"kind": "json", "json": {"mine": "{{ context.mine }}"}});
            let mut input = json!({
                "method": "POST", "url": path, "query": {"q": "{{ context.mine }}"}, "body": body,
                "context": {"mine": secret}, "fail_on_status": fails, "redirects": 1
            });
            if fails {
                input["response"] = json!({"map": "{{ body }}"});
            }
            inputs.push(("call", input));
        }
    }
    inputs
}

#[tokio::test]
async fn nothing_that_a_run_leaves_holds_a_planted_secret() {
    for kind in kinds::ALL {
        let world = World::new(*kind);
        let about = serde_json::to_string(&world.kind.auth).expect("data");
        let mut masked = 0;
        for (name, secret) in &world.kind.secrets {
            for (action, input) in inputs(secret) {
                let report = world.run(action, input.clone()).await;
                world.assert_clean(&report, &format!("{about}, {name}, {action} {input}"));
                masked += usize::from(format!("{report:?}").contains("***"));
            }
        }
        assert!(masked >= 10, "{about}: only {masked} runs had anything to mask");
        let seen = world.peer.seen();
        assert!(
            seen.iter().any(|request| world.kind.arrived_in(request)),
            "{about}: no credential arrived: {seen:#?}"
        );
    }
}

#[test]
fn every_kind_of_authentication_is_among_them() {
    let planted = kinds::ALL.iter().map(|kind| {
        let auth = serde_json::to_value(kind("http://127.0.0.1").auth).expect("data");
        auth["kind"].as_str().expect("a kind has a name").to_owned()
    });
    let planted: BTreeSet<String> = planted.collect();
    // An unknown kind is refused with the names of all.
    let told = serde_json::from_value::<Auth>(json!({"kind": "?"})).expect_err("no such kind").to_string();
    let all: BTreeSet<String> = told.split('`').skip(3).step_by(2).map(str::to_owned).collect();
    let without: Vec<&String> = all.difference(&planted).collect();
    assert_eq!(without, ["any", "none"], "of {all:?}");
}

#[test]
fn a_secret_is_noticed_in_each_form() {
    let secret = "sk-Planted0123456789abcdef/+ \"ü\"";
    let forms = Forms::of([secret]);
    assert!(forms.all().len() >= 6);
    for form in forms.all() {
        assert!(forms.found_in(&format!("before {form} behind")).is_some(), "{form}");
    }
    assert_eq!(forms.found_in("before *** behind"), None);
}
