//! Rows being collected, from whatever a class has to show.

use crate::{
    app::Ctx,
    course::doc::Inline,
    lang::{Text, Words, class_screen::percent, width::width},
    screen::question::Rows,
    ui::{
        chart,
        layout::{Piece, Role, Row, paragraph},
    },
};

/// Cells of the bar beside a count.
const BAR: usize = 20;

/// Rows being collected.
pub struct Lines<'a> {
    pub ctx: &'a Ctx<'a>,
    pub width: u16,
    pub out: Rows,
}

impl<'a> Lines<'a> {
    /// None yet, in `width` cells.
    pub fn new(ctx: &'a Ctx<'a>, width: u16) -> Lines<'a> {
        Lines { ctx, width, out: Rows::default() }
    }

    pub fn push(&mut self, pieces: Vec<Piece>, option: Option<usize>) {
        self.out.rows.push(Row { block: 0, pieces, fill: None });
        self.out.options.push(option);
    }

    pub fn blank(&mut self) {
        self.push(Vec::new(), None);
    }

    /// A text as it is, without Markdown, behind `label`; what goes on hangs under its beginning.
    pub fn labelled(&mut self, label: &str, text: &str, role: Role) {
        let indent = width(label);
        let inline = Inline { text: text.to_owned(), ..Inline::default() };
        let cells = usize::from(self.ctx.column(self.width)).saturating_sub(indent).max(8);
        let mut label = Some(label.to_owned());
        for row in paragraph(&[inline], role, cells, (0, 0), &mut Vec::new()) {
            let before = label.take().unwrap_or_else(|| " ".repeat(indent));
            let mut pieces = vec![Piece::new(before, Role::Muted)];
            pieces.retain(|piece| !piece.text.is_empty());
            pieces.extend(row);
            self.push(pieces, None);
        }
    }

    pub fn text(&mut self, text: &str, role: Role) {
        self.labelled("", text, role);
    }

    pub fn say(&mut self, words: Words, role: Role) {
        self.text(words.get(self.ctx.lang), role);
    }

    /// Inline Markdown behind `label`, in the other language too when both are wanted.
    pub fn markdown(&mut self, label: &str, text: &Text, role: Role) {
        let langs = [self.ctx.lang, self.ctx.lang.other()];
        let indent = width(label);
        let mut label = Some(label.to_owned());
        for lang in langs.into_iter().take(if self.ctx.both { 2 } else { 1 }) {
            let mut inlines = crate::course::markdown::inline(text.get(lang));
            inlines.iter_mut().for_each(|inline| inline.link = None);
            let cells = usize::from(self.ctx.column(self.width)).saturating_sub(indent).max(8);
            for row in paragraph(&inlines, role, cells, (0, 0), &mut Vec::new()) {
                let before = label.take().unwrap_or_else(|| " ".repeat(indent));
                let mut pieces = vec![Piece::new(before, Role::Muted)];
                pieces.retain(|piece| !piece.text.is_empty());
                pieces.extend(row);
                self.push(pieces, None);
            }
        }
    }

    pub fn append(&mut self, rows: Rows) {
        let before = self.out.rows.len();
        self.out.caret = rows.caret.map(|(row, column)| (row + before, column)).or(self.out.caret);
        self.out.rows.extend(rows.rows);
        self.out.options.extend(rows.options);
    }

    /// How many of `all` there are, as a bar and in numbers.
    pub fn count(&mut self, indent: usize, n: u32, all: u32, option: Option<usize>) {
        let bar = chart::bar(BAR.min(usize::from(self.width) / 3), n.into(), all.into());
        let mut pieces = vec![Piece::new(" ".repeat(indent), Role::Text)];
        pieces.extend(bar.into_iter().filter(|piece| !piece.text.is_empty()));
        pieces.push(Piece::new(format!(" {}", counted(self.ctx, n, all)), Role::Strong));
        self.push(pieces, option);
    }
}

/// `12명 · 40%`
pub fn counted(ctx: &Ctx<'_>, n: u32, all: u32) -> String {
    format!("{} · {}%", ctx.lang.people(n as usize), percent(n, all))
}
