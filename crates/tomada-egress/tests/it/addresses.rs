//! Which addresses are public: rows, and a comparison with a list that is written in another way.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::LazyLock;

use ipnet::IpNet;
use proptest::prelude::*;
use tomada_egress::{Nat64, Opening, forbidden_range};

#[track_caller]
fn check(address: &str, expected: Option<&str>) {
    assert_eq!(forbidden_range(address.parse().unwrap(), Nat64::Forbidden), expected, "{address}");
}

#[test]
fn ipv4_is_open_but_for_the_special_ranges() {
    for (first, last, purpose) in [
        ("0.0.0.0", "0.255.255.255", "this network"),
        ("10.0.0.0", "10.255.255.255", "private"),
        ("100.64.0.0", "100.127.255.255", "shared with a carrier"),
        ("127.0.0.0", "127.255.255.255", "loopback"),
        ("169.254.0.0", "169.254.255.255", "link-local"),
        ("172.16.0.0", "172.31.255.255", "private"),
        ("192.0.0.0", "192.0.0.255", "protocol assignments"),
        ("192.0.2.0", "192.0.2.255", "documentation"),
        ("192.31.196.0", "192.31.196.255", "AS112"),
        ("192.52.193.0", "192.52.193.255", "AMT"),
        ("192.88.99.0", "192.88.99.255", "6to4 relays"),
        ("192.168.0.0", "192.168.255.255", "private"),
        ("192.175.48.0", "192.175.48.255", "AS112"),
        ("198.18.0.0", "198.19.255.255", "benchmarking"),
        ("198.51.100.0", "198.51.100.255", "documentation"),
        ("203.0.113.0", "203.0.113.255", "documentation"),
        ("224.0.0.0", "239.255.255.255", "multicast"),
        ("240.0.0.0", "255.255.255.255", "reserved"),
    ] {
        check(first, Some(purpose));
        check(last, Some(purpose));
    }
    for neighbour in [
        "1.0.0.0",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "191.255.255.255",
        "192.0.1.0",
        "192.0.3.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "203.0.112.255",
        "203.0.114.0",
        "223.255.255.255",
        "8.8.8.8",
    ] {
        check(neighbour, None);
    }
}

#[test]
fn ipv6_is_closed_but_for_global_unicast() {
    for outside in [
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:0:127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::808:808",
        "64:ff9b:1::1",
        "100::1",
        "1fff:ffff::1",
        "4000::1",
        "5f00::1",
        "fc00::1",
        "fd12::1",
        "fe80::1",
        "fec0::1",
        "ff02::1",
    ] {
        check(outside, Some("not global unicast"));
    }
    for (special, purpose) in [
        ("2001::1", "protocol assignments"),
        ("2001:1ff:ffff::1", "protocol assignments"),
        ("2001:db8::1", "documentation"),
        ("2002:7f00:1::", "6to4"),
        ("2620:4f:8000::1", "AS112"),
        ("3fff::1", "documentation"),
        ("3fff:fff::1", "documentation"),
        ("::ffff:127.0.0.1", "loopback"),
        ("::ffff:a9fe:a9fe", "link-local"),
    ] {
        check(special, Some(purpose));
    }
    for public in [
        "2001:200::1",
        "2001:4860:4860::8888",
        "2003::1",
        "2606:4700::1111",
        "3fff:1000::1",
        "::ffff:8.8.8.8",
    ] {
        check(public, None);
    }
}

#[test]
fn nat64_is_judged_by_its_ipv4_when_the_operator_says_so() {
    let judge = |address: &str| forbidden_range(address.parse().unwrap(), Nat64::Judged);
    assert_eq!(judge("64:ff9b::808:808"), None);
    assert_eq!(judge("64:ff9b::7f00:1"), Some("loopback"));
    assert_eq!(judge("64:ff9b::a9fe:a9fe"), Some("link-local"));
    assert_eq!(judge("64:ff9b:1::808:808"), Some("not global unicast"));
}

/// The same rules, from text and through another crate.
struct Oracle {
    v4_closed: Vec<IpNet>,
    v6_open: Vec<IpNet>,
    v6_closed: Vec<IpNet>,
}

static ORACLE: LazyLock<Oracle> = LazyLock::new(|| {
    let nets = |text: &str| text.split_whitespace().map(|net| net.parse().unwrap()).collect();
    Oracle {
        v4_closed: nets(
            "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24
            192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15
            198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4",
        ),
        v6_open: nets("2000::/3"),
        v6_closed: nets("2001::/23 2001:db8::/32 2002::/16 2620:4f:8000::/48 3fff::/20"),
    }
});

impl Oracle {
    fn is_public(&self, address: IpAddr) -> bool {
        let within = |nets: &[IpNet]| nets.iter().any(|net| net.contains(&address));
        match address {
            IpAddr::V4(_) => !within(&self.v4_closed),
            IpAddr::V6(v6) => match v6.to_ipv4_mapped() {
                Some(v4) => self.is_public(v4.into()),
                None => within(&self.v6_open) && !within(&self.v6_closed),
            },
        }
    }
}

/// Addresses at and near the edges of ranges, where mistakes live.
fn edgy_v4() -> impl Strategy<Value = Ipv4Addr> {
    let first = prop_oneof![
        Just(0u8),
        Just(10),
        Just(100),
        Just(127),
        Just(169),
        Just(172),
        Just(192),
        Just(198),
        Just(203),
        Just(224),
        any::<u8>()
    ];
    let second = prop_oneof![
        Just(0u8),
        Just(18),
        Just(31),
        Just(51),
        Just(52),
        Just(64),
        Just(88),
        Just(168),
        Just(175),
        Just(254),
        any::<u8>()
    ];
    let third = prop_oneof![
        Just(0u8),
        Just(2),
        Just(48),
        Just(99),
        Just(100),
        Just(113),
        Just(193),
        Just(196),
        any::<u8>()
    ];
    (first, second, third, any::<u8>()).prop_map(|(a, b, c, d)| Ipv4Addr::new(a, b, c, d))
}

fn edgy_v6() -> impl Strategy<Value = Ipv6Addr> {
    let first = prop_oneof![
        Just(0u16),
        Just(0x64),
        Just(0x2001),
        Just(0x2002),
        Just(0x2620),
        Just(0x3fff),
        Just(0xfe80),
        any::<u16>()
    ];
    let second = prop_oneof![Just(0u16), Just(0xdb8), Just(0x4f), Just(0x1ff), Just(0x200), any::<u16>()];
    let third = prop_oneof![Just(0u16), Just(0x8000), any::<u16>()];
    let rest = prop_oneof![Just(0u128), Just(0xffff_7f00_0001), any::<u128>()];
    (first, second, third, rest).prop_map(|(a, b, c, rest)| {
        let top = u128::from(a) << 112 | u128::from(b) << 96 | u128::from(c) << 80;
        Ipv6Addr::from_bits(top | rest & (u128::MAX >> 48))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 5_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn ipv4_agrees_with_the_oracle(address in edgy_v4()) {
        prop_assert_eq!(forbidden_range(address.into(), Nat64::Forbidden).is_none(), ORACLE.is_public(address.into()));
    }

    #[test]
    fn ipv6_agrees_with_the_oracle(address in edgy_v6()) {
        prop_assert_eq!(forbidden_range(address.into(), Nat64::Forbidden).is_none(), ORACLE.is_public(address.into()));
    }
}

#[test]
fn openings_are_networks_with_a_port() {
    for (text, shown) in [
        ("127.0.0.1/32:8080", "127.0.0.1/32:8080"),
        ("10.0.0.0/8:443", "10.0.0.0/8:443"),
        ("::1/128:8080", "::1/128:8080"),
        ("[::1]/128:8080", "::1/128:8080"),
        ("[::1/128]:8080", "::1/128:8080"),
        ("0.0.0.0/0:443", "0.0.0.0/0:443"),
    ] {
        assert_eq!(text.parse::<Opening>().unwrap().to_string(), shown);
    }
    for text in [
        "",
        "127.0.0.1",
        "127.0.0.1:8080",
        "127.0.0.1/32",
        "127.0.0.1/33:80",
        "127.0.0.1/32:0",
        "127.0.0.1/32:65536",
        "127.0.0.1/+32:80",
        "127.0.0.1/32:+80",
        "10.0.0.5/8:443",
        "[::1/128:80",
        "[127.0.0.1]/32:80",
        "example.com/8:80",
        "127.0.0.1/32:80 ",
        "127.0.0.1/:80",
    ] {
        assert_eq!(text.parse::<Opening>().unwrap_err().found, text);
    }
}
