//! The course covers all it has to: every claim of the two texts it grew from, and every fact of its syllabus.
//!
//! That pages and questions of the list exist, and that a wrong claim is met by a box and a question, are rules of
//! `seodang check`; here it is that nothing is missing from the list.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::collections::{BTreeMap, BTreeSet};

use seodang::course::{
    Course, Files, Question,
    coverage::{Claim, check},
};

/// How many claims or facts there are of each part.
const PARTS: [(&str, usize); 10] = [
    ("A", 51),
    ("B", 28),
    ("E", 27),
    ("BS", 21),
    ("C", 39),
    ("F", 21),
    ("R", 23),
    ("L", 34),
    ("S", 11),
    ("X", 12),
];

/// Claims that a learner must meet as a misconception.
const WRONG: [&str; 13] =
    ["A1", "A12", "A18", "A22", "A23", "A39", "A45", "A46", "B3", "B8", "B10", "B14", "B25"];
const OUTDATED: [&str; 3] = ["A30", "A34", "A49"];
const MISLEADING: [&str; 1] = ["A35"];

/// Words with which an English stem asks why something is so, or what follows from something.
const WHY: [&str; 14] = [
    "why",
    "reason",
    "because",
    "cause",
    "causes",
    "caused",
    "what makes",
    "what becomes of",
    "happens",
    "happen",
    "if",
    "unless",
    "when",
    "how come",
];

/// Lessons about a service, where no less than half of the questions do.
const SERVICES: [&str; 7] =
    ["ec2", "beanstalk", "containers", "ecs", "fargate", "lambda", "serverless-framework"];

fn claims() -> Vec<Claim> {
    let files = Files::embedded();
    let (course, _) = Course::open(files.clone());
    let (claims, problems) = check(&files, &course);
    assert_eq!(problems, []);
    claims
}

/// Ids that should be in the list and are not, and the other way round.
fn astray(claims: &[Claim]) -> (Vec<String>, Vec<String>) {
    let wanted: BTreeSet<String> =
        PARTS.iter().flat_map(|(part, count)| (1..=*count).map(move |n| format!("{part}{n}"))).collect();
    let found: BTreeSet<String> = claims.iter().map(|claim| claim.id.clone()).collect();
    (wanted.difference(&found).cloned().collect(), found.difference(&wanted).cloned().collect())
}

#[test]
fn nothing_is_missing_from_the_list() {
    let mut claims = claims();
    assert_eq!(astray(&claims), (Vec::new(), Vec::new()));
    // The list would not do with one taken out.
    let gone = claims.remove(100);
    assert_eq!(astray(&claims), (vec![gone.id], Vec::new()));
}

#[test]
fn what_is_wrong_is_called_so() {
    let claims = claims();
    let of = |verdict: &str| -> BTreeSet<&str> {
        claims.iter().filter(|claim| claim.verdict == verdict).map(|claim| claim.id.as_str()).collect()
    };
    assert_eq!(of("Wrong"), WRONG.into());
    assert_eq!(of("Outdated"), OUTDATED.into());
    assert_eq!(of("Misleading"), MISLEADING.into());
    let facts = claims.iter().filter(|claim| !claim.id.starts_with(['A']) && claim.verdict == "Fact");
    assert!(facts.count() >= 188);
}

#[test]
fn little_is_left_out_and_most_of_it_is_asked() {
    let claims = claims();
    let left_out = claims.iter().filter(|claim| claim.taught.is_empty()).count();
    let asked = claims.iter().filter(|claim| !claim.asked.is_empty()).count();
    assert!(left_out <= 2, "{left_out} left out");
    assert!(asked * 10 >= claims.len() * 8, "{asked} of {} asked", claims.len());
}

#[test]
fn the_banks_are_large_enough_and_of_every_kind() {
    let (course, _) = Course::open(Files::embedded());
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    let mut all = 0;
    for (index, lesson) in course.lessons.iter().enumerate() {
        let questions = course.questions(index);
        let least = match lesson.id.as_str() {
            "using-seodang" | "compute" | "choosing" => 8,
            "final-exam" => 40,
            _ => 20,
        };
        assert!(questions.len() >= least, "{}: {}", lesson.id, questions.len());
        all += questions.len();
        for question in questions {
            *kinds.entry(question.kind.name()).or_default() += 1;
        }
        if lesson.id == "final-exam" {
            assert_eq!(course.exam(index).unwrap().len(), 40);
        }
    }
    assert!(all >= 220, "{all}");
    assert_eq!(kinds.len(), 8, "{kinds:?}");
    assert!(kinds.values().all(|count| *count >= 12), "{kinds:?}");
    assert!(course.glossary().terms().len() >= 110);
}

#[test]
fn most_questions_ask_why_or_what_happens_if() {
    let asks = |question: &Question| {
        let lower = question.stem.en.to_lowercase();
        let words: Vec<&str> =
            lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
        let said = format!(" {} ", words.join(" "));
        WHY.iter().any(|word| said.contains(&format!(" {word} ")))
    };
    let (course, _) = Course::open(Files::embedded());
    let (mut asking, mut all) = (0, 0);
    for (index, lesson) in course.lessons.iter().enumerate() {
        let questions = course.questions(index);
        let here = questions.iter().filter(|question| asks(question)).count();
        let is_half = here * 2 >= questions.len();
        assert!(
            is_half || !SERVICES.contains(&lesson.id.as_str()),
            "{}: {here} of {}",
            lesson.id,
            questions.len()
        );
        asking += here;
        all += questions.len();
    }
    // Clearly more than half: rewording a few does not lose it.
    assert!(asking * 100 >= all * 55, "{asking} of {all}");
}
