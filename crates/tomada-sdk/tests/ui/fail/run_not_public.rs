//! `run` is private.

mod actions {
    pub mod greet {
        use tomada_sdk::prelude::*;

        #[derive(Deserialize, JsonSchema)]
        pub struct Input {
            pub name: String,
        }

        #[derive(Serialize, JsonSchema)]
        pub struct Output {
            pub greeting: String,
        }

        async fn run(input: Input, _cx: &Context) -> Result<Output, Failure> {
            Ok(Output { greeting: input.name })
        }
    }
}

tomada_sdk::export!(@manifest b"{}"; actions::{greet});

fn main() {}
