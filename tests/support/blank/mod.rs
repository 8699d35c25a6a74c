//! Blank forms of a small bureau: made, filled in, read back.

pub mod fill;
pub mod rules;

use chrono::NaiveDate;
use qingfeng::app::{self, Occasion};
use qingfeng::model::{Field, Form, FormKind, Level};
use qingfeng::policy::{Policy, Source};
use qingfeng::report::{BlankForm, MOST_ROWS, ReportContext, template_book};
use qingfeng::writer::{BookSpec, to_bytes};

use fill::{Answer, answers, date, fill, read};

/// A roster with one usual section, one whose lists are long or hold commas, and one without staff.
pub fn policy(more: &str) -> Policy {
    let staff: Vec<String> = (1..=60)
        .map(|n| format!("{{ name = \"某某{n:03}\", post = \"岗位,第{n:03}号\" }}"))
        .collect();
    let text = format!(
        "[unit]\nname = \"清风市青云区财政局\"\n[leaders]\nprincipal = \"局长 赵一\"\n\
         [[sections]]\nname = \"预算科\"\nleader = \"钱二\"\nhead = \"孙三\"\nposts = [\"科长\", \"预算编制岗\"]\n\
         staff = [ {{ name = \"孙三\", post = \"科长\" }}, {{ name = \"李四\", post = \"预算编制岗\" }} ]\n\
         [[sections]]\nname = \"国库集中支付中心\"\nstaff = [ {} ]\n\
         [[sections]]\nname = \"综合科/政研室\"\n{more}\n",
        staff.join(", ")
    );
    let name = "qingfeng.toml".to_owned();
    Policy::from_source(&Source { name, text }, &app::checks()).unwrap()
}

pub fn context(policy: &Policy) -> ReportContext {
    ReportContext {
        unit: policy.unit.clone(),
        year: 2026,
        date: day(),
        most_rows: MOST_ROWS,
    }
}

pub fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 2).unwrap()
}

pub fn occasion() -> Occasion {
    Occasion {
        date: day(),
        year: 2026,
    }
}

/// The blank form of a section; the general one without a name.
pub fn blank(section: &str, policy: &Policy) -> BookSpec {
    let form = BlankForm {
        section: policy.roster.section(section),
        staff: policy
            .roster
            .section(section)
            .map_or(Vec::new(), |s| s.staff.iter().collect()),
        ..BlankForm::default()
    };
    template_book(&form, policy, &context(policy))
}

/// The form as the program reads it.
pub fn understood(book: &BookSpec, policy: &Policy) -> Form {
    read(&to_bytes(book).unwrap(), "表.xlsx", policy)
}

pub const ALL: [&str; 4] = ["预算科", "国库集中支付中心", "综合科/政研室", ""];

/// The form of a section with every row filled in; on the general form a section is chosen.
pub fn filled(section: &str, policy: &Policy) -> (BookSpec, Vec<Answer>) {
    let mut book = blank(section, policy);
    let answers = answers(&book, policy);
    fill(&mut book, policy, &answers);
    date(&mut book, day());
    if section.is_empty() {
        fill::choose_section(&mut book, "综合科/政研室");
    }
    (book, answers)
}

/// Asserts that the form says just what was answered, and that nothing is found wrong in it.
pub fn assert_round_trip(form: &Form, answers: &[Answer], section: &str) {
    assert!(form.findings.is_empty(), "{:#?}", form.findings);
    assert_eq!(form.kind, FormKind::SelfCheck);
    let entries: Vec<_> = form.entries().collect();
    assert_eq!(entries.len(), answers.len());
    for (entry, answer) in entries.into_iter().zip(answers) {
        for (field, text) in answer {
            assert_eq!(entry.text(*field), Some(text.as_str()), "{field:?}");
        }
        assert_eq!(entry.text(Field::Section), Some(section));
        assert_eq!(entry.reported_on, Some(day().into()));
        let level = Level::ALL
            .into_iter()
            .find(|l| l.title() == answer[&Field::Level]);
        assert_eq!(entry.declared, level);
    }
}
