//! HTML to what a flow can use.

use serde_json::{Value, json};
use tomada_rest::NoteCode::{DataUnreadable, PageCut};
use tomada_rest::{Decoded, Form, ResponseForm, decode};

use super::{auto, codes};

#[track_caller]
fn read(html: &str) -> Decoded {
    decode(html.as_bytes(), None, ResponseForm::Html).unwrap()
}

#[track_caller]
fn text(html: &str, expected: &str) {
    assert_eq!(read(html).value["text"], expected, "{html}");
}

#[test]
fn a_page_is_told() {
    let page = r#"<!DOCTYPE html><html lang="pt-BR"><head><meta charset=utf-8><title> Caf&eacute;
        &amp; P&atilde;o </title><meta name=description content="Uma &quot;loja&quot;">
        <meta property="og:image" content="a.png"><meta property="og:image" content="b.png">
        <style>p { content: "<b>" }</style><script>if (a < b) document.write("<p>no</p>")</script>
        <script type="application/ld+json"> {"@type": "Product", "price": "10.50"} </script></head>
        <body><h1>Ol&#225;</h1><p>um <b>dois</b>,
        tr&ecirc;s<br>quatro <a href=" /x?a=1&amp;b=2 "><i>mais</i> aqui</a></p><a>nada</a></body></html>"#;
    let decoded = read(page);
    assert_eq!((decoded.form, codes(&decoded)), (Form::Html, vec![]));
    assert_eq!(
        decoded.value,
        json!({
            "title": "Café & Pão", "lang": "pt-BR",
            "meta": {"description": "Uma \"loja\"", "og:image": ["a.png", "b.png"]},
            "text": "Olá\num dois, três\nquatro mais aqui\nnada",
            "links": [{"href": "/x?a=1&b=2", "text": "mais aqui"}],
            "data": [{"@type": "Product", "price": "10.50"}],
        })
    );
}

#[test]
fn text_is_as_a_reader_sees_it() {
    text("<p>a<p>b", "a\nb");
    text("a<div><div>b</div></div>c", "a\nb\nc");
    text("<ul><li>a<li>b</ul>", "a\nb");
    text("<table><tr><th>a<th>b<tr><td>1</td><td> 2 </td></tr></table>", "a\tb\n1\t2");
    text("a <!-- b --> c &lt;d&gt; e&nbsp;f", "a c <d> e\u{a0}f");
    text("un<b>bold</b>ed", "unbolded");
    text("<textarea><b>x</textarea>y<template><p>z</template>", "y");
    text("<svg><title>t</title></svg>x", "x");
    text("no tags < at all", "no tags < at all");
}

#[test]
fn broken_pages_are_pages() {
    text("<a href=x>y", "y");
    assert_eq!(read("<a href=x>y").value["links"], json!([{"href": "x", "text": "y"}]));
    assert_eq!(read("<a href=x>y<a href=z>w").value["links"].as_array().map(Vec::len), Some(2));
    assert_eq!(read("<a href=1 href=2>x</a>").value["links"][0]["href"], "1");
    assert_eq!(read("<title>never closed").value["title"], Value::Null);
    text("</p></p></div>x", "x");
    let decoded =
        read("<script type=application/ld+json>{</script><script type=application/ld+json>[1]</script>");
    assert_eq!((&decoded.value["data"], codes(&decoded)), (&json!([[1]]), vec![DataUnreadable]));
    let decoded = read(&"<a href=x>y</a>".repeat(10_002));
    assert_eq!((decoded.value["links"].as_array().map(Vec::len), decoded.notes[0].count), (Some(10_000), 2));
    assert_eq!(codes(&decoded), [PageCut]);
    assert!(read(&"<div>".repeat(1_000_000)).value.is_object());
    assert!(read(&format!("<a {}>", "x=1 ".repeat(100_000))).value.is_object());
}

#[test]
fn a_page_is_text_unless_it_is_asked_for_as_one() {
    for content_type in ["text/html", "application/xhtml+xml"] {
        let decoded = auto(b"<html><p>x", Some(content_type));
        assert_eq!((decoded.form, decoded.value, decoded.notes), (Form::Text, json!("<html><p>x"), vec![]));
    }
    let latin = b"<meta http-equiv=x content='text/html; charset=iso-8859-1'><p>caf\xe9";
    assert_eq!(decode(latin, Some("text/html"), ResponseForm::Html).unwrap().value["text"], "café");
    assert_eq!(auto(b"<meta charset=\"latin1\"><p>caf\xe9", Some("text/html")).charset, Some("windows-1252"));
}
