//! Where everything goes in the output folder, and which share of the villages a machine builds.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use crate::board::homes::Home;
use crate::load::disk;
use crate::write::Target;
use crate::write::output::MEMORY;

/// The layout of one output folder.
#[derive(Debug)]
pub(super) struct Places {
    output: PathBuf,
    is_single: bool,
}

impl Places {
    /// A single village has its pages in the output folder itself.
    pub(super) fn new(output: &Path, is_single: bool) -> Self {
        Self {
            output: output.to_owned(),
            is_single,
        }
    }

    /// The pages of a village.
    pub(super) fn of(&self, home: &Home) -> Target {
        if self.is_single {
            return self.town();
        }
        self.of_removed(&home.id)
    }

    /// The pages of a village by its address alone.
    pub(super) fn of_removed(&self, id: &str) -> Target {
        Target {
            folder: self.output.join(id),
            ledger: self.villages().join(format!("{id}.ledger")),
        }
    }

    /// The pages of the town.
    pub(super) fn town(&self) -> Target {
        Target {
            folder: self.output.clone(),
            ledger: self.output.join(MEMORY).join("root.ledger"),
        }
    }

    /// What the last build of a village left to remember.
    pub(super) fn memory(&self, home: &Home) -> PathBuf {
        if self.is_single {
            return self.output.join(MEMORY).join("root.json");
        }
        self.villages().join(format!("{}.json", home.id))
    }

    /// What stands of a village that hands in.
    pub(super) fn pack(&self, id: &str) -> PathBuf {
        self.villages().join(format!("{id}.pack.json"))
    }

    /// Addresses of all villages that were ever written here and not withdrawn.
    pub(super) fn remembered(&self) -> Vec<String> {
        let ledgers = disk::texts(&self.villages(), &["ledger"]);
        let stems = ledgers.iter().filter_map(|path| path.file_stem());
        stems
            .map(|stem| stem.to_string_lossy().into_owned())
            .collect()
    }

    /// The ledger of each folder of pages, with the way to the folder: empty or `dong/`.
    pub(super) fn ledgers(&self) -> Vec<(String, PathBuf)> {
        let villages = self.remembered();
        let villages = villages
            .iter()
            .map(|id| (format!("{id}/"), self.of_removed(id).ledger));
        villages
            .chain([(String::new(), self.town().ledger)])
            .collect()
    }

    fn villages(&self) -> PathBuf {
        self.output.join(MEMORY).join("villages")
    }
}

/// One of several equal shares of the villages, counted from 1 (`2/8`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shard {
    index: usize,
    count: usize,
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let read = || {
            let (index, count) = text.split_once('/')?;
            Some((index.trim().parse().ok()?, count.trim().parse().ok()?))
        };
        match read() {
            Some((index, count)) if (1..=count).contains(&index) => Ok(Self { index, count }),
            _ => Err("写成`第几份/共几份`，例如 2/8".to_owned()),
        }
    }
}

impl Shard {
    /// Every so many-th village: neighbours of a town are of like size, so the shares are too.
    pub(super) fn share(self, homes: &[Home]) -> Vec<Home> {
        homes
            .iter()
            .skip(self.index - 1)
            .step_by(self.count)
            .cloned()
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Shard;
    use crate::board::homes::Home;

    #[test]
    fn shares_cover_all_villages_once() {
        let home = |id: u32| Home {
            id: id.to_string(),
            folder: String::new(),
            skip: Vec::new(),
        };
        let homes: Vec<Home> = (0..7).map(home).collect();
        let shares = ["1/3", "2/3", "3/3"].map(|text| text.parse::<Shard>().unwrap());
        let mut all: Vec<String> = shares
            .iter()
            .flat_map(|shard| shard.share(&homes))
            .map(|home| home.id)
            .collect();
        all.sort();
        assert_eq!(all, ["0", "1", "2", "3", "4", "5", "6"]);
        for bad in ["", "1", "0/3", "4/3", "a/b", "1/0"] {
            assert!(bad.parse::<Shard>().is_err(), "{bad}");
        }
    }
}
