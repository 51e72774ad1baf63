//! Addresses at which telephones in the same network open the board (手机地址).

use crate::value::Mistake;

/// Hosts under which every telephone finds itself and not the machine that was meant.
const OWN: [&str; 4] = ["localhost", "127.0.0.1", "0.0.0.0", "[::1]"];

/// What is to be written.
const HELP: &str = "写手机能打开的网址，如`http://192.168.1.20:8000/`";

/// An `http://` or `https://` address of a folder: `http://192.168.1.20:8000/dong/`, with the slash at its end.
///
/// It may be printed and read aloud, so it holds neither a query nor anything that must be escaped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WebAddress(String);

impl WebAddress {
    /// Reads an address; a name of the first page behind it is left out.
    ///
    /// # Errors
    /// Another scheme, no host, a host that leads a telephone to itself, or signs that do not belong into an address.
    pub(crate) fn read(text: &str) -> Result<Self, Mistake> {
        let text = text.trim();
        let scheme = ["http://", "https://"]
            .into_iter()
            .find(|scheme| starts_with(text, scheme));
        let Some(rest) = scheme.and_then(|scheme| text.get(scheme.len()..)) else {
            return Err(Mistake::new("网址要以`http://`开头", HELP));
        };
        let (place, path) = rest.split_once('/').unwrap_or((rest, ""));
        let (host, port) = split_port(place);
        if !is_host(host) || !port.is_none_or(is_port) {
            return Err(Mistake::new(format!("`{place}`不是一台电脑的地址"), HELP));
        }
        if OWN.iter().any(|own| host.eq_ignore_ascii_case(own)) {
            return Err(Mistake::new(
                format!("手机打开`{host}`，打开的是手机自己"),
                "写放网页的那台电脑在局域网里的地址，如`http://192.168.1.20:8000/`",
            ));
        }
        if !path.chars().all(is_plain) {
            return Err(Mistake::new("网址里有不能用的字", HELP));
        }
        let folder = path.strip_suffix("index.html").unwrap_or(path);
        let mut address = format!("{}{place}/{folder}", scheme.unwrap_or_default());
        if !address.ends_with('/') {
            address.push('/');
        }
        Ok(Self(address))
    }

    /// The address of a folder below this one.
    pub(crate) fn below(&self, folder: &str) -> Self {
        Self(format!("{}{folder}/", self.0))
    }

    /// As it is shown and encoded.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

fn starts_with(text: &str, scheme: &str) -> bool {
    text.get(..scheme.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
}

/// The last colon parts host and port, but for those inside the brackets of IPv6.
fn split_port(place: &str) -> (&str, Option<&str>) {
    match place.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, Some(port)),
        Some(_) | None => (place, None),
    }
}

fn is_host(host: &str) -> bool {
    let bare = host
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    let signs = bare.map_or("-.", |_| ":");
    let name = bare.unwrap_or(host);
    !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || signs.contains(c))
}

fn is_port(port: &str) -> bool {
    port.chars().all(|c| c.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|port| port > 0)
}

/// What stands in a path as it is.
fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || "/-._~%".contains(c)
}

#[cfg(test)]
mod tests {
    use super::WebAddress;

    #[test]
    fn an_address_is_read_as_a_folder() {
        for (written, read) in [
            ("http://192.168.1.20:8000", "http://192.168.1.20:8000/"),
            (" HTTP://cun.lan/dong ", "http://cun.lan/dong/"),
            ("https://a.example.cn/index.html", "https://a.example.cn/"),
            ("http://[fd00::1]:8000/", "http://[fd00::1]:8000/"),
        ] {
            assert_eq!(WebAddress::read(written).unwrap().as_str(), read);
        }
        let town = WebAddress::read("http://10.0.0.2").unwrap();
        assert_eq!(town.below("dong").as_str(), "http://10.0.0.2/dong/");
    }

    #[test]
    fn what_no_telephone_opens_is_refused() {
        for written in [
            "192.168.1.20:8000",
            "ftp://192.168.1.20/",
            "file:///home/public/index.html",
            "http://",
            "http://:8000/",
            "http://192.168.1.20:80000/",
            "http://192.168.1.20:0/",
            "http://a@b/",
            "http://东村/",
            "http://10.0.0.2/公开/",
            "http://10.0.0.2/?a=1",
            "http://10.0.0.2/a b",
            "http://localhost:8000/",
            "http://127.0.0.1:8000/",
            "http://[::1]/",
        ] {
            assert!(WebAddress::read(written).is_err(), "{written}");
        }
    }
}
