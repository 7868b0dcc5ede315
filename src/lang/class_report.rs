//! What comes after a class: what the report says, and the list of classes.

use crate::lang::{Lang, Words, grouped};

/// Above what to teach again.
pub const AGAIN: Words = Words("다시 가르칠 것", "Teach again");

/// Nothing has to be taught again.
pub const NOTHING_AGAIN: Words = Words(
    "맞힌 답이 60%보다 적은 문제가 없어요.",
    "At least 60% of the answers to each question were right.",
);

/// No question was revealed.
pub const NO_QUESTIONS: Words =
    Words("아직 정답까지 공개한 문제가 없어요.", "No question has been revealed yet.");

/// Nobody joined.
pub const NOBODY: Words = Words("아무도 들어오지 않았어요.", "Nobody joined.");

/// Above the questions.
pub const QUESTIONS: Words = Words("문제 · 어려웠던 것부터", "Questions, hardest first");

/// Above the polls.
pub const POLLS: Words = Words("설문", "Polls");

/// Above the teams.
pub const TEAMS: Words = Words("팀", "Teams");

/// Above the students.
pub const STUDENTS: Words = Words("학생", "Students");

/// Above the answers of all students to all questions.
pub const ANSWERS: Words = Words("문제별 답", "Answers by question");

/// What the signs of an answer mean.
pub const SIGNS: Words = Words(
    "✓ 맞음 · ✗ 틀림 · - 답 없음 · o 설문에 답함",
    "✓ right · ✗ wrong · - no answer · o answered a poll",
);

/// Those who are good at the rest were worse here.
pub const TURNED: Words = Words(
    "다른 문제를 잘 푼 학생이 오히려 더 틀렸어요. 정답과 문제 글을 확인해 보세요.",
    "Those who did well elsewhere did worse here. Check the key and the wording.",
);

/// It tells little.
pub const FLAT: Words = Words(
    "아는 학생과 모르는 학생을 잘 가려내지 못했어요. 문제 글을 살펴보세요.",
    "It hardly tells those who know from those who do not. Look at the wording.",
);

/// All numbers of the report come from few answers.
pub const ALL_FEW: Words = Words(
    "문제마다 답이 30개가 안 돼요. 수치는 참고만 하세요.",
    "No question has 30 answers, so the figures are chance as much as anything else.",
);

/// Before something that should have been chosen.
pub const MISSED: Words = Words("고르지 않음:", "not chosen:");

/// Above what is said about the data.
pub const KEPT: Words = Words("보관", "What is kept");

/// Headings of the table of students: rank, name, number in the list, team, score, right, answered, time.
pub const STUDENT_COLUMNS: [Words; 8] = [
    Words("순위", "Rank"),
    Words("이름", "Name"),
    Words("학번", "Number"),
    Words("팀", "Team"),
    Words("점수", "Score"),
    Words("맞힘", "Right"),
    Words("답", "Answered"),
    Words("시간", "Time"),
];

/// Headings of the table of teams: rank, name, members, score.
pub const TEAM_COLUMNS: [Words; 4] =
    [Words("순위", "Rank"), Words("팀", "Team"), Words("학생", "Students"), Words("점수", "Score")];

/// Headings of the list of classes: code, when it was opened, title, students, questions, state.
pub const LIST_COLUMNS: [Words; 6] = [
    Words("코드", "Code"),
    Words("연 시각", "Opened"),
    Words("수업", "Class"),
    Words("학생", "Students"),
    Words("문제", "Questions"),
    Words("상태", "State"),
];

/// A class that is going on in another window.
pub const GOING_ON: Words = Words("진행 중", "going on");

/// A class that can be resumed.
pub const STOPPED: Words = Words("멈춤", "can go on");

/// A class that is over.
pub const OVER: Words = Words("끝남", "over");

/// A class whose record cannot be read.
pub const UNREADABLE: Words = Words("읽을 수 없음", "unreadable");

impl Lang {
    /// Title of a report.
    #[must_use]
    pub fn class_report(self, title: &str) -> String {
        match self {
            Lang::Ko => format!("{title} · 수업 리포트"),
            Lang::En => format!("{title} · class report"),
        }
    }

    /// `학생 40명`, `40 students`
    #[must_use]
    pub fn students(self, n: usize) -> String {
        let shown = grouped(n as u128);
        match self {
            Lang::Ko => format!("학생 {shown}명"),
            Lang::En if n == 1 => "1 student".to_owned(),
            Lang::En => format!("{shown} students"),
        }
    }

    /// `문제 8개`, `8 questions`
    #[must_use]
    pub fn question_count(self, n: usize) -> String {
        match self {
            Lang::Ko => format!("문제 {n}개"),
            Lang::En if n == 1 => "1 question".to_owned(),
            Lang::En => format!("{n} questions"),
        }
    }

    /// Questions that were asked but not revealed do not count; `code` is that of a class that can go on.
    #[must_use]
    pub fn not_revealed(self, n: usize, code: Option<&String>) -> String {
        let said = match self {
            Lang::Ko => format!("물었지만 정답을 공개하지 않은 문제 {n}개는 빠져 있어요."),
            Lang::En if n == 1 => "1 question was asked but not revealed, so it is left out.".to_owned(),
            Lang::En => format!("{n} questions were asked but not revealed, so they are left out."),
        };
        match (self, code) {
            (_, None) => said,
            (Lang::Ko, Some(code)) => format!("{said} 이어서 하려면: seodang class resume {code}"),
            (Lang::En, Some(code)) => format!("{said} To go on: seodang class resume {code}"),
        }
    }

    /// `문제 2, 5`, `questions 2, 5`: numbers from 1.
    #[must_use]
    pub fn question_numbers(self, numbers: &[u32]) -> String {
        let list = numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        match self {
            Lang::Ko => format!("문제 {list}"),
            Lang::En if numbers.len() == 1 => format!("question {list}"),
            Lang::En => format!("questions {list}"),
        }
    }

    /// `40명 가운데 38명 답함`, `38 of 40 answered`
    #[must_use]
    pub fn answered_by(self, answers: u32, players: u32) -> String {
        match self {
            Lang::Ko => format!("{players}명 가운데 {answers}명 답함"),
            Lang::En => format!("{answers} of {players} answered"),
        }
    }

    /// `맞힘 34% (p 0.34)`, `34% right (p 0.34)`
    #[must_use]
    pub fn difficulty(self, percent: u32) -> String {
        format!("{} (p {}.{:02})", self.right_share(percent), percent / 100, percent % 100)
    }

    /// `모름 2명`, `2 did not know`
    #[must_use]
    pub fn did_not_know(self, n: u32) -> String {
        match self {
            Lang::Ko => format!("모름 {n}명"),
            Lang::En => format!("{n} did not know"),
        }
    }

    /// `시간 중앙값 8.2초`, `median 8.2 s`
    #[must_use]
    pub fn median_time(self, ms: u64) -> String {
        match self {
            Lang::Ko => format!("시간 중앙값 {}", self.took(ms)),
            Lang::En => format!("median {}", self.took(ms)),
        }
    }

    /// `8.2초`, `8.2 s`; from ten minutes on in whole minutes.
    #[must_use]
    pub fn took(self, ms: u64) -> String {
        match ms {
            0..600_000 => {
                let unit = if self == Lang::Ko { "초" } else { " s" };
                let tenths = (ms + 50) / 100;
                format!("{}.{}{unit}", tenths / 10, tenths % 10)
            }
            _ => self.spent(ms),
        }
    }

    /// `변별도 0.12`, `discrimination 0.12`
    #[must_use]
    pub fn discrimination(self, r: f64) -> String {
        // No “-0.00”.
        let r = (r * 100.0).round() / 100.0 + 0.0;
        match self {
            Lang::Ko => format!("변별도 {r:.2}"),
            Lang::En => format!("discrimination {r:.2}"),
        }
    }

    /// `상위 27% 80%, 하위 27% 60%`: shares of right answers.
    #[must_use]
    pub fn upper_and_lower(self, upper: f64, lower: f64) -> String {
        let (upper, lower) = (upper * 100.0, lower * 100.0);
        match self {
            Lang::Ko => format!("상위 27%는 {upper:.0}%, 하위 27%는 {lower:.0}% 맞힘"),
            Lang::En => format!("upper 27%: {upper:.0}% right, lower 27%: {lower:.0}%"),
        }
    }

    /// Numbers that come from few answers.
    #[must_use]
    pub fn few_answers(self, n: u32) -> String {
        match self {
            Lang::Ko => format!("답이 30개가 안 돼요({n}개). 수치는 참고만 하세요."),
            Lang::En if n == 1 => "Only 1 answer: under 30, the figures are mostly chance.".to_owned(),
            Lang::En => format!("Only {n} answers: under 30, the figures are mostly chance."),
        }
    }

    /// `12명`, `12 ×`: how many gave this answer.
    #[must_use]
    pub fn times(self, n: u32) -> String {
        match self {
            Lang::Ko => format!("{n}명"),
            Lang::En => format!("{n} ×"),
        }
    }

    /// What is stored of a class, where, and how to delete it, a paragraph each.
    #[must_use]
    pub fn retention(self, folder: &str, code: &str) -> [String; 2] {
        match self {
            Lang::Ko => [
                format!(
                    "수업 기록은 이 컴퓨터에만 있고 어디에도 보내지 않아요: {folder}. 담긴 것은 문제, 학생 이름(명단을 썼으면 학번도), 답과 걸린 시간이에요. 학생 기기의 주소는 담지 않아요."
                ),
                format!("저절로 지워지지 않아요. 지우려면: seodang class delete {code}"),
            ],
            Lang::En => [
                format!(
                    "The record of a class is on this computer only, and is sent nowhere: {folder}. It holds the questions, the students' names (and numbers, if there was a list), their answers and how long these took. It does not hold the addresses of their devices."
                ),
                format!("Nothing deletes it by itself. To delete it: seodang class delete {code}"),
            ],
        }
    }

    /// There are no classes.
    #[must_use]
    pub fn no_classes(self, folder: &str) -> String {
        match self {
            Lang::Ko => {
                format!("아직 연 수업이 없어요. seodang class host로 열면 여기에 기록이 남아요: {folder}")
            }
            Lang::En => {
                format!(
                    "There are no classes yet. Open one with seodang class host; its record will be in {folder}"
                )
            }
        }
    }

    /// A record whose events make no room.
    #[must_use]
    pub fn no_room_in(self, code: &str) -> String {
        match self {
            Lang::Ko => format!("{code} 수업 기록에 수업을 연 내용이 없어서 읽을 수 없어요"),
            Lang::En => {
                format!("the record of class {code} does not begin with its opening and cannot be read")
            }
        }
    }

    /// A file was written.
    #[must_use]
    pub fn file_written(self, file: &str) -> String {
        match self {
            Lang::Ko => format!("파일을 썼어요: {file}"),
            Lang::En => format!("wrote {file}"),
        }
    }

    /// The word that confirms deleting.
    #[must_use]
    pub fn delete_word(self) -> &'static str {
        match self {
            Lang::Ko => "삭제",
            Lang::En => "delete",
        }
    }

    /// Asks whether to delete the class `what`.
    #[must_use]
    pub fn ask_delete(self, what: &str) -> String {
        let word = self.delete_word();
        match self {
            Lang::Ko => {
                format!(
                    "지울 수업: {what}\n지우면 되돌릴 수 없어요. 계속하려면 “{word}”라고 쓰고 Enter를 누르세요: "
                )
            }
            Lang::En => {
                format!(
                    "To be deleted: {what}\nThis cannot be undone. Type “{word}” and press Enter to go on: "
                )
            }
        }
    }

    /// A class was deleted.
    #[must_use]
    pub fn class_deleted(self, code: &str) -> String {
        match self {
            Lang::Ko => format!("{code} 수업의 기록을 모두 지웠어요"),
            Lang::En => format!("deleted everything that was kept of class {code}"),
        }
    }
}
