//! A class as its players and its teacher meet it: their screens over a real room.

use std::collections::BTreeMap;

use proptest::prelude::*;
use seodang::{
    app::{
        Event, Target,
        class::{Ask, Goal, Joining, Link, News, Qr, Venue},
        keymap::Context,
    },
    class::{
        Command, Item, Join, PlayerId, Refusal, Room, SeatHash, SeatToken, Setup,
        command::Answer,
        player::Seat,
        seat::Hex,
        setup::{Mode, Names, Student},
        view::{DoorView, HostView, Mine, PlayerLine, PlayerView, ProjectorView, Yours},
        wire::{Acked, ClientMessage, Goodbye, ServerMessage, VERSION},
    },
    course::Kind,
    lang::{Lang, Text, hangul::is_hangul},
    screen::plain::shown,
    study::{mistakes, payload::kind},
    ui::theme::Depth,
};

use crate::{
    course::tea,
    tester::{Tester, styled},
};

const CODE: &str = "ABC234";

/// A class of the small course's questions, one of each kind.
pub fn room_setup() -> Setup {
    let course = tea();
    let questions = course.questions(0).iter().filter(|question| !matches!(question.kind, Kind::FillIn(_)));
    let items = questions.map(|question| Item::new(question.clone(), Some(20_000))).collect();
    Setup { early: false, ..Setup::live(Text { ko: "차 수업".into(), en: "Tea class".into() }, items, 7) }
}

fn venue(is_wall: bool) -> Venue {
    // No real code, but as large as one.
    let dark = (0..29 * 29).map(|at| (at * 7 + at / 29 * 3) % 5 < 2).collect();
    Venue {
        code: CODE.parse().unwrap(),
        web: Some("http://192.168.0.12:7070/".to_owned()),
        ssh: Some("ssh -p 2222 ABC234@192.168.0.12".to_owned()),
        fingerprint: Some("SHA256:p2QAMXNIC1TJYWeIOttrVc98/R1BUFWu3/LiyKgUfQM".to_owned()),
        join: Some("seodang class join 192.168.0.12:7070".to_owned()),
        qr: Qr::new(dark),
        is_wall,
        is_local: false,
        has_wall: false,
        wall: None,
    }
}

/// A room, its teacher, the wall, and one player; others are moved by hand.
pub struct Hall {
    room: Room,
    now: u64,
    pub player: Tester,
    pub host: Tester,
    pub wall: Tester,
    me: Option<PlayerId>,
}

fn hash(seat: u8) -> SeatHash {
    SeatHash(Hex([seat; 32]))
}

impl Hall {
    pub fn new(setup: Setup, change: impl Fn(&mut seodang::app::Setup)) -> Hall {
        let (room, _) = Room::open(setup, 1_000).unwrap();
        let tester = |target: Target| {
            Tester::new(|setup| {
                setup.target = target;
                change(setup);
            })
        };
        let mut hall = Hall {
            room,
            now: 1_000,
            player: tester(Target::Join(Box::default())),
            host: tester(Target::Host(Box::new(venue(false)))),
            wall: tester(Target::Host(Box::new(venue(true)))),
            me: None,
        };
        hall.link(Link::Connected);
        hall.tell();
        hall
    }

    pub fn in_lang(lang: Lang) -> Hall {
        Hall::new(room_setup(), |setup| setup.lang = Some(lang))
    }

    pub fn link(&mut self, link: Link) {
        self.player.event(Event::Class(News::Link(link)));
        self.carry();
    }

    pub fn say(&mut self, message: ServerMessage) {
        self.player.event(Event::Class(News::Said(Box::new(message))));
    }

    /// Everybody is told how things stand.
    pub fn tell(&mut self) {
        if let Some(me) = self.me.filter(|me| self.room.players().get(*me).is_some()) {
            self.say(ServerMessage::State(PlayerView::of(&self.room, self.now)));
            self.say(ServerMessage::Yours(Yours::of(&self.room, me).unwrap()));
        }
        let wall = ServerMessage::ProjectorState(ProjectorView::of(&self.room, self.now));
        self.wall.event(Event::Class(News::Said(Box::new(wall))));
        let view = Box::new(HostView::of(&self.room, self.now));
        let host = ServerMessage::HostState { view, players: Some(PlayerLine::all(&self.room)) };
        self.host.event(Event::Class(News::Said(Box::new(host))));
    }

    /// Carries what was asked to the room, and back what it says.
    fn carry(&mut self) {
        while !self.player.asks.is_empty() {
            match self.player.asks.remove(0) {
                Ask::Say(ClientMessage::Hello(hello)) => self.hello(&hello),
                Ask::Say(ClientMessage::Answer(answer)) => {
                    let (question, seq) = (answer.question, answer.seq);
                    let command = Answer { player: self.me.unwrap(), question, seq, reply: answer.response };
                    let result = match self.room.apply(&Command::Answer(command), self.now) {
                        Ok(_) => Acked::Accepted,
                        Err(refusal) => Acked::Refused(refusal),
                    };
                    self.say(ServerMessage::Ack { question, seq, result });
                }
                Ask::Say(ClientMessage::Results) => {
                    let answers = Mine::revealed(&self.room, self.me.unwrap());
                    self.say(ServerMessage::Results { answers });
                }
                Ask::Connect(_) => self.link(Link::Connected),
                _ => {}
            }
        }
        for ask in std::mem::take(&mut self.host.asks) {
            if let Ask::Command(command) = ask
                && let Err(refusal) = self.room.apply(&Command::Host(command), self.now)
            {
                let refused = ServerMessage::refused(refusal);
                self.host.event(Event::Class(News::Said(Box::new(refused))));
            }
        }
        self.tell();
    }

    fn hello(&mut self, hello: &seodang::class::wire::Hello) {
        assert_eq!(hello.version, VERSION);
        assert_eq!(hello.code, CODE);
        let needs_name = self.room.setup().names == Names::Chosen && hello.name.is_none();
        let is_list = matches!(self.room.setup().names, Names::Roster(_));
        let needs_team = !self.room.setup().teams.is_empty() && hello.team.is_none();
        let is_back = hello.seat.is_some();
        if !is_back && (needs_name || is_list && hello.student.is_none() || needs_team) {
            return self.say(ServerMessage::Door(DoorView::of(&self.room)));
        }
        let join = Join {
            seat: hash(1),
            name: hello.name.clone().unwrap_or_default(),
            student: hello.student.clone(),
            team: hello.team,
        };
        if let Err(refusal) = self.room.apply(&Command::Join(join), self.now) {
            return self.say(ServerMessage::refused(refusal));
        }
        let Some(Seat::Taken(player)) = self.room.seat(&hash(1)) else { panic!("no seat") };
        self.room.connect(player);
        self.me = Some(player);
        let known = self.room.players().get(player).unwrap();
        let (name, team) = (known.name.clone(), known.team);
        let seat = SeatToken(Hex([1; 16]));
        self.say(ServerMessage::Welcome { version: VERSION, player, seat, name, team });
    }

    /// Somebody else joins.
    pub fn other(&mut self, seat: u8, name: &str) -> PlayerId {
        let join = Join { seat: hash(seat), name: name.to_owned(), student: None, team: None };
        self.room.apply(&Command::Join(join), self.now).unwrap();
        let Some(Seat::Taken(player)) = self.room.seat(&hash(seat)) else { panic!("no seat") };
        self.room.connect(player);
        self.tell();
        player
    }

    pub fn keys(&mut self, script: &str) -> &mut Hall {
        self.player.keys(script);
        self.carry();
        self
    }

    pub fn teach(&mut self, script: &str) -> &mut Hall {
        for key in script.split_whitespace() {
            self.host.keys(key);
            self.carry();
        }
        self
    }

    pub fn join(&mut self) -> &mut Hall {
        self.keys("'abc' '234' Enter").keys("'미나' Enter")
    }

    /// To the question with this id, from wherever it is.
    fn until(&mut self, id: &str) -> &mut Hall {
        loop {
            let at = self.room.current_sheet().map(|sheet| sheet.item.question.id.clone());
            if at.as_deref() == Some(id) && self.room.phase() == seodang::class::Phase::Question {
                return self;
            }
            assert!(!self.room.phase().is_over(), "{id} is not asked");
            self.teach("Space");
        }
    }
}

/// What answers each question, on the screen of a player: right or wrong does not matter.
fn script(kind: &Kind) -> &'static str {
    match kind {
        Kind::Multiple => "1 2 Enter",
        Kind::Ordering => "1 2 3 4 5 6 Enter",
        Kind::Matching => "1 2 3 4 5 Enter",
        Kind::Number(_) => "'70' Enter",
        Kind::Typed(_) => "'말차' Enter",
        _ => "1 Enter",
    }
}

#[test]
fn a_whole_lesson_from_the_door_to_the_podium_in_both_languages() {
    for lang in Lang::ALL {
        let mut hall = Hall::in_lang(lang);
        hall.join();
        hall.player.sees("미나").sees(if lang == Lang::Ko { "곧 시작해요" } else { "It starts soon" });
        let sol = hall.other(2, "Sol");
        hall.host.sees("Sol");
        hall.teach("Space");
        let count = hall.room.sheets().len();
        assert!(count >= 6, "{count} questions");
        for number in 0..count {
            let question = hall.room.current_sheet().unwrap().item.question.clone();
            assert_ne!(hall.player.app.context(), Context::ClassWait, "{}", question.id);
            hall.keys(script(&question.kind));
            assert_eq!(hall.player.app.context(), Context::ClassWait, "{}", hall.player.screen());
            assert_eq!(hall.room.current_sheet().unwrap().tally().answers, 1, "{}", question.id);
            let reply = seodang::class::Reply::DontKnow;
            let answer = Answer { player: sol, question: u32::try_from(number).unwrap(), seq: 1, reply };
            hall.room.apply(&Command::Answer(answer), hall.now).unwrap();
            hall.tell();
            hall.host.sees(if lang == Lang::Ko { "답 2/2" } else { "2/2 answered" });
            // Closed, revealed, the scores.
            hall.teach("Space");
            hall.player.sees(if lang == Lang::Ko { "답을 마감했어요" } else { "Answers are closed" });
            hall.teach("Space");
            let title = if lang == Lang::Ko { "› 정답" } else { "› Answer" };
            hall.player.sees(title).sees_not("답을 받았어요").sees_not("Your answer is in");
            hall.host.sees(title);
            hall.wall.sees(title);
            hall.teach("Space");
            if number + 1 < count {
                hall.player.sees(if lang == Lang::Ko { "점수판" } else { "Scoreboard" });
                hall.teach("Space");
            }
        }
        hall.player.sees(if lang == Lang::Ko { "최종 결과" } else { "Final result" }).sees("Sol");
        hall.teach("Space");
        hall.player.sees(if lang == Lang::Ko { "수업이 끝났어요" } else { "The class is over" });
        // Each was recorded once, on this occasion, and what was wrong is in the note.
        let answered: Vec<_> = hall.player.records.iter().filter(|r| r.kind == kind::ANSWERED).collect();
        assert_eq!(answered.len(), count);
        assert!(answered.iter().all(|record| record.payload.contains("\"class\"")));
        let wrong = answered.iter().filter(|record| record.payload.contains("\"correct\":false")).count();
        let noted = mistakes::all(&tea(), hall.player.app.progress()).len();
        assert!(wrong > 0);
        assert_eq!(noted, wrong);
    }
}

#[test]
fn a_code_typed_in_hangul_mode_is_understood() {
    let mut hall = Hall::in_lang(Lang::Ko);
    // A, B, C on the keys of ㅁ, ㅠ, ㅊ.
    hall.keys("'뮻234' Enter");
    hall.player.sees("이름");
    let mut hall = Hall::in_lang(Lang::Ko);
    hall.keys("'ab' Enter");
    hall.player.sees("코드는 글자와 숫자 여섯 개예요").keys("F2").sees("Join code");
}

#[test]
fn names_teams_and_lists_are_asked_for() {
    let teams = Setup { teams: vec!["매화".into(), "난초".into()], ..room_setup() };
    let mut hall = Hall::new(teams, |_| {});
    hall.keys("'abc234' Enter").keys("'미나' Enter Right Right Enter");
    hall.player.sees("팀: 난초");
    let list = vec![Student { id: "2026-1".into(), name: "김하나".into() }];
    let mut hall = Hall::new(Setup { names: Names::Roster(list), ..room_setup() }, |_| {});
    hall.keys("'abc234' Enter").keys("'7' Enter");
    hall.player.sees("명단에 없는 번호예요");
    hall.keys("Backspace '2026-1' Enter");
    hall.player.sees("김하나");
    let mut hall = Hall::new(Setup { names: Names::Anonymous, ..room_setup() }, |_| {});
    hall.keys("'abc234' Enter");
    hall.player.sees("들어왔어요");
}

#[test]
fn an_answer_on_its_way_is_sent_again_after_the_connection_was_lost() {
    let mut hall = Hall::in_lang(Lang::En);
    hall.join().teach("Space");
    hall.until("green-water");
    hall.player.keys("1 Enter").sees("Sending your answer");
    // It never arrives.
    let lost = std::mem::take(&mut hall.player.asks);
    assert_eq!(lost.len(), 1);
    hall.link(Link::Lost);
    hall.player.sees("Connection lost");
    hall.link(Link::Connected);
    assert_eq!(hall.room.current_sheet().unwrap().tally().answers, 1);
    hall.player.sees("Your answer is in").sees_not("Connection lost");
}

#[test]
fn a_refused_answer_says_why_and_can_be_given_again() {
    let mut hall = Hall::in_lang(Lang::En);
    hall.join().teach("Space");
    hall.until("green-water");
    hall.player.keys("1 Enter").asks.clear();
    hall.say(ServerMessage::Ack { question: 0, seq: 1, result: Acked::Refused(Refusal::Paused) });
    hall.player.sees("Paused. Please wait");
    assert_eq!(hall.player.app.context(), Context::Choice);
    hall.player.keys("Enter").sees("Choose").keys("2 Enter");
    hall.say(ServerMessage::Ack { question: 0, seq: 2, result: Acked::Refused(Refusal::Late) });
    hall.player.sees("Too late");
}

#[test]
fn the_clock_counts_down_and_stands_still_for_who_wants_that() {
    let mut hall = Hall::in_lang(Lang::En);
    hall.join().teach("Space");
    hall.tell();
    assert_eq!(hall.player.wake, Some(1_000));
    let before = hall.player.screen();
    hall.player.event(Event::Wake);
    assert_ne!(hall.player.screen(), before);
    let mut still = Hall::new(room_setup(), |setup| setup.reduce_motion = true);
    still.join().teach("Space");
    still.tell();
    assert!(still.player.wake.is_some_and(|ms| ms > 1_000), "{:?}", still.player.wake);
    let before = still.player.screen();
    still.player.event(Event::Wake);
    assert_eq!(still.player.screen(), before);
}

#[test]
fn leaving_is_asked_for_twice_and_the_seat_stays() {
    let mut hall = Hall::in_lang(Lang::Ko);
    hall.join();
    hall.player.keys("Esc").sees("한 번 더 누르면").keys("Down").keys("Esc").sees("한 번 더 누르면");
    hall.player.asks.clear();
    hall.player.keys("Esc");
    assert_eq!(hall.player.asks, [Ask::Leave]);
    assert_eq!(hall.player.app.context(), Context::Home);
    // A guest has no home here.
    let joining = Joining { is_guest: true, ..Joining::default() };
    let mut guest = Tester::new(|setup| setup.target = Target::Join(Box::new(joining)));
    guest.keys("Esc");
    assert!(guest.quit);
}

/// What is asked of the shell when this address was typed, or came in a link.
fn connect(address: &str) -> Ask {
    Ask::Connect(Goal { address: Some(address.to_owned()), code: CODE.parse().ok() })
}

#[test]
fn a_code_that_is_known_opens_the_door_by_itself() {
    let joining = Joining { code: "abc-234".into(), name: "미나".into(), ..Joining::default() };
    let mut tester = Tester::new(|setup| setup.target = Target::Join(Box::new(joining)));
    tester.event(Event::Class(News::Link(Link::Connected)));
    let [Ask::Say(ClientMessage::Hello(hello))] = tester.asks.as_slice() else { panic!("{:?}", tester.asks) };
    assert_eq!((hello.code.as_str(), hello.name.as_deref()), (CODE, Some("미나")));
    let joining = Joining { asks_address: true, ..Joining::default() };
    let mut tester = Tester::new(|setup| setup.target = Target::Join(Box::new(joining)));
    tester.keys("'abc234' Up '10.0.0.7' Enter");
    assert_eq!(tester.asks, [connect("10.0.0.7")]);
    let why = Text { ko: "닿지 않아요.".into(), en: "Out of reach.".into() };
    tester.event(Event::Class(News::Link(Link::Failed(why))));
    tester.sees("닿지 않아요.").keys("F2").sees("Out of reach.");
}

#[test]
fn another_code_is_looked_for_where_it_may_be_another_class() {
    let goal = |code: &str| Ask::Connect(Goal { address: None, code: code.parse().ok() });
    let said = |tester: &Tester| matches!(tester.asks.last(), Some(Ask::Say(ClientMessage::Hello(_))));
    let hall = Hall::in_lang(Lang::En);
    let door = || ServerMessage::Door(DoorView::of(&hall.room));
    for asks_address in [true, false] {
        let joining = Joining { asks_address, code: "abc-234".into(), ..Joining::default() };
        let mut tester = Tester::new(|setup| setup.target = Target::Join(Box::new(joining)));
        tester.event(Event::Class(News::Link(Link::Connected)));
        assert!(said(&tester));
        tester.event(Event::Class(News::Said(Box::new(door()))));
        let before = tester.asks.len();
        tester.keys("Esc Enter");
        assert_eq!((tester.asks.len(), said(&tester)), (before + 1, true));
        tester.event(Event::Class(News::Said(Box::new(door()))));
        tester.keys("Esc Delete 'xyz789' Enter");
        // Whoever named the address at the start, or came by ssh, means the class that is there.
        assert_eq!(said(&tester), !asks_address);
        if asks_address {
            assert_eq!(tester.asks.last(), Some(&goal("XYZ789")));
            tester.event(Event::Class(News::Link(Link::Connecting)));
            tester.event(Event::Class(News::Link(Link::Connected)));
            assert!(said(&tester));
        }
    }
}

#[test]
fn a_whole_link_says_where_and_which_code() {
    let joining = Joining { asks_address: true, ..Joining::default() };
    for script in ["'http://10.0.0.7:7071/#ABC234' Enter", "Up 'http://10.0.0.7:7071/#ABC234' Enter"] {
        let mut tester = Tester::new(|setup| setup.target = Target::Join(Box::new(joining.clone())));
        tester.keys(script);
        assert_eq!(tester.asks, [connect("10.0.0.7:7071")], "{script}");
        tester.event(Event::Class(News::Link(Link::Connected)));
        let Some(Ask::Say(ClientMessage::Hello(hello))) = tester.asks.last() else {
            panic!("{:?}", tester.asks)
        };
        assert_eq!(hello.code, CODE);
    }
}

#[test]
fn what_an_earlier_session_on_the_seat_recorded_is_not_recorded_again() {
    let mut hall = Hall::in_lang(Lang::En);
    hall.join().teach("Space");
    hall.until("green-water");
    let began = hall.player.now.utc_ms;
    hall.keys("1 Enter").teach("Space Space");
    let answered = |tester: &Tester| tester.records.iter().filter(|r| r.kind == kind::ANSWERED).count();
    let count = answered(&hall.player);
    assert!(count > 0);
    // The program is killed while the answer is shown, and comes back into its seat.
    for (since_ms, more) in [(Some(began), 0), (Some(began + 1_000_000), 1), (None, 1)] {
        let mut hall = Hall {
            player: again(&hall.player),
            room: hall.room.clone(),
            host: hall.host.clone(),
            wall: hall.wall.clone(),
            me: hall.me,
            now: hall.now,
        };
        hall.player.event(Event::Class(News::Link(Link::Connected)));
        if let Some(since_ms) = since_ms {
            hall.player.event(Event::Class(News::Seat { since_ms }));
        }
        hall.tell();
        hall.tell();
        assert_eq!(answered(&hall.player), count + more, "{since_ms:?}");
    }
}

#[test]
fn what_was_revealed_while_one_was_away_goes_on_record() {
    // Away from the room, behind on a slow connection, or with the program ended.
    for away in ["lost", "slow", "ended"] {
        let mut hall = Hall::in_lang(Lang::En);
        hall.join().teach("Space");
        hall.until("green-water");
        let began = hall.player.now.utc_ms;
        hall.keys("1 Enter");
        let answered = |tester: &Tester| tester.records.iter().filter(|r| r.kind == kind::ANSWERED).count();
        let before = answered(&hall.player);
        if away != "slow" {
            hall.player.event(Event::Class(News::Link(Link::Lost)));
        }
        while hall.room.phase() != seodang::class::Phase::Question
            || hall.room.current_sheet().is_some_and(|sheet| sheet.item.question.id == "green-water")
        {
            let next = hall.room.next();
            hall.room.apply(&Command::Host(next), hall.now).unwrap();
        }
        assert_eq!(answered(&hall.player), before, "{away}");
        match away {
            "lost" => hall.link(Link::Connected),
            "slow" => hall.tell(),
            _ => {
                let joining = Joining { code: CODE.into(), name: "미나".into(), ..Joining::default() };
                let now = hall.player.now;
                hall.player = hall.player.again(|setup| {
                    (setup.now, setup.lang) = (now, Some(Lang::En));
                    setup.target = Target::Join(Box::new(joining));
                });
                hall.player.event(Event::Class(News::Link(Link::Connected)));
                hall.player.event(Event::Class(News::Seat { since_ms: began }));
            }
        }
        hall.carry();
        assert_eq!(answered(&hall.player), before + 1, "{away}");
        // Told again, it stays one.
        hall.link(Link::Lost);
        hall.link(Link::Connected);
        hall.teach("Space Space Space");
        assert_eq!(answered(&hall.player), before + 1, "{away}");
    }
}

/// Another session with the same progress, at the door of the class.
fn again(player: &Tester) -> Tester {
    player.again(|setup| {
        setup.now = player.now;
        setup.lang = Some(Lang::En);
        setup.target = Target::Join(Box::default());
    })
}

#[test]
fn a_host_who_comes_back_finds_the_players_there() {
    let mut hall = Hall::in_lang(Lang::En);
    hall.join();
    hall.say(ServerMessage::Bye { reason: Goodbye::Stopping });
    hall.link(Link::Lost);
    hall.player.sees("has stopped");
    hall.link(Link::Connected);
    hall.player.sees("You are in").sees_not("has stopped");
}

#[test]
fn what_was_shown_last_can_be_read_when_the_host_stops() {
    let mut hall = Hall::in_lang(Lang::En);
    hall.join().teach("Space").until("green-water").keys("3 Enter").teach("Space");
    hall.host.sees("Answers are closed");
    hall.teach("Space");
    hall.host.sees("1 of 1 were right (100%)");
    hall.say(ServerMessage::Bye { reason: Goodbye::Stopping });
    hall.player.sees("has stopped").sees("› Answer");
    hall.player.keys("PgDn").sees("has stopped. It goes on when it is back.");
    // There is nothing to lose by leaving.
    hall.player.keys("Esc").sees_not("› Answer");
}

#[test]
fn whoever_comes_back_to_a_closed_question_sees_what_they_answered() {
    let mut hall = Hall::in_lang(Lang::En);
    hall.join().teach("Space").until("green-water").keys("3 Enter").teach("Space");
    hall.player = again(&hall.player);
    hall.link(Link::Connected);
    hall.join();
    hall.player.sees("Answers are closed").sees_not("Not answered").sees("▸ 3  It draws out bitterness");
}

#[test]
fn a_poll_is_asked_as_it_is_written_and_has_no_answer() {
    let mut hall = Hall::in_lang(Lang::En);
    hall.join().teach("Space").until("green-water").teach("Space Space").teach("5 1");
    hall.player.sees("1  I am following well").sees("3  I am lost");
    // Whoever has no opinion leaves it.
    hall.player.sees_not("don't know");
    hall.keys("F6");
    hall.player.sees("3  I am lost").sees_not("Sent");
    hall.keys("1 Enter").teach("Space Space");
    hall.host.sees("› Poll result");
    hall.player.sees("› Poll result").sees_not("› Answer");
}

#[test]
fn a_poll_in_the_teachers_own_words_is_asked_as_it_is_typed() {
    for (lang, prompt, mend) in
        [(Lang::Ko, "직접 쓰기", "질문 / 보기 / 보기”처럼"), (Lang::En, "In your own words", "Write it as")]
    {
        let mut hall = Hall::in_lang(lang);
        hall.join().teach("5");
        hall.host.sees(prompt).keys("Up Enter").keys("'점심은*뭐*?'");
        assert_eq!(hall.host.app.context(), Context::ClassName);
        // One that cannot be asked can be mended.
        hall.teach("Enter");
        hall.host.sees(mend).sees("점심은*뭐*?").keys("'/밥/면&국' Enter");
        hall.carry();
        hall.player.sees("점심은*뭐*?").sees("면&국");
        hall.keys("2 Enter").teach("Space Space");
        hall.host.sees("점심은*뭐*?").sees("면&국");
        assert!(hall.player.records.iter().all(|record| record.kind != kind::ANSWERED));
        // Esc leaves the field, then the polls.
        hall.teach("5 5 Esc");
        assert_eq!(hall.host.app.context(), Context::ClassPoll);
        hall.teach("Esc");
        assert_eq!(hall.host.app.context(), Context::ClassHost);
    }
}

#[test]
fn a_close_answer_is_named_in_the_language_of_the_reader() {
    for (lang, own, other) in [(Lang::Ko, "가루차는", "powdered tea"), (Lang::En, "powdered tea", "가루차")]
    {
        let mut hall = Hall::in_lang(lang);
        hall.join().teach("Space").until("green-typed").keys("'찻잎' Enter").teach("Space Space");
        hall.host.sees(own).sees_not(other);
        hall.wall.sees(own).sees_not(other);
    }
}

#[test]
fn a_host_whose_wall_is_elsewhere_begins_with_what_is_private() {
    let room = Hall::in_lang(Lang::En).room;
    let said = |room: &Room| {
        let view = Box::new(HostView::of(room, 1_000));
        Event::Class(News::Said(Box::new(ServerMessage::HostState { view, players: Some(Vec::new()) })))
    };
    let host = |venue: Venue| {
        let mut host = Tester::new(|setup| {
            setup.target = Target::Host(Box::new(venue));
            setup.lang = Some(Lang::En);
        });
        host.event(said(&room));
        host
    };
    let mut private = host(Venue { has_wall: true, ..venue(false) });
    private.sees("Only for the teacher").keys("Tab").sees_not("Only for the teacher").sees("192.168.0.12");
    let mut local = host(Venue { is_local: true, qr: None, ..venue(false) });
    local.sees("Only this computer can join");
    // The record cannot be written for a while.
    let why = Text { ko: "디스크가 가득 찼어요.".into(), en: "The disk is full.".into() };
    local.event(Event::Class(News::Link(Link::Failed(why))));
    local.sees("The disk is full.");
    local.event(Event::Class(News::Link(Link::Connected)));
    local.sees_not("The disk is full.");
}

#[test]
fn a_wall_that_is_refused_says_why_and_asks_no_more() {
    let refused = |reason| Event::Class(News::Said(Box::new(ServerMessage::refused(reason))));
    for (lang, code, often) in [
        (Lang::Ko, "그런 코드의 수업은 없어요", "너무 많이 들어왔어요"),
        (Lang::En, "screen.", "Too many wrong codes"),
    ] {
        let mut hall = Hall::in_lang(lang);
        let mut wall = Tester::new(|setup| {
            setup.target = Target::Host(Box::new(venue(true)));
            setup.lang = Some(lang);
        });
        wall.event(refused(Refusal::WrongCode));
        wall.event(Event::Class(News::Link(Link::Idle)));
        wall.sees(code).sees_not("기다리고").sees_not("Waiting for the class");
        // While others guess, a wall that was there stays, and is told when it is its turn again.
        hall.wall.event(refused(Refusal::TooOften));
        hall.wall.sees("seodang class join").sees(often);
        hall.teach("Space");
        hall.wall.sees_not(often);
    }
}

#[test]
fn who_is_sent_away_is_told_why() {
    for (reason, text) in [
        (Goodbye::Banned, "You cannot join this class"),
        (Goodbye::Replaced, "somewhere else"),
        (Goodbye::Stopping, "has stopped"),
        (Goodbye::Idle, "long silence"),
    ] {
        let mut hall = Hall::in_lang(Lang::En);
        hall.join();
        hall.say(ServerMessage::Bye { reason });
        hall.player.sees(text);
    }
}

#[test]
fn homework_is_answered_at_ones_own_pace() {
    for at_once in [false, true] {
        let mode = Mode::SelfPaced { limit_ms: 3_600_000, at_once };
        let mut hall = Hall::new(Setup { mode, ..room_setup() }, |setup| setup.lang = Some(Lang::En));
        hall.join().teach("Space");
        let questions: BTreeMap<usize, Kind> =
            hall.room.sheets().iter().map(|sheet| sheet.item.question.kind.clone()).enumerate().collect();
        for kind in questions.values() {
            hall.keys(script(kind));
            if at_once {
                hall.player.sees("› Answer");
                while hall.player.screen().contains("› Answer") {
                    hall.keys("Enter");
                }
            }
        }
        hall.player.sees("You have answered every question");
        hall.host.sees("7 questions");
        hall.teach("Space Space");
        hall.player.sees("Question 1/");
        let answered = hall.player.records.iter().filter(|record| record.kind == kind::ANSWERED).count();
        assert_eq!(answered, questions.len());
    }
}

#[test]
fn homework_that_is_ended_is_collected_and_shown_before_the_final_result() {
    let mode = Mode::SelfPaced { limit_ms: 3_600_000, at_once: false };
    let mut hall = Hall::new(Setup { mode, ..room_setup() }, |setup| setup.lang = Some(Lang::En));
    hall.join().teach("Tab");
    hall.host.sees("The questions are handed out next.");
    hall.teach("Tab Space");
    let first = hall.room.sheets()[0].item.question.kind.clone();
    hall.keys(script(&first)).teach("Tab");
    hall.host.sees("The answers are collected next");
    hall.teach("Tab 9");
    hall.host.sees("Press again to collect the answers");
    hall.teach("9");
    hall.player.sees("Question 1/");
    let answered = hall.player.records.iter().filter(|record| record.kind == kind::ANSWERED).count();
    assert_eq!(answered, 1);
    hall.teach("9");
    hall.host.sees("show the final result");
    hall.teach("9");
    hall.player.sees("Final result");
}

#[test]
fn a_question_that_the_course_does_not_know_is_not_recorded() {
    let mut setup = room_setup();
    setup.items.truncate(1);
    setup.items[0].question.id = "elsewhere".to_owned();
    let mut hall = Hall::new(setup, |_| {});
    hall.join().teach("Space");
    hall.keys("1 Enter").teach("Space Space");
    assert!(hall.player.records.iter().all(|record| record.kind != kind::ANSWERED));
}

#[test]
fn what_only_the_teacher_sees_is_behind_a_key() {
    let mut hall = Hall::in_lang(Lang::En);
    hall.join().teach("Space");
    hall.until("green-water");
    let why = hall.room.current_sheet().unwrap().item.question.options[0].why.en.clone();
    hall.host.sees_not(&why);
    hall.wall.keys("Tab").sees_not(&why);
    hall.teach("Tab");
    hall.host.sees(&why).sees("Only for the teacher");
    hall.teach("Tab");
    hall.host.sees_not(&why);
    hall.teach("Tab Right");
    hall.host.sees("미나");
    hall.host.keys("Enter Delete 'Mina' Enter");
    hall.carry();
    hall.host.sees("Mina");
    hall.teach("Delete");
    hall.host.sees("Press again to remove");
    hall.teach("Down").teach("Delete").teach("Delete");
    hall.host.sees("Nobody is here yet");
}

#[test]
fn the_teacher_has_the_class_in_hand() {
    let mut hall = Hall::in_lang(Lang::En);
    hall.join();
    hall.teach("6");
    hall.host.sees("The door is locked");
    hall.teach("6 Space 1");
    hall.player.sees("Paused");
    hall.teach("1 2");
    hall.player.sees("Time left 49 s");
    hall.teach("3");
    hall.player.sees("› Answer");
    hall.teach("5 2");
    hall.player.sees("How is the pace?").sees("A poll");
    hall.keys("2 Enter").teach("Space Space");
    hall.player.sees("1 player · 100%");
    hall.teach("9");
    hall.host.sees("Press again to skip");
    hall.teach("9");
    hall.player.sees("Final result");
    hall.teach("Esc");
    hall.host.sees("Press again to close");
    hall.teach("Esc");
    assert!(hall.host.quit);
}

#[test]
fn the_teacher_leads_the_class_from_the_desk() {
    let mut hall = Hall::in_lang(Lang::En);
    hall.join();
    hall.teach("Space Tab 1");
    hall.player.sees("Paused");
    hall.host.sees("Only for the teacher");
    hall.teach("1 2");
    hall.player.sees("Time left 49 s");
    hall.teach("6");
    assert!(!hall.room.is_open());
    hall.teach("6 3");
    hall.player.sees("› Answer");
    // Polls are chosen where they always are, and the desk is there again.
    hall.teach("5");
    hall.host.sees("How is the pace?").sees_not("Only for the teacher");
    hall.teach("Esc");
    hall.host.sees("Only for the teacher");
    hall.teach("5 2");
    hall.player.sees("How is the pace?").sees("A poll");
    hall.host.sees("Only for the teacher");
    // What is typed into a name is no command.
    hall.teach("Right Enter '3'");
    hall.player.sees("How is the pace?");
    hall.teach("Esc 9");
    hall.host.sees("Press again to skip");
    hall.teach("9");
    hall.player.sees("Final result");
}

#[test]
fn settings_over_a_class_do_not_miss_what_happens() {
    let mut hall = Hall::in_lang(Lang::En);
    hall.join();
    hall.keys("F4");
    hall.teach("Space");
    hall.player.sees("Settings").keys("Esc").sees("› Question");
}

/// Every scene, on all three screens.
fn pictures(name: &str, change: impl Fn(&mut seodang::app::Setup)) {
    let mut hall = Hall::new(room_setup(), &change);
    let shot = |hall: &Hall, at: &str| {
        for (who, tester) in [("player", &hall.player), ("host", &hall.host)] {
            insta::assert_snapshot!(format!("class-{name}-{at}-{who}"), styled(&tester.draw().0));
        }
    };
    insta::assert_snapshot!(format!("class-{name}-door"), styled(&hall.player.draw().0));
    hall.join();
    hall.other(2, "Sol");
    hall.other(3, "하늘");
    shot(&hall, "lobby");
    hall.until("green-water");
    hall.keys("2");
    shot(&hall, "question");
    hall.keys("Enter");
    hall.teach("Tab");
    shot(&hall, "answered");
    hall.teach("Right");
    hall.teach("Tab Space Space");
    shot(&hall, "reveal");
    hall.teach("Space");
    shot(&hall, "scores");
}

#[test]
fn pictures_of_a_class() {
    for lang in Lang::ALL {
        for size in [(80, 24), (60, 20), (120, 40)] {
            pictures(&format!("{}-{}x{}", lang.code(), size.0, size.1), |setup| {
                setup.lang = Some(lang);
                setup.size = size;
            });
        }
    }
    pictures("ascii", |setup| setup.ascii = true);
    pictures("mono", |setup| {
        setup.depth = Depth::Mono;
        setup.lang = Some(Lang::En);
    });
}

#[test]
fn with_ascii_alone_a_class_is_ascii_and_hangul() {
    let mut hall = Hall::new(room_setup(), |setup| setup.ascii = true);
    hall.join();
    for _ in 0..8 {
        for tester in [&hall.player, &hall.host, &hall.wall] {
            let screen = tester.screen();
            let other: Vec<char> = screen.chars().filter(|c| !c.is_ascii() && !is_hangul(*c)).collect();
            assert!(other.is_empty(), "{other:?}\n{screen}");
        }
        hall.teach("Space");
    }
}

#[test]
fn a_class_is_read_line_by_line() {
    let mut hall = Hall::new(room_setup(), |setup| setup.plain = true);
    let lines = |tester: &Tester| {
        let shown = shown(&tester.app);
        format!("{}\n\n{}", shown.title, shown.lines.join("\n"))
    };
    let mut all = vec![lines(&hall.player)];
    hall.join();
    all.extend([lines(&hall.player), lines(&hall.host)]);
    hall.until("green-water");
    hall.keys("2");
    all.extend([lines(&hall.player), lines(&hall.host)]);
    hall.keys("Enter").teach("Space Space");
    all.extend([lines(&hall.player), lines(&hall.host)]);
    hall.teach("Space");
    all.extend([lines(&hall.player), lines(&hall.host)]);
    insta::assert_snapshot!("class-plain", all.join("\n\n----\n\n"));
}

/// A place for each key of a class.
pub fn places(change: impl Fn(&mut seodang::app::Setup) + Copy) -> Vec<(Context, Tester)> {
    let teams = Setup { teams: vec!["A".into(), "B".into()], ..room_setup() };
    let mut door = Hall::new(teams, change);
    door.keys("'abc234' Enter").keys("'x'");
    let name = door.player.clone();
    door.keys("Down");
    let mut hall = Hall::new(room_setup(), change);
    hall.join();
    let lobby = hall.host.clone();
    hall.teach("5");
    let poll = hall.host.clone();
    hall.teach("Esc Space");
    let question = hall.host.clone();
    hall.teach("Tab Right");
    let desk = hall.host.clone();
    hall.teach("Enter");
    let rename = hall.host.clone();
    let mut small = Hall::new(room_setup(), |setup| {
        change(setup);
        setup.size = (60, 15);
    });
    small.join().teach("Space 3");
    let revealed = small.host.clone();
    small.teach("Tab");
    let mode = Mode::SelfPaced { limit_ms: 60_000, at_once: true };
    let mut own = Hall::new(Setup { mode, ..room_setup() }, change);
    own.join().teach("Space").keys("1 Enter");
    vec![
        (Context::ClassWait, own.player),
        (Context::ClassDoor, name),
        (Context::ClassDoor, door.player),
        (Context::ClassHost, lobby),
        (Context::ClassPoll, poll),
        (Context::ClassHost, question),
        (Context::ClassDesk, desk),
        (Context::ClassName, rename),
        (Context::ClassWait, small.player),
        (Context::ClassHost, revealed),
        (Context::ClassDesk, small.host),
    ]
}

fn message() -> impl Strategy<Value = usize> {
    0usize..12
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn any_keys_and_any_messages(
        steps in prop::collection::vec((prop::bool::ANY, message(), "[1-9 ~a-z]"), 1..60),
        columns in 40u16..130,
        rows in 10u16..45,
        self_paced: bool,
    ) {
        let mode = if self_paced { Mode::SelfPaced { limit_ms: 60_000, at_once: true } } else { Mode::Live };
        let mut hall = Hall::new(Setup { mode, ..room_setup() }, |setup| setup.size = (columns, rows));
        if columns >= 50 && rows >= 15 {
            hall.join();
        }
        for (is_host, what, key) in steps {
            let names = ["Enter", "Esc", "Tab", "Up", "Down", "Left", "Right", "Backspace", "Delete", "PgDn", "F2"];
            match (names.get(what), is_host) {
                (Some(name), true) => { hall.host.keys(name); }
                (Some(name), false) => { hall.player.keys(name); }
                (None, _) => {
                    hall.now += 700;
                    let key = if key == " " || key == "~" { "Space".to_owned() } else { key };
                    hall.host.keys(&key);
                    hall.player.keys(&key);
                    let reason = [Goodbye::Removed, Goodbye::Idle][usize::from(is_host)];
                    if key == "9" { hall.say(ServerMessage::Bye { reason }); }
                    if key == "8" { hall.say(ServerMessage::Door(DoorView::of(&hall.room))); }
                }
            }
            if hall.me.is_some() {
                hall.carry();
            } else {
                hall.player.asks.clear();
                hall.tell();
            }
            hall.player.draw();
            hall.host.draw();
            hall.wall.draw();
        }
    }
}
