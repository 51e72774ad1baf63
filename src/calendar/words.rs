//! The calendar in words: rules, states and reasons as pages, lists and the command line say them.

use crate::calendar::day::Deadline;
use crate::calendar::draw::Place;
use crate::calendar::{Entry, Reason, State};
use chrono::Datelike as _;

use crate::catalog::item::{DayUnit, DeadlineRule, Frequency, Issuer, Item};
use crate::model::village::Kind;
use crate::value::period::Period;

/// The parameters that the days rest on.
const PARAMS: &[&str] = &["periodic_due_days", "event_due_days"];

/// The article that asks for disclosure at all, in villages and in communities.
const VILLAGE_LAW: &str = "VCOL-35";
const COMMUNITY_LAW: &str = "RCOL-34";

/// When an item is due: `每月，次月15日前`.
pub(super) fn rule(deadline: &Deadline<'_>) -> String {
    let count = deadline.days;
    let unit = match deadline.unit {
        DayUnit::Calendar => "日",
        DayUnit::Working => "个工作日",
    };
    let often = deadline.frequency.name();
    let by_day = deadline.unit == DayUnit::Calendar && count <= 28;
    match (deadline.frequency, deadline.rule) {
        (Frequency::Standing, _) => format!("长期公开，变动后{count}{unit}内"),
        (Frequency::Event, DeadlineRule::AfterEvent) => format!("有事即公开，{count}{unit}内"),
        (Frequency::Event, DeadlineRule::BeforeEvent) if count == 0 => "事前公开".to_owned(),
        (Frequency::Event, DeadlineRule::BeforeEvent) => format!("事前{count}{unit}公开"),
        (Frequency::Event, _) => "有事即公开".to_owned(),
        (Frequency::Monthly, DeadlineRule::AfterPeriodEnd) if by_day => {
            format!("{often}，次月{count}日前")
        }
        (frequency, DeadlineRule::AfterPeriodEnd) => {
            format!("{often}，{}后{count}{unit}内", stretch(frequency))
        }
        (frequency, DeadlineRule::AfterPeriodStart) => {
            format!("{often}，{}初{count}{unit}内", stretch(frequency))
        }
        (frequency, DeadlineRule::BeforePeriodStart) => {
            format!("{often}，{}前", stretch(frequency))
        }
        (_, DeadlineRule::AfterEvent) => format!("{often}，事后{count}{unit}内"),
        (_, DeadlineRule::BeforeEvent) => format!("{often}，事前{count}{unit}"),
        (_, DeadlineRule::OnEvent) => format!("{often}，当日"),
        (_, DeadlineRule::Standing) => format!("{often}更新"),
    }
}

fn stretch(frequency: Frequency) -> &'static str {
    match frequency {
        Frequency::Monthly => "月",
        Frequency::Quarterly => "季",
        Frequency::HalfYearly => "半年",
        Frequency::Yearly => "年",
        Frequency::Event | Frequency::Standing => "期",
    }
}

/// What the days rest on: the law, the numbers of the place, and what is not known.
pub(super) fn basis(place: &Place<'_>) -> Vec<String> {
    let rules = &place.village.profile.rules;
    let law = if place.is_community() {
        COMMUNITY_LAW
    } else {
        VILLAGE_LAW
    };
    let mut basis: Vec<String> = place
        .catalog
        .source(law, place.today)
        .map(|cited| cited.text)
        .into_iter()
        .collect();
    for name in PARAMS {
        let param = place.catalog.params.get(*name);
        let Some((param, value)) = param.zip(place.catalog.param(name, rules, place.today)) else {
            continue;
        };
        let days = value
            .number
            .map_or_else(String::new, |number| format!("：{number}日"));
        let cited = place.catalog.cite(&value.basis, rules, place.today);
        let cited = cited.into_iter().map(|cited| cited.text);
        let remarks: Vec<String> = value.note.clone().into_iter().chain(cited).collect();
        let remarks = if remarks.is_empty() {
            String::new()
        } else {
            format!("（{}）", remarks.join("；"))
        };
        basis.push(format!("{}{days}{remarks}", param.name));
    }
    basis.push(listed(place));
    basis.push(holidays(place));
    basis
}

/// Whose list it is.
fn listed(place: &Place<'_>) -> String {
    if place.catalog.county_list.is_none() {
        return "县级公开目录没有列明应公开的事项，按全国的最低要求和本村（社区）近400天公开过的事项计"
            .to_owned();
    }
    let rules = &place.village.profile.rules;
    let cited = place
        .catalog
        .cite(&place.catalog.county_basis, rules, place.today);
    let cited: Vec<String> = cited.into_iter().map(|cited| cited.text).collect();
    if cited.is_empty() {
        "哪些事项应公开，以县级公开目录为准".to_owned()
    } else {
        format!("哪些事项应公开，以县级公开目录为准：{}", cited.join("；"))
    }
}

/// How days off are known.
fn holidays(place: &Place<'_>) -> String {
    let year = place.today.year();
    let rolls = "期限最后一天是休息日的，顺延到下一个工作日";
    match place.catalog.holidays.notice(year) {
        Some(notice) => format!("节假日按《{}》计，{rolls}（民法典第203条）", notice.source),
        None => format!(
            "没有{year}年的节假日安排：休息日只计星期六、星期日和元旦、五一、国庆的法定假日，{rolls}（民法典第203条）"
        ),
    }
}

impl Place<'_> {
    /// What the village says of an item that does not apply to it.
    pub(super) fn remark(&self, item: &Item, reason: Reason) -> String {
        match self.exemption(&item.id) {
            Some(exemption) if reason == Reason::Exempt => {
                format!("{}（批准人：{}）", exemption.reason, exemption.approver)
            }
            Some(_) | None => String::new(),
        }
    }
}

impl Entry {
    /// `2026年8月集体收支逐笔明细（村民委员会账）`.
    pub(crate) fn title(&self) -> String {
        let name = self.name();
        match &self.period {
            Period::Standing => name,
            Period::Year { year } if name.starts_with("年度") => format!("{year}年{name}"),
            period => format!("{period}{name}"),
        }
    }

    /// The item and, where there are several, the account book.
    pub(crate) fn name(&self) -> String {
        match &self.book {
            Some(book) => format!("{}（{book}账）", self.item.name),
            None => self.item.name.clone(),
        }
    }

    /// `按期`, `迟4天`, `应公开未公开`, with what else there is to say.
    pub(crate) fn state_cn(&self) -> String {
        let is_nil = self.proof.as_ref().is_some_and(|proof| proof.is_nil);
        let nil = if is_nil { "，本期无此项" } else { "" };
        match self.state {
            State::Done if self.is_owed() => format!("按期{nil}"),
            State::Done => "已公开".to_owned(),
            State::Late(days) => format!("迟{days}天{nil}"),
            State::Missing(_) => "应公开未公开".to_owned(),
            State::Waiting => "待".to_owned(),
            State::Before => "没有记录".to_owned(),
        }
    }

    /// The state in the words of formats for machines.
    pub(super) fn state_id(&self) -> &'static str {
        match self.state {
            State::Done => "done",
            State::Late(_) => "late",
            State::Missing(_) => "missing",
            State::Waiting => "waiting",
            State::Before => "before",
        }
    }

    /// Days late or missing.
    pub(crate) fn days(&self) -> i64 {
        match self.state {
            State::Late(days) | State::Missing(days) => days,
            State::Done | State::Waiting | State::Before => 0,
        }
    }

    /// Who publishes it, in a place of that kind.
    pub(crate) fn responsible(&self, kind: Kind) -> &str {
        match self.book.as_deref() {
            // A book is kept by a body of its name; that of a community is its committee's.
            Some(book) if book != "社区" => return book,
            Some(_) => return "居民委员会",
            None => {}
        }
        let own = self
            .item
            .issuer_community
            .filter(|_| kind == Kind::Community);
        match (own.unwrap_or(self.item.issuer), kind) {
            (Issuer::Party, _) => "党组织",
            (Issuer::Committee, Kind::Village) => "村民委员会",
            (Issuer::Committee, Kind::Community) => "居民委员会",
            (Issuer::Supervision, Kind::Village) => "村务监督委员会",
            (Issuer::Supervision, Kind::Community) => "居务监督委员会",
            (Issuer::Collective, _) => "农村集体经济组织",
            (Issuer::Election, Kind::Village) => "村民选举委员会",
            (Issuer::Election, Kind::Community) => "居民选举委员会",
        }
    }
}

impl Reason {
    /// Why there is no cell for the item: read by everybody.
    pub(crate) fn text(self) -> &'static str {
        match self {
            Self::Exempt => "不适用",
            Self::NeverPublished => "近400天没有公开过，县级公开目录没有列明",
            Self::NotListed => "县级公开目录没有列入",
            Self::AsItHappens => "有事才公开，今年没有公开",
            Self::Voluntary => "自愿公开，今年没有公开",
            Self::OtherKind => "按村、社区的类型不适用",
            Self::NotPublic => "不对社会公开",
        }
    }

    /// In the words of formats for machines.
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Exempt => "exempt",
            Self::NeverPublished => "never_published",
            Self::NotListed => "not_listed",
            Self::AsItHappens => "as_it_happens",
            Self::Voluntary => "voluntary",
            Self::OtherKind => "other_kind",
            Self::NotPublic => "not_public",
        }
    }
}
