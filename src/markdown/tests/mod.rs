//! Tests of the room: what a clerk writes and what the page shows.

use crate::markdown::{Link, to_html};

mod hostile;
mod places;
mod properties;

/// A site in which every file exists, except under `none/`.
pub(super) fn resolve(dest: &str) -> Link {
    match dest {
        _ if dest.starts_with("none/") => Link::Text,
        _ => Link::To(format!("../{dest}")),
    }
}

fn html(text: &str) -> String {
    to_html(text, &resolve)
}

fn compare(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(html(text), *expected, "{text}");
    }
}

/// Each case is one paragraph.
fn compare_inline(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(html(text), format!("<p>{expected}</p>\n"), "{text}");
    }
}

#[test]
fn emphasis_beside_chinese() {
    compare_inline(&[
        ("**重要通知：**请各户", "<strong>重要通知：</strong>请各户"),
        ("**“引号”**后", "<strong>“引号”</strong>后"),
        ("中文**（括号）**中文", "中文<strong>（括号）</strong>中文"),
        (
            "甲**（一）**乙**（二）**丙",
            "甲<strong>（一）</strong>乙<strong>（二）</strong>丙",
        ),
        ("*注意：*请", "<em>注意：</em>请"),
        ("***注意：***请", "<em><strong>注意：</strong></em>请"),
        ("~~原价：~~现价", "<del>原价：</del>现价"),
        ("甲~~（作废）~~乙", "甲<del>（作废）</del>乙"),
        (
            "**A：**B，C**（d）**",
            "<strong>A：</strong>B，C<strong>（d）</strong>",
        ),
        ("请**见(附件)**后", "请<strong>见(附件)</strong>后"),
        (
            "**甲：*乙：*丙。**丁",
            "<strong>甲：<em>乙：</em>丙。</strong>丁",
        ),
        (
            "**见[附件（一）](a.pdf)。**请",
            "<strong>见<a href=\"../a.pdf\">附件（一）</a>。</strong>请",
        ),
        ("**用`**`：**请", "<strong>用<code>**</code>：</strong>请"),
        (
            "[**甲：**乙](a.html)",
            "<a href=\"../a.html\"><strong>甲：</strong>乙</a>",
        ),
        ("**《办法》**第3条", "<strong>《办法》</strong>第3条"),
        ("**共20户。**2025年", "<strong>共20户。</strong>2025年"),
        (
            "**甲：~~乙。~~丙：**丁",
            "<strong>甲：<del>乙。</del>丙：</strong>丁",
        ),
        ("　　**通知：**请", "<strong>通知：</strong>请"),
    ]);
}

#[test]
fn marks_that_stay() {
    compare_inline(&[
        ("`**甲：**乙`", "<code>**甲：**乙</code>"),
        (r"\*\*甲：\*\*乙", "**甲：**乙"),
        (r"\**甲：*乙", "*<em>甲：</em>乙"),
        ("2**3 等于：8", "2**3 等于：8"),
        ("2**3 的值：**8", "2**3 的值：**8"),
        ("3*20*5=300元", "3*20*5=300元"),
        ("[甲](a**b：**c.pdf)", "<a href=\"../a**b：**c.pdf\">甲</a>"),
        ("**甲：", "**甲："),
        ("甲 ** 乙：** 丙", "甲 ** 乙：** 丙"),
        ("a**b**c", "a<strong>b</strong>c"),
        ("甲_乙_丙", "甲_乙_丙"),
        ("8~10元，20~30元", "8~10元，20~30元"),
    ]);
}

#[test]
fn line_breaks_and_indents() {
    compare_inline(&[
        ("村委会\n通知", "村委会通知"),
        ("通知，\n“甲”", "通知，“甲”"),
        ("**甲：**\n乙", "<strong>甲：</strong>乙"),
        ("one\ntwo", "one\ntwo"),
        ("共计\n20 户", "共计\n20 户"),
        ("　　各位村民", "各位村民"),
        ("甲\n　　乙", "甲乙"),
        ("甲  \n乙", "甲<br>\n乙"),
    ]);
    compare(&[
        ("> 甲\n> 乙", "<blockquote>\n<p>甲乙</p>\n</blockquote>\n"),
        ("　", ""),
    ]);
}

#[test]
fn headings_begin_at_two_and_skip_no_level() {
    compare(&[
        ("# 甲\n## 乙", "<h2>甲</h2>\n<h3>乙</h3>\n"),
        ("### 甲\n# 乙", "<h2>甲</h2>\n<h2>乙</h2>\n"),
        (
            "# 甲\n#### 乙\n## 丙",
            "<h2>甲</h2>\n<h3>乙</h3>\n<h3>丙</h3>\n",
        ),
        ("#\n# 甲", "<h2>甲</h2>\n"),
    ]);
}

#[test]
fn raw_html_is_text() {
    compare(&[
        ("<div>甲</div>", "<p>&lt;div&gt;甲&lt;/div&gt;</p>\n"),
        ("甲<b>乙</b>", "<p>甲&lt;b&gt;乙&lt;/b&gt;</p>\n"),
        ("<!-- x -->", "<p>&lt;!-- x --&gt;</p>\n"),
        (
            "- <script>",
            "<ul>\n<li><p>&lt;script&gt;</p>\n</li>\n</ul>\n",
        ),
    ]);
}

#[test]
fn addresses() {
    compare_inline(&[
        ("[甲](a b.html)", "[甲](a b.html)"),
        ("[甲](<a b.html>)", "<a href=\"../a%20b.html\">甲</a>"),
        ("[](a.html)", "<a href=\"../a.html\">a.html</a>"),
        ("[甲](none/a.html)", "甲（none/a.html）"),
        ("[县](https://x.cn/)", "县（https://x.cn/）"),
        ("<https://x.cn/>", "https://x.cn/"),
        ("[打](tel:123)", "<a href=\"tel:123\">打</a>"),
        ("<a@x.cn>", "<a href=\"mailto:a@x.cn\">a@x.cn</a>"),
        ("[x](javascript:1)", "x（javascript:1）"),
        ("[x](java&#10;script:1)", "x（java\nscript:1）"),
        ("[x](javascript&colon;1)", "x（javascript:1）"),
        ("[x](//h/a)", "x（//h/a）"),
        (r"[x](\\\\h)", r"x（\\h）"),
        (
            "![图](a.jpg)",
            "<img src=\"../a.jpg\" alt=\"图\" loading=\"lazy\">",
        ),
        (
            "![](f/a.jpg)",
            "<img src=\"../f/a.jpg\" alt=\"a.jpg\" loading=\"lazy\">",
        ),
        ("![图](https://x/a.jpg)", "图（https://x/a.jpg）"),
        ("![图](data:image/png,1)", "图（data:image/png,1）"),
        ("![图](tel:1)", "图（tel:1）"),
        (
            "[甲](a.html \"题\")",
            "<a href=\"../a.html\" title=\"题\">甲</a>",
        ),
    ]);
}

#[test]
fn resolved_addresses_are_judged_again() {
    for href in ["javascript:1", "//h", "https://x", "\\\\h", " x:y"] {
        let written = to_html("[甲](a) ![乙](a)", &|_| Link::To(href.to_owned()));
        assert_eq!(written, "<p>甲（a） 乙（a）</p>\n", "{href}");
    }
}

#[test]
fn tables_as_html() {
    let written = html(
        "收入\n\n| 项 | 元 |  |\n|--|--|--|\n| **租金：**见 | 1,200.00 | 甲 |\n| 利息 | — |\n\n收入\n\n|a|\n|-|\n|2|3|",
    );
    assert_eq!(
        written,
        "<p>收入</p>\n<section class=\"scroll\" tabindex=\"0\" aria-label=\"收入\">\n<table class=\"d\">\n<thead>\n\
         <tr><th scope=\"col\">项</th><th scope=\"col\" class=\"n\">元</th><td></td></tr>\n</thead>\n<tbody>\n\
         <tr><td><strong>租金：</strong>见</td><td class=\"n\">1,200.00</td><td>甲</td></tr>\n\
         <tr><td>利息</td><td class=\"n\">—</td><td></td></tr>\n</tbody>\n</table>\n</section>\n\
         <p>收入</p>\n<section class=\"scroll\" tabindex=\"0\" aria-label=\"收入（表 2）\">\n<table class=\"d\">\n<thead>\n\
         <tr><th scope=\"col\" class=\"n\">a</th></tr>\n</thead>\n<tbody>\n<tr><td class=\"n\">2 | 3</td></tr>\n</tbody>\n</table>\n</section>\n"
    );
    assert!(html("|a|\n|-|").contains("aria-label=\"表 1\""));
}

#[test]
fn footnotes_have_unique_ids() {
    assert_eq!(
        html("甲[^x]乙[^x]\n\n[^x]: 丙\n\n[^y]: 丁"),
        "<p>甲<sup><a id=\"fnref-1\" href=\"#fn-1\">[1]</a></sup>乙<sup><a id=\"fnref-1-2\" href=\"#fn-1\">[1]</a></sup></p>\n\
         <section class=\"notes\" aria-label=\"注释\">\n<ol>\n<li id=\"fn-1\"><p>丙</p>\n\
         <a href=\"#fnref-1\" aria-label=\"回到正文 1-1\">↑</a><a href=\"#fnref-1-2\" aria-label=\"回到正文 1-2\">↑</a></li>\n\
         <li id=\"fn-2\"><p>丁</p>\n</li>\n</ol>\n</section>\n"
    );
}
