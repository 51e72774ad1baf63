//! What is wrong with the arguments, in one Chinese sentence with the likely word.

use std::error::Error as _;
use std::fmt::Write as _;

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

/// The message and where to read on, ending with a line break.
pub(super) fn text(error: &Error) -> String {
    let mut text = format!("错误: {}\n", headline(error));
    if let Some(likely) = likely(error) {
        let _ = writeln!(text, "  = 改法: 是不是想写`{likely}`？");
    }
    text.push_str("\n用法见 sanwu --help\n");
    text
}

fn headline(error: &Error) -> String {
    let arg = plain(&context(error, ContextKind::InvalidArg));
    let value = context(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            format!(
                "没有`{}`这个命令",
                context(error, ContextKind::InvalidSubcommand)
            )
        }
        ErrorKind::UnknownArgument => format!("不认识的选项或参数`{arg}`"),
        ErrorKind::InvalidValue if value.is_empty() => format!("`{arg}`后面缺少值"),
        ErrorKind::InvalidValue => {
            let valid = context(error, ContextKind::ValidValue).replace(", ", "、");
            format!("`{arg}`不能是`{value}`，可以写: {valid}")
        }
        ErrorKind::ValueValidation => match error.source() {
            Some(reason) if is_chinese(&reason.to_string()) => {
                format!("`{arg}`不能是`{value}`，{reason}")
            }
            _ => format!("`{arg}`不能是`{value}`"),
        },
        ErrorKind::MissingRequiredArgument => format!("缺少`{arg}`"),
        ErrorKind::MissingSubcommand => "缺少命令".to_owned(),
        ErrorKind::ArgumentConflict => {
            let other = plain(&context(error, ContextKind::PriorArg));
            if other == arg || other.is_empty() {
                format!("`{arg}`只能写一次")
            } else {
                format!("`{arg}`和`{other}`不能一起用")
            }
        }
        ErrorKind::TooManyValues => format!("`{arg}`后面多了`{value}`"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues | ErrorKind::NoEquals => {
            format!("`{arg}`后面的值写得不对，写成`--选项=值`")
        }
        ErrorKind::InvalidUtf8 => "参数里有认不出的字".to_owned(),
        _ => "参数写得不对".to_owned(),
    }
}

fn likely(error: &Error) -> Option<String> {
    [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ]
    .into_iter()
    .map(|kind| context(error, kind))
    .find(|word| !word.is_empty())
}

fn context(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    }
}

/// `--today <日期>` as `--today 日期`.
fn plain(arg: &str) -> String {
    arg.replace(['<', '>'], "")
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}
