//! The input of one site: a village or community (村或社区) with its records.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use crate::model::address::normal;
use crate::model::history::History;
use crate::model::links::{Book, Links, contract_number, lists_contracts};
use crate::model::record::Record;
use crate::model::table::{Row, Table};
use crate::model::trail::{Trail, Trails};
use crate::model::web::Web;
use crate::source::{Asset, FileId, Span, Spanned};
use crate::value::web::WebAddress;

/// A village with everything it discloses.
#[derive(Debug)]
pub(crate) struct Village {
    /// Its folder and address: `dong`.
    pub(crate) id: String,
    /// What `village.yaml` says.
    pub(crate) profile: Arc<Profile>,
    /// Records, drafts left out of pages but checked, in the order of their addresses.
    pub(crate) records: Vec<Record>,
    /// What those records say about one another.
    pub(crate) links: Links,
    /// What runs through them from decision to asset.
    pub(crate) trails: Trails,
    /// Files named as records that could not be read at all: items they may belong to.
    pub(crate) unread: Vec<Unread>,
    /// Files records may attach, by path relative to the folder.
    pub(crate) assets: BTreeMap<String, Asset>,
    /// Files that never leave (仅存档, 签到影像), whoever names them.
    pub(crate) kept_inside: BTreeSet<String>,
    /// What was sealed before.
    pub(crate) history: History,
    /// The top of `village.yaml`, for findings about the village as a whole.
    pub(crate) span: Span,
}

/// A file that could not be read as a record.
#[derive(Debug, Clone)]
pub(crate) struct Unread {
    /// Its path relative to the village's folder.
    pub(crate) path: String,
    /// The item it names, when that much could be read.
    pub(crate) item: Option<String>,
}

/// 村 or 社区.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// 村.
    Village,
    /// 社区.
    Community,
}

/// What `village.yaml` says of a village.
#[derive(Debug, Clone)]
pub(crate) struct Profile {
    /// 名称.
    pub(crate) name: String,
    /// 类型.
    pub(crate) kind: Kind,
    /// 上级: the town or street.
    pub(crate) parent: String,
    /// 区划代码.
    pub(crate) code: String,
    /// 户数.
    pub(crate) households: Option<i64>,
    /// 人口.
    pub(crate) population: Option<i64>,
    /// 党员人数.
    pub(crate) party_members: Option<i64>,
    /// 村民小组 or 网格, as written: `6个村民小组`.
    pub(crate) groups: String,
    /// 规则包: the profile of parameters (shandong, chongqing …).
    pub(crate) rules: String,
    /// 公开栏位置.
    pub(crate) board_location: String,
    /// 值班电话.
    pub(crate) duty_phone: String,
    /// 意见受理: who takes objections, with a telephone.
    pub(crate) feedback: String,
    /// 乡镇监督电话 and 县级监督电话, as lines of name and telephone.
    pub(crate) oversight: Vec<(String, String)>,
    /// 查阅地点 and 查阅时间.
    pub(crate) reading_room: Vec<(String, String)>,
    /// 一肩挑: the secretary is also the director.
    pub(crate) secretary_is_director: bool,
    /// 改制未完成: a converted community that still follows village rules.
    pub(crate) conversion_unfinished: bool,
    /// 地名 of the board: this village's name may be among them.
    pub(crate) places: Vec<String>,
    /// 启用日期: the day from which the board is kept, which no record can move.
    pub(crate) started: Option<NaiveDate>,
    /// 账簿: the account books, each with the items (ids) that are published of it.
    pub(crate) books: Vec<(String, Vec<String>)>,
    /// 不适用: items that the village does not publish, with reasons that everybody can read.
    pub(crate) exemptions: Vec<Exemption>,
    /// How the village's own site is registered.
    pub(crate) web: Web,
    /// 手机地址: where telephones in the same network open these pages, where it is not below the town's.
    pub(crate) phone_address: Option<WebAddress>,
    /// 文头: the red head of each body that has one, as 清溪镇石桥村民委员会文件.
    pub(crate) letterheads: Vec<(String, String)>,
    /// 简介.
    pub(crate) about: String,
    /// 影响评估: what publishing lists of names does to the people on them has been weighed.
    pub(crate) has_assessment: bool,
}

/// An item of the catalogue that does not apply to a village (不适用).
#[derive(Debug, Clone)]
pub(crate) struct Exemption {
    /// The item's id.
    pub(crate) item: Spanned<String>,
    /// Why; empty where the entry was not complete, and then it exempts from nothing.
    pub(crate) reason: String,
    /// Who approved.
    pub(crate) approver: String,
}

impl Village {
    /// Records that pages show: no drafts.
    pub(crate) fn published(&self) -> impl Iterator<Item = &Record> {
        self.records.iter().filter(|record| !record.is_draft)
    }

    /// The record that each file belongs to: its own, and those of its translations.
    pub(crate) fn by_file(&self) -> BTreeMap<FileId, &Record> {
        let files = self.records.iter().flat_map(|record| {
            let translations = record.translations.iter().map(|one| one.file);
            let files = std::iter::once(record.file).chain(translations);
            files.map(move |file| (file, record))
        });
        files.collect()
    }

    /// The file that a link in the body of `record` means: beside the record, else from the village's folder.
    pub(crate) fn asset(&self, record: &Record, dest: &str) -> Option<&str> {
        let (folder, _) = record.address.rsplit_once('/').unwrap_or_default();
        let mut found = [format!("{folder}/{dest}"), dest.to_owned()].into_iter();
        let (path, _) = found.find_map(|path| self.assets.get_key_value(&path))?;
        Some(path)
    }

    /// The record at an address.
    pub(crate) fn record(&self, address: &str) -> Option<&Record> {
        let at = self
            .records
            .binary_search_by(|record| record.address.as_str().cmp(address));
        at.ok().map(|index| &self.records[index])
    }

    /// What a reference names: the record at an address, else the last record that lists a contract of that number.
    pub(crate) fn named(&self, reference: &str) -> Option<&Record> {
        let listing = self.links.listing(reference.trim());
        self.record(&normal(reference))
            .or_else(|| listing.last().map(|index| &self.records[*index]))
    }

    /// The contract of a number, as the last record that lists it has it.
    pub(crate) fn contract(&self, number: &str) -> Option<(&Table, &Row)> {
        let number = number.trim();
        let listing = self.links.listing(number).last()?;
        let tables = self.records[*listing].fields.tables();
        let mut tables = tables.filter(|(_, table)| lists_contracts(table));
        tables.find_map(|(_, table)| {
            let mut rows = table.entries();
            let row = rows.find(|row| contract_number(table, row).as_deref() == Some(number));
            Some((table, row?))
        })
    }

    /// What the record at an address belongs to.
    pub(crate) fn trails(&self, address: &str) -> impl Iterator<Item = &Trail> {
        let at = self
            .records
            .binary_search_by(|record| record.address.as_str().cmp(address));
        at.ok()
            .into_iter()
            .flat_map(|index| self.trails.of_record(index))
    }

    /// Records, drafts apart, that name the record at an address.
    pub(crate) fn citing(&self, address: &str) -> impl Iterator<Item = &Record> {
        let citing = self.links.citing(address).iter();
        citing.map(|index| &self.records[*index])
    }

    /// Records of an item and its accounts that still stand and end within these days, oldest first.
    pub(crate) fn series(
        &self,
        item: &str,
        book: Book,
        days: (NaiveDate, NaiveDate),
    ) -> impl DoubleEndedIterator<Item = &Record> {
        let series = self.links.series(item, book, days);
        series.map(|index| &self.records[index])
    }

    /// Records of the same item and accounts that still stand and end before a record begins, newest first.
    pub(crate) fn before(&self, record: &Record) -> impl Iterator<Item = &Record> {
        let first = record.period().and_then(|period| period.first_day());
        let days = first
            .and_then(|day| day.pred_opt())
            .map(|day| (NaiveDate::MIN, day));
        // Notices have no item in common: one says nothing about the next.
        let days = days.filter(|_| record.item.is_some());
        let series = days.map(|days| self.series(record.item_id(), record.book(), days).rev());
        series.into_iter().flatten()
    }
}
