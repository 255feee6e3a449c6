//! `response.map`: what expressions give, how mistakes are told, and that no expression takes time or memory.

use serde_json::{Value, json};
use tomada_core::{Failure, Headers, Kind};
use tomada_rest::{Answered, Mapping, MappingSource};

#[track_caller]
fn map(source: &str, body: &Value) -> Result<Value, Failure> {
    let headers = Headers::from_iter([("X-Page", "7"), ("link", "a"), ("link", "b")]);
    let mapping = Mapping::compile(&MappingSource::One(source.to_owned()))?;
    mapping.apply(&Answered { body, status: 201, headers: &headers })
}

fn body() -> Value {
    json!({
        "items": [
            {"id": 2, "name": "b", "price": 10.5, "paid": true, "tags": ["x", "y"]},
            {"id": 1, "name": "a", "price": 3, "paid": false, "tags": ["z"]},
            {"id": 3, "name": "c", "price": 3, "paid": true, "tags": []}
        ],
        "empty": [],
        "nothing": null,
        "deep": {"er": {"est": "found"}},
        "odd name": 1,
        "big": u64::MAX,
        "é": "ü"
    })
}

#[track_caller]
fn check(source: &str, expected: impl Into<Value>) {
    assert_eq!(map(source, &body()).unwrap(), expected.into(), "{source}");
}

#[track_caller]
fn refused(source: &str, code: &str, place: Option<(&str, &str)>) -> Failure {
    let failure = map(source, &body()).unwrap_err();
    let found = failure.arguments();
    let found = found.get("line").zip(found.get("column")).map(|(line, column)| (&**line, &**column));
    assert_eq!((failure.kind(), failure.code(), found), (Kind::InvalidInput, Some(code), place), "{failure}");
    assert_eq!(failure.at(), Some("/response/map"));
    failure
}

#[test]
fn parts_are_chosen() {
    check("deep.er.est", json!("found"));
    check("\"odd name\"", json!(1));
    check("\"é\"", json!("ü"));
    check("missing.of.all", json!(null));
    check("items[0].name", json!("b"));
    check("items[-1].id", json!(3));
    check("items[7]", json!(null));
    check("items[*].id", json!([2, 1, 3]));
    check("items[].tags[]", json!(["x", "y", "z"]));
    check("items[1:].id", json!([1, 3]));
    check("items[::-1].id", json!([3, 1, 2]));
    check("items[-2:-1].id", json!([1]));
    check("items[5:0:-2].id", json!([3]));
    check("items[::2147483647].id", json!([2]));
    check("items[1::2147483647].id", json!([1]));
    check("items[?paid].id", json!([2, 3]));
    check("items[?price == `3` && !paid].id", json!([1]));
    check("items[?price == `3.0`].id", json!([1, 3]));
    check("items[?price > `3` || name == 'c'].id", json!([2, 3]));
    check("items[?name > 'a'].id", json!([]));
    check("deep.*.est", json!(["found"]));
    check("deep.* | [0]", json!({"est": "found"}));
    check("items[*].{n: name, t: tags[0]}[0:2]", json!([]));
    check("items[*].{n: name, t: tags[0]} | [0:2]", json!([{"n": "b", "t": "x"}, {"n": "a", "t": "z"}]));
    check("nothing.{a: b}", json!(null));
    check("[items[0].id, nothing]", json!([2, null]));
    check("nothing || 'else'", json!("else"));
    check("empty || `[1]`", json!([1]));
    check("items && big", json!(u64::MAX));
    check("@", body());
}

#[test]
fn functions_are_those_of_the_specification() {
    check("abs(`-3`)", json!(3));
    check("abs(`-2.5`)", json!(2.5));
    check("[ceil(`1.2`), floor(`1.8`), ceil(`-0.2`)]", json!([2, 1, 0]));
    check("[sum(items[].price), avg(items[].price), avg(empty), sum(empty)]", json!([16.5, 5.5, null, 0]));
    check(
        "[contains(items[].name, 'b'), contains('abc', 'bc'), contains('abc', `1`)]",
        json!([true, true, false]),
    );
    check("[starts_with('abc', 'ab'), ends_with('abc', 'ab')]", json!([true, false]));
    check("join(', ', items[].name)", json!("b, a, c"));
    check("keys(deep)", json!(["er"]));
    check("values(deep)", json!([{"est": "found"}]));
    check("[length('äb'), length(items), length(deep)]", json!([2, 3, 1]));
    check("map(&name, items)", json!(["b", "a", "c"]));
    check("map(&nothing, items)", json!([null, null, null]));
    check("[max(items[].id), min(items[].name), max(empty)]", json!([3, "a", null]));
    check("[max_by(items, &price).id, min_by(items, &price).id]", json!([2, 1]));
    check("merge(`{\"a\": 1, \"b\": 1}`, `{\"b\": 2}`)", json!({"a": 1, "b": 2}));
    check("not_null(nothing, missing, 'x')", json!("x"));
    check("[reverse('äb'), reverse(items[].id)]", json!(["bä", [3, 1, 2]]));
    check("[sort(items[].id), sort(items[].name)]", json!([[1, 2, 3], ["a", "b", "c"]]));
    check("sort_by(items, &price)[].id", json!([1, 3, 2]));
    check("[to_array('a'), to_array(empty)]", json!([["a"], []]));
    check(
        "[to_number('12'), to_number('1e1'), to_number('x'), to_number(`2`), to_number(items)]",
        json!([12, 10.0, null, 2, null]),
    );
    check("[to_string('a'), to_string(`[1, \"a\"]`)]", json!(["a", "[1,\"a\"]"]));
    check(
        "[type(big), type('a'), type(@), type(empty), type(nothing), type(`true`)]",
        json!(["number", "string", "object", "array", "null", "boolean"]),
    );
}

#[test]
fn status_headers_and_the_whole_body_are_at_hand_at_any_depth() {
    check("status()", json!(201));
    check("header('x-page')", json!("7"));
    check("[header('Link'), header('missing')]", json!(["a", null]));
    check(
        "items[?id == `1`].{page: header('X-PAGE'), of: length(body().items), status: status()}",
        json!([{"page": "7", "of": 3, "status": 201}]),
    );
}

#[test]
fn an_object_of_expressions_gives_an_object() {
    let source: MappingSource =
        serde_json::from_value(json!({"ids": "items[].id", "ok": "status() == `201`"})).unwrap();
    let mapping = Mapping::compile(&source).unwrap();
    let answered = Answered { body: &body(), status: 201, headers: &Headers::default() };
    assert_eq!(mapping.apply(&answered).unwrap(), json!({"ids": [2, 1, 3], "ok": true}));
    let source: MappingSource = serde_json::from_value(json!({"a": "items", "b/c": "items["})).unwrap();
    let failure = Mapping::compile(&source).unwrap_err();
    assert_eq!((failure.code(), failure.at()), (Some("map-syntax-end"), Some("/response/map/b~1c")));
}

#[test]
fn a_mistake_is_told_with_its_place() {
    refused("items[?paid", "map-syntax-end", Some(("1", "12")));
    refused("", "map-syntax-end", Some(("1", "1")));
    refused("'open", "map-syntax", Some(("1", "1")));
    let failure = refused("\"é\" | items[?paid)]", "map-syntax", Some(("1", "18")));
    assert_eq!(failure.arguments()["found"], ")]");
    refused("items[?\n paid = `1`]", "map-syntax", Some(("2", "7")));
    refused("a # b", "map-syntax", Some(("1", "3")));
    refused("`{`", "map-syntax", Some(("1", "1")));
    refused("a[99999999999]", "map-syntax", Some(("1", "3")));
    refused("items[::0]", "map-slice-step", Some(("1", "10")));
    refused("&a", "map-expression-alone", Some(("1", "1")));
    let failure = refused("a | lenght(@)", "map-function-unknown", Some(("1", "11")));
    assert!(failure.arguments()["known"].contains("length, map"));
    let failure = refused("sort_by(items)", "map-function-arguments", Some(("1", "8")));
    assert_eq!(failure.arguments()["usage"], "sort_by(list, &expression)");
    refused("sort_by(items, id)", "map-function-arguments", Some(("1", "8")));
    refused("length(&id)", "map-function-arguments", Some(("1", "7")));
    refused("status(@)", "map-function-arguments", Some(("1", "7")));
    let failure = refused("\n  length(nothing)", "map-wrong-type", Some(("2", "9")));
    assert_eq!(
        (&*failure.arguments()["found"], &*failure.arguments()["accepted"]),
        ("null", "string, array, object")
    );
    for source in [
        "sum(items[].name)",
        "sort(items)",
        "sort_by(items, &tags)",
        "max(`[1, \"a\"]`)",
        "join(',', `[1]`)",
        "keys(items)",
        "values(`1`)",
        "merge(deep, `1`)",
        "abs('a')",
        "contains(big, 'a')",
        "starts_with(big, 'a')",
        "map(&a, deep)",
        "header(big)",
        "reverse(deep)",
    ] {
        let failure = map(source, &body()).unwrap_err();
        assert_eq!(failure.code(), Some("map-wrong-type"), "{source}: {failure}");
    }
}

/// Each of them would double with each step, or multiply.
#[test]
fn work_is_bounded() {
    let repeated = |step: &str| vec![step; 30].join(" | ");
    for source in [
        repeated("[@,@]"),
        repeated("[@,@][]"),
        repeated("{a: @, b: @}"),
        format!("'aaaaaaaaaa' | {}", repeated("join('', [@,@])")),
        format!("`[1,1,1,1,1,1,1,1,1,1]` | {}", repeated("map(&[@,@,@,@], @)[]")),
        format!("`[1]` | {}", repeated("[@,@][] | sort(@)")),
        "[@,@,@,@,@,@,@,@,@,@] | [0:1000] | map(&map(&map(&map(&map(&[@], body().items), body().items), body().items), body().items), @)".to_owned(),
    ] {
        let body = json!({"items": vec![json!({"a": "b"}); 100]});
        let failure = map(&source, &body).unwrap_err();
        assert!(matches!(failure.code(), Some("map-too-much-work" | "map-too-deep")), "{source}: {failure}");
    }
    let rows = json!(vec![json!({"id": 1}); 5_000]);
    refused_over(&rows, "[?length(body()[?id == `1`]) > `0`]");
    refused_over(&rows, "map(&contains(body(), @), @) | map(&[contains(body(), `2`), @], @)");
    refused_over(&rows, "[?body() == body()]");
    let large = json!(vec![json!("x".repeat(64)); 100_000]);
    refused_over(&large, "[@,@,@,@,@,@,@,@,@,@]");
    assert!(map("[@,@,@,@]", &large).is_ok());
}

#[track_caller]
fn refused_over(body: &Value, source: &str) {
    assert_eq!(map(source, body).unwrap_err().code(), Some("map-too-much-work"), "{source}");
}

#[test]
fn what_an_ordinary_builder_does_fits() {
    let rows = json!(vec![json!({"id": 1, "name": "n".repeat(100), "tags": ["a", "b"]}); 20_000]);
    let mapped =
        map("sort_by([?id == `1`], &name)[].{id: id, label: join(' ', [name, tags[0]])} | [:10000]", &rows);
    assert_eq!(mapped.unwrap().as_array().map(Vec::len), Some(10_000));
}

#[test]
fn depth_and_length_are_bounded() {
    let deep = |count: usize| format!("{}a{}", "[".repeat(count), "]".repeat(count));
    assert!(map(&deep(99), &json!({"a": 1})).is_ok());
    for source in [
        deep(101),
        "(".repeat(8_000),
        "!".repeat(8_000),
        "& ".repeat(4_000),
        "{a:".repeat(2_000),
        "[?".repeat(4_000),
        "a.".repeat(4_000),
        "a||".repeat(2_000),
        "a|".repeat(4_000),
        "a[0]".repeat(2_000),
        "[*]".repeat(2_000),
        "f(".repeat(4_000),
        "a==".repeat(2_000),
        "*.".repeat(4_000),
        "[]".repeat(4_000),
    ] {
        let failure = refused_at_all(&source);
        assert_eq!(failure.code(), Some("map-too-deep"), "{}: {failure}", &source[..20]);
    }
    assert_eq!(refused_at_all(&" ".repeat(8_193)).code(), Some("map-too-long"));
    let many = (0..200).map(|index| format!("m{index}: items[0].name")).collect::<Vec<_>>().join(", ");
    assert!(map(&format!("{{{many}}}"), &body()).is_ok());
    let nested = (0..80).fold(json!(1), |inner, _| json!([inner]));
    refused_deep(&nested, &deep(40));
}

fn refused_at_all(source: &str) -> Failure {
    Mapping::compile(&MappingSource::One(source.to_owned())).unwrap_err()
}

#[track_caller]
fn refused_deep(body: &Value, source: &str) {
    let source = source.replace('a', "@");
    assert_eq!(map(&source, body).unwrap_err().code(), Some("map-result-too-deep"));
}
