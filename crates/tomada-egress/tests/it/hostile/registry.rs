//! A million addresses against the registries themselves: a table of text, judged letter by letter of the addresses'
//! bits. It shares nothing with the policy but what IANA says.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::LazyLock;

use tomada_egress::{Nat64, forbidden_range};

/// IANA IPv4 Special-Purpose Address Registry (RFC 6890), every entry, whatever it says of reachability; and, from the
/// IPv4 Address Space Registry, 224/4 for multicast.
/// <https://www.iana.org/assignments/iana-ipv4-special-registry>
const V4: &str = "
    0.0.0.0/8          0.0.0.0/32         10.0.0.0/8         100.64.0.0/10      127.0.0.0/8
    169.254.0.0/16     172.16.0.0/12      192.0.0.0/24       192.0.0.0/29       192.0.0.8/32
    192.0.0.9/32       192.0.0.10/32      192.0.0.170/32     192.0.0.171/32     192.0.2.0/24
    192.31.196.0/24    192.52.193.0/24    192.88.99.0/24     192.168.0.0/16     192.175.48.0/24
    198.18.0.0/15      198.51.100.0/24    203.0.113.0/24     224.0.0.0/4        240.0.0.0/4
    255.255.255.255/32";

/// IANA IPv6 Special-Purpose Address Registry, every entry; and, from the IPv6 Address Space Registry, all that is
/// not delegated as global unicast: everything but `2000::/3`.
/// <https://www.iana.org/assignments/iana-ipv6-special-registry>
const V6: &str = "
    ::1/128            ::/128             ::ffff:0:0/96      64:ff9b::/96       64:ff9b:1::/48
    100::/64           100:0:0:1::/64     2001::/23          2001::/32          2001:1::1/128
    2001:1::2/128      2001:1::3/128      2001:2::/48        2001:3::/32        2001:4:112::/48
    2001:10::/28       2001:20::/28       2001:30::/28       2001:db8::/32      2002::/16
    2620:4f:8000::/48  3fff::/20          5f00::/16          fc00::/7           fe80::/10
    ::/3               4000::/2           8000::/1";

static V4_BITS: LazyLock<Vec<String>> = LazyLock::new(|| prefixes(V4));
static V6_BITS: LazyLock<Vec<String>> = LazyLock::new(|| prefixes(V6));

/// The first bits of each block of `table`, as digits.
fn prefixes(table: &str) -> Vec<String> {
    let block = |text: &str| {
        let (address, length) = text.split_once('/').unwrap();
        bits(address.parse().unwrap())[..length.parse::<usize>().unwrap()].to_owned()
    };
    table.split_whitespace().map(block).collect()
}

fn bits(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => format!("{:032b}", address.to_bits()),
        IpAddr::V6(address) => format!("{:0128b}", address.to_bits()),
    }
}

fn is_listed(address: IpAddr) -> bool {
    let digits = bits(address);
    // The last 32 bits of ::ffff:0:0/96 are an IPv4 address, and that is what a socket would connect to.
    let mapped =
        digits.len() == 128 && digits[..96].ends_with(&"1".repeat(16)) && !digits[..80].contains('1');
    let (digits, table) = match address {
        IpAddr::V4(_) => (&digits[..], &V4_BITS),
        IpAddr::V6(_) if mapped => (&digits[96..], &V4_BITS),
        IpAddr::V6(_) => (&digits[..], &V6_BITS),
    };
    table.iter().any(|prefix| digits.starts_with(prefix.as_str()))
}

/// Numbers that look random and are the same in each run (splitmix64: Steele, Lea, Flood 2014).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    fn wide(&mut self) -> u128 {
        u128::from(self.next()) << 64 | u128::from(self.next())
    }

    /// Any bits; or, half of the time, a block's, with one bit of its prefix turned in half of those.
    fn near(&mut self, table: &[String], width: u32) -> u128 {
        let any = self.wide() >> (128 - width);
        if self.next().is_multiple_of(2) {
            return any;
        }
        let block = &table[usize::try_from(self.next() % table.len() as u64).unwrap()];
        let length = u32::try_from(block.len()).unwrap();
        let first = u128::from_str_radix(block, 2).unwrap() << (width - length);
        let rest = any & !(u128::MAX.checked_shl(width - length).unwrap_or(0));
        let turned = 1 << (width - 1 - u32::try_from(self.next() % u64::from(length)).unwrap());
        (first | rest) ^ if self.next().is_multiple_of(2) { turned } else { 0 }
    }

    fn v4(&mut self) -> Ipv4Addr {
        Ipv4Addr::from_bits(u32::try_from(self.near(&V4_BITS, 32)).unwrap())
    }

    fn v6(&mut self) -> Ipv6Addr {
        Ipv6Addr::from_bits(self.near(&V6_BITS, 128))
    }
}

/// Compares `count` addresses that `next` gives, and answers how many were public.
#[track_caller]
fn compare(count: usize, mut next: impl FnMut() -> IpAddr) -> usize {
    let mut public = 0;
    for _ in 0..count {
        let address = next();
        let range = forbidden_range(address, Nat64::Forbidden);
        assert_eq!(range.is_some(), is_listed(address), "{address} is said to be {range:?}");
        public += usize::from(range.is_none());
    }
    public
}

#[test]
fn half_a_million_ipv4_addresses_are_judged_as_the_registry_has_them() {
    let mut numbers = Numbers(4);
    let public = compare(500_000, || numbers.v4().into());
    assert!((200_000..400_000).contains(&public), "{public} public ones tell nothing");
}

#[test]
fn half_a_million_ipv6_addresses_are_judged_as_the_registry_has_them() {
    let mut numbers = Numbers(6);
    let public = compare(400_000, || numbers.v6().into());
    assert!((20_000..200_000).contains(&public), "{public} public ones tell nothing");
    let public = compare(100_000, || numbers.v4().to_ipv6_mapped().into());
    assert!((40_000..80_000).contains(&public), "{public} public mapped ones tell nothing");
}

#[test]
fn translated_addresses_are_judged_by_what_they_carry_if_at_all() {
    let mut numbers = Numbers(64);
    for _ in 0..100_000 {
        let carried = numbers.v4();
        let translated = Ipv6Addr::from_bits(0x64_ff9b << 96 | u128::from(carried.to_bits()));
        assert!(forbidden_range(translated.into(), Nat64::Forbidden).is_some(), "{translated}");
        let judged = forbidden_range(translated.into(), Nat64::Judged);
        assert_eq!(judged.is_some(), is_listed(carried.into()), "{translated} is said to be {judged:?}");
    }
}

#[test]
fn the_edges_of_every_block_are_where_the_registry_has_them() {
    for (table, width) in [(&V4_BITS, 32), (&V6_BITS, 128)] {
        let address = |bits: u128| -> IpAddr {
            if width == 32 {
                Ipv4Addr::from_bits(u32::try_from(bits).unwrap()).into()
            } else {
                Ipv6Addr::from_bits(bits).into()
            }
        };
        for block in table.iter() {
            let free = width - u32::try_from(block.len()).unwrap();
            let first = u128::from_str_radix(block, 2).unwrap().checked_shl(free).unwrap_or(0);
            let last = first | !u128::MAX.checked_shl(free).unwrap_or(0);
            let most = u128::MAX >> (128 - width);
            let edges = [first.wrapping_sub(1) & most, first, last, last.wrapping_add(1) & most];
            let mut edges = edges.into_iter();
            compare(4, || address(edges.next().unwrap()));
        }
    }
}
