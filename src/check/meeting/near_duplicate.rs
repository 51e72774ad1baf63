//! M022: minutes are of one meeting, and not those of another with a new date.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::item::Category;
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::record::{Fields, Record};
use crate::source::Span;

/// 两份会议记录几乎一样 (PROC: recycled minutes).
pub(crate) static NEAR_DUPLICATE: Check = Check {
    rule: Rule {
        code: "M022",
        title: "两份会议记录几乎一样",
        level: Level::Warning,
        basis: &["PRACTICE"],
        explain: "把日期、数字和许多记录里都有的套话去掉以后，两次会议的记录几乎一字不差，多半是照抄了上一次的。内容太短的不比。确实议了同样的事的，把这一次的意见和分歧写具体，或用`豁免`写明原因。",
        example: "3月2日讨论意见: 大家逐条讨论了清淤方案……（6月8日一字不差）",
        repair: "6月8日讨论意见: 一组提出先清东沟，二组要求写明弃土堆放的地方……",
    },
    run: near_duplicate,
};

/// Characters in a shingle.
const SHINGLE: usize = 4;
/// Hash functions, in bands that put likely pairs into one bucket.
const BANDS: usize = 8;
const ROWS: usize = 4;
/// A sentence in more than so many minutes is a set phrase.
const SET_PHRASE: usize = 3;

/// The minutes of one meeting.
struct Minutes<'a> {
    record: &'a Record,
    span: Span,
    sentences: Vec<String>,
}

fn near_duplicate(scope: &Scope<'_>, report: &mut Report<'_>) {
    let number = |param: &str| scope.number(param, scope.today);
    let limits = number("minutes_alike_percent").zip(number("minutes_length"));
    let Some((percent, length)) = limits else {
        return;
    };
    let length = usize::try_from(length).unwrap_or(usize::MAX);
    let minutes: Vec<Minutes<'_>> = scope
        .village
        .published()
        .filter(|record| record.withdrawal.is_none() && record.category == Category::Decision)
        .flat_map(minutes)
        .collect();
    let mut known: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for one in &minutes {
        for sentence in &one.sentences {
            let records = known.entry(sentence).or_default();
            records.insert(one.record.address.as_str());
        }
    }
    let mut buckets: BTreeMap<(usize, [u64; ROWS]), usize> = BTreeMap::new();
    let mut shingles: Vec<BTreeSet<u64>> = Vec::new();
    for (index, one) in minutes.iter().enumerate() {
        let own = one.sentences.iter();
        let own = own.filter(|sentence| known[sentence.as_str()].len() <= SET_PHRASE);
        let text: Vec<char> = own.flat_map(|sentence| sentence.chars()).collect();
        shingles.push(hashes(&text));
        if text.len() < length {
            continue;
        }
        let mut twins = BTreeSet::new();
        for (band, rows) in signature(&shingles[index]).chunks_exact(ROWS).enumerate() {
            let rows = <[u64; ROWS]>::try_from(rows).expect("a chunk has ROWS rows");
            twins.insert(*buckets.entry((band, rows)).or_insert(index));
        }
        let twin = twins.into_iter().find(|twin| {
            !std::ptr::eq(minutes[*twin].record, one.record)
                && alike(&shingles[*twin], &shingles[index])
                    >= usize::try_from(percent).unwrap_or(100)
        });
        if let Some(twin) = twin {
            tell(
                (one, &minutes[twin]),
                alike(&shingles[twin], &shingles[index]),
                report,
            );
        }
    }
}

fn tell((one, twin): (&Minutes<'_>, &Minutes<'_>), percent: usize, report: &mut Report<'_>) {
    report
        .at(
            one.span,
            format!(
                "去掉日期和数字，这份会议记录和`{}`的有 {percent}% 相同",
                twin.record.title.value
            ),
        )
        .label(twin.span, "另一次会议")
        .help("核对是不是照抄了另一次的记录；写上这一次实际的意见");
}

/// What was said, at each meeting that a record tells.
fn minutes(record: &Record) -> Vec<Minutes<'_>> {
    let steps = record.matter.iter().flat_map(|matter| &matter.steps);
    let mut all: Vec<Minutes<'_>> = steps
        .filter_map(|step| of_fields(record, &step.fields, None))
        .collect();
    if record.matter.is_none() && record.fields.get("held_on").is_some() {
        let body = record.body.as_ref();
        let body = body.map(|body| (body.value.as_str(), body.span));
        all.extend(of_fields(record, &record.fields, body));
    }
    all
}

fn of_fields<'a>(
    record: &'a Record,
    fields: &Fields,
    body: Option<(&str, Span)>,
) -> Option<Minutes<'a>> {
    let mut sentences = Vec::new();
    let mut span = None;
    for id in ["opinion_summary", "text", "conclusion", "resolution_text"] {
        if let Some(text) = fields.text(id) {
            span = span.or(Some(text.span));
            sentences.extend(split(&text.value));
        }
    }
    if let Some((text, place)) = body {
        span = span.or(Some(place));
        sentences.extend(split(text));
    }
    Some(Minutes {
        record,
        span: span?,
        sentences,
    })
}

/// Sentences without digits, numerals, marks and spaces.
fn split(text: &str) -> impl Iterator<Item = String> {
    let sentences = text.split(['。', '；', '！', '？', '\n', ';']);
    let bare = sentences.map(|sentence| {
        let kept = sentence
            .chars()
            .filter(|c| c.is_alphabetic() && !is_numeral(*c));
        kept.collect::<String>()
    });
    bare.filter(|sentence| !sentence.is_empty())
}

fn is_numeral(c: char) -> bool {
    "〇零一二三四五六七八九十百千万年月日".contains(c)
}

/// FNV-1a over each run of characters.
fn hashes(text: &[char]) -> BTreeSet<u64> {
    let shingles = text.windows(SHINGLE);
    let hash = |shingle: &[char]| {
        let start = 0xcbf2_9ce4_8422_2325_u64;
        shingle.iter().fold(start, |hash, c| {
            (hash ^ u64::from(u32::from(*c))).wrapping_mul(0x0000_0100_0000_01b3)
        })
    };
    shingles.map(hash).collect()
}

/// The least of the hashes under each of a fixed family of functions (min-hash).
fn signature(shingles: &BTreeSet<u64>) -> Vec<u64> {
    let functions = (1..=BANDS * ROWS).map(|n| u64::try_from(n).unwrap_or(1));
    let least = |seed: u64| {
        let mixed = shingles.iter().map(|hash| mix(hash ^ mix(seed)));
        mixed.min().unwrap_or(seed)
    };
    functions.map(least).collect()
}

/// The finisher of splitmix64.
fn mix(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

/// How much two sets have in common, in per cent of both together (Jaccard).
fn alike(one: &BTreeSet<u64>, other: &BTreeSet<u64>) -> usize {
    let common = one.intersection(other).count();
    let all = one.len() + other.len() - common;
    (common * 100).checked_div(all).unwrap_or(0)
}
