//! What the environment says: language, colours, whether there is a terminal.
//!
//! The only place that reads environment variables for the app; everything here is read once, at the start.

#![expect(clippy::disallowed_methods, reason = "the place where the environment is read")]

use std::io::IsTerminal;

use crate::{lang::Lang, ui::theme::Depth};

/// The environment of the process, as far as it matters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Environment {
    /// Language of the locale.
    pub lang: Lang,
    /// Whether standard input and output are a terminal.
    pub is_terminal: bool,
    /// Whether the learner wants to read and write line by line in a terminal: `SEODANG_PLAIN`.
    pub prefers_plain: bool,
    /// Whether the terminal cannot show screens.
    pub is_dumb: bool,
    /// Colours that the terminal shows.
    pub depth: Depth,
    /// The theme when none was chosen.
    pub theme: &'static str,
    /// Whether this is the Linux console, which has no Hangul.
    pub is_console: bool,
    /// Columns for printed text.
    pub columns: u16,
    /// Panic when this character is typed: `SEODANG_PANIC_ON`, to test that the terminal survives it.
    pub panic_on: Option<char>,
}

impl Environment {
    /// Reads it.
    #[must_use]
    pub fn read() -> Environment {
        let is_terminal = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
        Environment::from(is_terminal, std::io::stdout().is_terminal(), |name| {
            std::env::var(name).ok().filter(|value| !value.is_empty())
        })
    }

    /// From variables.
    fn from(
        is_terminal: bool,
        prints_to_terminal: bool,
        var: impl Fn(&str) -> Option<String>,
    ) -> Environment {
        let term = var("TERM").unwrap_or_default();
        let is_console = term == "linux";
        let is_dumb = term == "dumb";
        let depth = depth(&term, &var);
        let light = var("COLORFGBG").and_then(|value| value.rsplit(';').next()?.parse::<u8>().ok());
        let theme = match (depth, light) {
            (Depth::Mono, _) => "mono",
            (Depth::Ansi, _) => "auto",
            (_, Some(7 | 9..=15)) => "light",
            _ => "dark",
        };
        let columns = var("COLUMNS").and_then(|value| value.parse().ok()).filter(|_| !prints_to_terminal);
        Environment {
            lang: if is_console { Lang::En } else { locale(&var) },
            is_terminal,
            prefers_plain: var("SEODANG_PLAIN").is_some_and(|value| value != "0"),
            is_dumb,
            depth,
            theme,
            is_console,
            columns: columns.unwrap_or(80).clamp(20, 500),
            panic_on: var("SEODANG_PANIC_ON").and_then(|value| value.chars().next()),
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

/// The first variable that names a language decides, in the order in which POSIX gives them weight; where none does,
/// the system is asked.
fn locale(var: &impl Fn(&str) -> Option<String>) -> Lang {
    let of = |value: &str| {
        let value = value.to_lowercase();
        if value.starts_with("ko") { Some(Lang::Ko) } else { (!value.is_empty()).then_some(Lang::En) }
    };
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| of(&var(name)?))
        .or_else(|| of(&sys_locale::get_locale()?))
        .unwrap_or(Lang::En)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(vars: &[(&str, &str)]) -> Environment {
        Environment::from(true, true, |name| {
            vars.iter().find(|(other, _)| *other == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn language_of_the_locale() {
        assert_eq!(with(&[("LANG", "ko_KR.UTF-8")]).lang, Lang::Ko);
        assert_eq!(with(&[("LANG", "ko_KR.UTF-8"), ("LC_ALL", "C")]).lang, Lang::En);
        assert_eq!(with(&[("LANG", "en_US.UTF-8"), ("LC_MESSAGES", "ko_KR")]).lang, Lang::Ko);
        assert_eq!(with(&[("LANG", "ko_KR.UTF-8"), ("TERM", "linux")]).lang, Lang::En);
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
            let environment = with(vars);
            assert_eq!((environment.depth, environment.theme), (depth, theme), "{vars:?}");
        }
    }

    #[test]
    fn line_by_line() {
        for (vars, prefers_plain, is_dumb) in [
            (&[][..], false, false),
            (&[("SEODANG_PLAIN", "1")], true, false),
            (&[("SEODANG_PLAIN", "0")], false, false),
            (&[("TERM", "dumb")], false, true),
        ] {
            let environment = with(vars);
            assert_eq!(
                (environment.prefers_plain, environment.is_dumb),
                (prefers_plain, is_dumb),
                "{vars:?}"
            );
        }
    }
}
