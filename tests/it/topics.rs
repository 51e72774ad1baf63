//! Pages of topics in the example: built where there is something to show, named by the home page, silent about persons
//! that only members may see.

use std::path::Path;

use chrono::NaiveDate;
use sanwu::{Look, build_folder};

const TOPICS: [&str; 5] = ["money", "assets", "projects", "audits", "points"];

#[test]
fn a_page_is_built_where_a_home_page_names_it() {
    let today = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
    let pages = build_folder(Path::new(env!("CARGO_MANIFEST_DIR")), Look::on(today)).unwrap();
    let text = |path: &str| pages.get(path).map(|bytes| String::from_utf8_lossy(bytes));
    let mut built = 0;
    for village in ["yushutai", "nanliugou", "heshunli", "dongquan"] {
        let home = text(&format!("{village}/index.html")).unwrap();
        for topic in TOPICS {
            let page = text(&format!("{village}/{topic}/index.html"));
            let link = format!("<dt><a href=\"{topic}/index.html\">");
            assert_eq!(home.contains(&link), page.is_some(), "{village}: {topic}");
            built += usize::from(page.is_some());
        }
    }
    assert!((12..20).contains(&built), "{built} pages of topics");
    assert!(text("yushutai/audits/index.html").is_none());

    let points = text("yushutai/points/index.html").unwrap();
    assert!(points.contains("党员积分") && points.contains("村民积分"));
    // Names of the members' own list, which is not for everybody.
    for name in ["宋玉芬", "赵立军", "马洪亮", "王安泉"] {
        assert!(!points.contains(name), "{name}");
    }
    let audits = text("nanliugou/audits/index.html").unwrap();
    assert!(!audits.contains("包联责任人"), "a list kept among members");
    assert!(audits.contains("data-due=\"2026-10-31\">过期 20 天，未见完成"));
    let assets = text("yushutai/assets/index.html").unwrap();
    assert!(assets.contains("data-due=\"2026-12-31\" data-soon=\"90\">即将到期，剩 41 天"));
}
