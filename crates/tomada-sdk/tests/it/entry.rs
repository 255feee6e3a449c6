//! Starting and calling with arguments that are not as they should be.

use std::mem::MaybeUninit;
use std::ptr;

use tomada_abi::{HostV1, Slice, status};
use tomada_sdk::{Kind, PluginV1};

use crate::driver::{Driver, call, failure, init};
use crate::fake::Fake;

fn entry() -> &'static PluginV1 {
    crate::plugin::entry()
}

#[test]
fn the_table_says_what_it_is() {
    let entry = entry();
    assert_eq!(
        (entry.magic, entry.major, entry.minor),
        (tomada_abi::MAGIC, tomada_abi::MAJOR, tomada_abi::MINOR)
    );
    assert_eq!((entry.struct_size as usize, entry.flags), (size_of::<PluginV1>(), 0));
}

/// Changes one thing of a good table.
#[track_caller]
fn refused(change: impl FnOnce(&mut HostV1), found: &str) {
    let good = Fake::without(&[]).table();
    // SAFETY: a struct of integers and pointers, copied whole.
    let mut table = unsafe {
        let mut table = MaybeUninit::<HostV1>::uninit();
        ptr::copy_nonoverlapping(good, table.as_mut_ptr(), 1);
        table.assume_init()
    };
    change(&mut table);
    let (status, plugin, error) = init(entry(), &raw const table);
    assert_eq!((status, plugin), (status::FAILED, ptr::null_mut()));
    let failure = failure(std::str::from_utf8(&error).unwrap());
    assert_eq!((failure.kind(), failure.code()), (Kind::Broken, Some("host-not-understood")));
    assert!(failure.arguments()["found"].contains(found), "{failure}");
    assert_eq!(failure.arguments()["supported"], "1.0");
}

#[test]
fn a_host_that_cannot_be_understood_is_refused() {
    refused(|table| table.magic[7] ^= 1, "magic");
    refused(|table| table.major = 0, "version 0.0");
    refused(|table| table.major = 2, "version 2.0");
    for size in [0, 7, 16, 24, 4_000_000_000] {
        refused(|table| table.struct_size = size, &format!("{size} bytes"));
    }
    refused(|table| table.struct_size += 4, "bytes");
    refused(|table| table.poll = None, "poll");
    refused(|table| table.close = None, "close");
    refused(|table| table.get_extension = None, "get_extension");
}

#[test]
fn no_host_at_all_is_refused() {
    assert_eq!(init(entry(), ptr::null()).0, status::FAILED);
    // SAFETY: null where `init` must expect it.
    let status =
        unsafe { entry().init.unwrap()(Fake::without(&[]).table(), ptr::null_mut(), ptr::null_mut()) };
    assert_eq!(status, status::INVALID);
}

/// A later minor has more fields, which this one does not read.
#[test]
fn a_larger_table_of_a_later_minor_is_accepted() {
    #[repr(C)]
    struct Later(HostV1, [usize; 4]);
    let good = Fake::without(&[]).table();
    // SAFETY: a struct of integers and pointers, copied whole.
    let mut later = Later(unsafe { ptr::read(good) }, [usize::MAX; 4]);
    later.0.minor = 7;
    later.0.struct_size = u32::try_from(size_of::<Later>()).unwrap();
    let (status, plugin, _) = init(entry(), &raw const later.0);
    assert_eq!(status, status::OK);
    // SAFETY: what `init` gave.
    unsafe { entry().deinit.unwrap()(plugin) }
}

#[test]
fn malformed_arguments_of_a_call_are_refused() {
    let driver = Driver::new(Fake::without(&[]));
    let object = Slice::lend(b"{}");
    let name = Slice::lend(b"move");
    let null = Slice { ptr: ptr::null(), len: 3 };
    let long = Slice { ptr: b"x".as_ptr(), len: usize::MAX };
    let check = |call: &tomada_abi::Call, action, input, expected| {
        assert_eq!(driver.call_with(call, action, input).err(), Some(expected));
    };
    check(&call(), null, object, status::INVALID);
    check(&call(), long, object, status::INVALID);
    check(&call(), Slice::lend(b"\xff"), object, status::INVALID);
    check(&call(), name, null, status::INVALID);
    check(&call(), name, long, status::LIMIT);
    check(&call(), Slice::lend(b"nothing"), object, status::UNSUPPORTED);
    check(&call(), Slice::lend(b"r#move"), object, status::UNSUPPORTED);
    check(&call(), Slice::lend(b"mov"), object, status::UNSUPPORTED);
    check(&call(), Slice::EMPTY, object, status::UNSUPPORTED);
    for settings in
        [Slice::EMPTY, null, long, Slice::lend(b"[]"), Slice::lend(b"{"), Slice::lend(b"{\"\xff\":1}")]
    {
        check(&tomada_abi::Call { settings, ..call() }, name, object, status::INVALID);
    }
    check(&tomada_abi::Call { run_id: null, ..call() }, name, object, status::INVALID);
    check(&tomada_abi::Call { locale: long, ..call() }, name, object, status::INVALID);
    for struct_size in [0, 7, 80, 4104] {
        check(&tomada_abi::Call { struct_size, ..call() }, name, object, status::INVALID);
    }
    assert_eq!(driver.call_with(ptr::null(), name, object).err(), Some(status::INVALID));
    assert_eq!(driver.run("move", "{}").0, status::OK);
}

#[test]
fn null_where_something_must_be_is_refused() {
    let driver = Driver::new(Fake::without(&[]));
    // SAFETY: null where the functions must expect it.
    unsafe {
        let call_function = (*driver.instance.table).call.unwrap();
        let mut operation = std::mem::zeroed();
        let (name, input) = (Slice::lend(b"move"), Slice::lend(b"{}"));
        let state = driver.instance.state;
        assert_eq!(call_function(state, &call(), name, input, ptr::null_mut()), status::INVALID);
        assert_eq!(call_function(ptr::null_mut(), &call(), name, input, &raw mut operation), status::INVALID);
        let create = entry().create.unwrap();
        let mut instance = std::mem::zeroed();
        let configuration = Slice::lend(b"{}");
        assert_eq!(
            create(ptr::null_mut(), configuration, &raw mut instance, ptr::null_mut()),
            status::INVALID
        );
        (*driver.instance.table).destroy.unwrap()(ptr::null_mut());
        entry().deinit.unwrap()(ptr::null_mut());
    }
}

#[test]
fn an_input_that_cannot_be_read_says_why() {
    let driver = Driver::new(Fake::without(&[]));
    for (input, reason) in [
        ("", "EOF"),
        ("[", "EOF"),
        ("{} {}", "trailing"),
        (r#"{"text":1}"#, "invalid type: integer `1`, expected a string"),
        ("\"\u{0}\"", "control character"),
    ] {
        let failure = driver.fail("move", input);
        assert_eq!((failure.kind(), failure.code()), (Kind::InvalidInput, Some("input-not-readable")));
        assert!(failure.arguments()["reason"].contains(reason), "{failure}");
    }
    let deep = "[".repeat(100_000);
    assert_eq!(driver.fail("move", &format!("{{\"text\":{deep}")).kind(), Kind::InvalidInput);
}

#[test]
fn a_locale_of_a_later_host_is_read_as_english() {
    let driver = Driver::new(Fake::without(&[]));
    let call = tomada_abi::Call { locale: Slice::lend(b"fr"), ..call() };
    let mut running = driver.call_with(&raw const call, Slice::lend(b"facts"), Slice::lend(b"{}")).unwrap();
    assert!(running.poll().1.contains(" en "));
}

/// Two hosts in one process, as two instances, know nothing of each other.
#[test]
fn started_twice_there_are_two_plugins() {
    let (one, other) = (Driver::new(Fake::without(&[])), Driver::new(Fake::without(&[])));
    assert_eq!(one.run("log", r#"{"text":"a"}"#).0, status::OK);
    assert_eq!(crate::fake::lock(&one.fake.log).len(), 2);
    assert_eq!(crate::fake::lock(&other.fake.log).len(), 0);
}
