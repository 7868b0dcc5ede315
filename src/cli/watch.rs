//! Watching the folder of a course: looks again and again whether its files have changed.
//!
//! Looking asks the file system about two dozen files, which takes it less than a millisecond, works on every kind of disk and
//! container, and does not mind a folder that goes away and comes back; so nothing is subscribed to.

use std::{collections::BTreeMap, path::PathBuf, sync::Arc, thread, time::Duration};

use super::folder::{self, Stamp};
use crate::{
    app::Event,
    course::{Edition, Files},
    terminal::Sender,
};

/// Time between two looks.
pub const EVERY: Duration = Duration::from_millis(400);

/// Whoever writes a file is given this long to write on; then it is read.
const SETTLING: Duration = Duration::from_millis(40);

/// A file that never settles is read all the same, after this many times.
const MOST_SETTLING: usize = 12;

/// After a change the files are read so many times even if they look the same: two changes can bear one time.
const READ_ON: u8 = 4;

/// A folder that is looked at again and again.
pub struct Watch {
    dir: PathBuf,
    /// What was read last; `None` while there is no such folder.
    files: Option<Files>,
    /// What was seen last.
    stamps: Option<BTreeMap<String, Option<Stamp>>>,
    read_on: u8,
}

impl Watch {
    /// Looks at `dir`, which held `files` not long ago.
    #[must_use]
    pub fn new(dir: PathBuf, files: Files) -> Watch {
        Watch { dir, files: Some(files), stamps: None, read_on: 0 }
    }

    /// What the files are; `None` while there is no such folder.
    #[must_use]
    pub fn files(&self) -> Option<&Files> {
        self.files.as_ref()
    }

    /// Looks. Whether the files are others than before.
    pub fn look(&mut self) -> bool {
        let mut stamps = folder::stamps(&self.dir).ok();
        if stamps == self.stamps && self.read_on == 0 {
            return false;
        }
        self.read_on = if stamps == self.stamps { self.read_on - 1 } else { READ_ON };
        for _ in 0..MOST_SETTLING {
            if stamps == self.stamps {
                break;
            }
            self.stamps = stamps;
            thread::sleep(SETTLING);
            stamps = folder::stamps(&self.dir).ok();
        }
        self.stamps = stamps;
        let files = folder::read(&self.dir).ok();
        let is_changed = files != self.files;
        self.files = files;
        is_changed
    }
}

/// Tells a session of every change in `dir`, which held `files` when the session began, until it ends.
pub fn tell(dir: PathBuf, files: Files, session: Sender) {
    thread::spawn(move || {
        let mut watch = Watch::new(dir, files);
        loop {
            thread::sleep(EVERY);
            if watch.look() {
                let edition = Edition::read(watch.files().cloned().unwrap_or_default());
                if !session.send(Event::Course(Arc::new(edition))) {
                    return;
                }
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn every_way_to_write_is_seen_once() {
        let dir = tempfile::tempdir().unwrap();
        let page = dir.path().join("lessons/green/ko.md");
        fs::create_dir_all(page.parent().unwrap()).unwrap();
        fs::write(&page, "one").unwrap();
        let mut watch = Watch::new(dir.path().to_owned(), folder::read(dir.path()).unwrap());
        assert!(!watch.look(), "nothing has changed since it was read");

        fs::write(&page, "two").unwrap();
        assert!(watch.look() && !watch.look());
        // By another file of the same size that takes its name, as editors do.
        let other = dir.path().join("lessons/green/.ko.md.swp");
        fs::write(&other, "six").unwrap();
        assert!(!watch.look(), "files of editors are none of ours");
        fs::rename(&other, &page).unwrap();
        assert!(watch.look());
        assert_eq!(watch.files().unwrap().text("lessons/green/ko.md"), "six");
        // The same text again is no change.
        fs::write(&page, "six").unwrap();
        assert!(!watch.look());
        // A new file, one that goes, a folder that goes and returns.
        fs::write(dir.path().join("lessons/green/en.md"), "new").unwrap();
        assert!(watch.look());
        fs::remove_file(&page).unwrap();
        assert!(watch.look());
        let away = dir.path().with_extension("away");
        fs::rename(dir.path(), &away).unwrap();
        assert!(watch.look() && watch.files().is_none() && !watch.look());
        fs::rename(&away, dir.path()).unwrap();
        assert!(watch.look() && watch.files().is_some());
    }
}
