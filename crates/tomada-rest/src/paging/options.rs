//! How pages are read, as a builder writes it: the field `pages` of the card.

use schemars::JsonSchema;
use serde::Deserialize;

/// How to read an answer that comes in pages.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PagesOptions {
    /// How the next page is found.
    pub next: NextPage,
    /// Where the items of a page are, as JMESPath: `data.items`; `@` if the body is the list. Page numbers and offsets
    /// need it to know the end, unless there is `has_more`.
    pub items: Option<String>,
    /// What says that there are more pages, as JMESPath: `meta.has_more`. False, null, 0 and nothing end it.
    pub has_more: Option<String>,
    /// What becomes of the pages.
    #[serde(default)]
    pub keep: Keep,
    /// The most pages.
    #[serde(default = "pages_max")]
    #[schemars(range(min = 1, max = 1_000))]
    pub pages_max: u32,
    /// The most items; as many as the pages have if absent.
    #[schemars(range(min = 1, max = 1_000_000))]
    pub items_max: Option<usize>,
    /// The most bytes of all pages together, after decompression.
    #[serde(default = "bytes_max")]
    #[schemars(range(min = 1, max = 10_485_760))]
    pub bytes_max: u64,
}

/// The most pages if nothing else is said.
fn pages_max() -> u32 {
    20
}

/// The most bytes if nothing else is said: 4 MiB.
fn bytes_max() -> u64 {
    4 * 1024 * 1024
}

/// How the next page is found.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(tag = "by", rename_all = "snake_case", deny_unknown_fields)]
pub enum NextPage {
    /// A `Link` header field with `rel="next"` (RFC 8288).
    LinkHeader {},
    /// A link in the answer, whole or relative.
    Link {
        /// Where it is, as JMESPath: `links.next`, or `header('x-next')`. Null, false and nothing end it.
        at: String,
    },
    /// A cursor in the answer. Templates name it `{{ page.cursor }}`, which is null for the first page.
    Cursor {
        /// Where it is, as JMESPath: `meta.next_cursor`. Null, false and nothing end it.
        at: String,
    },
    /// A number that is one more for each page. Templates name it `{{ page.number }}`.
    Number {
        /// The first one.
        #[serde(default = "one")]
        first: u64,
        /// How many items a full page has: one with fewer is the last. If absent, an empty page is.
        #[schemars(range(min = 1))]
        size: Option<usize>,
    },
    /// How many items to skip. Templates name it `{{ page.offset }}`; it grows by the items of each page.
    Offset {
        /// The first one.
        #[serde(default)]
        first: u64,
        /// How many items a full page has: one with fewer is the last. If absent, an empty page is.
        #[schemars(range(min = 1))]
        size: Option<usize>,
    },
}

fn one() -> u64 {
    1
}

/// What becomes of the pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Keep {
    /// One list of all items; of all pages if `items` is absent.
    #[default]
    Items,
    /// A list of the pages, each whole.
    Pages,
}
