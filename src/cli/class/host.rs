//! `seodang class host` and `class resume`: a class held in this process.

use std::{
    io,
    net::{SocketAddr, TcpListener},
    path::Path,
    process::ExitCode,
    sync::Arc,
};

use super::{
    Place,
    chair::Chair,
    desk, quiz,
    reach::{self, Reached},
    record::Records,
};
use crate::{
    app::{Target, class::Venue},
    class::{Phase, address::PORT},
    cli::{
        Opened, Refused,
        args::{HostArgs, ReachArgs},
        complain, open as open_course,
        session::{self, Opening},
    },
    course::Course,
    lang::Lang,
    serve::{
        self, Host, HostError,
        host::{Prepared, Reach},
        local::Announcement,
        ssh::{HostKey, Ssh},
        web::tls::Certificate,
    },
    store,
    terminal::Clock,
};

/// Where ssh listens unless something else does already.
const SSH_PORT: u16 = 2222;

/// Opens a class and holds it.
///
/// # Errors
/// When there is nothing to ask, it cannot be kept, or nobody can be listened to.
pub fn open(args: &HostArgs, place: Place<'_>) -> anyhow::Result<ExitCode> {
    let lang = place.style.lang;
    let opened = open_course(place.options, lang)?;
    let setup = quiz::setup(args, &opened.course, serve::random_seed()?, lang)?;
    let folder = store::rooms_folder(place.options.progress.as_deref());
    let folder = folder.map_err(|error| Refused(error.text(lang)))?;
    let is_free = TcpListener::bind(reach::bind(&args.reach));
    // Asked first, so that no room is left behind that nobody could join.
    is_free.map_err(|reason| told(&HostError::Listen { address: reach::bind(&args.reach), reason }, lang))?;
    let reaching = reaching(&args.reach, &folder, &opened.course, lang)?;
    let now_ms = Clock::default().now().utc_ms;
    let prepared = Prepared::open(&folder, setup, now_ms).map_err(|error| told(&error, lang))?;
    hold(prepared, &args.reach, reaching, opened, place)
}

/// Goes on with the class whose code was typed, or with the newest that was interrupted. It is reached as before, but for what
/// `args` say.
///
/// # Errors
/// When there is none, it is over or going on, or nobody can be listened to.
pub fn resume(typed: Option<&str>, args: ReachArgs, place: Place<'_>) -> anyhow::Result<ExitCode> {
    let lang = place.style.lang;
    let records = Records::find(place.options, lang)?;
    let code = typed.map_or_else(|| records.interrupted(), |typed| records.code(typed))?;
    let folder = records.folder();
    let prepared = Prepared::resume(folder, code).map_err(|error| told(&error, lang))?;
    let before = prepared.reach().and_then(|kept| serde_json::from_str(kept).ok());
    let args = args.or(before.unwrap_or_default());
    let opened = open_course(place.options, lang)?;
    let reaching = reaching(&args, folder, &opened.course, lang)?;
    hold(prepared, &args, reaching, opened, place)
}

/// Holds a class until its teacher leaves.
fn hold(
    mut prepared: Prepared,
    reach: &ReachArgs,
    reaching: Reach,
    opened: Opened,
    place: Place<'_>,
) -> anyhow::Result<ExitCode> {
    let lang = place.style.lang;
    let code = prepared.code();
    prepared
        .keep_reach(&serde_json::to_string(&reach.clone().absolute())?)
        .map_err(|error| told(&error, lang))?;
    let host = Host::start(prepared, reaching).map_err(|error| told(&error, lang))?;
    let reached = Reached::at(host.address(), code, reach).with_ssh(&host);
    host.tell_ways(reached.ways());
    let announcement = reached.announced().and_then(|hosts| Announcement::begin(hosts, reached.port()));
    let host = Arc::new(host);
    let done = if place.has_screen() {
        let venue = Venue { has_wall: reach.projector, ..reached.venue() };
        let seat = Arc::clone(&host);
        let dial: session::Dial = Box::new(move |sender| Ok(Box::new(Chair::take(&seat, sender))));
        let opening = Some(Opening::begin(place.options, place.environment));
        let target = Target::Host(Box::new(venue));
        session::in_class(place.options, place.environment, opened, target, opening, Some(dial))
    } else {
        desk::run(&host, &reached, &opened.course, place)
    };
    drop(announcement);
    let is_over = host.sight().view.phase == Phase::Closed;
    // Everybody else has let go of it by now.
    if let Some(host) = Arc::into_inner(host) {
        host.stop();
    }
    let code = code.to_string();
    complain(&if is_over { lang.how_to_report(&code) } else { lang.how_to_resume(&code) });
    done
}

/// How the class is reached: by browser, and by ssh with the key that is kept beside `folder`.
fn reaching(args: &ReachArgs, folder: &Path, course: &Arc<Course>, lang: Lang) -> Result<Reach, Refused> {
    let address = reach::bind(args);
    let mut shell = SocketAddr::new(address.ip(), args.ssh_port.unwrap_or(SSH_PORT));
    match TcpListener::bind(shell) {
        Err(reason) if args.ssh_port.is_some() => {
            return Err(not_listening(shell, "--ssh-port", &reason, lang));
        }
        Err(_) => shell.set_port(0),
        Ok(_) => {}
    }
    let ssh = if args.ssh_port == Some(0) {
        None
    } else {
        let key = HostKey::open(folder.parent().unwrap_or(folder));
        let key = key.map_err(|error| Refused(error.text(lang)))?;
        Some(Ssh::at(shell, key, Arc::clone(course), lang))
    };
    Ok(Reach { certificate: certificate(args, lang)?, ssh, ..Reach::at(address) })
}

/// The certificate, if one was named.
fn certificate(reach: &ReachArgs, lang: Lang) -> Result<Option<Certificate>, Refused> {
    let files = reach.tls_cert.as_deref().zip(reach.tls_key.as_deref());
    let read = files.map(|(chain, key)| Certificate::read(chain, key)).transpose();
    read.map_err(|error| Refused(error.text(lang)))
}

/// Why a class cannot be held, for its teacher.
fn told(error: &HostError, lang: Lang) -> Refused {
    Refused(match error {
        HostError::Setup(fault) => quiz::fault(fault, lang),
        HostError::Journal(error) => error.text(lang),
        HostError::Over(code) => lang.class_over(&code.to_string()),
        HostError::Listen { address, reason } => return not_listening(*address, "--port", reason, lang),
        HostError::System(error) => lang.class_needs_system(&error.to_string()),
    })
}

/// Why nobody can be listened to at `address`, which `option` changes.
fn not_listening(address: SocketAddr, option: &str, reason: &io::Error, lang: Lang) -> Refused {
    Refused(if reason.kind() == io::ErrorKind::AddrInUse {
        let other = address.port().checked_add(1).unwrap_or(PORT);
        lang.port_in_use(&address.to_string(), option, other)
    } else {
        lang.cannot_listen(&address.to_string(), &reason.to_string())
    })
}
