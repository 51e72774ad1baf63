//! The board (镇、街道) that holds villages: what `board.yaml` says.

use chrono::NaiveDate;

use crate::model::web::Web;
use crate::value::web::WebAddress;

/// A town or street.
#[derive(Debug, Clone, Default)]
pub(crate) struct Board {
    /// 名称.
    pub(crate) name: String,
    /// 上级.
    pub(crate) parent: String,
    /// 规则包, for villages that name none.
    pub(crate) rules: String,
    /// 主题.
    pub(crate) theme: String,
    /// 演示日期: a fixed today; every page says so.
    pub(crate) demo_date: Option<NaiveDate>,
    /// Telephones of the town, shown on every village's pages.
    pub(crate) oversight: Vec<(String, String)>,
    /// 地名: the places around, so that one left over in a copied record is seen.
    pub(crate) places: Vec<String>,
    /// 启用日期, for villages that name none.
    pub(crate) started: Option<NaiveDate>,
    /// How the town's site is registered.
    pub(crate) web: Web,
    /// 手机地址: where telephones in the same network open the town's pages.
    pub(crate) phone_address: Option<WebAddress>,
    /// 发布目标: names for the folders that releases go to.
    pub(crate) targets: Vec<(String, String)>,
    /// 来件: villages that hand in sealed releases, by address, with where from.
    pub(crate) packs: Vec<(String, String)>,
    /// 来件指纹: fingerprints of their registers of keys, from paper.
    pub(crate) prints: Vec<(String, String)>,
    /// 说明.
    pub(crate) about: String,
}
