//! What a capsule says for itself: its label, its first page, the list of its records, and a letter to whoever finds it.

use std::fmt::Write as _;

use crate::capsule::bag::{self, DATA, SITE};
use crate::capsule::gather::{Gathered, Member};
use crate::capsule::write::style;
use crate::ledger::chain::{Chain, head_code};
use crate::pipeline::Listed;
use crate::publish::pages::{escaped, names, page};

/// The letter. Lines end as old Windows editors want them, and a byte order mark says that it is UTF-8.
const LETTER: &str = include_str!("letter.txt");

/// Every file beside `data/` but the list of these, by name.
pub(super) fn tags(
    gathered: &Gathered,
    manifest: &str,
    bytes: u64,
    files: usize,
) -> [(&'static str, String); 7] {
    [
        (bag::DECLARATION, bag::DECLARED.to_owned()),
        (bag::INFO, info(gathered, bytes, files)),
        (bag::MANIFEST, manifest.to_owned()),
        (bag::FRONT, front(gathered)),
        (bag::STYLE, style()),
        (bag::NOTE, letter(gathered)),
        (bag::LIST, list(gathered)),
    ]
}

/// What the label says of a ledger: `封存账: dong 370105-示范街道-东村 第 2 号 sha256:…`.
pub(super) fn ledger_line(id: &str, chain: &Chain) -> String {
    let (origin, seq) = chain
        .newest()
        .map_or(("", 0), |entry| (&entry.origin, entry.seq));
    let head = chain
        .head()
        .map_or_else(String::new, |head| head.to_string());
    format!("封存账: {id} {origin} 第 {seq} 号 {head}")
}

/// `bag-info.txt`.
fn info(gathered: &Gathered, bytes: u64, files: usize) -> String {
    let mut text = String::new();
    let mut line = |label: &str, value: &str| {
        let value = value.replace(['\r', '\n'], " ");
        writeln!(text, "{label}: {value}").expect("a string takes everything");
    };
    line("Source-Organization", &whose(gathered));
    line(
        "External-Description",
        "三务公开栏档案包：原始记录、封存账和各版原文、最近一次封存的全部网页",
    );
    line("Bagging-Date", &gathered.today.to_string());
    line(
        "Bag-Software-Agent",
        concat!("sanwu ", env!("CARGO_PKG_VERSION")),
    );
    line("Payload-Oxum", &format!("{bytes}.{files}"));
    for member in &gathered.villages {
        line("External-Identifier", &member.entry().origin);
    }
    for member in &gathered.villages {
        let own = ledger_line(&member.id, &member.chain);
        line("封存账", own.trim_start_matches("封存账: "));
        line("总核对码", &format!("{} {}", member.id, code(member)));
        let time = member.entry().time.format("%Y-%m-%d %H:%M");
        line("封存时间", &format!("{} {time}", member.id));
    }
    line("保管期限", &terms(gathered));
    line(
        "保管期限依据",
        "逐条写在 records.csv；本省、本县档案部门另有期限表的，以它为准",
    );
    text
}

fn whose(gathered: &Gathered) -> String {
    let names = gathered.villages.iter().map(|member| {
        let (name, town) = names(&member.entry().origin);
        format!("{town}{name}")
    });
    names.collect::<Vec<_>>().join("、")
}

fn code(member: &Member) -> String {
    member.chain.head().map_or_else(String::new, head_code)
}

/// `永久 3 件，30年 2 件，未定 1 件`.
fn terms(gathered: &Gathered) -> String {
    let records: Vec<&Listed> = gathered
        .villages
        .iter()
        .flat_map(|one| &one.records)
        .collect();
    let told = ["永久", "30年", "10年", ""].iter().filter_map(|term| {
        let count = records.iter().filter(|one| one.term == *term).count();
        let word = if term.is_empty() { "未定" } else { term };
        (count > 0).then(|| format!("{word} {count} 件"))
    });
    told.collect::<Vec<_>>().join("，")
}

/// The first page: what this is, who may see it, and the way to the pages.
fn front(gathered: &Gathered) -> String {
    let mut main = String::new();
    let mut push = |line: &str| {
        main.push_str(line);
        main.push('\n');
    };
    push("<h1>三务公开栏档案包</h1>");
    push(
        "<p class=\"warn\">这是存档件，请放在村档案柜或交档案部门保管，不要放在公共阅览处：原始记录里有网页上不显示的姓名。</p>",
    );
    push("<ul>");
    for member in &gathered.villages {
        let name = escaped(names(&member.entry().origin).0);
        let way = format!("{DATA}/{SITE}/{}/index.html", member.id);
        push(&format!(
            "<li><a class=\"in\" href=\"{way}\">{name}封存时的网页</a></li>"
        ));
    }
    push("</ul>");
    push("<dl>");
    for member in &gathered.villages {
        let entry = member.entry();
        let name = escaped(names(&entry.origin).0);
        let day = member.day();
        let read = day.format("%Y年%-m月%-d日");
        push(&format!(
            "<dt>{name}</dt><dd>第 {} 号，<time datetime=\"{day}\">{read}</time>封存<br>总核对码 <b class=\"code\">{}</b></dd>",
            entry.seq,
            code(member)
        ));
    }
    push(&format!("<dt>保管期限</dt><dd>{}</dd>", terms(gathered)));
    push("</dl>");
    push(
        "<p>三十位数字和墙上封存单上的一样，就是同一份。怎样核对、怎样重建，见<a href=\"%E8%AF%B4%E6%98%8E.txt\">说明.txt</a>；每条记录的保管期限见<a href=\"records.csv\">records.csv</a>（用 WPS、Excel 打开）。</p>",
    );
    page("三务公开栏档案包", "", bag::STYLE, &main)
}

/// Leads back from the pages of a village.
pub(super) fn back() -> String {
    let main = "<p><a class=\"in\" href=\"../../index.html\">回到档案包</a></p>\n";
    page(
        "三务公开栏档案包",
        "0; url=../../index.html",
        "../../index.css",
        main,
    )
}

/// `说明.txt`.
fn letter(gathered: &Gathered) -> String {
    let mut ledgers = String::new();
    for member in &gathered.villages {
        let entry = member.entry();
        let until = entry.time.format("%Y-%m-%d");
        let _ = writeln!(
            ledgers,
            "  {}（文件夹 {}）第 {} 号，{until} 封存\n    总核对码 {}",
            entry.origin,
            member.id,
            entry.seq,
            code(member)
        );
    }
    let text = LETTER
        .replace("{whose}", &whose(gathered))
        .replace("{day}", &gathered.today.to_string())
        .replace("{ledgers}", ledgers.trim_end())
        .replace("{terms}", &terms(gathered))
        .replace("{program}", concat!("sanwu ", env!("CARGO_PKG_VERSION")));
    format!("\u{feff}{}", text.replace('\n', "\r\n"))
}

/// `records.csv`, for WPS and Excel.
fn list(gathered: &Gathered) -> String {
    let mut text = String::from("\u{feff}");
    let mut line = |cells: &[&str]| {
        let cells: Vec<String> = cells.iter().map(|cell| cell_of(cell)).collect();
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    };
    line(&[
        "村",
        "记录",
        "题名",
        "公开事项",
        "公布日期",
        "封存版数",
        "状态",
        "保管期限",
        "期限依据",
    ]);
    for member in &gathered.villages {
        let name = names(&member.entry().origin).0;
        for record in &member.records {
            let day = record
                .published
                .map_or_else(String::new, |day| day.to_string());
            let state = if record.is_withdrawn {
                "已撤回"
            } else {
                "有效"
            };
            line(&[
                name,
                &record.address,
                &record.title,
                &record.item,
                &day,
                &record.versions.to_string(),
                state,
                if record.term.is_empty() {
                    "未定"
                } else {
                    &record.term
                },
                &record.basis,
            ]);
        }
    }
    text
}

/// A cell that no spreadsheet takes for a formula.
fn cell_of(text: &str) -> String {
    let text = text.replace(['\r', '\n'], " ");
    let text = if text.starts_with(['=', '+', '-', '@', '\t']) {
        format!("'{text}")
    } else {
        text
    };
    if text.contains([',', '"']) {
        return format!("\"{}\"", text.replace('"', "\"\""));
    }
    text
}
