//! What may be written into cells: rules with their messages, cut to what Excel can hold, so that none can fail.

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Formula,
    Worksheet, XlsxError,
};

use super::lists::Lists;
use super::safe;
use super::spec::{Allowed, InputSpec, Message, Otherwise};
use crate::location::{Area, column_letters};

/// Excel's limit for the title of a message, in UTF-16 units.
const MAX_TITLE: usize = 32;
/// Excel's limit for the text of a message, in UTF-16 units.
const MAX_MESSAGE: usize = 255;

/// Areas of one rule at most: Excel takes far more, but not for ever.
const MAX_AREAS: usize = 200;

/// Rules that are the same but for their cells, each once with all its areas: a score book says the same of thousands of
/// cells, and Excel holds no more than 65,534 rules on a sheet.
#[derive(Debug, Default)]
pub struct Rules {
    rules: Vec<(InputSpec, Vec<Area>)>,
    /// Those that take further areas, the latest last.
    open: Vec<usize>,
}

impl Rules {
    /// Takes up rules, each with its area.
    pub fn add(&mut self, inputs: impl IntoIterator<Item = InputSpec>) {
        for input in inputs {
            // The latest rules are the likeliest to come again.
            let open = self.open.iter();
            let known = open
                .rev()
                .find(|at| same(&self.rules[**at].0, &input))
                .copied();
            let Some(at) = known else {
                self.open.push(self.rules.len());
                self.rules.push((input.clone(), vec![input.area]));
                continue;
            };
            let areas = &mut self.rules[at].1;
            areas.push(input.area);
            if areas.len() == MAX_AREAS {
                self.open.retain(|own| *own != at);
            }
        }
    }

    /// Puts them on the cells of their sheet.
    pub fn apply(&self, lists: &Lists, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let mut rules = self.rules.iter();
        rules.try_for_each(|(rule, areas)| apply(rule, areas, lists, sheet))
    }
}

/// Whether two rules say the same, of whatever cells.
fn same(one: &InputSpec, other: &InputSpec) -> bool {
    one.allowed == other.allowed
        && one.otherwise == other.otherwise
        && one.prompt == other.prompt
        && one.alert == other.alert
}

/// Puts a rule on cells of its sheet.
fn apply(
    input: &InputSpec,
    areas: &[Area],
    lists: &Lists,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let rule = allow(&input.allowed, lists)?;
    let prompt = cut(&input.prompt);
    let alert = cut(&alert(input));
    let rule = rule
        .set_input_title(prompt.title)?
        .set_input_message(prompt.text)?
        .set_error_title(alert.title)?
        .set_error_message(alert.text)?
        .show_error_message(input.otherwise != Otherwise::Accept)
        .set_error_style(match input.otherwise {
            Otherwise::Refuse => DataValidationErrorStyle::Stop,
            Otherwise::Ask | Otherwise::Accept => DataValidationErrorStyle::Warning,
        });
    let all: Vec<String> = areas.iter().map(ToString::to_string).collect();
    let rule = match all.as_slice() {
        [] | [_] => rule,
        several => rule.set_multi_range(several.join(" ")),
    };
    let area = input.area;
    let column = |col: u32| u16::try_from(col).unwrap_or(u16::MAX);
    let (left, right) = (column(area.first.col), column(area.last.col));
    sheet.add_data_validation(area.first.row, left, area.last.row, right, &rule)?;
    Ok(())
}

fn allow(allowed: &Allowed, lists: &Lists) -> Result<DataValidation, XlsxError> {
    let rule = DataValidation::new();
    match allowed {
        Allowed::Anything => Ok(rule),
        Allowed::OneOf(items) => lists.offer(items, rule),
        Allowed::Listed(sheet, area) => Ok(rule.allow_list_formula(listed(sheet, *area))),
        Allowed::Dates(from, to) => Ok(match (stamp(*from), stamp(*to)) {
            (Some(from), Some(to)) => rule.allow_date(DataValidationRule::Between(from, to)),
            // Excel knows no dates before 1900 or after 9999: there the cell takes anything.
            _ => rule,
        }),
        Allowed::Decimals(from, to) => {
            let numbers = DataValidationRule::Between(*from, to.max(*from));
            Ok(rule.allow_decimal_number(numbers))
        }
        Allowed::Length(least, most) => {
            let lengths = DataValidationRule::Between(*least, (*most).max(*least));
            Ok(rule.allow_text_length(lengths))
        }
    }
}

/// The filled cells of a column as a range: the blank ones below them are not offered.
fn listed(sheet: &str, area: Area) -> Formula {
    let letters = column_letters(area.first.col);
    let (first, last) = (area.first.excel_row(), area.last.excel_row());
    let sheet = sheet.replace('\'', "''");
    let cells = format!("'{sheet}'!${letters}${first}:${letters}${last}");
    let top = format!("'{sheet}'!${letters}${first}");
    Formula::new(format!("=OFFSET({top},0,0,MAX(1,COUNTA({cells})),1)"))
}

fn stamp(date: NaiveDate) -> Option<ExcelDateTime> {
    let part = |n: u32| u8::try_from(n).ok();
    let year = u16::try_from(date.year()).ok()?;
    ExcelDateTime::from_ymd(year, part(date.month())?, part(date.day())?).ok()
}

/// The alert given, or what every list may say.
fn alert(input: &InputSpec) -> Message {
    let listed = matches!(input.allowed, Allowed::OneOf(_) | Allowed::Listed(..));
    if listed && input.alert == Message::default() {
        return Message::new("请从列表中选择", "此处只能填写下拉列表中的内容。");
    }
    input.alert.clone()
}

fn cut(message: &Message) -> Message {
    Message {
        title: safe::short(&message.title.replace('\n', " "), MAX_TITLE),
        text: safe::short(&message.text, MAX_MESSAGE),
    }
}
