//! What an address may become. Everything not known to be harmless is refused.

/// Kinds of address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Address {
    /// Inside the site; the caller decides.
    Relative,
    /// `tel:` or `mailto:`.
    Contact,
    /// `http:` or `https:`: shown, never linked, since a kiosk has no way out.
    Outside,
    /// Anything else.
    Unsafe,
}

/// Sorts an address as a browser would read it.
pub(super) fn kind(address: &str) -> Address {
    // Browsers drop tabs and line breaks inside an address and spaces before it, so `java\nscript:` is a scheme to them.
    if address.chars().any(char::is_control) || address.starts_with(char::is_whitespace) {
        return Address::Unsafe;
    }
    let mut bytes = address
        .bytes()
        .map(|byte| if byte == b'\\' { b'/' } else { byte });
    if bytes.next() == Some(b'/') && bytes.next() == Some(b'/') {
        return Address::Unsafe;
    }
    if address.starts_with('\\') {
        return Address::Unsafe;
    }
    let head = address
        .split(['/', '\\', '?', '#'])
        .next()
        .unwrap_or_default();
    let Some((scheme, _)) = head.split_once(':') else {
        return Address::Relative;
    };
    if ["tel", "mailto"]
        .iter()
        .any(|known| scheme.eq_ignore_ascii_case(known))
    {
        return Address::Contact;
    }
    if ["http", "https"]
        .iter()
        .any(|known| scheme.eq_ignore_ascii_case(known))
    {
        return Address::Outside;
    }
    Address::Unsafe
}

/// Whether an address may be written into a page.
pub(super) fn is_writable(address: &str) -> bool {
    matches!(kind(address), Address::Relative | Address::Contact)
}
