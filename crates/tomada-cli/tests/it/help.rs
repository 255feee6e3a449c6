//! Help of every command, in three languages, with examples.

use crate::stand::Shop;

const COMMANDS: [&str; 18] = [
    "list",
    "show",
    "run",
    "lock",
    "check",
    "new",
    "serve",
    "config",
    "connect",
    "connections",
    "log",
    "replay",
    "tokens",
    "projects",
    "backup",
    "restore",
    "keys",
    "completions",
];

/// Everything there is to read in one language.
fn manual(language: &str) -> String {
    let shop = Shop::empty();
    let whole = shop.run(&["--help", "--lang", language]);
    let each = COMMANDS.map(|command| {
        let said = shop.run(&[command, "--help", "--lang", language]);
        assert_eq!((said.code, said.error.as_str()), (0, ""));
        said.out
    });
    let below = [["config", "check"], ["config", "show"], ["keys", "rotate"]]
        .map(|[command, verb]| shop.run(&[command, verb, "--help", "--lang", language]).out);
    let pages = std::iter::once(whole.out).chain(each).chain(below);
    pages.collect::<Vec<_>>().join(&format!("\n{}\n\n", "─".repeat(80)))
}

#[test]
fn in_english() {
    insta::assert_snapshot!(manual("en"));
}

#[test]
fn in_portuguese() {
    insta::assert_snapshot!(manual("pt-BR"));
}

#[test]
fn in_spanish() {
    insta::assert_snapshot!(manual("es"));
}

/// A text that is missing shows as its id; one that was not put in shows as clap's own English.
#[test]
fn no_text_is_missing_and_no_line_is_too_long() {
    for language in ["en", "pt-BR", "es"] {
        for line in manual(language).lines() {
            assert!(!line.contains("cli-"), "{language}: {line}");
            assert!(line.chars().count() <= 80 || line.contains("tomada "), "{language}: {line}");
        }
    }
    assert!(!manual("es").contains("Print"));
}

#[test]
fn every_command_is_in_the_manual() {
    let said = Shop::empty().run(&["--help"]);
    let listed = said.out.lines().skip_while(|line| *line != "Commands:").skip(1);
    let listed = listed.take_while(|line| !line.is_empty()).filter_map(|line| line.strip_prefix("  "));
    let names =
        listed.filter_map(|line| line.split(' ').next()).filter(|name| !name.is_empty()).collect::<Vec<_>>();
    assert_eq!(names, COMMANDS);
}

#[test]
fn without_a_command_there_is_help_but_no_success() {
    let said = Shop::empty().run(&[]);
    assert_eq!((said.code, said.out.as_str()), (2, ""));
    assert!(said.error.contains("Usage: tomada <COMMAND>"), "{}", said.error);
}

#[test]
fn completions_are_a_script() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let said = Shop::empty().run(&["completions", shell]);
        assert_eq!(said.code, 0);
        assert!(said.out.contains("idempotency-key"), "{shell}: {}", said.out);
    }
}
