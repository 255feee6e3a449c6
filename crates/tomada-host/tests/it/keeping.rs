//! What the host keeps has bounds, and what is let go is counted.

use tomada_core::Json;
use tomada_host::{Journal, MemoryJournal, RunRecord};

fn record(number: usize, input_bytes: usize) -> RunRecord {
    RunRecord {
        run_id: number.to_string(),
        project: String::new(),
        connection: String::new(),
        integration: String::new(),
        version: String::new(),
        action: String::new(),
        started_unix_ms: 0,
        elapsed_ms: 0,
        input: Json::from(serde_json::Value::from("x".repeat(input_bytes))),
        outcome: Ok(Json::empty_object()),
        exchanges: Vec::new(),
        log: Vec::new(),
        log_dropped: 0,
    }
}

#[tokio::test]
async fn the_ring_lets_the_oldest_go_and_counts_them() {
    let check = async |records_max, bytes_max, sizes: &[usize], kept: &[&str], dropped| {
        let journal = MemoryJournal::new(records_max, bytes_max);
        for (number, size) in sizes.iter().enumerate() {
            journal.record(record(number, *size)).await.unwrap();
        }
        let found = journal.records().into_iter().map(|record| record.run_id).collect::<Vec<_>>();
        assert_eq!((found, journal.dropped()), (kept.iter().map(ToString::to_string).collect(), dropped));
    };
    check(3, 1 << 20, &[1, 1], &["0", "1"], 0).await;
    check(3, 1 << 20, &[1, 1, 1, 1, 1], &["2", "3", "4"], 2).await;
    check(3, 10_000, &[4_000, 4_000, 4_000], &["1", "2"], 1).await;
    check(3, 10_000, &[1, 1, 20_000], &[], 3).await;
}
