//! A command line that cannot be understood: exit code 2, what was found, what is accepted, in the reader's language.

use crate::stand::Shop;

#[track_caller]
fn check(arguments: &[&str], expected: &str) {
    let said = Shop::empty().run(arguments);
    assert_eq!((said.code, said.out.as_str()), (2, ""), "{}", said.error);
    assert_eq!(said.error.trim_end(), expected);
}

#[test]
fn what_is_wrong_is_told_with_what_is_accepted() {
    check(&["lst"], "Wrong usage: There is no command “lst”.\n  Did you mean list?");
    check(&["dance"], "Wrong usage: There is no command “dance”.\n  --help shows what there is.");
    check(&["list", "--jsn"], "Wrong usage: There is no argument “--jsn” here.\n  Did you mean --json?");
    check(&["show"], "Wrong usage: What is missing: <INTEGRATION>.\n  --help shows what there is.");
    check(
        &["list", "--color", "pink"],
        "Wrong usage: “pink” is no value of --color <WHEN>.\n  Accepted are: auto, always, never.",
    );
    check(
        &["run", "a", "b", "--deadline-ms", "0"],
        "Wrong usage: “0” is no value of --deadline-ms <MILLISECONDS>: a whole number of milliseconds from 1 to 900000 \
         is accepted.\n  --help shows what there is.",
    );
    check(
        &["list", "--lang", "es", "--json", "--json"]
            .map(|it| if it == "--json" { "--catalog=x" } else { it }),
        "Uso incorrecto: --catalog <ARCHIVO> aparece dos veces.\n  --help muestra lo que hay.",
    );
    check(
        &["show", "a@b", "--lang", "pt-BR"],
        "Uso incorreto: “b” não é um requisito de versão: unexpected character 'b' while parsing major version number.\n  \
         Escreva ID@1.2.0, ID@^1 ou ID@>=1,<3.",
    );
}

#[test]
fn arguments_of_a_run_are_told_before_anything_runs() {
    let run = |more: &[&str], expected: &str| check(&[&["run", "sample", "look"], more].concat(), expected);
    run(
        &["--allow", "localhost"],
        "Wrong usage: “localhost” is not what --allow takes.\n  \
         Write a network and a port, such as 127.0.0.1/32:8080 or [::1/128]:8080.",
    );
    run(
        &["--secret", "key=hunter2"],
        "Wrong usage: A secret is not taken from the command line itself: other programs of this machine can read it \
         there, and the shell keeps it.\n  Put it into a file and write --secret key=@FILE, or into a variable and \
         write --secret key=env:VARIABLE.",
    );
    run(
        &["--secret", "key=env:NONE"],
        "Wrong usage: The environment variable NONE is not set or is no text.",
    );
    run(
        &["--input", "@none.json"],
        "Wrong usage: “none.json” cannot be read: No such file or directory (os error 2).",
    );
}

#[test]
fn programs_are_told_in_json() {
    let said = Shop::empty().run(&["dance", "--json"]);
    assert_eq!((said.code, said.error.as_str()), (2, ""));
    assert_eq!(said.json()["failure"]["kind"], "usage");
    assert_eq!(said.json()["failure"]["message"], "There is no command “dance”.");
}

#[test]
fn the_language_is_that_of_the_environment() {
    let said = Shop::empty().run_with(&["dance"], &[("LANG", "pt_BR.UTF-8")], "");
    assert!(said.error.starts_with("Uso incorreto: Não existe o comando “dance”."), "{}", said.error);
}
