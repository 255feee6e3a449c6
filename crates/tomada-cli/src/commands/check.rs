//! `tomada check PATH`: every law over one plugin. Exit code 0 if none is broken, that of `broken` otherwise, and
//! that of a wrong command line if there is no plugin at the path.

use tomada_core::{Failure, Kind};
use tomada_testkit::NotGathered;

use crate::arguments::Check;
use crate::session::{Session, Trouble};
use crate::{escape, say, wire};

pub(crate) fn run(session: &Session, arguments: &Check) -> Result<(), Trouble> {
    let judged = wire::runtime()?.block_on(tomada_testkit::check(&arguments.path));
    let report = judged.map_err(|error| trouble(&error))?;
    if session.json {
        say::json(&report.to_json(session.locale))?;
    } else {
        say::text(&escape::for_people(&report.in_words(session.locale)))?;
    }
    if report.passed() { Ok(()) } else { Err(Trouble::Told(Kind::Broken)) }
}

fn trouble(error: &NotGathered) -> Trouble {
    let reason = std::iter::successors(Some(error as &dyn std::error::Error), |error| error.source());
    let reason = reason.map(ToString::to_string).collect::<Vec<_>>().join(": ");
    match error {
        NotGathered::NoPlugin(_) => Trouble::Usage(
            Failure::coded(Kind::InvalidInput, "cli-check-no-plugin").with_argument("reason", reason),
        ),
        NotGathered::Stage(_) => Trouble::Failed(
            Failure::coded(Kind::Unavailable, "cli-host-not-started").with_argument("reason", reason),
        ),
    }
}
