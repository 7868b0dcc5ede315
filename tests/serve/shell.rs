//! A learner who comes by ssh: a client of russh with the screen of a terminal.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use russh::{
    ChannelMsg, ChannelWriteHalf,
    client::{self, AuthResult, Config, Handle, Msg, connect},
    keys::PublicKeyOrCertificate,
};
use tokio::{runtime::Runtime, sync::watch};

use crate::line::LONG;

/// What trusts every host.
pub struct Trust;

impl client::Handler for Trust {
    type Error = russh::Error;

    async fn check_server_key(&mut self, _: &PublicKeyOrCertificate) -> Result<bool, russh::Error> {
        Ok(true)
    }
}

/// What has come by now.
#[derive(Default)]
pub struct Come {
    pub screen: vt100::Parser,
    pub bytes: Vec<u8>,
    pub errors: String,
    pub status: Option<u32>,
    pub is_closed: bool,
}

/// A connection that has come in.
pub struct Visit {
    pub runtime: Runtime,
    pub handle: Handle<Trust>,
}

/// A session with a terminal.
pub struct Shell {
    pub visit: Visit,
    pub output: ChannelWriteHalf<Msg>,
    pub come: Arc<Mutex<Come>>,
    reads: watch::Sender<bool>,
}

impl Visit {
    pub fn new(address: SocketAddr, user: &str) -> Visit {
        Visit::with(address, user, Config::default()).unwrap()
    }

    /// `None` when the connection is refused.
    pub fn with(address: SocketAddr, user: &str, config: Config) -> Option<Visit> {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let handle = runtime.block_on(async {
            let mut handle = connect(Arc::new(config), address, Trust).await.ok()?;
            let result = handle.authenticate_none(user).await.ok()?;
            assert!(matches!(result, AuthResult::Success), "{result:?}");
            Some(handle)
        })?;
        Some(Visit { runtime, handle })
    }

    /// A session with a terminal of this size, or without one, in these variables.
    pub fn shell(self, size: Option<(u32, u32)>, variables: &[(&str, &str)]) -> Shell {
        let come = Arc::new(Mutex::new(Come::default()));
        let (reads, mut may_read) = watch::channel(true);
        let output = self.runtime.block_on(async {
            let channel = self.handle.channel_open_session().await.unwrap();
            let (mut input, output) = channel.split();
            for (name, value) in variables.iter().filter(|(name, _)| *name != "TERM") {
                output.set_env(false, *name, *value).await.unwrap();
            }
            let term =
                variables.iter().find(|(name, _)| *name == "TERM").map_or("xterm-256color", |(_, term)| term);
            if let Some((columns, rows)) = size {
                output.request_pty(false, term, columns, rows, 0, 0, &[]).await.unwrap();
                resize(&come, columns, rows);
            }
            output.request_shell(false).await.unwrap();
            let come = Arc::clone(&come);
            tokio::spawn(async move {
                loop {
                    let _ = may_read.wait_for(|reads| *reads).await;
                    let message = input.wait().await;
                    let mut come = come.lock().unwrap();
                    match message {
                        Some(ChannelMsg::Data { data }) => {
                            come.screen.process(&data);
                            come.bytes.extend_from_slice(&data);
                        }
                        Some(ChannelMsg::ExtendedData { data, .. }) => {
                            come.errors.push_str(&String::from_utf8_lossy(&data));
                        }
                        Some(ChannelMsg::ExitStatus { exit_status }) => come.status = Some(exit_status),
                        Some(_) => {}
                        None => break come.is_closed = true,
                    }
                }
            });
            output
        });
        Shell { visit: self, output, come, reads }
    }
}

impl Shell {
    /// A terminal of the usual size, in Korean.
    pub fn open(address: SocketAddr, user: &str) -> Shell {
        Visit::new(address, user).shell(Some((80, 24)), &[("LANG", "ko_KR.UTF-8")])
    }

    pub fn type_in(&self, keys: &str) {
        self.send(keys.as_bytes());
    }

    pub fn send(&self, bytes: &[u8]) {
        self.visit.runtime.block_on(self.output.data_bytes(bytes.to_vec())).unwrap();
    }

    pub fn resize(&self, columns: u32, rows: u32) {
        resize(&self.come, columns, rows);
        self.visit.runtime.block_on(self.output.window_change(columns, rows, 0, 0)).unwrap();
    }

    /// Whether what comes is read.
    pub fn reads(&self, reads: bool) {
        self.reads.send(reads).unwrap();
    }

    pub fn text(&self) -> String {
        self.come.lock().unwrap().screen.screen().contents()
    }

    #[track_caller]
    pub fn wait_for(&self, text: &str) -> String {
        self.until(text, |come| come.screen.screen().contents().contains(text));
        self.text()
    }

    #[track_caller]
    pub fn until(&self, what: &str, is_so: impl Fn(&Come) -> bool) {
        let since = Instant::now();
        while !is_so(&self.come.lock().unwrap()) {
            assert!(since.elapsed() < LONG, "no {what}:\n{}", self.text());
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Answers with the option that says `text`.
    #[track_caller]
    pub fn answer(&self, text: &str) {
        let digit = |line: &str| {
            let mut words = line.trim_start_matches([' ', '▸']).split_whitespace();
            let digit = words.next().filter(|word| word.parse::<u8>().is_ok())?;
            (words.next() == Some(text)).then(|| digit.to_owned())
        };
        let find = |come: &Come| come.screen.screen().contents().lines().find_map(digit);
        self.until(text, |come| find(come).is_some());
        let digit = find(&self.come.lock().unwrap()).unwrap();
        self.type_in(&format!("{digit}\r"));
    }

    /// Waits for the end. The terminal has to be as it was.
    #[track_caller]
    pub fn end(&self) -> u32 {
        self.until("end", |come| come.is_closed);
        let come = self.come.lock().unwrap();
        let screen = come.screen.screen();
        assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste());
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        come.status.unwrap()
    }
}

fn resize(come: &Mutex<Come>, columns: u32, rows: u32) {
    let side = |side: u32| u16::try_from(side.clamp(1, 500)).unwrap().try_into().unwrap();
    come.lock().unwrap().screen.screen_mut().set_size(side(rows), side(columns));
}
