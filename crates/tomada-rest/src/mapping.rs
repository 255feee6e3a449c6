//! `response.map`: an expression that makes the output of a decoded answer. Compiled before anything is sent.
//!
//! The language is JMESPath (<https://jmespath.org/specification.html>), which builders know from the AWS and Azure
//! command lines and from n8n. `@` is the decoded body. Three functions are ours, and work at any depth: `status()`,
//! `header('name')` (the first value, or null) and `body()`, the whole body again.
//!
//! A plugin maps in the host's process, with no clock and no thread of its own, so the work must be counted, and of the
//! languages that were compared only this one lets us count. jq (jaq-core 3.1) loops without touching a value
//! (`def f: f; f`), where nothing of ours could stop it. CEL (cel 0.15) has no limit of cost (its issue 56, open since
//! 2024) while its macros nest. The crate `jmespath` 0.5 parses; its interpreter has no limit, either
//! (`[@,@]|[@,@]|…` doubles with each step) and panics on `[1::2147483647]`, so the parsed tree is evaluated here. Every
//! step and every value that is copied is paid for out of a budget in proportion to the body.
//!
//! | limit | |
//! | --- | --- |
//! | an expression | 8 KiB, 100 nested or chained parts |
//! | steps | 200,000, and 32 for each value of the body and each 64 bytes of its texts |
//! | values made on the way | 50,000, and 8 for each |
//! | the result | 100 levels |

mod bounds;
mod budget;
mod compile;
mod evaluate;
mod fault;
mod functions;
mod values;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;
use tomada_core::{Failure, Headers};

use crate::place::Place;
use budget::Budget;
use compile::Node;
use evaluate::Evaluation;
use fault::Fault;

/// What is made of an answer, as a builder writes it.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum MappingSource {
    /// One JMESPath expression: `items[?price > floor].name`.
    One(String),
    /// An object, each of its members an expression: `{"names": "items[].name", "page": "header('x-page')"}`.
    Many(BTreeMap<String, String>),
}

/// An answer, as expressions see it.
#[derive(Clone, Copy, Debug)]
pub struct Answered<'a> {
    /// The decoded body: `@` and `body()`.
    pub body: &'a Value,
    /// The HTTP status: `status()`.
    pub status: u16,
    /// The header fields: `header('name')`.
    pub headers: &'a Headers,
}

/// Compiled expressions.
///
/// ```
/// use serde_json::json;
/// use tomada_core::Headers;
/// use tomada_rest::{Answered, Mapping, MappingSource};
///
/// let mapping = Mapping::compile(&MappingSource::One("items[?paid].{id: id, status: status()}".into()))?;
/// let body = json!({"items": [{"id": 1, "paid": true}, {"id": 2, "paid": false}]});
/// let answered = Answered { body: &body, status: 200, headers: &Headers::default() };
/// assert_eq!(mapping.apply(&answered)?, json!([{"id": 1, "status": 200}]));
/// # Ok::<(), tomada_core::Failure>(())
/// ```
#[derive(Clone, Debug)]
pub struct Mapping(Shape);

#[derive(Clone, Debug)]
enum Shape {
    One(Expression),
    Many(Vec<(String, Expression)>),
}

#[derive(Clone, Debug)]
struct Expression {
    source: String,
    at: Place,
    node: Node,
}

impl Mapping {
    /// Parses and checks expressions.
    ///
    /// # Errors
    /// `InvalidInput` with the JSON pointer of the expression, below `/response/map`, and line and column in it.
    pub fn compile(source: &MappingSource) -> Result<Self, Failure> {
        let at = Place::top("response").child("map");
        Ok(Self(match source {
            MappingSource::One(source) => Shape::One(Expression::compile(source, at)?),
            MappingSource::Many(sources) => {
                let compiled = sources
                    .iter()
                    .map(|(name, source)| Ok((name.clone(), Expression::compile(source, at.child(name))?)));
                Shape::Many(compiled.collect::<Result<_, Failure>>()?)
            }
        }))
    }

    /// Parses and checks one expression that stands elsewhere in the input.
    pub(crate) fn at(source: &str, at: Place) -> Result<Self, Failure> {
        Ok(Self(Shape::One(Expression::compile(source, at)?)))
    }

    /// Makes the output of an answer. All expressions of one mapping share the budget.
    ///
    /// # Errors
    /// `InvalidInput` with line and column, for a function that is given something of another type than it takes, and
    /// for work or a result beyond the limits.
    pub fn apply(&self, answered: &Answered<'_>) -> Result<Value, Failure> {
        let evaluation = Evaluation { answered, budget: Budget::for_body(answered.body) };
        match &self.0 {
            Shape::One(expression) => expression.apply(&evaluation),
            Shape::Many(expressions) => {
                let members = expressions
                    .iter()
                    .map(|(name, expression)| Ok((name.clone(), expression.apply(&evaluation)?)));
                members.collect::<Result<_, Failure>>().map(Value::Object)
            }
        }
    }
}

impl Expression {
    fn compile(source: &str, at: Place) -> Result<Self, Failure> {
        match bounds::check(source).and_then(|()| compile::parse(source)) {
            Ok(node) => Ok(Self { source: source.to_owned(), at, node }),
            Err(fault) => Err(fault.failure(source, &at)),
        }
    }

    fn apply(&self, evaluation: &Evaluation<'_>) -> Result<Value, Failure> {
        self.evaluate(evaluation).map_err(|fault| fault.failure(&self.source, &self.at))
    }

    fn evaluate(&self, evaluation: &Evaluation<'_>) -> Result<Value, Fault> {
        let found = evaluation.value(&self.node, evaluation.answered.body)?;
        let value = evaluation.budget.own(found)?;
        bounds::check_result(&value)?;
        Ok(value)
    }
}
