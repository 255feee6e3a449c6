//! The local door: how commands reach an installation. Through the socket of the server that has the data open, else
//! they open it themselves and ask the same application in this process.
//!
//! Rule: a command cannot tell the two apart, and neither decides anything: both speak the REST API as the operator.

mod socket;

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, Response, header};
use futures_util::StreamExt;
use http_body_util::{BodyExt, Limited};
use serde_json::Value;
use tomada_core::{Failure, Kind, Locale};
use tower::ServiceExt;
use url::Url;

use crate::arguments::Place;
use crate::config::Config;
use crate::session::{Session, Trouble};
use crate::wire::{self, House};

/// More than any answer of the API but those that stream.
const ANSWER_MAX_BYTES: usize = 64 * 1024 * 1024;

/// An open door.
pub(crate) struct Door {
    way: Way,
    locale: Locale,
}

enum Way {
    /// Through a running server.
    Socket(socket::Socket),
    /// In this process.
    Within(House, Router),
}

/// Opens the door to the installation at `place`, does `work` and closes it.
pub(crate) fn through<T>(
    session: &Session,
    place: &Place,
    work: impl AsyncFnOnce(&Door) -> Result<T, Failure>,
) -> Result<T, Trouble> {
    let config = Config::read(place.config.as_deref(), &[("data", place.data.clone())])?;
    let done = wire::runtime()?.block_on(async {
        let door = Door::open(session, &config).await?;
        let done = work(&door).await;
        let closed = door.close().await;
        let done = done?;
        closed.map(|()| done)
    });
    Ok(done?)
}

impl Door {
    async fn open(session: &Session, config: &Config) -> Result<Self, Failure> {
        let locale = session.locale;
        if let Some(socket) = socket::Socket::find(&config.socket()).await {
            return Ok(Self { way: Way::Socket(socket), locale });
        }
        if config.database_url.is_none() && !config.database_file().is_file() {
            let nothing = Failure::coded(Kind::NotFound, "cli-no-data");
            return Err(nothing.with_argument("path", config.data.display()));
        }
        let house = House::open(&session.catalog()?, config, None).await?;
        let router = house.local_router(house.router());
        Ok(Self { way: Way::Within(house, router), locale })
    }

    async fn close(self) -> Result<(), Failure> {
        match self.way {
            Way::Socket(_) => Ok(()),
            Way::Within(house, router) => {
                drop(router);
                house.close().await
            }
        }
    }

    /// What is read at `path`.
    pub(crate) async fn get(&self, path: &Path) -> Result<Value, Failure> {
        value(self.ask(Method::GET, path, None).await?).await
    }

    /// The same as text.
    pub(crate) async fn get_text(&self, path: &Path) -> Result<String, Failure> {
        let bytes = bytes(self.ask(Method::GET, path, None).await?).await?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// What comes of sending `body` to `path`.
    pub(crate) async fn post(&self, path: &Path, body: &Value) -> Result<Value, Failure> {
        value(self.ask(Method::POST, path, Some(body)).await?).await
    }

    /// Removes what is at `path`.
    pub(crate) async fn delete(&self, path: &Path) -> Result<(), Failure> {
        bytes(self.ask(Method::DELETE, path, None).await?).await.map(drop)
    }

    /// Follows the events at `path`; `each` is given the name and the data of one.
    pub(crate) async fn follow(
        &self,
        path: &Path,
        mut each: impl FnMut(&str, &Value) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let mut parts = self.ask(Method::GET, path, None).await?.into_body().into_data_stream();
        let (mut rest, mut name) = (Vec::new(), String::new());
        while let Some(part) = parts.next().await {
            rest.extend_from_slice(&part.map_err(|error| gone(&error))?);
            while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
                let line = rest.drain(..=end).collect::<Vec<_>>();
                let line = String::from_utf8_lossy(&line);
                match line.trim_end().split_once(": ") {
                    Some(("event", event)) => event.clone_into(&mut name),
                    Some(("data", data)) => each(&name, &serde_json::from_str(data).unwrap_or_default())?,
                    _ => {}
                }
            }
        }
        Ok(())
    }

    async fn ask(
        &self,
        method: Method,
        path: &Path,
        body: Option<&Value>,
    ) -> Result<Response<Body>, Failure> {
        let request = Request::builder()
            .method(method)
            .uri(path.as_str())
            .header(header::HOST, "localhost")
            .header(header::ACCEPT_LANGUAGE, self.locale.tag());
        let request = match body {
            Some(body) => {
                request.header(header::CONTENT_TYPE, "application/json").body(Body::from(body.to_string()))
            }
            None => request.body(Body::empty()),
        };
        let request = request.map_err(|error| gone(&error))?;
        let answer = match &self.way {
            Way::Socket(socket) => socket.send(request).await?,
            Way::Within(_, router) => match router.clone().oneshot(request).await {
                Ok(answer) => answer,
                Err(never) => match never {},
            },
        };
        if answer.status().is_success() { Ok(answer) } else { Err(refusal(answer).await) }
    }
}

/// A path of the API, its parts encoded.
#[derive(Clone, Debug)]
pub(crate) struct Path(Url);

impl Path {
    /// `/v1` and these segments.
    pub(crate) fn of(segments: &[&str]) -> Result<Self, Failure> {
        let broken = || Failure::coded(Kind::Broken, "cli-door-broken").with_argument("reason", "path");
        let mut url = Url::parse("http://localhost/v1").map_err(|_| broken())?;
        url.path_segments_mut().map_err(|()| broken())?.extend(segments);
        Ok(Self(url))
    }

    /// With a query field, if there is a value for it.
    pub(crate) fn with(mut self, name: &str, value: Option<impl ToString>) -> Self {
        if let Some(value) = value {
            self.0.query_pairs_mut().append_pair(name, &value.to_string());
        }
        self
    }

    fn as_str(&self) -> &str {
        &self.0[url::Position::BeforePath..]
    }
}

async fn bytes(answer: Response<Body>) -> Result<Vec<u8>, Failure> {
    let whole = Limited::new(answer.into_body(), ANSWER_MAX_BYTES).collect().await;
    Ok(whole.map_err(|error| gone(&*error))?.to_bytes().to_vec())
}

async fn value(answer: Response<Body>) -> Result<Value, Failure> {
    serde_json::from_slice(&bytes(answer).await?).map_err(|error| gone(&error))
}

/// The failure that an answer tells of.
async fn refusal(answer: Response<Body>) -> Failure {
    let status = answer.status();
    match value(answer).await {
        Ok(problem) => failure(&problem).unwrap_or_else(|| gone(&status.as_str())),
        Err(failure) => failure,
    }
}

/// The failure of a problem document, in the words that it has already.
pub(crate) fn failure(problem: &Value) -> Option<Failure> {
    let text = |name: &str| problem.get(name).and_then(Value::as_str);
    let kind = text("type")?.strip_prefix("/problems/")?;
    let kind = Kind::ALL.into_iter().find(|it| it.as_str() == kind)?;
    let place = text("at").map(|at| format!("{at}: ")).unwrap_or_default();
    let failure = Failure::new(kind, format!("{place}{}", text("detail")?));
    Some(match text("hint") {
        Some(hint) => failure.with_hint(hint),
        None => failure,
    })
}

fn gone(reason: &(impl ToString + ?Sized)) -> Failure {
    Failure::coded(Kind::Unavailable, "cli-door-broken").with_argument("reason", reason.to_string())
}
