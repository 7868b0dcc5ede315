//! A class under load: one room, many players over WebSocket, each of whom answers every question once.
//!
//! `cargo bench --bench class_load -- --players 2000`; what is measured and why is in `benches/README.md`. It stays on
//! loopback. The server is this program in another role, on a core of its own, or one that runs already.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    missing_docs
)]

#[path = "load/figures.rs"]
mod figures;
#[path = "load/player.rs"]
mod player;
#[path = "load/process.rs"]
mod process;
#[path = "load/server.rs"]
mod server;

use std::{
    collections::HashMap,
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::{Arc, atomic::Ordering},
    time::{Duration, Instant},
};

use clap::Parser;
use futures_util::{SinkExt as _, StreamExt as _, stream::SplitSink};
use seodang::{
    class::{Happened, JoinCode},
    store::class,
};
use serde_json::{Value, json};
use tokio::{sync::watch, time::timeout};
use tokio_tungstenite::tungstenite::Message;

use figures::{Figures, Question};
use player::{Lesson, Socket, connect, text};
use server::Server;

/// The longest that anything may take.
const LONG: Duration = Duration::from_secs(40);

/// What can be asked of a run.
#[derive(Clone, Debug, Parser)]
struct Plan {
    /// How many players
    #[arg(long, default_value_t = 0, hide_default_value = true)]
    players: usize,
    /// How many seconds it takes until all have come
    #[arg(long, default_value_t = 10.0)]
    ramp: f64,
    /// Within how many seconds of seeing a question everybody answers it
    #[arg(long, default_value_t = 5.0)]
    window: f64,
    /// How many questions
    #[arg(long, default_value_t = 3)]
    questions: usize,
    /// The core that the server has for itself
    #[arg(long, default_value_t = 1)]
    core: usize,
    /// A server that runs already, on loopback
    #[arg(long, requires = "code", requires = "token")]
    address: Option<SocketAddr>,
    /// Its join code
    #[arg(long)]
    code: Option<JoinCode>,
    /// Its host's token
    #[arg(long)]
    token: Option<String>,
    /// Its process, to measure
    #[arg(long)]
    pid: Option<u32>,
    /// The folder of its journal, to compare
    #[arg(long)]
    rooms: Option<PathBuf>,
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
        return server::serve(folder, plan.questions);
    }
    if plan.players == 0 {
        println!("class_load: say how many: cargo bench --bench class_load -- --players 2000");
        return;
    }
    server::allow_many_connections();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let mut server = Server::of(&plan);
    let figures = runtime.block_on(run(&plan, &server));
    server.stop();
    figures.print(&plan);
    if let Some(rooms) = &server.rooms {
        compare(&figures, rooms, server.code);
    }
}

/// The teacher, over WebSocket like everybody.
struct Teacher {
    says: SplitSink<Socket, Message>,
    token: String,
    /// Step and phase, as they were told last.
    seen: watch::Receiver<(u64, String)>,
}

impl Teacher {
    async fn open(server: &Server) -> Teacher {
        let (says, mut hears) = connect(server.address).await.unwrap().split();
        let (told, seen) = watch::channel((0, String::new()));
        tokio::spawn(async move {
            while let Some(Ok(heard)) = hears.next().await {
                let Ok(heard) = heard.into_text() else { continue };
                let message: Value = serde_json::from_str(&heard).unwrap_or_default();
                match message["type"].as_str() {
                    Some("host-state") => {
                        let view = &message["view"];
                        let _ = told.send((
                            view["step"].as_u64().unwrap(),
                            view["phase"].as_str().unwrap().to_owned(),
                        ));
                    }
                    _ => eprintln!("teacher: {heard}"),
                }
            }
        });
        let mut teacher = Teacher { says, token: server.token.clone(), seen };
        teacher.say(&Value::Null).await;
        teacher.until("lobby").await;
        teacher
    }

    async fn say(&mut self, command: &Value) {
        let mut message = json!({ "type": "host", "token": self.token });
        if !command.is_null() {
            message["command"] = command.clone();
        }
        self.says.send(text(&message.to_string())).await.unwrap();
    }

    /// The next step; gives when it was asked for.
    async fn next(&mut self) -> Instant {
        let asked = Instant::now();
        let step = self.seen.borrow().0;
        self.say(&json!({ "next": { "step": step } })).await;
        asked
    }

    async fn until(&mut self, phase: &str) {
        let seen = self.seen.wait_for(|(_, seen)| seen == phase);
        timeout(LONG, seen).await.expect("the teacher hears nothing").unwrap();
    }
}

async fn run(plan: &Plan, server: &Server) -> Figures {
    let mut figures = Figures::default();
    let mut teacher = Teacher::open(server).await;
    let lesson = Arc::new(Lesson::new(plan.players, plan.questions, Duration::from_secs_f64(plan.window)));
    let (cpu, begun) = (server.cpu(), Instant::now());
    let gap = Duration::from_secs_f64(plan.ramp / plan.players as f64);
    for number in 0..plan.players {
        tokio::time::sleep_until((begun + gap * number as u32).into()).await;
        tokio::spawn(player::play(server.address, server.code, number, Arc::clone(&lesson)));
    }
    lesson.joined.wait(LONG).await;
    figures.joins = lesson.joins();
    figures.join_cpu = server.cpu() - cpu;
    // Whoever was told last is there, too.
    tokio::time::sleep(Duration::from_secs(1)).await;
    for number in 0..plan.questions {
        let of = &lesson.questions[number];
        let cpu = server.cpu();
        let asked = teacher.next().await;
        of.answered.wait(LONG).await;
        teacher.say(&json!("reveal")).await;
        of.told.wait(LONG).await;
        figures.questions.push(Question::of(of, asked, server.cpu() - cpu));
        teacher.until("reveal").await;
        if number + 1 < plan.questions {
            teacher.next().await;
            teacher.until("scoreboard").await;
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    lesson.over.store(true, Ordering::SeqCst);
    figures.dropped = lesson.dropped();
    figures.acked = lesson.acked();
    figures.memory_mb = server.memory_mb();
    figures
}

/// Every answer that was acknowledged is in the journal once, and there are no others.
fn compare(figures: &Figures, rooms: &Path, code: JoinCode) {
    let kept = class::read(rooms, code).unwrap();
    let mut times: HashMap<(u32, u32), u32> = HashMap::new();
    for event in &kept.events {
        if let Happened::Answered { player, question, .. } = event.what {
            *times.entry((player.0, question)).or_default() += 1;
        }
    }
    let lost = figures.acked.iter().filter(|answer| !times.contains_key(answer)).count();
    let twice = times.values().filter(|count| **count != 1).count();
    println!(
        "journal: {} answers acknowledged, {} kept, {lost} lost, {twice} twice",
        figures.acked.len(),
        times.len()
    );
    assert!(lost == 0 && twice == 0 && figures.acked.len() == times.len());
}
