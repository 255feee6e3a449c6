//! Plugins that open well and then break rules, cases 10 to 28, 50 to 53 and 59 to 61. Each case: the run is answered
//! or fails as the table says, the plugin's own counters show that the host kept the rules in return, nothing stays
//! open, and the next action is answered. The sources in `hostile/` say what each action does.
//!
//! Not here, because in process they end the host, which is why such plugins belong into a worker: pointers into
//! unmapped memory (11), constructors that spin or exit (14), panics that unwind across or abort (16, 18).

mod bytes;
mod flood;
mod handles;
mod many;
mod operation;
mod stream;
mod wake;

use std::sync::Arc;

use serde_json::Value;
use tomada_core::{Failure, Kind};
use tomada_loader::{Counts, Loader, Plugin};

use crate::c_plugin::CPlugin;
use crate::run::Run;
use crate::world::{Answering, World};

/// A hostile plugin that was opened, and a world for its runs.
struct Case {
    plugin: Arc<Plugin>,
    world: Arc<World>,
}

impl Case {
    fn open(source: &'static str) -> Self {
        Self::in_world(source, Answering::Hello)
    }

    fn in_world(source: &'static str, answering: Answering) -> Self {
        let bytes = CPlugin::hostile(source).bytes();
        let plugin = Loader::new().open_bytes(&bytes).expect("it opens; it is its runs that are hostile");
        Self { plugin, world: World::answering(answering) }
    }

    fn begin<'a>(&'a self, action: &'a str, input: &str) -> Run<'a> {
        Run::begin(&*self.plugin, action, input, self.world.context("{}"))
    }

    fn run(&self, action: &str, input: &str) -> Result<String, Failure> {
        self.begin(action, input).finish().map(|output| output.json.to_string())
    }

    #[track_caller]
    fn answers(&self, action: &str, input: &str, expected: &str) {
        assert_eq!(self.run(action, input), Ok(expected.to_owned()), "{action} {input}");
        self.assert_kept(action);
    }

    #[track_caller]
    fn fails(&self, action: &str, input: &str, kind: Kind, code: Option<&str>) -> Failure {
        let failure = self.run(action, input).expect_err(action);
        assert_eq!((failure.kind(), failure.code()), (kind, code), "{action} {input}: {failure}");
        self.assert_kept(action);
        failure
    }

    /// The failure of one that breaks the rules of the boundary.
    #[track_caller]
    fn breaks(&self, action: &str, says: &str) {
        let before = self.plugin.counts().protocol_errors;
        let failure = self.fails(action, "{}", Kind::Broken, Some("plugin-protocol"));
        assert!(failure.to_string().contains(says), "{action}: {failure} does not say {says:?}");
        assert_eq!(self.plugin.counts().protocol_errors, before + 1, "{action} was not counted");
    }

    /// The status that the host gave the plugin, which the action answers.
    #[track_caller]
    fn is_told(&self, action: &str, status: i32) {
        self.answers(action, "{}", &status.to_string());
    }

    /// The plugin still answers, nothing is open, and the host kept the rules that the plugin counts.
    #[track_caller]
    fn assert_kept(&self, action: &str) {
        assert_eq!(self.run("echo", "[1]"), Ok("[1]".to_owned()), "no answer after {action}");
        let counts = self.plugin.counts();
        let open = (counts.calls_open, counts.operations_open, counts.host_operations_open);
        assert_eq!(open, (0, 0, 0), "calls, operations, host operations open after {action}");
        assert_eq!(self.world.open(), 0, "the world has something open after {action}");
        let report = self.report();
        for rule in [
            "polled_after_end",
            "polled_after_drop",
            "dropped_twice",
            "released_twice",
            "destroyed_with_live_runs",
            "destroyed_twice",
            "malformed_calls",
        ] {
            assert_eq!(report[rule], 0, "the host broke a rule at {action}: {report}");
        }
        // The report itself is a run that is not dropped yet.
        for (made, gone, still) in [("runs", "drops", 1), ("given", "released", 0)] {
            let left_over = report[made].as_i64().zip(report[gone].as_i64()).map(|(made, gone)| made - gone);
            assert_eq!(left_over, Some(still), "{made} without {gone} after {action}: {report}");
        }
    }

    #[track_caller]
    fn report(&self) -> Value {
        let report = self.run("report", "{}").expect("report answers");
        serde_json::from_str(&report).expect("report is JSON")
    }

    /// An answer while another run is in flight, so that not everything is closed afterwards.
    #[track_caller]
    fn answers_while_open(&self, action: &str, expected: &str) {
        assert_eq!(self.run(action, "{}"), Ok(expected.to_owned()), "{action}");
    }
}

/// The run is not ended by the loader but by whoever has the deadline: by dropping it.
#[track_caller]
fn check_stalled(source: &'static str, action: &str, input: &str, polls_max: usize) -> Counts {
    let case = Case::open(source);
    let mut run = case.begin(action, input);
    assert!(run.advance(polls_max).is_none(), "{action} should never answer");
    let counts = case.plugin.counts();
    assert_eq!((counts.calls_open, counts.operations_open), (1, 1));
    drop(run);
    case.assert_kept(action);
    counts
}
