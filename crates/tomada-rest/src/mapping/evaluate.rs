//! Evaluates an expression over a body, by the rules of the JMESPath specification, and pays for each step.

use std::borrow::Cow;

use jmespath::ast::Comparator;
use serde_json::{Map, Value};

use super::Answered;
use super::budget::Budget;
use super::compile::Node;
use super::fault::Fault;
use super::values::{is_true, order};

/// One evaluation.
#[derive(Debug)]
pub(super) struct Evaluation<'a> {
    pub(super) answered: &'a Answered<'a>,
    pub(super) budget: Budget,
}

/// A value, of the body as long as nothing is made of it.
pub(super) type Found<'v> = Result<Cow<'v, Value>, Fault>;

const NULL: Found<'static> = Ok(Cow::Owned(Value::Null));

impl Evaluation<'_> {
    /// The value of `node`, where `this` is the current one.
    pub(super) fn value<'v>(&'v self, node: &'v Node, this: &'v Value) -> Found<'v> {
        self.budget.spend(1)?;
        match node {
            Node::This => Ok(Cow::Borrowed(this)),
            Node::Literal(value) => Ok(Cow::Borrowed(value)),
            Node::Field(name) => this.get(name).map_or(NULL, |value| Ok(Cow::Borrowed(value))),
            Node::Index(at) => index(this, *at),
            Node::Slice { start, stop, step } => self.slice(this, *start, *stop, *step),
            Node::Not(node) => Ok(Cow::Owned(Value::Bool(!is_true(&*self.value(node, this)?)))),
            Node::And(one, other) => {
                let found = self.value(one, this)?;
                if is_true(&found) { self.value(other, this) } else { Ok(found) }
            }
            Node::Or(one, other) => {
                let found = self.value(one, this)?;
                if is_true(&found) { Ok(found) } else { self.value(other, this) }
            }
            Node::If(condition, then) => {
                if is_true(&*self.value(condition, this)?) {
                    self.value(then, this)
                } else {
                    NULL
                }
            }
            Node::Compare(comparator, one, other) => {
                let (one, other) = (self.value(one, this)?, self.value(other, this)?);
                self.compare(comparator, &one, &other)
            }
            Node::List(nodes) => self.list(nodes, this),
            Node::Object(members) => self.object(members, this),
            Node::Project(items, each) => self.project(self.value(items, this)?, each),
            Node::Values(node) => self.values(self.value(node, this)?),
            Node::Flatten(node) => self.flatten(self.value(node, this)?),
            Node::Then(first, second) => self.then(self.value(first, this)?, second),
            Node::Call { function, arguments, offset } => self.call(*function, arguments, *offset, this),
        }
    }

    /// The value of `node`, copied if need be.
    pub(super) fn owned(&self, node: &Node, this: &Value) -> Result<Value, Fault> {
        self.budget.own(self.value(node, this)?)
    }

    fn then<'v>(&'v self, found: Cow<'v, Value>, node: &'v Node) -> Found<'v> {
        match (found, node) {
            (Cow::Borrowed(this), _) => self.value(node, this),
            (found, Node::This) => Ok(found),
            // What is ours already is taken out of it rather than copied.
            (Cow::Owned(Value::Object(mut members)), Node::Field(name)) => {
                Ok(Cow::Owned(members.remove(name).unwrap_or_default()))
            }
            (Cow::Owned(this), _) => self.owned(node, &this).map(Cow::Owned),
        }
    }

    /// Items from `start` to before `stop`, as Python slices.
    fn slice<'v>(&self, this: &'v Value, start: Option<i64>, stop: Option<i64>, by: i64) -> Found<'v> {
        let Value::Array(items) = this else { return NULL };
        let length = i64::try_from(items.len()).unwrap_or(i64::MAX);
        let (low, high) = if by > 0 { (0, length) } else { (-1, length - 1) };
        let bound = |given: Option<i64>, absent: i64| {
            given.map_or(absent, |at| (if at < 0 { at + length } else { at }).clamp(low, high))
        };
        let (start, stop) = if by > 0 {
            (bound(start, low), bound(stop, high))
        } else {
            (bound(start, high), bound(stop, low))
        };
        let mut taken = Vec::new();
        let mut at = start;
        while if by > 0 { at < stop } else { at > stop } {
            let item = usize::try_from(at).ok().and_then(|at| items.get(at));
            if let Some(item) = item {
                taken.push(self.budget.own(Cow::Borrowed(item))?);
            }
            at += by;
        }
        Ok(Cow::Owned(Value::Array(taken)))
    }

    fn compare<'v>(&self, comparator: &Comparator, one: &Value, other: &Value) -> Found<'v> {
        let ordered = |wanted: fn(std::cmp::Ordering) -> bool| match (one, other) {
            (Value::Number(one), Value::Number(other)) => Value::Bool(wanted(order(one, other))),
            _ => Value::Null,
        };
        Ok(Cow::Owned(match comparator {
            Comparator::Equal => Value::Bool(self.equal(one, other)?),
            Comparator::NotEqual => Value::Bool(!self.equal(one, other)?),
            Comparator::LessThan => ordered(std::cmp::Ordering::is_lt),
            Comparator::LessThanEqual => ordered(std::cmp::Ordering::is_le),
            Comparator::GreaterThan => ordered(std::cmp::Ordering::is_gt),
            Comparator::GreaterThanEqual => ordered(std::cmp::Ordering::is_ge),
        }))
    }

    /// Equality by value: 1 is 1.0. It goes no further than the smaller of the two, and that is paid for.
    pub(super) fn equal(&self, one: &Value, other: &Value) -> Result<bool, Fault> {
        self.budget.spend(1)?;
        Ok(match (one, other) {
            (Value::Number(one), Value::Number(other)) => order(one, other).is_eq(),
            (Value::String(one), Value::String(other)) => {
                self.budget.spend_text(one.len().min(other.len()))?;
                one == other
            }
            (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
                for (one, other) in one.iter().zip(other) {
                    if !self.equal(one, other)? {
                        return Ok(false);
                    }
                }
                true
            }
            (Value::Object(one), Value::Object(other)) if one.len() == other.len() => {
                for ((one_name, one), (other_name, other)) in one.iter().zip(other) {
                    if one_name != other_name || !self.equal(one, other)? {
                        return Ok(false);
                    }
                }
                true
            }
            (Value::Array(_) | Value::Object(_), _) => false,
            _ => one == other,
        })
    }

    fn list<'v>(&self, nodes: &[Node], this: &Value) -> Found<'v> {
        if this.is_null() {
            return NULL;
        }
        let items = nodes.iter().map(|node| self.owned(node, this)).collect::<Result<_, _>>()?;
        Ok(Cow::Owned(Value::Array(items)))
    }

    fn object<'v>(&self, members: &[(String, Node)], this: &Value) -> Found<'v> {
        if this.is_null() {
            return NULL;
        }
        let mut object = Map::new();
        for (name, node) in members {
            self.budget.spend_text(name.len())?;
            object.insert(name.clone(), self.owned(node, this)?);
        }
        Ok(Cow::Owned(Value::Object(object)))
    }

    fn project<'v>(&'v self, found: Cow<'v, Value>, each: &'v Node) -> Found<'v> {
        let Some(items) = items(found) else { return NULL };
        let mut projected = Vec::new();
        for item in items {
            let value = self.budget.own(self.then(item, each)?)?;
            if !value.is_null() {
                projected.push(value);
            }
        }
        Ok(Cow::Owned(Value::Array(projected)))
    }

    pub(super) fn values<'v>(&self, found: Cow<'v, Value>) -> Found<'v> {
        let values = match found {
            Cow::Owned(Value::Object(members)) => members.into_iter().map(|(_, value)| value).collect(),
            Cow::Borrowed(Value::Object(members)) => members
                .values()
                .map(|value| self.budget.own(Cow::Borrowed(value)))
                .collect::<Result<_, _>>()?,
            _ => return NULL,
        };
        Ok(Cow::Owned(Value::Array(values)))
    }

    fn flatten<'v>(&self, found: Cow<'v, Value>) -> Found<'v> {
        let Some(outer) = items(found) else { return NULL };
        let mut flat = Vec::new();
        for item in outer {
            if item.is_array() {
                for item in items(item).unwrap_or_default() {
                    flat.push(self.budget.own(item)?);
                }
            } else {
                flat.push(self.budget.own(item)?);
            }
        }
        Ok(Cow::Owned(Value::Array(flat)))
    }
}

/// The items of a list, of one's own if the list is.
fn items(found: Cow<'_, Value>) -> Option<Vec<Cow<'_, Value>>> {
    match found {
        Cow::Borrowed(Value::Array(items)) => Some(items.iter().map(Cow::Borrowed).collect()),
        Cow::Owned(Value::Array(items)) => Some(items.into_iter().map(Cow::Owned).collect()),
        _ => None,
    }
}

/// The item at `at`, which counts from the end if it is negative.
fn index(this: &Value, at: i64) -> Found<'_> {
    let Value::Array(items) = this else { return NULL };
    let at = if at < 0 { at.checked_add_unsigned(items.len() as u64) } else { Some(at) };
    let item = at.and_then(|at| usize::try_from(at).ok()).and_then(|at| items.get(at));
    item.map_or(NULL, |item| Ok(Cow::Borrowed(item)))
}
