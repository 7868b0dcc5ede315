//! A page of prose as data: blocks of styled, linked text, between Markdown and the screen.
//!
//! It must not know widths, colours or terminals; `ui::layout` turns it into rows.

/// One page in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Doc {
    /// In reading order.
    pub blocks: Vec<Block>,
}

/// A paragraph-sized piece of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// `###` and deeper; `##` starts a page and is not in the document.
    Heading {
        /// 3 to 6.
        level: u8,
        /// Its text.
        text: Inlines,
    },
    /// Running text.
    Paragraph(Inlines),
    /// `start` is the first number of a numbered list, `None` for bullets.
    List {
        /// First number, or bullets.
        start: Option<u64>,
        /// No blank line between the items in the source, so none on the screen.
        tight: bool,
        /// Each item is a small document.
        items: Vec<Vec<Block>>,
    },
    /// A fenced block of code, kept verbatim.
    Code {
        /// The info word: `sh`, `json`, `text` or empty.
        language: String,
        /// Without the final line break.
        text: String,
    },
    /// A picture made of characters.
    Diagram(Picture),
    /// A table.
    Table {
        /// One per column.
        align: Vec<Align>,
        /// Header cells.
        head: Vec<Inlines>,
        /// Body rows; each has as many cells as `head`.
        rows: Vec<Vec<Inlines>>,
    },
    /// `> [!NOTE]` and its kin.
    Alert {
        /// Which one.
        kind: AlertKind,
        /// What it says.
        blocks: Vec<Block>,
    },
    /// A plain block quote.
    Quote(Vec<Block>),
    /// `---`
    Rule,
    /// Ids of the check-in questions asked after the page.
    Quiz(Vec<String>),
    /// A calculator or timeline.
    Widget(Fence),
}

/// A picture made of characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picture {
    /// The characters, kept verbatim.
    pub drawn: String,
    /// What it shows, in words for those who do not see it; empty where nobody has said it.
    pub told: String,
}

/// The fence of a widget.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fence {
    /// What it says, for [`crate::widget::spec::read`].
    pub text: String,
    /// What a page shows of the widget, a line each; empty until something fills it in.
    pub face: Vec<Inlines>,
}

/// Alignment of a table column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// Text.
    #[default]
    Left,
    /// Rarely useful.
    Center,
    /// Numbers.
    Right,
}

/// The five GitHub-style alerts; what each means here is in `lessons/README.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlertKind {
    /// 참고
    Note,
    /// 팁
    Tip,
    /// 꼭 기억
    Important,
    /// 주의
    Warning,
    /// 흔한 오해: a common misconception and its correction.
    Caution,
}

/// Styled text of one paragraph, heading or cell. `\n` inside a text is a hard break.
pub type Inlines = Vec<Inline>;

/// A run of text with one style and at most one link.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inline {
    /// Never empty.
    pub text: String,
    /// `**bold**` (and `*emphasis*`, which Korean fonts cannot slant).
    pub bold: bool,
    /// `` `code` ``
    pub code: bool,
    /// Where it leads.
    pub link: Option<Link>,
}

/// The target of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// `term:ID`
    Term(String),
    /// `lesson:ID` or `lesson:ID#PAGE`
    Lesson {
        /// Lesson id.
        lesson: String,
        /// Page id.
        page: Option<String>,
    },
    /// `price:ID`
    Price(String),
    /// The widget with this fence.
    Widget(String),
    /// Anything else: a web address.
    Url(String),
}

/// The text of `inlines` without its styles.
#[must_use]
pub fn plain(inlines: &[Inline]) -> String {
    inlines.iter().map(|inline| inline.text.as_str()).collect()
}
