//! Replaces the clerk's own files with mended ones: all of them or none, and never one that was changed meanwhile.
#![expect(
    clippy::disallowed_methods,
    reason = "the files are read once more before they are replaced"
)]

use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};
use tempfile::TempPath;

use crate::write::failure::refused;
use crate::write::stage;

/// One file to replace.
#[derive(Debug, Clone)]
pub(crate) struct Amendment {
    /// Where it stands.
    pub(crate) path: PathBuf,
    /// SHA-256 of the bytes that were read.
    pub(crate) digest: [u8; 32],
    /// What to store.
    pub(crate) text: String,
}

/// Replaces files, with the permissions they have.
///
/// # Errors
/// When one is a link or read-only, was changed since it was read, or the disk refuses; then none is replaced.
pub(crate) fn amend(amendments: &[Amendment]) -> anyhow::Result<()> {
    let mut staged = Vec::with_capacity(amendments.len());
    for amendment in amendments {
        staged.push(prepared(amendment)?);
    }
    for amendment in amendments {
        unchanged(amendment)?;
    }
    for (amendment, content) in amendments.iter().zip(staged) {
        // Once more, for the file may have waited for others: what an editor has just saved is never overwritten.
        unchanged(amendment)?;
        stage::settle(content, &amendment.path)?;
    }
    Ok(())
}

fn prepared(amendment: &Amendment) -> anyhow::Result<TempPath> {
    let path = &amendment.path;
    let data = std::fs::symlink_metadata(path).map_err(|error| refused(path, &error))?;
    if !data.is_file() {
        anyhow::bail!(
            "{} 是链接，不改链接指向的文件；什么也没有改",
            path.display()
        );
    }
    if data.permissions().readonly() {
        anyhow::bail!(
            "{} 是只读的，改不了；去掉只读属性再运行一次。什么也没有改",
            path.display()
        );
    }
    let content = stage::bytes(amendment.text.as_bytes(), path)?;
    std::fs::set_permissions(&content, data.permissions())
        .map_err(|error| refused(path, &error))?;
    Ok(content)
}

fn unchanged(amendment: &Amendment) -> anyhow::Result<()> {
    let path: &Path = &amendment.path;
    let bytes = std::fs::read(path).map_err(|error| refused(path, &error))?;
    let digest: [u8; 32] = Sha256::digest(&bytes).into();
    if digest != amendment.digest {
        anyhow::bail!(
            "{} 在检查以后又被改动过，没有覆盖它；保存并关掉编辑它的程序，再运行一次",
            path.display()
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use sha2::{Digest as _, Sha256};
    use tempfile::TempDir;

    use super::{Amendment, amend};

    fn amendment(path: &Path, read: &str) -> Amendment {
        Amendment {
            path: path.to_owned(),
            digest: Sha256::digest(read).into(),
            text: "new".into(),
        }
    }

    /// Two files, the second in some trouble: what is said holds `expected`, and neither is touched.
    #[track_caller]
    fn refuses(trouble: impl FnOnce(&Path), expected: &str) {
        let folder = TempDir::new().unwrap();
        let (first, second) = (folder.path().join("a"), folder.path().join("b"));
        for path in [&first, &second] {
            std::fs::write(path, "old").unwrap();
        }
        trouble(&second);
        let before = std::fs::read(&second).unwrap();
        let refused = amend(&[amendment(&first, "old"), amendment(&second, "old")]);
        let said = refused.expect_err("it is refused").to_string();
        assert!(said.contains(expected), "{said}");
        assert_eq!(std::fs::read(&first).unwrap(), b"old");
        assert_eq!(std::fs::read(&second).unwrap(), before);
        let left = std::fs::read_dir(folder.path()).unwrap().count();
        assert!(left <= 3, "nothing half-written is left");
    }

    #[test]
    fn replaces_all_or_none() {
        refuses(
            |path| std::fs::write(path, "saved by an editor").unwrap(),
            "又被改动过",
        );
        refuses(
            |path| {
                let mut permissions = std::fs::metadata(path).unwrap().permissions();
                permissions.set_readonly(true);
                std::fs::set_permissions(path, permissions).unwrap();
            },
            "是只读的",
        );
        #[cfg(unix)]
        refuses(
            |path| {
                let target = path.with_extension("target");
                std::fs::rename(path, &target).unwrap();
                std::os::unix::fs::symlink(&target, path).unwrap();
            },
            "是链接",
        );
    }

    #[test]
    #[cfg(unix)]
    fn keeps_the_permissions() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("a");
        std::fs::write(&path, "old").unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
        amend(&[amendment(&path, "old")]).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"new");
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o640);
    }
}
