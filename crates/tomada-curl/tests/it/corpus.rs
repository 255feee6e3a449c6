//! Commands that others wrote, against what curl sent for them: pairs `NAME.sh` and `NAME.http` in a folder `curl` of
//! the corpora. `TOMADA_CORPORA` says where they are; otherwise they are looked for beside the house.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use tomada_curl::{Limits, Shell, read};

use crate::wire::{differences, recorded, sent};

/// Commands whose fields send something else than curl did, each with its reason.
const DIFFER: &[(&str, &str)] = &[
    ("get_proxy_with_auth", "the proxy is left out, which a note says: egress goes its own way"),
    (
        "url_query_reads_file",
        "the file was missing when it was recorded, and then curl leaves its name out, too",
    ),
];

/// What files held when it was recorded.
const FILES: &[(&str, &str)] = &[("cookies_txt", "foo=bar")];

/// Where the pairs are.
fn folder() -> Option<PathBuf> {
    if let Some(corpora) = std::env::var_os("TOMADA_CORPORA") {
        return Some(Path::new(&corpora).join("curl"));
    }
    let house = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().skip(2);
    let beside = house.take(2).filter_map(|folder| fs::read_dir(folder).ok()).flatten().flatten();
    beside.map(|entry| entry.path().join("corpora/curl")).find(|path| path.is_dir())
}

#[test]
fn fields_send_what_curl_sent() {
    let Some(folder) = folder() else {
        println!("skipped: there are no recorded requests here; TOMADA_CORPORA may say where");
        return;
    };
    let mut commands: Vec<_> = fs::read_dir(&folder).expect("the folder can be read").flatten().collect();
    commands.sort_by_key(fs::DirEntry::path);
    let mut wrong = Vec::new();
    let mut count = 0;
    for path in
        commands.iter().map(fs::DirEntry::path).filter(|path| path.extension().is_some_and(|it| it == "sh"))
    {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let command = fs::read_to_string(&path).expect("a command is text");
        let http = fs::read(path.with_extension("http")).expect("there is a request for it");
        let found = judge(&command, &http);
        let reason = DIFFER.iter().find(|(known, _)| *known == name);
        match (found.is_empty(), reason) {
            (false, None) => wrong.push(format!("{name}: {}", found.join("\n    "))),
            (true, Some((_, reason))) => wrong.push(format!("{name} is the same now ({reason})")),
            (false, Some((_, reason))) => println!("{name} differs: {reason}"),
            (true, None) => {}
        }
        count += 1;
    }
    println!("{count} commands, {} listed as different", DIFFER.len());
    assert!(count > 0, "no pairs in {}", folder.display());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Compares; where a file has several commands, curl sent one of them, for others lacked their files.
fn judge(text: &str, http: &[u8]) -> Vec<String> {
    let files: HashMap<_, _> = FILES.iter().map(|(name, text)| ((*name).into(), (*text).into())).collect();
    let judged = text.split("\n\n").filter(|command| command.contains("curl")).map(|command| {
        match read(command, Shell::of(command), &Limits::CARD) {
            Err(wrong) => vec![wrong.to_string()],
            Ok(import) => differences(&sent(&import, &files), &recorded(http)),
        }
    });
    judged.min_by_key(Vec::len).unwrap_or_default()
}
