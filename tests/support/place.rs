//! A place for the program to run in: a home of its own, and nothing from outside.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Folders of a learner, empty at first; gone with the value.
pub struct Place {
    dir: tempfile::TempDir,
}

impl Place {
    pub fn new() -> Place {
        let dir = tempfile::tempdir().unwrap();
        for name in FOLDERS {
            fs::create_dir(dir.path().join(name)).unwrap();
        }
        Place { dir }
    }

    /// `name` in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// The folder to run in.
    pub fn work(&self) -> PathBuf {
        self.path("work")
    }

    /// The whole environment; every variable by which a program finds a place to write leads here.
    pub fn environment(&self) -> Vec<(&'static str, String)> {
        let folders = [
            ("HOME", "home"),
            ("XDG_DATA_HOME", "data"),
            ("XDG_CONFIG_HOME", "home"),
            ("XDG_CACHE_HOME", "home"),
            ("XDG_STATE_HOME", "home"),
            ("TMPDIR", "tmp"),
        ];
        let folders = folders.map(|(name, folder)| (name, self.path(folder).display().to_string()));
        let words = [("LANG", "en_US.UTF-8"), ("TERM", "xterm-256color"), ("RUST_BACKTRACE", "0")];
        folders.into_iter().chain(words.map(|(name, value)| (name, value.to_owned()))).collect()
    }

    /// Every file in it but the copies of the day, by its path from here.
    #[allow(dead_code, reason = "not every test looks")]
    pub fn files_but_backups(&self) -> Vec<String> {
        self.files().into_iter().filter(|file| !file.contains("/backups/")).collect()
    }

    /// Every file in it, by its path from here.
    pub fn files(&self) -> Vec<String> {
        fn collect(dir: &Path, root: &Path, out: &mut Vec<String>) {
            for entry in fs::read_dir(dir).unwrap().map(Result::unwrap) {
                if entry.path().is_dir() {
                    collect(&entry.path(), root, out);
                } else {
                    out.push(entry.path().strip_prefix(root).unwrap().display().to_string());
                }
            }
        }
        let mut out = Vec::new();
        collect(self.dir.path(), self.dir.path(), &mut out);
        out.sort();
        out
    }
}

const FOLDERS: [&str; 4] = ["home", "data", "tmp", "work"];
