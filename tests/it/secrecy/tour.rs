//! Everything that people and programs do with a house, with secrets in every place that they can put one.

use std::collections::BTreeMap;

use reqwest::Method;
use serde_json::{Value, json};

use super::house::{Answer, House, Who, session};
use super::planted::{Planted, Service};

const PROJECT: &str = "/v1/projects/main";
/// In how many ways a service is called.
pub(super) const CALLS: usize = 5;

/// Whoever goes through the house.
pub(super) struct Tour<'a> {
    pub(super) house: &'a House,
    pub(super) planted: &'a mut Planted,
    pub(super) program: Who,
    pub(super) person: Who,
}

impl<'a> Tour<'a> {
    /// The operator comes in by the first link, and makes a token for a program.
    pub(super) async fn begin(house: &'a House, planted: &'a mut Planted) -> Self {
        planted.note(&house.link);
        let (path, password) = (format!("/sign-in/{}", house.link), planted.new_secret());
        let fields = [("email", "ana@example.com"), ("password", password.as_str())];
        let entered = house.post(&Who::Nobody, &path, &fields).await;
        let person = Who::Session(planted_session(planted, &entered));
        let body = json!({"label": "flows", "role": "admin"});
        let (_, token) = house.ask_once(&person, &format!("{PROJECT}/tokens"), &body, "/secret").await;
        planted.note(&token);
        Self { house, planted, program: Who::Token(token), person }
    }

    /// Somebody is invited, signs in, mistypes her password, and another token is made and ended.
    pub(super) async fn people(&mut self) {
        let invitation = json!({"email": "bia@example.com", "role": "editor"});
        let path = format!("{PROJECT}/people");
        let (_, link) = self.house.ask_once(&self.person, &path, &invitation, "/link").await;
        self.planted.note(&link);
        let (password, wrong) = (self.planted.new_secret(), self.planted.new_secret());
        let welcome = format!("/sign-in/{link}");
        for fields in [
            [("email", "no address"), ("password", password.as_str())],
            [("email", "bia@example.com"), ("password", "short")],
            [("email", "bia@example.com"), ("password", password.as_str())],
            [("email", "bia@example.com"), ("password", password.as_str())],
        ] {
            let answer = self.house.post(&Who::Nobody, &welcome, &fields).await;
            if let Some(session) = session(&answer) {
                self.planted.note(&session);
            }
        }
        let sign_in = [("email", "bia@example.com"), ("password", wrong.as_str())];
        assert_eq!(self.house.post(&Who::Nobody, "/sign-in", &sign_in).await.status, 422);
        let sign_in = [("email", "bia@example.com"), ("password", password.as_str())];
        let entered = self.house.post(&Who::Nobody, "/sign-in", &sign_in).await;
        let bia = Who::Session(planted_session(self.planted, &entered));
        self.house.ask(&bia, Method::GET, "/v1/me", None).await;
        self.house.post(&bia, "/sign-out", &[]).await;
        let body = json!({"label": "old", "role": "viewer"});
        let (made, token) =
            self.house.ask_once(&self.person, &format!("{PROJECT}/tokens"), &body, "/secret").await;
        self.planted.note(&token);
        let ended = format!("{PROJECT}/tokens/{}", made.text("/token/id"));
        self.house.ask(&self.person, Method::DELETE, &ended, None).await;
        self.house.ask(&Who::Token(token), Method::GET, "/v1/me", None).await;
    }

    /// Connects to `service`, mistypes its secrets, and calls it so many times. Gives the connection's id.
    pub(super) async fn connection(&self, service: &Service, calls: usize) -> String {
        let body = json!({
            "integration": "webhook", "label": "A service", "auth": service.auth, "secrets": service.secrets,
            "settings": {"base_url": service.url()}, "keep_if_broken": true
        });
        let path = format!("{PROJECT}/connections");
        let id = self.api(Method::POST, &path, Some(body)).await.text("/connection/id");
        let own = format!("{path}/{id}");
        self.mistakes(&own, &service.secrets).await;
        self.api(Method::GET, &own, None).await;
        self.api(Method::POST, &format!("{own}/test"), None).await;
        for secret in service.secrets.values() {
            self.calls(&id, secret, calls).await;
        }
        self.page(&format!("/p/main/connections/{id}")).await;
        id
    }

    /// Every secret of a connection is changed.
    pub(super) async fn changing(&mut self, id: &str, service: &Service) {
        let secrets = self.planted.secrets(&service.secrets);
        let change = json!({"secrets": secrets, "keep_if_broken": true});
        self.api(Method::PATCH, &format!("{PROJECT}/connections/{id}"), Some(change)).await;
        for secret in secrets.values() {
            self.calls(id, secret, CALLS).await;
        }
    }

    /// What is written in the wrong place is not told again.
    async fn mistakes(&self, own: &str, secrets: &BTreeMap<String, String>) {
        for (name, secret) in secrets {
            for body in [
                json!({"secrets": {name.as_str(): [secret]}}),
                json!({"secrets": {"tokn": secret}}),
                json!({"secrets": {name.as_str(): {secret.as_str(): 1}}}),
                json!({"settings": {"base_url": 1}, "secrets": {name.as_str(): secret}}),
            ] {
                let answer = self.api(Method::PATCH, own, Some(body)).await;
                assert!(answer.status >= 400, "{answer:?}");
            }
        }
    }

    /// Calls, of which a part goes well, with the connection's secret in every field; then makes them again.
    async fn calls(&self, connection: &str, secret: &str, count: usize) {
        let inputs = ["/json", "/html/401", "/bytes", "/xml/500", "/json/302"].map(|path| {
            let body = json!({"kind": "json", "json": {"mine": "{{ context.mine }}"}});
            json!({
                "method": "POST", "url": path, "query": {"q": "{{ context.mine }}"}, "body": body,
                "headers": {"x-mine": "1"}, "context": {"mine": secret}, "fail_on_status": path.ends_with('1'),
                "redirects": 1
            })
        });
        for input in inputs.into_iter().take(count) {
            let run = json!({
                "integration": "webhook", "action": "call", "connection": connection, "input": input
            });
            self.api(Method::POST, &format!("{PROJECT}/runs/preview"), Some(run.clone())).await;
            self.api(Method::POST, &format!("{PROJECT}/runs"), Some(run)).await;
        }
        let last = self.api(Method::GET, &format!("{PROJECT}/calls?limit=1"), None).await;
        let replay = format!("{PROJECT}/calls/{}/replay", last.text("/items/0/run_id"));
        self.api(Method::POST, &replay, None).await;
    }

    /// Reads everything that there is to be read.
    pub(super) async fn reading(&self, metrics_token: &str) {
        for path in
            ["connections", "calls", "people", "tokens", "audit", "overview", "calls/export?format=ndjson"]
        {
            self.api(Method::GET, &format!("{PROJECT}/{path}"), None).await;
        }
        self.api(Method::GET, &format!("{PROJECT}/calls/export?format=har"), None).await;
        let calls = self.api(Method::GET, &format!("{PROJECT}/calls?limit=200"), None).await.json();
        for call in calls["items"].as_array().expect("calls").iter().step_by(3) {
            let id = call["run_id"].as_str().expect("an id");
            for what in ["", "/har", "/case", "/curl"] {
                self.api(Method::GET, &format!("{PROJECT}/calls/{id}{what}"), None).await;
            }
            self.page(&format!("/p/main/calls/{id}")).await;
        }
        for page in
            ["/integrations", "/integrations/webhook", "/settings", "/connections", "/calls", "/overview"]
        {
            self.page(&format!("/p/main{page}")).await;
        }
        self.page("/p/main/webhook").await;
        let monitoring = Who::Token(metrics_token.to_owned());
        assert_eq!(self.house.ask(&monitoring, Method::GET, "/metrics", None).await.status, 200);
        self.house.run(&["connections", "--json"]);
        self.house.run(&["log", "--json"]);
        self.house.run(&["keys", "rotate"]);
        self.house.run(&["backup", "saved.db"]);
    }

    /// Follows the call log while a call is made on the page of the card, and one on the page that connects goes wrong.
    pub(super) async fn following(&mut self, connection: &str) {
        let tail = format!("{PROJECT}/calls/tail");
        let run = json!({"integration": "webhook", "action": "reach", "connection": connection});
        let following = self.house.follow(&self.program, &tail, 2);
        let calling = async {
            for _ in 0..4 {
                self.api(Method::POST, &format!("{PROJECT}/runs"), Some(run.clone())).await;
            }
        };
        tokio::join!(following, calling);
        let secret = self.planted.new_secret();
        let fields =
            [("/label", ""), ("/secrets/bearer/token", secret.as_str()), ("/settings/base_url", "no")];
        self.house.post(&self.person, "/p/main/integrations/webhook/connect", &fields).await;
        let curl = format!("curl -u ana:{secret} https://api.example.com");
        self.house.post(&self.person, "/p/main/webhook", &[("~do", "curl"), ("~curl", curl.as_str())]).await;
    }

    pub(super) async fn api(&self, method: Method, path: &str, body: Option<Value>) -> Answer {
        let answer = self.house.ask(&self.program, method.clone(), path, body.as_ref()).await;
        assert!(![401, 403].contains(&answer.status), "{method} {path}: {answer:?}");
        answer
    }

    pub(super) async fn page(&self, path: &str) {
        let answer = self.house.ask(&self.person, Method::GET, path, None).await;
        assert_eq!(answer.status, 200, "{path}: {answer:?}");
    }
}

fn planted_session(planted: &mut Planted, answer: &Answer) -> String {
    let session = session(answer).unwrap_or_else(|| panic!("nobody got in: {answer:?}"));
    planted.note(&session);
    session
}
