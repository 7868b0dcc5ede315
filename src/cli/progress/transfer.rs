//! `seodang progress export`, `import` and `merge`: to other programs and computers, and back.

use std::{
    fs,
    io::{self, Read as _},
    path::{Path, PathBuf},
    process::ExitCode,
};

use super::{File, Options, Refused, complain, open, print, read};
use crate::{
    cli::{
        args::{ExportFormat, LangArg},
        put,
    },
    lang::Lang,
    store::{
        StoredRecord,
        exchange::{self, Exchange},
    },
    study::{
        Progress,
        anki::{self, Scope},
    },
    terminal::Clock,
};

/// Ids that are named when files disagree.
const NAMED: usize = 5;

/// Writes every event of `file` to a new file, or prints it.
pub(super) fn export(
    file: &File,
    format: Option<ExportFormat>,
    output: Option<&Path>,
) -> anyhow::Result<ExitCode> {
    let ending = output.and_then(Path::extension).and_then(|ending| ending.to_str());
    let exchange = match (format, ending) {
        (Some(ExportFormat::Json), _) => Exchange::Json,
        (Some(ExportFormat::Ron), _) | (None, Some("ron")) => Exchange::Ron,
        (Some(ExportFormat::Csv), _) | (None, Some("csv")) => Exchange::Csv,
        (None, _) => Exchange::Json,
    };
    let records = file.read()?;
    let text = exchange::write(&records, exchange);
    put(file.lang, output, &text, |shown| file.lang.exported(records.len(), shown))
}

/// Writes questions and terms of the course as notes for Anki to a new file, or prints them.
pub(super) fn anki(
    file: &File,
    options: &Options,
    scope: Scope,
    output: Option<&Path>,
) -> anyhow::Result<ExitCode> {
    let course = open(options, file.lang)?.course;
    // Without a file nothing was met, and everything can be had all the same.
    let records = if scope == Scope::All { Vec::new() } else { file.read()? };
    let progress = Progress::from_records(records.iter().map(|stored| &stored.record));
    let langs = match options.lang {
        Some(LangArg::Both) => &Lang::ALL[..],
        _ => std::slice::from_ref(&file.lang),
    };
    let text = anki::export(&course, &progress, scope, langs);
    let notes = text.lines().filter(|line| !line.starts_with('#')).count();
    put(file.lang, output, &text, |shown| file.lang.notes_written(notes, shown))
}

/// Takes over the events of `others`, progress files or exports, all or none. Ends with 1 when some contradict those that
/// are there.
pub(super) fn take_over(file: &File, others: &[PathBuf]) -> anyhow::Result<ExitCode> {
    let lang = file.lang;
    let mut records = Vec::new();
    for other in others {
        records.extend(load(other, lang)?);
    }
    let mut store = file.open()?.store;
    let refused = |error: crate::store::StoreError| Refused(error.text(lang));
    // Asked first, so that nothing is copied when nothing changes.
    let is_new = store.missing(&records).map_err(refused)? > 0;
    let mut said = String::new();
    if is_new && !store.is_empty() {
        let copy = store.back_up_before("merge", Clock::default().local());
        let copy = copy.map_err(|error| Refused(error.text(lang)))?;
        said = format!("{}\n", lang.copy_before(&copy.display().to_string()));
    }
    let merged = store.merge(&records).map_err(refused)?;
    let known = records.len() - merged.new - merged.conflicts.len();
    print(&format!("{}\n{said}", lang.merged(merged.new, known)))?;
    if merged.conflicts.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    let ids: Vec<String> = merged.conflicts.iter().take(NAMED).map(ToString::to_string).collect();
    complain(&lang.conflicts(merged.conflicts.len(), &ids.join(", ")));
    Ok(ExitCode::from(1))
}

/// The events of a progress file or an export; `-` is an export on standard input.
fn load(path: &Path, lang: Lang) -> anyhow::Result<Vec<StoredRecord>> {
    let shown = path.display().to_string();
    let unreadable = |error: io::Error| Refused(lang.not_read(&shown, &error.to_string()));
    let bytes = if path == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin().read_to_end(&mut bytes).map_err(unreadable)?;
        bytes
    } else if is_text(path) {
        fs::read(path).map_err(unreadable)?
    } else {
        return read(path, lang).map_err(|error| Refused(error.text(lang)).into());
    };
    exchange::read(&bytes).map_err(|error| Refused(error.text(&shown, lang)).into())
}

/// Whether it begins as an export does; a folder or what is not there does not.
fn is_text(path: &Path) -> bool {
    let mut start = Vec::new();
    let is_file = fs::metadata(path).is_ok_and(|metadata| metadata.is_file());
    let read = is_file.then(|| fs::File::open(path).and_then(|file| file.take(256).read_to_end(&mut start)));
    // A progress file may be empty, but then nobody means to take it over.
    matches!(read, Some(Ok(0))) || matches!(read, Some(Ok(_))) && exchange::is_text(&start)
}
