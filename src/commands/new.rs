//! `sanwu new`: a record to fill in; nothing is ever overwritten.

use chrono::{Datelike as _, NaiveDate};

use crate::board::homes::Home;
use crate::board::workspace::Workspace;
use crate::catalog::item::{Frequency, Item};
use crate::cli::Options;
use crate::commands::terminal;
use crate::commands::{Verdict, open, template};
use crate::value::period::Period;
use crate::write;

pub(super) fn run(options: &Options, item: &str, period: Option<&str>) -> anyhow::Result<Verdict> {
    let workspace = open(options)?;
    let home = home(&workspace, &options.villages)?;
    if NOTICES.contains(&item) && workspace.catalog.item(item).is_none() {
        let name = if item == TABLE { "table" } else { "notice" };
        let path = format!("{}/affairs/{name}-{}.yaml", home.folder, workspace.today);
        return create(
            &workspace,
            &path,
            &template::notice(workspace.today, item == TABLE),
        );
    }
    let item = find(&workspace, item)?;
    let period = match period {
        Some(text) => Period::read(text).map_err(|mistake| {
            anyhow::anyhow!("期间`{text}`读不懂：{}，{}", mistake.message, mistake.help)
        })?,
        None => usual(item.frequency, workspace.today),
    };
    let name = item.id.rsplit('.').next().unwrap_or(&item.id);
    let path = format!(
        "{}/{}/{name}-{}.yaml",
        home.folder,
        item.category.id(),
        period.key()
    );
    let text = template::record(&workspace.catalog, item, &period);
    create(&workspace, &path, &text)
}

/// A notice that no item of the catalogue foresees, and one with a table of its own.
const NOTICES: &[&str] = &["通知", "公告", "通告", "公示", "一般公告", TABLE];
const TABLE: &str = "表";

fn create(workspace: &Workspace, path: &str, text: &str) -> anyhow::Result<Verdict> {
    if !write::create(&workspace.root.join(path), text)? {
        anyhow::bail!("{path} 已经有了，没有改动它");
    }
    terminal::data(&format!("{path}\n"));
    terminal::say("建好了。打开它填好每一项，再运行 sanwu check\n");
    Ok(Verdict::Clean)
}

fn find<'a>(workspace: &'a Workspace, name: &str) -> anyhow::Result<&'a Item> {
    if let Some(item) = workspace.catalog.item(name) {
        return Ok(item);
    }
    match workspace.catalog.suggest_item(name) {
        Some(likely) => anyhow::bail!("公开目录里没有`{name}`，是不是想写`{likely}`？"),
        None => anyhow::bail!("公开目录里没有`{name}`"),
    }
}

fn home<'a>(workspace: &'a Workspace, named: &[String]) -> anyhow::Result<&'a Home> {
    let known = || {
        workspace
            .villages
            .iter()
            .map(|home| home.id.as_str())
            .collect::<Vec<_>>()
            .join("、")
    };
    match (named, workspace.villages.as_slice()) {
        ([], [only]) => Ok(only),
        ([], _) => anyhow::bail!("请用 --village 写明是哪个村: {}", known()),
        ([name], homes) => homes
            .iter()
            .find(|home| workspace.village_id(name) == Some(home.id.as_str()))
            .ok_or_else(|| anyhow::anyhow!("没有`{name}`这个村，可以写: {}", known())),
        _ => anyhow::bail!("一次只给一个村新建记录"),
    }
}

/// The last period that is over; for what happens now and then, today.
fn usual(frequency: Frequency, today: NaiveDate) -> Period {
    let year = today.year();
    let current = match frequency {
        Frequency::Monthly => Period::Month {
            year,
            month: today.month(),
        },
        Frequency::Quarterly => Period::Quarter {
            year,
            quarter: today.month0() / 3 + 1,
        },
        Frequency::HalfYearly => Period::HalfYear {
            year,
            half: today.month0() / 6 + 1,
        },
        Frequency::Yearly => Period::Year { year },
        Frequency::Event | Frequency::Standing => return Period::Day(today),
    };
    current.previous().unwrap_or(current)
}
