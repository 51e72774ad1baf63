//! P009: signatures and pictures of who attended are kept, not shown.

use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::record::{Fields, Record};
use crate::model::value::Value;
use crate::model::village::Village;
use crate::source::Span;

/// PRIV-09: whoever has the picture of a signature can put it under another paper.
pub(crate) static SIGNATURE: Check = Check {
    rule: Rule {
        code: "P009",
        title: "签名或签到影像要公开出去",
        level: Level::Error,
        basis: &["PIPL-28", "PIPL-25"],
        explain: "签到表、签字页、手印的照片和扫描件，是存档的凭据，不是公开的内容：签名和手印传出去会被人套用，签到照片有人脸。页面上写应到、实到人数就够了。放在`签到影像`里，或在附件上写`仅存档: 是`的，照样检查、照样留底，但不会进网站的任何一页。",
        example: "附件: [files/签到表.jpg]",
        repair: "附件: [{文件: files/签到表.jpg, 说明: 签到表, 仅存档: 是}]",
    },
    run: signature,
};

fn signature(scope: &Scope<'_>, report: &mut Report<'_>) {
    let words = scope.catalog.masking_words("signature");
    let is_signature = |text: &str| {
        let text = text.to_lowercase();
        words.iter().any(|word| text.contains(word.as_str())) && !text.contains("签字仪式")
    };
    for record in scope
        .village
        .published()
        .filter(|record| record.is_public())
    {
        for place in shown(record, scope.village, &is_signature) {
            report
                .at(place, "这个附件像是签名或签到的影像，会随网页公开")
                .help("写成`{文件: …, 仅存档: 是}`，或放进`签到影像`；只是名字像的，换个文件名");
        }
    }
}

/// Files that the pages would show and whose name or caption speaks of signatures.
fn shown(record: &Record, village: &Village, is_signature: &dyn Fn(&str) -> bool) -> Vec<Span> {
    let kept = |path: &str| village.kept_inside.contains(path);
    let name = |path: &str| path.rsplit('/').next().unwrap_or(path).to_owned();
    let attached = record
        .attachments
        .iter()
        .filter(|file| !kept(&file.path.value));
    let attached = attached.filter(|file| {
        is_signature(&name(&file.path.value)) || file.caption.as_deref().is_some_and(is_signature)
    });
    let mut places: Vec<Span> = attached.map(|file| file.path.span).collect();
    let steps = record.matter.iter().flat_map(|matter| &matter.steps);
    let all = std::iter::once(&record.fields).chain(steps.map(|step| &step.fields));
    for file in all.flat_map(files) {
        if !kept(&file.0) && is_signature(&name(&file.0)) {
            places.push(file.1);
        }
    }
    for body in record.bodies() {
        let links = links(body).into_iter().filter(|(_, written, dest)| {
            let path = village.asset(record, dest);
            path.is_some_and(|path| !kept(path)) && is_signature(written)
        });
        let spans = links.map(|(start, written, _)| body.span.within(start, start + written.len()));
        places.extend(spans);
    }
    places
}

/// Links and pictures of a body: where each begins, the whole of it as written, and its address.
fn links(body: &str) -> Vec<(usize, &str, &str)> {
    let middles = body.match_indices("](").map(|(at, _)| at);
    let links = middles.filter_map(|at| {
        let start = body.get(..at)?.rfind('[')?;
        let rest = body.get(at + 2..)?;
        let end = rest.find(')')?;
        let dest = rest.get(..end)?.split_whitespace().next()?;
        let written = body.get(start..at + 2 + end + 1)?;
        Some((start, written, dest.trim_matches(['<', '>'])))
    });
    links.collect()
}

fn files(fields: &Fields) -> Vec<(String, Span)> {
    let fields = fields.0.values().filter(|field| !field.def.internal);
    let files = fields.filter_map(|field| match &field.value.value {
        Value::Files(files) => Some(files.iter().map(|file| (file.value.clone(), file.span))),
        _ => None,
    });
    files.flatten().collect()
}
