//! The class in the local network that somebody means: the only one, or the one with their code.
//!
//! Invariant: a class that is not meant learns nothing but a code that is not its own.

use std::{fmt, sync::Arc};

use tokio::{
    task::{JoinSet, spawn_blocking},
    time::{Duration, timeout},
};

use super::line::{Heard, Line, Trouble};
use crate::{
    class::{
        Address, JoinCode,
        wire::{ClientMessage, ServerMessage},
    },
    serve::local,
};

/// How long classes are looked for.
const LOOKING: Duration = Duration::from_millis(2_500);

/// How long a class may take to say whether a code is its own.
const ANSWERING: Duration = Duration::from_secs(3);

/// Where a class is if no address is typed.
#[derive(Clone)]
pub enum Home {
    /// There.
    At(Address),
    /// At one of the addresses that this finds; it may take its time.
    Nearby(Arc<dyn Fn() -> Vec<Address> + Send + Sync>),
}

impl Home {
    /// Somewhere in the local network.
    #[must_use]
    pub fn nearby() -> Home {
        Home::Nearby(Arc::new(|| local::find(LOOKING)))
    }

    /// Connects to the class that is meant; among several, to the one whose join code is `code`.
    pub(super) async fn open(&self, code: Option<JoinCode>) -> Result<(Address, Line), Trouble> {
        let found = match self {
            Home::At(address) => vec![address.clone()],
            Home::Nearby(look) => {
                let look = Arc::clone(look);
                spawn_blocking(move || look()).await.unwrap_or_default()
            }
        };
        match (found.as_slice(), code) {
            ([], _) => Err(Trouble::NoneFound),
            ([only], _) => Ok((only.clone(), Line::open(only).await?)),
            (_, Some(code)) => among(&found, code).await.ok_or(Trouble::NotAmong(found)),
            (_, None) => Err(Trouble::NotAmong(found)),
        }
    }
}

impl fmt::Debug for Home {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Home::At(address) => f.debug_tuple("At").field(address).finish(),
            Home::Nearby(_) => f.debug_tuple("Nearby").finish_non_exhaustive(),
        }
    }
}

/// The first of the classes that says that `code` is its own.
async fn among(found: &[Address], code: JoinCode) -> Option<(Address, Line)> {
    let mut knocking: JoinSet<_> = found.iter().map(|address| knock(address.clone(), code)).collect();
    while let Some(knocked) = knocking.join_next().await {
        if let Ok(Some(opened)) = knocked {
            return Some(opened);
        }
    }
    None
}

async fn knock(address: Address, code: JoinCode) -> Option<(Address, Line)> {
    let mut line = Line::open(&address).await.ok()?;
    line.say(&ClientMessage::Knock { code: code.to_string() }).await.ok()?;
    let answer = async {
        loop {
            match line.hear().await {
                Heard::Said(message) => return matches!(*message, ServerMessage::Here),
                Heard::Nothing => {}
                Heard::End => return false,
            }
        }
    };
    let is_here = timeout(ANSWERING, answer).await.unwrap_or_default();
    is_here.then_some((address, line))
}
