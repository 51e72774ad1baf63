//! A text of rules into its articles: `第三条 …`, `三、…` or `3. …`, whichever the text counts by.

use crate::value::numeral::chinese_to_integer;

/// An article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Article {
    /// Its number: 3.
    pub(crate) number: u64,
    /// `第三条`, with the numeral as written.
    pub(crate) label: String,
    /// The chapter that begins with it; else empty.
    pub(crate) chapter: String,
    /// What it says, in Markdown.
    pub(crate) text: String,
}

/// What stands before the first article, and the articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Articles {
    /// In Markdown; may be empty.
    pub(crate) preamble: String,
    /// At least two, numbers rising.
    pub(crate) articles: Vec<Article>,
}

/// How a text counts its articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// `第三条`.
    Named,
    /// `三、`.
    Chinese,
    /// `3.` or `3、`.
    Digits,
}

/// A number left out is no reason to stop counting; a jump is no article.
const GAP: u64 = 5;

/// The articles of a text; `None` when it has fewer than two.
pub(crate) fn split(text: &str) -> Option<Articles> {
    let styles = [Style::Named, Style::Chinese, Style::Digits];
    let found = styles.into_iter().map(|style| of_style(text, style));
    let mut found = found.filter(|found| found.articles.len() > 1);
    found.next()
}

fn of_style(text: &str, style: Style) -> Articles {
    let mut articles: Vec<Article> = Vec::new();
    let mut preamble = String::new();
    let mut chapter = String::new();
    let mut last = 0;
    for line in text.lines() {
        let begins =
            article(line, style).filter(|(number, ..)| (last + 1..=last + GAP).contains(number));
        if let Some((number, label, rest)) = begins {
            last = number;
            articles.push(Article {
                number,
                label,
                chapter: std::mem::take(&mut chapter),
                text: format!("{rest}\n"),
            });
        } else if let Some(heading) = heading(line, style) {
            chapter = heading;
        } else {
            let into = articles
                .last_mut()
                .map_or(&mut preamble, |article| &mut article.text);
            into.push_str(line);
            into.push('\n');
        }
    }
    for article in &mut articles {
        article.text = article.text.trim().to_owned();
    }
    Articles {
        preamble: preamble.trim().to_owned(),
        articles,
    }
}

/// Number, label and the rest of a line that begins an article.
fn article(line: &str, style: Style) -> Option<(u64, String, String)> {
    let line = bare(line);
    let (numeral, rest) = match style {
        Style::Named => line.strip_prefix('第')?.split_once('条')?,
        Style::Chinese => line.split_once('、')?,
        Style::Digits => line.split_once(['、', '.', '．'])?,
    };
    let numeral = numeral.trim();
    let number = match style {
        Style::Digits => numeral.parse().ok(),
        Style::Named | Style::Chinese => {
            chinese_to_integer(numeral).or_else(|| numeral.parse().ok())
        }
    }?;
    // `第三条规定的…` goes on with the sentence; an article stands apart from its number.
    let apart = rest.starts_with([' ', '　', '：', ':', '、', '【', '〔', '*']) || rest.is_empty();
    if style == Style::Named && !apart {
        return None;
    }
    let rest = rest.trim_start_matches([' ', '　', '：', ':', '、', '*']);
    Some((number, format!("第{numeral}条"), rest.trim_end().to_owned()))
}

/// A chapter: a Markdown heading, `第一章 总则`, and among articles by name also `一、总则`.
fn heading(line: &str, style: Style) -> Option<String> {
    let text = bare(line);
    let is_chapter = text
        .strip_prefix('第')
        .and_then(|rest| rest.split_once('章'))
        .is_some_and(|(numeral, _)| chinese_to_integer(numeral).is_some());
    let is_part = style == Style::Named
        && article(line, Style::Chinese).is_some()
        && !text.contains(['。', '；', '，']);
    let is_heading = line.trim_start().starts_with('#');
    (is_chapter || is_part || is_heading).then(|| text.replace('　', " "))
}

/// A line without indent, marks of a heading and bold.
fn bare(line: &str) -> &str {
    line.trim_matches([' ', '　', '\t', '\r'])
        .trim_start_matches(['#', '*'])
        .trim_start_matches([' ', '　'])
        .trim_end_matches('*')
}

#[cfg(test)]
mod tests {
    use super::split;

    /// `前言|章>第一条:文|…`.
    fn shown(text: &str) -> String {
        let Some(found) = split(text) else {
            return "没有分条".to_owned();
        };
        let articles = found.articles.iter().map(|article| {
            let chapter = if article.chapter.is_empty() {
                String::new()
            } else {
                format!("{}>", article.chapter)
            };
            format!(
                "|{chapter}{}:{}",
                article.label,
                article.text.replace('\n', "/")
            )
        });
        format!("{}{}", found.preamble, articles.collect::<String>())
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(shown(text), expected, "{text}");
    }

    #[test]
    fn splits_into_articles() {
        check("一、甲。\n\n二、乙。", "|第一条:甲。|第二条:乙。");
        check(
            "为了村里好。\n第一条　甲。\n还有一句。\n第二条 乙。",
            "为了村里好。|第一条:甲。/还有一句。|第二条:乙。",
        );
        check(
            "# 村规民约\n## 第一章 总则\n**第一条** 甲。\n## 第二章　邻里\n第二条：乙。",
            "|第一章 总则>第一条:甲。|第二章 邻里>第二条:乙。",
        );
        check(
            "一、总则\n第一条 甲：\n一、子项，算这一条的。\n二、邻里\n第二条 乙。",
            "|总则>第一条:甲：/一、子项，算这一条的。|邻里>第二条:乙。"
                .replace("总则>", "一、总则>")
                .replace("邻里>", "二、邻里>")
                .as_str(),
        );
        check("1. 甲\n2．乙\n3、丙", "|第1条:甲|第2条:乙|第3条:丙");
        check("第1条 甲\n第2条 乙", "|第1条:甲|第2条:乙");
        check("十、甲\n十一、乙", "没有分条");
    }

    #[test]
    fn keeps_together_what_is_one() {
        check(
            "第一条 甲。\n第二条 按照\n第三条规定的办。",
            "|第一条:甲。|第二条:按照/第三条规定的办。",
        );
        check(
            "一、甲\n二、乙\n九十九、不是",
            "|第一条:甲|第二条:乙/九十九、不是",
        );
        check("没有条文。", "没有分条");
        check("一、只有一条。", "没有分条");
        check("", "没有分条");
    }
}
