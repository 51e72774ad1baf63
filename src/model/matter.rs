//! A decision (一件事) with the steps it went through.

use chrono::NaiveDate;

use crate::model::record::Fields;
use crate::source::{Span, Spanned};

/// One matter of 「一报四议两公开」 or a variant.
#[derive(Debug)]
pub(crate) struct Matter {
    /// Id of the kind of matter (事项类型), which decides the final body.
    pub(crate) kind: Option<Spanned<String>>,
    /// Id of the variant of the procedure (决策程序).
    pub(crate) variant: Spanned<String>,
    /// Steps in the order of the file.
    pub(crate) steps: Vec<Step>,
}

/// One step; two ids when two steps were merged in one meeting.
#[derive(Debug)]
pub(crate) struct Step {
    /// Step ids of the procedure, one or two.
    pub(crate) ids: Vec<String>,
    /// Where the step is named.
    pub(crate) name: Span,
    /// Id of the body that met, when the step has one.
    pub(crate) body: Option<Spanned<String>>,
    /// Its fields.
    pub(crate) fields: Fields,
}

impl Matter {
    /// The step of an id, merged or not.
    pub(crate) fn step(&self, id: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.is(id))
    }

    /// The step that decides: 决议, of residents or of the collective.
    pub(crate) fn resolution(&self) -> Option<&Step> {
        self.step("resolve")
            .or_else(|| self.step("collective_resolve"))
    }

    /// The day of the decision.
    pub(crate) fn resolved_on(&self) -> Option<NaiveDate> {
        self.resolution().and_then(Step::date)
    }
}

impl Step {
    /// Whether this step is, or contains, the step of an id.
    pub(crate) fn is(&self, id: &str) -> bool {
        self.ids.iter().any(|own| own == id)
    }

    /// When it was held; for a posting, when it began.
    pub(crate) fn date(&self) -> Option<NaiveDate> {
        self.dated().map(|date| date.value)
    }

    /// When it was held, with its place.
    pub(crate) fn dated(&self) -> Option<Spanned<NaiveDate>> {
        self.fields
            .date("held_on")
            .or_else(|| self.fields.date("post_from"))
            .or_else(|| self.fields.date("published_on"))
    }
}
