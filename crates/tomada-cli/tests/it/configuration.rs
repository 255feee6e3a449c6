//! `tomada.toml`, the environment and the flags: what wins, and what is refused in which words.

use crate::stand::Shop;

/// What `config check` says of a file and an environment, after the label.
#[track_caller]
fn check(file: &str, environment: &[(&str, &str)], expected: &str) {
    let shop = Shop::empty();
    shop.write("tomada.toml", file);
    let said = shop.run_with(&["config", "check"], environment, "");
    assert_eq!((said.code, said.out.as_str()), (10, ""), "{file}");
    let told = said.error.strip_prefix("Invalid input: ").unwrap_or(&said.error);
    assert!(told.starts_with(expected), "{told}");
}

#[test]
fn what_is_wrong_is_told_with_its_place_and_what_was_meant() {
    check("listen = \n", &[], "tomada.toml:1 is not TOML: ");
    check("\n\nlistn = \"a\"", &[], "tomada.toml:3: there is no key “listn”.\n  Did you mean listen?");
    check(
        "[egress]\nalow = []",
        &[],
        "tomada.toml:2: there is no key “egress.alow”.\n  Did you mean egress.allow?",
    );
    check("egress.allow.more = 1", &[], "tomada.toml:1: egress.allow is not a list of networks");
    check("[pages]\ncolour = \"red\"", &[], "tomada.toml:1: there is no key “pages”.\n  tomada config show");
    check("listen = 8080", &[], "tomada.toml:1: listen is not an address with a port");
    check("listen = \"localhost:80\"", &[], "tomada.toml:1: listen is not an address");
    check("data = \"\"", &[], "tomada.toml:1: data is not a folder");
    check(
        "public_url = \"https://a.example/x\"",
        &[],
        "tomada.toml:1: public_url is not an http or https address",
    );
    check("embed_origins = [\"*\"]", &[], "tomada.toml:1: embed_origins is not a list of");
    check("journal = \"never\"", &[], "tomada.toml:1: journal is neither \"committed\" nor \"async\"");
    check("database.url = \"mysql://u:hunter2@h/d\"", &[], "tomada.toml:1: database.url is not the address");
    check("retention.ok_days = 0", &[], "tomada.toml:1: retention.ok_days is not a whole number of days");
    check("retention.max_mib = -1", &[], "tomada.toml:1: retention.max_mib is not a whole number");
    check("egress.proxy = \"ftp://a\"", &[], "tomada.toml:1: egress.proxy is not the address of a proxy");
    check("log.format = \"xml\"", &[], "tomada.toml:1: log.format is neither");
    check("log.level = true", &[], "tomada.toml:1: log.level is not one of");
    check("", &[("TOMADA_LOG_LEVEL", "loud")], "TOMADA_LOG_LEVEL: log.level is not one of");
    check(
        "",
        &[("TOMADA_EGRESS_ALOW", "")],
        "environment: there is no key “TOMADA_EGRESS_ALOW”.\n  Did you mean TOMADA_EGRESS_ALLOW?",
    );
}

#[test]
fn a_secret_is_never_shown() {
    let shop = Shop::empty();
    shop.write(
        "tomada.toml",
        "database.url = \"postgres://u:hunter2@h/d\"\negress.proxy = \"http://u:hunter2@p\"\n",
    );
    for arguments in [&["config", "show"][..], &["config", "show", "--json"]] {
        let said = shop.run(arguments);
        assert_eq!(said.code, 0, "{}", said.error);
        assert!(!said.out.contains("hunter2") && said.out.contains('…'), "{}", said.out);
    }
    check(
        "database.url = [\"hunter2\"]",
        &[],
        "tomada.toml:1: database.url is not the address of a PostgreSQL database.\n",
    );
}

#[test]
fn the_environment_wins_over_the_file_and_a_named_file_over_the_folders() {
    let shop = Shop::empty();
    shop.write("tomada.toml", "log.level = \"warn\"\nretention.ok_days = 7\n");
    shop.write("other.toml", "log.level = \"debug\"\n");
    let level = |environment: &[(&str, &str)]| {
        let told = shop.run_with(&["config", "show", "--json"], environment, "").json();
        (told["log.level"]["value"].clone(), told["log.level"]["from"].clone())
    };
    assert_eq!(level(&[]), ("\"warn\"".into(), "tomada.toml:1".into()));
    assert_eq!(level(&[("TOMADA_LOG_LEVEL", "error")]), ("\"error\"".into(), "TOMADA_LOG_LEVEL".into()));
    assert_eq!(level(&[("TOMADA_CONFIG", "other.toml")]), ("\"debug\"".into(), "other.toml:1".into()));
    let allowed = shop.run_with(
        &["config", "show", "--json"],
        &[("TOMADA_EGRESS_ALLOW", "127.0.0.1/32:80, [::1/128]:80")],
        "",
    );
    assert_eq!(allowed.code, 0, "{}", allowed.out);
    let said = shop.run(&["config", "check", "--config", "none.toml"]);
    assert_eq!(said.code, 10);
}

/// The committed example is what the program says, and a configuration that can be used.
#[test]
fn the_reference_is_the_committed_example() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tomada.example.toml");
    let said = Shop::empty().run(&["config", "show", "--documented"]);
    if std::env::var_os("INSTA_UPDATE").is_some_and(|value| value == "always") {
        std::fs::write(path, &said.out).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap_or_default(), said.out);
    for language in ["en", "pt-BR", "es"] {
        let shop = Shop::empty();
        let documented = shop.run(&["config", "show", "--documented", "--lang", language]);
        assert!(!documented.out.contains("cli-"), "{}", documented.out);
        shop.write("tomada.toml", &documented.out);
        assert_eq!(shop.run(&["config", "check"]).code, 0);
    }
}
