//! A printed number: exact, with the decimals it was printed with.

use std::fmt;

use rust_decimal::Decimal;

use crate::value::decimal::{fold_digits, grouped};
use crate::value::numeral::is_numeral;
use crate::value::unit::Unit;
use crate::value::{Mistake, quote};

/// The side of an account on which a balance stands (余额方向).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    /// 借: for cash and bank, what is there.
    Debit,
    /// 贷: for cash and bank, overdrawn.
    Credit,
    /// 平: zero.
    Flat,
}

impl Direction {
    /// The character on the board: 借, 贷 or 平.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Debit => "借",
            Self::Credit => "贷",
            Self::Flat => "平",
        }
    }

    /// Reads a cell that holds the direction alone.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let all = [Self::Debit, Self::Credit, Self::Flat];
        all.into_iter().find(|side| side.name() == text.trim())
    }
}

/// A number as printed (数), without judgement of what it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Number {
    /// The value as written, before unit and direction are applied.
    pub(crate) value: Decimal,
    /// How many decimals were printed.
    pub(crate) scale: u32,
    /// The unit written in the cell.
    pub(crate) unit: Option<Unit>,
    /// The side written before the number.
    pub(crate) direction: Option<Direction>,
}

impl Number {
    /// Reads one number: `12,300.00`, `￥500`, `1.2万元`, `-3`, `贷 1,000.00`.
    ///
    /// # Errors
    /// Anything that is not exactly one number in Arabic digits.
    pub(crate) fn read(text: &str) -> Result<Self, Mistake> {
        let folded = fold_digits(text);
        let (direction, rest) = split_direction(folded.trim());
        if direction == Some(Direction::Flat) && rest.is_empty() {
            return Ok(Self {
                value: Decimal::ZERO,
                scale: 0,
                unit: None,
                direction,
            });
        }
        let (negative, rest) = split_sign(rest);
        let end = rest
            .find(|glyph: char| !(glyph.is_ascii_digit() || matches!(glyph, ',' | '.')))
            .unwrap_or(rest.len());
        let (digits, unit) = rest.split_at_checked(end).unwrap_or((rest, ""));
        if let Some(mistake) = shape_mistake(text, rest, digits, unit.trim()) {
            return Err(mistake);
        }
        let ungrouped: String = digits.chars().filter(|glyph| *glyph != ',').collect();
        let magnitude = Decimal::from_str_exact(&ungrouped).map_err(|_| {
            Mistake::new(
                format!("{}位数太多", quote(text)),
                "核对是否把几个数连在了一起",
            )
        })?;
        let value = if negative && !magnitude.is_zero() {
            -magnitude
        } else {
            magnitude
        };
        let unit = Some(Unit::read(unit)).filter(|unit| *unit != Unit::Unitless);
        let number = Self {
            scale: magnitude.scale(),
            value,
            unit,
            direction,
        };
        number.direction_mistake(text).map_or(Ok(number), Err)
    }

    /// The value with its sign on an account of cash or bank: 贷 is negative.
    pub(crate) fn signed(&self) -> Decimal {
        match self.direction {
            Some(Direction::Credit) => -self.value,
            Some(Direction::Debit | Direction::Flat) | None => self.value,
        }
    }

    /// Half a unit of the last printed digit: how far the exact value may lie from the printed one.
    #[cfg(test)]
    pub(crate) fn half_step(&self) -> Decimal {
        Decimal::new(5, self.scale.saturating_add(1).min(Decimal::MAX_SCALE))
    }

    fn direction_mistake(&self, text: &str) -> Option<Mistake> {
        let direction = self.direction?;
        if self.value.is_sign_negative() {
            let message = format!("{}既有方向又有负号", quote(text));
            return Some(Mistake::new(message, "写了`借``贷`就不再写负号"));
        }
        if direction == Direction::Flat && !self.value.is_zero() {
            let message = format!("{}写了`平`，数却不是零", quote(text));
            return Some(Mistake::new(message, "核对余额方向"));
        }
        None
    }
}

impl fmt::Display for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(direction) = self.direction {
            write!(formatter, "{} ", direction.name())?;
        }
        formatter.write_str(&grouped(self.value, self.scale))?;
        self.unit
            .as_ref()
            .map_or(Ok(()), |unit| write!(formatter, "{unit}"))
    }
}

fn split_direction(text: &str) -> (Option<Direction>, &str) {
    for direction in [Direction::Debit, Direction::Credit, Direction::Flat] {
        if let Some(rest) = text.strip_prefix(direction.name()) {
            return (Some(direction), rest.trim_start_matches([' ', ':']));
        }
    }
    (None, text)
}

/// The sign may stand before or behind the currency sign, once.
fn split_sign(text: &str) -> (bool, &str) {
    let (before, rest) = strip_sign(text);
    let rest = rest.strip_prefix("人民币").unwrap_or(rest).trim_start();
    let rest = rest.strip_prefix('¥').unwrap_or(rest).trim_start();
    if before.is_some() {
        return (before == Some('-'), rest);
    }
    let (behind, rest) = strip_sign(rest);
    (behind == Some('-'), rest)
}

fn strip_sign(text: &str) -> (Option<char>, &str) {
    for sign in ['-', '+'] {
        if let Some(rest) = text.strip_prefix(sign) {
            return (Some(sign), rest.trim_start());
        }
    }
    (None, text)
}

fn shape_mistake(text: &str, rest: &str, digits: &str, unit: &str) -> Option<Mistake> {
    if digits.is_empty() {
        return Some(no_digits_mistake(text, rest));
    }
    let (whole, fraction) = digits
        .split_once('.')
        .map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let fail =
        |reason: &str, help: &str| Some(Mistake::new(format!("{}{reason}", quote(text)), help));
    if fraction.is_some_and(|fraction| fraction.contains('.')) {
        return fail("有两个小数点", "一格只写一个数");
    }
    if whole.is_empty() {
        return fail("小数点前面没有数", "整数部分是零的写成`0.5`");
    }
    if fraction == Some("") {
        return fail("小数点后面没有数", "补上小数，或者去掉小数点");
    }
    if fraction.is_some_and(|fraction| fraction.contains(',')) {
        return fail("小数部分有逗号", "小数不分节，一格只写一个数");
    }
    if whole.contains(',')
        && let Some((reason, help)) = group_mistake(whole)
    {
        return fail(reason, help);
    }
    unit_mistake(unit).and_then(|(reason, help)| fail(reason, help))
}

fn no_digits_mistake(text: &str, rest: &str) -> Mistake {
    let quoted = quote(text);
    if text.trim().is_empty() {
        return Mistake::new("这里没有数", "填一个数，没有的填`0`");
    }
    if rest.starts_with('(') || rest.starts_with('[') {
        return Mistake::new(
            format!("{quoted}用括号括了数，看不出是不是负数"),
            "负数前面写`-`，其他的去掉括号",
        );
    }
    if rest.chars().next().is_some_and(is_numeral) {
        return Mistake::new(format!("{quoted}不是阿拉伯数字"), "写成阿拉伯数字，如`500`");
    }
    if APPROXIMATE.iter().any(|word| rest.contains(word)) {
        return Mistake::new(format!("{quoted}是约数"), "写准确的数");
    }
    if rest.contains(|glyph: char| glyph.is_ascii_digit()) {
        return Mistake::new(
            format!("{quoted}数字前面有别的字"),
            "这里只写数和单位，说明写到备注里",
        );
    }
    Mistake::new(format!("{quoted}不是数"), "写成阿拉伯数字，如`12,300.00`")
}

fn group_mistake(whole: &str) -> Option<(&'static str, &'static str)> {
    let groups: Vec<&str> = whole.split(',').collect();
    let (first, others) = groups.split_first().expect("split gives at least one part");
    if others.iter().all(|group| group.len() == 3) && (1..=3).contains(&first.len()) {
        return (*first == "0").then_some(("以`0,`开头，像是把小数点写成了逗号", "小数点写成`.`"));
    }
    if others.iter().all(|group| group.len() == 4) && (1..=4).contains(&first.len()) {
        return Some((
            "的逗号按四位分节",
            "千位分节，三位一个逗号，如`12,300`；或者不写逗号",
        ));
    }
    if groups.len() == 2 && others.iter().all(|group| matches!(group.len(), 1 | 2)) {
        return Some((
            "的逗号后面不是三位数，像是小数点",
            "小数点写成`.`，如`12.5`",
        ));
    }
    Some(("的逗号不在千位上", "三位一个逗号，如`12,300`；或者不写逗号"))
}

const APPROXIMATE: &[&str] = &[
    "约", "近", "余", "多", "左右", "上下", "以上", "以下", "以内", "若干", "大概", "几",
];

fn unit_mistake(unit: &str) -> Option<(&'static str, &'static str)> {
    const MAX_CHARS: usize = 10;
    let first = unit.chars().next()?;
    if let Some(after) = unit.get(1..).filter(|_| matches!(first, 'e' | 'E'))
        && after
            .trim_start_matches(['+', '-'])
            .starts_with(|glyph: char| glyph.is_ascii_digit())
    {
        return Some(("用了科学记数法", "把数写全，如`1000`"));
    }
    if matches!(first, 'O' | 'o' | '〇' | '○') {
        return Some(("里有字母`O`，像是数字`0`", "改成数字`0`"));
    }
    if first == '_' {
        return Some(("里有下划线", "三位一个逗号，如`1,000`；或者不写逗号"));
    }
    if first == '。' {
        return Some(("的小数点写成了句号", "小数点写成`.`"));
    }
    if first == '、' {
        return Some((
            "里有顿号，看不出是一个数还是两个数",
            "小数点写成`.`，两个数分两格写",
        ));
    }
    if unit.contains(|glyph: char| glyph.is_ascii_digit())
        && !matches!(unit, "m2" | "M2" | "m3" | "M3")
    {
        return Some(("里不止一个数", "一格只写一个数"));
    }
    if APPROXIMATE.iter().any(|word| unit.contains(word)) {
        return Some(("是约数", "写准确的数"));
    }
    let fits = |glyph: char| {
        glyph.is_alphanumeric() || matches!(glyph, '/' | '%' | '‰' | '²' | '³' | '㎡' | '·')
    };
    if unit.chars().count() > MAX_CHARS || !unit.chars().all(fits) {
        return Some(("数字后面有别的字", "这里只写数和单位，说明写到备注里"));
    }
    None
}
