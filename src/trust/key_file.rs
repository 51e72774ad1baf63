//! The file of a secret key on the disk: outside every workspace, readable to its owner alone.
#![expect(
    clippy::disallowed_methods,
    reason = "the file of a secret key and of a password is opened here and nowhere else"
)]

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

/// What shows that a folder is a workspace, a built site, a release or an archive: all of one line.
const MARKS: &[&[&str]] = &[
    &["content/board.yaml"],
    &["content/village.yaml"],
    &[".sanwu"],
    &["index.html", "manifest.json"],
    &["SHA256SUMS", "manifest.txt"],
    &["ledger/000001.txt"],
    &["trust/0001.json"],
];

/// The largest file that is read as a key or a password.
const SIZE_MAX: u64 = 16 << 10;

/// Refuses a place from which the key would get out.
///
/// # Errors
/// When a folder above the file is a workspace, an archive or a built site.
pub(crate) fn check_place(path: &Path) -> anyhow::Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let folder = std::fs::canonicalize(folder)
        .with_context(|| format!("没有 {} 这个文件夹", folder.display()))?;
    for above in folder.ancestors() {
        if is_published(above) {
            anyhow::bail!(
                "私钥不能放在 {} 里，那里的内容会被封存、发布和复制；放到自己的 U 盘或个人文件夹",
                above.display()
            );
        }
    }
    Ok(())
}

fn is_published(folder: &Path) -> bool {
    let has = |marks: &[&str]| marks.iter().all(|mark| folder.join(mark).exists());
    let any_in = |inside: &str, is_it: &dyn Fn(&Path) -> bool| {
        let entries = std::fs::read_dir(folder.join(inside));
        entries.is_ok_and(|mut entries| {
            entries.any(|entry| entry.is_ok_and(|entry| is_it(&entry.path())))
        })
    };
    let is_release = |path: &Path| {
        let name = path.file_name().unwrap_or_default().as_encoded_bytes();
        name.len() == 6 && name.iter().all(u8::is_ascii_digit)
    };
    MARKS.iter().any(|marks| has(marks))
        || any_in("content", &|path| path.join("village.yaml").exists())
        || any_in("releases", &is_release)
}

/// Writes the file of a new key; nothing is ever overwritten.
///
/// # Errors
/// When the place is refused, taken, or the disk refuses.
pub(crate) fn create(path: &Path, text: &str) -> anyhow::Result<()> {
    check_place(path)?;
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(path).and_then(|mut file| {
        file.write_all(text.as_bytes())
            .and_then(|()| file.sync_all())
    });
    written.with_context(|| format!("没有写入 {}", path.display()))
}

/// Reads the file of a key.
///
/// # Errors
/// When the place is refused, or the file cannot be read.
pub(crate) fn read(path: &Path) -> anyhow::Result<String> {
    check_place(path)?;
    read_small(path)
}

/// Reads the file of a public key.
///
/// # Errors
/// When the file cannot be read.
pub(crate) fn read_public(path: &Path) -> anyhow::Result<String> {
    read_small(path)
}

/// Reads a password: the first line of a file.
///
/// # Errors
/// When the file cannot be read.
pub(crate) fn password(path: &Path) -> anyhow::Result<String> {
    let text = read_small(path)?;
    Ok(text.lines().next().unwrap_or_default().to_owned())
}

/// Whether others on this machine can read the file; never where the disk knows no owners.
pub(crate) fn is_open_to_others(path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::metadata(path).is_ok_and(|data| data.permissions().mode() & 0o077 != 0)
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        false
    }
}

/// Where the public key of a new key goes: beside it.
pub(crate) fn public_path(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".pub");
    path.with_file_name(name)
}

fn read_small(path: &Path) -> anyhow::Result<String> {
    let shown = path.display();
    let data = std::fs::metadata(path).with_context(|| format!("没有 {shown}"))?;
    if !data.is_file() || data.len() > SIZE_MAX {
        anyhow::bail!("{shown} 不是钥匙或密码文件");
    }
    std::fs::read_to_string(path).with_context(|| format!("读不了 {shown}"))
}
