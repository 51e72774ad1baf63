//! E-mail addresses, 微信 and QQ numbers of persons.

use crate::privacy::digits::digit;
use crate::privacy::{Certainty, Hit, Kind, keep, labels};

/// E-mail addresses; those of authorities and offices are public, unless a mobile number is in them.
pub(crate) fn emails(text: &str, hits: &mut Vec<Hit>) {
    for (at, sign) in text.char_indices().filter(|(_, c)| matches!(c, '@' | '＠')) {
        let local = text.get(..at).unwrap_or_default();
        let domain = text.get(at + sign.len_utf8()..).unwrap_or_default();
        let start = start_of_word(local, |c| is_word(c) || ".%+".contains(c));
        let length = domain
            .find(|c: char| !(is_word(c) || c == '.'))
            .unwrap_or(domain.len());
        let domain = domain
            .get(..length)
            .unwrap_or_default()
            .trim_end_matches(['.', '-', '_']);
        if start == at || !domain.contains('.') {
            continue;
        }
        let end = at + sign.len_utf8() + domain.len();
        let name = text.get(start..at).unwrap_or_default();
        let mobile = has_mobile(name);
        let office = domain.ends_with("gov.cn") || is_office(text.get(..start).unwrap_or_default());
        if mobile || !office {
            let kind = if mobile {
                Kind::MobileEmail
            } else {
                Kind::Email
            };
            keep(
                Hit {
                    kind,
                    start,
                    end,
                    certainty: Certainty::Sure,
                },
                hits,
            );
        }
    }
}

/// 微信 and QQ numbers behind the words that announce them.
pub(crate) fn accounts(head: &str, text: &str, hits: &mut Vec<Hit>) {
    for (kind, cues) in CUES {
        for cue in *cues {
            for (at, _) in text.match_indices(cue) {
                // The letters of a code are no announcement.
                let inside_code = text
                    .get(..at)
                    .is_some_and(|before| before.ends_with(is_word));
                if !(inside_code && cue.starts_with(is_word)) {
                    after_cue(text, at + cue.len(), *kind, hits);
                }
            }
            if head.contains(cue) && !text.contains(cue) {
                after_cue(text, 0, *kind, hits);
            }
        }
    }
}

/// Whether the word over a cell announces one.
pub(crate) fn is_asked(head: &str) -> bool {
    let mut cues = CUES.iter().flat_map(|(_, cues)| *cues);
    head.contains(['信', 'V', 'v', 'Ｖ', 'X', 'x', 'h', 'Q', 'q', '扣'])
        && cues.any(|cue| head.contains(cue))
}

static CUES: &[(Kind, &[&str])] = &[
    (
        Kind::WeChat,
        &[
            "微信", "加V", "加v", "加Ｖ", "V信", "v信", "VX", "vx", "Vx", "WX", "wx", "WeChat",
            "wechat", "Wechat", "薇信", "威信", "V：", "V:",
        ],
    ),
    (Kind::Qq, &["QQ", "qq", "Qq", "扣扣"]),
];

fn after_cue(text: &str, from: usize, kind: Kind, hits: &mut Vec<Hit>) {
    let rest = text.get(from..).unwrap_or_default();
    if rest.starts_with("公众") || rest.starts_with('群') || rest.starts_with("小程序") {
        return;
    }
    let id = rest
        .trim_start_matches(|c: char| c.is_whitespace() || "号码账：:是为（(信“\"加/".contains(c));
    // The filler must not swallow a sentence.
    if rest.len() - id.len() > 18 {
        return;
    }
    let length = id
        .find(|c: char| !(is_word(c) || digit(c).is_some()))
        .unwrap_or(id.len());
    let word = id
        .get(..length)
        .unwrap_or_default()
        .trim_end_matches(['-', '_']);
    let count = word.chars().count();
    let digits = word.chars().all(|c| digit(c).is_some());
    let right = match kind {
        Kind::Qq => digits && (5..=11).contains(&count),
        _ => {
            (6..=20).contains(&count)
                && word.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        }
    };
    if right {
        let start = text.len() - id.len();
        keep(
            Hit {
                kind,
                start,
                end: start + word.len(),
                certainty: Certainty::Sure,
            },
            hits,
        );
    }
}

fn is_office(before: &str) -> bool {
    let near = labels::last_chars(before, 16);
    [
        "办公",
        "监督",
        "举报",
        "公共",
        "村委",
        "居委",
        "单位",
        "公司",
        "合作社",
        "受理",
        "咨询",
        "中心",
        "政府",
        "意见",
        "代理",
        "招标",
    ]
    .iter()
    .any(|word| near.contains(word))
}

/// Whether eleven digits in a row could be called.
fn has_mobile(name: &str) -> bool {
    name.split(|c: char| digit(c).is_none()).any(|run| {
        let mut places = run.chars().filter_map(digit);
        run.chars().count() == 11 && places.next() == Some(1) && places.next() > Some(2)
    })
}

fn start_of_word(text: &str, part: impl Fn(char) -> bool) -> usize {
    text.char_indices()
        .rev()
        .take_while(|(_, c)| part(*c))
        .last()
        .map_or(text.len(), |(at, _)| at)
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}
