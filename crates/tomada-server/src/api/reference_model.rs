//! What the reference page shows, read from the description of an API.

use serde_json::{Map, Value};

/// The order of the groups: what people come for first.
const ORDER: [&str; 7] = ["runs", "connections", "catalog", "calls", "projects", "people", "server"];

/// Text in which what stood between backticks is code.
pub(crate) struct Prose(pub(crate) Vec<Word>);

/// A piece of it.
pub(crate) struct Word {
    pub(crate) text: String,
    pub(crate) is_code: bool,
}

impl Prose {
    /// The pieces of `text`.
    pub(crate) fn of(text: &str) -> Self {
        let pieces = text.split('`').enumerate();
        Self(pieces.map(|(index, piece)| Word { text: piece.to_owned(), is_code: index % 2 == 1 }).collect())
    }

    fn at(value: &Value) -> Self {
        Self::of(value.as_str().unwrap_or_default())
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.iter().all(|word| word.text.is_empty())
    }
}

/// Operations of one kind of thing.
pub(crate) struct Group {
    pub(crate) name: String,
    pub(crate) operations: Vec<Operation>,
}

/// One operation.
pub(crate) struct Operation {
    pub(crate) id: String,
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) summary: String,
    pub(crate) description: Prose,
    pub(crate) role: String,
    pub(crate) parameters: Vec<Field>,
    pub(crate) body: Option<Type>,
    pub(crate) answers: Vec<Answer>,
}

/// An answer of an operation.
pub(crate) struct Answer {
    pub(crate) status: String,
    pub(crate) description: Prose,
    pub(crate) contents: Vec<(String, Type)>,
}

/// A parameter, or a member of an object.
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) place: String,
    pub(crate) of: Type,
    pub(crate) required: bool,
    pub(crate) description: Prose,
}

/// A type, and the shape that it is, if it has a name.
pub(crate) struct Type {
    pub(crate) text: String,
    pub(crate) shape: Option<String>,
}

/// A named object.
pub(crate) struct Shape {
    pub(crate) name: String,
    pub(crate) description: Prose,
    pub(crate) fields: Vec<Field>,
}

/// The operations of `api` by their tags.
pub(crate) fn groups(api: &Value) -> Vec<Group> {
    let mut groups = Vec::<Group>::new();
    for (path, item) in object(&api["paths"]) {
        for (method, operation) in object(item) {
            let name = text(&operation["tags"][0]);
            let operation = Operation::of(method, path, operation);
            match groups.iter_mut().find(|group| group.name == name) {
                Some(group) => group.operations.push(operation),
                None => groups.push(Group { name, operations: vec![operation] }),
            }
        }
    }
    groups.sort_by_key(|group| ORDER.iter().position(|name| *name == group.name));
    groups
}

/// The named objects of `api`.
pub(crate) fn shapes(api: &Value) -> Vec<Shape> {
    let schemas = object(&api["components"]["schemas"]);
    let shape = |(name, schema): (&String, &Value)| Shape {
        name: name.clone(),
        description: Prose::at(&schema["description"]),
        fields: fields(schema),
    };
    schemas.map(shape).collect()
}

impl Operation {
    fn of(method: &str, path: &str, operation: &Value) -> Self {
        let body =
            object(&operation["requestBody"]["content"]).next().map(|(_, body)| Type::of(&body["schema"]));
        let answers = object(&operation["responses"]).filter(|(status, _)| *status != "default");
        Self {
            id: text(&operation["operationId"]),
            method: method.to_uppercase(),
            path: path.to_owned(),
            summary: text(&operation["summary"]),
            description: Prose::at(&operation["description"]),
            role: text(&operation["x-role"]),
            parameters: list(&operation["parameters"]).map(parameter).collect(),
            body,
            answers: answers.map(|(status, answer)| Answer::of(status, answer)).collect(),
        }
    }
}

impl Answer {
    fn of(status: &str, answer: &Value) -> Self {
        let contents = object(&answer["content"]);
        let contents = contents.map(|(kind, content)| (kind.clone(), Type::of(&content["schema"]))).collect();
        Self { status: status.to_owned(), description: Prose::at(&answer["description"]), contents }
    }
}

impl Type {
    fn of(schema: &Value) -> Self {
        if let Some(name) = schema["$ref"].as_str().and_then(|reference| reference.rsplit('/').next()) {
            return Self { text: name.to_owned(), shape: Some(name.to_owned()) };
        }
        if let Some(one) = list(&schema["oneOf"]).find(|one| one["type"] != "null") {
            return Self::of(one);
        }
        if let Some(of) = schema.get("items") {
            let of = Self::of(of);
            return Self { text: format!("array of {}", of.text), shape: of.shape };
        }
        let kinds = match &schema["type"] {
            Value::String(kind) => vec![kind.clone()],
            kinds => list(kinds).map(text).filter(|kind| kind != "null").collect(),
        };
        let words = list(&schema["enum"]).map(text).collect::<Vec<_>>();
        let text = match (words.is_empty(), kinds.is_empty()) {
            (false, _) => words.join(" | "),
            (true, false) => kinds.join(" | "),
            (true, true) => "any".to_owned(),
        };
        Self { text, shape: None }
    }
}

fn parameter(parameter: &Value) -> Field {
    Field {
        name: text(&parameter["name"]),
        place: text(&parameter["in"]),
        of: Type::of(&parameter["schema"]),
        required: parameter["required"] == true,
        description: Prose::at(&parameter["description"]),
    }
}

fn fields(schema: &Value) -> Vec<Field> {
    let required = |name: &str| list(&schema["required"]).any(|one| one == name);
    let field = |(name, of): (&String, &Value)| Field {
        name: name.clone(),
        place: String::new(),
        of: Type::of(of),
        required: required(name),
        description: Prose::at(&of["description"]),
    };
    object(&schema["properties"]).map(field).collect()
}

fn object(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flat_map(Map::iter)
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
