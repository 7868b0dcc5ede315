//! One connection to a room, by WebSocket.

use std::{io, sync::Arc};

use futures_util::{SinkExt as _, StreamExt as _};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
    time::{Duration, timeout},
};
use tokio_rustls::{
    TlsConnector,
    client::TlsStream,
    rustls::{ClientConfig, RootCertStore, crypto::ring, pki_types::ServerName},
};
use tokio_tungstenite::{
    WebSocketStream, client_async_with_config,
    tungstenite::{Error, Message, client::IntoClientRequest as _, protocol::WebSocketConfig},
};

use crate::{
    class::{
        Address,
        address::NotAnAddress,
        wire::{ClientMessage, ServerMessage},
    },
    lang::{
        Text, Words,
        class_live::{self as live, both},
    },
};

/// How long a connection may take to come about.
const CONNECTING: Duration = Duration::from_secs(6);

/// How long a message may take to be sent.
const SENDING: Duration = Duration::from_secs(10);

/// The longest message of a room: all questions of a long one with what is right.
const MOST_BYTES: usize = 16 * 1024 * 1024;

/// Why there is no connection.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Trouble {
    /// What was typed is no address.
    #[error(transparent)]
    Address(NotAnAddress),
    /// Nobody listens there.
    #[error("nobody listens at {0}")]
    Refused(Address),
    /// There is no answer, or no way there.
    #[error("{0} does not answer")]
    Silent(Address),
    /// No computer is called so.
    #[error("{0} is not known")]
    Unknown(Address),
    /// Something else listens there.
    #[error("{0} is no class")]
    Foreign(Address),
    /// Whoever listens there cannot prove who they are.
    #[error("{0} is not trusted")]
    Untrusted(Address),
    /// The system refused.
    #[error("cannot connect to {0}: {1}")]
    System(Address, Arc<io::Error>),
    /// There is no class in the local network.
    #[error("no class was found")]
    NoneFound,
    /// There are classes in the local network, but none with this code.
    #[error("none of the classes was found to have this code")]
    NotAmong(Vec<Address>),
}

impl Trouble {
    /// What happened, where, and what to do, for people.
    #[must_use]
    pub fn text(&self) -> Text {
        let at = |address: &Address, what: Words| both(|lang| lang.at_address(&address.to_string(), what));
        let plain = |words: Words| both(|lang| words.get(lang).to_owned());
        match self {
            Trouble::Address(NotAnAddress::Malformed) => plain(live::NOT_AN_ADDRESS),
            Trouble::Address(NotAnAddress::Port) => plain(live::NOT_A_PORT),
            Trouble::Address(NotAnAddress::Code) => plain(live::BAD_LINK_CODE),
            Trouble::Refused(address) => at(address, live::NOBODY_THERE),
            Trouble::Silent(address) => at(address, live::NO_ANSWER),
            Trouble::Unknown(address) => at(address, live::NO_SUCH_HOST),
            Trouble::Foreign(address) => at(address, live::NO_CLASS),
            Trouble::Untrusted(address) => at(address, live::NOT_TRUSTED),
            Trouble::System(address, error) => {
                both(|lang| lang.not_connected(&address.to_string(), &error.to_string()))
            }
            Trouble::NoneFound => plain(live::NONE_FOUND),
            Trouble::NotAmong(found) => {
                let found: Vec<String> = found.iter().map(Address::to_string).collect();
                both(|lang| lang.not_among(&found.join(", ")))
            }
        }
    }
}

/// What was heard.
pub(super) enum Heard {
    /// The room says something.
    Said(Box<ServerMessage>),
    /// Something that means nothing here, such as what a newer room says.
    Nothing,
    /// The connection has ended.
    End,
}

/// One connection to a room.
pub(super) struct Line {
    socket: WebSocketStream<Box<dyn Stream>>,
}

/// What carries a connection, encrypted or not.
trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}

impl<S: AsyncRead + AsyncWrite + Send + Unpin> Stream for S {}

impl Line {
    /// Connects to `address`.
    pub async fn open(address: &Address) -> Result<Line, Trouble> {
        let silent = |_| Trouble::Silent(address.clone());
        timeout(CONNECTING, Line::connect(address)).await.map_err(silent)?
    }

    async fn connect(address: &Address) -> Result<Line, Trouble> {
        let mut hosts = tokio::net::lookup_host((address.host.as_str(), address.port))
            .await
            .map_err(|_| Trouble::Unknown(address.clone()))?
            .peekable();
        if hosts.peek().is_none() {
            return Err(Trouble::Unknown(address.clone()));
        }
        let hosts: Vec<_> = hosts.collect();
        let stream = TcpStream::connect(&hosts[..]).await.map_err(|error| refused(address, error))?;
        let _ = stream.set_nodelay(true);
        // A host that cannot be written in an address of the web, such as one with a zone, is reached all the same.
        let stream: Box<dyn Stream> =
            if address.is_tls { Box::new(encrypted(address, stream).await?) } else { Box::new(stream) };
        let place = Address { is_tls: false, ..address.clone() };
        let request = format!("ws://{place}/ws").into_client_request();
        let request = request.or_else(|_| "ws://class/ws".into_client_request());
        let request = request.map_err(|_| Trouble::Foreign(address.clone()))?;
        let config =
            WebSocketConfig::default().max_message_size(Some(MOST_BYTES)).max_frame_size(Some(MOST_BYTES));
        match client_async_with_config(request, stream, Some(config)).await {
            Ok((socket, _)) => Ok(Line { socket }),
            Err(_) => Err(Trouble::Foreign(address.clone())),
        }
    }

    /// Says something to the room.
    pub async fn say(&mut self, message: &ClientMessage) -> Result<(), Error> {
        // Nothing in a message can fail to be written: no map has other keys than texts.
        let text = serde_json::to_string(message).unwrap_or_default();
        let sent = timeout(SENDING, self.socket.send(Message::text(text))).await;
        sent.unwrap_or(Err(Error::ConnectionClosed))
    }

    /// Waits for what the room says next.
    pub async fn hear(&mut self) -> Heard {
        match self.socket.next().await {
            Some(Ok(Message::Text(text))) => {
                serde_json::from_str(&text).map_or(Heard::Nothing, |message| Heard::Said(Box::new(message)))
            }
            Some(Ok(Message::Close(_)) | Err(_)) | None => Heard::End,
            Some(Ok(_)) => Heard::Nothing,
        }
    }

    /// Ends it in good order, if that takes no longer than `time`.
    pub async fn close(mut self, time: Duration) {
        let _ = timeout(time, self.socket.close(None)).await;
    }
}

fn refused(address: &Address, error: io::Error) -> Trouble {
    match error.kind() {
        io::ErrorKind::ConnectionRefused => Trouble::Refused(address.clone()),
        io::ErrorKind::TimedOut
        | io::ErrorKind::HostUnreachable
        | io::ErrorKind::NetworkUnreachable
        | io::ErrorKind::NetworkDown => Trouble::Silent(address.clone()),
        _ => Trouble::System(address.clone(), Arc::new(error)),
    }
}

/// `stream` encrypted, with somebody at the other end whom the system trusts to be at `address`.
async fn encrypted(address: &Address, stream: TcpStream) -> Result<TlsStream<TcpStream>, Trouble> {
    let untrusted = || Trouble::Untrusted(address.clone());
    // Asking the system takes a while, and is waited for by nobody else on this thread.
    let mut trusted = RootCertStore::empty();
    trusted.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|_| untrusted())?
        .with_root_certificates(trusted)
        .with_no_client_auth();
    let name = ServerName::try_from(address.host.clone()).map_err(|_| untrusted())?;
    TlsConnector::from(Arc::new(config)).connect(name, stream).await.map_err(|_| untrusted())
}
