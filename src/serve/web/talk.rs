//! Where WebSocket is blocked: messages are posted, and answers come as server-sent events or are asked for again and again.

use std::{
    collections::HashMap,
    convert::Infallible,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError, Weak},
};

use axum::{
    Extension,
    body::{Body, Bytes, to_bytes},
    extract::{Query, Request},
    http::{HeaderMap, StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse as _, Response},
};
use futures_util::stream;
use serde::Deserialize;
use tokio::time::{Duration, Instant, sleep, timeout};

use super::Peer;
use crate::{
    class::{seat::Hex, wire::MOST_BYTES},
    serve::{
        client::Client,
        guard::Permit,
        hub::Hub,
        outbox::{Next, Outbox},
        secret,
    },
};

/// Who speaks, after the first time.
const SESSION: &str = "x-seodang-session";

/// How long an answer that is asked for is waited for.
const WAIT: Duration = Duration::from_secs(20);

/// Between two looks for sessions that have fallen silent.
const SWEEP: Duration = Duration::from_secs(5);

/// Connections without one of their own: messages come in one request each.
#[derive(Debug)]
pub(super) struct Sessions {
    hub: Hub,
    all: Mutex<HashMap<Hex<16>, Arc<Session>>>,
}

#[derive(Debug)]
struct Session {
    client: tokio::sync::Mutex<Client>,
    outbox: Arc<Outbox>,
    deadline: Mutex<Instant>,
    _permit: Permit,
}

impl Sessions {
    pub(super) fn new(hub: Hub) -> Arc<Sessions> {
        Arc::new(Sessions { hub, all: Mutex::default() })
    }

    fn open(&self, address: IpAddr) -> Result<(Hex<16>, Arc<Session>), StatusCode> {
        let permit = self.hub.guard.admit(address).ok_or(StatusCode::TOO_MANY_REQUESTS)?;
        let id = secret::random_session().map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
        let client = Client::new(&self.hub, address);
        let session = Arc::new(Session {
            outbox: Arc::clone(client.outbox()),
            deadline: Mutex::new(client.deadline()),
            client: tokio::sync::Mutex::new(client),
            _permit: permit,
        });
        self.with(|all| all.insert(id, Arc::clone(&session)));
        Ok((id, session))
    }

    fn find(&self, id: &str) -> Option<Arc<Session>> {
        // A table, so that finding out how much of a name is right takes more than one can measure from afar.
        let id: Hex<16> = id.parse().ok()?;
        self.with(|all| all.get(&id).cloned())
    }

    /// Forgets one whose client was told the last there is to say; if it was not, gives it.
    fn unless_over(&self, id: &str) -> Result<Arc<Session>, StatusCode> {
        let session = self.find(id).ok_or(StatusCode::NOT_FOUND)?;
        if session.outbox.is_over() {
            self.with(|all| all.retain(|_, other| !Arc::ptr_eq(other, &session)));
            return Err(StatusCode::GONE);
        }
        Ok(session)
    }

    fn with<T>(&self, work: impl FnOnce(&mut HashMap<Hex<16>, Arc<Session>>) -> T) -> T {
        work(&mut self.all.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Ends sessions that have fallen silent, as long as there are any sessions at all.
pub(super) async fn sweep(sessions: Weak<Sessions>) {
    loop {
        sleep(SWEEP).await;
        let Some(sessions) = sessions.upgrade() else { return };
        let now = Instant::now();
        sessions.with(|all| all.retain(|_, session| session.lasts(now)));
    }
}

impl Session {
    fn lasts(&self, now: Instant) -> bool {
        now < *self.deadline.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Takes a message.
pub(super) async fn talk(
    Extension(sessions): Extension<Arc<Sessions>>,
    Extension(peer): Extension<Peer>,
    headers: HeaderMap,
    request: Request,
) -> Response {
    let patience = sessions.hub.patience.introduction;
    let body = match timeout(patience, to_bytes(request.into_body(), MOST_BYTES)).await {
        Ok(Ok(body)) => body,
        Ok(Err(_)) => return StatusCode::PAYLOAD_TOO_LARGE.into_response(),
        Err(_) => return StatusCode::REQUEST_TIMEOUT.into_response(),
    };
    let found = match headers.get(SESSION).map(|id| id.to_str().unwrap_or_default()) {
        None => sessions.open(peer.address),
        Some(id) => match (id.parse(), sessions.find(id)) {
            (Ok(id), Some(session)) => Ok((id, session)),
            _ => Err(StatusCode::NOT_FOUND),
        },
    };
    match found {
        Ok((id, session)) => {
            hear_out(&session, &body).await;
            ([(CONTENT_TYPE, "application/json")], format!("{{\"session\":\"{id}\"}}")).into_response()
        }
        Err(status) => status.into_response(),
    }
}

async fn hear_out(session: &Session, body: &Bytes) {
    let mut client = session.client.lock().await;
    client.take(body).await;
    *session.deadline.lock().unwrap_or_else(PoisonError::into_inner) = client.deadline();
}

/// Which session, and how.
#[derive(Debug, Deserialize)]
pub(super) struct Hearing {
    session: String,
    wait: Option<u8>,
}

/// Gives what there is to say: as it comes, or all that has come.
pub(super) async fn hear(
    Extension(sessions): Extension<Arc<Sessions>>,
    Query(hearing): Query<Hearing>,
) -> Response {
    let session = match sessions.unless_over(&hearing.session) {
        Ok(session) => session,
        Err(status) => return status.into_response(),
    };
    // Nothing of a session that has ended is kept for longer than somebody listens.
    let outbox = Arc::clone(&session.outbox);
    drop(session);
    let reader = outbox.begin();
    if hearing.wait.is_some() {
        let messages = collect(&outbox, reader).await;
        return ([(CONTENT_TYPE, "application/json")], messages).into_response();
    }
    let events = stream::unfold(Some(outbox), move |outbox| async move {
        let outbox = outbox?;
        match outbox.next(reader).await {
            Next::Frame(frame) => {
                let event = Bytes::from(format!("data: {}\n\n", frame.as_str()));
                Some((Ok::<_, Infallible>(event), Some(outbox)))
            }
            Next::End => None,
        }
    });
    ([(CONTENT_TYPE, "text/event-stream")], Body::from_stream(events)).into_response()
}

/// All messages that have come, as a JSON array, after the first one or a while.
async fn collect(outbox: &Outbox, reader: u32) -> String {
    let mut messages = String::from("[");
    let mut next = timeout(WAIT, outbox.next(reader)).await.ok();
    while let Some(Next::Frame(frame)) = next {
        if messages.len() > 1 {
            messages.push(',');
        }
        messages.push_str(frame.as_str());
        next = outbox.take(reader);
    }
    messages.push(']');
    messages
}
