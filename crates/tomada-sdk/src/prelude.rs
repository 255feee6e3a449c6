//! What nearly every action file needs: `use tomada_sdk::prelude::*;`.

pub use crate::{
    Context, Deserialize, Failure, Form, Json, JsonSchema, Kind, Level, Locale, Request, RequestExt,
    Response, ResponseExt, Serialize, Value,
};
