//! C053: a picture that pages are to show can be shown, everywhere and without what the camera wrote into it.

use crate::check::privacy::without_numbers;
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::record::Record;
use crate::source::Span;
use crate::source::facts::Unshown;

/// Damaged pictures, and kinds that browsers do not show or that cannot be cleaned.
pub(crate) static UNSHOWN: Check = Check {
    rule: Rule {
        code: "C053",
        title: "图片显示不了",
        level: Level::Error,
        basis: &["PIPL-25"],
        explain: "网页上的图片用 JPG 或 PNG：哪里都打得开，生成时能摆正、缩小，并去掉拍摄地点、机主这些看不见的信息。别的格式和坏了的图片做不到，就不能原样放上去；仅存档的不在此列。",
        example: "附件: [files/路面.heic]（苹果手机的原图）",
        repair: "附件: [files/路面.jpg]（另存为 JPG）",
    },
    run: unshown,
};

fn unshown(scope: &Scope<'_>, report: &mut Report<'_>) {
    for (path, asset) in &scope.village.assets {
        let Some(Err(why)) = asset.facts.picture.map(|picture| picture.view) else {
            continue;
        };
        if scope.village.kept_inside.contains(path) {
            continue;
        }
        if let Some(span) = shown_at(path, scope) {
            report.at(span, message(path, why)).help(help(why));
        }
    }
}

/// Where a record that everybody sees names a picture first.
fn shown_at(path: &str, scope: &Scope<'_>) -> Option<Span> {
    let public = || {
        let records = scope.named.records();
        records.filter(|(record, _)| record.is_public())
    };
    let mut named = public().flat_map(|(_, uses)| uses);
    let named = named.find(|one| one.path == path);
    named
        .map(|one| one.span)
        .or_else(|| public().find_map(|(record, _)| in_body(record, path)))
}

fn message(path: &str, why: Unshown) -> String {
    let path = without_numbers(path);
    match why {
        Unshown::Kind(kind) => format!("图片`{path}`是 {kind} 格式，网页上显示不了"),
        Unshown::Name(kind) => format!("`{path}`其实是一张 {kind} 图片，名字的结尾不对"),
        Unshown::Broken => format!("图片`{path}`打不开，文件坏了、没有传完，或者不是图片"),
        Unshown::TooLarge => format!("图片`{path}`太大，超过 5200 万个点或 64 MB"),
    }
}

fn help(why: Unshown) -> &'static str {
    match why {
        Unshown::Kind("HEIC") => {
            "在手机相册或电脑上另存为 JPG，换上另存的那个；苹果手机在`设置`的`相机`、`格式`里选`兼容性最佳`，以后拍的就是 JPG"
        }
        Unshown::Kind(_) => "在电脑上用`画图`打开，另存为 JPG，换上另存的那个",
        Unshown::Name(_) => "把文件名的结尾改成 .jpg 或 .png，记录里也照着改",
        Unshown::Broken => {
            "在电脑上打开看一看：打不开，向拍的人重新要一张；打得开，另存为 JPG 换上"
        }
        Unshown::TooLarge => "在电脑上用`画图`打开，把尺寸改到原来的一半以下，另存为 JPG 换上",
    }
}

/// A picture named in the text of a record.
fn in_body(record: &Record, path: &str) -> Option<Span> {
    let name = path.rsplit('/').next()?;
    record.bodies().find_map(|body| {
        let at = body.value.find(name)?;
        Some(body.span.within(at, at + name.len()))
    })
}
