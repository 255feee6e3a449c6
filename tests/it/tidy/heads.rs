//! Every Rust file begins with a head comment: what it is for, who calls it, the rule that it protects.

use super::house::{self, File};

/// More than this is a chapter of a book; it belongs to the items.
const LINES_MAX: usize = 60;

fn fault(file: &File) -> Option<String> {
    let lines = file.text.lines().take_while(|line| line.starts_with("//!")).count();
    match lines {
        0 => Some(format!("{} begins without `//!`", file.path)),
        lines if lines > LINES_MAX => {
            Some(format!("{} begins with {lines} lines of head comment", file.path))
        }
        _ => None,
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    let faults: Vec<String> = house::rust_files().filter_map(fault).collect();
    super::keeps("a file begins with a head comment", &faults);
}

#[test]
fn a_file_without_a_head_is_noticed() {
    let judge = |text: &str| fault(&File::new("a.rs", text)).into_iter().collect::<Vec<_>>();
    super::keeps("it has a head", &judge("//! What for.\nfn f() {}"));
    super::notices("without", &judge("// What for.\nfn f() {}"));
    super::notices("without", &judge("use std::fs;\n//! Too late."));
    super::notices("61 lines", &judge(&"//! More.\n".repeat(61)));
}
