//! What an exam says: before it, while it runs, and after.

use crate::lang::{Lang, Words};

/// The timed mode.
pub const EXAM: Words = Words("시험", "Exam");

/// The mode with feedback at once.
pub const PRACTICE: Words = Words("연습", "Practice");

/// An exam that is open.
pub const RESUME_EXAM: Words = Words("시험 이어서 보기", "Continue the exam");

/// Practice that is open.
pub const RESUME_PRACTICE: Words = Words("연습 이어서 하기", "Continue practising");

/// What practice means.
pub const ABOUT_PRACTICE: Words = Words(
    "답을 제출하면 바로 정답과 해설이 나와요. 힌트도 있어요.",
    "Every answer is explained at once, and there are hints.",
);

/// What an exam means.
pub const ABOUT_EXAM: Words = Words(
    "시간을 재고, 정답과 해설은 제출한 뒤에 나와요. 문제를 오가며 답을 바꿀 수 있어요. 프로그램을 꺼도 시간은 계속 가요.",
    "Against the clock; answers are explained after you hand in. You can go back and forth and change answers. The clock goes on even while the program is closed.",
);

/// What the mark of a weak lesson means.
pub const ABOUT_LEAST: Words = Words(
    "40%보다 적게 맞힌 단원은 과락으로 표시해요. 합격은 전체 점수로만 정해요.",
    "A lesson below 40% is marked, but only the total decides whether you pass.",
);

/// An open exam whose time is over.
pub const TIME_UP: Words = Words("시간이 다 됐어요", "time is up");

/// The exams of the past.
pub const PAST: Words = Words("지난 시험", "Past exams");

/// Enough was right.
pub const PASSED: Words = Words("합격", "passed");

/// Not enough was right.
pub const FAILED: Words = Words("불합격", "not passed");

/// A lesson of which too little was right.
pub const BELOW: Words = Words("과락", "below 40%");

/// Enough was right, at the top of the result.
pub const IS_PASSED: Words = Words("합격이에요.", "You passed.");

/// Not enough was right, at the top of the result.
pub const IS_FAILED: Words = Words("합격선에 닿지 못했어요.", "Not passed this time.");

/// The time was over before it was handed in.
pub const TIME_OVER: Words = Words("시간이 다 되어 제출됐어요", "handed in when the time was up");

/// The sheet of numbers.
pub const SHEET: Words = Words("답안지", "Answer sheet");

/// The state of a question.
pub const ANSWERED: Words = Words("답함", "answered");

/// The state of a question.
pub const BLANK: Words = Words("답 없음", "blank");

/// The state of a question to come back to.
pub const FLAGGED: Words = Words("나중에", "flagged");

/// The state of a question.
pub const UNSURE: Words = Words("확신 없음", "unsure");

/// There is no blank to go to.
pub const NO_BLANK: Words = Words("안 푼 문제가 없어요.", "Every question is answered.");

/// There is no flag to go to.
pub const NO_FLAG: Words = Words("나중에 볼 문제가 없어요.", "Nothing is flagged.");

/// Before handing in.
pub const HAND_IN: Words = Words("제출할까요?", "Hand in?");

/// What handing in means.
pub const NO_WAY_BACK: Words = Words(
    "제출하면 답을 바꿀 수 없고, 결과와 해설이 나와요.",
    "Once handed in, answers cannot be changed; the result and explanations follow.",
);

/// On leaving an exam that is open.
pub const CLOCK_GOES_ON: Words = Words(
    "시험 시간은 계속 가요. ‘이어서’를 누르면 돌아와요.",
    "The clock goes on. “Continue” brings you back.",
);

/// Terms are not looked up during an exam.
pub const NO_GLOSSARY: Words =
    Words("시험 중에는 용어집을 열 수 없어요.", "The glossary stays closed during an exam.");

/// What to do after it.
pub const ALL_ANSWERS: Words = Words("모든 답과 해설 보기", "See all answers explained");

/// What to do after it.
pub const WRONG_ANSWERS: Words = Words("틀린 문제의 해설만 보기", "See only the wrong ones explained");

/// What to do after it.
pub const FLAGGED_ANSWERS: Words =
    Words("나중에·확신 없음으로 둔 문제만 보기", "See only those flagged or unsure");

/// What to do after it.
pub const PRACTISE_WRONG: Words = Words("틀린 문제를 연습으로 다시 풀기", "Practise the wrong ones");

/// What to do after it.
pub const ANOTHER: Words = Words("시험 한 번 더 보기", "Take another exam");

impl Lang {
    /// `40문제 · 60분 · 합격선 72%`
    #[must_use]
    pub fn exam_paper(self, questions: usize, minutes: u32, pass: u32) -> String {
        match self {
            Lang::Ko => format!("{questions}문제 · {minutes}분 · 합격선 {pass}%"),
            Lang::En => format!("{} · {minutes} min · pass at {pass}%", self.questions(questions)),
        }
    }

    /// `40문제 · 시간 제한 없음`
    #[must_use]
    pub fn practice_paper(self, questions: usize) -> String {
        match self {
            Lang::Ko => format!("{} · 시간 제한 없음", self.questions(questions)),
            Lang::En => format!("{} · no time limit", self.questions(questions)),
        }
    }

    /// `12/40 답함`
    #[must_use]
    pub fn answered_of(self, n: usize, all: usize) -> String {
        match self {
            Lang::Ko => format!("{n}/{all} 답함"),
            Lang::En => format!("{n}/{all} answered"),
        }
    }

    /// `12/40 답함`, or that the time is over.
    #[must_use]
    pub fn exam_state(self, answered: Option<(usize, usize)>) -> String {
        match answered {
            Some((n, all)) => self.answered_of(n, all),
            None => TIME_UP.get(self).to_owned(),
        }
    }

    /// `남은 시간 38:20`; without seconds `남은 시간 39분`.
    #[must_use]
    pub fn time_left(self, seconds: u64, is_exact: bool) -> String {
        let shown = if is_exact {
            format!("{:02}:{:02}", seconds / 60, seconds % 60)
        } else {
            self.minutes(u32::try_from(seconds.div_ceil(60)).unwrap_or(u32::MAX))
        };
        match self {
            Lang::Ko => format!("남은 시간 {shown}"),
            Lang::En => format!("{shown} left"),
        }
    }

    /// `10분 남았어요.`
    #[must_use]
    pub fn minutes_left(self, n: u64) -> String {
        match self {
            Lang::Ko => format!("{n}분 남았어요."),
            Lang::En if n == 1 => "1 minute left.".to_owned(),
            Lang::En => format!("{n} minutes left."),
        }
    }

    /// `안 푼 문제 3개 · 나중에 볼 문제 2개`
    #[must_use]
    pub fn before_handing_in(self, blank: usize, flagged: usize) -> String {
        match self {
            Lang::Ko => format!("안 푼 문제 {blank}개 · 나중에 볼 문제 {flagged}개"),
            Lang::En => format!("{blank} blank · {flagged} flagged"),
        }
    }

    /// `80% · 합격선 72%`
    #[must_use]
    pub fn exam_percent(self, percent: u32, pass: u32) -> String {
        match self {
            Lang::Ko => format!("{percent}% · 합격선 {pass}%"),
            Lang::En => format!("{percent}% · pass at {pass}%"),
        }
    }

    /// `걸린 시간 48분 12초 / 60분`
    #[must_use]
    pub fn exam_took(self, seconds: u64, minutes: u64) -> String {
        let (whole, rest) = (seconds / 60, seconds % 60);
        match self {
            Lang::Ko => format!("걸린 시간 {whole}분 {rest}초 / {minutes}분"),
            Lang::En => format!("Took {whole} min {rest} s of {minutes} min"),
        }
    }

    /// `시험 32/40`
    #[must_use]
    pub fn exam_score(self, right: usize, all: usize) -> String {
        match self {
            Lang::Ko => format!("시험 {right}/{all}"),
            Lang::En => format!("exam {right}/{all}"),
        }
    }

    /// `seodang exam` where no lesson is an exam.
    #[must_use]
    pub fn exam_needs_a_lesson(self) -> &'static str {
        match self {
            Lang::Ko => "이 코스에는 시험 단원이 없어요. 단원을 쓰세요 (예: seodang exam ecs)",
            Lang::En => "no lesson of this course is an exam: name one (for example: seodang exam ecs)",
        }
    }

    /// `seodang exam ecs#task`
    #[must_use]
    pub fn exam_takes_a_lesson(self) -> &'static str {
        match self {
            Lang::Ko => "시험은 단원마다 봐요. 쪽 없이 쓰세요 (예: seodang exam ecs)",
            Lang::En => "an exam covers a whole lesson: leave out the page (for example: seodang exam ecs)",
        }
    }
}
