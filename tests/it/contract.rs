//! The contract with themes: what `themes/README.md` promises is what templates get, no more and no less, and a board
//! fills it.
#![expect(
    clippy::disallowed_methods,
    reason = "a workspace is put together, built by the program and read again"
)]

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use sanwu::{theme_contract, theme_uses};
use serde_json::{Map, Value};
use tempfile::TempDir;

const README: &str = include_str!("../../themes/README.md");

/// A part of the README, from a mark to a mark, and the views whose fields it names.
type Part = (&'static str, &'static str, &'static [&'static str]);

const PARTS: &[Part] = &[
    (
        "`site`：",
        "`page`：",
        &["Site", "NavItem", "Contact", "Later"],
    ),
    ("`page`：", "## 小件", &["Page", "ColumnMeta"]),
    ("| 句子 |", "| 链接 |", &["Run"]),
    ("| 链接 |", "| 标记 |", &["Link"]),
    ("| 标记 |", "| 事实 |", &["Mark"]),
    ("| 事实 |", "| 日期 |", &["Fact"]),
    ("| 日期 |", "| 卡片", &["Day"]),
    ("| 卡片", "## 表", &["Card"]),
    (
        "所有的表都是一种形状",
        "## 各页",
        &["TableView", "HeadCell", "ColumnView", "RowView", "CellView"],
    ),
    (
        "### `home.html`",
        "### `list.html`",
        &[
            "Home",
            "Answer",
            "Amount",
            "Column",
            "DueSummary",
            "DueMonth",
            "TopicLink",
            "Phone",
        ],
    ),
    (
        "### `list.html`",
        "### `record.html`",
        &["List", "Year", "Pager", "PageLink"],
    ),
    (
        "### `record.html`",
        "### 专题页",
        &[
            "RecordPage",
            "CorrectionNotice",
            "Picture",
            "Attachment",
            "Signature",
            "Waiver",
            "TrailView",
            "StageView",
            "EditionView",
            "DifferenceView",
            "TranslationView",
        ],
    ),
    (
        "* `promises.html`",
        "* `services.html`",
        &["PromisesView", "PromiseGroup", "PromiseView"],
    ),
    (
        "* `services.html`",
        "* `charter.html`",
        &["ServicesView", "ServiceDay"],
    ),
    (
        "* `charter.html`",
        "* `duties.html`",
        &["ChartersView", "CharterPart"],
    ),
    (
        "* `duties.html`",
        "* `elections.html`",
        &["DutiesView", "DutySection", "DutyPart"],
    ),
    (
        "* `elections.html`",
        "* `election.html`",
        &["ElectionsView"],
    ),
    ("* `election.html`", "* `postings.html`", &["ElectionView"]),
    (
        "* `layouts/statement.html`",
        "* `layouts/charter.html`",
        &["StatementView", "FigureView", "Glance"],
    ),
    (
        "* `layouts/charter.html`",
        "* `layouts/matter.html`",
        &["CharterView", "ArticleView", "ArticleChange"],
    ),
    (
        "* `layouts/matter.html`",
        "* `layouts/org_tree.html`",
        &["MatterView", "StepView", "StepNotice"],
    ),
    (
        "* `layouts/org_tree.html`",
        "* `layouts/contracts.html`",
        &["OrgView", "OrgNode", "OrgPerson"],
    ),
    (
        "* `layouts/contracts.html`",
        "### 其他页",
        &["ContractsView", "ContractView"],
    ),
    (
        "* `postings.html`",
        "* `money.html`：`money`",
        &["PostingsView", "PostingView"],
    ),
    (
        "* `money.html`：`money`",
        "* `assets.html`",
        &["MoneyView", "BookView"],
    ),
    ("* `assets.html`", "* `projects.html`", &["AssetsView"]),
    (
        "* `projects.html`",
        "* `audits.html`",
        &["ProjectsView", "ProjectView"],
    ),
    (
        "* `audits.html`",
        "* `points.html`",
        &["AuditsView", "AuditView", "MeasureView"],
    ),
    (
        "* `points.html`",
        "合同和整改的",
        &["PointsView", "PointsBoard"],
    ),
    ("`text`（生成那天的话", "### 版式", &["Nearness"]),
    ("* `picture.html`", "* `print.html`", &["PictureView"]),
    (
        "* `print.html`",
        "* `gongwen.html`",
        &["PrintView", "Leaf", "Piece"],
    ),
    (
        "* `gongwen.html`",
        "* `poster.html`",
        &["GongwenView", "Section"],
    ),
    (
        "* `poster.html`",
        "* `plain.html`",
        &["PosterView", "Parts"],
    ),
    ("* `plain.html`", "* `due.html`", &["PlainView"]),
    (
        "* `due.html`",
        "* `feedback.html`",
        &["DueView", "DueHead", "DueGroup", "DueRow", "DueCell"],
    ),
    (
        "* `feedback.html`",
        "* `organisation.html`",
        &["FeedbackView", "Contact"],
    ),
    (
        "* `corrections.html`",
        "* `version.html`",
        &["CorrectionsView"],
    ),
    ("* `version.html`", "* `verify.html`", &["VersionView"]),
    (
        "* `verify.html`",
        "* `board.html`",
        &["VerifyView", "SealView"],
    ),
    (
        "* `board.html`",
        "* `search.html`",
        &["BoardView", "BoardVillage", "BoardGap", "BoardCard"],
    ),
    (
        "* `search.html`",
        "  `advice` 不用搜索",
        &["SearchView:lead sources keys script", "SearchSource"],
    ),
    (
        "  `advice` 不用搜索",
        "`search.js` 按",
        &["SearchView:advice elsewhere"],
    ),
    (
        "* `feed.xml`",
        "* `sitemap.xml`",
        &["FeedView", "FeedEntry"],
    ),
    ("* `sitemap.xml`", "## 图", &["SitemapView", "SitemapEntry"]),
];

/// Words that stand in backticks beside the fields: classes of sheets, a key of the catalogue.
const WORDS: &[&str] = &["landscape", "fine", "dense", "document"];

/// Words in backticks that are no fields: keys, words of a choice, and a few more.
fn others(contract: &Value) -> BTreeSet<String> {
    let keys = contract["keys"].as_object().expect("a map").keys().cloned();
    let words = contract["choices"].as_object().expect("a map").values();
    let words = words.flat_map(|words| words.as_array().expect("a list"));
    let words = words.map(|word| word.as_str().expect("a text").to_owned());
    let more = WORDS.iter().map(|word| (*word).to_owned());
    keys.chain(words).chain(more).collect()
}

#[test]
fn the_readme_promises_what_templates_get() {
    let contract = theme_contract();
    let others = others(&contract);
    let mut wrong = Vec::new();
    let mut told = BTreeSet::new();
    // Before that, blocks and rules of the house.
    let (_, explained) = README.split_once("## 每个模板都有的").expect("a head");
    for (from, to, views) in PARTS {
        let (_, rest) = explained
            .split_once(from)
            .unwrap_or_else(|| panic!("no `{from}`"));
        let (part, _) = rest.split_once(to).unwrap_or_else(|| panic!("no `{to}`"));
        let promised: BTreeSet<String> = words(&format!("{from}{part}"));
        let mut given = BTreeSet::new();
        for view in *views {
            let (view, some) = view.split_once(':').unwrap_or((view, ""));
            told.insert(view.to_owned());
            let fields = contract["views"][view]
                .as_object()
                .expect("a map")
                .keys()
                .cloned();
            given.extend(
                fields.filter(|field| some.is_empty() || some.split(' ').any(|one| one == field)),
            );
        }
        let missing = promised
            .difference(&given)
            .filter(|word| !others.contains(*word));
        wrong.extend(
            missing
                .map(|word| format!("`{word}` is promised after {from}, and no template gets it")),
        );
        let silent = given.difference(&promised);
        wrong.extend(silent.map(|word| format!("`{word}` is given and not named after {from}")));
    }
    let views = contract["views"].as_object().expect("a map").keys();
    wrong.extend(
        views
            .filter(|view| !told.contains(*view))
            .map(|view| format!("{view} has no part")),
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Names in backticks, as `title`.
fn words(text: &str) -> BTreeSet<String> {
    let is_name =
        |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    let words = text.split('`').skip(1).step_by(2);
    words
        .filter(|word| is_name(word))
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_theme_uses_every_field() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/contract");
    let used = theme_uses(&root, "contract").unwrap();
    let left: Vec<String> = fields(&theme_contract())
        .difference(&used)
        .cloned()
        .collect();
    assert!(left.is_empty(), "not used: {left:?}");
}

fn fields(contract: &Value) -> BTreeSet<String> {
    let views = contract["views"].as_object().expect("a map").iter();
    views
        .flat_map(|(view, fields)| {
            let fields = fields.as_object().expect("a map").keys();
            fields.map(move |field| format!("{view}.{field}"))
        })
        .collect()
}

/// Not yet held: nothing in the product gives a fact links to what it rests on, so no board can fill it; and
/// there is no way to a document from a picture of its page without the feature `pdf` and a document that is drawn.
const EMPTY: &[&str] = &["Fact.sources", "PictureView.original"];

/// A village without a folder here, which hands in what it sealed.
fn hand_in(root: &Path, content: &Path) {
    let (home, stick) = (root.join("lai"), root.join("stick"));
    std::fs::create_dir_all(home.join("content")).unwrap();
    let profile = "名称: 来村\n类型: 村\n值班电话: 0531-88881234\n意见受理: 0531-88881235\n";
    std::fs::write(home.join("content/village.yaml"), profile).unwrap();
    let notice = "---\n标题: 停水通知\n类别: 村务公开\n公布日期: 2026-11-12\n---\n\n停水一天。\n";
    std::fs::write(home.join("content/water.md"), notice).unwrap();
    sanwu(&home, &["--today", "2026-11-20", "seal"], 0);
    sanwu(&home, &["publish", stick.to_str().unwrap()], 0);
    let board = content.join("board.yaml");
    let text = std::fs::read_to_string(&board).unwrap();
    std::fs::write(&board, format!("{text}来件: {{lai: stick}}\n")).unwrap();
}

/// The example board, with one village more for what is rare, in the theme that prints its whole context.
#[test]
fn a_board_fills_every_field() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = TempDir::new().unwrap();
    let content = folder.path().join("content");
    copy(&home.join("tests/data/contract"), folder.path());
    for village in ["nanliugou", "heshunli", "yushutai", "dongquan"] {
        copy(&home.join("content").join(village), &content.join(village));
    }
    copy(&home.join("content/catalog"), &content.join("catalog"));
    let public = folder.path().join("public");
    let xin = |path: &str| content.join("xin").join(path);
    // Sealed twice, so that versions stand side by side: one record was corrected, one withdrawn.
    sanwu(folder.path(), &["seal", "--village", "xin"], 0);
    replace(
        &xin("2026-11-meters.md"),
        ("[二组, 85.00]", "[二组, 58.00]"),
    );
    replace(
        &xin("2026-11-meters.md"),
        (
            "公布日期: 2026-11-12\n",
            "公布日期: 2026-11-12\n更正: [{日期: 2026-11-19, 原因: 两个数字写颠倒, 批准人: 张三, 内容: 二组由85改为58}]\n",
        ),
    );
    replace(
        &xin("2026-11-water.md"),
        (
            "公布日期: 2026-11-12\n",
            "公布日期: 2026-11-12\n撤回: {日期: 2026-11-19, 原因: 没有停水, 批准人: 张三, 取出原文: 是}\n",
        ),
    );
    replace(
        &xin("2026-11-water.md"),
        ("11月15日检修管道，停水一天。\n", ""),
    );
    replace(
        &xin("decision/2026-road.yaml"),
        (
            "预算: 60,000.00\n",
            "预算: 61,000.00\n更正: [{日期: 2026-11-19, 原因: 抄错, 批准人: 张三, 内容: 预算由60000改为61000}]\n",
        ),
    );
    sanwu(folder.path(), &["seal", "--village", "xin"], 0);
    hand_in(folder.path(), &content);
    // One village has an error.
    sanwu(folder.path(), &["build"], 1);
    let mut seen = Seen::new(theme_contract());
    for entry in walkdir::WalkDir::new(&public).into_iter().flatten() {
        let Ok(page) = std::fs::read_to_string(entry.path()) else {
            continue;
        };
        let Some((_, rest)) = page.rsplit_once("<pre id=\"context\">") else {
            continue;
        };
        let (text, _) = rest.rsplit_once("</pre>").unwrap();
        seen.context(&Dump::read(text), &entry.path().to_string_lossy());
    }
    assert!(seen.unknown.is_empty(), "{:?}", seen.unknown);
    let left: Vec<String> = fields(&seen.contract)
        .difference(&seen.filled)
        .cloned()
        .collect();
    assert_eq!(left, EMPTY, "never filled");
    let words = seen.contract["choices"].as_object().expect("a map").iter();
    let left: Vec<String> = words
        .flat_map(|(choice, words)| {
            let words = words.as_array().expect("a list").iter();
            words.map(move |word| format!("{choice}.{}", word.as_str().expect("a text")))
        })
        .filter(|word| !seen.words.contains(word))
        .collect();
    assert!(left.is_empty(), "words that never stood: {left:?}");
}

#[track_caller]
fn sanwu(root: &Path, args: &[&str], code: i32) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_sanwu"));
    let done = program
        .arg("--root")
        .arg(root)
        .args(args)
        .output()
        .expect("the file system answers");
    let said = String::from_utf8_lossy(&done.stderr);
    assert_eq!(done.status.code(), Some(code), "{said}");
}

#[track_caller]
fn replace(path: &Path, (from, to): (&str, &str)) {
    let text = std::fs::read_to_string(path).expect("the file system answers");
    assert!(text.contains(from), "{from}");
    std::fs::write(path, text.replacen(from, to, 1)).expect("the file system answers");
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).into_iter().flatten() {
        let target = to.join(entry.path().strip_prefix(from).expect("files are copied"));
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(target).expect("files are copied");
        } else {
            std::fs::copy(entry.path(), target).expect("files are copied");
        }
    }
}

/// What stood in the pages.
struct Seen {
    contract: Value,
    filled: BTreeSet<String>,
    words: BTreeSet<String>,
    unknown: BTreeSet<String>,
}

impl Seen {
    fn new(contract: Value) -> Self {
        Self {
            contract,
            filled: BTreeSet::new(),
            words: BTreeSet::new(),
            unknown: BTreeSet::new(),
        }
    }

    fn context(&mut self, context: &Value, page: &str) {
        let keys = self.contract["keys"].clone();
        for (key, value) in context.as_object().expect("a map") {
            match keys[key].as_str() {
                Some(kind) => self.value(kind, value),
                None => {
                    self.unknown.insert(format!("{key} on {page}"));
                }
            }
        }
    }

    fn value(&mut self, kind: &str, value: &Value) {
        if let Some(element) = kind
            .strip_prefix('[')
            .and_then(|kind| kind.strip_suffix(']'))
        {
            for one in value.as_array().into_iter().flatten() {
                self.value(element, one);
            }
        }
        if self.contract["choices"][kind].is_array() && value.is_string() {
            self.words
                .insert(format!("{kind}.{}", value.as_str().expect("a text")));
        }
        let fields = self.contract["views"][kind].clone();
        for (field, value) in value.as_object().into_iter().flatten() {
            let path = format!("{kind}.{field}");
            let Some(kind) = fields[field].as_str() else {
                // The theme's own words are its own matter.
                if fields.is_object() {
                    self.unknown.insert(path);
                }
                continue;
            };
            if is_filled(value) {
                self.filled.insert(path);
            }
            self.value(kind, value);
        }
    }
}

fn is_filled(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(yes) => *yes,
        Value::Number(number) => number.as_u64() != Some(0),
        Value::String(text) => !text.is_empty(),
        Value::Array(list) => !list.is_empty(),
        Value::Object(_) => true,
    }
}

/// Reads what Tera prints of its context: JSON, but for nothing where nothing is, and text quoted as Rust does.
struct Dump<'a> {
    rest: &'a str,
}

impl Dump<'_> {
    fn read(text: &str) -> Value {
        Dump { rest: text }.value()
    }

    fn take(&mut self, mark: &str) -> bool {
        let rest = self.rest.strip_prefix(mark);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn value(&mut self) -> Value {
        if self.take("{") {
            let mut map = Map::new();
            while !self.take("}") {
                let key = self.text();
                assert!(self.take(": "), "{}", self.rest);
                let value = self.value();
                map.insert(key, value);
                self.take(", ");
            }
            return Value::Object(map);
        }
        if self.take("[") {
            let mut list = Vec::new();
            while !self.take("]") {
                list.push(self.value());
                self.take(", ");
            }
            return Value::Array(list);
        }
        if self.rest.starts_with('"') {
            return Value::String(self.text());
        }
        let end = self.rest.find([',', '}', ']']).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        match word {
            "" => Value::Null,
            "true" | "false" => Value::Bool(word == "true"),
            number => Value::from(number.parse::<u64>().expect("a number")),
        }
    }

    fn text(&mut self) -> String {
        assert!(self.take("\""), "{}", self.rest);
        let mut text = String::new();
        let mut chars = self.rest.char_indices();
        while let Some((at, c)) = chars.next() {
            match c {
                '"' => {
                    self.rest = self.rest.get(at + 1..).unwrap_or_default();
                    return text;
                }
                // What was escaped is not compared.
                '\\' => text.extend(chars.next().map(|(_, c)| c)),
                c => text.push(c),
            }
        }
        panic!("a text without an end");
    }
}
