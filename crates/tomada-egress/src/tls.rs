//! One TLS configuration for every connection: rustls with aws-lc-rs, TLS 1.2 and 1.3, Mozilla's roots and those that
//! the operator adds. Certificates are always verified.

use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};

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
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
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
