//! Where a class is held, and how it is reached: addresses of this computer, the link, its QR code.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};

use qrcode::{Color, EcLevel, QrCode};

use super::super::args::ReachArgs;
use crate::{
    app::class::{Qr, Venue},
    class::{Address, JoinCode, address::PORT, view::Ways},
    serve::Host,
};

/// An address that no computer has: no packet is sent to it.
const NOBODY: &str = "192.0.2.1:9";

/// Names of interfaces to which no phone is connected.
const VIRTUAL: [&str; 9] = ["docker", "br-", "veth", "virbr", "vmnet", "vboxnet", "tun", "utun", "zt"];

/// Where to listen.
#[must_use]
pub fn bind(args: &ReachArgs) -> SocketAddr {
    let (address, port) = match args.bind {
        Some((address, port)) => (address, port),
        None if args.lan => (Ipv4Addr::UNSPECIFIED.into(), None),
        None => (Ipv4Addr::LOCALHOST.into(), None),
    };
    SocketAddr::new(address, args.port.or(port).unwrap_or(PORT))
}

/// How a class is reached.
#[derive(Clone, Debug)]
pub struct Reached {
    code: JoinCode,
    /// Where it can be reached, the most likely first.
    pub addresses: Vec<Address>,
    hosts: Vec<IpAddr>,
    /// Whether only this computer reaches it.
    pub is_local: bool,
    port: u16,
    /// The port for ssh, and what ssh says of this computer.
    ssh: Option<(u16, String)>,
}

impl Reached {
    /// The class with this code, which listens at `bound`.
    #[must_use]
    pub fn at(bound: SocketAddr, code: JoinCode, args: &ReachArgs) -> Reached {
        let hosts =
            if bound.ip().is_unspecified() { of_this_computer(bound.is_ipv6()) } else { vec![bound.ip()] };
        let is_local = hosts.iter().all(IpAddr::is_loopback);
        let is_tls = args.tls_cert.is_some();
        let address = |host: String| Address { host, port: bound.port(), is_tls, code: None };
        let named = args.show_as.clone().into_iter();
        let addresses = named.chain(hosts.iter().map(IpAddr::to_string)).map(address).collect();
        Reached { code, addresses, hosts, is_local, port: bound.port(), ssh: None }
    }

    /// The same class, which `host` lets others join by ssh, too.
    #[must_use]
    pub fn with_ssh(self, host: &Host) -> Reached {
        let port = host.ssh_address().map(|address| address.port());
        Reached { ssh: port.zip(host.fingerprint().map(str::to_owned)), ..self }
    }

    /// What the local network may be told; nothing where a number alone does not lead to the class.
    #[must_use]
    pub fn announced(&self) -> Option<&[IpAddr]> {
        let is_tls = self.addresses.iter().any(|address| address.is_tls);
        (!self.is_local && !is_tls).then_some(&self.hosts)
    }

    /// Where it listens.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The address to be shown.
    #[must_use]
    pub fn best(&self) -> Option<&Address> {
        self.addresses.first()
    }

    /// What others type to do `what`.
    #[must_use]
    pub fn command(&self, what: &str) -> String {
        let address = self.best().map(ToString::to_string).unwrap_or_default();
        format!("seodang class {what} {address}")
    }

    /// How others come in.
    #[must_use]
    pub fn ways(&self) -> Ways {
        let ssh = self.ssh.as_ref().zip(self.best());
        Ways {
            code: self.code.to_string(),
            web: self.best().map(Address::link).unwrap_or_default(),
            ssh: ssh.map(|((port, _), best)| format!("ssh -p {port} {}@{}", self.code, best.host)),
            fingerprint: self.ssh.as_ref().map(|(_, fingerprint)| fingerprint.clone()),
            join: self.command("join"),
            is_local: self.is_local,
        }
    }

    /// As its host shows it.
    #[must_use]
    pub fn venue(&self) -> Venue {
        venue(self.code, self.ways(), false)
    }
}

/// A class with this code to which these ways lead, as its host, or its wall, shows it.
#[must_use]
pub fn venue(code: JoinCode, ways: Ways, is_wall: bool) -> Venue {
    let Ways { web, ssh, fingerprint, join, is_local, .. } = ways;
    Venue {
        code,
        qr: if is_local { None } else { qr(&format!("{web}#{code}")) },
        wall: (!is_wall).then(|| format!("{web}wall#{code}")),
        web: Some(web),
        ssh,
        fingerprint,
        join: Some(join),
        is_wall,
        is_local,
        has_wall: false,
    }
}

/// The QR code of a link.
fn qr(link: &str) -> Option<Qr> {
    let code = QrCode::with_error_correction_level(link, EcLevel::L).ok()?;
    Qr::new(code.to_colors().into_iter().map(|color| color == Color::Dark).collect())
}

/// The numbers of this computer that others may know, the one by which it reaches others first.
fn of_this_computer(with_ipv6: bool) -> Vec<IpAddr> {
    let first = first();
    let interfaces = if_addrs::get_if_addrs().unwrap_or_default();
    let is_real = |name: &str| !VIRTUAL.iter().any(|start| name.starts_with(start));
    let mut hosts: Vec<(bool, bool, IpAddr)> = interfaces
        .iter()
        .map(|interface| (interface, interface.ip()))
        .filter(|(_, ip)| !ip.is_loopback() && (ip.is_ipv4() || with_ipv6) && !is_link_local(ip))
        .map(|(interface, ip)| (Some(ip) != first, !is_real(&interface.name), ip))
        .collect();
    hosts.sort_unstable();
    hosts.dedup();
    let mut hosts: Vec<IpAddr> = hosts.into_iter().map(|(_, _, ip)| ip).collect();
    if hosts.is_empty() {
        hosts.push(Ipv4Addr::LOCALHOST.into());
    }
    hosts
}

/// The number by which this computer reaches others.
fn first() -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    // Only chooses a way; nothing is sent.
    socket.connect(NOBODY).ok()?;
    socket.local_addr().ok().map(|address| address.ip()).filter(|ip| !ip.is_unspecified())
}

fn is_link_local(ip: &IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => ip.is_link_local(),
        IpAddr::V6(ip) => ip.is_unicast_link_local(),
    }
}
