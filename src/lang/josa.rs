//! Particles (조사): how a word ends when it is read aloud, and which form of a particle follows it.
//!
//! Latin words have no certain reading. What this module is not sure of it does not judge, so that whoever asks never
//! reports a right particle as wrong. It must not know where the words come from.

use super::hangul::is_hangul;

/// How the last syllable of a word sounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// A vowel: 를, 는, 가, 로.
    Open,
    /// A consonant: 을, 은, 이, 으로.
    Closed,
    /// ㄹ: 을, 은, 이, but 로.
    Rieul,
    /// A consonant that one reader says as ㄹ and another does not (7 is 칠 or 세븐): 을, 은, 이; either of 으로 and 로.
    ClosedOrRieul,
}

/// Particles and endings after a consonant, and after a vowel.
const FORMS: [(&str, &str); 24] = [
    ("은", "는"),
    ("이", "가"),
    ("을", "를"),
    ("과", "와"),
    ("과는", "와는"),
    ("과의", "와의"),
    ("과도", "와도"),
    ("으로", "로"),
    ("으로는", "로는"),
    ("으로도", "로도"),
    ("으로만", "로만"),
    ("으로서", "로서"),
    ("으로써", "로써"),
    ("으로의", "로의"),
    ("으로부터", "로부터"),
    ("이에요", "예요"),
    ("이라는", "라는"),
    ("이라고", "라고"),
    ("이라면", "라면"),
    ("이란", "란"),
    ("이나", "나"),
    ("이든", "든"),
    ("이며", "며"),
    ("이랑", "랑"),
];

/// Forms with 이 that are also right after a vowel: it may drop out and need not.
const KEPT: [&str; 7] = ["이라는", "이라고", "이라면", "이란", "이나", "이든", "이며"];

/// Particles that have one form.
const PLAIN: [&str; 21] = [
    "의",
    "에",
    "에는",
    "에서",
    "에서는",
    "에서도",
    "에도",
    "에만",
    "에게",
    "도",
    "만",
    "만은",
    "까지",
    "부터",
    "마다",
    "처럼",
    "보다",
    "이나마",
    "뿐",
    "끼리",
    "하고",
];

/// Whether `run` is a particle, in any form.
#[must_use]
pub fn is_particle(run: &str) -> bool {
    PLAIN.contains(&run) || FORMS.iter().any(|(closed, open)| run == *closed || run == *open)
}

/// The form of particle `run` that follows a word which ends so, where `run` is another.
#[must_use]
pub fn mended(run: &str, ending: Ending) -> Option<&'static str> {
    let (closed, open) = FORMS.iter().find(|(closed, open)| run == *closed || run == *open)?;
    let by_ro = open.starts_with('로');
    let right = match ending {
        Ending::ClosedOrRieul if by_ro => return None,
        Ending::Open if KEPT.contains(&run) => return None,
        Ending::Open => open,
        Ending::Rieul if by_ro => open,
        _ => closed,
    };
    (*right != run).then_some(right)
}

/// How `word` ends; `None` where that is uncertain. A word in `code` may be read in more ways.
#[must_use]
pub fn ending(word: &str, code: bool) -> Option<Ending> {
    let last = word.chars().next_back()?;
    if is_hangul(last) {
        return syllable(last);
    }
    if last == '%' {
        return Some(Ending::Open);
    }
    let start = word
        .rfind(|c: char| !c.is_ascii_alphanumeric())
        .map_or(0, |at| at + word[at..].chars().next().map_or(1, char::len_utf8));
    let (before, tail) = word.split_at(start);
    if last.is_ascii_digit() {
        let digits = tail.len() - tail.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let glued = digits < tail.len() || before.ends_with([':', '-', '/', 'x']);
        return number(&tail[tail.len() - digits..], glued || code);
    }
    if last.is_ascii_alphabetic() { latin(tail, code) } else { None }
}

fn syllable(c: char) -> Option<Ending> {
    let index = u32::from(c).checked_sub(0xAC00).filter(|index| *index < 11_172)?;
    Some(match index % 28 {
        0 => Ending::Open,
        8 => Ending::Rieul,
        _ => Ending::Closed,
    })
}

/// Numbers are read 일, 이, 삼; one digit after a name also one, two, three.
fn number(digits: &str, named: bool) -> Option<Ending> {
    let last = digits.bytes().next_back()?;
    let either = named && digits.len() == 1;
    Some(match last {
        b'3' | b'6' | b'8' | b'9' | b'0' if either => return None,
        b'1' | b'7' if either => Ending::ClosedOrRieul,
        b'2' | b'4' | b'5' | b'9' => Ending::Open,
        b'1' | b'7' | b'8' => Ending::Rieul,
        _ => Ending::Closed,
    })
}

/// A word in Latin letters: by the names of its letters when it is an abbreviation, else by how such words are read.
fn latin(tail: &str, code: bool) -> Option<Ending> {
    let capitals = tail.len() - tail.trim_end_matches(|c: char| c.is_ascii_uppercase()).len();
    let spelled = match capitals {
        // `c7g`
        0 => tail.len() > 1 && tail.as_bytes()[tail.len() - 2].is_ascii_digit(),
        1 => tail.len() == 1 || tail.ends_with('B'),
        // A longer one may be a word: RUNNING.
        2..=4 if may_be_word(tail) => return None,
        2..=4 => true,
        // HTTPS: nobody can say it but letter by letter.
        _ if capitals == tail.len() && !tail.bytes().any(|b| b"AEIOUY".contains(&b)) => true,
        _ if capitals == tail.len() && tail.starts_with("SIG") => return word(tail),
        _ => return None,
    };
    if spelled {
        return tail.bytes().next_back().map(letter);
    }
    if capitals > 0 || tail.len() < 3 {
        return None;
    }
    // Code is read as a word or letter by letter: only where both end alike is it certain.
    word(tail).filter(|ending| !code || letter(tail.as_bytes()[tail.len() - 1]) == *ending)
}

/// How the name of a letter ends.
fn letter(letter: u8) -> Ending {
    match letter.to_ascii_uppercase() {
        b'L' | b'R' => Ending::Rieul,
        b'M' | b'N' => Ending::Closed,
        _ => Ending::Open,
    }
}

/// Whether a short word in capitals may be read as a word that ends otherwise than its last letter: GET, INIT, NAT.
fn may_be_word(tail: &str) -> bool {
    let mut letters = tail.bytes().rev();
    let stopped = letters.next().is_some_and(|b| b"BCDFGKPT".contains(&b));
    stopped && letters.next().is_some_and(|b| b"AEIOU".contains(&b))
}

/// Endings of English words whose reading in Hangul hardly varies; the longest that fits decides.
const WORD_ENDINGS: [(&str, Ending); 44] = [
    ("a", Ending::Open),
    ("i", Ending::Open),
    ("o", Ending::Open),
    ("u", Ending::Open),
    ("y", Ending::Open),
    ("s", Ending::Open),
    ("x", Ending::Open),
    ("d", Ending::Open),
    ("w", Ending::Open),
    ("r", Ending::Open),
    ("ch", Ending::Open),
    ("sh", Ending::Open),
    ("ph", Ending::Open),
    ("te", Ending::Open),
    ("de", Ending::Open),
    ("ce", Ending::Open),
    ("se", Ending::Open),
    ("ge", Ending::Open),
    ("he", Ending::Open),
    ("ve", Ending::Open),
    ("re", Ending::Open),
    ("ue", Ending::Open),
    ("ee", Ending::Open),
    ("ke", Ending::Open),
    ("nt", Ending::Open),
    ("rt", Ending::Open),
    ("st", Ending::Open),
    ("ct", Ending::Open),
    ("ft", Ending::Open),
    ("rk", Ending::Open),
    ("nk", Ending::Open),
    ("sk", Ending::Open),
    ("mp", Ending::Open),
    ("n", Ending::Closed),
    ("m", Ending::Closed),
    ("ng", Ending::Closed),
    ("ne", Ending::Closed),
    ("me", Ending::Closed),
    ("ic", Ending::Closed),
    ("l", Ending::Rieul),
    ("le", Ending::Rieul),
    ("ql", Ending::Rieul),
    ("ck", Ending::Closed),
    ("ee", Ending::Open),
];

fn word(tail: &str) -> Option<Ending> {
    let folded = tail.to_ascii_lowercase();
    let fitting = WORD_ENDINGS.iter().filter(|(end, _)| folded.ends_with(end));
    fitting.max_by_key(|(end, _)| end.len()).map(|(_, ending)| *ending)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn particles_follow_how_a_word_is_read() {
        for right in [
            "EC2는",
            "EC2가",
            "ECS를",
            "ECS와",
            "ALB를",
            "VPC로",
            "IAM이",
            "IAM으로",
            "ECR은",
            "ECR로",
            "URL로",
            "URL은",
            "ARN을",
            "SSM으로",
            "Lambda는",
            "Fargate는",
            "CloudFormation은",
            "Terraform은",
            "Docker를",
            "Auto Scaling은",
            "CloudWatch가",
            "443은",
            "80으로",
            "1로",
            "2는",
            "0.5를",
            "100이",
            "50%는",
            "10GB를",
            "vCPU가",
            "c7g를",
            "x86은",
            "arm64는",
            "DynamoDB와",
            "태스크를",
            "역할로",
            "v7로",
            "v7으로",
            "EC2라는",
            "EC2이라는",
            "IAM이라는",
            "EC2예요",
            "S3은",
            "S3는",
        ] {
            let at = right.rfind(|c: char| !is_hangul(c)).map_or(right.len() - "를".len(), |at| at + 1);
            let (word, run) = right.split_at(at);
            let wrong = ending(word, false).and_then(|ending| mended(run, ending));
            assert_eq!(wrong, None, "{right}");
        }
        for (word, wrong, right) in [
            ("EC2", "은", "는"),
            ("ECS", "을", "를"),
            ("ALB", "을", "를"),
            ("IAM", "가", "이"),
            ("VPC", "으로", "로"),
            ("Lambda", "은", "는"),
            ("URL", "으로", "로"),
            ("IAM", "로", "으로"),
            ("IAM", "라는", "이라는"),
            ("EC2", "이에요", "예요"),
            ("443", "는", "은"),
            ("80", "로", "으로"),
            ("태스크", "은", "는"),
            ("HTTPS", "을", "를"),
            ("SIGTERM", "를", "을"),
            ("SIGKILL", "를", "을"),
            ("역할", "으로", "로"),
        ] {
            assert_eq!(
                ending(word, false).and_then(|ending| mended(wrong, ending)),
                Some(right),
                "{word}{wrong}"
            );
        }
    }

    #[test]
    fn code_is_judged_where_a_word_and_its_letters_end_alike() {
        for (word, wrong, right) in [
            ("cpu", "은", "는"),
            ("memory", "을", "를"),
            ("docker run", "를", "을"),
            ("url", "으로", "로"),
            ("nginx", "은", "는"),
            ("essential", "는", "은"),
        ] {
            assert_eq!(
                ending(word, true).and_then(|ending| mended(wrong, ending)),
                Some(right),
                "{word}{wrong}"
            );
        }
    }

    #[test]
    fn what_has_more_than_one_reading_is_not_judged() {
        for word in ["S3", "IPv6", "RUNNING", "GET", "INIT", "NAT", "Spot", "t3.xlargep"] {
            assert_eq!(ending(word, false), None, "{word}");
        }
        for code in ["name", "server", "log", "web", "exec", "restart-policy.sh"] {
            assert_eq!(ending(code, true), None, "{code}");
        }
        assert_eq!(ending("", false), None);
        assert_eq!(ending("끝…", false), None);
    }
}
