//! What the screens of a class say: to players, on the wall, and to the teacher.

use crate::lang::{Lang, Words, grouped};

/// A class, where it has no title yet.
pub const CLASS: Words = Words("수업", "Class");

/// Label of the field for the address.
pub const ADDRESS: Words = Words("주소", "Address");

/// Below the field for the address.
pub const ADDRESS_HINT: Words = Words(
    "비워 두면 같은 네트워크에서 코드가 맞는 수업을 찾아요.",
    "Leave it empty to find the class with this code in the local network.",
);

/// Label of the field for the join code.
pub const CODE: Words = Words("참여 코드", "Join code");

/// Label of the field for the name.
pub const NAME: Words = Words("이름", "Name");

/// Label of the field for the number in the list.
pub const STUDENT: Words = Words("학번", "Student number");

/// Label of the choice of a team.
pub const TEAM: Words = Words("팀", "Team");

/// What was typed is no join code.
pub const NOT_A_CODE: Words = Words(
    "코드는 글자와 숫자 여섯 개예요. 0, 1, I, L, O는 쓰지 않아요.",
    "A code has six letters and digits; 0, 1, I, L and O are not among them.",
);

/// No team was chosen yet.
pub const CHOOSE: Words = Words("골라 주세요", "please choose");

/// The room gives names.
pub const ANONYMOUS: Words =
    Words("이름은 수업에서 지어 줘요. 그냥 들어오면 돼요.", "The class gives you a name. Just join.");

/// The connection is being made.
pub const CONNECTING: Words = Words("수업에 연결하고 있어요.", "Connecting to the class.");

/// The connection broke.
pub const LOST: Words = Words(
    "연결이 끊겼어요. 다시 연결하고 있어요. 낸 답과 점수는 그대로예요.",
    "Connection lost. Connecting again; your answers and points are safe.",
);

/// The connection of the host or the projector broke.
pub const HOST_LOST: Words = Words(
    "수업과 연결이 끊겼어요. 다시 연결하고 있어요.",
    "The connection to the class is lost. Connecting again.",
);

/// The connection is there again.
pub const BACK_AGAIN: Words = Words("다시 연결됐어요.", "Connected again.");

/// A player has a seat: before their name.
pub const SEATED: Words = Words("들어왔어요", "You are in");

/// Before the start.
pub const WAIT_START: Words = Words(
    "곧 시작해요. 선생님이 시작하면 첫 문제가 나와요.",
    "It starts soon: the first question comes when your teacher starts.",
);

/// After an answer.
pub const WAIT_OTHERS: Words = Words(
    "답을 받았어요. 정답이 나올 때까지 기다려 주세요.",
    "Your answer is in. Please wait for the result.",
);

/// An answer is on its way.
pub const SENDING: Words = Words("답을 보내고 있어요.", "Sending your answer.");

/// An answer counts.
pub const ACCEPTED: Words = Words("답을 받았어요.", "Your answer is in.");

/// A question was closed.
pub const CLOSED_QUESTION: Words =
    Words("답을 마감했어요. 곧 정답이 나와요.", "Answers are closed. The result comes soon.");

/// A player has answered all questions of a self-paced class.
pub const ALL_DONE: Words = Words(
    "문제를 다 풀었어요. 마감 뒤에 선생님이 결과를 열면 여기에 나와요.",
    "You have answered every question. The results come here once the teacher opens them.",
);

/// All answers of a self-paced class are in.
pub const COLLECTED: Words = Words(
    "답을 모두 걷었어요. 선생님이 결과를 열면 나와요.",
    "All answers are in. The results come once the teacher opens them.",
);

/// A question that was not answered.
pub const NOT_ANSWERED: Words = Words("답하지 않았어요", "Not answered");

/// Something asked for an opinion.
pub const POLL: Words = Words(
    "의견을 묻는 질문이에요. 점수는 없어요.",
    "A poll: nothing is right or wrong, and there are no points.",
);

/// A poll was answered.
pub const POLL_DONE: Words = Words("고마워요. 모두의 의견이에요.", "Thank you. This is what everybody said.");

/// The scores so far.
pub const SCOREBOARD: Words = Words("점수판", "Scoreboard");

/// The final scores.
pub const PODIUM: Words = Words("최종 결과", "Final result");

/// What is right.
pub const RESULT: Words = Words("정답", "Answer");

/// What a poll has come to.
pub const POLL_RESULT: Words = Words("설문 결과", "Poll result");

/// A question.
pub const QUESTION: Words = Words("문제", "Question");

/// Before the start.
pub const LOBBY: Words = Words("기다리는 중", "Waiting");

/// The class is over.
pub const OVER: Words = Words("수업이 끝났어요. 수고했어요.", "The class is over. Well done.");

/// Where answers have gone.
pub const OVER_NOTE: Words = Words(
    "틀린 문제 가운데 이 코스에 있는 것은 오답노트에 넣었어요.",
    "What you got wrong is in your mistakes, if this course has the question.",
);

/// At the end of a class by ssh.
pub const OVER_NOT_KEPT: Words = Words(
    "틀린 문제를 오답노트에 남기고 싶으면 다음에는 서당으로 들어오세요: seodang class join",
    "To keep what you get wrong among your mistakes, come with Seodang next time: seodang class join",
);

/// A name that is hidden.
pub const HIDDEN: Words = Words("(이름 숨김)", "(name hidden)");

/// Before a time.
pub const TIME_LEFT: Words = Words("남은 시간", "Time left");

/// The clock stands still.
pub const STOPPED: Words = Words("잠시 멈췄어요", "Paused");

/// No time is left.
pub const TIME_UP: Words = Words("시간이 다 됐어요", "Time is up");

/// A question is closed.
pub const LOCKED: Words = Words("답을 마감했어요.", "Answers are closed.");

/// How many answers there are.
pub const ANSWERS: Words = Words("모인 답", "Answers");

/// What is typed instead of what is right.
pub const INSTEAD: Words = Words("비슷하지만 아닌 답", "Close, but no");

/// Before leaving a class.
pub const LEAVE_AGAIN: Words = Words(
    "한 번 더 누르면 수업에서 나가요. 점수는 남아 있어요.",
    "Press again to leave the class. Your points stay.",
);

/// Before the teacher leaves.
pub const HOST_LEAVE_AGAIN: Words = Words(
    "한 번 더 누르면 닫아요. 이어서 하려면: seodang class resume",
    "Press again to close. seodang class resume goes on with the class.",
);

/// Before the end of the questions.
pub const END_AGAIN: Words = Words(
    "한 번 더 누르면 남은 문제를 묻지 않고 최종 결과로 가요.",
    "Press again to skip what is left and show the final result.",
);

/// Before the end of homework that nobody has seen the answers of.
pub const COLLECT_AGAIN: Words = Words(
    "한 번 더 누르면 답을 거두고 모두에게 정답과 풀이를 보여 줘요.",
    "Press again to collect the answers and show what was right, and why.",
);

/// Before a player is removed.
pub const KICK_AGAIN: Words = Words(
    "한 번 더 누르면 이 사람을 내보내요. 답도 지워져요. 다시 들어올 수는 있어요.",
    "Press again to remove this player and their answers. They may join again.",
);

/// Before a player is banned.
pub const BAN_AGAIN: Words = Words(
    "한 번 더 누르면 이 사람을 내보내고 다시 못 들어오게 해요.",
    "Press again to remove this player for good.",
);

/// Before the ways into a class.
pub const JOIN_WITH: Words = Words("들어오는 방법", "How to join");

/// A browser.
pub const WEB: Words = Words("브라우저", "Browser");

/// A terminal.
pub const TERMINAL: Words = Words("터미널", "Terminal");

/// This program.
pub const SEODANG: Words = Words("서당", "Seodang");

/// Before what ssh says of a computer that is new to it.
pub const FINGERPRINT: Words = Words("ssh 지문", "ssh fingerprint");

/// Before the address of the page that shows the wall.
pub const WALL: Words = Words("프로젝터 화면", "Wall, for a projector");

/// Before the names of those who came last.
pub const NEWEST: Words = Words("방금 들어온 사람", "Newest");

/// Nobody may join.
pub const DOOR_SHUT: Words = Words("입장이 닫혀 있어요", "The door is locked");

/// Nobody can join from another computer.
pub const ONLY_HERE: Words = Words(
    "지금은 이 컴퓨터에서만 들어올 수 있어요. 모두 들어오게 하려면 --lan으로 다시 여세요.",
    "Only this computer can join for now. To let everybody join, hold it again with --lan.",
);

/// The window is too small for the QR code.
pub const NO_ROOM_FOR_QR: Words = Words("창을 키우면 QR 코드가 나와요.", "A larger window shows a QR code.");

/// The private side.
pub const DESK: Words = Words("선생님만 보는 화면", "Only for the teacher");

/// A part of the private side.
pub const DESK_NOTES: Words = Words("정답과 다음 문제", "Answers and what is next");

/// A part of the private side.
pub const DESK_PLAYERS: Words = Words("명단", "Players");

/// The question that is asked.
pub const NOW: Words = Words("지금 문제", "Now");

/// The question that comes next.
pub const NEXT: Words = Words("다음 문제", "Next");

/// There is no further question.
pub const NOTHING_NEXT: Words =
    Words("더 물을 문제가 없어요. 다음은 최종 결과예요.", "No further question: the final result is next.");

/// Homework is handed out next.
pub const HAND_OUT_NEXT: Words =
    Words("다음을 누르면 문제를 나눠 줘요.", "The questions are handed out next.");

/// Homework is collected next.
pub const COLLECT_NEXT: Words = Words(
    "다음을 누르면 답을 걷어요. 그 뒤에는 아무도 답할 수 없어요.",
    "The answers are collected next; then nobody can answer any more.",
);

/// What was right in the homework is shown next.
pub const REVIEW_NEXT: Words = Words(
    "다음을 누르면 모두에게 정답과 풀이를 보여 줘요.",
    "What was right, and why, is shown to all next.",
);

/// What was typed most often.
pub const TYPED: Words = Words("많이 쓴 답", "Typed most often");

/// Nobody has joined.
pub const NOBODY: Words = Words("아직 아무도 없어요.", "Nobody is here yet.");

/// A player who is not there.
pub const AWAY: Words = Words("자리 비움", "away");

/// A player who is there.
pub const THERE: Words = Words("접속", "here");

/// The field for a new name.
pub const NEW_NAME: Words = Words("새 이름", "New name");

/// The choice of a poll.
pub const ASK_POLL: Words = Words("무엇을 물을까요?", "What do you want to ask?");

/// A question that nobody answered.
pub const NOBODY_ANSWERED: Words = Words("아무도 답하지 않았어요", "Nobody answered");

/// A poll in the teacher's own words.
pub const OWN_POLL: Words = Words("직접 쓰기", "In your own words");

/// How one is written.
pub const OWN_POLL_FORM: Words = Words("질문 / 보기 / 보기", "question / option / option");

/// A projector waits.
pub const NOT_IN_WALL: Words = Words("선생님 화면을 기다리고 있어요.", "Waiting for the class.");

/// The seat was given up.
pub const BYE_REMOVED: Words = Words(
    "선생님이 이 자리를 뺐어요. Enter로 새로 들어올 수 있어요.",
    "Your teacher gave this seat up. Enter joins again.",
);

/// The seat was banned.
pub const BYE_BANNED: Words = Words("이 수업에는 들어올 수 없어요.", "You cannot join this class.");

/// The seat was taken from elsewhere.
pub const BYE_REPLACED: Words = Words(
    "다른 곳에서 이 자리로 들어왔어요. Enter로 여기서 이어 할 수 있어요.",
    "This seat is used somewhere else. Enter goes on here.",
);

/// Versions differ.
pub const BYE_VERSION: Words = Words(
    "수업과 이 프로그램의 버전이 달라요. 서당을 새 버전으로 바꿔 주세요.",
    "The class speaks another version. Please update Seodang.",
);

/// Too much was sent.
pub const BYE_TOO_MANY: Words = Words(
    "너무 많이 보내서 연결을 끊었어요. 잠시 뒤 Enter로 다시 들어와 주세요.",
    "Too many messages. Wait a moment, then press Enter.",
);

/// Nothing was heard.
pub const BYE_IDLE: Words = Words(
    "오래 쉬어서 연결을 끊었어요. Enter로 다시 들어올 수 있어요.",
    "Disconnected after a long silence. Enter joins again.",
);

/// The host ends.
pub const BYE_STOPPING: Words = Words(
    "선생님의 서당이 꺼졌어요. 다시 켜지면 이어서 해요. 점수는 남아 있어요.",
    "The teacher's Seodang has stopped. It goes on when it is back; your points stay.",
);

/// The host ends while there is something to read.
pub const STOPPING_BRIEF: Words = Words(
    "선생님의 서당이 꺼졌어요. 다시 켜지면 이어서 해요.",
    "The host has stopped. It goes on when it is back.",
);

/// After the podium.
pub const EVERYBODY_ELSE: Words = Words("함께해 줘서 고마워요.", "Thank you for taking part.");

/// How many of a hundred, rounded.
#[must_use]
pub fn percent(n: u32, all: u32) -> u64 {
    (u64::from(n) * 100 + u64::from(all) / 2).checked_div(all.into()).unwrap_or(0)
}

impl Lang {
    /// `30명`
    #[must_use]
    pub fn people(self, n: usize) -> String {
        match (self, n) {
            (Lang::Ko, _) => format!("{n}명"),
            (Lang::En, 1) => "1 player".to_owned(),
            (Lang::En, _) => format!("{n} players"),
        }
    }

    /// `30명 (28명 접속)`
    #[must_use]
    pub fn headcount(self, players: usize, present: usize) -> String {
        let players = self.people(players);
        match self {
            Lang::Ko => format!("{players} ({present}명 접속)"),
            Lang::En => format!("{players} ({present} here)"),
        }
    }

    /// `답 12/30`
    #[must_use]
    pub fn answers_in(self, answers: u64, players: usize) -> String {
        match self {
            Lang::Ko => format!("답 {answers}/{players}"),
            Lang::En => format!("{answers}/{players} answered"),
        }
    }

    /// `30명 중 12명이 맞혔어요 (40%)`
    #[must_use]
    pub fn right_of(self, right: u32, all: u32) -> String {
        let percent = percent(right, all);
        match self {
            Lang::Ko => format!("{all}명 중 {right}명이 맞혔어요 ({percent}%)"),
            Lang::En => format!("{right} of {all} were right ({percent}%)"),
        }
    }

    /// `2,400점`
    #[must_use]
    pub fn points(self, points: u32) -> String {
        let shown = grouped(points.into());
        match (self, points) {
            (Lang::Ko, _) => format!("{shown}점"),
            (Lang::En, 1) => "1 point".to_owned(),
            (Lang::En, _) => format!("{shown} points"),
        }
    }

    /// `3등`
    #[must_use]
    pub fn rank(self, rank: u32) -> String {
        match (self, rank % 10, rank % 100) {
            (Lang::Ko, ..) => format!("{rank}등"),
            (Lang::En, 1, hundred) if hundred != 11 => format!("{rank}st"),
            (Lang::En, 2, hundred) if hundred != 12 => format!("{rank}nd"),
            (Lang::En, 3, hundred) if hundred != 13 => format!("{rank}rd"),
            (Lang::En, ..) => format!("{rank}th"),
        }
    }

    /// `18초`, `1:05`, `2:00:00`, `3일 2시간`
    #[must_use]
    pub fn time_span(self, seconds: u64) -> String {
        let (days, hours, minutes, rest) =
            (seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60);
        match (self, seconds) {
            (Lang::Ko, 0..60) => format!("{seconds}초"),
            (Lang::En, 0..60) => format!("{seconds} s"),
            (_, 60..3_600) => format!("{minutes}:{rest:02}"),
            (_, 3_600..86_400) => format!("{hours}:{minutes:02}:{rest:02}"),
            (Lang::Ko, _) => format!("{days}일 {hours}시간"),
            (Lang::En, _) => format!("{days} d {hours} h"),
        }
    }

    /// `2배 점수`
    #[must_use]
    pub fn weight(self, weight: u32) -> String {
        match self {
            Lang::Ko => format!("점수 {weight}배"),
            Lang::En => format!("worth {weight} times the points"),
        }
    }

    /// `문제 10개`
    #[must_use]
    pub fn homework(self, answered: u64, of: usize) -> String {
        match self {
            Lang::Ko => format!("문제 {of}개 · 모인 답 {answered}개"),
            Lang::En => format!("{of} questions · {answered} answers so far"),
        }
    }
}
