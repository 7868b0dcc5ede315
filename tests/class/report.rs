//! The report: worked examples, reckoned by hand, and what must not matter.

use proptest::prelude::*;
use seodang::{
    class::{
        HostCommand, PlayerId, Poll, Reply,
        report::{LEAST_ANSWERS, Report},
    },
    course::Kind,
};

use crate::desk::{Desk, every_kind, live, multiple, number, single, typed};

/// A lesson of single choices in which pupil `p` answers question `q` rightly where `answers[p][q]` says so; `None` is a blank.
fn lesson(answers: &[Vec<Option<bool>>]) -> Report {
    let questions = answers[0].len();
    let mut desk = Desk::open(live((0..questions).map(|n| single(&format!("q{n}"))).collect()));
    let players: Vec<PlayerId> = (0..answers.len()).map(|p| desk.join(&format!("p{p}"))).collect();
    for question in 0..questions {
        desk.next();
        for (player, given) in players.iter().zip(answers) {
            if let Some(right) = given[question] {
                desk.later(10).answer(*player, &[if right { "a" } else { "b" }]);
            }
        }
        desk.host(HostCommand::Reveal).unwrap();
        desk.next();
    }
    Report::of(&desk.room)
}

#[test]
fn difficulty_and_discrimination_as_reckoned_by_hand() {
    let rows = [[1, 1, 1, 1], [1, 1, 1, 0], [1, 1, 0, 0], [0, 1, 0, 0], [0, 0, 0, 1]];
    let answers: Vec<Vec<_>> = rows.iter().map(|row| row.iter().map(|n| Some(*n == 1)).collect()).collect();
    let report = lesson(&answers);
    let p: Vec<_> = report.questions.iter().map(|line| line.difficulty.unwrap()).collect();
    assert_eq!(p, [0.6, 0.8, 0.4, 0.4]);
    // Of the first question, the others: 3, 2, 1 for those who were right (mean 2), 1, 1 for those who were not (mean 1). All:
    // mean 1.6, squares 1.96 + 0.16 + 3 × 0.36 = 3.2, deviation √0.64 = 0.8. (2 - 1) / 0.8 × √(0.6 × 0.4) = 0.61237.
    // Of the last: right have 3 and 0 (mean 1.5), wrong 3, 2, 1 (mean 2). All: mean 1.8, squares 1.44 + 3.24 + 1.44 + 0.04 +
    // 0.64 = 6.8, deviation √1.36. (1.5 - 2) / 1.16619 × √0.24 = -0.21004.
    let r = |at: usize| report.questions[at].discrimination.unwrap().point_biserial.unwrap();
    assert!((r(0) - 0.612_37).abs() < 1e-5, "{}", r(0));
    assert!((r(3) + 0.210_04).abs() < 1e-5, "{}", r(3));
    // 27 % of five is one: the best one has 4, the worst two have 1 each and share the place.
    let last = report.questions[3].discrimination.unwrap();
    assert_eq!((last.upper, last.lower), (Some(1.0), Some(0.5)));
    assert!(report.questions.iter().all(|line| line.caution && line.answers == 5));
    assert_eq!(report.students[0].right, 4);
    assert_eq!((report.students[0].rank, report.students[0].score), (1, 4_000));
    assert_eq!(report.students[0].median_ms, Some(10));
    // Below 60 %, worst first; both are of one page.
    let again: Vec<_> = report.again.iter().map(|topic| (topic.questions.clone(), topic.right)).collect();
    assert_eq!(again, [(vec![2, 3], 0.4)]);
    assert_eq!(report.again[0].wrong[0].count, 3);
}

#[test]
fn fewer_than_thirty_answers_ask_for_caution() {
    for (pupils, caution) in [(LEAST_ANSWERS - 1, true), (LEAST_ANSWERS, false)] {
        let answers: Vec<Vec<_>> = (0..pupils).map(|p| vec![Some(p % 2 == 0), Some(p % 3 == 0)]).collect();
        assert!(lesson(&answers).questions.iter().all(|line| line.caution == caution));
    }
    // Blanks are no answers.
    let mut answers = vec![vec![Some(true)]; 30];
    answers[0][0] = None;
    let line = &lesson(&answers).questions[0];
    assert_eq!((line.caution, line.answers, line.players, line.difficulty), (true, 29, 30, Some(1.0)));
}

#[test]
fn where_nothing_is_told_apart_there_is_no_discrimination() {
    let report = lesson(&[vec![Some(true), None], vec![Some(true), None]]);
    let [all_right, blank] = report.questions.as_slice() else { panic!() };
    assert_eq!(all_right.discrimination.unwrap().point_biserial, None);
    assert_eq!((blank.difficulty, blank.discrimination.unwrap().upper, blank.median_ms), (None, None, None));
    assert_eq!(report.again, []);
}

#[test]
fn wrong_answers_are_told_with_the_misconception_they_stand_for() {
    let mut desk = Desk::open(live(vec![single("s"), multiple("m"), number("n"), typed("t")]));
    let players: Vec<PlayerId> = (0..4).map(|p| desk.join(&format!("p{p}"))).collect();
    let given: [&[&[&str]]; 4] = [
        &[&["b"], &["b"], &["c"]],
        &[&["a"], &["a", "b", "d"], &["a", "d"]],
        &[&["240"], &["0.24 kg"], &["7"], &["7.0 g"]],
        &[&["secret service"], &["SECRET services"], &["pod"]],
    ];
    for (question, given) in given.iter().enumerate() {
        desk.next();
        for (player, texts) in players.iter().zip(*given) {
            desk.answer(*player, texts);
        }
        if question == 0 {
            desk.try_answer(players[3], 0, 1, Reply::DontKnow);
        }
        desk.host(HostCommand::Reveal).unwrap();
        desk.next();
    }
    let report = Report::of(&desk.room);
    let told: Vec<Vec<_>> = report
        .questions
        .iter()
        .map(|line| {
            let wrong = line.wrong.iter();
            wrong
                .map(|wrong| (wrong.what.en.as_str(), wrong.missed, wrong.why.is_some(), wrong.count))
                .collect()
        })
        .collect();
    assert_eq!(told[0], [("b", false, true, 2), ("c", false, true, 1)]);
    assert_eq!(told[1], [("b", true, true, 2), ("d", false, true, 2)]);
    assert_eq!(told[2], [("240", false, true, 2), ("7", false, false, 1), ("7.0 g", false, false, 1)]);
    assert_eq!(told[3], [("secret service", false, true, 2), ("pod", false, false, 1)]);
    assert_eq!((report.questions[0].dont_know, report.questions[0].answers), (1, 4));
    assert!(serde_json::to_string(&report).unwrap().contains("SECRET why of 240"));
}

#[test]
fn polls_skipped_questions_and_those_who_were_removed_do_not_count() {
    let mut desk = Desk::open(live(every_kind()));
    let (stays, goes) = (desk.join("stays"), desk.join("goes"));
    desk.next();
    desk.answer(stays, &["a"]);
    desk.answer(goes, &["b"]);
    desk.host(HostCommand::Reveal).unwrap();
    desk.host(HostCommand::Poll(Poll::Going)).unwrap();
    desk.try_answer(stays, 1, 1, Reply::Chosen(vec![0]));
    desk.host(HostCommand::Reveal).unwrap();
    desk.next();
    let skip = HostCommand::Skip { step: desk.room.step() };
    desk.host(skip).unwrap();
    let late = desk.join("late");
    desk.answer(late, &["False"]);
    desk.host(HostCommand::Reveal).unwrap();
    desk.host(HostCommand::Kick { player: goes, ban: true }).unwrap();
    let report = Report::of(&desk.room);
    assert_eq!(report.questions.iter().map(|line| line.number).collect::<Vec<_>>(), [0, 1, 3]);
    let [first, poll, _] = report.questions.as_slice() else { panic!() };
    assert_eq!((first.answers, first.right, first.wrong.len()), (1, 1, 0));
    assert_eq!((poll.difficulty, poll.discrimination, poll.choices.len()), (None, None, 3));
    assert_eq!(poll.choices.iter().map(|choice| choice.count).sum::<u32>(), 1);
    let students: Vec<_> =
        report.students.iter().map(|s| (s.name.en.as_str(), s.asked, s.answered)).collect();
    assert_eq!(students, [("stays", 2, 1), ("late", 1, 1)]);
    assert_eq!(report.students[1].answers[0], None);
    assert!(!matches!(desk.room.sheet(2).unwrap().item.question.kind, Kind::Single));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_numbers_do_not_depend_on_who_joined_first_and_stay_within_their_bounds(
        answers in (1usize..5).prop_flat_map(|questions| {
            let given = prop::sample::select(vec![Some(true), Some(true), Some(false), None]);
            prop::collection::vec(prop::collection::vec(given, questions), 1..12)
        }),
    ) {
        let report = lesson(&answers);
        let turned = lesson(&answers.iter().rev().cloned().collect::<Vec<_>>());
        for (at, (line, other)) in report.questions.iter().zip(&turned.questions).enumerate() {
            prop_assert_eq!((line.difficulty, line.right, line.answers), (other.difficulty, other.right, other.answers));
            prop_assert_eq!(&line.wrong, &other.wrong);
            let right = answers.iter().filter(|given| given[at] == Some(true)).count();
            prop_assert_eq!(line.right as usize, right);
            let (a, b) = (line.discrimination.unwrap(), other.discrimination.unwrap());
            for (a, b) in [(a.point_biserial, b.point_biserial), (a.upper, b.upper), (a.lower, b.lower)] {
                prop_assert_eq!(a.is_some(), b.is_some());
                if let (Some(a), Some(b)) = (a, b) {
                    prop_assert!((a - b).abs() < 1e-9 && (-1.0..=1.0).contains(&a));
                }
            }
        }
        let right: usize = report.students.iter().map(|student| student.right).sum();
        prop_assert_eq!(right, report.questions.iter().map(|line| line.right as usize).sum::<usize>());
        prop_assert!(report.again.windows(2).all(|pair| pair[0].right <= pair[1].right));
    }
}
