//! The players: one connection each, which says as little as it can and looks at what it hears only as far as it has to.

use std::{
    net::SocketAddr,
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use futures_util::{SinkExt as _, StreamExt as _};
use seodang::class::JoinCode;
use tokio::{net::TcpStream, sync::Notify, time::timeout};
use tokio_tungstenite::{
    WebSocketStream, client_async_with_config,
    tungstenite::{Message, protocol::WebSocketConfig},
};

pub type Socket = WebSocketStream<TcpStream>;

pub async fn connect(address: SocketAddr) -> Result<Socket, String> {
    let stream = TcpStream::connect(address).await.map_err(|error| error.to_string())?;
    stream.set_nodelay(true).map_err(|error| error.to_string())?;
    let config = WebSocketConfig::default().read_buffer_size(4 * 1024).write_buffer_size(0);
    let opened = client_async_with_config(format!("ws://{address}/ws"), stream, Some(config)).await;
    Ok(opened.map_err(|error| error.to_string())?.0)
}

pub fn text(text: &str) -> Message {
    Message::text(text)
}

/// How many of those who are waited for have come.
#[derive(Debug, Default)]
pub struct Gate {
    missing: AtomicUsize,
    open: Notify,
}

impl Gate {
    fn of(count: usize) -> Gate {
        Gate { missing: AtomicUsize::new(count), open: Notify::new() }
    }

    fn pass(&self) {
        if self.missing.fetch_sub(1, Ordering::SeqCst) == 1 {
            self.open.notify_one();
        }
    }

    pub async fn wait(&self, most: Duration) {
        if self.missing.load(Ordering::SeqCst) > 0 && timeout(most, self.open.notified()).await.is_err() {
            println!("{} are missing after {most:?}", self.missing.load(Ordering::SeqCst));
        }
    }
}

/// What all players have come to in one question.
#[derive(Debug, Default)]
pub struct Asked {
    pub answered: Gate,
    pub told: Gate,
    pub seen_at: Mutex<Vec<Instant>>,
    /// When each answer was sent, and when it was acknowledged.
    pub acks: Mutex<Vec<(Instant, Instant)>>,
    pub told_at: Mutex<Vec<Instant>>,
}

/// What all players have come to.
#[derive(Debug)]
pub struct Lesson {
    pub joined: Gate,
    pub questions: Vec<Asked>,
    window: Duration,
    joins: Mutex<Vec<Duration>>,
    dropped: AtomicUsize,
    /// Whether connections may end.
    pub over: AtomicBool,
    acked: Mutex<Vec<(u32, u32)>>,
}

impl Lesson {
    pub fn new(players: usize, questions: usize, window: Duration) -> Lesson {
        let asked = |_| Asked { answered: Gate::of(players), told: Gate::of(players), ..Asked::default() };
        Lesson {
            joined: Gate::of(players),
            questions: (0..questions).map(asked).collect(),
            window,
            joins: Mutex::default(),
            dropped: AtomicUsize::new(0),
            over: AtomicBool::new(false),
            acked: Mutex::default(),
        }
    }

    pub fn joins(&self) -> Vec<Duration> {
        self.joins.lock().unwrap().clone()
    }

    pub fn dropped(&self) -> usize {
        self.dropped.load(Ordering::SeqCst)
    }

    /// Players and questions of the answers that were acknowledged.
    pub fn acked(&self) -> Vec<(u32, u32)> {
        self.acked.lock().unwrap().clone()
    }
}

pub async fn play(address: SocketAddr, code: JoinCode, number: usize, lesson: std::sync::Arc<Lesson>) {
    let lost = match connect(address).await {
        Ok(socket) => {
            Player { socket, number, id: 0, lesson: &lesson, pending: None, asked: 0 }.play(code).await
        }
        Err(error) => error,
    };
    if !lesson.over.load(Ordering::SeqCst) {
        lesson.dropped.fetch_add(1, Ordering::SeqCst);
        eprintln!("player {number}: {lost}");
    }
}

struct Player<'a> {
    socket: Socket,
    number: usize,
    id: u32,
    lesson: &'a Lesson,
    /// The question that is to be answered, when, and how.
    pending: Option<(u32, tokio::time::Instant)>,
    /// How many questions were seen.
    asked: u32,
}

impl Player<'_> {
    /// Plays to the end, and says what that was.
    async fn play(mut self, code: JoinCode) -> String {
        let begun = Instant::now();
        let hello = format!(
            r#"{{"type":"hello","version":1,"code":"{code}","lang":"ko","name":"학생 {}"}}"#,
            self.number
        );
        if let Err(error) = self.socket.send(text(&hello)).await {
            return error.to_string();
        }
        let mut sent = Instant::now();
        let mut ping = tokio::time::interval(Duration::from_secs(15));
        ping.reset();
        loop {
            let due = self.pending.map(|(_, due)| due);
            tokio::select! {
                heard = self.socket.next() => match heard {
                    Some(Ok(Message::Text(heard))) => self.hear(heard.as_str(), begun, sent),
                    Some(Ok(Message::Close(_))) | None => return "closed".to_owned(),
                    Some(Ok(_)) => {}
                    Some(Err(error)) => return error.to_string(),
                },
                () = async { tokio::time::sleep_until(due.unwrap_or_else(tokio::time::Instant::now)).await }, if due.is_some() => {
                    let Some((question, _)) = self.pending.take() else { continue };
                    let place = (self.number + question as usize) % 3;
                    let answer = format!(
                        r#"{{"type":"answer","question":{question},"seq":{question},"response":{{"chosen":[{place}]}}}}"#
                    );
                    sent = Instant::now();
                    if let Err(error) = self.socket.send(text(&answer)).await {
                        return error.to_string();
                    }
                }
                _ = ping.tick() => {
                    if let Err(error) = self.socket.send(text(r#"{"type":"ping"}"#)).await {
                        return error.to_string();
                    }
                }
            }
        }
    }

    fn hear(&mut self, heard: &str, begun: Instant, sent: Instant) {
        let now = Instant::now();
        let kind = heard.strip_prefix(r#"{"type":""#).unwrap_or_default();
        let current = self.asked.checked_sub(1).and_then(|at| self.lesson.questions.get(at as usize));
        if kind.starts_with("welcome") {
            let (_, rest) = heard.split_once(r#""player":"#).unwrap();
            self.id = rest.split(',').next().unwrap().parse().unwrap();
            self.lesson.joins.lock().unwrap().push(now - begun);
            self.lesson.joined.pass();
        } else if kind.starts_with("state") && heard.contains(r#""at":"question""#) {
            let (_, rest) = heard.split_once(r#""number":"#).unwrap();
            let number: u32 = rest.split(',').next().unwrap().parse().unwrap();
            if number == self.asked
                && let Some(asked) = self.lesson.questions.get(number as usize)
            {
                self.asked += 1;
                asked.seen_at.lock().unwrap().push(now);
                let share = f64::from(random(self.number as u32, number)) / f64::from(u32::MAX);
                self.pending = Some((number, (now + self.lesson.window.mul_f64(share)).into()));
            }
        } else if kind.starts_with("ack")
            && let Some(asked) = current
        {
            assert!(heard.contains(r#""result":"accepted""#), "{heard}");
            asked.acks.lock().unwrap().push((sent, now));
            self.lesson.acked.lock().unwrap().push((self.id, self.asked - 1));
            asked.answered.pass();
        } else if kind.starts_with("yours")
            && heard.contains(r#""points":"#)
            && let Some(asked) = current
        {
            // Sent after the state in which it is revealed.
            asked.told_at.lock().unwrap().push(now);
            asked.told.pass();
        }
    }
}

/// The same in every run.
fn random(player: u32, question: u32) -> u32 {
    let mut mixed = u64::from(player) << 32 | u64::from(question + 1);
    for _ in 0..3 {
        mixed = (mixed ^ (mixed >> 31)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
    (mixed >> 32) as u32
}
