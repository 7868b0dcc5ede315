//! Screens and overlays: each a plain struct with `update` and `view` in a file of its own.
//!
//! Screens see the world through [`Ctx`], answer with [`Outcome`], and never look at each other's state. What has to be
//! laid out is laid out in `refresh`; drawing only slices it.

mod card;
mod class;
mod glossary;
mod help;
mod home;
mod leave;
mod lesson;
mod marks;
mod memo;
mod mistakes;
mod next_pass;
mod notice;
mod overlay;
mod panel;
pub mod plain;
mod problems;
mod question;
mod quiz;
mod reading;
mod scroll;
mod search;
mod settings;
mod stats;
mod welcome;
mod window;

use ratatui::{buffer::Buffer, layout::Rect};

use self::scroll::Scroll;
pub use self::{
    card::Subject,
    class::{Host, Player},
    glossary::Glossary,
    home::Home,
    lesson::Lesson,
    marks::Marks,
    mistakes::Mistakes,
    overlay::Overlay,
    quiz::{Exam, Quiz, Review},
    search::Search,
    settings::Settings,
    stats::Stats,
    welcome::Welcome,
    window::view,
};
use crate::{
    app::{
        Ctx, Entry, Outcome, Target,
        class::News,
        keymap::{Action, Context},
    },
    course::Course,
    lang::Lang,
    study::{exam, payload::Occasion, progress::Position},
    ui::{
        frame::Header,
        popup::{mark_more, popup, popup_box},
    },
};

/// A place of its own.
#[derive(Clone, Debug)]
pub enum Screen {
    /// The choice of language at the first start.
    Welcome(Welcome),
    /// Where everything begins.
    Home(Home),
    /// A page of a lesson.
    Lesson(Box<Lesson>),
    /// Questions.
    Quiz(Box<Quiz>),
    /// Questions against the clock, what comes before them and after.
    Exam(Exam),
    /// What is asked again.
    Review(Box<Review>),
    /// The search in everything.
    Search(Box<Search>),
    /// Terms and their search.
    Glossary(Glossary),
    /// The note of mistakes.
    Mistakes(Mistakes),
    /// Everything that has a mark.
    Marks(Marks),
    /// Statistics.
    Stats(Box<Stats>),
    /// Settings.
    Settings(Settings),
    /// A seat in a class.
    Player(Box<Player>),
    /// A class, for its teacher or on the wall.
    Host(Box<Host>),
}

/// Where the hardware cursor goes after a frame. An input method draws its preedit there even when it is hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caret {
    /// In a text field, visible.
    Field(u16, u16),
    /// Hidden, at a blank spot.
    Parked(u16, u16),
}

impl Screen {
    /// Home.
    #[must_use]
    pub fn home(ctx: &Ctx<'_>) -> Screen {
        Screen::Home(Home::open(ctx))
    }

    /// The choice of language, pointing at `guess`.
    #[must_use]
    pub fn welcome(guess: Lang) -> Screen {
        Screen::Welcome(Welcome::open(guess))
    }

    /// The screen of `target`, and what opening it records. `None` when there is nothing to open.
    #[must_use]
    pub fn open(target: Target, ctx: &Ctx<'_>) -> (Option<Screen>, Vec<Entry>) {
        let quiz = |quiz: Option<(Quiz, Vec<Entry>)>| match quiz {
            Some((quiz, entries)) => (Some(Screen::Quiz(Box::new(quiz))), entries),
            None => (None, Vec::new()),
        };
        let alone = |screen| (Some(screen), Vec::new());
        match target {
            Target::Home | Target::Term(_) => (None, Vec::new()),
            Target::ExamStart { lesson, minutes, timed } => {
                (Exam::before(ctx, lesson, minutes, timed).map(Screen::Exam), Vec::new())
            }
            Target::Exam { lesson, minutes } => match Exam::sit(ctx, lesson, minutes) {
                Some((exam, entries)) => (Some(Screen::Exam(exam)), entries),
                None => (None, Vec::new()),
            },
            Target::ExamResult { lesson, seed } => alone(Screen::Exam(Exam::after(lesson, seed))),
            Target::ExamAnswers { lesson, seed, only } => {
                quiz(Quiz::of_sitting(ctx, lesson, seed, only).map(|quiz| (quiz, Vec::new())))
            }
            Target::Continue if let Some((lesson, _)) = exam::to_continue(ctx.course, ctx.progress) => {
                Screen::open(Target::Exam { lesson, minutes: None }, ctx)
            }
            Target::Continue => match &ctx.progress.position {
                Some((_, position)) if position.page.is_empty() => quiz(Quiz::resume(ctx)),
                Some((_, position)) if !position.question.is_empty() => quiz(Quiz::resume(ctx)),
                _ => (Lesson::resume(ctx).map(|lesson| Screen::Lesson(Box::new(lesson))), Vec::new()),
            },
            Target::Lesson { lesson, page } => {
                alone(Screen::Lesson(Box::new(Lesson::open(ctx, lesson, page))))
            }
            Target::Quiz(lesson) => quiz(Quiz::of_lesson(ctx, lesson)),
            Target::QuizOf { lesson, questions } => quiz(Quiz::of_questions(ctx, lesson, questions)),
            Target::PageAt { lesson, page, at } => {
                alone(Screen::Lesson(Box::new(Lesson::open_at(ctx, lesson, page, at))))
            }
            Target::Found { lesson, page, block, query, how } => {
                let found = (block, query, how);
                alone(Screen::Lesson(Box::new(Lesson::open_found(ctx, lesson, page, found))))
            }
            Target::Question { lesson, question } => {
                quiz(Quiz::alone(ctx, lesson, &question, Occasion::Practice).map(|quiz| (quiz, Vec::new())))
            }
            Target::CheckIn { lesson, page, at } => quiz(Quiz::check_in(ctx, lesson, page, at)),
            Target::Review => alone(Screen::Review(Box::new(Review::open(ctx)))),
            Target::Cram(lesson) => alone(Screen::Review(Box::new(Review::cram(ctx, lesson)))),
            Target::Search(query) => alone(Screen::Search(Box::new(Search::open(&query)))),
            Target::Glossary(query) => alone(Screen::Glossary(Glossary::open(query))),
            Target::Retry(questions) => quiz(Quiz::retry(ctx, questions)),
            Target::Look { questions, index } => quiz(Quiz::look(ctx, &questions, index)),
            Target::Mistakes => alone(Screen::Mistakes(Mistakes::open())),
            Target::Marks => alone(Screen::Marks(Marks::open())),
            Target::Stats => alone(Screen::Stats(Box::new(Stats::open()))),
            Target::Settings => alone(Screen::Settings(Settings::open())),
            Target::Join(joining) => alone(Screen::Player(Box::new(Player::open(*joining)))),
            Target::Host(venue) => alone(Screen::Host(Box::new(Host::open(*venue)))),
        }
    }

    /// Goes over to another edition of the course. Whether the place is there; if not, the screen is of no use any more.
    pub fn carry_over(&mut self, ctx: &Ctx<'_>, to: &Course) -> bool {
        match self {
            // What comes after it is known by its number.
            Screen::Welcome(_) => false,
            Screen::Home(home) => {
                home.carry_over(ctx, to);
                true
            }
            Screen::Lesson(lesson) => lesson.carry_over(ctx, to),
            Screen::Quiz(quiz) => quiz.carry_over(ctx, to),
            Screen::Exam(exam) => exam.carry_over(ctx, to),
            Screen::Review(review) => {
                review.carry_over(ctx, to);
                true
            }
            Screen::Search(search) => {
                search.carry_over(ctx);
                true
            }
            Screen::Glossary(glossary) => {
                glossary.carry_over(ctx, to);
                true
            }
            Screen::Mistakes(mistakes) => {
                mistakes.carry_over(ctx, to);
                true
            }
            Screen::Marks(_) => true,
            Screen::Stats(stats) => {
                stats.carry_over(ctx, to);
                true
            }
            // A class has its own questions.
            Screen::Settings(_) | Screen::Player(_) | Screen::Host(_) => true,
        }
    }

    /// Where its keys are looked up.
    #[must_use]
    pub fn context(&self) -> Context {
        match self {
            Screen::Welcome(_) => Context::Welcome,
            Screen::Home(_) => Context::Home,
            Screen::Lesson(_) => Context::Lesson,
            Screen::Quiz(quiz) => quiz.context(),
            Screen::Exam(exam) => exam.context(),
            Screen::Review(review) => review.context(),
            Screen::Search(_) => Context::Search,
            Screen::Glossary(_) => Context::Glossary,
            Screen::Mistakes(_) => Context::Mistakes,
            Screen::Marks(_) => Context::Marks,
            Screen::Stats(_) => Context::Stats,
            Screen::Settings(settings) => settings.context(),
            Screen::Player(player) => player.context(),
            Screen::Host(host) => host.context(),
        }
    }

    /// The text of its field, if keys go into one.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        match self {
            Screen::Search(search) => Some(search.query()),
            Screen::Glossary(glossary) => Some(glossary.query()),
            Screen::Quiz(quiz) => quiz.field(),
            Screen::Exam(exam) => exam.field(),
            Screen::Review(review) => review.field(),
            Screen::Welcome(_)
            | Screen::Home(_)
            | Screen::Lesson(_)
            | Screen::Mistakes(_)
            | Screen::Marks(_)
            | Screen::Stats(_) => None,
            Screen::Settings(settings) => settings.field(),
            Screen::Player(player) => player.field(),
            Screen::Host(host) => host.field(),
        }
    }

    /// Whether `action` would do something now.
    #[must_use]
    pub fn offers(&self, action: Action, ctx: &Ctx<'_>) -> bool {
        match self {
            Screen::Lesson(lesson) => lesson.offers(action),
            Screen::Quiz(quiz) => quiz.offers(action, ctx),
            Screen::Exam(exam) => exam.offers(action),
            Screen::Review(review) => review.offers(action, ctx),
            Screen::Home(home) => home.offers(action, ctx),
            Screen::Search(search) => search.offers(action),
            Screen::Mistakes(mistakes) => mistakes.offers(action),
            Screen::Marks(marks) => marks.offers(action),
            Screen::Stats(stats) => stats.offers(action),
            Screen::Settings(settings) => settings.offers(action, ctx),
            Screen::Player(player) => player.offers(action),
            Screen::Host(host) => host.offers(action),
            Screen::Welcome(_) | Screen::Glossary(_) => true,
        }
    }

    /// What `action` is called here, where it has a nearer name than in general.
    #[must_use]
    pub fn named(&self, action: Action, ctx: &Ctx<'_>) -> Option<&'static str> {
        match self {
            Screen::Lesson(lesson) => lesson.named(action, ctx),
            _ => None,
        }
    }

    /// Takes an action.
    pub fn update(&mut self, action: Action, ctx: &Ctx<'_>) -> Outcome {
        match self {
            Screen::Welcome(welcome) => welcome.update(action),
            Screen::Home(home) => home.update(action, ctx),
            Screen::Lesson(lesson) => lesson.update(action, ctx),
            Screen::Quiz(quiz) => quiz.update(action, ctx),
            Screen::Exam(exam) => exam.update(action, ctx),
            Screen::Review(review) => review.update(action, ctx),
            Screen::Search(search) => search.update(action, ctx),
            Screen::Glossary(glossary) => glossary.update(action, ctx),
            Screen::Mistakes(mistakes) => mistakes.update(action, ctx),
            Screen::Marks(marks) => marks.update(action, ctx),
            Screen::Stats(stats) => stats.update(action, ctx),
            Screen::Settings(settings) => settings.update(action, ctx),
            Screen::Player(player) => player.update(action, ctx),
            Screen::Host(host) => host.update(action, ctx),
        }
    }

    /// Takes text into its field.
    pub fn type_text(&mut self, text: &str, ctx: &Ctx<'_>) -> Outcome {
        match self {
            Screen::Search(search) => search.type_text(text, ctx),
            Screen::Glossary(glossary) => glossary.type_text(text, ctx),
            Screen::Quiz(quiz) => quiz.type_text(text, ctx),
            Screen::Exam(exam) => exam.type_text(text, ctx),
            Screen::Review(review) => review.type_text(text, ctx),
            Screen::Welcome(_)
            | Screen::Home(_)
            | Screen::Lesson(_)
            | Screen::Mistakes(_)
            | Screen::Marks(_)
            | Screen::Stats(_) => Outcome::none(),
            Screen::Settings(settings) => settings.type_text(text),
            Screen::Player(player) => player.type_text(text),
            Screen::Host(host) => host.type_text(text),
        }
    }

    /// Takes a click at a cell; `body` is where it draws.
    pub fn click(&mut self, x: u16, y: u16, body: Rect, ctx: &Ctx<'_>) -> Outcome {
        match self {
            Screen::Welcome(welcome) => welcome.click(x, y, body),
            Screen::Home(home) => home.click(x, y, body, ctx),
            Screen::Lesson(lesson) => lesson.click(x, y, body, ctx),
            Screen::Quiz(quiz) => quiz.click(x, y, body, ctx),
            Screen::Exam(exam) => exam.click(x, y, body, ctx),
            Screen::Review(review) => review.click(x, y, body, ctx),
            Screen::Search(search) => search.click(y, body, ctx),
            Screen::Glossary(glossary) => glossary.click(x, y, body, ctx),
            Screen::Mistakes(mistakes) => mistakes.click(y, body, ctx),
            Screen::Marks(marks) => marks.click(y, body, ctx),
            Screen::Stats(stats) => stats.click(x, y, body, ctx),
            Screen::Settings(settings) => settings.click(x, y, body, ctx),
            Screen::Player(player) => player.click(y, body, ctx),
            Screen::Host(_) => Outcome::none(),
        }
    }

    /// Lays out what it shows.
    pub fn refresh(&mut self, ctx: &Ctx<'_>) {
        match self {
            Screen::Lesson(lesson) => lesson.refresh(ctx),
            Screen::Quiz(quiz) => quiz.refresh(ctx),
            Screen::Exam(exam) => exam.refresh(ctx),
            Screen::Review(review) => review.refresh(ctx),
            Screen::Home(home) => home.refresh(ctx),
            Screen::Search(search) => search.refresh(ctx),
            Screen::Glossary(glossary) => glossary.refresh(ctx),
            Screen::Mistakes(mistakes) => mistakes.refresh(ctx),
            Screen::Marks(marks) => marks.refresh(ctx),
            Screen::Stats(stats) => stats.refresh(ctx),
            Screen::Player(player) => player.refresh(ctx),
            Screen::Host(host) => host.refresh(ctx),
            Screen::Welcome(_) | Screen::Settings(_) => {}
        }
    }

    /// Lesson and place, for coming back to it.
    #[must_use]
    pub fn position(&self, ctx: &Ctx<'_>) -> Option<(String, Position)> {
        match self {
            Screen::Lesson(lesson) => lesson.position(ctx),
            Screen::Quiz(quiz) => quiz.position(ctx),
            Screen::Welcome(_)
            | Screen::Home(_)
            | Screen::Exam(_)
            | Screen::Review(_)
            | Screen::Search(_)
            | Screen::Glossary(_)
            | Screen::Mistakes(_)
            | Screen::Marks(_)
            | Screen::Stats(_)
            | Screen::Settings(_)
            | Screen::Player(_)
            | Screen::Host(_) => None,
        }
    }

    /// The exam, if it is one.
    #[must_use]
    pub fn exam(&self) -> Option<&Exam> {
        match self {
            Screen::Exam(exam) => Some(exam),
            _ => None,
        }
    }

    /// Takes news of a class.
    pub fn hear(&mut self, news: News, ctx: &Ctx<'_>) -> Outcome {
        match self {
            Screen::Player(player) => player.hear(news, ctx),
            Screen::Host(host) => host.hear(news, ctx),
            _ => Outcome::none(),
        }
    }

    /// Milliseconds until it shows something else by itself, if it does.
    #[must_use]
    pub fn due(&self, ctx: &Ctx<'_>) -> Option<u64> {
        match self {
            Screen::Exam(exam) => exam.due(ctx),
            Screen::Player(player) => player.due(ctx),
            Screen::Host(host) => host.due(ctx),
            _ => None,
        }
    }

    /// What has come about by time alone.
    pub fn tick(&mut self, ctx: &Ctx<'_>) -> Outcome {
        match self {
            Screen::Exam(exam) => exam.tick(ctx),
            _ => Outcome::none(),
        }
    }

    /// What stands above it.
    #[must_use]
    pub fn header(&self, ctx: &Ctx<'_>) -> Header {
        let title = |title: &str| Header { title: title.to_owned(), progress: None };
        match self {
            Screen::Welcome(_) | Screen::Home(_) => title(ctx.msgs().app_name),
            Screen::Lesson(lesson) => lesson.header(ctx),
            Screen::Quiz(quiz) => quiz.header(ctx),
            Screen::Exam(exam) => exam.header(ctx),
            Screen::Review(review) => review.header(ctx),
            Screen::Search(_) => title(ctx.msgs().search),
            Screen::Glossary(_) => title(ctx.msgs().glossary),
            Screen::Mistakes(_) => title(ctx.msgs().mistakes),
            Screen::Marks(_) => title(ctx.msgs().marks),
            Screen::Stats(_) => title(ctx.msgs().stats),
            Screen::Settings(_) => title(ctx.msgs().settings),
            Screen::Player(player) => player.header(ctx),
            Screen::Host(host) => host.header(ctx),
        }
    }

    fn note(&self, ctx: &Ctx<'_>) -> String {
        match self {
            Screen::Lesson(lesson) => lesson.note(ctx),
            Screen::Search(search) => search.note(ctx),
            Screen::Glossary(glossary) => glossary.note(ctx),
            Screen::Quiz(quiz) => quiz.note(ctx),
            Screen::Exam(exam) => exam.note(ctx),
            Screen::Review(review) => review.footnote(ctx),
            Screen::Home(home) => home.note(ctx),
            Screen::Mistakes(mistakes) => mistakes.note(ctx),
            Screen::Marks(marks) => marks.note(ctx),
            Screen::Stats(stats) => stats.note(ctx),
            Screen::Player(player) => player.note(ctx),
            Screen::Host(host) => host.note(ctx),
            Screen::Welcome(_) | Screen::Settings(_) => String::new(),
        }
    }

    fn view(&self, ctx: &Ctx<'_>, body: Rect, buf: &mut Buffer) -> Option<Caret> {
        match self {
            Screen::Welcome(welcome) => welcome.view(ctx, body, buf),
            Screen::Home(home) => home.view(ctx, body, buf),
            Screen::Lesson(lesson) => lesson.view(ctx, body, buf),
            Screen::Mistakes(mistakes) => mistakes.view(ctx, body, buf),
            Screen::Marks(marks) => marks.view(ctx, body, buf),
            Screen::Stats(stats) => stats.view(ctx, body, buf),
            Screen::Settings(settings) => return settings.view(ctx, body, buf),
            Screen::Player(player) => return player.view(ctx, body, buf),
            Screen::Host(host) => return host.view(ctx, body, buf),
            Screen::Quiz(quiz) => return quiz.view(ctx, body, buf),
            Screen::Exam(exam) => return exam.view(ctx, body, buf),
            Screen::Review(review) => return review.view(ctx, body, buf),
            Screen::Search(search) => return Some(search.view(ctx, body, buf)),
            Screen::Glossary(glossary) => return glossary.view(ctx, body, buf),
        }
        None
    }
}

/// That the author has something to look at.
fn problems_notice(ctx: &Ctx<'_>) -> Option<String> {
    let count = ctx.edition?.problems.len();
    (count > 0 || ctx.is_behind()).then(|| ctx.lang.problems_notice(count, ctx.is_behind()))
}

/// Cells and rows of text inside a large popup.
fn popup_room(ctx: &Ctx<'_>) -> (usize, usize) {
    let area = popup(Rect::new(0, 0, ctx.size.0, ctx.size.1), ctx.size);
    let width = if ctx.plain { ctx.size.0 } else { area.width.saturating_sub(4) };
    (usize::from(width), usize::from(area.height.saturating_sub(2)).max(1))
}
