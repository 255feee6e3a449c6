//! The manifest section: header, build facts, manifest; and the schemas beside it.

use tomada_abi::section::{FORMAT, HEADER_BYTES, MAGIC, crc32};
use tomada_core::wire::Embedded;

fn section() -> &'static [u8] {
    // SAFETY: a static of the plugin.
    unsafe { crate::plugin::entry().manifest.read(usize::MAX) }.unwrap()
}

#[test]
fn the_header_describes_the_json() {
    let (header, json) = section().split_at(HEADER_BYTES);
    let number = |at: usize| u32::from_le_bytes(header[at..at + 4].try_into().unwrap());
    assert_eq!(&header[..16], MAGIC);
    assert_eq!((number(16), number(20) as usize), (FORMAT, json.len()));
    assert_eq!((number(24), number(28)), (crc32(json), 0));
}

#[test]
fn the_json_says_how_the_plugin_was_built() {
    let embedded: Embedded = serde_json::from_slice(&section()[HEADER_BYTES..]).unwrap();
    assert_eq!(embedded.manifest, serde_json::json!({"id": "tested"}));
    let build = embedded.build;
    assert!(build.triple.starts_with(std::env::consts::ARCH), "{}", build.triple);
    assert_eq!(build.panic, "unwind");
    assert!(build.compiler.starts_with("rustc 1."), "{}", build.compiler);
    assert_eq!(build.sdk, concat!("tomada-sdk ", env!("CARGO_PKG_VERSION")));
    assert_eq!((build.major, build.minor, build.needs_minor), (tomada_abi::MAJOR, tomada_abi::MINOR, 0));
    assert_eq!(build.requires, [""; 0]);
}

#[cfg(target_arch = "x86_64")]
#[test]
fn the_json_names_the_features_that_are_taken_for_granted() {
    let embedded: Embedded = serde_json::from_slice(&section()[HEADER_BYTES..]).unwrap();
    assert!(
        embedded.build.features.split(',').any(|feature| feature == "sse2"),
        "{}",
        embedded.build.features
    );
}

#[test]
fn schemas_come_in_the_macros_order_with_plain_ids() {
    let schemas = crate::plugin::schemas();
    let ids: Vec<_> = schemas.iter().map(|(id, _, _)| id.as_str()).collect();
    assert_eq!(ids[..3], ["facts", "exchange", "sleep"]);
    assert!(ids.contains(&"move"));
    let (_, input, output) = &schemas[0];
    assert_eq!(input["$schema"], "https://json-schema.org/draft/2020-12/schema");
    // What may be left out of an input is always there in an output.
    assert_eq!((input.get("required"), output["required"][0].as_str()), (None, Some("text")));
}
