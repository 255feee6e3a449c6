//! What `from_curl` makes of a command is what `preview`, and so `call`, takes.

#![expect(clippy::unwrap_used, reason = "a test may panic, and so may its helpers")]

use serde_json::{Map, Value, json};
use tomada_core::Json;
use tomada_testkit::{Play, Stage};

const COMMANDS: &[&str] = &[
    "curl https://api.example.com/a?b=c",
    "curl -G -d a=1 --data-urlencode 'b=x y' https://api.example.com",
    "curl -d '{\"a\": 1}' -H 'Content-Type: application/json' https://api.example.com",
    "curl --json '{\"a\": [1, null]}' https://api.example.com",
    "curl -d z=1 -d a=2 -d z=3 https://api.example.com",
    "curl -F a=1 -F 'b=text;filename=b.txt;type=text/plain' https://api.example.com",
    "curl -X PUT --data-binary $'\\xff\\x00' https://api.example.com",
    "curl -X PATCH -d plain -H 'Content-Type: text/x-thing' https://api.example.com",
    "curl -I -L -m 3 --retry 9 -A me -e https://a.example -b c=d https://api.example.com",
    "curl -u ana:secret1 https://api.example.com",
    "curl -H 'X-A: 1' -H 'X-A: 2' -H 'X-B;' -H 'X-C: {{x}}' \"https://api.example.com/$USER\"",
    "curl --digest -u ana:secret1 --url https://api.example.com --url-query q=1",
    "curl --oauth2-bearer token-123 https://api.example.com",
    "curl --aws-sigv4 aws:amz:eu-west-1:s3 -u AKID:secret1 https://api.example.com",
];

fn stage() -> Stage {
    let name = format!("{}webhook{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    Stage::open(&std::env::current_exe().unwrap().with_file_name(name)).unwrap()
}

async fn run(stage: &Stage, action: &str, input: Value, auth: Option<Value>) -> Value {
    let mut play = Play::new(action);
    play.input = input;
    if let Some(auth) = auth {
        play.settings = Map::from_iter([("base_url".to_owned(), json!("https://api.example.com"))]);
        let auth: tomada_core::Auth = serde_json::from_value(auth).unwrap();
        play.secrets = [(auth.secrets()[0].to_owned(), "a-secret".to_owned())].into();
        play.auth = Some(auth);
    }
    let report = stage.run(&play).await.unwrap().report;
    report.result.as_ref().map_or_else(|failure| panic!("{action}: {failure}"), Json::to_value)
}

#[tokio::test]
async fn what_a_command_says_can_be_called() {
    let stage = stage();
    for command in COMMANDS {
        let read = run(&stage, "from_curl", json!({ "command": command }), None).await;
        let mut call = read["call"].clone();
        let variables = read["variables"].as_array().unwrap();
        call["context"] =
            variables.iter().map(|it| (it["name"].as_str().unwrap().to_owned(), json!("v"))).collect();
        let auth = read.get("connection").map(|connection| connection["auth"].clone());
        // A digest waits for the service's challenge, so the first request carries none.
        let shows_credential = auth.as_ref().is_some_and(|auth| auth["kind"] != "digest");
        let shown = run(&stage, "preview", call, auth).await;
        let shown = shown.to_string();
        assert!(shown.contains("api.example.com"), "{command}: {shown}");
        assert!(!shown.contains("secret1") && !shown.contains("token-123"), "{command}: {shown}");
        assert_eq!(shown.contains("\"connection\""), shows_credential, "{command}: {shown}");
    }
}
