//! The end of a quiz: how many were right, which were wrong, and what to do next.

use super::Quiz;
use crate::{
    app::{Ctx, Entry, Nav, Outcome, Target, keymap::Action},
    course::Question,
    lang::{msgs::Msgs, width::width},
    screen::question::Rows,
    study::progress::{QuizFinished, kind},
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
    /// Begin the next pass through the lesson.
    NextPass,
    /// Back to the note of mistakes.
    Mistakes,
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
            Choice::NextPass => m.quiz_next_pass,
            Choice::Mistakes => m.quiz_to_mistakes,
            Choice::Home => m.quiz_home,
        }
    }
}

impl Quiz {
    /// Each question with whether it was answered rightly.
    pub(super) fn outcomes<'c>(&self, ctx: &Ctx<'c>) -> Vec<(&'c Question, bool)> {
        let outcome = |id: &String| {
            let (_, question) = ctx.course.question_of(self.lesson, id)?;
            let is_right = |response| self.is_right(question, response, ctx);
            Some((question, self.answers.get(id).is_some_and(is_right)))
        };
        self.questions.iter().filter_map(outcome).collect()
    }

    pub(super) fn choices(&self, ctx: &Ctx<'_>) -> Vec<Choice> {
        let wrong = self.outcomes(ctx).iter().any(|(_, correct)| !correct);
        let mut choices = Vec::new();
        if wrong {
            choices.push(Choice::RetryWrong);
        }
        if self.note.is_some() {
            choices.extend([Choice::Mistakes, Choice::Home]);
            return choices;
        }
        if self.lesson + 1 < ctx.course.lessons.len() {
            choices.push(Choice::NextLesson);
        }
        choices.push(Choice::RetryAll);
        if ctx.progress.is_finished(ctx.course, self.lesson) {
            choices.push(Choice::NextPass);
        }
        choices.extend([Choice::Lesson, Choice::Home]);
        choices
    }

    /// The learner turns away from the result: only now is the quiz over, so that until then they come back to it.
    pub(super) fn finished(&self, outcome: Outcome, ctx: &Ctx<'_>) -> Outcome {
        match self.item(ctx) {
            Some(item) if self.page.is_none() => {
                let finished = QuizFinished { seed: self.seed };
                outcome.with(Entry::new(kind::QUIZ_FINISHED, item, 0, &finished))
            }
            _ => outcome,
        }
    }

    pub(super) fn update_result(&mut self, action: Action, ctx: &Ctx<'_>) -> Outcome {
        let choices = self.choices(ctx);
        match action {
            Action::Up => self.choice = self.choice.checked_sub(1).unwrap_or(choices.len() - 1),
            Action::Down => self.choice = (self.choice + 1) % choices.len(),
            Action::Choose(n) if n < choices.len() => return self.carry_out(choices[n], ctx),
            Action::Open => return self.carry_out(choices[self.choice.min(choices.len() - 1)], ctx),
            Action::QuestionPrev => self.show(self.questions.len().saturating_sub(1), ctx),
            action => {
                self.scroll.update(action, self.rows.rows.len(), self.height);
            }
        }
        Outcome::none()
    }

    fn carry_out(&self, choice: Choice, ctx: &Ctx<'_>) -> Outcome {
        let lesson = self.lesson;
        let nav = match choice {
            Choice::RetryWrong => {
                let wrong = self.outcomes(ctx).into_iter().filter(|(_, correct)| !correct);
                let questions = wrong.map(|(question, _)| question.id.clone()).collect();
                Nav::Replace(match self.note {
                    None => Target::QuizOf { lesson, questions },
                    Some(_) => Target::Retry(questions),
                })
            }
            // An exam is drawn anew.
            Choice::RetryAll if ctx.course.is_exam(lesson) => Nav::Replace(Target::Quiz(lesson)),
            Choice::RetryAll => Nav::Replace(Target::QuizOf { lesson, questions: self.questions.clone() }),
            Choice::NextLesson => Nav::Replace(Target::Lesson { lesson: lesson + 1, page: None }),
            Choice::Lesson => Nav::Replace(Target::Lesson { lesson, page: Some(0) }),
            Choice::NextPass => match ctx.course.lessons.get(lesson) {
                // The quiz goes with its pass.
                Some(lesson) => return Outcome::go(Nav::NextPass(lesson.id.clone())),
                None => Nav::Home,
            },
            Choice::Mistakes => Nav::Replace(Target::Mistakes),
            Choice::Home => Nav::Home,
        };
        self.finished(Outcome::go(nav), ctx)
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
