//! What to teach again: the pages behind the questions that went badly.

use serde::Serialize;

use super::question::{QuestionLine, Wrong};

/// A question of which a smaller share of the answers was right is to be taught again.
pub const AGAIN: f64 = 0.6;

/// How many misconceptions of a topic are named.
const WRONG: usize = 3;

/// A page to teach again.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Topic {
    /// Id of the lesson; may be empty.
    pub lesson: String,
    /// Id of the page; may be empty.
    pub page: String,
    /// The share of the answers to these questions that was right.
    pub right: f64,
    /// Numbers of the questions that went badly.
    pub questions: Vec<u32>,
    /// The most frequent wrong answers with a known reason.
    pub wrong: Vec<Wrong>,
    /// Whether there were too few answers to say much.
    pub caution: bool,
}

/// What to teach again, worst first.
pub(super) fn topics(questions: &[QuestionLine]) -> Vec<Topic> {
    let mut groups: Vec<Vec<&QuestionLine>> = Vec::new();
    for line in questions.iter().filter(|line| line.difficulty.is_some_and(|share| share < AGAIN)) {
        // A question that belongs to no page is a topic of its own.
        let is_same = |group: &&mut Vec<&QuestionLine>| {
            !line.page.is_empty() && (&group[0].lesson, &group[0].page) == (&line.lesson, &line.page)
        };
        match groups.iter_mut().find(is_same) {
            Some(group) => group.push(line),
            None => groups.push(vec![line]),
        }
    }
    let mut topics: Vec<Topic> = groups.iter().map(|group| topic(group)).collect();
    topics.sort_by(|a, b| a.right.total_cmp(&b.right));
    topics
}

fn topic(group: &[&QuestionLine]) -> Topic {
    let right: u32 = group.iter().map(|line| line.right).sum();
    let answers: u32 = group.iter().map(|line| line.answers).sum();
    let known = group.iter().flat_map(|line| &line.wrong).filter(|wrong| wrong.why.is_some());
    let mut wrong: Vec<Wrong> = known.cloned().collect();
    wrong.sort_by_key(|wrong| std::cmp::Reverse(wrong.count));
    wrong.truncate(WRONG);
    Topic {
        lesson: group[0].lesson.clone(),
        page: group[0].page.clone(),
        right: f64::from(right) / f64::from(answers.max(1)),
        questions: group.iter().map(|line| line.number).collect(),
        wrong,
        caution: group.iter().any(|line| line.caution),
    }
}
