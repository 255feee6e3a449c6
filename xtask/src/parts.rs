//! The parts of a chore: each is announced, timed, and told of in a line at the end, whatever became of it.

use std::time::{Duration, Instant};

use crate::command::{Style, style};
use crate::problem::Problem;

/// What has been done so far.
#[derive(Default)]
pub(crate) struct Parts(Vec<Row>);

struct Row {
    name: &'static str,
    outcome: Outcome,
    took: Duration,
}

enum Outcome {
    Passed,
    Failed,
    Skipped(&'static str),
}

impl Parts {
    /// Runs one part; a failure is told at once and remembered.
    pub(crate) fn run<T>(
        &mut self,
        name: &'static str,
        part: impl FnOnce() -> Result<T, Problem>,
    ) -> Option<T> {
        println!("\n{}", style(Style::Heading, &format!("== {name}")));
        let begun = now();
        let result = part();
        let took = now().duration_since(begun);
        let outcome = if result.is_ok() { Outcome::Passed } else { Outcome::Failed };
        self.0.push(Row { name, outcome, took });
        result.inspect_err(|problem| println!("{}", style(Style::Bad, &problem.in_full()))).ok()
    }

    /// Remembers a part that was left out, and why.
    pub(crate) fn skip(&mut self, name: &'static str, why: &'static str) {
        self.0.push(Row { name, outcome: Outcome::Skipped(why), took: Duration::ZERO });
    }

    /// Prints a line for each part. A part that failed fails the chore.
    pub(crate) fn finish(self) -> Result<(), Problem> {
        println!("\n{}", style(Style::Heading, "== summary"));
        for row in &self.0 {
            println!("{}", row.line());
        }
        let failed = self.0.iter().filter(|row| matches!(row.outcome, Outcome::Failed));
        let failed: Vec<_> = failed.map(|row| row.name).collect();
        if failed.is_empty() { Ok(()) } else { Err(Problem::Parts(failed)) }
    }
}

impl Row {
    fn line(&self) -> String {
        let (word, look, note) = match self.outcome {
            Outcome::Passed => ("passed ", Style::Good, ""),
            Outcome::Failed => ("FAILED ", Style::Bad, ""),
            Outcome::Skipped(why) => ("skipped", Style::Command, why),
        };
        let seconds = self.took.as_secs_f64();
        format!("{}  {:<16} {seconds:>7.1} s  {note}", style(look, word), self.name).trim_end().to_owned()
    }
}

#[expect(clippy::disallowed_methods, reason = "the durations are for people, and nothing depends on them")]
fn now() -> Instant {
    Instant::now()
}

#[cfg(test)]
mod tests {
    use super::Parts;
    use crate::problem::Problem;

    #[test]
    fn one_failed_part_fails_the_chore_and_the_next_part_still_runs() {
        let mut parts = Parts::default();
        assert!(parts.run("first", || Err::<(), _>(Problem::Usage("first".into()))).is_none());
        assert_eq!(parts.run("second", || Ok(2)), Some(2));
        parts.skip("third", "not wanted");
        assert!(matches!(parts.finish(), Err(Problem::Parts(names)) if names == ["first"]));
    }
}
