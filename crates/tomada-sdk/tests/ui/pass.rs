//! An action whose unsafe attributes come from the macro does not trip the author's `forbid`.
#![forbid(unsafe_code)]
#![deny(warnings)]

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

        pub async fn run(input: Input, cx: &Context) -> Result<Output, Failure> {
            cx.emit(&input.name).await?;
            Ok(Output { greeting: input.name })
        }
    }
}

tomada_sdk::export!(@manifest b"{}"; actions::{greet});

fn main() {
    assert_eq!(schemas().len(), 1);
    assert_eq!(entry().major, 1);
}
