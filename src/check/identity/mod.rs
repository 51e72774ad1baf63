//! The few operators that evaluate what the catalogue says must agree (勾稽关系).
//!
//! Which columns, which formula and which law stand in the catalogue; here is only how to compare.

mod carried;
mod cells;
mod evaluate;
mod other;
mod rows;
mod whole;

pub(super) use whole::shown;

use crate::catalog::rule::{Identity, Level, Rule};
use crate::check::Scope;
use crate::check::report::{Note, Report};
use crate::model::record::Record;
use crate::model::table::Table;

/// One identity applied to one record.
#[derive(Debug, Clone, Copy)]
pub(super) struct Case<'a> {
    /// What the check may look at.
    pub(super) scope: &'a Scope<'a>,
    /// The record.
    pub(super) record: &'a Record,
    /// The table the identity belongs to; none for one over fields.
    pub(super) table: Option<&'a Table>,
    /// What must agree.
    pub(super) identity: &'a Identity,
}

impl Case<'_> {
    /// Sets basis and weight of a finding from the identity.
    pub(super) fn grade(&self, note: Note<'_>) {
        note.basis(&self.identity.basis)
            .warn_if(self.identity.level == Level::Warn);
    }
}

/// Applies every identity of the catalogue that carries the code of the rule being checked.
pub(super) fn check(scope: &Scope<'_>, report: &mut Report<'_>) {
    let code = report.rule().code;
    for record in &scope.village.records {
        let of_item = record.item.iter().flat_map(|item| &item.identities);
        for identity in of_item.filter(|identity| identity.code == code) {
            apply(
                &Case {
                    scope,
                    record,
                    table: None,
                    identity,
                },
                report,
            );
        }
        for (_, table) in record.fields.tables() {
            for identity in table
                .def
                .identities
                .iter()
                .filter(|identity| identity.code == code)
            {
                apply(
                    &Case {
                        scope,
                        record,
                        table: Some(table),
                        identity,
                    },
                    report,
                );
            }
        }
    }
}

fn apply(case: &Case<'_>, report: &mut Report<'_>) {
    match &case.identity.rule {
        Rule::Row { formula } => whole::each_row(case, formula, report),
        Rule::Whole { formula } => whole::record(case, formula, report),
        Rule::NamedRows {
            label,
            values,
            formula,
            aliases,
        } => {
            whole::named_rows(case, (label, values, aliases), formula, report);
        }
        Rule::Running {
            balance,
            plus,
            minus,
            opening,
        } => {
            rows::running(case, balance, (plus, minus), opening.as_deref(), report);
        }
        Rule::ExactlyOne { columns } => rows::exactly_one(case, columns, report),
        Rule::WithinPeriod { column } => rows::within_period(case, column, report),
        Rule::Unique { column, month_of } => {
            rows::at_most(case, column, (1, month_of.as_deref()), report);
        }
        Rule::AtMost { column, times } => rows::at_most(case, column, (*times, None), report),
        Rule::Gapless { column, month_of } => {
            rows::gapless(case, column, month_of.as_deref(), report);
        }
        Rule::Different { columns } => cells::different(case, columns, report),
        Rule::RequiredWhen { when, columns } => {
            cells::required_when(case, when, columns, cells::says_something, report);
        }
        Rule::RequiredWhenZero { when, columns } => {
            cells::required_when(case, when, columns, cells::is_zero, report);
        }
        Rule::Order { columns } => cells::order(case, columns, report),
        Rule::NotNegative { column } => cells::not_negative(case, column, report),
        Rule::Resolves { column } => cells::resolves(case, column, report),
        Rule::CarriedForward { opening, closing } => {
            carried::fields(case, opening, closing, report);
        }
        Rule::CarriedForwardRows {
            key,
            opening,
            closing,
            of_year,
        } => {
            let before = carried::Before::of(*of_year);
            carried::rows(case, key, (opening, closing), before, report);
        }
        Rule::AccumulatesRows {
            key,
            total,
            current,
        } => {
            carried::accumulates(case, key, (total, current), report);
        }
        Rule::SameAs {
            value,
            or,
            item,
            other,
            parts,
        } => {
            let mine = std::iter::once(value).chain(or);
            other::same_as(case, mine, (item, other, *parts), report);
        }
    }
}
