//! Keeps dates, amounts, numbers of telephones and Chinese in order inside text that runs from the right.
//!
//! The algorithm of Unicode takes `2026-11-22` behind an Arabic letter for three numbers and turns their order round. Each
//! such run is put into an element of its own with its own direction.

/// HTML of our own making, with an element around each run that holds a digit and something beside digits.
pub(crate) fn isolated(html: &str) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 4);
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let (text, tag) = rest.split_at_checked(start).unwrap_or((rest, ""));
        isolate(text, &mut out);
        let end = end_of_tag(tag);
        out.push_str(tag.get(..end).unwrap_or(tag));
        rest = tag.get(end..).unwrap_or_default();
    }
    isolate(rest, &mut out);
    out
}

/// Behind the `>` of a tag; none stands in our attributes unescaped.
fn end_of_tag(tag: &str) -> usize {
    tag.find('>').map_or(tag.len(), |at| at + 1)
}

/// What a character does to the direction of its line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pull {
    /// A letter of a script that runs from the right.
    Right,
    /// A digit, or a letter of a script that runs from the left.
    Left,
    /// A blank.
    Blank,
    /// Punctuation.
    None,
}

fn pull(c: char) -> Pull {
    match c {
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' => Pull::Right,
        c if c.is_alphanumeric() => Pull::Left,
        c if c.is_whitespace() => Pull::Blank,
        _ => Pull::None,
    }
}

fn isolate(text: &str, out: &mut String) {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut written = 0;
    let mut at = 0;
    while let Some((_, c)) = chars.get(at) {
        if *c == '&' {
            // A character reference is one mark.
            let end = chars.iter().skip(at).position(|(_, c)| *c == ';');
            at += end.unwrap_or(0) + 1;
            continue;
        }
        if pull(*c) != Pull::Left {
            at += 1;
            continue;
        }
        let first = sign_before(&chars, at);
        let last = last_of(&chars, at);
        at = last + 1;
        let from = chars[first].0;
        let to = chars.get(at).map_or(text.len(), |(offset, _)| *offset);
        let run = text.get(from..to).unwrap_or_default();
        let has_digit = run.contains(|c: char| c.is_ascii_digit());
        if has_digit && !run.chars().all(|c| c.is_ascii_digit()) {
            out.push_str(text.get(written..from).unwrap_or_default());
            out.push_str("<bdi dir=\"ltr\">");
            out.push_str(run);
            out.push_str("</bdi>");
            written = to;
        }
    }
    out.push_str(text.get(written..).unwrap_or_default());
}

/// A sign of the number that begins here, which stands by itself.
fn sign_before(chars: &[(usize, char)], at: usize) -> usize {
    let before = |back: usize| {
        at.checked_sub(back)
            .and_then(|at| chars.get(at))
            .map(|(_, c)| *c)
    };
    let is_sign = before(1).is_some_and(|c| matches!(c, '-' | '−' | '+' | '￥' | '¥' | '$'));
    let stands_alone = before(2).is_none_or(|c| pull(c) == Pull::Blank || "（(".contains(c));
    if is_sign && stands_alone { at - 1 } else { at }
}

/// The last character of the run that begins here: over punctuation, and over a single blank between two words.
fn last_of(chars: &[(usize, char)], first: usize) -> usize {
    let mut last = first;
    for (at, (_, c)) in chars.iter().enumerate().skip(first + 1) {
        match pull(*c) {
            Pull::Left => last = at,
            Pull::Blank if last + 1 == at && follows(chars, at) => {}
            Pull::None if *c != '&' && *c != ';' => {}
            Pull::Right | Pull::Blank | Pull::None => break,
        }
    }
    let after = chars.get(last + 1).map(|(_, c)| *c);
    if after.is_some_and(|c| matches!(c, '%' | '‰' | '°' | '℃')) {
        last += 1;
    }
    last
}

/// Whether a word follows right behind.
fn follows(chars: &[(usize, char)], at: usize) -> bool {
    let next = chars.get(at + 1);
    next.is_some_and(|(_, c)| pull(*c) == Pull::Left)
}

#[cfg(test)]
mod tests {
    use super::isolated;

    #[track_caller]
    fn check(html: &str, expected: &str) {
        let found = isolated(html);
        let shown = found
            .replace("<bdi dir=\"ltr\">", "⟨")
            .replace("</bdi>", "⟩");
        assert_eq!(shown, expected, "{html}");
    }

    #[test]
    fn keeps_what_belongs_together() {
        check("كۈنى 2026-11-22 بولدى", "كۈنى ⟨2026-11-22⟩ بولدى");
        check("تېلېفون 05XX-555 0186.", "تېلېفون ⟨05XX-555 0186⟩.");
        check(
            "<td class=\"n\">-500.00</td>",
            "<td class=\"n\">⟨-500.00⟩</td>",
        );
        check("30% ۋە 2025年9月", "⟨30%⟩ ۋە ⟨2025年9月⟩");
        check("سومما ￥12,300.00 (记-1)", "سومما ⟨￥12,300.00⟩ (⟨记-1⟩)");
    }

    #[test]
    fn leaves_alone_what_is_in_order() {
        for text in [
            "15 كىشى",
            "12، 15، 20",
            "<p id=\"fn-1\">سۇ</p>",
            "&lt;1&gt; سۇ",
            "PVC تۇرۇبا",
        ] {
            check(text, text);
        }
    }
}
