//! Classes in the same network: which of them somebody means.

use std::sync::{Arc, mpsc};

use seodang::{
    app::class::{Ask, Goal, Link, News},
    class::{Address, JoinCode, wire::ServerMessage},
    lang::Lang,
    serve::{
        guard::WRONG_CODES,
        guest::{Guest, Home, Role, Trouble},
    },
};
use serde_json::json;

use crate::line::{Class, LONG, Line, lesson};

fn address(room: &Class) -> Address {
    Address { host: room.address.ip().to_string(), port: room.address.port(), is_tls: false, code: None }
}

/// What comes of joining with `code` where there are these classes: whether there is a connection, or why there is none.
fn join(classes: Vec<Address>, code: Option<JoinCode>) -> (Guest, mpsc::Receiver<News>, Result<(), String>) {
    let (tell, told) = mpsc::channel();
    let home = Home::Nearby(Arc::new(move || classes.clone()));
    let mut guest = Guest::start(home, Role::Wall, Box::new(move |news| tell.send(news).is_ok())).unwrap();
    guest.ask(Ask::Connect(Goal { address: None, code }));
    let end = loop {
        match told.recv_timeout(LONG).unwrap() {
            News::Link(Link::Connected) => break Ok(()),
            News::Link(Link::Failed(why)) => break Err(why.get(Lang::En).to_owned()),
            _ => {}
        }
    };
    (guest, told, end)
}

#[test]
fn among_several_classes_the_code_says_which_is_meant() {
    let rooms =
        [Class::open(lesson(&["one"])), Class::open(lesson(&["one", "two"])), Class::open(lesson(&["one"]))];
    let mut found: Vec<Address> = rooms.iter().map(address).collect();
    // Something else that answers to the name, and something that does not answer at all.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    found.insert(0, Address { port: silent.local_addr().unwrap().port(), ..found[0].clone() });
    found.insert(1, Address { port: 9, ..found[0].clone() });
    let (_guest, told, end) = join(found.clone(), Some(rooms[1].code));
    assert_eq!(end, Ok(()));
    // It is that one: its wall is shown.
    let shown = std::iter::from_fn(|| told.recv_timeout(LONG).ok()).find_map(|news| match news {
        News::Said(message) => match *message {
            ServerMessage::ProjectorState(wall) => Some(wall),
            _ => None,
        },
        _ => None,
    });
    assert!(shown.is_some());
    rooms[1].next();
    let scene = std::iter::from_fn(|| told.recv_timeout(LONG).ok()).any(|news| {
        matches!(&news, News::Said(message) if serde_json::to_value(message).unwrap()["scene"]["of"] == 2)
    });
    assert!(scene);
    // A code of none of them, and none at all.
    for code in ["ABC234".parse().ok(), None] {
        let (.., end) = join(found[2..].to_vec(), code);
        assert_eq!(end, Err(Trouble::NotAmong(found[2..].to_vec()).text().get(Lang::En).to_owned()));
    }
    // Where there is only one, it says by itself what is wrong with a code.
    let (.., end) = join(vec![found[2].clone()], "ABC234".parse().ok());
    assert_eq!(end, Ok(()));
    let (.., end) = join(Vec::new(), Some(rooms[0].code));
    assert_eq!(end, Err(Trouble::NoneFound.text().get(Lang::En).to_owned()));
    rooms.into_iter().for_each(|room| room.host.stop());
}

#[test]
fn a_knock_is_no_way_around_the_limits_of_guessing() {
    let room = Class::open(lesson(&["one"]));
    let mut line = Line::open(room.address);
    line.say(&json!({ "type": "knock", "code": room.code.to_string().to_lowercase() }));
    line.hear("here");
    for _ in 0..WRONG_CODES {
        line.say(&json!({ "type": "knock", "code": "ABC234" }));
        assert_eq!(line.hear("refused")["reason"], "wrong-code");
    }
    line.say(&json!({ "type": "knock", "code": room.code.to_string() }));
    assert_eq!(line.hear("refused")["reason"], "too-often");
    // And whoever only knocks is no player.
    assert_eq!(room.host.sight().view.wall.players, 0);
    room.host.stop();
}
