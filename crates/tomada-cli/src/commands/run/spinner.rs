//! A sign of life while a run is on its way: on a terminal, for people, on stderr.

use std::time::Duration;

use indicatif::ProgressBar;

use crate::escape::on_one_line;
use crate::session::Session;
use crate::terminal::Stream;

/// A spinner, or nothing where nobody looks.
pub(super) struct Spinner(Option<ProgressBar>);

impl Spinner {
    pub(super) fn start(session: &Session, what: &str) -> Self {
        if session.json || !Stream::Error.is_terminal() {
            return Self(None);
        }
        let bar = ProgressBar::new_spinner().with_message(on_one_line(what));
        bar.enable_steady_tick(Duration::from_millis(100));
        Self(Some(bar))
    }

    pub(super) fn stop(&self) {
        self.0.iter().for_each(ProgressBar::finish_and_clear);
    }
}
