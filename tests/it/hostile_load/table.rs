//! Exported tables that break the rules, and starts that fail: cases 6 to 15.

use serde_json::json;
use tomada_core::Kind;
use tomada_loader::inspect;

use super::{ask, check_build, counter, healthy, load, open, opened, opened_in_vain, unread, unstarted};

#[test]
fn case_6_entries_that_are_not_there() {
    unread(&load(&["-DENTRY_ABSENT", "-Wno-unused"]).bytes(), "entry", &["tomada_plugin_v1", "not exported"]);
    unstarted(&load(&["-DENTRY_TINY"]), "entry", &["16 bytes"]);
}

#[test]
fn case_6_prefixes_that_cannot_be() {
    unstarted(&load(&["-DMAGIC={0}"]), "entry", &["magic"]);
    unstarted(&load(&["-DMAGIC={0x89,'T','M','D',0x0a,0x1a,0x0a,0x0a}"]), "entry", &["magic"]);
    for size in ["0", "7", "64", "71"] {
        unstarted(&load(&[&format!("-DSIZE={size}")]), "entry", &["smaller than in version 1.0"]);
    }
    for size in ["76", "73", "4104", "0xffffffff"] {
        unstarted(&load(&[&format!("-DSIZE={size}")]), "entry", &["multiple of 8"]);
    }
}

#[test]
fn case_6_a_table_of_a_later_minor_opens() {
    opened(&load(&["-DLARGER"]));
}

#[test]
fn case_7_versions() {
    for major in ["0", "2", "65535"] {
        unstarted(&load(&[&format!("-DMAJOR={major}")]), "version", &[&format!("{major}.0"), "1.0"]);
        let major: u16 = major.parse().expect("a number");
        check_build(|build| build["major"] = json!(major), "version", &[&format!("{major}.0"), "1.0"]);
    }
    check_build(|build| build["needs_minor"] = json!(9), "version", &["1.9", "1.0"]);
    check_build(|build| build["needs_minor"] = json!(70_000), "manifest", &[]);
    opened(&load(&["-DMINOR=9"]).embedding(|embedded| embedded["build"]["minor"] = json!(9)));
}

#[test]
fn case_8_flags() {
    unstarted(&load(&["-DFLAGS=1ull<<63"]), "needs", &["0x8000000000000000"]);
    unstarted(&load(&["-DFLAGS=1ull<<32"]), "needs", &["0x100000000"]);
    opened(&load(&["-DFLAGS=0xffffffff"]));
}

#[test]
fn case_9_a_table_that_says_something_else_than_its_file() {
    for manifest in [
        "{(const uint8_t *)\"{}\",2}",
        "{manifest,sizeof(manifest)-1}",
        "{manifest+1,sizeof(manifest)-1}",
        "{manifest,SIZE_MAX}",
        "{0,sizeof(manifest)}",
        "{0,0}",
    ] {
        unstarted(&load(&[&format!("-DMANIFEST={manifest}")]), "entry", &["manifest"]);
    }
}

#[test]
fn case_10_functions_that_are_missing() {
    for define in ["-DINIT=NULL", "-DCREATE=NULL", "-DDEINIT=NULL"] {
        unstarted(&load(&[define]), "entry", &["required function"]);
    }
    opened(&load(&["-DSTREAM_FUNCTION=NULL"]));
    for table in [
        "{sizeof(TomadaInstanceTable),0,NULL,instance_stream,instance_destroy}",
        "{sizeof(TomadaInstanceTable),0,instance_call,instance_stream,NULL}",
        "{0,0,instance_call,instance_stream,instance_destroy}",
        "{24,0,instance_call,instance_stream,instance_destroy}",
        "{36,0,instance_call,instance_stream,instance_destroy}",
        "{0xffffffff,0,instance_call,instance_stream,instance_destroy}",
    ] {
        opened_in_vain(&load(&[&format!("-DINSTANCE_TABLE={table}")]), "plugin-protocol");
    }
}

#[test]
fn case_12_a_start_that_fails() {
    for status in [-1, -10, -11, -999, 1, 2, 42] {
        let status = format!("-DINIT_STATUS={status}");
        unstarted(&load(&[&status]), "start", &["init answered"]);
    }
    let told = r#"-DINIT_ERROR=answer_text(error,"{\"kind\":\"broken\",\"message\":\"No oracle.\"}")"#;
    unstarted(&load(&["-DINIT_STATUS=TOMADA_FAILED", told]), "start", &["No oracle."]);
    for error in ["answer_text(error,\"garbage\")", "*error=give(NULL,8)", "*error=give(error,SIZE_MAX)"] {
        let error = format!("-DINIT_ERROR={error}");
        unstarted(&load(&["-DINIT_STATUS=TOMADA_FAILED", &error]), "start", &["init answered"]);
    }
}

#[test]
fn case_12_instances_that_cannot_be_made() {
    opened_in_vain(&load(&["-DCREATE_NOTHING"]), "plugin-protocol");
    opened_in_vain(&load(&["-DCREATE_STATUS=-999"]), "plugin-status");
    opened_in_vain(&load(&["-DCREATE_STATUS=42"]), "plugin-protocol");
    opened_in_vain(&load(&["-DCREATE_STATUS=TOMADA_PANICKED"]), "plugin-panicked");
}

#[test]
fn case_12_an_instance_that_says_why() {
    let plugin = open(&load(&["-DCREATE_STATUS=TOMADA_FAILED"]).bytes()).expect("it should open");
    let failure = ask(&plugin, "echo", "{}").expect_err("no instance, no answer");
    assert_eq!((failure.kind(), failure.message()), (Kind::Unavailable, "Not today."));
}

#[test]
fn case_14_constructors_run_once_and_are_counted() {
    let bytes = load(&["-DCONSTRUCTOR"]).bytes();
    let plain = inspect(&healthy()).expect("it reads well").constructors_bytes;
    let facts = inspect(&bytes).expect("it reads well");
    assert_eq!(facts.constructors_bytes, plain + 8, "one constructor more");
    let plugin = open(&bytes).expect("in process, constructors are a matter of trust");
    assert_eq!(counter(&plugin, "noted"), 1);
}
