//! Rules that every live quiz should keep, each with a case of one that did not.

use seodang::class::{
    HostCommand, Phase, Refusal, Reply,
    clock::GRACE_MS,
    player::Seat,
    view::{Scene, Yours},
    wire::Acked,
};

use crate::desk::{Desk, hash, live, multiple, ordering, single};

#[test]
fn rule_3_one_answer_for_each_question_and_player_idempotent_by_its_sequence_number() {
    let mut desk = Desk::open(live(vec![single("one"), multiple("two")]));
    let player = desk.join("민지");
    desk.next();
    let (right, wrong) = (desk.reply(0, &["a"]), desk.reply(0, &["b"]));
    assert_eq!(desk.try_answer(player, 0, 1, wrong.clone()), Acked::Accepted);
    let kept = desk.journal.len();
    // The same message again, even with something else in it, is the same answer.
    for reply in [&wrong, &right, &Reply::DontKnow] {
        assert_eq!(desk.try_answer(player, 0, 1, reply.clone()), Acked::Accepted);
    }
    for seq in [0, 2, u32::MAX] {
        assert_eq!(desk.try_answer(player, 0, seq, right.clone()), Acked::Refused(Refusal::Answered));
    }
    assert_eq!((desk.journal.len(), desk.room.sheet(0).unwrap().tally().answers), (kept, 1));
    // Whoever has not heard of the first one asks again when it is long over, and after a crash of the host.
    desk.next();
    desk.next();
    desk.room = desk.after_a_crash();
    assert_eq!(desk.try_answer(player, 0, 1, wrong), Acked::Accepted);
    assert_eq!(desk.try_answer(player, 0, 2, right), Acked::Refused(Refusal::Answered));
    assert_eq!(desk.score(player), 0);
}

#[test]
fn rule_3_options_are_deduplicated_and_their_range_is_checked() {
    let mut desk = Desk::open(live(vec![multiple("one"), single("two"), ordering("three")]));
    let player = desk.join("민지");
    desk.next();
    let (a, b) = match desk.reply(0, &["a", "b"]) {
        Reply::Chosen(places) => (places[0], places[1]),
        other => panic!("{other:?}"),
    };
    let unfit = Acked::Refused(Refusal::Unfit);
    for (reply, expected) in [
        (Reply::Chosen(vec![4]), unfit),
        (Reply::Chosen(vec![a, 255]), unfit),
        (Reply::Matched(vec![(0, 0)]), unfit),
        (Reply::Typed("a".into()), unfit),
        (Reply::Chosen(Vec::new()), Acked::Refused(Refusal::Incomplete)),
        (Reply::Chosen([[a; 100], [b; 100]].concat()), Acked::Accepted),
    ] {
        assert_eq!(desk.try_answer(player, 0, 1, reply.clone()), expected, "{reply:?}");
    }
    let tally = desk.room.sheet(0).unwrap().tally();
    assert_eq!((tally.answers, tally.right, tally.options.as_slice()), (1, 1, &[1, 1, 0, 0][..]));
    (0..4).for_each(|_| desk.next());
    assert_eq!(desk.try_answer(player, 1, 2, Reply::Chosen(vec![0, 1])), unfit, "two of a single choice");
    assert_eq!(desk.try_answer(player, 1, 2, Reply::Chosen(vec![0, 0])), Acked::Accepted);
    (0..4).for_each(|_| desk.next());
    assert_eq!(
        desk.try_answer(player, 2, 3, Reply::Chosen(vec![0, 1, 1, 2])),
        Acked::Refused(Refusal::Incomplete)
    );
    assert_eq!(desk.try_answer(player, 2, 3, Reply::Chosen(vec![0, 1, 3, 2])), Acked::Accepted);
}

#[test]
fn rule_4_the_deadline_is_of_the_rooms_clock_with_a_grace_for_all_and_late_answers_are_told_so() {
    for (after, expected) in [
        (0, Acked::Accepted),
        (20_000, Acked::Accepted),
        (20_000 + GRACE_MS, Acked::Accepted),
        (20_000 + GRACE_MS + 1, Acked::Refused(Refusal::Late)),
        (3_600_000, Acked::Refused(Refusal::Late)),
    ] {
        // It makes no difference whether the host's program has noticed that the time is over.
        for ticks in [false, true] {
            let mut desk = Desk::open(live(vec![single("one"), single("two")]));
            let player = desk.join("민지");
            desk.next();
            assert_eq!(desk.room.wake_at(), Some(desk.now + 20_000 + GRACE_MS + 1));
            desk.later(after);
            if ticks {
                desk.tick();
            }
            let reply = desk.reply(0, &["a"]);
            assert_eq!(desk.try_answer(player, 0, 1, reply), expected, "{after} ms, {ticks}");
        }
    }
}

#[test]
fn rule_4_an_answer_counts_for_its_own_question_only() {
    let mut desk = Desk::open(live(vec![single("one"), single("two")]));
    let player = desk.join("민지");
    let reply = desk.reply(0, &["a"]);
    assert_eq!(
        desk.try_answer(player, 0, 1, reply.clone()),
        Acked::Refused(Refusal::NotOpen),
        "in the lobby"
    );
    desk.next();
    assert_eq!(desk.try_answer(player, 1, 1, reply.clone()), Acked::Refused(Refusal::NotOpen));
    assert_eq!(desk.try_answer(player, 2, 1, reply.clone()), Acked::Refused(Refusal::UnknownQuestion));
    (0..4).for_each(|_| desk.next());
    assert_eq!(desk.room.current(), Some(1));
    assert_eq!(desk.try_answer(player, 0, 1, reply), Acked::Refused(Refusal::Late));
    assert_eq!(desk.room.sheet(1).unwrap().tally().answers, 0);
    desk.host(HostCommand::Pause).unwrap();
    assert_eq!(desk.answer(player, &["a"]), Acked::Refused(Refusal::Paused));
}

#[test]
fn rule_4_a_clock_that_is_set_back_takes_nothing_from_anybody() {
    let mut desk = Desk::open(live(vec![single("one")]));
    let player = desk.join("민지");
    desk.later(60_000).next();
    desk.now = 5;
    assert_eq!(desk.answer(player, &["a"]), Acked::Accepted);
    assert_eq!(desk.room.latest(), 61_000);
    assert_eq!(desk.room.sheet(0).unwrap().given(player).unwrap().took_ms, 0);
}

#[test]
fn rule_10_a_kick_kills_the_seat_voids_the_answers_and_says_why() {
    for (ban, refusal) in [(false, Refusal::Removed), (true, Refusal::Banned)] {
        let mut desk = Desk::open(live(vec![single("one"), single("two")]));
        let (bad, good) = (desk.join("민지"), desk.join("준호"));
        desk.next();
        assert_eq!(desk.answer(bad, &["a"]), Acked::Accepted);
        assert_eq!(desk.answer(good, &["a"]), Acked::Accepted);
        desk.next();
        desk.next();
        assert_eq!((desk.score(bad), desk.score(good)), (1_000, 1_000));
        desk.next();
        desk.next();
        assert_eq!(desk.answer(bad, &["a"]), Acked::Accepted);
        desk.host(HostCommand::Kick { player: bad, ban }).unwrap();
        assert_eq!(desk.room.seat(&hash(0)), Some(Seat::Dead { banned: ban }));
        assert_eq!(desk.try_join(0, "민지"), Err(refusal));
        assert_ne!(refusal.words().0, refusal.words().1);
        let reply = desk.reply(1, &["b"]);
        assert_eq!(desk.try_answer(bad, 1, 9, reply), Acked::Refused(Refusal::UnknownPlayer));
        assert_eq!(Yours::of(&desk.room, bad), None);
        for question in 0..2 {
            let tally = desk.room.sheet(question).unwrap().tally();
            assert_eq!((tally.answers, tally.right), (1 - question, 1 - question));
        }
        assert_eq!(desk.room.board().ranked, [good]);
        assert_eq!(desk.host(HostCommand::Kick { player: bad, ban }), Err(Refusal::UnknownPlayer));
        // The name is free, and whoever comes back on another seat begins anew.
        let again = desk.try_join(50, "민지").unwrap();
        assert_eq!((desk.yours(again).name.ko.as_str(), desk.score(again)), ("민지", 0));
        desk.next();
        desk.next();
        assert_eq!(desk.room.phase(), Phase::Reveal);
        desk.next();
        match desk.scene() {
            Scene::Podium { board } => assert_eq!((board.players, board.rows.len()), (2, 2)),
            other => panic!("{other:?}"),
        }
    }
}
