//! Browsers, and Seodang itself: pages, WebSocket, and what there is where that is blocked.
//!
//! Invariants: every answer has the headers of [`HEADERS`]; nothing is answered to a page of somebody else. There are no
//! cookies, and the join code is never in an address that is sent.

mod files;
mod socket;
mod talk;
pub mod tls;

use std::{net::IpAddr, sync::Arc};

use axum::{
    Extension, Router,
    extract::Request,
    http::{
        HeaderMap, HeaderName, HeaderValue, StatusCode,
        header::{HOST, ORIGIN},
    },
    middleware::{self, Next},
    response::{IntoResponse as _, Response},
    routing::{get, post},
};
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpListener, TcpStream},
    sync::watch,
    time::{Duration, sleep, timeout},
};
use tokio_io_timeout::TimeoutStream;
use tokio_rustls::TlsAcceptor;

use self::{talk::Sessions, tls::Certificate};
use super::{guard::Permit, hub::Hub, patience::Patience};

/// What a browser is told with every answer.
pub const HEADERS: [(&str, &str); 5] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self' ws: wss:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cache-control", "no-cache"),
    ("cross-origin-resource-policy", "same-origin"),
];

/// Before somebody is listened to again when the system has refused.
const BREATH: Duration = Duration::from_millis(50);

/// The most bytes of the head of a request.
const MOST_HEAD: usize = 16 * 1024;

/// Who is at the other end. The permit lasts as long as anything of the connection does.
#[derive(Clone, Debug)]
pub(super) struct Peer {
    address: IpAddr,
    _permit: Arc<Permit>,
}

/// Takes connections until everything is stopped; with a certificate, over TLS alone.
pub(super) async fn listen(
    listener: TcpListener,
    hub: Hub,
    certificate: Option<Certificate>,
    mut stop: watch::Receiver<bool>,
) {
    let acceptor = certificate.map(|certificate| certificate.acceptor());
    let sessions = Sessions::new(hub.clone());
    tokio::spawn(talk::sweep(Arc::downgrade(&sessions)));
    let router = router(hub.clone(), sessions);
    loop {
        let accepted = tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            // Whoever has too many is not even told so.
            Ok((stream, from)) => {
                if let Some(permit) = hub.guard.admit(from.ip()) {
                    let peer = Peer { address: from.ip(), _permit: Arc::new(permit) };
                    let patience = hub.patience;
                    tokio::spawn(connection(stream, acceptor.clone(), router.clone(), peer, patience));
                }
            }
            Err(_) => sleep(BREATH).await,
        }
    }
}

async fn connection(
    stream: TcpStream,
    acceptor: Option<TlsAcceptor>,
    router: Router,
    peer: Peer,
    patience: Patience,
) {
    let _ = stream.set_nodelay(true);
    match acceptor {
        None => serve(stream, router, peer, patience).await,
        Some(acceptor) => {
            if let Ok(Ok(stream)) = timeout(patience.introduction, acceptor.accept(stream)).await {
                serve(stream, router, peer, patience).await;
            }
        }
    }
}

async fn serve(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    router: Router,
    peer: Peer,
    patience: Patience,
) {
    let service = TowerToHyperService::new(router.layer(Extension(peer)));
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(patience.fetching));
    // Whatever goes wrong with a connection is the end of it and of nothing else.
    let _ = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(patience.introduction)
        .max_buf_size(MOST_HEAD)
        .serve_connection(TokioIo::new(Box::pin(stream)), service)
        .with_upgrades()
        .await;
}

fn router(hub: Hub, sessions: Arc<Sessions>) -> Router {
    let talking = Router::new()
        .route("/ws", get(socket::open))
        .route("/talk", post(talk::talk))
        .route("/hear", get(talk::hear))
        .layer(Extension(hub))
        .layer(Extension(sessions))
        .layer(middleware::from_fn(own_pages_only));
    talking.fallback(files::file).layer(middleware::from_fn(with_headers))
}

async fn with_headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    for (name, value) in HEADERS {
        response.headers_mut().insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    response
}

/// Refuses what a page of somebody else wants: a browser names it.
async fn own_pages_only(request: Request, next: Next) -> Response {
    if is_foreign(request.headers()) {
        return StatusCode::FORBIDDEN.into_response();
    }
    next.run(request).await
}

fn is_foreign(headers: &HeaderMap) -> bool {
    let Some(origin) = headers.get(ORIGIN) else { return false };
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let own = origin
        .to_str()
        .ok()
        .and_then(|origin| origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://")));
    own.is_none_or(|own| !own.eq_ignore_ascii_case(host))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_page_from_here_is_no_stranger() {
        let foreign = |origin: Option<&'static str>, host: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(HOST, HeaderValue::from_static(host));
            if let Some(origin) = origin {
                headers.insert(ORIGIN, HeaderValue::from_static(origin));
            }
            is_foreign(&headers)
        };
        assert!(!foreign(None, "10.0.0.1:7070"));
        assert!(!foreign(Some("http://10.0.0.1:7070"), "10.0.0.1:7070"));
        assert!(!foreign(Some("https://Class.local"), "class.local"));
        for origin in
            ["http://10.0.0.1", "http://10.0.0.1:7071", "http://evil.example", "null", "", "file://"]
        {
            assert!(foreign(Some(origin), "10.0.0.1:7070"), "{origin}");
        }
    }
}
