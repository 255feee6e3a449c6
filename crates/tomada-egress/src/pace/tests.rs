//! Unit tests of the pace: silence, drips, slow readers.

use super::*;

/// 1,000 bytes for each second of waiting.
fn pace() -> (Pace, Instant) {
    let limits = Limits { slow_ms: 1_000, rate_min: 1_000, ..Limits::default() };
    (Pace::new(&limits), Instant::now())
}

fn ms(ms: u64) -> Duration {
    Duration::from_millis(ms)
}

#[test]
fn silence_is_too_slow_once_the_window_is_over() {
    let (mut pace, start) = pace();
    assert_eq!(pace.wait(start), start + ms(1_000));
    assert!(!pace.is_too_slow(start + ms(999)));
    assert!(pace.is_too_slow(start + ms(1_000)));
}

#[test]
fn a_drip_is_too_slow_and_a_trickle_is_not() {
    for (bytes, slow) in [(99, true), (100, false)] {
        let (mut pace, start) = pace();
        for drop in 0..10 {
            pace.wait(start + ms(drop * 100));
            pace.arrived(bytes, start + ms(drop * 100 + 100));
        }
        let now = start + ms(1_000);
        pace.wait(now);
        assert_eq!(pace.is_too_slow(now), slow, "{bytes} bytes in 100 ms");
    }
}

#[test]
fn a_slow_reader_is_no_slow_service() {
    let (mut pace, start) = pace();
    pace.wait(start);
    pace.arrived(10, start + ms(10));
    // The reader is away for a minute.
    let back = start + ms(60_000);
    assert_eq!(pace.wait(back), back + ms(990));
    assert!(!pace.is_too_slow(back + ms(500)));
}

#[test]
fn each_window_must_bring_its_share() {
    let (mut pace, start) = pace();
    pace.wait(start);
    pace.arrived(1_000_000, start + ms(1));
    pace.wait(start + ms(1));
    assert!(!pace.is_too_slow(start + ms(1_000)), "the first window brought a lot");
    assert_eq!(pace.wait(start + ms(1_000)), start + ms(2_000));
    assert!(pace.is_too_slow(start + ms(2_000)), "the second brought nothing");
}
