//! What the village owns, in few columns: assets, resources, facilities, each row with the way to its register.

use crate::catalog::field::FieldType;
use crate::model::record::Record;
use crate::model::row::RowKind as ModelKind;
use crate::model::table::{Row, Table};
use crate::render::page::lease::Lease;
use crate::render::page::topic::href_of;
use crate::render::view::table::{CellView, ColumnView, RowKind, RowView, TableView};

/// A register: its table, what it is called here, its columns and what they are called here.
struct Register {
    table: &'static str,
    caption: &'static str,
    columns: &'static [(&'static str, &'static str)],
    /// The column that says how a thing is used: where a contract is known, it leads there.
    use_of: &'static str,
}

const REGISTERS: &[Register] = &[
    Register {
        table: "assets",
        caption: "房屋、设备和公共设施",
        columns: &[
            ("name", "名称"),
            ("location", "在哪里"),
            ("quantity", "数量"),
            ("original_value", "原值（元）"),
            ("use_status", "怎么用"),
        ],
        use_of: "use_status",
    },
    Register {
        table: "resources",
        caption: "土地、水面和其他资源",
        columns: &[
            ("name", "名称"),
            ("location", "在哪里"),
            ("area_mu", "面积"),
            ("annual_fee", "一年租金（元）"),
            ("use_mode", "怎么用"),
        ],
        use_of: "use_mode",
    },
    Register {
        table: "facility_list",
        caption: "公共设施",
        columns: &[
            ("name", "名称"),
            ("area", "面积"),
            ("use", "作什么用"),
            ("income", "收益（元）"),
        ],
        use_of: "use",
    },
];

/// One table for each register the village keeps; the contracts are those the page lists, in its order.
pub(super) fn tables(records: &[&Record], leases: &[Lease<'_>]) -> Vec<TableView> {
    let mut tables = Vec::new();
    for (number, register) in REGISTERS.iter().enumerate() {
        let mut rows = Vec::new();
        let mut columns = Vec::new();
        for record in records {
            for (at, (_, table)) in record.fields.tables().enumerate() {
                if table.def.id != register.table {
                    continue;
                }
                if columns.is_empty() {
                    columns = register
                        .columns
                        .iter()
                        .map(|one| column(table, *one))
                        .collect();
                }
                let page = format!("{}#t{}", href_of(record), at + 1);
                let entries = table.rows.iter().enumerate();
                let entries = entries.filter(|(_, row)| row.kind() == ModelKind::Plain);
                rows.extend(entries.map(|(place, row)| {
                    let href = format!("{page}-r{}", place + 1);
                    let lease = lease_of(table, row, leases);
                    one_row(register, (record, table, row), &href, lease)
                }));
            }
        }
        if !rows.is_empty() {
            tables.push(TableView {
                id: format!("h{}", number + 1),
                caption: register.caption.to_owned(),
                unit: String::new(),
                head: Vec::new(),
                columns,
                rows,
                foot: Vec::new(),
                capitals: None,
                notes: Vec::new(),
                scroll: false,
                shares: Vec::new(),
                other_side: None,
            });
        }
    }
    tables
}

fn column(table: &Table, (id, name): (&str, &str)) -> ColumnView {
    let kind = table
        .column(id)
        .map(|column| table.def.columns[column].kind);
    ColumnView {
        name: name.to_owned(),
        numeric: kind.is_some_and(FieldType::is_number),
        unbroken: false,
        main: matches!(id, "original_value" | "annual_fee" | "income"),
    }
}

fn one_row(
    register: &Register,
    (record, table, row): (&Record, &Table, &Row),
    href: &str,
    lease: Option<usize>,
) -> RowView {
    let cells = register.columns.iter().map(|(id, _)| {
        let at = table.column(id);
        let kind = at.map(|at| table.def.columns[at].kind);
        let mut text = at.map_or_else(String::new, |at| record.shown(&row.cell(at).value, false));
        if *id == "quantity" && !text.is_empty() {
            let unit = table.column("unit");
            text.push_str(&unit.map_or_else(String::new, |at| row.cell(at).value.to_string()));
        }
        CellView {
            head: *id == "name",
            numeric: kind.is_some_and(FieldType::is_number),
            href: match lease {
                _ if *id == "name" => Some(href.to_owned()),
                Some(number) if *id == register.use_of => Some(format!("#c{}", number + 1)),
                _ => None,
            },
            text,
            mark: None,
            colspan: 1,
        }
    });
    RowView {
        kind: RowKind::Plain,
        id: String::new(),
        cells: cells.collect(),
    }
}

/// The contract that a thing is let under: the one it names.
fn lease_of(table: &Table, row: &Row, leases: &[Lease<'_>]) -> Option<usize> {
    let named = ["contract_ref", "contract_no"].iter().find_map(|id| {
        let text = row.cell(table.column(id)?).value.to_string();
        (!text.is_empty()).then_some(text)
    })?;
    leases
        .iter()
        .position(|lease| lease.number().as_deref() == Some(named.as_str()))
}
