//! What clap says, in Chinese: help, version, and what is wrong with the arguments and how to put it right.

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, Error, FromArgMatches};

use crate::args::Cli;

/// Layout of every help page.
const TEMPLATE: &str = "{about-with-newline}\n用法：{usage}\n\n{all-args}";

/// Parses the arguments; on failure the text to show and whether it is an error (help and version are none).
pub fn parse(
    arguments: impl IntoIterator<Item = std::ffi::OsString>,
) -> Result<Cli, (String, bool)> {
    let mut command = localized(Cli::command());
    let parsed = command
        .try_get_matches_from_mut(arguments)
        .and_then(|m| Cli::from_arg_matches(&m));
    parsed.map_err(|error| match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
        | ErrorKind::DisplayVersion => {
            // The only words of a help page that clap does not let one set.
            let page = error.render().to_string();
            (page.replace("Possible values:", "可以写："), false)
        }
        _ => (explain(&error), true),
    })
}

/// Headings and the help of help in Chinese, for this command and those below it.
fn localized(command: clap::Command) -> clap::Command {
    let names: Vec<String> = command
        .get_subcommands()
        .map(|c| c.get_name().to_owned())
        .collect();
    let usage = usage_line(&command);
    let mut out = command
        .help_template(TEMPLATE)
        .override_usage(usage)
        .disable_help_flag(true)
        .arg(
            clap::Arg::new("help")
                .short('h')
                .long("help")
                .action(clap::ArgAction::Help)
                .help("显示帮助"),
        );
    if !names.is_empty() {
        out = out.disable_version_flag(true).arg(
            clap::Arg::new("version")
                .short('V')
                .long("version")
                .action(clap::ArgAction::Version)
                .help("显示版本"),
        );
    }
    for name in names {
        out = out.mut_subcommand(name, localized);
    }
    out.mut_args(|arg| {
        let heading = if arg.is_positional() {
            "参数"
        } else {
            "选项"
        };
        if arg.get_action().takes_values() {
            arg.help_heading(heading).hide_default_value(true)
        } else {
            arg.help_heading(heading)
        }
    })
}

fn usage_line(command: &clap::Command) -> StyledStr {
    let name = command.get_name();
    if name == "qingfeng" {
        return "qingfeng <命令>".into();
    }
    let value_of = |arg: &clap::Arg| {
        arg.get_value_names()
            .and_then(|names| names.first())
            .map(ToString::to_string)
            .unwrap_or_default()
    };
    let positionals = command.get_positionals().map(|arg| {
        let dots = if arg.get_num_args().is_some_and(|n| n.max_values() > 1) {
            "…"
        } else {
            ""
        };
        let value = value_of(arg);
        if arg.is_required_set() {
            format!("<{value}>{dots}")
        } else {
            format!("[{value}]{dots}")
        }
    });
    let options = command
        .get_opts()
        .filter(|arg| arg.is_required_set())
        .map(|arg| {
            let short = arg.get_short().map(|s| format!("-{s}"));
            let long = || format!("--{}", arg.get_long().unwrap_or_default());
            format!("{} <{}>", short.unwrap_or_else(long), value_of(arg))
        });
    let parts: Vec<String> = positionals.chain(options).collect();
    format!("qingfeng {name} {} [选项]", parts.join(" ")).into()
}

/// What is wrong with the arguments.
fn explain(error: &Error) -> String {
    let text = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(s)) => Some(s.clone()),
        Some(ContextValue::Strings(list)) => Some(list.join("、")),
        _ => None,
    };
    let argument = text(ContextKind::InvalidArg).unwrap_or_default();
    let value = text(ContextKind::InvalidValue).unwrap_or_default();
    let what = match error.kind() {
        ErrorKind::MissingRequiredArgument => format!("还缺少：{argument}"),
        ErrorKind::UnknownArgument => {
            let near = text(ContextKind::SuggestedArg)
                .map_or_else(String::new, |s| format!("，是否想写 {s}"));
            format!("不认识“{argument}”{near}")
        }
        ErrorKind::InvalidSubcommand => {
            let name = text(ContextKind::InvalidSubcommand).unwrap_or_default();
            let near = text(ContextKind::SuggestedSubcommand)
                .map_or_else(String::new, |s| format!("，是否想写 {s}"));
            format!("没有“{name}”这个命令{near}")
        }
        ErrorKind::MissingSubcommand => "请写明要做什么，例如 run".to_owned(),
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} 后面要写内容"),
        ErrorKind::InvalidValue => {
            let valid = text(ContextKind::ValidValue)
                .map_or_else(String::new, |v| format!("，可以写：{v}"));
            format!("{argument} 不能是“{value}”{valid}")
        }
        ErrorKind::ValueValidation => format!("{argument} 不能是“{value}”{}", example(&argument)),
        ErrorKind::ArgumentConflict => format!("{argument} 写了两次，或与别的选项冲突"),
        ErrorKind::InvalidUtf8 => "参数中有无法识别的字符".to_owned(),
        _ => error.render().to_string(),
    };
    format!(
        "{what}。\n运行 qingfeng --help 可查看全部命令；在命令后面加 --help（如 qingfeng check --help）可查看它的写法。\n"
    )
}

fn example(argument: &str) -> &'static str {
    if argument.contains("--date") {
        "，应形如 2026-11-30"
    } else if argument.contains("--defects") {
        "，应为 0 到 1 之间的数，如 0.3"
    } else if argument.contains("--year") {
        "，应为 2000 到 2100 之间的年份"
    } else {
        "，应为一个整数"
    }
}
