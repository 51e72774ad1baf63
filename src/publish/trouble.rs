//! What a disk refuses while something is published or read, in words an operator can act on.

use std::io::{Error, ErrorKind};
use std::path::Path;

/// The refusal of a change; what was published before stands.
pub(crate) fn refused(path: &Path, error: &Error) -> anyhow::Error {
    let path = path.display();
    let text = match error.kind() {
        ErrorKind::PermissionDenied => {
            format!("没有权限写入 {path}，文件夹可能是只读的，或者文件正被别的程序打开")
        }
        ErrorKind::ReadOnlyFilesystem => {
            format!("写不了 {path}，这个磁盘是只读的（U 盘请看写保护开关）")
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            format!("写不了 {path}，磁盘满了；腾出空间再做一次，原来的没有动")
        }
        ErrorKind::NotFound => format!("写不了 {path}，磁盘或文件夹不在了（U 盘是不是拔掉了？）"),
        ErrorKind::InvalidFilename => {
            format!("写不了 {path}，路径太长或有这个磁盘不认的字，换一个短一些的文件夹")
        }
        ErrorKind::FileTooLarge => format!("写不了 {path}，文件太大，这个磁盘放不下"),
        _ => format!("写不了 {path}（{error}）"),
    };
    anyhow::anyhow!(text)
}

/// The refusal of a look.
pub(crate) fn unreadable(path: &Path, error: &Error) -> anyhow::Error {
    anyhow::anyhow!("{}", unread(path, error))
}

/// Why something could not be read.
pub(crate) fn unread(path: &Path, error: &Error) -> String {
    let path = path.display();
    match error.kind() {
        ErrorKind::PermissionDenied => format!("没有权限读 {path}"),
        ErrorKind::NotFound => format!("{path} 不在了"),
        _ => format!("读不了 {path}（{error}）"),
    }
}
