//! How long is waited for those who say nothing.
//!
//! Invariant: whoever is no longer waited for loses their connection and nothing else; a seat is kept.

use std::time::Duration;

/// How long is waited for those who say nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// For who somebody is and what they want: a TLS handshake, a request, the first message.
    pub introduction: Duration,
    /// For anything at all from somebody who is in, not less than for their introduction; clients say something every 15 seconds
    /// or more often.
    pub silence: Duration,
    /// For somebody to fetch something of what waits for them. Meanwhile newer states replace older ones.
    pub fetching: Duration,
    /// For a session in a connection over ssh, and at the latest for everything before it: a person may be comparing fingerprints.
    pub outside: Duration,
    /// For a key from somebody over ssh who has a screen, but no seat.
    pub doorstep: Duration,
}

impl Default for Patience {
    fn default() -> Patience {
        Patience {
            introduction: Duration::from_secs(10),
            silence: Duration::from_secs(45),
            fetching: Duration::from_secs(20),
            outside: Duration::from_secs(120),
            doorstep: Duration::from_secs(600),
        }
    }
}
