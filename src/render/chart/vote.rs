//! A vote as one bar: its full length is who was due to come (应到).

use std::fmt::Write as _;

use crate::render::chart::amount::percent;
use crate::render::chart::markup::escape;
use crate::render::chart::part::shares;

/// A vote of one body.
#[derive(Clone, Debug)]
pub(crate) struct Vote {
    /// Id of the picture's title.
    pub(crate) id: String,
    /// The body, as `村民代表会议`.
    pub(crate) body: String,
    /// Members due (应到).
    pub(crate) due: u32,
    /// Members present (实到).
    pub(crate) present: u32,
    /// For (赞成).
    pub(crate) yes: u32,
    /// Against (反对).
    pub(crate) no: u32,
    /// Abstained (弃权).
    pub(crate) abstained: u32,
    /// Votes needed to pass, where the rule gives a number.
    pub(crate) line: Option<u32>,
    /// How it ended.
    pub(crate) verdict: Verdict,
    /// The end in words, as `到会人数够，通过`.
    pub(crate) said: String,
    /// The rule in words, as `到会过半数同意为通过`.
    pub(crate) rule: String,
}

/// How a vote ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It passed.
    Passed,
    /// It did not pass, or too few were present.
    Failed,
    /// Nobody said, or the record does not tell.
    Open,
}

/// The vote as HTML: bar, counts in words, verdict.
pub(crate) fn vote(vote: &Vote) -> String {
    format!(
        "<div class=\"vote\">{}\n{}{}</div>\n",
        picture(vote),
        tally(vote),
        verdict(vote)
    )
}

/// Present but without a vote that was counted.
fn uncounted(vote: &Vote) -> u32 {
    vote.present.saturating_sub(
        vote.yes
            .saturating_add(vote.no)
            .saturating_add(vote.abstained),
    )
}

fn absent(vote: &Vote) -> u32 {
    vote.due.saturating_sub(vote.present)
}

fn picture(vote: &Vote) -> String {
    let counts = [
        vote.yes,
        vote.no,
        vote.abstained,
        uncounted(vote),
        absent(vote),
    ];
    let tenths = shares(&counts.map(i128::from));
    let full: i128 = counts.map(i128::from).iter().sum();
    if full == 0 {
        return String::new();
    }
    let id = escape(&vote.id);
    let mut at = 0;
    let mut shapes = String::new();
    for (share, class) in tenths
        .iter()
        .zip(["c-bal", "c-no", "c-grey", "c-present", ""])
    {
        if *share > 0 && !class.is_empty() {
            write!(
                shapes,
                r#"<rect class="seg {class}" x="{}" y="4" width="{}" height="30"/>"#,
                percent(at),
                percent(*share)
            )
            .expect("a string takes everything");
        }
        at += share;
    }
    format!(
        "<svg width=\"100%\" height=\"{}\" role=\"img\" aria-labelledby=\"{id}\" focusable=\"false\"><title id=\"{id}\">{}</title>\
         <rect class=\"c-none\" x=\"0\" y=\"4\" width=\"100%\" height=\"30\"/>{shapes}{}</svg>",
        if vote.line.is_some() { 62 } else { 38 },
        escape(&sentence(vote)),
        line(vote, full)
    )
}

/// The passing line with its number below, kept inside the picture.
fn line(vote: &Vote, full: i128) -> String {
    let Some(votes) = vote.line else {
        return String::new();
    };
    let at = (i128::from(votes) * 1000 / full).min(1000);
    let (anchor, shown) = match at {
        0..120 => ("start", at),
        120..=880 => ("middle", at),
        _ => ("end", at),
    };
    format!(
        r#"<line class="line" x1="{0}" x2="{0}" y1="0" y2="42"/><text x="{1}" y="59" text-anchor="{anchor}">通过线 {votes} 票</text>"#,
        percent(at),
        percent(shown)
    )
}

fn sentence(vote: &Vote) -> String {
    let mut text = format!(
        "{}：应到{}人，实到{}人，赞成{}，反对{}，弃权{}，未到{}",
        vote.body,
        vote.due,
        vote.present,
        vote.yes,
        vote.no,
        vote.abstained,
        absent(vote)
    );
    if uncounted(vote) > 0 {
        write!(text, "，到会未计票{}", uncounted(vote)).expect("a string takes everything");
    }
    if let Some(votes) = vote.line {
        write!(text, "；通过线{votes}票").expect("a string takes everything");
    }
    text
}

fn tally(vote: &Vote) -> String {
    let mut cells = String::new();
    let counts = [
        ("k-y", "赞成", vote.yes, true),
        ("k-n", "反对", vote.no, true),
        ("k-a", "弃权", vote.abstained, true),
        ("k-p", "到会未计票", uncounted(vote), uncounted(vote) > 0),
        ("k-0", "未到", absent(vote), true),
    ];
    for (class, word, count, _) in counts.into_iter().filter(|(.., shown)| *shown) {
        write!(
            cells,
            "<span><span class=\"key {class}\"></span>{word} <b>{count}</b></span>"
        )
        .expect("a string takes everything");
    }
    format!(
        "<p class=\"tally\">{cells}<span>应到 {}，实到 {}</span></p>\n",
        vote.due, vote.present
    )
}

fn verdict(vote: &Vote) -> String {
    if vote.said.is_empty() && vote.rule.is_empty() {
        return String::new();
    }
    let class = match vote.verdict {
        Verdict::Passed => "good",
        Verdict::Failed => "bad",
        Verdict::Open => "open",
    };
    let gap = if vote.said.is_empty() || vote.rule.is_empty() {
        ""
    } else {
        "　"
    };
    format!(
        "<p><b class=\"{class}\">{}</b>{gap}<span class=\"soft\">{}</span></p>",
        escape(&vote.said),
        escape(&vote.rule)
    )
}
