#![allow(clippy::panic)]

use super::*;
use proptest::prelude::*;

/// All events of `bytes`, followed by silence.
fn decode(bytes: &[u8]) -> Vec<Event> {
    let mut decoder = Decoder::default();
    decoder.feed(bytes);
    decoder.give_up();
    std::iter::from_fn(|| decoder.pop()).collect()
}

fn keys(bytes: &[u8]) -> Vec<Key> {
    let keys = |event| match event {
        Event::Key(key) => key,
        other => panic!("not a key: {other:?}"),
    };
    decode(bytes).into_iter().map(keys).collect()
}

#[test]
fn keys_of_all_kinds_are_known() {
    let shifted = |code| Key { code, ctrl: false, alt: false };
    let cases: [(&[u8], Key); 33] = [
        (b"a", Key::char('a')),
        (b"A", Key::char('A')),
        ("ㅂ".as_bytes(), Key::char('ㅂ')),
        ("값".as_bytes(), Key::char('값')),
        ("\u{1107}".as_bytes(), Key::char('\u{1107}')),
        ("\x1bㅂ".as_bytes(), Key::alt(Code::Char('ㅂ'))),
        (b"\x1bx", Key::alt(Code::Char('x'))),
        (b"\x1b[", Key::alt(Code::Char('['))),
        (b"\x1bO", Key::alt(Code::Char('O'))),
        (b"\x1bP", Key::alt(Code::Char('P'))),
        (b"\x1b]", Key::alt(Code::Char(']'))),
        (b"\x1b", Key::plain(Code::Esc)),
        (b"\r", Key::plain(Code::Enter)),
        (b"\t", Key::plain(Code::Tab)),
        (b"\x1b[Z", Key::plain(Code::BackTab)),
        (b"\x7f", Key::plain(Code::Backspace)),
        (b"\x08", Key::plain(Code::Backspace)),
        (b"\x1b\x7f", Key::alt(Code::Backspace)),
        (b"\x1b[3~", Key::plain(Code::Delete)),
        (b"\x1b[A", Key::plain(Code::Up)),
        (b"\x1bOB", Key::plain(Code::Down)),
        (b"\x1b[1;2C", shifted(Code::Right)),
        (b"\x1b[1;5D", Key { code: Code::Left, ctrl: true, alt: false }),
        (b"\x1b[5~", Key::plain(Code::PageUp)),
        (b"\x1b[6~", Key::plain(Code::PageDown)),
        (b"\x1b[H", Key::plain(Code::Home)),
        (b"\x1b[4~", Key::plain(Code::End)),
        (b"\x1bOP", Key::plain(Code::F(1))),
        (b"\x1b[12~", Key::plain(Code::F(2))),
        (b"\x1b[24~", Key::plain(Code::F(12))),
        (b"\x03", Key::ctrl('c')),
        (b"\x1a", Key::ctrl('z')),
        ("\x1b[12618;5u".as_bytes(), Key::ctrl('ㅊ')),
    ];
    for (bytes, key) in cases {
        assert_eq!(keys(bytes), [key], "{}", bytes.escape_ascii());
    }
}

#[test]
fn what_is_not_known_is_dropped() {
    for bytes in
        [&b"\x1b[2~"[..], b"\x1b[I", b"\x1b[?1;2c", b"\x1b[97;1:3u", b"\x1b[97;9u", b"\xff", b"\x1b[9;1R"]
    {
        assert_eq!(decode(bytes), [], "{}", bytes.escape_ascii());
    }
}

#[test]
fn sequences_may_come_in_parts() {
    let all = "가\x1b[6~\x1b[200~나 다\x1b[201~\x1b[<64;3;4M";
    let whole = decode(all.as_bytes());
    assert_eq!(whole.len(), 4);
    let mut decoder = Decoder::default();
    for byte in all.bytes() {
        decoder.feed(&[byte]);
    }
    assert_eq!(decoder.patience(), None);
    assert_eq!(std::iter::from_fn(|| decoder.pop()).collect::<Vec<_>>(), whole);
}

#[test]
fn esc_before_a_key_stays_esc() {
    assert_eq!(keys(b"\x1b\x1b[B"), [Key::plain(Code::Esc), Key::plain(Code::Down)]);
    assert_eq!(keys(b"\x1b\x1b"), [Key::plain(Code::Esc); 2]);
}

#[test]
fn an_unfinished_sequence_does_not_swallow_what_follows() {
    for bytes in [&b"\x1b]"[..], b"\x1bP", b"\x1b[12;", b"\x1b[<0;1", b"\xea\xb0"] {
        let mut decoder = Decoder::default();
        decoder.feed(bytes);
        assert_eq!(decoder.patience(), Some(ESC_SILENCE));
        decoder.give_up();
        decoder.feed(b"q");
        let last = std::iter::from_fn(|| decoder.pop()).last();
        assert_eq!(last, Some(Event::Key(Key::char('q'))), "{}", bytes.escape_ascii());
        assert_eq!(decoder.patience(), None);
    }
}

#[test]
fn pastes_are_clean_text() {
    let nfd = "\x1b[200~\u{1112}\u{1161}\u{11ab}\r\nb\rc\x07\x1b[31m\x1b[201~";
    assert_eq!(decode(nfd.as_bytes()), [Event::Paste("한\nb\nc[31m".into())]);
    let mut decoder = Decoder::default();
    decoder.feed(b"\x1b[200~lost end");
    assert_eq!(decoder.patience(), Some(PASTE_SILENCE));
    decoder.give_up();
    assert_eq!(decoder.pop(), Some(Event::Paste("lost end".into())));
}

#[test]
fn what_is_held_is_bounded_and_a_long_paste_comes_in_parts() {
    let mut decoder = Decoder::holding(100);
    let text = "0123456789".repeat(100);
    decoder.feed(format!("\x1b[200~{text}\x1b[201~q").as_bytes());
    let mut events: Vec<Event> = std::iter::from_fn(|| decoder.pop()).collect();
    assert_eq!(events.pop(), Some(Event::Key(Key::char('q'))));
    let parts = events.iter().map(|event| match event {
        Event::Paste(part) => part.as_str(),
        other => panic!("{other:?}"),
    });
    assert_eq!(parts.collect::<String>(), text);
    decoder.feed(&[b"\x1b]".as_slice(), &[b'x'; 1_000]].concat());
    assert!(decoder.unfinished.len() <= 100);
}

#[test]
fn clicks_and_wheel_are_known() {
    let mouse = |kind, x, y| Event::Mouse { kind, x, y };
    assert_eq!(decode(b"\x1b[<0;1;1M"), [mouse(Mouse::Click, 0, 0)]);
    assert_eq!(decode(b"\x1b[<0;1;1m"), []);
    assert_eq!(decode(b"\x1b[<2;1;1M"), []);
    assert_eq!(
        decode(b"\x1b[<64;80;24M\x1b[<65;300;200M"),
        [mouse(Mouse::WheelUp, 79, 23), mouse(Mouse::WheelDown, 299, 199)]
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever comes, in whatever parts: no panic, and after a silence keys are understood again.
    #[test]
    fn any_bytes_are_survived(parts in prop::collection::vec("(\x1b?[\\[\\]OP<?0-9;uMm~ -\x7f가\x00-\x1f]){0,6}", 0..8), raw: Vec<u8>) {
        let mut decoder = Decoder::default();
        for part in &parts {
            decoder.feed(part.as_bytes());
        }
        decoder.feed(&raw);
        decoder.give_up();
        while decoder.pop().is_some() {}
        decoder.feed(b"q");
        prop_assert_eq!(decoder.pop(), Some(Event::Key(Key::char('q'))));
        prop_assert_eq!(decoder.patience(), None);
    }
}
