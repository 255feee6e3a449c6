//! A run that is too much, or that comes while too many wait, leaves the bodies of its exchanges behind.
//!
//! Rule: the run itself, its exchanges and the true sizes of their bodies are always written.

use tomada_host::{Body, RunRecord};

/// How much the bodies of one run may hold.
const BODIES_MAX_BYTES: usize = 2 << 20;

/// Empties the bodies if they are too much, or whatever they are when it is `crowded`; gives how many went.
pub(super) fn slim(record: &mut RunRecord, crowded: bool) -> u64 {
    let bytes: usize = bodies(record).map(|body| body.text.len()).sum();
    if !crowded && bytes <= BODIES_MAX_BYTES {
        return 0;
    }
    let mut dropped = 0;
    for body in bodies(record).filter(|body| !body.text.is_empty()) {
        body.text = String::new();
        body.cut = true;
        dropped += 1;
    }
    dropped
}

fn bodies(record: &mut RunRecord) -> impl Iterator<Item = &mut Body> {
    record.exchanges.iter_mut().flat_map(|exchange| {
        let response = exchange.response.as_mut().map(|response| &mut response.body);
        std::iter::once(&mut exchange.request.body).chain(response)
    })
}
