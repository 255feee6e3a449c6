//! Nothing is made up: what is undefined, null or no data ends the rendering and is named.

use serde_json::json;

use crate::world::{body, refused, with_json, with_text};

#[track_caller]
fn undefined(template: &str, line: &str, name: &str, known: Option<&str>) {
    let code = if known.is_some() { "template-undefined" } else { "template-undefined-here" };
    let failure = refused(&with_text(template), code, "/body/text");
    let argument = |name: &str| failure.arguments().get(name).map(String::as_str);
    assert_eq!((argument("line"), argument("name"), argument("known")), (Some(line), Some(name), known));
}

const KNOWN: &str = "break, empty, host, html, id, name, next, nothing, nul, order, tags, up";

#[test]
fn an_undefined_name_is_named_with_its_line_and_what_there_is() {
    undefined("x {{ context.idd }}", "1", "context.idd", Some(KNOWN));
    undefined("a\nb\n{{ context.order.line }}", "3", "context.order.line", Some("lines, note, paid"));
    undefined("x{{ contxt }}", "1", "contxt", Some("context"));
    undefined("{{ contxt.id }}", "1", "contxt", Some("context"));
    undefined("{% for t in context.tagz %}{% endfor %}", "1", "context.tagz", Some(KNOWN));
    undefined("{% if context.no %}{% endif %}", "1", "context.no", Some(KNOWN));
    undefined("{% for t in [context.order] %}{{ t.x }}{% endfor %}", "1", "t.x", None);
    undefined("x{{ context.id.y }}", "1", "context.id.y", None);
    undefined("x{{ context.id | upper }}{{ context.no | upper }}", "1", "context.no", Some(KNOWN));
}

#[test]
fn one_expression_alone_is_as_strict() {
    for (template, name) in [
        ("{{ context.no }}", "context.no"),
        ("{{ context.no.more }}", "context.no"),
        ("{{ [context.no] }}", "[context.no]"),
        ("{{ {'a': context.no} }}", "{'a': context.no}"),
    ] {
        let failure = refused(
            &with_json(json!({ "a": template })),
            if name.starts_with("context") { "template-undefined" } else { "template-undefined-here" },
            "/body/json/a",
        );
        assert_eq!(failure.arguments()["name"], name);
    }
}

#[test]
fn absence_can_be_asked_for() {
    assert_eq!(body(&with_text("{{ context.no | default('x') }}")), "x");
    assert_eq!(body(&with_text("{% if context.no is defined %}a{% else %}b{% endif %}")), "b");
    assert_eq!(body(&with_text("{{ context.nothing | default('x', true) }}")), "x");
}

#[test]
fn a_null_is_no_text() {
    refused(&with_text("a\n{{ context.nothing }}"), "template-null", "/body/text");
    refused(&with_json(json!("a{{ context.nothing }}")), "template-null", "/body/json");
}

#[test]
fn what_is_no_template_says_so_with_its_line() {
    for template in ["\n{{ context.id", "\n{% if %}", "\n{{ a b }}", "\n{% nonsense %}", "\n{{ 'a }}"] {
        let failure = refused(&with_text(template), "template-syntax", "/body/text");
        assert_eq!(failure.arguments()["line"], "2", "{template}");
    }
    for template in ["{{ context.id | nonsense }}", "{{ nonsense() }}", "{{ context.id + {} }}"] {
        refused(&with_text(template), "template-failed", "/body/text");
    }
}

#[test]
fn the_door_to_other_templates_is_closed() {
    for template in [
        "{% include 'x' %}",
        "{% import 'x' as y %}",
        "{% from 'x' import y %}",
        "{% extends 'x' %}",
        "{% block x %}{% endblock %}",
        "{% macro x() %}{% endmacro %}",
    ] {
        refused(&with_text(template), "template-syntax", "/body/text");
    }
    for template in ["{{ '<' | safe }}", "{{ '<' | e }}"] {
        refused(&with_text(template), "template-failed", "/body/text");
    }
}

#[test]
fn a_function_is_no_data() {
    refused(&with_json(json!("{{ range }}")), "template-failed", "/body/json");
}
