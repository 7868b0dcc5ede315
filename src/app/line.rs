//! Lines instead of keys: what a line of input means where the learner is, and what can be typed there.
//!
//! An empty line is Enter, a number chooses, words go into the field where there is one; everything else is called by its
//! name in the key table, in either language, or by the name of its key. In a field a name stands behind a colon.
//!
//! Invariant, held by a test: every row of the key table can be typed. It must not know screens.

use crate::{
    app::{
        App, Event,
        key::{Code, Key},
        keymap::{self, Action, Binding, Context, TABLE, Trigger},
    },
    lang::{Lang, hangul},
};

/// Before a name, where words would go into a field.
const COMMAND: char = ':';

const ENTER: Key = Key::plain(Code::Enter);

/// The most often that a key is pressed by one line.
const MOST: usize = 99;

/// Keys by their names in Korean and in English, as they are shown, and by others that are understood.
const NAMES: [(Key, &str, &str, &[&str]); 16] = [
    (ENTER, "Enter", "Enter", &["엔터"]),
    (Key::plain(Code::Esc), "esc", "esc", &["escape"]),
    (Key::plain(Code::Tab), "tab", "tab", &["탭"]),
    (Key::plain(Code::BackTab), "shift+tab", "shift+tab", &["시프트탭"]),
    (Key::char(' '), "space", "space", &["스페이스"]),
    (Key::plain(Code::Backspace), "backspace", "backspace", &["백스페이스"]),
    (Key::plain(Code::Delete), "delete", "delete", &["del"]),
    (Key::plain(Code::Up), "위", "up", &["↑"]),
    (Key::plain(Code::Down), "아래", "down", &["↓"]),
    (Key::plain(Code::Left), "왼쪽", "left", &["←"]),
    (Key::plain(Code::Right), "오른쪽", "right", &["→"]),
    (Key::plain(Code::PageUp), "pgup", "pgup", &["pageup"]),
    (Key::plain(Code::PageDown), "pgdn", "pgdn", &["pagedown"]),
    (Key::plain(Code::Home), "home", "home", &[]),
    (Key::plain(Code::End), "end", "end", &[]),
    (Key::ctrl('l'), "다시 읽기", "repeat", &[]),
];

/// The events that `line` stands for; `None` if it stands for nothing that is possible now.
#[must_use]
pub fn read(line: &str, app: &App) -> Option<Vec<Event>> {
    let line = hangul::nfc(line.trim());
    if line.is_empty() {
        return Some(vec![Event::Key(ENTER)]);
    }
    match (app.field(), line.strip_prefix(COMMAND)) {
        (Some(before), None) if line != "?" => Some(typed(before, &line, app.context())),
        (_, command) => keys(command.unwrap_or(&line).trim(), app),
    }
}

/// Words instead of those in the field. Where they are an answer it is given; where they are looked for, what is found is
/// to be seen first.
fn typed(before: &str, words: &str, context: Context) -> Vec<Event> {
    let key = |code| Event::Key(Key::plain(code));
    let mut events = match context {
        // From its first part on, each is typed over.
        Context::Date => vec![key(Code::Left); 2],
        _ => vec![key(Code::Backspace); before.chars().count()],
    };
    events.push(Event::Paste(words.to_owned()));
    if !matches!(context, Context::Search | Context::Glossary) {
        events.push(Event::Key(ENTER));
    }
    events
}

fn keys(text: &str, app: &App) -> Option<Vec<Event>> {
    let keys = if text.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        numbers(text, app)?
    } else {
        let (name, count) = counted(text);
        vec![named(name, app)?; count]
    };
    Some(keys.into_iter().map(Event::Key).collect())
}

/// `아래 3` is `아래`, three times.
fn counted(text: &str) -> (&str, usize) {
    let split = text.rsplit_once(' ').and_then(|(name, count)| Some((name, count.parse().ok()?)));
    split.filter(|(_, count)| (1..=MOST).contains(count)).unwrap_or((text, 1))
}

/// Numbers that choose: several where several can be chosen. In a widget, the number to be put there.
fn numbers(text: &str, app: &App) -> Option<Vec<Key>> {
    let numerals: Vec<char> = text.chars().filter(|c| !matches!(c, ' ' | ',')).collect();
    let context = app.context();
    if context == Context::Widget && numerals.iter().all(|c| c.is_ascii_digit() || *c == '.') {
        // Going away and back makes the first numeral the first of a new number.
        let anew = [Key::plain(Code::Up), Key::plain(Code::Down)];
        let keys = anew.into_iter().chain(numerals.into_iter().map(Key::char)).collect();
        return app.offers(Action::Type('0')).then_some(keys);
    }
    let takes_many = match context {
        Context::Ordering | Context::Matching | Context::Exam => true,
        Context::Choice => app.offers(Action::Toggle),
        _ => false,
    };
    let is_one = numerals.len() == 1;
    let all = numerals.iter().all(|c| if is_one { c.is_ascii_digit() } else { matches!(c, '1'..='9') });
    let keys: Vec<Key> = numerals.into_iter().map(Key::char).collect();
    (all && (is_one || takes_many) && keys.iter().all(|key| is_offered(*key, app))).then_some(keys)
}

fn is_offered(key: Key, app: &App) -> bool {
    keymap::resolve(app.context(), key).is_some_and(|action| app.offers(action))
}

/// The key that is called so here.
fn named(name: &str, app: &App) -> Option<Key> {
    let mut chars = name.chars();
    let alone = chars.next().filter(|_| chars.next().is_none()).and_then(|c| {
        // ㅂ is on the key of q.
        let c = if hangul::is_hangul(c) { hangul::keys(name).chars().next()? } else { c };
        Some(Key::char(c)).filter(|key| is_offered(*key, app)).and_then(|key| untyped(key, app))
    });
    alone
        .or_else(|| key(name).filter(|key| is_offered(*key, app)))
        .or_else(|| labelled(name, app))
        .or_else(|| (folded(name) == folded(app.lang().other().name())).then_some(Key::plain(Code::F(2))))
}

/// The key itself; where it would be typed into a field, another one that does the same.
fn untyped(key: Key, app: &App) -> Option<Key> {
    if app.field().is_none() {
        return Some(key);
    }
    let context = [app.context(), Context::Global];
    let rows = context.into_iter().flat_map(|context| TABLE.iter().filter(move |row| row.context == context));
    let mut keys = rows.filter_map(|row| match row.trigger {
        Trigger::Keys(keys) if keys.contains(&key) => Some(keys),
        _ => None,
    });
    let is_typed = |key: &&Key| matches!(key.code, Code::Char(_)) && !key.ctrl && !key.alt;
    keys.next()?.iter().find(|key| !is_typed(key)).copied()
}

/// The key with this name.
fn key(name: &str) -> Option<Key> {
    let name = folded(name);
    let is_name = |(_, ko, en, also): &&(Key, &str, &str, &[&str])| {
        [ko, en].into_iter().chain(*also).any(|other| folded(other) == name)
    };
    if let Some((key, ..)) = NAMES.iter().find(is_name) {
        return Some(*key);
    }
    if let Some(n) = name.strip_prefix('f') {
        return n.parse().ok().map(|n| Key::plain(Code::F(n)));
    }
    let mut letters = name.strip_prefix("ctrl+")?.chars();
    letters.next().filter(|_| letters.next().is_none()).map(Key::ctrl)
}

/// The key of what is called so in the key table, in either language.
fn labelled(name: &str, app: &App) -> Option<Key> {
    let name = folded(name);
    let is_meant = |row: &&Binding| {
        let in_general = Lang::ALL.map(|lang| (row.label)(lang.msgs()));
        in_general.into_iter().chain(app.named(row.action)).any(|label| folded(label) == name)
    };
    let rows = |context| TABLE.iter().filter(move |row| row.context == context);
    let mut found = rows(app.context()).chain(rows(Context::Global)).filter(is_meant);
    found.find_map(|row| match row.trigger {
        Trigger::Keys(keys) if app.offers(row.action) => keys.first().copied(),
        _ => None,
    })
}

/// Without what a learner need not type: capitals, blanks, apostrophes.
fn folded(text: &str) -> String {
    text.to_lowercase().chars().filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '’')).collect()
}

/// How a key is typed.
fn name(key: Key, lang: Lang) -> String {
    match (NAMES.iter().find(|(other, ..)| *other == key), lang) {
        (Some((_, ko, ..)), Lang::Ko) => (*ko).to_owned(),
        (Some((_, _, en, _)), Lang::En) => (*en).to_owned(),
        (None, _) if matches!(key, Key { code: Code::Char(_), ctrl: false, .. }) => keymap::key_name(key),
        (None, _) => keymap::key_name(key).to_lowercase(),
    }
}

/// What can be typed now, as a line.
#[must_use]
pub fn prompt(app: &App) -> String {
    let m = app.lang().msgs();
    let colon = if app.field().is_some() { ":" } else { "" };
    let mut parts: Vec<String> = Vec::new();
    for row in keymap::offered(app.context(), |action| app.offers(action)) {
        let label = app.named(row.action).unwrap_or_else(|| (row.label)(m));
        // Ending is said once, at the end.
        if label != m.key_leave || app.context() == Context::Confirm {
            parts.push(named_in_prompt(row, app, colon));
        }
    }
    if app.context() != Context::Confirm {
        parts.push(format!("{colon}q {}", m.key_leave));
    }
    format!("{}: {}", m.plain_type, parts.join(", "))
}

/// How a row is typed, and what it does.
fn named_in_prompt(row: &Binding, app: &App, colon: &str) -> String {
    // Commas part what can be typed.
    let named = |row: &Binding| app.named(row.action).unwrap_or_else(|| (row.label)(app.lang().msgs()));
    let label = named(row).replace(", ", "/");
    match (row.action, row.trigger) {
        (Action::Choose(_), Trigger::Digits) => {
            return match (0..9).take_while(|n| app.offers(Action::Choose(*n))).count() {
                1 => format!("1 {label}"),
                count => format!("1-{count} {label}"),
            };
        }
        (_, Trigger::Digits | Trigger::Number) => return label,
        (_, Trigger::Keys(_)) => {}
    }
    // What goes by one name is told from each other by keys.
    let same = TABLE.iter().filter(|other| {
        other.context == row.context && app.offers(other.action) && named(other) == named(row)
    });
    let keys: Vec<&[Key]> = same
        .filter_map(|row| match row.trigger {
            Trigger::Keys(keys) => Some(keys),
            Trigger::Digits | Trigger::Number => None,
        })
        .collect();
    let typed = |key: Key| {
        let colon = if key == ENTER { "" } else { colon };
        format!("{colon}{}", name(key, app.lang()))
    };
    match keys.as_slice() {
        [keys] => match keys.iter().find_map(short) {
            Some(key) => format!("{} {label}", typed(key)),
            None => format!("{colon}{label}"),
        },
        several => {
            let keys =
                several.iter().filter_map(|keys| keys.iter().find_map(short).or(keys.first().copied()));
            let typed: Vec<String> = keys.map(typed).collect();
            format!("{} {label}", typed.join("/"))
        }
    }
}

/// The key, if it is typed more quickly than the name of what it does.
fn short(key: &Key) -> Option<Key> {
    let is_short = matches!(key.code, Code::Char(c) if c.is_ascii_punctuation() || c.is_ascii_digit());
    (*key == ENTER || is_short).then_some(*key)
}

/// What can be typed in `context`, a line each: what it does, and the names of its keys.
#[must_use]
pub fn rows(context: Context, lang: Lang, offers: impl Fn(Action) -> bool) -> Vec<String> {
    let mut rows: Vec<(&str, Vec<String>)> = Vec::new();
    for row in TABLE.iter().filter(|row| row.context == context && offers(row.action)) {
        let names = match row.trigger {
            Trigger::Digits => vec!["1-9".to_owned()],
            Trigger::Number => vec!["0-9".to_owned()],
            Trigger::Keys(keys) => keys.iter().map(|key| name(*key, lang)).collect(),
        };
        let label = (row.label)(lang.msgs());
        match rows.iter_mut().find(|(other, _)| *other == label) {
            Some((_, known)) => known.extend(names),
            None => rows.push((label, names)),
        }
    }
    rows.into_iter().map(|(label, names)| format!("  {label}: {}", names.join(", "))).collect()
}
