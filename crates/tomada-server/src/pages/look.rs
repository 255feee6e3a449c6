//! How a page is shown: by itself, or within a page of the platform that has a menu of its own, as the address says.
//!
//! `embed=1` leaves the navigation out; `accent=7a3cc2` besides gives the colour of links and buttons. They stand in
//! the address and not in the configuration because the page around knows them, and one installation may stand in the
//! menus of several platforms. Rule: the mode is in the address alone, and every place of ours that a page leads to
//! keeps it.

mod accent;

use axum::http::Uri;
use tomada_core::{Failure, Kind};

pub(super) use accent::Accent;

/// How a page is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// Whether the navigation is left out.
    pub(super) is_embedded: bool,
    accent: Option<Accent>,
}

impl Look {
    /// What an address says.
    ///
    /// # Errors
    /// `InvalidInput` with `page-accent-wrong` for an accent that is no colour.
    pub(super) fn of(uri: &Uri) -> Result<Self, Failure> {
        let pairs = || url::form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes());
        let given = |wanted: &str| pairs().find(|(name, _)| name == wanted).map(|(_, value)| value);
        if given("embed").as_deref() != Some("1") {
            return Ok(Self::default());
        }
        let accent = given("accent").map(|text| {
            Accent::read(&text).ok_or_else(|| {
                let found = text.chars().take(20).collect::<String>();
                Failure::coded(Kind::InvalidInput, "page-accent-wrong").with_argument("found", found)
            })
        });
        Ok(Self { is_embedded: true, accent: accent.transpose()? })
    }

    /// The address of the style sheet of the accent.
    pub(super) fn sheet(self) -> Option<String> {
        Some(format!("/assets/accent/{}.css", self.accent?.hex()))
    }

    /// A place with the mode kept; `and` stands between parameters. A place that is no page of ours stays as it is.
    pub(super) fn keep(self, place: &str, and: &str) -> String {
        let (path, fragment) = place.split_once('#').map_or((place, None), |(path, end)| (path, Some(end)));
        if !self.is_embedded || !is_page(path) {
            return place.to_owned();
        }
        let mark = match path.split_once('?') {
            None => "?",
            Some((_, "")) => "",
            Some(_) => and,
        };
        let accent = self.accent.map(|accent| format!("{and}accent={}", accent.hex())).unwrap_or_default();
        let fragment = fragment.map(|end| format!("#{end}")).unwrap_or_default();
        format!("{path}{mark}embed=1{accent}{fragment}")
    }

    /// A page's markup with the mode kept in its links and forms. Templates quote every attribute and escape quotes and
    /// angle brackets in every value: what looks like a link is one of ours.
    pub(super) fn kept(self, markup: &str) -> String {
        let mut kept = String::with_capacity(markup.len() + 1_024);
        for piece in markup.split_inclusive('>') {
            let (text, tag) = piece.rfind('<').map_or((piece, ""), |at| piece.split_at(at));
            kept.push_str(text);
            if tag.starts_with("<a ") {
                kept.push_str(&self.with_place(tag, " href=\""));
            } else if tag.starts_with("<form") {
                kept.push_str(&self.with_place(tag, " action=\""));
                if !tag.contains(" method=\"") || tag.contains(" method=\"get\"") {
                    kept.push_str(&self.fields());
                }
            } else {
                kept.push_str(tag);
            }
        }
        kept
    }

    /// `tag` with the mode kept in the place that the attribute names.
    fn with_place(self, tag: &str, attribute: &str) -> String {
        let found = tag.split_once(attribute).and_then(|(before, rest)| {
            let (place, after) = rest.split_once('"')?;
            Some(format!("{before}{attribute}{}\"{after}", self.keep(place, "&#38;")))
        });
        found.unwrap_or_else(|| tag.to_owned())
    }

    /// The mode as fields: a form that asks gives its action's parameters up.
    fn fields(self) -> String {
        let field =
            |name: &str, value: &str| format!("<input type=\"hidden\" name=\"{name}\" value=\"{value}\">");
        let accent = self.accent.map(|accent| field("accent", &accent.hex())).unwrap_or_default();
        field("embed", "1") + &accent
    }
}

/// Whether a place is a page of ours that does not have the mode yet.
fn is_page(place: &str) -> bool {
    let (path, query) = place.split_once('?').unwrap_or((place, ""));
    let ours = ["?", "/p/", "/sign-in", "/sign-out", "/language", "/projects"];
    let is_ours = path == "/" || ours.iter().any(|start| place.starts_with(start));
    is_ours && !query.split('&').any(|pair| pair == "embed=1" || pair == "#38;embed=1")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(address: &str) -> Look {
        Look::of(&address.parse().unwrap()).unwrap()
    }

    #[test]
    fn every_place_of_ours_keeps_the_mode() {
        for (address, place, expected) in [
            ("/?embed=1", "/p/a/calls", "/p/a/calls?embed=1"),
            ("/?embed=1", "/p/a/calls?outcome=ok", "/p/a/calls?outcome=ok&embed=1"),
            ("/?embed=1", "?hours=24", "?hours=24&embed=1"),
            ("/?embed=1", "?", "?embed=1"),
            ("/?embed=1&accent=7A3CC2", "/p/a#top", "/p/a?embed=1&accent=7a3cc2#top"),
            ("/?embed=1", "/p/a?embed=1", "/p/a?embed=1"),
            ("/?embed=1", "/assets/a/b.css", "/assets/a/b.css"),
            ("/?embed=1", "https://example.com/p/", "https://example.com/p/"),
            ("/?embed=1", "//example.com/p/", "//example.com/p/"),
            ("/?embed=0", "/p/a", "/p/a"),
            ("/?accent=no", "/p/a", "/p/a"),
        ] {
            assert_eq!(look(address).keep(place, "&"), expected, "{address} {place}");
        }
    }

    #[test]
    fn links_and_forms_keep_it_and_texts_stay_as_they_are() {
        let markup = "<p data-action=\"/p/a\">1 &#62; 0</p><a href=\"/p/a?x=1\" class=\"b\">c</a><a href=\"#d\">e</a>\
            <form method=\"post\" action=\"/sign-out\"></form><form role=\"search\"></form><form method=\"dialog\">";
        let expected = "<p data-action=\"/p/a\">1 &#62; 0</p><a href=\"/p/a?x=1&#38;embed=1\" class=\"b\">c</a>\
            <a href=\"#d\">e</a><form method=\"post\" action=\"/sign-out?embed=1\"></form>\
            <form role=\"search\"><input type=\"hidden\" name=\"embed\" value=\"1\"></form><form method=\"dialog\">";
        assert_eq!(look("/?embed=1").kept(markup), expected);
    }

    #[test]
    fn a_colour_that_is_none_is_refused() {
        for accent in ["red", "%237a3cc2", "7a3cc2;", ""] {
            let uri = format!("/?embed=1&accent={accent}").parse().unwrap();
            assert_eq!(Look::of(&uri).unwrap_err().code(), Some("page-accent-wrong"), "{accent}");
        }
    }
}
