//! From the parser's tree to our own: literals as JSON, functions by name and number of arguments, everything that can
//! be wrong without a body found.

use jmespath::ast::{Ast, Comparator};
use serde_json::Value;

use super::fault::Fault;
use super::functions::Function;

/// How much of an expression is quoted where it is wrong.
const QUOTED_MAX: usize = 20;

/// A part of an expression.
#[derive(Clone, Debug)]
pub(super) enum Node {
    This,
    Field(String),
    Index(i64),
    Slice {
        start: Option<i64>,
        stop: Option<i64>,
        step: i64,
    },
    Literal(Value),
    Not(Box<Self>),
    And(Box<Self>, Box<Self>),
    Or(Box<Self>, Box<Self>),
    Compare(Comparator, Box<Self>, Box<Self>),
    /// The second, if the first is true; else null.
    If(Box<Self>, Box<Self>),
    List(Vec<Self>),
    Object(Vec<(String, Self)>),
    /// The second for each item of the first, without nulls.
    Project(Box<Self>, Box<Self>),
    Values(Box<Self>),
    Flatten(Box<Self>),
    /// The second of what the first gives.
    Then(Box<Self>, Box<Self>),
    Call {
        function: Function,
        arguments: Vec<Self>,
        offset: usize,
    },
}

/// Parses an expression that is within bounds.
pub(super) fn parse(source: &str) -> Result<Node, Fault> {
    let ast = jmespath::parse(source).map_err(|error| syntax(source, error.offset))?;
    node(&ast)
}

fn syntax(source: &str, offset: usize) -> Fault {
    let rest = source.get(offset..).unwrap_or_default();
    if rest.is_empty() {
        return Fault::at("map-syntax-end", source.len());
    }
    let found = rest.chars().take(QUOTED_MAX).collect::<String>();
    Fault::at("map-syntax", offset).with("found", found)
}

fn boxed(ast: &Ast) -> Result<Box<Node>, Fault> {
    node(ast).map(Box::new)
}

fn node(ast: &Ast) -> Result<Node, Fault> {
    Ok(match ast {
        Ast::Identity { .. } => Node::This,
        Ast::Field { name, .. } => Node::Field(name.clone()),
        Ast::Index { idx, .. } => Node::Index(i64::from(*idx)),
        Ast::Slice { step: 0, offset, .. } => return Err(Fault::at("map-slice-step", *offset)),
        Ast::Slice { start, stop, step, .. } => {
            Node::Slice { start: start.map(i64::from), stop: stop.map(i64::from), step: i64::from(*step) }
        }
        Ast::Literal { value, .. } => Node::Literal(serde_json::to_value(&**value).unwrap_or_default()),
        Ast::Not { node, .. } => Node::Not(boxed(node)?),
        Ast::And { lhs, rhs, .. } => Node::And(boxed(lhs)?, boxed(rhs)?),
        Ast::Or { lhs, rhs, .. } => Node::Or(boxed(lhs)?, boxed(rhs)?),
        Ast::Comparison { comparator, lhs, rhs, .. } => {
            Node::Compare(comparator.clone(), boxed(lhs)?, boxed(rhs)?)
        }
        Ast::Condition { predicate, then, .. } => Node::If(boxed(predicate)?, boxed(then)?),
        Ast::MultiList { elements, .. } => Node::List(elements.iter().map(node).collect::<Result<_, _>>()?),
        Ast::MultiHash { elements, .. } => {
            let members = elements.iter().map(|pair| Ok((pair.key.clone(), node(&pair.value)?)));
            Node::Object(members.collect::<Result<_, Fault>>()?)
        }
        Ast::Projection { lhs, rhs, .. } => Node::Project(boxed(lhs)?, boxed(rhs)?),
        Ast::ObjectValues { node, .. } => Node::Values(boxed(node)?),
        Ast::Flatten { node, .. } => Node::Flatten(boxed(node)?),
        Ast::Subexpr { lhs, rhs, .. } => Node::Then(boxed(lhs)?, boxed(rhs)?),
        Ast::Function { name, args, offset } => call(name, args, *offset)?,
        Ast::Expref { offset, .. } => return Err(Fault::at("map-expression-alone", *offset)),
    })
}

fn call(name: &str, arguments: &[Ast], offset: usize) -> Result<Node, Fault> {
    let Some(function) = Function::named(name) else {
        let known = Function::ALL.map(Function::name).join(", ");
        return Err(Fault::at("map-function-unknown", offset).with("name", name).with("known", known));
    };
    let wrong =
        || Fault::at("map-function-arguments", offset).with("name", name).with("usage", function.usage());
    if !function.takes(arguments.len()) {
        return Err(wrong());
    }
    let arguments = arguments.iter().enumerate().map(|(index, argument)| match argument {
        Ast::Expref { ast, .. } if function.expression_at() == Some(index) => node(ast),
        Ast::Expref { .. } => Err(wrong()),
        _ if function.expression_at() == Some(index) => Err(wrong()),
        _ => node(argument),
    });
    Ok(Node::Call { function, arguments: arguments.collect::<Result<_, _>>()?, offset })
}
