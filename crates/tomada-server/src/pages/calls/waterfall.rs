//! Where the time of a call went: one row for each attempt, one bar for each part, in units of a drawing 1,000 wide.

use tomada_platform::CallExchange;

/// How wide the drawing is.
const WIDTH: u64 = 1_000;

/// One part of an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bar {
    pub(super) part: &'static str,
    pub(super) x: u64,
    pub(super) width: u64,
    pub(super) ms: u64,
}

/// One attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) y: usize,
    pub(super) bars: Vec<Bar>,
}

/// The rows, one below the other, each where it was in time: attempts may wait for one another, or overlap.
pub(super) fn rows(exchanges: &[CallExchange]) -> Vec<Row> {
    let starts = starts_us(exchanges);
    let ends = starts.iter().zip(exchanges).map(|(start, exchange)| start + length_us(exchange));
    let total_us = ends.max().unwrap_or(0).max(1);
    let row = |(index, (start_us, exchange)): (usize, (&u64, &CallExchange))| {
        let mut at_us = *start_us;
        let mut bars = Vec::new();
        for (part, us) in parts(exchange) {
            let width = (us * WIDTH / total_us).max(2);
            bars.push(Bar { part, x: (at_us * WIDTH / total_us).min(WIDTH - 2), width, ms: us / 1_000 });
            at_us += us;
        }
        Row { y: index * 24, bars }
    };
    starts.iter().zip(exchanges).enumerate().map(row).collect()
}

/// When each attempt began, from the first on. Where an older version did not write it down, each begins where the one
/// before it ended.
fn starts_us(exchanges: &[CallExchange]) -> Vec<u64> {
    let known = exchanges.iter().map(|exchange| exchange.started_unix_ms).collect::<Option<Vec<_>>>();
    if let Some(known) = known {
        let first = known.iter().min().copied().unwrap_or(0);
        return known.iter().map(|start| (start - first).saturating_mul(1_000)).collect();
    }
    let end_to_end = exchanges.iter().scan(0, |at_us, exchange| {
        let start = *at_us;
        *at_us += length_us(exchange);
        Some(start)
    });
    end_to_end.collect()
}

fn length_us(exchange: &CallExchange) -> u64 {
    parts(exchange).into_iter().map(|(_, us)| us).sum::<u64>().max(exchange.elapsed_ms.saturating_mul(1_000))
}

fn parts(exchange: &CallExchange) -> Vec<(&'static str, u64)> {
    let timings = &exchange.timings;
    let all = [
        ("resolve", timings.resolve_us),
        ("connect", timings.connect_us),
        ("tls", timings.tls_us),
        ("wait", timings.wait_us),
        ("body", timings.body_us),
    ];
    all.into_iter().filter_map(|(part, us)| us.map(|us| (part, us))).collect()
}

#[cfg(test)]
mod tests {
    use tomada_core::Timings;
    use tomada_host::Message;

    use super::*;

    fn exchange(started_unix_ms: Option<u64>, timings: Timings, elapsed_ms: u64) -> CallExchange {
        CallExchange {
            method: "GET".to_owned(),
            url: String::new(),
            status: None,
            started_unix_ms,
            elapsed_ms,
            attempt: 1,
            error: None,
            sent: true,
            timings,
            request: Message::default(),
            response: None,
        }
    }

    fn wait(us: u64) -> Timings {
        Timings { wait_us: Some(us), ..Timings::default() }
    }

    #[track_caller]
    fn check(exchanges: &[CallExchange], expected: &[(&str, u64, u64)]) {
        let rows = rows(exchanges);
        let bars = rows.iter().flat_map(|row| &row.bars).map(|bar| (bar.part, bar.x, bar.width));
        assert_eq!(bars.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn attempts_stand_where_they_were_in_time() {
        let second = exchange(Some(5_600), wait(400_000), 400);
        check(
            &[exchange(Some(5_000), wait(300_000), 300), second.clone()],
            &[("wait", 0, 300), ("wait", 600, 400)],
        );
        // Two at once; the one that ends first stands first.
        let long = exchange(Some(5_500), wait(500_000), 500);
        check(&[second, long], &[("wait", 200, 800), ("wait", 0, 1_000)]);
        check(&[], &[]);
    }

    #[test]
    fn what_was_written_without_times_stands_end_to_end() {
        let first = Timings { connect_us: Some(100_000), ..wait(300_000) };
        let exchanges = [
            exchange(None, first, 400),
            exchange(None, wait(600_000), 600),
            exchange(None, Timings::default(), 0),
        ];
        check(&exchanges, &[("connect", 0, 100), ("wait", 100, 300), ("wait", 400, 600)]);
    }
}
