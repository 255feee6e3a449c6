//! The tabs as a template draws them: what is in each, how much of it is filled in, and what is wrong.

use serde_json::Value;

use super::fields::{RELIABILITY, reliability, response};
use super::rows::{in_lines, named};
use super::{body, paging};
use crate::pages::common::{Words, drawn};
use crate::pages::form::{Form, Line, Posted, Shape};

/// One tab.
pub(super) struct Panel {
    pub(super) id: &'static str,
    pub(super) title: String,
    /// How much of it is filled in.
    pub(super) count: usize,
    pub(super) is_wrong: bool,
    pub(super) help: String,
    /// What there is to choose from, each with its own fields.
    pub(super) chooser: Option<Chooser>,
    pub(super) form: Form,
}

/// One of several kinds.
pub(super) struct Chooser {
    pub(super) name: &'static str,
    pub(super) title: String,
    pub(super) options: Vec<Kind>,
}

/// A kind, with the fields that only it has.
pub(super) struct Kind {
    pub(super) id: &'static str,
    pub(super) title: String,
    pub(super) help: String,
    pub(super) is_chosen: bool,
    pub(super) form: Form,
}

/// What tabs are drawn from.
pub(super) struct Drawn<'a> {
    pub(super) posted: &'a Posted,
    pub(super) errors: &'a [(String, String)],
    pub(super) input: &'a Value,
    pub(super) w: Words,
}

impl Drawn<'_> {
    /// All tabs but the credential's.
    pub(super) fn panels(&self) -> Vec<Panel> {
        let w = self.w;
        let object = |members| Shape::Object(members);
        vec![
            self.panel("query", &named(w), None),
            self.panel("headers", &named(w), None),
            self.panel("body", &object(Vec::new()), Some(self.kinds())),
            self.panel("context", &Shape::Pairs(Box::new(Shape::Any)), None),
            self.panel("response", &object(response(w)), None),
            self.panel("pages", &object(paging::common(w)), Some(self.ways())),
            self.panel(RELIABILITY, &object(reliability(w)), None),
        ]
    }

    fn panel(&self, id: &'static str, shape: &Shape, chooser: Option<Chooser>) -> Panel {
        let at = format!("/{id}");
        let below = format!("{at}/");
        Panel {
            id,
            title: self.w.one("page-card-tab", id),
            count: self.count(id),
            is_wrong: self.errors.iter().any(|(place, _)| *place == at || place.starts_with(&below)),
            help: self.w.help(&format!("page-card-tab-{id}")),
            chooser,
            form: self.form(shape, &at),
        }
    }

    fn form(&self, shape: &Shape, at: &str) -> Form {
        let mut form = drawn(shape, at, self.posted, self.errors, self.w);
        unfold(&mut form);
        in_lines(&mut form);
        // A list that is all of a tab needs no title but the tab's.
        if let (Shape::Rows(_) | Shape::Pairs(_), Some(Line::Open { legend, .. })) =
            (shape, form.lines.first_mut())
        {
            legend.clear();
        }
        form
    }

    /// How much of a section is in the input.
    fn count(&self, id: &str) -> usize {
        if id == RELIABILITY {
            let members = reliability(self.w);
            return members.iter().filter(|member| self.input.get(&member.name).is_some()).count();
        }
        let of = |value: &Value| match value {
            Value::Array(items) => items.len(),
            Value::Object(members) => members.len(),
            _ => 0,
        };
        match (id, self.input.get(id)) {
            (_, None) => 0,
            ("body", Some(body)) => ["form", "parts"].iter().find_map(|name| body.get(name)).map_or(1, of),
            ("pages", Some(_)) => 1,
            (_, Some(value)) => of(value),
        }
    }

    fn kinds(&self) -> Chooser {
        let chosen = body::kind(self.posted);
        let kind = |id: &'static str| Kind {
            id,
            title: self.w.one("page-card-body", id),
            help: self.w.help(&format!("page-card-body-{id}")),
            is_chosen: id == chosen,
            form: self.form(&Shape::Object(body::members(id, self.w)), "/body"),
        };
        Chooser { name: body::KIND, title: self.w.t("page-card-kind"), options: body::KINDS.map(kind).into() }
    }

    fn ways(&self) -> Chooser {
        let chosen = paging::way(self.posted);
        let way = |id: &'static str| {
            let message = id.replace('_', "-");
            Kind {
                id,
                title: self.w.one("page-card-pages", &message),
                help: self.w.help(&format!("page-card-pages-{message}")),
                is_chosen: id == chosen,
                form: self.form(&Shape::Object(paging::members(id, self.w)), "/pages"),
            }
        };
        Chooser { name: paging::WAY, title: self.w.t("page-card-way"), options: paging::WAYS.map(way).into() }
    }
}

/// What stands in a tab has been asked for: its groups are open.
fn unfold(form: &mut Form) {
    for line in &mut form.lines {
        match line {
            Line::Fold { legend, help, error, .. } => {
                let [legend, help, error] = [legend, help, error].map(std::mem::take);
                *line = Line::Open { legend, help, error, is_row: false };
            }
            Line::Unfold => *line = Line::Close,
            _ => {}
        }
    }
}
