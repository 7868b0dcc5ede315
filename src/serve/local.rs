//! Classes in the local network, by multicast DNS: telling where one is, and finding those there are.
//!
//! Invariant: what is told is a name without a meaning and a port; never the join code, a title or a name.

use std::{
    net::IpAddr,
    time::{Duration, Instant},
};

use mdns_sd::{ResolvedService, ServiceDaemon, ServiceEvent, ServiceInfo};

use super::secret;
use crate::class::Address;

/// What a class is among the services of a network.
const SERVICE: &str = "_seodang._tcp.local.";

/// After the first class was found, others may be found within this time.
const OTHERS: Duration = Duration::from_millis(600);

/// The most classes that are looked at: whoever pretends to be thousands is not believed.
const MOST: usize = 32;

/// How long it may take to say that a class is over.
const FAREWELL: Duration = Duration::from_millis(300);

/// A class that the local network is told about, until this is dropped.
pub struct Announcement {
    daemon: ServiceDaemon,
    name: String,
}

impl Announcement {
    /// Tells the local network that there is a class at `addresses`. `None` where that is not possible; then people type the
    /// address.
    #[must_use]
    pub fn begin(addresses: &[IpAddr], port: u16) -> Option<Announcement> {
        let id = secret::random_session().ok()?.to_string();
        let name = format!("seodang-{}", &id[..8]);
        let nothing: [(&str, &str); 0] = [];
        let host = format!("{name}.local.");
        let info = ServiceInfo::new(SERVICE, &name, &host, addresses, port, &nothing[..]).ok()?;
        let daemon = ServiceDaemon::new().ok()?;
        let name = info.get_fullname().to_owned();
        daemon.register(info).ok()?;
        Some(Announcement { daemon, name })
    }
}

impl Drop for Announcement {
    fn drop(&mut self) {
        // Whoever does not hear it finds nobody there.
        if let Ok(done) = self.daemon.unregister(&self.name) {
            let _ = done.recv_timeout(FAREWELL);
        }
        let _ = self.daemon.shutdown();
    }
}

/// The classes in the local network, as far as they are found within `time`.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "looks for a certain time")]
pub fn find(time: Duration) -> Vec<Address> {
    let Ok(daemon) = ServiceDaemon::new() else { return Vec::new() };
    let mut found: Vec<Address> = Vec::new();
    if let Ok(events) = daemon.browse(SERVICE) {
        let mut until = Instant::now() + time;
        while found.len() < MOST
            && let Ok(event) = events.recv_timeout(until.saturating_duration_since(Instant::now()))
        {
            if let ServiceEvent::ServiceResolved(service) = event
                && let Some(address) = address(&service)
                && !found.contains(&address)
            {
                found.push(address);
                until = until.min(Instant::now() + OTHERS);
            }
        }
    }
    let _ = daemon.shutdown();
    found
}

/// Where the class is; numbers of IPv4 are the ones that need no zone.
fn address(service: &ResolvedService) -> Option<Address> {
    let mut hosts: Vec<IpAddr> = service.addresses.iter().map(mdns_sd::ScopedIp::to_ip_addr).collect();
    hosts.sort_by_key(|host| (host.is_ipv6(), *host));
    let host = hosts.first()?.to_string();
    Some(Address { host, port: service.port, is_tls: false, code: None })
}
