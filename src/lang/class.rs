//! What a class says: why something was refused, the names it gives, and the polls that are always at hand.

use crate::lang::Words;

/// The room has ended.
pub const OVER: Words = Words("수업이 끝났어요.", "This class is over.");

/// The door is locked.
pub const DOOR_LOCKED: Words = Words(
    "지금은 들어올 수 없어요. 선생님이 문을 닫았어요.",
    "The door is locked. Ask your teacher to open it.",
);

/// All seats are taken.
pub const FULL: Words = Words("자리가 다 찼어요.", "Every seat is taken.");

/// Somebody who was removed comes back to the old seat.
pub const REMOVED: Words = Words(
    "선생님이 이 자리를 비웠어요. 새로 들어오면 0점부터 시작해요.",
    "Your teacher removed you from this seat. You can join again, starting at 0.",
);

/// Somebody who was banned comes back.
pub const BANNED: Words = Words("이 수업에는 들어올 수 없어요.", "You cannot join this class.");

/// There is no such player.
pub const UNKNOWN_PLAYER: Words = Words("그런 사람은 없어요.", "There is nobody like that here.");

/// A student number that is not on the list.
pub const UNKNOWN_STUDENT: Words =
    Words("명단에 없는 번호예요. 다시 확인해 주세요.", "That number is not on the list. Please check it.");

/// A student number that is in use.
pub const STUDENT_TAKEN: Words = Words(
    "이미 들어온 학번이에요. 내 학번이 맞으면 선생님께 말해 주세요.",
    "That number is already in the room. If it is yours, tell your teacher.",
);

/// A team that does not exist, or none at all.
pub const UNKNOWN_TEAM: Words = Words("팀을 골라 주세요.", "Please choose a team.");

/// A question that does not exist.
pub const UNKNOWN_QUESTION: Words = Words("그런 문제는 없어요.", "There is no such question.");

/// An answer to a question that is not asked yet.
pub const NOT_OPEN: Words = Words("아직 이 문제 차례가 아니에요.", "That question is not open yet.");

/// An answer that came too late.
pub const LATE: Words =
    Words("시간이 지나서 답을 받지 못했어요.", "Too late: the answer could not be counted.");

/// An answer while the clock stands still.
pub const PAUSED: Words = Words("잠시 멈췄어요. 조금만 기다려 주세요.", "Paused. Please wait a moment.");

/// A second answer.
pub const ANSWERED: Words =
    Words("이미 답했어요. 처음 낸 답이 남아요.", "You have answered already. Your first answer stands.");

/// A poll in the teacher's own words that cannot be asked.
pub const NO_POLL: Words = Words(
    "“질문 / 보기 / 보기”처럼 써 주세요. 질문은 300자, 보기는 2개에서 6개, 저마다 80자까지예요.",
    "Write it as “question / option / option”: up to 300 characters, and 2 to 6 options of up to 80.",
);

/// An answer with something missing.
pub const INCOMPLETE: Words = Words("답을 끝까지 채워 주세요.", "Please complete your answer.");

/// An answer that names what is not there.
pub const UNFIT: Words = Words("이 문제에 맞지 않는 답이에요.", "That does not answer this question.");

/// A typed number that cannot be read.
pub const NOT_A_NUMBER: Words = Words(
    "숫자로 읽을 수 없어요. 숫자와 단위만 써 주세요.",
    "Please type a number, with its unit if you like.",
);

/// A command of the host that makes no sense now.
pub const NOT_NOW: Words = Words("지금은 할 수 없어요.", "That cannot be done now.");

/// A step that somebody else has taken already.
pub const STALE: Words = Words("이미 다음으로 넘어갔어요.", "The class has already moved on.");

/// A code of no room.
pub const WRONG_CODE: Words = Words(
    "그런 코드의 수업은 없어요. 선생님 화면의 코드를 다시 확인해 주세요.",
    "There is no class with that code. Please check the code on your teacher's screen.",
);

/// Too many wrong codes.
pub const TOO_OFTEN: Words = Words(
    "틀린 코드가 너무 많이 들어왔어요. 잠시 뒤에 다시 해 주세요.",
    "Too many wrong codes came from here. Please try again in a while.",
);

/// Somebody who is not the host wants what only the host may.
pub const NOT_HOST: Words =
    Words("수업을 연 선생님만 할 수 있어요.", "Only the teacher who opened the class can do that.");

/// The program cannot go on by itself.
pub const OUT_OF_ORDER: Words = Words(
    "지금은 처리할 수 없어요. 잠시 뒤에 다시 해 주세요.",
    "That cannot be handled right now. Please try again in a moment.",
);

/// No name.
pub const NAME_EMPTY: Words = Words("이름을 써 주세요.", "Please type a name.");

/// A name that is too wide.
pub const NAME_LONG: Words = Words(
    "이름이 길어요. 한글은 10자, 영문은 20자까지 쓸 수 있어요.",
    "That name is too long: 20 letters at most, 10 where they are wide, such as Hangul.",
);

/// A name with a character that nobody can see, or that no text should have.
pub const NAME_UNSEEN: Words = Words(
    "이름에 보이지 않거나 쓸 수 없는 글자가 있어요.",
    "That name has characters that cannot be seen or used.",
);

/// A room without a question.
pub const NO_QUESTIONS: Words = Words("물을 문제가 없어요.", "There is no question to ask.");

/// A room with too many questions.
pub const MANY_QUESTIONS: Words =
    Words("문제가 너무 많아요. 200문제까지 물을 수 있어요.", "Too many questions: 200 at most.");

/// A question that a class cannot ask.
pub const NOT_ASKABLE: Words = Words(
    "수업에서는 빈칸 채우기 문제를 물을 수 없어요.",
    "A class cannot ask questions with blanks to fill in.",
);

/// A question with something broken.
pub const BROKEN_QUESTION: Words = Words(
    "이 문제에는 보기나 정답이 없거나 잘못됐어요.",
    "Options or answer of this question are missing or wrong.",
);

/// A limit of time or of seats that is out of range.
pub const BAD_LIMIT: Words = Words(
    "제한 시간이나 배점, 자리 수가 맞지 않아요.",
    "A time limit, a weight or the number of seats is out of range.",
);

/// A team or a student of the list whose name cannot be used, or is there twice.
pub const BAD_LIST: Words = Words(
    "팀이나 명단에 쓸 수 없는 이름이 있거나 같은 것이 두 번 있어요.",
    "A team or a student has a name that cannot be used, or is there twice.",
);

/// First halves of the names that a room gives.
pub const TRAITS: [Words; 32] = [
    Words("용감한", "Brave"),
    Words("느긋한", "Calm"),
    Words("재빠른", "Quick"),
    Words("똑똑한", "Clever"),
    Words("다정한", "Kind"),
    Words("씩씩한", "Bold"),
    Words("조용한", "Quiet"),
    Words("신나는", "Merry"),
    Words("졸린", "Sleepy"),
    Words("배고픈", "Hungry"),
    Words("반짝이는", "Shiny"),
    Words("든든한", "Sturdy"),
    Words("엉뚱한", "Quirky"),
    Words("수줍은", "Shy"),
    Words("명랑한", "Jolly"),
    Words("꼼꼼한", "Careful"),
    Words("튼튼한", "Strong"),
    Words("날쌘", "Nimble"),
    Words("포근한", "Cozy"),
    Words("당당한", "Proud"),
    Words("부지런한", "Busy"),
    Words("상냥한", "Gentle"),
    Words("차분한", "Steady"),
    Words("즐거운", "Happy"),
    Words("솔직한", "Honest"),
    Words("푸른", "Blue"),
    Words("붉은", "Red"),
    Words("하얀", "White"),
    Words("노란", "Golden"),
    Words("초록", "Green"),
    Words("커다란", "Big"),
    Words("작은", "Little"),
];

/// Second halves of the names that a room gives.
pub const ANIMALS: [Words; 32] = [
    Words("수달", "Otter"),
    Words("호랑이", "Tiger"),
    Words("까치", "Magpie"),
    Words("고라니", "Deer"),
    Words("너구리", "Raccoon"),
    Words("두루미", "Crane"),
    Words("토끼", "Rabbit"),
    Words("거북", "Turtle"),
    Words("고래", "Whale"),
    Words("다람쥐", "Squirrel"),
    Words("올빼미", "Owl"),
    Words("여우", "Fox"),
    Words("펭귄", "Penguin"),
    Words("판다", "Panda"),
    Words("돌고래", "Dolphin"),
    Words("고양이", "Cat"),
    Words("사자", "Lion"),
    Words("코끼리", "Elephant"),
    Words("기린", "Giraffe"),
    Words("비버", "Beaver"),
    Words("참새", "Sparrow"),
    Words("제비", "Swallow"),
    Words("나비", "Butterfly"),
    Words("꿀벌", "Bee"),
    Words("문어", "Octopus"),
    Words("해마", "Seahorse"),
    Words("물개", "Seal"),
    Words("늑대", "Wolf"),
    Words("독수리", "Eagle"),
    Words("코알라", "Koala"),
    Words("알파카", "Alpaca"),
    Words("고슴도치", "Hedgehog"),
];

/// A poll: what is asked, and what can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PollWords {
    /// What is asked.
    pub ask: Words,
    /// What can be chosen, from the best to the worst where there is such an order.
    pub options: &'static [Words],
}

/// How well it is understood.
pub const GOING: PollWords = PollWords {
    ask: Words("지금까지 어때요?", "How is it going?"),
    options: &[
        Words("잘 따라가고 있어요", "I am following well"),
        Words("조금 헷갈려요", "I am a little confused"),
        Words("처음부터 다시 듣고 싶어요", "I am lost"),
    ],
};

/// How fast it goes.
pub const PACE: PollWords = PollWords {
    ask: Words("속도가 어때요?", "How is the pace?"),
    options: &[
        Words("너무 느려요", "Too slow"),
        Words("딱 좋아요", "Just right"),
        Words("너무 빨라요", "Too fast"),
    ],
};

/// Whether a break is due.
pub const BREAK: PollWords = PollWords {
    ask: Words("조금 쉴까요?", "Shall we take a break?"),
    options: &[Words("네, 쉬어요", "Yes, please"), Words("아니요, 계속해요", "No, let us go on")],
};

/// Anything with yes or no, asked aloud.
pub const SHOW_OF_HANDS: PollWords = PollWords {
    ask: Words("어떻게 생각해요?", "What do you think?"),
    options: &[Words("네", "Yes"), Words("아니요", "No"), Words("잘 모르겠어요", "Not sure")],
};

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::lang::{Lang, width};

    #[test]
    fn names_that_a_room_gives_leave_room_for_a_number() {
        for lang in Lang::ALL {
            let widest =
                |words: &[Words]| words.iter().map(|word| width::width(word.get(lang))).max().unwrap_or(0);
            assert!(widest(&TRAITS) + 1 + widest(&ANIMALS) + " 9".len() <= 20, "{lang:?}");
            for words in [TRAITS, ANIMALS] {
                assert_eq!(words.map(|word| word.get(lang)).into_iter().collect::<BTreeSet<_>>().len(), 32);
            }
        }
    }
}
