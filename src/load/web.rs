//! How a site is registered, from `village.yaml` or `board.yaml`.

use crate::diagnostic::Problem;
use crate::load::rules::{SETTINGS, WEB};
use crate::load::settings::Settings;
use crate::model::web::Web;
use crate::source::Spanned;

/// Said in place of a code where none is registered.
const NONE: &str = "无";

/// Reads them; what is written and cannot be so is left out and told.
pub(super) fn read(keys: &mut Settings, problems: &mut Vec<Problem>) -> Web {
    let address = keys.given("网站地址");
    let domain = keys.given("网站域名");
    let code = keys.given("网站标识码");
    let is_silent = code.is_none();
    let has_address = address.is_some();
    let place = domain.as_ref().or(address.as_ref()).map(|text| text.span);
    let address = address.and_then(|text| read_address(&text, problems));
    let host = address.as_deref().and_then(host).unwrap_or_default();
    let domain = domain.and_then(|text| read_domain(&text, host, problems));
    let code = code.filter(|text| text.value != NONE);
    let code = code.and_then(|text| read_code(&text, problems));
    if let Some(place) = place {
        if is_silent {
            problems.push(
                Problem::new(&WEB, place, "有网站域名，没有写`网站标识码`")
                    .help("写登记的标识码；确实没有登记的，写`网站标识码: 无`"),
            );
        }
        if !has_address {
            problems.push(
                Problem::new(
                    &WEB,
                    place,
                    "有网站域名，没有写`网站地址`，网站地图和订阅源写不出完整的网址",
                )
                .help(format!(
                    "写首页的网址，例如`网站地址: https://{}/`",
                    domain.as_deref().unwrap_or("lx.gov.cn")
                )),
            );
        }
    }
    let domain = domain.unwrap_or_else(|| host.to_owned());
    Web {
        domain,
        address: address.unwrap_or_default(),
        code: code.unwrap_or_default(),
    }
}

fn refuse(text: &Spanned<String>, name: &str, help: &str) -> Problem {
    let message = format!("`{name}`不能是`{}`", text.value);
    Problem::new(&SETTINGS, text.span, message).help(help)
}

/// `https://lx.gov.cn/sanwu/`: no query, no place in a page, no name of a file.
fn read_address(text: &Spanned<String>, problems: &mut Vec<Problem>) -> Option<String> {
    let address = text.value.as_str();
    let is_clean = address.chars().all(|c| {
        !(c.is_whitespace()
            || c.is_control()
            || matches!(c, '?' | '#' | '"' | '<' | '>' | '\\' | '@'))
    });
    let last = address.rsplit('/').next().unwrap_or_default();
    let is_folder = last.is_empty() || !last.contains('.') || host(address) == Some(last);
    if is_clean && is_folder && host(address).is_some_and(is_domain) {
        return Some(format!("{}/", address.trim_end_matches('/')));
    }
    problems.push(refuse(
        text,
        "网站地址",
        "写首页所在的文件夹，以 http:// 或 https:// 开头，例如`https://lx.gov.cn/sanwu/`",
    ));
    None
}

fn read_domain(text: &Spanned<String>, host: &str, problems: &mut Vec<Problem>) -> Option<String> {
    let domain = text.value.trim_end_matches('.').to_lowercase();
    if !is_domain(&domain) {
        problems.push(refuse(
            text,
            "网站域名",
            "只写域名，不写 http:// 和后面的路径，例如`lx.gov.cn`",
        ));
        return None;
    }
    let is_same = host.is_empty() || host == domain || host.ends_with(&format!(".{domain}"));
    if !is_same {
        let message = format!("`网站域名`是`{domain}`，`网站地址`在`{host}`，两者对不上");
        problems.push(Problem::new(&SETTINGS, text.span, message).help("核对哪一个写错了"));
        return None;
    }
    Some(domain)
}

/// Ten digits, or `bm` and eight of them.
fn read_code(text: &Spanned<String>, problems: &mut Vec<Problem>) -> Option<String> {
    let code = text.value.to_lowercase();
    let digits = code
        .strip_prefix("bm")
        .map_or((code.as_str(), 10), |rest| (rest, 8));
    if digits.0.len() == digits.1 && digits.0.chars().all(|c| c.is_ascii_digit()) {
        return Some(code);
    }
    problems.push(refuse(
        text,
        "网站标识码",
        "标识码是 10 位数字，加上引号写；没有登记的写`无`",
    ));
    None
}

/// The host of an address, without a port.
fn host(address: &str) -> Option<&str> {
    let rest = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"))?;
    let host = rest.split('/').next()?;
    match host.rsplit_once(':') {
        Some((host, port)) => port.parse::<u16>().ok().map(|_| host),
        None => Some(host),
    }
}

/// Labels with dots between them; Chinese ones are names too.
fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        let is_edge = label.starts_with('-') || label.ends_with('-');
        let fits = label.chars().all(|c| c.is_alphanumeric() || c == '-');
        !label.is_empty() && label.len() <= 63 && fits && !is_edge
    };
    domain.contains('.') && domain.len() <= 253 && domain.split('.').all(is_label)
}
