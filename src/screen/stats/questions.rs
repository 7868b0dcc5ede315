//! Every question of the course, with how it stands.

use super::lines::{Lines, right, widest};
use crate::{
    app::Ctx,
    course::{Question, skim::Key},
    lang::{
        Lang,
        width::{pad_right, width},
    },
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
    let mut places = Vec::new();
    let head = [Piece::new(" ".repeat(4 + room), Role::Text), right(m.stats_score, SCORE, Role::TableHead)];
    if !ctx.plain {
        lines.pieces(head.to_vec());
    }
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
            let stem = stem(question, ctx.lang);
            let state = state(ctx.progress, &key(question), ctx.today());
            let (mark, role, score) = standing(ctx, question);
            if ctx.plain {
                let parts = [score.as_str(), state_name(state, ctx.lang)];
                let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
                lines.item(
                    places.len(),
                    vec![Piece::new(format!("{stem}: {}", parts.join(", ")), Role::Text)],
                );
                places.push((number, place));
                continue;
            }
            let stem = pad_right(&stem, room);
            let mut pieces = vec![Piece::new(mark, role), Piece::new(stem, Role::Text)];
            pieces.push(right(&score, SCORE, Role::Text));
            let name = state_name(state, ctx.lang);
            pieces.push(Piece::new(format!("{:1$}{name}", "", column - width(name)), Role::Muted));
            lines.item(places.len(), pieces);
            places.push((number, place));
        }
    }
    places
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
