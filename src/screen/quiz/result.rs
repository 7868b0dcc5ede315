//! The end of a quiz: how many were right, which were wrong, and what to do next.

use super::rows::Rows;
use crate::{
    app::Ctx,
    course::Question,
    lang::{msgs::Msgs, width::width},
    ui::layout::{Piece, Role, Row, paragraph},
};

/// What can be done at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Ask the wrong ones again.
    RetryWrong,
    /// Ask all again.
    RetryAll,
    /// Go on to the next lesson.
    NextLesson,
    /// Back to the lesson.
    Lesson,
    /// Home.
    Home,
}

impl Choice {
    fn label(self, m: &Msgs) -> &'static str {
        match self {
            Choice::RetryWrong => m.quiz_retry_wrong,
            Choice::RetryAll => m.quiz_retry_all,
            Choice::NextLesson => m.quiz_next_lesson,
            Choice::Lesson => m.quiz_back_to_lesson,
            Choice::Home => m.quiz_home,
        }
    }
}

/// The end as rows; those of a choice belong to its place.
#[must_use]
pub fn rows(
    ctx: &Ctx<'_>,
    outcomes: &[(&Question, bool)],
    choices: &[Choice],
    cursor: usize,
    columns: u16,
) -> Rows {
    let m = ctx.msgs();
    let mut out = Rows::default();
    let mut push = |pieces: Vec<Piece>, option: Option<usize>| {
        out.rows.push(Row { block: 0, pieces, fill: None });
        out.options.push(option);
    };
    let right = outcomes.iter().filter(|(_, correct)| *correct).count();
    push(vec![Piece::new(ctx.lang.result(right, outcomes.len()), Role::Strong)], None);
    push(Vec::new(), None);
    for (place, choice) in choices.iter().enumerate() {
        let here = place == cursor;
        let role = if here { Role::Here } else { Role::Text };
        let mark = if here { "▸ " } else { "  " };
        let pieces = vec![
            Piece::new(mark, role),
            Piece::new(format!("{}  ", place + 1), Role::Muted),
            Piece::new(choice.label(m), role),
        ];
        push(pieces, Some(place));
    }
    push(Vec::new(), None);
    for pieces in by_lesson(ctx, outcomes) {
        push(pieces, None);
    }
    if right == outcomes.len() {
        let sign = if ctx.plain { "" } else { "✓ " };
        push(vec![Piece::new(format!("{sign}{}", m.quiz_all_right), Role::Right)], None);
        return out;
    }
    push(vec![Piece::new(m.quiz_see_wrong, Role::Muted)], None);
    for (question, _) in outcomes.iter().filter(|(_, correct)| !correct) {
        let mut inlines = question.stem(ctx.lang);
        inlines.iter_mut().for_each(|inline| inline.link = None);
        let room = usize::from(ctx.column(columns)).saturating_sub(2);
        let lines = paragraph(&inlines, Role::Text, room, (0, 0), &mut Vec::new());
        for (i, line) in lines.into_iter().enumerate() {
            let sign = if ctx.plain { "- " } else { "✗ " };
            let mark = if i == 0 { Piece::new(sign, Role::Wrong) } else { Piece::new("  ", Role::Text) };
            push(std::iter::once(mark).chain(line).collect(), None);
        }
    }
    out
}

/// How many were right of each lesson, in the order of the course, when they are of several; then a blank row.
fn by_lesson(ctx: &Ctx<'_>, outcomes: &[(&Question, bool)]) -> Vec<Vec<Piece>> {
    let lessons = || ctx.course.lessons.iter().filter(|l| outcomes.iter().any(|(q, _)| q.lesson == l.id));
    if lessons().count() < 2 {
        return Vec::new();
    }
    let column = lessons().map(|lesson| width(lesson.title.get(ctx.lang))).max().unwrap_or(0) + 2;
    let mut rows: Vec<_> = lessons()
        .map(|lesson| {
            let of_lesson = || outcomes.iter().filter(|(question, _)| question.lesson == lesson.id);
            let right = of_lesson().filter(|(_, correct)| *correct).count();
            let title = lesson.title.get(ctx.lang);
            let score = format!("{right:>2}/{}", of_lesson().count());
            let role = if right == of_lesson().count() { Role::Right } else { Role::Text };
            vec![
                Piece::new(format!("  {title}{}", " ".repeat(column - width(title))), Role::Text),
                Piece::new(score, role),
            ]
        })
        .collect();
    rows.push(Vec::new());
    rows
}
