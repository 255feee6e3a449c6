//! Panics where it is told to.

use std::panic::panic_any;
use std::time::Duration;

use tomada_sdk::prelude::*;

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Input {
    pub at: Place,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema)]
#[schemars(rename_all = "snake_case")]
pub enum Place {
    /// While the input is read, which is inside `call`.
    Input,
    /// In the first poll.
    FirstPoll,
    /// In a poll after a wait.
    LaterPoll,
    /// While the future is dropped, be it finished or cancelled.
    Drop,
    /// With a payload whose own drop panics.
    Payload,
    /// In a poll, and again in what that panic drops.
    Twice,
    /// In a poll, without a panic hook being told.
    Unhooked,
    /// While the output is written.
    Output,
    /// Nowhere.
    Nowhere,
}

impl<'de> Deserialize<'de> for Place {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Ok(match name.as_str() {
            "input" => panic!("panicked while reading the input"),
            "first_poll" => Self::FirstPoll,
            "later_poll" => Self::LaterPoll,
            "drop" => Self::Drop,
            "payload" => Self::Payload,
            "twice" => Self::Twice,
            "unhooked" => Self::Unhooked,
            "output" => Self::Output,
            _ => Self::Nowhere,
        })
    }
}

#[derive(Debug, JsonSchema)]
pub struct Output {
    pub survived: bool,
}

impl Serialize for Output {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        assert!(self.survived, "panicked while writing the output");
        tomada_sdk::json!({ "survived": true }).serialize(serializer)
    }
}

/// Panics when it goes.
struct Mine;

impl Drop for Mine {
    fn drop(&mut self) {
        panic!("panicked while being dropped");
    }
}

/// Panics where the input says.
///
/// # Panics
/// That is what it is for.
pub async fn run(input: Input, cx: &Context) -> Result<Output, Failure> {
    let _mine = matches!(input.at, Place::Drop | Place::Twice).then(|| Mine);
    match input.at {
        Place::FirstPoll | Place::Twice => panic!("panicked in the first poll"),
        Place::Payload => panic_any(Mine),
        _ => {}
    }
    cx.sleep(Duration::from_millis(1)).await;
    match input.at {
        Place::LaterPoll => panic!("panicked in a later poll"),
        Place::Unhooked => std::panic::resume_unwind(Box::new("left without the hook")),
        at => Ok(Output { survived: at != Place::Output }),
    }
}
