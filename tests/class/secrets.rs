//! Rule 2: what is right exists in the host's memory only, until it is revealed.

use proptest::prelude::*;
use seodang::{
    class::{
        Phase, PlayerId, Reply, Setup,
        report::Report,
        setup::Mode,
        view::{HostView, KeyView, Mine},
        wire::{Acked, ServerMessage, encode},
    },
    course::{Kind, Question},
    study::order::Order,
};

use crate::desk::{Desk, both, every_kind, live, matching, ordering};

fn assert_no_secret(sent: &[String]) {
    for message in sent {
        assert!(!message.contains("SECRET"), "{message}");
    }
}

#[test]
fn rule_2_no_byte_to_players_or_the_wall_says_what_is_right_before_the_reveal() {
    for mode in [Mode::Live, Mode::SelfPaced { limit_ms: 600_000, at_once: false }] {
        for right in [true, false] {
            let mut desk = Desk::open(Setup { mode, ..live(every_kind()) });
            let players: Vec<PlayerId> = (0..4).map(|n| desk.join(&format!("학생 {n}"))).collect();
            assert_no_secret(&desk.sent());
            let mut seen = Vec::new();
            for number in 0..7 {
                if desk.room.phase() != Phase::Question {
                    desk.next();
                }
                for (at, player) in players.iter().enumerate() {
                    let reply = desk.sample(number, right == (at % 2 == 0));
                    let result = desk.try_answer(*player, number, 1, reply);
                    seen.push(encode(&ServerMessage::Ack { question: number, seq: 1, result }));
                    // One reveal behind, everything was right to be seen.
                    if number == 0 || mode != Mode::Live {
                        assert_no_secret(&desk.sent());
                    }
                    let fresh: Vec<String> = desk.sent();
                    assert!(fresh.iter().all(|message| !message.contains("\"key\":{")), "{fresh:?}");
                    assert!(fresh.iter().all(|message| !message.contains("\"correct\"")), "{fresh:?}");
                    assert_no_secret(&fresh);
                }
                if mode == Mode::Live {
                    desk.next();
                    assert_no_secret(&desk.sent());
                    desk.next();
                    assert!(
                        desk.sent()[1].contains("SECRET explanation"),
                        "after the reveal everything is told"
                    );
                    desk.next();
                }
            }
            assert_no_secret(&seen);
            assert!(
                seen.iter().all(|ack| ack.contains("\"accepted\"")),
                "right and wrong are acknowledged alike"
            );
        }
    }
}

#[test]
fn rule_2_what_is_told_again_was_revealed_before() {
    for mode in [Mode::Live, Mode::SelfPaced { limit_ms: 600_000, at_once: false }] {
        let mut desk = Desk::open(Setup { mode, ..live(every_kind()) });
        let player = desk.join("민지");
        let stranger = desk.join("Bo");
        let told = |desk: &Desk| Mine::revealed(&desk.room, player);
        let answer = |desk: &mut Desk, number| {
            let reply = desk.sample(number, number % 2 == 0);
            desk.try_answer(player, number, 1, reply);
        };
        desk.next();
        answer(&mut desk, 0);
        assert_eq!(told(&desk), []);
        if mode == Mode::Live {
            desk.next();
            assert_eq!(told(&desk), []);
            desk.next();
            assert_eq!(told(&desk).len(), 1);
            while desk.room.phase() != Phase::Question {
                desk.next();
            }
        }
        let before = told(&desk);
        answer(&mut desk, 1);
        assert_eq!(told(&desk), before, "what is open is not told");
        while !desk.room.phase().is_over() && desk.room.phase() != Phase::Podium {
            desk.next();
        }
        let after = told(&desk);
        assert_eq!(after.iter().map(|mine| mine.number).collect::<Vec<_>>(), [0, 1]);
        assert!(after.iter().all(|mine| mine.result.is_some() && mine.seen.as_ref().unwrap().key.is_some()));
        assert_eq!(Mine::revealed(&desk.room, stranger), [], "nothing was answered");
    }
}

#[test]
fn rule_2_scores_wait_for_the_reveal() {
    let mut desk = Desk::open(live(every_kind()));
    let players = [desk.join("right"), desk.join("wrong")];
    let standings = |desk: &Desk| players.map(|player| desk.yours(player).standing);
    for number in 0..7 {
        let before = standings(&desk);
        assert_eq!(before[0].is_some(), number > 0);
        desk.next();
        for (player, right) in players.into_iter().zip([true, false]) {
            let reply = desk.sample(number, right);
            assert_eq!(desk.try_answer(player, number, 1, reply), Acked::Accepted);
        }
        desk.next();
        assert_eq!(standings(&desk), before);
        assert!(desk.yours(players[0]).answers[0].result.is_none());
        desk.next();
        assert_ne!(standings(&desk)[0], before[0]);
        desk.next();
    }
}

#[test]
fn the_host_and_the_report_know() {
    let mut desk = Desk::open(live(every_kind()));
    desk.next();
    let view = serde_json::to_string(&HostView::of(&desk.room, desk.now)).unwrap();
    assert!(view.contains("SECRET why of a"));
    assert!(Report::of(&desk.room).questions.is_empty(), "what was not revealed is not reported");
}

#[test]
fn where_something_is_shown_says_nothing_about_what_is_right() {
    let (mut places, mut pairs) = ([0; 4], [0; 3]);
    for seed in 0..600 {
        let order = Order::of(&ordering("x"), seed);
        assert_ne!(order.options, [0, 1, 2, 3], "an order that is right already");
        places[order.place(0).unwrap()] += 1;
        let order = Order::of(&matching("x"), seed);
        assert_ne!(order.options, order.pairs, "pairs across from each other");
        pairs[order.pair_place(0).unwrap()] += 1;
    }
    assert!(places.iter().all(|n| (75..260).contains(n)), "{places:?}");
    assert!(pairs.iter().all(|n| (120..300).contains(n)), "{pairs:?}");
}

/// The same questions with another key.
fn turned(question: &Question, bits: u8) -> Question {
    let mut turned = question.clone();
    turned.explanation = both("other");
    turned.hints.clear();
    for (at, option) in turned.options.iter_mut().enumerate() {
        option.why = both("because");
        if !matches!(question.kind, Kind::Ordering | Kind::Matching) {
            option.correct = bits >> at & 1 == 1;
        }
    }
    match &mut turned.kind {
        Kind::Number(answer) => {
            (answer.value, answer.tolerance) = (f64::from(bits), 3.0);
            answer.near.clear();
        }
        Kind::Typed(answer) => {
            answer.answer = both("something else");
            answer.near.clear();
        }
        _ => {}
    }
    turned
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Two rooms that differ in nothing but what is right cannot be told apart before the reveal.
    #[test]
    fn rule_2_what_is_sent_before_the_reveal_does_not_depend_on_what_is_right(
        number in 0u32..7,
        bits in any::<u8>(),
        seed in any::<u64>(),
        replies in prop::collection::vec(
            prop_oneof![
                prop::collection::vec(0u8..5, 0..5).prop_map(Reply::Chosen),
                prop::collection::vec((0u8..4, 0u8..4), 0..4).prop_map(Reply::Matched),
                prop::sample::select(vec!["320", "240 g", "0.3 kg", "많이", "", "secret cluster", "service"])
                    .prop_map(|text| Reply::Typed(text.to_owned())),
                Just(Reply::DontKnow),
            ],
            1..8,
        ),
    ) {
        let question = every_kind().swap_remove(number as usize);
        let mut desks = [question.clone(), turned(&question, bits)]
            .map(|question| Desk::open(Setup { seed, ..live(vec![question]) }));
        let mut sent = desks.each_mut().map(|desk| {
            let players: Vec<PlayerId> = (0..3).map(|n| desk.join(&format!("p{n}"))).collect();
            desk.next();
            let mut sent = desk.sent();
            for (at, reply) in replies.iter().enumerate() {
                desk.later(700);
                let result = desk.try_answer(players[at % 3], 0, u32::try_from(at).unwrap(), reply.clone());
                sent.push(encode(&ServerMessage::Ack { question: 0, seq: 1, result }));
                sent.extend(desk.sent());
            }
            desk.next();
            sent.extend(desk.sent());
            sent
        });
        prop_assert_eq!(&sent[0], &sent[1]);
        // And it does make a difference afterwards.
        let revealed = desks.each_mut().map(|desk| {
            desk.next();
            (desk.sent(), KeyView::of(desk.room.sheet(0).unwrap()))
        });
        prop_assert_ne!(&revealed[0].0, &revealed[1].0);
        sent[0].clear();
    }
}
