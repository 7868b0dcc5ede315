//! Korean and its place beside English: particles, register, untranslated texts, spellings.

use std::{collections::BTreeMap, ops::Range};

use super::{
    Flaw, flaw,
    passage::{PageText, Passage, Role},
    prose,
    shown::{Kind, Shown},
};
use crate::{
    course::{Course, Diagnostic, doc::Block},
    lang::{
        Lang,
        hangul::is_hangul,
        josa::{self, Ending},
    },
};

/// How Latin names of the glossary end when they are read aloud.
pub(super) struct Lexicon {
    /// In lower case, longest first.
    names: Vec<(String, Ending)>,
    /// Korean names by the first letter of their last run of Hangul, longest first.
    korean: BTreeMap<char, Vec<KoreanName>>,
}

/// A name of a term that ends in Hangul.
struct KoreanName {
    name: String,
    /// Byte at which its last run of Hangul begins.
    last: usize,
}

impl Lexicon {
    pub(super) fn of(course: &Course) -> Lexicon {
        let terms = course.glossary().terms().iter().filter(|term| !term.reading.is_empty());
        let latin = terms.filter(|term| term.name.ko.ends_with(|c: char| c.is_ascii_alphanumeric()));
        let known =
            latin.filter_map(|term| Some((term.name.ko.to_lowercase(), josa::ending(&term.reading, false)?)));
        let mut names: Vec<_> = known.collect();
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        let korean = by_last_run(course.glossary().terms().iter().map(|term| term.name.ko.clone()));
        Lexicon { names, korean }
    }

    /// Where the name of a term that `run`, the Hangul at `at` of `text`, begins with or goes on with ends: the rest of
    /// the run is its particle.
    fn name_end(&self, text: &str, at: usize, run: &str) -> Option<usize> {
        let fits = |KoreanName { name, last }: &KoreanName| {
            let begin = at.checked_sub(*last)?;
            let end = begin + name.len();
            let whole = run.starts_with(&name[*last..]) && text.get(begin..end) == Some(name);
            let before = text.get(..begin).and_then(|text| text.chars().next_back());
            (whole && before.is_none_or(|c| !c.is_alphanumeric())).then_some(end)
        };
        let end = self.korean.get(&run.chars().next()?)?.iter().find_map(fits)?;
        (end < at + run.len()).then_some(end)
    }

    fn ending(&self, words: &str, code: bool) -> Option<Ending> {
        // No name is longer; a paragraph may be.
        let start = words.char_indices().rev().nth(48).map_or(0, |(at, _)| at);
        let words = &words[start..];
        let folded = words.to_lowercase();
        let fits = |name: &str| {
            let before = folded.strip_suffix(name)?.chars().next_back();
            before.is_none_or(|c| !c.is_ascii_alphanumeric()).then_some(())
        };
        let known = self.names.iter().find(|(name, _)| fits(name).is_some());
        known.map(|(_, ending)| *ending).or_else(|| josa::ending(words, code))
    }
}

/// The names that end in Hangul, as [`Lexicon`] looks them up.
fn by_last_run(names: impl Iterator<Item = String>) -> BTreeMap<char, Vec<KoreanName>> {
    let mut found: BTreeMap<char, Vec<KoreanName>> = BTreeMap::new();
    for name in names {
        let last = name.trim_end_matches(is_hangul).len();
        let Some(first) = name[last..].chars().next() else { continue };
        found.entry(first).or_default().push(KoreanName { name, last });
    }
    for names in found.values_mut() {
        names.sort_by_key(|KoreanName { name, .. }| std::cmp::Reverse(name.len()));
    }
    found
}

/// What is wrong with the Korean of a passage, or with its English as a translation.
pub(super) fn passage(course: &Course, lexicon: &Lexicon, passage: &Passage) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let file = &passage.ko.file;
    for shown in &passage.ko.shown {
        found.extend(particles(lexicon, shown).into_iter().map(|(span, problem)| flaw(file, span, problem)));
        found.extend(double(shown).map(|(span, problem)| flaw(file, span, problem)));
        if matches!(passage.role, Role::Prose | Role::Aside | Role::Stem | Role::Told) {
            found.extend(endings(shown).into_iter().map(|(span, problem)| flaw(file, span, problem)));
        }
    }
    for lang in Lang::ALL {
        found.extend(avoided(course, passage, lang));
    }
    found.extend(untranslated(passage));
    found
}

pub(super) type Found = (Range<usize>, Flaw);

/// Particles that do not fit the word before them: after Latin letters and digits, after brackets and quotes, and after
/// a link, a code span or bold, where the word is known to end.
pub(super) fn particles(lexicon: &Lexicon, shown: &Shown) -> Vec<Found> {
    let text = &shown.text;
    let mut found = Vec::new();
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let starts = is_hangul(c) && (!is_hangul(before) || shown.ends.binary_search(&at).is_ok());
        before = c;
        if !starts {
            continue;
        }
        let run = text[at..].find(|c| !is_hangul(c)).map_or(&text[at..], |end| &text[at..at + end]);
        found.extend(after_hangul(lexicon, shown, at, run));
        let Some(word) = word_before(&text[..at]) else { continue };
        if DOUBLE.iter().any(|form| text[at..].starts_with(form)) {
            continue;
        }
        let code = shown.kind(word.len() - 1) == Kind::Code;
        let Some(right) = lexicon.ending(word, code).and_then(|ending| josa::mended(run, ending)) else {
            continue;
        };
        let start = word.rfind([' ', '(']).map_or(0, |at| at + 1);
        let name = &word[start..];
        let problem = Flaw::WrongParticle { found: format!("{name}{run}"), right: format!("{name}{right}") };
        found.push((shown.span(at..at + run.len()), problem));
    }
    found
}

/// The particle inside a run of Hangul that does not fit: after the name of a term, and 를 after any consonant.
fn after_hangul(lexicon: &Lexicon, shown: &Shown, at: usize, run: &str) -> Option<Found> {
    // Stems in ㄹ with 르 dropped: `들를 때`.
    const VERBS: [&str; 2] = ["들를", "치를"];
    let text = &shown.text;
    let end = at + run.len();
    let object = || {
        run.strip_suffix('를')
            .filter(|noun| noun.chars().count() > 1 && !VERBS.iter().any(|v| run.ends_with(v)))
    };
    let cut = lexicon.name_end(text, at, run).or_else(|| object().map(|noun| at + noun.len()))?;
    // A seam is looked at where it ends.
    if shown.ends.binary_search(&cut).is_ok() || DOUBLE.iter().any(|form| text[cut..].starts_with(form)) {
        return None;
    }
    let (word, particle) = (&text[at..cut], &text[cut..end]);
    let right = josa::ending(word, false).and_then(|ending| josa::mended(particle, ending))?;
    let problem = Flaw::WrongParticle { found: format!("{word}{particle}"), right: format!("{word}{right}") };
    Some((shown.span(cut..end), problem))
}

/// The text up to the word that a particle follows: brackets and quotes after it are passed over.
fn word_before(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        let bare = rest.trim_end_matches(['”', '’', '"', '\'', '」', '>']);
        let Some(inside) = bare.strip_suffix(')') else {
            return (!bare.is_empty() && !bare.ends_with(' ')).then_some(bare);
        };
        rest = inside[..inside.rfind('(')?].trim_end();
    }
}

/// A particle in both forms.
const DOUBLE: [&str; 25] = [
    "은(는)",
    "는(은)",
    "이(가)",
    "가(이)",
    "을(를)",
    "를(을)",
    "와(과)",
    "과(와)",
    "(으)로",
    "(이)라",
    "(이)나",
    "(은)는",
    "(는)은",
    "(이)가",
    "(가)이",
    "(을)를",
    "(를)을",
    "(이)에요",
    "은/는",
    "는/은",
    "이/가",
    "을/를",
    "를/을",
    "와/과",
    "과/와",
];

/// `은(는)` and its kin.
fn double(shown: &Shown) -> Option<Found> {
    let (at, form) = DOUBLE.iter().find_map(|form| Some((shown.text.find(form)?, *form)))?;
    let is_code = shown.kind(at) == Kind::Code;
    (!is_code).then(|| (shown.span(at..at + form.len()), Flaw::DoubleParticle(form.to_owned())))
}

/// Sentences in another style than 해요체. What stands in quotes is somebody else's.
fn endings(shown: &Shown) -> Vec<Found> {
    let text = &shown.text;
    let mut found = Vec::new();
    let mut quoted = false;
    let mut start = 0;
    let mut report = |start: usize, at: usize, mark: Option<char>| {
        let sentence = text[start..at].trim_end_matches(' ');
        let is_code = shown.kind((start + sentence.len()).saturating_sub(1)) == Kind::Code;
        if !is_code && is_other_style(sentence, mark) {
            let tail = sentence.char_indices().rev().nth(3).map_or(sentence, |(i, _)| &sentence[i..]);
            let from = start + sentence.len() - tail.len();
            let end = at + mark.map_or(0, char::len_utf8);
            found.push((shown.span(from..end), Flaw::PlainEnding(tail.to_owned())));
        }
    };
    for (at, c) in text.char_indices() {
        match c {
            '“' | '‘' => quoted = true,
            '”' | '’' => quoted = false,
            '.' | '?' | '!' | '…' | ':' if !quoted => {
                let next = text[at + c.len_utf8()..].chars().next();
                if next.is_none_or(|c| c == ' ' || c == ')') {
                    report(start, at, Some(c));
                }
                start = at + c.len_utf8();
            }
            ')' if !quoted => {
                report(start, at, None);
                start = at + 1;
            }
            _ => {}
        }
    }
    if !quoted {
        report(start, text.len(), None);
    }
    found
}

/// Whether a sentence that ends with `mark`, or with its paragraph, is not in 해요체.
fn is_other_style(sentence: &str, mark: Option<char>) -> bool {
    /// Plain questions, and how people speak to friends: no noun ends so.
    const ASKED: [&str; 6] = ["는가", "인가", "은가", "한가", "던가", "느냐"];
    const FAMILIAR: [&str; 13] = [
        "아니야",
        "거야",
        "이야",
        "해야 해",
        "야 해",
        "야 돼",
        "했어",
        "있어",
        "없어",
        "않아",
        "하자",
        "하라",
        "해라",
    ];
    let formal = |end: &str| {
        let rest = sentence.strip_suffix(end).and_then(|rest| rest.chars().next_back());
        rest.is_some_and(|c| u32::from(c).checked_sub(0xAC00).is_some_and(|index| index % 28 == 17))
    };
    let is_sentence = matches!(mark, Some('.' | '!' | '?' | '…'));
    let asked = mark == Some('?')
        && (ASKED.iter().any(|end| sentence.ends_with(end))
            || sentence.ends_with('까') && is_future(sentence));
    // 합니다, 됩니까; a name may end in 다: only a sentence that has ended is judged by it.
    formal("니다")
        || formal("니까") && mark != Some(':')
        || sentence.ends_with("십시오")
        || is_sentence && sentence.ends_with('다')
        || asked
        || is_sentence && FAMILIAR.iter().any(|end| sentence.ends_with(end))
}

/// `될까`, `그럴까`: the syllable before 까 ends in ㄹ.
fn is_future(sentence: &str) -> bool {
    let before = sentence.strip_suffix('까').and_then(|rest| rest.chars().next_back());
    before.is_some_and(|c| u32::from(c).checked_sub(0xAC00).is_some_and(|index| index % 28 == 8))
}

/// A Korean text without Hangul whose English is a sentence, or English with Hangul outside quotes, brackets and code.
fn untranslated(passage: &Passage) -> Option<Diagnostic> {
    if passage.is_pair() && passage.role != Role::Name {
        let same = passage.ko.shown.len() == passage.en.shown.len();
        let all = |lang: Lang| -> String {
            passage.half(lang).shown.iter().map(|shown| shown.without_code() + " ").collect()
        };
        if same {
            let pairs = passage.ko.shown.iter().zip(&passage.en.shown);
            for (ko, en) in pairs {
                if is_english(&ko.without_code(), &en.without_code()) {
                    return Some(flaw(&passage.ko.file, ko.all(), Flaw::Untranslated(Lang::Ko)));
                }
            }
        } else if is_english(&all(Lang::Ko), &all(Lang::En)) {
            let first = passage.ko.shown.first()?;
            return Some(flaw(&passage.ko.file, first.all(), Flaw::Untranslated(Lang::Ko)));
        }
        for shown in &passage.ko.shown {
            if let Some(sentence) = english_sentence(shown) {
                return Some(flaw(&passage.ko.file, shown.span(sentence), Flaw::Untranslated(Lang::Ko)));
            }
        }
    }
    passage.en.shown.iter().find_map(|shown| {
        let at = foreign(shown)?;
        let c = shown.text[at..].chars().next()?;
        Some(flaw(&passage.en.file, shown.span(at..at + c.len_utf8()), Flaw::Untranslated(Lang::En)))
    })
}

/// Drawings and texts in fences of an English page that were left in Korean.
pub(super) fn fences(page: &PageText<'_>) -> Vec<Diagnostic> {
    let side = &page.sides[1];
    let blocks = side.parsed.doc.blocks.iter().zip(&side.parsed.blocks);
    let drawn = blocks.filter(|(block, _)| match block {
        Block::Diagram(_) => true,
        Block::Code { language, .. } => language == "text",
        _ => false,
    });
    let left = drawn.filter_map(|(_, range)| {
        let raw = side.source.get(range.clone())?;
        let at = foreign(&Shown::plain(raw))?;
        let start = side.base + range.start + at;
        let len = raw[at..].chars().next()?.len_utf8();
        Some(flaw(&side.file, start..start + len, Flaw::Untranslated(Lang::En)))
    });
    left.collect()
}

/// Whether a Korean text was left in English: no Hangul where the English is a sentence. A list of names is none.
fn is_english(ko: &str, en: &str) -> bool {
    const SMALL: [&str; 12] =
        ["it", "the", "is", "are", "of", "to", "in", "and", "not", "when", "with", "you"];
    let words: Vec<&str> =
        en.split_whitespace().filter(|word| is_lower(word) && !word.ends_with(',')).collect();
    let is_phrase = || words.len() >= 2 && words.iter().any(|word| SMALL.contains(word));
    !ko.chars().any(is_hangul) && (words.len() >= 3 || is_phrase())
}

fn is_lower(word: &&str) -> bool {
    let bare = word.trim_end_matches(['.', ',', '?', ':', ';', '!']);
    !bare.is_empty() && bare.bytes().all(|b| b.is_ascii_lowercase())
}

/// A whole English sentence inside a Korean text, outside quotes and code.
fn english_sentence(shown: &Shown) -> Option<Range<usize>> {
    const FEWEST: usize = 4;
    let text = shown.without_code();
    let mut start = 0;
    for (at, _) in text.match_indices(['.', '?', '!']) {
        let sentence = &text[start..at];
        let set_apart = sentence.contains(['“', '”', '"', '(', ')', ':']) || sentence.chars().any(is_hangul);
        if !set_apart && sentence.split_whitespace().filter(is_lower).count() >= FEWEST {
            let blank = sentence.len() - sentence.trim_start().len();
            return Some(start + blank..at + 1);
        }
        start = at + 1;
    }
    None
}

/// The first Hangul of an English text that nothing sets apart.
fn foreign(shown: &Shown) -> Option<usize> {
    let mut depth = 0_usize;
    let mut quoted = false;
    for (at, c) in shown.text.char_indices() {
        match c {
            '(' | '“' | '‘' | '[' => depth += 1,
            ')' | '”' | '’' | ']' => depth = depth.saturating_sub(1),
            '"' => quoted = !quoted,
            // A single letter, ㅂ, is a key.
            '가'..='힣' if depth == 0 && !quoted && shown.kind(at) != Kind::Code => return Some(at),
            _ => {}
        }
    }
    None
}

/// Spellings that the glossary says to avoid, outside links, quotes and code.
fn avoided(course: &Course, passage: &Passage, lang: Lang) -> Vec<Diagnostic> {
    let half = passage.half(lang);
    let mut found = Vec::new();
    let is_korean = |word: &str| word.chars().any(is_hangul);
    for term in course.glossary().terms() {
        for word in term.avoid.iter().filter(|word| is_korean(word) == (lang == Lang::Ko)) {
            for shown in &half.shown {
                let at = shown.text.match_indices(word.as_str()).map(|(at, _)| at).find(|at| {
                    let before = shown.text[..*at].chars().next_back();
                    shown.kind(*at) == Kind::Plain
                        && before.is_none_or(|c| !c.is_alphanumeric() && !"“‘\"'(".contains(c))
                        && prose::ends_here(&shown.text[at + word.len()..], lang)
                });
                if let Some(at) = at {
                    let instead = term.name.get(lang).to_owned();
                    let problem = Flaw::Avoided { found: word.clone(), instead };
                    found.push(flaw(&half.file, shown.span(at..at + word.len()), problem));
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Shown {
        Shown::inline(text, 0)
    }

    fn wrong(text: &str) -> Vec<String> {
        let korean = by_last_run(["태스크 정의", "태스크", "역할", "리전"].map(str::to_owned).into_iter());
        let lexicon = Lexicon { names: vec![("elastic beanstalk".into(), Ending::Open)], korean };
        let found = particles(&lexicon, &shown(text)).into_iter();
        let right = found.map(|(_, flaw)| match flaw {
            Flaw::WrongParticle { right, .. } => right,
            other => format!("{other:?}"),
        });
        right.collect()
    }

    #[test]
    fn particles_after_links_code_brackets_and_quotes() {
        for (text, right) in [
            ("[태스크](term:task)은 멈춰요", "태스크는"),
            ("`web:4`은 그대로예요", "web:4는"),
            ("ECS(Elastic Container Service)을 써요", "Service)를"),
            ("[ECS](term:ecs)(Elastic Container Service)을", "Service)를"),
            ("“태스크”은", "태스크는"),
            ("**역할**를", "역할을"),
            ("Elastic Beanstalk은 무료예요", "Beanstalk는"),
            ("[IAM](term:iam)가 아니라", "IAM이"),
            ("태스크은 멈춰요", "태스크는"),
            ("새 태스크 정의을 등록해요", "정의를"),
            ("리전가 달라요", "리전이"),
            ("시간를 줄여요", "시간을"),
        ] {
            let found = wrong(text);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            let end = right.rsplit(')').next().unwrap_or(right);
            assert!(found[0].ends_with(end), "{text}: {found:?}");
        }
        for text in [
            "[태스크](term:task)는 멈춰요",
            "`essential`은 켜져 있고 `cpu`는 꺼져요",
            "컨테이너(container)가 떠요",
            "EC2 이야기와 ECS 로그",
            "ECS로그인은 달라요",
            "3가지, 2개월, 1과 2, 10만 건",
            "Elastic Beanstalk는 무료예요",
            "“알아서 늘어난다”는 말은",
            "마을에 가을이 와요. 다음을 봐요. 노을을 봐요",
            "짐을 지을 사람, 나을 거예요",
            "흐를 때, 다를 수도, 들를 수 있어요, 값을 치를 때",
            "역할로 가요. 역할이라고 해요. 태스크라는 말",
            "서브태스크은 다른 말이에요",
        ] {
            assert_eq!(wrong(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn sentences_in_another_style() {
        for text in [
            "서버를 빌려줍니다.",
            "왜 그렇습니까?",
            "태스크가 멈춘다. 그래서 새로 떠요.",
            "(새로 띄운다.)",
            "서버를 빌려줍니다",
            "다음과 같습니다:",
            "왜 그렇게 됩니까?",
            "왜 그럴까?",
            "왜 멈추는가?",
            "무엇이 답인가?",
            "명령을 실행하라.",
            "서버가 아니야.",
            "서버를 멈춰야 해.",
            "서버를 빌려요(사지 않습니다).",
            "아직 모릅니다…",
        ] {
            assert_eq!(endings(&shown(text)).len(), 1, "{text}");
        }
        for text in [
            "“태스크가 멈춘다.”라고 했어요.",
            "2026.11에 바뀌었어요.",
            "싸니까요. 그래서 써요.",
            "싸니까: 그래서 써요",
            "왜 그럴까요?",
            "무엇인가요?",
            "한마디로 바다",
            "`멈춘다`",
            "서버(빌린 것)를 써요.",
            "“좋다”",
            "한 줄 요약: 빌려 쓴다",
            "`끝난다.`를 출력해요.",
        ] {
            assert_eq!(endings(&shown(text)).len(), 0, "{text}");
        }
    }

    #[test]
    fn korean_in_english() {
        assert_eq!(foreign(&shown("Write 태스크 here")), Some(6));
        for text in ["Press `ㅂ` or ㅂ", "The word “작업” is old", "a task (태스크)", "`한글`"] {
            assert_eq!(foreign(&shown(text)), None, "{text}");
        }
    }
}
