//! Help in Chinese: clap has no localisation, so one function sets what it writes itself, on every command.

use clap::{Arg, ArgAction, Command};

const TEMPLATE: &str = "{about}

用法: {usage}

{all-args}{after-help}";

/// A command and all below it with Chinese headings, usage and help.
pub(super) fn command(command: Command) -> Command {
    let mut command = named(headed(command));
    // The usage is known only when the parents' names and global options have reached the commands.
    command.build();
    with_usage(command)
}

fn headed(command: Command) -> Command {
    let has_version = command.get_version().is_some();
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .display_order(998)
        .help("显示帮助");
    let version = Arg::new("version")
        .short('V')
        .long("version")
        .action(ArgAction::Version)
        .display_order(999)
        .help("显示版本");
    let command = command
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .help_template(TEMPLATE)
        .subcommand_help_heading("命令")
        .subcommand_value_name("命令")
        .arg(help);
    if has_version {
        command.arg(version)
    } else {
        command
    }
}

fn named(command: Command) -> Command {
    command
        .mut_args(|arg| {
            let heading = if arg.is_positional() {
                "参数"
            } else {
                "选项"
            };
            let arg = arg.help_heading(heading);
            if arg.get_action().takes_values() {
                arg.hide_default_value(true).hide_possible_values(true)
            } else {
                arg
            }
        })
        .mut_subcommands(|inner| named(headed(inner)))
}

fn with_usage(command: Command) -> Command {
    let mut command = command.mut_subcommands(with_usage);
    let usage = command.render_usage().to_string();
    let usage = usage
        .trim_start_matches("Usage:")
        .trim()
        .replace("[OPTIONS]", "[选项]");
    command.override_usage(usage)
}
