//! Values in addresses: what they become, and what they may not.

use tomada_core::Request;
use tomada_rest::RequestTemplate;

use crate::world::{context, fields, get, names, refused, render};

fn at(url: &str) -> RequestTemplate {
    RequestTemplate { url: url.into(), ..get() }
}

#[track_caller]
fn check(url: &str, expected: &str) {
    assert_eq!(render(&at(url)).unwrap().url, expected);
}

#[track_caller]
fn check_under(base: &str, url: &str, expected: &str) {
    let request: Request = at(url).render(Some(base), &names(&context()), [7; 16]).unwrap();
    assert_eq!(request.url, expected);
}

#[test]
fn a_value_is_percent_encoded_in_path_query_and_fragment() {
    check("https://a.example/{{ context.id }}", "https://a.example/7");
    let name = "Ana%20%22Bia%22%20%26%20Zo%C3%AB%2F%3F%23";
    check("https://a.example/{{ context.name }}/x", &format!("https://a.example/{name}/x"));
    check("https://a.example/?q={{ context.name }}&r=1", &format!("https://a.example/?q={name}&r=1"));
    check("https://a.example/#{{ context.name }}", &format!("https://a.example/#{name}"));
    check("https://a.example/{{ context.break }}", "https://a.example/a%0D%0Ax-evil%3A%201");
    check("https://a.example/{{ context.order.lines }}", "https://a.example/%5B1%2C2.5%5D");
}

#[test]
fn what_the_author_writes_stands_as_it_is() {
    check("https://a.example/a b/ü?x=[1]", "https://a.example/a b/ü?x=[1]");
    check(
        "https://a.example/{% if context.id > 5 %}big?x{% else %}small{% endif %}",
        "https://a.example/big?x",
    );
    check("  https://a.example/ ", "https://a.example/");
    check(
        "https://a.example/{% for t in context.tags %}{{ t }}/{% endfor %}",
        "https://a.example/a%20b/c%26d/",
    );
    check(
        "https://a.example/{% set x %}{{ context.name }}{% endset %}{{ x | length }}",
        "https://a.example/18",
    );
    check("https://a.example/{% set x %}/{{ context.id }}{% endset %}{{ x }}", "https://a.example/%2F7");
}

#[test]
fn a_value_in_the_host_has_letters_only() {
    check("https://{{ context.host }}/x", "https://api.example.com/x");
    check("https://x.{{ context.host }}:8443?x", "https://x.api.example.com:8443?x");
    check("https:{{ context.host }}", "https:api.example.com");
    for url in [
        "https://{{ context.name }}/",
        "https://a.{{ context.up }}{{ context.next }}/",
        "HTTPS:\\\\{{ context.nul }}",
    ] {
        refused(&at(url), "url-host-character", "/url");
    }
    refused(&at("https://user:{{ 'x@y' }}"), "url-host-character", "/url");
}

#[test]
fn a_value_never_steps_to_another_path() {
    for url in [
        "https://a.example/x/{{ context.up }}",
        "https://a.example/x/{{ context.up }}/y",
        "https://a.example/x/.{{ '.' }}?q",
        "https://a.example/x/%2E{{ '.' }}#f",
        "https://a.example/x/{{ '.' }}/y",
        "https://a.example/x\\{{ context.up }}\\y",
    ] {
        refused(&at(url), "url-value-is-step", "/url");
    }
    check("https://a.example/x/../{{ context.id }}", "https://a.example/x/../7");
    check("https://a.example/x?p={{ context.up }}", "https://a.example/x?p=..");
    check("https://a.example/x/{{ context.up }}x", "https://a.example/x/..x");
}

#[test]
fn a_url_that_is_one_expression_is_taken_whole() {
    check("{{ context.next }}", "https://other.example/list?page=2#x");
    check("{{- context.next ~ '&y=1' -}}", "https://other.example/list?page=2#x&y=1");
    refused(&at("{{ context.break }}"), "url-character", "/url");
    refused(&at("{{ 'https://a.example/x y' }}"), "url-character", "/url");
    refused(&at("{{ context.id }}"), "url-not-text", "/url");
    refused(&at("{{ context.nothing }}"), "url-not-text", "/url");
}

#[test]
fn an_address_that_is_none_sends_nothing() {
    for url in ["", "   ", "{{ context.empty }}", "{% if false %}x{% endif %}"] {
        refused(&at(url), "url-empty", "/url");
    }
    for url in ["orders/7", "//a.example/x", "{{ context.next }}/more", "a.example", "{{ context.host }}"] {
        refused(&at(url), "url-not-absolute", "/url");
    }
    refused(&at("https://a.example/\tx"), "url-character", "/url");
    refused(&at("https://a.example/\n"), "url-character", "/url");
}

#[test]
fn a_relative_address_lies_under_the_base() {
    let base = "https://a.example/v1/";
    check_under(base, "orders/{{ context.id }}", "https://a.example/v1/orders/7");
    check_under(base, "/orders?x=1", "https://a.example/v1/orders?x=1");
    check_under(base, "?x=1", "https://a.example/v1?x=1");
    check_under(base, "//other.example/x", "https://a.example/v1/other.example/x");
    check_under(base, "\\\\other.example/x", "https://a.example/v1/other.example/x");
    check_under(base, "{{ context.host }}/x", "https://a.example/v1/api.example.com/x");
    check_under(base, "@other.example", "https://a.example/v1/@other.example");
    check_under(base, "ftp://other.example/x", "https://a.example/v1/ftp://other.example/x");
    check_under(base, "{{ context.next }}", "https://other.example/list?page=2#x");
    check_under(
        base,
        "{{ context.next }}/x",
        "https://a.example/v1/https%3A%2F%2Fother.example%2Flist%3Fpage%3D2%23x/x",
    );
    check_under(base, "https://other.example", "https://other.example");
}

#[test]
fn parameters_follow_those_of_the_address() {
    #[track_caller]
    fn check(url: &str, query: &str, expected: &str) {
        let template = RequestTemplate { query: fields(query), ..at(url) };
        assert_eq!(render(&template).unwrap().url, expected);
    }
    check("https://a.example", r#"{"q": "x"}"#, "https://a.example?q=x");
    check("https://a.example/?", r#"{"q": "x"}"#, "https://a.example/?q=x");
    check(
        "https://a.example/?a=1#f",
        r#"{"q": "x", "b": 2, "a": true}"#,
        "https://a.example/?a=1&q=x&b=2&a=true#f",
    );
    check("https://a.example/", r#"{"q": ["{{ context.id }}", 8, "9"]}"#, "https://a.example/?q=7&q=8&q=9");
    check("https://a.example/", r#"{"q": "{{ context.tags }}"}"#, "https://a.example/?q=a%20b&q=c%26d");
    check("https://a.example/", r#"{"q": "{{ context.nothing }}", "r": []}"#, "https://a.example/");
    check(
        "https://a.example/",
        r#"{"q": ["{{ context.tags }}"]}"#,
        "https://a.example/?q=%5B%22a%20b%22%2C%22c%26d%22%5D",
    );
    check("https://a.example/", r#"{"q": "{{ context.empty }}"}"#, "https://a.example/?q=");
    check(
        "https://a.example/",
        r#"{"{{ context.host }}[&]": "="}"#,
        "https://a.example/?api.example.com%5B%26%5D=%3D",
    );
}
