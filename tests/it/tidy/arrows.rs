//! Arrows between our crates point down only, and [`ROOMS`] says which there are.

use super::house::{self, Package, When};

/// A room and what it may stand on: always, and besides that in its tests.
struct Room {
    name: &'static str,
    on: &'static [&'static str],
    in_tests: &'static [&'static str],
}

const fn room(name: &'static str, on: &'static [&'static str], in_tests: &'static [&'static str]) -> Room {
    Room { name, on, in_tests }
}

/// From the bottom up. Who may use what is decided here; a new arrow is a new decision.
const ROOMS: &[Room] = &[
    room("tomada-core", &[], &[]),
    room("tomada-abi", &[], &[]),
    room("tomada-text", &["tomada-core"], &[]),
    room("tomada-catalog", &["tomada-core"], &["tomada-text"]),
    room("tomada-rest", &["tomada-core"], &[]),
    room("tomada-curl", &["tomada-core"], &["tomada-text"]),
    room("tomada-sdk", &["tomada-abi", "tomada-core"], &[]),
    room("tomada-host", &["tomada-catalog", "tomada-core", "tomada-text"], &[]),
    room("tomada-store", &["tomada-core", "tomada-host"], &[]),
    room("tomada-egress", &["tomada-core", "tomada-host"], &[]),
    room("tomada-loader", &["tomada-abi", "tomada-catalog", "tomada-core", "tomada-host"], &[]),
    room(
        "tomada-platform",
        &["tomada-catalog", "tomada-core", "tomada-curl", "tomada-host", "tomada-store", "tomada-text"],
        &["tomada-egress", "tomada-testkit"],
    ),
    room(
        "tomada-server",
        &["tomada-catalog", "tomada-core", "tomada-host", "tomada-platform", "tomada-text"],
        &["tomada-egress", "tomada-loader", "tomada-store", "tomada-testkit"],
    ),
    room(
        "tomada-testkit",
        &["tomada-catalog", "tomada-core", "tomada-egress", "tomada-host", "tomada-loader", "tomada-text"],
        &[],
    ),
    room(
        "tomada-cli",
        &[
            "tomada-catalog",
            "tomada-core",
            "tomada-egress",
            "tomada-host",
            "tomada-loader",
            "tomada-platform",
            "tomada-server",
            "tomada-store",
            "tomada-testkit",
            "tomada-text",
        ],
        &[],
    ),
];

/// A plugin of ours stands on what a plugin of anybody's stands on: the SDK, for the request language rest, and for
/// command lines curl.
const PLUGIN: Room = room("a plugin", &["tomada-curl", "tomada-rest", "tomada-sdk"], &["tomada-testkit"]);

/// What stands outside the rooms: the chores use none of them, the tests of the house any.
const OUTSIDE: [&str; 2] = ["xtask", "tests"];

fn faults(packages: &[Package]) -> Vec<String> {
    let mut faults = Vec::new();
    for package in packages {
        match room_of(package) {
            Some(room) => faults.extend(forbidden_arrows(package, room)),
            None if OUTSIDE.iter().any(|folder| package.folder.starts_with(folder)) => {}
            None => faults.push(format!("{} is a room that no row of the table names", package.name)),
        }
    }
    faults
}

fn room_of(package: &Package) -> Option<&'static Room> {
    if package.folder.starts_with("plugins/") {
        return Some(&PLUGIN);
    }
    ROOMS.iter().find(|room| room.name == package.name)
}

fn forbidden_arrows(package: &Package, room: &Room) -> Vec<String> {
    let ours = |name: &str| name.starts_with("tomada-");
    let allowed = |name: &str, when| {
        room.on.contains(&name) || (when == When::Testing && room.in_tests.contains(&name))
    };
    let dependencies = package.dependencies();
    let forbidden = dependencies.iter().filter(|it| ours(it.name) && !allowed(it.name, it.when));
    forbidden.map(|it| format!("{} -> {} ({:?})", package.name, it.name, it.when)).collect()
}

#[test]
fn arrows_point_down() {
    super::keeps("only these arrows are allowed: see ROOMS", &faults(house::packages()));
}

#[test]
fn the_table_itself_points_down() {
    for (at, room) in ROOMS.iter().enumerate() {
        let below = |name: &&str| ROOMS[..at].iter().any(|lower| lower.name == *name);
        assert!(room.on.iter().all(below), "{} stands on what is above it", room.name);
    }
}

#[test]
fn every_room_of_the_table_exists() {
    let packages = house::packages();
    for room in ROOMS {
        assert!(packages.iter().any(|package| package.name == room.name), "{} is gone", room.name);
    }
}

#[test]
fn a_wrong_arrow_is_noticed() {
    let package = |folder: &str, name: &str, dependencies: &str| {
        [Package::new(folder, &format!("[package]\nname = '{name}'\n{dependencies}"))]
    };
    let core = |dependencies| package("crates/tomada-core", "tomada-core", dependencies);
    super::notices(
        "tomada-core -> tomada-host",
        &faults(&core("[dependencies]\ntomada-host.workspace = true")),
    );
    super::notices(
        "tomada-core -> tomada-abi",
        &faults(&core("[target.'cfg(unix)'.build-dependencies]\ntomada-abi = '1'")),
    );
    super::notices("no row", &faults(&package("crates/new", "tomada-new", "")));
    let testing = "[dev-dependencies]\ntomada-testkit.workspace = true";
    super::keeps("a plugin tests with the testkit", &faults(&package("plugins/p", "p", testing)));
    super::notices(
        "p -> tomada-core",
        &faults(&package("plugins/p", "p", "[dependencies]\ntomada-core = '1'")),
    );
}
