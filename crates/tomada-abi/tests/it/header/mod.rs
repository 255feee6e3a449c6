//! `include/tomada.h` is the boundary for authors who do not write Rust. It is generated from the sources of this
//! crate and committed; these tests compare the two and put the header before a C and a C++ compiler.
//!
//! `TOMADA_UPDATE=1 cargo test -p tomada-abi` writes the file anew.

mod c;
mod comment;
pub(crate) mod source;

use std::path::Path;
use std::process::Command;

const HEADER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/include/tomada.h");

#[test]
fn the_committed_header_is_what_the_sources_say() {
    let expected = c::header(&source::modules());
    if std::env::var_os("TOMADA_UPDATE").is_some() {
        std::fs::write(HEADER, &expected).expect("the header can be written");
    }
    let committed = std::fs::read_to_string(HEADER).unwrap_or_default();
    let differs = committed.lines().zip(expected.lines()).position(|(found, wanted)| found != wanted);
    assert!(
        committed == expected,
        "{HEADER} is not what the sources say, first at line {}: run TOMADA_UPDATE=1 cargo test -p tomada-abi",
        differs.map_or("that only one has".to_owned(), |line| (line + 1).to_string()),
    );
}

/// Compiles nothing but the header, as the language that `arguments` name.
#[track_caller]
fn check_compiles(compiler: &str, arguments: &[&str]) {
    let warnings = ["-Wall", "-Wextra", "-pedantic", "-Werror", "-fsyntax-only"];
    let output = match Command::new(compiler).args(warnings).args(arguments).arg(HEADER).output() {
        Ok(output) => output,
        Err(error) => return println!("skipped: no compiler {compiler:?} here ({error})"),
    };
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{compiler} {arguments:?} refuses the header:\n{said}");
}

#[test]
fn a_c_compiler_takes_the_header() {
    check_compiles("cc", &["-x", "c", "-std=c11"]);
    check_compiles("cc", &["-x", "c", "-std=c17", "-Wpadded", "-Wstrict-prototypes"]);
}

#[test]
fn a_cxx_compiler_takes_the_header() {
    check_compiles("c++", &["-x", "c++", "-std=c++11"]);
    check_compiles("c++", &["-x", "c++", "-std=c++20"]);
}

/// The two above would pass on an empty file; this one shows that a wrong layout is a compiler's error.
#[test]
fn the_assertions_of_the_header_are_read() {
    let Ok(cc) = Command::new("cc").arg("--version").output() else {
        return println!("skipped: no compiler \"cc\" here");
    };
    assert!(cc.status.success());
    let narrow = Path::new(env!("CARGO_TARGET_TMPDIR")).join("narrow.c");
    let includes = "#include <stdint.h>\n#define uint64_t uint32_t";
    std::fs::write(&narrow, format!("{includes}\n#include \"{HEADER}\"\n")).expect("a file can be written");
    let output = Command::new("cc").arg("-fsyntax-only").arg(&narrow).output();
    let said = String::from_utf8_lossy(&output.expect("cc was here a moment ago").stderr).into_owned();
    assert!(said.contains("TomadaCall has"), "a deadline of 32 bits passed:\n{said}");
}
