//! The run's future cannot move between threads.

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
            let name = std::rc::Rc::new(input.name);
            cx.emit(name.as_str()).await?;
            Ok(Output { greeting: name.to_string() })
        }
    }
}

tomada_sdk::export!(@manifest b"{}"; actions::{greet});

fn main() {}
