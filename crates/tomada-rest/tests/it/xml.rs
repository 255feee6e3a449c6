//! XML bodies: a value stands between tags or in an attribute, as it is for whoever reads it, and nowhere else.

use tomada_rest::{BodyTemplate, RequestTemplate};

use crate::world::{body, get, refused, render};

fn with_xml(xml: &str) -> RequestTemplate {
    RequestTemplate {
        body: serde_json::from_value(serde_json::json!({"kind": "xml", "xml": xml})).unwrap(),
        ..get()
    }
}

#[track_caller]
fn check(xml: &str, expected: &str) {
    assert_eq!(body(&with_xml(xml)), expected);
}

#[test]
fn values_are_escaped_where_they_stand() {
    check("<n>{{ context.html }}</n>", "<n>&lt;b&gt;&apos;&amp;&apos;&lt;/b&gt;</n>");
    check("<n a='{{ context.name }}'/>", "<n a='Ana &quot;Bia&quot; &amp; Zoë/?#'/>");
    check(
        "<n a=\"{{ context.name }}\" b='>' c=\"'{{ context.id }}\">x</n>",
        "<n a=\"Ana &quot;Bia&quot; &amp; Zoë/?#\" b='>' c=\"'7\">x</n>",
    );
    check("<n>{{ context.break }}</n>", "<n>a&#13;\nx-evil: 1</n>");
    check("<n a='{{ context.break }}'/>", "<n a='a&#13;&#10;x-evil: 1'/>");
    check("<!-- <n a=' --><n>{{ context.id }}</n>", "<!-- <n a=' --><n>7</n>");
    check("<?x <y ?><n>{{ context.id }}</n>", "<?x <y ?><n>7</n>");
    check("<!DOCTYPE n [<!ENTITY e '>'>]><n>{{ context.id }}</n>", "<!DOCTYPE n [<!ENTITY e '>'>]><n>7</n>");
    check("<n><![CDATA[<m>]]>{{ context.id }}</n>", "<n><![CDATA[<m>]]>7</n>");
    check(
        "<l>{% for tag in context.tags %}<t n='{{ loop.index }}'>{{ tag }}</t>{% endfor %}</l>",
        "<l><t n='1'>a b</t><t n='2'>c&amp;d</t></l>",
    );
    check("{% set x %}<b>{{ context.id }}</b>{% endset %}<n>{{ x }}</n>", "<n>&lt;b&gt;7&lt;/b&gt;</n>");
    check("{{ context.id }}", "7");
}

#[test]
fn a_value_anywhere_else_is_refused() {
    for (xml, place) in [
        ("<{{ context.id }}/>", "tag"),
        ("<n {{ context.id }}='1'/>", "tag"),
        ("<n a={{ context.id }}/>", "tag"),
        ("</{{ context.id }}>", "tag"),
        ("<!-- {{ context.id }} -->", "comment"),
        ("<![CDATA[{{ context.id }}]]>", "CDATA"),
        ("<?x {{ context.id }}?>", "instruction"),
        ("<!DOCTYPE {{ context.id }}>", "declaration"),
        ("<!DOCTYPE n [<!ENTITY e '{{ context.id }}'>]>", "declaration"),
    ] {
        let failure = refused(&with_xml(xml), "xml-value-place", "/body/xml");
        assert_eq!(failure.arguments()["place"], place, "{xml}");
    }
}

#[test]
fn what_xml_cannot_hold_and_what_has_no_end_is_refused() {
    refused(&with_xml("<n>{{ context.nul }}</n>"), "xml-character", "/body/xml");
    refused(&with_xml("<n>{{ '\u{ffff}' }}</n>"), "xml-character", "/body/xml");
    for xml in ["<n", "<n a='", "<!-- x", "<n>x</n><![CDATA[ ]]", "<!DOCTYPE n [>"] {
        refused(&with_xml(xml), "xml-not-closed", "/body/xml");
    }
}

#[test]
fn it_says_what_it_is() {
    let request = render(&with_xml("<a/>")).unwrap();
    assert_eq!(request.headers.get("content-type"), Some("application/xml; charset=utf-8"));
    let body =
        BodyTemplate::Xml { xml: "<a/>".into(), content_type: "text/xml; action={{ context.id }}".into() };
    let request = render(&RequestTemplate { body, ..get() }).unwrap();
    assert_eq!(request.headers.get("content-type"), Some("text/xml; action=7"));
}
