//! The three files, parsed strictly, hold the same messages, attributes and arguments, each once.

use std::collections::BTreeSet;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Message, Pattern, PatternElement};
use fluent_syntax::parser::parse;
use tomada_core::Locale;

fn source(locale: Locale) -> &'static str {
    match locale {
        Locale::En => include_str!("../../messages/en.ftl"),
        Locale::PtBr => include_str!("../../messages/pt-BR.ftl"),
        Locale::Es => include_str!("../../messages/es.ftl"),
    }
}

/// Every message of `locale`; a line that is not Fluent fails the test with its text.
fn messages(locale: Locale) -> Vec<Message<&'static str>> {
    let resource =
        parse(source(locale)).unwrap_or_else(|(_, errors)| panic!("{}.ftl: {errors:?}", locale.tag()));
    let message = |entry| match entry {
        Entry::Message(message) => Some(message),
        Entry::Term(term) => panic!("{}.ftl: -{}: terms are not used", locale.tag(), term.id.name),
        Entry::Junk { content } => panic!("{}.ftl: {content}", locale.tag()),
        Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => None,
    };
    resource.body.into_iter().filter_map(message).collect()
}

/// `id`, `id.attribute` and `id $argument`, for comparison. Arguments count for message and attributes together:
/// one language may need in the text what another says in the hint.
fn shape(message: &Message<&'static str>) -> BTreeSet<String> {
    let id = message.id.name;
    let attributes = message.attributes.iter().map(|attribute| format!("{id}.{}", attribute.id.name));
    let mut names = BTreeSet::new();
    let patterns = message.value.iter().chain(message.attributes.iter().map(|attribute| &attribute.value));
    patterns.for_each(|pattern| pattern_arguments(pattern, &mut names));
    let arguments = names.into_iter().map(|name| format!("{id} ${name}"));
    std::iter::once(id.to_owned()).chain(attributes).chain(arguments).collect()
}

fn pattern_arguments(pattern: &Pattern<&'static str>, names: &mut BTreeSet<&'static str>) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { .. } => {}
            PatternElement::Placeable { expression } => expression_arguments(expression, names),
        }
    }
}

fn expression_arguments(expression: &Expression<&'static str>, names: &mut BTreeSet<&'static str>) {
    match expression {
        Expression::Inline(inline) => inline_arguments(inline, names),
        Expression::Select { selector, variants } => {
            inline_arguments(selector, names);
            for variant in variants {
                pattern_arguments(&variant.value, names);
            }
        }
    }
}

fn inline_arguments(inline: &InlineExpression<&'static str>, names: &mut BTreeSet<&'static str>) {
    match inline {
        InlineExpression::VariableReference { id } => drop(names.insert(id.name)),
        InlineExpression::Placeable { expression } => expression_arguments(expression, names),
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
        other => panic!("the catalogue uses arguments and choices alone, not {other:?}"),
    }
}

#[test]
fn the_languages_have_the_same_messages_attributes_and_arguments() {
    let shapes = |locale| messages(locale).iter().flat_map(shape).collect::<BTreeSet<_>>();
    let english = shapes(Locale::En);
    for locale in [Locale::PtBr, Locale::Es] {
        let other = shapes(locale);
        let lacks = english.difference(&other).collect::<Vec<_>>();
        let has_more = other.difference(&english).collect::<Vec<_>>();
        assert!(
            lacks.is_empty() && has_more.is_empty(),
            "{}: lacks {lacks:?}, has more {has_more:?}",
            locale.tag()
        );
    }
}

#[test]
fn no_message_is_there_twice() {
    for locale in Locale::ALL {
        let mut seen = BTreeSet::new();
        for message in messages(locale) {
            assert!(seen.insert(message.id.name), "{}.ftl has {} twice", locale.tag(), message.id.name);
        }
    }
}

#[test]
fn argument_names_and_codes_are_kebab_case_and_no_text_is_empty() {
    let kebab = |name: &str| name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    for locale in Locale::ALL {
        for message in messages(locale) {
            let id = message.id.name;
            assert!(message.value.is_some(), "{}.ftl: {id} has no text", locale.tag());
            let mut names = BTreeSet::from([id]);
            message.value.iter().for_each(|value| pattern_arguments(value, &mut names));
            assert!(names.iter().all(|name| kebab(name)), "{}.ftl: {id}: {names:?}", locale.tag());
        }
    }
}

#[test]
fn every_message_renders_with_nothing_left_open() {
    for locale in Locale::ALL {
        let all = messages(locale);
        assert_eq!(tomada_text::ids(locale), all.iter().map(|message| message.id.name).collect::<Vec<_>>());
        for message in &all {
            let id = message.id.name;
            let names = shape(message);
            let arguments = names.iter().filter_map(|name| Some((name.split_once(" $")?.1, "7")));
            let arguments = arguments.collect::<Vec<_>>();
            let text = tomada_text::text(locale, id, arguments.iter().copied()).unwrap_or_default();
            let hint = tomada_text::hint(locale, id, arguments.iter().copied()).unwrap_or_default();
            assert!(!text.trim().is_empty(), "{id} is empty in {}", locale.tag());
            assert!(!text.contains("{$") && !hint.contains("{$"), "{id} in {}: {text} {hint}", locale.tag());
        }
    }
}
