//! The output folder as a whole: whose it is, and one run at a time.
#![expect(
    clippy::disallowed_methods,
    reason = "looking into the output folder is this file's job"
)]
#![expect(clippy::disallowed_types, reason = "the lock is an open file")]

use std::fs::File;
use std::path::Path;

use crate::write::failure::refused;
use crate::write::stage;

/// The folder, inside the output, of what sanwu remembers; never published.
pub(crate) const MEMORY: &str = ".sanwu";

/// Held while a run writes into an output folder.
#[derive(Debug)]
pub(crate) struct Lock(
    #[expect(dead_code, reason = "the lock lasts as long as the file is open")] File,
);

/// Makes the output folder ours and waits for another run to finish with it.
///
/// # Errors
/// When the folder holds files that sanwu did not make, or cannot be written.
pub(crate) fn claim(output: &Path) -> anyhow::Result<Lock> {
    if !is_ours(output) {
        anyhow::bail!(
            "{} 里有别的文件，不是 sanwu 生成的，没有写入；换一个空文件夹，或先把它移走",
            output.display()
        );
    }
    let memory = output.join(MEMORY);
    stage::folder(&memory)?;
    let path = memory.join("lock");
    let options = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path);
    let file = options.map_err(|error| refused(&path, &error))?;
    // Some shares know no locks; a single clerk on them needs none.
    let _ = file.lock();
    stage::sweep(&memory);
    Ok(Lock(file))
}

/// Whether a folder is missing, empty, or made by sanwu.
pub(super) fn is_ours(folder: &Path) -> bool {
    let Ok(mut entries) = std::fs::read_dir(folder) else {
        return true;
    };
    folder.join(MEMORY).is_dir() || entries.next().is_none()
}
