//! The arguments of `sanwu trust`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::trust::threshold::{Act, Role, Threshold};

/// What is done with keys and signatures.
#[derive(Debug, Subcommand)]
pub(crate) enum Trust {
    /// [做钥匙] 做一把钥匙，公钥写在旁边的 .pub 文件
    #[command(alias = "做钥匙")]
    NewKey {
        #[command(flatten)]
        opening: Opening,
    },
    /// [设立] 给一个村设立钥匙册，没有钥匙就先做一把
    #[command(alias = "设立")]
    Init {
        #[command(flatten)]
        opening: Opening,
        /// 钥匙由谁保管
        #[arg(long, value_name = "姓名")]
        name: String,
        /// 文书、监委会或镇街
        #[arg(long, value_name = "身份", value_parser = role, default_value = "文书")]
        role: Role,
    },
    /// [查看] 钥匙册、指纹、签名要求和还缺的签名
    #[command(alias = "查看")]
    Show,
    /// [加钥匙] 在钥匙册里加一把钥匙
    #[command(alias = "加钥匙")]
    AddKey {
        /// 公钥文件
        #[arg(value_name = "公钥")]
        public: PathBuf,
        /// 钥匙由谁保管
        #[arg(long, value_name = "姓名")]
        name: String,
        /// 文书、监委会或镇街
        #[arg(long, value_name = "身份", value_parser = role)]
        role: Role,
    },
    /// [换钥匙] 换掉一把钥匙；不写 --public 就是去掉
    #[command(alias = "换钥匙")]
    Rotate {
        /// 旧钥匙的编号
        #[arg(value_name = "编号")]
        old: String,
        /// 新钥匙的公钥文件
        #[arg(long, value_name = "公钥")]
        public: Option<PathBuf>,
        /// 新钥匙由谁保管，默认还是原来的人
        #[arg(long, value_name = "姓名", requires = "public")]
        name: Option<String>,
    },
    /// [签名要求] 哪些事由谁签名才算数
    #[command(alias = "签名要求")]
    Threshold {
        /// 首发、补充、更正、撤回、格式调整、续期、密钥更换、钥匙册
        #[arg(value_name = "事", required = true, value_parser = act)]
        acts: Vec<Act>,
        /// 几个人，例如 文书=1，可以写几次
        #[arg(long = "need", value_name = "身份=人数", required = true, value_parser = need)]
        needs: Vec<(String, u32)>,
    },
    /// [导出] 把要签名的文件写到 U 盘
    #[command(alias = "导出")]
    Export {
        /// U 盘上的文件夹
        #[arg(value_name = "文件夹")]
        folder: PathBuf,
    },
    /// [签名] 签 U 盘上的文件；不写文件夹就签本村档案里的
    #[command(alias = "签名")]
    Sign {
        /// U 盘上的文件夹
        #[arg(value_name = "文件夹")]
        folder: Option<PathBuf>,
        #[command(flatten)]
        opening: Opening,
        /// 不再逐份询问
        #[arg(long)]
        yes: bool,
    },
    /// [导入] 把 U 盘上的签名放进档案
    #[command(alias = "导入")]
    Import {
        /// U 盘上的文件夹
        #[arg(value_name = "文件夹")]
        folder: PathBuf,
    },
}

/// A secret key and how it is opened.
#[derive(Debug, Args)]
pub(crate) struct Opening {
    /// 私钥文件，放在工作区以外，例如 U 盘上
    #[arg(long, value_name = "私钥")]
    pub(crate) key: PathBuf,
    /// 密码写在这个文件里，不在终端上问
    #[arg(long, value_name = "文件")]
    pub(crate) password_file: Option<PathBuf>,
}

fn role(word: &str) -> Result<Role, String> {
    Role::read(word).ok_or_else(|| "可以写: 文书、监委会、镇街".to_owned())
}

fn act(word: &str) -> Result<Act, String> {
    let words = Act::ALL.map(Act::word).join("、");
    Act::read(word).ok_or_else(|| format!("可以写: {words}"))
}

fn need(text: &str) -> Result<(String, u32), String> {
    let read = || {
        let (word, count) = text.split_once(['=', '＝'])?;
        let count = count.trim().parse().ok()?;
        Threshold::read([(word.trim(), count)])?;
        Some((word.trim().to_owned(), count))
    };
    read().ok_or_else(|| "写成 文书=1、监委会=1、镇街=1 或 任意=2".to_owned())
}
