//! A class over ssh under load: every learner's app runs in the server, draws the countdown, and answers to keys.
//!
//! `cargo bench --bench class_ssh -- --players 300`; what is measured and why is in `benches/README.md`. It stays on
//! loopback. The server is this program in another role, on a core of its own.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    missing_docs
)]

#[path = "load/process.rs"]
mod process;

use std::{
    io::Write as _,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, ChildStdin},
    sync::Arc,
    time::{Duration, Instant},
};

use clap::Parser;
use russh::{
    ChannelMsg, ChannelReadHalf, ChannelWriteHalf,
    client::{self, Config, Handle, Msg, connect},
    keys::PublicKeyOrCertificate,
};
use seodang::{
    class::{HostCommand, Item, Setup},
    course::{Course, Files, Kind},
    lang::Lang,
    serve::{
        Host,
        host::{Prepared, Reach},
        ssh::{HostKey, Ssh},
    },
};
use tokio::{
    sync::{Barrier, watch},
    time::{sleep, sleep_until, timeout},
};

/// The longest that anything may take.
const LONG: Duration = Duration::from_secs(60);

/// Columns and rows of every learner.
const SIZE: (u16, u16) = (80, 24);

const DOWN: &[u8] = b"\x1b[B";

/// What can be asked of a run.
#[derive(Clone, Debug, Parser)]
struct Plan {
    /// How many learners
    #[arg(long, default_value_t = 0, hide_default_value = true)]
    players: usize,
    /// How many seconds it takes until all have come
    #[arg(long, default_value_t = 10.0)]
    ramp: f64,
    /// For how many seconds keys are pressed
    #[arg(long, default_value_t = 20.0)]
    seconds: f64,
    /// How many keys each of them presses in a second
    #[arg(long, default_value_t = 1.0)]
    keys: f64,
    /// The core that the server has for itself
    #[arg(long, default_value_t = 1)]
    core: usize,
    /// Be the server, with the journal in this folder
    #[arg(long, hide = true)]
    serve: Option<PathBuf>,
    /// What `cargo bench` adds
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() {
    let plan = Plan::parse();
    if let Some(folder) = &plan.serve {
        return serve(folder);
    }
    if plan.players == 0 {
        println!("class_ssh: say how many: cargo bench --bench class_ssh -- --players 300");
        return;
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let mut server = Server::start(&plan);
    let empty = server.memory_mb("VmRSS");
    runtime.block_on(run(&plan, &mut server));
    println!("empty {empty:.0} MB, peak {:.0} MB", server.memory_mb("VmHWM"));
    server.stop();
}

async fn run(plan: &Plan, server: &mut Server) {
    let all_are_in = Arc::new(Barrier::new(plan.players + 1));
    let (ask, asked) = watch::channel(None);
    let (cpu, begun) = (server.cpu(), Instant::now());
    let gap = Duration::from_secs_f64(plan.ramp / plan.players as f64);
    let mut learners = Vec::new();
    for number in 0..plan.players {
        sleep_until((begun + gap * number as u32).into()).await;
        let learner =
            play(server.address, server.code.clone(), number, asked.clone(), Arc::clone(&all_are_in));
        learners.push(tokio::spawn(learner));
    }
    timeout(LONG, all_are_in.wait()).await.expect("not everybody came in");
    println!("{} joined, {:.2} CPU s", plan.players, server.cpu() - cpu);
    sleep(Duration::from_secs(1)).await;
    server.next();
    sleep(Duration::from_secs(2)).await;
    let (cpu, begun) = (server.cpu(), Instant::now());
    ask.send(Some((begun + Duration::from_secs_f64(plan.seconds), plan.keys))).unwrap();
    let (mut joins, mut times, mut bytes) = (Vec::new(), Vec::new(), 0);
    for learner in learners {
        let learner = learner.await.unwrap();
        joins.push(learner.joined);
        times.extend(learner.times);
        bytes += learner.bytes;
    }
    let (cpu, seconds) = (server.cpu() - cpu, begun.elapsed().as_secs_f64());
    println!("join {}", spread(&mut joins));
    println!("key to screen {}", spread(&mut times));
    println!(
        "{:.0} % of the core, {:.1} kB/s to each learner",
        100.0 * cpu / seconds,
        bytes as f64 / seconds / plan.players as f64 / 1e3
    );
}

/// What one learner has seen.
struct Seen {
    joined: Duration,
    times: Vec<Duration>,
    bytes: usize,
}

async fn play(
    address: SocketAddr,
    code: String,
    number: usize,
    mut asked: watch::Receiver<Option<(Instant, f64)>>,
    all_are_in: Arc<Barrier>,
) -> Seen {
    let begun = Instant::now();
    let mut learner = Learner::open(address, &code).await;
    learner.until(|text| text.contains("Name")).await;
    learner.press(format!("Learner {number}\r").as_bytes()).await;
    learner.until(|text| text.contains("It starts soon")).await;
    let joined = begun.elapsed();
    let waiting = async {
        all_are_in.wait().await;
        let plan = asked.wait_for(Option::is_some).await.unwrap();
        plan.unwrap()
    };
    let (end, keys) = learner.watch(waiting).await;
    let (mut times, before) = (Vec::new(), learner.bytes);
    let gap = Duration::from_secs_f64(1.0 / keys);
    let mut next = Instant::now() + gap.mul_f64((number * 7_919 % 1_000) as f64 / 1_000.0);
    while next < end {
        learner.watch(sleep_until(next.into())).await;
        let row = learner.row();
        let pressed = Instant::now();
        learner.press(DOWN).await;
        learner.until(|text| row_of(text) != row).await;
        times.push(pressed.elapsed());
        next += gap;
    }
    Seen { joined, times, bytes: learner.bytes - before }
}

struct Trust;

impl client::Handler for Trust {
    type Error = russh::Error;

    async fn check_server_key(&mut self, _: &PublicKeyOrCertificate) -> Result<bool, russh::Error> {
        Ok(true)
    }
}

/// A learner's ssh and terminal.
struct Learner {
    _handle: Handle<Trust>,
    input: ChannelReadHalf,
    output: ChannelWriteHalf<Msg>,
    screen: vt100::Parser,
    bytes: usize,
}

impl Learner {
    async fn open(address: SocketAddr, user: &str) -> Learner {
        let config = Arc::new(Config { nodelay: true, ..Config::default() });
        let mut handle = connect(config, address, Trust).await.unwrap();
        assert!(handle.authenticate_none(user).await.unwrap().success());
        let (input, output) = handle.channel_open_session().await.unwrap().split();
        let (columns, rows) = SIZE;
        output.request_pty(false, "xterm-256color", columns.into(), rows.into(), 0, 0, &[]).await.unwrap();
        output.request_shell(false).await.unwrap();
        let screen = vt100::Parser::new(rows.try_into().unwrap(), columns.try_into().unwrap(), 0);
        Learner { _handle: handle, input, output, screen, bytes: 0 }
    }

    async fn press(&self, keys: &[u8]) {
        self.output.data_bytes(keys.to_vec()).await.unwrap();
    }

    async fn read(&mut self) {
        if let ChannelMsg::Data { data } = self.input.wait().await.expect("dropped") {
            self.screen.process(&data);
            self.bytes += data.len();
        }
    }

    /// Reads until the screen is as `is_so` says.
    async fn until(&mut self, is_so: impl Fn(&str) -> bool) {
        let reading = async {
            while !is_so(&self.screen.screen().contents()) {
                self.read().await;
            }
        };
        timeout(LONG, reading).await.expect("the screen stays as it is");
    }

    /// Reads until `other` is done.
    async fn watch<T>(&mut self, other: impl Future<Output = T>) -> T {
        tokio::pin!(other);
        loop {
            tokio::select! {
                done = &mut other => return done,
                () = self.read() => {}
            }
        }
    }

    fn row(&self) -> Option<usize> {
        row_of(&self.screen.screen().contents())
    }
}

/// Where the cursor among the options is.
fn row_of(text: &str) -> Option<usize> {
    text.lines().position(|line| line.contains('▸'))
}

/// Median, 99th percentile and the most, in milliseconds.
fn spread(times: &mut [Duration]) -> String {
    times.sort_unstable();
    let at = |share: usize| {
        let index = (times.len() * share).div_ceil(100).saturating_sub(1);
        times.get(index).map_or(f64::NAN, |time| time.as_secs_f64() * 1e3)
    };
    format!("{:.1}/{:.1}/{:.1} ms of {}", at(50), at(99), at(100), times.len())
}

/// This program in its other role.
struct Server {
    child: Child,
    input: Option<ChildStdin>,
    _folder: tempfile::TempDir,
    address: SocketAddr,
    code: String,
}

impl Server {
    fn start(plan: &Plan) -> Server {
        let folder = tempfile::tempdir().unwrap();
        let (mut child, line) = process::start(plan.core, folder.path(), &[]);
        let (address, code) = line.trim().split_once(' ').unwrap();
        let (address, code) = (address.parse().unwrap(), code.to_owned());
        Server { input: child.stdin.take(), child, _folder: folder, address, code }
    }

    /// The teacher goes on.
    fn next(&mut self) {
        self.input.as_mut().unwrap().write_all(b"\n").unwrap();
    }

    /// Seconds of processor time so far.
    fn cpu(&self) -> f64 {
        process::cpu(Some(self.child.id()))
    }

    /// What is resident, or was at the most.
    fn memory_mb(&self, what: &str) -> f64 {
        process::memory_mb(Some(self.child.id()), what)
    }

    fn stop(&mut self) {
        drop(self.input.take());
        self.child.wait().unwrap();
    }
}

/// Serves a class with its journal in `folder`. A line on standard input is the teacher's key to go on.
fn serve(folder: &Path) {
    let course = Arc::new(Course::open(Files::embedded()).0);
    let lesson = course.lesson_index("ecs").unwrap();
    let single = course.questions(lesson).iter().find(|question| question.kind == Kind::Single).unwrap();
    let items = vec![Item::new(single.clone(), Some(600_000))];
    let prepared = Prepared::open(folder, Setup::live(course.title.clone(), items, 7), 0).unwrap();
    let local: SocketAddr = "127.0.0.1:0".parse().unwrap();
    let ssh = Ssh::at(local, HostKey::open(folder).unwrap(), course, Lang::En);
    let host = Host::start(prepared, Reach { ssh: Some(ssh), ..Reach::at(local) }).unwrap();
    println!("{} {}", host.ssh_address().unwrap(), host.code());
    for _ in std::io::stdin().lines() {
        let step = host.sight().view.step;
        host.command(HostCommand::Next { step }).unwrap();
    }
    host.stop();
}
