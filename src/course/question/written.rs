//! Questions as `quizzes/LESSON.ron` says them.

use std::fmt::Write as _;

use super::{AnswerOption, Kind, NearAnswer, NumberAnswer, Question, TypedAnswer};
use crate::lang::Text;

impl Question {
    /// The question as an element of the bank of lesson `lesson`, in the layout of [`crate::course::scaffold`]: read again
    /// it is the same.
    #[must_use]
    pub fn written(&self, lesson: &str) -> String {
        let mut out = String::from("        (\n");
        let mut field = |name: &str, value: &str| {
            let _ = writeln!(out, "            {name}: {value},");
        };
        let page =
            if self.lesson == lesson { self.page.clone() } else { format!("{}#{}", self.lesson, self.page) };
        field("id", &quoted(&self.id));
        if !self.aliases.is_empty() {
            field("aliases", &list(self.aliases.iter().map(|alias| quoted(alias))));
        }
        if self.revision != 1 {
            field("revision", &self.revision.to_string());
        }
        field("kind", self.kind.name());
        field("page", &quoted(&page));
        field("difficulty", &self.difficulty.to_string());
        field("stem", &text(&self.stem));
        match &self.kind {
            Kind::Number(number) => field("number", &number_answer(number)),
            Kind::Typed(typed) => field("typed", &format!("({})", typed_answer(typed))),
            Kind::FillIn(blanks) => {
                let blank = blanks
                    .iter()
                    .map(|blank| format!("(id: {}, {})", quoted(&blank.id), typed_answer(&blank.answer)));
                field("blanks", &lines(blank));
            }
            _ => {
                field("options", &lines(self.options.iter().map(|option| answer_option(option, &self.kind))))
            }
        }
        if self.explanation != Text::default() {
            field("explanation", &text(&self.explanation));
        }
        if !self.hints.is_empty() {
            field("hints", &list(self.hints.iter().map(text)));
        }
        if !self.source.is_empty() {
            field("source", &quoted(&self.source));
        }
        out.push_str("        ),\n");
        out
    }
}

fn answer_option(option: &AnswerOption, kind: &Kind) -> String {
    let mut out = format!("(id: {}, ", quoted(&option.id));
    if option.correct && matches!(kind, Kind::Single | Kind::Multiple | Kind::TrueFalse) {
        out.push_str("correct: true, ");
    }
    if option.text != Text::default() {
        let _ = write!(out, "text: {}, ", text(&option.text));
    }
    if option.pair != Text::default() {
        let _ = write!(out, "pair: {}, ", text(&option.pair));
    }
    out + &format!("why: {})", text(&option.why))
}

fn number_answer(number: &NumberAnswer) -> String {
    let mut out = format!("(value: {}, tolerance: {}", number.value, number.tolerance);
    if number.unit != Text::default() {
        let _ = write!(out, ", unit: {}", text(&number.unit));
    }
    if !number.units.is_empty() {
        let units: Vec<String> =
            number.units.iter().map(|(name, size)| format!("{}: {size}", quoted(name))).collect();
        let _ = write!(out, ", units: {{{}}}", units.join(", "));
    }
    if !number.near.is_empty() {
        let near =
            number.near.iter().map(|near| format!("(value: {}, why: {})", near.value, text(&near.why)));
        let _ = write!(out, ", near: {}", list(near));
    }
    out + ")"
}

fn typed_answer(typed: &TypedAnswer) -> String {
    let strings = |texts: &[String]| list(texts.iter().map(|text| quoted(text)));
    let mut out = format!("answer: {}, ", text(&typed.answer));
    if !typed.accept.is_empty() {
        let _ = write!(out, "accept: {}, ", strings(&typed.accept));
    }
    let _ = write!(out, "why: {}", text(&typed.why));
    if !typed.near.is_empty() {
        let near =
            |near: &NearAnswer| format!("(accept: {}, why: {})", strings(&near.accept), text(&near.why));
        let _ = write!(out, ", near: {}", list(typed.near.iter().map(near)));
    }
    out
}

fn list(items: impl Iterator<Item = String>) -> String {
    format!("[{}]", items.collect::<Vec<_>>().join(", "))
}

/// A list with an item a line.
fn lines(items: impl Iterator<Item = String>) -> String {
    let items: String = items.map(|item| format!("                {item},\n")).collect();
    format!("[\n{items}            ]")
}

fn text(text: &Text) -> String {
    format!("(ko: {}, en: {})", quoted(&text.ko), quoted(&text.en))
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}

#[cfg(test)]
mod tests {
    use crate::course::{Course, Files, question::decode, scaffold};

    #[test]
    fn every_question_of_the_course_is_written_as_it_was_read() {
        let (course, _) = Course::open(Files::embedded());
        for (index, lesson) in course.lessons.iter().enumerate() {
            let questions = course.questions(index);
            let elements: String = questions.iter().map(|question| question.written(&lesson.id)).collect();
            let (bank, problems) = decode(&course.lessons, index, &scaffold::bank(&lesson.id, &elements));
            assert_eq!(problems, []);
            assert_eq!(bank.questions, questions);
        }
    }
}
