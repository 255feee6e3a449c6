//! `tomada serve` at work: opens the house, lets people and programs in, and closes it in order.
//!
//! Rule: whoever has been let in is answered. On SIGTERM or SIGINT nobody else is let in, what is under way has
//! [`DRAIN_MAX`] unless the process is told twice, and the store is closed last.

mod accept;
mod chores;
mod closing;
mod listen;
pub(crate) mod logs;
pub(crate) mod telemetry;
mod trace;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::Barrier;
use tokio_util::sync::CancellationToken;
use tomada_core::{Failure, Kind};

use crate::config::Config;
use crate::session::Session;
use crate::wire::House;
use accept::Closing;
use listen::{Local, People};

/// How long what is under way may take once the server is told to end.
const DRAIN_MAX: Duration = Duration::from_secs(30);

/// Serves until the process is told to end. `told` is called once, when people can come in.
///
/// # Errors
/// When the address, the store or the catalog cannot be had; or the store cannot be closed in order.
pub(crate) async fn run(
    session: &Session,
    config: &Config,
    told: impl FnOnce(&str, Option<&str>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let end = Ending::listen()?;
    let people = People::listen(&config.listen).await?;
    let address = people.address();
    let house = House::open(&session.catalog()?, config, Some(address)).await?;
    let served = serve(config, &house, people, end, told).await;
    let closed = house.close().await;
    tracing::info!("closed");
    served.and(closed)
}

async fn serve(
    config: &Config,
    house: &House,
    people: People,
    end: Ending,
    told: impl FnOnce(&str, Option<&str>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let local = Local::listen(&config.socket()).await?;
    let link = house.first_link().await?;
    told(house.public_url(), link.as_deref())?;
    tracing::info!(address = %people.address(), "serving");
    let closing = CancellationToken::new();
    let chores = tokio::spawn(chores::run(house.clone(), config.clone(), closing.clone()));
    let router = trace::router(closing::router(house.router(), &closing));
    until_the_end(router, house, people, local, end, closing).await;
    // Chores look at the token; a chore that panicked has nobody who waits for it.
    let _ = chores.await;
    Ok(())
}

async fn until_the_end(
    router: Router,
    house: &House,
    people: People,
    local: Local,
    mut end: Ending,
    closing: CancellationToken,
) {
    let operator = house.local_router(router.clone());
    let (socket, _removed_at_the_end) = local.into_parts();
    let doors = Closing { begins: closing.clone(), together: Arc::new(Barrier::new(2)) };
    let outside = accept::serve(people.into_listener(), router, doors.clone(), |from| Some(*from));
    let inside = accept::serve(socket, operator, doors, |_| None);
    let serving = async { tokio::join!(outside, inside) };
    tokio::pin!(serving);
    tokio::select! {
        _ = &mut serving => {}
        () = end.told() => {}
    }
    tracing::info!("closing: nobody else is let in");
    closing.cancel();
    match drained(serving, end.told()).await {
        Drained::All => {}
        Drained::TooSlow => tracing::warn!("closing: what is still under way is dropped"),
        Drained::ToldTwice => tracing::warn!("closing at once, as told twice"),
    }
}

/// How what was under way has ended.
#[derive(Debug, PartialEq, Eq)]
enum Drained {
    All,
    TooSlow,
    ToldTwice,
}

async fn drained(serving: impl Future, told_again: impl Future) -> Drained {
    tokio::select! {
        _ = serving => Drained::All,
        () = tokio::time::sleep(DRAIN_MAX) => Drained::TooSlow,
        _ = told_again => Drained::ToldTwice,
    }
}

fn broken(error: &std::io::Error) -> Failure {
    Failure::coded(Kind::Unavailable, "cli-serve-broken").with_argument("reason", error)
}

/// The signals that end the process.
struct Ending {
    terminate: tokio::signal::unix::Signal,
    interrupt: tokio::signal::unix::Signal,
}

impl Ending {
    fn listen() -> Result<Self, Failure> {
        let listen = |kind| signal(kind).map_err(|error| broken(&error));
        Ok(Self { terminate: listen(SignalKind::terminate())?, interrupt: listen(SignalKind::interrupt())? })
    }

    async fn told(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::future::{pending, ready};

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn what_is_under_way_ends_or_is_ended() {
        let slow = || tokio::time::sleep(DRAIN_MAX / 2);
        assert_eq!(drained(slow(), pending::<()>()).await, Drained::All);
        assert_eq!(drained(pending::<()>(), pending::<()>()).await, Drained::TooSlow);
        assert_eq!(drained(slow(), ready(())).await, Drained::ToldTwice);
    }
}
