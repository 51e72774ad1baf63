//! Which pictures may show signatures: comparing pictures takes long, so only these are looked at.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::source::SourceFile;

/// Names of pictures, without their folders, that stand in files which speak of signing.
pub(super) fn named(files: &[Arc<SourceFile>]) -> BTreeSet<&str> {
    let speaking = files
        .iter()
        .map(|file| file.text.as_str())
        .filter(|text| text.contains('签') || text.contains("sign"));
    speaking.flat_map(pictures).collect()
}

fn pictures(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split(|c: char| c.is_control() || "/\\,，、:：;；[]{}()（）\"'“”".contains(c));
    parts.map(str::trim).filter_map(|part| {
        let name = part.trim_start_matches(['-', ' ']);
        let (_, extension) = name.rsplit_once('.')?;
        let is_picture = ["jpg", "jpeg", "png"]
            .iter()
            .any(|wanted| extension.eq_ignore_ascii_case(wanted));
        is_picture.then_some(name)
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::named;
    use crate::source::{Encoding, SourceFile};

    #[test]
    fn finds_pictures_where_signing_is_spoken_of() {
        let file = |text: &str| {
            let path = "content/a.yaml".to_owned();
            Arc::new(SourceFile::new(path, text.to_owned(), Encoding::Utf8))
        };
        let files = [
            file("签到影像: [files/a.jpg, files/签到 表.PNG]\n附件:\n  - files/b.jpeg\n"),
            file("附件: [files/road.jpg]\n"),
        ];
        let names: Vec<&str> = named(&files).into_iter().collect();
        assert_eq!(names, ["a.jpg", "b.jpeg", "签到 表.PNG"]);
    }
}
