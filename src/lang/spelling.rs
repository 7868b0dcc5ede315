//! Spelling: what of a text counts when it is compared, and what is only a slip of the fingers.
//!
//! Invariants: [`fold`] is idempotent; nothing here panics on any text. It must not know what an answer is.

use unicode_normalization::UnicodeNormalization;

use crate::lang::hangul;

/// Letters a Latin word must have for a slip in it to be one.
const LATIN_LETTERS: usize = 5;

/// The fewest letters of a text in Latin script in which slips are forgiven: `awsvpc` and `awsvcp` are too near.
const LATIN_TEXT: usize = 7;

/// Syllables that Hangul must have in a row for a slip in it to be one.
const SYLLABLES: usize = 3;

/// `text` composed, with full-width letters, digits and signs as ASCII.
#[must_use]
pub fn narrow(text: &str) -> String {
    let narrow = |c: char| match u32::from(c) {
        code @ 0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).unwrap_or(c),
        0x3000 => ' ',
        _ => c,
    };
    hangul::nfc(text).chars().map(narrow).collect()
}

/// What of `text` counts: letters in lower case and digits, without blanks, hyphens, quotes and other punctuation.
///
/// A sign in a number counts: `0.5` is not `05`, nor `1-2` the same as `12`. A comma before three digits does not.
#[must_use]
pub fn fold(text: &str) -> String {
    let narrow = narrow(text);
    let seen: Vec<char> =
        narrow.chars().filter(|c| !is_blank(*c)).flat_map(char::to_lowercase).map(hyphen).collect();
    let mut folded = String::with_capacity(narrow.len());
    for (at, c) in seen.iter().enumerate() {
        if c.is_alphanumeric() || is_in_number(folded.chars().next_back(), *c, &seen[at + 1..]) {
            folded.push(*c);
        }
    }
    hangul::nfc(&folded).into_owned()
}

fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

fn hyphen(c: char) -> char {
    if matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}') { '-' } else { c }
}

/// Whether the sign `c` between `last` and `rest` is a part of a number.
fn is_in_number(last: Option<char>, c: char, rest: &[char]) -> bool {
    let digits = rest.iter().take_while(|c| c.is_ascii_digit()).count();
    match last {
        _ if digits == 0 => false,
        None => matches!(c, '.' | '-'),
        Some(last) => last.is_ascii_digit() && !(matches!(c, ',' | '_') && digits == 3),
    }
}

/// Whether two folded texts say the same: also as numbers (`0.50` and `0.5`), and when one of them was typed with the
/// keyboard in the other mode (`ㅅㅁ나` is `task`, `xotmzm` is `태스크`).
#[must_use]
pub fn same(one: &str, other: &str) -> bool {
    one == other
        || number(one).is_some_and(|value| number(other) == Some(value))
        || is_in_other_mode(one, other)
}

/// Sign, digits and fraction of a number, without zeros that do not count, and the unit behind it.
fn number(folded: &str) -> Option<(bool, &str, &str, &str)> {
    let digits = folded.strip_prefix('-').unwrap_or(folded);
    let end = digits.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(digits.len());
    let (number, unit) = digits.split_at(end);
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    // With more dots it is a version or an address; with another sign, a range or a ratio.
    let is_plain = !number.is_empty() && !fraction.contains('.') && !unit.starts_with(is_sign);
    is_plain.then(|| {
        let is_below = digits.len() < folded.len();
        (is_below, whole.trim_start_matches('0'), fraction.trim_end_matches('0'), unit)
    })
}

fn is_sign(c: char) -> bool {
    !c.is_alphanumeric()
}

fn is_in_other_mode(one: &str, other: &str) -> bool {
    let has_hangul = |text: &str| text.chars().any(hangul::is_hangul);
    match (has_hangul(one), has_hangul(other)) {
        (false, false) => false,
        // Only a part was: the rest tells ㄱ from ㄲ.
        (true, true) => hangul::keys(one) == hangul::keys(other),
        _ => hangul::keys(one).eq_ignore_ascii_case(&hangul::keys(other)),
    }
}

/// Whether the folded text `typed` is the text `right` but for one slip: a letter left out, put in, mistaken or swapped
/// in a Latin word of five letters or more (in a text of seven), or one jamo in Hangul of three syllables or more. Never in digits, nor in the
/// first letter or jamo (`asynchronous` is no slip of `synchronous`, nor 트레이닝 of 드레이닝), nor in what a machine reads:
/// options, addresses and names in code.
#[must_use]
pub fn is_slip(typed: &str, right: &str) -> bool {
    if is_code(right) {
        return false;
    }
    let folded = fold(right);
    let (typed, units) = (units(typed), units(&folded));
    let Some(edit) = edit(&typed, &units) else { return false };
    let long = long_enough(right, &folded);
    let letters = || typed[edit.at..edit.at + edit.typed].iter().chain(&units[edit.at..edit.at + edit.right]);
    let is_hangul = letters().all(|c| hangul::is_hangul(*c));
    let is_latin = letters().all(|c| is_latin(*c));
    if !(is_latin || is_hangul && edit.right < 2) {
        return false;
    }
    // A letter put in belongs to the word before it or to the one behind it.
    let last = edit.at.checked_sub(1).filter(|_| edit.right == 0);
    let is_of_word = |at: usize| {
        long.get(at).copied().unwrap_or(false)
            && units
                .get(at)
                .is_some_and(|c| if is_latin { self::is_latin(*c) } else { hangul::is_hangul(*c) })
    };
    edit.at > 0 && (is_of_word(edit.at) || last.is_some_and(is_of_word))
}

/// Whether `text` is an option, an address, or a name in code such as `minimumHealthyPercent`.
fn is_code(text: &str) -> bool {
    let has_sign = text.starts_with('-') || text.contains([':', '/', '_', '$', '=', '{', '"']);
    let has_hump = text.chars().zip(text.chars().skip(1)).any(|(a, b)| a.is_lowercase() && b.is_uppercase());
    has_sign || has_hump
}

/// Whether two folded texts are the same but for one letter or jamo at most.
#[must_use]
pub fn is_close(one: &str, other: &str) -> bool {
    let (one, other) = (units(one), units(other));
    one == other || edit(&one, &other).is_some()
}

/// How many slips (a unit left out, put in, mistaken, or two swapped) lie between `typed` and the start of `right` that is
/// most like it, and how long that start is. `None` for more than `most`, which may be 4 at most.
#[must_use]
pub fn nearest_start<T: PartialEq>(typed: &[T], right: &[T], most: usize) -> Option<(usize, usize)> {
    // Optimal string alignment in a band around the diagonal: cell `most + k` of row `i` is about `right[..i + k]`.
    const BAND: usize = 9;
    let far = most + 1;
    let cell = |row: &[usize; BAND], k: usize| row.get(k).copied().unwrap_or(far).min(far);
    let mut rows = [[far; BAND]; 3];
    for k in 0..=most.min(right.len()).min(BAND / 2) {
        rows[2][most + k] = k;
    }
    for (i, unit) in (1..).zip(typed) {
        rows.rotate_left(1);
        rows[2] = [far; BAND];
        for k in 0..(2 * most + 1).min(BAND) {
            let Some(j) = (i + k).checked_sub(most).filter(|j| *j <= right.len()) else { continue };
            let mut best = cell(&rows[1], k + 1) + 1;
            if let Some(last) = j.checked_sub(1) {
                let before = if k > 0 { rows[2][k - 1] + 1 } else { far };
                best = best.min(before).min(rows[1][k] + usize::from(right[last] != *unit));
                if i > 1 && last > 0 && right[last - 1] == *unit && right[last] == typed[i - 2] {
                    best = best.min(rows[0][k] + 1);
                }
            }
            rows[2][k] = best.min(far);
        }
        // Two rows lead on: a swap passes over the last one.
        if rows[1..].iter().flatten().all(|slips| *slips > most) {
            return None;
        }
    }
    let ends = rows[2].iter().enumerate().filter(|(_, slips)| **slips <= most);
    // Of equally good ones the longest, so that what was left out at the end is counted in.
    let (k, slips) = ends.min_by_key(|(k, slips)| (**slips, BAND - k))?;
    Some((*slips, typed.len() + k - most))
}

/// Letters, and Hangul as jamo.
fn units(folded: &str) -> Vec<char> {
    folded.nfd().collect()
}

/// The only difference between two texts: how many units from `at` on stand in each.
struct Edit {
    at: usize,
    typed: usize,
    right: usize,
}

fn edit(typed: &[char], right: &[char]) -> Option<Edit> {
    let at = typed.iter().zip(right).take_while(|(a, b)| a == b).count();
    let rest = typed[at..].iter().rev().zip(right[at..].iter().rev());
    let same = rest.take_while(|(a, b)| a == b).count();
    let (a, b) = (&typed[at..typed.len() - same], &right[at..right.len() - same]);
    match (a, b) {
        ([], [_]) | ([_], [] | [_]) => {}
        ([a, b], [c, d]) if a == d && b == c => {}
        _ => return None,
    }
    Some(Edit { at, typed: a.len(), right: b.len() })
}

fn is_latin(c: char) -> bool {
    c.is_alphabetic() && !hangul::is_hangul(c)
}

/// For each unit of `folded`, which is `text` folded, whether it stands in a word that is long enough for slips.
fn long_enough(text: &str, folded: &str) -> Vec<bool> {
    // Blanks end a Latin word; in Korean they are set as one likes.
    let lowered = narrow(text).to_lowercase();
    let is_long = lowered.chars().filter(|c| is_latin(*c)).count() >= LATIN_TEXT;
    let words = lowered.split(|c: char| !is_latin(c)).map(|word| word.chars().count());
    let mut letters = words.flat_map(|count| std::iter::repeat_n(is_long && count >= LATIN_LETTERS, count));
    let mut long = Vec::new();
    for run in folded.split_inclusive(|c: char| !hangul::is_hangul(c)) {
        let syllables = run.chars().filter(|c| hangul::is_hangul(*c)).count();
        for c in run.chars() {
            let is_long = match c {
                c if hangul::is_hangul(c) => syllables >= SYLLABLES,
                c => is_latin(c) && letters.next().unwrap_or(false),
            };
            long.extend(c.nfd().map(|_| is_long));
        }
    }
    long
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_does_not_count() {
        for (text, folded) in [
            ("Task Definition", "taskdefinition"),
            ("task-definition.", "taskdefinition"),
            ("“태스크 정의”", "태스크정의"),
            ("\u{1110}\u{1162}스크", "태스크"),
            ("ＥＣ２　인스턴스", "ec2인스턴스"),
            ("1,024 MB", "1024mb"),
            ("1 024", "1024"),
            ("10.0.0.0/16", "10.0.0.0/16"),
            ("0.5", "0.5"),
            (".5", ".5"),
            ("−5", "-5"),
            ("1–2", "1-2"),
            ("1,2", "1,2"),
            ("us-east-1", "useast1"),
            ("t3.micro", "t3micro"),
            ("50 %", "50"),
            ("?!", ""),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn numbers_and_the_other_keyboard_mode() {
        for (one, other, expected) in [
            ("0.50", ".5", true),
            ("007", "7", true),
            ("30초", "30.0초", true),
            ("30초", "30", false),
            ("-5", "5", false),
            ("1.10.0", "1.1.0", false),
            ("9007199254740993", "9007199254740992", false),
            ("ㅅㅁ나", "task", true),
            ("xotmzm", "태스크", true),
            ("ㄷㅊ2인스턴스", "ec2인스턴스", true),
            ("30ch", "30초", true),
            ("ㅆㅁ나", "task", true),
            ("가다", "까다", false),
            ("task", "tasks", false),
        ] {
            assert_eq!(same(one, other), expected, "{one} {other}");
            assert_eq!(same(other, one), expected, "{other} {one}");
        }
    }

    #[test]
    fn slips() {
        for (typed, right, expected) in [
            ("contaner", "container", true),
            ("contaiiner", "container", true),
            ("contianer", "container", true),
            ("containet", "container", true),
            ("ontainer", "container", false),
            ("conatinre", "container", false),
            ("container", "container", false),
            ("tsak", "task", false),
            ("taskdefinitoin", "task definition", true),
            ("tskdefinition", "task definition", false),
            ("taskdefinitions", "task definition", true),
            ("테스크", "태스크", true),
            ("태스", "태스크", false),
            ("태스킁", "태스크", true),
            ("정으", "정의", false),
            ("태스크정이", "태스크 정의", true),
            ("ec3인스턴스", "EC2 인스턴스", false),
            ("ecz2인스턴스", "EC2 인스턴스", false),
            ("ec2인스탄스", "EC2 인스턴스", true),
            ("port8081", "port 8080", false),
            ("asynchronous", "synchronous", false),
            ("synchronous", "asynchronous", false),
        ] {
            assert_eq!(is_slip(typed, right), expected, "{typed} {right}");
        }
    }

    #[test]
    fn the_start_that_is_most_alike() {
        for (typed, right, most, expected) in [
            ("clustr", "cluster provider", 1, Some((1, 7))),
            ("cluster", "cluster", 2, Some((0, 7))),
            ("lamdba", "lambda", 1, Some((1, 6))),
            ("lamda", "lambda", 1, Some((1, 6))),
            ("xlambda", "lambda", 1, Some((1, 6))),
            ("zmfotmxj", "zmffjtmxjdml", 2, Some((2, 9))),
            ("zmfotmxj", "zmffjtmxj", 1, None),
            ("", "abc", 0, Some((0, 0))),
            ("abc", "", 2, None),
        ] {
            assert_eq!(nearest_start(typed.as_bytes(), right.as_bytes(), most), expected, "{typed} {right}");
        }
    }

    proptest! {
        #[test]
        fn the_nearest_start_is_the_nearest(typed in "[abc]{0,9}", right in "[abc]{0,12}", most in 0usize..5) {
            let distance = |end: usize| (strsim::osa_distance(&typed, &right[..end]), end);
            let nearest = (0..=right.len()).map(distance).min_by_key(|(slips, end)| (*slips, right.len() - end));
            let expected = nearest.filter(|(slips, _)| *slips <= most);
            prop_assert_eq!(nearest_start(typed.as_bytes(), right.as_bytes(), most), expected);
        }

        #[test]
        fn folding_twice_is_folding_once(text in any::<String>(), near in "[0-9,.\\-_ /가-힣ᄀ-ᇿa-zA-Zİßﾡ０-９\u{300}-\u{345}]{0,12}") {
            for text in [text, near] {
                let once = fold(&text);
                prop_assert_eq!(fold(&once), once);
            }
        }

        #[test]
        fn any_two_texts_can_be_compared(one in any::<String>(), other in ".{0,6}[a-z]{0,8}[가-힣ㄱ-ㅣ]{0,4}") {
            for (one, other) in [(&one, &other), (&other, &one)] {
                let folded = fold(one);
                prop_assert!(same(&folded, &folded) && is_close(&folded, &folded));
                prop_assert!(!is_slip(&folded, one));
                let _ = is_slip(&folded, other);
                let _ = same(&folded, &fold(other));
            }
        }
    }
}
