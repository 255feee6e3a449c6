//! Whether an answer fits, with a limit to the work: a schema may name itself, and an answer comes from outside.

use tomada_sdk::Value;

use super::read::escaped;
use super::{Misfit, Node, Schema, Type};

/// How many steps an answer may take; a step is a place of the schema, or a byte of a text that has a pattern.
const STEPS_MAX: usize = 1_000_000;
/// How deep places may lie in each other: JSON itself is at most 128 deep, and `$ref` and `anyOf` lie between.
const DEPTH_MAX: usize = 300;

impl Schema {
    /// Whether `answer` fits.
    ///
    /// # Errors
    /// The first place where it does not; its keyword is `$ref` where the limit of the work is passed.
    pub fn check(&self, answer: &Value) -> Result<(), Misfit> {
        let mut root = self.places.get("#").into_iter();
        let mut checker = Checker { schema: self, steps: 0, depth: 0 };
        root.try_for_each(|node| checker.fits(node, answer, ""))
    }
}

struct Checker<'a> {
    schema: &'a Schema,
    steps: usize,
    depth: usize,
}

impl Checker<'_> {
    fn fits(&mut self, node: &Node, value: &Value, at: &str) -> Result<(), Misfit> {
        self.steps += 1;
        self.depth += 1;
        let within = self.depth <= DEPTH_MAX && self.steps <= STEPS_MAX;
        let fits = if within { self.fits_within(node, value, at) } else { misfit(at, "$ref") };
        self.depth -= 1;
        fits
    }

    fn fits_within(&mut self, node: &Node, value: &Value, at: &str) -> Result<(), Misfit> {
        if !node.types.is_empty() && !node.types.iter().any(|wanted| wanted.is_of(value)) {
            return misfit(at, "type");
        }
        if let Some((keyword, values)) = &node.values
            && !values.iter().any(|wanted| is_same(wanted, value))
        {
            return misfit(at, keyword);
        }
        if let Some((keyword, _)) = node.bounds.iter().find(|(keyword, bound)| !keeps(keyword, *bound, value))
        {
            return misfit(at, keyword);
        }
        self.keeps_tests(node, value, at)?;
        if let Some(named) = node.reference.as_ref().and_then(|name| self.schema.places.get(name)) {
            self.fits(named, value, at)?;
        }
        if !node.any_of.is_empty() && !node.any_of.iter().any(|choice| self.fits(choice, value, at).is_ok()) {
            return misfit(at, "anyOf");
        }
        self.fits_inside(node, value, at)
    }

    fn keeps_tests(&mut self, node: &Node, value: &Value, at: &str) -> Result<(), Misfit> {
        let Value::String(text) = value else { return Ok(()) };
        for (keyword, test) in &node.tests {
            self.steps = self.steps.saturating_add(text.len());
            if self.steps > STEPS_MAX || !test.holds(text) {
                return misfit(at, keyword);
            }
        }
        Ok(())
    }

    fn fits_inside(&mut self, node: &Node, value: &Value, at: &str) -> Result<(), Misfit> {
        match (value, &node.items, &node.properties) {
            (Value::Array(values), Some(items), _) => {
                let mut values = values.iter().enumerate();
                values.try_for_each(|(index, value)| self.fits(items, value, &format!("{at}/{index}")))
            }
            (Value::Object(fields), _, Some(properties)) => {
                if let Some(name) = properties.keys().find(|name| !fields.contains_key(*name)) {
                    return misfit(&format!("{at}/{}", escaped(name)), "required");
                }
                let mut fields = fields.iter();
                fields.try_for_each(|(name, value)| {
                    let at = format!("{at}/{}", escaped(name));
                    let property = properties.get(name);
                    property.map_or(misfit(&at, "additionalProperties"), |node| self.fits(node, value, &at))
                })
            }
            _ => Ok(()),
        }
    }
}

impl Type {
    fn is_of(self, value: &Value) -> bool {
        match self {
            Self::Null => value.is_null(),
            Self::Boolean => value.is_boolean(),
            Self::Integer => value.as_f64().is_some_and(|number| number.fract() == 0.0),
            Self::Number => value.is_number(),
            Self::Text => value.is_string(),
            Self::Array => value.is_array(),
            Self::Object => value.is_object(),
        }
    }
}

/// Whether two values are the same to JSON Schema, to which 1 and 1.0 are.
fn is_same(one: &Value, other: &Value) -> bool {
    let as_numbers = one.as_f64().zip(other.as_f64());
    one == other || as_numbers.is_some_and(|(one, other)| one.total_cmp(&other).is_eq())
}

/// Whether `value` keeps a bound. A keyword says nothing of values of another type.
fn keeps(keyword: &str, bound: f64, value: &Value) -> bool {
    let number = value.as_f64();
    let count = |count: usize| Some(f64::from(u32::try_from(count).unwrap_or(u32::MAX)));
    let items = value.as_array().and_then(|items| count(items.len()));
    let length = value.as_str().and_then(|text| count(text.chars().count()));
    let (measured, keeps): (_, fn(f64, f64) -> bool) = match keyword {
        "minimum" => (number, |found, bound| found >= bound),
        "maximum" => (number, |found, bound| found <= bound),
        "exclusiveMinimum" => (number, |found, bound| found > bound),
        "exclusiveMaximum" => (number, |found, bound| found < bound),
        "multipleOf" => (number, is_multiple),
        "minItems" => (items, |found, bound| found >= bound),
        "maxItems" => (items, |found, bound| found <= bound),
        "minLength" => (length, |found, bound| found >= bound),
        "maxLength" => (length, |found, bound| found <= bound),
        _ => (None, |_, _| false),
    };
    measured.is_none_or(|measured| keeps(measured, bound))
}

/// 0.3 is three times 0.1, although its quotient in binary is not whole.
fn is_multiple(number: f64, of: f64) -> bool {
    let quotient = number / of;
    (quotient - quotient.round()).abs() <= quotient.abs().max(1.0) * 4.0 * f64::EPSILON
}

fn misfit(at: &str, keyword: &'static str) -> Result<(), Misfit> {
    Err(Misfit { at: at.to_owned(), keyword })
}
