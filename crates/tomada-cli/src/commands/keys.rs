//! `tomada keys rotate`: a new key in the key file, and every project's key sealed with it, while the server runs.

use serde_json::Value;

use crate::arguments::KeysVerb;
use crate::door::{self, Path};
use crate::session::{Session, Trouble};
use crate::{escape, say, table};

pub(crate) fn run(session: &Session, verb: &KeysVerb) -> Result<(), Trouble> {
    let KeysVerb::Rotate(place) = verb;
    let path = Path::of(&["local", "keys", "rotate"])?;
    let rotated = door::through(session, place, async |door| door.post(&path, &Value::Null).await)?;
    if session.json {
        return Ok(say::json(&rotated)?);
    }
    let number = table::text(&rotated, "sealed_anew");
    let told = session.text_with("cli-keys-rotated", &[("number", &number)]) + "\n";
    Ok(say::text(&escape::for_people(&told))?)
}
