//! The command line as people type it.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};

/// 清风：廉政风险防范管理的表格批处理工具。
///
/// 把各科室报来的 Excel 自查表读成一份登记汇总表和等级统计表；每个数都能追到文件、工作表和单元格，原表从不改动。
#[derive(Debug, Parser)]
#[command(name = "qingfeng", version, disable_help_subcommand = true)]
#[command(subcommand_help_heading = "命令")]
pub struct Cli {
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// 读取收到的自查表，写出登记汇总表、等级统计表和数据文件
    Run(RunArgs),
    /// 检查自查表：逐处指出问题所在的单元格、问题是什么、怎么改
    Check(CheckArgs),
    /// 去掉退改的表上的标注：没有改过的地方与原表一个字节不差，改好的内容留下
    Clean(CleanArgs),
    /// 看每个文件是怎样读懂的：表头对应哪个栏目、依据是什么、读出了哪些条目
    Inspect(InspectArgs),
    /// 核对结果文件夹：写出以后有没有被改动，收表、口径变了没有；加上收表文件夹就重新算一遍，逐字节比较
    Verify(VerifyArgs),
    /// 两个年度的结果对比：新增、消除、升级、降级、措施变化、未变
    Compare(CompareArgs),
    /// 上级用：把各单位的结果（或登记汇总表）汇总到一起，单位分开，写出各单位的统计、覆盖、总览和报告
    Rollup(RollupArgs),
    /// 生成空白自查表，发给各科室填写：花名册里每个科室一份，另有通用的一份
    Template(TemplateArgs),
    /// 生成一套虚构的样表（虚构的区财政局），用来试用
    Sample(SampleArgs),
    /// 说明问题代码的意思和改法：不写代码则列出全部
    Rules {
        /// 代码，如 W03
        #[arg(value_name = "代码")]
        code: Option<String>,
        /// 口径文件；不写则用当前文件夹里（或上级文件夹里）的 qingfeng.toml，再没有则用内置默认
        #[arg(long, value_name = "文件")]
        policy: Option<PathBuf>,
    },
    /// 打开网页：用浏览器收表、看表、评审、写出结果；不写命令（双击程序）也是打开网页
    Serve(ServeArgs),
    /// 建一个工作文件夹，内有加了说明的口径文件 qingfeng.toml
    Init(InitArgs),
}

/// Options of `init`.
#[derive(Debug, Args)]
pub struct InitArgs {
    /// 文件夹，默认为当前文件夹
    #[arg(value_name = "目录", default_value = ".")]
    pub folder: PathBuf,
    /// 上年的工作文件夹：带来其中的花名册、口径文件和改过的报告模板
    #[arg(long, value_name = "上年文件夹")]
    pub previous: Option<PathBuf>,
    /// 年度，如 2027；不写则为上年口径写的年度加一，没有的不写
    #[arg(long, value_name = "年", value_parser = clap::value_parser!(i32).range(2000..=2100))]
    pub year: Option<i32>,
}

/// Which forms to read, and what to hold them against.
#[derive(Debug, Args)]
pub struct InputArgs {
    /// 自查表文件，或装有自查表的文件夹；可写多个
    #[arg(value_name = "路径", required = true)]
    pub paths: Vec<PathBuf>,
    /// 口径文件；不写则用文件夹里（或上级文件夹里）的 qingfeng.toml，再没有则用内置默认
    #[arg(long, value_name = "文件")]
    pub policy: Option<PathBuf>,
    /// 年度，如 2026；不写则取口径文件中的年度，再没有则取日期所在年份
    #[arg(long, value_name = "年", value_parser = clap::value_parser!(i32).range(2000..=2100))]
    pub year: Option<i32>,
    /// 制表日期，也按这一天核对表中的日期，如 2026-11-30；不写则为今天
    #[arg(long, value_name = "年-月-日")]
    pub date: Option<NaiveDate>,
    /// 同时处理几个文件；0（默认）为自动
    #[arg(long, value_name = "个", default_value_t = 0)]
    pub jobs: usize,
}

/// Options of `run`.
#[derive(Debug, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of its own on the command line"
)]
pub struct RunArgs {
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// 结果写到哪个文件夹
    #[arg(short, long, value_name = "目录")]
    pub out: PathBuf,
    /// 填好的评审表，可写多次；同一条目有不同的决定时，以写在后面的为准
    #[arg(long, value_name = "评审表")]
    pub review: Vec<PathBuf>,
    /// 上年的结果文件夹（或上年的登记汇总表），带入编号、审定等级和评定日期；可写多个
    #[arg(long, value_name = "上年结果", num_args = 1..)]
    pub previous: Vec<PathBuf>,
    /// 不带上年的结果，以前带过、留在结果文件夹里的也不再用
    #[arg(long, conflicts_with = "previous")]
    pub no_previous: bool,
    /// 抽查清单的种子，一个整数：同样的种子、同样的条目，抽到的相同；不写则用年度
    #[arg(long, value_name = "数")]
    pub seed: Option<u64>,
    /// 另写一份中期监控报告（09）：年初以来的变化、苗头性问题、逾期事项、未报送的科室；年初的结果用 --previous 带入
    #[arg(long)]
    pub mid_year: bool,
    /// 另把 data/ 里的登记、条目、合并、问题、得分、对比写成 Parquet（data/parquet/），供 DuckDB、polars、Spark 读取
    #[arg(long)]
    pub parquet: bool,
    /// 有错误时以状态 1 结束
    #[arg(long)]
    pub strict: bool,
}

/// Options of `rollup`.
#[derive(Debug, Args)]
pub struct RollupArgs {
    /// 各单位的结果文件夹、01 登记汇总表、Parquet（data/parquet），或装有它们的文件夹；可写多个，先后不影响结果
    #[arg(value_name = "结果或登记表", required = true)]
    pub paths: Vec<PathBuf>,
    /// 汇总结果写到哪个文件夹
    #[arg(short, long, value_name = "目录")]
    pub out: PathBuf,
    /// 口径文件，其中的 [[units]] 是单位名单；不写则用这些文件夹共同的上级里的 qingfeng.toml，再没有则用内置默认
    #[arg(long, value_name = "文件")]
    pub policy: Option<PathBuf>,
    /// 年度；不写则取口径文件中的年度，再没有则取各单位结果的年度（都相同时），再没有则取日期所在年份
    #[arg(long, value_name = "年", value_parser = clap::value_parser!(i32).range(2000..=2100))]
    pub year: Option<i32>,
    /// 制表日期，如 2026-11-30；不写则为今天
    #[arg(long, value_name = "年-月-日")]
    pub date: Option<NaiveDate>,
    /// 上年的汇总结果（或各单位上年的结果文件夹），写年度对比；可写多个
    #[arg(long, value_name = "上年汇总", num_args = 1..)]
    pub previous: Vec<PathBuf>,
    /// 另把 data/ 里的各表写成 Parquet（data/parquet/），一个单位一个文件，供 DuckDB、polars、Spark 读取
    #[arg(long)]
    pub parquet: bool,
    /// 同时处理几个单位；0（默认）为自动
    #[arg(long, value_name = "个", default_value_t = 0)]
    pub jobs: usize,
    /// 有错误时以状态 1 结束
    #[arg(long)]
    pub strict: bool,
}

/// Options of `check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// 输出形式，默认 full
    #[arg(long, value_enum, default_value_t = FindingFormat::Full, value_name = "形式")]
    pub format: FindingFormat,
    /// 把有错误的表写到这个文件夹，按科室分开：原表照抄，标出要改的格，附退回通知；收到的原表不动
    #[arg(long, value_name = "目录")]
    pub returns: Option<PathBuf>,
}

/// Options of `clean`.
#[derive(Debug, Args)]
pub struct CleanArgs {
    /// 标好的表（退改的表），科室改过、用 Excel 或 WPS 另存过的都可以
    #[arg(value_name = "文件")]
    pub file: PathBuf,
    /// 写到哪个文件夹，文件名不变；不能就是原来的文件夹
    #[arg(short, long, value_name = "目录")]
    pub out: PathBuf,
}

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FindingFormat {
    /// With the cells around each.
    #[value(help = "逐处画出周围的单元格")]
    Full,
    /// One line each.
    #[value(help = "一处一行")]
    Concise,
    /// One JSON object a line.
    #[value(help = "一处一行 JSON，给程序用")]
    Json,
}

/// Options of `inspect`.
#[derive(Debug, Args)]
pub struct InspectArgs {
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// 输出形式，默认 text
    #[arg(long, value_enum, default_value_t = Format::Text, value_name = "形式")]
    pub format: Format,
}

/// Options of `verify`.
#[derive(Debug, Args)]
pub struct VerifyArgs {
    /// 结果文件夹，其中有 run.json
    #[arg(value_name = "结果文件夹")]
    pub result: PathBuf,
    /// 收表的文件或文件夹，与运行时给的相同；写了就重新算一遍，与结果逐字节比较
    #[arg(long, value_name = "收表", num_args = 1..)]
    pub inputs: Vec<PathBuf>,
    /// 同时处理几个文件；0（默认）为自动
    #[arg(long, value_name = "个", default_value_t = 0)]
    pub jobs: usize,
}

/// Options of `compare`.
#[derive(Debug, Args)]
pub struct CompareArgs {
    /// 上年的结果文件夹（或上年的 01 登记汇总表）
    #[arg(value_name = "上年结果")]
    pub before: PathBuf,
    /// 本年的结果文件夹（或本年的 01 登记汇总表）
    #[arg(value_name = "本年结果")]
    pub now: PathBuf,
    /// 写到哪个文件夹
    #[arg(short, long, value_name = "目录")]
    pub out: PathBuf,
    /// 制表日期，如 2026-11-30；不写则为今天
    #[arg(long, value_name = "年-月-日")]
    pub date: Option<NaiveDate>,
}

/// Options of `template`.
#[derive(Debug, Args)]
pub struct TemplateArgs {
    /// 写到哪个文件夹；其中已有同名的表，且内容不同的，一概不动
    #[arg(short, long, value_name = "目录")]
    pub out: PathBuf,
    /// 口径文件；不写则用该文件夹里（或上级文件夹里）的 qingfeng.toml，再没有则用内置默认
    #[arg(long, value_name = "文件")]
    pub policy: Option<PathBuf>,
    /// 年度，印在标题里；不写则取口径文件中的年度，再没有则取日期所在年份
    #[arg(long, value_name = "年", value_parser = clap::value_parser!(i32).range(2000..=2100))]
    pub year: Option<i32>,
    /// 制表日期，如 2026-10-12；不写则为今天
    #[arg(long, value_name = "年-月-日")]
    pub date: Option<NaiveDate>,
    /// 上年的结果文件夹（或 01 登记汇总表、自查表），内容填入各科室的表，没有变化的不必重填；可写多个
    #[arg(long, value_name = "登记表", num_args = 1..)]
    pub previous: Vec<PathBuf>,
    /// 交叉互查和群众评议：写本年的结果文件夹（或 01 登记汇总表），生成每个科室的互查表和一份评议表，不生成空白自查表
    #[arg(long, value_name = "本年结果", num_args = 1.., conflicts_with = "previous")]
    pub cross_check: Vec<PathBuf>,
    /// 排互查次序的种子，一个整数：同样的种子、同样的科室，次序相同；不写则用年度
    #[arg(long, value_name = "数", requires = "cross_check")]
    pub seed: Option<u64>,
}

/// Options of `sample`.
#[derive(Debug, Args)]
pub struct SampleArgs {
    /// 写到哪个文件夹
    #[arg(short, long, value_name = "目录")]
    pub out: PathBuf,
    /// 科室数，默认 18
    #[arg(long, value_name = "个", default_value_t = 18)]
    pub sections: usize,
    /// 条目数，默认 200
    #[arg(long, value_name = "条", default_value_t = 200)]
    pub entries: usize,
    /// 种子：同一个种子生成的样表完全相同；默认 2026
    #[arg(long, value_name = "数", default_value_t = 2026)]
    pub seed: u64,
    /// 年度
    #[arg(long, value_name = "年", default_value_t = 2026, value_parser = clap::value_parser!(i32).range(2000..=2100))]
    pub year: i32,
    /// 故意埋入缺陷的条目和表格占多少，0 到 1，如 0.3；另写一份 defects.jsonl，列明每处缺陷的文件、工作表、单元格。默认 0
    #[arg(long, value_name = "比例", default_value = "0", value_parser = thousandths)]
    pub defects: u32,
    /// 各种样子的表都有：除一行一条的表以外，还有竖排的个人表、一行几条的表、等级或措施不在栏里的表、在线表单导出、Word 文档
    #[arg(long)]
    pub all_kinds: bool,
    /// 有几个科室重复填报：个人表把科室表的条目再报一遍，有的科室还交了初稿。默认 0
    #[arg(long, value_name = "个", default_value_t = 0)]
    pub repeats: usize,
    /// 另生成处置台账、整改台账和填好的评分表，用来练习年度考核
    #[arg(long)]
    pub scores: bool,
}

/// Options of `serve`.
#[derive(Debug, Args)]
pub struct ServeArgs {
    /// 工作文件夹，默认为当前文件夹；没有的，建一个
    #[arg(value_name = "工作文件夹", default_value = ".")]
    pub folder: PathBuf,
    /// 端口；不写则由程序自己选
    #[arg(long, value_name = "端口")]
    pub port: Option<u16>,
    /// 不打开浏览器，只给出网址
    #[arg(long)]
    pub no_open: bool,
}

impl Default for ServeArgs {
    fn default() -> Self {
        Self {
            folder: ".".into(),
            port: None,
            no_open: false,
        }
    }
}

/// A share between 0 and 1, in thousandths.
fn thousandths(written: &str) -> Result<u32, String> {
    let share: f64 = written.parse().map_err(|_| String::new())?;
    let within = (0.0..=1.0).contains(&share);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and 1000"
    )]
    within
        .then(|| (share * 1000.0).round() as u32)
        .ok_or_else(String::new)
}

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    #[value(help = "给人看的文字")]
    Text,
    /// For programs.
    #[value(help = "给程序用的 JSON")]
    Json,
}
