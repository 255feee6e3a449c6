//! What commands before a call of curl mean for it: variables that they set, and what they print into it.

use std::collections::HashMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::coded;
use crate::shell::{Word, is_curl};

/// Words that run the command which follows them.
const RUNNERS: [&str; 7] = ["sudo", "time", "command", "exec", "nohup", "env", "&"];

/// One command, its variables filled in where they are known.
#[derive(Debug, Default)]
pub(super) struct Command {
    /// Variables that it sets, coded.
    pub(super) sets: Vec<(String, String)>,
    /// Where the first of them stands.
    pub(super) begun_at: Option<usize>,
    pub(super) words: Vec<Word>,
    /// What it reads, coded, from a here-document or here-string.
    pub(super) input: Option<String>,
    /// Where redirections stand that have to do with files.
    pub(super) redirections: Vec<usize>,
    /// Where the rest of its line begins, if a here-document came between.
    pub(super) rest_at: Option<usize>,
}

/// Which word calls curl: the first, but for words that run others.
pub(super) fn curl(words: &[Word]) -> Option<usize> {
    let runs = |word: &&Word| RUNNERS.contains(&word.coded.as_str()) || assignment(&word.coded).is_some();
    let at = words.iter().take_while(runs).count();
    words.get(at).is_some_and(|word| is_curl(&word.coded)).then_some(at)
}

/// `name=value`.
pub(super) fn assignment(coded: &str) -> Option<(&str, &str)> {
    let (name, value) = coded.split_once('=')?;
    let fits = |c: char| c == '_' || c.is_ascii_alphanumeric();
    let begins = name.starts_with(|c: char| c == '_' || c.is_ascii_alphabetic());
    (begins && name.chars().all(fits)).then_some((name, value))
}

/// Adds the variables that a command sets for those after it.
pub(super) fn sets(command: &Command, known: &mut HashMap<String, String>) {
    if command.words.is_empty() {
        known.extend(command.sets.iter().cloned());
    }
    let first = command.words.first().map(|word| word.coded.as_str());
    if matches!(first, Some("export" | "declare" | "local" | "readonly" | "set")) {
        let set = command.words.iter().filter_map(|word| assignment(&word.coded));
        known.extend(set.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }
}

/// What a command prints, coded, if that is plain: `echo …`, `printf %s …`, `cat` and `base64 -d` of what they are given.
pub(super) fn prints(command: &Command) -> Option<String> {
    let words = command.words.iter().map(|word| word.coded.as_str()).collect::<Vec<_>>();
    match words.as_slice() {
        ["echo", "-n", rest @ ..] => Some(rest.join(" ")),
        ["echo", rest @ ..] if !rest.first().is_some_and(|word| word.starts_with('-')) => {
            Some(rest.join(" ") + "\n")
        }
        ["printf", "%s", rest @ ..] => Some(rest.concat()),
        ["cat"] => command.input.clone(),
        ["base64", "-d" | "-D" | "--decode"] => {
            let text = coded::bytes(command.input.as_deref()?);
            let text = text.into_iter().filter(|byte| !byte.is_ascii_whitespace()).collect::<Vec<_>>();
            let mut decoded = String::new();
            coded::push_bytes(&STANDARD.decode(text).ok()?, &mut decoded);
            Some(decoded)
        }
        _ => None,
    }
}
