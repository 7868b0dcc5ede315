//! What lies over a screen and takes all keys.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    card::Card, help::Help, leave, memo::Memo, next_pass::NextPass, notice::Notice, panel::Panel,
    problems::Problems,
};
use crate::{
    app::{
        App, Ctx, Outcome,
        keymap::{Action, Context},
    },
    course::Course,
    screen::{Caret, Subject},
    ui::popup::popup,
    widget::Widget,
};

/// Something over a screen that takes all keys.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// A term, a price or an address.
    Card(Card),
    /// The keys that work here.
    Help(Help),
    /// What is wrong with the files of the course.
    Problems(Problems),
    /// Something the learner must be told.
    Notice(Notice),
    /// A widget.
    Panel(Box<Panel>),
    /// The field for a memo.
    Memo(Memo),
    /// “Begin the next pass?”
    NextPass(NextPass),
    /// “Really leave?”
    Confirm,
}

impl Overlay {
    /// A message.
    #[must_use]
    pub fn notice(texts: Vec<String>) -> Overlay {
        Overlay::Notice(Notice::open(texts))
    }

    /// The problems of the course.
    #[must_use]
    pub fn problems() -> Overlay {
        Overlay::Problems(Problems::open())
    }

    /// Goes over to another edition of the course. Whether what it shows is there.
    pub fn carry_over(&mut self, ctx: &Ctx<'_>, to: &Course) -> bool {
        match self {
            Overlay::Card(card) => card.carry_over(ctx, to),
            // A widget that is open goes on with its values.
            Overlay::Help(_)
            | Overlay::Problems(_)
            | Overlay::Notice(_)
            | Overlay::Panel(_)
            | Overlay::Memo(_)
            | Overlay::NextPass(_)
            | Overlay::Confirm => true,
        }
    }

    /// A card.
    #[must_use]
    pub fn card(subject: Subject, ctx: &Ctx<'_>) -> Overlay {
        Overlay::Card(Card::open(subject, ctx))
    }

    /// A widget that stands at `place`.
    #[must_use]
    pub fn panel(place: String, widget: Widget, ctx: &Ctx<'_>) -> Overlay {
        Overlay::Panel(Box::new(Panel::open(place, widget, ctx)))
    }

    /// A field for the memo of the item with this key.
    #[must_use]
    pub fn memo(key: String, ctx: &Ctx<'_>) -> Overlay {
        Overlay::Memo(Memo::open(key, ctx))
    }

    /// The question whether to begin the next pass through the lesson with this id.
    #[must_use]
    pub fn next_pass(lesson: String) -> Overlay {
        Overlay::NextPass(NextPass::open(lesson))
    }

    /// The keys of `context`, and of the screen below where that is another.
    #[must_use]
    pub fn help(ctx: &Ctx<'_>, context: Context, screen: Option<Context>) -> Overlay {
        Overlay::Help(Help::open(ctx, context, screen))
    }

    /// Where its keys are looked up.
    #[must_use]
    pub fn context(&self) -> Context {
        match self {
            Overlay::Card(_) => Context::Card,
            Overlay::Help(_) => Context::Help,
            Overlay::Problems(_) => Context::Problems,
            Overlay::Notice(_) => Context::Notice,
            Overlay::Panel(_) => Context::Widget,
            Overlay::Memo(_) => Context::Memo,
            Overlay::NextPass(_) => Context::NextPass,
            Overlay::Confirm => Context::Confirm,
        }
    }

    /// The text of its field, if it has one.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        match self {
            Overlay::Memo(memo) => Some(memo.text()),
            _ => None,
        }
    }

    /// Takes text into its field.
    pub fn type_text(&mut self, text: &str) {
        if let Overlay::Memo(memo) = self {
            memo.type_text(text);
        }
    }

    /// Whether `action` would do something now.
    #[must_use]
    pub fn offers(&self, action: Action) -> bool {
        match self {
            Overlay::Card(card) => card.offers(action),
            Overlay::Panel(panel) => panel.offers(action),
            Overlay::Help(Help { reading, .. })
            | Overlay::Problems(Problems { reading, .. })
            | Overlay::Notice(Notice { reading, .. }) => reading.offers(action),
            Overlay::Memo(memo) => memo.offers(action),
            Overlay::NextPass(_) | Overlay::Confirm => action != Action::Help,
        }
    }

    /// What `action` is called here, where it has a nearer name than in general.
    #[must_use]
    pub fn named(&self, action: Action, ctx: &Ctx<'_>) -> Option<&'static str> {
        match self {
            Overlay::Panel(panel) => panel.named(action, ctx),
            _ => None,
        }
    }

    /// “Really leave?”
    pub(super) fn leave_ask(app: &App) -> &'static str {
        leave::ask(app)
    }

    /// Takes an action.
    pub fn update(&mut self, action: Action, ctx: &Ctx<'_>) -> Outcome {
        match self {
            Overlay::Card(card) => card.update(action, ctx),
            Overlay::Help(Help { reading, .. })
            | Overlay::Problems(Problems { reading, .. })
            | Overlay::Notice(Notice { reading, .. }) => reading.update(action),
            Overlay::Panel(panel) => panel.update(action, ctx),
            Overlay::Memo(memo) => memo.update(action, ctx),
            Overlay::NextPass(next_pass) => next_pass.update(action, ctx),
            Overlay::Confirm if action == Action::Back => Outcome::go(crate::app::Nav::Close),
            Overlay::Confirm => Outcome::none(),
        }
    }

    /// Takes a click at a cell of the whole window `area`.
    pub fn click(&mut self, x: u16, y: u16, area: Rect, ctx: &Ctx<'_>) -> Outcome {
        match self {
            Overlay::Card(card) => card.click(x, y, area, ctx),
            Overlay::Panel(panel) => panel.click(x, y, area),
            // A memo that is being written is not lost by a click.
            Overlay::Memo(_) => Outcome::none(),
            Overlay::Help(_)
            | Overlay::Problems(_)
            | Overlay::Notice(_)
            | Overlay::NextPass(_)
            | Overlay::Confirm => {
                if popup(area, ctx.size).contains((x, y).into()) {
                    Outcome::none()
                } else {
                    Outcome::go(crate::app::Nav::Close)
                }
            }
        }
    }

    /// Lays out what it shows.
    pub fn refresh(&mut self, ctx: &Ctx<'_>) {
        match self {
            Overlay::Card(card) => card.refresh(ctx),
            Overlay::Help(help) => help.refresh(ctx),
            Overlay::Problems(problems) => problems.refresh(ctx),
            Overlay::Notice(notice) => notice.refresh(ctx),
            Overlay::Panel(panel) => panel.refresh(ctx),
            Overlay::Memo(_) | Overlay::NextPass(_) | Overlay::Confirm => {}
        }
    }

    pub(super) fn view(&self, app: &App, ctx: &Ctx<'_>, area: Rect, buf: &mut Buffer) -> Option<Caret> {
        match self {
            Overlay::Card(card) => card.view(ctx, area, buf),
            Overlay::Help(help) => help.view(ctx, area, buf),
            Overlay::Problems(problems) => problems.view(ctx, area, buf),
            Overlay::Notice(notice) => notice.view(ctx, area, buf),
            Overlay::Panel(panel) => panel.view(ctx, area, buf),
            Overlay::Memo(memo) => return Some(memo.view(ctx, area, buf)),
            Overlay::NextPass(next_pass) => next_pass.view(ctx, area, buf),
            Overlay::Confirm => leave::view(app, ctx, area, buf),
        }
        None
    }
}
