//! `village.yaml` and `board.yaml`.

use chrono::NaiveDate;

use crate::catalog::Catalog;
use crate::diagnostic::Problem;
use crate::load::duties;
use crate::load::names::nearest;
use crate::load::rules::{DATE, NUMBER, PHONE, REQUIRED, SETTINGS, UNKNOWN_KEY};
use crate::load::value::shape;
use crate::load::web;
use crate::model::board::Board;
use crate::model::village::{Kind, Profile};
use crate::source::{FileId, SourceFile, Span, Spanned};
use crate::value::date::read_date;
use crate::value::phone::DutyPhone;
use crate::value::quantity::Count;
use crate::value::web::WebAddress;
use crate::yaml::{self, Fields, Kind as Shape, Node};

const VILLAGE_KEYS: &[&str] = &[
    "名称",
    "类型",
    "上级",
    "区划代码",
    "户数",
    "人口",
    "党员",
    "村民小组",
    "网格",
    "规则包",
    "公开栏位置",
    "值班电话",
    "意见受理",
    "监督电话",
    "查阅地点",
    "查阅时间",
    "一肩挑",
    "改制未完成",
    "启用日期",
    "账簿",
    "不适用",
    "文头",
    "简介",
    "人口户数",
    "影响评估",
    "网站地址",
    "网站域名",
    "网站标识码",
    "手机地址",
];

const BOARD_KEYS: &[&str] = &[
    "名称",
    "区划代码",
    "上级",
    "规则包",
    "主题",
    "演示日期",
    "启用日期",
    "地名",
    "监督电话",
    "发布目标",
    "来件",
    "来件指纹",
    "简介",
    "网站地址",
    "网站域名",
    "网站标识码",
    "手机地址",
];

/// Reads `village.yaml`; `board` fills what the village does not say itself.
pub(crate) fn village(
    file: &SourceFile,
    id: FileId,
    (board, catalog): (&Board, &Catalog),
    problems: &mut Vec<Problem>,
) -> Profile {
    let mut keys = Settings::read(file, id, problems);
    let households_line = keys.text("人口户数", problems).unwrap_or_default();
    let profile = Profile {
        name: keys.required("名称", problems),
        kind: keys.kind(problems),
        parent: keys
            .text("上级", problems)
            .unwrap_or_else(|| board.name.clone()),
        code: keys.text("区划代码", problems).unwrap_or_default(),
        households: keys
            .count("户数", problems)
            .or_else(|| counted(&households_line, '户')),
        population: keys
            .count("人口", problems)
            .or_else(|| counted(&households_line, '人')),
        party_members: keys.count("党员", problems),
        groups: keys.groups(problems),
        rules: keys
            .text("规则包", problems)
            .unwrap_or_else(|| board.rules.clone()),
        board_location: keys.text("公开栏位置", problems).unwrap_or_default(),
        duty_phone: keys.phone("值班电话", problems),
        feedback: keys.phone("意见受理", problems),
        oversight: keys
            .lines("监督电话", problems)
            .unwrap_or_else(|| board.oversight.clone()),
        reading_room: ["查阅地点", "查阅时间"]
            .into_iter()
            .filter_map(|name| Some((name.to_owned(), keys.text(name, problems)?)))
            .collect(),
        secretary_is_director: keys.yes("一肩挑"),
        conversion_unfinished: keys.yes("改制未完成"),
        places: board.places.clone(),
        started: keys.date("启用日期", problems).or(board.started),
        books: duties::books(&mut keys.keys, catalog, problems),
        exemptions: duties::exemptions(&mut keys.keys, catalog, problems),
        web: web::read(&mut keys, problems),
        phone_address: keys.web_address("手机地址", problems),
        letterheads: duties::letterheads(&mut keys.keys, catalog, problems),
        about: keys.text("简介", problems).unwrap_or_default(),
        has_assessment: keys.assessment(problems),
    };
    keys.finish(VILLAGE_KEYS, problems);
    profile
}

/// Reads `board.yaml`.
pub(crate) fn board(file: &SourceFile, id: FileId, problems: &mut Vec<Problem>) -> Board {
    let mut keys = Settings::read(file, id, problems);
    let demo_date = keys.date("演示日期", problems);
    let board = Board {
        name: keys.required("名称", problems),
        parent: keys.text("上级", problems).unwrap_or_default(),
        rules: keys
            .text("规则包", problems)
            .unwrap_or_else(|| "national".to_owned()),
        theme: keys
            .text("主题", problems)
            .unwrap_or_else(|| "default".to_owned()),
        demo_date,
        started: keys.date("启用日期", problems),
        oversight: keys.lines("监督电话", problems).unwrap_or_default(),
        places: keys.names("地名", problems),
        web: web::read(&mut keys, problems),
        phone_address: keys.web_address("手机地址", problems),
        targets: keys.lines("发布目标", problems).unwrap_or_default(),
        packs: keys.lines("来件", problems).unwrap_or_default(),
        prints: keys.lines("来件指纹", problems).unwrap_or_default(),
        about: keys.text("简介", problems).unwrap_or_default(),
    };
    // Read by what seals; accepted here so that a board can be written whole.
    let _unread = keys.keys.take(&["区划代码"]);
    keys.finish(BOARD_KEYS, problems);
    board
}

/// The keys of a file, taken one by one.
pub(super) struct Settings {
    keys: Fields,
    top: Span,
}

impl Settings {
    fn read(file: &SourceFile, id: FileId, problems: &mut Vec<Problem>) -> Self {
        let top = Span::top(id);
        let entries = yaml::read(file, id, 0..file.text.len(), problems);
        Self {
            keys: Fields::new(entries),
            top,
        }
    }

    fn spanned(&mut self, name: &str) -> Option<Spanned<String>> {
        let (_, node) = self.keys.take(&[name])?;
        let text = node.text()?.trim().to_owned();
        Some(Spanned::new(text, node.span))
    }

    /// A text that was written, with its place.
    pub(super) fn given(&mut self, name: &str) -> Option<Spanned<String>> {
        self.spanned(name).filter(|text| !text.value.is_empty())
    }

    fn text(&mut self, name: &str, problems: &mut Vec<Problem>) -> Option<String> {
        let (_, node) = self.keys.take(&[name])?;
        if !matches!(node.kind, Shape::Scalar(_) | Shape::Blank) {
            problems.push(shape(&node, name, "一段文字"));
        }
        node.text()
            .map(|text| text.trim().to_owned())
            .filter(|text| !text.is_empty())
    }

    fn required(&mut self, name: &str, problems: &mut Vec<Problem>) -> String {
        let text = self.text(name, problems);
        if text.is_none() {
            problems.push(
                Problem::new(&REQUIRED, self.top, format!("缺少必填项`{name}`"))
                    .help(format!("补上`{name}`")),
            );
        }
        text.unwrap_or_default()
    }

    fn kind(&mut self, problems: &mut Vec<Problem>) -> Kind {
        match self.spanned("类型") {
            Some(text) if matches!(text.as_str(), "村" | "行政村") => Kind::Village,
            Some(text) if matches!(text.as_str(), "社区" | "居委会") => Kind::Community,
            Some(text) => {
                problems.push(
                    Problem::new(
                        &SETTINGS,
                        text.span,
                        format!("`类型`不能是`{}`", text.value),
                    )
                    .help("写`村`或`社区`"),
                );
                Kind::Village
            }
            None => {
                problems.push(
                    Problem::new(&REQUIRED, self.top, "缺少必填项`类型`")
                        .help("写`类型: 村`或`类型: 社区`"),
                );
                Kind::Village
            }
        }
    }

    fn date(&mut self, name: &str, problems: &mut Vec<Problem>) -> Option<NaiveDate> {
        let text = self.spanned(name)?;
        read_date(&text, None)
            .map_err(|mistake| {
                problems.push(
                    Problem::new(&DATE, text.span, format!("`{name}`：{}", mistake.message))
                        .help(mistake.help),
                );
            })
            .ok()
    }

    fn count(&mut self, name: &str, problems: &mut Vec<Problem>) -> Option<i64> {
        let text = self.spanned(name)?;
        match Count::read(&text, None) {
            Ok(count) => i64::try_from(count.get()).ok(),
            Err(mistake) => {
                problems.push(
                    Problem::new(&NUMBER, text.span, format!("`{name}`：{}", mistake.message))
                        .help(mistake.help),
                );
                None
            }
        }
    }

    fn groups(&mut self, problems: &mut Vec<Problem>) -> String {
        let mut parts = Vec::new();
        for (name, unit) in [("村民小组", "个村民小组"), ("网格", "个网格")] {
            if let Some(text) = self.text(name, problems) {
                let bare = text.chars().all(|c| c.is_ascii_digit());
                parts.push(if bare { format!("{text} {unit}") } else { text });
            }
        }
        parts.join("，")
    }

    fn phone(&mut self, name: &str, problems: &mut Vec<Problem>) -> String {
        let Some(text) = self.spanned(name) else {
            problems.push(
                Problem::new(&REQUIRED, self.top, format!("缺少必填项`{name}`"))
                    .help("居民有疑问时要打得通，写值班电话"),
            );
            return String::new();
        };
        if let Err(mistake) = DutyPhone::read(&text) {
            problems.push(
                Problem::new(&PHONE, text.span, format!("`{name}`：{}", mistake.message))
                    .help(mistake.help),
            );
        }
        text.value
    }

    fn web_address(&mut self, name: &str, problems: &mut Vec<Problem>) -> Option<WebAddress> {
        let text = self.spanned(name).filter(|text| !text.is_empty())?;
        WebAddress::read(&text)
            .map_err(|mistake| {
                problems.push(
                    Problem::new(
                        &SETTINGS,
                        text.span,
                        format!("`{name}`：{}", mistake.message),
                    )
                    .help(mistake.help),
                );
            })
            .ok()
    }

    /// `{镇纪委: 0531-…, 县民政局: …}` or a list of `{单位, 电话}`.
    fn lines(&mut self, name: &str, problems: &mut Vec<Problem>) -> Option<Vec<(String, String)>> {
        let (_, node) = self.keys.take(&[name])?;
        let Shape::Map(entries) = &node.kind else {
            problems.push(shape(&node, name, "一组`单位: 电话`"));
            return None;
        };
        let line = |value: &Node| value.text().unwrap_or_default().trim().to_owned();
        Some(
            entries
                .iter()
                .map(|entry| (entry.key.value.clone(), line(&entry.value)))
                .collect(),
        )
    }

    /// `[甲村, 乙村]`, or the names with `、` between them.
    fn names(&mut self, name: &str, problems: &mut Vec<Problem>) -> Vec<String> {
        let Some((_, node)) = self.keys.take(&[name]) else {
            return Vec::new();
        };
        let mut names = Vec::new();
        for element in node.elements() {
            let Some(text) = element.text() else {
                problems.push(shape(element, name, "一个地名"));
                continue;
            };
            let parts = text.split(['、', '，', ',']).map(str::trim);
            names.extend(parts.filter(|part| !part.is_empty()).map(str::to_owned));
        }
        names
    }

    /// `{日期: …, 编号: …, 保管: …}`; the number may be left out.
    fn assessment(&mut self, problems: &mut Vec<Problem>) -> bool {
        let Some((_, node)) = self.keys.take(&["影响评估"]) else {
            return false;
        };
        let Shape::Map(entries) = &node.kind else {
            problems.push(shape(&node, "影响评估", "`{日期: …, 编号: …, 保管: …}`"));
            return true;
        };
        for needed in ["日期", "保管"] {
            let entry = entries.iter().find(|entry| entry.key.value == needed);
            let text = entry.and_then(|entry| entry.value.text()).map(str::trim);
            if text.is_none_or(str::is_empty) {
                problems.push(
                    Problem::new(&REQUIRED, node.span, format!("`影响评估`缺少`{needed}`"))
                        .help(format!("补上`{needed}`")),
                );
            }
        }
        true
    }

    fn yes(&mut self, name: &str) -> bool {
        self.spanned(name)
            .is_some_and(|text| matches!(text.as_str(), "是" | "true" | "yes"))
    }

    fn finish(self, known: &[&str], problems: &mut Vec<Problem>) {
        for entry in self.keys.rest() {
            let help = match nearest(&entry.key, known.iter().copied()) {
                Some(likely) => format!("是不是想写`{likely}`？"),
                None => format!("可以写: {}", known.join("、")),
            };
            problems.push(
                Problem::new(
                    &UNKNOWN_KEY,
                    entry.key.span,
                    format!("不认识的项`{}`", entry.key.value),
                )
                .help(help),
            );
        }
    }
}

/// The number before a unit in `412户1386人`.
fn counted(line: &str, unit: char) -> Option<i64> {
    let (before, _) = line.split_once(unit)?;
    let digits = before.trim_end_matches(|c: char| c.is_whitespace());
    let start = digits
        .trim_end_matches(|c: char| c.is_ascii_digit() || c == ',')
        .len();
    Count::read(digits.get(start..)?, None)
        .ok()
        .and_then(|count| i64::try_from(count.get()).ok())
}
