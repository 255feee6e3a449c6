//! Bodies: structures where nothing is lost by that, text and bytes otherwise.

use serde_json::json;
use tomada_curl::{Body, Part};

use crate::wire::{import, shown};

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";

#[track_caller]
#[expect(clippy::needless_pass_by_value, reason = "rows are easier to read without a `&` before each body")]
fn check(flags: &str, expected: Body) {
    assert_eq!(shown(&import(&format!("curl http://h {flags}"))).body, expected, "{flags}");
}

fn text(text: &str, content_type: &str) -> Body {
    Body::Text { text: text.to_owned(), content_type: content_type.to_owned() }
}

#[test]
fn json_where_the_type_says_so_and_nothing_is_lost() {
    check("--json '{\"a\": [1, 2.5, null]}'", Body::Json(json!({"a": [1, 2.5, null]})));
    check("--json '{\"a\":' --json ' 1}'", Body::Json(json!({"a": 1})));
    check("-H 'content-type: application/vnd.x+json' -d '[]'", Body::Json(json!([])));
    check("--json \"{\\\"id\\\": \\\"$ID\\\"}\"", Body::Json(json!({"id": "<ID>"})));
    check("--json \"{\\\"id\\\": $ID}\"", text("{\"id\": <ID>}", JSON));
    check("-d '{}'", text("{}", "application/x-www-form-urlencoded"));
    for lossy in [
        r#"{"a":1,"a":2}"#,
        "12345678901234567890123",
        "0.12345678901234567",
        "1e5",
        "{",
        r#"["\udb80\udc00"]"#,
        "[1.0e400]",
    ] {
        check(&format!("--json '{lossy}'"), text(lossy, JSON));
    }
    check(
        r#"--json '["1e5", "\ud83d\ude00", 18446744073709551615, -0.5]'"#,
        Body::Json(json!(["1e5", "😀", u64::MAX, -0.5])),
    );
}

#[test]
fn a_content_type_leaves_the_headers_only_where_the_body_implies_it() {
    let headers = |flags: &str| shown(&import(&format!("curl http://h {flags}"))).headers;
    assert_eq!(headers("-H 'Content-Type: application/json' -d '{}'"), []);
    let said = ("Content-Type".to_owned(), "application/json; charset=utf-8".to_owned());
    assert_eq!(headers("-H 'Content-Type: application/json; charset=utf-8' -d '{}'"), [said]);
    assert_eq!(headers("-H 'Content-Type: text/xml' -d '<a/>'"), []);
    check("-H 'Content-Type: text/xml' -d '<a/>'", text("<a/>", "text/xml"));
}

#[test]
fn forms_that_come_out_the_same() {
    let form = |pairs: &[(&str, &str)]| {
        Body::Form(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    };
    check("-d a=1 -d b=%20x", form(&[("a", "1"), ("b", " x")]));
    check("-d a=1 -d a=2", form(&[("a", "1"), ("a", "2")]));
    check("-d \"a=$X\"", form(&[("a", "<X>")]));
    check("-d b=1 -d a=2", form(&[("b", "1"), ("a", "2")]));
    check("-d a=1+2", text("a=1+2", FORM));
    check("-d a", text("a", FORM));
    check("-d ''", text("", FORM));
}

#[test]
fn multipart() {
    let part = |name: &str, content: &str, filename: Option<&str>, content_type: Option<&str>| Part {
        name: name.to_owned(),
        content: content.as_bytes().to_vec(),
        filename: filename.map(str::to_owned),
        content_type: content_type.map(str::to_owned),
    };
    check(
        "-F a=b --form-string 'c=@d;type=e/f'",
        Body::Multipart(vec![part("a", "b", None, None), part("c", "@d;type=e/f", None, None)]),
    );
    check(
        "-F 'a=@dir/x.pdf' -F 'b=@y,z.png;type=t/u' -F 'c=<w'",
        Body::Multipart(vec![
            part("a", "<x_pdf>", Some("x.pdf"), Some("application/pdf")),
            part("b", "<y>", Some("y"), Some("t/u")),
            part("b", "<z_png>", Some("z.png"), Some("t/u")),
            part("c", "<w>", None, None),
        ]),
    );
    check(
        r#"-F 'a="b;\"c\\";type=text/x;charset=y;filename="n;.txt"' -F 'd= e ;x=y'"#,
        Body::Multipart(vec![
            part("a", "b;\"c\\", Some("n;.txt"), Some("text/x;charset=y")),
            part("d", "e", None, None),
        ]),
    );
    check(
        "-F 'a=(;type=multipart/mixed' -F b=c -F '=)' -F d=e",
        Body::Multipart(vec![part("d", "e", None, None)]),
    );
    let bytes = Part { name: "a".to_owned(), content: vec![0xff], ..Part::default() };
    check(r"-F $'a=\xff'", Body::Multipart(vec![bytes]));
}
