//! Pages over HTTPS.

use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    path::{Path, PathBuf},
    sync::Arc,
};

use seodang::{
    lang::Lang,
    serve::{
        host::Reach,
        web::tls::{Certificate, CertificateError, Part},
    },
};
use tokio_rustls::rustls::{
    ClientConfig, ClientConnection, RootCertStore, StreamOwned,
    crypto::ring,
    pki_types::{CertificateDer, pem::PemObject as _},
};

use crate::line::{Class, LONG, lesson};

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/tls").join(name)
}

#[test]
fn with_a_certificate_pages_come_over_https_alone() {
    let certificate = Certificate::read(&file("cert.pem"), &file("key.pem")).unwrap();
    let reach = Reach { certificate: Some(certificate), ..Reach::at("127.0.0.1:0".parse().unwrap()) };
    let room = Class::reached(lesson(&["one"]), reach);
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(file("cert.pem")).unwrap()).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let connection = ClientConnection::new(Arc::new(config), "localhost".try_into().unwrap()).unwrap();
    let stream = TcpStream::connect(room.address).unwrap();
    stream.set_read_timeout(Some(LONG)).unwrap();
    let mut stream = StreamOwned::new(connection, stream);
    stream.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok();
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("<title>"), "{answer}");
    assert!(!room.http("GET /", "").contains("HTTP/1.1 200"));
    room.host.stop();
}

#[test]
fn a_certificate_that_cannot_be_used_says_which_file_is_to_blame() {
    let read = |chain: &str, key: &str| Certificate::read(&file(chain), &file(key)).unwrap_err();
    assert!(matches!(read("none.pem", "key.pem"), CertificateError::Unreadable { .. }));
    assert!(matches!(read("key.pem", "key.pem"), CertificateError::Missing { what: Part::Certificate, .. }));
    assert!(matches!(read("cert.pem", "cert.pem"), CertificateError::Missing { what: Part::Key, .. }));
    let unfit = read("cert.pem", "other-key.pem");
    assert!(matches!(unfit, CertificateError::Unfit { .. }));
    for lang in [Lang::Ko, Lang::En] {
        assert!(unfit.text(lang).contains("other-key.pem"), "{}", unfit.text(lang));
    }
}
