//! Somebody at the service, with a browser of its own: she signs in, consents, and is sent back.

use std::collections::BTreeMap;
use std::sync::Arc;

use tomada_core::{Http, Request, Response};
use tomada_egress::{Opening, Outbound};
use tomada_host::{Egress, Exchanges, Redactor, Scope, Secret};
use tomada_platform::GrantAnswer;
use url::Url;

/// More pages than any sign-in has.
const PAGES_MAX: usize = 20;

pub(super) struct Browser {
    http: Arc<dyn Http>,
    cookies: BTreeMap<String, String>,
}

impl Browser {
    /// One that can reach the service at `url`.
    pub(super) fn open(url: &str) -> Self {
        let port = url.rsplit(':').next().expect("an address has a port");
        let opening: Opening = format!("127.0.0.1/32:{port}").parse().expect("a network and a port");
        let egress = Outbound::builder().allow([opening]).build().expect("egress starts");
        let http = egress.open(Scope {
            project: "tests".to_owned(),
            connection: "browser".to_owned(),
            allowed: vec![url.to_owned()],
            credential: None,
            credential_optional: true,
            deadline_unix_ms: u64::MAX / 2,
            redactor: Redactor::default(),
            exchanges: Arc::<Exchanges>::default(),
        });
        Self { http, cookies: BTreeMap::new() }
    }

    /// Goes to `address`, says who she is, says yes, and comes back to `redirect`.
    pub(super) async fn let_in(mut self, address: &str, redirect: &str) -> GrantAnswer {
        let mut url = Url::parse(address).expect("an address");
        let mut form = None;
        for _ in 0..PAGES_MAX {
            let response = self.ask(&url, form.take()).await;
            if let Some(location) = response.headers.get("location").map(str::to_owned) {
                url = url.join(&location).expect("a location");
                if url.as_str().starts_with(redirect) {
                    return answer(&url);
                }
                continue;
            }
            let status = response.status;
            let page = response.body.bytes().await.expect("a page");
            let page = String::from_utf8_lossy(&page).into_owned();
            let prompt = ["login", "consent"].into_iter();
            let mut prompt = prompt.filter(|it| page.contains(&format!("name=\"prompt\" value=\"{it}\"")));
            let prompt = prompt.next().unwrap_or_else(|| panic!("{status} {page}"));
            form = Some(format!("prompt={prompt}&login=ana&password=any"));
        }
        panic!("still not sent back, at {url}");
    }

    async fn ask(&mut self, url: &Url, form: Option<String>) -> Response {
        let mut request = match form {
            Some(form) => {
                let mut request = Request::new("POST", url.as_str());
                request = request.header("content-type", "application/x-www-form-urlencoded");
                request.body = form.into_bytes();
                request
            }
            None => Request::get(url.as_str()),
        };
        request.authenticated = false;
        let cookies = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>();
        if !cookies.is_empty() {
            request = request.header("cookie", cookies.join("; "));
        }
        let response = self.http.send(request).await.unwrap_or_else(|failure| panic!("{url}: {failure:?}"));
        for (name, value) in response.headers.iter() {
            let Some((cookie, value)) = value.split(';').next().and_then(|pair| pair.split_once('=')) else {
                continue;
            };
            if name.eq_ignore_ascii_case("set-cookie") {
                self.cookies.insert(cookie.to_owned(), value.to_owned());
            }
        }
        response
    }
}

fn answer(url: &Url) -> GrantAnswer {
    let mut words: BTreeMap<_, _> = url.query_pairs().into_owned().collect();
    let state = words.remove("state").unwrap_or_else(|| panic!("no state: {url}"));
    GrantAnswer { state, code: words.remove("code").map(Secret::new), error: words.remove("error") }
}
