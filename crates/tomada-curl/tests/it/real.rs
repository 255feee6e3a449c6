//! What a real curl sends for a command, against what its fields send; skipped where no curl and bash are installed.
//!
//! The commands go through bash, so that the quoting is judged as well. Their peer is on loopback.

use std::collections::HashMap;
use std::io::{Read as _, Write as _};
use std::net::Shutdown;
use std::process::Command;
use std::sync::LazyLock;
use std::thread;
use std::time::Duration;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use tomada_curl::{AuthKind, Call, Limits, Shell, read, write};

use crate::round_trip::calls;
use crate::wire::{Sent, differences, of_call, recorded, sent};

/// The version of the curl that is installed.
static VERSION: LazyLock<Option<String>> = LazyLock::new(|| {
    let run = |program: &str| Command::new(program).arg("--version").output().ok();
    run("bash")?;
    let text = String::from_utf8(run("curl")?.stdout).ok()?;
    text.split(' ').nth(1).map(str::to_owned)
});

fn is_installed() -> bool {
    match VERSION.as_ref() {
        Some(version) => println!("with curl {version}"),
        None => println!("skipped: curl and bash are not installed here"),
    }
    VERSION.is_some()
}

/// How many generated commands are run; `PROPTEST_CASES` may ask for more.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(120)
}

/// A peer that answers every request with 200, until it is asked nothing.
#[expect(clippy::disallowed_types, reason = "the peer of a real curl, on loopback")]
fn requests(command: impl FnOnce(&str) -> String) -> Vec<Vec<u8>> {
    use std::net::{TcpListener, TcpStream};
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback can be listened on");
    let address = listener.local_addr().expect("it has an address");
    let peer = thread::spawn(move || {
        let mut seen = Vec::new();
        loop {
            let (mut stream, _) = listener.accept().expect("somebody comes");
            let request = request(&mut stream);
            if request.is_empty() {
                return seen;
            }
            seen.push(request);
            let answer = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            let _ = stream.write_all(answer);
        }
    });
    let command = command(&address.to_string());
    let mut bash = Command::new("bash");
    let run = bash.args(["-c", &command]).env_clear().envs([
        ("PATH", "/usr/local/bin:/usr/bin:/bin"),
        ("HOME", "/nonexistent"),
        ("LC_ALL", "C.UTF-8"),
        ("TOKEN", "secret-of-the-test"),
        ("PASSWORD", "secret-of-the-test"),
    ]);
    let output = run.output().expect("bash can be run");
    let end = TcpStream::connect(address).expect("the peer is there");
    end.shutdown(Shutdown::Both).expect("and is left");
    let seen = peer.join().expect("the peer does not panic");
    if seen.is_empty() {
        println!("{command}\n{}", String::from_utf8_lossy(&output.stderr));
    }
    seen
}

/// A request, head and body.
#[expect(clippy::disallowed_types, reason = "the peer of a real curl, on loopback")]
fn request(stream: &mut std::net::TcpStream) -> Vec<u8> {
    stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a limit can be set");
    let mut bytes = Vec::new();
    let mut chunk = vec![0; 65536];
    loop {
        if let Some(end) = bytes.windows(4).position(|it| it == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&bytes[..end]).to_ascii_lowercase();
            let length = head.split("content-length:").nth(1).and_then(|rest| rest.lines().next());
            let length = length.and_then(|it| it.trim().parse::<usize>().ok()).unwrap_or(0);
            if bytes.len() >= end + 4 + length {
                return bytes;
            }
        }
        match stream.read(&mut chunk) {
            Ok(count) if count > 0 => bytes.extend_from_slice(&chunk[..count]),
            _ => return bytes,
        }
    }
}

/// Compares what a command sends; HOST stands for the peer.
fn compare(command: &str) -> Result<(), String> {
    let mut ours = String::new();
    let seen = requests(|host| {
        ours = command.replace("HOST", host);
        ours.clone()
    });
    let read = read(&ours, Shell::Bash, &Limits::CARD);
    match (read, seen.first()) {
        (Ok(import), Some(theirs)) => {
            let differences = differences(&sent(&import, &HashMap::new()), &recorded(theirs));
            if differences.is_empty() { Ok(()) } else { Err(differences.join("\n")) }
        }
        (Err(_), None) => Ok(()),
        (Ok(_), None) => Err("curl sends nothing".to_owned()),
        (Err(wrong), Some(_)) => Err(format!("curl sends it; {wrong}")),
    }
}

#[track_caller]
fn same(command: &str) {
    if let Err(differences) = compare(command) {
        panic!("{command}\n{differences}");
    }
}

/// Each line shows something that curl does and that is easy to get wrong. Some are refused, by both.
const ROWS: &str = r#"
curl -sS HOST
curl -sS 'http:/HOST/x'
curl -sS HTTP://HOST/x
curl -sS 'HOST?x=1#fragment'
curl -sS 'HOST/x#fragment?y=1'
curl -sS -d '' -d a=1 HOST
curl -sS --data-urlencode 'a=b c+é&' --data-urlencode '=x y' --data-urlencode 'p q' HOST
curl -sS --data-urlencode a==b --data-urlencode =@x HOST
curl -sS -G -d 'a=%2Fb' 'HOST/x?q=%2F'
curl -sS -G -d a=1 -d b=2 HOST
curl -sS -G -d '' 'HOST/a'
curl -sS -G -d '' 'HOST/a?b'
curl -sS -G -d z -I HOST/a
curl -sS -G -d 'a= b' HOST
curl -sS --url-query 'a=b c' -G -d z=1 HOST
curl -sS --url-query '+a=b%20c' --url-query 'x y' HOST/p?q
curl -sS -u a:b http://c:d@HOST/
curl -sS 'http://u%40x:p%3a@HOST/'
curl -sS -g 'HOST/a[]{x}'
curl -sS 'HOST/a?x[]=1'
curl -sS 'HOST/{a,b}?x=[3-9:2]'
curl -sS 'HOST/\{a\}'
curl -sS 'HOST/{a'
curl -sS 'HOST/a}'
curl -sS 'HOST/a b'
curl -sS -I -d a HOST
curl -sS -F a=b -d a HOST
curl -sS -X GET -I HOST
curl -sS -b a=1 -b 'b=2; c=3' HOST
curl -sS -b a=1 -H 'cookie: x=2' HOST
curl -sS -H 'X-A;' -H 'X-B:' -H 'X-C' -H 'Accept:' -H 'X-D: ' -H 'X-F;x' -H 'x-f: 1' -H 'x-f: 2' HOST
curl -sS -H 'X-A:   b  ' -A 'an agent' -e 'http://x;auto' HOST
curl -sS -A '' HOST
curl -sS --json '{}' -d x -H 'accept: z' HOST
curl -sS --json '{"a":' --json '1}' HOST
curl -sS -F 'a=b;type=text/x;filename=n.txt' -F 'c="q\"; \\z";type=x/y' -F 'd=e;f=g' -F 'h= x ' HOST
curl -sS -F 'a=b;type=text/html;charset=utf-8' --form-string 'k=@x;type=a/b' -F 'e=' HOST
curl -sS -F novalue HOST
curl -sS -F 'a=b;type=nonsense' HOST
curl -sS --oauth2-bearer tok -u a:b HOST
curl -sS -H 'Authorization: Token abc' -u a:b HOST
curl -sS -H 'Authorization:' -u a:b HOST
curl -sS --digest --basic -u a:b HOST
curl -sS --digest --no-digest -u a:b HOST
curl -sS -r 0-9 HOST
curl -sS --nonsense HOST
curl -sS --reques PUT HOST
curl -sS --request-t /x HOST -X
curl -sS --heade 'x: y' HOST
curl -sS --no-data x HOST
curl -sS --data-raw @a HOST
curl -sS -m nonsense HOST
curl -sS -H 'Content-Type;' -d abcdef HOST
curl -sSLk -dGa HOST -GXPUT
curl -sSXDELETE -HX-A:1 -dx=1 HOST
curl -sS $'HOST/x?a=\x62' -d $'a\tb\n\'c\u00e9\101'
curl -sS HOST -d a"b"'c'\d$'e'"f\"g\\h\i\$j"
curl -sS HOST -d "a\
b" -d x\
y
A=1 curl -sS HOST -d "$A" -d x # a comment
T='x y'; curl -sS HOST -d "$T" -d "${T}"
echo '{"a":1}' | curl -sS -d @- HOST
curl -sS --data-binary @- HOST <<< 'a b'
base64 -d <<< 'AAEC/w==' | curl -sS --data-binary @- HOST
curl -sS -d a -d @- HOST <<< x; curl -sS HOST/second
curl -sS HOST/first > /dev/null 2>&1 && true
curl -sS -d @- -d b HOST/x 2>/dev/null <<< $'a\nb' | cat
"#;

#[test]
fn rows_send_what_curl_sends() {
    if !is_installed() {
        return;
    }
    let mut command = String::new();
    for line in ROWS.lines().filter(|line| !line.is_empty()) {
        command.push_str(line);
        if line.ends_with('\\') {
            command.push('\n');
            continue;
        }
        same(&command);
        command.clear();
    }
}

#[test]
fn a_here_document_is_what_curl_reads() {
    if !is_installed() {
        return;
    }
    same("X=1\ncurl -sS --data-binary @- HOST <<EOF | cat\na $X \\$y `\\\n  z\nEOF\n");
    same("curl -sS --data-binary @- HOST <<-'EOF'\n\ta $X \\$y\n\tEOF\n");
}

fn texts() -> impl Strategy<Value = String> {
    let nasty = prop::sample::select(vec![
        " ", "'", "\"", "\\", "$", "`", "!", "&", "=", "%41", "+", "é", "日", "\n", "\t", ";", ":", "@", "a",
        "b1", "#", "{", "}", "[", "]", "~", "*", "?", "|", "<", ">", "(", ")", ",", "/", "-",
    ]);
    prop::collection::vec(nasty, 0..8).prop_map(|parts| parts.concat())
}

/// A text quoted in one of the ways that bash has.
fn quoted() -> impl Strategy<Value = String> {
    (texts(), 0..4_u8).prop_map(|(text, style)| match style {
        0 => format!("'{}'", text.replace('\'', r"'\''")),
        1 => {
            let special = |c: char| if "$`\"\\".contains(c) { format!("\\{c}") } else { c.to_string() };
            format!("\"{}\"", text.chars().map(special).collect::<String>())
        }
        2 => format!("$'{}'", text.replace('\\', r"\\").replace('\'', r"\'").replace('\n', r"\n")),
        _ => {
            let special = |c: char| if c == '\n' { "$'\\n'".to_owned() } else { format!("\\{c}") };
            format!("''{}", text.chars().map(special).collect::<String>())
        }
    })
}

fn flags() -> impl Strategy<Value = String> {
    let value = |flag: &'static str| quoted().prop_map(move |value| format!("{flag}{value}"));
    // curl sends a header with a line break as two, which nobody means: it is refused here.
    let line = |flag: &'static str| {
        let value = value(flag);
        value.prop_filter("one line", |value| !value.contains(['\n', '\t']) && !value.contains("\\n"))
    };
    prop_oneof![
        value("-d "),
        value("-dx"),
        value("--data-raw "),
        value("--data-binary x"),
        value("--data-urlencode x="),
        line("-H X-A:"),
        line("-Ax"),
        line("-b a="),
        value("--url-query a="),
        Just("-G".to_owned()),
        Just("-XPUT".to_owned()),
        Just("-sSL".to_owned()),
        Just("--compressed".to_owned()),
        Just("-H 'Content-Type: application/json'".to_owned()),
        Just("-d '{\"a\": [1, true]}' -H Content-Type:application/json".to_owned()),
        Just("-u user:pass".to_owned()),
    ]
}

#[test]
fn generated_commands_send_what_curl_sends() {
    if !is_installed() {
        return;
    }
    let mut runner =
        TestRunner::new(Config { cases: cases(), failure_persistence: None, ..Config::default() });
    let commands = (prop::collection::vec(flags(), 0..5), quoted())
        .prop_map(|(flags, path)| format!("curl -sS -g {} HOST/{path}", flags.join(" ")));
    // A data that begins with @ is a file that is not there.
    let commands = commands.prop_filter("a file", |command| !command.contains('@'));
    // Two content types are one too many for any service.
    let commands = commands.prop_filter("one type", |command| command.matches("Content-Type").count() < 2);
    let judged = runner.run(&commands, |command| compare(&command).map_err(TestCaseError::fail));
    judged.unwrap_or_else(|wrong| panic!("{wrong}"));
}

/// What bash and curl send for a written call is that call.
#[test]
fn a_written_command_sends_the_call() {
    if !is_installed() {
        return;
    }
    let mut runner =
        TestRunner::new(Config { cases: cases(), failure_persistence: None, ..Config::default() });
    let judged = runner.run(&calls(), |call| {
        let mut expected = Sent::default();
        let mut command = String::new();
        let seen = requests(|host| {
            let call =
                Call { url: call.url.replace("https://api.example.com", &format!("http://{host}")), ..call };
            expected = of_call(&call);
            command = write(&call, None, Shell::Bash).command;
            command.clone()
        });
        let theirs = seen.first().ok_or_else(|| TestCaseError::fail(format!("{command}\nsends nothing")))?;
        let found = differences(&expected, &recorded(theirs));
        prop_assert!(found.is_empty(), "{command}\n{}", found.join("\n"));
        Ok(())
    });
    judged.unwrap_or_else(|wrong| panic!("{wrong}"));
}

#[test]
fn a_written_secret_comes_from_its_variable() {
    if !is_installed() {
        return;
    }
    let call = Call { method: "GET".to_owned(), ..Call::default() };
    for (auth, value) in [
        (AuthKind::Bearer, "Bearer secret-of-the-test"),
        (AuthKind::Basic { user: "ana".to_owned() }, "Basic YW5hOnNlY3JldC1vZi10aGUtdGVzdA=="),
    ] {
        let seen = requests(|host| {
            let call = Call { url: format!("http://{host}/"), ..call.clone() };
            write(&call, Some(&auth), Shell::Bash).command
        });
        let headers = recorded(&seen[0]).headers;
        assert!(headers.contains(&("authorization".to_owned(), value.to_owned())), "{headers:?}");
    }
}
