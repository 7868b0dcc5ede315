//! [`Setup`]: what an app is told when it starts.

use std::sync::Arc;

use crate::{
    app::{Now, Target},
    course::{Course, Edition},
    lang::Lang,
    study::Progress,
    ui::theme::Depth,
};

/// Everything an app is told about its world when it starts.
#[derive(Clone, Debug)]
pub struct Setup {
    /// What is taught.
    pub course: Arc<Course>,
    /// The same with what is wrong with it, when it comes from a folder.
    pub edition: Option<Arc<Edition>>,
    /// The learner's past.
    pub progress: Progress,
    /// Language asked for by an option; else the one chosen earlier holds, else the learner is asked.
    pub lang: Option<Lang>,
    /// Whether both languages were asked for by an option.
    pub both: Option<bool>,
    /// Language that the choice at the first start points at.
    pub guess: Lang,
    /// Theme asked for by an option.
    pub theme: Option<String>,
    /// The theme when none was chosen.
    pub default_theme: &'static str,
    /// Colours that the terminal shows.
    pub depth: Depth,
    /// Whether to draw with ASCII alone.
    pub ascii: bool,
    /// Whether the learner reads and writes line by line, so that nothing is drawn; the size is then of no account.
    pub plain: bool,
    /// Whether an option asked that nothing may move by itself.
    pub reduce_motion: bool,
    /// Columns and rows.
    pub size: (u16, u16),
    /// When the session starts.
    pub now: Now,
    /// Fixes the order of options.
    pub seed: u64,
    /// Where to go first.
    pub target: Target,
    /// What the learner must be told first.
    pub notices: Vec<String>,
    /// Whether progress can be saved just now; why not is among the notices.
    pub is_saving: bool,
    /// Where progress is kept, to be shown; `None` when it is not.
    pub progress_file: Option<String>,
}
