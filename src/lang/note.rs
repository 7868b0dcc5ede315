//! What is said about mistakes, marks and passes.

use crate::lang::Lang;

impl Lang {
    /// `5문제`, `5 questions`
    #[must_use]
    pub fn questions(self, n: usize) -> String {
        match self {
            Lang::Ko => format!("{n}문제"),
            Lang::En if n == 1 => "1 question".to_owned(),
            Lang::En => format!("{n} questions"),
        }
    }

    /// `5문제 · 가장 많이 틀린 곳: Fargate › 요금`
    #[must_use]
    pub fn mistakes_line(self, n: usize, most: Option<&str>) -> String {
        let questions = self.questions(n);
        match (most, self) {
            (Some(most), Lang::Ko) => format!("{questions} · 가장 많이 틀린 곳: {most}"),
            (Some(most), Lang::En) => format!("{questions} · most missed: {most}"),
            (None, _) => questions,
        }
    }

    /// `2번 틀림`, `missed twice`
    #[must_use]
    pub fn times_wrong(self, n: u32) -> String {
        match (self, n) {
            (Lang::Ko, _) => format!("{n}번 틀림"),
            (Lang::En, 1) => "missed once".to_owned(),
            (Lang::En, 2) => "missed twice".to_owned(),
            (Lang::En, _) => format!("missed {n} times"),
        }
    }

    /// On how many of the `needed` different days a mistake was answered rightly: `3일 중 1일 맞힘`.
    #[must_use]
    pub fn right_days(self, days: u8, needed: u8) -> String {
        match self {
            Lang::Ko => format!("{needed}일 중 {days}일 맞힘"),
            Lang::En => format!("right on {days} of {needed} days"),
        }
    }

    /// `3개`, `3 marks`
    #[must_use]
    pub fn marks(self, n: usize) -> String {
        match self {
            Lang::Ko => format!("{n}개"),
            Lang::En if n == 1 => "1 mark".to_owned(),
            Lang::En => format!("{n} marks"),
        }
    }

    /// `2회독`, `pass 2`
    #[must_use]
    pub fn pass(self, n: u32) -> String {
        match self {
            Lang::Ko => format!("{n}회독"),
            Lang::En => format!("pass {n}"),
        }
    }

    /// Whether pass `n` through the lesson called `title` is to begin.
    #[must_use]
    pub fn pass_ask(self, title: &str, n: u32) -> String {
        match self {
            Lang::Ko => format!("{title}: {n}회독을 시작할까요?"),
            Lang::En => format!("{title}: begin pass {n}?"),
        }
    }

    /// Pass `n` has begun.
    #[must_use]
    pub fn pass_begun(self, n: u32) -> String {
        match self {
            Lang::Ko => format!("{n}회독을 시작했어요."),
            Lang::En => format!("Pass {n} has begun."),
        }
    }

    /// The note was to be written over the progress file.
    #[must_use]
    pub fn note_over_progress(self, file: &str) -> String {
        match self {
            Lang::Ko => format!("학습 기록 파일에는 쓸 수 없어요: {file}. 다른 이름을 쓰세요"),
            Lang::En => format!("{file} is your progress file: choose another name"),
        }
    }

    /// The note could not be written, and why.
    #[must_use]
    pub fn note_not_written(self, file: &str, why: &str) -> String {
        match self {
            Lang::Ko => format!("쓰지 못했어요: {file}: {why}"),
            Lang::En => format!("could not write {file}: {why}"),
        }
    }
}
