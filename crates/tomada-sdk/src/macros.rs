//! The one line with which a plugin exports its actions.
//!
//! What the macro writes into the author's crate is as little as can be: the list of actions, the manifest section and
//! the exported table. Everything that runs is in [`crate::export`] and `boundary`. Its unsafe attributes are the
//! macro's own, so an author's `#![forbid(unsafe_code)]` stands.

/// Exports the actions of a plugin: `tomada_sdk::export!(actions::{greet, fetch});`, once, in `lib.rs`.
///
/// `actions` is a module of the crate's root; each name is a module in it, and the action's id. Such a module has
///
/// * `pub struct Input`, which derives `Deserialize` and `JsonSchema`;
/// * `pub struct Output`, which derives `Serialize` and `JsonSchema`;
/// * `pub async fn run(input: Input, cx: &Context) -> Result<Output, Failure>`, whose future is `Send`.
///
/// The macro embeds the committed `manifest.json`, which lies beside `Cargo.toml`, in a section of the library, where
/// the host reads it without running code. It exports one symbol, the static `tomada_plugin_v1`, and adds two
/// functions to the crate:
///
/// * `pub fn schemas() -> Vec<(String, Value, Value)>`: id, input schema and output schema of each action, in the order
///   of the macro, for the test that compares them with `manifest.json`;
/// * `pub fn entry() -> &'static PluginV1`: the exported table, for tests that link the plugin instead of loading it.
///
/// One program can link only one plugin, for all export the same symbol.
#[macro_export]
macro_rules! export {
    ($module:ident :: { $($action:ident),+ $(,)? }) => {
        $crate::export! {
            @manifest ::core::include_bytes!(::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/manifest.json"));
            $module :: { $($action),+ }
        }
    };

    (@manifest $manifest:expr; $module:ident :: { $($action:ident),+ $(,)? }) => {
        #[cfg(not(panic = "unwind"))]
        ::core::compile_error!("a plugin contains its own panics, so it must be built with `panic = \"unwind\"`: remove `panic = \"abort\"` from the profile in the workspace's Cargo.toml");

        /// The plugin's table, as the host finds it in the library.
        pub fn entry() -> &'static $crate::PluginV1 {
            struct Plugin;

            impl $crate::export::Plugin for Plugin {
                const ACTIONS: &'static [$crate::export::Entry] = &[$(
                    $crate::export::Entry::new(::core::stringify!($action), |start| {
                        start.run::<$module::$action::Input, $module::$action::Output, _>(
                            |input, context| async move {
                                $crate::export::answer::<$module::$action::Output, _>(
                                    $module::$action::run(input, &context),
                                )
                                .await
                            },
                        )
                    }),
                )+];
            }

            const MANIFEST: &[::core::primitive::u8] = $manifest;

            #[used]
            #[cfg_attr(target_vendor = "apple", unsafe(link_section = "__DATA,__tomada"))]
            #[cfg_attr(windows, unsafe(link_section = ".tomada"))]
            #[cfg_attr(
                not(any(target_vendor = "apple", windows)),
                unsafe(link_section = ".tomada_manifest")
            )]
            static SECTION: [::core::primitive::u8; $crate::export::section_bytes(MANIFEST)] =
                $crate::export::section(MANIFEST);

            #[allow(non_upper_case_globals)]
            #[unsafe(no_mangle)]
            pub static tomada_plugin_v1: $crate::PluginV1 = $crate::export::plugin::<Plugin>(&SECTION);

            &tomada_plugin_v1
        }

        /// Id, input schema and output schema of each action, in the order in which they are exported.
        pub fn schemas() -> ::std::vec::Vec<(::std::string::String, $crate::Value, $crate::Value)> {
            ::std::vec![$(
                $crate::export::schemas::<$module::$action::Input, $module::$action::Output>(
                    ::core::stringify!($action),
                ),
            )+]
        }
    };

    ($($other:tt)*) => {
        ::core::compile_error!("write `tomada_sdk::export!(actions::{first, second});`: a module of the crate's root, and the modules in it that are actions");
    };
}
