//! Korean and its place beside English: particles, register, untranslated texts, spellings.

use super::{
    Flaw, flaw,
    passage::{Passage, Role},
    prose,
    shown::{Kind, Shown},
};
use crate::{
    course::{Course, Diagnostic},
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
}

impl Lexicon {
    pub(super) fn of(course: &Course) -> Lexicon {
        let terms = course.glossary().terms().iter().filter(|term| !term.reading.is_empty());
        let latin = terms.filter(|term| term.name.ko.ends_with(|c: char| c.is_ascii_alphanumeric()));
        let known =
            latin.filter_map(|term| Some((term.name.ko.to_lowercase(), josa::ending(&term.reading, false)?)));
        let mut names: Vec<_> = known.collect();
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        Lexicon { names }
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

type Found = (std::ops::Range<usize>, Flaw);

/// Particles that do not fit the word before them: after Latin letters and digits, after brackets and quotes, and after
/// a link, a code span or bold, where the word is known to end.
fn particles(lexicon: &Lexicon, shown: &Shown) -> Vec<Found> {
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
const DOUBLE: [&str; 11] = [
    "은(는)", "는(은)", "이(가)", "가(이)", "을(를)", "를(을)", "와(과)", "과(와)", "(으)로", "(이)라",
    "(이)나",
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
    for (at, c) in text.char_indices() {
        match c {
            '“' | '‘' => quoted = true,
            '”' | '’' => quoted = false,
            '.' | '?' | '!' if !quoted => {
                let sentence = &text[start..at];
                let next = text[at + 1..].chars().next();
                let ends = next.is_none_or(|c| c == ' ' || c == ')');
                if ends && is_other_style(sentence) && shown.kind(at) != Kind::Code {
                    let tail = sentence.char_indices().rev().nth(3).map_or(sentence, |(i, _)| &sentence[i..]);
                    let from = at - tail.len();
                    found.push((shown.span(from..at + 1), Flaw::PlainEnding(tail.to_owned())));
                }
                start = at + 1;
            }
            _ => {}
        }
    }
    found
}

fn is_other_style(sentence: &str) -> bool {
    let formal = ["니다", "습니까", "입니까", "십시오"];
    sentence.ends_with('다') || formal.iter().any(|ending| sentence.ends_with(ending))
}

/// A Korean text without Hangul whose English is a sentence, or English with Hangul outside quotes, brackets and code.
fn untranslated(passage: &Passage) -> Option<Diagnostic> {
    let joined = |lang: Lang| -> String {
        passage.half(lang).shown.iter().map(|shown| shown.without_code() + " ").collect()
    };
    if passage.is_pair() && passage.role != Role::Name {
        let english = joined(Lang::En);
        let is_word = |word: &&str| {
            let bare = word.trim_end_matches(['.', ',', '?', ':', ';']);
            !bare.is_empty() && bare.bytes().all(|b| b.is_ascii_lowercase())
        };
        let words = english.split_whitespace().filter(is_word);
        if words.count() >= 3 && !joined(Lang::Ko).chars().any(is_hangul) {
            let first = passage.ko.shown.first()?;
            return Some(flaw(&passage.ko.file, first.all(), Flaw::Untranslated(Lang::Ko)));
        }
    }
    passage.en.shown.iter().find_map(|shown| {
        let at = foreign(shown)?;
        let c = shown.text[at..].chars().next()?;
        Some(flaw(&passage.en.file, shown.span(at..at + c.len_utf8()), Flaw::Untranslated(Lang::En)))
    })
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
        let lexicon = Lexicon { names: vec![("elastic beanstalk".into(), Ending::Open)] };
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
            "태스크은 이음매를 알 수 없어요",
        ] {
            assert_eq!(wrong(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn sentences_in_another_style() {
        for text in
            ["서버를 빌려줍니다.", "왜 그렇습니까?", "태스크가 멈춘다. 그래서 새로 떠요.", "(새로 띄운다.)"]
        {
            assert_eq!(endings(&shown(text)).len(), 1, "{text}");
        }
        for text in [
            "“태스크가 멈춘다.”라고 했어요.",
            "2026.11에 바뀌었어요.",
            "싸니까요. 그래서 써요.",
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
