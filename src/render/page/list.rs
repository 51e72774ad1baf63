//! The list of a category, twenty to a page, by year.

use crate::model::record::Record;
use crate::model::village::Village;
use crate::render::page::series::accounts;
use crate::render::view::list::{Card, List, PageLink, Pager, Year};
use crate::render::view::statement::FigureView;
use crate::render::view::text::Run;

/// Records on one page of a list.
pub(crate) const PAGE: usize = 20;

/// The pages of a list: cards newest first, shared out before any context is built.
pub(crate) fn pages(cards: &[Card], lead: &[Run]) -> Vec<List> {
    let count = cards.len().div_ceil(PAGE).max(1);
    (0..count)
        .map(|index| {
            let end = cards.len().min((index + 1) * PAGE);
            let shown = cards.get(index * PAGE..end).unwrap_or_default();
            List {
                lead: if index == 0 {
                    lead.to_vec()
                } else {
                    Vec::new()
                },
                figures: Vec::new(),
                years: years(shown),
                pager: (count > 1).then(|| pager(index, count, disclosed(cards))),
            }
        })
        .collect()
}

/// How the balances of each set of accounts went, for the list of money.
pub(crate) fn balances(village: &Village, records: &[&Record]) -> Vec<FigureView> {
    let accounts = accounts(village, records);
    let figures = accounts.iter().enumerate();
    let figures = figures.filter_map(|(at, account)| {
        let figure = account.balances(&format!("balance{}", at + 1))?;
        Some(FigureView {
            title: format!("{}：{}", account.name, figure.title),
            ..figure
        })
    });
    figures.collect()
}

/// How many of the cards are records; the others are gaps.
pub(crate) fn disclosed(cards: &[Card]) -> usize {
    cards.iter().filter(|card| card.gap.is_none()).count()
}

/// Records and gaps in one list, newest first.
pub(crate) fn joined(mut cards: Vec<Card>, gaps: Vec<Card>) -> Vec<Card> {
    cards.extend(gaps);
    cards.sort_by(|a, b| b.day.iso.cmp(&a.day.iso));
    cards
}

/// The address of a page of a list: `finance`, then `finance/page/2`.
pub(crate) fn address(category: &str, index: usize) -> String {
    if index == 0 {
        category.to_owned()
    } else {
        format!("{category}/page/{}", index + 1)
    }
}

/// Cards by year, in the order given.
pub(crate) fn years(cards: &[Card]) -> Vec<Year> {
    let mut years: Vec<Year> = Vec::new();
    for card in cards {
        let label = format!("{}年", card.day.iso.get(..4).unwrap_or_default());
        match years.last_mut().filter(|year| year.label == label) {
            Some(year) => year.cards.push(card.clone()),
            None => years.push(Year {
                label,
                cards: vec![card.clone()],
            }),
        }
    }
    years
}

fn pager(index: usize, count: usize, total: usize) -> Pager {
    // From the first page the others lie below; from any other they lie beside, and the first two levels up.
    let href = |target: usize| match (index, target) {
        (0, target) => format!("page/{}/index.html", target + 1),
        (_, 0) => "../../index.html".to_owned(),
        (_, target) => format!("../{}/index.html", target + 1),
    };
    let near = |target: usize| target == 0 || target + 1 == count || target.abs_diff(index) <= 2;
    let mut pages: Vec<PageLink> = Vec::new();
    for target in 0..count {
        if near(target) {
            pages.push(PageLink {
                text: (target + 1).to_string(),
                href: (target != index).then(|| href(target)),
                current: target == index,
            });
        } else if pages.last().is_some_and(|last| last.text != "…") {
            pages.push(PageLink {
                text: "…".to_owned(),
                href: None,
                current: false,
            });
        }
    }
    Pager {
        previous: (index > 0).then(|| href(index - 1)),
        next: (index + 1 < count).then(|| href(index + 1)),
        pages,
        sentence: format!("第 {} 页，共 {count} 页，{total} 件", index + 1),
    }
}
