//! What the boundary costs: the same actions through it and by a direct `dyn` call, in the same run.
//!
//! `cargo bench -p tomada-loader`. Read the ratios; absolute figures are the machine's.

mod bare;
mod nowhere;

use std::pin::pin;
use std::sync::Arc;
use std::task::{Context as Task, Poll, Waker};

use divan::Bencher;
use tomada_core::{BoxFuture, Context, Failure, Integration, Json, Kind, Manifest, Output};

fn main() {
    divan::main();
}

/// The probe's actions as a plain struct: no boundary.
struct Direct(Manifest);

impl Integration for Direct {
    fn manifest(&self) -> &Manifest {
        &self.0
    }

    fn run<'a>(
        &'a self,
        action: &'a str,
        input: Json,
        context: Context,
    ) -> BoxFuture<'a, Result<Output, Failure>> {
        Box::pin(async move {
            let odd = |error: serde_json::Error| Failure::new(Kind::InvalidInput, error.to_string());
            let json = if action == "noop" {
                let output = probe::actions::noop::run(input.read().map_err(odd)?, &context).await?;
                Json::from_serialize(&output)
            } else {
                let output = probe::actions::order::run(input.read().map_err(odd)?, &context).await?;
                Json::from_serialize(&output)
            };
            json.map(Output::new).map_err(odd)
        })
    }
}

/// One of the two ways to the same actions.
fn integration(way: &str) -> Arc<dyn Integration> {
    // SAFETY: the table that the SDK's macro exports.
    let plugin = unsafe { tomada_loader::linked(probe::entry()) }.expect("the probe starts");
    match way {
        "direct" => Arc::new(Direct(plugin.manifest().clone())),
        _ => Arc::new(plugin),
    }
}

fn once(integration: &dyn Integration, action: &str, input: Json, context: &Context) -> Output {
    let mut run = pin!(integration.run(action, input, context.clone()));
    match run.as_mut().poll(&mut Task::from_waker(Waker::noop())) {
        Poll::Ready(answer) => answer.expect("it answers"),
        Poll::Pending => unreachable!("neither action waits"),
    }
}

/// An action that does nothing: what is left is the boundary.
#[divan::bench(args = ["direct", "boundary"])]
fn noop(bencher: Bencher<'_, '_>, way: &str) {
    let (integration, context) = (integration(way), nowhere::context());
    bencher.bench_local(|| once(&*integration, "noop", Json::empty_object(), &context));
}

/// A boundary future alone: begun, polled once and dropped while it is pending, with nothing behind it.
#[divan::bench]
fn future_create_poll_drop(bencher: Bencher<'_, '_>) {
    // SAFETY: a table by the rules, of statics.
    let plugin = unsafe { tomada_loader::linked(bare::entry()) }.expect("it starts");
    let (plugin, context) = (&plugin, nowhere::context());
    bencher.with_inputs(|| (Json::empty_object(), context.clone())).bench_local_values(|(input, context)| {
        let mut run = pin!(plugin.run("noop", input, context));
        assert!(run.as_mut().poll(&mut Task::from_waker(Waker::noop())).is_pending());
    });
}

/// The same for a whole run of an action made with the SDK: with its context, and its input read.
#[divan::bench]
fn run_create_poll_drop(bencher: Bencher<'_, '_>) {
    let (integration, context) = (integration("boundary"), nowhere::context());
    let input = Json::from(serde_json::json!({ "how": "never" }));
    bencher.bench_local(|| {
        let mut run = pin!(integration.run("wake", input.clone(), context.clone()));
        assert!(run.as_mut().poll(&mut Task::from_waker(Waker::noop())).is_pending());
    });
}

/// An order of so many lines in, added up, and out again.
#[divan::bench(args = [
    ("direct", 1), ("boundary", 1), ("direct", 20), ("boundary", 20), ("direct", 1_000), ("boundary", 1_000),
])]
fn json(bencher: Bencher<'_, '_>, (way, lines): (&str, usize)) {
    let (integration, context) = (integration(way), nowhere::context());
    let order = order(lines);
    bencher.bench_local(|| once(&*integration, "order", order.clone(), &context));
}

fn order(lines: usize) -> Json {
    let line = serde_json::json!({ "sku": "sku-0815", "name": "Cafeteira italiana", "quantity": 2, "cents": 12_990 });
    Json::from(serde_json::json!({ "id": "o-1", "customer": "Ana", "lines": vec![line; lines] }))
}
