//! An exchange as a cURL command. What was masked when it was recorded stands masked in it.

use tomada_core::{Failure, Kind};
use tomada_curl::{Body, Call, Shell, write};
use url::Url;

use super::CallExchange;
use crate::{Entered, Role};

/// What stands for a secret in the journal.
const MASK: &str = "***";
/// Fields that curl writes itself.
const CURLS_OWN: [&str; 3] = ["host", "content-length", "accept-encoding"];

impl Entered {
    /// The exchange `number` of a call, from 1 on, as a cURL command for bash. What is masked stands as it was recorded, so that
    /// the command says where a secret belongs. Role: viewer.
    ///
    /// # Errors
    /// `NotFound` with `call-unknown` or `exchange-unknown`.
    pub async fn call_as_curl(&self, run_id: &str, number: u32) -> Result<String, Failure> {
        self.may(Role::Viewer)?;
        let call = self.call(run_id).await?;
        let index = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
        let exchange = index.and_then(|index| call.exchanges.get(index));
        let exchange = exchange.ok_or_else(|| {
            Failure::coded(Kind::NotFound, "exchange-unknown").with_argument("number", number)
        })?;
        Ok(exchange_as_curl(exchange))
    }
}

/// An exchange as a cURL command for bash; what is masked stands as it was recorded.
pub fn exchange_as_curl(exchange: &CallExchange) -> String {
    write(&fields(exchange), None, Shell::Bash).command
}

fn fields(exchange: &CallExchange) -> Call {
    let mut query = Vec::new();
    let mut address = exchange.url.clone();
    if let Ok(mut url) = Url::parse(&exchange.url) {
        // A mask in the query is written as it is read: unescaped, it is seen.
        if url.query().is_some_and(|text| text.contains(MASK)) {
            query = url.query_pairs().map(|(name, value)| (name.into_owned(), value.into_owned())).collect();
            url.set_query(None);
            address = url.into();
        }
    }
    let own = |name: &str| CURLS_OWN.iter().any(|own| name.eq_ignore_ascii_case(own));
    let headers = exchange.request.headers.iter().filter(|(name, _)| !own(name)).cloned().collect();
    let text = exchange.request.body.text.clone();
    let body = if text.is_empty() { Body::None } else { Body::Text { text, content_type: String::new() } };
    Call { method: exchange.method.clone(), url: address, query, headers, body, ..Call::default() }
}
