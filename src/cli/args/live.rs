//! What can be typed after `seodang class` to hold a class or to take part in one.

use std::{
    net::{IpAddr, SocketAddr},
    path::PathBuf,
};

use clap::{Subcommand, ValueEnum};
use serde::{Deserialize, Serialize};

use crate::class::Address;

/// Holding a class, and taking part in one.
#[derive(Debug, Subcommand)]
pub enum LiveCommand {
    /// Hold a class: ask its questions live, or hand them out as homework
    #[command(after_help = HOST)]
    Host(Box<HostArgs>),
    /// Go on with a class that was interrupted, with everybody in their seats
    #[command(after_help = RESUME)]
    Resume {
        /// Join code; the newest class that was interrupted when left out
        #[arg(id = "resume_room", value_name = "ROOM")]
        room: Option<String>,
        #[command(flatten)]
        reach: ReachArgs,
    },
    /// Take part in a class
    #[command(after_help = JOIN)]
    Join {
        /// Where it is: an address, or the whole link; without it, classes in the local network are looked for
        #[arg(id = "class_address", value_name = "HOST[:PORT]")]
        address: Option<String>,
        /// Join code; asked for when left out
        #[arg(id = "class_code", long = "code", value_name = "CODE")]
        code: Option<String>,
        /// What you want to be called; asked for when left out
        #[arg(id = "nickname", long = "name", value_name = "NAME")]
        name: Option<String>,
        /// Only look on: what is on the wall
        #[arg(id = "as_wall", long = "projector", conflicts_with = "nickname")]
        projector: bool,
    },
    /// Show what is on the wall of a class, for a projector; nothing private is on it
    Wall {
        /// Where it is: an address, or the whole link; this computer when left out
        #[arg(id = "wall_address", value_name = "HOST[:PORT]")]
        address: Option<String>,
        /// Join code, to be shown to those who come late
        #[arg(id = "class_code", long = "code", value_name = "CODE")]
        code: Option<String>,
    },
}

/// What is asked, and how.
#[derive(Debug, clap::Args)]
pub struct HostArgs {
    /// Lesson, or lesson#page; a mix of the whole course when left out
    #[arg(id = "class_lesson", value_name = "LESSON[#PAGE]")]
    pub lesson: Option<String>,
    #[command(flatten)]
    pub reach: ReachArgs,
    /// What points are given for: right answers, or right answers that come fast
    #[arg(long, value_name = "SCORING", default_value = "accuracy", hide_default_value = true)]
    pub scoring: ScoringArg,
    /// Right answers in a row earn more
    #[arg(long)]
    pub streak: bool,
    /// Whoever comes late is scored by their share of what was asked since they came
    #[arg(long)]
    pub catch_up: bool,
    /// Names of teams, parted by commas
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub teams: Vec<String>,
    /// The class gives players their names
    #[arg(long, conflicts_with = "roster")]
    pub anonymous: bool,
    /// Students: a CSV file with their number and their name in each row
    #[arg(long, value_name = "FILE")]
    pub roster: Option<PathBuf>,
    /// Everybody at their own pace, until this much time is over: 30m, 2h, 7d; while no program holds the class it stands still
    #[arg(long, value_name = "TIME", value_parser = super::time::parse, conflicts_with = "seconds")]
    pub homework: Option<u64>,
    /// In homework, say what is right as soon as somebody has answered; otherwise when you open the results
    #[arg(long, requires = "homework")]
    pub at_once: bool,
    /// How long a question is open; 0 until you close it; 30 when left out
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(0..=3600))]
    pub seconds: Option<u64>,
    /// How many questions; all of the lesson, or 20 of the course, when left out
    #[arg(id = "how_many", long = "questions", value_name = "N", value_parser = clap::value_parser!(u64).range(1..=200))]
    pub questions: Option<u64>,
    /// Fixes which questions, and the order of their options
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// What the class is called; as the lesson when left out
    #[arg(id = "class_title", long = "name", value_name = "TITLE")]
    pub title: Option<String>,
}

/// Who can reach a class, and where. It is kept with the class.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, clap::Args)]
#[serde(default)]
pub struct ReachArgs {
    /// Let everybody in the local network join; without it, only this computer
    #[arg(long)]
    pub lan: bool,
    /// Let those join who reach this address of this computer
    #[arg(long, value_name = "ADDR[:PORT]", value_parser = bind, conflicts_with = "lan")]
    pub bind: Option<(IpAddr, Option<u16>)>,
    /// Port; 7070 when left out
    #[arg(long, value_name = "N")]
    pub port: Option<u16>,
    /// Port for ssh; 2222 when left out, or any other if that is taken; 0 for none
    #[arg(long, value_name = "N")]
    pub ssh_port: Option<u16>,
    /// Show players this name of the computer in place of its number
    #[arg(long, value_name = "HOST", value_parser = host)]
    pub show_as: Option<String>,
    /// Encrypt with this certificate, followed by those that vouch for it, in PEM
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    pub tls_cert: Option<PathBuf>,
    /// The key of the certificate, in PEM
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    pub tls_key: Option<PathBuf>,
    /// Begin with what only you may see; the wall is shown elsewhere
    #[arg(id = "wall_elsewhere", long = "projector")]
    pub projector: bool,
}

impl ReachArgs {
    /// These, and where they say nothing, what was said `before`.
    #[must_use]
    pub fn or(self, before: ReachArgs) -> ReachArgs {
        let is_elsewhere = self.lan || self.bind.is_some();
        let (lan, bind) = if is_elsewhere { (self.lan, self.bind) } else { (before.lan, before.bind) };
        let port_is_said = self.bind.is_some_and(|(_, port)| port.is_some());
        let (tls_cert, tls_key) = match self.tls_cert {
            Some(_) => (self.tls_cert, self.tls_key),
            None => (before.tls_cert, before.tls_key),
        };
        ReachArgs {
            lan,
            bind,
            port: self.port.or(before.port.filter(|_| !port_is_said)),
            ssh_port: self.ssh_port.or(before.ssh_port),
            show_as: self.show_as.or(before.show_as),
            tls_cert,
            tls_key,
            projector: self.projector || before.projector,
        }
    }

    /// The same, wherever the program is started.
    #[must_use]
    pub fn absolute(self) -> ReachArgs {
        let anywhere = |path: PathBuf| std::path::absolute(&path).unwrap_or(path);
        ReachArgs { tls_cert: self.tls_cert.map(anywhere), tls_key: self.tls_key.map(anywhere), ..self }
    }
}

/// What points are given for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ScoringArg {
    Accuracy,
    Speed,
}

/// An address to listen at, with a port or without.
fn bind(typed: &str) -> Result<(IpAddr, Option<u16>), String> {
    let bare = typed.trim_start_matches('[').trim_end_matches(']');
    let with_port = |_| typed.parse().map(|address: SocketAddr| (address.ip(), Some(address.port())));
    bare.parse()
        .map(|ip| (ip, None))
        .or_else(with_port)
        .map_err(|_| "a number such as 192.168.0.12".to_owned())
}

/// The name of a computer, and nothing else.
fn host(typed: &str) -> Result<String, String> {
    let address: Option<Address> = typed.parse().ok();
    let named = address.filter(|address| address.host == typed);
    named.map(|address| address.host).ok_or_else(|| "a name such as class.example".to_owned())
}

const HOST: &str = "\
Only this computer can join unless --lan or --bind is given. Players need the join code. Without a certificate what
they send is not encrypted, so hold a class in a network that you trust. With one, say by --show-as which name it has.
With --plain, or without a terminal, commands are typed line by line: help lists them. Whatever ends the program, the
class is kept: seodang class resume ROOM goes on with it.";

const RESUME: &str = "\
The class is reached as before: at the same address and port, with the same certificate. What is said here takes the place
of that; --bind 127.0.0.1 lets only this computer join.";

const JOIN: &str = "\
Your answers are kept in your own progress, so that mistakes come back in review. A program that was ended comes back
into its seat with the same code within a day.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_is_reached_as_before_but_for_what_is_said() {
        let here = IpAddr::from([192, 168, 0, 12]);
        let before = ReachArgs {
            lan: true,
            port: Some(8_000),
            tls_cert: Some("a.pem".into()),
            tls_key: Some("a.key".into()),
            ..ReachArgs::default()
        };
        assert_eq!(ReachArgs::default().or(before.clone()), before);
        let said = ReachArgs { bind: Some((here, None)), ssh_port: Some(0), ..ReachArgs::default() };
        let both = said.clone().or(before.clone());
        assert_eq!((both.lan, both.bind, both.port), (false, Some((here, None)), Some(8_000)));
        assert_eq!((both.ssh_port, both.tls_key), (Some(0), before.tls_key.clone()));
        let other = ReachArgs { bind: Some((here, Some(9_000))), ..said }.or(before.clone());
        assert_eq!((other.bind, other.port), (Some((here, Some(9_000))), None));
        let own =
            ReachArgs { tls_cert: Some("b.pem".into()), tls_key: Some("b.key".into()), ..before.clone() };
        assert_eq!(own.clone().or(before.clone()), own);
        let kept = serde_json::to_string(&before.absolute()).unwrap();
        let read: ReachArgs = serde_json::from_str(&kept).unwrap();
        assert!(read.tls_cert.is_some_and(|path| path.is_absolute()) && read.lan);
        // What was not there yet when it was kept is as if it had not been said.
        assert_eq!(serde_json::from_str::<ReachArgs>("{}").unwrap(), ReachArgs::default());
    }
}
