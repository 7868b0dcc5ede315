//! The characters that layout draws with, and the words it writes.
//!
//! Invariant: every glyph is one cell wide; those of [`Glyphs::ASCII`] and [`Glyphs::PLAIN`] are ASCII.
//!
//! It must not know colours, nor how it was found out which set a terminal can show.

use crate::course::doc::AlertKind;

/// One set of characters, chosen once for a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyphs {
    /// Before an item of a list.
    pub bullet: char,
    /// Left of a quote or an alert, and between the columns of a table.
    pub bar: char,
    /// Rules.
    pub rule: char,
    /// Where a rule meets a bar.
    pub cross: char,
    /// Starts a row that continues a line of code.
    pub continuation: char,
    /// Last in a row of a diagram that goes on beyond the edge.
    pub clip: char,
    /// Whether diagrams are to be drawn with ASCII alone.
    pub ascii: bool,
    /// Whether nothing is drawn, for those who read line by line: tables are records, diagrams are words.
    pub plain: bool,
}

impl Glyphs {
    /// For terminals that draw box characters in one cell: nearly all.
    pub const UNICODE: Glyphs = Glyphs {
        bullet: '·',
        bar: '│',
        rule: '─',
        cross: '┼',
        continuation: '›',
        clip: '›',
        ascii: false,
        plain: false,
    };

    /// For terminals that draw box characters in two cells, or not at all.
    pub const ASCII: Glyphs = Glyphs {
        bullet: '-',
        bar: '|',
        rule: '-',
        cross: '+',
        continuation: '>',
        clip: '>',
        ascii: true,
        plain: false,
    };

    /// For those who read line by line.
    pub const PLAIN: Glyphs = Glyphs { ascii: false, plain: true, ..Glyphs::ASCII };

    /// The set for a terminal: whether nothing is to be drawn, or with ASCII alone.
    #[must_use]
    pub fn of(plain: bool, ascii: bool) -> Glyphs {
        match (plain, ascii) {
            (true, ascii) => Glyphs { ascii, ..Glyphs::PLAIN },
            (false, true) => Glyphs::ASCII,
            (false, false) => Glyphs::UNICODE,
        }
    }

    /// A character of a diagram in this set. Where nothing is drawn, the characters of a text stay as they are.
    #[must_use]
    pub fn drawn(&self, c: char) -> char {
        let is_drawing = is_line(c) || matches!(c, '\u{2580}'..='\u{25FF}');
        if !(self.ascii || self.plain && is_drawing) {
            return c;
        }
        match c {
            '─'
            | '━'
            | '═'
            | '┄'..='┅'
            | '┈'..='┉'
            | '╌'..='╍'
            | '╴'
            | '╶'
            | '╸'
            | '╺'
            | '╼'
            | '╾'
            | '—'
            | '–' => '-',
            '│' | '┃' | '║' | '┆'..='┇' | '┊'..='┋' | '╎'..='╏' | '╵' | '╷' | '╹' | '╻' | '╽' | '╿' => {
                '|'
            }
            '\u{2500}'..='\u{257F}' => '+',
            '▸' | '▶' | '►' | '▷' | '→' | '›' => '>',
            '◂' | '◀' | '◄' | '◁' | '←' | '‹' => '<',
            '▴' | '▲' | '△' | '↑' => '^',
            '▾' | '▼' | '▽' | '↓' => 'v',
            '·' | '…' => '.',
            '•' | '●' | '○' => 'o',
            '\u{2580}'..='\u{259F}' | '■' | '□' => '#',
            '“' | '”' => '"',
            '‘' | '’' => '\'',
            '×' | '✗' => 'x',
            '÷' => '/',
            '✓' => 'v',
            _ => c,
        }
    }
}

/// Whether `c` is for lines and boxes.
pub(super) fn is_line(c: char) -> bool {
    matches!(c, '\u{2500}'..='\u{257F}')
}

/// The words that layout writes in one language: the titles of the five alerts, and of a diagram that is told in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AlertLabels {
    /// [`AlertKind::Note`]
    pub note: &'static str,
    /// [`AlertKind::Tip`]
    pub tip: &'static str,
    /// [`AlertKind::Important`]
    pub important: &'static str,
    /// [`AlertKind::Warning`]
    pub warning: &'static str,
    /// [`AlertKind::Caution`]
    pub caution: &'static str,
    /// Before the words of a diagram.
    pub diagram: &'static str,
}

impl AlertLabels {
    /// Korean.
    pub const KO: AlertLabels = AlertLabels {
        note: "참고",
        tip: "팁",
        important: "꼭 기억",
        warning: "주의",
        caution: "흔한 오해",
        diagram: "그림",
    };

    /// English.
    pub const EN: AlertLabels = AlertLabels {
        note: "Note",
        tip: "Tip",
        important: "Remember",
        warning: "Watch out",
        caution: "Common misconception",
        diagram: "Diagram",
    };

    /// The title of one kind.
    #[must_use]
    pub fn of(&self, kind: AlertKind) -> &'static str {
        match kind {
            AlertKind::Note => self.note,
            AlertKind::Tip => self.tip,
            AlertKind::Important => self.important,
            AlertKind::Warning => self.warning,
            AlertKind::Caution => self.caution,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::width::width;

    #[test]
    fn every_glyph_is_one_cell() {
        for glyphs in [Glyphs::UNICODE, Glyphs::ASCII, Glyphs::PLAIN] {
            let all =
                [glyphs.bullet, glyphs.bar, glyphs.rule, glyphs.cross, glyphs.continuation, glyphs.clip];
            for glyph in all {
                assert_eq!(width(&glyph.to_string()), 1);
                assert!(glyphs == Glyphs::UNICODE || glyph.is_ascii());
            }
        }
    }

    #[test]
    fn diagrams_keep_their_cells_in_ascii() {
        for c in (0x2010..0x2600).filter_map(char::from_u32) {
            let drawn = Glyphs::ASCII.drawn(c);
            if drawn != c {
                assert!(drawn.is_ascii());
                assert_eq!(width(&c.to_string()), 1, "{c}");
            }
        }
        let drawn: String = "┌─┬╌┐│▸◂▾▴".chars().map(|c| Glyphs::ASCII.drawn(c)).collect();
        assert_eq!(drawn, "+-+-+|><v^");
    }

    #[test]
    fn plain_text_keeps_its_characters_and_loses_those_of_drawings() {
        let drawn: String = "“3 × 4” · ✓ → … ┌─▸█○".chars().map(|c| Glyphs::PLAIN.drawn(c)).collect();
        assert_eq!(drawn, "“3 × 4” · ✓ → … +->#o");
    }
}
