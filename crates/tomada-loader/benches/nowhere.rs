//! A context for benchmarks whose actions use no capability.

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use tomada_core::{
    BoxFuture, Clock, Context, Emit, Failure, Http, Json, Kind, Level, Locale, Log, Random, Request,
    Response, RunInfo, State, Versioned,
};

/// The context.
pub(crate) fn context() -> Context {
    let run = RunInfo {
        run_id: "0192d3c4-5b6a-7000-8000-000000000000".to_owned(),
        locale: Locale::En,
        deadline_unix_ms: 30_000,
        attempt: 1,
        trace_id: [0; 16],
    };
    Context::new(run, Json::empty_object(), Arc::new(Nowhere))
}

struct Nowhere;

fn refused<T: Send + 'static>() -> BoxFuture<'static, Result<T, Failure>> {
    Box::pin(async { Err(Failure::new(Kind::Forbidden, "not in a benchmark")) })
}

impl Http for Nowhere {
    fn send(&self, _: Request) -> BoxFuture<'static, Result<Response, Failure>> {
        refused()
    }
}

impl Clock for Nowhere {
    fn now(&self) -> Duration {
        Duration::ZERO
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        Box::pin(async {})
    }
}

impl Log for Nowhere {
    fn log(&self, _: Level, _: &str, _: &Value) {}
}

impl State for Nowhere {
    fn get(&self, _: String) -> BoxFuture<'static, Result<Option<Versioned>, Failure>> {
        refused()
    }

    fn put(&self, _: String, _: Json, _: u64) -> BoxFuture<'static, Result<u64, Failure>> {
        refused()
    }

    fn delete(&self, _: String, _: u64) -> BoxFuture<'static, Result<(), Failure>> {
        refused()
    }

    fn list(&self, _: String) -> BoxFuture<'static, Result<Vec<String>, Failure>> {
        refused()
    }
}

impl Emit for Nowhere {
    fn emit(&self, _: Json) -> BoxFuture<'static, Result<(), Failure>> {
        refused()
    }
}

impl Random for Nowhere {
    fn fill(&self, _: &mut [u8]) {}
}
