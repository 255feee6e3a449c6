//! A name server on loopback that answers with any packet. Packets are written by hand (RFC 1035, 4), since a library
//! would not write the wrong ones.

use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream, UdpSocket};

/// RFC 1035, 3.2.2, and RFC 3596.
pub(crate) const A: u16 = 1;
pub(crate) const CNAME: u16 = 5;
pub(crate) const AAAA: u16 = 28;

/// RFC 1035, 4.1.1.
pub(crate) const SERVFAIL: u8 = 2;
pub(crate) const NXDOMAIN: u8 = 3;

/// One question as it came.
#[derive(Clone, Debug)]
pub(crate) struct Question {
    pub(crate) id: u16,
    /// In lower case, without its final dot.
    pub(crate) name: String,
    pub(crate) kind: u16,
    pub(crate) over_tcp: bool,
    /// How often this name was asked for this kind before.
    pub(crate) before: usize,
    /// Name, kind and class as they were written.
    pub(crate) section: Vec<u8>,
}

/// The packets that answer a question; none for silence.
type Script = dyn Fn(&Question) -> Vec<Vec<u8>> + Send + Sync;

/// The server. It ends with the test's runtime.
pub(crate) struct Nameserver {
    pub(crate) address: SocketAddr,
    asked: Asked,
}

type Asked = Arc<Mutex<Vec<(String, u16)>>>;

impl Nameserver {
    /// Answers on a free port of loopback, over UDP and TCP.
    pub(crate) async fn start(script: impl Fn(&Question) -> Vec<Vec<u8>> + Send + Sync + 'static) -> Self {
        // A port that is free for UDP need not be for TCP.
        for _ in 0..100 {
            let udp = UdpSocket::bind("127.0.0.1:0").await.unwrap();
            if let Ok(tcp) = TcpListener::bind(udp.local_addr().unwrap()).await {
                return Self::run(udp, tcp, Arc::new(script));
            }
        }
        panic!("no port is free for both");
    }

    /// Answers at `address`.
    pub(crate) async fn start_at(
        address: &str,
        script: impl Fn(&Question) -> Vec<Vec<u8>> + Send + Sync + 'static,
    ) -> Self {
        let udp = UdpSocket::bind(address).await.unwrap();
        Self::run(udp, TcpListener::bind(address).await.unwrap(), Arc::new(script))
    }

    fn run(udp: UdpSocket, tcp: TcpListener, script: Arc<Script>) -> Self {
        let (address, asked) = (udp.local_addr().unwrap(), Asked::default());
        tokio::spawn(serve_udp(udp, Arc::clone(&script), Arc::clone(&asked)));
        tokio::spawn(serve_tcp(tcp, script, Arc::clone(&asked)));
        Self { address, asked }
    }

    /// How often `name` was asked for `kind`.
    pub(crate) fn asked(&self, name: &str, kind: u16) -> usize {
        let asked = self.asked.lock().unwrap();
        asked.iter().filter(|(other, of)| other == name && *of == kind).count()
    }
}

async fn serve_udp(socket: UdpSocket, script: Arc<Script>, asked: Asked) {
    let mut packet = [0; 4096];
    while let Ok((size, from)) = socket.recv_from(&mut packet).await {
        let Some(question) = read(&packet[..size], false, &asked) else { continue };
        for answer in script(&question) {
            let _ = socket.send_to(&answer, from).await;
        }
    }
}

async fn serve_tcp(listener: TcpListener, script: Arc<Script>, asked: Asked) {
    while let Ok((stream, _)) = listener.accept().await {
        let (script, asked) = (Arc::clone(&script), Arc::clone(&asked));
        tokio::spawn(async move { serve_stream(stream, &*script, &asked).await });
    }
}

/// Each message follows its length (RFC 1035, 4.2.2).
async fn serve_stream(mut stream: TcpStream, script: &Script, asked: &Asked) -> Option<()> {
    loop {
        let size = stream.read_u16().await.ok()?;
        let mut packet = vec![0; usize::from(size)];
        stream.read_exact(&mut packet).await.ok()?;
        for answer in script(&read(&packet, true, asked)?) {
            let size = u16::try_from(answer.len()).unwrap().to_be_bytes();
            stream.write_all(&[&size[..], &answer].concat()).await.ok()?;
        }
    }
}

fn read(packet: &[u8], over_tcp: bool, asked: &Asked) -> Option<Question> {
    let id = u16::from_be_bytes([*packet.first()?, *packet.get(1)?]);
    let (mut at, mut labels) = (12, Vec::new());
    loop {
        let length = usize::from(*packet.get(at)?);
        at += 1;
        if length == 0 {
            break;
        }
        labels.push(String::from_utf8_lossy(packet.get(at..at + length)?).to_lowercase());
        at += length;
    }
    let kind = u16::from_be_bytes([*packet.get(at)?, *packet.get(at + 1)?]);
    let name = labels.join(".");
    let mut asked = asked.lock().unwrap();
    let before = asked.iter().filter(|(other, of)| *other == name && *of == kind).count();
    asked.push((name.clone(), kind));
    Some(Question { id, name, kind, over_tcp, before, section: packet[12..at + 4].to_vec() })
}

/// One record of an answer.
pub(crate) struct Record {
    owner: Vec<u8>,
    kind: u16,
    ttl: u32,
    data: Vec<u8>,
}

/// The address of the name that was asked for, which nobody may remember.
pub(crate) fn address(text: &str) -> Record {
    let (kind, data) = match text.parse().unwrap() {
        IpAddr::V4(address) => (A, address.octets().to_vec()),
        IpAddr::V6(address) => (AAAA, address.octets().to_vec()),
    };
    // The owner: a pointer to the question's name.
    Record { owner: vec![0xc0, 12], kind, ttl: 0, data }
}

impl Record {
    /// The same record of another name.
    pub(crate) fn of(mut self, name: &str) -> Self {
        self.owner = wire_name(name);
        self
    }
}

/// `name` is another name of `target`.
pub(crate) fn alias(name: &str, target: &str) -> Record {
    Record { owner: wire_name(name), kind: CNAME, ttl: 0, data: wire_name(target) }
}

pub(crate) fn wire_name(name: &str) -> Vec<u8> {
    let label = |label: &str| [&[u8::try_from(label.len()).unwrap()][..], label.as_bytes()].concat();
    let mut wire = name.split('.').flat_map(label).collect::<Vec<_>>();
    wire.push(0);
    wire
}

/// A well-formed answer with this response code.
pub(crate) fn answer(question: &Question, code: u8, records: &[Record]) -> Vec<u8> {
    let mut packet = question.id.to_be_bytes().to_vec();
    // A response, authoritative, to a question that wanted recursion, which is available.
    packet.extend([0b1000_0101, 0b1000_0000 | code]);
    packet.extend(1u16.to_be_bytes());
    packet.extend(u16::try_from(records.len()).unwrap().to_be_bytes());
    packet.extend([0; 4]);
    packet.extend(&question.section);
    for record in records {
        packet.extend(&record.owner);
        packet.extend(record.kind.to_be_bytes());
        packet.extend(1u16.to_be_bytes());
        packet.extend(record.ttl.to_be_bytes());
        packet.extend(u16::try_from(record.data.len()).unwrap().to_be_bytes());
        packet.extend(&record.data);
    }
    packet
}

/// The addresses among `all` that are of the kind that was asked for.
pub(crate) fn addresses(question: &Question, all: &[&str]) -> Vec<u8> {
    let records = all.iter().map(|text| address(text)).filter(|record| record.kind == question.kind);
    answer(question, 0, &records.collect::<Vec<_>>())
}

/// An answer that says it was cut short, so that TCP is tried.
pub(crate) fn truncated(question: &Question) -> Vec<u8> {
    let mut packet = answer(question, 0, &[]);
    packet[2] |= 0b10;
    packet
}
