//! Where a class is, as people type it: `192.168.0.12`, `host:7070`, `http://host:7070/#ABC234`.

use std::{fmt, str::FromStr};

use crate::{class::JoinCode, lang::spelling};

/// The port where none is named.
pub const PORT: u16 = 7070;

/// How an encrypted address begins.
const HTTPS: &str = "https://";

/// The longest name of a host.
const LONGEST: usize = 253;

/// Where a class is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Name or number of the computer; that of IPv6 without brackets.
    pub host: String,
    /// Where it listens.
    pub port: u16,
    /// Whether the connection is encrypted.
    pub is_tls: bool,
    /// The join code, where a whole link was typed.
    pub code: Option<JoinCode>,
}

/// Why a text is no address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAnAddress {
    /// It names no computer, or in a way that is not known.
    #[error("not an address")]
    Malformed,
    /// What follows the colon is no port.
    #[error("not a port")]
    Port,
    /// What follows `#` is no join code.
    #[error("not a join code")]
    Code,
}

impl Address {
    /// The address as browsers take it, without the code.
    #[must_use]
    pub fn link(&self) -> String {
        if self.is_tls { format!("{self}/") } else { format!("http://{self}/") }
    }
}

/// `host:7070`, `[::1]:7070`, `https://host:7070`
impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_tls {
            f.write_str(HTTPS)?;
        }
        match self.host.contains(':') {
            true => write!(f, "[{}]:{}", self.host, self.port),
            false => write!(f, "{}:{}", self.host, self.port),
        }
    }
}

impl FromStr for Address {
    type Err = NotAnAddress;

    fn from_str(typed: &str) -> Result<Address, NotAnAddress> {
        let typed = spelling::narrow(typed.trim());
        let after = |scheme: &str| {
            let start = typed.get(..scheme.len()).filter(|start| start.eq_ignore_ascii_case(scheme))?;
            typed.get(start.len()..)
        };
        let is_tls = after(HTTPS).is_some();
        let rest = after(HTTPS).or_else(|| after("http://")).unwrap_or(&typed);
        let (rest, code) = match rest.split_once('#') {
            Some((rest, code)) if !code.is_empty() => {
                (rest, Some(code.parse().map_err(|_| NotAnAddress::Code)?))
            }
            Some((rest, _)) => (rest, None),
            None => (rest, None),
        };
        let place = rest.split(['/', '?']).next().unwrap_or_default();
        let (host, port) = parted(place)?;
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
        let is_number = |c: char| c.is_ascii_hexdigit() || matches!(c, ':' | '.' | '%');
        let is_known = !host.is_empty()
            && host.len() <= LONGEST
            && (host.chars().all(is_name) || host.contains(':') && host.chars().all(is_number));
        if is_known {
            Ok(Address { host: host.to_owned(), port, is_tls, code })
        } else {
            Err(NotAnAddress::Malformed)
        }
    }
}

/// The host and its port.
fn parted(place: &str) -> Result<(&str, u16), NotAnAddress> {
    let port = |typed: &str| match typed.parse() {
        Ok(port) if port > 0 => Ok(port),
        _ => Err(NotAnAddress::Port),
    };
    if let Some(inside) = place.strip_prefix('[') {
        let (host, after) = inside.split_once(']').ok_or(NotAnAddress::Malformed)?;
        return match after.strip_prefix(':') {
            Some(typed) => Ok((host, port(typed)?)),
            None if after.is_empty() => Ok((host, PORT)),
            None => Err(NotAnAddress::Malformed),
        };
    }
    match place.split_once(':') {
        // More than one colon: a bare number of IPv6.
        Some((_, rest)) if rest.contains(':') => Ok((place, PORT)),
        Some((host, typed)) => Ok((host, port(typed)?)),
        None => Ok((place, PORT)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses_as_people_type_them() {
        for (typed, shown, code) in [
            ("192.168.0.12", "192.168.0.12:7070", None),
            (" Teacher.local:8080 ", "Teacher.local:8080", None),
            ("http://10.0.0.1:7070/#abc-234", "10.0.0.1:7070", Some("ABC234")),
            ("HTTP://10.0.0.1/wall#ABC 234", "10.0.0.1:7070", Some("ABC234")),
            ("10.0.0.1#뮻234", "10.0.0.1:7070", Some("ABC234")),
            ("https://Class.example#ABC234", "https://Class.example:7070", Some("ABC234")),
            ("::1", "[::1]:7070", None),
            ("[fe80::1%1]:80", "[fe80::1%1]:80", None),
            ("서당.local", "서당.local:7070", None),
            ("１０.0.0.1：7071", "10.0.0.1:7071", None),
        ] {
            let address: Address = typed.parse().unwrap();
            assert_eq!(address.to_string(), shown, "{typed}");
            assert_eq!(address.code, code.map(|code| code.parse().unwrap()), "{typed}");
            assert_eq!(address.link().parse(), Ok(Address { code: None, ..address }));
        }
    }

    #[test]
    fn what_is_no_address() {
        for (typed, why) in [
            ("", NotAnAddress::Malformed),
            ("http://", NotAnAddress::Malformed),
            ("two words", NotAnAddress::Malformed),
            ("user@host", NotAnAddress::Malformed),
            ("[::1", NotAnAddress::Malformed),
            ("host:", NotAnAddress::Port),
            ("host:0", NotAnAddress::Port),
            ("host:70700", NotAnAddress::Port),
            ("host#ABC", NotAnAddress::Code),
        ] {
            assert_eq!(typed.parse::<Address>(), Err(why), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_an_address_or_none(typed in "\\PC{0,40}|(https?://)?[a-z0-9.:/#\\[\\]%-]{0,30}") {
            if let Ok(address) = typed.parse::<Address>() {
                prop_assert_eq!(address.to_string().parse(), Ok(Address { code: None, ..address }));
            }
        }
    }
}
