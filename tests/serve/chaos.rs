//! Everything at once that can go wrong with a class: connections drop and come back, all of them at once, too; the host is
//! killed in every phase; messages come twice, late, too early, or are none. What comes of it must be what an independent
//! model says, which knows nothing but what was acknowledged.
//!
//! The host is this same test program in another role, so that nothing but the library is in it.
#![allow(clippy::disallowed_methods, reason = "a test may read the clock and its own arguments")]

use std::{
    collections::HashMap,
    env,
    io::{BufRead as _, BufReader, Write as _},
    net::SocketAddr,
    path::Path,
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    thread::sleep,
    time::Duration,
};

use seodang::{
    class::{
        Happened, HostCommand, Item, JoinCode, PlayerId, Room, Setup,
        setup::{Basis, Mode, Scoring},
    },
    serve::{
        Host,
        host::{Prepared, Reach},
    },
    store::class,
};
use serde_json::{Value, json};

use crate::{
    desk,
    line::{Line, answer, place},
};

const FOLDER: &str = "SEODANG_TEST_CHAOS_FOLDER";
const CODE: &str = "SEODANG_TEST_CHAOS_CODE";
const STYLE: &str = "SEODANG_TEST_CHAOS_STYLE";

const PUPILS: usize = 6;
const QUESTIONS: u32 = 3;

/// The moments in which the host is killed, one in each class.
const MOMENTS: [Moment; 9] = [
    Moment::Joining,
    Moment::Lobby,
    Moment::Asked,
    Moment::Answering,
    Moment::Paused,
    Moment::Locked,
    Moment::Reveal,
    Moment::Scoreboard,
    Moment::Podium,
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Moment {
    Joining,
    Lobby,
    Asked,
    Answering,
    Paused,
    Locked,
    Reveal,
    Scoreboard,
    Podium,
}

/// The classes in which that happens.
const STYLES: [Style; 4] = [Style::Plain, Style::Teams, Style::Speed, Style::Homework];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Plain,
    Teams,
    Speed,
    Homework,
}

impl Style {
    fn setup(self) -> Setup {
        let questions = (0..QUESTIONS).map(|n| desk::single(&format!("q{n}"))).collect();
        let plain = desk::live(questions);
        match self {
            Style::Plain => plain,
            Style::Teams => Setup { teams: vec!["파랑".to_owned(), "Red".to_owned()], ..plain },
            Style::Speed => Setup {
                scoring: Scoring { basis: Basis::Speed, ..Scoring::default() },
                items: plain.items.into_iter().map(|item| Item { limit_ms: Some(60_000), ..item }).collect(),
                ..plain
            },
            Style::Homework => Setup { mode: Mode::SelfPaced { limit_ms: 600_000, at_once: false }, ..plain },
        }
    }
}

/// One class for each moment; with `SEODANG_EVERY_KILL` each moment in each style, four times.
fn rounds() -> u64 {
    let classes = if env::var_os("SEODANG_EVERY_KILL").is_some() { 4 * STYLES.len() } else { 1 };
    (MOMENTS.len() * classes) as u64
}

/// The host in its own process: does what it is told line by line, until it is killed or nobody tells it anything any more.
#[test]
fn host() {
    let Some(folder) = env::var_os(FOLDER) else { return };
    let folder = Path::new(&folder);
    let prepared = match env::var(CODE) {
        Ok(code) => Prepared::resume(folder, code.parse().unwrap()).unwrap(),
        Err(_) => {
            let style = env::var(STYLE).unwrap().parse::<usize>().unwrap();
            Prepared::open(folder, STYLES[style].setup(), 1_795_341_072_000).unwrap()
        }
    };
    let host = Host::start(prepared, Reach::at("127.0.0.1:0".parse().unwrap())).unwrap();
    say(&format!("{} {}", host.address(), host.code()));
    // What the host sees comes at its own pace, so that steps are counted here.
    let mut step = host.sight().view.step;
    for line in std::io::stdin().lines().map_while(Result::ok) {
        let command = match line.as_str() {
            "lock" => HostCommand::Lock,
            "pause" => HostCommand::Pause,
            "resume" => HostCommand::Resume,
            _ => HostCommand::Next { step },
        };
        step += u32::from(matches!(command, HostCommand::Lock | HostCommand::Next { .. }));
        host.command(command).unwrap();
        say("done");
    }
    host.stop();
}

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "\nhost: {line}").unwrap();
    out.flush().unwrap();
}

/// That process, as the test sees it.
struct Desk {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    address: SocketAddr,
    code: JoinCode,
}

impl Desk {
    fn open(folder: &Path, style: Style, code: Option<JoinCode>) -> Desk {
        let mut command = Command::new(env::current_exe().unwrap());
        command.args(["--exact", "chaos::host", "--nocapture", "--test-threads=1"]).env(FOLDER, folder);
        command.env(STYLE, STYLES.iter().position(|known| *known == style).unwrap().to_string());
        command.envs(code.map(|code| (CODE, code.to_string())));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let input = child.stdin.take();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let said = hear(&mut output);
        let (address, code) = said.split_once(' ').unwrap();
        Desk { child, input, output, address: address.parse().unwrap(), code: code.parse().unwrap() }
    }

    fn tell(&mut self, command: &str) {
        writeln!(self.input.as_mut().unwrap(), "{command}").unwrap();
        assert_eq!(hear(&mut self.output), "done");
    }

    /// Dies at once, or as a program ends.
    fn die(&mut self, gently: bool) {
        drop(self.input.take());
        if !gently {
            self.child.kill().unwrap();
        }
        self.child.wait().unwrap();
    }
}

fn hear(output: &mut BufReader<ChildStdout>) -> String {
    loop {
        let mut line = String::new();
        assert!(output.read_line(&mut line).unwrap() > 0, "the host is gone");
        if let Some(said) = line.trim().strip_prefix("host: ") {
            return said.to_owned();
        }
    }
}

/// The same in every run of a round.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// A pupil, and what the model knows of them.
struct Pupil {
    name: String,
    line: Option<Line>,
    seat: Option<String>,
    id: u32,
    /// Of each question the answer that has to count: its number, and whether it is right.
    counts: HashMap<u32, (u32, bool)>,
    /// An answer of which nothing was heard: question, number, place.
    unheard: Option<(u32, u32, u8)>,
    /// In a class with teams.
    team: Option<usize>,
    /// Has left homework as it is.
    has_given_up: bool,
}

impl Pupil {
    fn line(&mut self) -> &mut Line {
        self.line.as_mut().unwrap()
    }

    /// Says hello, with the seat if there is one.
    fn knock(&mut self, desk: &Desk) {
        let mut line = Line::open(desk.address);
        let hello = match &self.seat {
            Some(seat) => json!({ "seat": seat }),
            None => json!({ "name": self.name, "team": self.team }),
        };
        line.hello(desk.code, hello);
        self.line = Some(line);
    }

    /// Hears whether there is a seat; `false` when the host is gone.
    fn sit(&mut self) -> bool {
        while let Some(heard) = self.line().next() {
            if heard["type"] == "welcome" {
                let id = u32::try_from(heard["player"].as_u64().unwrap()).unwrap();
                assert!(self.seat.is_none() || self.id == id, "{} got another seat", self.name);
                (self.id, self.seat) = (id, Some(heard["seat"].as_str().unwrap().to_owned()));
                return true;
            }
        }
        self.line = None;
        false
    }

    /// What became of an answer; `None` when the host is gone.
    fn hear(&mut self, question: u32, seq: u32) -> Option<Value> {
        loop {
            let heard = self.line().next()?;
            if heard["type"] == "ack" && heard["question"] == question && heard["seq"] == seq {
                return Some(heard["result"].clone());
            }
        }
    }

    /// Hears about the answer that was sent.
    fn settle(&mut self, right: u8) -> bool {
        let Some((question, seq, place)) = self.unheard else { return true };
        if self.line.is_none() {
            return false;
        }
        let Some(result) = self.hear(question, seq) else { return false };
        assert_eq!(result, "accepted", "{} {question}", self.name);
        self.counts.insert(question, (seq, place == right));
        self.unheard = None;
        true
    }

    /// Where the right option of a question of homework stands, as soon as that is open to them.
    fn own(&mut self, number: u32) -> u8 {
        loop {
            let heard = self.line().heard.iter().rev().find(|heard| heard["type"] == "yours").cloned();
            if let Some(own) =
                heard.map(|heard| heard["question"].clone()).filter(|own| own["number"] == number)
            {
                return place(&own["question"], "a");
            }
            self.line().hear("yours");
        }
    }

    /// Says things that must change nothing, and looks at what is said about them.
    fn mischief(&mut self, dice: &mut Dice, question: u32, right: u8) {
        let (seq, other) = (700 + question, (right + 1) % 3);
        let refused = |reason: &str| json!({ "refused": reason });
        let (asked, seq, place, expected) = match (dice.roll(5), self.counts.get(&question).copied()) {
            (0, _) => {
                self.line().raw(["", "{", "[1]", "{\"type\":\"answer\"}", "\u{0}"][dice.roll(5) as usize]);
                self.line().hear("malformed");
                return;
            }
            (1, _) => (
                question + 1,
                seq,
                right,
                refused(if question + 1 < QUESTIONS { "not-open" } else { "unknown-question" }),
            ),
            (2, _) if question > 0 && !self.counts.contains_key(&(question - 1)) => {
                (question - 1, seq, right, refused("late"))
            }
            (2, _) => (99, seq, right, refused("unknown-question")),
            (3, Some((seq, was_right))) => {
                // The same number is the same answer, whatever is in it.
                let place = if was_right { other } else { right };
                (question, seq, place, json!("accepted"))
            }
            (_, Some(_)) => (question, seq, right, refused("answered")),
            (_, None) => return,
        };
        self.line().say(&answer(asked, seq, place));
        assert_eq!(self.hear(asked, seq).unwrap(), expected, "{} {question}", self.name);
    }
}

/// A class in which the host is killed once.
struct Class {
    desk: Desk,
    pupils: Vec<Pupil>,
    dice: Dice,
    folder: tempfile::TempDir,
    moment: Moment,
    /// The question in which that is, where it is in one.
    when: u32,
    deaths: u32,
    /// Whether the host ends as a program does, rather than being killed.
    gently: bool,
    style: Style,
}

impl Class {
    fn begin(round: u64) -> Class {
        let folder = tempfile::tempdir().unwrap();
        let at = usize::try_from(round).unwrap();
        let style = STYLES[(at / MOMENTS.len() + at % MOMENTS.len()) % STYLES.len()];
        let moment = match MOMENTS[at % MOMENTS.len()] {
            // Homework has none.
            Moment::Scoreboard if style == Style::Homework => Moment::Reveal,
            moment => moment,
        };
        let pupil = |n| Pupil {
            name: format!("학생 {n}"),
            line: None,
            seat: None,
            id: u32::MAX,
            counts: HashMap::new(),
            unheard: None,
            team: (style == Style::Teams).then_some(n % 2),
            has_given_up: false,
        };
        let mut dice = Dice(round.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        Class {
            desk: Desk::open(folder.path(), style, None),
            pupils: (0..PUPILS).map(pupil).collect(),
            moment,
            when: u32::try_from(dice.roll(u64::from(QUESTIONS))).unwrap(),
            dice,
            folder,
            deaths: 0,
            gently: round % 10 == 9,
            style,
        }
    }

    /// Kills the host if that is to be now, and takes the class up again in a new process.
    fn pass(&mut self, moment: Moment, question: u32) -> bool {
        let is_now = self.deaths == 0 && moment == self.moment && question == self.when;
        if is_now {
            sleep(Duration::from_micros(self.dice.roll(4_000)));
            let code = self.desk.code;
            self.desk.die(self.gently);
            self.desk = Desk::open(self.folder.path(), self.style, Some(code));
            self.deaths += 1;
        }
        is_now
    }

    /// Where the host was killed, everybody finds out, and comes back at once.
    fn pass_and_gather(&mut self, moment: Moment, question: u32, right: u8) {
        if self.pass(moment, question) {
            for pupil in &mut self.pupils {
                // What had been acknowledged before counts.
                pupil.settle(right);
                pupil.line = None;
            }
            self.gather();
        }
    }

    /// Everybody who has no connection comes in, all at once; whoever is sent away by a dying host tries again.
    fn gather(&mut self) {
        while self.pupils.iter().any(|pupil| pupil.line.is_none()) {
            let out: Vec<usize> = (0..PUPILS).filter(|at| self.pupils[*at].line.is_none()).collect();
            out.iter().for_each(|at| self.pupils[*at].knock(&self.desk));
            let has_died = self.pass(Moment::Joining, self.when);
            for at in out {
                self.pupils[at].sit();
                if has_died {
                    // Whoever heard of a seat before has to come back to it.
                    self.pupils[at].line = None;
                }
            }
        }
    }

    fn run(mut self) {
        let lobby = self.when;
        self.gather();
        self.pass_and_gather(Moment::Lobby, lobby, 0);
        match self.style {
            Style::Homework => self.set_homework(),
            _ => (0..QUESTIONS).for_each(|question| self.ask(question)),
        }
        self.pass_and_gather(Moment::Podium, lobby, 0);
        self.compare();
    }

    /// Everybody answers at their own pace, until it is collected.
    fn set_homework(&mut self) {
        self.desk.tell("next");
        for question in 0..QUESTIONS {
            let right = self.pupils[0].own(question);
            self.pass_and_gather(Moment::Asked, question, right);
            self.pause(question, right);
            for at in self.order() {
                let roll = self.dice.roll(10);
                let pupil = &mut self.pupils[at];
                pupil.has_given_up |= roll == 0 && at > 0;
                if pupil.has_given_up {
                    continue;
                }
                assert_eq!(pupil.own(question), right);
                self.answer(at, question, right, roll);
            }
            self.pass_and_gather(Moment::Answering, question, right);
            self.send_again(right, |_, _| ());
        }
        self.desk.tell("lock");
        self.pass_and_gather(Moment::Locked, self.when, 0);
        for pupil in self.pupils.iter_mut().filter(|pupil| pupil.has_given_up) {
            pupil.line().say(&answer(QUESTIONS - 1, 500, 0));
            assert_eq!(pupil.hear(QUESTIONS - 1, 500).unwrap(), json!({ "refused": "late" }));
        }
        self.desk.tell("next");
        self.pass_and_gather(Moment::Reveal, self.when, 0);
        self.desk.tell("next");
    }

    /// The clock stands still, whoever dies meanwhile, and nobody can answer.
    fn pause(&mut self, question: u32, right: u8) {
        if self.moment != Moment::Paused || self.when != question {
            return;
        }
        self.desk.tell("pause");
        self.pass_and_gather(Moment::Paused, question, right);
        for pupil in &mut self.pupils {
            let scene = pupil.line().scene(if self.style == Style::Homework { "open" } else { "question" });
            assert_eq!(scene["timing"]["paused"], true);
            if !pupil.has_given_up {
                pupil.line().say(&answer(question, 600, right));
                assert_eq!(pupil.hear(question, 600).unwrap(), json!({ "refused": "paused" }));
            }
        }
        self.desk.tell("resume");
    }

    /// Sends an answer; some are gone before they hear of it.
    fn answer(&mut self, at: usize, question: u32, right: u8, roll: u64) {
        let place = if roll < 6 { right } else { (right + 1) % 3 };
        let pupil = &mut self.pupils[at];
        pupil.unheard = Some((question, question * 10, place));
        pupil.line().say(&answer(question, question * 10, place));
        if roll == 9 {
            pupil.line = None;
        }
    }

    /// Whoever has heard nothing sends it again, and hears one thing or the same twice.
    fn send_again(&mut self, right: u8, mut then: impl FnMut(&mut Pupil, &mut Dice)) {
        self.gather();
        for at in self.order() {
            let pupil = &mut self.pupils[at];
            if let Some((question, seq, place)) = pupil.unheard {
                pupil.line().say(&answer(question, seq, place));
                assert!(pupil.settle(right));
            }
            then(pupil, &mut self.dice);
        }
    }

    fn ask(&mut self, question: u32) {
        self.desk.tell("next");
        let scene = self.pupils[0].line().scene("question");
        assert_eq!(scene["number"], question);
        let right = place(&scene["question"], "a");
        self.pass_and_gather(Moment::Asked, question, right);
        self.pause(question, right);
        for at in self.order() {
            let roll = self.dice.roll(10);
            self.pupils[at].mischief(&mut self.dice, question, right);
            // Some never answer.
            if roll > 0 {
                self.answer(at, question, right, roll);
            }
        }
        self.pass_and_gather(Moment::Answering, question, right);
        self.send_again(right, |pupil, dice| pupil.mischief(dice, question, right));
        self.desk.tell("lock");
        self.pass_and_gather(Moment::Locked, question, right);
        for pupil in &mut self.pupils {
            pupil.line().say(&answer(question, 500, right));
            let late = if pupil.counts.contains_key(&question) { "answered" } else { "late" };
            assert_eq!(pupil.hear(question, 500).unwrap(), json!({ "refused": late }));
        }
        self.desk.tell("next");
        self.pass_and_gather(Moment::Reveal, question, right);
        self.desk.tell("next");
        self.pass_and_gather(Moment::Scoreboard, question, right);
        if self.dice.roll(3) == 0 {
            self.pupils.iter_mut().for_each(|pupil| pupil.line = None);
            self.gather();
        }
    }

    /// The pupils in another order each time.
    fn order(&mut self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..PUPILS).collect();
        for at in (1..PUPILS).rev() {
            order.swap(at, usize::try_from(self.dice.roll(at as u64 + 1)).unwrap());
        }
        order
    }

    /// What pupils are told, what the journal says, and what the model says is the same.
    fn compare(mut self) {
        assert_eq!(self.deaths, 1);
        self.pupils.iter_mut().for_each(|pupil| pupil.line = None);
        self.gather();
        let mut told = Vec::new();
        for pupil in &mut self.pupils {
            told.push(pupil.line().hear("yours")["standing"]["score"].as_u64().unwrap());
        }
        let (code, folder) = (self.desk.code, self.folder);
        self.desk.die(true);
        let kept = class::read(folder.path(), code).unwrap();
        let room = Room::replay(&kept.events).unwrap();
        let mut answers: HashMap<(u32, u32), Vec<u32>> = HashMap::new();
        for event in &kept.events {
            if let Happened::Answered { player, question, seq, .. } = event.what {
                answers.entry((player.0, question)).or_default().push(seq);
            }
        }
        let mut members = vec![Vec::new(); room.setup().teams.len()];
        for (pupil, told) in self.pupils.iter().zip(told) {
            let right = pupil.counts.values().filter(|(_, right)| *right).count() as u64;
            let replayed = u64::from(room.board().standing(PlayerId(pupil.id)).score);
            assert_eq!(told, replayed, "{}", pupil.name);
            // When it came decides about half of it where speed counts.
            let least = if self.style == Style::Speed { 500 } else { 1_000 };
            assert!((least * right..=1_000 * right).contains(&told), "{} {told}", pupil.name);
            if let Some(team) = pupil.team {
                members[team].push(told);
            }
            for (question, (seq, _)) in &pupil.counts {
                assert_eq!(
                    answers.remove(&(pupil.id, *question)),
                    Some(vec![*seq]),
                    "{} {question}",
                    pupil.name
                );
            }
        }
        assert!(answers.is_empty(), "nobody gave these: {answers:?}");
        for team in &room.board().teams {
            let scores = &members[team.team as usize];
            let mean = scores.iter().sum::<u64>() as f64 / scores.len() as f64;
            assert!((f64::from(team.score) - mean).abs() <= 0.5, "{team:?} {mean}");
        }
    }
}

#[test]
fn the_scores_are_those_of_the_model_whatever_happens() {
    for round in 0..rounds() {
        Class::begin(round).run();
    }
}
