//! Calls an API and answers what came, whatever its status.
//!
//! # What it does
//!
//! Fills the templates of all fields in with the values of `context`, sends the request, and answers status, headers and
//! the decoded body. A value cannot leave its place: it is percent-encoded in an address, stays inside of its text in
//! JSON and XML, and a line break in a header is refused. A text of a JSON body that is one expression alone, such as
//! `{{ context.order }}`, becomes that value with its type.
//!
//! The body is taken as `response.as` says, or as what it is; JSON is recognised whatever the content type says.
//! `response.map` makes something else of it. With `pages`, the call reads on: by a link, a cursor, a page number or an
//! offset, up to caps of pages, items and bytes, and never in circles. A link to another origin is not followed, for the
//! request may carry what was meant for one service.
//!
//! # When it fails
//!
//! `invalid_input`, with the field, for a template that is wrong or names what is not there, and for an address that is
//! none; nothing is sent then. Any answer of the service is an output, unless `fail_on_status` is set: then a status
//! that is not 2xx is a failure of the kind that it means. `rejected` when the body of a good answer is not what
//! `response.as` asks for. `forbidden` when the address may not be called from here, `unavailable` or `uncertain` when
//! no answer came. What ends the reading of pages after the first loses none: `pages` says `complete: false` and why.

use tomada_rest::Pager;
use tomada_sdk::prelude::*;

use crate::exchange::exchange;
use crate::input::Call;
use crate::pages;

pub use crate::input::Input;
pub use crate::output::Output;

/// Calls an API and answers what came, whatever its status.
pub async fn run(mut input: Input, cx: &Context) -> Result<Output, Failure> {
    let reader = input.response.prepare()?;
    let pager = input.pages.take().map(Pager::new).transpose()?;
    let call = Call::new(input, cx)?;
    if let Some(pager) = pager {
        return pages::read(&call, pager, &reader, cx).await;
    }
    let answer = exchange(call.request(&call.names(None), cx)?, cx).await?;
    if call.fail_on_status {
        answer.check_status()?;
    }
    let decoded = answer.decode(&reader)?;
    Output::new(&answer, decoded, &reader)
}
