//! Arguments to one `Options`; everything a person reads about them is Chinese.

mod chinese;
mod mistake;
#[cfg(test)]
mod tests;
pub(crate) mod trust;

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use chrono::NaiveDate;
use clap::error::ErrorKind;
use clap::{Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum};

use crate::board::place::Shard;

/// What one call of the program is asked to do.
#[derive(Debug, Parser)]
#[command(
    name = "sanwu",
    version,
    about = "三务公开：村和社区的公开栏",
    after_help = "各命令的用法: sanwu 命令 --help"
)]
pub(crate) struct Options {
    /// 工作区，里面有 content 文件夹
    #[arg(
        long,
        global = true,
        value_name = "文件夹",
        default_value = ".",
        display_order = 901
    )]
    pub(crate) root: PathBuf,
    /// 把今天当作这一天，例如 2025-10-08
    #[arg(long, global = true, value_name = "日期", value_parser = day, display_order = 902)]
    pub(crate) today: Option<NaiveDate>,
    /// 只看这个村，可以写几次
    #[arg(
        long = "village",
        global = true,
        value_name = "村",
        display_order = 903
    )]
    pub(crate) villages: Vec<String>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The commands, in the order of a clerk's work.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// [初始化] 建一个新的工作区，或从档案包重建一个
    #[command(alias = "初始化")]
    Init {
        /// 新工作区的文件夹
        #[arg(value_name = "文件夹")]
        folder: PathBuf,
        /// 从档案包重建: 档案包的文件夹，或带着它的 U 盘
        #[arg(long, value_name = "档案包")]
        from: Option<PathBuf>,
    },
    /// [新建] 按公开目录建一条记录
    #[command(alias = "新建")]
    New {
        /// 公开事项的名称或编号
        #[arg(value_name = "事项")]
        item: String,
        /// 期间，例如 2025-09、2025年第三季度
        #[arg(long, value_name = "期间")]
        period: Option<String>,
    },
    /// [检查] 检查所有记录，加 --fix 改好能自动改的
    #[command(alias = "检查")]
    Check {
        /// 输出: text、json 或 sarif
        #[arg(long, value_name = "格式", value_enum, default_value = "text")]
        format: CheckFormat,
        /// 警告也算错误
        #[arg(long)]
        strict: bool,
        /// 自动改好只有一种改法的问题，列出改了什么
        #[arg(long)]
        fix: bool,
        /// 和 --fix 一起用: 只看不改
        #[arg(long, requires = "fix")]
        dry_run: bool,
    },
    /// [生成] 检查并生成网页
    #[command(alias = "生成")]
    Build {
        /// 网页放在哪里，默认是工作区的 public
        #[arg(long, value_name = "文件夹")]
        output: Option<PathBuf>,
        /// 结果: text 或 json
        #[arg(long, value_name = "格式", value_enum, default_value = "text")]
        format: BuildFormat,
        /// 只生成一份，例如 2/8
        #[arg(long, value_name = "几/几", conflicts_with = "board_only")]
        shard: Option<Shard>,
        /// 只生成镇街首页，汇总各份
        #[arg(long)]
        board_only: bool,
    },
    /// [预览] 边改边看，保存后网页自动更新
    #[command(alias = "预览")]
    Serve {
        /// 端口；被占用时用下一个
        #[arg(long, value_name = "端口", default_value_t = 8000)]
        port: u16,
        /// 同一网络里的手机和电脑也能看
        #[arg(long)]
        lan: bool,
        /// 收不到改动通知的共享盘用，隔几秒看一次
        #[arg(long, value_name = "秒", num_args = 0..=1, require_equals = true, default_missing_value = "2", value_parser = seconds)]
        poll: Option<Duration>,
    },
    /// [待办] 列出各村应公开、迟公开和未公开的事项
    #[command(alias = "待办")]
    Due {
        /// 输出: text、json 或 ics
        #[arg(long, value_name = "格式", value_enum, default_value = "text")]
        format: DueFormat,
    },
    /// [封存] 把公布的内容记进封存账，以后改了什么谁都查得到
    #[command(alias = "封存")]
    Seal(Seal),
    /// [历史] 一条记录的各个版本，和每次改了什么
    #[command(alias = "历史")]
    Log {
        /// 记录的地址，例如 finance/2025-09；不写时列出全村的更正
        #[arg(value_name = "记录")]
        record: Option<String>,
    },
    /// [发布] 把封存好的网页发到 U 盘、共享文件夹或压缩包
    #[command(alias = "发布")]
    Publish {
        /// 文件夹、.zip 文件，或 board.yaml 里`发布目标`的名字
        #[arg(value_name = "目标")]
        target: String,
        /// 网页在哪里，默认是工作区的 public
        #[arg(long, value_name = "文件夹")]
        output: Option<PathBuf>,
        /// 旁边再放一份档案包，电脑丢了凭它重建；里面有网页上不显示的姓名
        #[arg(long)]
        capsule: bool,
    },
    /// [导出] 做档案包：记录、封存账和网页装在一起，交档案部门，也能凭它重建
    #[command(alias = "导出")]
    Export {
        /// 档案包放在这个文件夹里，要空的
        #[arg(long, value_name = "文件夹")]
        archive: PathBuf,
    },
    /// [核验] 看发布出去的和封存时是不是一样
    #[command(alias = "核验")]
    Verify(Verify),
    /// [终端] 触摸屏取新的一号，核对以后再换上
    #[command(alias = "终端")]
    Kiosk {
        #[command(subcommand)]
        command: Kiosk,
    },
    /// [钥匙] 签名的钥匙：设立、更换、查看、签名
    #[command(alias = "钥匙", subcommand_required = true)]
    Trust {
        #[command(subcommand)]
        what: trust::Trust,
    },
    /// [释义] 说明一条规则；不写编号时列出全部
    #[command(alias = "释义")]
    Explain {
        /// 规则的编号，例如 F003
        #[arg(value_name = "编号")]
        code: Option<String>,
        /// 整本手册，Markdown 格式，可以打印
        #[arg(long, conflicts_with = "code")]
        all: bool,
    },
}

/// What to look at, and what to hold it against.
#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// 发布的文件夹、其中一号，或 .zip 文件
    #[arg(value_name = "文件夹")]
    pub(crate) folder: PathBuf,
    /// 纸上的总核对码: 三十位数字，或二维码里的文字
    #[arg(long, value_name = "核对码")]
    pub(crate) head: Option<String>,
    /// 纸上的钥匙册指纹: 三十位数字，看钥匙册是不是原来那一本
    #[arg(long, value_name = "指纹")]
    pub(crate) trust: Option<String>,
    /// 另一份，看两份的封存账从哪一号起不一样
    #[arg(long, value_name = "文件夹")]
    pub(crate) against: Option<PathBuf>,
    /// 工作区的 git 仓库，或它的一份克隆，看它见过的封存账是不是同一本
    #[arg(long, value_name = "仓库")]
    pub(crate) git: Option<PathBuf>,
    /// 四性检测报告，交档案部门
    #[arg(long)]
    pub(crate) report: bool,
    /// 结果: text 或 json
    #[arg(
        long,
        value_name = "格式",
        value_enum,
        default_value = "text",
        conflicts_with = "report"
    )]
    pub(crate) format: BuildFormat,
}

/// How the disclosures of a village are sealed.
#[derive(Debug, Args)]
pub(crate) struct Seal {
    /// 没有改动也封存一次，延长有效期
    #[arg(long)]
    pub(crate) renew: bool,
    /// 做一张贴墙的封存单，放在这个文件夹里
    #[arg(long, value_name = "文件夹")]
    pub(crate) sheet: Option<PathBuf>,
    /// 用这把私钥签名
    #[arg(long, value_name = "私钥")]
    pub(crate) key: Option<PathBuf>,
    /// 私钥的密码写在这个文件里，不在终端上问
    #[arg(long, value_name = "文件", requires = "key")]
    pub(crate) password_file: Option<PathBuf>,
    /// 网页放在哪里，默认是工作区的 public
    #[arg(long, value_name = "文件夹")]
    pub(crate) output: Option<PathBuf>,
}

/// What a kiosk is asked to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Kiosk {
    /// [设置] 记住这台终端是哪个村的，从哪里取
    #[command(alias = "设置")]
    Init {
        /// 终端自己的文件夹
        #[arg(value_name = "文件夹")]
        folder: PathBuf,
        /// 来源: 文件夹、.zip 文件，或`http://内网地址/`
        #[arg(long, value_name = "来源")]
        from: String,
        /// 纸上的钥匙册指纹: 三十位数字，不是这一本钥匙册就不设
        #[arg(long, value_name = "指纹")]
        trust: Option<String>,
    },
    /// [取新] 取来源里新的一号，核对以后换上
    #[command(alias = "取新")]
    Pull {
        /// 终端自己的文件夹
        #[arg(value_name = "文件夹")]
        folder: PathBuf,
        /// 这一次从别处取
        #[arg(long, value_name = "来源")]
        from: Option<String>,
    },
    /// [显示] 在本机用浏览器打开，只给本机看
    #[command(alias = "显示")]
    Serve {
        /// 终端自己的文件夹
        #[arg(value_name = "文件夹")]
        folder: PathBuf,
        /// 端口；被占用时用下一个
        #[arg(long, value_name = "端口", default_value_t = 8100)]
        port: u16,
    },
}

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    Text,
    Json,
    Sarif,
}

/// How the due calendar is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DueFormat {
    Text,
    Json,
    Ics,
}

/// How the result of a build is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum BuildFormat {
    Text,
    Json,
}

/// The program prints something and ends instead of working.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// Help or version, asked for.
    Shown(String),
    /// The arguments cannot be used.
    Mistake(String),
}

/// Reads the arguments of one call, the name of the program first.
pub(crate) fn read(args: impl IntoIterator<Item = OsString>) -> Result<Options, Ending> {
    let mut command = chinese::command(Options::command());
    let matches = command.try_get_matches_from_mut(args);
    let options = matches.and_then(|matches| Options::from_arg_matches(&matches));
    options.map_err(|error| match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Ending::Shown(error.to_string()),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => Ending::Mistake(error.to_string()),
        _ => Ending::Mistake(mistake::text(&error)),
    })
}

fn day(text: &str) -> Result<NaiveDate, String> {
    text.parse()
        .map_err(|_| "日期写成 2025-10-08 这样".to_owned())
}

fn seconds(text: &str) -> Result<Duration, String> {
    match text.parse() {
        Ok(seconds @ 1..=3600) => Ok(Duration::from_secs(seconds)),
        _ => Err("写 1 到 3600 的秒数".to_owned()),
    }
}
