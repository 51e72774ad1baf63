//! What spares work drops nothing: every finder run over everything finds what the quick search finds.

use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, Strategy, prop_assert, prop_assert_eq, proptest};
use proptest::sample::select;
use serde_json::Value;

use crate::privacy::digits::{Atom, Digits, Gap};
use crate::privacy::labels::{Label, Sense};
use crate::privacy::numbers::{self, Run};
use crate::privacy::{Hit, birth, contact, find_under, health, place, plate, shape};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn clues_drop_nothing(text in text(), head in select(HEADS)) {
        prop_assert_eq!(find_under(head, &text), without_clues(head, &text), "{} {}", head, text);
    }

    #[test]
    fn shapes_drop_nothing(text in "[0-9１x .\n-]{0,40}|(0|86|0086|[1-9]{1,3})[ -]?1?[0-9]{3,26}[xX]?") {
        let digits = Digits::of(&text);
        for first in 0..digits.atoms.len() {
            for run in runs(&text, &digits, first) {
                let judged = numbers::judge(&run).count();
                prop_assert!(judged == 0 || shape::may_be_number(&run), "{text}: {:?} {:?}", run.sizes(), run.label);
            }
        }
    }
}

#[test]
fn clues_drop_nothing_of_the_corpus() {
    for line in include_str!("../../../tests/data/pii-dev.jsonl").lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        let text = line["text"].as_str().unwrap();
        for head in HEADS {
            assert_eq!(
                find_under(head, text),
                without_clues(head, text),
                "{head} {text}"
            );
        }
    }
}

/// `find_under` with every finder, and every unit a door.
fn without_clues(head: &str, text: &str) -> Vec<Hit> {
    let mut hits = Vec::new();
    let digits = Digits::of(text);
    let units = text.char_indices().filter(|(_, c)| place::begins_unit(*c));
    let doors: Vec<usize> = units.map(|(at, _)| at).collect();
    contact::emails(text, &mut hits);
    numbers::numbers(head, text, &digits, &mut hits);
    birth::birth_dates(head, text, &digits, &mut hits);
    contact::accounts(head, text, &mut hits);
    plate::plates(text, &mut hits);
    place::addresses(head, text, &doors, &mut hits);
    health::conditions(text, &mut hits);
    hits.sort_by_key(|hit| (hit.start, hit.end));
    hits
}

/// Every number that may begin at group `first`, under every label.
fn runs<'a>(text: &'a str, digits: &'a Digits, first: usize) -> Vec<Run<'a>> {
    let chain = digits.atoms.get(first..).unwrap();
    let joined = |at: usize| chain.get(at).filter(|atom| atom.gap != Gap::Break);
    let before = first
        .checked_sub(1)
        .filter(|_| chain[0].gap != Gap::Break)
        .map_or(0, |at| digits.atoms[at].len());
    let mut runs = Vec::new();
    for last in 0..chain.len().min(18) {
        if last > 0 && joined(last).is_none() {
            break;
        }
        for label in labels() {
            runs.push(Run {
                text,
                atoms: &chain[..=last],
                neighbours: [before, joined(last + 1).map_or(0, Atom::len)],
                digits: &digits.values[chain[0].from..chain[last].to],
                x: chain[last].x,
                label,
            });
        }
    }
    runs.retain(|run| run.atoms.len() == 1 || run.digits.len() <= 25);
    runs
}

fn labels() -> Vec<Option<Label>> {
    let senses = [
        Sense::Id,
        Sense::Bank,
        Sense::Account,
        Sense::Phone,
        Sense::Credit,
        Sense::Document,
        Sense::Amount,
    ];
    let said = senses
        .into_iter()
        .flat_map(|sense| [true, false].map(|adjacent| Some(Label { sense, adjacent })));
    said.chain([None]).collect()
}

fn text() -> impl Strategy<Value = String> {
    let digits = "[0-9]{1,20}";
    let part = proptest::prop_oneof![
        select(PARTS).prop_map(str::to_owned),
        select(PARTS).prop_map(str::to_owned),
        digits
    ];
    vec(part, 0..14).prop_map(|parts| parts.concat())
}

const HEADS: &[&str] = &[
    "",
    "手机号",
    "身份证号",
    "账号",
    "出生日期",
    "发生日期",
    "合同编号",
    "住址",
    "微信",
    "QQ号",
    "备注",
];

const PARTS: &[&str] = &[
    "身份证",
    "证件号码",
    "银行卡",
    "一卡通",
    "账号",
    "开户行",
    "手机",
    "电话",
    "联系方式",
    "信用代码",
    "编号",
    "地块编码",
    "发票号码",
    "金额",
    "￥",
    "家庭电话",
    "家里",
    "村委会",
    "公司",
    "出生",
    "生日",
    "生于",
    "发生日期",
    "学生",
    "年",
    "月",
    "日",
    "号",
    "室",
    "组",
    "三",
    "二",
    "号楼",
    "单元",
    "幢",
    "家住",
    "住址",
    "地址",
    "办公",
    "东村",
    "幸福路",
    "样本镇",
    "微信",
    "加V",
    "vx",
    "WeChat",
    "V：",
    "QQ",
    "扣扣",
    "公众号",
    "群",
    "鲁A",
    "京ａ",
    "·",
    "@",
    "163.com",
    "gov.cn",
    "X",
    "×",
    "：",
    " ",
    "-",
    "—",
    ".",
    "，",
    "。",
    "、",
    "（",
    "）",
    "\n",
    "+86",
    "0086",
    "元",
    "万",
    "亩",
    "\u{200b}",
    "\u{3000}",
    "尿毒症",
    "肢体二级",
    "精神",
    "精神分裂",
    "残疾",
    "级",
    "脑梗",
    "核",
    "乙肝",
    "为",
    "Tel",
    "No.",
    "１３９",
    "139",
    "0531",
    "88881234",
    "2025",
    "1975",
    "12",
    "62",
    "529999",
    "19520624",
    "8305",
    "52999919520624830",
    "37999919620812250x",
    "13900005878",
    "６２２２００００",
    "6222000000000001",
    "914403001922038216",
    "abc",
    "a1b2c3d4",
    "虞样本",
    "1,234.56",
];
