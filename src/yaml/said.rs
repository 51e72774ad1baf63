//! What the parser of YAML says, in words a clerk understands.

/// The parser's English in words a clerk understands, and what to do.
pub(super) fn translate(info: &str) -> (String, &'static str) {
    let info = info.to_ascii_lowercase();
    let (message, help) = if info.contains("unprintable") {
        ("这里有看不见的控制字符", "删掉它，或者把这一行重新打一遍")
    } else if info.contains("recursion") {
        ("层次太深或内容太多", "分成几条记录，每条一个文件")
    } else if info.contains("mapping values are not allowed") {
        (
            "这一行里有两个`: `，或者缩进不对",
            "值里有冒号时给整个值加上英文引号，并核对行首的空格",
        )
    } else if info.contains("quote") || info.contains("end of stream") && info.contains("scalar") {
        ("引号没有成对", "补上缺的英文引号")
    } else if info.contains("flow")
        || info.contains("',' or")
        || info.contains("bracket")
        || info.contains("']'")
        || info.contains("'}'")
    {
        (
            "括号没有成对，或括号里缺了逗号",
            "核对这一行的 `{ }`、`[ ]` 和各项之间的半角逗号",
        )
    } else if info.contains("tab") {
        ("这里用了制表符（Tab 键）", "改成空格")
    } else if info.contains("simple key")
        || info.contains("could not find expected ':'")
        || info.contains("expected ':'")
    {
        ("这一行缺少半角冒号", "写成`项: 值`")
    } else if info.contains("anchor") || info.contains("alias") {
        ("值以 `*` 或 `&` 开头时会被当作引用", "给整个值加上英文引号")
    } else if info.contains("start any token") || info.contains("character") {
        ("值不能以这个符号开头", "给整个值加上英文引号")
    } else {
        ("缩进或写法不对", "核对行首的空格：同一层对齐，下一层多两格")
    };
    (message.to_owned(), help)
}
