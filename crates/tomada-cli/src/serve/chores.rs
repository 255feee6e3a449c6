//! What a server does by itself, hour by hour.
//!
//! Rule: a chore that fails is told in the log and tried again at its next turn; it never ends the server.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::config::Retention;
use crate::wire::House;

/// How often.
const TURN: Duration = Duration::from_hours(1);

/// Does the chores until `closing`.
pub(super) async fn run(house: House, retention: Retention, closing: CancellationToken) {
    let mut turns = tokio::time::interval(TURN);
    loop {
        tokio::select! {
            () = closing.cancelled() => return,
            _ = turns.tick() => {}
        }
        if let Err(failure) = house.retain(retention).await {
            tracing::warn!(
                code = failure.code(),
                detail = failure.detail(),
                "the call log could not be cut back"
            );
        }
    }
}
