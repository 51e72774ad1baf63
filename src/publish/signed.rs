//! What the signatures of a ledger came to, in words; and the fingerprint of a register from paper.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::publish::examine::Examination;
use crate::publish::examine::signatures::Judged;
use crate::publish::paper::half_width;
use crate::trust::register::Register;

/// So many digits may be misread before a fingerprint counts as another one.
const SLIPS: usize = 2;

/// What a fingerprint from paper turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Pinned {
    /// That of this version of the register, which all others follow from.
    Own(String),
    /// That of another register.
    Other(String),
    /// It is none.
    Unclear(String),
}

impl Pinned {
    /// In one sentence.
    pub(crate) fn line(&self) -> &str {
        match self {
            Self::Own(line) | Self::Other(line) | Self::Unclear(line) => line,
        }
    }
}

/// Holds a fingerprint from paper against the registers of a ledger.
pub(crate) fn pinned(judged: &Judged, code: &str) -> Pinned {
    let digits: String = half_width(code)
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | ',' | '，' | '.'))
        .collect();
    let is_code = digits.len() == 30 && digits.chars().all(|c| c.is_ascii_digit());
    if !is_code {
        let reason = "钥匙册指纹看不懂：应为三十位数字，sanwu trust init 和 trust show 会显示它";
        return Pinned::Unclear(reason.to_owned());
    }
    if judged.registers.is_empty() {
        let reason = if judged.faults.is_empty() {
            "钥匙册指纹对不上：纸上有指纹，这里没有钥匙册，也没有签名：签名被去掉了，或者换成了另一本账"
        } else {
            "钥匙册指纹没法对：这里的钥匙册不完好"
        };
        return Pinned::Other(reason.to_owned());
    }
    let mut near = None;
    for register in &judged.registers {
        let own = register.fingerprint().replace(' ', "");
        let pairs = own.bytes().zip(digits.bytes());
        let slips = pairs.filter(|(own, one)| own != one).count();
        if slips == 0 {
            return Pinned::Own(same(judged, register));
        }
        if slips <= SLIPS {
            near = Some((register, slips));
        }
    }
    if let Some((register, slips)) = near {
        return Pinned::Unclear(format!(
            "钥匙册指纹和第 {} 版只差 {slips} 位，多半抄错了，请再对一遍：{}",
            register.version,
            register.fingerprint()
        ));
    }
    Pinned::Other(
        "钥匙册指纹对不上：这里的钥匙册不是纸上的那一本，整本换过；这里的签名都不能算数，请告诉监委会和镇街".to_owned(),
    )
}

fn same(judged: &Judged, register: &Register) -> String {
    let version = register.version;
    if version == judged.sealed {
        return format!("钥匙册指纹对上了：是第 {version} 版，就是现在用的");
    }
    format!(
        "钥匙册指纹对上了：是第 {version} 版，现在用的第 {} 版是按它的要求一版一版换来的",
        judged.sealed
    )
}

/// What the terminal says of the signatures; `is_pinned` where paper has been asked.
pub(crate) fn lines(found: &Examination, is_pinned: bool) -> String {
    let judged = &found.signed;
    let mut text = String::new();
    if found.chain.newest().is_none() || !judged.faults.is_empty() {
        return text;
    }
    let _ = writeln!(text, "{}", headline(found));
    let (Some(root), false) = (judged.registers.first(), is_pinned) else {
        return text;
    };
    if judged.sealed > 0 {
        let _ = writeln!(
            text,
            "钥匙册指纹: {}（第 1 版；现在是第 {} 版）\n要和纸上留底的指纹对（--trust 指纹）：没有和纸对过，整本钥匙册连同签名换掉，程序看不出来",
            root.fingerprint(),
            judged.sealed
        );
    }
    text
}

/// One sentence.
pub(crate) fn headline(found: &Examination) -> String {
    let judged = &found.signed;
    let entries = found.chain.next_seq() - 1;
    let Some(since) = judged.since else {
        return "未签名: 这个村没有钥匙册；由哪个人封存，程序不能证明，以纸上的总核对码为准"
            .to_owned();
    };
    let before = match since {
        1 => String::new(),
        _ => format!("（第 {} 号和以前没有钥匙册，未签名）", since - 1),
    };
    let by = names(judged).join("、");
    if judged.open.is_empty() && judged.faults.is_empty() {
        return format!("签名: 从第 {since} 号到第 {entries} 号都签齐了，签名的有 {by}{before}");
    }
    let wrong = judged.open.len() + judged.faults.len();
    format!(
        "签名: 从第 {since} 号起应签名，签齐的 {} 号，有 {wrong} 处不对{before}",
        judged.complete
    )
}

fn names(judged: &Judged) -> Vec<String> {
    judged.signers.iter().map(ToString::to_string).collect()
}

/// For the archives office.
pub(crate) fn report(found: &Examination) -> String {
    let judged = &found.signed;
    let mut text = format!("  {}\n", headline(found));
    if let Some(register) = judged.in_force() {
        let _ = writeln!(
            text,
            "  钥匙册: 第 {} 版，第 1 版的指纹 {}",
            register.version,
            judged.registers[0].fingerprint()
        );
        for key in &register.keys {
            let _ = writeln!(text, "    {key} {}", key.public.id);
        }
    }
    let faults = judged.faults.iter().cloned();
    let open = judged.open.iter();
    let open = open.map(|(seq, missing)| super::examine::signatures::lacking(*seq, missing));
    for fault in faults.chain(open) {
        let _ = writeln!(text, "  {}", fault.line());
    }
    text
}

/// For programs.
pub(crate) fn document(judged: &Judged) -> Value {
    let open: Vec<Value> = judged
        .open
        .iter()
        .map(|(seq, missing)| json!({"entry": seq, "missing": missing.to_string()}))
        .collect();
    json!({
        "since": judged.since,
        "complete": judged.complete,
        "signers": names(judged),
        "open": open,
        "register": judged.in_force().map(|register| register.version),
        "fingerprint": judged.registers.first().map(Register::fingerprint),
    })
}
