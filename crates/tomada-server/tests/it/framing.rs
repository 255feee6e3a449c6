//! The frame around every page: who may frame it, the mode within another page, errors as pages, assets, the switcher.

use axum::body::Body;
use axum::http::Request;
use tomada_platform::{Actor, Role};
use tomada_server::Options;

use crate::stand::{Answer, Stand, token};

const PAGES: [&str; 7] = [
    "/p/own/integrations",
    "/p/own/integrations/puppet",
    "/p/own/integrations/puppet/actions/echo",
    "/p/own/webhook",
    "/p/own/connections",
    "/p/own/calls?outcome=ok",
    "/p/own/settings",
];

/// Asks as a browser does.
async fn browse(stand: &Stand, actor: Option<Actor>, method: &str, path: &str, language: &str) -> Answer {
    let request = Request::builder().method(method).uri(path);
    let request = request.header("accept", "text/html,*/*;q=0.8").header("accept-language", language);
    stand.ask(actor, request.body(Body::empty()).unwrap()).await
}

/// The values of an attribute.
fn values<'a>(markup: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    markup.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[tokio::test]
async fn within_another_page_there_is_no_navigation_and_every_way_keeps_the_mode() {
    let stand = Stand::new().await;
    for path in PAGES {
        let mark = if path.contains('?') { '&' } else { '?' };
        let answer = stand.get(token(Role::Admin), &format!("{path}{mark}embed=1&accent=7A3CC2")).await;
        assert_eq!(answer.status, 200, "{path} {answer:?}");
        assert!(!answer.body.contains("<nav"), "{path}");
        assert!(answer.body.contains("href=\"/assets/accent/7a3cc2.css\""), "{path}");
        let ways = values(&answer.body, "href").into_iter().chain(values(&answer.body, "action"));
        let ways = ways.filter(|way| !way.starts_with("/assets/") && !way.starts_with(['#', 'h']));
        for way in ways {
            assert!(way.ends_with("embed=1&#38;accent=7a3cc2"), "{path}: {way}");
        }
        assert!(stand.get(token(Role::Admin), path).await.body.contains("<nav"), "{path}");
    }
    let answer = stand.get(None, "/p/own/calls?outcome=ok&embed=1").await;
    assert_eq!(
        answer.header("location"),
        "/sign-in?next=%2Fp%2Fown%2Fcalls%3Foutcome%3Dok%26embed%3D1&embed=1"
    );
    let answer = stand.get(token(Role::Admin), "/p/own?embed=1").await;
    assert_eq!(answer.header("location"), "/p/own/integrations?embed=1");
}

#[tokio::test]
async fn a_colour_is_six_digits_or_is_refused() {
    let stand = Stand::new().await;
    let sheet = stand.get(None, "/assets/accent/7a3cc2.css").await;
    assert_eq!((sheet.status.as_u16(), sheet.header("content-type")), (200, "text/css; charset=utf-8"));
    assert!(sheet.body.contains("--accent: #7a3cc2"), "{sheet:?}");
    for name in ["7a3cc.css", "%7D.css", "7a3cc2", "red.css"] {
        assert_eq!(stand.get(None, &format!("/assets/accent/{name}")).await.status, 404, "{name}");
    }
    let path = "/p/own/calls?embed=1&accent=%3Cb%3E";
    let answer = browse(&stand, token(Role::Viewer), "GET", path, "pt-BR").await;
    assert_eq!(answer.status, 422, "{answer:?}");
    assert!(answer.body.contains("“&#60;b&#62;” neste endereço não é uma cor."), "{answer:?}");
}

#[tokio::test]
async fn only_who_is_named_frames_a_page_and_nobody_keeps_one() {
    let origins = vec!["https://app.example.com".to_owned(), "https://b.example.org".to_owned()];
    for (embed_origins, expected) in
        [(Vec::new(), "'none'"), (origins, "https://app.example.com https://b.example.org")]
    {
        let stand = Stand::with(Options { embed_origins, ..Options::default() }).await;
        for path in ["/p/own/calls", "/sign-in", "/projects"] {
            let answer = stand.get(token(Role::Viewer), path).await;
            let policy = answer.header("content-security-policy");
            assert!(policy.ends_with(&format!("frame-ancestors {expected}")), "{path} {policy}");
            assert!(
                policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self';"),
                "{policy}"
            );
            assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        }
        let api = stand.get(token(Role::Viewer), "/v1/me").await;
        assert!(api.header("content-security-policy").ends_with("frame-ancestors 'none'"), "{api:?}");
    }
}

#[tokio::test]
async fn a_browser_is_told_of_an_error_by_a_page_and_a_program_by_a_problem() {
    let stand = Stand::new().await;
    for (method, path, status, text) in [
        ("GET", "/nowhere", 404, "Não há nada neste endereço"),
        ("GET", "/p/own/nowhere", 404, "Não há nada neste endereço"),
        ("GET", "/assets/0/none.js", 404, "Não há nada neste endereço"),
        ("DELETE", "/p/own/calls", 405, "Este endereço não pode ser aberto assim"),
        ("POST", "/language", 415, "Não foi possível ler este pedido"),
        ("GET", "/p/own/overview?hours=x", 400, "Não foi possível ler este pedido"),
        ("GET", "/p/%ff/calls", 400, "Não foi possível ler este pedido"),
    ] {
        let answer = browse(&stand, token(Role::Admin), method, path, "pt-BR").await;
        assert_eq!(answer.status, status, "{path} {answer:?}");
        assert!(answer.body.contains(&format!("<h1>{text}</h1>")), "{path} {answer:?}");
        assert!(answer.body.contains("href=\"/\""), "{path} {answer:?}");
        assert!(answer.header("content-security-policy").contains("script-src 'self'"), "{path}");
    }
    assert_eq!(browse(&stand, None, "DELETE", "/p/own/calls", "en").await.header("allow"), "GET,HEAD");
    for (path, accept) in [("/v1/nowhere", "text/html"), ("/nowhere", "*/*")] {
        let request = Request::get(path).header("accept", accept).body(Body::empty()).unwrap();
        let answer = stand.ask(None, request).await;
        assert_eq!(answer.json()["code"], "api-route-unknown", "{path} {answer:?}");
    }
}

#[tokio::test]
async fn too_much_and_our_own_mistakes_are_pages_too() {
    let stand = Stand::new().await;
    let request = Request::post("/sign-in").header("accept", "text/html").header("accept-language", "es");
    let request = request.header("content-type", "application/x-www-form-urlencoded");
    let large = format!("email=a&password={}", "x".repeat(2 << 20));
    let answer = stand.ask(None, request.body(Body::from(large)).unwrap()).await;
    assert_eq!(answer.status, 413, "{answer:?}");
    assert!(answer.body.contains("<h1>Esto es demasiado grande</h1>"), "{answer:?}");

    stand.break_random();
    let fields = "name=a&role=viewer";
    let request = Request::post("/p/own/settings/tokens").header("accept", "text/html");
    let request = request.header("content-type", "application/x-www-form-urlencoded");
    let request = request.header("x-request-id", "number-7").body(Body::from(fields)).unwrap();
    let answer = stand.ask(token(Role::Admin), request).await;
    assert_eq!(answer.status, 500, "{answer:?}");
    assert!(answer.body.contains("Tomada made a mistake") && answer.body.contains("number-7"), "{answer:?}");
}

#[tokio::test]
async fn an_asset_is_kept_for_good_at_the_address_that_names_what_it_says() {
    let stand = Stand::new().await;
    let mut seen = 0;
    for path in PAGES {
        let page = stand.get(token(Role::Admin), path).await;
        let found = values(&page.body, "href").into_iter().chain(values(&page.body, "src"));
        for address in found.filter(|address| address.starts_with("/assets/")) {
            let asset = stand.get(None, address).await;
            assert_eq!(asset.status, 200, "{address} on {path}");
            let kept = asset.header("cache-control");
            assert_eq!(kept, "public, max-age=31536000, immutable", "{address}");
            let old = stand.get(None, &format!("/assets/0{}", &address["/assets/".len()..])).await;
            assert_eq!((old.header("cache-control"), &old.body), ("no-store", &asset.body), "{address}");
            seen += 1;
        }
    }
    assert!(seen > 3 * PAGES.len(), "{seen}");
}

#[tokio::test]
async fn the_switcher_leads_to_the_same_page_of_each_project_that_is_open() {
    let stand = Stand::new().await;
    let page = stand.get(Some(Actor::OPERATOR), "/p/own/calls").await;
    for way in ["/p/own/calls", "/p/foreign/calls"] {
        assert!(values(&page.body, "href").contains(&way), "{way} {page:?}");
    }
    let page = stand.get(token(Role::Admin), "/p/own/calls").await;
    assert!(!page.body.contains("foreign"), "{page:?}");
    for number in 0..60 {
        let id = format!("p{number:02}");
        stand.store.create_project(&id, "x", "operator").await.unwrap();
    }
    let page = stand.get(Some(Actor::OPERATOR), "/p/p59/calls").await;
    assert!(values(&page.body, "href").contains(&"/projects"), "{page:?}");
    let all = stand.get(Some(Actor::OPERATOR), "/projects").await;
    let next = values(&all.body, "href").into_iter().find(|way| way.starts_with("?after=")).unwrap();
    let rest = stand.get(Some(Actor::OPERATOR), &format!("/projects{next}")).await;
    let ways = |page: &Answer| page.body.matches("<a href=\"/p/").count();
    assert_eq!(ways(&all) + ways(&rest), 62);
    assert_eq!(stand.get(None, "/projects").await.header("location"), "/sign-in?next=%2Fprojects");
}

#[tokio::test]
async fn settings_tell_what_the_operator_has_set_and_of_the_network_to_admins_alone() {
    let stand = Stand::new().await;
    for (role, network) in [(Role::Viewer, false), (Role::Editor, false), (Role::Admin, true)] {
        let page = browse(&stand, token(role), "GET", "/p/own/settings", "pt-BR").await;
        assert!(
            page.body.contains("<dd>31 dias</dd>") && page.body.contains("15,0 s; até 5 min 0 s"),
            "{page:?}"
        );
        let api = stand.get(token(role), "/v1/projects/own/rules").await.json();
        assert_eq!(api["retention"]["failed_days"], 93, "{api}");
        assert_eq!(page.body.contains("10.1.0.0/16:443"), network, "{page:?}");
        assert_eq!(api["network"]["opened"][0] == "10.1.0.0/16:443", network, "{api}");
    }
}

#[tokio::test]
async fn discover_finds_without_case_and_accents_and_knows_every_connection() {
    let stand = Stand::new().await;
    for (q, found) in [("PÚPPET", true), ("tést", true), ("does", true), ("nothing", false)] {
        let page = stand
            .get(
                token(Role::Viewer),
                &format!("/p/own/integrations?q={}", q.replace('Ú', "%C3%9A").replace('é', "%C3%A9")),
            )
            .await;
        assert_eq!(page.body.contains("/p/own/integrations/puppet"), found, "{q} {page:?}");
        assert_eq!(page.body.contains("id=\"none\" hidden"), found, "{q} {page:?}");
    }
    let page = stand.get(token(Role::Viewer), "/p/own/integrations").await;
    assert!(!page.body.contains("Connected"), "{page:?}");
    stand.connect_many("other", 250).await;
    stand.connect_many("puppet", 1).await;
    let page = stand.get(token(Role::Viewer), "/p/own/integrations").await;
    assert!(page.body.contains("Connected"), "{page:?}");
}
