//! Which characters may stand at the ends of a line.
//!
//! It must not know widths.

/// Whether a line may end between two characters of a word, where no blank is; `clusters` of the word come before.
pub(super) fn between(last: char, next: char, clusters: usize) -> bool {
    match last {
        '/' | '-' | '·' | '~' => is_hangul(next) && clusters > 1,
        last => matches!(next, '(' | '[' | '“') && is_hangul(last),
    }
}

fn is_hangul(c: char) -> bool {
    matches!(c, '가'..='힣' | '\u{1100}'..='\u{11FF}' | '\u{3131}'..='\u{318E}' | '\u{A960}'..='\u{A97F}')
}

pub(super) fn is_latin(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || matches!(c, 'À'..='ɏ')
}

/// Must not begin a line.
pub(super) fn is_closing(c: char) -> bool {
    matches!(
        c,
        '.' | ','
            | '!'
            | '?'
            | ':'
            | ';'
            | ')'
            | ']'
            | '}'
            | '%'
            | '·'
            | '…'
            | '’'
            | '”'
            | '。'
            | '、'
            | '」'
            | '』'
            | '》'
            | '〉'
            | '】'
            | '〕'
            | '，'
            | '．'
            | '！'
            | '？'
            | '：'
            | '；'
            | '）'
            | '］'
            | '｝'
            | '％'
    )
}

/// Must not end a line.
pub(super) fn is_opening(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '‘' | '“' | '「' | '『' | '《' | '〈' | '【' | '〔' | '（' | '［' | '｛')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_may_end_inside_a_word() {
        let table = [
            ('/', '나', 2, true),
            ('·', '나', 2, true),
            ('-', '나', 1, false),
            ('/', 'n', 2, false),
            ('가', '(', 1, true),
            ('a', '(', 1, false),
            ('가', ')', 1, false),
            ('가', '나', 1, false),
            ('(', '나', 1, false),
        ];
        for (last, next, clusters, expected) in table {
            assert_eq!(between(last, next, clusters), expected, "{last}{next}");
        }
    }
}
