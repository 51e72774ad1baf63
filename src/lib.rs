//! Turns a village's folder into its transparency board.

mod board;
mod catalog;
mod check;
mod cli;
mod commands;
mod diagnostic;
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
/// probe
pub fn probe() {
    use std::sync::Arc;
    let root = std::path::PathBuf::from(std::env::args().nth(1).expect("root"));
    let catalog = Arc::new(catalog::Catalog::embedded());
    let board = Arc::new(model::board::Board {
        rules: "shandong".into(),
        ..Default::default()
    });
    for v in load::disk::folders(&root.join("content")) {
        if v == "catalog" {
            continue;
        }
        let listing = load::disk::list(&root, &format!("content/{v}"), &[]).expect("list");
        let tree = load::disk::read(&root, &listing);
        let input = pipeline::Input {
            id: v,
            tree,
            board: Arc::clone(&board),
            catalog: Arc::clone(&catalog),
            today: chrono::NaiveDate::from_ymd_opt(2026, 11, 20).expect("d"),
        };
        let findings = pipeline::check(&input);
        println!("{}", diagnostic::text::render(&findings, false));
    }
}
