//! What each function gives. An argument of another type than it takes is a failure that says what was found.

use std::borrow::Cow;
use std::cmp::Ordering;

use serde_json::{Map, Number, Value};

use super::super::budget::pieces;
use super::super::compile::Node;
use super::super::evaluate::{Evaluation, Found};
use super::super::fault::Fault;
use super::super::values::{float, kind, number, order};
use super::Function;

/// One call.
struct Call<'v, 'a> {
    evaluation: &'v Evaluation<'a>,
    function: Function,
    arguments: &'v [Node],
    offset: usize,
    this: &'v Value,
}

impl Evaluation<'_> {
    /// What `function` gives.
    pub(in super::super) fn call<'v>(
        &'v self,
        function: Function,
        arguments: &'v [Node],
        offset: usize,
        this: &'v Value,
    ) -> Found<'v> {
        Call { evaluation: self, function, arguments, offset, this }.run()
    }
}

impl<'v> Call<'v, '_> {
    fn run(&self) -> Found<'v> {
        let evaluation = self.evaluation;
        let made = match self.function {
            Function::Body => return Ok(Cow::Borrowed(evaluation.answered.body)),
            Function::NotNull => return self.not_null(),
            Function::Status => Value::from(evaluation.answered.status),
            Function::Header => self.header()?,
            Function::Abs | Function::Ceil | Function::Floor => self.rounded()?,
            Function::Sum | Function::Avg => self.sum()?,
            Function::Contains => self.contains()?,
            Function::StartsWith => Value::Bool(self.text(0)?.starts_with(&*self.text(1)?)),
            Function::EndsWith => Value::Bool(self.text(0)?.ends_with(&*self.text(1)?)),
            Function::Join => self.join()?,
            Function::Keys => self.keys()?,
            Function::Values => return evaluation.values(self.checked(0, Value::is_object, "object")?),
            Function::Length => self.length()?,
            Function::Map => self.map()?,
            Function::Merge => self.merge()?,
            Function::Reverse => self.reverse()?,
            Function::Sort | Function::SortBy => {
                Value::Array(self.sorted()?.into_iter().map(|(item, _)| item).collect())
            }
            Function::Max | Function::MaxBy => self.extreme(Ordering::Greater)?,
            Function::Min | Function::MinBy => self.extreme(Ordering::Less)?,
            Function::ToArray => match self.owned(0)? {
                list @ Value::Array(_) => list,
                value => Value::Array(vec![value]),
            },
            Function::ToNumber => self.to_number()?,
            Function::ToString => self.to_string()?,
            Function::Type => Value::from(kind(&*self.argument(0)?)),
        };
        Ok(Cow::Owned(made))
    }

    fn argument(&self, index: usize) -> Found<'v> {
        self.evaluation.value(&self.arguments[index], self.this)
    }

    fn owned(&self, index: usize) -> Result<Value, Fault> {
        self.evaluation.budget.own(self.argument(index)?)
    }

    fn wrong(&self, found: &Value, accepted: &'static str) -> Fault {
        Fault::at("map-wrong-type", self.offset)
            .with("usage", self.function.usage())
            .with("found", kind(found))
            .with("accepted", accepted)
    }

    fn checked(&self, index: usize, is: fn(&Value) -> bool, accepted: &'static str) -> Found<'v> {
        let found = self.argument(index)?;
        if is(&found) { Ok(found) } else { Err(self.wrong(&found, accepted)) }
    }

    /// A text, which is paid for since it is looked at.
    fn text(&self, index: usize) -> Result<Cow<'v, str>, Fault> {
        let text = match self.checked(index, Value::is_string, "string")? {
            Cow::Borrowed(value) => Cow::Borrowed(value.as_str().unwrap_or_default()),
            Cow::Owned(Value::String(text)) => Cow::Owned(text),
            Cow::Owned(_) => Cow::Borrowed(""),
        };
        self.evaluation.budget.spend_text(text.len())?;
        Ok(text)
    }

    fn list(&self, index: usize) -> Result<Vec<Value>, Fault> {
        match self.owned(index)? {
            Value::Array(items) => Ok(items),
            found => Err(self.wrong(&found, "array")),
        }
    }

    fn not_null(&self) -> Found<'v> {
        for index in 0..self.arguments.len() {
            let found = self.argument(index)?;
            if !found.is_null() {
                return Ok(found);
            }
        }
        Ok(Cow::Owned(Value::Null))
    }

    fn header(&self) -> Result<Value, Fault> {
        let value = self.evaluation.answered.headers.get(&self.text(0)?);
        self.evaluation.budget.spend_text(value.map_or(0, str::len))?;
        Ok(Value::from(value))
    }

    fn rounded(&self) -> Result<Value, Fault> {
        let found = self.argument(0)?;
        let Value::Number(found) = &*found else { return Err(self.wrong(&found, "number")) };
        Ok(match self.function {
            Function::Abs => found.as_i64().and_then(i64::checked_abs).map_or_else(
                || if found.is_u64() { Value::Number(found.clone()) } else { number(float(found).abs()) },
                Value::from,
            ),
            _ if !found.is_f64() => Value::Number(found.clone()),
            Function::Ceil => number(float(found).ceil()),
            _ => number(float(found).floor()),
        })
    }

    fn sum(&self) -> Result<Value, Fault> {
        let items = self.list(0)?;
        let mut sum = 0.0;
        for item in &items {
            let Value::Number(item) = item else { return Err(self.wrong(item, "number")) };
            sum += float(item);
        }
        #[expect(clippy::cast_precision_loss, reason = "no list has 2^53 items")]
        let count = items.len() as f64;
        Ok(match self.function {
            Function::Avg if items.is_empty() => Value::Null,
            Function::Avg => number(sum / count),
            _ => number(sum),
        })
    }

    fn contains(&self) -> Result<Value, Fault> {
        let (subject, sought) = (self.argument(0)?, self.argument(1)?);
        match &*subject {
            Value::String(text) => {
                self.evaluation.budget.spend_text(text.len())?;
                Ok(Value::Bool(sought.as_str().is_some_and(|sought| text.contains(sought))))
            }
            Value::Array(items) => {
                for item in items {
                    if self.evaluation.equal(item, &sought)? {
                        return Ok(Value::Bool(true));
                    }
                }
                Ok(Value::Bool(false))
            }
            found => Err(self.wrong(found, "array, string")),
        }
    }

    fn join(&self) -> Result<Value, Fault> {
        let (separator, items) = (self.text(0)?, self.list(1)?);
        let texts = items.iter().map(|item| item.as_str().ok_or_else(|| self.wrong(item, "string")));
        let texts = texts.collect::<Result<Vec<_>, _>>()?;
        let bytes = texts.iter().map(|text| text.len() + separator.len()).sum();
        self.evaluation.budget.spend_text(bytes)?;
        Ok(Value::String(texts.join(&separator)))
    }

    fn keys(&self) -> Result<Value, Fault> {
        let found = self.argument(0)?;
        let Value::Object(members) = &*found else { return Err(self.wrong(&found, "object")) };
        for name in members.keys() {
            self.evaluation.budget.spend_text(name.len())?;
        }
        Ok(members.keys().cloned().collect())
    }

    fn length(&self) -> Result<Value, Fault> {
        let found = self.argument(0)?;
        Ok(Value::from(match &*found {
            Value::String(text) => {
                self.evaluation.budget.spend_text(text.len())?;
                text.chars().count()
            }
            Value::Array(items) => items.len(),
            Value::Object(members) => members.len(),
            found => return Err(self.wrong(found, "string, array, object")),
        }))
    }

    fn map(&self) -> Result<Value, Fault> {
        let items = self.list(1)?;
        items.iter().map(|item| self.evaluation.owned(&self.arguments[0], item)).collect()
    }

    fn merge(&self) -> Result<Value, Fault> {
        let mut merged = Map::new();
        for index in 0..self.arguments.len() {
            match self.owned(index)? {
                Value::Object(members) => merged.extend(members),
                found => return Err(self.wrong(&found, "object")),
            }
        }
        Ok(Value::Object(merged))
    }

    fn reverse(&self) -> Result<Value, Fault> {
        match self.owned(0)? {
            Value::Array(mut items) => {
                items.reverse();
                Ok(Value::Array(items))
            }
            Value::String(text) => Ok(Value::String(text.chars().rev().collect())),
            found => Err(self.wrong(&found, "array, string")),
        }
    }

    fn to_number(&self) -> Result<Value, Fault> {
        let found = self.argument(0)?;
        Ok(match &*found {
            Value::Number(found) => Value::Number(found.clone()),
            Value::String(text) => {
                self.evaluation.budget.spend_text(text.len())?;
                text.parse::<Number>().map_or(Value::Null, Value::Number)
            }
            _ => Value::Null,
        })
    }

    fn to_string(&self) -> Result<Value, Fault> {
        let found = self.owned(0)?;
        Ok(match found {
            Value::String(_) => found,
            other => {
                let text = other.to_string();
                self.evaluation.budget.spend_text(text.len())?;
                Value::String(text)
            }
        })
    }

    /// The items with what they are ordered by, in order; equal ones stay as they were.
    fn sorted(&self) -> Result<Vec<(Value, Option<Value>)>, Fault> {
        let items = self.list(0)?;
        let mut keyed = Vec::with_capacity(items.len());
        let mut first_kind = None;
        let mut work = 0;
        for item in items {
            let key = match self.function.expression_at() {
                Some(at) => Some(self.evaluation.owned(&self.arguments[at], &item)?),
                None => None,
            };
            let by = key.as_ref().unwrap_or(&item);
            let first = *first_kind.get_or_insert_with(|| kind(by));
            if !matches!(kind(by), "number" | "string") || kind(by) != first {
                return Err(self.wrong(by, if first == "number" { "number" } else { "string" }));
            }
            work += pieces(by);
            keyed.push((item, key));
        }
        let rounds = keyed.len().checked_ilog2().unwrap_or_default() + 1;
        self.evaluation.budget.spend(work.saturating_mul(rounds as usize))?;
        keyed.sort_by(|one, other| compare(by(one), by(other)));
        Ok(keyed)
    }

    /// The first of the greatest, or of the least; null of nothing.
    fn extreme(&self, wanted: Ordering) -> Result<Value, Fault> {
        let mut best: Option<(Value, Option<Value>)> = None;
        for item in self.sorted()? {
            if best.as_ref().is_none_or(|best| compare(by(&item), by(best)) == wanted) {
                best = Some(item);
            }
        }
        Ok(best.map_or(Value::Null, |(item, _)| item))
    }
}

fn by(item: &(Value, Option<Value>)) -> &Value {
    item.1.as_ref().unwrap_or(&item.0)
}

/// The order of two numbers or two texts, by code point.
fn compare(one: &Value, other: &Value) -> Ordering {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => order(one, other),
        (Value::String(one), Value::String(other)) => one.cmp(other),
        _ => Ordering::Equal,
    }
}
