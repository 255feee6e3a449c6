//! A value in a JSON body: it stays inside of its string, and a string that is one expression alone keeps its type.

use serde_json::{Map, Value};
use tomada_core::Failure;

use crate::names::Names;
use crate::place::Place;
use crate::template;

/// Renders every string in `value`, names of members among them.
pub(crate) fn render(value: &Value, names: &Names, at: &Place) -> Result<Value, Failure> {
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => Ok(value.clone()),
        Value::String(source) => template::value(source, names, at),
        Value::Array(items) => {
            let items = items.iter().enumerate().map(|(index, item)| render(item, names, &at.child(index)));
            items.collect::<Result<_, _>>().map(Value::Array)
        }
        Value::Object(members) => object(members, names, at).map(Value::Object),
    }
}

fn object(members: &Map<String, Value>, names: &Names, at: &Place) -> Result<Map<String, Value>, Failure> {
    let mut rendered = Map::new();
    for (name, value) in members {
        let at = at.child(name);
        let value = render(value, names, &at)?;
        let name = template::name(name, names, &at)?;
        if rendered.contains_key(&name) {
            return Err(at.failure("template-member-twice").with_argument("name", name));
        }
        rendered.insert(name, value);
    }
    Ok(rendered)
}
