//! Flaws of single questions: what lets a learner guess, or learn nothing from an answer.

use std::ops::Range;

use super::{
    Flaw, flaw, folded,
    korean::{self, Lexicon},
    passage::PageText,
    shown::Shown,
    wording::{self, plain},
};
use crate::{
    course::{
        AnswerOption, Blank, Course, Diagnostic, Files, Kind, Question,
        diagnostic::Problem,
        question,
        syntax::{Node, Value, read},
    },
    lang::{Lang, Text, hangul::is_hangul},
};

/// A question and where it stands.
struct Asked<'q, 'n> {
    question: &'q Question,
    node: &'n Node<'n>,
    path: &'q str,
    rare: &'q Rare,
}

/// The most often that a rare word is said in all the pages of a course.
const RARE: usize = 3;

/// What the pages say, for telling rare words from those everybody uses.
pub(super) struct Rare {
    /// Korean and English, in lower case.
    prose: [String; 2],
}

impl Rare {
    pub(super) fn of(pages: &[PageText<'_>]) -> Rare {
        let prose =
            [0, 1].map(|i| pages.iter().map(|page| page.sides[i].source.to_lowercase() + "\n").collect());
        Rare { prose }
    }

    fn is(&self, word: &str, lang: Lang) -> bool {
        self.prose[lang as usize].matches(word).take(RARE + 1).count() <= RARE
    }
}

/// The flaws of the questions of a lesson.
pub(super) fn questions(
    files: &Files,
    course: &Course,
    lesson: usize,
    (rare, lexicon): (&Rare, &Lexicon),
) -> Vec<Diagnostic> {
    let path = question::path(&course.lessons[lesson].id);
    let (root, _) = read(files.text(&path));
    let mut found = Vec::new();
    for question in course.questions(lesson) {
        let Some(node) = node_of(&root, &question.id) else { continue };
        let asked = Asked { question, node, path: &path, rare };
        asked.stem(&mut found);
        asked.options(&mut found);
        asked.reasons(&mut found);
        asked.typed_reasons(&mut found);
        asked.typed_stem(lexicon, &mut found);
        asked.hints(&mut found);
        let teaches = course.lesson(&question.lesson);
        if field(node, "source").is_none() && teaches.is_some_and(|lesson| !lesson.sources.is_empty()) {
            found.push(flaw(&path, asked.span(&["id"]), Flaw::NoSource));
        }
    }
    found
}

/// The struct with `id` in the list `questions` of a bank.
pub(super) fn node_of<'n>(root: &'n Node<'n>, id: &str) -> Option<&'n Node<'n>> {
    let Value::List(nodes) = &field(root, "questions")?.value else { return None };
    nodes.iter().find(|node| is_named(node, id))
}

fn is_named(node: &Node<'_>, id: &str) -> bool {
    matches!(field(node, "id").map(|node| &node.value), Some(Value::Str(text)) if text.trim() == id)
}

fn field<'n>(node: &'n Node<'n>, name: &str) -> Option<&'n Node<'n>> {
    let Value::Struct(fields) = &node.value else { return None };
    fields.iter().find(|field| field.name == name).map(|field| &field.node)
}

impl Asked<'_, '_> {
    fn report(&self, found: &mut Vec<Diagnostic>, span: Range<usize>, problem: Flaw) {
        found.push(flaw(self.path, span, problem));
    }

    /// Where the field at the end of `names` stands, or as much of the way as there is.
    fn span(&self, names: &[&str]) -> Range<usize> {
        inside(self.node, names)
    }

    fn option_span(&self, option: &AnswerOption, names: &[&str]) -> Range<usize> {
        let Some(Node { value: Value::List(nodes), .. }) = field(self.node, "options") else {
            return self.span(&[]);
        };
        let node = nodes.iter().find(|node| is_named(node, &option.id));
        node.map_or_else(|| self.span(&[]), |node| inside(node, names))
    }

    fn stem(&self, found: &mut Vec<Diagnostic>) {
        for lang in Lang::ALL {
            let stem = self.question.stem.get(lang);
            let span = || self.span(&["stem", lang.code()]);
            if let Some(words) = wording::negative(stem, lang) {
                self.report(found, span(), Flaw::NegativeStem(words));
            }
            if self.question.kind == Kind::Multiple {
                let right = self.question.options.iter().filter(|option| option.correct).count();
                match wording::how_many(stem, right, lang) {
                    Ok(true) => {}
                    Ok(false) => self.report(found, span(), Flaw::HowMany { asked: None, right }),
                    Err(asked) => self.report(found, span(), Flaw::HowMany { asked: Some(asked), right }),
                }
            }
        }
    }

    fn options(&self, found: &mut Vec<Diagnostic>) {
        let question = self.question;
        let chosen = matches!(question.kind, Kind::Single | Kind::Multiple);
        // It can be asked all the same, but two options are a coin to toss, and more than these nobody reads.
        let (least, most) = if question.kind == Kind::Single { (3, 5) } else { (3, 6) };
        let count = question.options.len();
        if chosen && !(least..=most).contains(&count) {
            let problem = Problem::OptionCount { found: count, least, most };
            found.push(Diagnostic { file: self.path.to_owned(), span: self.span(&["options"]), problem });
        }
        if question.kind == Kind::Multiple && question.options.iter().all(|option| option.correct) {
            self.report(found, self.span(&["options"]), Flaw::AllCorrect);
        }
        for lang in Lang::ALL {
            for (i, option) in question.options.iter().enumerate() {
                let text = option.text.get(lang);
                // In a pair, “none” is a name.
                let points = question.kind != Kind::Matching;
                if let Some(words) = wording::all_or_none(text, question.stem.get(lang), lang)
                    && points
                {
                    self.report(
                        found,
                        self.option_span(option, &["text", lang.code()]),
                        Flaw::AllOrNone(words),
                    );
                }
                for other in &question.options[..i] {
                    let (one, two) = (option.pair.get(lang), other.pair.get(lang));
                    if question.kind == Kind::Matching && compared(&plain(one)) == compared(&plain(two)) {
                        let span = self.option_span(option, &["pair", lang.code()]);
                        self.report(found, span, Flaw::SameOptions(one.to_owned()));
                    }
                    if let Some(problem) = overlap(text, other.text.get(lang), chosen) {
                        self.report(found, self.option_span(option, &["text", lang.code()]), problem);
                    }
                }
            }
            if question.kind == Kind::Single
                && let Some(word) = echoed(question, self.rare, lang)
            {
                self.report(found, self.span(&["stem", lang.code()]), Flaw::AnswerInStem(word));
            }
        }
    }

    fn reasons(&self, found: &mut Vec<Diagnostic>) {
        let options = &self.question.options;
        for (i, option) in options.iter().enumerate() {
            let span = |lang: Lang| self.option_span(option, &["why", lang.code()]);
            let is_empty =
                |lang: &Lang| wording::says_nothing(option.why.get(*lang), option.text.get(*lang), *lang);
            if let Some(lang) = Lang::ALL.into_iter().find(is_empty) {
                self.report(found, span(lang), Flaw::EmptyWhy);
            }
            let same = |other: &&AnswerOption| {
                Lang::ALL.iter().any(|lang| folded(other.why.get(*lang)) == folded(option.why.get(*lang)))
            };
            if let Some(first) = options[..i].iter().find(same) {
                self.report(found, span(Lang::Ko), Flaw::SameWhy { first: first.id.clone() });
            }
        }
    }

    /// The reasons for answers that are typed, the same way.
    fn typed_reasons(&self, found: &mut Vec<Diagnostic>) {
        let question = self.question;
        let near = match &question.kind {
            Kind::Number(number) => number.near.as_slice(),
            _ => &[],
        };
        let number = near.iter().map(|near| (&near.why, String::new()));
        let typed = question.kind.typed().flat_map(|typed| {
            let near =
                typed.near.iter().flat_map(|near| near.accept.first().map(|text| (&near.why, text.clone())));
            near.chain([(&typed.why, typed.answer.en.clone())])
        });
        for (why, text) in number.chain(typed) {
            if Lang::ALL.into_iter().any(|lang| wording::says_nothing(why.get(lang), &text, lang)) {
                let place = self.place_of(&why.ko).unwrap_or_else(|| self.span(&[]));
                self.report(found, place, Flaw::EmptyWhy);
            }
        }
    }

    /// Where a text of this question stands.
    fn place_of(&self, text: &str) -> Option<Range<usize>> {
        fn search(node: &Node<'_>, text: &str) -> Option<Range<usize>> {
            match &node.value {
                Value::Str(found) => (found.trim() == text).then(|| node.span.clone()),
                Value::Struct(fields) => fields.iter().find_map(|field| search(&field.node, text)),
                Value::List(nodes) | Value::Tuple(nodes) => nodes.iter().find_map(|node| search(node, text)),
                _ => None,
            }
        }
        search(self.node, text)
    }

    /// A blank with a particle that does not fit its answer, and an answer that the stem tells.
    fn typed_stem(&self, lexicon: &Lexicon, found: &mut Vec<Diagnostic>) {
        let question = self.question;
        if let Kind::FillIn(blanks) = &question.kind {
            let fill = |stem: String, blank: &Blank| {
                stem.replace(&format!("{{{}}}", blank.id), &format!("**{}**", blank.answer.answer.ko))
            };
            let filled = blanks.iter().fold(question.stem.ko.clone(), fill);
            let shown = Shown::somewhere(&filled, self.span(&["stem", "ko"]));
            let before = Shown::somewhere(&question.stem.ko, self.span(&["stem", "ko"]));
            let known = korean::particles(lexicon, &before);
            let wrong =
                korean::particles(lexicon, &shown).into_iter().filter(|problem| !known.contains(problem));
            found.extend(wrong.map(|(span, problem)| flaw(self.path, span, problem)));
        }
        for lang in Lang::ALL {
            let stem = plain(question.stem.get(lang)).to_lowercase();
            let tells = |answer: &str| {
                let answer = answer.to_lowercase();
                let long = if answer.chars().any(is_hangul) { 2 } else { 4 };
                answer.chars().count() >= long && stem.contains(&answer)
            };
            if let Some(typed) = question.kind.typed().find(|typed| tells(typed.answer.get(lang))) {
                let word = typed.answer.get(lang).to_owned();
                self.report(found, self.span(&["stem", lang.code()]), Flaw::AnswerInStem(word));
            }
        }
    }

    fn hints(&self, found: &mut Vec<Diagnostic>) {
        let question = self.question;
        let chosen = matches!(question.kind, Kind::Single | Kind::Multiple);
        let options =
            question.options.iter().filter(|option| chosen && option.correct).map(|option| &option.text);
        for answer in options.chain(question.kind.typed().map(|typed| &typed.answer)) {
            for lang in Lang::ALL {
                let shown = answer.get(lang).to_owned();
                let answer = folded(&plain(&shown));
                let telling = |hint: &&Text| folded(&plain(hint.get(lang))).contains(&answer);
                let known = folded(&plain(question.stem.get(lang))).contains(&answer);
                if answer.chars().count() >= 4 && !known && question.hints.iter().any(|hint| telling(&hint)) {
                    self.report(found, self.span(&["hints"]), Flaw::HintTells(shown));
                }
            }
        }
    }
}

fn inside(node: &Node<'_>, names: &[&str]) -> Range<usize> {
    let mut node = node;
    for name in names {
        match field(node, name) {
            Some(inner) => node = inner,
            None => return node.span.start..node.span.start + 1,
        }
    }
    node.span.clone()
}

/// What two options of a question say twice.
fn overlap(text: &str, other: &str, chosen: bool) -> Option<Flaw> {
    let (text, other) = (plain(text), plain(other));
    let (a, b) = (squeezed(&text), squeezed(&other));
    if a.trim().is_empty() || b.trim().is_empty() {
        return None;
    }
    if a == b || compared(&text) == compared(&other) {
        return Some(Flaw::SameOptions(text));
    }
    let (inner, outer) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let long_enough = inner.split_whitespace().count() >= 2;
    (chosen && long_enough && outer.contains(&inner)).then(|| {
        let (inner, outer) = if text.len() < other.len() { (text, other) } else { (other, text) };
        Flaw::NestedOptions { inner, outer }
    })
}

/// A text as a learner would tell it from another: without case, blanks, the marks around and between words and the
/// commas of thousands. Signs of numbers and whatever code is made of stay.
fn compared(text: &str) -> String {
    let mut out = String::new();
    let mut before = ' ';
    for c in text.trim_end_matches(['.', '!', '?', ' ']).chars().flat_map(char::to_lowercase) {
        let joins = c == '-' && before.is_alphabetic() || ",;:“”‘’\"'()".contains(c);
        if !c.is_whitespace() && !joins {
            out.push(c);
        }
        before = c;
    }
    out
}

/// In lower case with blanks around every word, so that only whole words are found in it; signs of numbers stay.
fn squeezed(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || ",.;:()“”\"'`".contains(c) && c != '.');
    let words = words.filter(|word| !word.is_empty()).map(str::to_lowercase);
    words.fold(String::from(" "), |line, word| line + &word + " ")
}

/// A rare word of the stem that stands in the correct option and in no other.
fn echoed(question: &Question, rare: &Rare, lang: Lang) -> Option<String> {
    let correct = question.options.iter().find(|option| option.correct)?;
    let stem = words(question.stem.get(lang), lang);
    let others = question.options.iter().filter(|option| !option.correct);
    let others: Vec<String> = others.map(|option| plain(option.text.get(lang)).to_lowercase()).collect();
    let answer = words(correct.text.get(lang), lang);
    let shared = answer.into_iter().filter(|word| stem.contains(word));
    let mut told = shared.filter(|word| !others.iter().any(|other| other.contains(word.as_str())));
    told.find(|word| rare.is(word, lang))
}

/// The words of a text that are long enough to tell something; Korean ones without their particle.
fn words(text: &str, lang: Lang) -> Vec<String> {
    let plain = plain(text).to_lowercase();
    let words = plain.split(|c: char| !c.is_alphanumeric());
    let told = words.filter_map(|word| match lang {
        Lang::En => {
            (word.len() >= 4 && word.bytes().all(|b| b.is_ascii_alphabetic())).then(|| word.to_owned())
        }
        Lang::Ko => {
            let stem = without_particle(word);
            (stem.chars().count() >= 2 && stem.chars().all(is_hangul)).then(|| stem.to_owned())
        }
    });
    told.collect()
}

fn without_particle(word: &str) -> &str {
    let cuts = word.char_indices().skip(2).map(|(at, _)| at);
    cuts.into_iter().find(|at| crate::lang::josa::is_particle(&word[*at..])).map_or(word, |at| &word[..at])
}
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_that_say_the_same() {
        let is_same = |a, b| matches!(overlap(a, b, true), Some(Flaw::SameOptions(_)));
        let is_nested = |a, b| matches!(overlap(a, b, true), Some(Flaw::NestedOptions { .. }));
        assert!(is_same("`web:8`", "web:8"));
        assert!(is_same("A  task", "a task"));
        assert!(is_nested("the task stops", "the task stops, and then starts"));
        for (a, b) in [
            ("1 vCPU", "11 vCPU"),
            ("0.5 GB", "0.25 GB"),
            ("task role", "task roles"),
            ("태스크", "태스크 역할"),
        ] {
            assert_eq!(overlap(a, b, true), None, "{a} {b}");
        }
        assert_eq!(overlap("first stop", "first stop it", false), None);
    }
}
