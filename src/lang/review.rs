//! What is said about reviews: how much there is, why a card comes now, and when it comes again.

use crate::lang::Lang;

impl Lang {
    /// `12개 · 약 4분`
    #[must_use]
    pub fn reviews(self, cards: usize, minutes: usize) -> String {
        match self {
            Lang::Ko => format!("{cards}개 · 약 {minutes}분"),
            Lang::En if cards == 1 => format!("1 card · about {minutes} min"),
            Lang::En => format!("{cards} cards · about {minutes} min"),
        }
    }

    /// Why a card comes now: how likely it is still remembered, in percent, how many days ago it was answered last, and
    /// how.
    #[must_use]
    pub fn why_now(self, percent: u32, days: u32, passed: bool) -> String {
        match self {
            Lang::Ko => {
                let when = if days == 0 { "오늘".to_owned() } else { format!("{days}일 전") };
                let how = if passed { "맞힘" } else { "틀림" };
                format!("기억할 확률 {percent}% · {when} {how}")
            }
            Lang::En => {
                let how = if passed { "right" } else { "wrong" };
                let when = match days {
                    0 => "today".to_owned(),
                    1 => "1 day ago".to_owned(),
                    _ => format!("{days} days ago"),
                };
                format!("recall {percent}% · {how} {when}")
            }
        }
    }

    /// `다음: 9일 뒤`; 0 days are today again.
    #[must_use]
    pub fn next_time(self, days: u32) -> String {
        match (self, days) {
            (Lang::Ko, 0) => "다음: 오늘 다시".to_owned(),
            (Lang::Ko, 1) => "다음: 내일".to_owned(),
            (Lang::Ko, _) => format!("다음: {}", self.interval(days)),
            (Lang::En, 0) => "next: again today".to_owned(),
            (Lang::En, 1) => "next: tomorrow".to_owned(),
            (Lang::En, _) => format!("next: {}", self.interval(days)),
        }
    }

    /// `9일 뒤`, `3달 뒤`, `in 9 days`.
    #[must_use]
    pub fn interval(self, days: u32) -> String {
        let (count, unit) = match days {
            0..60 => (days, 0),
            60..730 => ((days + 15) / 30, 1),
            _ => ((days + 182) / 365, 2),
        };
        match (self, unit) {
            (Lang::Ko, 0) => format!("{count}일 뒤"),
            (Lang::Ko, 1) => format!("{count}달 뒤"),
            (Lang::Ko, _) => format!("{count}년 뒤"),
            (Lang::En, unit) => {
                let name = ["day", "month", "year"][unit];
                format!("in {count} {name}{}", if count == 1 { "" } else { "s" })
            }
        }
    }

    /// What was done in a review.
    #[must_use]
    pub fn reviewed(self, answers: usize, right: usize) -> String {
        match self {
            Lang::Ko => format!("{answers}번 답했고 {right}번 맞혔어요."),
            Lang::En if answers == 1 => format!("1 answer, {right} right."),
            Lang::En => format!("{answers} answers, {right} right."),
        }
    }

    /// What the limit of the day held back.
    #[must_use]
    pub fn held_back(self, cards: usize) -> String {
        match self {
            Lang::Ko => {
                format!("하루 한도를 넘은 {cards}개는 내일로 미뤘어요. 한도는 설정(F4)에서 바꿀 수 있어요.")
            }
            Lang::En if cards == 1 => {
                "1 more card waits for tomorrow: change the daily limit in Settings (F4).".to_owned()
            }
            Lang::En => {
                format!("{cards} more cards wait for tomorrow: change the daily limit in Settings (F4).")
            }
        }
    }

    /// When the next cards come: in so many days, so many.
    #[must_use]
    pub fn next_cards(self, days: u32, cards: u32) -> String {
        match (self, days) {
            (Lang::Ko, 1) => format!("다음 복습은 내일 {cards}개예요."),
            (Lang::Ko, _) => format!("다음 복습은 {} {cards}개예요.", self.interval(days)),
            (Lang::En, _) => {
                let when = if days == 1 { "tomorrow".to_owned() } else { self.interval(days) };
                format!("Next review: {cards} card{} {when}.", if cards == 1 { "" } else { "s" })
            }
        }
    }

    /// There are too few reviews to fit the model to.
    #[must_use]
    pub fn too_few_reviews(self, found: usize, needed: usize) -> String {
        match self {
            Lang::Ko => format!(
                "아직 기록이 적어요. 다른 날에 다시 답한 것이 {needed}번은 있어야 하는데 {found}번이에요. 그때까지는 많은 사람의 기록으로 정한 기본값이 더 잘 맞아요"
            ),
            Lang::En => format!(
                "there is not enough to go by yet: {found} answers on a later day, and it takes {needed}. Until then the defaults, found from many people's answers, predict better"
            ),
        }
    }

    /// The model was fitted: from so many reviews, and how far it was and is off, in parts of one.
    #[must_use]
    pub fn fitted(self, reviews: usize, before: f32, after: f32) -> String {
        let (before, after) = (before * 100.0, after * 100.0);
        match self {
            Lang::Ko => format!(
                "복습 {reviews}번에 맞게 조정했어요. 예측이 빗나간 정도: {before:.1}% -> {after:.1}%. 되돌리려면: seodang progress undo"
            ),
            Lang::En => format!(
                "Fitted to {reviews} reviews. The prediction was off by {before:.1}%, now {after:.1}%. To go back: seodang progress undo"
            ),
        }
    }

    /// The model was not made better by fitting.
    #[must_use]
    pub fn fit_kept(self, before: f32) -> String {
        let before = before * 100.0;
        match self {
            Lang::Ko => format!("지금 값이 이미 가장 잘 맞아요(빗나간 정도 {before:.1}%). 그대로 둘게요."),
            Lang::En => {
                format!("The present parameters already fit best (off by {before:.1}%) and are kept.")
            }
        }
    }

    /// That the last answer was taken back.
    #[must_use]
    pub fn taken_back(self, left: usize) -> String {
        match self {
            Lang::Ko => format!("답을 되돌렸어요. 더 되돌릴 수 있는 답: {left}개"),
            Lang::En => format!("Answer taken back. {left} more can be."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_are_said_in_the_largest_unit_that_fits() {
        let said = |days| (Lang::Ko.interval(days), Lang::En.interval(days));
        for (days, ko, en) in [
            (1, "1일 뒤", "in 1 day"),
            (59, "59일 뒤", "in 59 days"),
            (60, "2달 뒤", "in 2 months"),
            (365, "12달 뒤", "in 12 months"),
            (1100, "3년 뒤", "in 3 years"),
        ] {
            assert_eq!(said(days), (ko.to_owned(), en.to_owned()));
        }
    }
}
