//! What names stand for: mixed answers, names that turn between one dial and the next, letters beyond ASCII.

use tomada_core::Request;
use tomada_host::Egress;

use super::{FORBIDDEN, Range, get, within};
use crate::hostile::nameserver::A;
use crate::world::World;

const BLOCKED: &str = "forbidden egress-blocked";
const DNS: &str = "unavailable egress-dns";

#[test]
fn one_forbidden_answer_is_enough() {
    within("hostile::range::stands::one_forbidden_answer_is_enough", async |range| {
        let http = Range::http();
        let coded = |address: &str| address.replace(':', "x");
        for address in FORBIDDEN.iter().chain(&["127.0.0.1", "0.0.0.0", "::1", "::", "::ffff:127.0.0.1"]) {
            let address = coded(address);
            for name in
                [format!("a-{address}"), format!("a-1.2.3.4-{address}"), format!("a-{address}-1.2.3.4")]
            {
                assert_eq!(get(&http, &format!("http://{name}.example.com/")).await, BLOCKED, "{name}");
            }
        }
        range.assert_only(&[], "forbidden answers");
        assert_eq!(get(&http, "http://a-1.2.3.4.example.com/").await, "here");
        assert_eq!(get(&http, "http://a-1.2.3.4-2606x4700xx1111.example.com/").await, "here");
        assert_eq!(get(&http, "http://nobody.example.net/").await, DNS);
        range.assert_only(&["1.2.3.4", "2606:4700::1111"], "public answers");
    });
}

#[test]
fn a_name_that_turns_leads_nowhere_else() {
    within("hostile::range::stands::a_name_that_turns_leads_nowhere_else", async |range| {
        let http = Range::http();
        let url = "http://turn-1.2.3.4-127.0.0.1.example.com/";
        assert_eq!(get(&http, url).await, "here");
        for _ in 0..20 {
            assert_eq!(get(&http, url).await, BLOCKED);
        }
        assert_eq!(range.assert_only(&["1.2.3.4"], "turned").len(), 1);

        let flip = "flip-1.2.3.4-169.254.169.254";
        for turn in 0..200 {
            let found = get(&http, &format!("http://{flip}.example.com/")).await;
            assert_eq!(found, if turn % 2 == 0 { "here" } else { BLOCKED }, "{turn}");
        }
        assert_eq!(range.assert_only(&["1.2.3.4"], "turning").len(), 100);
        assert_eq!(range.names.asked(&format!("{flip}.example.com"), A), 200, "one look-up for each dial");
    });
}

/// A connection is tested in one run and used in the next, and each hop of a call dials anew.
#[test]
fn each_run_and_each_hop_is_judged_anew() {
    within("hostile::range::stands::each_run_and_each_hop_is_judged_anew", async |range| {
        let outbound = Range::outbound(|builder| builder);
        for (run, expected) in [("the test", "here"), ("the run", BLOCKED), ("another run", BLOCKED)] {
            let http = outbound.open(World::closed().scope());
            let url = "http://turn-5.6.7.8-10.0.0.5.example.com/";
            assert_eq!(get(&http, url).await, expected, "{run}");
        }
        assert_eq!(range.assert_only(&["5.6.7.8"], "runs").len(), 1);

        // Each hop leads to the same name, which turns after the first.
        let http = Range::http();
        let url = "http://turn-1.2.3.4-127.0.0.1.example.com/chain/9";
        assert_eq!(get(&http, url).await, BLOCKED);
        assert_eq!(range.assert_only(&["1.2.3.4"], "hops").len(), 1);
    });
}

#[test]
fn names_in_other_letters_are_judged_and_shown_in_punycode() {
    within(
        "hostile::range::stands::names_in_other_letters_are_judged_and_shown_in_punycode",
        async |range| {
            // The first is Cyrillic letters that look like "apple".
            for (written, shown) in [
                ("аррӏе", "xn--80ak6aa92e"),
                ("straße", "xn--strae-oqa"),
                ("STRASSE", "strasse"),
                ("مثال", "xn--mgbh0fb"),
                ("bücher", "xn--bcher-kva"),
                ("XN--BCHER-KVA", "xn--bcher-kva"),
            ] {
                let world = World { allowed: vec![format!("http://{shown}.example.net")], ..World::closed() };
                let http = Range::outbound(|builder| builder).open(world.scope());
                let url = format!("http://{written}.example.net/");
                let asked = || range.names.asked(&format!("{shown}.example.net"), A);
                let before = asked();
                assert_eq!(get(&http, &url).await, DNS, "{written} is permitted, and unknown");
                assert_eq!(asked(), before + 1, "{written}");
                assert_eq!(world.exchanges()[0].url, format!("http://{shown}.example.net/"));
            }
            let http = Range::http();
            for refused in ["a\u{202e}moc", "xn--a", "xn--zzzzzzzzzzzzzzzz99999999", "a\u{2028}b"] {
                let outcome = http.send(Request::get(format!("http://{refused}.example.net/"))).await;
                let code = outcome.unwrap_err().code().map(str::to_owned);
                assert_eq!(code.as_deref(), Some("egress-url-invalid"), "{refused:?}");
            }
            range.assert_only(&[], "other letters");
        },
    );
}
