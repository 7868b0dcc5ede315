//! Numbers in a text, read so that both languages can be compared: `1,000`, `100만`, `1 million`, `2026년 11월`.

use std::{collections::BTreeSet, ops::Range};

use super::shown::{Kind, Shown};
use crate::lang::Lang;

/// The numbers of a text.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    /// Written in digits.
    pub(super) digits: Vec<Figure>,
    /// The units that stand after a number, where there is one that both languages have.
    units: BTreeSet<(String, &'static str)>,
    /// Shown by links to the list of prices, and held against that.
    linked: BTreeSet<String>,
    /// Paragraphs whose words may mean a number, such as `two` and `둘`: they answer to digits of the other language and
    /// ask for nothing.
    words: Vec<(String, Lang)>,
}

/// A number in digits, and its first place in the text.
#[derive(Debug)]
pub(super) struct Figure {
    /// What it says.
    pub(super) value: String,
    /// What it may say instead: in `8만`, the 만 of ten thousand may be the 만 of only.
    pub(super) or: Option<String>,
    /// Where it stands.
    pub(super) place: Range<usize>,
}

impl Figure {
    fn says(&self, value: &str) -> bool {
        self.value == value || self.or.as_deref() == Some(value)
    }
}

impl Numbers {
    /// Whether `figure` is said here, too, in digits or words.
    pub(super) fn answers(&self, figure: &Figure) -> bool {
        self.says(&figure.value) || figure.or.as_deref().is_some_and(|value| self.says(value))
    }

    /// The units in which `value` is said.
    pub(super) fn units(&self, value: &str) -> BTreeSet<&'static str> {
        self.units.iter().filter(|(number, _)| number == value).map(|(_, unit)| *unit).collect()
    }

    /// Whether `value` is said in digits or words.
    fn says(&self, value: &str) -> bool {
        self.digits.iter().any(|figure| figure.says(value))
            || self.linked.contains(value)
            || self.words.iter().any(|(text, lang)| says_in_words(text, *lang, value))
    }

    /// Adds the numbers of a paragraph.
    pub(super) fn add(&mut self, shown: &Shown, lang: Lang) {
        let text = &shown.text;
        let mut at = 0;
        while let Some(start) = text[at..].find(|c: char| c.is_ascii_digit()).map(|i| at + i) {
            let end = digits(text, start);
            at = end;
            // The figures of a name: EC2, t3.large, IPv4.
            let before = text[..start].chars().next_back();
            let named = before.is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
                || before == Some('.')
                    && text[..start].chars().rev().nth(1).is_some_and(char::is_alphanumeric);
            let after = text[end..].chars().next();
            let code = shown.kind(start) == Kind::Code && after.is_some_and(|c| c.is_ascii_alphabetic());
            if named || code {
                continue;
            }
            let Ok(value) = text[start..end].replace(',', "").parse::<f64>() else { continue };
            // In 3분의 1만, the 만 is that of only.
            let of_parts = lang == Lang::Ko && text[..start].ends_with("분의 ");
            let (factor, end) = if of_parts { (1.0, end) } else { factor(text, end, lang) };
            let (rest, end) = if factor > 1.0 { rest(text, end, factor, lang) } else { (0.0, end) };
            at = at.max(end);
            let or = (factor == 1e4 && rest == 0.0).then(|| written(value));
            let value = written(value * factor + rest);
            if let Some(unit) = unit(&text[end..], lang) {
                self.units.insert((value.clone(), unit));
            }
            if shown.kind(start) == Kind::Price {
                self.linked.insert(value);
            } else if !self.digits.iter().any(|figure| figure.value == value) {
                self.digits.push(Figure { value, or, place: start..end });
            }
        }
        self.words.push((text.to_lowercase(), lang));
    }
}

/// The end of the digits that begin at `start`, with a decimal point and thousands in between.
pub(super) fn digits(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = start;
    let mut point = false;
    loop {
        match bytes.get(end) {
            Some(b) if b.is_ascii_digit() => end += 1,
            Some(b',') if !point && (1..=3).all(|i| is_digit(end + i)) && !is_digit(end + 4) => end += 1,
            Some(b'.') if !point && is_digit(end + 1) => {
                point = true;
                end += 1;
            }
            _ => return end,
        }
    }
}

/// What the word after the digits multiplies them by, and where it ends.
pub(super) fn factor(text: &str, end: usize, lang: Lang) -> (f64, usize) {
    const KO: [(&str, f64); 5] = [("만", 1e4), ("억", 1e8), ("조", 1e12), ("천", 1e3), ("백만", 1e6)];
    const EN: [(&str, f64); 3] = [(" million", 1e6), (" billion", 1e9), (" thousand", 1e3)];
    let units: &[(&str, f64)] = if lang == Lang::Ko { &KO } else { &EN };
    let unit =
        units.iter().filter(|(unit, _)| text[end..].starts_with(unit)).max_by_key(|(unit, _)| unit.len());
    unit.map_or((1.0, end), |(unit, factor)| (*factor, end + unit.len()))
}

/// What `1만` goes on with: 2천, and where that ends.
fn rest(text: &str, end: usize, above: f64, lang: Lang) -> (f64, usize) {
    let blank = text[end..].len() - text[end..].trim_start_matches(' ').len();
    let start = end + blank;
    if lang == Lang::En || blank > 1 || !text[start..].starts_with(|c: char| c.is_ascii_digit()) {
        return (0.0, end);
    }
    let last = digits(text, start);
    let Ok(value) = text[start..last].replace(',', "").parse::<f64>() else { return (0.0, end) };
    let (factor, last) = factor(text, last, lang);
    let is_rest = factor > 1.0 && factor < above || factor == 1.0 && value >= 100.0 && value < above;
    if is_rest { (value * factor, last) } else { (0.0, end) }
}

/// The unit that `rest`, the text after a number, begins with. Days, dates and hours of the clock are no units here.
fn unit(rest: &str, lang: Lang) -> Option<&'static str> {
    const KO: [(&str, &str); 12] = [
        ("초", "s"),
        ("밀리초", "ms"),
        ("분", "min"),
        ("시간", "h"),
        ("개월", "months"),
        ("ms", "ms"),
        ("KB", "KB"),
        ("MB", "MB"),
        ("GB", "GB"),
        ("TB", "TB"),
        ("%", "%"),
        ("퍼센트", "%"),
    ];
    const EN: [(&str, &str); 22] = [
        ("s", "s"),
        ("sec", "s"),
        ("second", "s"),
        ("seconds", "s"),
        ("ms", "ms"),
        ("millisecond", "ms"),
        ("milliseconds", "ms"),
        ("min", "min"),
        ("minute", "min"),
        ("minutes", "min"),
        ("h", "h"),
        ("hour", "h"),
        ("hours", "h"),
        ("month", "months"),
        ("months", "months"),
        ("KB", "KB"),
        ("MB", "MB"),
        ("GB", "GB"),
        ("TB", "TB"),
        ("%", "%"),
        ("percent", "%"),
        ("per cent", "%"),
    ];
    let rest = rest.strip_prefix([' ', '-']).unwrap_or(rest);
    let ends = |rest: &str| match lang {
        Lang::Ko => !rest.starts_with(|c: char| c.is_ascii_alphabetic()) && !rest.starts_with("의 "),
        Lang::En => !rest.starts_with(char::is_alphanumeric),
    };
    let units: &[(&str, &'static str)] = if lang == Lang::Ko { &KO } else { &EN };
    let fitting = units.iter().filter(|(name, _)| rest.strip_prefix(name).is_some_and(ends));
    fitting.max_by_key(|(name, _)| name.len()).map(|(_, unit)| *unit)
}

/// A number as it is compared and shown: with no zeros to spare.
fn written(value: f64) -> String {
    let text = format!("{value:.6}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Whether a word of the text, which is in lower case, can stand for the number `value`.
fn says_in_words(folded: &str, lang: Lang, value: &str) -> bool {
    const EN: &str = "zero=0 no=0 none=0 not=0 nothing=0 without=0 half=0.5 half=2 half=50 once=1 twice=2 double=2 doubles=2 doubled=2 \
        both=2 pair=2 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 dozen=12 \
        fifteen=15 twenty=20 thirty=30 forty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90 hundred=100 thousand=1000 million=1000000 second=2 third=3 fourth=4 fifth=5 sixth=6 seventh=7 eighth=8 ninth=9 tenth=10 \
        quarter=4 quarter=0.25 triple=3 triples=3 tripled=3 january=1 february=2 march=3 april=4 may=5 june=6 july=7 august=8 september=9 \
        october=10 november=11 december=12";
    const KO: &str = "두=2 둘=2 세=3 셋=3 네=4 넷=4 다섯=5 여섯=6 일곱=7 여덟=8 아홉=9 열=10 절반=2 절반=50 반=0.5 백=100 천=1000 \
        만=10000 스물=20 서른=30 없=0";
    let (table, says): (_, fn(&str, &str) -> bool) = match lang {
        Lang::Ko => (KO, |text, word| text.contains(word)),
        Lang::En => {
            (EN, |text, word| text.split(|c: char| !c.is_ascii_alphabetic()).any(|said| said == word))
        }
    };
    let entries = table.split_whitespace().filter_map(|entry| entry.split_once('='));
    entries.filter(|(_, number)| *number == value).any(|(word, _)| says(folded, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, lang: Lang) -> Vec<String> {
        let mut numbers = Numbers::default();
        numbers.add(&Shown::inline(text, 0), lang);
        numbers.digits.into_iter().map(|figure| figure.value).collect()
    }

    #[test]
    fn numbers_are_read_alike_in_both_languages() {
        for (ko, en, expected) in [
            ("요청 100만 건", "1 million requests", &["1000000"][..]),
            ("10억 번", "1 billion times", &["1000000000"]),
            ("1,800초", "1800 seconds", &["1800"]),
            ("0.50달러", "$0.5", &["0.5"]),
            ("EC2의 t3.large, IPv4", "t3.large of EC2, IPv4", &[]),
            ("`web:7`", "`web:7`", &["7"]),
            ("60~1,800초, 5%", "60 to 1,800 seconds, 5%", &["60", "1800", "5"]),
            ("2026-11-22", "2026-11-22", &["2026", "11", "22"]),
            ("10GB", "10 GB", &["10"]),
            ("1만 2천 번", "12,000 times", &["12000"]),
            ("1만 5,000명", "15,000 people", &["15000"]),
            ("1억 2000만 번", "120 million times", &["120000000"]),
            ("3분의 1만", "", &["3", "1"]),
            ("`10s`", "", &[]),
        ] {
            assert_eq!(read(ko, Lang::Ko), expected, "{ko}");
            if !en.is_empty() {
                assert_eq!(read(en, Lang::En), expected, "{en}");
            }
        }
    }

    #[test]
    fn words_answer_to_digits() {
        let mut english = Numbers::default();
        english.add(&Shown::inline("two of them in November", 0), Lang::En);
        assert!(english.says("2") && english.says("11") && !english.says("3"));
        assert!(english.digits.is_empty());
    }
}
