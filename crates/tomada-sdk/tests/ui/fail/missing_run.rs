//! The action has no `run`.

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


    }
}

tomada_sdk::export!(@manifest b"{}"; actions::{greet});

fn main() {}
