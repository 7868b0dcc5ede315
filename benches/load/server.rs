//! The server: this program in another role, with a core of its own; or one that runs already.

use std::{
    io::Read as _,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::Child,
};

use seodang::{
    class::{Item, JoinCode, Setup},
    course::{Course, Files, Kind},
    serve::{
        Host,
        host::{Prepared, Reach},
    },
};

use super::{Plan, process};

pub struct Server {
    pub address: SocketAddr,
    pub code: JoinCode,
    pub token: String,
    pub rooms: Option<PathBuf>,
    pid: Option<u32>,
    /// Gone with its journal when this is dropped.
    child: Option<(Child, tempfile::TempDir)>,
}

impl Server {
    pub fn of(plan: &Plan) -> Server {
        let Some(address) = plan.address else { return Server::start(plan) };
        assert!(address.ip().is_loopback(), "{address} is not on this machine");
        let (code, token) = (plan.code.unwrap(), plan.token.clone().unwrap());
        Server { address, code, token, rooms: plan.rooms.clone(), pid: plan.pid, child: None }
    }

    fn start(plan: &Plan) -> Server {
        let folder = tempfile::tempdir().unwrap();
        let questions = plan.questions.to_string();
        let (child, line) = process::start(plan.core, folder.path(), &["--questions", &questions]);
        let mut words = line.split_whitespace();
        Server {
            address: words.next().unwrap().parse().unwrap(),
            code: words.next().unwrap().parse().unwrap(),
            token: words.next().unwrap().to_owned(),
            rooms: Some(folder.path().to_owned()),
            pid: Some(child.id()),
            child: Some((child, folder)),
        }
    }

    /// Seconds of processor time so far.
    pub fn cpu(&self) -> f64 {
        process::cpu(self.pid)
    }

    /// The most that was resident.
    pub fn memory_mb(&self) -> f64 {
        process::memory_mb(self.pid, "VmHWM")
    }

    /// Ends it, if this program has begun it.
    pub fn stop(&mut self) {
        if let Some((child, _)) = &mut self.child {
            drop(child.stdin.take());
            child.wait().unwrap();
        }
    }
}

/// Serves a class with the journal in `folder` until nobody holds standard input.
pub fn serve(folder: &Path, questions: usize) {
    let course = Course::open(Files::embedded()).0;
    let lesson = course.lesson_index("ecs").unwrap();
    let single = course.questions(lesson).iter().filter(|question| question.kind == Kind::Single);
    let items = single.cycle().take(questions).map(|question| Item::new(question.clone(), Some(60_000)));
    let setup = Setup::live(course.title.clone(), items.collect(), 7);
    let prepared = Prepared::open(folder, setup, 0).unwrap();
    let host = Host::start(prepared, Reach::at("127.0.0.1:0".parse().unwrap())).unwrap();
    println!("{} {} {}", host.address(), host.code(), host.new_token().unwrap().0);
    let _ = std::io::stdin().read_to_end(&mut Vec::new());
    host.stop();
}

/// A player takes one; the system gives fewer unasked.
pub fn allow_many_connections() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
        let limit = getrlimit(Resource::Nofile);
        setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, ..limit }).unwrap();
    }
}
