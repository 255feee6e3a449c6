//! What decoding costs: 256 KiB of each form, as most services send it, and a map over 1,000 rows.
#![allow(missing_docs, clippy::unwrap_used, reason = "a bench that cannot go on has failed")]

use divan::Bencher;
use divan::counter::BytesCount;
use serde_json::{Value, json};
use tomada_core::Headers;
use tomada_rest::{Answered, Mapping, MappingSource, ResponseForm, decode};

fn main() {
    divan::main();
}

/// The size of each body.
const BYTES: usize = 256 * 1024;

/// As many rows as fit, between a head and a tail.
fn body(head: &str, row: impl Fn(usize) -> String, between: &str, tail: &str) -> Vec<u8> {
    let mut text = head.to_owned();
    for index in 0.. {
        let row = row(index);
        if text.len() + row.len() + between.len() + tail.len() > BYTES {
            break;
        }
        if index > 0 {
            text.push_str(between);
        }
        text.push_str(&row);
    }
    (text + tail).into_bytes()
}

fn object(index: usize) -> String {
    format!(r#"{{"id":{index},"name":"Coração {index}","price":{index}.5,"tags":["a","b"],"active":true}}"#)
}

fn measured(bencher: Bencher<'_, '_>, body: &[u8], form: ResponseForm) {
    bencher.counter(BytesCount::new(body.len())).bench(|| decode(body, None, form).unwrap());
}

#[divan::bench]
fn json_as_serde_does(bencher: Bencher<'_, '_>) {
    let body = body("[", object, ",", "]");
    bencher.counter(BytesCount::new(body.len())).bench(|| serde_json::from_slice::<Value>(&body).unwrap());
}

#[divan::bench]
fn json_found(bencher: Bencher<'_, '_>) {
    measured(bencher, &body("[", object, ",", "]"), ResponseForm::Auto);
}

#[divan::bench]
fn json_lines(bencher: Bencher<'_, '_>) {
    measured(bencher, &body("", object, "\n", ""), ResponseForm::Jsonl);
}

#[divan::bench]
fn xml(bencher: Bencher<'_, '_>) {
    let row = |index| {
        format!("<p:item id=\"{index}\"><name>Coração &amp; {index}</name><price>{index}.5</price></p:item>")
    };
    measured(bencher, &body("<rows xmlns:p=\"urn:p\">", row, "\n", "</rows>"), ResponseForm::Xml);
}

#[divan::bench]
fn csv(bencher: Bencher<'_, '_>) {
    let row = |index| format!("{index},Coração {index},\"{index},5\",true");
    measured(bencher, &body("id,name,price,active\n", row, "\n", ""), ResponseForm::Csv);
}

#[divan::bench]
fn form(bencher: Bencher<'_, '_>) {
    measured(
        bencher,
        &body("", |index| format!("field_{index}=Cora%C3%A7%C3%A3o+{index}"), "&", ""),
        ResponseForm::Form,
    );
}

#[divan::bench]
fn html(bencher: Bencher<'_, '_>) {
    let row = |index| {
        format!("<tr><td class=x>{index}</td><td><a href=\"/{index}\">Cora&ccedil;&atilde;o</a></td></tr>")
    };
    measured(
        bencher,
        &body("<!doctype html><title>t</title><table>", row, "\n", "</table>"),
        ResponseForm::Html,
    );
}

#[divan::bench]
fn text(bencher: Bencher<'_, '_>) {
    measured(bencher, &body("", |index| format!("Coração {index}"), "\n", ""), ResponseForm::Text);
}

#[divan::bench]
fn text_in_windows_1252(bencher: Bencher<'_, '_>) {
    measured(bencher, &b"cora\xe7\xe3o ".repeat(BYTES / 8), ResponseForm::Text);
}

#[divan::bench]
fn base64(bencher: Bencher<'_, '_>) {
    measured(bencher, &vec![0xff; BYTES], ResponseForm::Base64);
}

#[divan::bench]
fn map_of_1000_rows(bencher: Bencher<'_, '_>) {
    let source = "items[?active && price > `10`].{id: id, label: join(' ', [name, tags[0]])}";
    let mapping = Mapping::compile(&MappingSource::One(source.to_owned())).unwrap();
    let rows = (0..1_000).map(|index| serde_json::from_str::<Value>(&object(index)).unwrap());
    let body = json!({"items": rows.collect::<Vec<_>>()});
    let headers = Headers::default();
    let answered = Answered { body: &body, status: 200, headers: &headers };
    bencher.bench(|| mapping.apply(&answered).unwrap());
}

#[divan::bench]
fn compile_a_map(bencher: Bencher<'_, '_>) {
    let source = MappingSource::One("items[?active && price > `10`].{id: id, name: name} | [:10]".to_owned());
    bencher.bench(|| Mapping::compile(&source).unwrap());
}
