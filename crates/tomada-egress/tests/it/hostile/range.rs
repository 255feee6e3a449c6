//! A network of our own in which forbidden addresses exist: each is bound, someone answers there, and every visit is
//! written down. The egress under test is as it comes, with no opening and the machine's resolver.
//!
//! Each test runs this same binary again within new user, network and mount namespaces. Where a machine does not let
//! anybody make those, the test says so and passes.

mod lands;
mod stands;

use std::ffi::OsStr;
use std::io::Write;
use std::net::{IpAddr, SocketAddr};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tomada_core::{Failure, Http, Request};
use tomada_egress::{Outbound, OutboundBuilder};
use tomada_host::Egress;

use super::nameserver::{Nameserver, Question, addresses};
use crate::world::{World, said};

/// Set for the process within.
const WITHIN: &str = "TOMADA_TEST_WITHIN_RANGE";

/// Forbidden ones that a machine can have; those of loopback are there anyway.
const FORBIDDEN: &[&str] = &[
    "169.254.169.254",
    "10.0.0.5",
    "10.0.0.6",
    "172.16.9.1",
    "192.168.1.1",
    "100.64.0.5",
    "198.18.0.5",
    "192.0.0.192",
    "192.0.2.5",
    "192.31.196.5",
    "192.52.193.5",
    "192.88.99.1",
    "192.175.48.5",
    "198.51.100.5",
    "203.0.113.5",
    "240.0.0.5",
    "fec0::1",
    "fd12:3456::1",
    "fc00::1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::7f00:1",
    "2002:7f00:1::1",
    "2001:0:7f00:1::1",
    "5f00::1",
    "100::1",
    "2001:db8::1",
    "3fff::1",
    "2620:4f:8000::1",
];

const PUBLIC: &[&str] = &["1.2.3.4", "5.6.7.8", "2606:4700::1111"];

/// Where someone answers, at every address.
const PORTS: &[u16] = &[80, 443, 3128, 8080];

/// After the interfaces: a resolver configuration that names ours, over the machine's.
const SET_UP: &str = "ip link set lo up && ip -batch - && mount -t tmpfs tmpfs \"$0\" &&
    echo nameserver 127.0.0.1 > \"$0/resolv.conf\" && mount --bind \"$0/resolv.conf\" /etc/resolv.conf";

/// Runs `inside` in such a network. `test` is the full name of the test that calls.
fn within(test: &str, inside: impl AsyncFnOnce(Range)) {
    if std::env::var_os(WITHIN).is_some() {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        return runtime.block_on(async { inside(Range::start().await).await });
    }
    if let Err(reason) = enter(OsStr::new("true"), &[]) {
        eprintln!("skipped, since this machine allows no network of our own: {reason}");
        return;
    }
    let own = std::env::current_exe().unwrap();
    let said =
        enter(own.as_os_str(), &["--exact", test, "--nocapture"]).unwrap_or_else(|said| panic!("{said}"));
    assert!(said.contains("1 passed"), "{test} is no test: {said}");
}

/// Runs a program within, and answers what it said; as an error if it failed.
fn enter(program: &OsStr, arguments: &[&str]) -> Result<String, String> {
    let script = format!("{SET_UP} && exec \"$@\"");
    let mut command = Command::new("unshare");
    command.args(["--user", "--map-root-user", "--net", "--mount", "--", "sh", "-c", &script]);
    command.arg(env!("CARGO_TARGET_TMPDIR")).arg(program).args(arguments).env(WITHIN, "1");
    for variable in ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"] {
        command.env(variable, "http://10.0.0.5:3128");
    }
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| format!("unshare: {error}"))?;
    let addresses = FORBIDDEN.iter().chain(PUBLIC).map(|address| {
        let length = if address.contains(':') { "128 dev lo nodad" } else { "32 dev lo" };
        format!("address add {address}/{length}\n")
    });
    // A child that is gone by now says why.
    let _ = child.stdin.take().unwrap().write_all(addresses.collect::<String>().as_bytes());
    let output = child.wait_with_output().unwrap();
    let said =
        [output.stdout, output.stderr].map(|said| String::from_utf8_lossy(&said).into_owned()).concat();
    if output.status.success() { Ok(said) } else { Err(said) }
}

/// Someone came here.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Visit {
    at: SocketAddr,
    head: String,
}

/// The network, from within.
struct Range {
    names: Nameserver,
    visits: Arc<Mutex<Vec<Visit>>>,
}

impl Range {
    async fn start() -> Self {
        let visits = Arc::<Mutex<Vec<Visit>>>::default();
        for port in PORTS {
            // Every address of the machine, of both kinds.
            let listener = TcpListener::bind(("::", *port)).await.unwrap();
            let visits = Arc::clone(&visits);
            tokio::spawn(async move {
                while let Ok((stream, _)) = listener.accept().await {
                    tokio::spawn(answer(stream, Arc::clone(&visits)));
                }
            });
        }
        Self { names: Nameserver::start_at("127.0.0.1:53", resolve).await, visits }
    }

    /// Egress as it comes, but for what a test adds.
    fn outbound(add: impl FnOnce(OutboundBuilder) -> OutboundBuilder) -> Outbound {
        add(Outbound::builder().limits(World::closed().limits)).build().unwrap()
    }

    fn http() -> Arc<dyn Http> {
        Self::outbound(|builder| builder).open(World::closed().scope())
    }

    /// Who came since this was last asked.
    fn visits(&self) -> Vec<Visit> {
        std::mem::take(&mut *self.visits.lock().unwrap())
    }

    /// Nobody came but to these addresses.
    #[track_caller]
    fn assert_only(&self, places: &[&str], about: &str) -> Vec<Visit> {
        let visits = self.visits();
        for visit in &visits {
            let place = visit.at.ip().to_canonical().to_string();
            assert!(
                places.contains(&place.as_str()),
                "{about}: somebody came to {}: {}",
                visit.at,
                visit.head
            );
        }
        visits
    }
}

/// Says `here`; `/to/LOCATION` leads there, `/chain/3` to `/chain/2`, and `/loop` to itself.
async fn answer(mut stream: TcpStream, visits: Arc<Mutex<Vec<Visit>>>) -> Option<()> {
    let local = stream.local_addr().ok()?;
    let at = SocketAddr::new(local.ip().to_canonical(), local.port());
    // Whoever only connects came, too.
    let index = {
        let mut visits = visits.lock().unwrap();
        visits.push(Visit { at, head: String::new() });
        visits.len() - 1
    };
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.ok()?);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let path = head.split(' ').nth(1)?.to_owned();
    if let Some(visit) = visits.lock().unwrap().get_mut(index) {
        visit.head = head;
    }
    let location = match path[1..].split_once('/') {
        Some(("to", location)) => Some(decoded(location)),
        Some(("chain", "1")) => Some("/".to_owned()),
        Some(("chain", left)) => Some(format!("/chain/{}", left.parse::<u32>().unwrap() - 1)),
        _ => (path == "/loop").then(|| path.clone()),
    };
    let fields = location.map(|location| format!("location: {location}\r\n")).unwrap_or_default();
    let status = if fields.is_empty() { "200 OK" } else { "302 Found" };
    let answer = format!("HTTP/1.1 {status}\r\nconnection: close\r\n{fields}content-length: 4\r\n\r\nhere");
    stream.write_all(answer.as_bytes()).await.ok()
}

/// `location` as it goes into a path.
fn coded(location: &str) -> String {
    location.bytes().fold(String::new(), |path, byte| path + &format!("%{byte:02x}"))
}

fn decoded(text: &str) -> String {
    let bytes = text.split('%').skip(1).map(|hex| u8::from_str_radix(&hex[..2], 16).unwrap());
    String::from_utf8(bytes.collect()).unwrap()
}

/// `a-1.2.3.4.example.com` has that address, `a-1.2.3.4-10.0.0.5` both, a name of `turn` the first at its first
/// look-up and the others after that, and one of `flip` one after the other.
fn resolve(question: &Question) -> Vec<Vec<u8>> {
    let Some(name) = question.name.strip_suffix(".example.com") else {
        return vec![super::nameserver::answer(question, super::nameserver::NXDOMAIN, &[])];
    };
    let mut words = name.split('-');
    let kind = words.next().unwrap_or_default();
    let all = words.map(|word| word.replace('x', ":")).collect::<Vec<_>>();
    let all = all.iter().map(String::as_str).collect::<Vec<_>>();
    let now = match kind {
        "turn" => &all[question.before.min(all.len() - 1)..][..1],
        "flip" => &all[question.before % all.len()..][..1],
        _ => &all[..],
    };
    vec![addresses(question, now)]
}

/// What becomes of a GET with every redirect followed.
async fn get(http: &Arc<dyn Http>, url: &str) -> String {
    told(http, url).await.unwrap_or_else(|failure| said::<()>(Err(failure)))
}

async fn told(http: &Arc<dyn Http>, url: &str) -> Result<String, Failure> {
    let response = http.send(Request::get(url).redirects(3)).await?;
    Ok(String::from_utf8_lossy(&response.body.bytes().await?).into_owned())
}

/// The address is one of those at which somebody answers, and the way there is open to everybody but egress.
async fn is_bound(address: &str) -> bool {
    let address = address.parse::<IpAddr>().unwrap();
    TcpStream::connect((address, 80)).await.is_ok()
}
