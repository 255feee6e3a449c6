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

/// The rows, one below the other, each beginning where the one before it ended.
pub(super) fn rows(exchanges: &[CallExchange]) -> Vec<Row> {
    let total_us: u64 = exchanges.iter().map(length_us).sum::<u64>().max(1);
    let mut start_us = 0;
    let row = |(index, exchange): (usize, &CallExchange)| {
        let mut at_us = start_us;
        let mut bars = Vec::new();
        for (part, us) in parts(exchange) {
            let width = (us * WIDTH / total_us).max(2);
            bars.push(Bar { part, x: (at_us * WIDTH / total_us).min(WIDTH - 2), width, ms: us / 1_000 });
            at_us += us;
        }
        start_us += length_us(exchange);
        Row { y: index * 24, bars }
    };
    exchanges.iter().enumerate().map(row).collect()
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

    #[test]
    fn bars_follow_one_another_and_stay_in_the_drawing() {
        let exchange = |timings: Timings, elapsed_ms| CallExchange {
            method: "GET".to_owned(),
            url: String::new(),
            status: None,
            elapsed_ms,
            attempt: 1,
            error: None,
            sent: true,
            timings,
            request: Message::default(),
            response: None,
        };
        let first = Timings { connect_us: Some(100_000), wait_us: Some(300_000), ..Timings::default() };
        let second = Timings { wait_us: Some(600_000), ..Timings::default() };
        let rows = rows(&[exchange(first, 400), exchange(second, 600), exchange(Timings::default(), 0)]);
        let places: Vec<_> =
            rows.iter().flat_map(|row| &row.bars).map(|bar| (bar.part, bar.x, bar.width)).collect();
        assert_eq!(places, [("connect", 0, 100), ("wait", 100, 300), ("wait", 400, 600)]);
    }
}
