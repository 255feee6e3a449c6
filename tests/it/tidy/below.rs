//! What lies below those that others build on: little below core, and nothing of the world below a plugin.
//!
//! It is read from `Cargo.lock`, which knows every platform; of our own packages it is read from their manifests, since
//! a lock file does not tell what is there in tests only.

use std::collections::{BTreeMap, BTreeSet};

use toml::{Table, Value};

use super::house::{self, Package, When};

/// Authors inherit the build time of all of them.
const BELOW_CORE_MAX: usize = 12;

/// A plugin does what it does through its context: it has no runtime, sockets, TLS, clock or randomness of its own.
const NOT_BELOW_A_PLUGIN: [&str; 22] = [
    "async-std",
    "aws-lc-rs",
    "chrono",
    "fastrand",
    "getrandom",
    "hyper",
    "jiff",
    "libc",
    "libloading",
    "mio",
    "native-tls",
    "openssl",
    "rand",
    "reqwest",
    "ring",
    "rustix",
    "rustls",
    "smol",
    "socket2",
    "time",
    "tokio",
    "uuid",
];

/// The names of everything below one of our packages, without the things that only its tests need.
fn below(name: &str, packages: &[Package], lock: &str) -> BTreeSet<String> {
    let locked = locked(lock);
    let mut found = BTreeSet::new();
    let mut open = vec![name.to_owned()];
    while let Some(name) = open.pop() {
        let direct = match packages.iter().find(|package| package.name == name) {
            Some(ours) => direct(ours),
            None => locked.get(&name).cloned().unwrap_or_default(),
        };
        open.extend(direct.into_iter().filter(|name| found.insert(name.clone())));
    }
    found
}

fn direct(package: &Package) -> Vec<String> {
    let dependencies = package.dependencies();
    dependencies.iter().filter(|it| it.when == When::Always).map(|it| it.name.to_owned()).collect()
}

/// Each package of the lock file with the names of what it depends on. Versions of one name count as one.
fn locked(lock: &str) -> BTreeMap<String, Vec<String>> {
    let lock: Table = lock.parse().expect("the lock file is TOML");
    let mut locked: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in lock["package"].as_array().expect("it has packages") {
        let name = package["name"].as_str().expect("a package has a name").to_owned();
        let below = package.get("dependencies").and_then(Value::as_array).into_iter().flatten();
        let below = below.filter_map(Value::as_str).filter_map(|text| text.split(' ').next());
        locked.entry(name).or_default().extend(below.map(str::to_owned));
    }
    locked
}

fn worldly(name: &str, packages: &[Package], lock: &str) -> Vec<String> {
    let below = below(name, packages, lock);
    let found = NOT_BELOW_A_PLUGIN.iter().filter(|worldly| below.contains(**worldly));
    found.map(|worldly| format!("{worldly} lies below {name}")).collect()
}

#[test]
fn little_lies_below_core() {
    let below = below("tomada-core", house::packages(), &house::read("Cargo.lock"));
    assert!(below.len() <= BELOW_CORE_MAX, "{} crates lie below core: {below:?}", below.len());
}

#[test]
fn nothing_of_the_world_lies_below_a_plugin() {
    let (packages, lock) = (house::packages(), house::read("Cargo.lock"));
    let plugins = packages.iter().filter(|package| package.folder.starts_with("plugins/"));
    let judged = plugins.map(|package| package.name.as_str()).chain(["tomada-sdk"]);
    let faults: Vec<String> = judged.flat_map(|name| worldly(name, packages, &lock)).collect();
    super::keeps("a plugin reaches the world through its context", &faults);
}

#[test]
fn what_lies_below_is_followed_to_the_ground() {
    let package = |text| Package::new("plugins/p", text);
    let packages = [
        package("[package]\nname = 'p'\n[dependencies]\na = '1'\n[dev-dependencies]\nrand = '1'"),
        package("[package]\nname = 'q'"),
    ];
    let lock = "
        [[package]]\nname = 'a'\ndependencies = ['b 2.0.0', 'q']
        [[package]]\nname = 'b'\nversion = '2.0.0'\ndependencies = ['tokio']
        [[package]]\nname = 'q'\ndependencies = ['chrono']
        [[package]]\nname = 'tokio'\n";
    let names: Vec<_> = below("p", &packages, lock).into_iter().collect();
    assert_eq!(names, ["a", "b", "q", "tokio"], "neither what tests need, nor what tests of ours need");
    super::notices("tokio lies below p", &worldly("p", &packages, lock));
}
