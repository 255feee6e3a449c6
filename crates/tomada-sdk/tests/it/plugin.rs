//! The plugin under test: small actions that use, and abuse, everything.

tomada_sdk::export!(@manifest br#"{"id":"tested"}"#; actions::{
    facts, exchange, sleep, log, state, emit, random, time, foreign, panic_late, panic_input, panic_output, panic_drop,
    panic_payload, r#move, wait, large
});

/// Declares an action with an input of one text.
macro_rules! action {
    ($name:ident, |$input:ident, $cx:ident| $body:block) => {
        pub mod $name {
            use tomada_sdk::prelude::*;

            #[derive(Deserialize, JsonSchema)]
            pub struct Input {
                #[serde(default)]
                #[allow(dead_code)]
                pub text: String,
            }

            #[derive(Serialize, JsonSchema)]
            pub struct Output {
                pub text: String,
            }

            pub async fn run($input: Input, $cx: &Context) -> Result<Output, Failure> {
                let text: String = $body;
                Ok(Output { text })
            }
        }
    };
}

pub mod actions {
    use std::pin::{Pin, pin};
    use std::sync::Arc;
    use std::task::{Context as Task, Poll, Wake, Waker};
    use std::time::Duration;

    action!(facts, |input, cx| {
        let run = cx.run();
        let settings = cx.settings_json();
        format!(
            "{} {} {} {} {} {} {settings}",
            input.text,
            run.run_id,
            run.locale.tag(),
            run.attempt,
            run.deadline_unix_ms,
            run.trace_id[0]
        )
    });

    action!(exchange, |input, cx| {
        let request = Request::post("http://a.test/x").body("text/plain", input.text).header("x-a", "1");
        let mut response = cx.send(request).await?;
        let mut text = format!("{} {}", response.status, response.headers.get("X-B").unwrap_or("-"));
        while let Some(chunk) = response.body.chunk().await? {
            text.push('|');
            text.push_str(&String::from_utf8_lossy(&chunk));
        }
        text
    });

    action!(sleep, |_input, cx| {
        cx.sleep(super::Duration::from_millis(1500)).await;
        "slept".to_owned()
    });

    action!(time, |_input, cx| {
        let now = cx.now();
        // A run whose clock failed asks nothing more of the host.
        if now.is_zero() {
            cx.emit("made up").await?;
        }
        now.as_secs().to_string()
    });

    action!(log, |input, cx| {
        cx.log(Level::Warn, &input.text);
        cx.log_with(Level::Debug, "with", &tomada_sdk::json!({"a": 1}));
        String::new()
    });

    action!(state, |input, cx| {
        let state = cx.state();
        match input.text.as_str() {
            "get" => format!("{:?}", state.get("k".into()).await?),
            "put" => state.put("k".into(), Json::empty_object(), 3).await?.to_string(),
            "delete" => format!("{:?}", state.delete("k".into(), 4).await?),
            _ => state.list("k".into()).await?.join(","),
        }
    });

    action!(emit, |_input, cx| {
        for number in 1..=3 {
            cx.emit(&number).await?;
        }
        "emitted".to_owned()
    });

    action!(random, |_input, cx| {
        let mut bytes = [0; 3];
        cx.fill_random(&mut bytes);
        format!("{bytes:?}")
    });

    action!(wait, |_input, cx| {
        cx.sleep(super::Duration::from_millis(1)).await;
        cx.sleep(super::Duration::from_millis(2)).await;
        "waited".to_owned()
    });

    // A waker of the action's own, as join and select combinators make them.
    action!(foreign, |_input, cx| {
        super::OwnWaker(Box::pin(cx.sleep(super::Duration::from_millis(1)))).await;
        "woken".to_owned()
    });

    pub(super) struct OwnWaker<F>(pub(super) Pin<Box<F>>);

    struct Relay(Waker);

    impl Wake for Relay {
        fn wake(self: Arc<Self>) {
            self.0.wake_by_ref();
        }
    }

    impl<F: Future> Future for OwnWaker<F> {
        type Output = F::Output;

        fn poll(mut self: Pin<&mut Self>, task: &mut Task<'_>) -> Poll<F::Output> {
            let waker = Waker::from(Arc::new(Relay(task.waker().clone())));
            pin!(&mut self.0).as_mut().poll(&mut Task::from_waker(&waker))
        }
    }

    action!(panic_late, |input, cx| {
        cx.sleep(super::Duration::from_millis(1)).await;
        assert!(input.text.is_empty(), "late: {}", input.text);
        String::new()
    });

    action!(panic_drop, |_input, cx| {
        let _bomb = super::super::Bomb("in drop");
        cx.sleep(super::Duration::from_millis(1)).await;
        String::new()
    });

    action!(panic_payload, |_input, cx| {
        cx.sleep(super::Duration::from_millis(1)).await;
        if std::hint::black_box(true) {
            std::panic::panic_any(super::super::Bomb("in the payload's drop"));
        }
        String::new()
    });

    action!(large, |input, cx| {
        let text = "x".repeat(tomada_abi::MESSAGE_MAX_BYTES + 1);
        match input.text.as_str() {
            "http" => drop(cx.send(Request::post("u").body("text/plain", text)).await?),
            "head" => drop(cx.send(Request::get(text)).await?),
            "emit" => cx.emit(&text).await?,
            "state" => drop(cx.state().get(text).await?),
            _ => return Ok(Output { text }),
        }
        String::new()
    });

    // A keyword as a name.
    action!(r#move, |input, _cx| { input.text });

    pub mod panic_input {
        use tomada_sdk::prelude::*;

        #[derive(JsonSchema)]
        pub struct Input {}

        impl<'de> Deserialize<'de> for Input {
            fn deserialize<D: serde::Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
                panic!("in deserialize")
            }
        }

        pub use super::panic_output::Output;

        pub async fn run(_: Input, _: &Context) -> Result<Output, Failure> {
            Ok(Output {})
        }
    }

    pub mod panic_output {
        use tomada_sdk::prelude::*;

        #[derive(Deserialize, JsonSchema)]
        pub struct Input {}

        #[derive(JsonSchema)]
        pub struct Output {}

        impl Serialize for Output {
            fn serialize<S: serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
                panic!("in serialize")
            }
        }

        pub async fn run(_: Input, _: &Context) -> Result<Output, Failure> {
            Ok(Output {})
        }
    }
}

/// Goes off when it is dropped, unless the thread is panicking already.
pub(crate) struct Bomb(pub(crate) &'static str);

impl Drop for Bomb {
    fn drop(&mut self) {
        assert!(std::thread::panicking(), "{}", self.0);
    }
}
