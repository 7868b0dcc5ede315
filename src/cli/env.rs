//! What the environment says: language, colours, whether there is a terminal.
//!
//! The only place that reads environment variables for the app; everything here is read once, at the start.

#![expect(clippy::disallowed_methods, reason = "the place where the environment is read")]

use std::io::IsTerminal;

use crate::{
    lang::Lang,
    terminal::capabilities::{Capabilities, language},
    ui::theme::Depth,
};

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
        let Capabilities { lang, depth, theme, is_dumb, is_console, .. } = Capabilities::of(&var);
        // Where no variable names one, the system is asked.
        let lang = lang.or_else(|| sys_locale::get_locale().map(|locale| language(&locale)));
        let columns = var("COLUMNS").and_then(|value| value.parse().ok()).filter(|_| !prints_to_terminal);
        Environment {
            lang: lang.unwrap_or(Lang::En),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn with(vars: &[(&str, &str)]) -> Environment {
        Environment::from(true, true, |name| {
            vars.iter().find(|(other, _)| *other == name).map(|(_, value)| (*value).to_owned())
        })
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
