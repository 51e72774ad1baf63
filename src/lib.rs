//! Turns a village's folder into its transparency board.

mod board;
mod catalog;
mod check;
mod cli;
mod commands;
mod diagnostic;
mod inspect;
mod load;
mod markdown;
mod model;
mod pipeline;
mod privacy;
mod render;
mod serve;
mod site;
mod source;
mod value;
mod write;
mod yaml;

pub use crate::inspect::{Checked, Look, build_folder, check_folder, codes};

/// probe
pub fn probe() {
    use std::sync::Arc;
    let root = std::path::PathBuf::from(std::env::args().nth(1).expect("root"));
    let out = std::env::args().nth(2).map(std::path::PathBuf::from);
    let catalog = Arc::new(catalog::Catalog::embedded());
    let board = Arc::new(model::board::Board {
        name: "示范街道".into(),
        rules: "shandong".into(),
        demo_date: chrono::NaiveDate::from_ymd_opt(2026, 11, 20),
        ..Default::default()
    });
    let theme = render::Theme::load("default", &|_| None).expect("theme");
    let mut summaries = Vec::new();
    for v in load::disk::folders(&root.join("content")) {
        if v == "catalog" {
            continue;
        }
        let listing = load::disk::list(&root, &format!("content/{v}"), &[]).expect("list");
        let tree = load::disk::read(&root, &listing);
        let input = pipeline::Input {
            id: v.clone(),
            tree,
            board: Arc::clone(&board),
            catalog: Arc::clone(&catalog),
            today: chrono::NaiveDate::from_ymd_opt(2026, 11, 20).expect("d"),
        };
        let mut build = pipeline::build(&input, &theme).expect("build");
        if out.is_some() && build.site.is_none() {
            let mut p = pipeline::force(&input, &theme).expect("force");
            build.site = Some(std::mem::take(&mut p.site));
        }
        println!("{}", diagnostic::text::render(&build.findings, false));
        if let (Some(out), Some(site)) = (&out, &build.site) {
            dump(&out.join(&v), site, &root);
        }
        summaries.push(serde_json::from_value(build.summary).expect("summary"));
    }
    if let Some(out) = out {
        let ctx = render::Context {
            board: &board,
            catalog: &catalog,
            today: chrono::NaiveDate::from_ymd_opt(2026, 11, 20).expect("d"),
            folder: "content",
        };
        let s = render::town(&ctx, &summaries, &[], &theme).expect("town");
        dump(&out, &s, &root);
    }
}
#[allow(clippy::all, clippy::disallowed_methods)]
fn dump(out: &std::path::Path, site: &site::Site, root: &std::path::Path) {
    for (p, c) in &site.files {
        let t = out.join(p);
        std::fs::create_dir_all(t.parent().expect("p")).expect("mk");
        match c {
            site::Content::Bytes(b) => std::fs::write(t, b).expect("w"),
            site::Content::Copy { from, .. } => {
                std::fs::copy(root.join(from), t).expect("c");
            }
        }
    }
}
