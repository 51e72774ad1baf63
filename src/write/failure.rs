//! What the system refuses, in words an operator can act on.

use std::io::{Error, ErrorKind};
use std::path::Path;

/// The refusal with the path and, where we know one, the way out.
pub(super) fn refused(path: &Path, error: &Error) -> anyhow::Error {
    let path = path.display();
    let text = match error.kind() {
        ErrorKind::PermissionDenied => {
            format!("没有权限写入 {path}，文件夹可能是只读的，或者文件正被别的程序打开")
        }
        ErrorKind::ReadOnlyFilesystem => {
            format!("写不了 {path}，这个磁盘是只读的（U 盘请看写保护开关）")
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            format!("写不了 {path}，磁盘满了，腾出空间再生成；原来的页面没有动")
        }
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => {
            format!("建不了文件夹 {path}，同名的文件占了位置，请把它移走")
        }
        ErrorKind::IsADirectory | ErrorKind::DirectoryNotEmpty => {
            format!("写不了 {path}，同名的文件夹占了位置，请把它移走")
        }
        ErrorKind::InvalidFilename => {
            format!("写不了 {path}，路径太长或有系统不认的字，请换短一些的文件夹或文件名")
        }
        ErrorKind::FileTooLarge => format!("写不了 {path}，文件太大，这个磁盘放不下"),
        _ => format!("写不了 {path}（{error}）"),
    };
    anyhow::anyhow!(text)
}
