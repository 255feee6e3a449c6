//! The largest audio gets through, and no larger one is taken.

use serde_json::json;
use tomada_sdk::Kind;
use tomada_testkit::peer::{Answer, Behaviour, Script};
use tomada_testkit::{Outcome, Play, Stage};

async fn transcribe(characters: usize) -> Outcome {
    let name = format!("{}chatgpt{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    let stage = Stage::open(&std::env::current_exe().unwrap().with_file_name(name)).unwrap();
    let mut play = Play::new("transcribe");
    play.input = json!({ "audio": "A".repeat(characters), "file_name": "long.mp3" });
    play.script = Script::always(Behaviour::Answer(Answer::json(200, &json!({ "text": "Hi." }))));
    stage.run(&play).await.unwrap()
}

#[tokio::test]
async fn the_largest_audio_gets_through() {
    let outcome = transcribe(16_000_000).await;
    assert_eq!(outcome.report.result.unwrap().to_value(), json!({ "text": "Hi." }));
    assert!(outcome.seen[0].body.len() > 12_000_000);
}

#[tokio::test]
async fn a_larger_one_is_refused_before_anything_is_sent() {
    let outcome = transcribe(16_000_004).await;
    let failure = outcome.report.result.unwrap_err();
    assert_eq!((failure.kind(), failure.at()), (Kind::InvalidInput, Some("/audio")), "{failure}");
    assert!(outcome.seen.is_empty());
}
