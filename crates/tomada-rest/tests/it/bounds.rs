//! A template can take neither time nor memory: each of these ends at a limit, soon.

use serde_json::json;

use crate::world::{body, get, refused, with_json, with_text};
use tomada_rest::RequestTemplate;

#[test]
fn work_is_bounded() {
    for template in [
        "{% for a in range(1000) %}{% for b in range(1000) %}{% endfor %}{% endfor %}",
        "{% set ns = namespace(x='aaaaaaaa') %}{% for a in range(1000) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}",
        "{{ 'a' * 1000000000 }}",
        "{{ 'a' | indent(1000000000) }}",
        "{{ '%1000000000d' | format(1) }}",
        "{{ [0] * 1000000000 }}",
        "{% for a in [1] * 1000000000 %}{% endfor %}",
        "{{ ('a' * 100000) | replace('a', 'b' * 100000) }}",
        "{% for a in [[1]] recursive %}{{ loop([[1]]) }}{% endfor %}",
    ] {
        let failure = crate::world::render(&with_text(template)).unwrap_err();
        let code = failure.code().unwrap_or_default();
        assert!(matches!(code, "template-too-much-work" | "template-failed"), "{template}: {failure}");
    }
}

#[test]
fn one_expression_alone_is_bounded_too() {
    for template in [
        "{{ 'a' * 1000000000 }}",
        "{{ [0] * 1000000000 }}",
        "{{ range(100000) | list * 1000 }}",
        "{{ 'a' * 2000000 }}",
    ] {
        let failure = crate::world::render(&with_json(json!(template))).unwrap_err();
        let code = failure.code().unwrap_or_default();
        assert!(
            matches!(code, "template-too-much-work" | "template-failed" | "template-result-too-large"),
            "{template}: {failure}"
        );
    }
}

#[test]
fn results_and_sources_are_bounded() {
    refused(&with_text("{{ 'a' * 1048577 }}"), "template-result-too-large", "/body/text");
    assert_eq!(body(&with_text("{{ 'a' * 1048576 }}")).len(), 1_048_576);
    refused(&with_text(&format!("{{{{ 1 }}}}{}", "a".repeat(64 * 1024))), "template-too-long", "/body/text");
    assert_eq!(body(&with_text(&"a".repeat(2_000_000))).len(), 2_000_000);
}

#[test]
fn templates_are_counted() {
    let many = |count: usize| RequestTemplate { ..with_json(json!(vec!["{{ 1 }}"; count])) };
    assert_eq!(body(&many(500)).len(), 1_001);
    refused(&many(501), "template-too-many", "/body/json/500");
    assert_eq!(body(&with_json(json!(vec!["plain"; 10_000]))).len(), 80_001);
    assert!(crate::world::render(&get()).is_ok());
}

/// Whoever has many templates has small ones.
#[test]
fn later_templates_may_do_less() {
    let looped = "{% for i in range(1000) %}{{ i }}{% for j in range(10) %}{% endfor %}{% endfor %}";
    let with = |count: usize, last: &str| {
        let mut templates = vec!["{{ 1 }}"; count];
        templates.push(last);
        with_json(json!(templates))
    };
    assert_eq!(body(&with(31, looped)).len(), 62 + 2_890 + 4);
    refused(&with(32, looped), "template-too-much-work", "/body/json/32");
    assert!(crate::world::render(&with(400, "{{ context.tags | join }}!")).is_ok());
}

/// What an ordinary author does fits well.
#[test]
fn a_loop_over_a_thousand_rows_fits() {
    let template = "{% for i in range(1000) %}{% for j in range(10) %}{{ i }}{% endfor %}\n{% endfor %}";
    assert_eq!(body(&with_text(template)).lines().count(), 1_000);
}

#[test]
fn nesting_is_bounded() {
    let deep = format!("{{{{ {}1{} }}}}", "(".repeat(20_000), ")".repeat(20_000));
    refused(&with_text(&deep), "template-syntax", "/body/text");
}
