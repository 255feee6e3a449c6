//! A client certificate and its key: carried by the connections themselves, which are kept apart from all others.

use std::sync::Arc;

use aws_lc_rs::digest;
use rustls::ClientConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::{CertifiedKey, SingleCertAndKey};
use tomada_core::Failure;
use tomada_host::Secret;

use super::invalid;
use crate::fault::chain;

/// A certificate chain and its key, ready for handshakes.
#[derive(Clone)]
pub(crate) struct Identity {
    key: Arc<SingleCertAndKey>,
    /// Tells one from another, in the key of a pool.
    pub(crate) fingerprint: [u8; 32],
}

impl Identity {
    /// Reads PEM texts.
    pub(super) fn read(certificate: &Secret, private_key: &Secret) -> Result<Self, Failure> {
        let told = |error: &dyn std::fmt::Display| invalid().with_detail(error.to_string());
        let certificates = CertificateDer::pem_slice_iter(certificate.expose());
        let certificates = certificates.collect::<Result<Vec<_>, _>>().map_err(|error| told(&error))?;
        let key = PrivateKeyDer::from_pem_slice(private_key.expose()).map_err(|error| told(&error))?;
        if certificates.is_empty() {
            return Err(told(&"there is no certificate in it"));
        }
        let provider = rustls::crypto::aws_lc_rs::default_provider();
        let certified =
            CertifiedKey::from_der(certificates, key, &provider).map_err(|error| told(&chain(&error)))?;
        let mut digest = digest::Context::new(&digest::SHA256);
        digest.update(certificate.expose());
        digest.update(private_key.expose());
        let mut fingerprint = [0; 32];
        fingerprint.copy_from_slice(digest.finish().as_ref());
        Ok(Self { key: Arc::new(SingleCertAndKey::from(certified)), fingerprint })
    }

    /// `config`, with this identity for servers that ask.
    pub(crate) fn show_in(&self, config: &mut ClientConfig) {
        config.client_auth_cert_resolver = Arc::clone(&self.key) as _;
    }
}
