//! The actions' own logic; and the tests of every plugin: that its manifest is current, its cases and all laws hold.
#![forbid(unsafe_code)]

use hello::actions::{fetch, greet};
use tomada_sdk::{Kind, Locale};

tomada_testkit::plugin!(hello);

#[test]
fn a_greeting_is_in_the_language_of_the_run() {
    #[track_caller]
    fn check(locale: Locale, name: &str, expected: &str) {
        assert_eq!(greet::greeting(locale, name).unwrap(), expected);
    }
    check(Locale::En, "Ana", "Hello, Ana!");
    check(Locale::PtBr, " Ana ", "Olá, Ana!");
    check(Locale::Es, "José", "¡Hola, José!");
}

#[test]
fn a_blank_name_is_refused() {
    let failure = greet::greeting(Locale::En, " \t").unwrap_err();
    assert_eq!((failure.kind(), failure.at()), (Kind::InvalidInput, Some("/name")));
}

#[test]
fn a_path_lies_under_the_base_address() {
    #[track_caller]
    fn check(base_url: &str, path: &str, expected: &str) {
        assert_eq!(fetch::under(base_url, path), expected);
    }
    check("http://a.test", "b", "http://a.test/b");
    check("http://a.test/", "/b?c", "http://a.test/b?c");
    check("http://a.test/v1/", "b", "http://a.test/v1/b");
    check("http://a.test", "//other.test/", "http://a.test/other.test/");
    check("http://a.test", "@other.test", "http://a.test/@other.test");
    check("http://a.test", "", "http://a.test/");
}
