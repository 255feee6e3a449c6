//! What cannot be read fails with its place and says which thing is wrong.

use tomada_curl::{Limits, Reason, Shell, read};

#[track_caller]
fn check(command: &str, at: usize, reason: Reason) {
    let wrong = read(command, Shell::Bash, &Limits::CARD).expect_err(command);
    assert_eq!((wrong.at, wrong.reason), (at, reason), "{command}");
}

fn text(text: &str) -> String {
    text.to_owned()
}

#[test]
fn what_is_opened_and_never_closed() {
    check("curl 'http://h", 5, Reason::Unclosed { opened: text("'") });
    check("curl \"h", 5, Reason::Unclosed { opened: text("\"") });
    check("curl h $'a\\'", 7, Reason::Unclosed { opened: text("$'") });
    check("curl h \"$(x\"", 8, Reason::Unclosed { opened: text("$(") });
    check("curl h ${x", 7, Reason::Unclosed { opened: text("${") });
    check("curl h `x", 7, Reason::Unclosed { opened: text("`") });
    check("curl h <<EOF\nx\n", 7, Reason::Unclosed { opened: text("<< EOF") });
    let in_cmd = read("curl ^\"h", Shell::Cmd, &Limits::CARD).expect_err("a quote");
    assert_eq!(in_cmd.at, 6);
}

#[test]
fn what_is_no_call_of_curl() {
    check("", 0, Reason::NotCurl { found: String::new() });
    check("  # nothing", 0, Reason::NotCurl { found: String::new() });
    check("\nwget x", 1, Reason::NotCurl { found: text("wget") });
    check("echo curl h", 0, Reason::NotCurl { found: text("echo") });
    check("curl -s", 0, Reason::NoUrl);
    check("curl ''", 5, Reason::NoUrl);
}

#[test]
fn flags_that_curl_refuses() {
    let unknown =
        |flag: &str, nearest: &str| Reason::UnknownFlag { flag: text(flag), nearest: text(nearest) };
    check("curl h --haeder x", 7, unknown("--haeder", "--header"));
    check("curl h --comp", 7, unknown("--comp", "--compressed --compressed-ssh"));
    check("curl h --no-data x", 7, unknown("--no-data", "--data"));
    check("curl h -sJ7", 10, unknown("-7", "--help"));
    check("curl h -", 7, unknown("-", "--"));
    check("curl h -H", 7, Reason::MissingValue { flag: text("-H") });
    check("curl h -sX", 9, Reason::MissingValue { flag: text("-X") });
    check("curl h -m x", 7, Reason::WrongValue { flag: text("-m"), accepted: "<seconds>" });
    check("curl h --retry -1", 7, Reason::WrongValue { flag: text("--retry"), accepted: "<num>" });
    check("curl h -F x", 7, Reason::WrongValue { flag: text("-F"), accepted: "<name=content>" });
    check("curl h -X 'A B'", 10, Reason::WrongValue { flag: text("-X"), accepted: "<method>" });
    check("curl h -F a=b -d c", 14, Reason::Conflict { flag: text("-d"), other: "-F" });
    check("curl h -I -F a=b", 10, Reason::Conflict { flag: text("-F"), other: "-I" });
}

#[test]
fn line_and_column_are_those_of_people() {
    let command = "curl h \\\n  -H 'é' --nonsense";
    let wrong = read(command, Shell::Bash, &Limits::CARD).expect_err("a flag");
    let failure = wrong.in_command(command, "/command");
    let argument = |name: &str| failure.arguments()[name].clone();
    assert_eq!(
        (argument("line"), argument("column"), argument("offset_bytes")),
        (text("2"), text("10"), text("19"))
    );
}
