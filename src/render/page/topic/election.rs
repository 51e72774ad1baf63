//! One election: its records from the list of voters to the handover, and the page they make.

use chrono::NaiveDate;

use crate::catalog::item::Category;
use crate::model::record::Record;
use crate::model::table::Table;
use crate::model::village::Village;
use crate::render::Context;
use crate::render::chart::count::{Count, counts};
use crate::render::chart::part::Tone;
use crate::render::page::card::card;
use crate::render::page::ended;
use crate::render::page::topic::TopicPage;
use crate::render::page::topic::promise::Promise;
use crate::render::page::topic::table::{picked, text};
use crate::render::paths;
use crate::render::say::{day, fact, link, short_day};
use crate::render::view::election::ElectionView;
use crate::render::view::list::Card;
use crate::render::view::promises::PromiseView;
use crate::render::view::statement::FigureView;
use crate::render::view::text::{Fact, Run, Sentence};

/// An election: its day, and its records, newest first.
#[derive(Debug)]
pub(super) struct Term<'a> {
    pub(super) day: NaiveDate,
    pub(super) category: Category,
    pub(super) records: Vec<&'a Record>,
}

/// 选举日, else for a result the day it is about.
pub(super) fn election_day(record: &Record) -> Option<NaiveDate> {
    let written = record.fields.date("election_day").map(|it| it.value);
    let is_result = table(record, "elected").is_some();
    let event = || record.period().and_then(|period| period.last_day());
    written.or_else(|| is_result.then(event).flatten())
}

fn table<'a>(record: &'a Record, id: &str) -> Option<&'a Table> {
    let mut tables = record.fields.tables().map(|(_, table)| table);
    tables.find(|table| table.def.id == id)
}

pub(super) fn shown(
    open: &[Promise<'_>],
    village: &Village,
    root: &str,
    today: NaiveDate,
) -> Vec<PromiseView> {
    let views = open
        .iter()
        .map(|promise| promise.view(village, root, today));
    views.collect()
}

impl<'a> Term<'a> {
    fn address(&self) -> String {
        match self.category {
            Category::Party => format!("elections/{}-party", self.day),
            _ => format!("elections/{}", self.day),
        }
    }

    /// The record with such a table that still stands.
    fn with(&self, id: &str) -> Option<(&'a Record, &'a Table)> {
        let mut standing = self.records.iter().filter(|it| it.withdrawal.is_none());
        standing.find_map(|record| Some((*record, table(record, id)?)))
    }

    fn title(&self) -> String {
        let named = self.with("elected").map(|(record, _)| record);
        let named = named.or_else(|| self.records.first().copied());
        named.map_or_else(String::new, |record| record.title.value.clone())
    }

    /// As the list of elections shows it.
    pub(super) fn card(&self) -> Card {
        Card {
            path: paths::page(&self.address()),
            title: self.title(),
            day: short_day(self.day),
            marks: Vec::new(),
            summary: self.winners().join("、"),
            gap: None,
        }
    }

    fn winners(&self) -> Vec<String> {
        let Some((record, table)) = self.with("elected") else {
            return Vec::new();
        };
        let rows = table.entries();
        rows.map(|row| text(table, row, "name", record)).collect()
    }

    /// `于振海当选。` or that no result was posted.
    pub(super) fn outcome(&self) -> Sentence {
        let winners = self.winners();
        if winners.is_empty() {
            return vec![Run::plain("还没有公布结果。")];
        }
        let mut runs = Vec::new();
        for name in winners {
            if !runs.is_empty() {
                runs.push(Run::plain("、"));
            }
            runs.push(Run::strong(name));
        }
        runs.push(Run::plain("当选。"));
        runs
    }

    fn count(&self, id: &str) -> Option<i64> {
        let (record, _) = self.with("elected")?;
        record.fields.count(id).map(|count| count.value)
    }

    fn lead(&self) -> Sentence {
        let mut runs = vec![Run::unbroken(day(self.day).text), Run::plain("选举")];
        if let (Some(due), Some(present)) = (self.count("voters_due"), self.count("voters_present"))
        {
            runs.push(Run::plain(format!("，应参加 {due} 人，")));
            runs.push(Run::strong(format!("{present} 人")));
            runs.push(Run::plain("参加投票"));
        }
        runs.push(Run::plain("。"));
        runs.extend(self.outcome());
        runs
    }

    /// Its page.
    pub(super) fn page(
        &self,
        open: &[Promise<'_>],
        village: &Village,
        context: &Context<'_>,
    ) -> TopicPage {
        let address = self.address();
        let root = paths::root(&address);
        let today = context.today;
        let own = |promise: &&Promise<'_>| {
            let mut records = self.records.iter();
            records.any(|record| promise.is_of(record))
        };
        let open: Vec<Promise<'_>> = open.iter().filter(own).cloned().collect();
        let whole = |id: &str| {
            let (record, table) = self.with(id)?;
            (!ended::is_over(record, village, context)).then_some((record, table))
        };
        let mut tables = Vec::new();
        tables.extend(whole("candidates").and_then(|(record, table)| {
            let columns = ["name", "gender", "post", "proposed_for", "intro"];
            picked(table, record, "candidates", "候选人", &columns)
        }));
        tables.extend(whole("handover_list").and_then(|(record, table)| {
            let columns = ["name", "quantity", "unit", "from", "to", "remark"];
            picked(table, record, "handover", "移交清单", &columns)
        }));
        let mut figures = Vec::new();
        figures.extend(self.turnout());
        figures.extend(self.votes());
        let mut records: Vec<Card> = self.records.iter().map(|it| card(it, today)).collect();
        records.sort_by(|a, b| a.day.iso.cmp(&b.day.iso));
        let view = ElectionView {
            lead: self.lead(),
            facts: self.facts(&root),
            figures,
            pending: shown(&open, village, &root, today),
            tables,
            records,
        };
        TopicPage {
            address,
            title: self.title(),
            above: Some(link("换届选举", "../index.html")),
            column: self.category,
            summary: None,
            latest: None,
            template: "election.html",
            key: "election",
            view: tera::Value::from_serializable(&view),
        }
    }

    /// What was posted when, in the order of an election.
    fn facts(&self, root: &str) -> Vec<Fact> {
        let mut facts = Vec::new();
        for (label, id) in [
            ("参选名单", "voter_list"),
            ("候选人", "candidates"),
            ("委托投票", "proxies"),
            ("选举结果", "elected"),
            ("工作移交", "handover_list"),
        ] {
            let own = self.records.iter();
            let own: Vec<&&Record> = own.filter(|it| table(it, id).is_some()).collect();
            let Some(record) = own.first() else {
                continue;
            };
            facts.push(Fact {
                href: Some(format!("{root}{}", paths::page(&record.address))),
                ..fact(label, posted(record))
            });
            let more = ["seats", "election_rule", "handover_done_on", "overseer"];
            for field in more.iter().filter_map(|id| record.fields.0.get(*id)) {
                if field.value.is_given() {
                    facts.push(fact(field.def.name.clone(), field.value.to_string()));
                }
            }
        }
        facts
    }

    fn turnout(&self) -> Option<FigureView> {
        let rows: Vec<Count> = [
            ("应参加", "voters_due", "人"),
            ("实际参加", "voters_present", "人"),
            ("发出选票", "ballots_issued", "张"),
            ("收回选票", "ballots_returned", "张"),
            ("有效票", "ballots_valid", "张"),
        ]
        .into_iter()
        .filter_map(|(label, id, unit)| {
            let number = self.count(id)?;
            Some(Count {
                label: label.to_owned(),
                number,
                text: format!("{number} {unit}"),
            })
        })
        .collect();
        let (due, present) = (self.count("voters_due")?, self.count("voters_present")?);
        Some(FigureView {
            title: format!(
                "应参加 {due} 人，到了 {present} 人，占 {}",
                percent(present, due)?
            ),
            subtitle: "从应参加的人数到有效票".to_owned(),
            html: counts("人数和选票", &rows, due, Tone::Past),
            source: String::new(),
        })
    }

    /// Everybody who got votes where the record lists them all, else those elected.
    fn votes(&self) -> Option<FigureView> {
        let of = |id: &str| {
            self.with(id)
                .filter(|(_, table)| table.column("votes").is_some())
        };
        let (record, table) = of("vote_counts").or_else(|| of("elected"))?;
        let votes = table.column("votes")?;
        let present = self.count("voters_present")?;
        let winners = self.winners();
        let mut rows: Vec<Count> = Vec::new();
        for row in table.entries() {
            let name = text(table, row, "name", record);
            let number = row.cell(votes).value.count()?;
            let label = if winners.contains(&name) {
                let post = text(table, row, "post", record);
                format!("{name}　当选{}", post.trim_start_matches("当选"))
            } else {
                name
            };
            let share = percent(number, present).map_or_else(String::new, |it| format!("　{it}"));
            rows.push(Count {
                label,
                number,
                text: format!("{number} 票{share}"),
            });
        }
        let subtitle = if self.category == Category::Party || record.title.contains("另行选举")
        {
            format!("得票占参加投票 {present} 人的比例")
        } else {
            format!(
                "得票占参加投票 {present} 人的比例，过半数是 {} 票",
                present / 2 + 1
            )
        };
        Some(FigureView {
            title: "各人得了多少票".to_owned(),
            subtitle,
            html: counts("得票", &rows, present, Tone::Balance),
            source: String::new(),
        })
    }
}

/// `77.2%`.
fn percent(part: i64, whole: i64) -> Option<String> {
    let tenths = (part * 1000 + whole / 2).checked_div(whole)?;
    Some(format!("{}.{}%", tenths / 10, tenths % 10))
}

/// `3月11日至3月28日张贴`, and that a list was taken down.
fn posted(record: &Record) -> String {
    let date = |id: &str| record.fields.date(id).map(|it| day(it.value).text);
    let mut said = match (date("post_from"), date("post_until")) {
        (Some(from), Some(until)) => format!("{from}至{until}张贴"),
        (Some(from), None) => format!("{from}起张贴"),
        _ => date("published_on").map_or_else(String::new, |on| format!("{on}公布")),
    };
    if record.withdrawal.is_some() {
        said.push_str("，期满已撤下");
    }
    said
}
