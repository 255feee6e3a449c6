//! Names asked of a name server over UDP, as the machine's own are: whatever it answers, or does not, the call ends in
//! time with the word `dns`.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};

use hickory_resolver::proto::op::{Message, MessageType, OpCode, ResponseCode};
use hickory_resolver::proto::rr::rdata::{A, CNAME};
use hickory_resolver::proto::rr::{Name, RData, Record, RecordType};
use tokio::net::UdpSocket;
use tomada_core::Request;
use tomada_egress::{Limits, Outbound, SystemDns};
use tomada_host::Egress;

use crate::peer::{Peer, answer};
use crate::world::{World, once, said};

/// What a server answers to a question, if it does.
type Behave = fn(&mut Message, &Name, RecordType) -> bool;

/// A name server on loopback, over UDP alone.
struct Server {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    async fn start(behave: Behave) -> Self {
        let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
        let address = socket.local_addr().unwrap();
        let server = Self { address, asked: Arc::default() };
        let asked = server.asked.clone();
        tokio::spawn(async move {
            let mut bytes = [0; 4_096];
            while let Ok((length, from)) = socket.recv_from(&mut bytes).await {
                let question = Message::from_vec(&bytes[..length]).unwrap();
                let query = question.queries[0].clone();
                asked.lock().unwrap().push(format!("{} {}", query.name(), query.query_type()));
                let mut answer = Message::new(question.metadata.id, MessageType::Response, OpCode::Query);
                answer.add_query(query.clone());
                if behave(&mut answer, query.name(), query.query_type()) {
                    socket.send_to(&answer.to_vec().unwrap(), from).await.unwrap();
                }
            }
        });
        server
    }

    fn outbound(&self, world: &World, limits: Limits) -> Outbound {
        let builder = world.builder().resolver(SystemDns::of_servers([self.address]));
        builder.limits(limits).build().unwrap()
    }

    fn asked(&self) -> Vec<String> {
        let mut asked = self.asked.lock().unwrap().clone();
        asked.sort();
        asked.dedup();
        asked
    }
}

fn address(name: &Name, last: u8) -> Record {
    Record::from_rdata(name.clone(), 60, RData::A(A(Ipv4Addr::new(127, 0, 0, last))))
}

fn alias(name: &Name, of: &str) -> Record {
    Record::from_rdata(name.clone(), 60, RData::CNAME(CNAME(Name::from_ascii(of).unwrap())))
}

#[tokio::test]
async fn an_answer_leads_to_the_service() {
    let server = Server::start(|answer, name, kind| {
        if kind == RecordType::A {
            answer
                .add_answer(alias(name, "real.example.net."))
                .add_answer(address(&name_of("real.example.net."), 1));
        }
        true
    })
    .await;
    let peer = Peer::start(|_| answer(200, "", "found")).await;
    let world = World::open(peer.port);
    let http = server.outbound(&world, once(Limits::default())).open(world.scope());
    let response = http.send(Request::get(peer.at("service.example.com", "/"))).await.unwrap();
    assert_eq!(response.body.bytes().await.unwrap(), b"found");
    assert_eq!(server.asked(), ["service.example.com. A", "service.example.com. AAAA"], "no search list");
}

fn name_of(text: &str) -> Name {
    Name::from_ascii(text).unwrap()
}

/// What becomes of a call whose name is answered like this, with one retry allowed: how often was it tried?
async fn check(behave: Behave, expected: &str, attempts: usize) {
    let server = Server::start(behave).await;
    let world = World { openings: vec!["127.0.0.0/8:80".to_owned()], ..World::closed() };
    let mut limits = Limits::default();
    (limits.retries, limits.retry_step_ms, limits.resolve_ms) = (1, 1, 200);
    let http = server.outbound(&world, limits).open(world.scope());
    let outcome = http.send(Request::post("http://service.example.com/")).await;
    let detail = outcome.as_ref().err().and_then(|failure| failure.detail()).unwrap_or_default().to_owned();
    assert_eq!((said(outcome).as_str(), world.exchanges().len()), (expected, attempts), "{detail}");
}

#[tokio::test]
async fn whatever_a_name_server_does_has_a_word() {
    const DNS: &str = "unavailable egress-dns";
    let silent: Behave = |_, _, _| false;
    let failing: Behave = |answer, _, _| {
        answer.metadata.response_code = ResponseCode::ServFail;
        true
    };
    let unknown: Behave = |answer, _, _| {
        answer.metadata.response_code = ResponseCode::NXDomain;
        true
    };
    let refusing: Behave = |answer, _, _| {
        answer.metadata.response_code = ResponseCode::Refused;
        true
    };
    let empty: Behave = |_, _, _| true;
    let circle: Behave = |answer, name, _| {
        let next = if *name == name_of("service.example.com.") {
            "other.example.com."
        } else {
            "service.example.com."
        };
        answer.add_answer(alias(name, next));
        true
    };
    let hundred: Behave = |answer, name, kind| {
        if kind == RecordType::A {
            answer.add_answers((1..=100).map(|last| address(name, last)));
        }
        true
    };
    let forged: Behave = |answer, name, _| {
        answer.metadata.id = answer.metadata.id.wrapping_add(1);
        answer.add_answer(address(name, 1));
        true
    };
    let misled: Behave = |answer, _, _| {
        answer.add_answer(address(&name_of("other.example.com."), 1));
        true
    };
    let inward: Behave = |answer, name, kind| {
        if kind == RecordType::A {
            answer.add_answer(alias(name, "inside.example.com."));
            let inside = RData::A(A(Ipv4Addr::new(10, 0, 0, 5)));
            answer.add_answer(Record::from_rdata(name_of("inside.example.com."), 60, inside));
        }
        true
    };
    check(silent, DNS, 2).await;
    check(failing, DNS, 2).await;
    check(forged, DNS, 2).await;
    check(unknown, DNS, 1).await;
    check(refusing, DNS, 1).await;
    check(empty, DNS, 1).await;
    check(circle, DNS, 1).await;
    check(hundred, DNS, 1).await;
    check(misled, DNS, 1).await;
    check(inward, "forbidden egress-blocked", 1).await;
}
