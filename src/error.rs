//! The few things that stop a run. Everything wrong inside an input file is a finding instead.

use std::path::PathBuf;

/// Why the program could not do its work at all (exit status 2).
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A path given on the command line does not exist or cannot be entered.
    #[error("找不到“{path}”：{reason}。请核对路径后重试。")]
    MissingPath {
        /// The path as given.
        path: PathBuf,
        /// What the operating system says.
        reason: String,
    },
    /// The paths hold no spreadsheet at all.
    #[error(
        "在“{0}”中没有找到任何表格文件（.xlsx .xls .et .ods 等）。请确认收集的自查表放在该文件夹内。"
    )]
    NothingToRead(String),
    /// The output folder cannot be made or written.
    #[error("无法写入“{path}”：{reason}。")]
    Output {
        /// The path that could not be written.
        path: PathBuf,
        /// What went wrong and what to do.
        reason: String,
    },
    /// Another run is writing the output folder.
    #[error(
        "“{0}”正被占用：另一次运行正在写这个文件夹。请等它结束以后再运行；这一次什么也没有写。"
    )]
    Busy(PathBuf),
    /// Another page is open on the folder.
    #[error(
        "“{0}”已经打开了：另一个清风网页正在用这个文件夹，已请它在浏览器里再打开一次。没有打开的，请回到那个网页；找不到的，先把它关掉（在它的窗口里按 Ctrl-C，或者点网页右上角的“退出”），再重新打开。"
    )]
    Open(PathBuf),
    /// The page cannot be opened.
    #[error("网页没有打开：{0}。")]
    Page(String),
    /// Whoever started the work ended it.
    #[error("已停止：没有写出任何文件，原来的结果没有动。")]
    Stopped,
    /// A review workbook with the leading group's decisions cannot be read.
    #[error(
        "评审表“{path}”没有读成：{reason}。少了其中的决定，结果就不对，所以没有运行，原来的结果没有动。请核对这份评审表（命令行：--review 后面写的文件）。"
    )]
    Review {
        /// The file as given.
        path: PathBuf,
        /// Why not.
        reason: String,
    },
    /// The roster book cannot be read.
    #[error(
        "花名册“{path}”没有读成：{reason}。少了它，科室名称、登记编号、谁没有交表都不对，所以没有运行，原来的结果没有动。请用 Excel 或 WPS 打开，另存为“花名册.xlsx”再运行；不用它的，把它移走。"
    )]
    Roster {
        /// The file.
        path: PathBuf,
        /// Why not.
        reason: String,
    },
    /// An earlier result cannot be used.
    #[error(
        "以前的结果“{path}”没有读成：{reason}。没有运行，原来的结果没有动。请核对上年结果的位置（命令行：--previous 后面写的路径）。"
    )]
    Previous {
        /// The path as given.
        path: PathBuf,
        /// Why not.
        reason: String,
    },
    /// A result cannot be compared.
    #[error("“{path}”不能对比：{reason}。没有写出任何文件。")]
    Incomparable {
        /// The path as given.
        path: PathBuf,
        /// Why not, and what to do.
        reason: String,
    },
    /// What a result folder knows of its own numbers is damaged.
    #[error(
        "结果文件夹“{path}”里上一次的数据坏了：{reason}。没有运行，原来的结果没有动：接着编号要用到它。请从备份恢复这个文件；没有备份的，另外建一个工作文件夹，并选上年的结果（编号会重新编）（命令行：用 -o 另外指定一个结果文件夹，加 --previous 上年结果）。"
    )]
    Numbers {
        /// The folder.
        path: PathBuf,
        /// Which file, which line.
        reason: String,
    },
    /// So much of the input is gone that the former result is better.
    #[error("{0}")]
    InputsLost(String),
    /// A result cannot be verified.
    #[error("无法核对“{path}”：{reason}。")]
    Unverifiable {
        /// The folder.
        path: PathBuf,
        /// Why not, and what to do.
        reason: String,
    },
    /// Something people wrote would be overwritten.
    #[error("“{path}”没有覆盖：{reason}。")]
    Kept {
        /// The file.
        path: PathBuf,
        /// What would be lost and what to do.
        reason: String,
    },
    /// A form cannot be freed of marks.
    #[error("“{path}”没有清理：{reason}。")]
    Unmarked {
        /// The file as given.
        path: PathBuf,
        /// Why not.
        reason: String,
    },
    /// The policy is not valid; the text lists every problem with its line.
    #[error("{0}")]
    Policy(String),
    /// Something asked for by name is not there; the text says what there is.
    #[error("{0}。")]
    Unknown(String),
    /// A workbook could not be built. This is a fault of the program.
    #[error("生成工作簿“{book}”失败：{reason}。这是程序的缺陷，请将此信息反馈给维护人员。")]
    Workbook {
        /// Name of the workbook.
        book: String,
        /// What the writer says.
        reason: String,
    },
}
