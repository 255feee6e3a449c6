//! A form as a template draws it: one line after the other, groups opened and closed.
//!
//! Templates cannot call themselves, so the tree is laid flat here. What need not be given is folded away until something
//! of it is given or wrong. Secrets are never drawn with their values.

use super::drawing::Drawing;
use super::posted::{AS_JSON, filled, rows, under};
use super::shape::{Member, Shape, plain};

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
    /// A group begins that is seen when it is unfolded; `filled` of its fields are filled in.
    Fold { legend: String, help: String, error: String, is_open: bool, filled: usize },
    /// It ends.
    Unfold,
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

/// What stands beside a field.
struct Beside<'a> {
    label: &'a str,
    help: &'a str,
    default: &'a str,
    required: bool,
    /// Whether it is folded away if it is a group.
    folds: bool,
}

impl<'a> Beside<'a> {
    fn of(label: &'a str, required: bool) -> Self {
        Self { label, help: "", default: "", required, folds: false }
    }
}

impl Form {
    /// The form of `shape` at `at`. An object's members stand there without a group around them.
    pub(crate) fn draw(shape: &Shape, at: &str, drawing: &Drawing<'_>) -> Self {
        let mut form = Self::default();
        match shape {
            Shape::Object(members) if !drawing.is_json(at) => form.members(members, at, true, drawing, 0),
            _ => form.node(shape, at, &Beside::of(&drawing.value_label, true), drawing, 0),
        }
        form
    }

    /// The members of an object: those that are mostly given, and folded away the others.
    fn members(&mut self, members: &[Member], at: &str, required: bool, drawing: &Drawing<'_>, depth: usize) {
        let member = |form: &mut Self, member: &Member| {
            let beside = Beside {
                label: &member.title,
                help: &member.help,
                default: &member.default,
                required: member.required && required,
                folds: !member.required,
            };
            form.node(&member.shape, &under(at, &member.name), &beside, drawing, depth);
        };
        let (common, seldom): (Vec<_>, Vec<_>) = members.iter().partition(|member| member.is_common);
        for one in common {
            member(self, one);
        }
        if seldom.is_empty() {
            return;
        }
        let places: Vec<_> = seldom.iter().map(|member| under(at, &member.name)).collect();
        self.fold(&Beside::of(&drawing.more_label, false), &places, String::new(), drawing);
        for one in seldom {
            member(self, one);
        }
        self.lines.push(Line::Unfold);
    }

    fn node(&mut self, shape: &Shape, at: &str, beside: &Beside<'_>, drawing: &Drawing<'_>, depth: usize) {
        if drawing.is_json(at) {
            return self.field("json", format!("{at}{AS_JSON}"), at, beside, drawing, Vec::new());
        }
        match shape {
            Shape::Object(members) => self.group(at, beside, drawing, |form| {
                form.members(members, at, beside.required, drawing, depth + 1);
            }),
            Shape::Rows(row) => self.rows(at, beside, drawing, depth, |form, place| {
                form.node(row, place, &Beside::of(beside.label, false), drawing, depth + 1);
            }),
            Shape::Pairs(value) => self.rows(at, beside, drawing, depth, |form, place| {
                form.lines.push(Line::Open {
                    legend: String::new(),
                    help: String::new(),
                    error: String::new(),
                    is_row: true,
                });
                let named = format!("{place}/name");
                let name = Beside::of(&drawing.name_label, false);
                form.field("text", named.clone(), &named, &name, drawing, Vec::new());
                let inner = Beside::of(&drawing.value_label, false);
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
        let blank = usize::from(depth <= BLANK_DEPTH_MAX) + usize::from(drawing.add == Some(at));
        self.group(at, beside, drawing, |form| {
            for index in 0..rows(drawing.posted, at) + blank {
                row(form, &format!("{at}/{index}"));
            }
            form.lines.push(Line::Add { at: at.to_owned() });
        });
    }

    /// A group with what is inside of it.
    fn group(
        &mut self,
        at: &str,
        beside: &Beside<'_>,
        drawing: &Drawing<'_>,
        inside: impl FnOnce(&mut Self),
    ) {
        let error = drawing.error(at);
        if beside.folds {
            self.fold(beside, &[at.to_owned()], error, drawing);
            inside(self);
            return self.lines.push(Line::Unfold);
        }
        let (legend, help) = (beside.label.to_owned(), beside.help.to_owned());
        self.lines.push(Line::Open { legend, help, error, is_row: false });
        inside(self);
        self.lines.push(Line::Close);
    }

    /// The beginning of a folded group of what stands at `places`.
    fn fold(&mut self, beside: &Beside<'_>, places: &[String], error: String, drawing: &Drawing<'_>) {
        let filled = places.iter().map(|at| filled(drawing.posted, at)).sum();
        self.lines.push(Line::Fold {
            legend: beside.label.to_owned(),
            help: beside.help.to_owned(),
            error,
            is_open: filled > 0 || places.iter().any(|at| drawing.is_touched(at)),
            filled,
        });
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
