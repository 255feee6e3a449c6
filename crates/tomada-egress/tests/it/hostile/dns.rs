//! Name servers that lie, through the resolver that is used in earnest. Every name stands for one of two listeners at
//! the same port: what is public here is 127.0.0.1, which is opened, and what is private is 127.0.0.2 or `::1`, which
//! are not. Nobody may come to those two.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::net::TcpListener;
use tomada_core::{Http, Request};
use tomada_egress::{Limits, Opening, Outbound, SystemDns};
use tomada_host::Egress;

use super::nameserver::{
    A, AAAA, NXDOMAIN, Nameserver, Question, Record, SERVFAIL, address, addresses, alias, answer, truncated,
};
use crate::peer::{Peer, Reply, Seen, Then, reply};
use crate::world::{World, said};

const PUBLIC: &str = "127.0.0.1";
const PRIVATE: &str = "127.0.0.2";

const OK: &str = "ok";
const BLOCKED: &str = "forbidden egress-blocked";
const DNS: &str = "unavailable egress-dns";

/// A listener that nobody may come to.
#[derive(Clone, Default)]
struct Canary(Arc<AtomicUsize>);

impl Canary {
    /// Listens at `address`, which may be taken already; another port will do then.
    async fn listen(&self, address: &str) -> bool {
        let Ok(listener) = TcpListener::bind(address).await else { return false };
        let hits = Arc::clone(&self.0);
        tokio::spawn(async move {
            while listener.accept().await.is_ok() {
                hits.fetch_add(1, Ordering::SeqCst);
            }
        });
        true
    }

    fn hits(&self) -> usize {
        self.0.load(Ordering::SeqCst)
    }
}

/// A connection for each request, so that each one dials.
fn closing(_: &Seen) -> Reply {
    reply("HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok", Then::Close)
}

/// A name server, what it leads to, and the way out.
struct Town {
    names: Nameserver,
    public: Peer,
    canary: Canary,
    world: World,
    http: Arc<dyn Http>,
}

impl Town {
    async fn new(script: impl Fn(&Question) -> Vec<Vec<u8>> + Send + Sync + 'static) -> Self {
        Self::with(World::closed().limits, script).await
    }

    async fn with(
        limits: Limits,
        script: impl Fn(&Question) -> Vec<Vec<u8>> + Send + Sync + 'static,
    ) -> Self {
        let names = Nameserver::start(script).await;
        let (public, canary) = loop {
            let (public, canary) = (Peer::start(closing).await, Canary::default());
            if canary.listen(&format!("{PRIVATE}:{}", public.port)).await {
                // A machine without IPv6 has nobody to protect there.
                canary.listen(&format!("[::1]:{}", public.port)).await;
                break (public, canary);
            }
        };
        let world = World::open(public.port);
        let openings = world.openings.iter().map(|text| text.parse::<Opening>().unwrap());
        let outbound = Outbound::builder().allow(openings).limits(limits);
        let outbound = outbound.resolver(SystemDns::of_servers([names.address])).build().unwrap();
        let http = outbound.open(world.scope());
        Self { names, public, canary, world, http }
    }

    async fn call(&self) -> String {
        let url = self.public.at("name.example.com", "/");
        match self.http.send(Request::get(url)).await {
            Ok(response) => said(response.body.bytes().await),
            failed => said(failed),
        }
    }
}

async fn check(
    about: &str,
    expected: &str,
    script: impl Fn(&Question) -> Vec<Vec<u8>> + Send + Sync + 'static,
) {
    let mut limits = World::closed().limits;
    if expected == DNS {
        // Some of these servers never say anything of use.
        limits.resolve_ms = 200;
    }
    let town = Town::with(limits, script).await;
    assert_eq!(town.call().await, expected, "{about}");
    assert_eq!(town.canary.hits(), 0, "{about}");
    assert_eq!(town.public.connections(), usize::from(expected == OK), "{about}");
    let word = expected.strip_prefix("forbidden egress-").or(expected.strip_prefix("unavailable egress-"));
    assert_eq!(town.world.exchanges()[0].error, word, "{about}");
}

#[tokio::test]
async fn one_forbidden_record_of_any_kind_refuses_the_name() {
    for (about, expected, records) in [
        ("a public address", OK, &[PUBLIC][..]),
        ("a private address", BLOCKED, &[PRIVATE]),
        ("public and private", BLOCKED, &[PUBLIC, PRIVATE]),
        ("private and public", BLOCKED, &[PRIVATE, PUBLIC]),
        ("a public A, a private AAAA", BLOCKED, &[PUBLIC, "::1"]),
        ("a public A, a mapped private AAAA", BLOCKED, &[PUBLIC, "::ffff:127.0.0.2"]),
        ("a public A, a link-local AAAA", BLOCKED, &[PUBLIC, "fe80::1"]),
        ("a public A, metadata behind NAT64", BLOCKED, &[PUBLIC, "64:ff9b::a9fe:a9fe"]),
        ("a private AAAA alone", BLOCKED, &["::1"]),
        ("the mapped form of what is opened", OK, &["::ffff:127.0.0.1"]),
    ] {
        check(about, expected, |question| vec![addresses(question, records)]).await;
    }
}

#[tokio::test]
async fn aliases_are_judged_by_where_they_end() {
    const NAME: &str = "name.example.com";
    let chain = |question: &Question, end: &'static str| -> Vec<Record> {
        let last = address(end).of("end.example.net");
        let kept = if question.kind == A { vec![last] } else { Vec::new() };
        let aliases = [alias(NAME, "mid.example.org"), alias("mid.example.org", "end.example.net")];
        aliases.into_iter().chain(kept).collect()
    };
    check("a chain to a public address", OK, move |q| vec![answer(q, 0, &chain(q, PUBLIC))]).await;
    check("a chain to a private address", BLOCKED, move |q| vec![answer(q, 0, &chain(q, PRIVATE))]).await;
    check("an alias that must be followed", BLOCKED, |q| match q.name.as_str() {
        NAME => vec![answer(q, 0, &[alias(NAME, "inside.example.org")])],
        _ => vec![addresses(q, &[PRIVATE])],
    })
    .await;
    check("an alias of itself", DNS, |q| vec![answer(q, 0, &[alias(NAME, NAME)])]).await;
    check("a loop of aliases", DNS, |q| match q.name.as_str() {
        NAME => vec![answer(q, 0, &[alias(NAME, "other.example.com")])],
        other => vec![answer(q, 0, &[alias(other, NAME)])],
    })
    .await;
    check("an endless chain of aliases", DNS, |q| {
        vec![answer(q, 0, &[alias(&q.name, &format!("a{}.example.com", q.id))])]
    })
    .await;
}

fn many(count: u16) -> Vec<Record> {
    (0..count).map(|n| address(&format!("127.0.{}.{}", n / 250, n % 250 + 1))).collect()
}

#[tokio::test]
async fn an_answer_that_is_none_is_a_dns_failure() {
    for (about, script) in [
        ("silence", (|_| vec![]) as fn(&Question) -> Vec<Vec<u8>>),
        ("no record", |q| vec![answer(q, 0, &[])]),
        ("SERVFAIL", |q| vec![answer(q, SERVFAIL, &[])]),
        ("NXDOMAIN", |q| vec![answer(q, NXDOMAIN, &[])]),
        ("refused", |q| vec![answer(q, 5, &[])]),
        ("an unheard-of code", |q| vec![answer(q, 15, &[])]),
        ("cut short over UDP and TCP", |q| vec![truncated(q)]),
        ("garbage", |_| vec![vec![0xff; 700], b"HTTP/1.1 200 OK\r\n\r\n".to_vec(), Vec::new()]),
        ("the answer of another question", |q| {
            let other = Question { id: q.id.wrapping_add(1), ..q.clone() };
            vec![addresses(&other, &[PUBLIC])]
        }),
        ("the question sent back", |q| {
            let mut packet = addresses(q, &[PUBLIC]);
            packet[2] &= 0b0111_1111;
            vec![packet]
        }),
        ("more records than there are", |q| {
            let mut packet = addresses(q, &[PUBLIC]);
            packet[7] = 200;
            vec![packet]
        }),
        ("a record that ends too soon", |q| {
            let mut packet = answer(q, 0, &[address(PUBLIC)]);
            packet.truncate(packet.len() - 2);
            vec![packet]
        }),
        ("a name that points to itself", |q| {
            let mut packet = answer(q, 0, &[address(PUBLIC)]);
            let owner = u8::try_from(packet.len() - 16).unwrap();
            packet[usize::from(owner) + 1] = owner;
            vec![packet]
        }),
        ("addresses of another name", |q| vec![answer(q, 0, &[address(PUBLIC).of("other.example.com")])]),
        ("seventeen addresses", |q| vec![answer(q, 0, &many(17))]),
        // What fits into one message, of the most that a name could claim to have.
        ("four thousand addresses, over TCP", |q| {
            vec![if q.over_tcp { answer(q, 0, &many(4_000)) } else { truncated(q) }]
        }),
    ] {
        check(about, DNS, script).await;
    }
}

#[tokio::test]
async fn a_forged_answer_before_the_right_one_is_not_taken() {
    check("another id first", BLOCKED, |q| {
        let forged = Question { id: !q.id, ..q.clone() };
        vec![addresses(&forged, &[PUBLIC]), addresses(q, &[PRIVATE])]
    })
    .await;
    check("what was cut short is asked for over TCP", OK, |q| {
        vec![if q.over_tcp { addresses(q, &[PUBLIC]) } else { truncated(q) }]
    })
    .await;
    check("what was cut short turns out to be private", BLOCKED, |q| {
        vec![if q.over_tcp { addresses(q, &[PUBLIC, PRIVATE]) } else { truncated(q) }]
    })
    .await;
}

#[tokio::test]
async fn a_name_that_turns_is_caught_at_its_next_dial() {
    let town = Town::new(|question| {
        let turned = question.before > 0;
        vec![addresses(question, &[if turned { PRIVATE } else { PUBLIC }])]
    })
    .await;
    assert_eq!(town.call().await, OK);
    for _ in 0..20 {
        assert_eq!(town.call().await, BLOCKED);
    }
    assert_eq!((town.public.connections(), town.canary.hits()), (1, 0));
}

#[tokio::test]
async fn a_name_that_turns_a_thousand_times_never_leads_inside() {
    let town = Town::new(|question| {
        let inside = question.before % 2 == 1;
        vec![addresses(question, &[if inside { PRIVATE } else { PUBLIC }])]
    })
    .await;
    for turn in 0..1_000 {
        assert_eq!(town.call().await, if turn % 2 == 1 { BLOCKED } else { OK }, "{turn}");
    }
    assert_eq!((town.public.connections(), town.canary.hits()), (500, 0));
    for kind in [A, AAAA] {
        assert_eq!(town.names.asked("name.example.com", kind), 1_000, "one look-up for each dial");
    }
}

#[tokio::test]
async fn names_are_asked_for_as_they_are_written() {
    let town = Town::new(|question| vec![answer(question, NXDOMAIN, &[])]).await;
    assert_eq!(town.call().await, DNS);
    assert_eq!(town.names.asked("name.example.com", A), 1, "absolute, with no search list to try");
    let other = town.http.send(Request::get(town.public.at("ΑΡΙ.example.com", "/"))).await;
    assert_eq!(said(other), DNS);
    assert_eq!(town.names.asked("xn--mxaqx.example.com", A), 1, "letters beyond ASCII travel as punycode");
}
