//! `tomada run ID ACTION`: one run through the host, its parts as they come, then what came of it.

pub(super) mod auth;
pub(super) mod connection;
mod input;
mod outcome;
mod record;
pub(super) mod secret;
mod spinner;

use tokio::sync::mpsc;
use tomada_core::{Failure, Json, Kind};
use tomada_egress::Opening;
use tomada_host::{ConnectionSource, Host, RunReport, RunRequest};

use super::show::reference;
use crate::arguments::Run;
use crate::session::{Session, Trouble};
use crate::wire;
use record::Recording;
use spinner::Spinner;

/// The tenant of runs from the command line.
const PROJECT: &str = "command-line";

pub(crate) fn run(session: &Session, arguments: &Run) -> Result<(), Trouble> {
    let (id, version) = reference(&arguments.integration).map_err(Trouble::Usage)?;
    let openings = openings(&arguments.openings).map_err(Trouble::Usage)?;
    let auth = auth::read(arguments.auth.as_deref())?;
    let secrets = secret::read(&arguments.secrets)?;
    let input = input::read(arguments.input.as_deref())?;
    let catalog = session.catalog()?;
    let manifest = &catalog.find(id, &version)?.manifest;
    let connection = connection::of(manifest, &arguments.settings, auth, secrets).map_err(Trouble::Usage)?;
    let host = wire::host(&catalog, openings, arguments.proxy.as_deref())?;

    let mut request = RunRequest::new(PROJECT, ConnectionSource::from(connection), id, &arguments.action);
    request.version = version;
    request.input = input;
    request.locale = session.locale;
    request.deadline_ms = arguments.deadline_ms;
    request.idempotency_key.clone_from(&arguments.idempotency_key);
    let recording = arguments.record.as_deref().map(|path| Recording::of(path, &request)).transpose()?;
    let (report, parts) = wire::runtime()?.block_on(follow(session, &host, request))?;
    let outcome = outcome::tell(session, &report, arguments.verbose);
    let recorded = recording.map_or(Ok(()), |recording| recording.finish(session, &report, &parts));
    outcome.and(recorded)
}

/// Runs, and prints parts as they come.
async fn follow(
    session: &Session,
    host: &Host,
    mut request: RunRequest,
) -> Result<(RunReport, Vec<Json>), Failure> {
    let (sender, mut parts) = mpsc::channel(16);
    request.partials = Some(sender);
    let spinner = Spinner::start(session, &format!("{} {}", request.integration, request.action));
    let run = host.run(request);
    tokio::pin!(run);
    let mut told = Vec::new();
    loop {
        tokio::select! {
            biased;
            Some(part) = parts.recv() => {
                spinner.stop();
                outcome::tell_part(session, &part)?;
                told.push(part);
            }
            report = &mut run => {
                spinner.stop();
                // What was sent before the run ended is still in the channel.
                while let Ok(part) = parts.try_recv() {
                    outcome::tell_part(session, &part)?;
                    told.push(part);
                }
                return Ok((report, told));
            }
        }
    }
}

fn openings(texts: &[String]) -> Result<Vec<Opening>, Failure> {
    let opening = |text: &String| {
        text.parse::<Opening>().map_err(|error| {
            Failure::coded(Kind::InvalidInput, "cli-not-an-opening")
                .with_argument("found", text)
                .with_detail(error.to_string())
        })
    };
    texts.iter().map(opening).collect()
}
