//! A record as its page and its sheet show it: the views are made once for both.

use crate::model::record::Record;
use crate::model::village::Village;
use crate::render::page::topic::charter;
use crate::render::page::{contracts, matter, org, record, statement, translation};
use crate::render::view::charter::CharterView;
use crate::render::view::contracts::ContractsView;
use crate::render::view::matter::MatterView;
use crate::render::view::org::OrgView;
use crate::render::view::record::RecordPage;
use crate::render::view::statement::StatementView;
use crate::render::{Context, Theme};

/// A record's view, and what its layout adds.
pub(crate) struct Shown {
    /// Facts, tables, text.
    pub(crate) view: RecordPage,
    /// What the layout adds.
    pub(crate) layout: Layout,
}

/// What a layout adds to facts and tables.
pub(crate) enum Layout {
    /// Nothing.
    Plain,
    /// Income and expense.
    Statement(Box<StatementView>),
    /// The steps of a decision.
    Matter(MatterView),
    /// The tree of bodies.
    Org(Box<OrgView>),
    /// The list of contracts.
    Contracts(ContractsView),
    /// The articles of a text of rules.
    Charter(Box<CharterView>),
}

impl Layout {
    /// The template that shows it.
    pub(crate) fn template(&self) -> &'static str {
        match self {
            Self::Plain => "record.html",
            Self::Statement(_) => "layouts/statement.html",
            Self::Matter(_) => "layouts/matter.html",
            Self::Org(_) => "layouts/org_tree.html",
            Self::Contracts(_) => "layouts/contracts.html",
            Self::Charter(_) => "layouts/charter.html",
        }
    }
}

impl Shown {
    /// The views of a record, in the layout that its item names and the theme has.
    pub(crate) fn of(
        record: &Record,
        village: &Village,
        context: &Context<'_>,
        theme: &Theme,
    ) -> Self {
        let mut view = record::page(record, village, context);
        let is_bare = record.withdrawal.is_some() || view.ended.is_some();
        let item = record.item.as_ref();
        let named = item
            .and_then(|item| item.layout.as_deref())
            .filter(|layout| theme.layouts.contains(*layout) && !is_bare);
        let layout = named.and_then(|layout| match layout {
            "matter" => {
                let (lead, matter) =
                    matter::view(record, record.matter.as_ref()?, village, context);
                view.lead = lead;
                Some(Layout::Matter(matter))
            }
            "statement" => {
                let (lead, statement) = statement::view(record, village, context)?;
                view.lead = lead;
                Some(Layout::Statement(Box::new(shared_out(
                    statement, &mut view,
                ))))
            }
            "org_tree" => org::view(record, village).map(|org| Layout::Org(Box::new(org))),
            "contracts" => {
                let (_, contracts) = contracts::view(record, village, context)?;
                view.tables.clear();
                Some(Layout::Contracts(contracts))
            }
            "charter" => {
                let charter = charter::view(record, village)?;
                view.lead = charter::adoption(record);
                Some(Layout::Charter(Box::new(charter)))
            }
            _ => None,
        });
        let layout = layout.unwrap_or(Layout::Plain);
        if !view.translations.is_empty() {
            view.beside = translation::fits_beside(&view, &layout);
        }
        Self { view, layout }
    }
}

/// The statement shows the rows and the balance, so the record keeps its free tables and its other facts.
fn shared_out(mut statement: StatementView, view: &mut RecordPage) -> StatementView {
    view.tables.retain(|table| table.id.starts_with('f'));
    statement.vouchers.retain(|table| table.id.starts_with('t'));
    view.facts.retain(|fact| {
        !matches!(
            fact.label.as_str(),
            "期初余额" | "期末余额" | "收入合计" | "支出合计"
        )
    });
    statement
}
