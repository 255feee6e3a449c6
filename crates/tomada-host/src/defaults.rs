//! What a host has that is given nothing else: no way out and no connections. Each says so when it is asked.

use std::sync::Arc;

use tomada_core::{BoxFuture, Failure, Http, Kind, Preview, Request, Response};

use crate::{Connection, Egress, Scope, Vault};

/// No way out: every call is forbidden.
pub(crate) struct NoEgress;

impl Egress for NoEgress {
    fn open(&self, _scope: Scope) -> Arc<dyn Http> {
        Arc::new(Self)
    }
}

impl Http for NoEgress {
    fn send(&self, _request: Request) -> BoxFuture<'static, Result<Response, Failure>> {
        Box::pin(std::future::ready(Err(without_egress())))
    }

    fn preview(&self, _request: Request) -> BoxFuture<'static, Result<Preview, Failure>> {
        Box::pin(std::future::ready(Err(without_egress())))
    }
}

fn without_egress() -> Failure {
    Failure::coded(Kind::Forbidden, "host-without-egress")
}

/// No connections: each is unknown.
pub(crate) struct NoVault;

impl Vault for NoVault {
    fn connection(&self, _project: &str, id: &str) -> BoxFuture<'_, Result<Arc<Connection>, Failure>> {
        let failure = Failure::coded(Kind::NotFound, "connection-unknown").with_argument("connection", id);
        Box::pin(std::future::ready(Err(failure)))
    }
}
