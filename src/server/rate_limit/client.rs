//! Who a request is from: the peer, or whom proxies that are trusted say.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::http::header::FORWARDED;
use axum::http::{HeaderMap, HeaderName};
use ipnet::IpNet;

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The address of the client. Of an IPv6 address only the network of 64 bits counts, which is what
/// one client has.
///
/// Every proxy adds the address that it was asked from at the end; so the last one that is not
/// itself a trusted proxy is the client. Nothing is believed of a peer that is not trusted.
pub(super) fn address(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    let is_trusted = |address: &IpAddr| trusted.iter().any(|network| network.contains(address));
    let mut client = peer.to_canonical();
    for forwarded in hops(headers).iter().rev() {
        if !is_trusted(&client) {
            break;
        }
        let Some(address) = forwarded else { break };
        client = address.to_canonical();
    }
    match client {
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        v4 => v4,
    }
}

/// What the proxies say, in their order: `Forwarded` (RFC 7239) where it is there, else
/// `X-Forwarded-For`. What is no address is nothing.
fn hops(headers: &HeaderMap) -> Vec<Option<IpAddr>> {
    let fields = |name: &HeaderName| -> Vec<String> {
        let lines = headers.get_all(name).iter().filter_map(|line| line.to_str().ok());
        lines.flat_map(|line| line.split(',')).map(|field| field.trim().to_owned()).collect()
    };
    let forwarded = fields(&FORWARDED);
    if forwarded.is_empty() {
        return fields(&X_FORWARDED_FOR).iter().map(|field| parse(field)).collect();
    }
    let of = |element: &String| {
        let pairs = element.split(';').filter_map(|pair| pair.split_once('='));
        let mut named = pairs.filter(|(name, _)| name.trim().eq_ignore_ascii_case("for"));
        named.next().and_then(|(_, value)| parse(value.trim().trim_matches('"')))
    };
    forwarded.iter().map(of).collect()
}

/// An address, with or without brackets and port.
fn parse(text: &str) -> Option<IpAddr> {
    let bare = text.trim_start_matches('[').trim_end_matches(']');
    let with_port = || text.parse::<SocketAddr>().ok().map(|address| address.ip());
    bare.parse().ok().or_else(with_port)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(peer: &str, fields: &[(&'static str, &str)], trusted: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for (name, value) in fields {
            headers.append(*name, value.parse().unwrap());
        }
        let trusted: Vec<IpNet> = trusted.iter().map(|network| network.parse().unwrap()).collect();
        address(peer.parse().unwrap(), &headers, &trusted).to_string()
    }

    #[test]
    fn a_stranger_is_not_believed() {
        let fields = [("x-forwarded-for", "1.2.3.4")];
        assert_eq!(client("9.9.9.9", &fields, &["10.0.0.0/8"]), "9.9.9.9");
    }

    #[test]
    fn the_last_address_that_is_no_proxy_is_the_client() {
        let fields = [("x-forwarded-for", "6.6.6.6, 1.2.3.4, 10.0.0.2")];
        assert_eq!(client("10.0.0.1", &fields, &["10.0.0.0/8"]), "1.2.3.4");
    }

    #[test]
    fn forwarded_goes_before_x_forwarded_for() {
        let fields =
            [("x-forwarded-for", "1.1.1.1"), ("forwarded", "proto=https;For=\"2.2.2.2:4711\"")];
        assert_eq!(client("10.0.0.1", &fields, &["10.0.0.0/8"]), "2.2.2.2");
    }

    #[test]
    fn of_an_ipv6_address_the_network_counts() {
        let fields = [("forwarded", "for=\"[2001:db8:1:2:3:4:5:6]:80\"")];
        assert_eq!(client("::1", &fields, &["::1/128"]), "2001:db8:1:2::");
    }

    #[test]
    fn what_is_no_address_ends_the_chain() {
        let fields = [("x-forwarded-for", "1.2.3.4, unknown")];
        assert_eq!(client("10.0.0.1", &fields, &["10.0.0.0/8"]), "10.0.0.1");
    }
}
