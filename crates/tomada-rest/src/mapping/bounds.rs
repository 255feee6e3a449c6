//! What an expression and its result may be at most, so that neither the parser nor whoever reads the result can be
//! led too deep.

use serde_json::Value;

use super::fault::Fault;

/// How long an expression may be.
const SOURCE_MAX_BYTES: usize = 8 * 1024;

/// How many parts may be nested in each other or chained to each other; the parser calls itself for each.
const NESTING_MAX: usize = 100;

/// How deep a result may be: as deep as a decoded body.
const RESULT_DEPTH_MAX: usize = 100;

/// Refuses what is too long or too deep to be parsed.
pub(super) fn check(source: &str) -> Result<(), Fault> {
    if source.len() > SOURCE_MAX_BYTES {
        return Err(Fault::new("map-too-long").with("max_bytes", SOURCE_MAX_BYTES.to_string()));
    }
    // The parts of each open bracket, since its last comma.
    let mut open = vec![0_usize];
    let mut characters = source.char_indices().peekable();
    let mut before = ' ';
    while let Some((at, character)) = characters.next() {
        match character {
            '\'' | '"' | '`' => {
                while let Some((_, inside)) = characters.next() {
                    match inside {
                        '\\' => drop(characters.next()),
                        _ if inside == character => break,
                        _ => {}
                    }
                }
            }
            '[' | '(' | '{' => {
                bump(&mut open);
                open.push(0);
            }
            ']' | ')' | '}' if open.len() > 1 => drop(open.pop()),
            ',' => *open.last_mut().unwrap_or(&mut 0) = 0,
            '.' | '!' | '*' | '<' | '>' | '=' | '|' | '&' if before != character || character == '!' => {
                bump(&mut open);
            }
            _ => {}
        }
        before = character;
        if open.iter().sum::<usize>() > NESTING_MAX {
            return Err(Fault::at("map-too-deep", at).with("max", NESTING_MAX.to_string()));
        }
    }
    Ok(())
}

fn bump(open: &mut [usize]) {
    if let Some(parts) = open.last_mut() {
        *parts += 1;
    }
}

/// Refuses a result that is too deep to be passed on.
pub(super) fn check_result(value: &Value) -> Result<(), Fault> {
    let mut level = vec![value];
    for _ in 0..=RESULT_DEPTH_MAX {
        level = level.into_iter().flat_map(children).collect();
        if level.is_empty() {
            return Ok(());
        }
    }
    Err(Fault::new("map-result-too-deep").with("max", RESULT_DEPTH_MAX.to_string()))
}

fn children(value: &Value) -> Box<dyn Iterator<Item = &Value> + '_> {
    match value {
        Value::Array(items) => Box::new(items.iter()),
        Value::Object(members) => Box::new(members.values()),
        _ => Box::new(std::iter::empty()),
    }
}
