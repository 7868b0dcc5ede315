//! `seodang progress`, the real program: what it says, what it writes, and the code it ends with.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]
#![cfg(unix)] // elsewhere no variable leads the program away from the user's own folders

#[path = "support/place.rs"]
mod place;

use std::{
    fs,
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
};

use place::Place;
use seodang::{
    lang::hangul::is_hangul,
    store::{Store, StoredRecord},
    study::{Progress, Record},
};

/// What a run came to.
#[derive(Debug)]
struct Ran {
    code: i32,
    out: String,
    err: String,
}

/// Runs `seodang progress` with `args` and `input` in `place`, whose progress file is `mine.db`.
fn run_with(place: &Place, args: &[&str], input: &str) -> Ran {
    let mut child = Command::new(env!("CARGO_BIN_EXE_seodang"))
        .args(["--progress", "mine.db", "progress"])
        .args(args)
        .env_clear()
        .envs(place.environment())
        .current_dir(place.work())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let ran = Ran { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) };
    assert!(!ran.err.contains("panicked"), "{args:?}: {}", ran.err);
    ran
}

fn run(place: &Place, args: &[&str]) -> Ran {
    run_with(place, args, "")
}

#[track_caller]
fn printed(place: &Place, args: &[&str]) -> String {
    let ran = run(place, args);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{args:?}: {}", ran.out);
    ran.out
}

/// What `args` are refused with: nothing is printed and no file made.
#[track_caller]
fn refused(place: &Place, args: &[&str]) -> String {
    let before = place.files();
    let ran = run(place, args);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}: {}", ran.err);
    assert_eq!(place.files(), before, "{args:?} left files");
    ran.err
}

#[track_caller]
fn assert_has(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "no {part:?} in:\n{text}");
    }
}

fn record(n: i64, kind: &str, item: &str, payload: &str) -> Record {
    Record {
        utc_ms: 1_795_341_072_000 + n * 60_000,
        offset_s: 32_400,
        kind: kind.into(),
        item: item.into(),
        revision: 1,
        payload: payload.into(),
    }
}

fn answer(n: i64, item: &str, correct: bool) -> Record {
    record(n, "answered", item, &format!(r#"{{"response":{{"typed":"한글"}},"correct":{correct}}}"#))
}

fn write(path: &Path, records: &[Record]) {
    Store::open(path).store.append(records).unwrap();
}

/// A learner with two answers, a page and a mark.
fn learner() -> Place {
    let place = Place::new();
    write(
        &place.work().join("mine.db"),
        &[
            answer(0, "ecs-not-ec2", true),
            answer(1, "of-another-course", false),
            record(2, "page-read", "ecs#roles", ""),
            record(3, "marked", "ecs-not-ec2", r#"{"bookmark":true}"#),
        ],
    );
    place
}

fn all(place: &Place) -> Vec<StoredRecord> {
    Store::open(&place.work().join("mine.db")).records
}

fn folded(place: &Place) -> Progress {
    Progress::from_records(all(place).iter().map(|stored| &stored.record))
}

#[test]
fn without_a_file_nothing_is_made() {
    let place = Place::new();
    for args in [
        &["show"][..],
        &["export"],
        &["export", "-o", "out.json"],
        &["undo"],
        &["undo", "--list"],
        &["reset", "ecs", "--yes"],
        &["reset", "--all", "--yes"],
        &["doctor"],
        &["doctor", "--fix"],
    ] {
        assert_has(&refused(&place, args), &["there is no progress yet", "mine.db"]);
    }
    assert_eq!(printed(&place, &["path"]), "mine.db\n");
    assert_has(&refused(&place, &["import", "nothing.json"]), &["there is no file nothing.json"]);
    assert_has(&refused(&place, &["merge"]), &["<FILE>"]);
    assert_has(&refused(&place, &["reset"]), &["<ITEM>"]);
    assert_has(&refused(&place, &["reset", "ecs", "--all"]), &["cannot be used with"]);
}

#[test]
fn the_place_of_the_platform_is_known() {
    let place = Place::new();
    let output = Command::new(env!("CARGO_BIN_EXE_seodang"))
        .args(["progress", "path"])
        .env_clear()
        .envs(place.environment())
        .output()
        .unwrap();
    let path = String::from_utf8(output.stdout).unwrap();
    assert!(path.ends_with("progress.db\n") && Path::new(path.trim()).is_absolute(), "{path}");
}

#[test]
fn what_the_file_holds() {
    let place = learner();
    let out = printed(&place, &["show"]);
    assert_has(
        &out,
        &[
            "File      mine.db\n",
            "4 events",
            "Period    2026-11-22\n",
            "1 page\n",
            "2 · 50% right",
            "none yet",
        ],
    );
    let korean = printed(&place, &["show", "--lang", "ko"]);
    assert_has(&korean, &["파일      mine.db\n", "기록 4개", "2번 · 맞힘 50%", "아직 없음"]);
    let json: serde_json::Value =
        serde_json::from_str(&printed(&place, &["show", "--format", "json"])).unwrap();
    assert_eq!(
        (json["version"].as_u64(), json["events"].as_u64(), json["right"].as_u64()),
        (Some(1), Some(4), Some(1))
    );
    assert_eq!(json["first"].as_str(), Some("2026-11-22"));
    assert_eq!(place.files(), ["work/mine.db"], "looking changes nothing");
}

#[test]
fn an_export_is_taken_over_elsewhere_to_the_byte() {
    let place = learner();
    let before = all(&place);
    let mut exports = vec![];
    for (args, name) in [
        (&["export", "-o", "a.json"][..], "a.json"),
        (&["export", "-o", "a.ron"], "a.ron"),
        (&["export", "-o", "a.csv"], "a.csv"),
        (&["export", "--format", "csv", "-o", "b.txt"], "b.txt"),
    ] {
        assert_has(&printed(&place, args), &["4 events exported to", name]);
        exports.push(fs::read_to_string(place.work().join(name)).unwrap());
    }
    assert_eq!(exports[2], exports[3]);
    assert_eq!(printed(&place, &["export"]), exports[0]);
    for text in exports {
        let other = Place::new();
        fs::write(other.work().join("in"), &text).unwrap();
        assert_eq!(printed(&other, &["import", "in"]), "4 new events; 0 were there already\n");
        assert_eq!(all(&other), before);
        let bytes = fs::read(other.work().join("mine.db")).unwrap();
        assert_eq!(printed(&other, &["import", "in"]), "0 new events; 4 were there already\n");
        assert_eq!(fs::read(other.work().join("mine.db")).unwrap(), bytes, "the second time changes nothing");
        let piped = Place::new();
        let ran = run_with(&piped, &["import", "-"], &text);
        assert_eq!((ran.code, all(&piped) == before), (0, true), "{}", ran.err);
    }
    // What is there is not written over.
    let ran = run(&place, &["export", "-o", "mine.db"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert_eq!(all(&place), before);
}

#[test]
fn a_bad_import_changes_nothing_and_names_the_place() {
    let place = learner();
    let good = printed(&place, &["export"]);
    let before = fs::read(place.work().join("mine.db")).unwrap();
    let cases = [
        (good.replace("\"revision\":1}\n", "\"revision\":1,\"more\":2}\n"), "in:4:"),
        (good.replace("ecs#roles", "ecs#roles\u{1}"), "in:4:"),
        (good.replacen("2026-11-22T18:51", "yesterday", 1), "in:2:72: cannot be read (time: `yesterday"),
        (good[..good.len() - 5].to_owned(), "in:5:"),
        (good.replace("\"version\":1", "\"version\":7"), "newer Seodang (format version 7"),
        ("hello".to_owned(), "in is not a progress file"),
        (String::new(), "in was not exported by Seodang"),
    ];
    for (text, expected) in cases {
        if text == good {
            continue;
        }
        fs::write(place.work().join("in"), &text).unwrap();
        for command in ["import", "merge"] {
            assert_has(&refused(&place, &[command, "in"]), &[expected]);
        }
    }
    assert_eq!(fs::read(place.work().join("mine.db")).unwrap(), before);
    // One bad file among good ones.
    fs::write(place.work().join("good"), &good).unwrap();
    refused(&place, &["merge", "good", "in"]);
}

#[test]
fn two_computers_become_one() {
    let place = learner();
    let other = place.work().join("laptop.db");
    write(&other, &[answer(10, "ecs-x", true), answer(11, "ecs-y", false)]);
    let bytes = fs::read(&other).unwrap();
    let out = printed(&place, &["merge", "laptop.db"]);
    assert_has(&out, &["2 new events; 0 were there already", "before: ", "backups/mine-before-merge-"]);
    assert_eq!(fs::read(&other).unwrap(), bytes, "the other file is not touched");
    assert_eq!(all(&place).len(), 6);
    let copy = seodang::store::backups(&place.work().join("mine.db")).remove(0).path;
    assert_eq!(Store::open(&copy).records.len(), 4);
    assert_eq!(printed(&place, &["merge", "laptop.db", "mine.db"]), "0 new events; 8 were there already\n");
    // The other way round it is the same.
    let back = Place::new();
    fs::copy(&other, back.work().join("mine.db")).unwrap();
    fs::copy(&copy, back.work().join("desk.db")).unwrap();
    printed(&back, &["merge", "desk.db"]);
    assert_eq!(all(&back), all(&place));
}

#[test]
fn a_damaged_file_is_merged_as_far_as_it_can_be_read() {
    let place = learner();
    let other = place.work().join("laptop.db");
    write(&other, &[answer(10, "ecs-x", true)]);
    let mut bytes = fs::read(&other).unwrap();
    bytes[..100].fill(0xff);
    fs::write(&other, &bytes).unwrap();
    let ran = run(&place, &["merge", "laptop.db"]);
    assert_eq!(ran.code, 0);
    assert_has(&ran.out, &["1 new event; "]);
    assert_has(&ran.err, &["laptop.db is damaged", "1 event."]);
    assert_eq!(fs::read(&other).unwrap(), bytes);
}

#[test]
fn an_event_that_was_altered_is_told() {
    let place = learner();
    let text = printed(&place, &["export"]).replace("\"correct\":false", "\"correct\":true");
    fs::write(place.work().join("in"), text).unwrap();
    let before = all(&place);
    let ran = run(&place, &["import", "in"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, "0 new events; 3 were there already\n"));
    assert_has(&ran.err, &["1 event of the other file", &before[1].id.to_string()]);
    assert_eq!(all(&place), before);
}

#[test]
fn the_last_thing_is_taken_back() {
    let place = learner();
    let list = printed(&place, &["undo", "--list"]);
    let expected = [
        "2026-11-22 18:54  mark  ecs-not-ec2",
        "2026-11-22 18:52  answer  of-another-course",
        "2026-11-22 18:51  answer  ecs-not-ec2",
    ];
    assert_eq!(list.lines().collect::<Vec<_>>(), expected);
    for line in expected {
        assert_eq!(printed(&place, &["undo"]), format!("Taken back: {line}\n"));
    }
    let ran = run(&place, &["undo", "--lang", "ko"]);
    assert_eq!((ran.code, ran.err.as_str()), (1, "되돌릴 것이 없어요\n"));
    let progress = folded(&place);
    assert_eq!((progress.histories().count(), progress.marked().count()), (0, 0));
    assert_eq!(all(&place).len(), 7, "nothing is removed");
}

/// All of it but for the note that something was taken back.
fn seen(progress: &Progress) -> String {
    let all = format!("{progress:?}");
    let (seen, _) = all.split_once(", taken_back: ").unwrap();
    seen.to_owned()
}

#[test]
fn beginning_anew_is_confirmed_copied_and_can_be_taken_back() {
    let place = learner();
    assert_has(&refused(&place, &["reset", "ecs-not-ec2"]), &["--yes"]);
    let before = folded(&place);
    for (args, left) in [
        (&["reset", "of-another-course", "--yes"][..], 1),
        (&["reset", "--all", "--yes"], 0),
        (&["reset", "ecs#roles", "--yes"], 2),
        (&["reset", "ecs", "--yes"], 1),
    ] {
        let out = printed(&place, args);
        assert_has(&out, &["Begun anew: ", "seodang progress undo", "backups/mine-before-reset-"]);
        let after = folded(&place);
        assert_eq!(after.histories().count(), left, "{args:?}");
        assert_ne!(after, before, "{args:?}");
        assert_has(&printed(&place, &["undo"]), &["Taken back: ", "reset"]);
        assert_eq!(seen(&folded(&place)), seen(&before));
    }
    let copies = seodang::store::backups(&place.work().join("mine.db"));
    let sizes: Vec<usize> = copies.iter().map(|copy| Store::open(&copy.path).records.len()).collect();
    assert!((0..4).all(|n| sizes.contains(&(4 + 2 * n))) && sizes.len() == 4, "{sizes:?}");
    assert_has(&refused(&place, &["reset", "esc", "--yes"]), &["no question, term or lesson 'esc'", "'ecs'"]);
}

#[test]
fn a_term_begins_anew_with_all_its_cards() {
    let place = Place::new();
    write(
        &place.work().join("mine.db"),
        &[
            record(0, "term-opened", "task", ""),
            record(1, "reviewed", "term:task:ko-en", r#"{"grade":"good"}"#),
            record(2, "reviewed", "term:task:fill", r#"{"grade":"again"}"#),
            record(3, "reviewed", "term:service:fill", r#"{"grade":"good"}"#),
        ],
    );
    printed(&place, &["reset", "task", "--yes"]);
    let progress = folded(&place);
    assert_eq!(progress.histories().map(|(key, _)| key).collect::<Vec<_>>(), ["term:service:fill"]);
    assert!(progress.opened_terms().is_empty());
}

#[test]
fn a_sound_file_is_called_sound() {
    let place = learner();
    let out = printed(&place, &["doctor"]);
    assert_has(
        &out,
        &["ok: 4 events, all whole", "no backup yet", "1 item is not in this course", "no problems\n"],
    );
    let korean = printed(&place, &["doctor", "--lang", "ko"]);
    assert_has(&korean, &["정상: 기록 4개", "참고: 백업이 아직 없어요", "문제가 없어요\n"]);
    assert_eq!(place.files(), ["work/mine.db"], "looking changes nothing");
    assert_has(&printed(&place, &["doctor", "--fix"]), &["a summary for a quick start covers 4 events"]);
}

#[test]
fn oddities_are_explained() {
    let place = Place::new();
    write(
        &place.work().join("mine.db"),
        &[
            answer(0, "ecs-not-ec2", true),
            record(10_000_000_000, "answered", "ecs-not-ec2", "{}"),
            Record { utc_ms: 1_000_000, ..record(0, "seen-in-a-dream", "=x\u{7}", "") },
        ],
    );
    let out = printed(&place, &["doctor"]);
    assert_has(
        &out,
        &[
            "of kinds that this version does not know: seen-in-a-dream",
            "1 event is not understood",
            "1 event lies in the future",
            "1 event lies before 2020",
            "time goes back at 1 place;",
        ],
    );
    assert!(!out.contains('\u{7}'));
}

/// Damages a row, which a small file shows at the next opening and a large one only here.
fn damage(place: &Place) -> Vec<u8> {
    let path = place.work().join("mine.db");
    let mut bytes = fs::read(&path).unwrap();
    let at = bytes.windows(9).position(|window| window == b"ecs#roles").unwrap();
    bytes[at] = b'x';
    fs::write(&path, &bytes).unwrap();
    bytes
}

#[test]
fn damage_is_found_and_mended_with_the_damaged_file_kept() {
    let place = learner();
    let bytes = damage(&place);
    let ran = run(&place, &["doctor"]);
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    assert_has(
        &ran.out,
        &["problem: 1 event is not what was written", "3 events can be saved", "1 problem\n"],
    );
    assert_eq!(fs::read(place.work().join("mine.db")).unwrap(), bytes, "looking changes nothing");
    let out = printed(&place, &["doctor", "--fix"]);
    assert_has(&out, &["fixed: The progress file was damaged", "ok: 3 events", "a damaged file was kept"]);
    let kept = place.files().into_iter().find(|name| name.contains(".damaged-")).unwrap();
    assert_eq!(fs::read(place.path(&kept)).unwrap(), bytes);
    printed(&place, &["doctor"]);
}

#[test]
fn what_is_no_progress_file_is_left_alone() {
    let place = Place::new();
    let path = place.work().join("mine.db");
    for bytes in [b"hello".repeat(500), b"x".to_vec()] {
        fs::write(&path, &bytes).unwrap();
        for args in [&["doctor"][..], &["doctor", "--fix"], &["show"], &["export"], &["undo"]] {
            assert_has(&refused(&place, args), &["mine.db is not a progress file"]);
        }
        assert_eq!(fs::read(&path).unwrap(), bytes);
    }
    fs::write(&path, "").unwrap();
    let ran = run(&place, &["doctor"]);
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    assert_has(&ran.out, &["problem: the file is empty"]);
    fs::remove_file(&path).unwrap();
    write(&path, &[answer(0, "a", true)]);
    rusqlite::Connection::open(&path).unwrap().execute_batch("PRAGMA user_version = 9").unwrap();
    for args in [&["doctor"][..], &["show"], &["undo"], &["reset", "--all", "--yes"], &["merge", "mine.db"]] {
        assert_has(&refused(&place, args), &["newer Seodang (file version 9"]);
    }
}

#[test]
fn what_is_left_lying_about_is_named_and_swept() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = learner();
    let (file, backups) = (place.work().join("mine.db"), place.work().join("backups"));
    fs::set_permissions(&file, fs::Permissions::from_mode(0o666)).unwrap();
    fs::create_dir(&backups).unwrap();
    fs::write(place.work().join("mine.db.new-77"), "").unwrap();
    fs::write(backups.join(".mine-2026-11-22.db.unfinished-77"), "").unwrap();
    fs::copy(&file, backups.join("mine-2026-11-22.db")).unwrap();
    let ran = run(&place, &["doctor"]);
    assert_eq!(ran.code, 1);
    assert_has(
        &ran.out,
        &["problem: others on this computer may change", "mine.db.new-77", "unfinished-77", "backup: "],
    );
    let out = printed(&place, &["doctor", "--fix"]);
    assert_has(&out, &["fixed: only you", "fixed: 2 leftovers removed"]);
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(backups.join("mine-2026-11-22.db").is_file());
}

#[test]
fn help_is_in_both_languages() {
    let place = Place::new();
    for command in ["", "show", "path", "export", "import", "merge", "undo", "reset", "doctor"] {
        let args: Vec<&str> = [command, "--help"].into_iter().filter(|arg| !arg.is_empty()).collect();
        let english = printed(&place, &args);
        assert!(english.contains("Usage: ") && !english.chars().any(is_hangul), "{english}");
        let korean = printed(&place, &[&args[..], &["--lang", "ko"]].concat());
        assert_has(&korean, &["사용법: seodang progress", "--progress"]);
    }
}
