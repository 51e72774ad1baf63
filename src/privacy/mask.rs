//! Masks names and numbers for display.

use crate::privacy::digits::digit;

/// The name with all but the surname hidden: 张＊＊, 欧阳＊＊; one ＊ for each character.
pub(crate) fn mask_name(name: &str) -> String {
    let name = name.trim();
    let count = name.chars().count();
    let surname = if count > 2 && COMPOUND.iter().any(|surname| name.starts_with(surname)) {
        2
    } else {
        1
    };
    // A name of one character has nothing that could be shown.
    let shown = if count < 2 { 0 } else { surname };
    let mask = |(place, c): (usize, char)| {
        if place < shown || matches!(c, '·' | '•' | ' ') {
            c
        } else {
            '＊'
        }
    };
    name.chars().enumerate().map(mask).collect()
}

/// The text with the middle digits of its number hidden: `138****1234`; what separates the digits stays.
///
/// Of a mobile number three and four digits are shown, of longer numbers three and two, since the region and birth
/// date of an ID number name a person together with a surname.
pub(crate) fn mask_number(text: &str) -> String {
    let is_place = |c: char| digit(c).is_some() || matches!(c, 'X' | 'x' | 'Ｘ' | 'ｘ');
    let count = text.chars().filter(|c| is_place(*c)).count();
    let (front, back) = match count {
        0..=4 => (0, 0),
        5..=6 => (1, 1),
        7..=10 => (2, 2),
        11 => (3, 4),
        _ => (3, 2),
    };
    let mut place = 0;
    let hide = |c: char| {
        if !is_place(c) {
            return c;
        }
        place += 1;
        if place <= front || place > count - back {
            c
        } else {
            '*'
        }
    };
    text.chars().map(hide).collect()
}

/// Compound surnames (复姓).
static COMPOUND: &[&str] = &[
    "欧阳",
    "太史",
    "端木",
    "上官",
    "司马",
    "东方",
    "独孤",
    "南宫",
    "万俟",
    "闻人",
    "夏侯",
    "诸葛",
    "尉迟",
    "公羊",
    "赫连",
    "澹台",
    "皇甫",
    "宗政",
    "濮阳",
    "公冶",
    "太叔",
    "申屠",
    "公孙",
    "慕容",
    "仲孙",
    "钟离",
    "长孙",
    "宇文",
    "司徒",
    "鲜于",
    "司空",
    "闾丘",
    "子车",
    "亓官",
    "司寇",
    "巫马",
    "公西",
    "颛孙",
    "壤驷",
    "公良",
    "漆雕",
    "乐正",
    "宰父",
    "谷梁",
    "拓跋",
    "夹谷",
    "轩辕",
    "令狐",
    "段干",
    "百里",
    "呼延",
    "东郭",
    "南门",
    "羊舌",
    "微生",
    "梁丘",
    "左丘",
    "东门",
    "西门",
    "第五",
    "纳兰",
    "完颜",
    "叶赫",
    "爱新觉罗",
];
