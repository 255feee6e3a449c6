//! TLS for every connection: rustls with aws-lc-rs, TLS 1.2 and 1.3, Mozilla's roots and those that the operator
//! adds. Certificates are always verified.

use std::sync::Arc;
use std::time::Duration;

use rustls::client::Resumption;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use crate::fault::{Fault, Word, chain};
use crate::limits::Limits;
use crate::policy::Target;

/// How HTTP/2 is called in the handshake (RFC 9113, section 3.1).
pub(crate) const HTTP2: &[u8] = b"h2";

/// Sessions that one pool can resume.
const SESSIONS_MAX: usize = 8;

/// Why there is no TLS configuration.
#[derive(Debug, thiserror::Error)]
pub(crate) enum BadRoots {
    #[error("the PEM text cannot be read")]
    Pem(#[source] rustls::pki_types::pem::Error),
    #[error("the PEM text holds no certificate")]
    Empty,
    #[error("TLS cannot be set up with these certificates")]
    Tls(#[from] rustls::Error),
}

/// A configuration that trusts Mozilla's roots and the certificates of each PEM text of `added`.
pub(crate) fn config(added: &[Vec<u8>]) -> Result<ClientConfig, BadRoots> {
    let mut roots = webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect::<RootCertStore>();
    for pem in added {
        add(&mut roots, pem)?;
    }
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let mut config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = vec![HTTP2.to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

fn add(roots: &mut RootCertStore, pem: &[u8]) -> Result<(), BadRoots> {
    let certificates =
        CertificateDer::pem_slice_iter(pem).collect::<Result<Vec<_>, _>>().map_err(BadRoots::Pem)?;
    if certificates.is_empty() {
        return Err(BadRoots::Empty);
    }
    certificates.into_iter().try_for_each(|certificate| Ok(roots.add(certificate)?))
}

/// `config` with sessions of its own: one that another tenant began would tell the service that both are ours.
pub(crate) fn apart(config: &ClientConfig) -> ClientConfig {
    let mut config = config.clone();
    config.resumption = Resumption::in_memory_sessions(SESSIONS_MAX);
    config
}

/// Encrypts the way to `target`.
pub(crate) async fn handshake(
    config: Arc<ClientConfig>,
    target: &Target,
    stream: TcpStream,
    limits: &Limits,
) -> Result<TlsStream<TcpStream>, Fault> {
    let name = match target.literal() {
        Some(address) => ServerName::from(address),
        None => ServerName::try_from(target.host().to_owned())
            .map_err(|error| Fault::new(Word::Malformed, error.to_string()))?,
    };
    let shaking = TlsConnector::from(config).connect(name, stream);
    let Ok(shaken) = timeout(Duration::from_millis(limits.tls_ms), shaking).await else {
        let reason = format!("no TLS handshake within {} ms", limits.tls_ms);
        return Err(Fault::new(Word::Timeout, reason).unsent());
    };
    shaken.map_err(|error| {
        let fault = Fault::new(Word::Tls, chain(&error));
        // What TLS itself objects to, such as a certificate, is there the next time too. A cut handshake passes.
        match error.get_ref() {
            Some(inner) if inner.is::<rustls::Error>() => fault,
            _ => fault.unsent(),
        }
    })
}
