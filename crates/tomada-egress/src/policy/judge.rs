//! Which addresses are anybody's to call. The policy asks it about every address, literal or resolved.
//!
//! The rule it protects: IPv4 is open but for the special ranges, IPv6 is closed but for `2000::/3`, and an address
//! that carries an IPv4 address is judged by that one. Ranges are those of IANA's special-purpose registries, as a
//! superset: whatever is not plainly public is forbidden.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::Nat64;

/// First address, prefix length, and what the range is for.
type V4Range = (Ipv4Addr, u32, &'static str);
type V6Range = (Ipv6Addr, u32, &'static str);

#[expect(clippy::ip_constant, reason = "a table reads better in one form")]
const V4_SPECIAL: &[V4Range] = &[
    (Ipv4Addr::new(0, 0, 0, 0), 8, "this network"),
    (Ipv4Addr::new(10, 0, 0, 0), 8, "private"),
    (Ipv4Addr::new(100, 64, 0, 0), 10, "shared with a carrier"),
    (Ipv4Addr::new(127, 0, 0, 0), 8, "loopback"),
    (Ipv4Addr::new(169, 254, 0, 0), 16, "link-local"),
    (Ipv4Addr::new(172, 16, 0, 0), 12, "private"),
    (Ipv4Addr::new(192, 0, 0, 0), 24, "protocol assignments"),
    (Ipv4Addr::new(192, 0, 2, 0), 24, "documentation"),
    (Ipv4Addr::new(192, 31, 196, 0), 24, "AS112"),
    (Ipv4Addr::new(192, 52, 193, 0), 24, "AMT"),
    (Ipv4Addr::new(192, 88, 99, 0), 24, "6to4 relays"),
    (Ipv4Addr::new(192, 168, 0, 0), 16, "private"),
    (Ipv4Addr::new(192, 175, 48, 0), 24, "AS112"),
    (Ipv4Addr::new(198, 18, 0, 0), 15, "benchmarking"),
    (Ipv4Addr::new(198, 51, 100, 0), 24, "documentation"),
    (Ipv4Addr::new(203, 0, 113, 0), 24, "documentation"),
    (Ipv4Addr::new(224, 0, 0, 0), 4, "multicast"),
    (Ipv4Addr::new(240, 0, 0, 0), 4, "reserved"),
];

/// What is allocated to the world; everything outside is forbidden.
const V6_GLOBAL: V6Range = (Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3, "global unicast");

const V6_SPECIAL: &[V6Range] = &[
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23, "protocol assignments"),
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32, "documentation"),
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16, "6to4"),
    (Ipv6Addr::new(0x2620, 0x4f, 0x8000, 0, 0, 0, 0, 0), 48, "AS112"),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20, "documentation"),
];

/// RFC 6052: an IPv4 address in its last four bytes, reached through a translator.
const V6_NAT64: V6Range = (Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, 0, 0), 96, "NAT64");

/// The range that forbids `address`, `None` for a public one.
pub fn forbidden_range(address: IpAddr, nat64: Nat64) -> Option<&'static str> {
    match address.to_canonical() {
        IpAddr::V4(address) => v4_forbidden(address),
        IpAddr::V6(address) if nat64 == Nat64::Judged && v6_within(address, V6_NAT64) => {
            let [.., a, b, c, d] = address.octets();
            v4_forbidden(Ipv4Addr::new(a, b, c, d))
        }
        IpAddr::V6(address) if !v6_within(address, V6_GLOBAL) => Some("not global unicast"),
        IpAddr::V6(address) => {
            V6_SPECIAL.iter().find(|range| v6_within(address, **range)).map(|(.., purpose)| *purpose)
        }
    }
}

/// The networks that are forbidden in themselves, such as `10.0.0.0/8`; IPv6 outside of `2000::/3` is it besides.
pub fn closed_networks() -> impl Iterator<Item = String> {
    let v4 = V4_SPECIAL.iter().map(|(first, length, _)| format!("{first}/{length}"));
    v4.chain(V6_SPECIAL.iter().map(|(first, length, _)| format!("{first}/{length}")))
}

fn v4_forbidden(address: Ipv4Addr) -> Option<&'static str> {
    let within = |(first, length, _): &&V4Range| (address.to_bits() ^ first.to_bits()) >> (32 - length) == 0;
    V4_SPECIAL.iter().find(within).map(|(.., purpose)| *purpose)
}

fn v6_within(address: Ipv6Addr, (first, length, _): V6Range) -> bool {
    (address.to_bits() ^ first.to_bits()) >> (128 - length) == 0
}
