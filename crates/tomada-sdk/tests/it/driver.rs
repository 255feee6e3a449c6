//! Plays the host's part towards the plugin under test: starts it, calls it, polls and drops its operations.

use std::ffi::c_void;

use tomada_abi::{Buf, Call, HostV1, Instance, Operation, OwnedBuf, PluginV1, Slice, status};
use tomada_sdk::{Failure, Kind};

use crate::fake::Fake;

const NO_INSTANCE: Instance = Instance { state: std::ptr::null_mut(), table: std::ptr::null() };
const NO_OPERATION: Operation = Operation { state: std::ptr::null_mut(), table: std::ptr::null() };

/// Calls `init`: the status, the plugin's state, and what it wrote about a refusal.
pub(crate) fn init(entry: &PluginV1, host: *const HostV1) -> (i32, *mut c_void, Vec<u8>) {
    let (mut state, mut error) = (std::ptr::null_mut(), Buf::EMPTY);
    // SAFETY: all arguments are ours and live meanwhile.
    let status = unsafe { entry.init.unwrap()(host, &raw mut state, &raw mut error) };
    (status, state, take(error))
}

fn take(buf: Buf) -> Vec<u8> {
    // SAFETY: written by the plugin for this call, taken once.
    unsafe { OwnedBuf::take(buf) }.read(usize::MAX).unwrap().to_vec()
}

/// A plugin with one instance.
pub(crate) struct Driver {
    pub(crate) fake: &'static Fake,
    entry: &'static PluginV1,
    plugin: *mut c_void,
    pub(crate) instance: Instance,
}

impl Driver {
    pub(crate) fn new(fake: &'static Fake) -> Self {
        let entry = crate::plugin::entry();
        let (status, plugin, _) = init(entry, fake.table());
        assert_eq!(status, status::OK);
        let mut instance = NO_INSTANCE;
        // SAFETY: `init` gave the plugin; the out-parameters are ours.
        let created = unsafe {
            entry.create.unwrap()(plugin, Slice::lend(b"{}"), &raw mut instance, std::ptr::null_mut())
        };
        assert_eq!(created, status::OK);
        Self { fake, entry, plugin, instance }
    }

    /// Begins an action as a well-behaved host does.
    pub(crate) fn call(&self, action: &str, input: &str) -> Result<Running, i32> {
        self.call_with(&call(), Slice::lend(action.as_bytes()), Slice::lend(input.as_bytes()))
    }

    /// Begins an action with whatever arguments.
    pub(crate) fn call_with(&self, call: *const Call, action: Slice, input: Slice) -> Result<Running, i32> {
        let mut operation = NO_OPERATION;
        // SAFETY: the instance is alive and the out-parameter ours; the rest is what the test is about.
        let status = unsafe {
            (*self.instance.table).call.unwrap()(self.instance.state, call, action, input, &raw mut operation)
        };
        assert_eq!(status == status::OK, !operation.table.is_null());
        if status == status::OK { Ok(Running { operation, fake: self.fake }) } else { Err(status) }
    }

    /// Runs an action to its end, waking nobody: every pending poll is followed by another.
    pub(crate) fn run(&self, action: &str, input: &str) -> (i32, String) {
        let mut running = self.call(action, input).unwrap();
        for _ in 0..100 {
            match running.poll() {
                (status::PENDING, _) => {}
                answer => return answer,
            }
        }
        panic!("{action} did not end within a hundred polls");
    }

    /// Runs an action that must fail.
    #[track_caller]
    pub(crate) fn fail(&self, action: &str, input: &str) -> Failure {
        let (status, json) = self.run(action, input);
        assert_eq!(status, status::FAILED, "{json}");
        failure(&json)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // SAFETY: the last use of both; the test has dropped its operations.
        unsafe {
            (*self.instance.table).destroy.unwrap()(self.instance.state);
            self.entry.deinit.unwrap()(self.plugin);
        }
    }
}

/// A failure from its JSON.
pub(crate) fn failure(json: &str) -> Failure {
    let fields: tomada_sdk::Value = serde_json::from_str(json).unwrap();
    let field = |name: &str| fields[name].as_str().unwrap_or_default();
    let kind = field("kind").parse().unwrap_or(Kind::Broken);
    let mut failure = match fields.get("code") {
        Some(_) => Failure::coded(kind, field("code")),
        None => Failure::new(kind, field("message")),
    };
    for (name, value) in fields["arguments"].as_object().into_iter().flatten() {
        failure = failure.with_argument(name, value.as_str().unwrap_or_default());
    }
    failure.with_detail(field("detail"))
}

/// A call as a host describes it.
pub(crate) fn call() -> Call {
    Call {
        struct_size: u32::try_from(size_of::<Call>()).unwrap(),
        attempt: 2,
        call: 42,
        deadline_unix_ms: 1_700_000_000_000,
        trace_id: [9; 16],
        run_id: Slice::lend(b"run-1"),
        locale: Slice::lend(b"pt-BR"),
        settings: Slice::lend(br#"{"base_url":"http://a.test"}"#),
    }
}

/// An operation of the plugin.
pub(crate) struct Running {
    operation: Operation,
    fake: &'static Fake,
}

// SAFETY: an operation may move between threads.
unsafe impl Send for Running {}

impl Running {
    /// Polls with a counted waker.
    pub(crate) fn poll(&mut self) -> (i32, String) {
        self.poll_with(&self.fake.wakes().lend())
    }

    pub(crate) fn poll_with(&mut self, waker: *const tomada_abi::Waker) -> (i32, String) {
        let mut out = Buf::EMPTY;
        // SAFETY: the operation was not dropped; waker and out-parameter live meanwhile.
        let status =
            unsafe { (*self.operation.table).poll.unwrap()(self.operation.state, waker, &raw mut out) };
        (status, String::from_utf8(take(out)).unwrap())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // SAFETY: dropped once.
        unsafe { (*self.operation.table).drop.unwrap()(self.operation.state) }
    }
}
