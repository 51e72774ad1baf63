//! The input of one site: a village or community (村或社区) with its records.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::record::Record;
use crate::source::{Asset, Span};

/// A village with everything it discloses.
#[derive(Debug)]
pub(crate) struct Village {
    /// Its folder and address: `dong`.
    pub(crate) id: String,
    /// What `village.yaml` says.
    pub(crate) profile: Arc<Profile>,
    /// Records, drafts left out of pages but checked, in the order of their addresses.
    pub(crate) records: Vec<Record>,
    /// Files named as records that could not be read at all: items they may belong to.
    pub(crate) unread: Vec<Unread>,
    /// Files records may attach, by path relative to the folder.
    pub(crate) assets: BTreeMap<String, Asset>,
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
    /// 简介.
    pub(crate) about: String,
}

impl Village {
    /// Records that pages show: no drafts.
    pub(crate) fn published(&self) -> impl Iterator<Item = &Record> {
        self.records.iter().filter(|record| !record.is_draft)
    }

    /// The record at an address.
    pub(crate) fn record(&self, address: &str) -> Option<&Record> {
        let at = self
            .records
            .binary_search_by(|record| record.address.as_str().cmp(address));
        at.ok().map(|index| &self.records[index])
    }
}
