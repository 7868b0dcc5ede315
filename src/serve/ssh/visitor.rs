//! One connection: everybody may come in, and nobody gets anything but a class.
//!
//! There are no accounts: the join code is what lets one in, and it is asked for by the room. So every way to authenticate is
//! accepted. Requests that are not answered here are refused by russh.

use std::{net::IpAddr, sync::Arc};

use russh::{
    Channel, ChannelId, ChannelOpenFailure, Error, Pty,
    keys::Certificate,
    server::{Auth, ChannelOpenHandle, Handler, Msg, Session, VerifiedPublicKey},
};
use tokio::task::JoinHandle;

use super::{Hall, session, told, wire::Presence};

/// One connection.
pub(super) struct Visitor {
    hall: Arc<Hall>,
    address: IpAddr,
    presence: Presence,
    user: String,
    session: Option<JoinHandle<()>>,
    has_shell: bool,
}

impl Visitor {
    pub fn new(hall: Arc<Hall>, address: IpAddr, presence: Presence) -> Visitor {
        Visitor { hall, address, presence, user: String::new(), session: None, has_shell: false }
    }

    fn welcome(&mut self, user: &str) -> Result<Auth, Error> {
        user.clone_into(&mut self.user);
        Ok(Auth::Accept)
    }
}

impl Drop for Visitor {
    fn drop(&mut self) {
        // It may be waiting for a message that will never come.
        self.session.iter().for_each(JoinHandle::abort);
    }
}

impl Handler for Visitor {
    type Error = Error;

    async fn auth_none(&mut self, user: &str) -> Result<Auth, Error> {
        self.welcome(user)
    }

    async fn auth_password(&mut self, user: &str, _: &str) -> Result<Auth, Error> {
        self.welcome(user)
    }

    async fn auth_publickey(&mut self, user: &str, _: VerifiedPublicKey<'_>) -> Result<Auth, Error> {
        self.welcome(user)
    }

    async fn auth_openssh_certificate(&mut self, user: &str, _: &Certificate) -> Result<Auth, Error> {
        self.welcome(user)
    }

    async fn channel_open_session(
        &mut self,
        channel: Channel<Msg>,
        reply: ChannelOpenHandle,
        _: &mut Session,
    ) -> Result<(), Error> {
        if self.session.as_ref().is_some_and(|session| !session.is_finished()) {
            reply.reject(ChannelOpenFailure::ResourceShortage).await;
            return Ok(());
        }
        reply.accept().await;
        self.has_shell = false;
        let guest = session::Guest { user: self.user.clone(), address: self.address };
        let (hall, presence) = (Arc::clone(&self.hall), self.presence.clone());
        self.session = Some(tokio::spawn(session::run(hall, guest, presence, channel)));
        Ok(())
    }

    async fn pty_request(
        &mut self,
        channel: ChannelId,
        _: &str,
        _: u32,
        _: u32,
        _: u32,
        _: u32,
        _: &[(Pty, u32)],
        session: &mut Session,
    ) -> Result<(), Error> {
        session.channel_success(channel)
    }

    async fn env_request(
        &mut self,
        channel: ChannelId,
        name: &str,
        _: &str,
        session: &mut Session,
    ) -> Result<(), Error> {
        if told::VARIABLES.contains(&name) {
            session.channel_success(channel)
        } else {
            session.channel_failure(channel)
        }
    }

    async fn shell_request(&mut self, channel: ChannelId, session: &mut Session) -> Result<(), Error> {
        if std::mem::replace(&mut self.has_shell, true) {
            session.channel_failure(channel)
        } else {
            session.channel_success(channel)
        }
    }

    async fn exec_request(
        &mut self,
        channel: ChannelId,
        _: &[u8],
        session: &mut Session,
    ) -> Result<(), Error> {
        session.channel_failure(channel)
    }

    async fn subsystem_request(
        &mut self,
        channel: ChannelId,
        _: &str,
        session: &mut Session,
    ) -> Result<(), Error> {
        session.channel_failure(channel)
    }

    async fn x11_request(
        &mut self,
        channel: ChannelId,
        _: bool,
        _: &str,
        _: &str,
        _: u32,
        session: &mut Session,
    ) -> Result<(), Error> {
        session.channel_failure(channel)
    }
}
