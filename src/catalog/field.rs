//! The field dictionary (字段字典): every key a clerk writes, with its type.

use serde::Deserialize;

/// One field of a record or of a step.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FieldDef {
    /// In a county's catalogue the name stands in for it.
    #[serde(default)]
    pub(crate) id: String,
    /// The Chinese key.
    #[serde(alias = "名称")]
    pub(crate) name: String,
    #[serde(default, alias = "别名")]
    pub(crate) aliases: Vec<String>,
    #[serde(alias = "类型")]
    pub(crate) kind: FieldType,
    /// What an enum field may read; empty elsewhere.
    #[serde(default, alias = "选项")]
    pub(crate) options: Vec<String>,
    /// The table's id, where the kind is `Table`.
    #[serde(default, alias = "表样")]
    pub(crate) table: Option<String>,
    #[serde(default, alias = "单位")]
    pub(crate) unit: Option<String>,
    /// What it means when an optional field of this kind is left out.
    #[serde(default, alias = "留空")]
    pub(crate) blank: Blank,
    /// Kept with the record and never shown: signatures, attendance sheets.
    #[serde(default, alias = "不公开")]
    pub(crate) internal: bool,
}

/// The type of a field or a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum FieldType {
    #[serde(alias = "文字")]
    Text,
    /// Long text that may hold Markdown.
    #[serde(alias = "正文")]
    Markdown,
    #[serde(alias = "整数")]
    Int,
    #[serde(alias = "金额")]
    Money,
    #[serde(alias = "比例")]
    Ratio,
    #[serde(alias = "日期")]
    Date,
    /// A period or a single day.
    #[serde(alias = "期间")]
    Period,
    #[serde(alias = "是否")]
    Bool,
    #[serde(alias = "选项")]
    Enum,
    #[serde(alias = "编码")]
    Code,
    #[serde(alias = "文件")]
    File,
    #[serde(alias = "列表")]
    List,
    #[serde(alias = "表")]
    Table,
    /// A company, office or association: never a natural person.
    #[serde(alias = "单位")]
    Org,
    /// A person in office (履职人员): the name is public.
    #[serde(alias = "履职人员")]
    Person,
    /// A person a record is about (当事人): subject to the item's privacy class.
    #[serde(alias = "当事人")]
    SubjectPerson,
    /// Several persons in office.
    #[serde(alias = "多名履职人员")]
    Persons,
    /// Persons, households, copies …: never negative.
    #[serde(alias = "数量")]
    Count,
    /// A surface; the unit says in what.
    #[serde(alias = "面积")]
    Area,
    /// An exact decimal with a unit.
    #[serde(alias = "数值")]
    Quantity,
    /// The telephone of an office.
    #[serde(alias = "电话")]
    Phone,
    /// The address of another record.
    #[serde(alias = "关联")]
    Reference,
}

impl FieldType {
    /// Whether its values are numbers, which can be added up and stand at the right of a column.
    pub(crate) fn is_number(self) -> bool {
        matches!(
            self,
            Self::Money | Self::Count | Self::Int | Self::Area | Self::Quantity | Self::Ratio
        )
    }
}

/// What an empty cell means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Blank {
    #[serde(alias = "零")]
    Zero,
    /// Nothing is known: a formula that needs it is not checked.
    #[default]
    #[serde(alias = "不详")]
    Unknown,
    /// It follows from the other cells and may be left to the machine.
    #[serde(alias = "推算")]
    Derived,
}

impl FieldDef {
    /// Name and aliases, then the id: all keys that mean this field.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str())
            .chain(self.aliases.iter().map(String::as_str))
            .chain([self.id.as_str()])
    }

    /// Whether `key` means this field.
    pub(crate) fn is_called(&self, key: &str) -> bool {
        self.keys().any(|known| known == key)
    }
}
