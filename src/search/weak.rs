//! Phrases that are in a text only nearly: with slips of the fingers, or as some of its letters.

use std::ops::Range;

use crate::{lang::spelling, search::keys};

/// Keys of Hangul that a phrase with a slip must have: about three syllables.
const LEAST_JAMO: usize = 6;

/// Letters that it must have.
const LEAST_LETTERS: usize = 5;

/// The most slips in the longest phrase.
const MOST: usize = 3;

/// Letters of a shortened word that it must have.
const LEAST_SHORTENED: usize = 3;

/// Letters that may be left out at once, but for the rest of a word.
const MOST_LEFT_OUT: usize = 2;

/// Which keys there are, as a set in which some share a bit.
#[must_use]
pub fn set(keys: &[u8]) -> u64 {
    keys.iter().fold(0, |set, key| set | 1 << (key % 64))
}

/// How many slips there may be in `phrase`; `None` if it is too short for any.
#[must_use]
pub fn most_slips(phrase: &[u8]) -> Option<usize> {
    let is_hangul = phrase.iter().any(|key| keys::is_jamo(*key));
    // A syllable has more keys than a Latin letter.
    let (least, each) = if is_hangul { (LEAST_JAMO, 8) } else { (LEAST_LETTERS, 10) };
    (phrase.len() >= least).then(|| (1 + phrase.len() / each).min(MOST))
}

/// The place in `text` that `phrase` means, and with how many slips. It begins where a word begins; digits are never slips.
#[must_use]
pub fn slip(
    phrase: &[u8],
    text: &[u8],
    begins_word: impl Fn(usize) -> bool,
) -> Option<(usize, Range<usize>)> {
    let most = most_slips(phrase)?;
    let digits = |keys: &[u8]| keys.iter().copied().filter(u8::is_ascii_digit).collect::<Vec<_>>();
    let wanted = digits(phrase);
    let near = |at: usize| {
        let (slips, length) = spelling::nearest_start(phrase, &text[at..], most)?;
        (digits(&text[at..at + length]) == wanted).then_some((slips, at..at + length))
    };
    (0..text.len())
        .filter(|at| begins_word(*at))
        .filter_map(near)
        .min_by_key(|(slips, place)| (*slips, place.start))
}

/// The places in `text` of the letters of `phrase`, in order, and how many were left out between them: `tskdef` is in
/// `taskdefinition`. Each begins a word or stands close behind the one before it.
#[must_use]
pub fn shortened(
    phrase: &[u8],
    text: &[u8],
    begins_word: impl Fn(usize) -> bool,
) -> Option<(usize, Vec<usize>)> {
    let is_letters = phrase.len() >= LEAST_SHORTENED && phrase.iter().all(u8::is_ascii_lowercase);
    let first = *phrase.first().filter(|_| is_letters)?;
    let starts = (0..text.len()).filter(|at| text[*at] == first && begins_word(*at));
    // Every way to have the letters so far: left out between them, and their places.
    let mut ways: Vec<(usize, Vec<usize>)> = starts.map(|at| (0, vec![at])).collect();
    for letter in &phrase[1..] {
        let mut longer: Vec<(usize, Vec<usize>)> = Vec::new();
        for at in (0..text.len()).filter(|at| text[*at] == *letter) {
            let reaching = ways.iter().filter_map(|(left_out, places)| {
                let gap = at.checked_sub(places.last()? + 1)?;
                (gap <= MOST_LEFT_OUT || begins_word(at)).then_some((left_out + gap, places))
            });
            if let Some((left_out, places)) = reaching.min_by_key(|way| way.0) {
                longer.push((left_out, places.iter().copied().chain([at]).collect()));
            }
        }
        ways = longer;
    }
    ways.into_iter().min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::keys::Keys;

    #[test]
    fn slips() {
        for (phrase, text, expected) in [
            ("클래스터", "ECS 클러스터의 이름", Some((1, "클러스터"))),
            ("콘테이너", "컨테이너", Some((1, "컨테이너"))),
            ("clustr", "ECS cluster", Some((1, "cluster"))),
            ("lamda", "AWS Lambda", Some((1, "Lambda"))),
            ("external", "internal", None),
            ("tsak", "task", None),
            ("테스", "태스크", None),
            ("fargate2", "fargate1", None),
            ("usterr", "cluster", None),
        ] {
            let (phrase, keys) = (Keys::of(phrase).bytes, Keys::of(text));
            let found = slip(&phrase, &keys.bytes, |at| keys.words[at]);
            let mapped = crate::search::keys::Mapped::of(text);
            let found = found.map(|(slips, place)| (slips, &text[mapped.place(&place).unwrap()]));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn letters_of_words() {
        for (phrase, text, expected) in [
            ("tskdef", "task definition", Some(vec![0, 2, 3, 4, 5, 6])),
            ("asg", "Auto Scaling group", Some(vec![0, 4, 11])),
            ("ctr", "cluster", None),
            ("clstr", "cluster", Some(vec![0, 1, 3, 4, 6])),
            ("lda", "lambda", None),
            ("lmbd", "lambda", Some(vec![0, 2, 3, 4])),
            ("ask", "task", None),
            ("tk", "task", None),
        ] {
            let (phrase, keys) = (Keys::of(phrase).bytes, Keys::of(text));
            let found = shortened(&phrase, &keys.bytes, |at| keys.words[at]);
            assert_eq!(found.map(|(_, places)| places), expected, "{text}");
        }
    }
}
