//! Only tomada-egress can open a socket to a service: nothing else has a crate that could, or names a type that is one.
//! tomada-store speaks to its database through a driver, at the address that the operator gave and no other.
//! tomada-cli listens: at the server's own address and at the local socket in its data folder, by which its other
//! commands reach it. It connects to that socket and to nothing else.
//!
//! Tests, benchmarks and chores talk to peers of their own on the loopback interface; they are the named exceptions.

use proc_macro2::{TokenStream, TokenTree};

use super::house::{self, Dependency, File, Package, When};

/// Crates that open sockets, resolve names or speak a network protocol.
const CRATES: [&str; 21] = [
    "async-std",
    "curl",
    "h2",
    "hickory-resolver",
    "hyper",
    "hyper-rustls",
    "hyper-util",
    "isahc",
    "libc",
    "mio",
    "nix",
    "reqwest",
    "rustls",
    "smol",
    "socket2",
    "sqlx",
    "tiny_http",
    "tokio-rustls",
    "tungstenite",
    "ureq",
    "wiremock",
];

/// Features that make a crate one of those.
const FEATURES: [(&str, &[&str]); 2] = [("tokio", &["net", "full"]), ("rustix", &["net", "all-apis"])];

/// Types and functions that are a socket or make one.
const NAMES: [&str; 14] = [
    "TcpListener",
    "TcpSocket",
    "TcpStream",
    "ToSocketAddrs",
    "UdpSocket",
    "UnixDatagram",
    "UnixListener",
    "UnixSeqpacket",
    "UnixStream",
    "lookup_host",
    "socketpair",
    "to_socket_addrs",
    "create_connection",
    "getaddrinfo",
];

/// Who may: the one that is for it, and those that play the peer.
const MAY: [&str; 7] = [
    "crates/tomada-cli/benches",
    "crates/tomada-cli/tests",
    "crates/tomada-curl/tests",
    "crates/tomada-egress",
    "crates/tomada-testkit",
    "tests",
    "xtask",
];

/// What is compared with the bare client must have it: a package, in its tests, and the crates.
const COMPARES: (&str, [&str; 2]) = ("crates/tomada-cli", ["reqwest", "rustls"]);

/// Who speaks to a database, and the driver it does so with. It has no other crate that opens sockets and names none.
const DATABASE: (&str, &str) = ("crates/tomada-store", "sqlx");

/// Who listens, with what, and the only files that name a socket: the server's listener and its local socket.
const DOORS: (&str, [&str; 2], [&str; 2]) = (
    "crates/tomada-cli",
    ["hyper", "hyper-util"],
    ["crates/tomada-cli/src/serve/listen.rs", "crates/tomada-cli/src/door/socket.rs"],
);
/// What the second of them may name: no socket that reaches another machine.
const LOCAL: [&str; 1] = ["UnixStream"];

fn may(path: &str) -> bool {
    MAY.iter().any(|folder| path == *folder || path.starts_with(&format!("{folder}/")))
}

fn faults_of_package(package: &Package) -> Vec<String> {
    let dependencies = package.dependencies();
    let opens = |name: &str, features: &[&str]| {
        let by_feature = FEATURES.iter().filter(|(of, _)| *of == name).flat_map(|(_, features)| *features);
        CRATES.contains(&name) || by_feature.into_iter().any(|feature| features.contains(feature))
    };
    let (comparing, with) = COMPARES;
    let compares = |it: &Dependency<'_>| {
        package.folder == comparing && it.when == When::Testing && with.contains(&it.name)
    };
    let drives = |it: &Dependency<'_>| (package.folder.as_str(), it.name) == DATABASE;
    let (doors, through, _) = DOORS;
    let listens =
        |it: &Dependency<'_>| package.folder == doors && (through.contains(&it.name) || it.name == "tokio");
    let found = dependencies.iter().filter(|it| opens(it.name, &it.features));
    let found = found.filter(|it| !compares(it) && !drives(it) && !listens(it));
    let when = |when| if when == When::Testing { " in its tests" } else { "" };
    found.map(|it| format!("{} depends on {}{}", package.name, it.name, when(it.when))).collect()
}

fn faults_of_file(file: &File) -> Vec<String> {
    let tokens: TokenStream =
        file.text.parse().unwrap_or_else(|error| panic!("{} is not Rust: {error}", file.path));
    let mut faults = Vec::new();
    let [listener, local] = DOORS.2;
    let is_door = |name: &str| match file.path.as_str() {
        path if path == listener => ["TcpListener", "UnixListener", "UnixStream"].contains(&name),
        path if path == local => LOCAL.contains(&name),
        _ => false,
    };
    look(tokens, &mut |name, line| {
        if NAMES.contains(&name) && !is_door(name) {
            faults.push(format!("{}:{line} names {name}", file.path));
        }
    });
    faults
}

/// Every word of the code, within macros too, and none of the comments.
fn look(tokens: TokenStream, see: &mut impl FnMut(&str, usize)) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => look(group.stream(), see),
            TokenTree::Ident(ident) => see(&ident.to_string(), ident.span().start().line),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

#[test]
fn nobody_else_has_a_crate_that_opens_sockets() {
    let packages = house::packages();
    let judged = packages.iter().filter(|package| !may(&package.folder));
    super::keeps("the way out is tomada-egress", &judged.flat_map(faults_of_package).collect::<Vec<_>>());
}

#[test]
fn the_workspace_gives_nobody_a_network_by_default() {
    let workspace = house::read("Cargo.toml");
    let workspace: toml::Table = workspace.parse().expect("the workspace's manifest is TOML");
    for (name, features) in FEATURES {
        let given =
            workspace["workspace"]["dependencies"][name]["features"].as_array().expect("features are named");
        let net =
            given.iter().filter_map(|feature| feature.as_str()).find(|feature| features.contains(feature));
        assert_eq!(net, None, "whoever uses {name} would get a network");
    }
}

#[test]
fn nobody_else_names_a_socket() {
    let judged = house::rust_files().filter(|file| !may(&file.path));
    super::keeps("the way out is tomada-egress", &judged.flat_map(faults_of_file).collect::<Vec<_>>());
}

#[test]
fn another_way_out_is_noticed() {
    let package = |text: &str| Package::new("crates/a", &format!("[package]\nname = 'a'\n{text}"));
    let of_package = |text: &str| faults_of_package(&package(text));
    super::notices("a depends on reqwest", &of_package("[dependencies]\nreqwest.workspace = true"));
    super::notices("in its tests", &of_package("[dev-dependencies]\nhyper = '1'"));
    super::notices(
        "tokio",
        &of_package("[target.'cfg(unix)'.dependencies]\ntokio = { version = '1', features = ['net'] }"),
    );
    super::keeps(
        "tokio has more than that",
        &of_package("[dependencies]\ntokio = { version = '1', features = ['time'] }"),
    );

    let compares =
        |kind: &str| Package::new(COMPARES.0, &format!("[package]\nname = 'a'\n[{kind}]\nreqwest = '0'"));
    super::keeps("a benchmark may compare", &faults_of_package(&compares("dev-dependencies")));
    super::notices("a depends on reqwest", &faults_of_package(&compares("dependencies")));

    let store = |text: &str| Package::new(DATABASE.0, &format!("[package]\nname = 'store'\n{text}"));
    super::keeps(
        "the store has its driver",
        &faults_of_package(&store("[dependencies]\nsqlx.workspace = true")),
    );
    super::notices(
        "store depends on reqwest",
        &faults_of_package(&store("[dependencies]\nreqwest.workspace = true")),
    );
    super::notices("a depends on sqlx", &of_package("[dependencies]\nsqlx.workspace = true"));

    let cli = |text: &str| Package::new(DOORS.0, &format!("[package]\nname = 'cli'\n{text}"));
    super::keeps("the server listens", &faults_of_package(&cli("[dependencies]\nhyper.workspace = true")));
    super::notices("cli depends on h2", &faults_of_package(&cli("[dependencies]\nh2.workspace = true")));
    let door = |text: &str| faults_of_file(&File::new(DOORS.2[1], text));
    super::keeps("the local socket", &door("use tokio::net::UnixStream;"));
    super::notices("names TcpStream", &door("use tokio::net::TcpStream;"));

    let of_file = |text: &str| faults_of_file(&File::new("a.rs", text));
    super::notices("a.rs:2 names TcpStream", &of_file("//! x\nuse std::net::{IpAddr, TcpStream as Stream};"));
    super::notices("UdpSocket", &of_file("fn f() { select! { _ = std::net::UdpSocket::bind(a) => {} } }"));
    super::keeps(
        "an address is no socket",
        &of_file("/// Not a TcpStream.\nuse std::net::IpAddr; // TcpStream"),
    );
}

#[test]
fn folders_are_told_apart() {
    assert!(may("tests/it/peer.rs") && may("xtask/src/service.rs") && may("crates/tomada-egress"));
    assert!(!may("crates/tomada-egress-two/src/lib.rs") && !may("crates/tomada-host/tests/it/main.rs"));
}
