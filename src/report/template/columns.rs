//! The columns of a blank form: what each is called, what may stand in it, and what is said about it.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::super::widths::Width::{self, Fixed, Prose};
use crate::location::Area;
use crate::model::{Field, Level, SectionInfo, Subject};
use crate::policy::Policy;
use crate::writer::{Allowed, InputSpec, Message, Otherwise, StyleRole};

/// Years a level's last rating may lie back without a question.
const RATED_WITHIN: i32 = 10;

/// A column of a blank form.
pub struct Column<'p> {
    /// Its field.
    pub field: Field,
    /// Its head without the mark of necessity.
    pub head: &'p str,
    /// Whether a blank is an error.
    pub required: bool,
    /// What to write.
    pub hint: Option<&'p str>,
    /// A correct example.
    pub example: Option<Cow<'p, str>>,
    /// What is offered in a list; empty where anything may be written.
    pub choices: Vec<String>,
    /// What happens to what is not in the list.
    pub otherwise: Otherwise,
    /// Fewest and most characters, for prose.
    pub length: Option<(u32, u32)>,
}

/// The columns of the form of a section, or of the general form, and those for what is carried over from last year.
pub fn columns<'p>(
    section: Option<&SectionInfo>,
    carried: &[Field],
    policy: &'p Policy,
) -> Vec<Column<'p>> {
    let own = &policy.template.columns;
    let more = carried.iter().filter(|field| !own.contains(field));
    own.iter()
        .chain(more)
        .map(|field| {
            let field = *field;
            let (choices, otherwise) = choices(field, section, policy);
            let least = u32::try_from(policy.least_length(field)).unwrap_or(0);
            Column {
                field,
                head: policy.head(field).unwrap_or(field.title()),
                required: policy.required.contains(&field),
                hint: policy.hint(field),
                example: example(field, &choices, policy),
                choices,
                otherwise,
                length: field.is_prose().then_some((least, policy.template.longest)),
            }
        })
        .collect()
}

/// The policy's example; of a category not offered by this form the first one that is.
fn example<'p>(field: Field, choices: &[String], policy: &'p Policy) -> Option<Cow<'p, str>> {
    let example = policy.example(field)?;
    let offered = field != Field::Category || choices.iter().any(|c| c == example);
    let first = choices.first().filter(|_| !offered);
    Some(first.map_or(Cow::Borrowed(example), |own| Cow::Owned(own.clone())))
}

/// What a field is chosen from. Levels and categories are closed; a roster may lag behind, so that other names are
/// asked about and not refused; persons in charge are only proposed.
fn choices(
    field: Field,
    section: Option<&SectionInfo>,
    policy: &Policy,
) -> (Vec<String>, Otherwise) {
    let own = |list: fn(&SectionInfo) -> Vec<String>| section.map(list).unwrap_or_default();
    let items = match field {
        Field::Section => policy.section_names(),
        Field::Post | Field::Owner => own(|s| s.posts.clone()),
        Field::Person => own(|s| s.staff.iter().map(|p| p.name.clone()).collect()),
        Field::Head => own(|s| s.head.iter().cloned().collect()),
        Field::Leader => {
            let principal = policy.principal.iter();
            let leader = section.and_then(|s| s.leader.as_ref());
            principal.chain(leader).cloned().collect()
        }
        Field::Category => {
            let by_person = policy.template.columns.contains(&Field::Person);
            let leads = section.is_some_and(SectionInfo::is_leadership);
            let subject = if leads {
                Subject::Unit
            } else {
                Subject::Section
            };
            let categories = policy.form_categories(subject, by_person).into_iter();
            categories.map(str::to_owned).collect()
        }
        field if field.is_answer() => {
            let words = policy.answer_choices(field).into_iter();
            words.map(str::to_owned).collect()
        }
        field if field.is_level() => Level::ALL.map(|l| l.title().to_owned()).to_vec(),
        _ => Vec::new(),
    };
    let otherwise = match field {
        Field::Section | Field::Post | Field::Person => Otherwise::Ask,
        Field::Owner | Field::Head | Field::Leader => Otherwise::Accept,
        _ => Otherwise::Refuse,
    };
    (items, otherwise)
}

impl Column<'_> {
    /// The head as printed: required columns bear a star, long names stand in two lines.
    pub fn marked(&self) -> String {
        let star = if self.required { "*" } else { "" };
        format!("{}{star}", broken(self.head))
    }

    /// The note at the head.
    pub fn note(&self) -> String {
        let state = if self.required { "必填" } else { "选填" };
        let mut lines = vec![format!("{}（{state}）", self.head)];
        lines.extend(self.hint.map(str::to_owned));
        lines.extend(self.example.as_deref().map(|e| format!("正确写法：{e}")));
        lines.join("\n")
    }

    /// The rule for the cells of the column; none where there is nothing to say.
    pub fn input(&self, area: Area, year: i32) -> Option<InputSpec> {
        let (allowed, otherwise, alert) = self.rule(year);
        let hint = self.hint.unwrap_or_default();
        let required = if self.required { "（必填）" } else { "" };
        let prompt = Message::new(self.head, format!("{required}{hint}"));
        let silent = allowed == Allowed::Anything && hint.is_empty();
        (!silent && self.field != Field::Seq).then_some(InputSpec {
            area,
            allowed,
            otherwise,
            prompt,
            alert,
        })
    }

    fn rule(&self, year: i32) -> (Allowed, Otherwise, Message) {
        const STAY: &str = "确实无误的，点“是”保留；写错的，点“否”改正。";
        if !self.choices.is_empty() {
            let alert = match self.otherwise {
                Otherwise::Refuse => Message::new(
                    "请从列表中选择",
                    format!("“{}”只能填：{}。", self.head, self.choices.join("、")),
                ),
                _ => Message::new("列表中没有这一项", STAY),
            };
            return (Allowed::OneOf(self.choices.clone()), self.otherwise, alert);
        }
        if let Some((from, to)) = self.dates(year) {
            let text = format!("应为 {from} 到 {to} 之间的日期，写成 {to} 的样子。{STAY}");
            let alert = Message::new("请核对日期", text);
            return (Allowed::Dates(from, to), Otherwise::Ask, alert);
        }
        if let Some((least, most)) = self.length {
            let alert = Message::new("请核对字数", format!("{}。{STAY}", lengths(least, most)));
            return (Allowed::Length(least, most), Otherwise::Ask, alert);
        }
        (Allowed::Anything, Otherwise::Accept, Message::default())
    }

    /// The days between which a date of this column lies.
    fn dates(&self, year: i32) -> Option<(NaiveDate, NaiveDate)> {
        let back = match self.field {
            Field::ReportedOn => 0,
            Field::RatedOn => RATED_WITHIN,
            _ => return None,
        };
        days(year - back, year)
    }

    /// What may stand in the column, in words; empty where anything may.
    pub fn allowed_words(&self) -> String {
        if !self.choices.is_empty() {
            let more = match self.otherwise {
                Otherwise::Refuse => "",
                _ => "\n（列表中没有的，可以直接写）",
            };
            return format!("{}{more}", self.choices.join("、"));
        }
        if self.field.is_date() {
            return "日期".to_owned();
        }
        self.length
            .map_or(String::new(), |(least, most)| lengths(least, most))
    }

    /// How a cell of the body looks.
    pub const fn style(&self) -> StyleRole {
        match self.field {
            Field::Seq => StyleRole::Count,
            field if field.is_date() => StyleRole::Date,
            field if field.is_prose() => StyleRole::Body,
            _ => StyleRole::BodyCenter,
        }
    }

    /// How wide it is.
    pub const fn width(&self) -> Width {
        match self.field {
            Field::Seq => Fixed(5.0),
            Field::Number | Field::Section | Field::ReportedOn | Field::RatedOn => Fixed(12.0),
            Field::Post | Field::Owner => Fixed(11.0),
            Field::Level
            | Field::SuggestedLevel
            | Field::ConfirmedLevel
            | Field::RiskCount
            | Field::ThreeImportant
            | Field::Resources
            | Field::Discretion
            | Field::Consequence
            | Field::Likelihood
            | Field::Impact => Fixed(7.0),
            Field::Person => Fixed(8.0),
            Field::Category | Field::Head | Field::Leader => Fixed(9.0),
            Field::Remark | Field::Gone => Prose(8.0),
            Field::Matter | Field::Risk | Field::Indicator => Prose(14.0),
            Field::Manifestation | Field::Measures => Prose(20.0),
        }
    }
}

/// The usual name of a narrow column, broken where it reads well; any other as it is.
fn broken(head: &str) -> &str {
    match head {
        "权力（业务）事项" => "权力（业务）\n事项",
        "涉及三重一大" => "涉及\n三重一大",
        "直接掌握人财物" => "直接掌握\n人财物",
        "自由裁量权" => "自由\n裁量权",
        "可能后果" => "可能\n后果",
        "发生可能性" => "发生\n可能性",
        "影响程度" => "影响\n程度",
        "风险等级" => "风险\n等级",
        "建议等级" => "建议\n等级",
        "审定等级" => "审定\n等级",
        "风险点数量" => "风险点\n数量",
        other => other,
    }
}

/// The first day of one year and the last of another.
pub fn days(from: i32, to: i32) -> Option<(NaiveDate, NaiveDate)> {
    let first = NaiveDate::from_ymd_opt(from, 1, 1)?;
    Some((first, NaiveDate::from_ymd_opt(to, 12, 31)?))
}

fn lengths(least: u32, most: u32) -> String {
    if least > 0 {
        format!("{least} 到 {most} 个字")
    } else {
        format!("不超过 {most} 个字")
    }
}
