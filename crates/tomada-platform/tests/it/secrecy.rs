//! Planted secrets, looked for in every byte that the platform has left on the disk, in six encodings.

use std::fmt::Write as _;
use std::fs;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use tomada_core::Locale;
use tomada_platform::{ConnectionChange, NewConnection};

use crate::stand::{Stand, ask, new, secrets};

/// How many secrets are planted.
const PLANTED: usize = 64;
/// How each of them begins: 9 bytes, so that in base64, too, all begin alike.
const BEGINNING: &str = "pl4nted \"";

/// Raw, base64 of both alphabets, percent, hexadecimal digits, JSON.
fn encodings(secret: &str) -> Vec<String> {
    let mut digits = String::new();
    for byte in secret.bytes() {
        write!(digits, "{byte:02x}").unwrap();
    }
    let json = serde_json::to_string(secret).unwrap();
    vec![
        secret.to_owned(),
        STANDARD_NO_PAD.encode(secret),
        URL_SAFE_NO_PAD.encode(secret),
        utf8_percent_encode(secret, NON_ALPHANUMERIC).to_string(),
        digits,
        json.trim_matches('"').to_owned(),
    ]
}

#[tokio::test]
async fn no_byte_on_the_disk_tells_a_secret() {
    let stand = Stand::new().await;
    let editor = stand.editor().await;
    let planted =
        (0..PLANTED).map(|number| format!("{BEGINNING}{number:03}\"/\\+é~secret")).collect::<Vec<_>>();
    for pair in planted.chunks(2) {
        // The service answers with the password that it was given: the test, its failure and its health hold it masked.
        let asked = NewConnection { secrets: secrets(&pair[0]), keep_if_broken: true, ..new() };
        let id = editor.connect(asked, Locale::default()).await.unwrap().connection.id;
        let change = ConnectionChange {
            secrets: secrets(&pair[1]),
            keep_if_broken: true,
            ..ConnectionChange::default()
        };
        editor.change_connection(&id, change, Locale::default()).await.unwrap();
        let report = editor.run(ask(Some(&id), "call")).await.unwrap();
        let told = format!("{report:?} {:?}", editor.connection(&id).await.unwrap());
        assert!(!told.contains("pl4nted"), "{told}");
    }
    let mut looked_at = 0;
    for file in fs::read_dir(stand.folder.path()).unwrap() {
        let path = file.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        looked_at += bytes.len();
        for hidden in encodings(BEGINNING) {
            let there = memchr::memmem::find(&bytes, hidden.as_bytes()).is_some();
            assert!(!there, "{} holds {hidden}", path.display());
        }
    }
    assert!(looked_at > 100_000, "only {looked_at} bytes were looked at");
}
