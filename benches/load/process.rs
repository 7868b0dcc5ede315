//! A server as a process of its own: begun on a core of its own, and what the system knows of it.

use std::{
    fs,
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

/// This program as a server with its journal in `folder`, on the core `core`, and the line that it says first.
pub fn start(core: usize, folder: &Path, more: &[&str]) -> (Child, String) {
    let mut command = Command::new("taskset");
    command.arg("-c").arg(core.to_string()).arg(std::env::current_exe().unwrap());
    command.arg("--serve").arg(folder).args(more);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    (child, line)
}

/// Seconds of processor time that a process has taken so far; no number when there is no such process.
pub fn cpu(pid: Option<u32>) -> f64 {
    let Some(stat) = read(pid, "stat") else { return f64::NAN };
    // Behind the name, which is in parentheses: the 14th and 15th field, in hundredths of a second.
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
    (fields[11].parse::<f64>().unwrap() + fields[12].parse::<f64>().unwrap()) / 100.0
}

/// What of a process is resident now (`VmRSS`), or was at the most (`VmHWM`).
pub fn memory_mb(pid: Option<u32>, what: &str) -> f64 {
    let Some(status) = read(pid, "status") else { return f64::NAN };
    let line = status.lines().find(|line| line.starts_with(what)).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<f64>().unwrap() / 1024.0
}

fn read(pid: Option<u32>, name: &str) -> Option<String> {
    fs::read_to_string(format!("/proc/{}/{name}", pid?)).ok()
}
