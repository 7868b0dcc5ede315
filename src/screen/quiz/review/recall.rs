//! A term in review: one side is shown, the other recalled; then the learner says how well.

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    app::{
        Ctx, Outcome,
        keymap::{Action, Context},
    },
    course::{NearAnswer, Term, TypedAnswer, doc::Inline, markdown},
    lang::{Lang, hangul, width::width},
    screen::{Caret, Scroll},
    study::{
        Grade,
        card::{Card, Face},
        history,
        typed::{Verdict, judge},
    },
    ui::{
        draw, frame,
        layout::{Piece, Role, Row, paragraph},
        plain,
    },
};

/// The most characters that are typed into the field.
const LONGEST: usize = 60;

/// What stands in for the name of a term where it is asked for.
const BLANK: &str = "____";

/// A card of a term.
#[derive(Clone, Debug)]
pub struct Recall {
    pub(super) term: String,
    pub(super) face: Face,
    is_shown: bool,
    typed: String,
    /// The grade that Enter gives.
    grade: Grade,
    shown_ms: u64,
    rows: Vec<Row>,
    caret: Option<(usize, u16)>,
    scroll: Scroll,
    height: usize,
}

impl Recall {
    /// Its front.
    #[must_use]
    pub fn new(term: String, face: Face, ctx: &Ctx<'_>) -> Recall {
        Recall {
            term,
            face,
            is_shown: false,
            typed: String::new(),
            grade: Grade::Good,
            shown_ms: ctx.now.mono_ms,
            rows: Vec::new(),
            caret: None,
            scroll: Scroll::default(),
            height: 1,
        }
    }

    /// The card.
    #[must_use]
    pub fn card(&self) -> Card {
        Card::Term { term: self.term.clone(), face: self.face }
    }

    /// Milliseconds since it was shown.
    #[must_use]
    pub fn took_ms(&self, ctx: &Ctx<'_>) -> u64 {
        ctx.now.mono_ms.saturating_sub(self.shown_ms)
    }

    /// Where its keys are looked up.
    #[must_use]
    pub fn context(&self) -> Context {
        match (self.is_shown, self.face) {
            (true, _) => Context::Grade,
            (false, Face::Fill) => Context::Typed,
            (false, _) => Context::Recall,
        }
    }

    /// The text of its field, when it is typed into.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        (self.context() == Context::Typed).then_some(self.typed.as_str())
    }

    /// Whether `action` would do something now.
    #[must_use]
    pub fn offers(&self, action: Action) -> bool {
        match action {
            Action::Hint => false,
            Action::Erase => !self.typed.is_empty(),
            Action::Up | Action::Down => self.rows.len() > self.height,
            Action::Choose(n) => n < Grade::ALL.len(),
            _ => true,
        }
    }

    /// Takes an action; a grade is given by the second value.
    pub fn update(&mut self, action: Action, ctx: &Ctx<'_>) -> (Outcome, Option<Grade>) {
        let mut given = None;
        match (self.context(), action) {
            (Context::Recall, Action::Open) => self.show(Grade::Good),
            (Context::Recall | Context::Typed, Action::DontKnow) => self.show(Grade::Again),
            (Context::Typed, Action::Submit) => {
                if self.typed.trim().is_empty() {
                    return (Outcome::say(ctx.msgs().quiz_type_words), None);
                }
                let grade = match self.verdict(ctx) {
                    Some(verdict) if verdict.is_right() => Grade::Good,
                    _ => Grade::Again,
                };
                self.show(grade);
            }
            (Context::Typed, Action::Erase) => {
                self.typed.pop();
            }
            (Context::Grade, Action::Choose(n)) => given = Grade::ALL.get(n).copied(),
            (Context::Grade, Action::Submit) => given = Some(self.grade),
            (Context::Grade, Action::Less | Action::More) => {
                let at = self.grade as usize;
                let at = if action == Action::More { (at + 1).min(3) } else { at.saturating_sub(1) };
                self.grade = Grade::ALL[at];
            }
            (_, action) => {
                self.scroll.update(action, self.rows.len(), self.height);
            }
        }
        (Outcome::none(), given)
    }

    fn show(&mut self, grade: Grade) {
        self.is_shown = true;
        self.grade = grade;
        self.scroll = Scroll::default();
    }

    /// Takes typed text.
    pub fn type_text(&mut self, text: &str) {
        let typed = hangul::nfc(&format!("{}{text}", self.typed)).into_owned();
        if typed.chars().count() <= LONGEST {
            self.typed = typed;
        }
    }

    fn verdict(&self, ctx: &Ctx<'_>) -> Option<Told> {
        let term = ctx.course.glossary().term(&self.term)?;
        let answer = asked_for(term, ctx);
        Some(match judge(&answer, &[], &self.typed) {
            Verdict::Right => Told::Right,
            Verdict::Misspelled(right) => Told::Misspelled(right.to_owned()),
            Verdict::Near(near) => Told::Near(near.why.get(ctx.lang).to_owned()),
            Verdict::Wrong => Told::Wrong,
        })
    }

    /// Lays it out.
    pub fn refresh(&mut self, ctx: &Ctx<'_>) {
        let body = frame::body(Rect::new(0, 0, ctx.size.0, ctx.size.1));
        self.height = usize::from(body.height).max(1);
        self.caret = None;
        let mut w = Writer { rows: Vec::new(), width: usize::from(ctx.column(body.width)) };
        match ctx.course.glossary().term(&self.term) {
            Some(term) if self.is_shown => self.back(term, ctx, &mut w),
            Some(term) => self.front(term, ctx, &mut w),
            None => w.text(&self.term, Role::Muted),
        }
        self.rows = w.rows;
        self.scroll.clamp(self.rows.len(), self.height);
    }

    fn front(&mut self, term: &Term, ctx: &Ctx<'_>, w: &mut Writer) {
        let m = ctx.msgs();
        self.asked(term, ctx, w);
        w.blank();
        if self.face == Face::Fill {
            w.text(m.quiz_type_words, Role::Muted);
            w.blank();
            let prompt = "> ";
            let typed = if ctx.plain && self.typed.is_empty() { m.plain_empty } else { self.typed.as_str() };
            self.caret = Some((w.rows.len(), u16::try_from(width(prompt) + width(&self.typed)).unwrap_or(0)));
            w.pieces(vec![Piece::new(prompt, Role::Here), Piece::new(typed, Role::Strong)]);
        } else {
            w.text(m.review_recall, Role::Muted);
        }
    }

    /// What is asked: the name in one language, or what it is.
    fn asked(&self, term: &Term, ctx: &Ctx<'_>, w: &mut Writer) {
        let m = ctx.msgs();
        match self.face {
            Face::KoEn | Face::EnKo => {
                let from = self.shown_lang();
                let ask = if from == Lang::Ko { m.review_ko_en } else { m.review_en_ko };
                w.text(ask, Role::Muted);
                w.blank();
                w.text(term.name.get(from), Role::Strong);
            }
            Face::Fill => {
                w.text(m.review_fill, Role::Muted);
                w.blank();
                for lang in langs(ctx) {
                    w.text(&hidden(term, lang), Role::Strong);
                }
            }
        }
    }

    fn shown_lang(&self) -> Lang {
        if self.face == Face::KoEn { Lang::Ko } else { Lang::En }
    }

    fn back(&self, term: &Term, ctx: &Ctx<'_>, w: &mut Writer) {
        let m = ctx.msgs();
        self.asked(term, ctx, w);
        w.blank();
        if self.face == Face::Fill {
            self.told(ctx, w);
        }
        let name = if self.face == Face::Fill { ctx.lang } else { self.shown_lang().other() };
        w.text(&term.title(name), Role::Right);
        if self.face == Face::Fill {
            w.text(term.name.get(name.other()), Role::Text);
        }
        if let Some(reading) = term.spoken() {
            w.text(&format!("{}: {reading}", m.card_reading), Role::Muted);
        }
        if self.face != Face::Fill {
            w.blank();
            for lang in langs(ctx) {
                w.markdown(term.short.get(lang), Role::Text);
            }
        }
        w.blank();
        w.text(m.review_how, Role::Muted);
        for grade in Grade::ALL {
            let here = grade == self.grade;
            let role = if here { Role::Here } else { Role::Text };
            let days = self.days(grade, ctx);
            let name = grade_name(grade, ctx.lang);
            let column =
                Grade::ALL.iter().map(|grade| width(grade_name(*grade, ctx.lang))).max().unwrap_or(0);
            w.pieces(vec![
                Piece::new(if here { "▸ " } else { "  " }, role),
                Piece::new(format!("{}  ", grade.number()), Role::Muted),
                Piece::new(name, role),
                Piece::new(" ".repeat(column - width(name) + 2), Role::Text),
                Piece::new(ctx.lang.next_time(days), Role::Muted),
            ]);
        }
    }

    /// What the typed name was worth.
    fn told(&self, ctx: &Ctx<'_>, w: &mut Writer) {
        let m = ctx.msgs();
        let (right, wrong) = if ctx.plain { ("", "") } else { ("✓ ", "✗ ") };
        if self.typed.trim().is_empty() {
            w.text(&format!("{wrong}{}", m.quiz_dont_know), Role::Wrong);
            return;
        }
        let typed = format!("{}: {}", m.quiz_your_answer, self.typed.trim());
        match self.verdict(ctx) {
            Some(Told::Right) => w.text(&format!("{right}{}  ({typed})", m.quiz_right), Role::Right),
            Some(Told::Misspelled(spelling)) => {
                w.text(&format!("{right}{}  ({typed} -> {spelling})", m.quiz_right), Role::Right);
            }
            Some(Told::Near(why)) => {
                w.text(&format!("{wrong}{}  ({typed})", m.quiz_wrong), Role::Wrong);
                w.markdown(&why, Role::Text);
            }
            Some(Told::Wrong) | None => w.text(&format!("{wrong}{}  ({typed})", m.quiz_wrong), Role::Wrong),
        }
        w.blank();
    }

    /// Days until the card comes again after `grade`.
    fn days(&self, grade: Grade, ctx: &Ctx<'_>) -> u32 {
        let key = self.card().key();
        let known = ctx.progress.history(&key, &[]).and_then(|history| history.schedule());
        history::days_after(known, &key, ctx.today(), grade, ctx.progress.scheduler())
    }

    /// Whether there is more below.
    #[must_use]
    pub fn has_more(&self) -> bool {
        self.scroll.top + self.height < self.rows.len()
    }

    /// Which grade stands on this row of the screen.
    #[must_use]
    pub fn grade_at(&self, row: usize) -> Option<usize> {
        if !self.is_shown {
            return None;
        }
        let first = self.rows.len().checked_sub(Grade::ALL.len())?;
        (self.scroll.top + row).checked_sub(first).filter(|at| *at < Grade::ALL.len())
    }

    /// It as lines.
    #[must_use]
    pub fn plain(&self, ctx: &Ctx<'_>) -> Vec<String> {
        plain::lines(&self.rows, ctx.glyphs(), None)
    }

    /// Draws it.
    pub fn view(&self, ctx: &Ctx<'_>, body: Rect, buf: &mut Buffer) -> Option<Caret> {
        draw::rows(buf, body, &self.rows, self.scroll.top, ctx.theme, None);
        let (row, column) = self.caret?;
        let y = row.checked_sub(self.scroll.top).and_then(|y| u16::try_from(y).ok())?;
        (y < body.height)
            .then(|| Caret::Field((body.x + column).min(body.right().saturating_sub(1)), body.y + y))
    }
}

/// What a typed name turned out to be.
enum Told {
    Right,
    Misspelled(String),
    Near(String),
    Wrong,
}

impl Told {
    fn is_right(&self) -> bool {
        matches!(self, Told::Right | Told::Misspelled(_))
    }
}

/// All names of a term; those it is mixed up with are near misses.
fn asked_for(term: &Term, ctx: &Ctx<'_>) -> TypedAnswer {
    let names = |term: &Term| {
        let mut names = term.aka.clone();
        names.push(term.name.ko.clone());
        names.push(term.name.en.clone());
        names.push(term.abbr.clone());
        names.retain(|name| !name.is_empty());
        names
    };
    let near = term.confused_with.iter().filter_map(|confusion| {
        let other = ctx.course.glossary().term(&confusion.term)?;
        Some(NearAnswer { accept: names(other), why: confusion.how.clone() })
    });
    TypedAnswer {
        answer: term.name.clone(),
        accept: names(term),
        why: term.short.clone(),
        near: near.collect(),
    }
}

/// What the term is, without its names.
fn hidden(term: &Term, lang: Lang) -> String {
    let mut text: String =
        markdown::inline(term.short.get(lang)).iter().map(|inline| inline.text.as_str()).collect();
    let mut names: Vec<&str> = term.aka.iter().map(String::as_str).collect();
    names.extend([term.name.ko.as_str(), term.name.en.as_str(), term.abbr.as_str()]);
    names.retain(|name| !name.is_empty());
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    for name in names {
        text = without(&text, name);
    }
    text
}

/// `text` with a blank wherever `name` stands, whatever its case; in Latin letters only as a word, or its plural.
fn without(text: &str, name: &str) -> String {
    let (lower, name) = (text.to_lowercase(), name.to_lowercase());
    // Where case changes the length of a text, its places cannot be told from the other's.
    if lower.len() != text.len() {
        return text.replace(&name, BLANK);
    }
    let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let mut out = String::new();
    let mut at = 0;
    while let Some(found) = lower[at..].find(&name).map(|found| at + found) {
        let end = found + name.len();
        let before = lower[..found].chars().next_back().filter(|_| name.is_ascii());
        let after = lower[end..].strip_prefix('s').unwrap_or(&lower[end..]).chars().next();
        let is_word = !is_letter(before) && !is_letter(after.filter(|_| name.is_ascii()));
        out.push_str(&text[at..found]);
        out.push_str(if is_word { BLANK } else { &text[found..end] });
        at = end;
    }
    out.push_str(&text[at..]);
    out
}

/// 다시, 어려움, 알맞음, 쉬움.
#[must_use]
pub fn grade_name(grade: Grade, lang: Lang) -> &'static str {
    let m = lang.msgs();
    match grade {
        Grade::Again => m.grade_again,
        Grade::Hard => m.grade_hard,
        Grade::Good => m.grade_good,
        Grade::Easy => m.grade_easy,
    }
}

/// The language shown first, then the other when both are wanted.
fn langs(ctx: &Ctx<'_>) -> Vec<Lang> {
    if ctx.both { vec![ctx.lang, ctx.lang.other()] } else { vec![ctx.lang] }
}

/// Collects rows.
struct Writer {
    rows: Vec<Row>,
    width: usize,
}

impl Writer {
    fn pieces(&mut self, pieces: Vec<Piece>) {
        self.rows.push(Row { block: 0, pieces, fill: None });
    }

    fn blank(&mut self) {
        self.rows.push(draw::blank_row());
    }

    fn text(&mut self, text: &str, role: Role) {
        self.inlines(&[Inline { text: text.to_owned(), ..Inline::default() }], role);
    }

    fn markdown(&mut self, text: &str, role: Role) {
        let mut inlines = markdown::inline(text);
        inlines.iter_mut().for_each(|inline| inline.link = None);
        self.inlines(&inlines, role);
    }

    fn inlines(&mut self, inlines: &[Inline], role: Role) {
        for row in paragraph(inlines, role, self.width, (0, 0), &mut Vec::new()) {
            self.pieces(row);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_hidden_wherever_it_stands() {
        assert_eq!(without("A Task is a task.", "task"), "A ____ is a ____.");
        assert_eq!(without("태스크는 태스크다", "태스크"), "____는 ____다");
        assert_eq!(without("İstanbul task", "task"), "İstanbul ____");
        assert_eq!(without("none", "task"), "none");
        assert_eq!(without("AZs blaze in an AZ", "AZ"), "____s blaze in an ____");
    }
}
