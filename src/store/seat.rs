//! Seats in classes elsewhere: what proves whose they are, kept for as long as one may come back.
//!
//! Invariants: a file for each class, named after its join code, for this user only. What cannot be read or written is as
//! good as nothing: one joins anew.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use super::aside;
use crate::class::{JoinCode, SeatToken};

/// How long a seat that nobody comes back to is kept, in milliseconds.
pub const KEPT_MS: i64 = 24 * 3_600_000;

/// A seat in a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    /// Proof of whose it is.
    pub token: SeatToken,
    /// When it was taken, in milliseconds since 1970 in UTC.
    pub since_ms: i64,
    /// Until when it is kept.
    pub until_ms: i64,
}

/// All seats of a learner.
#[derive(Clone, Debug)]
pub struct Seats {
    folder: PathBuf,
}

impl Seats {
    /// Those kept in `folder`, without those whose time was over at `now_ms`.
    #[must_use]
    pub fn open(folder: PathBuf, now_ms: i64) -> Seats {
        let seats = Seats { folder };
        let entries = fs::read_dir(&seats.folder).into_iter().flatten().flatten();
        for path in entries.map(|entry| entry.path()) {
            if is_seat(&path) && read(&path).is_none_or(|seat| seat.until_ms <= now_ms) {
                let _ = fs::remove_file(path);
            }
        }
        seats
    }

    /// The seat in the class with this code.
    #[must_use]
    pub fn find(&self, code: JoinCode) -> Option<Seat> {
        read(&self.path(code))
    }

    /// Keeps a seat. The time when it was taken stays that of the first time.
    pub fn keep(&self, code: JoinCode, seat: Seat) {
        let path = self.path(code);
        let before = read(&path).filter(|before| before.token == seat.token);
        let since_ms = before.map_or(seat.since_ms, |before| before.since_ms.min(seat.since_ms));
        let Ok(text) = serde_json::to_vec(&Seat { since_ms, ..seat }) else { return };
        let new = aside::beside(&path, ".new");
        // Whatever fails: the seat is lost when the program is, and not before.
        let written = aside::make_directory(&path)
            .and_then(|()| fs::remove_file(&new).or(Ok(())))
            .and_then(|()| aside::make_file(&new))
            .and_then(|_| fs::OpenOptions::new().write(true).open(&new)?.write_all(&text));
        let _ = written.and_then(|()| fs::rename(&new, &path));
    }

    /// Gives up the seat in the class with this code.
    pub fn forget(&self, code: JoinCode) {
        let _ = fs::remove_file(self.path(code));
    }

    fn path(&self, code: JoinCode) -> PathBuf {
        self.folder.join(code.to_string())
    }
}

/// Whether the file is named like one of ours.
fn is_seat(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let name = name.strip_suffix(".new").unwrap_or(name);
    name.parse::<JoinCode>().is_ok_and(|code| code.to_string() == name)
}

fn read(path: &Path) -> Option<Seat> {
    serde_json::from_slice(&fs::read(path).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::class::seat::Hex;

    #[test]
    fn a_seat_is_kept_for_its_time_and_for_nobody_else() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("seats");
        let (code, other): (JoinCode, JoinCode) = ("ABC234".parse().unwrap(), "XYZ789".parse().unwrap());
        let seat = |token, since_ms| Seat { token: SeatToken(Hex([token; 16])), since_ms, until_ms: 1_000 };
        let seats = Seats::open(folder.clone(), 0);
        assert_eq!(seats.find(code), None);
        seats.keep(code, seat(1, 10));
        // Taken again later: it is still the same seat. Another token is another seat.
        seats.keep(code, seat(1, 20));
        assert_eq!(seats.find(code), Some(seat(1, 10)));
        seats.keep(other, seat(2, 30));
        seats.keep(other, seat(3, 40));
        assert_eq!(seats.find(other), Some(seat(3, 40)));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!((mode(&folder), mode(&folder.join("ABC234"))), (0o700, 0o600));
        }
        seats.forget(other);
        assert_eq!(seats.find(other), None);

        fs::write(folder.join("DEF567"), "torn").unwrap();
        fs::write(folder.join("notes.txt"), "mine").unwrap();
        assert_eq!(Seats::open(folder.clone(), 999).find(code), Some(seat(1, 10)));
        assert_eq!(Seats::open(folder.clone(), 1_000).find(code), None);
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "what is not ours stays");
    }
}
