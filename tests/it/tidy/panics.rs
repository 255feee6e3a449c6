//! Nothing panics on purpose outside of tests: a failure is a value, with a kind and a text.

use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{ExprConst, ExprMethodCall, ImplItemFn, ItemConst, ItemFn, ItemImpl, ItemMod, Macro};

use super::house::{self, File};
use super::modules;

const METHODS: [&str; 4] = ["unwrap", "unwrap_err", "expect", "expect_err"];
const MACROS: [&str; 4] = ["panic", "todo", "unimplemented", "unreachable"];

/// Files that may, each with its reason.
const MAY: &[(&str, &str)] = &[];

/// What panics in a file outside of what is there in tests only.
fn faults(file: &File) -> Vec<String> {
    let mut finder = Finder { path: &file.path, faults: Vec::new() };
    finder.visit_file(&file.parse());
    finder.faults
}

struct Finder<'a> {
    path: &'a str,
    faults: Vec<String>,
}

impl Finder<'_> {
    fn found(&mut self, what: &str, at: &impl Spanned) {
        self.faults.push(format!("{}:{} {what}", self.path, at.span().start().line));
    }
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_item_mod(&mut self, module: &'ast ItemMod) {
        if !modules::is_test(&module.attrs) {
            visit::visit_item_mod(self, module);
        }
    }

    fn visit_item_fn(&mut self, function: &'ast ItemFn) {
        if !modules::is_test(&function.attrs) {
            visit::visit_item_fn(self, function);
        }
    }

    fn visit_item_impl(&mut self, item: &'ast ItemImpl) {
        if !modules::is_test(&item.attrs) {
            visit::visit_item_impl(self, item);
        }
    }

    fn visit_impl_item_fn(&mut self, function: &'ast ImplItemFn) {
        if !modules::is_test(&function.attrs) {
            visit::visit_impl_item_fn(self, function);
        }
    }

    /// A constant that panics does not compile.
    fn visit_item_const(&mut self, _: &'ast ItemConst) {}

    fn visit_expr_const(&mut self, _: &'ast ExprConst) {}

    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        let name = call.method.to_string();
        if METHODS.contains(&name.as_str()) {
            self.found(&format!(".{name}()"), &call.method);
        }
        visit::visit_expr_method_call(self, call);
    }

    fn visit_macro(&mut self, called: &'ast Macro) {
        let name = called.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
        if MACROS.contains(&name.as_str()) {
            self.found(&format!("{name}!"), &called.path);
        }
        visit::visit_macro(self, called);
    }
}

#[test]
fn nothing_panics_outside_of_tests() {
    let files: Vec<&File> = house::rust_files().collect();
    let shipped = modules::reached(&files, &house::folders()).into_iter().filter(|module| !module.test);
    let shipped = shipped.map(|module| module.path).filter(|path| !path.starts_with("tests/"));
    let shipped: Vec<String> = shipped.filter(|path| !MAY.iter().any(|(file, _)| file == path)).collect();
    let judged = files.into_iter().filter(|file| shipped.contains(&file.path));
    super::keeps("a failure is a value", &judged.flat_map(faults).collect::<Vec<_>>());
}

#[test]
fn every_exception_is_still_one() {
    for (path, reason) in MAY {
        let file = File::new(path, &house::read(path));
        assert!(!faults(&file).is_empty(), "{path} need not be named any more ({reason})");
    }
}

#[test]
fn what_panics_is_noticed() {
    let judge = |text: &str| faults(&File::new("a.rs", text));
    super::notices("a.rs:2 .unwrap()", &judge("fn f() {\n g().unwrap(); }"));
    super::notices(".expect()", &judge("impl A { fn f() { g().expect(\"so\"); } }"));
    super::notices("panic!", &judge("fn f() { panic!(\"so\") }"));
    super::notices("unreachable!", &judge("const fn f() { match a { _ => std::unreachable!() } }"));
    super::keeps("tests may", &judge("#[cfg(test)] mod t { fn f() { g().unwrap() } }"));
    super::keeps("constants may", &judge("const A: B = c().unwrap(); fn f() { const { d().unwrap() } }"));
    super::keeps("tests may", &judge("#[test] fn t() { g().unwrap() }"));
    super::keeps(
        "these do not panic",
        &judge("fn f() { g().unwrap_or_default(); h().expect_none_of_it(); }"),
    );
}
