//! Words as each shell makes them. Every row is data that a command sends, so that nothing but the quoting decides.

use tomada_curl::{Body, Limits, Shell, Topic, read};

use crate::wire::{import, noted, shown};

/// The data that a command sends.
#[track_caller]
fn check_in(shell: Shell, command: &str, expected: &str) {
    let import = read(command, shell, &Limits::CARD).unwrap_or_else(|wrong| panic!("{command}\n{wrong}"));
    let body = match shown(&import).body {
        Body::Text { text, .. } => text,
        Body::Bytes { bytes, .. } => format!("{bytes:?}"),
        other => panic!("{command}: {other:?}"),
    };
    assert_eq!(body, expected, "{command}");
}

#[track_caller]
fn check(words: &str, expected: &str) {
    check_in(Shell::Bash, &format!("curl h --data-raw {words}"), expected);
}

#[test]
fn bash_quotes() {
    check("abc", "abc");
    check("''", "");
    check(r"'a\b$c`d\'", r"a\b$c`d\");
    check(r#""a\"b\\c\$d\`e\f'g""#, r#"a"b\c$d`e\f'g"#);
    check(r#"a'b'"c"\d$'e'"#, "abcde");
    check(r"'don'\''t'", "don't");
    check("'a\nb'", "a\nb");
    check("\"a\\\nb\"", "ab");
    check("a\\\nb", "ab");
    check("a\\\r\nb", "ab");
    check("a#b # c", "a#b");
    check("$", "$");
    check("\"a$ b$\"", "a$ b$");
    check(r"\ \'\\", r" '\");
}

#[test]
fn bash_ansi_c_quotes() {
    check(r"$'a\nb\tc\r\\\'\x22\101\u00e9\U0001F600'", "a\nb\tc\r\\'\"Aé😀");
    check(r"$'\xc3\xa9'", "é");
    check(r"$'\303\251'", "é");
    check(r"$'\xff\x00a'", "[255, 0, 97]");
    check(r"$'\q\x'", r"\q\x");
    check(r"$'\ca\e\a'", "\u{1}\u{1b}\u{7}");
    check(r#""$'a'""#, "$'a'");
    check(r#"$"a""#, "a");
}

#[test]
fn bash_variables() {
    check("$HOST", "<HOST>");
    check("\"a $HOST/${HOST}b ${ID:-7}\"", "a <HOST>/<HOST>b <ID>");
    check("'$HOST'", "$HOST");
    check("$(date +%s)x`id`", "<output>x<output_2>");
    check("\"$(echo \"a)\" 'b)' \\))\"", "<output>");
    check("$1", "<argument_1>");
}

#[test]
fn bash_commands_around() {
    let around = |command: &str| {
        let import = import(command);
        (shown(&import).url, noted(&import).iter().map(|(topic, _)| *topic).collect::<Vec<_>>())
    };
    let url = |host: &str| format!("http://{host}/");
    let guessed = Topic::SchemeGuessed;
    assert_eq!(around("$ curl h"), (url("h"), vec![guessed]));
    assert_eq!(around("# first\n\n  sudo /usr/bin/curl h\n"), (url("h"), vec![guessed]));
    assert_eq!(
        around("H=example.com\nexport P=/x; curl http://$H$P"),
        ("http://example.com/x".to_owned(), vec![])
    );
    assert_eq!(around("A=1 B=2 curl h"), (url("h"), vec![Topic::Environment, guessed]));
    assert_eq!(around("curl h | jq .a"), (url("h"), vec![guessed, Topic::Pipe]));
    assert_eq!(around("curl h > out.json"), (url("h"), vec![guessed, Topic::Redirection]));
    assert_eq!(around("curl h 2>/dev/null"), (url("h"), vec![guessed]));
    assert_eq!(around("curl h 2>&1 && echo ok"), (url("h"), vec![guessed, Topic::MoreCommands]));
    assert_eq!(around("cd /x && curl h &"), (url("h"), vec![guessed]));
    assert_eq!(around("curl h \\ \n  -d x"), (url("h"), vec![guessed, Topic::MoreUrls, Topic::MoreCommands]));
    assert_eq!(around("curl $OPTIONS h"), (url("h"), vec![Topic::Variable, guessed]));
}

#[test]
fn bash_input() {
    let data = |command: &str, expected: &str| check_in(Shell::Bash, command, expected);
    data("curl h --data-binary @- <<< 'a b'", "a b\n");
    data("curl h -d @- <<< 'a b'", "a b");
    data("curl h --data-binary @- <<EOF\na $B \\$c\nEOF\n", "a <B> $c\n");
    data("curl h --data-binary @- <<'EOF' | jq\na $B\nEOF\n", "a $B\n");
    data("curl h --data-binary @- <<-E\n\ta\n\tE", "a\n");
    data("echo '{}' | curl h -d @-", "{}");
    data("printf %s 'a\nb' | curl h --data-binary @-", "a\nb");
    data("base64 -d <<< '/wA=' | curl h --data-binary @-", "[255, 0]");
    data("curl h -d @- -d @- <<< a", "a&");
    data("make body | curl h -d @-", "<input>");
    data("curl h -d @body.json", "<body_json>");
    data("curl h -d @<(make body)", "<value>");
}

#[test]
fn cmd_quotes() {
    let check = |words: &str, expected: &str| {
        check_in(Shell::Cmd, &format!("curl h --data-raw {words}"), expected);
    };
    check("abc", "abc");
    check("\"a b\"", "a b");
    check(r#""a \"b\" \\ \\\"c\\""#, r#"a "b" \\ \"c\"#);
    check(r#""a ""b"" c""#, r#"a "b" c"#);
    check("\"a ^ & | b\"", "a ^ & | b");
    check("a^&b^^c", "a&b^c");
    check("^\"^{^\\^\"a^\\^\":1^}^\"", "{\"a\":1}");
    check("^\"a^\n\nb^\"", "a\nb");
    check("^\"a^\r\n\r\nb^\"", "a\nb");
    check("a ^\n  -A x", "a");
    check("a ^\r\n  -A x\r\n", "a");
    check("\"%TOKEN% 50%\"", "<TOKEN> 50%");
    check("\"a%20b%C3%A9%2F\"", "a%20b%C3%A9%2F");
    check(r#""a"^%"41""#, "a%41");
    check("'a'", "'a'");
    check(r"C:\x\", r"C:\x\");
}

#[test]
fn powershell_quotes() {
    let check = |words: &str, expected: &str| {
        check_in(Shell::PowerShell, &format!("curl.exe h --data-raw {words}"), expected);
    };
    check("'it''s $x'", "it's $x");
    check("\"a`\"b`n$TOKEN ${x} $env:Y \"\"q\"\"\"", "a\"b\n<TOKEN> <x> <Y> \"q\"");
    check("a `\n  -A x", "a");
    check("a; ls", "a");
}

#[test]
fn the_shell_is_recognised() {
    assert_eq!(Shell::of("curl 'h' \\\n -d x"), Shell::Bash);
    assert_eq!(Shell::of("curl \"h\" ^\n -d x"), Shell::Cmd);
    assert_eq!(Shell::of("curl \"h\" ^\r\n -d x"), Shell::Cmd);
    assert_eq!(Shell::of("curl ^\"h^\" -d x"), Shell::Cmd);
    assert_eq!(Shell::of("curl.exe 'h' `\n -d x"), Shell::PowerShell);
    assert_eq!(Shell::of("curl h -d `date`"), Shell::Bash);
}

/// What browsers copy: the same request, for bash and for cmd.exe.
#[test]
fn what_browsers_copy_is_the_same_in_both() {
    let bash = r#"curl 'https://h.example/a?x=1&y=%20' \
  -H 'accept: */*' \
  -H $'x-odd: it\'s \u0021' \
  --data-raw $'{"a":"it\'s 100%","b":"\\n"}' \
  --compressed"#;
    let cmd = "curl ^\"https://h.example/a?x=1^&y=^%^20^\" ^\n  -H ^\"accept: */*^\" ^\n  -H ^\"x-odd: it's ^!^\" ^\n  --data-raw ^\"^{^\\^\"a^\\^\":^\\^\"it's 100^%^\\^\",^\\^\"b^\\^\":^\\^\"\\n^\\^\"^}^\" ^\n  --compressed";
    let in_bash = read(bash, Shell::of(bash), &Limits::CARD).expect("bash");
    let in_cmd = read(cmd, Shell::of(cmd), &Limits::CARD).expect("cmd");
    assert_eq!(shown(&in_bash), shown(&in_cmd));
    assert_eq!(shown(&in_bash).query, [("x".to_owned(), "1".to_owned()), ("y".to_owned(), " ".to_owned())]);
}
