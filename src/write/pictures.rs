//! Pictures on their way into a folder: made once from each attachment, and not again while both stand as they were.
#![expect(
    clippy::disallowed_methods,
    reason = "attachments are read whole where pictures are made of them"
)]

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context as _;
use rayon::prelude::*;
use tempfile::TempPath;

use crate::attachment::picture::{self, RECIPE};
use crate::site::{Content, Entry, Site, digest};
use crate::source::facts::{Form, Unshown};
use crate::write::Target;
use crate::write::ledger::{Ledger, Written};
use crate::write::stage;

/// The pictures of a site, those that are new waiting beside the ledger.
#[derive(Debug, Default)]
pub(super) struct Pictures {
    /// Size and digest by path relative to the folder.
    pub(super) entries: BTreeMap<String, Entry>,
    made_from: BTreeMap<String, String>,
    staged: BTreeMap<String, TempPath>,
}

/// Everything that is made from one attachment.
type Batch<'a> = Vec<(&'a str, Form)>;

/// One picture after the work: its path, what is known of it, and where it waits unless it stands already.
type Drawn<'a> = (&'a str, Entry, Option<TempPath>);

impl Pictures {
    /// Makes what does not stand already; of an attachment, all sizes together, so that it is decoded once.
    pub(super) fn draw(
        site: &Site,
        root: &Path,
        target: &Target,
        ledger: &Ledger,
    ) -> anyhow::Result<Self> {
        let mut pictures = Self::default();
        let mut batches: BTreeMap<(&str, &str), Batch<'_>> = BTreeMap::new();
        for (path, content) in &site.files {
            let Content::Picture { from, sha256, form } = content else {
                continue;
            };
            let key = match form {
                Form::Large | Form::Small => format!("{RECIPE}:{sha256}"),
                Form::Sheet { number, .. } => format!("{RECIPE}:{sha256}:{number}"),
            };
            if let Some(entry) = standing(path, &key, target, ledger) {
                pictures.entries.insert(path.clone(), entry);
            } else {
                let batch = batches.entry((from, sha256)).or_default();
                batch.push((path, *form));
            }
            pictures.made_from.insert(path.clone(), key);
        }
        if batches.is_empty() {
            return Ok(pictures);
        }
        let beside = target.ledger.parent().expect("a file stands in a folder");
        stage::folder(beside)?;
        let drawn: Vec<Vec<Drawn<'_>>> = batches
            .par_iter()
            .map(|((from, sha256), batch)| draw(&root.join(from), sha256, batch, target))
            .collect::<anyhow::Result<_>>()?;
        for (path, entry, staged) in drawn.into_iter().flatten() {
            pictures.entries.insert(path.to_owned(), entry);
            pictures
                .staged
                .extend(staged.map(|staged| (path.to_owned(), staged)));
        }
        Ok(pictures)
    }

    /// Notes of each picture what it was made from.
    pub(super) fn sign(&self, files: &mut BTreeMap<String, Written>) {
        for (path, made_from) in &self.made_from {
            if let Some(written) = files.get_mut(path) {
                written.made_from.clone_from(made_from);
            }
        }
    }

    /// Hands over a picture that waits.
    pub(super) fn take(&mut self, path: &str) -> anyhow::Result<TempPath> {
        let staged = self.staged.remove(path);
        staged.with_context(|| format!("图片 {path} 在生成途中被改动，请再生成一次"))
    }
}

/// What is known of a picture that was made from the same attachment in the same way and was not touched since.
fn standing(path: &str, key: &str, target: &Target, ledger: &Ledger) -> Option<Entry> {
    let written = ledger
        .files
        .get(path)
        .filter(|written| written.made_from == key && !written.sha256.is_empty())?;
    let stamp = stage::stamp(&target.folder.join(path))?;
    (stamp == (written.size_bytes, written.modified_ns)).then(|| Entry {
        size_bytes: written.size_bytes,
        sha256: written.sha256.clone(),
    })
}

fn draw<'a>(
    from: &Path,
    sha256: &str,
    batch: &[(&'a str, Form)],
    target: &Target,
) -> anyhow::Result<Vec<Drawn<'a>>> {
    let forms: Vec<Form> = batch.iter().map(|(_, form)| *form).collect();
    let made = made(from, sha256, &forms)?;
    let drawn = batch.iter().zip(made).map(|((path, _), bytes)| {
        let entry = Entry::of(&bytes);
        let stands = stage::digest(&target.folder.join(path)).as_ref() == Some(&entry.sha256);
        let staged = (!stands).then(|| stage::bytes(&bytes, &target.ledger));
        Ok((*path, entry, staged.transpose()?))
    });
    drawn.collect()
}

/// The published bytes of an attachment, one for each form.
///
/// # Errors
/// When it cannot be read, is no longer what it was, or cannot be decoded.
pub(crate) fn made(from: &Path, sha256: &str, forms: &[Form]) -> anyhow::Result<Vec<Vec<u8>>> {
    let bytes = std::fs::read(from).with_context(|| format!("读不了附件 {}", from.display()))?;
    if digest(&bytes) != sha256 {
        anyhow::bail!("附件 {} 在生成途中被改动，请再生成一次", from.display());
    }
    picture::published(&bytes, forms).map_err(|why| match why {
        Unshown::TooLarge => anyhow::anyhow!("图片 {} 太大，先缩小再放回来", from.display()),
        Unshown::Kind(_) | Unshown::Name(_) | Unshown::Broken => anyhow::anyhow!(
            "图片 {} 坏了，解不开；在电脑上打开看一看，另存为 JPG 再放回来",
            from.display()
        ),
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use tempfile::TempDir;

    use super::Pictures;
    use crate::site::{Content, Entry, Site, digest};
    use crate::source::facts::Form;
    use crate::write::Target;
    use crate::write::ledger::Ledger;

    /// What eight attachments become with so many threads.
    fn entries(threads: usize) -> BTreeMap<String, Entry> {
        let picture = include_bytes!("../../content/yushutai/decision/files/2025-road-after.jpg");
        let root = TempDir::new().unwrap();
        let mut site = Site::default();
        for number in 0..8_u8 {
            let bytes = [&picture[..], &[number]].concat();
            let from = format!("{number}.jpg");
            std::fs::write(root.path().join(&from), &bytes).unwrap();
            for form in [Form::Large, Form::Small] {
                let content = Content::Picture {
                    from: from.clone(),
                    sha256: digest(&bytes),
                    form,
                };
                site.files.insert(format!("{number}.{form:?}"), content);
            }
        }
        let target = Target {
            folder: root.path().join("public"),
            ledger: root.path().join(".sanwu/dong.ledger"),
        };
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
        let draw = || Pictures::draw(&site, root.path(), &target, &Ledger::default());
        pool.build().unwrap().install(draw).unwrap().entries
    }

    #[test]
    fn threads_do_not_matter() {
        let one = entries(1);
        assert_eq!(one.len(), 16);
        assert_eq!(one, entries(4));
    }
}
