//! Whole lessons.

use seodang::{
    class::{HostCommand, Phase, Refusal},
    store::class,
};
use serde_json::json;

use crate::line::{Class, Line, lesson, place};

#[test]
fn a_quiz_from_the_lobby_to_the_end() {
    let room = Class::open(lesson(&["one", "two"]));
    let mut players = ["민지", "Bo", "Bo"].map(|name| room.player(name));
    assert_eq!(players[2].heard[0]["name"]["en"], "Bo 2");
    room.until(|| room.host.sight().view.wall.present == 3);
    for question in 0..2 {
        room.next();
        let texts = ["a", "b"];
        for (at, player) in players[..2].iter_mut().enumerate() {
            let scene = player.scene("question");
            assert_eq!(scene["number"], question);
            let place = place(&scene["question"], texts[at]);
            assert_eq!(player.answer(question, 1, place), "accepted");
            // The same answer once more, and then another one.
            assert_eq!(player.answer(question, 1, place), "accepted");
            assert_eq!(player.answer(question, 2, place ^ 1), json!({ "refused": "answered" }));
        }
        room.until(|| room.host.sight().view.wall.answers == 2);
        room.host.command(HostCommand::Lock).unwrap();
        players[2].scene("locked");
        assert_eq!(players[2].answer(question, 1, 0), json!({ "refused": "late" }));
        room.until(|| room.host.sight().view.phase == Phase::Locked);
        room.next();
        for player in &mut players {
            let scene = player.scene("reveal");
            assert!(scene["key"].to_string().contains("SECRET"));
        }
        room.next();
    }
    assert_eq!(room.host.sight().view.phase, Phase::Podium);
    for (at, score) in [2_000, 0, 0].into_iter().enumerate() {
        players[at].scene("podium");
        room.host.command(HostCommand::Extend { ms: 1 }).unwrap_err();
        let heard = players[at].heard.iter().rev().find(|message| message["type"] == "yours").unwrap();
        assert_eq!(heard["standing"]["score"], score);
    }
    // Whoever was away hears again what was right in what they have answered, and nothing else.
    for (player, numbers) in players.iter_mut().zip([&[0, 1][..], &[0, 1], &[]]) {
        player.say(&json!({ "type": "results" }));
        let told = player.hear("results")["answers"].clone();
        let told = told.as_array().unwrap();
        assert_eq!(told.iter().map(|mine| mine["number"].as_u64().unwrap()).collect::<Vec<_>>(), numbers);
        assert!(told.iter().all(|mine| mine["seen"]["key"].to_string().contains("SECRET")));
    }
    let mut stranger = Line::open(room.address);
    stranger.say(&json!({ "type": "results" }));
    assert_eq!(stranger.hear("refused")["reason"], "unknown-player");
    let step = room.host.sight().view.step;
    assert_eq!(room.host.command(HostCommand::Next { step: step + 1 }), Err(Refusal::Stale));
    room.host.command(HostCommand::Next { step }).unwrap();
    for player in &mut players {
        assert_eq!(player.end().as_deref(), Some("closed"));
        player.heard.iter().find(|message| message["scene"]["at"] == "closed").unwrap();
    }
    // What players were told was kept before.
    let kept = class::read(room.dir.path(), room.code).unwrap();
    let replayed = seodang::class::Room::replay(&kept.events).unwrap();
    assert_eq!(replayed.sheet(0).unwrap().tally().answers, 2);
    assert!(!serde_json::to_string(&kept.events).unwrap().contains(&players[0].seat));
    room.host.stop();
}

#[test]
fn everybody_comes_back_into_their_seat() {
    let room = Class::open(lesson(&["one", "two"]));
    let mut anna = room.player("Anna");
    let mut bo = room.player("Bo");
    room.next();
    let asked = anna.scene("question")["question"].clone();
    let (right, wrong) = (place(&asked, "a"), place(&asked, "b"));
    assert_eq!(anna.answer(0, 1, right), "accepted");
    // The seat is taken along to another device.
    let mut tablet = Line::open(room.address);
    let seat = anna.seat.clone();
    assert_eq!(tablet.come(room.code, json!({ "seat": seat }))["player"], 0);
    assert_eq!(anna.end().as_deref(), Some("replaced"));
    assert_eq!(tablet.hear("yours")["answers"][0]["seq"], 1);
    let left = room.host.sight().view.wall.present;
    assert_eq!(left, 2);

    let room = room.again();
    assert_eq!(bo.end().as_deref(), Some("stopping"));
    assert_eq!(room.host.sight().view.wall.present, 0);
    let mut anna = Line::open(room.address);
    anna.come(room.code, json!({ "seat": seat }));
    let scene = anna.scene("question");
    assert!(scene["timing"]["left_ms"].as_u64().unwrap() > 15_000, "{scene}");
    // Whoever did not hear that an answer was taken sends it again.
    assert_eq!(anna.answer(0, 1, right), "accepted");
    let mut again = Line::open(room.address);
    assert_eq!(again.come(room.code, json!({ "seat": bo.seat }))["player"], 1);
    assert_eq!(again.answer(0, 7, wrong), "accepted");
    // Everybody has answered.
    anna.scene("locked");
    let players = room.host.sight().players.clone();
    assert_eq!(players.len(), 2);
    room.host.stop();
}

#[test]
fn the_teacher_removes_and_renames() {
    let room = Class::open(lesson(&["one"]));
    let mut anna = room.player("Anna");
    let mut bo = room.player("Bo");
    let id = seodang::class::PlayerId;
    room.host.command(HostCommand::Rename { player: id(0), name: "Anne".into() }).unwrap();
    loop {
        if anna.hear("yours")["name"]["en"] == "Anne" {
            break;
        }
    }
    room.host.command(HostCommand::Kick { player: id(0), ban: false }).unwrap();
    assert_eq!(anna.end().as_deref(), Some("removed"));
    room.host.command(HostCommand::Kick { player: id(1), ban: true }).unwrap();
    assert_eq!(bo.end().as_deref(), Some("banned"));
    for (line, reason) in [(&anna, "removed"), (&bo, "banned")] {
        let mut back = Line::open(room.address);
        back.hello(room.code, json!({ "seat": line.seat, "name": "Anna" }));
        assert_eq!(back.hear("refused")["reason"], reason);
    }
    room.host.command(HostCommand::Door { open: false }).unwrap();
    let mut late = Line::open(room.address);
    late.hello(room.code, json!({}));
    assert_eq!(late.hear("door")["open"], false);
    late.hello(room.code, json!({ "name": "Late" }));
    assert_eq!(late.hear("refused")["reason"], "door-locked");
    room.host.stop();
}

#[test]
fn another_device_commands_with_the_token_only() {
    let room = Class::open(lesson(&["one"]));
    let mut other = Line::open(room.address);
    let host = |token: &str, command: serde_json::Value| json!({ "type": "host", "token": token, "command": command });
    let next = json!({ "next": { "step": 0 } });
    other.say(&host(&"00".repeat(32), next.clone()));
    assert_eq!(other.hear("refused")["reason"], "not-host");
    let old = room.host.new_token().unwrap().0.to_string();
    let token = room.host.new_token().unwrap().0.to_string();
    other.say(&host(&old, next.clone()));
    assert_eq!(other.hear("refused")["reason"], "not-host");
    other.say(&host(&token, next.clone()));
    while other.hear("host-state")["view"]["phase"] != "question" {}
    other.say(&host(&token, next));
    assert_eq!(other.hear("refused")["reason"], "stale");
    let mut anna = room.player("Anna");
    anna.scene("question");
    while other.hear("host-state")["players"][0]["name"]["en"] != "Anna" {}
    // It is still good after the program was begun anew.
    let room = room.again();
    let mut other = Line::open(room.address);
    other.say(&json!({ "type": "host", "token": token }));
    assert_eq!(other.hear("host-state")["view"]["phase"], "question");
    room.host.stop();
}

#[test]
fn the_wall_looks_on() {
    let room = Class::open(lesson(&["one"]));
    let mut wall = Line::open(room.address);
    wall.say(&json!({ "type": "projector", "code": room.code.to_string() }));
    assert_eq!(wall.hear("projector-state")["players"], 0);
    let mut anna = room.player("Anna");
    while wall.hear("projector-state")["newest"][0]["en"] != "Anna" {}
    room.next();
    let question = anna.scene("question")["question"].clone();
    while wall.hear("projector-state")["scene"]["at"] != "question" {}
    anna.answer(0, 1, place(&question, "b"));
    while wall.hear("projector-state")["scene"]["at"] != "locked" {}
    assert!(!format!("{:?}{:?}", wall.heard, anna.heard).contains("SECRET"));
    room.next();
    while wall.hear("projector-state")["scene"]["at"] != "reveal" {}
    assert!(format!("{:?}", wall.heard).contains("SECRET"));
    room.host.stop();
}
