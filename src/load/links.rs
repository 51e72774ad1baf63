//! Which other records a record names.

use crate::catalog::field::FieldType;
use crate::model::address;
use crate::model::record::{Fields, Reference};
use crate::model::value::Value;
use crate::source::Spanned;

/// References of the record and of its rows, each with the word under which it stands.
pub(super) fn all(fields: &Fields, mut references: Vec<Reference>) -> Vec<Reference> {
    for field in fields.0.values() {
        match &field.value.value {
            Value::Reference(target) => references.push(Reference {
                relation: field.def.name.clone(),
                target: Spanned::new(address::normal(target), field.value.span),
            }),
            Value::Table(table) => {
                let columns = table.def.columns.iter().enumerate();
                for (index, column) in
                    columns.filter(|(_, column)| column.kind == FieldType::Reference)
                {
                    for row in &table.rows {
                        let cell = row.cell(index);
                        if let Value::Reference(target) = &cell.value {
                            references.push(Reference {
                                relation: column.name.clone(),
                                target: Spanned::new(address::normal(target), cell.span),
                            });
                        }
                    }
                }
            }
            _ => {}
        }
    }
    references
}
