//! What callers get: texts, hints, rendered failures, labels of the nine kinds.

use tomada_core::{Failure, Kind, Locale};
use tomada_text::{hint, kind_label, render, text, who_acts};

#[test]
fn a_text_is_in_the_language_asked_for() {
    #[track_caller]
    fn check(locale: Locale, expected: &str) {
        assert_eq!(text(locale, "state-conflict", [("key", "cursor")]).as_deref(), Some(expected));
    }
    check(Locale::En, "Another run has just changed “cursor” in this connection's memory.");
    check(Locale::PtBr, "Outra execução acabou de alterar “cursor” na memória desta conexão.");
    check(Locale::Es, "Otra ejecución acaba de cambiar «cursor» en la memoria de esta conexión.");
}

#[test]
fn arguments_are_put_in_as_they_are() {
    #[track_caller]
    fn check(key: &str) {
        let expected = format!("Another run has just changed “{key}” in this connection's memory.");
        assert_eq!(text(Locale::En, "state-conflict", [("key", key)]), Some(expected));
    }
    for key in ["{ $key }", "7", "007", "1.10", "-3", "4294967296", "1e3", "", "linha\nnova", "\u{202e}x"] {
        check(key);
    }
}

#[test]
fn unknown_messages_have_no_text_and_missing_arguments_show() {
    assert_eq!(text(Locale::PtBr, "no-such-message", []), None);
    assert_eq!(hint(Locale::PtBr, "no-such-message", []), None);
    assert_eq!(text(Locale::PtBr, "", []), None);
    assert!(text(Locale::En, "state-conflict", []).is_some_and(|text| text.contains("{$key}")));
}

#[test]
fn a_coded_failure_is_rendered_in_each_language_in_turn() {
    let failure = Failure::coded(Kind::Rejected, "state-conflict").with_argument("key", "cursor");
    let english = render(failure, Locale::En);
    assert_eq!(english.hint(), Some("Run the action again."));
    let spanish = render(english, Locale::Es);
    assert_eq!(spanish.message(), "Otra ejecución acaba de cambiar «cursor» en la memoria de esta conexión.");
    assert_eq!(spanish.hint(), Some("Ejecute la acción de nuevo."));
    assert_eq!(spanish.code(), Some("state-conflict"));
}

#[test]
fn a_failure_that_is_not_in_the_catalogue_is_given_back_unchanged() {
    let own = Failure::new(Kind::Rejected, "The order is closed.").with_hint("Open a new one.");
    assert_eq!(render(own.clone(), Locale::PtBr), own);
    let unknown = Failure::coded(Kind::Broken, "of-a-later-version").with_message("As it came.");
    assert_eq!(render(unknown.clone(), Locale::PtBr), unknown);
}

/// The fallback to the wire name is never needed.
#[test]
fn every_kind_has_a_label_and_someone_who_acts() {
    for locale in Locale::ALL {
        for kind in Kind::ALL {
            assert_ne!(kind_label(kind, locale), kind.as_str(), "{kind} in {}", locale.tag());
            assert_ne!(who_acts(kind, locale), kind.as_str(), "{kind} in {}", locale.tag());
        }
    }
    assert_eq!(kind_label(Kind::RateLimited, Locale::PtBr), "Chamadas demais");
    assert_eq!(who_acts(Kind::Unauthorized, Locale::En), "Whoever owns the connection");
}
