//! Names of persons: one name is one name.

use std::fmt;

use crate::value::decimal::fold_digits;
use crate::value::{Mistake, quote};

/// The name of one person (姓名), with what tells namesakes apart behind it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Person {
    name: String,
    /// `（三组）`, `等3户`; mostly empty.
    remark: String,
}

impl Person {
    /// Reads one name: 张三, 王　一, 欧阳小明, 阿卜杜拉·买买提.
    ///
    /// # Errors
    /// Several names, a title or remark beside the name, a placeholder (某某, XX, ＊), what is no Chinese name.
    pub(crate) fn read(text: &str) -> Result<Self, Mistake> {
        let folded = fold_digits(text);
        let name: String = folded.trim().chars().map(fold_dot).collect();
        let name = unspaced(&name).unwrap_or(name);
        let remark = String::new();
        name_mistake(text, &name).map_or(Ok(Self { name, remark }), Err)
    }

    /// Reads one name with a remark behind it, as lists have it: 王一一（三组）, 王一一等3户.
    ///
    /// # Errors
    /// As [`Person::read`], of the part before the remark.
    pub(crate) fn read_with_remark(text: &str) -> Result<Self, Mistake> {
        let (name, remark) = apart(text);
        let person = Self::read(name)?;
        let remark = remark.trim().to_owned();
        Ok(Self { remark, ..person })
    }

    /// The whole name.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// The family name; of a name with `·` the part before it.
    pub(crate) fn surname(&self) -> &str {
        if let Some((first, _)) = self.name.split_once('·') {
            return first;
        }
        let chars = self.name.chars().count();
        let compound = COMPOUND_SURNAMES
            .iter()
            .find(|surname| self.name.starts_with(**surname));
        if let Some(surname) = compound.filter(|_| chars > 2) {
            return surname;
        }
        let end = self
            .name
            .char_indices()
            .nth(1)
            .map_or(self.name.len(), |(end, _)| end);
        self.name.get(..end).unwrap_or(&self.name)
    }

    /// The name with only the family name legible: 张＊＊; of a name with `·` only its first character. Of a remark only
    /// the group stays: what else stands there may be a name too.
    pub(crate) fn masked(&self) -> String {
        let shown = if self.name.contains('·') {
            1
        } else {
            self.surname().chars().count()
        };
        let glyphs = self.name.chars().enumerate();
        let masked = glyphs.map(|(index, glyph)| {
            if index < shown || glyph == '·' {
                glyph
            } else {
                '＊'
            }
        });
        let masked: String = masked.collect();
        let inside = self.remark.trim_matches(BRACKETS);
        if GROUPS.iter().any(|group| inside.ends_with(group)) {
            masked + &self.remark
        } else {
            masked
        }
    }
}

impl fmt::Display for Person {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.remark.is_empty() {
            return formatter.pad(&self.name);
        }
        formatter.pad(&format!("{}{}", self.name, self.remark))
    }
}

/// What opens and closes a remark behind a name.
const BRACKETS: [char; 8] = ['（', '）', '(', ')', '[', ']', '【', '】'];

/// Parts of a village behind a name that hides nobody: no given name ends so.
const GROUPS: [&str; 4] = ["组", "小队", "号楼", "单元"];

/// A name and the remark behind it: from a bracket on, or from 等 on where more persons follow uncounted or counted.
pub(crate) fn apart(text: &str) -> (&str, &str) {
    let text = text.trim();
    let bracket = text.find(BRACKETS);
    let and_others = text.match_indices('等').map(|(at, _)| at).find(|at| {
        let rest = text.get(at + '等'.len_utf8()..).unwrap_or_default();
        let counted = rest.ends_with(['户', '人', '名', '位', '家']);
        let named = text.get(..*at).unwrap_or_default().chars().count();
        named > 1 && (rest.is_empty() || counted)
    });
    let end = [bracket, and_others].into_iter().flatten().min();
    text.split_at(end.filter(|at| *at > 0).unwrap_or(text.len()))
}

/// Reads a list of names: 张三、李四.
///
/// # Errors
/// The first part that is no name.
pub(crate) fn read_persons(text: &str) -> Result<Vec<Person>, Mistake> {
    let folded = fold_digits(text);
    let parts = folded.split(['、', ',', ';', '\n']);
    let names: Vec<&str> = parts
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    if names.is_empty() {
        return Err(Mistake::new("这里没有姓名", "写姓名，几个人之间写`、`"));
    }
    let read = |name: &str| Person::read(name).map_err(|mistake| apart_by_comma(name, mistake));
    names.into_iter().map(read).collect()
}

/// Where several names may stand, two names without a mark between them want one.
pub(crate) fn apart_by_comma(text: &str, mistake: Mistake) -> Mistake {
    let mut parts = text
        .split([' ', '　', '/', '／', '+', '&'])
        .filter(|part| !part.is_empty());
    let are_names = parts.clone().count() > 1 && parts.all(|part| Person::read(part).is_ok());
    if !are_names {
        return mistake;
    }
    Mistake {
        help: "几个人之间用顿号分开，写成`张三、李四`".to_owned(),
        ..mistake
    }
}

/// Whether a head stands over the names of those whom a list is about, and not over who answers for them.
pub(crate) fn is_name_head(head: &str) -> bool {
    let names = [
        "姓名",
        "户主",
        "学生",
        "儿童",
        "孤儿",
        "孩子",
        "幼儿",
        "受助人",
        "救助对象",
        "补助对象",
        "慰问对象",
        "发放对象",
        "领取人",
    ];
    let others = [
        "监护人",
        "家长",
        "负责",
        "经办",
        "经手",
        "审核",
        "审批",
        "联系人",
        "代领",
        "数",
        "金额",
        "类别",
        "类型",
        "关系",
        "情况",
        "学校",
    ];
    let holds = |words: &[&str]| words.iter().any(|word| head.contains(word));
    holds(&names) && !holds(&others)
}

/// Surnames of two characters (复姓).
pub(crate) const COMPOUND_SURNAMES: &[&str] = &[
    "欧阳", "太史", "端木", "上官", "司马", "东方", "独孤", "南宫", "万俟", "闻人", "夏侯", "诸葛",
    "尉迟", "公羊", "赫连", "澹台", "皇甫", "宗政", "濮阳", "公冶", "太叔", "申屠", "公孙", "慕容",
    "仲孙", "钟离", "长孙", "宇文", "司徒", "鲜于", "司空", "闾丘", "子车", "亓官", "司寇", "巫马",
    "公西", "颛孙", "壤驷", "公良", "漆雕", "乐正", "宰父", "谷梁", "拓跋", "夹谷", "轩辕", "令狐",
    "段干", "百里", "呼延", "东郭", "南门", "羊舌", "微生", "梁丘", "左丘", "东门", "西门", "第五",
    "纳兰", "完颜", "叶赫", "那拉",
];

/// The usual surnames; in free text a rarer one says less than it disturbs.
pub(crate) const USUAL_SURNAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范石姚谭廖邹熊金陆郝孔崔邱秦江史顾侯邵孟龙段雷钱汤尹黎常武乔贺赖龚";

const TITLES: &[&str] = &[
    "主任",
    "书记",
    "委员",
    "会计",
    "出纳",
    "组长",
    "队长",
    "村长",
    "站长",
    "所长",
    "镇长",
    "乡长",
    "文书",
    "同志",
    "先生",
    "女士",
    "等人",
    "代表",
    "户主",
    "网格员",
    "报账员",
];

const NO_NAMES: &[&str] = &[
    "同上",
    "待定",
    "空缺",
    "本人",
    "村民",
    "全体",
    "暂无",
    "无名",
    "姓名",
    "不详",
    "经办人",
    "负责人",
    "村委会",
    "居委会",
    "党支部",
    "见附件",
    "此处填写",
];

fn name_mistake(text: &str, name: &str) -> Option<Mistake> {
    let quoted = quote(text);
    let fail = |reason: &str, help: &str| Some(Mistake::new(format!("{quoted}{reason}"), help));
    if name.is_empty() {
        return Some(Mistake::new("这里没有姓名", "写一个人的姓名"));
    }
    let placeholder = name.chars().all(|glyph| matches!(glyph, 'x' | 'X'));
    if placeholder || name.contains(['某', '×', '*', '□', '○', '_', '?']) {
        return fail("不是真实姓名", "写这个人的姓名");
    }
    if name
        .chars()
        .any(|glyph| glyph.is_numeric() && !is_han(glyph))
    {
        return fail("里有数字", "只写姓名");
    }
    if name
        .chars()
        .any(|glyph| glyph.is_alphabetic() && !is_han(glyph))
    {
        return fail("不是汉字姓名", "用汉字写姓名");
    }
    if name.contains(['/', '、', ',', ';', '&', '+', ' ']) {
        return fail("里不止一个人", "这里只写一个人的姓名");
    }
    if name.contains(['(', ')', '[', ']', ':', '【', '】']) {
        return fail("里除了姓名还有别的字", "只写姓名，职务另写");
    }
    if !name.chars().all(|glyph| is_han(glyph) || glyph == '·') {
        return fail("不是汉字姓名", "用汉字写姓名");
    }
    if NO_NAMES.contains(&name) {
        return fail("不是姓名", "写这个人的姓名");
    }
    if TITLES.iter().any(|title| name.ends_with(title)) {
        return fail("里除了姓名还有职务", "只写姓名，职务另写");
    }
    length_mistake(name).and_then(|(reason, help)| fail(reason, help))
}

fn length_mistake(name: &str) -> Option<(&'static str, &'static str)> {
    const MAX_CHARS: usize = 6;
    const MAX_DOTTED_CHARS: usize = 24;
    let count = name.chars().count();
    if name.contains('·') {
        let broken = name.split('·').any(str::is_empty) || count > MAX_DOTTED_CHARS;
        return broken.then_some((
            "的间隔号位置不对",
            "间隔号写在姓名中间，如`阿卜杜拉·买买提`",
        ));
    }
    if count < 2 {
        return Some(("只有一个字，不是姓名", "写全姓名"));
    }
    // Only a long name can be two: 和 and 与 occur in names.
    if count > 4 && name.contains(['和', '与', '及']) {
        return Some(("里不止一个人", "这里只写一个人的姓名"));
    }
    (count > MAX_CHARS).then_some(("太长，不像一个人的姓名", "这里只写一个人的姓名，说明另写"))
}

fn fold_dot(glyph: char) -> char {
    match glyph {
        '•' | '・' | '‧' | '∙' | '･' | '.' => '·',
        _ => glyph,
    }
}

/// A name of two characters is spaced to align with names of three: 王　一.
fn unspaced(name: &str) -> Option<String> {
    let mut words = name.split_whitespace();
    let (first, last) = (words.next()?, words.next()?);
    let single = |word: &str| word.chars().count() == 1;
    (words.next().is_none() && single(first) && single(last)).then(|| format!("{first}{last}"))
}

/// Whether the character is Chinese (汉字), rare ones included.
pub(crate) fn is_han(glyph: char) -> bool {
    matches!(glyph,
        '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}' | '〇')
}
