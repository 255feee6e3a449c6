//! The highest version that matches wins: checked over many folders of versions.

use std::collections::BTreeSet;

use proptest::prelude::*;
use semver::{Version, VersionReq};

use crate::shop::{HELLO, Shop};

fn version() -> impl Strategy<Value = Version> {
    let pre = prop_oneof![4 => Just(""), 1 => Just("-alpha.1"), 1 => Just("-rc.2")];
    (0..3_u64, 0..4_u64, 0..3_u64, pre)
        .prop_map(|(major, minor, patch, pre)| format!("{major}.{minor}.{patch}{pre}").parse().unwrap())
}

fn requirement() -> impl Strategy<Value = VersionReq> {
    let operator = prop_oneof![Just("^"), Just("~"), Just("="), Just(">="), Just("<"), Just("<=")];
    let one = (operator, version()).prop_map(|(operator, version)| format!("{operator}{version}"));
    let two = (version(), version()).prop_map(|(low, high)| format!(">={low}, <{high}"));
    prop_oneof![5 => one, 2 => two, 1 => Just("*".to_owned())].prop_map(|text| text.parse().unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_highest_matching_version_wins(
        versions in prop::collection::btree_set(version(), 1..6),
        requirement in requirement(),
    ) {
        let shop = Shop::new(&HELLO.replace("^1", &requirement.to_string()));
        for (number, version) in versions.iter().enumerate() {
            // The names of the folders say nothing.
            shop.plugin(&format!("hello/{}", 9 - number), "hello", &version.to_string());
        }
        let matching = versions.iter().filter(|version| requirement.matches(version)).collect::<BTreeSet<_>>();
        let locked = shop.lock(&[]);
        match matching.last() {
            Some(highest) => prop_assert_eq!(locked, format!("hello: added {highest}")),
            None => prop_assert!(locked.contains("matches none of the versions there are"), "{}", locked),
        }
    }
}

#[test]
fn no_match_names_both_sides() {
    let shop = Shop::new(&HELLO.replace("^1", "^3.2"));
    for number in 0..12 {
        shop.plugin(&format!("hello/v{number}"), "hello", &format!("1.{number}.0"));
    }
    insta::assert_snapshot!(shop.lock(&[]));
}

/// A version that cannot be read might be the highest: nothing is chosen in its stead.
#[test]
fn an_unreadable_version_is_not_passed_over() {
    let shop = Shop::new(HELLO);
    shop.plugin("hello/a", "hello", "1.0.0");
    shop.write("hello/b/manifest.json", "{");
    shop.write("hello/src/lib.rs", "a folder without a manifest is none of ours");
    insta::assert_snapshot!(shop.lock(&[]));
}
