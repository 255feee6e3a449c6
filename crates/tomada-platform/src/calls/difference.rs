//! How two JSON values differ: place by place, as JSON pointers (RFC 6901).

use serde_json::Value;

use super::Difference;

/// How many places are told.
const DIFFERENCES_MAX: usize = 200;
/// How much of a value is told, in characters.
const VALUE_MAX: usize = 500;

/// Where `after` differs from `before`.
pub(super) fn between(before: &Value, after: &Value) -> Vec<Difference> {
    let mut found = Vec::new();
    compare(String::new(), Some(before), Some(after), &mut found);
    found
}

fn compare(at: String, before: Option<&Value>, after: Option<&Value>, found: &mut Vec<Difference>) {
    if found.len() >= DIFFERENCES_MAX || before == after {
        return;
    }
    match (before, after) {
        (Some(Value::Object(before)), Some(Value::Object(after))) => {
            let added = after.keys().filter(|name| !before.contains_key(*name));
            for name in before.keys().chain(added) {
                let at = format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"));
                compare(at, before.get(name), after.get(name), found);
            }
        }
        (Some(Value::Array(before)), Some(Value::Array(after))) => {
            for index in 0..before.len().max(after.len()) {
                compare(format!("{at}/{index}"), before.get(index), after.get(index), found);
            }
        }
        (before, after) => found.push(Difference { at, before: before.map(told), after: after.map(told) }),
    }
}

fn told(value: &Value) -> String {
    let text = value.to_string();
    if text.chars().count() <= VALUE_MAX {
        text
    } else {
        text.chars().take(VALUE_MAX).chain(['…']).collect()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    #[expect(clippy::needless_pass_by_value, reason = "rows are values")]
    fn check(before: Value, after: Value, expected: &[(&str, Option<&str>, Option<&str>)]) {
        let found = between(&before, &after);
        let found = found.iter().map(|it| (it.at.as_str(), it.before.as_deref(), it.after.as_deref()));
        assert_eq!(found.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn each_place_is_told_once() {
        check(json!({"a": 1}), json!({"a": 1}), &[]);
        check(json!({"a": 1}), json!({"a": 2}), &[("/a", Some("1"), Some("2"))]);
        check(json!({"a/b": 1}), json!({}), &[("/a~1b", Some("1"), None)]);
        check(json!([1, 2]), json!([1, 3, 4]), &[("/1", Some("2"), Some("3")), ("/2", None, Some("4"))]);
        check(json!({"a": [1]}), json!({"a": "x"}), &[("/a", Some("[1]"), Some("\"x\""))]);
    }
}
