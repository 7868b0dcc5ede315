//! The history of one question: every answer with its day, how it went, what was answered, and when it came again.

use super::{
    lines::{Lines, widest},
    questions::{key, state_name},
};
use crate::{
    app::Ctx,
    course::{Kind, Question, markdown},
    lang::{
        Lang,
        width::{pad_right, width},
    },
    study::{
        Response,
        history::{Counted, Given, History},
        payload::Occasion,
        stats::state,
    },
    ui::layout::{Piece, Role},
};

/// Lays it out.
pub fn lay_out(ctx: &Ctx<'_>, question: &Question, lines: &mut Lines) {
    let m = ctx.msgs();
    lines.inlines(&unlinked(question, ctx.lang), Role::Strong, 0);
    if ctx.both {
        lines.inlines(&unlinked(question, ctx.lang.other()), Role::Text, 0);
    }
    lines.blank();
    let Some(history) = ctx.progress.history_of(question) else {
        lines.text(m.stats_never, Role::Text);
        return;
    };
    lines.wrapped(&standing(ctx, question, history), Role::Text, 0);
    lines.blank();
    let counted: Vec<Counted> = history.counted(ctx.progress.scheduler()).collect();
    for (at, given) in history.given().iter().enumerate().rev() {
        let before = at.checked_sub(1).and_then(|at| history.given().get(at));
        let counted = counted.iter().find(|counted| counted.given.at == given.at);
        answer(ctx, question, (given, before, counted), lines);
        if let Some(response) = history.response(given.at) {
            let text = format!("{}: {}", m.stats_answered, said(question, response, ctx.lang));
            lines.wrapped(&text, Role::Muted, 4);
        }
    }
}

fn unlinked(question: &Question, lang: Lang) -> Vec<crate::course::doc::Inline> {
    let mut inlines = question.stem(lang);
    inlines.iter_mut().for_each(|inline| inline.link = None);
    inlines
}

/// `배우는 중 · 답 4번 · 다음: 3일 뒤 · 오늘 기억할 확률 82%`
fn standing(ctx: &Ctx<'_>, question: &Question, history: &History) -> String {
    let name = state_name(state(ctx.progress, &key(question), ctx.today()), ctx.lang);
    let mut parts = vec![name.to_owned(), ctx.lang.answers(history.standing().answers)];
    if let Some(schedule) = history.schedule() {
        let scheduler = ctx.progress.scheduler();
        let due = schedule.due(&question.id, scheduler).since(ctx.today());
        let chance = scheduler.retrievability(schedule.memory, ctx.today().since(schedule.day));
        parts.push(ctx.lang.next_time(due));
        parts.push(format!("{} {:.0}%", ctx.msgs().stats_recall_today, chance * 100.0));
    }
    parts.join(" · ")
}

/// `2026-11-22  ✓ 맞힘  5일 만에 · 예측 91% · 다음: 12일 뒤`
fn answer(
    ctx: &Ctx<'_>,
    question: &Question,
    (given, before, counted): (&Given, Option<&Given>, Option<&Counted>),
    lines: &mut Lines,
) {
    let m = ctx.msgs();
    let (mark, word, role) = match (given.grade.is_pass(), given.guessed) {
        (true, false) => ("✓", m.stats_right, Role::Right),
        (true, true) => ("✓", m.stats_guessed, Role::Right),
        (false, _) => ("✗", m.stats_wrong, Role::Wrong),
    };
    let mut parts = Vec::new();
    parts.extend(before.map(|before| ctx.lang.after_days(given.day.since(before.day))));
    if given.occasion == Occasion::Cram {
        parts.push(m.stats_crammed.to_owned());
    }
    if let Some(counted) = counted {
        let predicted = counted.predicted.filter(|_| counted.elapsed > 0);
        parts.extend(predicted.map(|share| format!("{} {:.0}%", m.stats_head_predicted, share * 100.0)));
        let due = counted.after.due(&question.id, ctx.progress.scheduler());
        parts.push(ctx.lang.next_time(due.since(given.day)));
    }
    let words = [m.stats_right, m.stats_wrong];
    let column = if given.guessed { width(word) } else { widest(words) };
    let pieces = vec![
        Piece::new(format!("{}  ", given.day), Role::Text),
        Piece::new(pad_right(&format!("{mark} {word}"), column + 4), role),
    ];
    lines.hanging(pieces, &parts.join(" · "), Role::Muted);
}

/// What was answered, in words.
fn said(question: &Question, response: &Response, lang: Lang) -> String {
    let m = lang.msgs();
    let option = |id: &String| question.options.iter().find(|option| option.id == *id);
    let plain =
        |source: &str| markdown::inline(source).iter().map(|inline| inline.text.clone()).collect::<String>();
    // An option that the question no longer has is told by its id.
    let text = |id: &String| match (option(id), &question.kind) {
        (Some(_), Kind::TrueFalse) => if id == "true" { m.quiz_true } else { m.quiz_false }.to_owned(),
        (Some(option), _) => plain(option.text.get(lang)),
        (None, _) => id.clone(),
    };
    let pair = |id: &String| option(id).map_or_else(|| id.clone(), |option| plain(option.pair.get(lang)));
    let (parts, joint) = match response {
        Response::Chosen(ids) if question.kind == Kind::Ordering => (ids.iter().map(text).collect(), " > "),
        Response::Chosen(ids) => (ids.iter().map(text).collect(), " / "),
        Response::Matched(pairs) => {
            (pairs.iter().map(|(left, right)| format!("{} = {}", text(left), pair(right))).collect(), " / ")
        }
        Response::Typed(typed) => (vec![typed.clone()], ""),
        Response::Filled(fields) => (fields.iter().map(|(_, typed)| typed.clone()).collect(), " / "),
        Response::DontKnow => (vec![m.quiz_dont_know.to_owned()], ""),
    };
    let parts: Vec<String> = parts;
    parts.join(joint)
}
