//! Reads the sources of this crate as data: documentation, constants and `repr(C)` structs, in the order in which
//! the C header shows them. What is not `pub`, functions, and types without `repr(C)` are Rust's own and left out.

use syn::{Attribute, Expr, ExprLit, Fields, Item, ItemMod, ItemStruct, Lit, Meta, Type, Visibility};

/// The files of the crate in reading order, with what is put before the names of their constants.
const FILES: [(&str, &str); 9] = [
    ("lib", ""),
    ("version", ""),
    ("status", ""),
    ("bytes", ""),
    ("waker", ""),
    ("operation", ""),
    ("host", ""),
    ("plugin", ""),
    ("section", "SECTION_"),
];

/// One source file.
pub(crate) struct Module {
    pub(crate) docs: Vec<String>,
    pub(crate) items: Vec<Declared>,
}

/// Something that the header repeats.
pub(crate) enum Declared {
    /// A heading before constants that belong together.
    Note(Vec<String>),
    Constant(Box<Constant>),
    Struct(Struct),
}

pub(crate) struct Constant {
    pub(crate) docs: Vec<String>,
    /// As Rust has it, and what C puts before it.
    pub(crate) name: String,
    pub(crate) prefix: String,
    pub(crate) ty: Type,
    pub(crate) value: Expr,
}

pub(crate) struct Struct {
    pub(crate) docs: Vec<String>,
    pub(crate) name: String,
    pub(crate) fields: Vec<Field>,
}

pub(crate) struct Field {
    pub(crate) docs: Vec<String>,
    pub(crate) name: String,
    pub(crate) ty: Type,
}

/// Every source file of the crate, read.
pub(crate) fn modules() -> Vec<Module> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
    let mut found: Vec<String> = std::fs::read_dir(folder)
        .expect("the sources are there")
        .map(|entry| entry.expect("they can be listed").file_name().to_string_lossy().into_owned())
        .collect();
    let mut known: Vec<_> = FILES.iter().map(|(name, _)| format!("{name}.rs")).collect();
    found.sort();
    known.sort();
    assert_eq!(found, known, "sources of the crate, and FILES of {}", file!());
    FILES.iter().map(|(name, prefix)| module(&format!("{folder}/{name}.rs"), prefix)).collect()
}

/// The boundary structs, in the order of the header.
pub(crate) fn structs() -> Vec<Struct> {
    let items = modules().into_iter().flat_map(|module| module.items);
    items.filter_map(|item| if let Declared::Struct(item) = item { Some(item) } else { None }).collect()
}

fn module(path: &str, prefix: &str) -> Module {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let file = syn::parse_file(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
    Module { docs: docs(&file.attrs), items: declared(file.items, prefix) }
}

fn declared(items: Vec<Item>, prefix: &str) -> Vec<Declared> {
    let is_public = |visibility: &Visibility| matches!(visibility, Visibility::Public(_));
    let mut all = Vec::new();
    for item in items {
        match item {
            Item::Const(item) if is_public(&item.vis) => all.push(Declared::Constant(Box::new(Constant {
                docs: docs(&item.attrs),
                name: item.ident.to_string(),
                prefix: prefix.to_owned(),
                ty: *item.ty,
                value: *item.expr,
            }))),
            Item::Struct(item) if is_public(&item.vis) && is_repr_c(&item.attrs) => {
                all.push(Declared::Struct(boundary_struct(item)));
            }
            Item::Mod(ItemMod { vis, attrs, ident, content: Some((_, items)), .. }) if is_public(&vis) => {
                all.push(Declared::Note(docs(&attrs)));
                all.extend(declared(items, &format!("{}_", ident.to_string().to_uppercase())));
            }
            _ => {}
        }
    }
    all
}

fn boundary_struct(item: ItemStruct) -> Struct {
    let name = item.ident.to_string();
    let Fields::Named(fields) = item.fields else {
        panic!("{name} is repr(C), and its fields have no names that C could use");
    };
    let field = |field: syn::Field| Field {
        docs: docs(&field.attrs),
        name: field.ident.map(|ident| ident.to_string()).unwrap_or_default(),
        ty: field.ty,
    };
    Struct { docs: docs(&item.attrs), name, fields: fields.named.into_iter().map(field).collect() }
}

fn is_repr_c(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("repr")
            && attribute.parse_args::<syn::Ident>().is_ok_and(|argument| argument == "C")
    })
}

/// The lines of a documentation comment.
fn docs(attributes: &[Attribute]) -> Vec<String> {
    let line = |attribute: &Attribute| match &attribute.meta {
        Meta::NameValue(meta) if meta.path.is_ident("doc") => match &meta.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value().trim_end().to_owned()),
            _ => None,
        },
        _ => None,
    };
    let line =
        |attribute| line(attribute).map(|text| text.strip_prefix(' ').map_or(text.clone(), str::to_owned));
    attributes.iter().filter_map(line).collect()
}
