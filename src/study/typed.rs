//! Answers typed as words, and what they are worth.
//!
//! Judged is what the learner meant: case, blanks, punctuation, the keyboard's mode, an article, a plural or a polite
//! ending do not matter, and neither does a small slip, as long as it leads to no other answer that is known.

use crate::{
    course::{Kind, NearAnswer, Question, TypedAnswer},
    lang::spelling,
    study::Response,
};

/// Words before a name that do not change it.
const ARTICLES: [&str; 3] = ["a", "an", "the"];

/// Makers that names of services begin with or leave out.
const MAKERS: [&str; 2] = ["aws", "amazon"];

/// Endings that make a Korean word a sentence.
const ENDINGS: [&str; 6] = ["입니다", "이에요", "이예요", "예요", "에요", "요"];

/// Particles that may hang on a word when it was typed as part of a sentence.
const PARTICLES: [&str; 6] = ["은", "는", "이", "가", "을", "를"];

/// Letters before an `s` that makes a plural: `ALBs` is one of `ALB`, but `EBS` none of `EB`, nor `30s` of `30`.
const SINGULAR: usize = 3;

/// What a typed answer is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict<'q> {
    /// It is right.
    Right,
    /// It is right but for a slip; so it is spelled.
    Misspelled(&'q str),
    /// It is wrong in a way that was to be expected.
    Near(&'q NearAnswer),
    /// It is wrong.
    Wrong,
}

impl Verdict<'_> {
    /// Whether it counts as right.
    #[must_use]
    pub fn is_right(self) -> bool {
        matches!(self, Verdict::Right | Verdict::Misspelled(_))
    }
}

/// What `response` has in field number `field` of `question`: the only one, or that of a blank.
#[must_use]
pub fn text<'r>(question: &Question, field: usize, response: &'r Response) -> Option<&'r str> {
    match (&question.kind, response) {
        (Kind::FillIn(blanks), Response::Filled(texts)) => {
            let blank = blanks.get(field)?;
            texts.iter().find(|(id, _)| *id == blank.id).map(|(_, text)| text.as_str())
        }
        (Kind::Typed(_), Response::Typed(text)) if field == 0 => Some(text),
        _ => None,
    }
}

/// What that is worth; `None` where nothing was typed.
#[must_use]
pub fn verdict<'q>(question: &'q Question, field: usize, response: &Response) -> Option<Verdict<'q>> {
    let answer = question.kind.typed().nth(field)?;
    let others = question.kind.typed().enumerate().filter(|(other, _)| *other != field);
    let others: Vec<&TypedAnswer> = others.map(|(_, answer)| answer).collect();
    Some(judge(answer, &others, text(question, field, response)?))
}

/// Whether all fields of `question` are right.
#[must_use]
pub fn is_right(question: &Question, response: &Response) -> bool {
    let fields = question.kind.typed().count();
    (0..fields).all(|field| verdict(question, field, response).is_some_and(Verdict::is_right))
}

/// What `typed` is worth where `answer` is asked for. `others` are asked for elsewhere in the question: what is right
/// there is no slip here.
#[must_use]
pub fn judge<'q>(answer: &'q TypedAnswer, others: &[&TypedAnswer], typed: &str) -> Verdict<'q> {
    let readings = readings(typed);
    for reading in &readings {
        if answer.accepted().any(|right| spelling::same(reading, &spelling::fold(right))) {
            return Verdict::Right;
        }
        if let Some(near) = near(answer, |wrong| spelling::same(reading, &spelling::fold(wrong))) {
            return Verdict::Near(near);
        }
    }
    for reading in &readings {
        if let Some(right) = answer.accepted().find(|right| spelling::is_slip(reading, right)) {
            if let Some(near) = near(answer, |wrong| spelling::is_close(reading, &spelling::fold(wrong))) {
                return Verdict::Near(near);
            }
            let is_other = |other: &&TypedAnswer| {
                other.accepted().any(|right| spelling::same(reading, &spelling::fold(right)))
            };
            return if others.iter().any(is_other) { Verdict::Wrong } else { Verdict::Misspelled(right) };
        }
        if let Some(near) = near(answer, |wrong| spelling::is_slip(reading, wrong)) {
            return Verdict::Near(near);
        }
    }
    Verdict::Wrong
}

fn near(answer: &TypedAnswer, is_meant: impl Fn(&str) -> bool) -> Option<&NearAnswer> {
    answer.near.iter().find(|near| near.accept.iter().any(|wrong| is_meant(wrong)))
}

/// What may be meant by `typed`, folded: as it is first, then with less and less around it.
fn readings(typed: &str) -> Vec<String> {
    let mut readings = vec![spelling::fold(typed)];
    // Only a word of its own is an article: asynchronous is not “a synchronous”.
    if let Some((first, rest)) = typed.trim_start().split_once(char::is_whitespace)
        && ARTICLES.contains(&spelling::fold(first).as_str())
    {
        readings.push(spelling::fold(rest));
    }
    let mut without = |shorter: &dyn Fn(&str) -> Option<String>| {
        let more: Vec<String> = readings.iter().filter_map(|reading| shorter(reading)).collect();
        readings.extend(more);
    };
    for maker in MAKERS {
        without(&|reading| reading.strip_prefix(maker).map(spelling::fold));
    }
    for ending in ENDINGS {
        without(&|reading| reading.strip_suffix(ending).map(spelling::fold));
    }
    for particle in PARTICLES {
        without(&|reading| reading.strip_suffix(particle).map(str::to_owned));
    }
    without(&|reading| {
        let singular = reading.strip_suffix('s')?;
        let letters = singular.chars().rev().take_while(char::is_ascii_lowercase).count();
        (letters >= SINGULAR).then(|| singular.to_owned())
    });
    readings.retain(|reading| !reading.is_empty());
    readings
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::lang::Text;

    fn both(ko: &str, en: &str) -> Text {
        Text { ko: ko.to_owned(), en: en.to_owned() }
    }

    fn answer(ko: &str, en: &str, accept: &[&str], near: &[&[&str]]) -> TypedAnswer {
        let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        let near = near.iter().map(|accept| NearAnswer { accept: owned(accept), why: both("", accept[0]) });
        TypedAnswer {
            answer: both(ko, en),
            accept: owned(accept),
            why: Text::default(),
            near: near.collect(),
        }
    }

    /// `+` right, `~ spelling`, `near: name`, `-` wrong.
    fn told(answer: &TypedAnswer, typed: &str) -> String {
        match judge(answer, &[], typed) {
            Verdict::Right => "+".to_owned(),
            Verdict::Misspelled(spelling) => format!("~ {spelling}"),
            Verdict::Near(near) => format!("near: {}", near.why.en),
            Verdict::Wrong => "-".to_owned(),
        }
    }

    #[test]
    fn what_people_type() {
        let definition = answer(
            "태스크 정의",
            "task definition",
            &["작업 정의", "taskdef"],
            &[&["task", "태스크"], &["service"]],
        );
        for (typed, expected) in [
            ("태스크 정의", "+"),
            ("태스크정의예요.", "+"),
            ("작업 정의입니다", "+"),
            ("Task-Definition", "+"),
            ("the task definitions", "+"),
            ("ＴＡＳＫ　ＤＥＦＩＮＩＴＩＯＮ", "+"),
            ("“taskdef”", "+"),
            ("xotmzm wjddml", "+"),
            ("ㅅㅁ나 ㅇㄷ랴ㅜㅑ샤ㅐㅜ", "+"),
            ("테스크 정의", "~ 태스크 정의"),
            ("task definiton", "~ task definition"),
            ("the task definitoins", "~ task definition"),
            ("taks definition", "-"),
            ("task", "near: task"),
            ("tasks", "near: task"),
            ("ㅅㅁ나", "near: task"),
            ("태스크요", "near: task"),
            ("serivce", "near: service"),
            ("cluster", "-"),
            ("", "-"),
            ("입니다", "-"),
            ("the", "-"),
            ("s", "-"),
        ] {
            assert_eq!(told(&definition, typed), expected, "{typed}");
        }
    }

    #[test]
    fn names_and_numbers() {
        let fargate = answer("Fargate", "Fargate", &["파게이트"], &[&["EC2"]]);
        for (typed, expected) in [
            ("AWS Fargate", "+"),
            ("awsfargate", "+"),
            ("the Amazon fargate", "+"),
            ("ㄹㅁㄱㅎㅁㅅㄷ", "+"),
            ("Fargate예요", "+"),
            ("fargat", "~ Fargate"),
            ("Amazon EC2", "near: EC2"),
            ("EC3", "-"),
            ("AWS", "-"),
            ("파게이트s", "-"),
        ] {
            assert_eq!(told(&fargate, typed), expected, "{typed}");
        }
        let beanstalk = answer("EB", "EB", &["ALB"], &[]);
        assert_eq!(["EB", "EBS", "ALBs"].map(|typed| told(&beanstalk, typed)), ["+", "-", "+"]);
        let seconds = answer("30", "30", &["30초", "30s", "1,024"], &[&["300"], &["2.5"]]);
        for (typed, expected) in [
            ("30", "+"),
            ("30.0", "+"),
            (" 30 초", "+"),
            ("30ch", "+"),
            ("30 S", "+"),
            ("1024", "+"),
            ("1,024", "+"),
            ("３０", "+"),
            ("31", "-"),
            ("3", "-"),
            ("-30", "-"),
            ("300", "near: 300"),
            ("2.50", "near: 2.5"),
            ("25", "-"),
            ("300s", "-"),
        ] {
            assert_eq!(told(&seconds, typed), expected, "{typed}");
        }
    }

    /// Words that lie as near to each other as a slip, and mean something else.
    #[test]
    fn no_slip_leads_to_another_word() {
        for (right, typed) in [
            ("작업", "직업"),
            ("드레이닝", "트레이닝"),
            ("awsvpc", "awsvcp"),
            ("ECS", "EKS"),
            ("비활성", "활성"),
            ("활성화", "비활성화"),
            ("비동기", "동기"),
            ("상태 저장", "상태 비저장"),
            ("최소 정상 비율", "최대 정상 비율"),
            ("인바운드", "아웃바운드"),
            ("수평 확장", "수직 확장"),
            ("시작 유형", "재시작 유형"),
            ("--desired-count", "--desired-cuont"),
            ("minimumHealthyPercent", "minimumHealtyPercent"),
            ("arn:aws:ecs:cluster", "arn:aws:ecs:clutser"),
            ("us-east-1", "us-east-2"),
            ("t3.micro", "t4.micro"),
            ("15분", "16분"),
        ] {
            let answer = answer(right, right, &[], &[]);
            assert_eq!(told(&answer, typed), "-", "{typed} for {right}");
            assert_eq!(told(&answer, right), "+", "{right}");
        }
    }

    #[test]
    fn a_particle_hangs_on_a_word_only_where_the_word_alone_is_right() {
        let cluster = answer("클러스터", "cluster", &["놀이"], &[]);
        for (typed, expected) in [
            ("클러스터를", "+"),
            ("클러스터가", "+"),
            ("ECS를", "-"),
            ("놀이", "+"),
            ("놀이는", "+"),
            ("놀", "-"),
            ("를", "-"),
        ] {
            assert_eq!(told(&cluster, typed), expected, "{typed}");
        }
    }

    #[test]
    fn a_slip_that_leads_elsewhere_is_none() {
        let inbound = answer("인바운드", "ingress", &["container"], &[&["containers"], &["egress"]]);
        assert_eq!(told(&inbound, "containers"), "near: containers");
        // As near to the wrong one as to the right one.
        assert_eq!(told(&inbound, "containerz"), "near: containers");
        assert_eq!(told(&inbound, "contaner"), "~ container");
        let (most, least) = (answer("", "statement", &[], &[]), answer("", "statements", &[], &[]));
        assert_eq!(judge(&least, &[], "statement"), Verdict::Misspelled("statements"));
        assert_eq!(judge(&least, &[&most], "statement"), Verdict::Wrong);
    }

    /// Words with everything that may stand between and around them, and how they may be written.
    fn noisy(words: &'static [&'static str]) -> impl Strategy<Value = String> {
        let between =
            prop::collection::vec(prop::sample::select(vec![" ", "-", "", "  ", "\u{3000}", "_"]), 9);
        let around = prop::sample::select(vec!["", " ", "\"", "'", ".", "“", "!"]);
        (between, around, any::<u64>(), any::<u64>()).prop_map(move |(between, around, upper, wide)| {
            let mut text = around.to_owned();
            for (i, c) in words.join(" ").chars().enumerate() {
                let bit = |mask: u64| mask >> (i % 64) & 1 == 1;
                match c {
                    ' ' => text.push_str(between[i % 9]),
                    '!'..='~' if bit(wide) => text.extend(char::from_u32(u32::from(c) + 0xFEE0)),
                    c if bit(upper) => text.extend(c.to_uppercase()),
                    c => text.push(c),
                }
            }
            text + around
        })
    }

    proptest! {
        #[test]
        fn noise_changes_nothing(
            right in prop_oneof![noisy(&["task", "definition"]), noisy(&["태스크", "정의"]), noisy(&["EC2", "launch", "type"])],
            wrong in prop_oneof![noisy(&["task"]), noisy(&["task", "definitions"]), noisy(&["태스크", "정리"]), noisy(&["EC2", "타입"])],
        ) {
            let near: &[&[&str]] = &[&["task", "task definitions"], &["태스크 정리"], &["EC2 타입"]];
            let answer = answer("태스크 정의", "task definition", &["EC2 launch type"], near);
            prop_assert_eq!(judge(&answer, &[], &right), Verdict::Right);
            prop_assert!(matches!(judge(&answer, &[], &wrong), Verdict::Near(_)), "{}", wrong);
        }

        #[test]
        fn any_text_is_judged(typed in any::<String>(), right in any::<String>(), wrong in any::<String>()) {
            let answer = answer(&right, "the answer", &[&typed], &[&[&wrong]]);
            let verdict = judge(&answer, &[], &typed);
            prop_assert_eq!(verdict.is_right(), !spelling::fold(&typed).is_empty());
            let _ = judge(&answer, &[&answer], &wrong);
        }
    }
}
