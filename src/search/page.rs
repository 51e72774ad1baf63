//! The text of a finished page: what its reader sees, line by line, with the anchors that lines have.
//!
//! Invariant: nothing is read but the page, so what a page does not show cannot be found.

/// Marks an element that is on the page for walking about and not for reading.
const LEFT_OUT: &str = "data-nosearch";

/// Elements inside a sentence.
const IN_LINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "code", "del", "em", "i", "ins", "mark", "q", "ruby", "s",
    "strong", "sub", "sup", "time", "u", "wbr",
];

/// Elements beside a sentence: a word space stands between.
const BESIDE: &[&str] = &["span", "small"];

/// Elements that stand side by side on one line.
const CELLS: &[&str] = &["dd", "td", "th"];

/// Elements without text of the page; the heading is the record's title, which is kept apart.
const SILENT: &[&str] = &["h1", "nav", "script", "style", "svg", "template"];

/// Elements that have no end.
const VOID: &[&str] = &["br", "hr", "img", "input", "link", "meta", "wbr"];

/// The lines of the page's `main`; `\t` stands between the cells of a row. A line that begins with `#` names the anchor
/// of itself and of those that follow, up to a `\t`; an empty name is none.
pub(crate) fn lines(html: &str) -> String {
    let main = html
        .find("<main")
        .and_then(|start| html.get(start..))
        .map_or(html, |rest| {
            rest.find("</main>")
                .and_then(|end| rest.get(..end))
                .unwrap_or(rest)
        });
    let mut reading = Reading::default();
    let mut rest = main;
    while let Some(start) = rest.find('<') {
        let (text, tag) = rest.split_at_checked(start).unwrap_or((rest, ""));
        reading.text(text);
        let end = end_of_tag(tag);
        reading.tag(tag.get(1..end).unwrap_or_default());
        rest = tag.get(end + 1..).unwrap_or_default();
    }
    reading.text(rest);
    reading.end_line();
    reading.lines
}

/// Where a tag's `>` is, which is not in quotes.
fn end_of_tag(tag: &str) -> usize {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    tag.len()
}

/// An element that has not ended.
#[derive(Debug)]
struct Open<'a> {
    name: &'a str,
    anchor: &'a str,
    is_left_out: bool,
    /// Part of the sentence around it, without a word space.
    is_unbroken: bool,
}

#[derive(Debug, Default)]
struct Reading<'a> {
    lines: String,
    line: String,
    /// The anchor that the last line written belongs to.
    written: &'a str,
    open: Vec<Open<'a>>,
    /// A cell or a word space stands before the next word.
    between: Option<char>,
}

impl<'a> Reading<'a> {
    fn is_silent(&self) -> bool {
        self.open.last().is_some_and(|open| open.is_left_out)
    }

    fn text(&mut self, text: &str) {
        if self.is_silent() {
            return;
        }
        let mut words = text
            .split(|c: char| c.is_ascii_whitespace())
            .filter(|word| !word.is_empty());
        let Some(first) = words.next() else {
            self.space(!text.is_empty());
            return;
        };
        self.space(text.starts_with(|c: char| c.is_ascii_whitespace()));
        self.word(first);
        for word in words {
            self.space(true);
            self.word(word);
        }
        self.space(text.ends_with(|c: char| c.is_ascii_whitespace()));
    }

    fn space(&mut self, is_wanted: bool) {
        if is_wanted && self.between.is_none() {
            self.between = Some(' ');
        }
    }

    fn word(&mut self, word: &str) {
        let between = self.between.take().filter(|_| !self.line.is_empty());
        self.line.extend(between);
        decode(word, &mut self.line);
    }

    fn tag(&mut self, tag: &'a str) {
        if let Some(name) = tag.strip_prefix('/') {
            self.close(name.trim());
            return;
        }
        let end = tag.find(|c: char| !c.is_ascii_alphanumeric());
        let (name, attributes) = tag
            .split_at_checked(end.unwrap_or(tag.len()))
            .unwrap_or((tag, ""));
        if name.is_empty() {
            return;
        }
        let is_unbroken = attribute(attributes, "class") == Some("nb");
        self.edge(name, is_unbroken);
        if VOID.contains(&name) || tag.ends_with('/') {
            return;
        }
        let anchor = attribute(attributes, "id").filter(|_| name != "main");
        self.open.push(Open {
            name,
            anchor: anchor.unwrap_or_default(),
            is_left_out: self.is_silent()
                || SILENT.contains(&name)
                || attributes.contains(LEFT_OUT),
            is_unbroken,
        });
    }

    /// The end of an element, and of those inside whose end may be left unsaid.
    fn close(&mut self, name: &str) {
        if let Some(at) = self.open.iter().rposition(|open| open.name == name) {
            self.open.truncate(at + 1);
            let is_unbroken = self.open.last().is_some_and(|open| open.is_unbroken);
            self.edge(name, is_unbroken);
            self.open.truncate(at);
        }
    }

    /// Where an element begins or ends.
    fn edge(&mut self, name: &str, is_unbroken: bool) {
        if self.is_silent() || IN_LINE.contains(&name) {
            return;
        }
        if BESIDE.contains(&name) {
            self.space(!is_unbroken);
        } else if CELLS.contains(&name) {
            self.between = Some('\t');
        } else if name != "dt" {
            self.end_line();
        }
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        self.between = None;
        if line.is_empty() {
            return;
        }
        let anchor = self
            .open
            .iter()
            .rev()
            .map(|open| open.anchor)
            .find(|anchor| !anchor.is_empty())
            .unwrap_or_default();
        if !self.lines.is_empty() {
            self.lines.push('\n');
        }
        if anchor != self.written {
            self.written = anchor;
            self.lines.push('#');
            self.lines.push_str(anchor);
            self.lines.push('\t');
        } else if line.starts_with('#') {
            // A line of the record's own that would look like an anchor.
            self.lines.push(' ');
        }
        self.lines.push_str(&line);
    }
}

/// The value of an attribute, as written in double quotes.
fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = attributes;
    loop {
        let at = rest.find(name)?;
        let (before, here) = rest.split_at_checked(at)?;
        let after = here.get(name.len()..)?;
        if before.ends_with(' ')
            && let Some(value) = after.strip_prefix("=\"")
        {
            return value.split('"').next();
        }
        rest = after;
    }
}

/// Text with its character references resolved.
fn decode(text: &str, into: &mut String) {
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        let (plain, entity) = rest.split_at_checked(start).unwrap_or((rest, ""));
        into.push_str(plain);
        let end = entity.find(';').unwrap_or(0);
        let name = entity.get(1..end.max(1)).unwrap_or_default();
        if let Some(c) = reference(name) {
            into.push(c);
            rest = entity.get(end + 1..).unwrap_or_default();
        } else {
            into.push('&');
            rest = entity.get(1..).unwrap_or_default();
        }
    }
    into.push_str(rest);
}

fn reference(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        name => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[track_caller]
    fn check(html: &str, expected: &str) {
        assert_eq!(lines(html), expected, "{html}");
    }

    #[test]
    fn reads_what_is_shown() {
        check("<p>甲<b>乙</b>丙</p>\n<p>丁</p>", "甲乙丙\n丁");
        check(
            "<body><p>外</p><main id=\"main\"><h1>题</h1><p>内</p></main><p>外</p>",
            "内",
        );
        check("<p>共 <span class=\"nb\">3 户</span>。</p>", "共 3 户。");
        check(
            "<li><span class=\"who\">编制人</span><span class=\"nm\">王一</span></li>",
            "编制人 王一",
        );
        check(
            "<dl><div><dt>期初余额</dt><dd>12,300.00 元</dd></div></dl>",
            "期初余额\t12,300.00 元",
        );
        check("<p>甲<br>乙</p><hr>丙", "甲\n乙\n丙");
        check(
            "<p>a &lt;b&gt; &amp;amp; &#x27;c&#39; &x</p>",
            "a <b> &amp; 'c' &x",
        );
        check("<p title=\"a>b\">甲</p>", "甲");
    }

    #[test]
    fn leaves_out_what_is_not_read() {
        check(
            "<nav><p>栏目</p></nav><p>甲</p><svg><title>图</title></svg>",
            "甲",
        );
        check(
            "<p class=\"crumb\" data-nosearch><a href=\"x\">首页</a> › <br>财务</p><p>甲</p>",
            "甲",
        );
        check(
            "<ul data-nosearch><li>一</li><li>二</li></ul><p>甲</p>",
            "甲",
        );
    }

    #[test]
    fn names_anchors() {
        check(
            "<p>前</p><table id=\"t1\"><caption>表</caption><tr id=\"t1-r1\"><th>甲</th><td></td><td>1</td></tr><tr id=\"t1-r2\"><th>乙</th></tr><tfoot><tr><td>合计</td></tr></tfoot></table><p># 后</p><p># 又</p>",
            "前\n#t1\t表\n#t1-r1\t甲\t1\n#t1-r2\t乙\n#t1\t合计\n#\t# 后\n # 又",
        );
    }
}
