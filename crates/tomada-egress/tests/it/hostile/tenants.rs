//! One service, several tenants: a server that answers more than it was asked never gets one tenant's bytes to another.

use std::collections::BTreeSet;

use tomada_core::Request;
use tomada_host::Egress;

use super::evil::{Evil, Line};
use crate::world::World;

/// Answers with all the paths that this connection was asked for, and then with something that nobody asked for.
async fn gossip(mut line: Line) -> std::io::Result<()> {
    let mut heard = String::new();
    loop {
        let path = line.request().await?;
        heard.push_str(&path);
        let size = heard.len();
        let answer = format!("HTTP/1.1 200 OK\r\ncontent-length: {size}\r\n\r\n{heard}");
        let surplus = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\npoison{path}", path.len() + 6);
        match path.len() % 3 {
            0 => line.write(format!("{answer}{surplus}")).await?,
            1 => {
                line.write(answer).await?;
                tokio::task::yield_now().await;
                line.write(surplus).await?;
            }
            _ => line.write(answer).await?,
        }
    }
}

#[tokio::test]
async fn no_tenant_hears_of_another() {
    let evil = Evil::start(|line| Box::pin(gossip(line)));
    let world = World::open(evil.port);
    let outbound = world.outbound();
    let tenants = [("one", "a"), ("one", "b"), ("two", "a"), ("two", "c")];
    let mut kept = 0;
    for round in 0..60 {
        // Longer and longer paths, so that each manner of answering meets each tenant.
        let calls = tenants.map(|(project, connection)| {
            let tenant =
                World { project: project.to_owned(), connection: connection.to_owned(), ..world.clone() };
            let http = outbound.open(tenant.scope());
            let path = format!("/{project}-{connection}-{}", "x".repeat(round % 7));
            let request = Request::get(evil.url(&path));
            tokio::spawn(async move { (path, http.send(request).await.unwrap().body.bytes().await.unwrap()) })
        });
        for call in calls {
            let (path, body) = call.await.unwrap();
            let heard = String::from_utf8(body).unwrap();
            assert!(heard.ends_with(&path), "{heard}");
            let names = heard.split('/').skip(1).map(|name| &name[..5]).collect::<BTreeSet<_>>();
            assert_eq!(names, BTreeSet::from([&path[1..6]]), "heard on one connection: {heard}");
            kept += usize::from(heard != path);
        }
    }
    assert!(kept > 0, "connections are used again, so there was something to hear");
}
