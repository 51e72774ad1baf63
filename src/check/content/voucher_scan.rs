//! C054: the voucher that an attachment says it shows stands in a table of its record.

use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::record::Record;

/// 附件 with 凭证.
pub(crate) static VOUCHER_SCAN: Check = Check {
    rule: Rule {
        code: "C054",
        title: "附件写的凭证号表里没有",
        level: Level::Warning,
        basis: &["PRACTICE"],
        explain: "附件上写了`凭证`，逐笔表里的那个凭证号就能点开，看到票据的照片或扫描件。写的号码和表里的对不上，就没有一行能点开它。",
        example: "附件: [{文件: files/ji-3.jpg, 凭证: 记3}]（表里是`凭证号: 记-3`）",
        repair: "附件: [{文件: files/ji-3.jpg, 凭证: 记-3}]",
    },
    run: voucher_scan,
};

fn voucher_scan(scope: &Scope<'_>, report: &mut Report<'_>) {
    for record in scope.village.published() {
        let named = record.attachments.iter().flat_map(|file| &file.vouchers);
        for number in named.filter(|number| !stands(number, record)) {
            report
                .at(number.span, format!("表里没有凭证号`{}`", number.value))
                .help("照逐笔表里`凭证号`那一列写，一个字也不差");
        }
    }
}

fn stands(number: &str, record: &Record) -> bool {
    record.fields.tables().any(|(_, table)| {
        let column = table.column("voucher_no");
        column.is_some_and(|column| {
            let mut rows = table.entries();
            rows.any(|row| row.cell(column).value.to_string() == number)
        })
    })
}
