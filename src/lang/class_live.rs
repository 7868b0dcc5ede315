//! What holding a class and taking part in one say outside of screens.

use crate::lang::{Lang, Text, Words};

/// A computer where nothing listens.
pub const NOBODY_THERE: Words = Words(
    "여기에는 열린 수업이 없어요. 주소와 포트가 선생님 화면과 같은지 확인해 주세요",
    "no class is held there. Compare the address and the port with your teacher's screen",
);

/// A computer that cannot be reached.
pub const NO_ANSWER: Words = Words(
    "응답이 없어요. 선생님과 같은 네트워크(Wi-Fi)에 있는지, 수업을 --lan으로 열었는지 확인해 주세요",
    "there is no answer. Check that you are in the same network (Wi-Fi) as your teacher, and that the class is held with --lan",
);

/// A name that no computer has.
pub const NO_SUCH_HOST: Words = Words(
    "그런 컴퓨터를 찾을 수 없어요. 주소를 다시 확인해 주세요",
    "no computer is called so. Check the address",
);

/// Something else listens.
pub const NO_CLASS: Words = Words(
    "서당 수업이 아니에요. 포트가 선생님 화면과 같은지 확인해 주세요",
    "this is no class of Seodang. Compare the port with your teacher's screen",
);

/// Something that is no address.
pub const NOT_AN_ADDRESS: Words = Words(
    "주소로 읽을 수 없어요. 192.168.0.12:7070처럼 쓰거나 링크를 그대로 붙여 넣어 주세요.",
    "This is no address. Write it like 192.168.0.12:7070, or paste the whole link.",
);

/// Something that is no port.
pub const NOT_A_PORT: Words = Words(
    "포트는 1에서 65535까지의 숫자예요. 192.168.0.12:7070처럼 써 주세요.",
    "A port is a number from 1 to 65535. Write it like 192.168.0.12:7070.",
);

/// A link whose code is none.
pub const BAD_LINK_CODE: Words = Words(
    "링크의 #뒤에 있는 참여 코드가 잘못됐어요. 링크를 다시 복사해 주세요.",
    "What follows # in the link is no join code. Copy the link again.",
);

/// A connection that cannot be encrypted as it should be.
pub const NOT_TRUSTED: Words = Words(
    "인증서를 믿을 수 없어요. 주소가 인증서의 이름과 같은지 선생님께 확인해 주세요",
    "its certificate cannot be trusted. Ask your teacher whether the address is the name in the certificate",
);

/// No class in the local network.
pub const NONE_FOUND: Words = Words(
    "같은 네트워크에서 수업을 찾지 못했어요. 선생님 화면의 주소를 입력해 주세요.",
    "No class was found in the local network. Type the address on your teacher's screen.",
);

/// No lesson and no course has anything that a class can ask.
pub const NOTHING_TO_ASK: Words = Words(
    "수업에서 물을 문제가 없어요. 다른 단원이나 쪽을 골라 주세요",
    "there is nothing that a class can ask. Choose another lesson or page",
);

/// A wall without the code.
pub const WALL_NEEDS_CODE: Words = Words(
    "참여 코드를 함께 쓰세요: seodang class wall 192.168.0.12:7070 --code ABC234. 선생님 화면의 링크를 그대로 써도 돼요",
    "say the join code, too: seodang class wall 192.168.0.12:7070 --code ABC234. The whole link on the teacher's screen will do",
);

/// A list of students without students.
pub const EMPTY_ROSTER: Words = Words("명단에 학생이 없어요", "there are no students in it");

/// What becomes of what a class leaves behind.
pub const KEPT_HERE: Words =
    Words("수업 기록은 이 컴퓨터에만 남아요.", "The record of the class is on this computer only.");

/// How the wall is shown elsewhere.
pub const WALL_BY: Words = Words(
    "프로젝터 화면을 다른 터미널이나 브라우저에 띄우려면:",
    "For the wall in another terminal or a browser:",
);

/// Other addresses of this computer.
pub const ALSO_AT: Words = Words("이 주소로도 들어올 수 있어요:", "It can also be joined at:");

/// Before the commands of the line-by-line host.
pub const COMMANDS: Words = Words("명령", "Commands");

/// What can be typed, and what it does.
pub const HELP: [(Words, Words); 18] = [
    (Words("다음", "next"), Words("다음 단계로 가요", "the next step")),
    (Words("마감", "lock"), Words("답을 그만 받아요", "no more answers")),
    (Words("공개", "reveal"), Words("정답을 보여 줘요", "show what is right")),
    (Words("건너뛰기", "skip"), Words("이 문제는 세지 않고 넘어가요", "the question does not count; go on")),
    (Words("멈춤", "pause"), Words("시계를 멈춰요", "stop the clock")),
    (Words("계속", "resume"), Words("시계가 다시 가요", "the clock goes on")),
    (Words("연장 10", "extend 10"), Words("10초 더 줘요", "10 seconds more")),
    (Words("설문 1", "poll 1"), Words("설문을 물어요 (1-4)", "ask a poll (1-4)")),
    (
        Words("설문 다 했나요? / 네 / 아니요", "poll Done? / yes / no"),
        Words("직접 쓴 설문을 물어요", "ask a poll of your own"),
    ),
    (Words("명단", "players"), Words("누가 있는지 번호와 함께 보여 줘요", "who is there, with numbers")),
    (
        Words("내보내기 3", "kick 3"),
        Words("3번 또는 그 이름인 사람을 내보내요", "remove player 3, or the one with this name"),
    ),
    (Words("차단 3", "ban 3"), Words("내보내고 다시 못 들어오게 해요", "remove for good")),
    (Words("이름 3 = 민지", "rename 3 = Mina"), Words("이름을 바꿔요", "call a player something else")),
    (
        Words("문 닫기, 문 열기", "door closed, door open"),
        Words("더 들어올 수 있는지 정해요", "whether anybody may still join"),
    ),
    (
        Words("이름 숨기기, 이름 보이기", "names off, names on"),
        Words("모두에게 이름을 보일지 정해요", "whether everybody sees names"),
    ),
    (Words("상태", "status"), Words("지금 화면을 다시 보여 줘요", "say again how things stand")),
    (
        Words("끝", "end"),
        Words(
            "남은 문제를 묻지 않고 최종 결과로 가요. 숙제는 먼저 거두고 정답을 보여 줘요",
            "skip what is left and show the final result; homework is collected and shown first",
        ),
    ),
    (Words("나가기", "quit"), Words("닫아요. 수업은 이어서 할 수 있어요", "close; the class can be resumed")),
];

/// Something that is no command.
pub const NO_COMMAND: Words =
    Words("모르는 명령이에요. 도움말이라고 쓰면 명령이 나와요", "no such command; help lists them");

/// Nobody is called so.
pub const NO_PLAYER: Words = Words(
    "그런 사람이 없어요. 명단이라고 쓰면 번호가 나와요",
    "nobody is called so; players lists them with numbers",
);

/// Several are called so.
pub const MANY_PLAYERS: Words =
    Words("그런 이름이 여럿이에요. 번호로 쓰세요", "several are called so; say the number");

/// A number of seconds that is none.
pub const BAD_SECONDS: Words =
    Words("몇 초인지 1에서 3600까지의 숫자로 쓰세요", "say how many seconds, from 1 to 3600");

/// A poll that does not exist.
pub const BAD_POLL: Words = Words(
    "설문은 1에서 4까지이고, 직접 쓰려면 “설문 질문 / 보기 / 보기”로 써요",
    "polls are numbered from 1 to 4, or in your own words: poll question / option / option",
);

/// Something was done.
pub const DONE: Words = Words("했어요.", "Done.");

impl Lang {
    /// Something about an address.
    #[must_use]
    pub fn at_address(self, address: &str, what: Words) -> String {
        format!("{address}: {}.", what.get(self))
    }

    /// Classes in the local network, but none with this code.
    #[must_use]
    pub fn not_among(self, addresses: &str) -> String {
        match self {
            Lang::Ko => {
                format!(
                    "이 네트워크에 열린 수업 가운데 코드가 맞는 수업이 없어요: {addresses}. 코드를 확인하거나 선생님 화면에 있는 주소를 입력해 주세요."
                )
            }
            Lang::En => {
                format!(
                    "None of the classes in this network has this code: {addresses}. Check the code, or type the address on your teacher's screen."
                )
            }
        }
    }

    /// The system refuses to connect.
    #[must_use]
    pub fn not_connected(self, address: &str, reason: &str) -> String {
        match self {
            Lang::Ko => format!("{address}에 연결하지 못했어요 ({reason}). 네트워크를 확인해 주세요."),
            Lang::En => format!("Cannot connect to {address} ({reason}). Check the network."),
        }
    }

    /// A port that another program has.
    #[must_use]
    pub fn port_in_use(self, address: &str, option: &str, other: u16) -> String {
        match self {
            Lang::Ko => format!(
                "{address}의 포트를 다른 프로그램이 쓰고 있어요. 열어 둔 수업이 없는지 보고, 다른 포트를 쓰려면: {option} {other}"
            ),
            Lang::En => format!(
                "another program uses the port of {address}. Is a class still open? To use another port: {option} {other}"
            ),
        }
    }

    /// An address at which nobody can be listened to.
    #[must_use]
    pub fn cannot_listen(self, address: &str, reason: &str) -> String {
        match self {
            Lang::Ko => format!(
                "{address}에서 수업을 열 수 없어요 ({reason}). 이 컴퓨터의 주소인지 확인하거나 --lan을 쓰세요"
            ),
            Lang::En => format!(
                "cannot hold a class at {address} ({reason}). Is it an address of this computer? --lan finds one"
            ),
        }
    }

    /// A room that has ended.
    #[must_use]
    pub fn class_over(self, code: &str) -> String {
        match self {
            Lang::Ko => {
                format!("{code} 수업은 끝나서 이어 할 수 없어요. 결과를 보려면: seodang class report {code}")
            }
            Lang::En => {
                format!(
                    "class {code} is over and cannot go on. To see its results: seodang class report {code}"
                )
            }
        }
    }

    /// The system has no threads or no randomness.
    #[must_use]
    pub fn class_needs_system(self, reason: &str) -> String {
        match self {
            Lang::Ko => format!(
                "수업을 열 수 없어요. 시스템이 거절했어요 ({reason}). 다른 프로그램을 닫고 다시 해 보세요"
            ),
            Lang::En => {
                format!(
                    "cannot hold a class: the system refused ({reason}). Close other programs and try again"
                )
            }
        }
    }

    /// A setup that makes no sense: what, and about which question, team or student.
    #[must_use]
    pub fn bad_setup(self, what: Words, culprit: Option<&str>) -> String {
        let what = what.get(self).trim_end_matches('.');
        culprit.map_or_else(|| what.to_owned(), |culprit| format!("{culprit}: {what}"))
    }

    /// A row of a list of students that has no number or no name.
    #[must_use]
    pub fn bad_student(self, file: &str, line: usize) -> String {
        match self {
            Lang::Ko => format!("{file}:{line}: 줄마다 학번과 이름을 쓰세요. 예: 20260101,김하나"),
            Lang::En => {
                format!("{file}:{line}: each row has a student's number and name, such as 20260101,Kim Hana")
            }
        }
    }

    /// What cannot be a join code.
    #[must_use]
    pub fn not_a_join_code(self, typed: &str) -> String {
        match self {
            Lang::Ko => {
                format!("참여 코드가 아니에요: {typed}. 글자와 숫자 여섯 개이고 0, 1, I, L, O는 쓰지 않아요")
            }
            Lang::En => format!("{typed} is no join code: six letters and digits, without 0, 1, I, L, O"),
        }
    }

    /// How a class that was left goes on.
    #[must_use]
    pub fn how_to_resume(self, code: &str) -> String {
        match self {
            Lang::Ko => format!("수업은 그대로 남아 있어요. 이어서 하려면: seodang class resume {code}"),
            Lang::En => format!("The class is kept. To go on with it: seodang class resume {code}"),
        }
    }

    /// There is no class that could go on.
    #[must_use]
    pub fn nothing_to_resume(self, folder: &str) -> String {
        match self {
            Lang::Ko => format!("{folder}에 멈춘 수업이 없어요. 수업을 모두 보려면: seodang class list"),
            Lang::En => format!("no class was interrupted in {folder}; seodang class list shows all of them"),
        }
    }

    /// Where the results of a class that is over are.
    #[must_use]
    pub fn how_to_report(self, code: &str) -> String {
        match self {
            Lang::Ko => format!("수업이 끝났어요. 결과를 보려면: seodang class report {code}"),
            Lang::En => format!("The class is over. To see its results: seodang class report {code}"),
        }
    }

    /// Somebody has come.
    #[must_use]
    pub fn has_joined(self, name: &str, count: usize) -> String {
        match self {
            Lang::Ko => format!("들어옴: {name} · {}", self.people(count)),
            Lang::En => format!("joined: {name} · {}", self.people(count)),
        }
    }

    /// A mix of the whole course.
    #[must_use]
    pub fn mixed_quiz(self, course: &str) -> String {
        match self {
            Lang::Ko => format!("{course} 섞어 풀기"),
            Lang::En => format!("{course}: a mix"),
        }
    }
}

/// A text of both languages.
#[must_use]
pub fn both(text: impl Fn(Lang) -> String) -> Text {
    Text { ko: text(Lang::Ko), en: text(Lang::En) }
}
