//! The page, its parts, and the wall: files of `assets/web/`, embedded in the program.

use axum::{
    extract::Request,
    http::{
        Method, StatusCode,
        header::{ALLOW, CONTENT_TYPE},
    },
    response::{IntoResponse as _, Response},
};

/// Names and texts, sorted by name.
const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/web.rs"));

/// The page, which finds out by the address whether it is the wall.
const PAGE: &str = "index.html";

pub(super) async fn file(request: Request) -> Response {
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return (StatusCode::METHOD_NOT_ALLOWED, [(ALLOW, "GET, HEAD")]).into_response();
    }
    match find(request.uri().path()) {
        Some((kind, text)) => ([(CONTENT_TYPE, kind)], text).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn find(path: &str) -> Option<(&'static str, &'static str)> {
    let wanted = match path {
        "/" | "/wall" => PAGE,
        _ => path.strip_prefix('/')?,
    };
    let (name, text) = FILES.iter().find(|(name, _)| *name == wanted)?;
    let (_, ending) = name.rsplit_once('.')?;
    let kind = match ending {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        _ => return None,
    };
    Some((kind, text))
}
