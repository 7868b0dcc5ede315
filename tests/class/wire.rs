//! Messages: what is read, what is refused, and that everything that is written can be read.

use proptest::prelude::*;
use seodang::{
    class::{
        HostCommand, HostToken, OwnPoll, PlayerId, Poll, Refusal, Reply, SeatToken, Setup,
        name::NameFault,
        seat::Hex,
        setup::Mode,
        view::{DoorView, HostView, Mine, PlayerLine, PlayerView, ProjectorView},
        wire::{
            Acked, AnswerMessage, ClientMessage, Goodbye, Hello, HostMessage, MOST_BYTES, ServerMessage,
            VERSION, WireFault, decode, encode,
        },
    },
    lang::Lang,
};

use crate::desk::{Desk, both, every_kind, live};

/// What the tests of the page play to it and hear from it: `node tests/web/messages.mjs` writes it.
const PAGE: &str = include_str!("../web/messages.json");

#[test]
fn the_page_and_the_room_speak_the_same_language() {
    let page: serde_json::Value = serde_json::from_str(PAGE).unwrap();
    let (said_to, said_by) = (page["server"].as_array().unwrap(), page["client"].as_array().unwrap());
    for message in said_to {
        let read: ServerMessage =
            serde_json::from_value(message.clone()).unwrap_or_else(|e| panic!("{e}: {message}"));
        let written: serde_json::Value = serde_json::from_str(&encode(&read)).unwrap();
        assert_eq!(&written, message);
    }
    for message in said_by {
        decode(message.to_string().as_bytes()).unwrap_or_else(|e| panic!("{e}: {message}"));
    }
    assert!(said_to.len() > 60 && said_by.len() > 14);
}

fn client_message() -> impl Strategy<Value = ClientMessage> {
    let text = || proptest::option::of(r"\PC{0,20}");
    let hello = (
        r"\PC{0,9}",
        proptest::option::of(any::<[u8; 16]>()),
        text(),
        text(),
        any::<Option<u32>>(),
        any::<bool>(),
    );
    let hello = hello.prop_map(|(code, seat, name, student, team, korean)| {
        let seat = seat.map(|bytes| SeatToken(Hex(bytes)));
        let lang = if korean { Lang::Ko } else { Lang::En };
        ClientMessage::Hello(Hello { version: VERSION, code, seat, name, student, team, lang })
    });
    let reply = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..9).prop_map(Reply::Chosen),
        prop::collection::vec(any::<(u8, u8)>(), 0..9).prop_map(Reply::Matched),
        r"\PC{0,60}".prop_map(Reply::Typed),
        Just(Reply::DontKnow),
    ];
    let answer = (any::<u32>(), any::<u32>(), reply).prop_map(|(question, seq, response)| {
        ClientMessage::Answer(AnswerMessage { question, seq, response })
    });
    let host = (any::<[u8; 32]>(), proptest::option::of(host_command())).prop_map(|(token, command)| {
        ClientMessage::Host(HostMessage { token: HostToken(Hex(token)), command })
    });
    let projector = (r"\PC{0,9}", any::<Option<[u8; 32]>>()).prop_map(|(code, token)| {
        ClientMessage::Projector { code, token: token.map(|bytes| HostToken(Hex(bytes))) }
    });
    let knock = r"\PC{0,9}".prop_map(|code| ClientMessage::Knock { code });
    prop_oneof![
        hello,
        answer,
        host,
        projector,
        knock,
        Just(ClientMessage::Results),
        Just(ClientMessage::Ping)
    ]
}

fn host_command() -> impl Strategy<Value = HostCommand> {
    let player = || any::<u32>().prop_map(PlayerId);
    prop_oneof![
        any::<u32>().prop_map(|step| HostCommand::Next { step }),
        any::<u32>().prop_map(|step| HostCommand::Skip { step }),
        prop::sample::select(vec![
            HostCommand::Lock,
            HostCommand::Reveal,
            HostCommand::Pause,
            HostCommand::Resume
        ]),
        any::<u64>().prop_map(|ms| HostCommand::Extend { ms }),
        prop::sample::select(Poll::ALL.to_vec()).prop_map(HostCommand::Poll),
        r"\PC{0,40}".prop_map(|line| HostCommand::OwnPoll(OwnPoll::read(&line))),
        any::<bool>().prop_map(|open| HostCommand::Door { open }),
        any::<bool>().prop_map(|shown| HostCommand::Names { shown }),
        (player(), r"\PC{0,20}").prop_map(|(player, name)| HostCommand::Rename { player, name }),
        (player(), any::<bool>()).prop_map(|(player, ban)| HostCommand::Kick { player, ban }),
        prop::sample::select(vec![HostCommand::End, HostCommand::Close]),
    ]
}

#[test]
fn messages_of_clients_look_like_this() {
    for (text, expected) in [
        (r#"{"type":"ping"}"#, ClientMessage::Ping),
        (r#"{"type":"results"}"#, ClientMessage::Results),
        (r#"{"type":"projector"}"#, ClientMessage::Projector { code: String::new(), token: None }),
        (r#"{"type":"knock","code":"ABC234"}"#, ClientMessage::Knock { code: "ABC234".into() }),
        (
            r#"{"type":"hello","version":1,"code":"KR7 WQ2","name":"민지","lang":"ko","newer":[1]}"#,
            ClientMessage::Hello(Hello {
                version: 1,
                code: "KR7 WQ2".into(),
                seat: None,
                name: Some("민지".into()),
                student: None,
                team: None,
                lang: Lang::Ko,
            }),
        ),
        (
            r#"{"type":"answer","question":0,"seq":7,"response":{"chosen":[2,0]}}"#,
            ClientMessage::Answer(AnswerMessage { question: 0, seq: 7, response: Reply::Chosen(vec![2, 0]) }),
        ),
        (
            r#"{"type":"answer","question":1,"seq":8,"response":"dont-know"}"#,
            ClientMessage::Answer(AnswerMessage { question: 1, seq: 8, response: Reply::DontKnow }),
        ),
    ] {
        assert_eq!(decode(text.as_bytes()), Ok(expected), "{text}");
    }
    let host =
        format!(r#"{{"type":"host","token":"{}","command":{{"next":{{"step":3}}}}}}"#, "0f".repeat(32));
    let token = HostToken(Hex([15; 32]));
    let expected = HostMessage { token, command: Some(HostCommand::Next { step: 3 }) };
    assert_eq!(decode(host.as_bytes()), Ok(ClientMessage::Host(expected)));
}

#[test]
fn what_is_no_message_is_refused_and_said_why() {
    let answer =
        |response: &str| format!(r#"{{"type":"answer","question":0,"seq":0,"response":{response}}}"#);
    for (text, expected) in [
        ("", "EOF"),
        ("null", "expected"),
        ("{}", "missing field `type`"),
        (r#"{"type":"shutdown"}"#, "unknown variant `shutdown`"),
        (r#"{"type":"hello"}"#, "missing field"),
        (r#"{"type":"hello","version":1,"code":"x","lang":"de"}"#, "ko or en"),
        (r#"{"type":"hello","version":1,"code":"x","lang":"ko","seat":"xyz"}"#, "32 hexadecimal digits"),
        (r#"{"type":"hello","version":-1,"code":"x","lang":"ko"}"#, "-1"),
        (&answer(r#"{"chosen":[256]}"#), "256"),
        (&answer(r#"{"chosen":[-1]}"#), "-1"),
        (&answer(r#"{"chosen":"0"}"#), "expected a sequence"),
        (&answer(r#"{"eval":1}"#), "unknown variant `eval`"),
        (&answer(&format!(r#"{{"chosen":{:?}}}"#, [0; 65])), "`response` is too long"),
        (&answer(&format!(r#"{{"typed":"{}"}}"#, "가".repeat(134))), "`response` is too long"),
        (
            &format!(r#"{{"type":"hello","version":1,"code":"{}","lang":"ko"}}"#, "x".repeat(161)),
            "`code` is too long",
        ),
        (&format!(r#"{{"type":"knock","code":"{}"}}"#, "x".repeat(161)), "`code` is too long"),
        (&format!(r#"{{"type":"ping","x":{}"#, "[".repeat(8_000)), "recursion"),
        (&" ".repeat(MOST_BYTES + 1), "8193 bytes"),
    ] {
        let fault = decode(text.as_bytes()).unwrap_err();
        assert!(fault.to_string().contains(expected), "{text:.80}: {fault}");
    }
    assert!(matches!(decode(b"\xff\xfe{}"), Err(WireFault::Malformed(_))));
}

#[test]
fn every_message_of_a_room_can_be_read_again() {
    let mut messages = vec![
        ServerMessage::Pong,
        ServerMessage::Welcome {
            version: VERSION,
            player: PlayerId(3),
            seat: SeatToken(Hex([9; 16])),
            name: both("민지"),
            team: Some(1),
        },
        ServerMessage::Ack { question: 1, seq: 2, result: Acked::Accepted },
        ServerMessage::Ack { question: 1, seq: 2, result: Acked::Refused(Refusal::Late) },
        ServerMessage::refused(Refusal::Name(NameFault::Long)),
        ServerMessage::Malformed { message: "x".into() },
        ServerMessage::Bye { reason: Goodbye::Banned },
    ];
    for mode in [Mode::Live, Mode::SelfPaced { limit_ms: 60_000, at_once: true }] {
        let mut desk = Desk::open(Setup { mode, teams: Vec::new(), ..live(every_kind()) });
        let player = desk.join("민지");
        for _ in 0..32 {
            if let Some(number) = desk.room.question_of(player) {
                let reply = desk.sample(number, number % 2 == 0);
                desk.try_answer(player, number, 1, reply);
            }
            messages.push(ServerMessage::Door(DoorView::of(&desk.room)));
            messages.push(ServerMessage::State(PlayerView::of(&desk.room, desk.now)));
            messages.push(ServerMessage::Yours(desk.yours(player)));
            messages.push(ServerMessage::Results { answers: Mine::revealed(&desk.room, player) });
            messages.push(ServerMessage::ProjectorState(ProjectorView::of(&desk.room, desk.now)));
            messages.push(ServerMessage::HostState {
                view: Box::new(HostView::of(&desk.room, desk.now)),
                players: Some(PlayerLine::all(&desk.room)),
            });
            let next = desk.room.next();
            if desk.host(next).is_err() {
                break;
            }
        }
    }
    for message in messages {
        let text = encode(&message);
        assert!(text.starts_with(r#"{"type":""#), "{text}");
        assert_eq!(serde_json::from_str::<ServerMessage>(&text).unwrap(), message, "{text}");
    }
}

#[test]
fn what_players_are_sent_does_not_grow_with_their_number() {
    let sizes = [3, 300].map(|players| {
        let mut desk = Desk::open(live(every_kind()));
        let ids: Vec<PlayerId> = (0..players).map(|n| desk.join(&format!("학생{n:03}"))).collect();
        let mut most = 0;
        for number in 0..7 {
            for _ in 0..4 {
                if desk.room.question_of(ids[0]).is_some() {
                    let reply = desk.sample(number, true);
                    ids.iter().for_each(|id| {
                        desk.try_answer(*id, number, 1, reply.clone());
                    });
                }
                desk.next();
                let state = encode(&ServerMessage::State(PlayerView::of(&desk.room, desk.now))).len();
                most = most.max(state).max(encode(&ServerMessage::Yours(desk.yours(ids[2]))).len());
            }
        }
        most
    });
    // The best three become the best five, and numbers have more digits.
    assert!(sizes[1] < sizes[0] + 400, "{sizes:?}");
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = decode(&bytes);
    }

    #[test]
    fn a_message_with_some_bytes_changed_is_read_or_refused(
        message in client_message(),
        changes in prop::collection::vec((any::<usize>(), any::<u8>()), 0..4),
        cut in any::<usize>(),
    ) {
        let mut bytes = serde_json::to_vec(&message).unwrap();
        prop_assert_eq!(decode(&bytes), Ok(message));
        for (at, byte) in changes {
            let at = at % bytes.len();
            bytes[at] = byte;
        }
        let _ = decode(&bytes);
        let _ = decode(&bytes[..cut % bytes.len()]);
    }
}
