//! `seodang class join` and `class wall`: a seat in a class elsewhere, or a look at its wall.

use std::{io, process::ExitCode};

use super::{Place, join_code, reach};
use crate::{
    app::{
        Event, Target,
        class::{Ask, Goal, Joining, News, Venue},
    },
    class::{Address, JoinCode, wire::ServerMessage},
    cli::{
        Refused, open,
        session::{self, Dial, Opening},
    },
    lang::{Lang, class_live as words},
    serve::guest::{Guest, Home, Role, Seating, Trouble},
    store,
    terminal::{Clock, Sender, Uplink},
};

impl Uplink for Guest {
    fn ask(&mut self, ask: Ask) {
        Guest::ask(self, ask);
    }
}

/// Takes part in the class at `address`, or in one that is found.
///
/// # Errors
/// When what was typed is no address or no code, or there is no terminal.
pub fn join(
    address: Option<&str>,
    code: Option<&str>,
    name: Option<String>,
    place: Place<'_>,
) -> anyhow::Result<ExitCode> {
    let lang = place.style.lang;
    let (address, code) = typed(address, code, lang)?;
    let folder = store::seats_folder(place.options.progress.as_deref());
    let folder = folder.map_err(|error| Refused(error.text(lang)))?;
    let joining = Joining {
        asks_address: address.is_none(),
        code: code.map(|code| code.to_string()).unwrap_or_default(),
        name: name.unwrap_or_default(),
        seat: None,
        is_guest: true,
        keeps_nothing: false,
    };
    let dial: Dial = Box::new(move |sender| {
        let role = Role::Player(Seating::open(folder, || Clock::default().now().utc_ms));
        connect(address, role, sender, code)
    });
    run(Target::Join(Box::new(joining)), dial, place)
}

/// Shows what is on the wall of the class at `address`, or in this computer.
///
/// # Errors
/// When what was typed is no address or no code, or there is no terminal.
pub fn wall(address: Option<&str>, code: Option<&str>, place: Place<'_>) -> anyhow::Result<ExitCode> {
    let lang = place.style.lang;
    let (address, code) = typed(address.or(Some("127.0.0.1")), code, lang)?;
    let Some(code) = code else { return Err(Refused(words::WALL_NEEDS_CODE.get(lang).to_owned()).into()) };
    let web = address.as_ref().map(Address::link);
    // The class will say how others come in.
    let venue = Venue { web, ..Venue::of_wall(code) };
    let dial: Dial = Box::new(move |sender| connect(address, Role::Wall, sender, Some(code)));
    run(Target::Host(Box::new(venue)), dial, place)
}

fn run(target: Target, dial: Dial, place: Place<'_>) -> anyhow::Result<ExitCode> {
    let Place { options, environment, style } = place;
    let opened = open(options, style.lang)?;
    let is_session = environment.is_terminal || options.plain;
    let opening = is_session.then(|| Opening::begin(options, environment));
    session::in_class(options, environment, opened, target, opening, Some(dial))
}

/// A connection whose news go to the session; at once where the code is known already.
fn connect(
    address: Option<Address>,
    role: Role,
    sender: Sender,
    code: Option<JoinCode>,
) -> io::Result<Box<dyn Uplink>> {
    let tell = Box::new(move |news| sender.send(Event::Class(told(news, code))));
    let home = address.map_or_else(Home::nearby, Home::At);
    let mut guest = Guest::start(home, role, tell)?;
    if code.is_some() {
        guest.ask(Ask::Connect(Goal { address: None, code }));
    }
    Ok(Box::new(guest))
}

/// `news`; where they are how others come to the class with this code, as it is shown.
fn told(news: News, code: Option<JoinCode>) -> News {
    match (news, code) {
        (News::Said(message), Some(code)) => match *message {
            ServerMessage::Ways(ways) => News::Held(Box::new(reach::venue(code, ways, true))),
            message => News::Said(Box::new(message)),
        },
        (news, _) => news,
    }
}

/// The address and the code that were typed, the latter perhaps in a link.
fn typed(
    address: Option<&str>,
    code: Option<&str>,
    lang: Lang,
) -> Result<(Option<Address>, Option<JoinCode>), Refused> {
    let address = address.map(|typed| {
        let shown = crate::lang::width::sanitize(typed).into_owned();
        let trouble = |fault| Refused(format!("{shown}: {}", Trouble::Address(fault).text().get(lang)));
        typed.parse::<Address>().map_err(trouble)
    });
    let address = address.transpose()?;
    let code = code.map(|code| join_code(code, lang)).transpose()?;
    let linked = address.as_ref().and_then(|address| address.code);
    Ok((address, code.or(linked)))
}
