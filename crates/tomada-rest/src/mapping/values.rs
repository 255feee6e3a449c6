//! How JMESPath sees values: truth, order, types.

use std::cmp::Ordering;

use serde_json::{Number, Value};

/// Null, false and everything empty are false; numbers are true, 0 among them.
pub(super) fn is_true(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(truth) => *truth,
        Value::Number(_) => true,
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(members) => !members.is_empty(),
    }
}

/// The order of numbers; whole ones are compared without rounding.
pub(super) fn order(one: &Number, other: &Number) -> Ordering {
    match (one.as_i128(), other.as_i128()) {
        (Some(one), Some(other)) => one.cmp(&other),
        _ => float(one).total_cmp(&float(other)),
    }
}

/// A number as a double. Minus zero is zero.
pub(super) fn float(number: &Number) -> f64 {
    number.as_f64().unwrap_or_default() + 0.0
}

/// A double as a number, whole if it is.
pub(super) fn number(float: f64) -> Value {
    /// Up to here every whole number is a double of its own.
    const EXACT_MAX: f64 = 9_007_199_254_740_992.0;
    if float.fract() == 0.0 && float.abs() <= EXACT_MAX {
        #[expect(clippy::cast_possible_truncation, reason = "it is whole and small enough")]
        return Value::from(float as i64);
    }
    Value::from(float)
}

/// The name of a type, as `type()` gives it.
pub(super) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
