//! P011: an attached picture does not tell where it was taken, or by whom.

use crate::check::privacy::attached::without_numbers;
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};

/// Positions and names that cameras write into pictures.
pub(crate) static PICTURE_MARKS: Check = Check {
    rule: Rule {
        code: "P011",
        title: "图片里带有拍摄地点或机主信息",
        level: Level::Warning,
        basis: &["PIPL-25"],
        explain: "手机拍照常把拍摄的经纬度写进图片文件，有的还写机主或作者姓名。图上看不见，但谁拿到原图都读得出来：在困难户家里拍的照片，经纬度就是他家的位置。放到网页上的图片已经自动去掉这些，可是这个文件夹里的原图还带着，会随 U 盘、微信群和备份传出去。为了不再传播，这里不显示内容。",
        example: "附件: [files/入户走访.jpg]（手机原图，带经纬度）",
        repair: "附件: [files/入户走访.jpg]（截图或另存一次，去掉了位置信息）",
    },
    run: picture_marks,
};

fn picture_marks(scope: &Scope<'_>, report: &mut Report<'_>) {
    for (path, asset) in &scope.village.assets {
        let Some(picture) = asset.facts.picture else {
            continue;
        };
        let what = match (picture.has_position, picture.has_owner) {
            (true, true) => "拍摄地点和机主或作者姓名",
            (true, false) => "拍摄地点",
            (false, true) => "机主或作者姓名",
            (false, false) => continue,
        };
        // What no record names is not published.
        let Some(place) = scope.named.place(path) else {
            continue;
        };
        let path = without_numbers(path);
        report
            .at(place, format!("图片`{path}`的原图里带有{what}"))
            .help("网页上的那一份已经自动去掉，留着的原图也去掉：在电脑上打开图片截图另存，或在属性的`详细信息`里选`删除属性和个人信息`；手机上关掉相机的位置信息再拍");
    }
}
