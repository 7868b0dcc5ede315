//! Whole lessons, in every mode.

use seodang::{
    class::{
        HostCommand, Item, Join, OwnPoll, Phase, PlayerId, Poll, Refusal, Setup,
        player::AWAY_MS,
        reply::Reply,
        setup::{Basis, Mode, Names, Scoring, SetupFault, Student},
        view::{AnswerKind, HostView, PlayerLine, ProjectorView, Scene},
        wire::Acked,
    },
    course::Kind,
};

use crate::desk::{Desk, both, every_kind, hash, items, live, question, single};

#[test]
fn a_lesson_with_every_kind_of_question() {
    let mut desk = Desk::open(live(every_kind()));
    let (knows, guesses, sleeps) = (desk.join("아는 사람"), desk.join("Guesser"), desk.join("졸린 사람"));
    assert_eq!(desk.scene(), Scene::Lobby);
    for number in 0..7 {
        desk.next();
        assert_eq!((desk.room.phase(), desk.room.current()), (Phase::Question, Some(number)));
        let (right, wrong) = (desk.sample(number, true), desk.sample(number, false));
        assert_eq!(desk.try_answer(knows, number, 1, right), Acked::Accepted);
        assert_eq!(desk.later(3_000).try_answer(guesses, number, 1, wrong), Acked::Accepted);
        desk.next();
        assert!(matches!(desk.scene(), Scene::Locked { number: n, of: 7, .. } if n == number));
        desk.next();
        let Scene::Reveal { reviewed, .. } = desk.scene() else { panic!("{:?}", desk.scene()) };
        assert_eq!((reviewed.counts.answers, reviewed.counts.right), (2, 1));
        let mine = |player: PlayerId| desk.yours(player).answers[0].clone();
        assert!(mine(knows).result.as_ref().is_some_and(|result| result.right && result.points == 1_000));
        let result = mine(guesses).result.unwrap();
        // Of what is chosen too little of, every option says why; of everything else, what was chosen does.
        assert_eq!(result.why.is_some(), reviewed.question.kind != AnswerKind::Multiple, "{number}");
        assert!(!result.right && mine(sleeps).result.is_none());
        if number < 6 {
            desk.next();
            assert!(matches!(desk.scene(), Scene::Scoreboard { .. }));
        }
    }
    desk.next();
    let Scene::Podium { board } = desk.scene() else { panic!("{:?}", desk.scene()) };
    let rows: Vec<_> = board.rows.iter().map(|row| (row.rank, row.score)).collect();
    assert_eq!(rows, [(1, 7_000), (2, 0), (2, 0)]);
    assert_eq!(desk.try_join(9, "늦은 사람"), Err(Refusal::Over));
    desk.next();
    assert_eq!(desk.scene(), Scene::Closed);
    let next = desk.room.next();
    assert_eq!(desk.host(next), Err(Refusal::Over));
    assert!(desk.after_a_crash() == desk.room);
}

#[test]
fn speed_and_streaks_when_the_teacher_wants_them() {
    let scoring = Scoring { basis: Basis::Speed, streak: true, catch_up: false };
    let mut setup = Setup { scoring, ..live(vec![single("one"), single("two"), single("three")]) };
    setup.items[1].weight = 2;
    setup.items[2].basis = Some(Basis::Accuracy);
    let mut desk = Desk::open(setup);
    let (fast, slow) = (desk.join("fast"), desk.join("slow"));
    let mut scores = Vec::new();
    for _ in 0..3 {
        desk.next();
        desk.answer(fast, &["a"]);
        desk.later(10_000).answer(slow, &["a"]);
        desk.next();
        desk.next();
        scores.push((desk.score(fast), desk.score(slow)));
        desk.next();
    }
    // 500 for being right, 500 for the whole time left or half of it; 100 and 200 for the second and third in a row.
    assert_eq!(scores, [(1_000, 750), (3_100, 2_350), (4_300, 3_550)]);
}

#[test]
fn teams_have_the_mean_of_those_who_were_there() {
    let teams = vec!["청팀".to_owned(), "홍팀".to_owned()];
    let mut desk = Desk::open(Setup { teams, ..live(vec![single("one"), single("two")]) });
    let mut join = |seat: u32, team| {
        desk.join_as(Join { seat: hash(seat), name: format!("p{seat}"), student: None, team })
    };
    for team in [None, Some(2)] {
        assert_eq!(join(9, team), Err(Refusal::UnknownTeam));
    }
    let blue: Vec<_> = (0..3).map(|seat| join(seat, Some(0)).unwrap()).collect();
    let red = join(3, Some(1)).unwrap();
    desk.next();
    desk.answer(blue[0], &["a"]);
    desk.answer(blue[1], &["a"]);
    desk.answer(red, &["b"]);
    desk.next();
    desk.next();
    let stand = |desk: &Desk| -> Vec<_> {
        desk.room.board().teams.iter().map(|team| (team.team, team.score, team.rank, team.members)).collect()
    };
    assert_eq!(stand(&desk), [(0, 667, 1, 3), (1, 0, 2, 1)]);
    desk.next();
    desk.next();
    // A member who comes while the question is open is none of those it is divided by.
    let late =
        desk.join_as(Join { seat: hash(7), name: "late".into(), student: None, team: Some(1) }).unwrap();
    desk.answer(red, &["a"]);
    desk.answer(late, &["b"]);
    desk.next();
    desk.next();
    assert_eq!(stand(&desk), [(1, 1_000, 1, 2), (0, 667, 2, 3)]);
    desk.next();
    let Scene::Podium { board } = desk.scene() else { panic!("{:?}", desk.scene()) };
    assert_eq!(board.teams[0].name, "홍팀");
}

#[test]
fn latecomers_begin_at_nothing_or_by_their_share() {
    for (catch_up, expected) in [(false, [3_000, 2_000, 0]), (true, [3_000, 3_000, 0])] {
        let scoring = Scoring { catch_up, ..Scoring::default() };
        let mut desk =
            Desk::open(Setup { scoring, ..live(vec![single("1"), single("2"), single("3"), single("4")]) });
        let early = desk.join("early");
        let mut late = None;
        for number in 0..3 {
            desk.next();
            desk.answer(early, &["a"]);
            if let Some(late) = late {
                desk.answer(late, &["a"]);
            }
            (0..3).for_each(|_| desk.next());
            if number == 0 {
                late = Some(desk.join("late"));
                assert_eq!(desk.yours(late.unwrap()).standing, None);
            }
        }
        let last = desk.join("last");
        desk.next();
        // What was given is told at the next reveal, and only then.
        desk.answer(last, &["a"]);
        assert_eq!([early, late.unwrap(), last].map(|player| desk.score(player)), expected);
    }
}

#[test]
fn homework_goes_at_everybodys_own_pace() {
    for at_once in [false, true] {
        let mode = Mode::SelfPaced { limit_ms: 600_000, at_once };
        let mut desk = Desk::open(Setup { mode, ..live(every_kind()) });
        let quick = desk.join("quick");
        assert_eq!(desk.try_answer(quick, 0, 1, Reply::DontKnow), Acked::Refused(Refusal::NotOpen));
        desk.later(60_000).next();
        assert!(matches!(desk.scene(), Scene::Open { of: 7, .. }));
        let slow = desk.later(5_000).join("slow");
        for number in 0..7 {
            let yours = desk.yours(quick);
            assert_eq!(yours.question.map(|own| own.number), Some(number));
            let reply = desk.sample(number, number != 3);
            let behind = Acked::Refused(if number < 6 { Refusal::NotOpen } else { Refusal::UnknownQuestion });
            assert_eq!(desk.try_answer(quick, number + 1, 1, reply.clone()), behind);
            assert_eq!(desk.later(2_000).try_answer(quick, number, 1, reply), Acked::Accepted);
            let mine = desk.yours(quick).answers[0].clone();
            assert_eq!(
                (mine.number, mine.result.map(|result| result.right)),
                (number, at_once.then_some(number != 3))
            );
            assert_eq!(mine.seen.is_some(), at_once);
        }
        assert_eq!(desk.yours(quick).question, None);
        let given = |number: u32| desk.room.sheet(number).unwrap().given(quick).unwrap().took_ms;
        // The first was open since the start; every other since the one before.
        assert_eq!([0, 1, 6].map(given), [7_000, 2_000, 2_000]);
        desk.host(HostCommand::Extend { ms: 1_000 }).unwrap();
        desk.later(400_000);
        assert_eq!(desk.answer(slow, &["a"]), Acked::Accepted);
        assert_eq!(desk.room.sheet(0).unwrap().given(slow).unwrap().took_ms, 414_000);
        desk.later(200_000).tick();
        assert!(matches!(desk.scene(), Scene::Collected { of: 7 }));
        assert_eq!(desk.try_answer(slow, 1, 1, Reply::DontKnow), Acked::Refused(Refusal::Late));
        desk.next();
        let Scene::Review { questions } = desk.scene() else { panic!("{:?}", desk.scene()) };
        assert_eq!((questions.len(), desk.yours(quick).answers.len()), (7, 7));
        assert_eq!((desk.score(quick), desk.score(slow)), (6_000, 1_000));
        desk.next();
        assert!(matches!(desk.scene(), Scene::Podium { .. }));
    }
}

#[test]
fn homework_that_is_ended_early_counts_and_a_live_question_that_was_not_revealed_does_not() {
    let mode = Mode::SelfPaced { limit_ms: 600_000, at_once: false };
    let mut homework = Desk::open(Setup { mode, ..live(vec![single("one")]) });
    let mut lesson = Desk::open(live(vec![single("one")]));
    for (desk, expected) in [(&mut homework, 1_000), (&mut lesson, 0)] {
        let player = desk.join("민지");
        desk.next();
        desk.answer(player, &["a"]);
        desk.host(HostCommand::End).unwrap();
        if desk.room.phase() == Phase::Reveal {
            // Nobody has seen before what was right.
            assert!(matches!(desk.scene(), Scene::Review { .. }));
            desk.host(HostCommand::End).unwrap();
        }
        assert_eq!((desk.room.phase(), desk.score(player)), (Phase::Podium, expected));
        assert_eq!(desk.host(HostCommand::End), Err(Refusal::NotNow));
        desk.host(HostCommand::Close).unwrap();
        assert_eq!(desk.host(HostCommand::Close), Err(Refusal::Over));
    }
}

#[test]
fn a_poll_of_the_teachers_own_has_what_they_typed() {
    let mut desk = Desk::open(live(vec![single("one")]));
    let player = desk.join("민지");
    let own = |line: &str| HostCommand::OwnPoll(OwnPoll::read(line));
    for line in [
        "",
        "What?",
        "What? / a",
        "/ a / b",
        "What? / a / ",
        "What? / a / b / c / d / e / f / g",
        &format!("{} / a / b", "x".repeat(301)),
        &format!("What? / {} / b", "x".repeat(81)),
        "Wh\u{202e}at? / a / b",
        "What? / \u{3164} / b",
    ] {
        assert_eq!(desk.host(own(line)), Err(Refusal::Poll), "{line}");
    }
    for (line, ask, options) in [
        ("TCP/IP나 UDP? / TCP / UDP", "TCP/IP나 UDP?", &["TCP", "UDP"][..]),
        ("Done?/yes/no/almost", "Done?", &["yes", "no", "almost"]),
    ] {
        desk.host(own(line)).unwrap();
        let Scene::Question { question, timing, .. } = desk.scene() else { panic!("{:?}", desk.scene()) };
        assert!(question.poll && timing.limit_ms.is_none());
        assert_eq!((question.stem.ko.as_str(), question.stem.en.as_str()), (ask, ask));
        assert_eq!(question.options.iter().map(|option| option.en.as_str()).collect::<Vec<_>>(), options);
        // Not while another is asked.
        assert_eq!(desk.host(own(line)), Err(Refusal::NotNow));
        desk.answer(player, &[options[0]]);
        desk.next();
        desk.next();
    }
    assert_eq!(desk.room.board().standing(player).score, 0);
    let ids: Vec<&str> = desk.room.sheets().iter().map(|sheet| sheet.item.question.id.as_str()).collect();
    assert_eq!(ids.iter().collect::<std::collections::BTreeSet<_>>().len(), ids.len(), "{ids:?}");
}

#[test]
fn polls_have_no_right_answer_and_no_points() {
    let mut asked = Item::new(single("opinion"), None);
    asked.poll = true;
    let mut setup = live(vec![single("one"), single("three")]);
    setup.items.insert(1, asked);
    let mut desk = Desk::open(Setup { scoring: Scoring { streak: true, ..Scoring::default() }, ..setup });
    let player = desk.join("민지");
    desk.next();
    desk.answer(player, &["a"]);
    desk.host(HostCommand::Reveal).unwrap();
    assert_eq!(desk.host(HostCommand::Reveal), Err(Refusal::NotNow));
    desk.host(HostCommand::Poll(Poll::Going)).unwrap();
    // Without being asked for, at a time of its own, and before what was to come.
    assert_eq!((desk.room.current(), desk.room.sheets().len(), desk.room.wake_at()), (Some(1), 4, None));
    assert_eq!(desk.host(HostCommand::Poll(Poll::Pace)), Err(Refusal::NotNow));
    let reply = Reply::Chosen(vec![0]);
    assert_eq!(desk.later(1_000_000).try_answer(player, 1, 1, reply), Acked::Accepted);
    desk.next();
    desk.next();
    let Scene::Reveal { reviewed, .. } = desk.scene() else { panic!("{:?}", desk.scene()) };
    assert_eq!((reviewed.key, reviewed.counts.right, reviewed.counts.answers), (None, 0, 1));
    assert_eq!(reviewed.question.stem.en, "How is it going?");
    assert_eq!(desk.yours(player).answers[0].result, None);
    // There are no scores to show after a poll.
    desk.next();
    assert_eq!((desk.room.phase(), desk.room.current()), (Phase::Question, Some(2)));
    assert_eq!(desk.room.sheet(2).unwrap().item.question.id, "SECRET-opinion");
    desk.answer(player, &["a"]);
    (0..3).for_each(|_| desk.next());
    desk.answer(player, &["a"]);
    desk.host(HostCommand::Reveal).unwrap();
    // Two right ones in a row: the polls between them are none.
    assert_eq!(desk.score(player), 2_100);
}

#[test]
fn the_teacher_pauses_extends_skips_and_a_step_is_taken_once() {
    let mut desk = Desk::open(live(vec![single("one"), single("two"), single("three")]));
    let player = desk.join("민지");
    for command in [HostCommand::Pause, HostCommand::Lock, HostCommand::Resume, HostCommand::Reveal] {
        assert_eq!(desk.host(command), Err(Refusal::NotNow));
    }
    desk.next();
    let twice = HostCommand::Next { step: desk.room.step() - 1 };
    assert_eq!(desk.host(twice), Err(Refusal::Stale));
    desk.later(15_000).host(HostCommand::Pause).unwrap();
    assert_eq!((desk.host(HostCommand::Pause), desk.room.wake_at()), (Err(Refusal::NotNow), None));
    desk.later(86_400_000).tick();
    let Scene::Question { timing, .. } = desk.scene() else { panic!("{:?}", desk.scene()) };
    assert_eq!((timing.left_ms, timing.limit_ms, timing.paused), (Some(5_000), Some(20_000), true));
    desk.host(HostCommand::Extend { ms: 10_000 }).unwrap();
    desk.host(HostCommand::Resume).unwrap();
    assert_eq!(desk.host(HostCommand::Resume), Err(Refusal::NotNow));
    desk.later(15_000).tick();
    assert_eq!(desk.answer(player, &["a"]), Acked::Accepted);
    assert_eq!(desk.room.sheet(0).unwrap().given(player).unwrap().took_ms, 30_000);
    for ms in [0, u64::MAX] {
        assert_eq!(desk.host(HostCommand::Extend { ms }), Err(Refusal::NotNow));
    }
    let skip = HostCommand::Skip { step: desk.room.step() };
    desk.host(skip.clone()).unwrap();
    assert_eq!((desk.host(skip), desk.room.current()), (Err(Refusal::Stale), Some(1)));
    desk.later(20_251);
    for command in [HostCommand::Pause, HostCommand::Extend { ms: 5 }] {
        assert_eq!(desk.host(command), Err(Refusal::NotNow), "the time is over already");
    }
    desk.tick();
    assert_eq!(desk.room.phase(), Phase::Locked);
    desk.next();
    assert_eq!(desk.score(player), 0, "what was skipped does not count");
    let skip = HostCommand::Skip { step: desk.room.step() };
    assert_eq!(desk.host(skip), Err(Refusal::NotNow), "what was revealed counts");
}

#[test]
fn a_question_is_locked_when_everybody_in_the_room_has_answered() {
    let mut setup = Setup { early: true, ..live(vec![single("one"), single("two")]) };
    setup.items[1].limit_ms = None;
    let mut desk = Desk::open(setup);
    let players = ["a", "b", "c"].map(|name| desk.join(name));
    desk.next();
    desk.answer(players[0], &["a"]);
    desk.answer(players[1], &["a"]);
    desk.tick();
    assert_eq!(desk.room.phase(), Phase::Question);
    // Whoever drops out is waited for, but not for ever.
    desk.room.disconnect(players[2], desk.now);
    desk.later(1_000).tick();
    assert_eq!((desk.room.phase(), desk.room.presence().present()), (Phase::Question, 2));
    desk.room.connect(players[2]);
    desk.answer(players[2], &["b"]);
    desk.tick();
    assert_eq!(desk.room.phase(), Phase::Locked);
    (0..3).for_each(|_| desk.next());
    desk.answer(players[0], &["a"]);
    desk.answer(players[1], &["a"]);
    // After a crash nobody is there, and everybody is about to come back.
    desk.room = desk.after_a_crash();
    desk.room.restart(desk.now);
    desk.tick();
    assert_eq!(desk.room.wake_at(), None);
    players[..2].iter().for_each(|player| desk.room.connect(*player));
    assert_eq!(desk.room.wake_at(), Some(desk.now + AWAY_MS));
    desk.later(AWAY_MS - 1).tick();
    assert_eq!(desk.room.phase(), Phase::Question);
    desk.later(1).tick();
    assert_eq!(desk.room.phase(), Phase::Locked);
}

#[test]
fn a_list_of_students_and_names_that_the_room_gives() {
    let student = |id: &str, name: &str| Student { id: id.to_owned(), name: name.to_owned() };
    let list = vec![student("A-01", "김민지"), student("A-02", "이준호"), student("A-03", "김민지")];
    let mut desk = Desk::open(Setup { names: Names::Roster(list), ..live(vec![single("one")]) });
    let mut join = |seat: u32, id: Option<&str>| {
        let student = id.map(str::to_owned);
        let player = desk.join_as(Join { seat: hash(seat), name: "whoever".into(), student, team: None })?;
        let player = desk.room.players().get(player).unwrap();
        Ok((player.name.ko.clone(), player.student.clone().unwrap()))
    };
    for unknown in [None, Some(""), Some("A-04")] {
        assert_eq!(join(0, unknown), Err(Refusal::UnknownStudent));
    }
    assert_eq!(join(0, Some(" ａ-01 ")), Ok(("김민지".to_owned(), "A-01".to_owned())));
    assert_eq!(join(0, Some("A-02")), Ok(("김민지".to_owned(), "A-01".to_owned())), "the seat is taken");
    assert_eq!(join(1, Some("A-01")), Err(Refusal::StudentTaken));
    assert_eq!(join(1, Some("a-03")), Ok(("김민지 2".to_owned(), "A-03".to_owned())));
    desk.host(HostCommand::Kick { player: PlayerId(0), ban: true }).unwrap();
    assert_eq!(
        desk.join_as(Join { seat: hash(5), name: String::new(), student: Some("A-01".into()), team: None }),
        Ok(PlayerId(2))
    );

    let mut desk = Desk::open(Setup { names: Names::Anonymous, seats: 5, ..live(vec![single("one")]) });
    let players: Vec<_> = (0..5).map(|_| desk.join("\u{202e}")).collect();
    let names: Vec<_> = players.iter().map(|player| desk.yours(*player).name).collect();
    assert!(names.iter().all(|name| name.ko != name.en));
    assert_eq!(desk.try_join(5, "x"), Err(Refusal::Full));
    desk.host(HostCommand::Kick { player: players[0], ban: false }).unwrap();
    assert!(desk.try_join(5, "x").is_ok());
    desk.host(HostCommand::Door { open: false }).unwrap();
    assert_eq!(
        (desk.host(HostCommand::Door { open: false }), desk.try_join(6, "x")),
        (Ok(Vec::new()), Err(Refusal::DoorLocked))
    );
    assert!(desk.try_join(1, "x").is_ok(), "whoever has a seat comes back through a locked door");
}

#[test]
fn a_seat_that_nobody_uses_gives_way_where_all_are_taken() {
    let mut desk = Desk::open(Setup { seats: 3, early: false, ..live(vec![single("one")]) });
    let [_mina, bo, idle] = ["Mina", "Bo", "Idle"].map(|name| desk.join(name));
    desk.next();
    assert_eq!(desk.answer(bo, &["a"]), Acked::Accepted);
    [bo, idle].into_iter().for_each(|player| desk.room.disconnect(player, desk.now));
    // Who has just dropped out is about to come back.
    assert_eq!(desk.later(29_000).try_join(9, "New"), Err(Refusal::Full));
    let came = desk.later(1_000).try_join(9, "New");
    assert_eq!(came, Ok(PlayerId(3)));
    let seated: Vec<_> = desk.room.players().iter().map(|(_, player)| player.name.en.clone()).collect();
    assert_eq!(seated, ["Mina", "Bo", "New"]);
    assert_eq!(desk.try_join(2, "Idle"), Err(Refusal::Removed));
    // Who is there, or has answered, keeps the seat.
    assert_eq!(desk.later(60_000).try_join(10, "Late"), Err(Refusal::Full));
    assert_eq!(desk.after_a_crash(), desk.room);
}

#[test]
fn names_are_hidden_and_changed() {
    let mut desk = Desk::open(live(vec![single("one"), single("two")]));
    let player = desk.join("바보");
    desk.join("민지");
    let rename = |name: &str| HostCommand::Rename { player, name: name.to_owned() };
    desk.host(rename("민지")).unwrap();
    assert_eq!(desk.yours(player).name.en, "민지 2");
    assert_eq!(desk.host(rename("민지 2")), Ok(Vec::new()));
    assert!(matches!(desk.host(rename("\u{1b}[2J")), Err(Refusal::Name(_))));
    let wall = |desk: &Desk| ProjectorView::of(&desk.room, desk.now);
    assert_eq!(
        wall(&desk).newest.iter().map(|name| name.ko.as_str()).collect::<Vec<_>>(),
        ["민지", "민지 2"]
    );
    desk.host(HostCommand::Names { shown: false }).unwrap();
    assert_eq!(wall(&desk).newest, []);
    desk.next();
    desk.host(HostCommand::Reveal).unwrap();
    desk.next();
    assert!(desk.sent()[1..3].iter().all(|sent| !sent.contains("민지")));
    let lines = PlayerLine::all(&desk.room);
    assert_eq!(lines.iter().map(|line| line.name.ko.as_str()).collect::<Vec<_>>(), ["민지 2", "민지"]);
}

#[test]
fn the_host_sees_the_key_and_what_comes_next_all_along() {
    let mut desk = Desk::open(live(every_kind()));
    let player = desk.join("민지");
    for number in 0..7 {
        let view = HostView::of(&desk.room, desk.now);
        assert_eq!(
            view.next.map(|next| next.key.unwrap().id),
            Some(desk.room.sheet(number).unwrap().item.question.id.clone())
        );
        desk.next();
        let reply = desk.sample(number, true);
        desk.try_answer(player, number, 1, reply);
        let view = HostView::of(&desk.room, desk.now);
        assert_eq!((view.key.unwrap().revision, view.counts.unwrap().right), (3, 1));
        assert_eq!(PlayerLine::all(&desk.room)[0].answered, 1);
        assert_eq!(view.typed.len(), usize::from(number >= 5));
        (0..3).for_each(|_| desk.next());
    }
    assert_eq!(HostView::of(&desk.room, desk.now).next, None);
}

#[test]
fn a_room_is_not_opened_with_what_it_cannot_ask() {
    let broken = |kind, options| vec![Item::new(question("x", kind, options), None)];
    let limit = |ms| vec![Item::new(single("x"), Some(ms))];
    let open = |change: &dyn Fn(&mut Setup)| {
        let mut setup = live(vec![single("one")]);
        change(&mut setup);
        seodang::class::Room::open(setup, 0).map(|_| ()).unwrap_err()
    };
    let id = || "SECRET-x".to_owned();
    assert_eq!(open(&|setup| setup.items.clear()), SetupFault::NoQuestions);
    assert_eq!(open(&|setup| setup.items = items(vec![single("x"); 201])), SetupFault::ManyQuestions);
    assert_eq!(
        open(&|setup| setup.items = broken(Kind::FillIn(Vec::new()), Vec::new())),
        SetupFault::NotAskable(id())
    );
    assert_eq!(
        open(&|setup| setup.items = broken(Kind::Single, Vec::new())),
        SetupFault::BrokenQuestion(id())
    );
    assert_eq!(open(&|setup| setup.items = limit(0)), SetupFault::BadLimit);
    assert_eq!(open(&|setup| setup.items = limit(u64::MAX)), SetupFault::BadLimit);
    assert_eq!(open(&|setup| setup.items[0].weight = 11), SetupFault::BadLimit);
    assert_eq!(open(&|setup| setup.seats = 0), SetupFault::BadLimit);
    assert_eq!(
        open(&|setup| setup.teams = vec!["청".into(), " 청".into()]),
        SetupFault::BadList(" 청".into())
    );
    let twice = |id: &str| Student { id: id.into(), name: "x".into() };
    assert_eq!(
        open(&|setup| setup.names = Names::Roster(vec![twice("a1"), twice("A1")])),
        SetupFault::BadList("A1".into())
    );
    assert_eq!(both("x").ko, "x 한글");
}
