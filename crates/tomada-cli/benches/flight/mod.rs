//! What calls in flight cost: 1,000 and 10,000 at once to a service that answers late enough for all of them to wait, by
//! the bare client, by egress, and by a run of a plugin. Each way runs in a process of its own, since the most memory that
//! a process ever had cannot be taken back; the service is another. The bar: 500 MB for 10,000 runs.

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;

use crate::http_ways::WAYS;
use crate::own;

const ANSWERS_AFTER: Duration = Duration::from_secs(2);

const ANSWER: &[u8] =
    b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 15\r\n\r\n{\"hello\":\"you\"}";

/// Calls that each task makes, one after the other.
const TURNS: usize = 2;

/// The ways that are compared.
const WANTED: [&str; 5] = ["bare client", "egress", "run", "run, memory journal", "run, SQLite journal"];

/// File handles that a process needs besides its connections.
const SPARE_HANDLES: u64 = 200;

/// The role of the service.
pub(crate) const SERVICE: &str = "service";
/// The role of a process that makes calls.
pub(crate) const ROLE: &str = "fly";

/// Compares the ways.
pub(crate) fn compare() {
    let handles = own::raise_handles();
    println!(
        "{:22} {:>9} {:>9} {:>10} {:>10} {:>13}",
        "", "in flight", "calls/s", "idle MiB", "most MiB", "KiB in flight"
    );
    for wanted in [1_000, 10_000] {
        let count = wanted.min(handles.saturating_sub(SPARE_HANDLES));
        if count < wanted {
            println!("only {count} in flight: this process may have {handles} file handles");
        }
        for way in WANTED {
            let mut service = own::start(SERVICE);
            let mut port = [0; 2];
            service.stdout.as_mut().expect("piped").read_exact(&mut port).expect("it says its port");
            let client = own::start(&format!("{ROLE} {count} {} {way}", u16::from_be_bytes(port)));
            let output = client.wait_with_output().expect("it ends");
            print!("{}", String::from_utf8_lossy(&output.stdout));
            let _ = service.kill();
            let _ = service.wait();
        }
    }
}

/// One way, measured.
pub(crate) fn fly(role: &str) {
    let [count, port, way] = role.splitn(3, ' ').collect::<Vec<_>>()[..] else { panic!("{role} is no role") };
    let (count, port) = (count.parse::<usize>().expect("a number"), port.parse().expect("a port"));
    let runtime = Runtime::new().expect("a runtime");
    let call = WAYS.iter().find(|it| it.name == way).expect("a way of the table").open(&runtime, port);
    runtime.block_on(call());
    let before = own::memory_kib("VmRSS");
    let began = Instant::now();
    runtime.block_on(async {
        let tasks = (0..count).map(|_| {
            let call = call.clone();
            tokio::spawn(async move {
                for _ in 0..TURNS {
                    call().await;
                }
            })
        });
        for task in tasks.collect::<Vec<_>>() {
            task.await.expect("no call fails");
        }
    });
    tell(way, count, began.elapsed(), before, own::memory_kib("VmHWM"));
}

#[expect(clippy::cast_precision_loss, reason = "a few thousand")]
fn tell(name: &str, count: usize, took: Duration, before: u64, most: u64) {
    println!(
        "{name:22} {count:>9} {:>9.0} {:>10.1} {:>10.1} {:>13.1}",
        (count * TURNS) as f64 / took.as_secs_f64(),
        before as f64 / 1024.0,
        most as f64 / 1024.0,
        most.saturating_sub(before) as f64 / count as f64
    );
}

/// The service, until whoever started it goes away.
pub(crate) fn serve() {
    let runtime = Runtime::new().expect("a runtime");
    runtime.spawn(async {
        let socket = tokio::net::TcpSocket::new_v4().expect("a socket");
        socket.bind(([127, 0, 0, 1], 0).into()).expect("a port is free");
        let listener: TcpListener = socket.listen(16_384).expect("it listens");
        let port = listener.local_addr().expect("it is bound").port();
        let mut stdout = std::io::stdout();
        stdout.write_all(&port.to_be_bytes()).and_then(|()| stdout.flush()).expect("somebody reads");
        loop {
            if let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(answer(stream));
            }
        }
    });
    let _ = std::io::stdin().read(&mut [0]);
}

/// Answers each request; none has a body.
async fn answer(mut stream: TcpStream) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut bytes = [0; 1024];
    while stream.read(&mut bytes).await? > 0 {
        tokio::time::sleep(ANSWERS_AFTER).await;
        stream.write_all(ANSWER).await?;
    }
    Ok(())
}
