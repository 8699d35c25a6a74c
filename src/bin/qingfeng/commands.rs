//! One function for each command: arguments in, text and exit status out.

use std::io::Write as _;

use anyhow::{Result, anyhow};
use qingfeng::app::{
    self, CheckFormat, CheckOptions, CleanOptions, CompareOptions, CrossCheckOptions, Hold,
    InitOptions, Inputs, InspectOptions, RollupOptions, RunOptions, SampleOptions, TemplateOptions,
    VerifyOptions,
};

use qingfeng::error::Error;
use qingfeng::page::{self, Limits, Patience, ServeOptions, Server, opener};
use qingfeng::text;

use crate::args::{
    CheckArgs, CleanArgs, Command, CompareArgs, FindingFormat, Format, InitArgs, InputArgs,
    InspectArgs, RollupArgs, RunArgs, SampleArgs, ServeArgs, TemplateArgs, VerifyArgs,
};
use crate::progress::Bar;

/// What to print, and whether findings make the exit status 1.
pub struct Outcome {
    /// Text for standard output.
    pub text: String,
    /// Whether the text is JSON.
    pub json: bool,
    /// Whether the status shall tell of errors in the forms, or of differences.
    pub errors: bool,
}

impl Outcome {
    /// The text as it may be printed: names and cells of other people's files hold no commands for the terminal.
    pub fn shown(&self) -> String {
        if self.json {
            text::escaped(&self.text)
        } else {
            text::printable(&self.text)
        }
    }
}

/// Carries out a command.
pub fn execute(command: Command) -> Result<Outcome> {
    match command {
        Command::Run(args) => run(args),
        Command::Check(args) => check(args),
        Command::Clean(CleanArgs { file, out }) => {
            let options = CleanOptions { file, out };
            Ok(fine(app::clean(&options, &Bar::new())?))
        }
        Command::Compare(args) => compare(args),
        Command::Rollup(args) => rollup(args),
        Command::Inspect(args) => inspect(args),
        Command::Verify(args) => verify(args),
        Command::Template(args) => template(args),
        Command::Sample(args) => sample(&args),
        Command::Rules { code, policy } => {
            Ok(fine(app::rules(code.as_deref(), policy.as_deref())?))
        }
        Command::Serve(args) => serve(args),
        Command::Init(args) => init(args),
    }
}

fn init(args: InitArgs) -> Result<Outcome> {
    let made = app::init(&InitOptions {
        folder: args.folder,
        unit: String::new(),
        year: args.year,
        previous: args.previous,
    })?;
    let names = made.files.iter().map(|p| format!("  {}\n", p.display()));
    let told = made.told.iter().map(|said| format!("{said}\n"));
    Ok(fine(format!(
        "已建好：\n{}{}先填“花名册.xlsx”（不填也能用，只是不核对谁没有交表）；把收到的表格放进“收表”，再运行 qingfeng run。\n",
        names.collect::<String>(),
        told.collect::<String>()
    )))
}

fn today() -> chrono::NaiveDate {
    chrono::Local::now().date_naive()
}

fn inputs(args: InputArgs) -> Inputs {
    Inputs {
        paths: args.paths,
        policy: args.policy,
        year: args.year,
        date: args.date.unwrap_or_else(today),
        jobs: args.jobs,
    }
}

const fn fine(text: String) -> Outcome {
    Outcome {
        text,
        json: false,
        errors: false,
    }
}

fn run(args: RunArgs) -> Result<Outcome> {
    let options = RunOptions {
        inputs: inputs(args.input),
        out: args.out,
        review: args.review,
        previous: args.previous,
        drop_previous: args.no_previous,
        seed: args.seed,
        mid_year: args.mid_year,
        parquet: args.parquet,
    };
    let result = app::run(&options, &Bar::new())?;
    Ok(Outcome {
        text: result.summary,
        json: false,
        errors: args.strict && result.errors > 0,
    })
}

fn rollup(args: RollupArgs) -> Result<Outcome> {
    let options = RollupOptions {
        inputs: inputs(InputArgs {
            paths: args.paths,
            policy: args.policy,
            year: args.year,
            date: args.date,
            jobs: args.jobs,
        }),
        out: args.out,
        previous: args.previous,
        parquet: args.parquet,
    };
    let result = app::roll_up(&options, &Bar::new())?;
    Ok(Outcome {
        text: result.summary,
        json: false,
        errors: args.strict && result.errors > 0,
    })
}

fn compare(args: CompareArgs) -> Result<Outcome> {
    let inputs = Inputs {
        paths: vec![args.now.clone()],
        policy: None,
        year: None,
        date: args.date.unwrap_or_else(today),
        jobs: 0,
    };
    let options = CompareOptions {
        results: [args.before, args.now],
        out: args.out,
        inputs,
    };
    let (summary, _) = app::compare(&options, &Bar::new())?;
    Ok(fine(summary))
}

fn check(args: CheckArgs) -> Result<Outcome> {
    let format = match args.format {
        FindingFormat::Full => CheckFormat::Full,
        FindingFormat::Concise => CheckFormat::Concise,
        FindingFormat::Json => CheckFormat::Json,
    };
    let options = CheckOptions {
        inputs: inputs(args.input),
        format,
    };
    let (text, errors) = app::check_returning(&options, args.returns.as_deref(), &Bar::new())?;
    Ok(Outcome {
        text,
        json: args.format == FindingFormat::Json,
        errors: errors > 0,
    })
}

fn inspect(args: InspectArgs) -> Result<Outcome> {
    let json = args.format == Format::Json;
    let options = InspectOptions {
        inputs: inputs(args.input),
        json,
    };
    let mut text = app::inspect(&options, &Bar::new())?;
    if !text.ends_with('\n') {
        text.push('\n');
    }
    Ok(Outcome { json, ..fine(text) })
}

fn verify(args: VerifyArgs) -> Result<Outcome> {
    let options = VerifyOptions {
        result: args.result,
        inputs: args.inputs,
        jobs: args.jobs,
    };
    let verified = app::verify(&options, &Bar::new())?;
    Ok(Outcome {
        text: verified.text,
        json: false,
        errors: !verified.same,
    })
}

fn template(args: TemplateArgs) -> Result<Outcome> {
    let inputs = |paths| Inputs {
        paths,
        policy: args.policy,
        year: args.year,
        date: args.date.unwrap_or_else(today),
        jobs: 0,
    };
    if !args.cross_check.is_empty() {
        let options = CrossCheckOptions {
            out: args.out,
            result: inputs(args.cross_check),
            seed: args.seed,
        };
        return Ok(fine(app::cross_check(&options, &Bar::new())?.summary));
    }
    let options = TemplateOptions {
        out: args.out,
        previous: inputs(args.previous),
    };
    Ok(fine(app::template(&options, &Bar::new())?.summary))
}

/// What a double click does. Its window may be none, or be gone before anybody has read it: what goes wrong is shown, unless
/// the page that is open already shows itself.
pub fn started_bare() -> Result<Outcome> {
    let served = if is_in_archive() {
        Err(anyhow!(
            "这是直接在压缩包里双击的，没有打开：那样做的东西会跟着临时文件夹一起被清掉。请先把压缩包整个解开（在压缩包上点右键，选“全部解压缩”或者“解压到当前文件夹”），再双击解开的文件夹里的“清风”。"
        ))
    } else {
        serve(ServeArgs::default())
    };
    served.inspect_err(|error| {
        let open = match error.downcast_ref() {
            Some(Error::Open(folder)) => Hold::is_answered(folder),
            _ => false,
        };
        if !open {
            page::show_alone(&format!("{error:#}"));
        }
    })
}

/// Whether the program was double-clicked in an archive: Windows unpacks it alone then, into a folder it clears away.
fn is_in_archive() -> bool {
    let own = std::env::current_exe().and_then(|own| own.canonicalize());
    let passing = std::env::temp_dir().canonicalize();
    cfg!(windows) && own.is_ok_and(|own| passing.is_ok_and(|passing| own.starts_with(passing)))
}

fn serve(args: ServeArgs) -> Result<Outcome> {
    let server = Server::open(&ServeOptions {
        folder: args.folder,
        port: args.port,
        reopens: !args.no_open,
        limits: Limits::default(),
        patience: Patience::default(),
    })?;
    let mut out = std::io::stdout();
    // A window that is gone reads nothing; the page is there all the same.
    let _ = writeln!(out, "{}", server.url());
    let opened = !args.no_open && opener::open(server.url().as_ref());
    let how = if opened {
        "正在打开浏览器；没有打开的，请"
    } else {
        "请"
    };
    let _ = writeln!(
        out,
        "{how}把上面的网址复制到这台电脑的浏览器里打开（只能用一次）。用完在网页上点“退出”，或者在这里按 Ctrl-C。"
    );
    let _ = out.flush();
    server.run()?;
    Ok(fine(String::new()))
}

fn sample(args: &SampleArgs) -> Result<Outcome> {
    let options = SampleOptions {
        out: args.out.clone(),
        sections: args.sections,
        entries: args.entries,
        seed: args.seed,
        year: args.year,
        defects: args.defects,
        all_kinds: args.all_kinds,
        repeats: args.repeats,
        scores: args.scores,
    };
    let written = app::sample(&options)?;
    Ok(fine(format!(
        "已在 {} 写好 {} 个文件（种子 {}）。\n",
        args.out.display(),
        written.len(),
        args.seed
    )))
}
