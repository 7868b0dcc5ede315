//! A report, or everything that is kept of a class, for programs.

use jiff::Timestamp;
use serde::Serialize;

use crate::{
    class::{Event, Phase, report::Report},
    cli::class::record::Record,
    store::class::Kept,
};

/// The JSON document of a report. Fields may be added to it, but none is taken away or changes its meaning while `version`
/// is 1.
#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    code: String,
    /// RFC 3339, in UTC.
    opened: String,
    /// How long the class took, in milliseconds, without the time in which it was not running.
    ms: u64,
    phase: Phase,
    /// How many questions were asked but not revealed; they are left out.
    unrevealed: usize,
    #[serde(flatten)]
    report: &'a Report,
}

/// Everything that is kept of a class.
#[derive(Serialize)]
struct Export<'a> {
    format: &'static str,
    version: u32,
    code: String,
    opened: String,
    /// SHA-256 of the host's token.
    host: Option<String>,
    /// The clock of the class at the last sign of life, in milliseconds.
    clock: u64,
    events: &'a [Event],
}

/// A report.
///
/// # Errors
/// None: nothing in it can fail to become JSON.
pub fn report(record: &Record, report: &Report) -> serde_json::Result<String> {
    let document = Document {
        version: 1,
        code: record.code.to_string(),
        opened: moment(record.opened_ms),
        ms: record.room.latest(),
        phase: record.room.phase(),
        unrevealed: record.unrevealed(),
        report,
    };
    Ok(quiet(&serde_json::to_string_pretty(&document)?) + "\n")
}

/// Everything that is kept.
///
/// # Errors
/// None: nothing in it can fail to become JSON.
pub fn export(kept: &Kept) -> serde_json::Result<String> {
    let export = Export {
        format: "seodang-class",
        version: 1,
        code: kept.head.code.to_string(),
        opened: moment(kept.head.opened_ms),
        host: kept.head.host.map(|host| host.to_string()),
        clock: kept.clock(),
        events: &kept.events,
    };
    Ok(quiet(&serde_json::to_string_pretty(&export)?) + "\n")
}

fn moment(ms: i64) -> String {
    Timestamp::from_millisecond(ms).map(|time| time.to_string()).unwrap_or_default()
}

/// `json` with characters that command a terminal or turn text around as `\u` and digits: they are within strings only.
fn quiet(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        let commands = matches!(c, '\u{7f}'..='\u{9f}' | '\u{61c}' | '\u{200e}' | '\u{200f}')
            || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if commands {
            out.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    out
}
