//! The least that any generator does: read, Markdown, a fixed layout, write. Ratios to it compare where seconds do not.

use std::fs;
use std::io;
use std::path::Path;

use pulldown_cmark::{Options, Parser, html};

const HEAD: &str = "<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>";
const MIDDLE: &str = "</title><link rel=\"stylesheet\" href=\"../style.css\"></head><body><main>";
const FOOT: &str = "</main><footer><p>以公开栏纸质原件为准</p></footer></body></html>\n";

/// Makes a page of every record below `root/content`, each in a folder of its own; returns how many.
///
/// # Errors
/// When the disk refuses.
pub(crate) fn build(root: &Path, output: &Path) -> io::Result<usize> {
    let mut count = 0;
    let mut body = String::new();
    for entry in walkdir::WalkDir::new(root.join("content")).sort_by_file_name() {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy();
        if entry.file_type().is_dir() || name == "village.yaml" || name == "board.yaml" {
            continue;
        }
        let source = fs::read_to_string(entry.path())?;
        let text = source
            .strip_prefix("---\n")
            .and_then(|rest| rest.split_once("\n---\n"))
            .map_or(source.as_str(), |(_, text)| text);
        body.clear();
        body.push_str(HEAD);
        body.push_str(&name);
        body.push_str(MIDDLE);
        html::push_html(&mut body, Parser::new_ext(text, Options::ENABLE_TABLES));
        body.push_str(FOOT);
        let at = entry.path().with_extension("");
        let folder = output.join(at.strip_prefix(root).expect("it was found below the root"));
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("index.html"), &body)?;
        count += 1;
    }
    Ok(count)
}
