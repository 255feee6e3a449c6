//! What the first text of a process costs: parsing a language, and then rendering.

use tomada_core::{Failure, Kind, Locale};

fn main() {
    divan::main();
}

/// One sample: later ones would find the languages parsed.
#[divan::bench(sample_count = 1, sample_size = 1)]
fn parse_three_languages() -> usize {
    Locale::ALL.into_iter().map(|locale| tomada_text::ids(locale).len()).sum()
}

#[divan::bench]
fn render() -> Failure {
    let failure = Failure::coded(Kind::Rejected, "answer-not-as-expected").with_argument("reason", "EOF");
    tomada_text::render(failure, Locale::PtBr)
}
