//! Whose ledger (`origin`): 区划代码-上级-名称, as every entry and every register of a village says.

use crate::board::homes::Home;
use crate::board::workspace::Workspace;
use crate::load::{disk, settings};
use crate::seal;
use crate::source::FileId;

/// The origin of a village, from its `village.yaml`.
///
/// # Errors
/// When the file cannot be read or gives the village no name.
pub(crate) fn of(workspace: &Workspace, home: &Home) -> anyhow::Result<String> {
    let names = ["village.yaml", "village.yml"].map(|name| format!("{}/{name}", home.folder));
    let shown = names
        .iter()
        .find(|name| disk::exists(&workspace.root.join(name)))
        .ok_or_else(|| anyhow::anyhow!("{} 里没有 village.yaml", home.folder))?;
    let file = disk::read_text(&workspace.root.join(shown), shown, 0)
        .map_err(|reason| anyhow::anyhow!("{shown} {reason}"))?;
    let shared = (&*workspace.board, &*workspace.catalog);
    let profile = settings::village(&file, FileId(0), shared, &mut Vec::new());
    if profile.name.is_empty() {
        anyhow::bail!("{shown} 里没有写名称");
    }
    Ok(seal::origin(&profile))
}
