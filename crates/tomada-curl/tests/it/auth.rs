//! Who calls, and that no secret stays in the fields.

use tomada_curl::{Auth, Import, Limits, Piece, Shell, Topic, read};

use crate::wire::{import, noted, shown};

/// The kind, what is open about it, and the secret.
#[track_caller]
fn check(flags: &str, kind: &str, who: &str, secret: Option<&str>) {
    let import = import(&format!("curl http://h {flags}"));
    let auth = import.auth.as_ref().unwrap_or_else(|| panic!("{flags}: nobody"));
    let found = match auth {
        Auth::Basic { user, .. } | Auth::Digest { user, .. } => user.clone(),
        Auth::ApiKey { header, .. } => header.clone(),
        Auth::Sigv4 { scope, access_key, .. } => format!("{access_key}@{}", scope.join(":")),
        Auth::Bearer { .. } => String::new(),
    };
    let value = auth.credential().value.as_ref().map(tomada_curl::Hidden::reveal);
    assert_eq!((auth.kind(), found.as_str(), value), (kind, who, secret), "{flags}");
    assert!(noted(&import).iter().any(|(topic, _)| *topic == Topic::SecretConnection), "{flags}");
}

#[test]
fn kinds() {
    check("-u ana:s3cret:x", "basic", "ana", Some("s3cret:x"));
    check("-u ana:", "basic", "ana", Some(""));
    check("-u ana", "basic", "ana", None);
    check("-u \"$USER:$PASS\"", "basic", "", None);
    check("--digest -u a:b", "digest", "a", Some("b"));
    check("--digest --no-digest -u a:b", "basic", "a", Some("b"));
    check("--oauth2-bearer tok", "bearer", "", Some("tok"));
    check("-u a:b --oauth2-bearer tok", "bearer", "", Some("tok"));
    check("-u a:b --oauth2-bearer tok --digest", "digest", "a", Some("b"));
    check("-H 'Authorization: Bearer tok'", "bearer", "", Some("tok"));
    check("-H \"Authorization: Bearer $TOKEN\"", "bearer", "", None);
    check("-H 'Authorization: Basic YTpi' -u x:y", "basic", "a", Some("b"));
    check("-H 'Authorization: Token abc'", "api_key", "Authorization", Some("Token abc"));
    check("-H 'Authorization: Basic nonsense'", "api_key", "Authorization", Some("Basic nonsense"));
    check("-H 'X-Api-Key: k1'", "api_key", "X-Api-Key", Some("k1"));
    check("--aws-sigv4 aws:amz:eu-west-1:s3 -u id:key", "sigv4", "id@aws:amz:eu-west-1:s3", Some("key"));
    let import = import("curl http://u%40x:p@h");
    assert_eq!(import.auth.map(|auth| auth.kind()), Some("basic"));
}

#[test]
fn nobody() {
    for flags in ["", "--ntlm -u a:b", "--negotiate -u :", "-H Authorization: -u a:b", "-H 'X-Csrf-Token: t'"]
    {
        let import = import(&format!("curl {flags} http://h"));
        assert_eq!(import.auth, None, "{flags}");
    }
}

fn everything(import: &Import) -> String {
    let auth = import.auth.as_ref().map(|auth| format!("{auth:?}"));
    format!("{:?} {:?} {:?} {auth:?}", shown(import), import.variables, import.notes)
}

/// The secret is planted in every place where one is looked for; it is in nothing that can be shown.
#[test]
fn no_secret_is_shown() {
    const SECRET: &str = "planted-0123456789abcdef";
    for place in [
        "-u ana:SECRET",
        "--oauth2-bearer SECRET",
        "-H 'Authorization: Bearer SECRET'",
        "-H 'Authorization: SECRET'",
        "-H 'Authorization: Bearer x' -H 'Authorization: SECRET'",
        "-H 'X-Api-Key: SECRET' -H 'X-Auth-Token: SECRET'",
        "-H 'Cookie: session=SECRET'",
        "-b a=SECRET",
        "--aws-sigv4 aws -u id:SECRET",
        "--url http://u:SECRET@i",
        "'http://h?access_token=SECRET'",
        "'http://h?z=1&key=SECRET'",
        "-G -d api_key=SECRET",
        "-d grant_type=x -d client_secret=SECRET",
        "-d client_secret=SECRET -d grant=a+b",
        "--json '{\"user\": {\"password\": \"SECRET\"}}'",
        "-F password=SECRET",
        "-x http://u:SECRET@proxy -U a:SECRET",
        "--cert c:SECRET --pass SECRET",
        "--proxy-header 'X: SECRET' --tlspassword SECRET",
    ] {
        let command = format!("curl {} http://h", place.replace("SECRET", SECRET));
        let shown = everything(&import(&command));
        assert!(!shown.contains(SECRET) && !shown.contains(&SECRET[8..]), "{place}\n{shown}");
    }
}

/// Whoever stores the secrets gets them, and the same request comes out.
#[test]
fn a_variable_knows_its_secret() {
    let import = import("curl http://h -b a=1 -H 'X-Secret: s' -H 'X-Api-Key: k'");
    let known = |import: &Import| {
        let named = import
            .variables
            .iter()
            .map(|it| (it.name.clone(), it.value.as_ref().map(|it| it.reveal().to_owned())));
        named.collect::<Vec<_>>()
    };
    assert_eq!(
        known(&import),
        [("x-api-key", "k"), ("cookie", "a=1")]
            .map(|(name, value)| (name.replace('-', "_"), Some(value.to_owned())))
    );
    let call = import.call(&|pieces| match pieces {
        [Piece::Variable(variable)] => {
            variable.value.as_ref().map(|it| it.reveal().to_owned()).unwrap_or_default()
        }
        [Piece::Literal(text)] => text.clone(),
        _ => String::new(),
    });
    assert!(call.headers.contains(&("Cookie".to_owned(), "a=1".to_owned())));
}

#[test]
fn failures_hold_no_secret() {
    for command in [
        "curl http://h -u a:planted --nonsense",
        "curl 'http://h -H 'Authorization: planted",
        "curl h -d planted -I",
    ] {
        let wrong = read(command, Shell::Bash, &Limits::CARD).expect_err(command);
        let failure = wrong.in_command(command, "/command");
        assert!(!format!("{wrong} {failure:?}").contains("planted"), "{wrong}");
    }
}
