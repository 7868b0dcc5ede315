//! HTTPS, with a certificate that the teacher has.
//!
//! Whoever connects without TLS, or takes too long about it, is gone; nobody else notices.

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        self, ServerConfig,
        crypto::ring,
        pki_types::{CertificateDer, PrivateKeyDer, pem, pem::PemObject as _},
    },
};

use crate::lang::Lang;

/// A certificate and its key, ready to be shown.
#[derive(Clone)]
pub struct Certificate(Arc<ServerConfig>);

// The key must not get into a log.
impl std::fmt::Debug for Certificate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Certificate")
    }
}

/// Why a certificate cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CertificateError {
    /// A file cannot be read.
    #[error("cannot read {path}: {reason}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: io::Error,
    },
    /// A file is not PEM, or has nothing of the kind in it.
    #[error("{path} has no {what} in PEM")]
    Missing {
        /// The file.
        path: PathBuf,
        /// What was looked for.
        what: Part,
    },
    /// The key is not that of the certificate, or of a kind that is not known.
    #[error("{path} does not fit the certificate: {reason}")]
    Unfit {
        /// The file of the key.
        path: PathBuf,
        /// Why.
        reason: rustls::Error,
    },
}

/// What a file was to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A certificate and those that vouch for it.
    Certificate,
    /// Its private key.
    Key,
}

impl std::fmt::Display for Part {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Part::Certificate => "certificate",
            Part::Key => "private key",
        })
    }
}

impl CertificateError {
    /// A sentence in `lang`: what is wrong with which file.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match (lang, self) {
            (Lang::En, _) => self.to_string(),
            (Lang::Ko, CertificateError::Unreadable { path, reason }) => {
                format!("파일을 읽을 수 없어요: {} ({reason})", path.display())
            }
            (Lang::Ko, CertificateError::Missing { path, what: Part::Certificate }) => {
                format!("PEM 인증서가 들어 있지 않아요: {}", path.display())
            }
            (Lang::Ko, CertificateError::Missing { path, what: Part::Key }) => {
                format!("PEM 개인 키가 들어 있지 않아요: {}", path.display())
            }
            (Lang::Ko, CertificateError::Unfit { path, reason }) => {
                format!("인증서에 맞는 개인 키가 아니에요: {} ({reason})", path.display())
            }
        }
    }
}

impl Certificate {
    /// The certificate in the PEM file `chain`, followed by those that vouch for it, with the key in the PEM file `key`.
    ///
    /// # Errors
    /// When a file cannot be read, has nothing of the kind, or they do not belong together.
    pub fn read(chain: &Path, key: &Path) -> Result<Certificate, CertificateError> {
        let certificates = CertificateDer::pem_file_iter(chain)
            .and_then(Iterator::collect::<Result<Vec<_>, _>>)
            .map_err(|fault| not_read(chain, Part::Certificate, fault))?;
        if certificates.is_empty() {
            return Err(CertificateError::Missing { path: chain.to_owned(), what: Part::Certificate });
        }
        let secret = PrivateKeyDer::from_pem_file(key).map_err(|fault| not_read(key, Part::Key, fault))?;
        let unfit = |reason| CertificateError::Unfit { path: key.to_owned(), reason };
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(unfit)?
            .with_no_client_auth()
            .with_single_cert(certificates, secret)
            .map_err(unfit)?;
        Ok(Certificate(Arc::new(config)))
    }

    pub(super) fn acceptor(&self) -> TlsAcceptor {
        TlsAcceptor::from(Arc::clone(&self.0))
    }
}

fn not_read(path: &Path, what: Part, fault: pem::Error) -> CertificateError {
    match fault {
        pem::Error::Io(reason) => CertificateError::Unreadable { path: path.to_owned(), reason },
        _ => CertificateError::Missing { path: path.to_owned(), what },
    }
}
