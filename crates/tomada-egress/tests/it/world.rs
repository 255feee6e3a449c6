//! What each test needs around a call: scripted names, a scope, a deadline, and the words of a failure.

use std::collections::{BTreeMap, HashMap};
use std::net::IpAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tomada_core::{Auth, BoxFuture, Clock, Failure, Http, Kind, Request, Response};
use tomada_egress::{Limits, Opening, Outbound, OutboundBuilder, Resolve, ResolveError};
use tomada_host::{Credential, Egress, Exchange, Exchanges, Redactor, Scope, Secret, SystemClock};

/// Answers each name with one list of addresses after the other; the last one stays.
#[derive(Clone, Default)]
pub(crate) struct Names(Arc<Mutex<HashMap<String, Vec<Vec<IpAddr>>>>>, Arc<Mutex<Vec<String>>>);

impl Names {
    /// `name` has these addresses, at every look-up.
    pub(crate) fn with(self, name: &str, addresses: &[&str]) -> Self {
        self.then(name, addresses)
    }

    /// `name` has these addresses from the next look-up on.
    pub(crate) fn then(self, name: &str, addresses: &[&str]) -> Self {
        let addresses = addresses.iter().map(|address| address.parse().unwrap()).collect();
        self.0.lock().unwrap().entry(name.to_owned()).or_default().push(addresses);
        self
    }

    /// Whoever serves `name` fails.
    pub(crate) fn failing(self, name: &str) -> Self {
        self.0.lock().unwrap().insert(name.to_owned(), Vec::new());
        self
    }

    /// The names that were looked up.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.1.lock().unwrap().clone()
    }
}

impl Resolve for Names {
    fn resolve(&self, name: &str) -> BoxFuture<'static, Result<Vec<IpAddr>, ResolveError>> {
        self.1.lock().unwrap().push(name.to_owned());
        let mut names = self.0.lock().unwrap();
        let answer = match names.get_mut(name) {
            Some(answers) if answers.len() > 1 => Ok(answers.remove(0)),
            Some(answers) if answers.len() == 1 => Ok(answers[0].clone()),
            Some(_) => Err(ResolveError::passing(name, "the name server failed")),
            None => Err(ResolveError::new(name, "no such name")),
        };
        Box::pin(async { answer })
    }
}

/// One installation and one run in it.
#[derive(Clone)]
pub(crate) struct World {
    pub(crate) openings: Vec<String>,
    pub(crate) own_ports: Vec<u16>,
    pub(crate) own_urls: Vec<String>,
    pub(crate) names: Names,
    pub(crate) limits: Limits,
    pub(crate) trusted: Vec<String>,
    pub(crate) project: String,
    pub(crate) connection: String,
    pub(crate) allowed: Vec<String>,
    pub(crate) credential: Option<Credential>,
    pub(crate) credential_optional: bool,
    pub(crate) time_left: Duration,
    pub(crate) exchanges: Arc<Exchanges>,
}

/// `limits` without retries, for tests of what one attempt does.
pub(crate) fn once(mut limits: Limits) -> Limits {
    limits.retries = 0;
    limits
}

impl World {
    /// Everything closed, any origin permitted, no credential.
    pub(crate) fn closed() -> Self {
        Self {
            openings: Vec::new(),
            own_ports: Vec::new(),
            own_urls: Vec::new(),
            names: Names::default(),
            limits: once(Limits::default()),
            trusted: Vec::new(),
            project: "project".to_owned(),
            connection: "connection".to_owned(),
            allowed: vec!["*".to_owned()],
            credential: None,
            credential_optional: true,
            time_left: Duration::from_mins(1),
            exchanges: Arc::default(),
        }
    }

    /// As [`World::closed`], with `port` of 127.0.0.1 opened and `api.example.com` and `other.example.com` leading
    /// there.
    pub(crate) fn open(port: u16) -> Self {
        let names = Names::default();
        let names = names.with("api.example.com", &["127.0.0.1"]).with("other.example.com", &["127.0.0.1"]);
        Self { openings: vec![format!("127.0.0.1/32:{port}")], names, ..Self::closed() }
    }

    /// With a credential that is bound to `origins`.
    pub(crate) fn credential(mut self, auth: Auth, secret: &str, origins: &[&str]) -> Self {
        let name = auth.secrets()[0].to_owned();
        let secrets = BTreeMap::from([(name, Secret::new(secret))]);
        let origins = origins.iter().map(|origin| (*origin).to_owned()).collect();
        self.credential = Some(Credential { auth, secrets, origins });
        self
    }

    pub(crate) fn outbound(&self) -> Outbound {
        self.builder().build().unwrap()
    }

    pub(crate) fn builder(&self) -> OutboundBuilder {
        let openings = self.openings.iter().map(|text| text.parse::<Opening>().unwrap());
        let builder = Outbound::builder().allow(openings).own_ports(self.own_ports.clone());
        let builder = builder.own_urls(self.own_urls.iter().map(|url| url.parse().unwrap()));
        let builder = builder.resolver(self.names.clone()).limits(self.limits.clone());
        self.trusted.iter().fold(builder, |builder, pem| builder.trust_pem(pem.clone()))
    }

    pub(crate) fn scope(&self) -> Scope {
        let now = SystemClock.now();
        Scope {
            project: self.project.clone(),
            connection: self.connection.clone(),
            allowed: self.allowed.clone(),
            credential: self.credential.clone(),
            credential_optional: self.credential_optional,
            redactor: Redactor::new(
                self.credential.iter().flat_map(|credential| credential.secrets.values()),
            ),
            deadline_unix_ms: u64::try_from((now + self.time_left).as_millis()).unwrap(),
            exchanges: self.exchanges.clone(),
        }
    }

    pub(crate) fn http(&self) -> Arc<dyn Http> {
        self.outbound().open(self.scope())
    }

    pub(crate) async fn send(&self, request: Request) -> Result<Response, Failure> {
        self.http().send(request).await
    }

    /// Sends and reads everything.
    pub(crate) async fn fetch(&self, request: Request) -> Result<Vec<u8>, Failure> {
        self.send(request).await?.body.bytes().await
    }

    pub(crate) fn exchanges(&self) -> Vec<Exchange> {
        self.exchanges.snapshot()
    }
}

/// Kind and code of a failure.
pub(crate) fn said<T>(outcome: Result<T, Failure>) -> String {
    match outcome {
        Ok(_) => "ok".to_owned(),
        Err(failure) => format!("{} {}", failure.kind(), failure.code().unwrap_or("(none)")),
    }
}

#[track_caller]
pub(crate) fn assert_said<T>(outcome: Result<T, Failure>, kind: Kind, code: &str, about: &str) {
    let detail = outcome.as_ref().err().and_then(Failure::detail).unwrap_or_default().to_owned();
    assert_eq!(said(outcome), format!("{kind} {code}"), "{about}: {detail}");
}
