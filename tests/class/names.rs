//! Rule 8: names, and join codes as people type them.

use std::collections::BTreeSet;

use proptest::prelude::*;
use seodang::{
    class::{
        JoinCode, Refusal,
        code::ALPHABET,
        name::{MOST_CELLS, NameFault, clean, made, numbered, same, skeleton},
    },
    lang::{Lang, hangul, width::width},
};

use crate::desk::{Desk, live, single};

#[test]
fn rule_8_names_are_composed_trimmed_one_to_twenty_cells_wide_and_nothing_in_them_is_hidden() {
    let (empty, long, unseen) = (Err(NameFault::Empty), Err(NameFault::Long), Err(NameFault::Unseen));
    for (typed, expected) in [
        ("김민지", Ok("김민지")),
        ("  Kim   Minji\u{3000}", Ok("Kim Minji")),
        ("\u{1100}\u{1175}\u{11B7}\u{1106}\u{1175}\u{11AB}\u{110C}\u{1175}", Ok("김민지")),
        ("Zoe\u{308}", Ok("Zoë")),
        ("Jürgen Müller-O’Neil", Ok("Jürgen Müller-O’Neil")),
        ("ㅋㅋㅋ", Ok("ㅋㅋㅋ")),
        ("民智", Ok("民智")),
        ("مريم", Ok("مريم")),
        ("<b>x</b>", Ok("<b>x</b>")),
        ("=1+1", Ok("=1+1")),
        ("민지❤\u{fe0f}", Ok("민지❤")),
        ("가나다라마바사아자차", Ok("가나다라마바사아자차")),
        ("가나다라마바사아자차a", long),
        ("abcdefghijklmnopqrstu", long),
        (&"a".repeat(5_000), long),
        ("", empty),
        (" \u{3000} ", empty),
        ("\u{fe0f}", empty),
        ("\u{1b}[31mred", unseen),
        ("a\u{0}b", unseen),
        ("a\nb", unseen),
        ("a\u{9b}2Jb", unseen),
        ("\u{7f}", unseen),
        ("abc\u{202e}cba", unseen),
        ("\u{2066}x\u{2069}", unseen),
        ("\u{200b}", unseen),
        ("민\u{200d}지", unseen),
        ("👩\u{200d}💻", unseen),
        ("\u{feff}민지", unseen),
        ("\u{3164}", unseen),
        ("\u{2800}", unseen),
        ("\u{e000}", unseen),
        ("\u{10fffd}", unseen),
        ("x\u{e0041}", unseen),
        ("\u{301}", unseen),
        ("z\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}", unseen),
    ] {
        assert_eq!(clean(typed).as_deref().map_err(|fault| *fault), expected, "{typed:?}");
    }
}

#[test]
fn rule_8_whoever_has_a_name_that_is_there_already_gets_a_number() {
    let mut desk = Desk::open(live(vec![single("one")]));
    for (typed, expected) in [
        ("민지", "민지"),
        ("민지", "민지 2"),
        ("\u{1106}\u{1175}\u{11AB}\u{110C}\u{1175}", "민지 3"),
        // Blanks, case, width and the alphabet make no other name, and numbers go on.
        ("민 지", "민 지 4"),
        ("Minji", "Minji"),
        ("MINJI", "MINJI 2"),
        ("Ｍｉｎｊｉ", "Ｍｉｎｊｉ 3"),
        ("Мinji", "Мinji 4"),
        ("Minji 2", "Minji 2 2"),
        ("abcdefghijklmnopqrst", "abcdefghijklmnopqrst"),
        ("abcdefghijklmnopqrst", "abcdefghijklmnopqr 2"),
        ("abcdefghijklmnopqrST", "abcdefghijklmnopqr 3"),
        ("가나다라마바사아자차", "가나다라마바사아자차"),
        ("가나다라마바사아자차", "가나다라마바사아자 2"),
    ] {
        let player = desk.join(typed);
        let name = desk.yours(player).name;
        assert!(name.ko == expected && width(&name.ko) <= MOST_CELLS, "{typed}: {name:?}, not {expected}");
    }
    let skeletons: BTreeSet<String> =
        desk.room.players().iter().map(|(_, player)| skeleton(&player.name.ko)).collect();
    assert_eq!(skeletons.len(), desk.room.players().seated());
    assert_eq!(desk.try_join(90, "\u{1b}]0;x\u{7}"), Err(Refusal::Name(NameFault::Unseen)));
}

#[test]
fn many_of_the_same_name_are_told_apart_in_good_time() {
    let mut desk = Desk::open(live(vec![single("one")]));
    for _ in 0..1_500 {
        desk.join("abcdefghijklmnopqrst");
    }
    let names: BTreeSet<String> =
        desk.room.players().iter().map(|(_, player)| player.name.en.clone()).collect();
    assert_eq!(names.len(), 1_500);
}

#[test]
fn names_that_a_room_gives_are_all_different() {
    for seed in [0, 7] {
        let names: Vec<_> = (0..1_024).map(|index| made(seed, index)).collect();
        for lang in Lang::ALL {
            assert_eq!(names.iter().map(|name| name.get(lang)).collect::<BTreeSet<_>>().len(), 1_024);
            assert!(names.iter().all(|name| clean(name.get(lang)).as_deref() == Ok(name.get(lang))));
        }
    }
    assert_ne!(made(0, 0), made(7, 0));
    assert_eq!(made(0, 0), made(0, 1_024));
}

#[test]
fn codes_are_read_as_people_type_them() {
    let code: JoinCode = "KR7WQ2".parse().unwrap();
    assert_eq!((code.to_string().as_str(), code.spaced().as_str()), ("KR7WQ2", "KR7 WQ2"));
    for typed in [
        "kr7wq2",
        " KR7-WQ2 ",
        "k r 7 w q 2",
        "ＫＲ７ＷＱ２",
        "ㅏㄱ7ㅈㅂ2",
        "kr7·wq2",
        "\u{2007}KR7\u{a0}WQ2\n",
    ] {
        assert_eq!(typed.parse(), Ok(code), "{typed:?}");
    }
    // With the input method on, letters melt into syllables: `rkskek` is 가나다.
    assert_eq!("가나다".parse::<JoinCode>().unwrap().to_string(), "RKSKEK");
    for bad in ["", "KR7WQ", "KR7WQ22", "KR7WQ0", "KR7WQO", "KR7WQ1", "KR7WQI", "KR7WQl", "KR7WQ!", "🦀"] {
        assert!(bad.parse::<JoinCode>().is_err(), "{bad}");
    }
    for unlike in b"01ILO" {
        assert!(!ALPHABET.contains(unlike));
    }
    assert_eq!(ALPHABET.iter().collect::<BTreeSet<_>>().len(), 31);
    let first: BTreeSet<JoinCode> = (0..10_000).map(JoinCode::from_random).collect();
    assert_eq!(first.len(), 10_000);
}

proptest! {
    #[test]
    fn whatever_is_typed_a_name_is_safe_or_refused(typed in r"(\PC|[가-힣]|[\u{0}-\u{1f}\u{80}-\u{9f}\u{200b}-\u{206f}\u{fe00}-\u{fe0f}\u{300}-\u{310}\u{1100}-\u{11ff}👩❤ ]){0,24}") {
        if let Ok(name) = clean(&typed) {
            prop_assert_eq!(clean(&name), Ok(name.clone()));
            prop_assert!((1..=MOST_CELLS).contains(&width(&name)));
            prop_assert!(!name.contains(char::is_control));
            prop_assert_eq!(hangul::nfc(&name), name.as_str());
            let other = numbered(&same(name.clone()), 10_000);
            prop_assert!(clean(&other.en).is_ok());
        }
    }

    #[test]
    fn a_code_is_read_again_as_it_is_written(number in any::<u64>(), typed in any::<String>()) {
        let code = JoinCode::from_random(number);
        prop_assert_eq!(code.spaced().parse(), Ok(code));
        prop_assert_eq!(code.to_string().to_lowercase().parse(), Ok(code));
        // The same keys with the input method in Hangul mode, each letter by itself.
        let _ = typed.parse::<JoinCode>();
    }
}
