//! What the learner says about an answer and its question: why it went wrong, that it was right after all, a bookmark, a memo,
//! that something is wrong with the question.

use ratatui::layout::Rect;

use super::{Note, Quiz};
use crate::{
    app::{
        Ctx, Entry, Nav, Outcome,
        keymap::{Action, Context},
    },
    course::Question,
    lang::width::truncate,
    study::{
        Grade, Response, answer,
        history::{DAYS_TO_MASTER, History},
        payload::{Marked, Reason, Reasoned, Regraded, kind},
        progress::Marks,
    },
    ui::{
        draw,
        layout::{Piece, Role, Row},
    },
};

/// A body of so many rows has one to spare above the strip.
const ROOMY: u16 = 13;

impl Quiz {
    /// Notes when the answer was given that has just been recorded.
    pub(super) fn remember_given(&mut self, ctx: &Ctx<'_>) {
        let Some(question) = self.question(ctx).filter(|_| self.answered().is_some()) else { return };
        if !self.given.contains_key(&question.id)
            && let Some(last) = ctx.progress.history_of(question).and_then(|history| history.given().last())
        {
            self.given.insert(question.id.clone(), last.at);
        }
    }

    /// When the answer that is shown was given.
    pub(super) fn at(&self, ctx: &Ctx<'_>) -> Option<i64> {
        self.answered()?;
        self.given.get(&self.question(ctx)?.id).copied()
    }

    /// Whether `response` counts as right in this quiz.
    pub(super) fn is_right(&self, question: &Question, response: &Response, ctx: &Ctx<'_>) -> bool {
        ctx.progress.is_right(question, response, self.given.get(&question.id).copied())
    }

    fn history<'c>(&self, ctx: &Ctx<'c>) -> Option<&'c History> {
        ctx.progress.history_of(self.question(ctx)?)
    }

    fn marks<'c>(&self, ctx: &Ctx<'c>) -> Option<&'c Marks> {
        ctx.progress.marks(ctx.progress.marks_key(self.question(ctx)?))
    }

    /// Whether the question that is shown has a bookmark.
    pub(super) fn is_bookmarked(&self, ctx: &Ctx<'_>) -> bool {
        self.marks(ctx).is_some_and(|marks| marks.bookmark)
    }

    /// Whether the question that is shown is in the note of mistakes.
    pub(super) fn is_mistake(&self, ctx: &Ctx<'_>) -> bool {
        let mistake = self.history(ctx).and_then(History::mistake);
        mistake.is_some_and(|mistake| !mistake.is_mastered())
    }

    /// Takes an action that says something about the question or its answer.
    pub(super) fn mark(&mut self, action: Action, ctx: &Ctx<'_>) -> Outcome {
        let Some(question) = self.question(ctx) else { return Outcome::none() };
        let m = ctx.msgs();
        let key = ctx.progress.marks_key(question);
        let marks = ctx.progress.marks(key).cloned().unwrap_or_default();
        match action {
            Action::Bookmark => {
                let said = if marks.bookmark { m.bookmark_removed } else { m.bookmark_set };
                Outcome::say(said).with(Entry::marked(key, &Marked::Bookmark(!marks.bookmark)))
            }
            Action::Flag => {
                let said = if marks.flag { m.flag_removed } else { m.flag_set };
                Outcome::say(said).with(Entry::marked(key, &Marked::Flag(!marks.flag)))
            }
            Action::Memo => Outcome::go(Nav::Memo(key.to_owned())),
            Action::Overrule => self.overrule(question, ctx),
            Action::Tag(reason) => self.tag(question, reason, ctx),
            _ => Outcome::none(),
        }
    }

    /// The learner says why it went wrong; once more takes it back. What was right can only have been guessed.
    fn tag(&self, question: &Question, reason: Reason, ctx: &Ctx<'_>) -> Outcome {
        let (Some(at), Some(response)) = (self.at(ctx), self.answered()) else { return Outcome::none() };
        if self.is_right(question, response, ctx) && reason != Reason::Guess {
            return Outcome::none();
        }
        let before = self.history(ctx).and_then(|history| history.reason(at));
        let reasoned = Reasoned { at, reason: (before != Some(reason)).then_some(reason) };
        let key = ctx.progress.history_key(question).to_owned();
        Outcome::none().with(Entry::new(kind::REASONED, key, question.revision, &reasoned))
    }

    /// The learner judges the answer otherwise than it was; once more takes it back.
    fn overrule(&self, question: &Question, ctx: &Ctx<'_>) -> Outcome {
        let (Some(at), Some(response)) = (self.at(ctx), self.answered()) else { return Outcome::none() };
        let m = ctx.msgs();
        let is_right = self.is_right(question, response, ctx);
        let said = match (is_right, answer::grade(question, response)) {
            (false, false) => m.overruled_right,
            (true, true) => m.overruled_wrong,
            _ => m.overruled_back,
        };
        let regraded = Regraded { at, grade: if is_right { Grade::Again } else { Grade::Good } };
        let key = ctx.progress.history_key(question).to_owned();
        Outcome::say(said).with(Entry::new(kind::REGRADED, key, question.revision, &regraded))
    }

    /// What is said about the answer that is shown, and how it stands in the note.
    pub(super) fn strip(&self, ctx: &Ctx<'_>, body: Rect) -> Vec<Row> {
        let (Some(question), Some(response), Context::Feedback) =
            (self.question(ctx), self.answered(), self.context())
        else {
            return Vec::new();
        };
        let cells = usize::from(body.width);
        let mut rows = Vec::new();
        if body.height >= ROOMY {
            rows.push(draw::blank_row());
        }
        rows.extend(self.standing_row(ctx));
        rows.extend(self.marks_row(question, response, cells, ctx));
        rows.extend(draw::flow(self.reasons(question, response, ctx), cells));
        rows
    }

    /// `2번 틀림 · 3일 중 1일 맞힘 · 2026-11-22`, when it is looked at.
    fn standing_row(&self, ctx: &Ctx<'_>) -> Option<Row> {
        let history = self.history(ctx).filter(|_| self.note == Some(Note::Look))?;
        let mistake = history.mistake()?;
        let day = history.given().iter().rfind(|given| given.at == mistake.at)?.day;
        let guessed = mistake.guessed.then(|| ctx.msgs().mistakes_guessed.to_owned());
        let is_only_guessed = mistake.guessed && mistake.times == 1;
        let facts = [
            guessed,
            (!is_only_guessed).then(|| ctx.lang.times_wrong(mistake.times)),
            Some(ctx.lang.right_days(mistake.days, DAYS_TO_MASTER)),
            Some(day.to_string()),
        ];
        let text = facts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        Some(draw::plain_row(text, Role::Muted))
    }

    /// That it was overruled, flagged, and the memo.
    fn marks_row(
        &self,
        question: &Question,
        response: &Response,
        cells: usize,
        ctx: &Ctx<'_>,
    ) -> Option<Row> {
        let m = ctx.msgs();
        let is_right = self.is_right(question, response, ctx);
        let overruled = (is_right != answer::grade(question, response)).then_some(if is_right {
            m.overruled_right
        } else {
            m.overruled_wrong
        });
        let marks = self.marks(ctx);
        let flagged = marks.filter(|marks| marks.flag).map(|_| m.flagged);
        let memo = marks.map(|marks| marks.memo.as_str()).filter(|memo| !memo.is_empty());
        let facts = [
            overruled.map(|text| format!("= {text}")),
            flagged.map(|text| format!("! {text}")),
            memo.map(|memo| format!("+ {}: {memo}", m.memo)),
        ];
        let text = facts.into_iter().flatten().collect::<Vec<_>>().join("  ");
        (!text.is_empty()).then(|| draw::plain_row(truncate(&text, cells), Role::Strong))
    }

    /// `틀린 이유  1 실수  [2 개념 부족]  …`; of a right answer only whether it was guessed.
    fn reasons(&self, question: &Question, response: &Response, ctx: &Ctx<'_>) -> Vec<Vec<Piece>> {
        let m = ctx.msgs();
        let Some(at) = self.at(ctx) else { return Vec::new() };
        let reason = self.history(ctx).and_then(|history| history.reason(at));
        if self.is_right(question, response, ctx) {
            let piece = match reason {
                Some(Reason::Guess) => Piece::new(format!("[5] {}", m.reason_guessed), Role::Here),
                _ => Piece::new(m.reason_guess, Role::Muted),
            };
            return vec![vec![piece]];
        }
        let choice = |(n, other): (usize, Reason)| {
            let words = other.words().get(ctx.lang);
            if reason == Some(other) {
                return vec![Piece::new(format!("[{} {words}]", n + 1), Role::Here)];
            }
            vec![Piece::new(format!("{} ", n + 1), Role::Strong), Piece::new(words, Role::Text)]
        };
        let label = vec![Piece::new(m.reason_ask, Role::Muted)];
        std::iter::once(label).chain(Reason::ALL.into_iter().enumerate().map(choice)).collect()
    }
}
