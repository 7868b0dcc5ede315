//! What a terminal can show, as far as variables of an environment tell: those of the process, or those that a client sent.
//!
//! It must not know where the variables come from.

use crate::{lang::Lang, ui::theme::Depth};

/// What a terminal can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// Language of the locale; `None` where no variable names one.
    pub lang: Option<Lang>,
    /// Colours.
    pub depth: Depth,
    /// The theme when none was chosen.
    pub theme: &'static str,
    /// Whether it cannot show screens.
    pub is_dumb: bool,
    /// Whether this is the Linux console, which has no Hangul.
    pub is_console: bool,
    /// Whether it erases in the background colour of the moment. GNU screen does not; tmux calls itself screen, too, and
    /// loses a few bytes by it.
    pub erases_in_colour: bool,
}

impl Capabilities {
    /// From variables; `var` gives those that are set and not empty.
    pub fn of(var: impl Fn(&str) -> Option<String>) -> Capabilities {
        let term = var("TERM").unwrap_or_default();
        let depth = depth(&term, &var);
        let light = var("COLORFGBG").and_then(|value| value.rsplit(';').next()?.parse::<u8>().ok());
        let theme = match (depth, light) {
            (Depth::Mono, _) => "mono",
            (Depth::Ansi, _) => "auto",
            (_, Some(7 | 9..=15)) => "light",
            _ => "dark",
        };
        let is_console = term == "linux";
        Capabilities {
            lang: if is_console { Some(Lang::En) } else { locale(&var) },
            depth,
            theme,
            is_dumb: term == "dumb",
            is_console,
            erases_in_colour: !(term.starts_with("screen") || term.starts_with("tmux")),
        }
    }
}

fn depth(term: &str, var: &impl Fn(&str) -> Option<String>) -> Depth {
    let colorterm = var("COLORTERM").unwrap_or_default();
    let full = ["kitty", "ghostty", "alacritty", "wezterm", "foot", "direct"];
    if var("NO_COLOR").is_some() || term == "dumb" || term == "vt100" {
        Depth::Mono
    } else if matches!(colorterm.as_str(), "truecolor" | "24bit")
        || full.iter().any(|name| term.contains(name))
    {
        Depth::True
    } else if term.contains("256") {
        Depth::Indexed
    } else {
        Depth::Ansi
    }
}

/// The first variable that names a language decides, in the order in which POSIX gives them weight.
fn locale(var: &impl Fn(&str) -> Option<String>) -> Option<Lang> {
    ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| Some(language(&var(name)?)))
}

/// The language of a locale such as `ko_KR.UTF-8`.
#[must_use]
pub fn language(locale: &str) -> Lang {
    if locale.to_lowercase().starts_with("ko") { Lang::Ko } else { Lang::En }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(vars: &[(&str, &str)]) -> Capabilities {
        Capabilities::of(|name| {
            vars.iter().find(|(other, _)| *other == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn language_of_the_locale() {
        assert_eq!(with(&[]).lang, None);
        assert_eq!(with(&[("LANG", "ko_KR.UTF-8")]).lang, Some(Lang::Ko));
        assert_eq!(with(&[("LANG", "ko_KR.UTF-8"), ("LC_ALL", "C")]).lang, Some(Lang::En));
        assert_eq!(with(&[("LANG", "en_US.UTF-8"), ("LC_MESSAGES", "ko_KR")]).lang, Some(Lang::Ko));
        assert_eq!(with(&[("LANG", "ko_KR.UTF-8"), ("TERM", "linux")]).lang, Some(Lang::En));
    }

    #[test]
    fn colours() {
        for (vars, depth, theme) in [
            (&[("TERM", "xterm-256color")][..], Depth::Indexed, "dark"),
            (&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")], Depth::True, "dark"),
            (&[("TERM", "xterm-256color"), ("COLORFGBG", "0;15")], Depth::Indexed, "light"),
            (&[("TERM", "xterm-256color"), ("NO_COLOR", "1")], Depth::Mono, "mono"),
            (&[("TERM", "xterm")], Depth::Ansi, "auto"),
            (&[("TERM", "dumb")], Depth::Mono, "mono"),
        ] {
            let found = with(vars);
            assert_eq!((found.depth, found.theme), (depth, theme), "{vars:?}");
        }
    }

    #[test]
    fn kinds_of_terminal() {
        assert!(with(&[("TERM", "dumb")]).is_dumb && !with(&[]).is_dumb);
        assert!(with(&[]).erases_in_colour && !with(&[("TERM", "screen-256color")]).erases_in_colour);
    }
}
