//! The sheet for the wall after a seal (封存单): the one place outside the pages that shows the code of the whole.

use crate::ledger::chain::{head_code, head_mark};
use crate::ledger::entry::Entry;
use crate::render::chart::markup::escape;
use crate::render::qr;

/// How the sheet looks; it stands alone, so it brings its own.
const STYLE: &str = "@page{size:A4;margin:20mm 18mm}
body{max-width:174mm;margin:0 auto;padding:6mm;color:#000;background:#fff;font:16pt/1.6 \"Source Han Sans SC\",\"Noto Sans CJK SC\",\"Microsoft YaHei\",SimHei,sans-serif}
h1{font-size:30pt;line-height:1.3;text-align:center;margin:0 0 8mm}
.code{font-size:26pt;line-height:1.5;font-weight:700;text-align:center;word-spacing:.35em;border:2pt solid #000;padding:5mm;margin:8mm 0}
dl{margin:0}dt{float:left;clear:left;width:6em;color:#555}dd{margin:0 0 0 6em}
.qr{display:block;width:60mm;height:60mm;margin:4mm auto}
.small{font-size:13pt}
@media print{body{padding:0}}";

/// A page of its own, for A4, that needs nothing beside it.
pub(crate) fn seal_sheet(entry: &Entry, changes: &str) -> String {
    let name = entry.origin.rsplit('-').next().unwrap_or(&entry.origin);
    let (name, origin) = (escape(name), escape(&entry.origin));
    let (seq, day, until) = (entry.seq, entry.time.date_naive(), entry.valid_until);
    // Two lines of three groups, as people read them out.
    let code = head_code(entry.digest());
    let groups: Vec<&str> = code.split(' ').collect();
    let lines: Vec<String> = groups.chunks(3).map(|line| line.join(" ")).collect();
    let code = lines.join("<br>");
    let qr = qr::svg(&head_mark(entry), "总核对码的二维码");
    let changes = escape(changes);
    format!(
        "<!doctype html>
<html lang=\"zh-CN\">
<head>
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<title>{name}封存单（第 {seq} 号）</title>
<style>{STYLE}</style>
</head>
<body>
<main>
<h1>{name}三务公开封存单</h1>
<dl><dt>封存号</dt><dd>第 {seq} 号</dd><dt>封存日期</dt><dd>{day}</dd><dt>有效至</dt><dd>{until}</dd><dt>改动</dt><dd>{changes}</dd><dt>名称</dt><dd>{origin}</dd></dl>
<p class=\"code\">{code}</p>
{qr}
<p>上面三十个数字是到这一天为止全部公开内容的总核对码。请拍照或抄下来：以后任何时候凭它都能查出，从这一天起有没有人改过、删过公开的内容。</p>
<p class=\"small\">核对：sanwu verify 公开栏的文件夹 --head 核对码。请贴在公开栏上，旧的封存单由村（居）务监督委员会保存。</p>
</main>
</body>
</html>
"
    )
}
