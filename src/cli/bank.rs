//! `seodang bank`: questions of other programs into a course, and those of a course for others.

use std::{
    fs,
    io::{self, Read as _},
    path::Path,
    process::ExitCode,
};

use anyhow::Context as _;

use super::{
    LangArg, Options, Refused,
    args::{BankCommand, BankFormat, WrittenFormat},
    complain, find_lesson, folder, no_folder, open,
    plan::{Obstacle, Plan, Shop, carry_out},
    print, put, reason, sheet,
};
use crate::{
    course::{
        Course, Files, PATH,
        decode::is_id,
        exchange::{self, Format, Found, Note, Settled, csv, gift, kahoot, note, settle},
        question,
        scaffold::{self, Made},
    },
    lang::Lang,
};

/// No file of questions is bigger.
const MAX_BYTES: u64 = 16 * 1024 * 1024;

/// The lesson of questions that come from nowhere in particular.
const NAMELESS: &str = "imported";

/// The page of a new lesson.
const FIRST_PAGE: &str = "start";

/// Does what is asked with questions.
///
/// # Errors
/// When a file cannot be read or written, or is none of the formats.
pub fn run(what: &BankCommand, options: &Options, lang: Lang) -> anyhow::Result<ExitCode> {
    match what {
        BankCommand::Import { bank_file, bank_format, bank_lesson, bank_output } => {
            let source = Source { path: bank_file, lang };
            let found = source.read(bank_format.map(format))?;
            match bank_output {
                Some(output) => to_file(&source, found, bank_lesson.as_deref(), output),
                None => to_course(&source, found, bank_lesson.as_deref(), options),
            }
        }
        BankCommand::Export { of, written_format, written_output } => {
            export(of, *written_format, written_output.as_deref(), options, lang)
        }
    }
}

fn format(format: BankFormat) -> Format {
    match format {
        BankFormat::Gift => Format::Gift,
        BankFormat::Aiken => Format::Aiken,
        BankFormat::Csv => Format::Csv,
        BankFormat::Kahoot => Format::Kahoot,
    }
}

/// A file of questions.
struct Source<'a> {
    path: &'a Path,
    lang: Lang,
}

impl Source<'_> {
    fn shown(&self) -> String {
        self.path.display().to_string()
    }

    fn read(&self, asked: Option<Format>) -> anyhow::Result<Found> {
        let (file, lang) = (self.shown(), self.lang);
        let bytes = self.bytes().map_err(|error| Refused(lang.not_read(&file, &reason(&error, lang))))?;
        let unreadable = |why: exchange::Unreadable| Refused(why.text(&file, lang));
        let is_sheet = bytes.starts_with(b"PK\x03\x04");
        if is_sheet && asked.or(exchange::format_of(&file, None)) == Some(Format::Kahoot) {
            let rows = sheet::rows(bytes).map_err(|why| Refused(lang.not_read(&file, &why.text(lang))))?;
            return Ok(kahoot::read(&rows).map_err(unreadable)?);
        }
        let text = exchange::decode(&bytes).map_err(unreadable)?;
        let Some(format) = asked.or(exchange::format_of(&file, Some(&text))) else {
            return Err(Refused(lang.what_format(&file)).into());
        };
        Ok(exchange::read(format, &text).map_err(unreadable)?)
    }

    fn bytes(&self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        if self.path == Path::new("-") {
            io::stdin().take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
        } else if fs::metadata(self.path)?.is_file() {
            fs::File::open(self.path)?.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
        } else {
            return Err(io::Error::other(self.lang.is_no_file()));
        }
        match u64::try_from(bytes.len()) {
            Ok(len) if len <= MAX_BYTES => Ok(bytes),
            _ => Err(io::ErrorKind::FileTooLarge.into()),
        }
    }

    /// An id made of its name.
    fn id(&self) -> String {
        let name = self.path.file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
        let parts = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
        let id = parts.collect::<Vec<_>>().join("-");
        if is_id(&id) { id } else { NAMELESS.to_owned() }
    }
}

/// Adds what was found to a lesson of the course in the folder.
fn to_course(
    source: &Source<'_>,
    found: Found,
    asked: Option<&str>,
    options: &Options,
) -> anyhow::Result<ExitCode> {
    let lang = source.lang;
    let dir = options.course.as_deref().unwrap_or(Path::new("."));
    let files = folder::read(dir).with_context(|| no_folder(dir, lang))?;
    if files.get(PATH).is_none() {
        return Err(Refused(lang.no_course_here(&dir.display().to_string())).into());
    }
    let shop = Shop { dir, course: Course::open(files).0, lang };
    let id = source.id();
    let (settled, planned) = match asked {
        None if shop.course.lesson(&id).is_none() => new_lesson(&shop, found, &id),
        asked => old_lesson(&shop, found, asked.unwrap_or(&id))?,
    };
    complain_of(&settled.notes, &source.shown(), lang);
    let said = planned.and_then(|plan| carry_out(dir, plan, lang));
    match said {
        Ok(said) => print(&said)?,
        Err(Obstacle::There(what)) => {
            complain(&format!("seodang: {}", lang.there_already(&what)));
            return Ok(ExitCode::from(1));
        }
        Err(Obstacle::Refused(error)) => return Err(error),
    };
    Ok(code(&settled))
}

/// What to add to a lesson that is there.
fn old_lesson(
    shop: &Shop<'_>,
    found: Found,
    asked: &str,
) -> anyhow::Result<(Settled, Result<Plan, Obstacle>)> {
    let (index, page) = find_lesson(&shop.course, asked, shop.lang)?;
    let lesson = &shop.course.lessons[index];
    let Some(page) = page.map_or(lesson.pages.last(), |page| lesson.pages.get(page)) else {
        return Err(Refused(shop.lang.no_page_to_ask_about(&lesson.id)).into());
    };
    let settled = settle(found, &shop.course, index, &page.id);
    let next = shop.lang.imported(settled.questions.len(), settled.known, &shop.dir.display().to_string());
    if settled.questions.is_empty() {
        return Ok((settled, Ok(Plan { next, ..Plan::default() })));
    }
    let elements = settled.written(&lesson.id);
    let make = |elements: &str| scaffold::bank(&lesson.id, elements);
    let plan = shop.added(&question::path(&lesson.id), "questions", &elements, make, next);
    Ok((settled, plan))
}

/// A lesson to make for what was found.
fn new_lesson(shop: &Shop<'_>, found: Found, id: &str) -> (Settled, Result<Plan, Obstacle>) {
    let mut files = shop.files().clone();
    let settled = settle_in_new(&mut files, found, id);
    let next = shop.lang.imported(settled.questions.len(), settled.known, &shop.dir.display().to_string());
    let Some(first) = settled.questions.first().map(|question| question.id.clone()) else {
        return (settled, Ok(Plan { next, ..Plan::default() }));
    };
    let made = scaffold::lesson_of(id, &first, &settled.written(id));
    let is_listed = scaffold::names(shop.files().text(PATH), "lessons").iter().any(|name| name == id);
    let grown =
        if is_listed { Ok(None) } else { shop.grown(PATH, "lessons", &format!("\"{id}\"")).map(Some) };
    let plan = grown.map(|grown| Plan { made, grown, next }).map_err(Obstacle::from);
    (settled, plan)
}

/// What was found as questions of a new lesson `id` beside `files`.
fn settle_in_new(files: &mut Files, found: Found, id: &str) -> Settled {
    let lesson = scaffold::lesson_of(id, "", "").into_iter();
    let list = format!("(format: 1, id: \"{id}\", title: (ko: \"-\", en: \"-\"), lessons: [\"{id}\"])");
    let is_bank = |(path, _): &Made| path.starts_with("quizzes/");
    let made = lesson.filter(|made| !is_bank(made)).chain([(PATH.to_owned(), list)]);
    made.for_each(|(path, text)| files.insert(&path, text.into_bytes()));
    settle(found, &Course::open(files.clone()).0, 0, FIRST_PAGE)
}

/// Writes what was found as a bank of its own.
fn to_file(
    source: &Source<'_>,
    found: Found,
    asked: Option<&str>,
    output: &Path,
) -> anyhow::Result<ExitCode> {
    let lang = source.lang;
    let own = source.id();
    let asked = asked.unwrap_or(&own);
    let (id, page) = asked.split_once('#').unwrap_or((asked, FIRST_PAGE));
    if let Some(bad) = [id, page].into_iter().find(|id| !is_id(id)) {
        return Err(Refused(lang.bad_id(bad)).into());
    }
    let mut settled = settle_in_new(&mut Files::default(), found, id);
    settled.questions.iter_mut().for_each(|question| page.clone_into(&mut question.page));
    complain_of(&settled.notes, &source.shown(), lang);
    let count = settled.questions.len();
    if count == 0 {
        print(&(lang.imported(0, 0, "") + "\n"))?;
        return Ok(code(&settled));
    }
    let text = scaffold::bank(id, &settled.written(id));
    let done = put(lang, Some(output), &text, |shown| lang.bank_written(count, shown))?;
    Ok(if done == ExitCode::SUCCESS { code(&settled) } else { done })
}

/// Writes the questions of a lesson for another program.
fn export(
    asked: &str,
    format: Option<WrittenFormat>,
    output: Option<&Path>,
    options: &Options,
    lang: Lang,
) -> anyhow::Result<ExitCode> {
    let course = open(options, lang)?.course;
    let (index, page) = find_lesson(&course, asked, lang)?;
    if page.is_some() {
        return Err(Refused(lang.bank_takes_a_lesson().to_owned()).into());
    }
    let (lesson, questions) = (&course.lessons[index].id, course.questions(index));
    let ending = output.and_then(Path::extension).and_then(|ending| ending.to_str());
    let (text, notes) = match (format, ending) {
        (Some(WrittenFormat::Gift), _) | (None, Some("gift")) if options.lang == Some(LangArg::Both) => {
            return Err(Refused(lang.gift_has_one_language().to_owned()).into());
        }
        (Some(WrittenFormat::Gift), _) | (None, Some("gift")) => gift::write(questions, lang),
        _ => (csv::write(questions, lesson), Vec::new()),
    };
    let left_out = notes.iter().filter(|note| note.what.leaves_out()).count();
    complain_of(&notes, lesson, lang);
    let done = put(lang, output, &text, |shown| lang.bank_written(questions.len() - left_out, shown))?;
    Ok(if left_out == 0 { done } else { ExitCode::from(1) })
}

/// Says what was dropped or left out.
fn complain_of(notes: &[Note], file: &str, lang: Lang) {
    if !notes.is_empty() {
        complain(note::report(notes, file, lang).trim_end());
    }
}

/// 0, or 1 when questions were left out or there were none.
fn code(settled: &Settled) -> ExitCode {
    let left_out = settled.notes.iter().any(|note| note.what.leaves_out());
    let is_nothing = settled.questions.is_empty() && settled.known == 0;
    ExitCode::from(u8::from(left_out || is_nothing))
}
