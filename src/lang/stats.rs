//! What statistics and the plan to the exam say with their numbers.

use crate::lang::{Lang, grouped};

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const WEEKDAYS: [(&str, &str); 7] =
    [("월", "Mon"), ("화", "Tue"), ("수", "Wed"), ("목", "Thu"), ("금", "Fri"), ("토", "Sat"), ("일", "Sun")];

impl Lang {
    /// `11월`, `Nov`; months count from 1.
    #[must_use]
    pub fn month(self, month: u8) -> String {
        match self {
            Lang::Ko => format!("{month}월"),
            Lang::En => {
                MONTHS.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or_default().to_owned()
            }
        }
    }

    /// `월`, `Mon`; Monday is 0.
    #[must_use]
    pub fn weekday(self, weekday: u8) -> &'static str {
        let (ko, en) = WEEKDAYS[usize::from(weekday % 7)];
        if self == Lang::Ko { ko } else { en }
    }

    /// `11월 22일(일)`, `Sun 22 Nov`; Monday is 0.
    #[must_use]
    pub fn date(self, month: u8, day: u8, weekday: u8) -> String {
        let (month, weekday) = (self.month(month), self.weekday(weekday));
        match self {
            Lang::Ko => format!("{month} {day}일({weekday})"),
            Lang::En => format!("{weekday} {day} {month}"),
        }
    }

    /// `2시간 10분`, `18분`, `1분 미만`.
    #[must_use]
    pub fn spent(self, ms: u64) -> String {
        let minutes = ms / 60_000;
        let (hours, rest) = (minutes / 60, minutes % 60);
        let hours_shown = grouped(u128::from(hours));
        match (self, hours, rest) {
            (Lang::Ko, 0, 0) if ms > 0 => "1분 미만".to_owned(),
            (Lang::Ko, 0, _) => format!("{rest}분"),
            (Lang::Ko, _, 0) => format!("{hours_shown}시간"),
            (Lang::Ko, ..) => format!("{hours_shown}시간 {rest}분"),
            (Lang::En, 0, 0) if ms > 0 => "under a minute".to_owned(),
            (Lang::En, 0, _) => format!("{rest} min"),
            (Lang::En, _, 0) => format!("{hours_shown} h"),
            (Lang::En, ..) => format!("{hours_shown} h {rest} min"),
        }
    }

    /// `답 12번`, `12 answers`
    #[must_use]
    pub fn answers(self, n: u32) -> String {
        let shown = grouped(u128::from(n));
        match self {
            Lang::Ko => format!("답 {shown}번"),
            Lang::En if n == 1 => "1 answer".to_owned(),
            Lang::En => format!("{shown} answers"),
        }
    }

    /// `맞힘 83%`, `83% right`
    #[must_use]
    pub fn right_share(self, percent: u32) -> String {
        match self {
            Lang::Ko => format!("맞힘 {percent}%"),
            Lang::En => format!("{percent}% right"),
        }
    }

    /// `답 12번 · 맞힘 83% · 3쪽 · 18분`: what was done.
    #[must_use]
    pub fn done(self, answers: u32, right: u32, pages: u32, ms: u64) -> String {
        let mut parts = vec![self.answers(answers)];
        parts.extend(percent(right, answers).map(|percent| self.right_share(percent)));
        parts.extend([self.pages_read(pages), self.spent(ms)]);
        parts.join(" · ")
    }

    /// `3쪽`, `3 pages`
    #[must_use]
    pub fn pages_read(self, n: u32) -> String {
        let shown = grouped(u128::from(n));
        match self {
            Lang::Ko => format!("{shown}쪽"),
            Lang::En if n == 1 => "1 page".to_owned(),
            Lang::En => format!("{shown} pages"),
        }
    }

    /// `4일 연속`, `4-day streak`: days in a row.
    #[must_use]
    pub fn streak(self, days: u32) -> String {
        match self {
            Lang::Ko => format!("{days}일 연속"),
            Lang::En => format!("{days}-day streak"),
        }
    }

    /// `63일 · 연속 4일 · 최장 11일`
    #[must_use]
    pub fn days_active(self, days: u32, streak: u32, longest: u32) -> String {
        let days = grouped(u128::from(days));
        match self {
            Lang::Ko => format!("{days}일 · 연속 {streak}일 · 최장 {longest}일"),
            Lang::En => format!("{days} days · {streak} in a row · longest {longest}"),
        }
    }

    /// `최근 53주`, `the last 53 weeks`
    #[must_use]
    pub fn last_weeks(self, weeks: u32) -> String {
        match self {
            Lang::Ko => format!("최근 {weeks}주"),
            Lang::En => format!("the last {weeks} weeks"),
        }
    }

    /// `가장 많을 때 2시간 10분`
    #[must_use]
    pub fn most(self, what: &str) -> String {
        match self {
            Lang::Ko => format!("가장 많을 때 {what}"),
            Lang::En => format!("at most {what}"),
        }
    }

    /// `70–80%`, `70% 미만`; without a lower end, all below.
    #[must_use]
    pub fn percent_range(self, from: Option<u8>, to: u8) -> String {
        match (self, from) {
            (_, Some(from)) => format!("{from}-{to}%"),
            (Lang::Ko, None) => format!("{to}% 미만"),
            (Lang::En, None) => format!("below {to}%"),
        }
    }

    /// `7일 동안`, `within 7 days`, today being one.
    #[must_use]
    pub fn within(self, days: u32) -> String {
        match self {
            Lang::Ko => format!("{days}일 동안"),
            Lang::En => format!("within {days} days"),
        }
    }

    /// `5일 만에`, `after 5 days`; the same day is 0.
    #[must_use]
    pub fn after_days(self, days: u32) -> String {
        match (self, days) {
            (Lang::Ko, 0) => "같은 날".to_owned(),
            (Lang::Ko, _) => format!("{days}일 만에"),
            (Lang::En, 0) => "same day".to_owned(),
            (Lang::En, 1) => "after 1 day".to_owned(),
            (Lang::En, _) => format!("after {days} days"),
        }
    }

    /// `D-23`, `D-DAY`, `D+2`: days until the exam.
    #[must_use]
    pub fn d_day(self, days: i64) -> String {
        match days {
            0 => "D-DAY".to_owned(),
            1.. => format!("D-{days}"),
            _ => format!("D+{}", days.unsigned_abs()),
        }
    }

    /// `오늘 6쪽 13문제`, what is left of today's portion; `오늘 몫을 마쳤어요` when nothing is.
    #[must_use]
    pub fn portion(self, pages: usize, questions: usize, reviews: usize) -> String {
        let pages = (pages > 0).then(|| self.pages_read(u32::try_from(pages).unwrap_or(u32::MAX)));
        let questions = (questions > 0).then(|| self.questions(questions));
        let reviews = (reviews > 0).then(|| match self {
            Lang::Ko => format!("복습 {reviews}개"),
            Lang::En if reviews == 1 => "1 review".to_owned(),
            Lang::En => format!("{reviews} reviews"),
        });
        let parts: Vec<String> = [pages, questions, reviews].into_iter().flatten().collect();
        match (self, parts.is_empty()) {
            (Lang::Ko, true) => "오늘 몫을 마쳤어요".to_owned(),
            (Lang::En, true) => "today's share is done".to_owned(),
            (Lang::Ko, false) => format!("오늘 {}", parts.join(" ")),
            (Lang::En, false) => format!("today {}", parts.join(", ")),
        }
    }

    /// A date that does not exist, as the 30th of February.
    #[must_use]
    pub fn no_such_date(self, date: &str) -> String {
        match self {
            Lang::Ko => format!("없는 날짜예요: {date}"),
            Lang::En => format!("There is no such date: {date}"),
        }
    }

    /// `하루 100개`, a number of cards.
    #[must_use]
    pub fn a_day(self, n: u32) -> String {
        match self {
            Lang::Ko => format!("{n}개"),
            Lang::En => n.to_string(),
        }
    }
}

/// How many of a hundred, rounded; `None` when there are none to take them from.
#[must_use]
pub fn percent(part: u32, whole: u32) -> Option<u32> {
    let (part, whole) = (u64::from(part), u64::from(whole));
    (whole > 0).then(|| u32::try_from((200 * part + whole) / (2 * whole)).unwrap_or(100))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_is_said_in_hours_and_minutes() {
        for (ms, ko, en) in [
            (0, "0분", "0 min"),
            (59_999, "1분 미만", "under a minute"),
            (60_000, "1분", "1 min"),
            (3_600_000, "1시간", "1 h"),
            (7_860_000, "2시간 11분", "2 h 11 min"),
            (5_000 * 3_600_000, "5,000시간", "5,000 h"),
        ] {
            assert_eq!((Lang::Ko.spent(ms).as_str(), Lang::En.spent(ms).as_str()), (ko, en));
        }
    }

    #[test]
    fn the_days_to_the_exam_are_counted_as_koreans_do() {
        assert_eq!([23, 1, 0, -2].map(|days| Lang::Ko.d_day(days)), ["D-23", "D-1", "D-DAY", "D+2"]);
        assert_eq!(Lang::Ko.portion(6, 13, 0), "오늘 6쪽 13문제");
        assert_eq!(Lang::En.portion(1, 0, 2), "today 1 page, 2 reviews");
        assert_eq!(Lang::Ko.portion(0, 0, 0), "오늘 몫을 마쳤어요");
    }

    #[test]
    fn dates_are_short() {
        assert_eq!(Lang::Ko.date(11, 22, 6), "11월 22일(일)");
        assert_eq!(Lang::En.date(11, 22, 6), "Sun 22 Nov");
        assert_eq!((Lang::En.month(0), Lang::En.month(13)), (String::new(), String::new()));
    }
}
