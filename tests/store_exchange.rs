//! Exports: every record leads back to the byte, in every format, and what cannot be read is told with its place.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use proptest::prelude::*;
use seodang::{
    lang::Lang,
    store::{
        Store, StoredRecord,
        exchange::{self, Exchange, Unreadable},
    },
    study::Record,
};
use uuid::Uuid;

const ALL: [Exchange; 3] = [Exchange::Json, Exchange::Ron, Exchange::Csv];

fn record(payload: &str) -> Record {
    Record {
        utc_ms: 1_795_341_072_345,
        offset_s: 32_400,
        kind: "answered".into(),
        item: "ecs/essential".into(),
        revision: 3,
        payload: payload.into(),
    }
}

fn stored(n: u128, record: Record) -> StoredRecord {
    StoredRecord { id: Uuid::from_u128(0x019a_0000_0000_7000_8000_0000_0000_0000 + n), record }
}

#[track_caller]
fn leads_back(records: &[StoredRecord]) {
    for format in ALL {
        let text = exchange::write(records, format);
        assert!(exchange::is_text(text.as_bytes()), "{format:?}");
        assert_eq!(exchange::read(text.as_bytes()).as_deref(), Ok(records), "{format:?}\n{text}");
    }
}

#[test]
fn they_look_as_the_readme_says() {
    let records = [
        stored(1, record(r#"{"response":{"chosen":["b"]},"correct":true,"quiz":18446744073709551615}"#)),
        stored(2, record("")),
        stored(3, record("{ \"spaced\": 1 }")),
    ];
    assert_eq!(
        exchange::write(&records, Exchange::Json),
        r#"{"format":"seodang-progress","version":1,"events":[
{"id":"019a0000-0000-7000-8000-000000000001","time":"2026-11-22T18:51:12.345+09:00","kind":"answered","item":"ecs/essential","revision":3,"payload":{"response":{"chosen":["b"]},"correct":true,"quiz":18446744073709551615}},
{"id":"019a0000-0000-7000-8000-000000000002","time":"2026-11-22T18:51:12.345+09:00","kind":"answered","item":"ecs/essential","revision":3},
{"id":"019a0000-0000-7000-8000-000000000003","time":"2026-11-22T18:51:12.345+09:00","kind":"answered","item":"ecs/essential","revision":3,"text":"{ \"spaced\": 1 }"}
]}
"#
    );
    let ron = exchange::write(&records[..1], Exchange::Ron);
    assert_eq!(
        ron,
        r#"(
    format: "seodang-progress",
    version: 1,
    events: [
        (id:"019a0000-0000-7000-8000-000000000001",time:"2026-11-22T18:51:12.345+09:00",kind:"answered",item:"ecs/essential",revision:3,payload:{"response":{"chosen":["b"]},"correct":true,"quiz":18446744073709551615}),
    ],
)
"#
    );
    assert_eq!(
        exchange::write(&records[1..2], Exchange::Csv),
        "\u{feff}id,time,kind,item,revision,payload,seodang-progress 1
019a0000-0000-7000-8000-000000000002,2026-11-22T18:51:12.345+09:00,answered,ecs/essential,3,,
"
    );
    leads_back(&records);
}

#[test]
fn odd_records_lead_back() {
    let texts = [
        "",
        " ",
        "null",
        "-0",
        "1e400",
        "[1.0,1.5e300,0.1,-7,18446744073709551615]",
        r#"{"a":null,"b":[],"c":{},"a":{"nested":[true,false]}}"#,
        r#""문장 \u0000 끝""#,
        "\0",
        "=1+1",
        "'",
        "'=1",
        "@x",
        "\t",
        "\r\n",
        "a\rb\nc\"d,e",
        "한글",
        "\u{feff}",
        "{\"a\":1",
        "[1] [2]",
    ];
    let mut records: Vec<StoredRecord> = Vec::new();
    for (n, text) in texts.into_iter().enumerate() {
        let odd = Record { kind: text.into(), item: text.into(), ..record(text) };
        records.push(stored(n as u128, odd));
    }
    let deep = format!("{}{}", "[".repeat(1000), "]".repeat(1000));
    records.push(stored(100, record(&deep)));
    records.push(stored(
        101,
        Record { utc_ms: i64::MIN, offset_s: i32::MAX, revision: u32::MAX, ..record("1") },
    ));
    leads_back(&records);
    leads_back(&[]);
}

#[test]
fn no_cell_is_a_formula() {
    for text in ["=cmd()", "+1", "-1", "@a", "\t=1", "\r=1"] {
        let csv = exchange::write(&[stored(1, record(text))], Exchange::Csv);
        let row = csv.split_once('\n').unwrap().1;
        let cell = row.split(',').nth(5).unwrap();
        assert!(cell.trim_start_matches('"').starts_with('\''), "{row}");
    }
}

/// What reading `text` says about it.
fn refused(text: &str) -> String {
    exchange::read(text.as_bytes()).unwrap_err().text("mine", Lang::En)
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let records = [stored(1, record("{}")), stored(2, record("1"))];
    let [json, ron, csv] = ALL.map(|format| exchange::write(&records, format));
    let id = "019a0000-0000-7000-8000-000000000002";
    let cases = [
        (json.replace(id, "nobody"), "mine:3:14: cannot be read (id: `nobody` is not a UUID)"),
        (
            json.replace("\"revision\":3", "\"revision\":-3"),
            "mine:2:138: cannot be read (invalid value: integer `-3`",
        ),
        (json.replace("\"item\"", "\"itme\""), "mine:2:108: cannot be read (unknown field `itme`"),
        (
            json.replace("18:51", "25:51"),
            "mine:2:83: cannot be read (time: `2026-11-22T25:51:12.345+09:00` is not",
        ),
        (json.trim_end().trim_end_matches('}').to_owned(), "mine:4:1: cannot be read (EOF"),
        (ron.replace(id, "nobody"), "mine:6:"),
        (ron.replace("kind", "knid"), "mine:5:"),
        (csv.replace(id, "nobody"), "mine:3: cannot be read (id: `nobody`)"),
        (csv.replace(",3,", ",three,"), "mine:2: cannot be read (revision: `three`)"),
        (csv.replace(",3,{}", ""), "mine:2: cannot be read (revision: ``)"),
        (
            json.replace("\"version\":1", "\"version\":2"),
            "mine was exported by a newer Seodang (format version 2, this one",
        ),
        (ron.replace("version: 1", "version: 2, more: 3"), "mine was exported by a newer Seodang"),
        (csv.replace("progress 1", "progress 9"), "mine was exported by a newer Seodang (format version 9"),
        (json.replace("seodang-progress", "other"), "mine was not exported by Seodang"),
        (String::new(), "mine was not exported by Seodang"),
        ("id,name\n1,2\n".into(), "mine was not exported by Seodang"),
        ("hello".into(), "mine was not exported by Seodang"),
    ];
    for (text, expected) in cases {
        let said = refused(&text);
        assert!(said.starts_with(expected), "{said}\nfor\n{text}");
    }
    let error = exchange::read(b"{\"format\":\"seodang-progress\",\n\xff").unwrap_err();
    assert_eq!(error, Unreadable::At { line: 2, column: 0, reason: "not UTF-8".into() });
    for lang in Lang::ALL {
        for error in [Unreadable::Foreign, Unreadable::Newer(2), error.clone()] {
            assert_eq!(error.text("a.json", lang).contains('요'), lang == Lang::Ko);
        }
    }
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        ".{0,20}",
        "[\\x00-\\x7f]{0,20}",
        "[=+\\-@'\t\r\n\",]{0,6}",
        "[ᄀ-ᇿ가-힣]{0,12}",
        any::<String>(),
    ]
}

fn any_payload() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        any::<bool>().prop_map(|value| value.to_string()),
        any::<i64>().prop_map(|value| value.to_string()),
        any::<u64>().prop_map(|value| value.to_string()),
        any::<f64>().prop_map(|value| serde_json::to_string(&value).unwrap()),
        any_text().prop_map(|text| serde_json::to_string(&text).unwrap()),
    ];
    let json = leaf.prop_recursive(3, 12, 4, |inner| {
        let key = any_text().prop_map(|text| serde_json::to_string(&text).unwrap());
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(|list| format!("[{}]", list.join(","))),
            prop::collection::vec((key, inner), 0..4).prop_map(|map| {
                let fields: Vec<String> =
                    map.into_iter().map(|(key, value)| format!("{key}:{value}")).collect();
                format!("{{{}}}", fields.join(","))
            }),
        ]
    });
    prop_oneof![4 => json, 1 => any_text()]
}

fn any_record() -> impl Strategy<Value = Record> {
    let times = prop_oneof![any::<i64>(), 1_500_000_000_000..1_900_000_000_000i64];
    let offsets = prop_oneof![any::<i32>(), (-840..840i32).prop_map(|minutes| minutes * 60)];
    (times, offsets, any_text(), any_text(), any::<u32>(), any_payload()).prop_map(
        |(utc_ms, offset_s, kind, item, revision, payload)| Record {
            utc_ms,
            offset_s,
            kind,
            item,
            revision,
            payload,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    /// Out of one file and into another.
    #[test]
    fn an_export_makes_the_same_file_again(records in prop::collection::vec(any_record(), 0..20)) {
        let dir = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap();
        let path = |name: &str| dir.path().join(name);
        let mut store = Store::open(&path("one.db")).store;
        store.append(&records).unwrap();
        let all = store.read_all().unwrap();
        for (name, format) in [("json.db", Exchange::Json), ("ron.db", Exchange::Ron), ("csv.db", Exchange::Csv)] {
            let read = exchange::read(exchange::write(&all, format).as_bytes()).unwrap();
            let mut store = Store::open(&path(name)).store;
            let merged = store.merge(&read).unwrap();
            prop_assert_eq!((merged.new, merged.conflicts.len()), (records.len(), 0));
            prop_assert_eq!(store.merge(&read).unwrap().new, 0);
            prop_assert_eq!(&store.read_all().unwrap(), &all);
        }
    }

    #[test]
    fn no_text_makes_reading_panic(text in prop_oneof![any_text(), "[{(]\"?format\"?:.{0,40}", "id,time,kind,.{0,60}"]) {
        let _ = exchange::read(text.as_bytes());
    }

    #[test]
    fn no_change_of_an_export_makes_reading_panic(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        for format in ALL {
            let mut bytes = exchange::write(&[stored(1, record(r#"{"a":[1,"x"]}"#))], format).into_bytes();
            let at = at.index(bytes.len());
            bytes[at] = byte;
            let _ = exchange::read(&bytes);
        }
    }
}
