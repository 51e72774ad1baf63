//! Looking at what was published: is it whole, is it what the ledger says, is it current. Nothing is changed.

mod archive;
pub(crate) mod ledger;
pub(crate) mod release;
pub(crate) mod signatures;
pub(crate) mod target;

use std::path::Path;

use chrono::NaiveDate;

use crate::ledger::chain::Chain;
use crate::publish::examine::signatures::Judged;
use crate::publish::layout::{ENTRY, LEDGER, RELEASES};
use crate::storage::{Fs, Kind};

/// What is wrong with one file or entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wrong {
    /// Its content is not what was sealed.
    Changed,
    /// It is not there.
    Missing,
    /// Nobody listed it.
    Foreign,
    /// The chain does not hold here.
    Broken,
    /// A signature or a register of keys proves nothing.
    Signature,
    /// Signatures are missing.
    Unsigned,
}

impl Wrong {
    /// The word in a list.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Changed => "被改",
            Self::Missing => "缺少",
            Self::Foreign => "多出",
            Self::Broken => "断开",
            Self::Signature => "签名不符",
            Self::Unsigned => "缺签",
        }
    }

    /// The word for programs.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Missing => "missing",
            Self::Foreign => "foreign",
            Self::Broken => "broken",
            Self::Signature => "signature",
            Self::Unsigned => "unsigned",
        }
    }
}

/// One thing that is not as it was sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// What is wrong.
    pub(crate) wrong: Wrong,
    /// The file or entry, as a path relative to what was looked at.
    pub(crate) place: String,
    /// More about it, may be empty.
    pub(crate) reason: String,
}

impl Fault {
    /// A fault of a place.
    pub(crate) fn new(wrong: Wrong, place: impl Into<String>, reason: impl Into<String>) -> Self {
        Self {
            wrong,
            place: place.into(),
            reason: reason.into(),
        }
    }

    /// In one line: `被改 releases/000123/index.html：…`.
    pub(crate) fn line(&self) -> String {
        let Self {
            wrong,
            place,
            reason,
        } = self;
        let colon = if reason.is_empty() { "" } else { "：" };
        format!("{} {place}{colon}{reason}", wrong.word())
    }
}

/// What a folder turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    /// A folder that releases are published to.
    Target,
    /// One release by itself.
    Release,
    /// A ledger, with or without the archive around it.
    Ledger,
}

/// What came of looking.
#[derive(Debug, Default)]
pub(crate) struct Examination {
    /// What it is; `None` where it is nothing of ours.
    pub(crate) what: Option<What>,
    /// The ledger as far as it is sound.
    pub(crate) chain: Chain,
    /// The number of the release that a reader gets.
    pub(crate) served: Option<u32>,
    /// Releases that are whole, the newest first.
    pub(crate) whole: Vec<u32>,
    /// What is not as it was sealed.
    pub(crate) faults: Vec<Fault>,
    /// Why it may not be taken for current.
    pub(crate) stale: Vec<String>,
    /// What could not be read.
    pub(crate) unread: Vec<String>,
    /// What is worth knowing and no fault.
    pub(crate) notes: Vec<String>,
    /// Files looked into.
    pub(crate) files: usize,
    /// Signatures that lie beside entries.
    pub(crate) signatures: usize,
    /// Of an archive: versions and attachments that are as they were sealed.
    pub(crate) originals: Option<(usize, usize)>,
    /// How the entries are signed.
    pub(crate) signed: Judged,
}

/// The answer in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Whole and current.
    Sound,
    /// Something is not as it was sealed.
    Altered,
    /// Whole and past its day.
    Stale,
    /// Nothing to look at, or it could not be read.
    Undecided,
}

impl Verdict {
    /// The exit code of `verify`.
    pub(crate) fn code(self) -> u8 {
        match self {
            Self::Sound => 0,
            Self::Altered => 1,
            Self::Stale => 2,
            Self::Undecided => 3,
        }
    }

    /// The word for programs.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Sound => "sound",
            Self::Altered => "altered",
            Self::Stale => "stale",
            Self::Undecided => "undecided",
        }
    }
}

impl Examination {
    /// The answer: one altered file outweighs everything, and what could not be read outweighs a date.
    pub(crate) fn verdict(&self) -> Verdict {
        if !self.faults.is_empty() {
            Verdict::Altered
        } else if !self.unread.is_empty() || self.what.is_none() {
            Verdict::Undecided
        } else if self.stale.is_empty() {
            Verdict::Sound
        } else {
            Verdict::Stale
        }
    }

    /// Whether nothing is wrong but signatures.
    pub(crate) fn is_only_unsigned(&self) -> bool {
        let mut faults = self.faults.iter();
        faults.all(|fault| matches!(fault.wrong, Wrong::Signature | Wrong::Unsigned))
    }

    /// Adds a fault.
    pub(crate) fn fault(
        &mut self,
        wrong: Wrong,
        place: impl Into<String>,
        reason: impl Into<String>,
    ) {
        self.faults.push(Fault::new(wrong, place, reason));
    }

    fn nothing(reason: String) -> Self {
        Self {
            unread: vec![reason],
            ..Self::default()
        }
    }
}

/// Looks at a folder, whichever of ours it is.
pub(crate) fn examine(fs: &dyn Fs, folder: &Path, today: NaiveDate) -> Examination {
    match what(fs, folder) {
        Ok(Some(What::Target)) => target::examine(fs, folder, today),
        Ok(Some(What::Release)) => release::examine(fs, folder, today),
        Ok(Some(What::Ledger)) => ledger::examine(fs, folder, today),
        Ok(None) => Examination::nothing(format!(
            "{} 里没有发布过的网页，也没有封存账，没有可核验的",
            folder.display()
        )),
        Err(error) => Examination::nothing(super::trouble::unread(folder, &error)),
    }
}

/// What a folder is, by what stands in it.
///
/// # Errors
/// When it cannot be looked into.
pub(crate) fn what(fs: &dyn Fs, folder: &Path) -> std::io::Result<Option<What>> {
    let is = |name: &str, kind| Ok::<_, std::io::Error>(fs.kind(&folder.join(name))? == Some(kind));
    if is(RELEASES, Kind::Folder)? {
        return Ok(Some(What::Target));
    }
    if is(ENTRY, Kind::File)? {
        return Ok(Some(What::Release));
    }
    if is(LEDGER, Kind::Folder)? {
        return Ok(Some(What::Ledger));
    }
    Ok(None)
}
