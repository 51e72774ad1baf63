//! Where finished work goes: into a folder that was not there, or was empty, in one step.

use std::path::{Path, PathBuf};

use crate::publish::{trouble, walk};
use crate::storage::{Fs, Kind};

/// The folder to work in, beside the place that it is going to have.
///
/// # Errors
/// When something stands in that place, or the disk refuses.
pub(crate) fn beside(fs: &dyn Fs, place: &Path, what: &str) -> anyhow::Result<PathBuf> {
    let unread = |error| trouble::unreadable(place, &error);
    match fs.kind(place).map_err(unread)? {
        None => {}
        Some(Kind::Folder) => {
            if let Some((name, _)) = fs.list(place).map_err(unread)?.first() {
                anyhow::bail!(
                    "{} 里已经有东西（{name}），没有写入；换一个空文件夹",
                    place.display()
                );
            }
        }
        Some(Kind::File | Kind::Other) => {
            anyhow::bail!("{} 不是普通文件夹，没有写入", place.display());
        }
    }
    let parts = place.parent().zip(place.file_name());
    let Some((above, name)) = parts else {
        anyhow::bail!(
            "{} 是整个磁盘，请在里面取一个文件夹名，例如 {}",
            place.display(),
            place.join("sanwu").display()
        );
    };
    let work = above.join(format!(".{}.{what}", name.to_string_lossy()));
    let refused = |error| trouble::refused(&work, &error);
    walk::clear(fs, &work).map_err(refused)?;
    fs.make_folder(above).map_err(refused)?;
    Ok(work)
}

/// Gives finished work its name.
///
/// # Errors
/// When the disk refuses.
pub(crate) fn name(fs: &dyn Fs, work: &Path, place: &Path) -> anyhow::Result<()> {
    let rename = || {
        if fs.kind(place)?.is_some() {
            fs.remove_folder(place)?;
        }
        fs.rename(work, place)?;
        fs.sync_folder(place.parent().expect("work stands beside it"))
    };
    rename().map_err(|error| trouble::refused(place, &error))
}
