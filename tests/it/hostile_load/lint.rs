//! Built for somewhere else, or so that it runs or breaks while it is mapped: cases 3 to 5 and 17.

use serde_json::json;

use super::{check_build, healthy, load, opened, unread};
use crate::c_plugin::CPlugin;
use crate::elf::{self, patched};

#[test]
fn case_3_built_for_somewhere_else() {
    let here = format!("{}-unknown-linux-gnu", std::env::consts::ARCH);
    let bytes = healthy();
    for (offset, value) in [(elf::MACHINE, 8), (elf::SYSTEM, 9), (elf::CLASS, 1)] {
        unread(&patched(bytes.clone(), offset, value), "target", &["built for", &here]);
    }
    unread(&patched(bytes, elf::BYTE_ORDER, 2), "not a library", &[]);
    for triple in ["x86_64-unknown-linux-musl", "aarch64-apple-darwin", "wasm32-wasip2", ""] {
        check_build(|build| build["triple"] = json!(triple), "target", &[triple, &here]);
    }
    unread(b"MZ\x90\0 and so on, as Windows has it", "not a library", &["format"]);
    unread(b"\xcf\xfa\xed\xfe\x07\0\0\x01 and so on, as macOS has it", "target", &["MachO64", &here]);
}

#[test]
fn case_17_panics_that_cannot_be_contained() {
    check_build(|build| build["panic"] = json!("abort"), "needs", &["abort", "unwind"]);
    check_build(|build| build["panic"] = json!("whatever"), "needs", &["whatever", "unwind"]);
}

#[test]
fn needs_that_this_host_does_not_meet() {
    check_build(
        |build| build["requires"] = json!(["tomada.http/1", "tomada.teleport/1"]),
        "needs",
        &["tomada.teleport/1", "tomada.http/1"],
    );
    check_build(|build| build["features"] = json!("sse2,avx1024"), "needs", &["avx1024"]);
}

#[test]
fn case_4_what_the_linker_would_do() {
    for (options, item) in [
        (&["-Wl,-rpath,/opt/evil"][..], "/opt/evil"),
        (&["-Wl,-rpath,/opt/evil", "-Wl,--disable-new-dtags"], "/opt/evil"),
        (&["-DTEXTREL", "-Wl,-z,notext"], "text relocations"),
        (&["-Wl,-z,execstack"], "executable stack"),
        (&["-DIFUNC"], "indirect function"),
        (&["-DSTATIC_TLS"], "static thread-local"),
        (&["-Wl,-soname,/lib/evil.so"], "/lib/evil.so"),
        (&["-Wl,-f,libaudit.so"], "filter"),
    ] {
        unread(&load(options).bytes(), "forbidden", &["forbidden in a plugin", item]);
    }
}

/// The same plugin, linked with a stand-in for a library that is not here.
fn linked_with(stand_in: &CPlugin) -> Vec<u8> {
    let stand_in = stand_in.build();
    let stand_in = stand_in.to_str().expect("the target folder is UTF-8");
    load(&["-DNEEDS_VERSION", "-nostdlib", stand_in]).bytes()
}

#[test]
fn case_4_libraries_and_versions_that_are_not_here() {
    let tomorrow = CPlugin::bare("hostile/tomorrow.c");
    let map = concat!("-Wl,--version-script=", env!("CARGO_MANIFEST_DIR"), "/hostile/tomorrow.map");
    let libc = tomorrow.clone().options(["-Wl,-soname,libc.so.6", map]);
    unread(&linked_with(&libc), "needs", &["glibc 2.99", "glibc 2."]);
    let evil = tomorrow.clone().options(["-Wl,-soname,libevil.so.1"]);
    unread(&linked_with(&evil), "forbidden", &["libevil.so.1", "link everything else statically"]);
    let musl = tomorrow.options(["-Wl,-soname,libc.musl-x86_64.so.1"]);
    unread(&linked_with(&musl), "target", &["libc.musl-x86_64.so.1", "linux-gnu"]);
}

#[test]
fn case_5_names_that_would_get_in_the_way() {
    for name in ["open", "malloc", "pthread_create", "tomada_plugin", "tomada_plugin_vx", "helper"] {
        let export = format!("-DEXPORT={name}");
        unread(
            &load(&[&export]).bytes(),
            "forbidden",
            &[name, "only tomada_plugin_v1", "-fvisibility=hidden"],
        );
    }
}

/// A plugin may speak a later major too.
#[test]
fn case_5_entries_of_other_majors_are_allowed() {
    opened(&load(&["-DEXPORT=tomada_plugin_v2"]));
}
