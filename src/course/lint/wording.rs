//! Wordings that give a question away or say nothing: stems that ask for what is not so, options that point to other
//! options, reasons without a reason.
//!
//! Each list holds what people write, not what they might: a wording with a second meaning stays out, so that nobody is
//! told to change a good question.

use super::{folded, shown::Shown};
use crate::lang::{Lang, josa};

/// The text without marks.
pub(super) fn plain(text: &str) -> String {
    Shown::inline(text, 0).text
}

/// The words of `text`, in lower case, without punctuation.
fn split(text: &str) -> Vec<String> {
    let text = plain(text).to_lowercase().replace('’', "'");
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '\'');
    words.map(|word| word.trim_matches('\'').to_owned()).filter(|word| !word.is_empty()).collect()
}

/// The words with which a stem asks for what is not so, unless they are bold.
pub(super) fn negative(stem: &str, lang: Lang) -> Option<String> {
    let shown = plain(stem);
    let words = match lang {
        Lang::Ko => negative_korean(&shown),
        Lang::En => negative_english(&shown),
    }?;
    let stem = stem.to_lowercase().replace('’', "'");
    (!stem.contains(&format!("**{words}")) && !stem.contains(&format!("{words}**"))).then_some(words)
}

/// The question itself, after the scene.
fn last_sentence(stem: &str) -> &str {
    let bare = stem.trim_end_matches(['?', '.', '!', ':', ' ']);
    bare.rfind(['.', '?', '!', ':']).map_or(bare, |at| &bare[at + 1..])
}

fn negative_korean(stem: &str) -> Option<String> {
    const MODIFIERS: [&str; 12] = [
        "아닌",
        "않는",
        "않은",
        "않을",
        "못한",
        "못하는",
        "틀린",
        "잘못된",
        "없는",
        "거짓인",
        "먼",
        "잘못 설명한",
    ];
    const NOUNS: [&str; 9] = ["것", "설명", "말", "문장", "답", "보기", "내용", "일", "진술"];
    const FAULTY: [&str; 7] = ["틀렸", "틀릴", "옳지 않", "맞지 않", "아닐까", "잘못되", "잘못됐"];
    let question = last_sentence(stem);
    // “거리가 먼 것”, “잘못된 설명을”, but not “없는 것일까요”, where the sentence goes on.
    let ends = |rest: &str| {
        rest.is_empty() || ["은", "을", "이 ", "만", "하나", " "].iter().any(|next| rest.starts_with(next))
    };
    let said = |pair: &String| {
        question.match_indices(pair.as_str()).any(|(at, _)| {
            let begins = question[..at].chars().next_back().is_none_or(|c| c == ' ');
            begins && ends(&question[at + pair.len()..])
        })
    };
    let asks = ["무엇", "어느", "고르", "골라", "어떤"].iter().any(|word| question.contains(word));
    let pairs =
        MODIFIERS.iter().flat_map(|modifier| NOUNS.iter().map(move |noun| format!("{modifier} {noun}")));
    let ends_with =
        |pair: &String| ["은", "은?", ""].iter().any(|end| question.ends_with(&format!("{pair}{end}")));
    let pair = pairs.into_iter().find(|pair| said(pair) && (asks || ends_with(pair)));
    pair.or_else(|| {
        let (_, rest) = question.split_once("어느 ").or_else(|| question.split_once("어떤 "))?;
        let rest = NOUNS[..7].iter().find_map(|noun| rest.strip_prefix(noun))?;
        rest.starts_with('이')
            .then(|| FAULTY.into_iter().find(|word| rest.contains(word)))?
            .map(str::to_owned)
    })
}

fn negative_english(stem: &str) -> Option<String> {
    const ASKING: [&str; 8] = ["which", "select", "choose", "pick", "identify", "find", "mark", "name"];
    const FALSE: [&str; 5] = ["false", "incorrect", "wrong", "untrue", "inaccurate"];
    const SAYINGS: [&str; 12] = [
        "statement",
        "statements",
        "option",
        "options",
        "answer",
        "answers",
        "sentence",
        "sentences",
        "claim",
        "claims",
        "one",
        "ones",
    ];
    let words = split(last_sentence(stem));
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    if let Some(word) = words.iter().find(|word| ["except", "excluding"].contains(word)) {
        return Some((*word).to_owned());
    }
    if words.windows(2).any(|pair| pair == ["apart", "from"]) {
        return Some("apart from".to_owned());
    }
    if let [.., "what", "is" | "are", "not", _] | ["what", "is" | "are", "not", ..] = words.as_slice() {
        return Some("not".to_owned());
    }
    let start = words.iter().position(|word| ASKING.contains(word))?;
    let asked = &words[start..];
    // “the incorrect statement”, “which of these is false”.
    let named = asked.windows(2).find(|pair| FALSE.contains(&pair[0]) && SAYINGS.contains(&pair[1]));
    if let Some(pair) = named {
        return Some(pair[0].to_owned());
    }
    let of_these = matches!(asked, ["which", "of", "these" | "the" | "them", ..])
        && (asked[2] != "the" || asked.get(3).is_some_and(|w| *w == "following" || SAYINGS.contains(w)));
    let about_sayings = asked.get(1).is_some_and(|word| SAYINGS.contains(word)) || of_these;
    if about_sayings && let Some(word) = asked.last().filter(|word| FALSE.contains(word)) {
        return Some((*word).to_owned());
    }
    if let Some(at) = asked.iter().position(|word| *word == "least") {
        let judged = ["suitable", "appropriate", "likely", "accurate", "fitting"];
        return asked.get(at + 1).is_some_and(|word| judged.contains(word)).then(|| "least".to_owned());
    }
    // “which … is not”, not “which of them runs when it is not stopped”.
    let is_not = |word: &str| ["not", "never", "cannot"].contains(&word) || word.ends_with("n't");
    let near = asked.iter().take(7).position(|word| is_not(word))?;
    let before = asked[near.checked_sub(1)?];
    let is_verb = ["is", "are", "does", "do", "can", "was", "will", "would", "must", "should", "you"];
    let word = asked[near];
    (is_verb.contains(&before) || word != "not").then(|| word.to_owned())
}

/// The words with which an option points to other options. Those of the stem name things of its scene: “servers A and B”.
pub(super) fn all_or_none(text: &str, stem: &str, lang: Lang) -> Option<String> {
    const KO: [&str; 46] = [
        "위의 모든",
        "위 모두",
        "위의 모두",
        "위 항목",
        "위의 항목",
        "위의 것",
        "위 보기",
        "위의 보기",
        "위에 없",
        "앞의 보기",
        "앞의 둘",
        "다른 보기",
        "나머지 보기",
        "나머지 모두",
        "보기 모두",
        "보기 중",
        "보기 가운데",
        "이 가운데 없",
        "이 중에 없",
        "이 중 없",
        "모두 맞",
        "모두 옳",
        "모두 정답",
        "모두 틀",
        "모두 해당",
        "모두 다 맞",
        "모두 아니",
        "모두 아님",
        "전부 맞",
        "전부 옳",
        "전부 틀",
        "전부 아니",
        "다 맞다",
        "다 옳다",
        "둘 다 맞",
        "둘 다 옳",
        "둘 다 정답",
        "정답 없음",
        "정답이 없",
        "답 없음",
        "답이 없",
        "해당 없음",
        "해당 사항 없",
        "해당하는 것이 없",
        "어느 것도 아니",
        "아무것도 아니",
    ];
    const EN: [&str; 33] = [
        "the above",
        "options above",
        "answers above",
        "all of these",
        "none of these",
        "all of the options",
        "all of the answers",
        "all of the others",
        "none of the other",
        "all options are",
        "all answers are",
        "all the options",
        "all the answers",
        "all of them are",
        "none of them is",
        "none of them are",
        "every one of them",
        "other options",
        "other answers",
        "both options",
        "both answers",
        "both of these",
        "neither of these",
        "no correct answer",
        "no right answer",
        "no correct option",
        "first two options",
        "last two options",
        "first two answers",
        "not listed",
        "everything listed",
        "everything above",
        "any of these options",
    ];
    const WHOLE: [&str; 20] = [
        "모두",
        "전부",
        "둘 다",
        "셋 다",
        "모두 다",
        "없음",
        "없다",
        "all",
        "none",
        "both",
        "neither",
        "either",
        "all of them",
        "none of them",
        "both of them",
        "neither of them",
        "either of them",
        "any of them",
        "everything",
        "nothing of this",
    ];
    let plain = plain(text).to_lowercase();
    let words: &[&str] = if lang == Lang::Ko { &KO } else { &EN };
    let found = words.iter().find(|words| plain.contains(**words)).map(|words| (*words).to_owned());
    let bare = plain.trim_matches(|c: char| !c.is_alphanumeric());
    let whole = || WHOLE.contains(&bare).then(|| bare.to_owned());
    found.or_else(whole).or_else(|| labels(bare, stem).then(|| bare.to_owned()))
}

/// Whether a text is only labels of options: “A and C”, “ㄱ, ㄴ”, “1번과 2번”, “only 1 and 3”.
fn labels(text: &str, stem: &str) -> bool {
    const WORDS: [&str; 14] = [
        "and", "or", "both", "only", "option", "options", "answer", "answers", "모두", "보기", "둘", "다",
        "만", "번째",
    ];
    let in_stem = split(stem);
    let mut found = 0;
    let mut says_options = false;
    for word in split(text) {
        let bare = label(&word);
        let number = bare.strip_suffix('번').unwrap_or(bare);
        let is_number = matches!(number, "1" | "2" | "3" | "4" | "5");
        let is_letter = matches!(bare, "a" | "b" | "c" | "d" | "e" | "첫" | "두" | "세" | "네")
            || bare.chars().count() == 1
                && bare.chars().all(|c| ('ㄱ'..='ㅎ').contains(&c) || ('①'..='⑤').contains(&c));
        if is_number || is_letter {
            says_options |= is_letter || number != bare;
            found += usize::from(!in_stem.iter().any(|other| label(other) == bare));
        } else if WORDS.contains(&word.as_str()) || bare == "번째" {
            says_options |= !["and", "or", "둘", "다"].contains(&word.as_str());
        } else {
            return false;
        }
    }
    found >= 2 && says_options
}

/// The word without the particle that joins it to the next: `A와`.
fn label(word: &str) -> &str {
    let bare = ["과", "와", "만", "이나", "나", "이", "가"].iter().find_map(|end| word.strip_suffix(end));
    bare.filter(|bare| !bare.is_empty()).unwrap_or(word)
}

/// Whether a reason says only that an option is right or wrong, or only what the option says.
pub(super) fn says_nothing(why: &str, text: &str, lang: Lang) -> bool {
    const KO: [&str; 40] = [
        "정답",
        "오답",
        "답",
        "맞아요",
        "맞습니다",
        "맞다",
        "맞는",
        "맞기",
        "맞으니까요",
        "옳은",
        "옳아요",
        "옳기",
        "올바른",
        "틀린",
        "틀려요",
        "틀렸어요",
        "틀립니다",
        "틀리기",
        "잘못된",
        "잘못됐어요",
        "설명",
        "말",
        "문장",
        "보기",
        "선택",
        "사실",
        "때문",
        "이것",
        "그것",
        "이",
        "그",
        "네",
        "예",
        "아니요",
        "아니에요",
        "아닙니다",
        "위의",
        "보세요",
        "참고",
        "참고하세요",
    ];
    const EN: [&str; 40] = [
        "this",
        "that",
        "it",
        "is",
        "was",
        "the",
        "a",
        "an",
        "that's",
        "it's",
        "correct",
        "right",
        "true",
        "wrong",
        "incorrect",
        "false",
        "not",
        "isn't",
        "answer",
        "option",
        "one",
        "statement",
        "choice",
        "yes",
        "no",
        "because",
        "so",
        "exactly",
        "indeed",
        "sorry",
        "well",
        "done",
        "good",
        "see",
        "explanation",
        "above",
        "below",
        "therefore",
        "here",
        "simply",
    ];
    let said = folded(&plain(why));
    if said.is_empty() || said == folded(&plain(text)) {
        return true;
    }
    let own = split(text);
    let known: &[&str] = if lang == Lang::Ko { &KO } else { &EN };
    let says_no_more = |word: &String| {
        let bare = if lang == Lang::Ko { without_ending(word) } else { word };
        known.contains(&word.as_str())
            || josa::is_particle(word)
            || known.contains(&bare)
            || own.contains(word)
            || own.iter().any(|o| o == bare)
    };
    let words = split(why);
    let judges = |word: &String| {
        let bare = if lang == Lang::Ko { without_ending(word) } else { word };
        known.contains(&bare) && !["이", "그", "a", "an", "the", "it", "is"].contains(&bare)
    };
    words.iter().all(says_no_more) && words.iter().any(judges)
}

/// A Korean word without its particle or copula.
fn without_ending(word: &str) -> &str {
    const COPULAS: [&str; 8] = ["이에요", "예요", "입니다", "이니까요", "이라서", "이기", "이어서", "이라"];
    let copula = COPULAS.iter().find_map(|end| word.strip_suffix(end));
    let particle = || {
        let cuts = word.char_indices().skip(1).map(|(at, _)| at);
        cuts.into_iter().find(|at| josa::is_particle(&word[*at..])).map(|at| &word[..at])
    };
    copula.or_else(particle).filter(|bare| !bare.is_empty()).unwrap_or(word)
}

/// Whether the stem of a `Multiple` with `right` right options says how many to choose, or to choose all; `Err` is another
/// number than that.
pub(super) fn how_many(stem: &str, right: usize, lang: Lang) -> Result<bool, usize> {
    const KO: [(&str, usize); 10] = [
        ("두 ", 2),
        ("둘", 2),
        ("2", 2),
        ("세 ", 3),
        ("셋", 3),
        ("3", 3),
        ("네 ", 4),
        ("넷", 4),
        ("4", 4),
        ("다섯", 5),
    ];
    const EN: [(&str, usize); 8] =
        [("two", 2), ("2", 2), ("three", 3), ("3", 3), ("four", 4), ("4", 4), ("five", 5), ("5", 5)];
    let question = plain(last_sentence(stem)).to_lowercase();
    if lang == Lang::Ko {
        if ["모두", "전부", "모든", "빠짐없이", "다 고르", "다 골라"]
            .iter()
            .any(|word| question.contains(word))
        {
            return Ok(true);
        }
        let counts = |number: &str| {
            let units = ["가지", "개", "것", "곳", "을", "를", "만", "고르"];
            question.match_indices(number).any(|(at, _)| {
                let rest = question[at + number.len()..].trim_start();
                units.iter().any(|unit| rest.starts_with(unit))
            })
        };
        return match KO.iter().find(|(word, _)| counts(word)) {
            Some((_, asked)) if *asked != right => Err(*asked),
            found => Ok(found.is_some()),
        };
    }
    let whole = stem.to_lowercase();
    if ["all that", "choose all", "select all"].iter().any(|words| whole.contains(words)) {
        return Ok(true);
    }
    let words = split(&question);
    if ["all", "every", "each", "any", "everything"]
        .iter()
        .any(|word| words.iter().any(|other| other == word))
    {
        return Ok(true);
    }
    let is_asking =
        |word: &str| ["choose", "select", "pick", "which", "mark", "name", "find", "what"].contains(&word);
    let after = words.windows(2).find_map(|pair| {
        let number = EN.iter().find(|(word, _)| pair[1] == *word)?;
        (is_asking(&pair[0]) || pair[0] == "the").then_some(number.1)
    });
    match after {
        Some(asked) if asked != right => Err(asked),
        found => Ok(found.is_some()),
    }
}

#[cfg(test)]
mod tests;
