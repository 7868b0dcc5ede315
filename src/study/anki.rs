//! Questions and terms as notes of Anki, in its text format.
//!
//! The format is Anki's “File Headers” (docs.ankiweb.net/importing/text-files): tab-separated fields in double quotes,
//! HTML in them. Notes keep their GUID, so that importing a newer export updates them and keeps Anki's own schedule.

use std::fmt::Write as _;

use crate::{
    course::{AnswerOption, Course, Kind, Question, Term, markdown},
    lang::{Lang, Text},
    study::progress::Progress,
};

/// Which notes are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Questions that the learner answered and terms whose cards they opened.
    Met,
    /// Everything in the course.
    All,
}

/// The notes of `course`, in one language or both.
#[must_use]
pub fn export(course: &Course, progress: &Progress, scope: Scope, langs: &[Lang]) -> String {
    let mut out = String::from(
        "#separator:tab\n#html:true\n#columns:GUID\tNotetype\tDeck\tTags\tFront\tBack\n#guid column:1\n\
         #notetype column:2\n#deck column:3\n#tags column:4\n",
    );
    for lesson in 0..course.lessons.len() {
        for question in course.questions(lesson) {
            if scope == Scope::All || progress.history_of(question).is_some() {
                let tags = format!("seodang {}", question.lesson);
                let guid = format!("seodang:{}", question.id);
                let (front, back) = (asked(question, langs), answered(question, langs));
                note(&mut out, [&guid, "Basic", "Seodang", &tags, &front, &back]);
            }
        }
    }
    for term in course.glossary().terms() {
        let is_met =
            std::iter::once(&term.id).chain(&term.aliases).any(|id| progress.opened_terms().contains(id));
        if scope == Scope::All || is_met {
            let guid = format!("seodang:term:{}", term.id);
            let kind = "Basic (and reversed card)";
            let [front, back] = [Lang::Ko, Lang::En].map(|lang| name(term, lang, langs));
            note(&mut out, [&guid, kind, "Seodang", "seodang glossary", &front, &back]);
        }
    }
    out
}

fn note(out: &mut String, fields: [&str; 6]) {
    let quoted =
        fields.map(|field| format!("\"{}\"", field.replace('"', "\"\"").replace(['\n', '\t', '\r'], " ")));
    out.push_str(&quoted.join("\t"));
    out.push('\n');
}

/// A term in `lang`; what it is stands with the name in the language that is not asked for.
fn name(term: &Term, lang: Lang, langs: &[Lang]) -> String {
    let mut html = format!("<b>{}</b>", escaped(&term.title(lang)));
    if langs.contains(&lang) {
        let _ = write!(html, "<br><small>{}</small>", inline(term.short.get(lang)));
    }
    html
}

fn asked(question: &Question, langs: &[Lang]) -> String {
    let mut html = String::new();
    for lang in langs {
        let stem: String = question.stem(*lang).iter().map(|part| part.text.as_str()).collect();
        let _ = write!(html, "<p>{}</p>", escaped(&stem));
        let items: Vec<String> = match question.kind {
            Kind::TrueFalse => Vec::new(),
            // The right order, and what belongs together, are the answer.
            Kind::Ordering | Kind::Matching => sorted(question, |option| option.text.get(*lang).to_owned()),
            _ => question.options.iter().map(|option| inline(option.text.get(*lang))).collect(),
        };
        list(&mut html, &items);
        if question.kind == Kind::Matching {
            list(&mut html, &sorted(question, |option| option.pair.get(*lang).to_owned()));
        }
    }
    html
}

fn sorted(question: &Question, text: impl Fn(&AnswerOption) -> String) -> Vec<String> {
    let mut texts: Vec<String> = question.options.iter().map(text).collect();
    texts.sort();
    texts.iter().map(|text| inline(text)).collect()
}

fn answered(question: &Question, langs: &[Lang]) -> String {
    let mut html = String::new();
    for lang in langs {
        match &question.kind {
            Kind::Number(answer) => {
                let value = format!("{} {}", answer.value, answer.unit.get(*lang));
                let _ = write!(html, "<p><b>{}</b></p>", escaped(value.trim_end()));
            }
            Kind::Typed(_) | Kind::FillIn(_) => {
                let items: Vec<String> = question
                    .kind
                    .typed()
                    .map(|typed| with_why(typed.answer.get(*lang), &typed.why, *lang, true))
                    .collect();
                list(&mut html, &items);
            }
            kind => {
                let items: Vec<String> = question
                    .options
                    .iter()
                    .map(|option| {
                        let text = match kind {
                            Kind::TrueFalse => truth(option, *lang).to_owned(),
                            Kind::Matching => {
                                format!("{} → {}", option.text.get(*lang), option.pair.get(*lang))
                            }
                            _ => option.text.get(*lang).to_owned(),
                        };
                        with_why(&text, &option.why, *lang, option.correct)
                    })
                    .collect();
                list(&mut html, &items);
            }
        }
        let explanation = question.explanation.get(*lang);
        if !explanation.is_empty() {
            let _ = write!(html, "<p>{}</p>", inline(explanation));
        }
    }
    html
}

fn truth(option: &AnswerOption, lang: Lang) -> &'static str {
    if option.id == "true" { lang.msgs().quiz_true } else { lang.msgs().quiz_false }
}

fn with_why(text: &str, why: &Text, lang: Lang, is_right: bool) -> String {
    let (mark, text) =
        if is_right { ("✓", format!("<b>{}</b>", inline(text))) } else { ("✗", inline(text)) };
    format!("{mark} {text}<br><small>{}</small>", inline(why.get(lang)))
}

fn list(html: &mut String, items: &[String]) {
    if !items.is_empty() {
        let items: String = items.iter().map(|item| format!("<li>{item}</li>")).collect();
        let _ = write!(html, "<ul>{items}</ul>");
    }
}

/// Inline Markdown as HTML.
fn inline(text: &str) -> String {
    let mut html = String::new();
    for part in markdown::inline(text) {
        let text = escaped(&part.text);
        match (part.code, part.bold) {
            (true, _) => {
                let _ = write!(html, "<code>{text}</code>");
            }
            (false, true) => {
                let _ = write!(html, "<b>{text}</b>");
            }
            (false, false) => html.push_str(&text),
        }
    }
    html
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
