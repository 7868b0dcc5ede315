//! `kill -9` in a loop while answering: every acknowledged answer is there, exactly once.
//!
//! The child is this same test program in another role, so that nothing but the library is in it.
#![allow(clippy::disallowed_methods, reason = "a test may read the clock and its own arguments")]
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use jiff::{ToSpan as _, civil::date};
use seodang::{
    store::{Notice, Opened, Store, backup_folder, backups},
    study::Record,
};
use std::{
    collections::HashMap,
    env, fs,
    io::{BufRead as _, BufReader, Write as _},
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

const ROUNDS: u32 = 240;
const FILE: &str = "SEODANG_TEST_KILL_FILE";
const ROUND: &str = "SEODANG_TEST_KILL_ROUND";

fn record(item: String) -> Record {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    Record {
        utc_ms: now.as_millis() as i64,
        offset_s: 0,
        kind: "answered".into(),
        item,
        revision: 1,
        payload: r#"{"option":"b"}"#.into(),
    }
}

/// The child: answers until it is killed, and says which answers were taken.
#[test]
fn child() {
    let (Some(file), Ok(round)) = (env::var_os(FILE), env::var(ROUND)) else {
        return;
    };
    let mut opened = Store::open(Path::new(&file));
    let mut out = std::io::stdout().lock();
    for notice in &opened.notices {
        writeln!(out, "\nnotice {notice:?}").unwrap();
    }
    for n in 0.. {
        let item = format!("{round}/{n}");
        // Some answers come with others, as at the end of an exam.
        let more = (0..n % 3).map(|m| record(format!("{round}/{n}/{m}")));
        let records: Vec<Record> = more.chain([record(item.clone())]).collect();
        if opened.store.append(&records).is_ok() {
            for record in &records {
                writeln!(out, "\nack {}", record.item).unwrap();
            }
            out.flush().unwrap();
        }
    }
}

/// How many records there are, which is what the keeper folds them to.
fn count(opened: &Opened) -> u64 {
    let covered =
        opened.snapshot.as_ref().map_or(0, |bytes| u64::from_le_bytes(bytes[..].try_into().unwrap()));
    covered + opened.records.len() as u64
}

/// The child in another role: short sessions, each with a snapshot and a copy at its end.
#[test]
fn keeper() {
    let (Some(file), Ok(round)) = (env::var_os(FILE), env::var(ROUND)) else {
        return;
    };
    let mut out = std::io::stdout().lock();
    for n in 0.. {
        let mut opened = Store::open_from_snapshot(Path::new(&file), 1);
        for notice in &opened.notices {
            writeln!(out, "\nnotice {notice:?}").unwrap();
        }
        let count = count(&opened);
        let item = format!("{round}/{n}");
        opened.store.append(&[record(item.clone())]).unwrap();
        writeln!(out, "\nack {item}").unwrap();
        out.flush().unwrap();
        opened.store.keep_snapshot(1, &count.to_le_bytes()).unwrap();
        let round: i32 = round.parse().unwrap();
        let day = date(2026, 1, 1) + (1000 * round + n).days();
        if let Err(error) = opened.store.back_up(day.at(21, 0, 0, 0)) {
            writeln!(out, "\nnotice {error:?}").unwrap();
        }
    }
}

fn spawn(role: &str, file: &Path, round: &str) -> Child {
    Command::new(env::current_exe().unwrap())
        .args(["--exact", role, "--nocapture", "--test-threads=1"])
        .envs([(FILE, file.as_os_str()), (ROUND, round.as_ref())])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Kills `child` after `pause`, or that long after its first answer was taken; gives what it said.
fn kill(mut child: Child, after_first: bool, pause: Duration) -> Vec<String> {
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut said = Vec::new();
    if after_first {
        for line in lines.by_ref() {
            said.push(line.unwrap());
            if said.last().is_some_and(|line| line.starts_with("ack ")) {
                break;
            }
        }
    }
    thread::sleep(pause);
    child.kill().unwrap();
    child.wait().unwrap();
    said.extend(lines.map_while(Result::ok));
    said
}

#[test]
fn no_acknowledged_answer_is_missing() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("progress.db");
    let mut acknowledged = Vec::new();
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    let mut first_answers = 0;
    for round in 0..ROUNDS {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let pause = Duration::from_micros((random >> 33) % 12_000);
        let child = spawn("child", &file, &round.to_string());
        // Every eighth round a second instance answers at the same time and outlives the first.
        let other = (round % 8 == 0).then(|| spawn("child", &file, &format!("{round}+")));
        // Every fourth round dies anywhere, the opening included.
        let mut said = kill(child, round % 4 != 0, pause);
        said.extend(other.into_iter().flat_map(|other| kill(other, true, pause / 2)));
        let before = acknowledged.len();
        for line in &said {
            assert!(!line.starts_with("notice ") || line.contains("WasEmpty"), "round {round}: {line}");
            acknowledged.extend(line.strip_prefix("ack ").map(str::to_owned));
        }
        first_answers += usize::from(acknowledged.len() > before);
    }
    let opened = Store::open(&file);
    assert_eq!(opened.notices, Vec::<Notice>::new());
    let mut times = HashMap::new();
    for stored in &opened.records {
        *times.entry(stored.record.item.as_str()).or_insert(0) += 1;
    }
    for item in &acknowledged {
        assert_eq!(times.get(item.as_str()), Some(&1), "answer {item}");
    }
    assert!(times.values().all(|times| *times == 1));
    // Nothing was judged damaged on the way.
    let aside = fs::read_dir(dir.path())
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().contains("damaged"));
    assert_eq!(aside.count(), 0);
    println!(
        "{ROUNDS} rounds, {first_answers} with answers, {} answers, {} records",
        acknowledged.len(),
        times.len()
    );
    assert!(first_answers >= 200 - 50, "too few rounds got to an answer: {first_answers}");
}

#[test]
fn no_snapshot_and_no_copy_is_ever_half_written() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("progress.db");
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    let mut acknowledged = Vec::new();
    for round in 0..60 {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let pause = Duration::from_micros((random >> 33) % 30_000);
        let said = kill(spawn("keeper", &file, &round.to_string()), true, pause);
        for line in &said {
            assert!(!line.starts_with("notice "), "round {round}: {line}");
            acknowledged.extend(line.strip_prefix("ack ").map(str::to_owned));
        }
        let opened = Store::open_from_snapshot(&file, 1);
        assert_eq!(opened.notices, [], "round {round}");
        let all = opened.store.read_all().unwrap();
        assert_eq!(count(&opened), all.len() as u64, "round {round}");
        for backup in backups(&file) {
            let copy = seodang::store::read(&backup.path).unwrap();
            assert_eq!(copy.damage, None, "round {round}: {}", backup.path.display());
            assert!(all.starts_with(&copy.records) && !copy.records.is_empty(), "round {round}");
        }
    }
    let items: HashMap<String, usize> =
        Store::open(&file).records.into_iter().map(|stored| (stored.record.item, 1)).collect();
    assert!(acknowledged.iter().all(|item| items.contains_key(item)));
    assert!(backups(&file).len() > 4, "{}", backups(&file).len());
    let unfinished = fs::read_dir(backup_folder(&file)).unwrap().count() - backups(&file).len();
    println!("{} sessions, {} copies, {unfinished} unfinished", acknowledged.len(), backups(&file).len());
}
