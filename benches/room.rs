//! A room of 5,000 players: what an answer, a reveal and the messages cost.
//!
//! `cargo bench --bench room`; what is measured and why is in `benches/README.md`.
#![allow(clippy::unwrap_used, missing_docs)]

use std::hint::black_box;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use seodang::{
    class::{
        Command, HostCommand, Item, Join, PlayerId, Reply, Room, SeatHash, Setup,
        command::Answer,
        report::Report,
        seat::Hex,
        view::{HostView, PlayerLine, PlayerView, ProjectorView, Yours},
        wire::{ServerMessage, decode, encode},
    },
    course::{Course, Files, Kind},
};

const PLAYERS: u32 = 5_000;
const QUESTIONS: usize = 20;

fn setup() -> Setup {
    let course = Course::open(Files::embedded()).0;
    let lesson = course.lesson_index("ecs").unwrap();
    let questions = course.questions(lesson).iter().filter(|question| question.kind == Kind::Single);
    let items = questions.cycle().take(QUESTIONS).map(|question| Item::new(question.clone(), Some(20_000)));
    Setup {
        teams: vec!["청팀".into(), "홍팀".into()],
        ..Setup::live(course.title.clone(), items.collect(), 7)
    }
}

fn join(room: &mut Room, seat: u32, name: String) {
    let mut bytes = [0; 32];
    bytes[..4].copy_from_slice(&seat.to_be_bytes());
    let join = Join { seat: SeatHash(Hex(bytes)), name, student: None, team: Some(seat % 2) };
    room.apply(&Command::Join(join), 0).unwrap();
}

fn answer(player: u32, question: u32) -> Command {
    let reply = Reply::Chosen(vec![u8::try_from(player % 3).unwrap()]);
    Command::Answer(Answer { player: PlayerId(player), question, seq: question, reply })
}

fn next(room: &mut Room) {
    let next = room.next();
    room.apply(&Command::Host(next), 0).unwrap();
}

/// With 19 questions over, and the last one open.
fn full() -> Room {
    let (mut room, _) = Room::open(setup(), 0).unwrap();
    (0..PLAYERS).for_each(|seat| join(&mut room, seat, format!("학생 {seat}")));
    (0..PLAYERS).for_each(|player| room.connect(PlayerId(player)));
    for question in 0..QUESTIONS as u32 {
        next(&mut room);
        if question + 1 < QUESTIONS as u32 {
            (0..PLAYERS).for_each(|player| {
                room.apply(&answer(player, question), 100).unwrap();
            });
            (0..3).for_each(|_| next(&mut room));
        }
    }
    room
}

fn answers(c: &mut Criterion) {
    let room = full();
    let last = QUESTIONS as u32 - 1;
    let mut group = c.benchmark_group("room of 5,000");
    group.sample_size(20);
    group.throughput(Throughput::Elements(u64::from(PLAYERS)));
    group.bench_function("5,000 answers decided and folded", |b| {
        b.iter_batched_ref(
            || room.clone(),
            |room| {
                for player in 0..PLAYERS {
                    black_box(room.apply(&answer(player, last), 200).unwrap());
                    room.apply(&Command::Tick, 200).unwrap();
                }
            },
            BatchSize::LargeInput,
        );
    });
    group.bench_function("5,000 joins under one name", |b| {
        b.iter_batched_ref(
            || Room::open(setup(), 0).unwrap().0,
            |room| (0..PLAYERS).for_each(|seat| join(room, seat, "민지".to_owned())),
            BatchSize::LargeInput,
        );
    });
    group.finish();
}

fn reveal(c: &mut Criterion) {
    let mut room = full();
    (0..PLAYERS).for_each(|player| {
        room.apply(&answer(player, QUESTIONS as u32 - 1), 200).unwrap();
    });
    let mut group = c.benchmark_group("room of 5,000");
    group.sample_size(20);
    group.bench_function("reveal of the 20th question", |b| {
        b.iter_batched_ref(
            || room.clone(),
            |room| room.apply(&Command::Host(HostCommand::Reveal), 300).unwrap(),
            BatchSize::LargeInput,
        );
    });
    room.apply(&Command::Host(HostCommand::Reveal), 300).unwrap();
    group.bench_function("report", |b| b.iter(|| Report::of(black_box(&room))));
    group.finish();
}

fn messages(c: &mut Criterion) {
    let mut room = full();
    (0..PLAYERS).for_each(|player| {
        room.apply(&answer(player, QUESTIONS as u32 - 1), 200).unwrap();
    });
    room.apply(&Command::Host(HostCommand::Reveal), 300).unwrap();
    let mut group = c.benchmark_group("messages of a room of 5,000");
    group.bench_function("state for all players", |b| {
        b.iter(|| encode(&ServerMessage::State(PlayerView::of(black_box(&room), 300))));
    });
    group.bench_function("one player's own", |b| {
        b.iter(|| encode(&ServerMessage::Yours(Yours::of(black_box(&room), PlayerId(77)).unwrap())));
    });
    group.bench_function("wall", |b| {
        b.iter(|| encode(&ServerMessage::ProjectorState(ProjectorView::of(black_box(&room), 300))));
    });
    group.bench_function("host with all players", |b| {
        b.iter(|| {
            encode(&ServerMessage::HostState {
                view: Box::new(HostView::of(black_box(&room), 300)),
                players: Some(PlayerLine::all(&room)),
            })
        });
    });
    let text = br#"{"type":"answer","question":19,"seq":7,"response":{"chosen":[2]}}"#;
    group.bench_function("an answer read", |b| b.iter(|| decode(black_box(text)).unwrap()));
    group.finish();
}

criterion_group!(benches, answers, reveal, messages);
criterion_main!(benches);
