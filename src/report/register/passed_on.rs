//! 下年带入 and 合并决定: what next year must know of every number and every choice about repeats, so that this book alone
//! passes on as much as the folder it comes from. Read back by [`crate::ingest::passed_on`].

use super::super::canvas::Canvas;
use super::super::context::ReportContext;
use super::super::table::{Columns, Table, columns, prose, word};
use super::super::widths::Width::{Fixed, Prose, Short};
use crate::model::{
    About, CHOICES_SHEET, Field, Level, NumberState, PAIR_HEADS, PASSED_ON_HEADS, PASSED_ON_SHEET,
    PairReview, PartialDate, REVIEW_HEADS, Register, RegisterItem, Retired, WrittenChoice,
};
use crate::writer::Sheet;

const PAGE: f64 = 190.0;
const NOTE: &str = "供下一年使用：写出结果时选作上年的结果，编号、审定、评定日期就从这里接上。请勿修改；识别码是程序用来认出同一风险点的。";
const OF_CHOICES: &str = "领导小组对疑似重复的决定，每项两行：上一行是保留的条目，下一行是另一条。供下一年使用，请勿修改。";

/// A number: one that stands, or one that stands no more.
enum Row<'r> {
    Standing(&'r RegisterItem),
    Retired(&'r Retired),
}

impl Row<'_> {
    fn item(&self) -> Option<&RegisterItem> {
        match self {
            Self::Standing(item) => Some(item),
            Self::Retired(_) => None,
        }
    }

    fn retired(&self) -> Option<&Retired> {
        match self {
            Self::Standing(_) => None,
            Self::Retired(number) => Some(number),
        }
    }

    fn id(&self) -> &str {
        self.item()
            .map_or_else(|| self.retired().map_or("", |n| &n.id), |item| &item.id)
    }

    fn section(&self) -> &str {
        let own = self.item().and_then(|i| i.entry.text(Field::Section));
        own.or_else(|| Some(&*self.retired()?.section))
            .unwrap_or_default()
    }

    fn state(&self) -> NumberState {
        self.retired().map_or(NumberState::Standing, Retired::state)
    }

    fn keys(&self) -> String {
        let own = self.item().map(|item| &item.keys);
        let keys = own.or_else(|| Some(&self.retired()?.keys));
        keys.map_or(String::new(), |keys| keys.join("\n"))
    }

    fn level_text(&self) -> &str {
        let open = self.item().filter(|item| item.effective.is_none());
        open.and_then(|item| item.entry.text(Field::Level))
            .unwrap_or_default()
    }

    /// A word on the leading group's decision.
    fn decided(&self, say: impl Fn(&crate::model::Decision) -> String) -> String {
        let decision = self.item().and_then(|item| item.entry.decision.as_ref());
        decision.map_or(String::new(), say)
    }
}

fn level(level: Option<Level>) -> &'static str {
    level.map_or("", Level::title)
}

fn day(on: Option<PartialDate>) -> String {
    on.map_or(String::new(), |on| on.to_string())
}

fn columns<'r>() -> Columns<'r, Row<'r>> {
    let [
        id,
        state,
        into,
        section,
        written,
        declared,
        confirmed,
        reason,
        by,
        on,
        rated,
        basis,
        year,
        why,
        keys,
    ] = PASSED_ON_HEADS;
    let rating = |r: &Row<'_>| r.item().and_then(|i| i.follow_up.rating.from);
    columns! { Row<'r>;
        word(id, Short(11.0, 14.0), |r| r.id().to_owned());
        word(state, Short(8.0, 14.0), |r| r.state().title());
        word(into, Short(8.0, 14.0), |r| r.retired().and_then(|n| n.into.clone()).unwrap_or_default()).if_any();
        word(section, Short(9.0, 14.0), |r| r.section().to_owned());
        word(written, Short(8.0, 12.0), |r| r.level_text().to_owned()).if_any();
        word(declared, Fixed(7.0), |r| level(r.item().and_then(|i| i.entry.declared)));
        word(confirmed, Fixed(7.0), |r| level(r.item().and_then(|i| i.entry.confirmed_level()))).if_any();
        prose(reason, Prose(14.0), |r| r.decided(|d| d.reason.clone())).if_any();
        word(by, Short(8.0, 12.0), |r| r.decided(|d| d.by.clone())).if_any();
        word(on, Short(10.0, 12.0), |r| r.decided(|d| day(d.on))).if_any();
        word(rated, Short(10.0, 12.0), |r| day(rating(r).map(|(_, on)| on))).if_any();
        word(basis, Short(8.0, 10.0), |r| rating(r).map_or("", |(basis, _)| basis.title())).if_any();
        word(year, Fixed(8.0), |r| r.retired().and_then(|n| n.year).map_or(String::new(), |y| y.to_string())).if_any();
        prose(why, Prose(14.0), |r| r.retired().and_then(|n| n.reason.clone()).unwrap_or_default()).if_any();
        word(keys, Fixed(42.0), |r| r.keys());
    }
}

/// The sheet of the numbers; none where there is no number.
pub fn numbers<'r>(register: &'r Register, context: &ReportContext) -> Option<Sheet<'r>> {
    let standing = register.items.iter().map(Row::Standing);
    let rows: Vec<Row<'_>> = standing
        .chain(register.retired.iter().map(Row::Retired))
        .collect();
    if rows.is_empty() {
        return None;
    }
    let table = Table::new(columns(), rows, PAGE);
    let title = (PASSED_ON_SHEET, "登记编号和审定结果下年带入表");
    let mut canvas = Canvas::over(&table, title, context);
    canvas.notes([NOTE]);
    canvas.listing(table, 1, "");
    Some(canvas.finish())
}

/// One of the two entries of a choice; the choice itself stands in the upper row.
type Half<'r> = (Option<&'r WrittenChoice>, &'r About);

fn of_choices<'r>() -> Columns<'r, Half<'r>> {
    let [id, choice, reason, by, on] = PAIR_HEADS;
    let [.., section, post, matter, risk] = REVIEW_HEADS;
    let said = |r: &Half<'_>, of: fn(&WrittenChoice) -> String| r.0.map_or(String::new(), of);
    columns! { Half<'_>;
        word(section, Short(9.0, 14.0), |r| r.1.section.clone());
        word(post, Short(8.0, 12.0), |r| r.1.post.clone());
        prose(matter, Prose(16.0), |r| r.1.matter.clone());
        prose(risk, Prose(24.0), |r| r.1.risk.clone());
        word(choice, Fixed(10.0), |r| said(r, |c| c.choice.title().to_owned()));
        prose(reason, Prose(14.0), |r| said(r, |c| c.reason.clone()));
        word(by, Short(8.0, 12.0), |r| said(r, |c| c.by.clone()));
        word(on, Fixed(12.0), |r| said(r, |c| day(c.on)));
        word(id, Fixed(30.0), |r| said(r, |c| c.id.to_string()));
    }
}

/// The sheet of the choices; none where nobody chose anything.
pub fn choices<'r>(pairs: &'r PairReview, context: &ReportContext) -> Option<Sheet<'r>> {
    let halves = |choice: &'r WrittenChoice| {
        let [kept, other] = &choice.about;
        [(Some(choice), kept), (None, other)]
    };
    let rows: Vec<Half<'_>> = pairs.chosen().flat_map(halves).collect();
    if rows.is_empty() {
        return None;
    }
    let table = Table::new(of_choices(), rows, PAGE);
    let mut canvas = Canvas::over(&table, (CHOICES_SHEET, "疑似重复填报决定一览表"), context);
    canvas.notes([OF_CHOICES]);
    canvas.listing(table, 1, "");
    Some(canvas.finish())
}
