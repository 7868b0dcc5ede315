use std::{fs, path::PathBuf};

use rusqlite::Connection;

use super::*;
use crate::class::{Happened, Room, Setup, poll::Poll};

fn events() -> Vec<Event> {
    let title = crate::lang::Text { ko: "수업".into(), en: "Class".into() };
    let (_, opened) = Room::open(Setup::live(title, vec![Poll::Going.item()], 7), 0).unwrap();
    vec![opened, Event { at: 5, what: Happened::Door { open: false } }]
}

fn head() -> Head {
    Head { code: JoinCode::from_random(1_234_567), opened_ms: 1_795_341_072_000, host: None, clock: 9 }
}

fn made() -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("rooms");
    Journal::create(&folder, head(), &events()).unwrap();
    (dir, folder)
}

#[test]
fn a_journal_is_read_as_it_was_written() {
    let (_dir, folder) = made();
    let code = head().code;
    let (mut journal, kept) = Journal::open(&folder, code).unwrap();
    assert_eq!((kept.head, &kept.events, kept.clock()), (head(), &events(), 9));
    let more = Event { at: 80, what: Happened::Closed };
    journal.append(std::slice::from_ref(&more), 70).unwrap();
    journal.append(&[], 60).unwrap();
    journal.set_host(Hex([3; 32])).unwrap();
    assert_eq!(kept.reach, None);
    ["--lan", "--bind 10.0.0.7"].into_iter().for_each(|options| journal.keep_reach(options).unwrap());
    // While it is open, others read it but do not write.
    let read = read(&folder, code).unwrap();
    assert_eq!(read.events, [events(), vec![more]].concat());
    assert_eq!((read.head.clock, read.clock(), read.head.host), (70, 80, Some(Hex([3; 32]))));
    assert_eq!(read.reach.as_deref(), Some("--bind 10.0.0.7"));
    assert_eq!(journal.read().unwrap(), read);
    assert_eq!(Journal::open(&folder, code).unwrap_err(), JournalError::InUse { code });
    assert_eq!(delete(&folder, code).unwrap_err(), JournalError::InUse { code });
    assert!(is_in_use(&folder, code));
    assert_eq!(Journal::create(&folder, head(), &[]).unwrap_err(), JournalError::Taken { code });
    drop(journal);
    assert!(!is_in_use(&folder, code));
    assert_eq!(codes(&folder), [code]);
    delete(&folder, code).unwrap();
    assert_eq!((codes(&folder).len(), fs::read_dir(&folder).unwrap().count()), (0, 0));
    assert!(matches!(super::read(&folder, code), Err(JournalError::Missing { .. })));
}

#[test]
fn what_was_altered_or_is_not_ours_is_refused() {
    let (_dir, folder) = made();
    let path = path_of(&folder, head().code);
    let alter = |sql: &str| Connection::open(&path).unwrap().execute_batch(sql);
    assert!(alter("UPDATE events SET event = '{}'").is_err());
    assert!(alter("DELETE FROM events").is_err());
    alter(
        "DROP TRIGGER events_are_never_changed; UPDATE events SET event = replace(event, 'Class', 'Clasp')",
    )
    .unwrap();
    let error = read(&folder, head().code).unwrap_err();
    assert!(matches!(&error, JournalError::Damaged { reason, .. } if reason.contains("event 1")), "{error}");
    alter("PRAGMA user_version = 2").unwrap();
    assert!(matches!(read(&folder, head().code), Err(JournalError::Newer { .. })));
    alter("PRAGMA application_id = 1").unwrap();
    assert!(matches!(Journal::open(&folder, head().code), Err(JournalError::Foreign { .. })));
}

#[test]
fn a_journal_from_before_it_was_kept_how_a_class_is_reached_goes_on() {
    let (_dir, folder) = made();
    let path = path_of(&folder, head().code);
    let alter = |sql: &str| Connection::open(&path).unwrap().execute_batch(sql).unwrap();
    alter("DROP TABLE reach");
    let (mut journal, kept) = Journal::open(&folder, head().code).unwrap();
    assert_eq!((kept.reach, &kept.events), (None, &events()));
    journal.keep_reach("--lan").unwrap();
    drop(journal);
    assert_eq!(read(&folder, head().code).unwrap().reach.as_deref(), Some("--lan"));
    alter("UPDATE reach SET options = '--bind 0.0.0.0'");
    let error = read(&folder, head().code).unwrap_err();
    assert!(matches!(&error, JournalError::Damaged { reason, .. } if reason.contains("reach")), "{error}");
}

#[cfg(unix)]
#[test]
fn nobody_else_may_look_into_it() {
    use std::os::unix::fs::PermissionsExt as _;
    let (_dir, folder) = made();
    for entry in fs::read_dir(&folder).unwrap().map(Result::unwrap) {
        assert_eq!(entry.metadata().unwrap().permissions().mode() & 0o077, 0, "{:?}", entry.path());
    }
    assert_eq!(fs::metadata(&folder).unwrap().permissions().mode() & 0o077, 0);
}
