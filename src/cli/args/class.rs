//! What can be typed after `seodang class`.

use clap::Subcommand;

use super::LiveCommand;

/// What to do with a class.
#[derive(Debug, Subcommand)]
pub enum ClassCommand {
    #[command(flatten)]
    Live(LiveCommand),
}
