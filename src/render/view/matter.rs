//! A matter decided by the village (一报四议两公开): its steps and its money.

use serde::{Deserialize, Serialize};

use crate::render::view::record::Picture;
use crate::render::view::statement::FigureView;
use crate::render::view::text::{Fact, Link, Run};

/// A matter (`matter`), beside `record`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct MatterView {
    /// `从报告到结果：走到第 7 步`.
    pub(crate) heading: String,
    /// The steps, in the order of the procedure.
    pub(crate) steps: Vec<StepView>,
    /// Budget, contract, paid, settlement.
    pub(crate) money: Option<FigureView>,
}

/// One step.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct StepView {
    /// Anchor.
    pub(crate) id: String,
    /// Its number.
    pub(crate) no: String,
    /// `四议：村民代表会议决议`.
    pub(crate) title: String,
    /// Whether it was taken.
    pub(crate) state: StepState,
    /// The next step was not taken: the line to it is dashed.
    pub(crate) joined: bool,
    /// When.
    pub(crate) days: Vec<Run>,
    /// What was said, a sentence each.
    pub(crate) text: Vec<Vec<Run>>,
    /// Further facts of the step, as who reported what.
    pub(crate) facts: Vec<Fact>,
    /// The vote in words, on one line; may be empty.
    pub(crate) ballot: String,
    /// The bar of the vote, made by `render::chart`; may be empty.
    pub(crate) vote_html: String,
    /// What is missing, why, who is responsible.
    pub(crate) notice: Option<StepNotice>,
    /// Photographs.
    pub(crate) pictures: Vec<Picture>,
    /// Minutes and other files.
    pub(crate) links: Vec<Link>,
}

/// Whether a step was taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum StepState {
    /// Taken.
    #[default]
    Done,
    /// Due or waiting.
    Todo,
}

/// A box inside a step.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct StepNotice {
    /// `逾期 22 天，没有公开`.
    pub(crate) title: String,
    /// Reason, who is responsible.
    pub(crate) text: Vec<Run>,
}
