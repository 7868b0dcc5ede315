//! The key table: one list that drives behaviour, footer, help and the README's key section.
//!
//! Rules, held by tests: no key twice in a context; every action can be reached with keys that an input method lets
//! through (everything but letters).

use crate::{
    app::key::{Code, Key},
    lang::{Lang, msgs::Msgs},
    study::payload::Reason,
};

/// Where a key is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Context {
    /// Everywhere, unless the place itself binds the key.
    Global,
    /// The choice of language at the first start.
    Welcome,
    /// Home.
    Home,
    /// A page of a lesson.
    Lesson,
    /// A question that chooses among options.
    Choice,
    /// A question that puts options in order.
    Ordering,
    /// A question that matches options.
    Matching,
    /// A question that is answered by typing a number.
    Number,
    /// A question that is answered by typing words.
    Typed,
    /// A question whose blanks are filled in.
    FillIn,
    /// A question that has been answered.
    Feedback,
    /// The end of a quiz.
    Result,
    /// A question of an exam that is answered by choosing.
    Exam,
    /// A question of an exam that is answered by typing.
    ExamField,
    /// The answer sheet of an exam.
    ExamSheet,
    /// “Hand in?”
    ExamHandIn,
    /// What an exam demands, and how it went.
    ExamPage,
    /// A term in review whose answer is recalled.
    Recall,
    /// A term in review whose answer is shown.
    Grade,
    /// The search field and what it finds.
    Search,
    /// The glossary and its search field.
    Glossary,
    /// The note of mistakes.
    Mistakes,
    /// Everything that has a mark.
    Marks,
    /// Settings.
    Settings,
    /// The field for a memo.
    Memo,
    /// “Begin the next pass?”
    NextPass,
    /// Statistics.
    Stats,
    /// A date in the settings.
    Date,
    /// The card of a term, a price or an address.
    Card,
    /// A widget that is being tried.
    Widget,
    /// Help.
    Help,
    /// What is wrong with the files of the course.
    Problems,
    /// A message that wants to be seen.
    Notice,
    /// The way into a class.
    ClassDoor,
    /// A class while there is nothing to answer.
    ClassWait,
    /// A class, for its teacher.
    ClassHost,
    /// The choice of a poll.
    ClassPoll,
    /// What only the teacher sees.
    ClassDesk,
    /// The field for a name.
    ClassName,
    /// “Really leave?”
    Confirm,
}

impl Context {
    /// All of them, in the order of help and README.
    pub const ALL: [Context; 40] = [
        Context::Global,
        Context::Home,
        Context::Lesson,
        Context::Choice,
        Context::Ordering,
        Context::Matching,
        Context::Number,
        Context::Typed,
        Context::FillIn,
        Context::Feedback,
        Context::Result,
        Context::ExamPage,
        Context::Exam,
        Context::ExamField,
        Context::ExamSheet,
        Context::ExamHandIn,
        Context::Recall,
        Context::Grade,
        Context::Search,
        Context::Mistakes,
        Context::Marks,
        Context::Memo,
        Context::NextPass,
        Context::Glossary,
        Context::Card,
        Context::Widget,
        Context::Stats,
        Context::Settings,
        Context::Date,
        Context::ClassDoor,
        Context::ClassWait,
        Context::ClassHost,
        Context::ClassPoll,
        Context::ClassDesk,
        Context::ClassName,
        Context::Help,
        Context::Problems,
        Context::Welcome,
        Context::Notice,
        Context::Confirm,
    ];

    /// Its heading in help.
    #[must_use]
    pub fn title(self, m: &Msgs) -> &'static str {
        match self {
            Context::Global => m.keys_global,
            Context::Welcome => m.keys_welcome,
            Context::Home => m.keys_home,
            Context::Lesson => m.keys_lesson,
            Context::Choice => m.keys_choice,
            Context::Ordering => m.keys_ordering,
            Context::Matching => m.keys_matching,
            Context::Number => m.keys_number,
            Context::Typed => m.keys_typed,
            Context::FillIn => m.keys_fill_in,
            Context::Feedback => m.keys_feedback,
            Context::Result => m.keys_result,
            Context::Exam => m.keys_exam,
            Context::ExamField => m.keys_exam_field,
            Context::ExamSheet => m.keys_exam_sheet,
            Context::ExamHandIn => m.keys_exam_hand_in,
            Context::ExamPage => m.keys_exam_page,
            Context::Recall => m.keys_recall,
            Context::Grade => m.keys_grade,
            Context::Search => m.keys_search,
            Context::Glossary => m.keys_glossary,
            Context::Mistakes => m.keys_mistakes,
            Context::Marks => m.keys_marks,
            Context::Memo => m.keys_memo,
            Context::NextPass => m.keys_next_pass,
            Context::Stats => m.keys_stats,
            Context::Settings => m.keys_settings,
            Context::Date => m.keys_date,
            Context::Card => m.keys_card,
            Context::Widget => m.keys_widget,
            Context::ClassDoor => m.keys_class_door,
            Context::ClassWait => m.keys_class_wait,
            Context::ClassHost => m.keys_class_host,
            Context::ClassPoll => m.keys_class_poll,
            Context::ClassDesk => m.keys_class_desk,
            Context::ClassName => m.keys_class_name,
            Context::Help => m.keys_help,
            Context::Problems => m.keys_problems,
            Context::Notice => m.keys_notice,
            Context::Confirm => m.keys_confirm,
        }
    }
}

/// What the learner means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the table says what each does")]
pub enum Action {
    Up,
    Down,
    PageUp,
    PageDown,
    Top,
    Bottom,
    Open,
    Next,
    PagePrev,
    Quiz,
    LinkNext,
    LinkPrev,
    Choose(usize),
    Toggle,
    DontKnow,
    Hint,
    Related,
    Submit,
    Undo,
    TakeBack,
    SuspendCard,
    MatchPrev,
    MatchNext,
    QuestionPrev,
    QuestionNext,
    Exam,
    Later,
    Unsure,
    Sheet,
    NextBlank,
    NextFlagged,
    HandIn,
    Change,
    Less,
    More,
    Type(char),
    Act,
    Remove,
    Reset,
    Erase,
    Back,
    Leave,
    Suspend,
    Help,
    Flip,
    Both,
    Settings,
    Glossary,
    Problems,
    Search,
    Redraw,
    Tag(Reason),
    Bookmark,
    Memo,
    Flag,
    Overrule,
    FilterLesson,
    FilterReason,
    FilterOften,
    FilterArchive,
    Retry,
    Marks,
    Mistakes,
    NextPass,
    Pause,
    Extend,
    Lock,
    Skip,
    Poll,
    Door,
    Names,
    End,
    Desk,
    Ban,
}

/// What triggers a row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trigger {
    /// These keys.
    Keys(&'static [Key]),
    /// `1` to `9`, choosing that option or row.
    Digits,
    /// `0` to `9` and the point, typed into a field.
    Number,
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// Where.
    pub context: Context,
    /// What is pressed; the first key is the one shown.
    pub trigger: Trigger,
    /// What it means.
    pub action: Action,
    /// What it is called.
    pub label: fn(&Msgs) -> &'static str,
    /// Place in the footer, smaller first; `None` is only in help.
    pub footer: Option<u8>,
}

const UP: Key = Key::plain(Code::Up);
const DOWN: Key = Key::plain(Code::Down);
const LEFT: Key = Key::plain(Code::Left);
const RIGHT: Key = Key::plain(Code::Right);
const ENTER: Key = Key::plain(Code::Enter);
const ESC: Key = Key::plain(Code::Esc);
const TAB: Key = Key::plain(Code::Tab);
const BACK_TAB: Key = Key::plain(Code::BackTab);
const BACKSPACE: Key = Key::plain(Code::Backspace);
const DELETE: Key = Key::plain(Code::Delete);
const PAGE_UP: Key = Key::plain(Code::PageUp);
const PAGE_DOWN: Key = Key::plain(Code::PageDown);
const HOME: Key = Key::plain(Code::Home);
const END: Key = Key::plain(Code::End);
const SPACE: Key = Key::char(' ');

const fn f(n: u8) -> Key {
    Key::plain(Code::F(n))
}

const fn c(c: char) -> Key {
    Key::char(c)
}

macro_rules! table {
    ($($context:ident { $($trigger:expr => $action:ident $(($arg:expr))?, $label:ident, $footer:expr;)* })*) => {
        &[$($(Binding {
            context: Context::$context,
            trigger: $trigger,
            action: Action::$action $(($arg))?,
            label: |m| m.$label,
            footer: $footer,
        },)*)*]
    };
}

use Trigger::{Digits, Keys, Number};

/// The table.
pub const TABLE: &[Binding] = table! {
    Global {
        Keys(&[f(1), c('?')]) => Help, key_help, Some(90);
        Keys(&[f(2)]) => Flip, key_flip, None;
        Keys(&[f(3)]) => Both, key_both, None;
        Keys(&[f(4)]) => Settings, key_settings, None;
        Keys(&[c('/'), Key::ctrl('f')]) => Search, key_search, None;
        Keys(&[f(5)]) => Glossary, key_glossary, None;
        Keys(&[f(8)]) => Problems, key_problems, None;
        Keys(&[f(9)]) => TakeBack, key_take_back, None;
        Keys(&[Key::ctrl('q'), Key::ctrl('c'), c('q')]) => Leave, key_leave, None;
        Keys(&[Key::ctrl('z')]) => Suspend, key_suspend, None;
        Keys(&[Key::ctrl('l')]) => Redraw, key_redraw, None;
    }
    Welcome {
        Keys(&[c('1')]) => Choose(0), key_korean, Some(1);
        Keys(&[c('2')]) => Choose(1), key_english, Some(2);
        Keys(&[UP, LEFT, BACK_TAB, c('k'), c('h')]) => Up, key_move, Some(3);
        Keys(&[DOWN, RIGHT, TAB, c('j'), c('l')]) => Down, key_move, None;
        Keys(&[ENTER, SPACE]) => Open, key_open, Some(4);
        Keys(&[ESC]) => Leave, key_leave, None;
    }
    Home {
        Keys(&[UP, c('k')]) => Up, key_move, Some(1);
        Keys(&[DOWN, c('j')]) => Down, key_move, None;
        Keys(&[HOME]) => Top, key_top, None;
        Keys(&[END]) => Bottom, key_bottom, None;
        Keys(&[PAGE_UP]) => PageUp, key_page_up, None;
        Keys(&[PAGE_DOWN]) => PageDown, key_page_down, None;
        Keys(&[ENTER, SPACE, RIGHT, c('l')]) => Open, key_open, Some(2);
        Digits => Choose(0), key_lesson_number, Some(3);
        Keys(&[c('0')]) => Choose(9), key_lesson_number, None;
        Keys(&[c('-')]) => Choose(10), key_lesson_number, None;
        Keys(&[TAB, c('z')]) => Quiz, key_quiz, Some(5);
        Keys(&[f(7), BACK_TAB, c('x')]) => Exam, key_exam, Some(6);
        Keys(&[c('/')]) => Search, key_search, Some(4);
        Keys(&[c('>')]) => NextPass, key_next_pass, Some(6);
        Keys(&[ESC]) => Back, key_leave, Some(91);
    }
    Lesson {
        Keys(&[SPACE, RIGHT, c('l'), c('n')]) => Next, key_next, Some(1);
        Keys(&[LEFT, c('h'), c('p'), BACKSPACE]) => PagePrev, key_page_prev, Some(2);
        Keys(&[TAB]) => LinkNext, key_link, Some(3);
        Keys(&[BACK_TAB]) => LinkPrev, key_link_prev, None;
        Keys(&[ENTER]) => Open, key_open, Some(4);
        Keys(&[UP, c('k')]) => Up, key_scroll, Some(6);
        Keys(&[DOWN, c('j')]) => Down, key_scroll, None;
        Keys(&[PAGE_UP, c('b')]) => PageUp, key_page_up, None;
        Keys(&[PAGE_DOWN, c('f')]) => PageDown, key_page_down, None;
        Keys(&[HOME, c('g')]) => Top, key_top, None;
        Keys(&[END, c('G')]) => Bottom, key_bottom, None;
        Keys(&[c('*'), c('s')]) => Bookmark, key_bookmark, Some(7);
        Keys(&[c('+'), c('m')]) => Memo, key_memo, Some(8);
        Keys(&[c('/')]) => Search, key_search, Some(5);
        Keys(&[ESC]) => Back, key_back, Some(91);
    }
    Choice {
        Digits => Choose(0), key_choose, Some(1);
        Keys(&[UP, c('k')]) => Up, key_move, Some(6);
        Keys(&[DOWN, c('j')]) => Down, key_move, None;
        Keys(&[SPACE]) => Toggle, key_toggle, Some(2);
        Keys(&[ENTER]) => Submit, key_submit, Some(3);
        Keys(&[c('0'), f(6)]) => DontKnow, key_dont_know, Some(4);
        Keys(&[TAB]) => Hint, key_hint, Some(5);
        Keys(&[PAGE_UP]) => PageUp, key_page_up, None;
        Keys(&[PAGE_DOWN]) => PageDown, key_page_down, None;
        Keys(&[c('*'), c('s')]) => Bookmark, key_bookmark, None;
        Keys(&[c('+'), c('m')]) => Memo, key_memo, None;
        Keys(&[c('!')]) => Flag, key_flag, None;
        Keys(&[DELETE]) => SuspendCard, key_suspend_card, None;
        Keys(&[ESC]) => Back, key_back, Some(91);
    }
    Ordering {
        Digits => Choose(0), key_order, Some(1);
        Keys(&[UP, c('k')]) => Up, key_move, Some(7);
        Keys(&[DOWN, c('j')]) => Down, key_move, None;
        Keys(&[SPACE]) => Toggle, key_order_this, Some(6);
        Keys(&[BACKSPACE, LEFT, c('u')]) => Undo, key_undo, Some(3);
        Keys(&[ENTER]) => Submit, key_submit, Some(2);
        Keys(&[c('0'), f(6)]) => DontKnow, key_dont_know, Some(4);
        Keys(&[TAB]) => Hint, key_hint, Some(5);
        Keys(&[PAGE_UP]) => PageUp, key_page_up, None;
        Keys(&[PAGE_DOWN]) => PageDown, key_page_down, None;
        Keys(&[c('*'), c('s')]) => Bookmark, key_bookmark, None;
        Keys(&[c('+'), c('m')]) => Memo, key_memo, None;
        Keys(&[c('!')]) => Flag, key_flag, None;
        Keys(&[DELETE]) => SuspendCard, key_suspend_card, None;
        Keys(&[ESC]) => Back, key_back, Some(91);
    }
    Matching {
        Digits => Choose(0), key_match, Some(1);
        Keys(&[UP, c('k')]) => Up, key_move, Some(4);
        Keys(&[DOWN, c('j')]) => Down, key_move, None;
        Keys(&[RIGHT, SPACE, c('l')]) => MatchNext, key_match_next, Some(6);
        Keys(&[LEFT, c('h')]) => MatchPrev, key_match_next, None;
        Keys(&[BACKSPACE, c('u')]) => Undo, key_undo, None;
        Keys(&[ENTER]) => Submit, key_submit, Some(2);
        Keys(&[c('0'), f(6)]) => DontKnow, key_dont_know, Some(3);
        Keys(&[TAB]) => Hint, key_hint, Some(5);
        Keys(&[PAGE_UP]) => PageUp, key_page_up, None;
        Keys(&[PAGE_DOWN]) => PageDown, key_page_down, None;
        Keys(&[c('*'), c('s')]) => Bookmark, key_bookmark, None;
        Keys(&[c('+'), c('m')]) => Memo, key_memo, None;
        Keys(&[c('!')]) => Flag, key_flag, None;
        Keys(&[DELETE]) => SuspendCard, key_suspend_card, None;
        Keys(&[ESC]) => Back, key_back, Some(91);
    }
    Number {
        Keys(&[ENTER]) => Submit, key_submit, Some(1);
        Keys(&[BACKSPACE]) => Erase, key_erase, Some(2);
        Keys(&[f(6)]) => DontKnow, key_dont_know, Some(3);
        Keys(&[TAB]) => Hint, key_hint, Some(4);
        Keys(&[UP]) => Up, key_scroll, None;
        Keys(&[DOWN]) => Down, key_scroll, None;
        Keys(&[PAGE_UP]) => PageUp, key_page_up, None;
        Keys(&[PAGE_DOWN]) => PageDown, key_page_down, None;
        Keys(&[DELETE]) => SuspendCard, key_suspend_card, None;
        Keys(&[ESC]) => Back, key_back, Some(91);
    }
    Typed {
        Keys(&[ENTER]) => Submit, key_submit, Some(1);
        Keys(&[BACKSPACE]) => Erase, key_erase, Some(2);
        Keys(&[f(6)]) => DontKnow, key_dont_know, Some(3);
        Keys(&[TAB]) => Hint, key_hint, Some(4);
        Keys(&[UP]) => Up, key_scroll, None;
        Keys(&[DOWN]) => Down, key_scroll, None;
        Keys(&[PAGE_UP]) => PageUp, key_page_up, None;
        Keys(&[PAGE_DOWN]) => PageDown, key_page_down, None;
        Keys(&[DELETE]) => SuspendCard, key_suspend_card, None;
        Keys(&[ESC]) => Back, key_back, Some(91);
    }
    FillIn {
        Keys(&[ENTER]) => Submit, key_submit_fields, Some(1);
        Keys(&[UP, BACK_TAB]) => Up, key_move, Some(2);
        Keys(&[DOWN, TAB]) => Down, key_move, None;
        Keys(&[BACKSPACE]) => Erase, key_erase, Some(5);
        Keys(&[f(6)]) => DontKnow, key_dont_know, Some(3);
        Keys(&[f(7)]) => Hint, key_hint, Some(4);
        Keys(&[PAGE_UP]) => PageUp, key_page_up, None;
        Keys(&[PAGE_DOWN]) => PageDown, key_page_down, None;
        Keys(&[DELETE]) => SuspendCard, key_suspend_card, None;
        Keys(&[ESC]) => Back, key_back, Some(91);
    }
    Feedback {
        Keys(&[ENTER, SPACE, RIGHT, c('l'), c('n')]) => Next, key_next_question, Some(1);
        Keys(&[LEFT, c('h'), c('p')]) => QuestionPrev, key_question_prev, Some(2);
        Keys(&[TAB]) => Related, key_related, Some(3);
        Keys(&[c('1')]) => Tag(Reason::Slip), key_reason, None;
        Keys(&[c('2')]) => Tag(Reason::Concept), key_reason, None;
        Keys(&[c('3')]) => Tag(Reason::Misread), key_reason, None;
        Keys(&[c('4')]) => Tag(Reason::Time), key_reason, None;
        Keys(&[c('5')]) => Tag(Reason::Guess), key_reason, None;
        Keys(&[c('*'), c('s')]) => Bookmark, key_bookmark, Some(5);
        Keys(&[c('+'), c('m')]) => Memo, key_memo, Some(4);
        Keys(&[c('!')]) => Flag, key_flag, Some(8);
        Keys(&[c('=')]) => Overrule, key_overrule, Some(7);
        Keys(&[DELETE]) => SuspendCard, key_suspend_card, None;
        Keys(&[UP, c('k')]) => Up, key_scroll, Some(6);
        Keys(&[DOWN, c('j')]) => Down, key_scroll, None;
        Keys(&[PAGE_UP]) => PageUp, key_page_up, None;
        Keys(&[PAGE_DOWN]) => PageDown, key_page_down, None;
        Keys(&[HOME]) => Top, key_top, None;
        Keys(&[END]) => Bottom, key_bottom, None;
        Keys(&[ESC]) => Back, key_back, Some(91);
    }
    Result {
        Keys(&[UP, c('k')]) => Up, key_move, Some(1);
        Keys(&[DOWN, c('j')]) => Down, key_move, None;
        Keys(&[ENTER, SPACE, RIGHT]) => Open, key_open, Some(2);
        Digits => Choose(0), key_choose_row, Some(3);
        Keys(&[LEFT]) => QuestionPrev, key_question_prev, None;
        Keys(&[PAGE_UP]) => PageUp, key_page_up, None;
        Keys(&[PAGE_DOWN]) => PageDown, key_page_down, None;
        Keys(&[ESC]) => Back, key_back, Some(91);
    }
    Exam {
        Digits => Choose(0), key_choose, Some(3);
        Keys(&[UP, c('k')]) => Up, key_move, None;
        Keys(&[DOWN, c('j')]) => Down, key_move, None;
        Keys(&[SPACE]) => Toggle, key_toggle, None;
        Keys(&[BACKSPACE, c('u')]) => Undo, key_undo, None;
        Keys(&[ENTER]) => Submit, key_next_question, Some(1);
        Keys(&[LEFT, c('h')]) => QuestionPrev, key_questions, Some(7);
        Keys(&[RIGHT, c('l')]) => QuestionNext, key_questions, None;
        Keys(&[TAB]) => Sheet, key_sheet, Some(2);
        Keys(&[c('!'), c('*'), f(7)]) => Later, key_later, Some(4);
        Keys(&[c('0'), f(6)]) => DontKnow, key_blank, Some(5);
        Keys(&[c('-'), f(9)]) => Unsure, key_unsure, Some(6);
        Keys(&[PAGE_UP]) => PageUp, key_page_up, None;
        Keys(&[PAGE_DOWN]) => PageDown, key_page_down, None;
        Keys(&[ESC]) => Back, key_back, Some(91);
    }
    ExamField {
        Keys(&[ENTER]) => Submit, key_next_question, Some(1);
        Keys(&[BACKSPACE]) => Erase, key_erase, None;
        Keys(&[UP]) => Up, key_move, None;
        Keys(&[DOWN]) => Down, key_move, None;
        Keys(&[LEFT]) => QuestionPrev, key_questions, Some(6);
        Keys(&[RIGHT]) => QuestionNext, key_questions, None;
        Keys(&[TAB]) => Sheet, key_sheet, Some(2);
        Keys(&[f(7)]) => Later, key_later, Some(3);
        Keys(&[f(6)]) => DontKnow, key_blank, Some(4);
        Keys(&[f(9)]) => Unsure, key_unsure, Some(5);
        Keys(&[PAGE_UP]) => PageUp, key_page_up, None;
        Keys(&[PAGE_DOWN]) => PageDown, key_page_down, None;
        Keys(&[ESC]) => Back, key_back, Some(91);
    }
    ExamSheet {
        Keys(&[UP, c('k')]) => Up, key_move, Some(5);
        Keys(&[DOWN, c('j')]) => Down, key_move, None;
        Keys(&[LEFT, c('h')]) => QuestionPrev, key_move, None;
        Keys(&[RIGHT, c('l')]) => QuestionNext, key_move, None;
        Keys(&[HOME]) => Top, key_top, None;
        Keys(&[END]) => Bottom, key_bottom, None;
        Keys(&[ENTER]) => Open, key_jump, Some(1);
        Keys(&[SPACE]) => HandIn, key_hand_in, Some(2);
        Keys(&[TAB]) => NextBlank, key_next_blank, Some(3);
        Keys(&[c('!'), c('*'), f(7)]) => NextFlagged, key_next_flagged, Some(4);
        Keys(&[ESC]) => Back, key_close, Some(91);
    }
    ExamHandIn {
        Keys(&[ENTER, c('1')]) => HandIn, key_hand_in, Some(1);
        Keys(&[ESC, SPACE, c('2')]) => Back, key_stay, Some(2);
    }
    ExamPage {
        Keys(&[UP, c('k')]) => Up, key_move, Some(1);
        Keys(&[DOWN, c('j')]) => Down, key_move, None;
        Keys(&[ENTER, SPACE, RIGHT]) => Open, key_open, Some(2);
        Digits => Choose(0), key_choose_row, Some(3);
        Keys(&[PAGE_UP]) => PageUp, key_page_up, None;
        Keys(&[PAGE_DOWN]) => PageDown, key_page_down, None;
        Keys(&[ESC]) => Back, key_back, Some(91);
    }
    Recall {
        Keys(&[SPACE, ENTER, RIGHT]) => Open, key_show_answer, Some(1);
        Keys(&[c('0'), f(6)]) => DontKnow, key_dont_know, Some(2);
        Keys(&[BACKSPACE, c('u')]) => TakeBack, key_take_back, Some(3);
        Keys(&[DELETE]) => SuspendCard, key_suspend_card, Some(4);
        Keys(&[UP, c('k')]) => Up, key_scroll, Some(5);
        Keys(&[DOWN, c('j')]) => Down, key_scroll, None;
        Keys(&[PAGE_UP]) => PageUp, key_page_up, None;
        Keys(&[PAGE_DOWN]) => PageDown, key_page_down, None;
        Keys(&[ESC]) => Back, key_back, Some(91);
    }
    Grade {
        Digits => Choose(0), key_grade, Some(1);
        Keys(&[ENTER, SPACE]) => Submit, key_grade_this, Some(2);
        Keys(&[LEFT, c('-')]) => Less, key_move, Some(6);
        Keys(&[RIGHT, c('+')]) => More, key_move, None;
        Keys(&[TAB]) => Related, key_card, Some(4);
        Keys(&[BACKSPACE, c('u')]) => TakeBack, key_take_back, Some(3);
        Keys(&[DELETE]) => SuspendCard, key_suspend_card, Some(5);
        Keys(&[UP, c('k')]) => Up, key_scroll, Some(7);
        Keys(&[DOWN, c('j')]) => Down, key_scroll, None;
        Keys(&[PAGE_UP]) => PageUp, key_page_up, None;
        Keys(&[PAGE_DOWN]) => PageDown, key_page_down, None;
        Keys(&[ESC]) => Back, key_back, Some(91);
    }
    Search {
        Keys(&[UP]) => Up, key_move, Some(1);
        Keys(&[DOWN]) => Down, key_move, None;
        Keys(&[PAGE_UP]) => PageUp, key_page_up, None;
        Keys(&[PAGE_DOWN]) => PageDown, key_page_down, None;
        Keys(&[HOME]) => Top, key_top, None;
        Keys(&[END]) => Bottom, key_bottom, None;
        Keys(&[ENTER]) => Open, key_open, Some(2);
        Keys(&[BACKSPACE]) => Erase, key_erase, Some(3);
        Keys(&[ESC]) => Back, key_back, Some(91);
    }
    Glossary {
        Keys(&[UP]) => Up, key_move, Some(1);
        Keys(&[DOWN]) => Down, key_move, None;
        Keys(&[PAGE_UP]) => PageUp, key_page_up, None;
        Keys(&[PAGE_DOWN]) => PageDown, key_page_down, None;
        Keys(&[HOME]) => Top, key_top, None;
        Keys(&[END]) => Bottom, key_bottom, None;
        Keys(&[ENTER]) => Open, key_open, Some(2);
        Keys(&[BACKSPACE]) => Erase, key_erase, Some(3);
        Keys(&[ESC]) => Back, key_back, Some(91);
    }
    Mistakes {
        Keys(&[UP, c('k')]) => Up, key_move, Some(4);
        Keys(&[DOWN, c('j')]) => Down, key_move, None;
        Keys(&[PAGE_UP]) => PageUp, key_page_up, None;
        Keys(&[PAGE_DOWN]) => PageDown, key_page_down, None;
        Keys(&[HOME]) => Top, key_top, None;
        Keys(&[END]) => Bottom, key_bottom, None;
        Keys(&[ENTER, RIGHT, c('l')]) => Open, key_open, Some(1);
        Keys(&[SPACE]) => Retry, key_retry, Some(2);
        Keys(&[c('1')]) => FilterLesson, key_filter_lesson, None;
        Keys(&[c('2')]) => FilterReason, key_filter_reason, None;
        Keys(&[c('3')]) => FilterOften, key_filter_often, None;
        Keys(&[c('4')]) => FilterArchive, key_filter_archive, None;
        Keys(&[TAB]) => Marks, key_marks, Some(3);
        Keys(&[c('*'), c('s')]) => Bookmark, key_bookmark, None;
        Keys(&[c('+'), c('m')]) => Memo, key_memo, Some(5);
        Keys(&[ESC]) => Back, key_back, Some(91);
    }
    Marks {
        Keys(&[UP, c('k')]) => Up, key_move, Some(4);
        Keys(&[DOWN, c('j')]) => Down, key_move, None;
        Keys(&[PAGE_UP]) => PageUp, key_page_up, None;
        Keys(&[PAGE_DOWN]) => PageDown, key_page_down, None;
        Keys(&[HOME]) => Top, key_top, None;
        Keys(&[END]) => Bottom, key_bottom, None;
        Keys(&[ENTER, RIGHT, c('l')]) => Open, key_open, Some(1);
        Keys(&[DELETE]) => Remove, key_remove_mark, Some(2);
        Keys(&[TAB]) => Mistakes, key_mistakes, Some(3);
        Keys(&[c('+'), c('m')]) => Memo, key_memo, Some(5);
        Keys(&[ESC]) => Back, key_back, Some(91);
    }
    Memo {
        Keys(&[ENTER]) => Submit, key_save, Some(1);
        Keys(&[BACKSPACE]) => Erase, key_erase, Some(2);
        Keys(&[DELETE]) => Remove, key_erase_all, Some(3);
        Keys(&[ESC]) => Back, key_cancel, Some(91);
    }
    NextPass {
        Keys(&[ENTER, c('1')]) => Submit, key_begin, Some(1);
        Keys(&[ESC, SPACE, c('2')]) => Back, key_not_now, Some(2);
    }
    Stats {
        Keys(&[LEFT, BACK_TAB, c('h')]) => Less, key_tab, Some(1);
        Keys(&[RIGHT, TAB, c('l')]) => More, key_tab, None;
        Digits => Choose(0), key_tab, None;
        Keys(&[UP, c('k')]) => Up, key_move, Some(2);
        Keys(&[DOWN, c('j')]) => Down, key_move, None;
        Keys(&[ENTER, SPACE]) => Open, key_open, Some(3);
        Keys(&[PAGE_UP]) => PageUp, key_page_up, None;
        Keys(&[PAGE_DOWN]) => PageDown, key_page_down, None;
        Keys(&[HOME]) => Top, key_top, None;
        Keys(&[END]) => Bottom, key_bottom, None;
        Keys(&[ESC, BACKSPACE]) => Back, key_back, Some(91);
    }
    Settings {
        Keys(&[UP, c('k')]) => Up, key_move, Some(1);
        Keys(&[DOWN, c('j')]) => Down, key_move, None;
        Keys(&[LEFT, c('h'), c('-')]) => Less, key_change, Some(2);
        Keys(&[RIGHT, c('l'), c('+'), c('=')]) => More, key_change, None;
        Keys(&[ENTER, SPACE]) => Change, key_change, None;
        Keys(&[DELETE, BACKSPACE]) => Remove, key_no_date, Some(3);
        Keys(&[ESC]) => Back, key_back, Some(91);
    }
    Date {
        Keys(&[ENTER]) => Submit, key_save, Some(1);
        Keys(&[UP]) => Up, key_change, Some(2);
        Keys(&[DOWN]) => Down, key_change, None;
        Keys(&[LEFT, BACK_TAB]) => Less, key_part, Some(3);
        Keys(&[RIGHT, TAB]) => More, key_part, None;
        Keys(&[BACKSPACE]) => Erase, key_erase, None;
        Keys(&[DELETE]) => Remove, key_no_date, Some(4);
        Keys(&[ESC]) => Back, key_close, Some(91);
    }
    Card {
        Keys(&[UP, c('k')]) => Up, key_scroll, Some(3);
        Keys(&[DOWN, c('j')]) => Down, key_scroll, None;
        Keys(&[PAGE_UP]) => PageUp, key_page_up, None;
        Keys(&[PAGE_DOWN, SPACE]) => PageDown, key_page_down, None;
        Keys(&[HOME]) => Top, key_top, None;
        Keys(&[END]) => Bottom, key_bottom, None;
        Keys(&[TAB, RIGHT]) => LinkNext, key_related_term, Some(1);
        Keys(&[BACK_TAB, LEFT]) => LinkPrev, key_related_prev, None;
        Keys(&[ENTER]) => Open, key_open, Some(2);
        Keys(&[ESC, BACKSPACE]) => Back, key_close, Some(91);
    }
    Widget {
        Keys(&[UP, BACK_TAB, c('k')]) => Up, key_move, Some(3);
        Keys(&[DOWN, TAB, c('j')]) => Down, key_move, None;
        Keys(&[LEFT, c('-'), c('h')]) => Less, key_change, Some(1);
        Keys(&[RIGHT, c('+'), c('='), c('l')]) => More, key_change, None;
        Number => Type('0'), key_type, Some(5);
        Keys(&[BACKSPACE]) => Erase, key_erase, None;
        Keys(&[SPACE, ENTER]) => Act, key_act, Some(2);
        Keys(&[DELETE]) => Remove, key_remove, Some(6);
        Keys(&[HOME]) => Reset, key_reset, Some(7);
        Keys(&[PAGE_DOWN]) => PageDown, key_page_down, Some(4);
        Keys(&[PAGE_UP]) => PageUp, key_page_up, None;
        Keys(&[END]) => Bottom, key_bottom, None;
        Keys(&[ESC]) => Back, key_close, Some(91);
    }
    ClassDoor {
        Keys(&[ENTER]) => Submit, key_join, Some(1);
        Keys(&[UP, BACK_TAB]) => Up, key_move, Some(2);
        Keys(&[DOWN, TAB]) => Down, key_move, None;
        Keys(&[LEFT]) => Less, key_team, Some(3);
        Keys(&[RIGHT]) => More, key_team, None;
        Keys(&[BACKSPACE]) => Erase, key_erase, Some(4);
        Keys(&[DELETE]) => Remove, key_erase_all, None;
        Keys(&[ESC]) => Back, key_back, Some(91);
    }
    ClassWait {
        Keys(&[ENTER, SPACE]) => Next, key_go_on, Some(1);
        Keys(&[UP, c('k')]) => Up, key_scroll, Some(2);
        Keys(&[DOWN, c('j')]) => Down, key_scroll, None;
        Keys(&[PAGE_UP]) => PageUp, key_page_up, None;
        Keys(&[PAGE_DOWN]) => PageDown, key_page_down, None;
        Keys(&[HOME]) => Top, key_top, None;
        Keys(&[END]) => Bottom, key_bottom, None;
        Keys(&[ESC]) => Back, key_class_leave, Some(91);
    }
    ClassHost {
        Keys(&[SPACE, ENTER, RIGHT, PAGE_DOWN]) => Next, key_class_next, Some(1);
        Keys(&[TAB]) => Desk, key_desk, Some(2);
        Keys(&[c('1')]) => Pause, key_pause, Some(3);
        Keys(&[c('2'), c('+')]) => Extend, key_extend, Some(4);
        Keys(&[c('3')]) => Lock, key_reveal, Some(6);
        Keys(&[c('4')]) => Skip, key_skip, Some(7);
        Keys(&[c('5')]) => Poll, key_poll, Some(5);
        Keys(&[c('6')]) => Door, key_door, Some(8);
        Keys(&[c('7')]) => Names, key_names, Some(9);
        Keys(&[c('9')]) => End, key_class_end, Some(10);
        Keys(&[UP, c('k')]) => Up, key_scroll, Some(11);
        Keys(&[DOWN, c('j')]) => Down, key_scroll, None;
        Keys(&[HOME]) => Top, key_top, None;
        Keys(&[END]) => Bottom, key_bottom, None;
        Keys(&[ESC, c('q'), Key::ctrl('q'), Key::ctrl('c')]) => Back, key_class_leave, Some(91);
    }
    ClassPoll {
        Digits => Choose(0), key_choose, Some(1);
        Keys(&[UP, c('k')]) => Up, key_move, Some(3);
        Keys(&[DOWN, c('j')]) => Down, key_move, None;
        Keys(&[ENTER, SPACE]) => Submit, key_poll, Some(2);
        Keys(&[ESC, c('q'), Key::ctrl('q'), Key::ctrl('c')]) => Back, key_close, Some(91);
    }
    ClassDesk {
        Keys(&[SPACE]) => Next, key_class_next, Some(1);
        Keys(&[TAB, ESC, c('q'), Key::ctrl('q'), Key::ctrl('c')]) => Back, key_desk_close, Some(91);
        Keys(&[LEFT, c('h')]) => Less, key_desk_part, Some(2);
        Keys(&[RIGHT, c('l')]) => More, key_desk_part, None;
        Keys(&[UP, c('k')]) => Up, key_move, Some(3);
        Keys(&[DOWN, c('j')]) => Down, key_move, None;
        Keys(&[ENTER]) => Change, key_rename, Some(4);
        Keys(&[DELETE]) => Remove, key_kick, Some(5);
        Keys(&[c('!')]) => Ban, key_ban, Some(6);
        Keys(&[c('1')]) => Pause, key_pause, Some(7);
        Keys(&[c('2'), c('+')]) => Extend, key_extend, Some(8);
        Keys(&[c('3')]) => Lock, key_reveal, Some(10);
        Keys(&[c('4')]) => Skip, key_skip, Some(11);
        Keys(&[c('5')]) => Poll, key_poll, Some(9);
        Keys(&[c('6')]) => Door, key_door, Some(12);
        Keys(&[c('7')]) => Names, key_names, Some(13);
        Keys(&[c('9')]) => End, key_class_end, Some(14);
        Keys(&[PAGE_UP]) => PageUp, key_page_up, None;
        Keys(&[PAGE_DOWN]) => PageDown, key_page_down, None;
        Keys(&[HOME]) => Top, key_top, None;
        Keys(&[END]) => Bottom, key_bottom, None;
    }
    ClassName {
        Keys(&[ENTER]) => Submit, key_done, Some(1);
        Keys(&[BACKSPACE]) => Erase, key_erase, Some(2);
        Keys(&[DELETE]) => Remove, key_erase_all, None;
        Keys(&[ESC]) => Back, key_cancel, Some(91);
    }
    Help {
        Keys(&[UP, c('k')]) => Up, key_scroll, Some(1);
        Keys(&[DOWN, c('j')]) => Down, key_scroll, None;
        Keys(&[PAGE_UP]) => PageUp, key_page_up, None;
        Keys(&[PAGE_DOWN, SPACE]) => PageDown, key_page_down, None;
        Keys(&[HOME]) => Top, key_top, None;
        Keys(&[END]) => Bottom, key_bottom, None;
        Keys(&[ESC, ENTER, f(1), c('?')]) => Back, key_close, Some(91);
    }
    Problems {
        Keys(&[UP, c('k')]) => Up, key_scroll, Some(1);
        Keys(&[DOWN, c('j')]) => Down, key_scroll, None;
        Keys(&[PAGE_UP]) => PageUp, key_page_up, None;
        Keys(&[PAGE_DOWN, SPACE]) => PageDown, key_page_down, None;
        Keys(&[HOME]) => Top, key_top, None;
        Keys(&[END]) => Bottom, key_bottom, None;
        Keys(&[ESC, ENTER, f(8)]) => Back, key_close, Some(91);
    }
    Notice {
        Keys(&[UP]) => Up, key_scroll, None;
        Keys(&[DOWN]) => Down, key_scroll, None;
        Keys(&[ENTER, ESC, SPACE]) => Back, key_go_on, Some(1);
    }
    Confirm {
        Keys(&[ENTER, c('1')]) => Leave, key_leave, Some(1);
        Keys(&[ESC, SPACE, c('2')]) => Back, key_stay, Some(2);
    }
};

/// What `key` means in `context`.
#[must_use]
pub fn resolve(context: Context, key: Key) -> Option<Action> {
    let row = |context: Context| {
        TABLE.iter().filter(move |row| row.context == context).find_map(|row| match row.trigger {
            Trigger::Keys(keys) => keys.contains(&key).then_some(row.action),
            Trigger::Digits => digit(key).map(Action::Choose),
            Trigger::Number => numeral(key).map(Action::Type),
        })
    };
    row(context).or_else(|| row(Context::Global))
}

/// `1` is 0, `9` is 8.
fn digit(key: Key) -> Option<usize> {
    match key {
        Key { code: Code::Char(c @ '1'..='9'), ctrl: false, alt: false } => {
            c.to_digit(10).map(|digit| digit as usize - 1)
        }
        _ => None,
    }
}

/// A character of a number.
fn numeral(key: Key) -> Option<char> {
    match key {
        Key { code: Code::Char(c @ ('0'..='9' | '.')), ctrl: false, alt: false } => Some(c),
        _ => None,
    }
}

/// The name of a key as footer and help show it.
#[must_use]
pub fn key_name(key: Key) -> String {
    let name = match key.code {
        Code::Char(' ') => "Space".to_owned(),
        Code::Char(c) if key.ctrl => c.to_ascii_uppercase().to_string(),
        Code::Char(c) => c.to_string(),
        Code::Enter => "Enter".to_owned(),
        Code::Esc => "Esc".to_owned(),
        Code::Tab => "Tab".to_owned(),
        Code::BackTab => "Shift+Tab".to_owned(),
        Code::Backspace => "Backspace".to_owned(),
        Code::Delete => "Delete".to_owned(),
        Code::Up => "↑".to_owned(),
        Code::Down => "↓".to_owned(),
        Code::Left => "←".to_owned(),
        Code::Right => "→".to_owned(),
        Code::PageUp => "PgUp".to_owned(),
        Code::PageDown => "PgDn".to_owned(),
        Code::Home => "Home".to_owned(),
        Code::End => "End".to_owned(),
        Code::F(n) => format!("F{n}"),
    };
    let ctrl = if key.ctrl { "Ctrl+" } else { "" };
    let alt = if key.alt { "Alt+" } else { "" };
    format!("{ctrl}{alt}{name}")
}

/// Rows of `context` that are offered, as `(keys, what they do)`; rows with the same label are joined.
#[must_use]
pub fn rows(context: Context, m: &Msgs, offers: impl Fn(Action) -> bool) -> Vec<(String, &'static str)> {
    let mut rows: Vec<(String, &'static str)> = Vec::new();
    for row in TABLE.iter().filter(|row| row.context == context && offers(row.action)) {
        let keys = match row.trigger {
            Trigger::Digits => "1-9".to_owned(),
            Trigger::Number => "0-9 .".to_owned(),
            Trigger::Keys(keys) => keys.iter().map(|key| key_name(*key)).collect::<Vec<_>>().join(" "),
        };
        let label = (row.label)(m);
        match rows.iter_mut().find(|(_, other)| *other == label) {
            Some((shown, _)) => {
                shown.push(' ');
                shown.push_str(&keys);
            }
            None => rows.push((keys, label)),
        }
    }
    rows
}

/// The rows that matter most in `context` and are offered now, the most important first.
#[must_use]
pub fn offered(context: Context, offers: impl Fn(Action) -> bool) -> Vec<&'static Binding> {
    let mut rows: Vec<&Binding> = TABLE
        .iter()
        .filter(|row| row.context == context || row.context == Context::Global)
        .filter(|row| row.footer.is_some() && offers(row.action))
        .collect();
    rows.sort_by_key(|row| row.footer);
    rows
}

/// What the footer shows for `context`: the main key of each row that is offered now, in order. What can be `named` more
/// nearly than in general, is.
#[must_use]
pub fn footer(
    context: Context,
    m: &Msgs,
    offers: impl Fn(Action) -> bool,
    named: impl Fn(Action) -> Option<&'static str>,
) -> Vec<(String, &'static str)> {
    let shown = |row: &&Binding| {
        let keys = match (row.action, row.trigger) {
            (_, Trigger::Digits) => "1-9".to_owned(),
            (_, Trigger::Number) => "0-9".to_owned(),
            (Action::Up, Trigger::Keys(_)) => "↑↓".to_owned(),
            (Action::Less, Trigger::Keys(_)) => "←→".to_owned(),
            (Action::QuestionPrev, Trigger::Keys(_)) if row.context != Context::Feedback => "←→".to_owned(),
            (_, Trigger::Keys(keys)) => keys.first().map(|key| key_name(*key)).unwrap_or_default(),
        };
        (keys, named(row.action).unwrap_or_else(|| (row.label)(m)))
    };
    offered(context, offers).iter().map(shown).collect()
}

/// The key section of the README, as Markdown in both languages.
#[must_use]
pub fn markdown() -> String {
    let mut out = String::new();
    for context in Context::ALL {
        let [ko, en] = [Lang::Ko.msgs(), Lang::En.msgs()];
        out.push_str(&format!(
            "**{} · {}**\n\n| | | |\n|---|---|---|\n",
            context.title(ko),
            context.title(en)
        ));
        for ((keys, label_ko), (_, label_en)) in
            rows(context, ko, |_| true).into_iter().zip(rows(context, en, |_| true))
        {
            let keys: Vec<String> = keys.split(' ').map(|key| format!("`{key}`")).collect();
            out.push_str(&format!("| {} | {label_ko} | {label_en} |\n", keys.join(" ")));
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_means_two_things() {
        for context in Context::ALL {
            let mut seen = std::collections::HashSet::new();
            for row in TABLE.iter().filter(|row| row.context == context) {
                let keys: Vec<Key> = match row.trigger {
                    Trigger::Keys(keys) => keys.to_vec(),
                    Trigger::Digits => ('1'..='9').map(Key::char).collect(),
                    Trigger::Number => ('0'..='9').chain(['.']).map(Key::char).collect(),
                };
                for key in keys {
                    assert!(seen.insert(key), "{context:?} {key:?}");
                }
            }
        }
    }

    #[test]
    fn every_action_has_a_key_that_an_input_method_lets_through() {
        let proof = |key: &Key| key.ctrl || !matches!(key.code, Code::Char(c) if c.is_alphabetic());
        for row in TABLE {
            let reachable = match row.trigger {
                Trigger::Digits | Trigger::Number => true,
                Trigger::Keys(keys) => keys.first().is_some_and(proof),
            };
            assert!(reachable, "{:?} {:?}", row.context, row.action);
        }
    }

    #[test]
    fn a_place_takes_precedence_over_everywhere() {
        assert_eq!(resolve(Context::Help, f(1)), Some(Action::Back));
        assert_eq!(resolve(Context::Lesson, f(1)), Some(Action::Help));
        assert_eq!(resolve(Context::Choice, c('3')), Some(Action::Choose(2)));
        assert_eq!(resolve(Context::Choice, c('x')), None);
    }

    #[test]
    fn help_and_footer_come_from_the_table() {
        let m = Lang::En.msgs();
        let help: usize = Context::ALL.into_iter().map(|context| rows(context, m, |_| true).len()).sum();
        assert!(help > 60);
        let footer = footer(Context::Lesson, m, |_| true, |_| None);
        assert_eq!(footer.first().map(|row| row.0.as_str()), Some("Space"));
        assert_eq!(footer.last().map(|row| row.0.as_str()), Some("Esc"));
    }
}
