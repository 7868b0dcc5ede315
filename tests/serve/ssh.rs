//! Learners who come by ssh.

use seodang::{
    class::Setup,
    lang::Lang,
    serve::{
        host::Reach,
        ssh::{HostKey, Ssh},
    },
};

use crate::{
    course::tea,
    line::{Class, lesson},
    shell::{Shell, Visit},
};

/// A class with a way in by ssh.
fn class(setup: Setup, change: impl FnOnce(&mut Ssh)) -> (Class, std::net::SocketAddr) {
    let local = "127.0.0.1:0".parse().unwrap();
    let dir = tempfile::tempdir().unwrap();
    let key = HostKey::open(dir.path()).unwrap();
    let mut ssh = Ssh::at(local, key, tea(), Lang::Ko);
    change(&mut ssh);
    let room = Class::reached(setup, Reach { ssh: Some(ssh), ..Reach::at(local) });
    let address = room.host.ssh_address().unwrap();
    assert!(room.host.fingerprint().unwrap().starts_with("SHA256:"));
    (room, address)
}

#[test]
fn a_question_answered_over_ssh_in_both_languages() {
    let (room, address) = class(lesson(&["one"]), |_| {});
    let code = room.code.to_string().to_lowercase();
    // The code is the user name; then only the name is asked for.
    let minji = Shell::open(address, &code);
    minji.wait_for("이름");
    minji.type_in("민지\r");
    minji.wait_for("곧 시작해요");
    // The code is typed.
    let bo = Visit::new(address, "join").shell(Some((100, 30)), &[("LC_ALL", "en_GB.UTF-8")]);
    bo.wait_for("Join code");
    bo.type_in(&format!("{code}\r"));
    bo.wait_for("Name");
    bo.type_in("Bo\r");
    bo.wait_for("It starts soon");
    room.until(|| room.host.sight().view.wall.present == 2);
    room.next();
    minji.wait_for("What about one? 한글");
    bo.wait_for("What about one?");
    // The language is flipped in place.
    bo.type_in("\x1bOQ");
    bo.wait_for("What about one? 한글");
    bo.type_in("\x1bOQ");
    for learner in [&minji, &bo] {
        learner.answer("a");
    }
    room.until(|| room.host.sight().view.wall.answers == 2);
    room.next();
    minji.wait_for("SECRET explanation 한글");
    bo.wait_for("SECRET explanation");
    minji.type_in("\x03");
    assert_eq!(minji.end(), 0);
    assert!(minji.text().contains("수업에서 나왔어요"), "{}", minji.text());
    bo.type_in("\x04");
    assert_eq!(bo.end(), 0);
    assert!(bo.text().contains("You have left the class"));
    room.until(|| room.host.sight().view.wall.present == 0);
    room.until(|| room.host.sight().players.iter().all(|player| player.standing.score == 1_000));
    room.host.stop();
}
