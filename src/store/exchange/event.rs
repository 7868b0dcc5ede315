//! Events as JSON and as RON: the same fields in both.

use super::{NAME, StoredRecord, Unreadable, VERSION, moment, version};
use crate::study::Record;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};
use uuid::Uuid;

/// A file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Document {
    format: String,
    version: u32,
    events: Vec<Event>,
}

/// What can be read of a file of any version.
#[derive(Deserialize)]
struct Header {
    format: String,
    version: u32,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Event {
    #[serde(serialize_with = "id_out", deserialize_with = "id_in")]
    id: Uuid,
    #[serde(serialize_with = "time_out", deserialize_with = "time_in")]
    time: (i64, i32),
    kind: String,
    item: String,
    revision: u32,
    /// The payload as a structure.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "bare",
        deserialize_with = "some"
    )]
    payload: Option<Structure>,
    /// The payload as a text, where it is no structure. Without either it is empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    text: String,
}

impl Event {
    /// `leads_back`: whether a structure is read back to the byte.
    fn new(stored: &StoredRecord, leads_back: impl Fn(&Structure) -> bool) -> Event {
        let Record { utc_ms, offset_s, kind, item, revision, payload } = stored.record.clone();
        let structure = Structure(payload);
        let (payload, text) =
            if leads_back(&structure) { (Some(structure), String::new()) } else { (None, structure.0) };
        Event { id: stored.id, time: (utc_ms, offset_s), kind, item, revision, payload, text }
    }

    fn stored(self) -> StoredRecord {
        let Event { id, time: (utc_ms, offset_s), kind, item, revision, payload, text } = self;
        let payload = payload.map_or(text, |structure| structure.0);
        StoredRecord { id, record: Record { utc_ms, offset_s, kind, item, revision, payload } }
    }
}

/// A JSON text that is written as the structure it describes.
#[derive(Clone, Debug, PartialEq)]
struct Structure(String);

impl Serialize for Structure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut json = serde_json::Deserializer::from_str(&self.0);
        let written = serde_transcode::transcode(&mut json, serializer)?;
        json.end().map_err(ser::Error::custom)?;
        Ok(written)
    }
}

impl<'de> Deserialize<'de> for Structure {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Structure, D::Error> {
        let mut json = Vec::new();
        serde_transcode::transcode(deserializer, &mut serde_json::Serializer::new(&mut json))
            .map_err(de::Error::custom)?;
        String::from_utf8(json).map(Structure).map_err(de::Error::custom)
    }
}

pub(super) fn json(records: &[StoredRecord]) -> String {
    let mut out = format!("{{\"format\":\"{NAME}\",\"version\":{VERSION},\"events\":[");
    let leads_back = |structure: &Structure| {
        let text = serde_json::to_string(structure);
        text.is_ok_and(|text| serde_json::from_str(&text).is_ok_and(|back: Structure| back == *structure))
    };
    for (n, stored) in records.iter().enumerate() {
        out.push_str(if n == 0 { "\n" } else { ",\n" });
        // Only a structure could be refused, and it was tried.
        out.push_str(&serde_json::to_string(&Event::new(stored, leads_back)).unwrap_or_default());
    }
    out.push_str("\n]}\n");
    out
}

pub(super) fn ron(records: &[StoredRecord]) -> String {
    let mut out = format!("(\n    format: \"{NAME}\",\n    version: {VERSION},\n    events: [\n");
    let leads_back = |structure: &Structure| {
        let text = ron::to_string(structure);
        text.is_ok_and(|text| ron::from_str(&text).is_ok_and(|back: Structure| back == *structure))
    };
    for stored in records {
        let event = ron::to_string(&Event::new(stored, leads_back)).unwrap_or_default();
        out.push_str(&format!("        {event},\n"));
    }
    out.push_str("    ],\n)\n");
    out
}

impl Document {
    pub(super) fn from_json(text: &str) -> Result<Vec<StoredRecord>, Unreadable> {
        let at = |error: serde_json::Error| {
            let place = format!(" at line {} column {}", error.line(), error.column());
            let reason = error.to_string();
            let reason = reason.strip_suffix(&place).unwrap_or(&reason).to_owned();
            Unreadable::At { line: error.line(), column: error.column(), reason }
        };
        Document::checked(serde_json::from_str(text).map_err(at), serde_json::from_str::<Header>(text).ok())
    }

    pub(super) fn from_ron(text: &str) -> Result<Vec<StoredRecord>, Unreadable> {
        let at = |error: ron::error::SpannedError| {
            let start = error.span.start;
            Unreadable::At { line: start.line, column: start.col, reason: error.code.to_string() }
        };
        Document::checked(ron::from_str(text).map_err(at), ron::from_str::<Header>(text).ok())
    }

    /// Says first that a file is newer, as it may have fields that this version does not know.
    fn checked(
        read: Result<Document, Unreadable>,
        header: Option<Header>,
    ) -> Result<Vec<StoredRecord>, Unreadable> {
        if let Some(header) = header {
            version(&header.format, header.version)?;
        }
        let Document { format, version: number, events } = read?;
        version(&format, number)?;
        Ok(events.into_iter().map(Event::stored).collect())
    }
}

fn id_out<S: Serializer>(id: &Uuid, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(id)
}

fn id_in<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Uuid, D::Error> {
    let text = String::deserialize(deserializer)?;
    Uuid::try_parse(&text).map_err(|_| de::Error::custom(format!("id: `{text}` is not a UUID")))
}

fn time_out<S: Serializer>(time: &(i64, i32), serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&moment::write(time.0, time.1))
}

fn time_in<'de, D: Deserializer<'de>>(deserializer: D) -> Result<(i64, i32), D::Error> {
    let text = String::deserialize(deserializer)?;
    moment::read(&text).ok_or_else(|| {
        de::Error::custom(format!("time: `{text}` is not RFC 3339 in milliseconds with an offset"))
    })
}

fn bare<S: Serializer>(structure: &Option<Structure>, serializer: S) -> Result<S::Ok, S::Error> {
    match structure {
        Some(structure) => structure.serialize(serializer),
        None => serializer.serialize_unit(),
    }
}

fn some<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Structure>, D::Error> {
    Structure::deserialize(deserializer).map(Some)
}
