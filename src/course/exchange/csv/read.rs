//! CSV to drafts.

use std::collections::{BTreeMap, BTreeSet};

use csv::ReaderBuilder;

use crate::{
    course::{
        decode::is_id,
        diagnostic::KINDS,
        exchange::{
            Draft, Format, Found, Unreadable, asked, cell::unguarded, note::What, option, text::tidy, truth,
        },
        question::{AnswerOption, Blank, Kind, NearAnswer, NearMiss, NumberAnswer, Question, TypedAnswer},
    },
    lang::{Lang, Text},
};

/// What may stand between cells: the first of these that gives the most columns.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// The most options that a row is asked for.
const MOST_OPTIONS: usize = 26;

/// Columns of texts, without the language.
const TEXTS: [&str; 5] = ["stem", "explanation", "unit", "answer", "why"];

/// The other columns without a number in their names.
const PLAIN: [&str; 10] =
    ["id", "kind", "page", "difficulty", "source", "revision", "aliases", "correct", "value", "tolerance"];

/// The rows of `text`, each with the number of the line where it begins, and with its cells.
#[must_use]
pub fn rows(text: &str) -> Vec<(usize, Vec<String>)> {
    let head = text.lines().next().unwrap_or_default();
    let separator = |byte: &u8| head.bytes().filter(|other| other == byte).count();
    let best = SEPARATORS.into_iter().rev().max_by_key(separator).unwrap_or(b',');
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(best).from_reader(text.as_bytes());
    // Texts are in UTF-8 and memory does not fail: every row can be read.
    let records = reader.records().filter_map(Result::ok);
    let line = |record: &csv::StringRecord| {
        record.position().and_then(|position| usize::try_from(position.line()).ok()).unwrap_or(1)
    };
    records.map(|record| (line(&record), record.iter().map(str::to_owned).collect())).collect()
}

/// The questions of `text`.
///
/// # Errors
/// When the first row does not name a column for what is asked.
pub fn read(text: &str) -> Result<Found, Unreadable> {
    let rows = rows(text);
    let Some(((line, head), rows)) = rows.split_first() else {
        return Err(Unreadable::NoHeading(Format::Csv));
    };
    let columns: Vec<String> = head.iter().map(|name| tidy(name).0.to_lowercase()).collect();
    if !columns.iter().any(|column| without_language(column) == "stem") {
        return Err(Unreadable::NoHeading(Format::Csv));
    }
    let mut found = Found::default();
    for column in columns.iter().filter(|column| !column.is_empty() && !is_known(column)) {
        found.note(*line, What::UnknownColumn(column.clone()));
    }
    for (line, cells) in rows {
        let mut row = Row { cells: BTreeMap::new(), one_language: false };
        for (column, cell) in columns.iter().zip(cells) {
            let cell = unguarded(cell);
            if !cell.trim().is_empty() {
                row.cells.entry(column).or_insert(cell);
            }
        }
        if row.cells.is_empty() {
            continue;
        }
        match row.question() {
            Ok(question) => {
                found.drafts.push(Draft { line: *line, name: String::new(), question });
                if row.one_language {
                    found.note(*line, What::OneLanguage);
                }
            }
            Err(what) => found.note(*line, what),
        }
    }
    Ok(found)
}

fn without_language(column: &str) -> &str {
    column.strip_suffix(".ko").or_else(|| column.strip_suffix(".en")).unwrap_or(column)
}

/// Whether a column of this name is ever looked at.
fn is_known(column: &str) -> bool {
    let is_text = |name: &str| {
        TEXTS.contains(&name)
            || numbered(name, "hint") == Some("")
            || matches!(numbered(name, "option"), Some("" | ".pair" | ".why"))
            || numbered(name, "near") == Some(".why")
    };
    let is_plain = |name: &str| {
        PLAIN.contains(&name)
            || numbered(name, "option") == Some(".id")
            || matches!(numbered(name, "unit"), Some(".name" | ".size"))
            || numbered(name, "accept") == Some("")
            || numbered(name, "near").is_some_and(|rest| {
                rest == ".value"
                    || rest.strip_prefix('.').is_some_and(|rest| numbered(rest, "accept") == Some(""))
            })
    };
    match numbered(column, "blank").and_then(|rest| rest.strip_prefix('.')) {
        Some("id") => true,
        Some(rest) => {
            let name = without_language(rest);
            let is_number =
                PLAIN.contains(&rest) || rest.ends_with(".value") || numbered(name, "option").is_some();
            !is_number
                && (is_text(name) || is_plain(rest))
                && !["stem", "explanation", "unit"].contains(&name)
        }
        None => is_plain(column) || is_text(without_language(column)),
    }
}

/// What stands behind `name` and a number from 1.
fn numbered<'c>(column: &'c str, name: &str) -> Option<&'c str> {
    let rest = column.strip_prefix(name)?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    (1..=3).contains(&digits).then(|| &rest[digits..])
}

/// The cells of a question by column, none of them empty.
struct Row<'r> {
    cells: BTreeMap<&'r str, &'r str>,
    /// A text stood in one language only.
    one_language: bool,
}

impl Row<'_> {
    fn question(&mut self) -> Result<Question, What> {
        let kind = self.kind()?;
        let stem = self.text("stem");
        let (kind, options) = match kind {
            "Number" => (Kind::Number(self.number()?), Vec::new()),
            "Typed" => (Kind::Typed(self.typed("")), Vec::new()),
            "FillIn" => (Kind::FillIn(self.blanks()), Vec::new()),
            "TrueFalse" => (Kind::TrueFalse, self.statement()?),
            "Ordering" => (Kind::Ordering, self.options(None)?),
            "Matching" => (Kind::Matching, self.options(None)?),
            name => {
                let right = self.right()?;
                let kind = if name == "Multiple" { Kind::Multiple } else { Kind::Single };
                (kind, self.options(Some(&right))?)
            }
        };
        let mut question = asked(stem, kind, options);
        question.explanation = self.text("explanation");
        question.hints = self.numbers("hint").into_iter().map(|n| self.text(&format!("hint{n}"))).collect();
        question.id = self.cell("id");
        if !question.id.is_empty() && !is_id(&question.id) {
            return Err(bad("id", &question.id));
        }
        question.aliases = self.cell("aliases").split_whitespace().map(str::to_owned).collect();
        question.page = self.cell("page");
        question.source = self.cell("source");
        question.difficulty = self.whole("difficulty", 2)?;
        question.revision = self.whole("revision", 1)?;
        Ok(question)
    }

    /// The kind that is named, or that the columns make likely.
    fn kind(&self) -> Result<&'static str, What> {
        let named = self.cell("kind");
        let has = |start: &str| self.cells.keys().any(|column| column.starts_with(start));
        if !named.is_empty() {
            let fold = |name: &str| name.to_lowercase().replace(['-', '_', ' ', '/'], "");
            let known = KINDS.into_iter().find(|kind| fold(kind) == fold(&named));
            return known.ok_or_else(|| bad("kind", &named));
        }
        Ok(match self.cell("correct").as_str() {
            _ if has("blank") => "FillIn",
            _ if has("answer") => "Typed",
            _ if has("value") => "Number",
            _ if self.cells.keys().any(|column| without_language(column).ends_with(".pair")) => "Matching",
            correct if statement(correct).is_some() => "TrueFalse",
            correct if correct.split(is_between).filter(|part| !part.is_empty()).count() > 1 => "Multiple",
            _ => "Single",
        })
    }

    fn cell(&self, column: &str) -> String {
        self.cells.get(column).map_or_else(String::new, |cell| tidy(cell).0)
    }

    /// A text in both languages, or the one there is as both.
    fn text(&mut self, name: &str) -> Text {
        let cell = |column: &str| self.cells.get(column).map_or_else(String::new, |cell| (*cell).to_owned());
        let shared = cell(name);
        let [ko, en] = Lang::ALL.map(|lang| {
            let own = cell(&format!("{name}.{}", lang.code()));
            if own.is_empty() { shared.clone() } else { own }
        });
        self.one_language |= !shared.is_empty() || ko.is_empty() != en.is_empty();
        match (ko.is_empty(), en.is_empty()) {
            (true, false) => Text { ko: en.clone(), en },
            (false, true) => Text { ko: ko.clone(), en: ko },
            _ => Text { ko, en },
        }
    }

    /// The numbers behind `name` in columns that are filled, in order.
    fn numbers(&self, name: &str) -> Vec<usize> {
        let number = |column: &&str| {
            let rest = numbered(column, name)?;
            column[name.len()..column.len() - rest.len()].parse().ok()
        };
        self.cells.keys().filter_map(number).collect::<BTreeSet<usize>>().into_iter().collect()
    }

    fn whole(&self, column: &str, usual: u32) -> Result<u32, What> {
        let cell = self.cell(column);
        if cell.is_empty() { Ok(usual) } else { cell.parse().map_err(|_| bad(column, &cell)) }
    }

    fn decimal(&self, column: &str) -> Result<Option<f64>, What> {
        let cell = self.cell(column);
        let number = cell.parse::<f64>().ok().filter(|number| number.is_finite());
        if cell.is_empty() { Ok(None) } else { number.map(Some).ok_or_else(|| bad(column, &cell)) }
    }

    /// Numbers of the right options.
    fn right(&self) -> Result<Vec<usize>, What> {
        let cell = self.cell("correct");
        let parts = cell.split(is_between).filter(|part| !part.is_empty());
        let right: Result<Vec<usize>, What> =
            parts.map(|part| part.parse().map_err(|_| bad("correct", &cell))).collect();
        let right = right?;
        let filled = self.numbers("option");
        match right.iter().find(|number| !filled.contains(number)) {
            Some(number) => Err(What::NoSuchOption(number.to_string())),
            None if right.is_empty() => Err(What::NothingRight),
            None => Ok(right),
        }
    }

    /// The options; all are right where nothing says which.
    fn options(&mut self, right: Option<&[usize]>) -> Result<Vec<AnswerOption>, What> {
        let mut options = Vec::new();
        for number in self.numbers("option").into_iter().take(MOST_OPTIONS) {
            let name = format!("option{number}");
            let (text, why) = (self.text(&name), self.text(&format!("{name}.why")));
            let correct = right.is_none_or(|right| right.contains(&number));
            let mut option = option(options.len(), text, correct, why);
            option.pair = self.text(&format!("{name}.pair"));
            let id = self.cell(&format!("{name}.id"));
            if !id.is_empty() {
                option.id = id;
            }
            options.push(option);
        }
        Ok(options)
    }

    /// True and false. Their reasons stand where options have them, in that order unless ids say otherwise.
    fn statement(&mut self) -> Result<Vec<AnswerOption>, What> {
        let cell = self.cell("correct");
        let is_true = statement(&cell)
            .ok_or_else(|| if cell.is_empty() { What::NothingRight } else { bad("correct", &cell) })?;
        let is_turned = self.cell("option1.id") == "false";
        let whys = [1, 2].map(|number| self.text(&format!("option{number}.why")));
        let [first, second] = whys;
        if is_turned {
            let mut options = truth(is_true, [second, first]);
            options.reverse();
            return Ok(options);
        }
        Ok(truth(is_true, [first, second]))
    }

    fn number(&mut self) -> Result<NumberAnswer, What> {
        let value = self.decimal("value")?.ok_or(What::NothingRight)?;
        let tolerance = self.decimal("tolerance")?.unwrap_or(0.0);
        let mut units = BTreeMap::new();
        for number in self.numbers("unit") {
            let name = self.cell(&format!("unit{number}.name"));
            let size = self.decimal(&format!("unit{number}.size"))?;
            if let (false, Some(size)) = (name.is_empty(), size) {
                units.insert(name, size);
            }
        }
        let mut near = Vec::new();
        for number in self.numbers("near") {
            if let Some(value) = self.decimal(&format!("near{number}.value"))? {
                near.push(NearMiss { value, why: self.text(&format!("near{number}.why")) });
            }
        }
        Ok(NumberAnswer { value, tolerance, unit: self.text("unit"), units, near })
    }

    /// The answer in columns whose names begin with `name`.
    fn typed(&mut self, name: &str) -> TypedAnswer {
        let answer = self.text(&format!("{name}answer"));
        let accept = self.strings(&format!("{name}accept"));
        let why = self.text(&format!("{name}why"));
        let near = self.numbers(&format!("{name}near")).into_iter().map(|number| {
            let name = format!("{name}near{number}");
            NearAnswer {
                accept: self.strings(&format!("{name}.accept")),
                why: self.text(&format!("{name}.why")),
            }
        });
        let near = near.collect();
        TypedAnswer { answer, accept, why, near }
    }

    fn strings(&self, name: &str) -> Vec<String> {
        self.numbers(name).into_iter().map(|number| self.cell(&format!("{name}{number}"))).collect()
    }

    fn blanks(&mut self) -> Vec<Blank> {
        let numbers = self.numbers("blank").into_iter();
        let blank = |number: usize| {
            let name = format!("blank{number}");
            let id = self.cell(&format!("{name}.id"));
            Blank {
                id: if id.is_empty() { name.clone() } else { id },
                answer: self.typed(&format!("{name}.")),
            }
        };
        numbers.map(blank).collect()
    }
}

/// What stands between the numbers of right options.
fn is_between(c: char) -> bool {
    matches!(c, ';' | ',' | '/' | '|') || c.is_whitespace()
}

/// Whether a cell calls a statement true or false.
fn statement(cell: &str) -> Option<bool> {
    match cell.to_lowercase().as_str() {
        "true" | "t" | "o" | "참" | "맞음" => Some(true),
        "false" | "f" | "x" | "거짓" | "틀림" => Some(false),
        _ => None,
    }
}

fn bad(column: &str, value: &str) -> What {
    What::BadCell { column: column.to_owned(), value: value.to_owned() }
}
