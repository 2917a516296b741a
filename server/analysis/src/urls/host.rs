//! Hosts of URLs: which ones are the local machine or in a private network.

use std::borrow::Cow;

use url::{Host, Url};

use super::plain::plain_host;
use super::{UrlError, https, trimmed};

/// Whether the host is an IP address.
pub fn is_ip(url: &Url) -> bool {
    matches!(url.host(), Some(Host::Ipv4(_) | Host::Ipv6(_)))
}

/// Whether the host is `localhost`.
pub fn is_localhost(url: &Url) -> bool {
    url.host() == Some(Host::Domain("localhost"))
}

/// Whether the host is the local machine: `localhost`, or an address such as `127.0.0.1` or `[::1]`.
pub fn is_local(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name.eq_ignore_ascii_case("localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback() || address.is_unspecified(),
        Some(Host::Ipv6(address)) => address.is_loopback() || address.is_unspecified(),
        None => false,
    }
}

/// Whether the host is the local machine or in a private network.
pub fn is_private(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => {
            let last = name.rsplit('.').next().unwrap_or_default();
            matches!(last, "localhost" | "local" | "internal")
        }
        Some(Host::Ipv4(address)) => {
            is_local(url) || address.is_private() || address.is_link_local()
        }
        Some(Host::Ipv6(address)) => {
            is_local(url) || address.is_unique_local() || address.is_unicast_link_local()
        }
        None => false,
    }
}

/// Whether the host of a string, with or without a scheme, is the local machine.
pub fn leads_to_local(text: &str) -> bool {
    let text = trimmed(text);
    if let Ok(url) = Url::parse(text)
        && url.has_host()
    {
        return is_local(&url);
    }
    match Url::parse(&format!("http://{text}")) {
        Ok(url) => is_local(&url),
        Err(_) => false,
    }
}

/// The host of an `https` or `http` URL.
pub fn host(text: &str) -> Option<Cow<'_, str>> {
    if let Some(host) = plain_host(text) {
        return Some(Cow::Borrowed(host));
    }
    match https(text) {
        Ok(url) | Err(UrlError::Http(url)) => Some(Cow::Owned(url.host_str()?.to_owned())),
        Err(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_in_private_networks_are_private() {
        for text in [
            "https://localhost:3000",
            "https://10.0.0.7/x",
            "https://[fd00::1]",
            "https://printer.local",
        ] {
            assert!(https(text).is_ok_and(|url| is_private(&url)), "{text}");
        }
        for text in [
            "https://acme.tech",
            "https://8.8.8.8",
            "https://local.acme.tech",
            "https://[2001:db8::1]",
        ] {
            assert!(https(text).is_ok_and(|url| !is_private(&url)), "{text}");
        }
    }

    #[test]
    fn the_local_machine_has_several_names() {
        for text in [
            "http://localhost:3000",
            "https://LOCALHOST",
            "http://127.0.0.1/x",
            "http://[::1]:80",
            "localhost:3000",
        ] {
            assert!(leads_to_local(text), "{text}");
        }
        for text in [
            "https://localhost.acme.tech",
            "https://acme.tech/localhost",
            "",
            "::",
            "128.0.0.1",
        ] {
            assert!(!leads_to_local(text), "{text}");
        }
    }
}
