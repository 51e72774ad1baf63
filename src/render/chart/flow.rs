//! Where the money came from and where it went, in three columns: income, the account, expense and what was left.

use std::fmt::Write as _;

use crate::render::chart::amount::{of_sum, pixels};
use crate::render::chart::bar::stacked_row;
use crate::render::chart::markup::{cut, escape};
use crate::render::chart::part::{Part, Tone, largest, total};

/// At most this many streams on either side; the small ones are put together.
const MOST: usize = 7;
/// Height that the larger side's streams share, in tenths of a pixel.
const HEIGHT: i128 = 3320;
/// Free height under each stream, and the least height that a stream's line of text needs.
const GAP: i128 = 160;
const LINE: i128 = 120;
/// First free height below the headings.
const TOP: i128 = 680;
/// Characters of a name that fit beside a stream.
const NAME: usize = 10;

/// The income and expense of one period.
#[derive(Clone, Debug)]
pub(crate) struct Flow {
    /// Begins all ids of the picture.
    pub(crate) id: String,
    /// The period, as `2026年第三季度`.
    pub(crate) period: String,
    /// The account in the middle, as `村集体账户`.
    pub(crate) account: String,
    /// Where the money came from.
    pub(crate) income: Vec<Part>,
    /// Where it went.
    pub(crate) expense: Vec<Part>,
}

/// One side of the picture: parts with their colours.
type Side = Vec<(Part, Tone)>;

/// The flow as HTML: the picture, and for a narrow screen the same as rows of bars.
pub(crate) fn flow(chart: &Flow) -> String {
    let (left, right) = sides(chart);
    let full = weight(&left).max(weight(&right));
    if full == 0 {
        return format!(
            "<p class=\"empty\">{}没有收入，也没有支出。</p>\n",
            escape(&chart.period)
        );
    }
    format!(
        "<div class=\"wide\">{}</div>\n<div class=\"narrow\">{}</div>\n",
        picture(chart, &left, &right),
        narrow(chart)
    )
}

/// The streams of both sides. What was left goes out on the right; what was lacking comes in on the left.
fn sides(chart: &Flow) -> (Side, Side) {
    let with = |parts: &[Part], tone: Tone| -> Side {
        largest(parts, MOST)
            .into_iter()
            .map(|part| (part, tone))
            .collect()
    };
    let mut left = with(&chart.income, Tone::Income);
    let mut right = with(&chart.expense, Tone::Expense);
    let balance = balance(chart);
    match balance.fen {
        0 => {}
        1.. => right.push((balance, Tone::Balance)),
        _ => left.push((
            Part::new("动用以前结余", balance.fen.saturating_neg()),
            Tone::Balance,
        )),
    }
    (left, right)
}

/// Income less expense.
fn balance(chart: &Flow) -> Part {
    let sum = total(&chart.income) - total(&chart.expense);
    Part::new(
        "本期结余",
        i64::try_from(sum).unwrap_or(if sum < 0 { i64::MIN } else { i64::MAX }),
    )
}

fn weight(side: &Side) -> i128 {
    side.iter().map(|(part, _)| part.weight()).sum()
}

/// A stream in the picture: its box at the edge and its place at the account, in tenths of a pixel.
struct Stream<'a> {
    part: &'a Part,
    tone: Tone,
    edge: i128,
    inner: i128,
    height: i128,
}

/// Places a side: boxes one under another, middle on middle with the account.
fn placed(side: &Side, full: i128, account: (i128, i128)) -> Vec<Stream<'_>> {
    let heights: Vec<i128> = side
        .iter()
        .map(|(part, _)| part.weight() * HEIGHT / full)
        .collect();
    let column: i128 = heights.iter().map(|height| slot(*height)).sum::<i128>() - GAP;
    let (top, height) = account;
    let mut edge = top + (height - column) / 2;
    let mut inner = top;
    let mut streams = Vec::with_capacity(side.len());
    for ((part, tone), height) in side.iter().zip(heights) {
        let free = (slot(height) - GAP - height) / 2;
        streams.push(Stream {
            part,
            tone: *tone,
            edge: edge + free,
            inner,
            height,
        });
        edge += slot(height);
        inner += height;
    }
    streams
}

/// The height that a stream claims in its column.
fn slot(height: i128) -> i128 {
    height.max(LINE) + GAP
}

fn column(side: &Side, full: i128) -> i128 {
    side.iter()
        .map(|(part, _)| slot(part.weight() * HEIGHT / full))
        .sum::<i128>()
        - GAP
}

fn picture(chart: &Flow, left: &Side, right: &Side) -> String {
    let full = weight(left).max(weight(right));
    let tallest = column(left, full).max(column(right, full)).max(HEIGHT);
    let top = TOP + (tallest - HEIGHT) / 2;
    let bottom = TOP + tallest + 100;
    let mut shapes = format!(
        r#"<rect class="c-hub" x="528" y="{}" width="24" height="{}"/>"#,
        pixels(top),
        pixels(HEIGHT)
    );
    let mut words = format!(
        "<text class=\"am\" x=\"344\" y=\"22\" text-anchor=\"end\">钱从哪里来</text><text class=\"am\" x=\"736\" y=\"22\">钱用到哪里去</text>\
         <text x=\"540\" y=\"22\" text-anchor=\"middle\">{}</text><text class=\"am\" x=\"540\" y=\"48\" text-anchor=\"middle\">收入 {}</text>",
        escape(&cut(&chart.account, NAME)),
        escape(&of_sum(total(&chart.income)))
    );
    for stream in placed(left, full, (top, HEIGHT)) {
        draw(&stream, &LEFT, &mut shapes, &mut words);
    }
    for stream in placed(right, full, (top, HEIGHT)) {
        draw(&stream, &RIGHT, &mut shapes, &mut words);
    }
    let (id, height) = (escape(&chart.id), bottom / 10);
    format!(
        "<svg class=\"flow\" viewBox=\"0 0 1080 {height}\" width=\"1080\" height=\"{height}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" focusable=\"false\">\
         <title id=\"{id}-t\">{}收支流向图</title><desc id=\"{id}-d\">{}</desc>{shapes}<g>{words}</g></svg>",
        escape(&chart.period),
        escape(&sentence(chart))
    )
}

/// Where a side stands, in pixels: its boxes, both ends and the middle of its streams, and its text.
struct Place {
    boxes: u16,
    outer: u16,
    middle: u16,
    inner: u16,
    text: u16,
    anchor: &'static str,
}

const LEFT: Place = Place {
    boxes: 320,
    outer: 344,
    middle: 436,
    inner: 528,
    text: 308,
    anchor: " text-anchor=\"end\"",
};
const RIGHT: Place = Place {
    boxes: 736,
    outer: 736,
    middle: 644,
    inner: 552,
    text: 772,
    anchor: "",
};

fn draw(stream: &Stream<'_>, place: &Place, shapes: &mut String, words: &mut String) {
    let Place {
        boxes,
        outer,
        middle,
        inner,
        text,
        anchor,
    } = place;
    let class = stream.tone.class();
    let (edge, account) = (pixels(stream.edge), pixels(stream.inner));
    let (edge_end, account_end) = (
        pixels(stream.edge + stream.height),
        pixels(stream.inner + stream.height),
    );
    write!(
        shapes,
        "<path class=\"rib {class}\" d=\"M{outer} {edge}C{middle} {edge} {middle} {account} {inner} {account}V{account_end}C{middle} {account_end} {middle} {edge_end} {outer} {edge_end}Z\"/>\
         <rect class=\"{class}\" x=\"{boxes}\" y=\"{edge}\" width=\"24\" height=\"{}\"/>",
        pixels(stream.height.max(10))
    )
    .expect("a string takes everything");
    write!(
        words,
        "<text x=\"{text}\" y=\"{}\"{anchor}>{} <tspan class=\"am\">{}</tspan></text>",
        pixels(stream.edge + stream.height / 2 + 65),
        escape(&cut(&stream.part.label, NAME)),
        escape(&stream.part.text)
    )
    .expect("a string takes everything");
}

fn narrow(chart: &Flow) -> String {
    let (left, right) = sides(chart);
    let longest = left
        .iter()
        .chain(&right)
        .map(|(part, _)| part.weight())
        .max()
        .unwrap_or(0);
    let rows = |side: &Side| -> String {
        side.iter()
            .map(|(part, tone)| stacked_row(part, *tone, longest))
            .collect()
    };
    let heading = |words: &str| {
        format!(
            "<tr class=\"grp\"><th colspan=\"2\" scope=\"rowgroup\">{}</th></tr>\n",
            escape(words)
        )
    };
    let balance = balance(chart);
    let after = if balance.fen < 0 {
        "支出比收入多"
    } else {
        "结余"
    };
    let left_over = Part::new("", balance.fen.saturating_abs()).text;
    format!(
        "<table class=\"hb\"><caption class=\"vh\">{}收支</caption><tbody>\n{}{}{}{}</tbody></table>",
        escape(&chart.period),
        heading(&format!("钱从哪里来：{}", of_sum(total(&chart.income)))),
        rows(&left),
        heading(&format!(
            "钱用到哪里去：{}，{after} {left_over}",
            of_sum(total(&chart.expense))
        )),
        rows(&right)
    )
}

/// What a reader by ear is told.
fn sentence(chart: &Flow) -> String {
    let largest_of = |parts: &[Part]| match parts.iter().max_by_key(|part| part.fen) {
        Some(part) => format!("，最多的是{}{}", part.label, part.text),
        None => String::new(),
    };
    let balance = balance(chart);
    let after = match balance.fen {
        0.. => format!("结余{}", balance.text),
        _ => format!(
            "支出比收入多{}，动用以前的结余",
            Part::new("", balance.fen.saturating_neg()).text
        ),
    };
    format!(
        "收入合计{}{}；支出合计{}{}；{after}。全部数字见下方表格。",
        of_sum(total(&chart.income)),
        largest_of(&chart.income),
        of_sum(total(&chart.expense)),
        largest_of(&chart.expense)
    )
}
