//! From an engine's value to JSON, strictly: what is undefined, or no data at all, is refused at any depth.

use minijinja::value::ValueKind;
use serde_json::{Map, Value};

/// Why a value is no JSON.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NotData {
    /// Something in it is not there.
    #[error("a part of it is undefined")]
    Undefined,
    /// It holds a function, bytes, an endless list, or a number that JSON has not.
    #[error("it is or holds {0}, which is no data")]
    Other(String),
    /// It is larger than it may be.
    #[error("it is larger than {0} bytes")]
    TooLarge(usize),
}

/// A value as JSON of about `max_bytes` at most.
pub(crate) fn json(value: &minijinja::Value, max_bytes: usize) -> Result<Value, NotData> {
    Reader { left: max_bytes, max_bytes }.read(value)
}

struct Reader {
    left: usize,
    max_bytes: usize,
}

impl Reader {
    fn read(&mut self, value: &minijinja::Value) -> Result<Value, NotData> {
        self.take(4)?;
        match value.kind() {
            ValueKind::None => Ok(Value::Null),
            ValueKind::Bool => Ok(Value::Bool(value.is_true())),
            ValueKind::Number => number(value),
            ValueKind::String => {
                let text = value.as_str().unwrap_or_default();
                self.take(text.len())?;
                Ok(Value::String(text.to_owned()))
            }
            ValueKind::Seq | ValueKind::Iterable => {
                let items = value.try_iter().map_err(|error| NotData::Other(error.to_string()))?;
                items.map(|item| self.read(&item)).collect::<Result<_, _>>().map(Value::Array)
            }
            ValueKind::Map => self.object(value).map(Value::Object),
            ValueKind::Undefined => Err(NotData::Undefined),
            kind => Err(NotData::Other(kind.to_string())),
        }
    }

    fn object(&mut self, value: &minijinja::Value) -> Result<Map<String, Value>, NotData> {
        let mut object = Map::new();
        for key in value.try_iter().map_err(|error| NotData::Other(error.to_string()))? {
            let name = key.to_string();
            self.take(name.len())?;
            let member = value.get_item(&key).map_err(|error| NotData::Other(error.to_string()))?;
            object.insert(name, self.read(&member)?);
        }
        Ok(object)
    }

    fn take(&mut self, bytes: usize) -> Result<(), NotData> {
        self.left = self.left.checked_sub(bytes).ok_or(NotData::TooLarge(self.max_bytes))?;
        Ok(())
    }
}

fn number(value: &minijinja::Value) -> Result<Value, NotData> {
    match serde_json::to_value(value) {
        Ok(Value::Number(number)) => Ok(Value::Number(number)),
        _ => Err(NotData::Other(format!("the number {value}"))),
    }
}
