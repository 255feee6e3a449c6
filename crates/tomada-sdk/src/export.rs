//! What the output of [`export!`](crate::export!) refers to. Not for authors; anything here may change with the SDK.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;
use tomada_abi::{MAGIC, MAJOR, MINOR, PluginV1, Slice};
use tomada_core::Failure;

pub use crate::boundary::{Entry, Start};
pub use crate::section::{section, section_bytes};

use crate::action::Answer;
use crate::boundary::{entry, plain_id, table};

/// The crate that invoked the macro.
pub trait Plugin {
    /// Its actions, in the macro's order.
    const ACTIONS: &'static [Entry];
}

/// The table to export.
pub const fn plugin<P: Plugin>(section: &'static [u8]) -> PluginV1 {
    PluginV1 {
        magic: MAGIC,
        major: MAJOR,
        minor: MINOR,
        struct_size: table::size::<PluginV1>(),
        flags: 0,
        manifest: Slice::lend(section),
        init: Some(entry::init),
        create: Some(entry::create::<P>),
        deinit: Some(entry::deinit),
        get_extension: None,
    }
}

/// Passes a run's future on, with a compiler error that an author understands if it is none.
pub fn answer<O, F: Answer<O>>(run: F) -> impl Future<Output = Result<O, Failure>> {
    run
}

/// Id, input schema and output schema of one action.
pub fn schemas<I: JsonSchema, O: JsonSchema>(module: &str) -> (String, Value, Value) {
    let settings = SchemaSettings::draft2020_12;
    (
        plain_id(module).to_owned(),
        schema::<I>(settings().for_deserialize()),
        schema::<O>(settings().for_serialize()),
    )
}

fn schema<T: JsonSchema>(settings: SchemaSettings) -> Value {
    settings.into_generator().into_root_schema_for::<T>().to_value()
}
