//! Flaws of single questions: what lets a learner guess, or learn nothing from an answer.

use std::ops::Range;

use super::{Flaw, flaw, folded, passage::PageText, shown::Shown};
use crate::{
    course::{
        AnswerOption, Course, Diagnostic, Files, Kind, Question, question,
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
pub(super) fn questions(files: &Files, course: &Course, lesson: usize, rare: &Rare) -> Vec<Diagnostic> {
    let path = question::path(&course.lessons[lesson].id);
    let (root, _) = read(files.text(&path));
    let mut found = Vec::new();
    for question in course.questions(lesson) {
        let Some(node) = node_of(&root, &question.id) else { continue };
        let asked = Asked { question, node, path: &path, rare };
        asked.stem(&mut found);
        asked.options(&mut found);
        asked.reasons(&mut found);
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

/// The text without marks.
fn plain(text: &str) -> String {
    Shown::inline(text, 0).text
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
            if let Some(words) = negative(stem, lang) {
                self.report(found, self.span(&["stem", lang.code()]), Flaw::NegativeStem(words));
            }
        }
    }

    fn options(&self, found: &mut Vec<Diagnostic>) {
        let question = self.question;
        let chosen = matches!(question.kind, Kind::Single | Kind::Multiple);
        if question.kind == Kind::Multiple && question.options.iter().all(|option| option.correct) {
            self.report(found, self.span(&["options"]), Flaw::AllCorrect);
        }
        for lang in Lang::ALL {
            for (i, option) in question.options.iter().enumerate() {
                let text = option.text.get(lang);
                if let Some(words) = all_or_none(text, lang) {
                    self.report(
                        found,
                        self.option_span(option, &["text", lang.code()]),
                        Flaw::AllOrNone(words),
                    );
                }
                for other in &question.options[..i] {
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
            if let Some(lang) = Lang::ALL.into_iter().find(|lang| says_nothing(option, *lang)) {
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

    fn hints(&self, found: &mut Vec<Diagnostic>) {
        let question = self.question;
        if !matches!(question.kind, Kind::Single | Kind::Multiple) {
            return;
        }
        for option in question.options.iter().filter(|option| option.correct) {
            for lang in Lang::ALL {
                let answer = folded(&plain(option.text.get(lang)));
                let telling = |hint: &&Text| folded(&plain(hint.get(lang))).contains(&answer);
                let known = folded(&plain(question.stem.get(lang))).contains(&answer);
                if answer.chars().count() >= 4 && !known && question.hints.iter().any(|hint| telling(&hint)) {
                    let shown = option.text.get(lang).to_owned();
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

/// The words with which a stem asks for what is not so, unless they are bold.
fn negative(stem: &str, lang: Lang) -> Option<String> {
    let shown = Shown::inline(stem, 0).text;
    let words = match lang {
        Lang::Ko => negative_korean(&shown),
        Lang::En => negative_english(&shown),
    }?;
    (!stem.contains(&format!("**{words}")) && !stem.contains(&format!("{words}**"))).then_some(words)
}

fn negative_korean(stem: &str) -> Option<String> {
    const MODIFIERS: [&str; 7] = ["아닌", "않는", "않은", "않을", "틀린", "잘못된", "없는"];
    const NOUNS: [&str; 8] = ["것은", "것을", "설명은", "말은", "문장은", "답은", "것이", "보기는"];
    let question = last_sentence(stem);
    let pairs =
        MODIFIERS.iter().flat_map(|modifier| NOUNS.iter().map(move |noun| format!("{modifier} {noun}")));
    let asks = ["무엇", "어느", "고르", "어떤"].iter().any(|word| question.contains(word));
    let mut said = pairs.filter(|pair| question.contains(pair.as_str()));
    said.find(|pair| asks || question.ends_with(pair.as_str()))
}

/// The question itself, after the scene.
fn last_sentence(stem: &str) -> &str {
    let bare = stem.trim_end_matches(['?', '.', '!', ' ']);
    bare.rfind(['.', '?', '!', ':']).map_or(bare, |at| &bare[at + 1..])
}

fn negative_english(stem: &str) -> Option<String> {
    let question = last_sentence(stem).to_lowercase();
    let words: Vec<&str> = question.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').collect();
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    if words.contains(&"except") {
        return Some("except".into());
    }
    let which = words.iter().position(|word| *word == "which")?;
    let is_not = |word: &str| word == "not" || word.ends_with("n't") || word.ends_with("n’t");
    // “which … is not”, not “which of them runs when it is not stopped”.
    let near = words[which..].iter().take(7).position(|word| is_not(word))?;
    let verb = words.get((which + near).checked_sub(1)?)?;
    let is_verb = ["is", "are", "does", "do", "can", "was", "will", "would", "must", "should"].contains(verb);
    let word = words[which + near];
    (is_verb || word != "not").then(|| word.to_owned())
}

/// The words with which an option points to other options.
fn all_or_none(text: &str, lang: Lang) -> Option<String> {
    const KO: [&str; 14] = [
        "위의 모든",
        "위 모두",
        "모두 맞",
        "모두 옳",
        "모두 정답",
        "모두 틀",
        "모두 해당",
        "정답 없음",
        "정답이 없",
        "답이 없",
        "해당 없음",
        "보기 모두",
        "위의 것",
        "위 보기",
    ];
    const EN: [&str; 10] = [
        "all of the above",
        "none of the above",
        "all of these",
        "none of these",
        "both of the above",
        "the above",
        "all of them are",
        "none of them is",
        "both a and b",
        "a and b are",
    ];
    let plain = plain(text).to_lowercase();
    let words: &[&str] = if lang == Lang::Ko { &KO } else { &EN };
    words.iter().find(|words| plain.contains(**words)).map(|words| (*words).to_owned())
}

/// What two options of a question say twice.
fn overlap(text: &str, other: &str, chosen: bool) -> Option<Flaw> {
    let (text, other) = (plain(text), plain(other));
    let (a, b) = (squeezed(&text), squeezed(&other));
    if a.trim().is_empty() || b.trim().is_empty() {
        return None;
    }
    if a == b {
        return Some(Flaw::SameOptions(text));
    }
    let (inner, outer) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let long_enough = inner.split_whitespace().count() >= 2;
    (chosen && long_enough && outer.contains(&inner)).then(|| {
        let (inner, outer) = if text.len() < other.len() { (text, other) } else { (other, text) };
        Flaw::NestedOptions { inner, outer }
    })
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

/// Whether the `why` of an option says only that it is right or wrong, or what the option says.
fn says_nothing(option: &AnswerOption, lang: Lang) -> bool {
    const KO: [&str; 16] = [
        "맞아요",
        "맞습니다",
        "맞다",
        "정답이에요",
        "정답입니다",
        "정답",
        "옳아요",
        "틀려요",
        "틀렸어요",
        "틀립니다",
        "오답이에요",
        "오답",
        "아니에요",
        "아닙니다",
        "잘못된설명이에요",
        "맞는설명이에요",
    ];
    const EN: [&str; 14] = [
        "correct",
        "right",
        "true",
        "yes",
        "wrong",
        "incorrect",
        "false",
        "no",
        "thatisright",
        "thatiscorrect",
        "thatiswrong",
        "thisisright",
        "thisiscorrect",
        "thisiswrong",
    ];
    let why = folded(&plain(option.why.get(lang)));
    let words: &[&str] = if lang == Lang::Ko { &KO } else { &EN };
    words.contains(&why.as_str()) || why == folded(&plain(option.text.get(lang)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_that_ask_for_what_is_not_so() {
        for (stem, lang) in [
            ("ECS에 대한 설명으로 옳지 않은 것은 무엇일까요?", Lang::Ko),
            ("다음 가운데 EC2가 아닌 것은?", Lang::Ko),
            ("맞지 않는 것을 고르세요.", Lang::Ko),
            ("Which of these is not a launch type?", Lang::En),
            ("Which statement isn't true?", Lang::En),
            ("Everything below costs money, except", Lang::En),
            ("A task stops. Which of the following does not happen?", Lang::En),
        ] {
            assert!(negative(stem, lang).is_some(), "{stem}");
        }
        for (stem, lang) in [
            ("왜 비용이 줄지 않을까요?", Lang::Ko),
            ("지우지 않은 볼륨은 어떻게 될까요?", Lang::Ko),
            ("다음 가운데 EC2가 **아닌 것은** 무엇일까요?", Lang::Ko),
            ("Why does the task not start?", Lang::En),
            ("It does not start. Which setting is wrong?", Lang::En),
            ("Which of these is **not** a launch type?", Lang::En),
            ("Which one runs, whether or not it is asked?", Lang::En),
        ] {
            assert_eq!(negative(stem, lang), None, "{stem}");
        }
    }

    #[test]
    fn options_that_point_to_others() {
        for (text, lang) in [
            ("위의 모든 것", Lang::Ko),
            ("모두 맞다", Lang::Ko),
            ("정답 없음", Lang::Ko),
            ("**All of the above**", Lang::En),
            ("None of these", Lang::En),
        ] {
            assert!(all_or_none(text, lang).is_some(), "{text}");
        }
        for (text, lang) in [("세 서버 모두 멈춘다", Lang::Ko), ("All of the tasks stop", Lang::En)] {
            assert_eq!(all_or_none(text, lang), None, "{text}");
        }
    }

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

    #[test]
    fn reasons_that_give_none() {
        let option = |text: &str, why: &str| AnswerOption {
            id: String::new(),
            text: Text { ko: text.to_owned(), en: text.to_owned() },
            pair: Text::default(),
            correct: false,
            why: Text { ko: why.to_owned(), en: why.to_owned() },
        };
        assert!(says_nothing(&option("멈춘다", "틀려요."), Lang::Ko));
        assert!(says_nothing(&option("It stops", "it stops."), Lang::En));
        assert!(says_nothing(&option("It stops", "That is right!"), Lang::En));
        assert!(!says_nothing(&option("멈춘다", "맞아요. essential이라서요."), Lang::Ko));
        assert!(!says_nothing(&option("", "Wrong unit."), Lang::En));
    }
}
