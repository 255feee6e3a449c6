//! Texts and code know each other: what code names is in the message catalogue, and what is there is named.
//!
//! A text is named by its id as a literal, by the beginning of one that is filled in (`"kind-{}"`) or joined (`"note-"`), or
//! by the first argument of the templates' `one`, which joins a beginning and an end.

use std::collections::BTreeSet;

use tomada_core::Locale;

use super::house;

/// The shortest beginning that names texts. `cli-` is one: the names of commands and arguments follow it, and the snapshots
/// of the help pages show what is missing there.
const BEGINNING_MIN: usize = 4;

/// The literals of shipped code and templates, without their quotes.
fn literals(text: &str) -> BTreeSet<String> {
    let pieces = text.split('"').skip(1).step_by(1);
    let fit =
        |piece: &&str| piece.len() < 100 && piece.starts_with(|letter: char| letter.is_ascii_lowercase());
    pieces.filter(fit).map(str::to_owned).collect()
}

/// Whether `id` is named by one of `literals`, or by a beginning of `joined`.
fn is_named(id: &str, literals: &BTreeSet<String>, joined: &BTreeSet<String>) -> bool {
    let filled_in = |literal: &String| {
        let beginning = literal.split_once('{').map(|(beginning, _)| beginning);
        let beginning = beginning.or_else(|| literal.ends_with('-').then_some(literal.as_str()));
        beginning.is_some_and(|beginning| beginning.len() >= BEGINNING_MIN && id.starts_with(beginning))
    };
    literals.contains(id)
        || literals.iter().any(filled_in)
        || joined.iter().any(|start| id.strip_prefix(start.as_str()).is_some_and(|end| end.starts_with('-')))
}

/// What follows `call("` in `text`, up to the next quote.
fn arguments<'a>(text: &'a str, call: &str) -> impl Iterator<Item = &'a str> {
    text.split(call).skip(1).filter_map(|rest| Some(rest.trim_start().strip_prefix('"')?.split_once('"')?.0))
}

/// The codes of failures in `text`, which stand after their kind.
fn codes(text: &str) -> impl Iterator<Item = &str> {
    text.split("coded(").skip(1).filter_map(|rest| {
        let (kind, rest) = rest.split_once(',')?;
        let is_kind = kind.trim().starts_with("Kind::") || kind.trim() == "kind";
        is_kind.then(|| rest.trim_start().strip_prefix('"')?.split_once('"').map(|(code, _)| code)).flatten()
    })
}

fn shipped() -> impl Iterator<Item = &'static house::File> {
    let is_shipped = |path: &str| {
        matches!(path.rsplit_once('.'), Some((_, "rs" | "html")))
            && (path.starts_with("crates/") || path.starts_with("plugins/"))
            && !path.contains("/tests/")
            && !path.ends_with("tests.rs")
    };
    house::files().iter().filter(move |file| is_shipped(&file.path))
}

#[test]
fn every_text_is_named_somewhere() {
    let literals = shipped().flat_map(|file| literals(&file.text)).collect::<BTreeSet<_>>();
    let joined = shipped().flat_map(|file| arguments(&file.text, "one(").map(str::to_owned)).collect();
    let unnamed = tomada_text::ids(Locale::En).into_iter().filter(|id| !is_named(id, &literals, &joined));
    let faults = unnamed.map(|id| format!("{id} is named nowhere: delete it")).collect::<Vec<_>>();
    super::keeps("every text is needed", &faults);
}

#[test]
fn everything_that_is_named_has_its_text() {
    let known = tomada_text::ids(Locale::En).into_iter().collect::<BTreeSet<_>>();
    let faults = shipped().filter(|file| !file.path.starts_with("crates/tomada-core/")).flat_map(|file| {
        let asked = ["t(", "with(", "filled("].into_iter().flat_map(|call| arguments(&file.text, call));
        let asked = asked.filter(|id| id.starts_with("page-") && !id.contains('{'));
        let missing = codes(&file.text).chain(asked).filter(|id| !known.contains(id));
        missing.map(|id| format!("{} names {id}, which has no text", file.path)).collect::<Vec<_>>()
    });
    super::keeps("what is named has a text", &faults.collect::<Vec<_>>());
}

#[test]
fn what_names_a_text_is_noticed() {
    let literals =
        literals(r#"f("a-code"); format!("kind-{}", x); concat!("note-", y); page.one("page-state", y)"#);
    let joined = BTreeSet::from(["page-state".to_owned()]);
    for (id, expected) in [
        ("a-code", true),
        ("kind-broken", true),
        ("note-proxy", true),
        ("page-state-on", true),
        ("page-stated", false),
        ("another", false),
    ] {
        assert_eq!(is_named(id, &literals, &joined), expected, "{id}");
    }
    let text =
        "Failure::coded(Kind::Broken, \"a-code\"); Failure::coded(kind, code); coded(Kind::X,\n \"b\")";
    assert_eq!(codes(text).collect::<Vec<_>>(), ["a-code", "b"]);
    assert_eq!(arguments("w.t(\"x\") w.t(y)", "t(").collect::<Vec<_>>(), ["x"]);
}
