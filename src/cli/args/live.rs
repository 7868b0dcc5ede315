//! What can be typed after `seodang class` to hold a class or to take part in one.

use std::{
    net::{IpAddr, SocketAddr},
    path::PathBuf,
};

use clap::{Subcommand, ValueEnum};

use crate::class::Address;

/// Holding a class, and taking part in one.
#[derive(Debug, Subcommand)]
pub enum LiveCommand {
    /// Hold a class: ask its questions live, or hand them out as homework
    #[command(after_help = HOST)]
    Host(Box<HostArgs>),
    /// Go on with a class that was interrupted, with everybody in their seats
    Resume {
        /// Join code
        #[arg(id = "room", value_name = "ROOM")]
        room: String,
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
    /// Names of teams, parted by commas
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub teams: Vec<String>,
    /// The class gives players their names
    #[arg(long, conflicts_with = "roster")]
    pub anonymous: bool,
    /// Students: a CSV file with their number and their name in each row
    #[arg(long, value_name = "FILE")]
    pub roster: Option<PathBuf>,
    /// Everybody at their own pace, until this much time is over: 30m, 2h, 7d
    #[arg(long, value_name = "TIME", value_parser = super::time::parse, conflicts_with = "seconds")]
    pub homework: Option<u64>,
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

/// Who can reach a class, and where.
#[derive(Clone, Debug, clap::Args)]
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

const JOIN: &str = "\
Your answers are kept in your own progress, so that mistakes come back in review. A program that was ended comes back
into its seat with the same code within a day.";
