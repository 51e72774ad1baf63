//! C051: where the record names its own village or its bodies, no other place stands.

use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::record::{Fields, Record};
use crate::model::value::Value;
use crate::model::village::Village;
use crate::source::{Span, Spanned};

/// Left over from a neighbour's record (DESIGN §4).
///
/// A neighbour may be named wherever something is done with him: only the places that speak of the village itself are
/// looked at, which are the title, 组织名称, the first and last lines of a body, and what the steps of a decision say.
pub(crate) static OTHER_PLACE: Check = Check {
    rule: Rule {
        code: "C051",
        title: "出现了别的地方的名字",
        level: Level::Warning,
        basis: &["VCOL-35", "RCOL-34"],
        explain: "从别的村复制来的记录，标题、落款和会议名称里常常留着那个村的名字。这些地方说的应是本村；与别的村合办、签合同、来往的，照常写，不算。地名表在 `board.yaml` 的`地名`里。",
        example: "（东村）标题: 南柳沟村2026年第三季度收支公开",
        repair: "（东村）标题: 东村2026年第三季度收支公开",
    },
    run: other_place,
};

/// What a village or community has: its bodies.
const BODIES: &[&str] = &[
    "村民委员会",
    "村委会",
    "居民委员会",
    "居委会",
    "党支部",
    "党总支",
    "党委",
    "支部委员会",
    "两委",
    "村务监督委员会",
    "居务监督委员会",
    "监督委员会",
    "监委会",
    "村民代表会议",
    "居民代表会议",
    "村民会议",
    "居民会议",
    "党员大会",
    "股份经济合作社",
    "经济合作社",
];

/// What follows the name of a village in a title about itself.
const OWN_AFFAIRS: &[&str] = &[
    "第", "年", "党务", "村务", "居务", "财务", "三务", "集体", "民主", "公开", "收支", "资产",
    "关于", "全体",
];

/// Characters before 村 or 社区 that make a word of it, no name: 本村, 全村, 行政村.
const NO_NAME: &str = "本我全各该每邻两几外他新原此某同属政农联城乡旧老多单近心围处驻建入进出到开举选立设由为在对向一二三四五六七八九十";

/// The texts of a decision's steps.
const STEP: &str = "会议记录";

/// Lines at the end of a body that may hold who signs it.
const LAST_LINES: usize = 4;

fn other_place(scope: &Scope<'_>, report: &mut Report<'_>) {
    let own = Own::of(scope.village);
    for record in scope.village.published() {
        let places = places(record);
        // Where our own name stands beside it, both are meant: a joint notice, a road built together.
        let is_joint = |text: &str| own.is_named(text);
        for place in places.iter().filter(|place| !is_joint(&place.text.value)) {
            let Some((at, name)) = own.other(place) else {
                continue;
            };
            let start = place.text.span.start + at;
            let span = Span {
                start,
                end: start + name.len(),
                ..place.text.span
            };
            let written = scope.tree.file(span.file).slice(span) == name;
            let span = if written { span } else { place.text.span };
            let message = format!(
                "{}里写的是`{name}`，本{}是`{}`",
                place.what, own.kind, scope.village.profile.name
            );
            report
                .at(span, message)
                .help("从别处复制来的，改成自己的名字；确是与别的村一起办的，把两个村都写上");
        }
    }
}

/// A text that speaks of the village itself.
struct Place {
    what: &'static str,
    text: Spanned<String>,
    /// Whether the text is the name of a body or nothing: a line of who signs, a field.
    is_name: bool,
}

/// The village's own name, and those of the others.
struct Own<'a> {
    /// 村 or 社区.
    kind: &'static str,
    name: &'a str,
    stem: &'a str,
    others: Vec<&'a str>,
}

impl<'a> Own<'a> {
    fn of(village: &'a Village) -> Self {
        let name = village.profile.name.as_str();
        let stem = stem(name);
        let is_other = |place: &&str| {
            !name.is_empty()
                && self::stem(place) != stem
                && !village.profile.parent.contains(*place)
        };
        let others = village.profile.places.iter().map(String::as_str);
        Self {
            kind: if name.ends_with("社区") {
                "社区"
            } else {
                "村"
            },
            name,
            stem,
            others: others.filter(is_other).collect(),
        }
    }

    fn is_named(&self, text: &str) -> bool {
        let words = ["本村", "我村", "本社区", "我社区", "两村", "各村"];
        // 河东村 does not name 东村.
        let longer = self.others.iter().filter(|other| other.contains(self.name));
        let text = longer.fold(text.to_owned(), |text, other| text.replace(*other, ""));
        text.contains(self.name)
            || (self.stem.chars().count() > 1 && text.contains(self.stem))
            || words.iter().any(|word| text.contains(word))
    }

    /// Another place's name that stands for the village itself, with its offset.
    fn other<'t>(&self, place: &'t Place) -> Option<(usize, &'t str)> {
        let text = place.text.value.as_str();
        let listed = self.others.iter().find_map(|other| {
            text.match_indices(*other)
                .find(|(at, name)| is_subject(place, text, *at, name))
        });
        listed.or_else(|| self.unlisted(place))
    }

    /// `甲乙村村民委员会`: a village that is not in the list, named with a body of its own where a name stands first.
    fn unlisted<'t>(&self, place: &'t Place) -> Option<(usize, &'t str)> {
        let text = place.text.value.as_str();
        // In a sentence 召开村党支部会议 has the same form, but nobody doubles 村 there.
        let are_fit = |body: &&&str| place.is_name || body.starts_with(['村', '居']);
        let bodies = BODIES.iter().filter(are_fit);
        let bodies = bodies.flat_map(|body| text.match_indices(*body));
        bodies.into_iter().find_map(|(at, _)| {
            let before = text.get(..at)?;
            let kind = ["社区", "村"]
                .into_iter()
                .find(|kind| before.ends_with(kind))?;
            let head = before.strip_suffix(kind)?;
            let start = head
                .char_indices()
                .rev()
                .take_while(|(_, c)| is_hanzi(*c))
                .last()
                .map(|(start, _)| start)?;
            let name = before.get(start..)?;
            let last = head.chars().next_back()?;
            let length = name.chars().count() - kind.chars().count();
            // A longer run is a sentence or an address, in which the name cannot be told from what stands before it.
            let is_name = (2..=4).contains(&length) && !NO_NAME.contains(last);
            let is_first = place.what != STEP && start == 0;
            (is_name && is_first && !name.ends_with(self.name)).then_some((start, name))
        })
    }
}

/// Whether the name of another place is used as that of the village itself.
fn is_subject(place: &Place, text: &str, at: usize, name: &str) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let rest = text.get(at + name.len()..).unwrap_or_default();
    let has_body = BODIES.iter().any(|body| {
        rest.starts_with(body)
            || name.ends_with('村') && rest.starts_with(body.trim_start_matches('村'))
    });
    let is_other_party = before.ends_with(['与', '和', '同', '向', '对', '给', '、', '及', '由']);
    if place.is_name {
        return (has_body || rest.is_empty()) && !is_other_party;
    }
    let begins = before.is_empty() || before.ends_with(['镇', '乡', '道', '县', '区', '市']);
    let is_own = rest.starts_with(|c: char| c.is_ascii_digit() || c == '二')
        || OWN_AFFAIRS.iter().any(|word| rest.starts_with(word));
    (has_body || begins && is_own) && !is_other_party
}

fn places(record: &Record) -> Vec<Place> {
    let mut places = vec![Place {
        what: "标题",
        text: record.title.clone(),
        is_name: false,
    }];
    if let Some(name) = record.fields.text("org_name") {
        places.push(Place {
            what: "组织名称",
            text: name,
            is_name: true,
        });
    }
    let steps = record.matter.iter().flat_map(|matter| &matter.steps);
    steps.for_each(|step| texts(&step.fields, &mut places));
    if let Some(body) = &record.body {
        lines(body, &mut places);
    }
    places
}

fn texts(fields: &Fields, places: &mut Vec<Place>) {
    for field in fields.0.values() {
        if let Value::Text(text) = &field.value.value {
            places.push(Place {
                what: STEP,
                text: Spanned::new(text.clone(), field.value.span),
                is_name: false,
            });
        }
    }
}

/// The first line of a body, if it greets somebody, and who signs it.
fn lines(body: &Spanned<String>, places: &mut Vec<Place>) {
    let mut lines = Vec::new();
    let mut at = 0;
    for line in body.value.split_inclusive('\n') {
        let blanks = line.len() - line.trim_start().len();
        if !line.trim().is_empty() {
            lines.push((at + blanks, line.trim()));
        }
        at += line.len();
    }
    let place = |(at, line): (usize, &str), what, is_name| Place {
        what,
        text: Spanned::new(line.to_owned(), body.span.within(at, at + line.len())),
        is_name,
    };
    if let Some(first) = lines
        .first()
        .filter(|(_, line)| line.ends_with(['：', ':']))
    {
        places.push(place(*first, "正文开头", false));
    }
    let last = lines.iter().rev().take(LAST_LINES);
    let signers = last.filter(|(_, line)| is_signature(line));
    let signers: Vec<(usize, &str)> = signers.copied().collect();
    // Several who sign are a joint notice.
    if let [only] = signers.as_slice() {
        places.push(place(*only, "落款", true));
    }
}

/// `南柳沟村村民委员会（盖章）`: short, and nothing but a name.
fn is_signature(line: &str) -> bool {
    let bare = line.trim_end_matches(['）', ')']);
    let bare = bare
        .strip_suffix("盖章")
        .map_or(bare, |rest| rest.trim_end_matches(['（', '(']));
    let is_body = BODIES.iter().any(|body| bare.ends_with(body));
    (is_body || bare.ends_with('村') || bare.ends_with("社区"))
        && bare.chars().count() <= 24
        && bare.chars().all(is_hanzi)
}

fn stem(name: &str) -> &str {
    let bare = name
        .strip_suffix("社区")
        .or_else(|| name.strip_suffix('村'));
    bare.unwrap_or(name)
}

fn is_hanzi(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}
