//! Writes what [`super::source`] read as a C header: constants as macros, structs as `Tomada…`, documentation as
//! comments with C's names in it, layouts as static assertions. A Rust type that C has no word for here is a panic
//! with its name, never a guess.

use std::collections::BTreeMap;

use quote::ToTokens;
use syn::{
    BinOp, Expr, ExprLit, GenericArgument, Lit, PathArguments, PointerMutability, ReturnType, Type, UnOp,
};

use super::comment::primitive;
use super::source::{Constant, Declared, Module, Struct};
use crate::layout::LAYOUTS;

const BEFORE: &str = include_str!("before.h.txt");
const AFTER: &str = include_str!("after.h.txt");
const RULE: &str =
    "\n/* ---------------------------------------------------------------------------------------- */\n\n";
pub(super) const WIDTH: usize = 110;

/// Names of Rust, and what C calls them.
pub(super) struct Names(pub(super) BTreeMap<String, String>);

/// The whole header.
pub(super) fn header(modules: &[Module]) -> String {
    let names = Names::of(modules);
    let (head, parts) = modules.split_first().expect("lib.rs comes first");
    let mut text = format!("{}\n{BEFORE}", names.comment(&head.docs, ""));
    text += "\n/* The structs, in the order of this file. */\n";
    text.extend(structs(modules).map(|item| format!("typedef struct Tomada{0} Tomada{0};\n", item.name)));
    for module in parts {
        text += RULE;
        text += &names.comment(&module.docs, "");
        let mut constant_before = false;
        for item in &module.items {
            let is_constant = matches!(item, Declared::Constant(_));
            text += if is_constant && constant_before { "" } else { "\n" };
            text += &names.declared(item);
            constant_before = is_constant;
        }
    }
    text + &assertions() + AFTER
}

fn structs(modules: &[Module]) -> impl Iterator<Item = &Struct> {
    let items = modules.iter().flat_map(|module| &module.items);
    items.filter_map(|item| if let Declared::Struct(item) = item { Some(item) } else { None })
}

impl Names {
    fn of(modules: &[Module]) -> Self {
        let mut names = BTreeMap::new();
        for item in modules.iter().flat_map(|module| &module.items) {
            match item {
                Declared::Struct(item) => names.insert(item.name.clone(), format!("Tomada{}", item.name)),
                // The shorter name wins: plain `MAGIC` is not the section's.
                Declared::Constant(item) if !names.contains_key(&item.name) => {
                    names.insert(item.name.clone(), macro_name(item))
                }
                _ => None,
            };
        }
        Self(names)
    }

    fn declared(&self, item: &Declared) -> String {
        match item {
            Declared::Note(docs) => self.comment(docs, ""),
            Declared::Constant(item) => {
                let value = constant(&item.ty, &item.value);
                format!("{}#define {} {value}\n", self.comment(&item.docs, ""), macro_name(item))
            }
            Declared::Struct(item) => {
                let mut text = format!("{}struct Tomada{} {{\n", self.comment(&item.docs, ""), item.name);
                for field in &item.fields {
                    text += &self.comment(&field.docs, "    ");
                    text += "    ";
                    text += &self.declaration(&field.ty, &field.name);
                    text += ";\n";
                }
                text + "};\n"
            }
        }
    }

    /// A declaration of `name` as `ty`, as C writes it: around the name.
    fn declaration(&self, ty: &Type, name: &str) -> String {
        match ty {
            Type::Array(array) => {
                format!("{} {name}[{}]", self.word_for(&array.elem), expression(&array.len))
            }
            Type::Ptr(_) => format!("{}{name}", self.pointer(ty)),
            Type::Path(path) => match function(path) {
                Some(function) => self.function_pointer(function, name),
                None => format!("{} {name}", self.word_for(ty)),
            },
            _ => unknown(ty),
        }
    }

    fn pointer(&self, ty: &Type) -> String {
        let Type::Ptr(pointer) = ty else { return format!("{} ", self.word_for(ty)) };
        match (&pointer.mutability, &*pointer.elem) {
            (PointerMutability::Const(_), Type::Ptr(_)) => unknown(ty),
            (PointerMutability::Const(_), to) => format!("const {}*", self.pointer(to)),
            (PointerMutability::Mut(_), to) => format!("{}*", self.pointer(to)),
        }
    }

    fn function_pointer(&self, function: &syn::TypeFnPtr, name: &str) -> String {
        let abi = function.abi.as_ref().and_then(|abi| abi.name.as_ref()).map(syn::LitStr::value);
        assert_eq!(abi.as_deref(), Some("C"), "{name} is no function of C");
        let answer = match &function.output {
            ReturnType::Default => "void ".to_owned(),
            ReturnType::Type(_, ty) => self.pointer(ty),
        };
        let argument = |argument: &syn::NamedArg| {
            let (name, _) = argument.name.as_ref().unwrap_or_else(|| unknown(&argument.ty));
            self.declaration(&argument.ty, &name.to_string())
        };
        let arguments: Vec<_> = function.inputs.iter().map(argument).collect();
        let line = format!("{answer}(*{name})({})", arguments.join(", "));
        if line.len() + 5 <= WIDTH {
            return line;
        }
        format!("{answer}(*{name})(\n        {})", arguments.join(",\n        "))
    }

    /// A type that is one word.
    fn word_for(&self, ty: &Type) -> String {
        let Type::Path(path) = ty else { unknown(ty) };
        let name = path.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
        let known = primitive(&name).or_else(|| self.0.get(&name).cloned());
        known.filter(|_| path.path.segments.len() == 1).unwrap_or_else(|| unknown(ty))
    }
}

/// The function behind `Option<fn>`; a bare `fn` has no null and is unknown here.
fn function(path: &syn::TypePath) -> Option<&syn::TypeFnPtr> {
    let segment = path.path.segments.last().filter(|segment| segment.ident == "Option")?;
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    match arguments.args.first() {
        Some(GenericArgument::Type(Type::FnPtr(function))) => Some(function),
        _ => None,
    }
}

fn macro_name(constant: &Constant) -> String {
    format!("TOMADA_{}{}", constant.prefix, constant.name)
}

fn constant(ty: &Type, value: &Expr) -> String {
    let text = expression(value);
    match ty.to_token_stream().to_string().as_str() {
        "i32" if text.starts_with('-') => format!("({text})"),
        "i32" | "& str" => text,
        bits @ ("u16" | "u32" | "u64") => format!("UINT{}_C({text})", &bits[1..]),
        "usize" => format!("((size_t)({text}))"),
        other if other.starts_with("[u8 ;") => text,
        _ => unknown(ty),
    }
}

fn expression(value: &Expr) -> String {
    match value {
        Expr::Lit(ExprLit { lit: Lit::Int(number), .. }) => number.to_string().replace('_', ""),
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => format!("{:?}", text.value()),
        Expr::Lit(ExprLit { lit: Lit::Byte(byte), .. }) => c_byte(byte.value()),
        Expr::Lit(ExprLit { lit: Lit::ByteStr(bytes), .. }) => c_bytes(bytes.value().into_iter().map(c_byte)),
        Expr::Array(array) => c_bytes(array.elems.iter().map(expression)),
        Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => format!("-{}", expression(&unary.expr)),
        Expr::Unary(unary) if matches!(unary.op, UnOp::Deref(_)) => expression(&unary.expr),
        Expr::Binary(product) if matches!(product.op, BinOp::Mul(_)) => {
            format!("{} * {}", expression(&product.left), expression(&product.right))
        }
        _ => unknown(value),
    }
}

fn c_bytes(bytes: impl Iterator<Item = String>) -> String {
    format!("{{{}}}", bytes.collect::<Vec<_>>().join(", "))
}

fn c_byte(byte: u8) -> String {
    if byte.is_ascii_alphanumeric() { format!("'{}'", char::from(byte)) } else { format!("0x{byte:02x}") }
}

fn assertions() -> String {
    let mut text = RULE.to_owned();
    text += "/* Sizes and offsets, where pointers have 64 bits. */\n#if UINTPTR_MAX == UINT64_MAX\n";
    for layout in LAYOUTS {
        let (name, size) = (format!("Tomada{}", layout.name), layout.size);
        let offset = |(field, offset): &(&str, usize)| {
            format!("static_assert(offsetof({name}, {field}) == {offset}, \"{name}.{field} at {offset}\");\n")
        };
        text.extend([format!("static_assert(sizeof({name}) == {size}, \"{name} has {size} bytes\");\n")]);
        text.extend(layout.fields.iter().map(offset));
    }
    text + "#endif\n"
}

fn unknown(syntax: &impl ToTokens) -> ! {
    panic!("the header's writer has no C for `{}`: teach it in {}", syntax.to_token_stream(), file!())
}
