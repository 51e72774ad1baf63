//! `sanwu serve`: the preview, told on the terminal.

use std::time::Duration;

use crate::cli::Options;
use crate::commands::terminal::{self, Terminal};
use crate::commands::{Verdict, build, today};
use crate::diagnostic::text;
use crate::serve::{self, Notice, Settings};

pub(super) fn settings(
    options: &Options,
    port: u16,
    lan: bool,
    poll: Option<Duration>,
) -> Settings {
    Settings {
        root: options.root.clone(),
        request: build::request(options, None, None, false),
        today: today(options),
        port,
        lan,
        poll,
    }
}

pub(super) fn run(settings: &Settings, terminal: &Terminal) -> anyhow::Result<Verdict> {
    serve::run(settings, &|notice| match notice {
        Notice::Ready(addresses) => {
            terminal::say(&format!("用浏览器打开 {}\n", addresses.join(" 或 ")));
            if !addresses
                .iter()
                .any(|address| address.contains(&format!(":{}/", settings.port)))
            {
                terminal::say(&format!("端口 {} 被占用，用了下一个空的\n", settings.port));
            }
            terminal::say("保存记录后网页自动更新，按 Ctrl-C 结束\n");
        }
        Notice::Built(outcome, findings) => {
            terminal::say(&text::render(findings, terminal.colour));
            let report = outcome.report;
            terminal::say(&format!(
                "已更新: 写入 {}, 删除 {}\n",
                report.written, report.removed
            ));
        }
        Notice::Failed(error) => terminal.trouble(error),
    })?;
    Ok(Verdict::Clean)
}
