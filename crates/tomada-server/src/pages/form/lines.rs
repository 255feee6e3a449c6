//! A form as a template draws it: one line after the other, groups opened and closed.
//!
//! Templates cannot call themselves, so the tree is laid flat here. Secrets are never drawn with their values.

use super::posted::{AS_JSON, Posted, rows, under};
use super::shape::{Shape, plain};

/// How many groups may lie in one another in a row's empty last line.
const BLANK_DEPTH_MAX: usize = 3;

/// A form.
#[derive(Clone, Debug, Default)]
pub(crate) struct Form {
    pub(crate) lines: Vec<Line>,
}

/// One line of a form.
#[derive(Clone, Debug)]
pub(crate) enum Line {
    /// A group begins.
    Open { legend: String, help: String, error: String, is_row: bool },
    /// The group ends.
    Close,
    /// A field.
    Field(Field),
    /// A button that adds a row to the list at `at`.
    Add { at: String },
}

/// A field.
#[derive(Clone, Debug, Default)]
pub(crate) struct Field {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) label: String,
    pub(crate) help: String,
    pub(crate) error: String,
    pub(crate) value: String,
    pub(crate) placeholder: String,
    pub(crate) required: bool,
    /// `text`, `long`, `password`, `number`, `json`, `switch` or `choice`.
    pub(crate) kind: &'static str,
    pub(crate) choices: Vec<(String, String)>,
}

impl Field {
    pub(crate) fn is_chosen(&self, value: &str) -> bool {
        self.value == value
    }

    pub(crate) fn has_error(&self) -> bool {
        !self.error.is_empty()
    }
}

/// What the lines of a form are made from.
pub(crate) struct Drawing<'a> {
    pub(crate) posted: &'a Posted,
    /// What is wrong, by JSON pointer, in the reader's language.
    pub(crate) errors: &'a [(String, String)],
    /// What the name and the value of a pair are called.
    pub(crate) name_label: String,
    pub(crate) value_label: String,
    /// The list that gets one more empty row.
    pub(crate) add: Option<&'a str>,
}

/// What stands beside a field.
struct Beside<'a> {
    label: &'a str,
    help: &'a str,
    default: &'a str,
    required: bool,
}

impl Form {
    /// The form of `shape` at `at`. An object's members stand there without a group around them.
    pub(crate) fn draw(shape: &Shape, at: &str, drawing: &Drawing<'_>) -> Self {
        let mut form = Self::default();
        if let (Shape::Object(members), false) = (shape, drawing.is_json(at)) {
            for member in members {
                let beside = Beside {
                    label: &member.title,
                    help: &member.help,
                    default: &member.default,
                    required: member.required,
                };
                form.node(&member.shape, &under(at, &member.name), &beside, drawing, 0);
            }
        } else {
            let beside = Beside { label: &drawing.value_label, help: "", default: "", required: true };
            form.node(shape, at, &beside, drawing, 0);
        }
        form
    }

    fn node(&mut self, shape: &Shape, at: &str, beside: &Beside<'_>, drawing: &Drawing<'_>, depth: usize) {
        if drawing.is_json(at) {
            return self.field("json", format!("{at}{AS_JSON}"), at, beside, drawing, Vec::new());
        }
        match shape {
            Shape::Object(members) => {
                self.open(at, beside, drawing, false);
                for member in members {
                    let inner = Beside {
                        label: &member.title,
                        help: &member.help,
                        default: &member.default,
                        required: member.required && beside.required,
                    };
                    self.node(&member.shape, &under(at, &member.name), &inner, drawing, depth + 1);
                }
                self.lines.push(Line::Close);
            }
            Shape::Rows(row) => self.rows(at, beside, drawing, depth, |form, place| {
                let inner = Beside { label: beside.label, help: "", default: "", required: false };
                form.node(row, place, &inner, drawing, depth + 1);
            }),
            Shape::Pairs(value) => self.rows(at, beside, drawing, depth, |form, place| {
                form.lines.push(Line::Open {
                    legend: String::new(),
                    help: String::new(),
                    error: String::new(),
                    is_row: true,
                });
                let name = Beside { label: &drawing.name_label, help: "", default: "", required: false };
                let named = format!("{place}/name");
                form.field("text", named.clone(), &named, &name, drawing, Vec::new());
                let inner = Beside { label: &drawing.value_label, help: "", default: "", required: false };
                form.node(value, &format!("{place}/value"), &inner, drawing, depth + 1);
                form.lines.push(Line::Close);
            }),
            Shape::Raw => self.field("json", format!("{at}{AS_JSON}"), at, beside, drawing, Vec::new()),
            Shape::Choice(choices) => {
                let choices = choices.iter().map(|one| (plain(&one.value), one.title.clone())).collect();
                self.field("choice", at.to_owned(), at, beside, drawing, choices);
            }
            simple => self.field(
                kind(simple, drawing.posted.get(at)),
                at.to_owned(),
                at,
                beside,
                drawing,
                Vec::new(),
            ),
        }
    }

    /// A list: what is there, and one empty row.
    fn rows(
        &mut self,
        at: &str,
        beside: &Beside<'_>,
        drawing: &Drawing<'_>,
        depth: usize,
        mut row: impl FnMut(&mut Self, &str),
    ) {
        self.open(at, beside, drawing, false);
        let blank = usize::from(depth <= BLANK_DEPTH_MAX) + usize::from(drawing.add == Some(at));
        for index in 0..rows(drawing.posted, at) + blank {
            row(self, &format!("{at}/{index}"));
        }
        self.lines.push(Line::Add { at: at.to_owned() });
        self.lines.push(Line::Close);
    }

    fn open(&mut self, at: &str, beside: &Beside<'_>, drawing: &Drawing<'_>, is_row: bool) {
        let (legend, help) = (beside.label.to_owned(), beside.help.to_owned());
        self.lines.push(Line::Open { legend, help, error: drawing.error(at), is_row });
    }

    fn field(
        &mut self,
        kind: &'static str,
        name: String,
        at: &str,
        beside: &Beside<'_>,
        drawing: &Drawing<'_>,
        choices: Vec<(String, String)>,
    ) {
        let value = if kind == "password" { None } else { drawing.posted.get(&name).cloned() };
        self.lines.push(Line::Field(Field {
            id: format!("f{at}"),
            name,
            label: beside.label.to_owned(),
            help: beside.help.to_owned(),
            error: drawing.error(at),
            value: value.unwrap_or_default(),
            placeholder: beside.default.to_owned(),
            required: beside.required,
            kind,
            choices,
        }));
    }
}

impl Drawing<'_> {
    fn is_json(&self, at: &str) -> bool {
        self.posted.get(&format!("{at}{AS_JSON}")).is_some_and(|text| !text.trim().is_empty())
    }

    fn error(&self, at: &str) -> String {
        let found = self.errors.iter().find(|(place, _)| place == at);
        found.map(|(_, message)| message.clone()).unwrap_or_default()
    }
}

fn kind(shape: &Shape, value: Option<&String>) -> &'static str {
    match shape {
        Shape::Text { is_secret: true, .. } => "password",
        Shape::Integer | Shape::Number => "number",
        Shape::Switch => "switch",
        Shape::Text { is_long: true, .. } => "long",
        _ if value.is_some_and(|text| text.contains('\n')) => "long",
        _ => "text",
    }
}
