//! Addresses as curl takes them.

use tomada_curl::{Limits, Shell, Topic, read};

use crate::wire::{import, noted, shown};

#[track_caller]
fn check(url: &str, expected: &str, query: &[(&str, &str)]) {
    let call = shown(&import(&format!("curl {url}")));
    let found: Vec<_> = call.query.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!((call.url.as_str(), found.as_slice()), (expected, query), "{url}");
}

#[track_caller]
fn refused(url: &str, found: &str) {
    let wrong = read(&format!("curl {url}"), Shell::Bash, &Limits::CARD).expect_err(url);
    assert!(wrong.to_string().contains(&format!("found={found:?}")), "{url}: {wrong}");
}

#[test]
fn what_curl_guesses_and_cuts() {
    check("example.com", "http://example.com/", &[]);
    check("HTTPS://example.com:8443/a#b", "https://example.com:8443/a", &[]);
    check("http:/h/x", "http://h/x", &[]);
    check("--proto-default https h", "https://h/", &[]);
    check("localhost:8080?a=1", "http://localhost:8080/", &[("a", "1")]);
    check("http://u:p@h/x", "http://h/x", &[]);
    check("--url h", "http://h/", &[]);
    check("-- h", "http://h/", &[]);
}

#[test]
fn a_query_becomes_fields_only_where_that_changes_nothing() {
    check("'h?a=1&b=%20%26'", "http://h/", &[("a", "1"), ("b", " &")]);
    check("'h?a=1&a=2'", "http://h/", &[("a", "1"), ("a", "2")]);
    check("'h?a=1+2'", "http://h/?a=1+2", &[]);
    check("'h?a=%2f'", "http://h/?a=%2f", &[]);
    check("'h?b=1&a=2&b=3'", "http://h/", &[("b", "1"), ("a", "2"), ("b", "3")]);
    check("'h?a&b=1'", "http://h/?a&b=1", &[]);
    check("'h?a=/'", "http://h/?a=/", &[]);
    check("'h?a=%F3%B0%80%80'", "http://h/", &[("a", "\u{F0000}")]);
    check("'h?a=%FF'", "http://h/?a=%FF", &[]);
    check("\"h?a=$A&b=x$B\"", "http://h/", &[("a", "<A>"), ("b", "x<B>")]);
}

#[test]
fn globs_stand_for_their_first() {
    check("'h/{a,b}/[3-9:2]'", "http://h/a/3", &[]);
    check("'h/[a-c]'", "http://h/a", &[]);
    check("'h/?x[]=1'", "http://h/?x[]=1", &[]);
    check(r"'h/\{a\}'", "http://h/{a}", &[]);
    check("-g 'h/{a,b}[1-2]'", "http://h/{a,b}[1-2]", &[]);
    check("'http://[::1]:80/'", "http://[::1]:80/", &[]);
    let topics = |command| noted(&import(command)).into_iter().map(|(topic, _)| topic).collect::<Vec<_>>();
    assert_eq!(topics("curl 'http://h/[1-2]'"), [Topic::Glob]);
    assert_eq!(topics("curl 'http://h/{a}'"), []);
    assert_eq!(topics("curl http://h http://i http://j"), [Topic::MoreUrls]);
}

#[test]
fn a_variable_at_the_beginning_is_a_base_address() {
    let import = import("curl \"$BASE/items?id=$ID\"");
    assert_eq!(import.base_variable.as_deref(), Some("BASE"));
    let call = shown(&import);
    assert_eq!((call.url.as_str(), call.query), ("/items", vec![("id".to_owned(), "<ID>".to_owned())]));
    check("\"$HOST:8080/x\"", "http://<HOST>:8080/x", &[]);
    check("\"https://$HOST/$ID\"", "https://<HOST>/<ID>", &[]);
}

#[test]
fn what_cannot_be_called_is_refused() {
    refused("ftp://h/x", "ftp:");
    refused("ftp.example.com", "ftp.");
    refused("'http://h/a b'", " ");
    refused("$'http://h/\\n'", "\\n");
    refused("http://", "://");
    refused("'http://h\\x'", "h\\x");
    refused("'h/{a'", "{");
    refused("'h/a]'", "]");
    refused("'h/[a-9]'", "[");
    refused("-G -d 'a b' h", " ");
}
