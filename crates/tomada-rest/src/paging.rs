//! Answers that come in pages: which request asks for the next one, when there is none, and when to give up.
//!
//! A [`Pager`] sends nothing: whoever does asks it where to go, shows it each answer, and takes what was collected in the
//! end. The rules it protects: **it always ends** (every kind of progress is checked, and pages, items and bytes are
//! capped), and **what was read is never lost in silence**: [`PagesRead`] says whether it is all, and if not, why.
//!
//! A cursor, page number or offset is put where the builder wants it: templates can name `page`. So a cursor goes into a
//! query, a path, a header or a body, escaped by its place like any value. Links are followed within the origin of the
//! page that names them, and nowhere else: a request may carry secrets that its builder wrote for one service.

mod guard;
mod link;
mod options;
mod pager;

use schemars::JsonSchema;
use serde::Serialize;

pub use options::{Keep, NextPage, PagesOptions};
pub use pager::{Page, Pager, PagesRead};

/// Why reading ended before the last page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stopped {
    /// As many pages as may be were read.
    PagesMax,
    /// As many items as may be were read; further ones of the last page were left out.
    ItemsMax,
    /// As many bytes as may be were read; a page that went beyond was left out.
    BytesMax,
    /// The next request had been sent before, or its link or cursor had been followed.
    Loop,
    /// The service gave nothing new: two empty pages one after the other, or the same page again.
    NoProgress,
    /// The next link leads to another origin, where it is not followed.
    OtherOrigin,
    /// The next link is no address.
    BadLink,
    /// A later page was answered with a status that is not 2xx.
    Status,
    /// A later page is not what was asked for, or lacks what pages are read by.
    BadPage,
    /// Too little time was left for another page.
    Deadline,
    /// A later page did not come.
    Failure,
}
