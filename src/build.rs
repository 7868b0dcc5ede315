//! Embeds the course and the page of the class: writes a sorted table of `(path, text)` for `lessons/`, `quizzes/` and
//! `assets/`, and one for `assets/web/`.
//!
//! It must not know what the files mean; `course` and `serve` do.

use std::{
    env,
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
};

#[expect(clippy::disallowed_methods, reason = "this is how cargo talks to a build script")]
fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?);
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    let mut files = Vec::new();
    for dir in ["lessons", "quizzes", "assets"] {
        // The directory itself, so that a new file is noticed.
        println!("cargo::rerun-if-changed={}", root.join(dir).display());
        collect(&root.join(dir), &["ron", "md"], &mut files)?;
    }
    write_table(&root, files, &out.join("embedded.rs"))?;
    let mut files = Vec::new();
    let web = root.join("assets/web");
    collect(&web, &["html", "js", "css", "svg"], &mut files)?;
    write_table(&web, files, &out.join("web.rs"))
}

/// A table of `files` by their path below `root`.
fn write_table(root: &Path, mut files: Vec<PathBuf>, path: &Path) -> io::Result<()> {
    files.sort();
    let mut table = String::from("&[\n");
    for file in &files {
        println!("cargo::rerun-if-changed={}", file.display());
        let name = file.strip_prefix(root).map_err(io::Error::other)?;
        let name = name.to_string_lossy().replace('\\', "/");
        writeln!(table, "    ({name:?}, include_str!({:?})),", file.display().to_string())
            .map_err(io::Error::other)?;
    }
    table.push(']');
    fs::write(path, table)
}

fn collect(dir: &Path, endings: &[&str], files: &mut Vec<PathBuf>) -> io::Result<()> {
    if !dir.exists() {
        return Ok(());
    }
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, endings, files)?;
        } else if path.extension().is_some_and(|e| endings.iter().any(|ending| e == *ending))
            && path.file_name().is_some_and(|n| n != "README.md")
        {
            files.push(path);
        }
    }
    Ok(())
}
