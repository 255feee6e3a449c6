//! What is known of where the output goes: whether it is a terminal, how wide it is, whether colour is welcome.

use std::io::{IsTerminal, stderr, stdout};

use anstyle::{AnsiColor, Style};

use crate::arguments::When;

/// Longer lines are hard to read.
pub(crate) const LINE_MAX_COLUMNS: usize = 80;

/// Where the output goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stream {
    Out,
    Error,
}

impl Stream {
    /// Whether people look at it directly.
    pub(crate) fn is_terminal(self) -> bool {
        match self {
            Self::Out => stdout().is_terminal(),
            Self::Error => stderr().is_terminal(),
        }
    }

    /// Whether to use colour there. <https://no-color.org>
    pub(crate) fn in_color(self, when: When) -> bool {
        let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let dumb = || std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        match when {
            When::Always => true,
            When::Never => false,
            When::Auto => self.is_terminal() && !set("NO_COLOR") && !dumb(),
        }
    }
}

/// How many columns there are for text.
pub(crate) fn columns() -> usize {
    let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let found = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    told.or_else(found).unwrap_or(LINE_MAX_COLUMNS).clamp(40, 120)
}

/// The few styles there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Palette {
    pub(crate) heading: Style,
    pub(crate) name: Style,
    pub(crate) quiet: Style,
    pub(crate) good: Style,
    pub(crate) careful: Style,
    pub(crate) bad: Style,
}

impl Palette {
    /// With colour, or without any.
    pub(crate) fn new(in_color: bool) -> Self {
        if !in_color {
            return Self::default();
        }
        let color = |color: AnsiColor| color.on_default();
        Self {
            heading: Style::new().bold(),
            name: color(AnsiColor::Cyan),
            quiet: Style::new().dimmed(),
            good: color(AnsiColor::Green),
            careful: color(AnsiColor::Yellow),
            bad: color(AnsiColor::Red).bold(),
        }
    }
}

/// `text` in `style`.
pub(crate) fn styled(style: Style, text: impl std::fmt::Display) -> String {
    format!("{style}{text}{style:#}")
}
