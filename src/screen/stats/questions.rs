//! Every question of the course, with how it stands.

use super::lines::{Lines, right, widest};
use crate::{
    app::Ctx,
    course::{Question, skim::Key},
    lang::{Lang, width::pad_right},
    study::stats::{State, state},
    ui::layout::{Piece, Role},
};

/// Cells of right answers of all.
const SCORE: usize = 11;

/// Lays the list out. Each question can be chosen; which one it is, by lesson and place in its bank, is told in order.
pub fn lay_out(ctx: &Ctx<'_>, lines: &mut Lines) -> Vec<(usize, usize)> {
    let m = ctx.msgs();
    let names = [m.stats_state_new, m.stats_state_learning, m.stats_state_known, m.stats_state_mastered];
    let column = widest(names) + 2;
    let room = lines.width.saturating_sub(2 + 2 + SCORE + column);
    if !lines.plain {
        let head = right(m.stats_score, SCORE, Role::TableHead);
        lines.pieces(vec![Piece::new(" ".repeat(4 + room), Role::Text), head]);
    }
    let mut places = Vec::new();
    for (number, lesson) in ctx.course.lessons.iter().enumerate() {
        let questions = ctx.course.questions(number);
        if questions.is_empty() {
            continue;
        }
        if number > 0 {
            lines.blank();
        }
        lines.text(lesson.title.get(ctx.lang), Role::Heading);
        for (place, question) in questions.iter().enumerate() {
            let pieces = if lines.plain { said(ctx, question) } else { row(ctx, question, (room, column)) };
            lines.item(places.len(), pieces);
            places.push((number, place));
        }
    }
    places
}

/// A question in columns: what is asked, right answers of all, and how it is known.
fn row(ctx: &Ctx<'_>, question: &Question, (room, column): (usize, usize)) -> Vec<Piece> {
    let (mark, role, score) = standing(ctx, question);
    let state = state_name(state(ctx.progress, &key(question), ctx.today()), ctx.lang);
    vec![
        Piece::new(mark, role),
        Piece::new(pad_right(&stem(question, ctx.lang), room), Role::Text),
        right(&score, SCORE, Role::Text),
        right(state, column, Role::Muted),
    ]
}

/// The same in words.
fn said(ctx: &Ctx<'_>, question: &Question) -> Vec<Piece> {
    let (.., score) = standing(ctx, question);
    let state = state_name(state(ctx.progress, &key(question), ctx.today()), ctx.lang);
    let score = (!score.is_empty()).then(|| format!("{} {score}", ctx.msgs().stats_score));
    let parts: Vec<String> = std::iter::once(state.to_owned()).chain(score).collect();
    vec![Piece::new(format!("{}: {}", stem(question, ctx.lang), parts.join(", ")), Role::Text)]
}

/// What is asked, on one line.
fn stem(question: &Question, lang: Lang) -> String {
    let text: String = question.stem(lang).iter().map(|inline| inline.text.as_str()).collect();
    // Blanks are kept together by spaces that do not break.
    text.replace(['\n', '\u{A0}'], " ")
}

/// How the last answer was, and how many were right.
fn standing(ctx: &Ctx<'_>, question: &Question) -> (&'static str, Role, String) {
    let Some(history) = ctx.progress.history_of(question) else {
        return ("· ", Role::Muted, String::new());
    };
    let standing = history.standing();
    let score = format!("{}/{}", standing.answers - standing.wrong, standing.answers);
    if standing.correct { ("✓ ", Role::Right, score) } else { ("✗ ", Role::Wrong, score) }
}

/// What progress knows `question` by.
pub fn key(question: &Question) -> Key {
    let (id, aliases) = (question.id.clone(), question.aliases.clone());
    Key { id, aliases, revision: question.revision, page: question.page.clone() }
}

/// What a state is called.
pub fn state_name(state: State, lang: Lang) -> &'static str {
    let m = lang.msgs();
    match state {
        State::New => m.stats_state_new,
        State::Learning => m.stats_state_learning,
        State::Known => m.stats_state_known,
        State::Mastered => m.stats_state_mastered,
    }
}
