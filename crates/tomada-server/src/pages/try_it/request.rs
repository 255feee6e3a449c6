//! The request that a run would send first, as a page shows it: each value with where it comes from, secrets as dots.

use serde_json::Value;
use tomada_core::{Action, Manifest, PreviewField, PreviewOrigin};
use tomada_host::Rehearsed;
use tomada_platform::ConnectionView;

use super::layout::laid_out;
use super::trace::{Origins, Piece};
use crate::pages::common::Words;
use crate::pages::form::spoken;

/// A request.
pub(super) struct RequestView {
    pub(super) method: String,
    pub(super) url: Vec<Part>,
    /// The header fields by their names.
    pub(super) headers: Vec<(String, Vec<Part>)>,
    pub(super) body: Vec<Part>,
    pub(super) bytes: u64,
    pub(super) is_cut: bool,
}

/// A piece of it.
pub(super) struct Part {
    pub(super) text: String,
    /// Names the tint.
    pub(super) origin: &'static str,
    /// Where it comes from, in the reader's language; empty of what is the action's own.
    pub(super) from: String,
}

/// What a request is made of.
pub(super) struct Given<'a> {
    pub(super) manifest: &'a Manifest,
    pub(super) action: &'a Action,
    pub(super) input: &'a Value,
    pub(super) connection: Option<&'a ConnectionView>,
    pub(super) w: Words,
}

impl RequestView {
    /// What `rehearsed` tells, made of what was `given`.
    pub(super) fn of(rehearsed: &Rehearsed, given: &Given<'_>) -> Self {
        let origins = given.origins();
        let parts = |text: &str| origins.trace(text).into_iter().map(|piece| given.part(piece)).collect();
        let Rehearsed { preview, body, cut } = rehearsed;
        let header = |field: &PreviewField| {
            let whole =
                |origin| vec![given.part(Piece { text: field.value.clone(), origin, name: String::new() })];
            let value = match field.origin {
                PreviewOrigin::Egress => whole("egress"),
                PreviewOrigin::Request | PreviewOrigin::Connection => parts(&field.value),
            };
            (field.name.clone(), value)
        };
        Self {
            method: preview.method.clone(),
            url: parts(&preview.url),
            headers: preview.headers.iter().map(header).collect(),
            body: parts(&laid_out(body)),
            bytes: preview.body_bytes,
            is_cut: *cut,
        }
    }

    /// Each origin that there is, once, with its tint.
    pub(super) fn legend(&self) -> Vec<(&'static str, &str)> {
        let headers = self.headers.iter().flat_map(|(_, parts)| parts);
        let parts = self.url.iter().chain(headers).chain(&self.body).filter(|part| !part.from.is_empty());
        let mut legend = Vec::new();
        for part in parts {
            if !legend.contains(&(part.origin, part.from.as_str())) {
                legend.push((part.origin, part.from.as_str()));
            }
        }
        legend
    }
}

impl Given<'_> {
    fn origins(&self) -> Origins {
        let mut origins = Origins::default();
        for (key, value) in self.input.as_object().into_iter().flatten() {
            origins.add("field", key, &self.title(key), value);
        }
        let settings = self.connection.map(|view| view.settings.to_value()).unwrap_or_default();
        for (key, setting) in &self.manifest.settings {
            let name = setting.title.get(self.w.0);
            match (settings.get(key), setting.default()) {
                (Some(value), _) => origins.add("setting", key, name, value),
                (None, Some(value)) => origins.add("default", key, name, value),
                (None, None) => {}
            }
        }
        for (key, schema) in self.action.input["properties"].as_object().into_iter().flatten() {
            if let (None, Some(value)) = (self.input.get(key), schema.get("default")) {
                origins.add("default", key, &self.title(key), value);
            }
        }
        origins
    }

    /// What the form calls a field.
    fn title(&self, key: &str) -> String {
        let title = self.action.input["properties"][key]["title"].as_str();
        title.map_or_else(|| spoken(key), str::to_owned)
    }

    fn part(&self, piece: Piece) -> Part {
        let from = match piece.origin {
            "" => String::new(),
            origin => self.w.with(&format!("page-origin-{origin}"), "name", &piece.name),
        };
        Part { text: piece.text, origin: piece.origin, from }
    }
}
