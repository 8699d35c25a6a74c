//! 互查表 and 群众评议表: registered entries with cells for what others say of them. Written so that what comes back is read
//! without a question.

use chrono::NaiveDate;

use super::super::canvas::{Canvas, count, level};
use super::super::context::ReportContext;
use super::super::table::{
    Columns, HasEntry, Laid, Table, blank, col, columns, field, number, word,
};
use super::super::template::days;
use super::super::widths::Width::{Fixed, Prose, Short};
use crate::location::Area;
use crate::model::{BALLOT_HEADS, CROSS_CHECK_HEADS, CROSS_CHECK_KEYS, Entry, Field, Level, Staff};
use crate::writer::{
    Allowed, BookSpec, InputSpec, Message, Otherwise, ProtectionSpec, SheetSpec, StyleRole,
};

const PAGE: f64 = 176.0;
/// More votes than any bureau casts.
const MOST_VOTES: f64 = 100_000.0;
const SIGNATURES: &str = "互查科室负责人（签字）：　　　　　　　　　　　被互查科室负责人（签字）：　　　　　　　　　　　日期：";
const TELLERS: &str =
    "监票人（签字）：　　　　　　　　　　　计票人（签字）：　　　　　　　　　　　日期：";
const ADVICE: &str = "请在黄色的格里填写：互查等级从下拉列表中选，同意登记等级的选“同意”；不同意的选应定的等级，并在互查意见里写明理由；措施、表述有问题的也写在互查意见里。\
    没有意见的整行空着。登记编号请勿改动。填好后放进收表文件夹，与自查表一起读。";
const BY_ENTRY: &str = "请在黄色的格里填写票数：可以按一级、二级、三级计票，也可以只就登记等级计同意、不同意，两种都填也可以；没有投的算弃权。每一行的票数加起来应等于参评人数。\
    没有评议的条目整行空着。登记编号请勿改动。填好后放进收表文件夹，与自查表一起读。";
const BY_SECTION: &str = "按科室评议的，填这一张：同意的，是同意该科室全部登记的等级。不同意的不比同意的少，该科室的条目都列入评审。\
    按条目评议的，填另一张；两张都填也可以。";

/// What a section is to look into.
#[derive(Debug)]
pub struct CrossCheckForm<'a> {
    /// The section that looks.
    pub by: &'a str,
    /// Its staff.
    pub staff: &'a [Staff],
    /// The section looked into.
    pub of: &'a str,
    /// The registered entries of that one.
    pub entries: &'a [Entry],
}

/// A registered entry.
type Row<'r> = &'r Entry;

impl HasEntry for Row<'_> {
    fn entry(&self) -> &Entry {
        self
    }
}

/// What an entry is known by.
fn known<'r>() -> Columns<'r, Row<'r>> {
    columns! { Row<'_>;
        number();
        field(Field::Number, "登记编号", Short(11.0, 16.0));
        field(Field::Section, "科室", Short(9.0, 12.0));
        field(Field::Post, "岗位", Short(8.0, 12.0)).if_any();
        field(Field::Matter, "权力（业务）事项", Prose(14.0)).if_any();
        field(Field::Risk, "风险点", Prose(18.0));
        col("登记\n等级", Fixed(7.0), |e| level(e.effective_level().0, "待定"));
    }
}

/// The workbook of a 互查表.
pub fn cross_check_book(form: &CrossCheckForm<'_>, context: &ReportContext) -> BookSpec {
    let [found, opinion, by, on] = CROSS_CHECK_HEADS;
    let mut all = known();
    all.extend(columns! { Row<'_>;
        field(Field::Measures, "防控措施", Prose(20.0));
        blank(found, 10.0, StyleRole::InputCenter);
        blank(opinion, 26.0, StyleRole::Input);
        blank(by, 10.0, StyleRole::InputCenter);
        blank(on, 12.0, StyleRole::InputDate);
    });
    let table = Table::new(all, form.entries.iter().collect(), PAGE);
    let last = u32::try_from(table.columns.len()).unwrap_or(2) - 1;
    let mut canvas = Canvas::over(&table, ("互查表", "廉政风险点交叉互查表"), context);
    canvas.notes([ADVICE]);
    let [of_key, by_key] = CROSS_CHECK_KEYS;
    let row = canvas.advance();
    let middle = last / 2;
    let of = format!("{of_key}：{}", form.of);
    canvas.span(row, 0, middle, of, StyleRole::MetaLeft);
    let by_section = format!("{by_key}：{}", form.by);
    canvas.span(row, middle + 1, last, by_section, StyleRole::MetaLeft);
    let laid = canvas.listing(table, 2, "");
    let names: Vec<String> = form.staff.iter().map(|s| s.name.clone()).collect();
    let levels = Level::ALL.map(Level::title).into_iter().chain(["同意"]);
    let choices = Allowed::OneOf(levels.map(str::to_owned).collect());
    let inputs = [
        ask(
            &laid,
            found,
            choices,
            Otherwise::Ask,
            "从列表中选一级、二级或三级；同意登记等级的选“同意”；没有意见的空着。",
        ),
        ask(
            &laid,
            by,
            proposed(names),
            Otherwise::Accept,
            "互查的人的姓名。",
        ),
        ask(
            &laid,
            on,
            dates(context),
            Otherwise::Ask,
            "互查的日期，如 2026-11-5。",
        ),
    ];
    let open = CROSS_CHECK_HEADS.map(|head| laid.column(head)).to_vec();
    finish(&mut canvas, SIGNATURES, inputs.into(), open, &laid);
    let mut book = context.book("廉政风险点交叉互查表");
    book.sheets = vec![canvas.finish().described()];
    book
}

/// The workbook of a 群众评议表: one sheet by entry, one by section, of which either may be filled in.
pub fn ballot_book(sections: &[(&str, &[Entry])], context: &ReportContext) -> BookSpec {
    let mut book = context.book("廉政风险等级群众评议表");
    book.sheets = vec![by_entry(sections, context), by_section(sections, context)];
    book
}

fn by_entry(sections: &[(&str, &[Entry])], context: &ReportContext) -> SheetSpec {
    let mut all = known();
    let [.., opinion, on] = BALLOT_HEADS;
    let counts = BALLOT_HEADS.iter().take(7);
    all.extend(counts.map(|head| blank(*head, 8.0, StyleRole::InputCenter)));
    all.extend([
        blank(opinion, 22.0, StyleRole::Input),
        blank(on, 12.0, StyleRole::InputDate),
    ]);
    let entries = sections.iter().flat_map(|(_, entries)| *entries).collect();
    let table = Table::new(all, entries, PAGE);
    let title = "廉政风险等级群众评议表（按条目）";
    let mut canvas = Canvas::over(&table, ("按条目评议", title), context);
    canvas.notes([BY_ENTRY]);
    let laid = canvas.listing(table, 2, "");
    ballots(canvas, &laid, &BALLOT_HEADS, context)
}

fn by_section(sections: &[(&str, &[Entry])], context: &ReportContext) -> SheetSpec {
    let [_, _, _, agree, against, abstain, voters, opinion, on] = BALLOT_HEADS;
    let all = columns! { (&str, usize);
        number();
        word("科室", Short(16.0, 30.0), |s| s.0);
        col("登记\n条数", Fixed(8.0), |s| count(s.1));
        blank(agree, 10.0, StyleRole::InputCenter);
        blank(against, 10.0, StyleRole::InputCenter);
        blank(abstain, 10.0, StyleRole::InputCenter);
        blank(voters, 10.0, StyleRole::InputCenter);
        blank(opinion, 50.0, StyleRole::Input);
        blank(on, 12.0, StyleRole::InputDate);
    };
    let rows = sections.iter().map(|(name, own)| (*name, own.len()));
    let table = Table::new(all, rows.collect(), PAGE);
    let title = "廉政风险等级群众评议表（按科室）";
    let mut canvas = Canvas::over(&table, ("按科室评议", title), context);
    canvas.notes([BY_SECTION]);
    let laid = canvas.listing(table, 2, "");
    ballots(canvas, &laid, &BALLOT_HEADS[3..], context)
}

/// Ends a sheet of ballots with these heads to be filled in.
fn ballots(
    mut canvas: Canvas<'_>,
    laid: &Laid,
    heads: &[&str],
    context: &ReportContext,
) -> SheetSpec {
    let [.., on] = BALLOT_HEADS;
    let counted = heads.iter().take(heads.len() - 2);
    let mut inputs: Vec<InputSpec> = counted
        .map(|head| {
            let votes = Allowed::Decimals(0.0, MOST_VOTES);
            ask(
                laid,
                head,
                votes,
                Otherwise::Refuse,
                "填人数（票数），没有的填 0 或空着。",
            )
        })
        .collect();
    inputs.push(ask(
        laid,
        on,
        dates(context),
        Otherwise::Ask,
        "评议的日期，如 2026-11-8。",
    ));
    let open = heads.iter().map(|head| laid.column(head)).collect();
    finish(&mut canvas, TELLERS, inputs, open, laid);
    canvas.finish().described()
}

/// The signatures, what may be written where, and the cells that are `open`.
fn finish(
    canvas: &mut Canvas<'_>,
    signatures: &str,
    inputs: Vec<InputSpec>,
    open: Vec<Area>,
    laid: &Laid,
) {
    canvas.line(signatures, StyleRole::Sign);
    let sheet = canvas.sheet();
    sheet.inputs.extend(inputs);
    sheet.growing = Some((laid.first, laid.last));
    sheet.protection = Some(ProtectionSpec {
        open_from: None,
        open,
    });
}

/// What may be written into the cells below a head.
fn ask(laid: &Laid, head: &str, allowed: Allowed, otherwise: Otherwise, prompt: &str) -> InputSpec {
    let alert = match allowed {
        Allowed::Dates(..) => "确实无误的，点“是”保留；写错的，点“否”改正。",
        Allowed::Decimals(..) => "请填 0 或正整数。",
        _ => "请从下拉列表中选择。确实无误的，点“是”保留。",
    };
    let name = head.replace('\n', "");
    InputSpec {
        area: laid.column(head),
        allowed,
        otherwise,
        prompt: Message::new(name.as_str(), prompt),
        alert: Message::new(name.as_str(), alert),
    }
}

fn proposed(names: Vec<String>) -> Allowed {
    if names.is_empty() {
        Allowed::Anything
    } else {
        Allowed::OneOf(names)
    }
}

fn dates(context: &ReportContext) -> Allowed {
    let span: Option<(NaiveDate, NaiveDate)> = days(context.year, context.year + 1);
    span.map_or(Allowed::Anything, |(from, to)| Allowed::Dates(from, to))
}
