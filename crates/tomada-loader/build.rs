//! Tells the crate what it is built for, so that a plugin for something else can be refused by name.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let target = std::env::var("TARGET").unwrap_or_default();
    println!("cargo::rustc-env=TOMADA_TARGET={target}");
}
