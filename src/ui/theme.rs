//! Colours: what each role of text looks like.
//!
//! Four accents of 단청, one meaning each: blue is where you are, red is wrong, yellow wants attention, green is right.
//! Colour is never the only signal. Emphasis is never italic, because no Korean font has it. It must not know screens.

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

use crate::{
    course::doc::AlertKind,
    lang::{Lang, Text},
    ui::layout::Role,
};

/// How many colours the terminal shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// None: `NO_COLOR`, `TERM=dumb`, a serial line.
    Mono,
    /// The sixteen named colours.
    Ansi,
    /// The palette of 256.
    Indexed,
    /// All.
    True,
}

/// The ids of the themes, in the order of the settings; `auto` takes the terminal's own two main colours.
pub const IDS: [&str; 4] = ["auto", "dark", "light", "mono"];

/// Accents and grounds, resolved for a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    id: &'static str,
    text: Style,
    strong: Style,
    muted: Style,
    rule: Style,
    blue: Style,
    red: Style,
    yellow: Style,
    green: Style,
    panel: Style,
    cursor: Style,
    hit: Style,
}

/// A theme file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ThemeFile {
    name: Names,
    text: String,
    page: String,
    strong: String,
    muted: String,
    rule: String,
    blue: String,
    red: String,
    yellow: String,
    green: String,
    panel: String,
    cursor: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    ko: String,
    en: String,
}

const DARK: &str = include_str!("../../assets/themes/dark.ron");
const LIGHT: &str = include_str!("../../assets/themes/light.ron");

impl Theme {
    /// The theme with this id as a terminal of `depth` can show it; an unknown id is `auto`.
    #[must_use]
    pub fn new(id: &str, depth: Depth) -> Theme {
        let id = IDS.into_iter().find(|known| *known == id).unwrap_or("auto");
        let file = match id {
            "dark" => DARK,
            "light" => LIGHT,
            _ => "",
        };
        match ron::from_str::<ThemeFile>(file) {
            _ if depth == Depth::Mono || id == "mono" => Theme::mono(id),
            Ok(file) if depth > Depth::Ansi => Theme::painted(id, &file, depth),
            _ => Theme::auto(id),
        }
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> &'static str {
        self.id
    }

    /// No colours: weight, underline and reverse carry the meaning, beside the marks that are always there.
    fn mono(id: &'static str) -> Theme {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        Theme {
            id,
            text: plain,
            strong: bold,
            muted: plain,
            rule: plain,
            blue: bold,
            red: bold,
            yellow: bold,
            green: bold,
            panel: plain,
            cursor: plain.add_modifier(Modifier::REVERSED),
            hit: plain.add_modifier(Modifier::REVERSED),
        }
    }

    /// The terminal's own ground and text, and accents of its sixteen colours, which suit its ground.
    fn auto(id: &'static str) -> Theme {
        let plain = Style::new();
        Theme {
            id,
            text: plain,
            strong: plain.add_modifier(Modifier::BOLD),
            muted: plain,
            rule: plain.fg(Color::DarkGray),
            blue: plain.fg(Color::Blue).add_modifier(Modifier::BOLD),
            red: plain.fg(Color::Red),
            yellow: plain.fg(Color::Yellow),
            green: plain.fg(Color::Green),
            panel: plain,
            cursor: plain.add_modifier(Modifier::REVERSED),
            hit: plain.fg(Color::Yellow).add_modifier(Modifier::BOLD),
        }
    }

    fn painted(id: &'static str, file: &ThemeFile, depth: Depth) -> Theme {
        let page = color(&file.page, depth);
        let on_page = |hex: &str| Style::new().fg(color(hex, depth)).bg(page);
        Theme {
            id,
            text: on_page(&file.text),
            strong: on_page(&file.strong).add_modifier(Modifier::BOLD),
            muted: on_page(&file.muted),
            rule: on_page(&file.rule),
            blue: on_page(&file.blue),
            red: on_page(&file.red),
            yellow: on_page(&file.yellow),
            green: on_page(&file.green),
            panel: on_page(&file.text).bg(color(&file.panel, depth)),
            cursor: on_page(&file.strong).bg(color(&file.cursor, depth)),
            hit: on_page(&file.yellow).add_modifier(Modifier::BOLD),
        }
    }

    /// Running text, and the ground of the page.
    #[must_use]
    pub fn text(&self) -> Style {
        self.text
    }

    /// Headings and what matters.
    #[must_use]
    pub fn strong(&self) -> Style {
        self.strong
    }

    /// Labels, footers, what may be skipped.
    #[must_use]
    pub fn muted(&self) -> Style {
        self.muted
    }

    /// Lines and the empty part of bars.
    #[must_use]
    pub fn rule(&self) -> Style {
        self.rule
    }

    /// Where you are.
    #[must_use]
    pub fn here(&self) -> Style {
        self.blue
    }

    /// Wrong.
    #[must_use]
    pub fn wrong(&self) -> Style {
        self.red
    }

    /// Wants attention.
    #[must_use]
    pub fn attention(&self) -> Style {
        self.yellow
    }

    /// Right.
    #[must_use]
    pub fn right(&self) -> Style {
        self.green
    }

    /// The line under the cursor, and a focused link.
    #[must_use]
    pub fn cursor(&self) -> Style {
        self.cursor
    }

    /// What was searched for, where it stands on a page.
    #[must_use]
    pub fn hit(&self) -> Style {
        self.hit.add_modifier(Modifier::REVERSED)
    }

    /// What a piece of laid-out text looks like.
    #[must_use]
    pub fn role(&self, role: Role) -> Style {
        match role {
            Role::Text | Role::Diagram => self.text,
            Role::Heading | Role::Strong | Role::TableHead => self.strong,
            Role::Here => self.blue,
            Role::Right => self.green,
            Role::Wrong => self.red,
            Role::Code => self.yellow,
            Role::CodeBlock => self.panel,
            Role::CodeMark | Role::Error => self.panel.patch(self.red),
            Role::Hit => self.hit,
            Role::Link => self.blue.add_modifier(Modifier::UNDERLINED),
            Role::StrongLink => self.blue.add_modifier(Modifier::UNDERLINED | Modifier::BOLD),
            Role::Bullet | Role::Muted | Role::Quote => self.muted,
            Role::QuoteBar | Role::TableRule => self.rule,
            Role::Alert(kind) => self.alert(kind).add_modifier(Modifier::BOLD),
            Role::AlertBar(kind) => self.alert(kind),
        }
    }

    fn alert(&self, kind: AlertKind) -> Style {
        match kind {
            AlertKind::Note => self.blue,
            AlertKind::Tip => self.green,
            AlertKind::Important | AlertKind::Warning => self.yellow,
            AlertKind::Caution => self.red,
        }
    }
}

/// The name of theme `id`.
#[must_use]
pub fn name(id: &str) -> Text {
    let file = |source| ron::from_str::<ThemeFile>(source).ok();
    let text = |ko: &str, en: &str| Text { ko: ko.to_owned(), en: en.to_owned() };
    match id {
        "dark" => file(DARK).map(|file| text(&file.name.ko, &file.name.en)),
        "light" => file(LIGHT).map(|file| text(&file.name.ko, &file.name.en)),
        "mono" => Some(text("흑백", "No colour")),
        _ => Some(text("터미널 색 그대로", "The terminal's own")),
    }
    .unwrap_or_default()
}

/// `#RRGGBB` in the nearest colour of `depth`.
fn color(hex: &str, depth: Depth) -> Color {
    let value = u32::from_str_radix(hex.trim_start_matches('#'), 16).unwrap_or(0x80_80_80);
    let [_, r, g, b] = value.to_be_bytes();
    match depth {
        Depth::True => Color::Rgb(r, g, b),
        _ => Color::Indexed(indexed(r, g, b)),
    }
}

/// The nearest of the 6x6x6 cube and the 24 greys.
fn indexed(r: u8, g: u8, b: u8) -> u8 {
    const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let nearest = |v: u8| (0u8..6).min_by_key(|i| LEVELS[usize::from(*i)].abs_diff(v)).unwrap_or(0);
    let (ri, gi, bi) = (nearest(r), nearest(g), nearest(b));
    let far = |r2: u8, g2: u8, b2: u8| {
        [(r, r2), (g, g2), (b, b2)].iter().map(|(a, b)| u32::from(a.abs_diff(*b)).pow(2)).sum::<u32>()
    };
    let cube = far(LEVELS[usize::from(ri)], LEVELS[usize::from(gi)], LEVELS[usize::from(bi)]);
    let grey = (0u8..24).min_by_key(|i| far(8 + i * 10, 8 + i * 10, 8 + i * 10)).unwrap_or(0);
    let level = 8 + grey * 10;
    if far(level, level, level) < cube { 232 + grey } else { 16 + 36 * ri + 6 * gi + bi }
}

impl Lang {
    /// The name of theme `id`.
    #[must_use]
    pub fn theme_name(self, id: &str) -> String {
        name(id).get(self).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_theme_file_is_readable() {
        for source in [DARK, LIGHT] {
            assert!(ron::from_str::<ThemeFile>(source).is_ok());
        }
        for id in IDS {
            assert_eq!(Theme::new(id, Depth::True).id(), id);
            assert!(!name(id).ko.is_empty() && !name(id).en.is_empty());
        }
        assert_eq!(Theme::new("no-such", Depth::True).id(), "auto");
    }

    #[test]
    fn mono_has_no_colours_and_nothing_is_italic() {
        for id in IDS {
            for depth in [Depth::Mono, Depth::Ansi, Depth::Indexed, Depth::True] {
                let theme = Theme::new(id, depth);
                for style in
                    [theme.text(), theme.right(), theme.wrong(), theme.cursor(), theme.role(Role::Link)]
                {
                    assert!(!style.add_modifier.contains(Modifier::ITALIC));
                    let colourless = style.fg.is_none() && style.bg.is_none();
                    assert!(colourless || (depth != Depth::Mono && id != "mono"));
                }
            }
        }
    }

    /// What text must have at least, and large shapes such as lines and bars.
    const TEXT: f64 = 4.5;
    const SHAPE: f64 = 3.0;

    /// The colour on the screen; `None` for what only the terminal knows.
    fn rgb(color: Option<Color>) -> Option<[u8; 3]> {
        let level = |n: u8| if n == 0 { 0 } else { 55 + 40 * n };
        match color? {
            Color::Rgb(r, g, b) => Some([r, g, b]),
            Color::Indexed(n @ 232..) => Some([8 + 10 * (n - 232); 3]),
            Color::Indexed(n @ 16..) => Some([(n - 16) / 36, (n - 16) / 6 % 6, (n - 16) % 6].map(level)),
            _ => None,
        }
    }

    /// Relative luminance and contrast as WCAG 2.2 defines them.
    fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
        let luminance = |colour: [u8; 3]| {
            let [r, g, b] = colour.map(|v| {
                let v = f64::from(v) / 255.0;
                if v <= 0.040_45 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
            });
            0.2126 * r + 0.7152 * g + 0.0722 * b
        };
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Everything that is drawn: its name, its style, and the contrast that it must have.
    fn drawn(theme: &Theme) -> Vec<(String, Style, f64)> {
        let kinds =
            [AlertKind::Note, AlertKind::Tip, AlertKind::Important, AlertKind::Warning, AlertKind::Caution];
        let shapes = [Role::QuoteBar, Role::TableRule].into_iter().chain(kinds.map(Role::AlertBar));
        let texts = [
            Role::Text,
            Role::Heading,
            Role::Strong,
            Role::Code,
            Role::CodeBlock,
            Role::CodeMark,
            Role::Link,
            Role::StrongLink,
            Role::Bullet,
            Role::Quote,
            Role::TableHead,
            Role::Diagram,
            Role::Muted,
            Role::Error,
            Role::Here,
            Role::Right,
            Role::Wrong,
        ];
        let texts = texts.into_iter().chain(kinds.map(Role::Alert));
        let mut all = vec![
            ("rule".to_owned(), theme.rule(), SHAPE),
            ("attention".to_owned(), theme.attention(), TEXT),
            ("cursor".to_owned(), theme.cursor(), TEXT),
            // A link that Enter opens.
            ("focus".to_owned(), theme.role(Role::Link).patch(theme.cursor()), TEXT),
        ];
        all.extend(texts.map(|role| (format!("{role:?}"), theme.role(role), TEXT)));
        all.extend(shapes.map(|role| (format!("{role:?}"), theme.role(role), SHAPE)));
        all
    }

    /// What is too faint in `theme`.
    fn faint(theme: &Theme) -> Vec<String> {
        let too_faint = |(name, style, least): (String, Style, f64)| {
            let found = contrast(rgb(style.fg)?, rgb(style.bg)?);
            (found < least).then(|| format!("{name}: {found:.2} < {least}"))
        };
        drawn(theme).into_iter().filter_map(too_faint).collect()
    }

    #[test]
    fn everything_is_readable() {
        for id in ["dark", "light"] {
            for depth in [Depth::Indexed, Depth::True] {
                let theme = Theme::new(id, depth);
                assert!(
                    drawn(&theme)
                        .iter()
                        .all(|(_, style, _)| rgb(style.fg).is_some() && rgb(style.bg).is_some())
                );
                assert_eq!(faint(&theme), [""; 0], "{id} {depth:?}");
            }
        }
    }

    /// What the sixteen colours look like, and the ground they are on, is the terminal's doing: text in the terminal's own
    /// colours is as readable as its user has made it, and no ground is drawn below it.
    #[test]
    fn text_in_the_terminals_own_colours_has_them() {
        for (id, depth) in
            [("auto", Depth::True), ("auto", Depth::Ansi), ("dark", Depth::Ansi), ("mono", Depth::True)]
        {
            let theme = Theme::new(id, depth);
            assert!(
                [theme.text(), theme.strong(), theme.muted(), theme.cursor()]
                    .iter()
                    .all(|style| style.fg.is_none())
            );
            assert!(drawn(&theme).iter().all(|(_, style, _)| style.bg.is_none()));
        }
    }

    #[test]
    fn what_is_too_faint_is_found() {
        assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 1e-9);
        assert!((contrast([0x77; 3], [255; 3]) - 4.48).abs() < 0.005, "the grey that just fails");
        let mut file: ThemeFile = ron::from_str(LIGHT).unwrap();
        file.muted = "#8A8A8A".to_owned();
        file.rule = "#D0D0D0".to_owned();
        let found = faint(&Theme::painted("light", &file, Depth::True)).join("\n");
        for name in ["Muted: 3.", "Bullet: 3.", "rule: 1.", "TableRule: 1."] {
            assert!(found.contains(name), "no {name} in {found}");
        }
        assert!(!found.contains("Text"), "{found}");
    }
}
