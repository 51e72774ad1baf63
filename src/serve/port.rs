//! A free port, and the addresses under which it is reached.

use std::net::{IpAddr, Ipv4Addr, TcpListener, UdpSocket};

use anyhow::Context as _;

/// So many ports are tried.
const TRIES: u16 = 50;

/// Listens on the port or the next free one.
pub(super) fn listen(port: u16, lan: bool) -> anyhow::Result<(TcpListener, u16)> {
    let address = if lan {
        Ipv4Addr::UNSPECIFIED
    } else {
        Ipv4Addr::LOCALHOST
    };
    let last = port.saturating_add(TRIES);
    let mut ports = port..=last;
    let listener = ports
        .find_map(|port| TcpListener::bind((address, port)).ok())
        .with_context(|| format!("从 {port} 到 {last} 的端口都被占用，用 --port 换一个"))?;
    // A server on a current thread must never wait for one connection alone.
    listener.set_nonblocking(true)?;
    let port = listener.local_addr()?.port();
    Ok((listener, port))
}

/// What to type into a browser, this machine first.
pub(super) fn addresses(port: u16, lan: bool) -> Vec<String> {
    let mut addresses = vec![format!("http://127.0.0.1:{port}/")];
    if let Some(own) = lan.then(own_address).flatten() {
        addresses.push(format!("http://{own}:{port}/"));
    }
    addresses
}

/// The address other machines see. Nothing is sent: choosing the way tells which address would be used.
fn own_address() -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    socket.connect((Ipv4Addr::new(10, 255, 255, 255), 9)).ok()?;
    let address = socket.local_addr().ok()?.ip();
    (!address.is_loopback()).then_some(address)
}
