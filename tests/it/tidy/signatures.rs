//! No third-party type in the public signatures of core and sdk, unless it is listed here with its reason: whoever
//! builds on them would inherit its versions.
//!
//! Paths are resolved through the file's own `use` lines. Everything `pub` counts, wherever it is declared: most of it
//! is re-exported, and what is not may be tomorrow.

use std::collections::{BTreeMap, BTreeSet};

use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{
    Attribute, Ident, ImplItem, Item, ItemImpl, ItemTrait, ItemUse, Macro, Path, Token, Type, UseTree,
    Visibility,
};

use super::house::{self, File, When};
use super::modules;

/// What may be named, by whom, and why.
const LISTED: &[(&str, &str, &str)] = &[
    ("tomada-core", "semver::Version", "a manifest's version is a semantic version"),
    ("tomada-core", "serde::Deserialize", "how JSON becomes any author's type"),
    ("tomada-core", "serde::Serialize", "how any author's type becomes JSON"),
    ("tomada-core", "serde::de::DeserializeOwned", "how JSON becomes any author's type"),
    ("tomada-core", "serde_json::Error", "says where a text is not the JSON that was expected"),
    ("tomada-core", "serde_json::Value", "a JSON Schema is JSON, and this is Rust's name for it"),
    ("tomada-sdk", "schemars::JsonSchema", "how an author's type becomes the schema that the host checks"),
    ("tomada-sdk", "serde::Deserialize", "as in core"),
    ("tomada-sdk", "serde::Serialize", "as in core"),
    ("tomada-sdk", "serde::de::DeserializeOwned", "as in core"),
    ("tomada-sdk", "serde_json::Value", "as in core"),
    ("tomada-sdk", "serde_json::json", "writes a `Value` as JSON is written"),
];

/// The third-party paths in the public signatures of a file, each with its line; `crates` are the third parties.
fn named(file: &File, crates: &BTreeSet<String>) -> Vec<(usize, String)> {
    let parsed = file.parse();
    let mut reader = Reader { crates, names: BTreeMap::new(), hidden: BTreeSet::new(), found: Vec::new() };
    parsed.items.iter().for_each(|item| reader.declarations(item));
    parsed.items.iter().for_each(|item| reader.item(item));
    reader.found
}

struct Reader<'a> {
    crates: &'a BTreeSet<String>,
    /// What the `use` lines call what.
    names: BTreeMap<String, String>,
    /// Types of this file that nobody else sees.
    hidden: BTreeSet<String>,
    found: Vec<(usize, String)>,
}

impl Reader<'_> {
    fn declarations(&mut self, item: &Item) {
        match item {
            Item::Use(ItemUse { tree, .. }) => leaves(tree, "", &mut |path, name| {
                self.names.insert(name.to_owned(), path.to_owned());
            }),
            Item::Struct(it) if !public(&it.vis, &it.attrs) => self.hide(&it.ident),
            Item::Enum(it) if !public(&it.vis, &it.attrs) => self.hide(&it.ident),
            _ => {}
        }
    }

    fn hide(&mut self, name: &Ident) {
        self.hidden.insert(name.to_string());
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Fn(it) if public(&it.vis, &it.attrs) => self.visit_signature(&it.sig),
            Item::Struct(it) if public(&it.vis, &it.attrs) => {
                self.derives(&it.attrs);
                self.visit_generics(&it.generics);
                let fields = it.fields.iter().filter(|field| public(&field.vis, &field.attrs));
                fields.for_each(|field| self.visit_type(&field.ty));
            }
            Item::Enum(it) if public(&it.vis, &it.attrs) => {
                self.derives(&it.attrs);
                self.visit_item_enum(it);
            }
            Item::Union(it) if public(&it.vis, &it.attrs) => self.visit_item_union(it),
            Item::Type(it) if public(&it.vis, &it.attrs) => self.visit_item_type(it),
            Item::Const(it) if public(&it.vis, &it.attrs) => self.visit_type(&it.ty),
            Item::Static(it) if public(&it.vis, &it.attrs) => self.visit_type(&it.ty),
            Item::Trait(it) if public(&it.vis, &it.attrs) => self.trait_signatures(it),
            Item::Use(it) if public(&it.vis, &it.attrs) => self.re_exports(it),
            Item::Impl(it) if !modules::is_test(&it.attrs) && !self.is_hidden(&it.self_ty) => {
                self.impl_signatures(it);
            }
            Item::Mod(it) if !modules::is_test(&it.attrs) => {
                let items = it.content.iter().flat_map(|(_, items)| items);
                items.for_each(|item| self.item(item));
            }
            _ => {}
        }
    }

    /// A derived trait is implemented as one written by hand is.
    fn derives(&mut self, attributes: &[Attribute]) {
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("derive")) {
            let derived = attribute.parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated);
            derived.iter().flatten().for_each(|path| self.visit_path(path));
        }
    }

    fn is_hidden(&self, it: &Type) -> bool {
        let Type::Path(it) = it else { return false };
        it.path.get_ident().is_some_and(|name| self.hidden.contains(&name.to_string()))
    }

    fn trait_signatures(&mut self, it: &ItemTrait) {
        self.visit_generics(&it.generics);
        it.supertraits.iter().for_each(|bound| self.visit_type_param_bound(bound));
        it.items.iter().for_each(|item| self.visit_trait_item(item));
    }

    /// Of a trait's implementation its header: the trait and the type. Of others the public functions.
    fn impl_signatures(&mut self, it: &ItemImpl) {
        let functions = it.items.iter().filter_map(|item| match item {
            ImplItem::Fn(function) if public(&function.vis, &function.attrs) => Some(&function.sig),
            _ => None,
        });
        match &it.trait_ {
            Some((path, _)) => {
                self.visit_generics(&it.generics);
                self.visit_path(path);
            }
            None => functions.for_each(|signature| self.visit_signature(signature)),
        }
    }

    fn re_exports(&mut self, it: &ItemUse) {
        let line = it.use_token.span.start().line;
        leaves(&it.tree, "", &mut |path, _| self.judge(path, line));
    }

    fn judge(&mut self, path: &str, line: usize) {
        let first = path.split("::").next().unwrap_or_default();
        if self.crates.contains(first) {
            self.found.push((line, path.to_owned()));
        }
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_path(&mut self, path: &'ast Path) {
        let parts: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        let line = path.segments.first().map_or(0, |segment| segment.ident.span().start().line);
        let whole = match (path.leading_colon.is_none(), self.names.get(&parts[0])) {
            (true, Some(imported)) => [imported.as_str()]
                .into_iter()
                .chain(parts[1..].iter().map(String::as_str))
                .collect::<Vec<_>>()
                .join("::"),
            _ => parts.join("::"),
        };
        self.judge(&whole, line);
        visit::visit_path(self, path);
    }

    fn visit_attribute(&mut self, _: &'ast Attribute) {}

    fn visit_block(&mut self, _: &'ast syn::Block) {}

    fn visit_macro(&mut self, _: &'ast Macro) {}
}

/// Visits each name that a `use` brings in, with the path it stands for; `*` stands for itself.
fn leaves(tree: &UseTree, before: &str, see: &mut impl FnMut(&str, &str)) {
    let join = |name: &str| if before.is_empty() { name.to_owned() } else { format!("{before}::{name}") };
    match tree {
        UseTree::Path(it) => leaves(&it.tree, &join(&it.ident.to_string()), see),
        UseTree::Name(it) if it.ident == "self" => see(before, before.rsplit("::").next().unwrap_or(before)),
        UseTree::Name(it) => see(&join(&it.ident.to_string()), &it.ident.to_string()),
        UseTree::Rename(it) => see(&join(&it.ident.to_string()), &it.rename.to_string()),
        UseTree::Glob(_) => see(&join("*"), "*"),
        UseTree::Group(it) => it.items.iter().for_each(|tree| leaves(tree, before, see)),
    }
}

fn public(visibility: &Visibility, attributes: &[Attribute]) -> bool {
    matches!(visibility, Visibility::Public(_)) && !modules::is_test(attributes)
}

/// The third parties of one package, as its code calls them.
fn third_parties(package: &house::Package) -> BTreeSet<String> {
    let dependencies = package.dependencies();
    let names = dependencies.iter().filter(|it| it.when == When::Always && !it.name.starts_with("tomada-"));
    names.map(|it| it.name.replace('-', "_")).collect()
}

fn listed(package: &str) -> impl Iterator<Item = &'static str> {
    LISTED.iter().filter(move |(of, ..)| *of == package).map(|(_, path, _)| *path)
}

/// Everything that core and sdk name of third parties: package, place, path.
fn all_named() -> Vec<(String, String, String)> {
    let packages = house::packages();
    let judged =
        packages.iter().filter(|package| ["tomada-core", "tomada-sdk"].contains(&package.name.as_str()));
    let mut all = Vec::new();
    for package in judged {
        let crates = third_parties(package);
        let source = format!("{}/src/", package.folder);
        for file in house::rust_files().filter(|file| file.path.starts_with(&source)) {
            let named = named(file, &crates).into_iter();
            all.extend(
                named.map(|(line, path)| (package.name.clone(), format!("{}:{line}", file.path), path)),
            );
        }
    }
    all
}

#[test]
fn nothing_foreign_is_named_but_what_is_listed() {
    let faults =
        all_named().into_iter().filter(|(package, _, path)| !listed(package).any(|listed| listed == path));
    let faults: Vec<String> = faults.map(|(_, place, path)| format!("{place} {path}")).collect();
    super::keeps("a third-party type in a public signature is listed with its reason", &faults);
}

#[test]
fn nothing_is_listed_in_vain() {
    let named = all_named();
    let used = |package: &str, path: &str| named.iter().any(|(of, _, found)| of == package && found == path);
    let in_vain = LISTED.iter().filter(|(package, path, _)| !used(package, path));
    let faults: Vec<String> =
        in_vain.map(|(package, path, _)| format!("{package} names no {path}")).collect();
    super::keeps("what is not named need not be listed", &faults);
}

#[test]
fn a_foreign_type_is_noticed_wherever_it_stands() {
    let crates = BTreeSet::from(["third".to_owned()]);
    let judge = |text: &str| {
        let named = named(&File::new("a.rs", text), &crates);
        named.into_iter().map(|(_, path)| path).collect::<Vec<_>>()
    };
    let notices = |text: &str| super::notices("third::T", &judge(text));
    notices("pub fn f(a: third::T) {}");
    notices("use third::T; pub fn f() -> Vec<Option<&'static T>> {}");
    notices("use third::T as Other; pub struct A { pub a: Box<dyn Fn(Other)> }");
    notices("use third::{self, U}; pub enum A { One(third::T) }");
    notices("#[derive(Debug, third::T)] pub struct A;");
    notices("pub trait A: third::T {}");
    notices("pub trait A { fn f(&self) where Self: third::T; }");
    notices("impl A { pub async fn f(&self, a: impl third::T) {} }");
    notices("impl From<third::T> for A { fn from(a: third::T) -> Self {} }");
    notices("pub use third::T;");
    notices("mod inner { pub type A = [third::T; 2]; }");
    let keeps = |text: &str| super::keeps(text, &judge(text));
    keeps("use third::T; fn f(a: T) {}");
    keeps("pub struct A { a: third::T }");
    keeps("pub fn f() { let a: third::T = third::f(); }");
    keeps("pub(crate) fn f(a: third::T) {}");
    keeps("struct A; impl third::T for A {}");
    keeps("#[cfg(test)] mod tests { pub fn f(a: third::T) {} }");
    keeps("use std::third; pub fn f(a: other::T) {}");
}
