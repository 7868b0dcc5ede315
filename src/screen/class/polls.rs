//! The polls that a teacher chooses from.

use super::lines::Lines;
use crate::{
    app::Ctx,
    class::Poll,
    lang::class_screen as words,
    screen::question::Rows,
    ui::layout::{Piece, Role},
};

/// The polls, with the one at `here` under the cursor.
pub fn rows(ctx: &Ctx<'_>, here: usize, width: u16) -> Rows {
    let mut lines = Lines::new(ctx, width);
    lines.say(words::ASK_POLL, Role::Strong);
    lines.blank();
    for (at, poll) in Poll::ALL.into_iter().enumerate() {
        let poll = poll.words();
        let (mark, role) = if at == here { ("▸ ", Role::Here) } else { ("  ", Role::Text) };
        let options: Vec<&str> = poll.options.iter().map(|option| option.get(ctx.lang)).collect();
        lines.push(
            vec![
                Piece::new(mark, role),
                Piece::new(format!("{}  ", at + 1), Role::Muted),
                Piece::new(poll.ask.get(ctx.lang), role),
            ],
            Some(at),
        );
        lines.labelled("     ", &options.join(" / "), Role::Muted);
    }
    lines.out
}
