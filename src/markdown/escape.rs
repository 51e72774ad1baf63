//! Text and attribute values as HTML.

/// Appends text so that no character of it is markup. Control characters, which HTML forbids, become U+FFFD.
pub(super) fn push(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some((head, tail)) = rest
        .bytes()
        .position(is_special)
        .and_then(|at| rest.split_at_checked(at))
    {
        out.push_str(head);
        let mut chars = tail.chars();
        match chars.next() {
            Some('&') => out.push_str("&amp;"),
            Some('<') => out.push_str("&lt;"),
            Some('>') => out.push_str("&gt;"),
            Some('"') => out.push_str("&quot;"),
            Some('\r') | None => {}
            Some(_) => out.push('\u{fffd}'),
        }
        rest = chars.as_str();
    }
    out.push_str(rest);
}

/// Appends an address for `href` or `src`.
pub(super) fn push_address(out: &mut String, address: &str) {
    for (index, part) in address.split(' ').enumerate() {
        if index > 0 {
            out.push_str("%20");
        }
        push(out, part);
    }
}

fn is_special(byte: u8) -> bool {
    matches!(byte, b'&' | b'<' | b'>' | b'"' | 0x7f | 0..=8 | 0x0b..=0x1f)
}
