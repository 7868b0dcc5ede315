//! The commands of a host without a screen, as they are typed: in both languages, and with the input method in Hangul mode.

use crate::{
    class::{OwnPoll, Poll},
    lang::{Words, class_live as words, hangul},
};

/// How much more time there is when nothing is said, in seconds.
const MORE: u64 = 30;

/// The most that can be given at once, in seconds.
const MOST: u64 = 3_600;

/// What the teacher wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    Next,
    Lock,
    Reveal,
    Skip,
    Pause,
    Resume,
    /// In milliseconds.
    Extend(u64),
    Poll(Poll),
    OwnPoll(OwnPoll),
    Players,
    Kick {
        /// Number or name.
        who: String,
        ban: bool,
    },
    Rename {
        /// Number or name.
        who: String,
        name: String,
    },
    Door(bool),
    Names(bool),
    Status,
    End,
    Quit,
    Help,
}

/// What `line` means.
///
/// # Errors
/// What is wrong with it, for the teacher.
pub fn parse(line: &str) -> Result<Order, Words> {
    let line = hangul::nfc(line.trim()).into_owned();
    match read(&line) {
        // ㅜㄷㅌㅅ is on the keys of next.
        None if line.chars().any(hangul::is_hangul) => read(&hangul::keys(&line)),
        found => found,
    }
    .unwrap_or(Err(words::NO_COMMAND))
}

/// `None` when it begins with no command.
fn read(line: &str) -> Option<Result<Order, Words>> {
    let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let rest = rest.trim();
    let who = |ban| match rest {
        "" => Err(words::NO_PLAYER),
        who => Ok(Order::Kick { who: who.to_owned(), ban }),
    };
    Some(match word.to_lowercase().as_str() {
        "next" | "n" | "다음" => Ok(Order::Next),
        "lock" | "마감" => Ok(Order::Lock),
        "reveal" | "공개" | "정답" => Ok(Order::Reveal),
        "skip" | "건너뛰기" => Ok(Order::Skip),
        "pause" | "멈춤" | "일시정지" => Ok(Order::Pause),
        "resume" | "계속" => Ok(Order::Resume),
        "extend" | "연장" => {
            seconds(rest).map(|seconds| Order::Extend(seconds * 1_000)).ok_or(words::BAD_SECONDS)
        }
        "poll" | "설문" => {
            let number = rest.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
            match number.and_then(|at| Poll::ALL.get(at)) {
                Some(poll) => Ok(Order::Poll(*poll)),
                None if rest.contains('/') => Ok(Order::OwnPoll(OwnPoll::read(rest))),
                None => Err(words::BAD_POLL),
            }
        }
        "players" | "명단" => Ok(Order::Players),
        "kick" | "내보내기" => who(false),
        "ban" | "차단" => who(true),
        "names" | "이름" if shown(rest).is_some() => Ok(Order::Names(shown(rest).unwrap_or(true))),
        "rename" | "이름" => renamed(rest),
        "door" | "문" => match rest.to_lowercase().as_str() {
            "open" | "열기" | "열림" => Ok(Order::Door(true)),
            "closed" | "close" | "닫기" | "닫힘" => Ok(Order::Door(false)),
            _ => Err(words::NO_COMMAND),
        },
        "status" | "상태" | "" => Ok(Order::Status),
        "end" | "끝" | "끝내기" => Ok(Order::End),
        "quit" | "exit" | "q" | "나가기" => Ok(Order::Quit),
        "help" | "?" | "도움말" => Ok(Order::Help),
        _ => return None,
    })
}

fn seconds(typed: &str) -> Option<u64> {
    let digits = typed.trim_end_matches(['s', '초']).trim_end();
    match digits {
        "" if typed.is_empty() => Some(MORE),
        digits => digits.parse().ok().filter(|seconds| (1..=MOST).contains(seconds)),
    }
}

fn shown(typed: &str) -> Option<bool> {
    match typed.to_lowercase().as_str() {
        "on" | "보이기" => Some(true),
        "off" | "숨기기" => Some(false),
        _ => None,
    }
}

/// `3 = Mina`, `3 Mina`, `Bo = Bob`
fn renamed(rest: &str) -> Result<Order, Words> {
    let by_number = || {
        let (who, name) = rest.split_once(char::is_whitespace)?;
        who.parse::<u32>().ok().map(|_| (who, name))
    };
    let (who, name) = rest.split_once('=').or_else(by_number).ok_or(words::NO_PLAYER)?;
    let (who, name) = (who.trim().to_owned(), name.trim().to_owned());
    if who.is_empty() { Err(words::NO_PLAYER) } else { Ok(Order::Rename { who, name }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_in_both_languages() {
        let own = |ask: &str, options: &[&str]| {
            let options = options.iter().map(|option| (*option).to_owned()).collect();
            Order::OwnPoll(OwnPoll { ask: ask.to_owned(), options })
        };
        let kick = |who: &str, ban| Order::Kick { who: who.to_owned(), ban };
        let rename = |who: &str, name: &str| Order::Rename { who: who.to_owned(), name: name.to_owned() };
        for (line, order) in [
            ("next", Order::Next),
            (" NEXT\r\n", Order::Next),
            ("다음", Order::Next),
            ("ㅜㄷㅌㅅ", Order::Next),
            ("extend", Order::Extend(30_000)),
            ("extend 10", Order::Extend(10_000)),
            ("연장 10초", Order::Extend(10_000)),
            ("poll 2", Order::Poll(Poll::ALL[1])),
            ("poll TCP/IP or UDP? / TCP / UDP", own("TCP/IP or UDP?", &["TCP", "UDP"])),
            ("설문 점심은?/밥/면", own("점심은?", &["밥", "면"])),
            ("kick Kim Min", kick("Kim Min", false)),
            ("차단 민지", kick("민지", true)),
            ("rename 3 Mina K", rename("3", "Mina K")),
            ("rename Bo = Bob", rename("Bo", "Bob")),
            ("이름 3 = 민지", rename("3", "민지")),
            ("이름 숨기기", Order::Names(false)),
            ("names on", Order::Names(true)),
            ("door closed", Order::Door(false)),
            ("문 열기", Order::Door(true)),
            ("", Order::Status),
            ("?", Order::Help),
        ] {
            assert_eq!(parse(line), Ok(order), "{line}");
        }
        for (line, why) in [
            ("dance", words::NO_COMMAND),
            ("춤", words::NO_COMMAND),
            ("extend 0", words::BAD_SECONDS),
            ("extend soon", words::BAD_SECONDS),
            ("poll 9", words::BAD_POLL),
            ("kick", words::NO_PLAYER),
            ("rename Bo Bob", words::NO_PLAYER),
            ("door", words::NO_COMMAND),
        ] {
            assert_eq!(parse(line), Err(why), "{line}");
        }
    }

    #[test]
    fn what_help_names_is_understood() {
        for lang in crate::lang::Lang::ALL {
            for (command, _) in words::HELP {
                for one in command.get(lang).split(", ") {
                    assert!(parse(one).is_ok(), "{one}");
                }
            }
        }
    }
}
