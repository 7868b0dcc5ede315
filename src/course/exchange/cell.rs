//! Cells of a spreadsheet that must not be taken for formulas.

use std::borrow::Cow;

/// What a cell may begin with to be taken for a formula, in East Asian spreadsheets in full width, too, and what guards it.
const SUSPECT: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\'', '＝', '＋', '－', '＠'];

/// `cell` with an apostrophe before it if a spreadsheet would take it for a formula, or it begins with an apostrophe.
#[must_use]
pub fn guarded(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(SUSPECT) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// `cell` without that apostrophe. One that guards nothing, as in `'tis`, was typed by somebody and stays.
#[must_use]
pub fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| rest.starts_with(SUSPECT)).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_formula_is_guarded_and_an_apostrophe_stays() {
        for (cell, written) in [
            ("=1+1", "'=1+1"),
            ("-5", "'-5"),
            ("@x", "'@x"),
            ("\tx", "'\tx"),
            ("＝1+1", "'＝1+1"),
            ("'tis", "''tis"),
            ("a=b", "a=b"),
            ("", ""),
        ] {
            assert_eq!(guarded(cell), written);
            assert_eq!(unguarded(written), cell);
        }
        assert_eq!(unguarded("'tis"), "'tis");
    }

    proptest! {
        #[test]
        fn what_was_guarded_comes_back(cell in "[=+@＝＋－＠'\t\r\\-]{0,3}.*") {
            let written = guarded(&cell);
            prop_assert_eq!(unguarded(&written), cell.as_str());
            prop_assert!(!written.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']));
        }
    }
}
