//! What a client tells of its terminal before it begins.

use russh::{ChannelMsg, ChannelReadHalf};

use crate::terminal::capabilities::Capabilities;

/// The variables that are taken; a client sends no others unless it is told to.
pub(super) const VARIABLES: [&str; 6] =
    ["LANG", "LC_ALL", "LC_MESSAGES", "COLORTERM", "COLORFGBG", "NO_COLOR"];

/// The most bytes of a value.
const LONGEST: usize = 64;

/// The size of a terminal that does not say.
const FALLBACK: (u16, u16) = (80, 24);

/// The largest side of a terminal that is believed.
const MOST_SIDE: u16 = 500;

/// What a client tells of its terminal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Told {
    /// Columns and rows; `None` when there is no terminal.
    pub size: Option<(u16, u16)>,
    term: String,
    variables: Vec<(String, String)>,
}

impl Told {
    /// Listens until the client wants to begin; `None` when it goes away before.
    pub async fn listen(input: &mut ChannelReadHalf) -> Option<Told> {
        let mut told = Told::default();
        loop {
            match input.wait().await? {
                ChannelMsg::RequestShell { .. } => return Some(told),
                ChannelMsg::RequestPty { term, col_width, row_height, .. } => {
                    told.size = Some(believed(col_width, row_height));
                    told.term = term.chars().take(LONGEST).collect();
                }
                ChannelMsg::WindowChange { col_width, row_height, .. } if told.size.is_some() => {
                    told.size = Some(believed(col_width, row_height));
                }
                ChannelMsg::SetEnv { variable_name, variable_value, .. } => {
                    told.set(variable_name, variable_value);
                }
                ChannelMsg::Close => return None,
                _ => {}
            }
        }
    }

    fn set(&mut self, name: String, value: String) {
        if VARIABLES.contains(&name.as_str()) && (1..=LONGEST).contains(&value.len()) {
            self.variables.retain(|(known, _)| *known != name);
            self.variables.push((name, value));
        }
    }

    /// What the terminal can show.
    pub fn capabilities(&self) -> Capabilities {
        Capabilities::of(|name| match name {
            "TERM" => Some(self.term.clone()),
            name => self.variables.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone()),
        })
    }
}

/// The size of a terminal of which a client says that it is this one.
pub(super) fn believed(columns: u32, rows: u32) -> (u16, u16) {
    let side = |side: u32| u16::try_from(side).map_or(MOST_SIDE, |side| side.min(MOST_SIDE));
    match (side(columns), side(rows)) {
        (0, _) | (_, 0) => FALLBACK,
        size => size,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{lang::Lang, ui::theme::Depth};

    #[test]
    fn sizes_are_believed_within_reason() {
        assert_eq!(believed(100, 30), (100, 30));
        assert_eq!(believed(1, 1), (1, 1));
        for (columns, rows) in [(0, 0), (0, 24), (80, 0)] {
            assert_eq!(believed(columns, rows), FALLBACK);
        }
        assert_eq!(believed(u32::MAX, 70_000), (MOST_SIDE, MOST_SIDE));
    }

    #[test]
    fn only_known_variables_are_taken_and_the_last_value_counts() {
        let mut told = Told { term: "xterm-256color".into(), ..Told::default() };
        for (name, value) in [("LANG", "en_US"), ("LD_PRELOAD", "x"), ("LANG", "ko_KR.UTF-8"), ("LC_ALL", "")]
        {
            told.set(name.into(), value.into());
        }
        told.set("NO_COLOR".into(), "x".repeat(LONGEST + 1));
        assert_eq!(told.variables.len(), 1);
        let capabilities = told.capabilities();
        assert_eq!((capabilities.lang, capabilities.depth), (Some(Lang::Ko), Depth::Indexed));
    }
}
