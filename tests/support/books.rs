//! The books of the made-up register, and findings about its forms.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use qingfeng::diagnostic::{Confidence, Diagnostic, Severity};
use qingfeng::location::{CellRef, Place};
use qingfeng::model::PairReview;
use qingfeng::model::{Register, Roster, Statistics};
use qingfeng::report::{
    self, FindingsInput, ReturnedPaths, UNKNOWN_SECTION, register_book, statistics_book,
};
use qingfeng::stats::tabulate;
use qingfeng::writer::BookSpec;

use super::register;

/// Register, statistics and findings.
pub fn books() -> [BookSpec; 3] {
    let register = register::register();
    let context = register::context();
    [
        register_book(&register, &PairReview::default(), &context).described(),
        statistics_book(&register, &statistics(&register), &context).described(),
        findings_book(&findings(), &register),
    ]
}

/// The same of a year in which nothing came.
pub fn empty_books() -> [BookSpec; 3] {
    let (register, context) = (Register::default(), register::context());
    let statistics = tabulate(&register, (&Roster::default(), false), []);
    [
        register_book(&register, &PairReview::default(), &context).described(),
        statistics_book(&register, &statistics, &context).described(),
        findings_book(&[], &register),
    ]
}

/// The statistics of a register by the made-up roster.
pub fn statistics(register: &Register) -> Statistics {
    let items = register.items.iter().map(|i| &*i.entry);
    let handed_in = items.chain(register.returned.iter().map(|r| &*r.entry));
    tabulate(register, (&register::roster(), false), handed_in)
}

/// The book of findings; every file of the register lies in 收表, beside the folder of the book.
pub fn findings_book(findings: &[Diagnostic], register: &Register) -> BookSpec {
    let files = register.files.iter().map(|f| &f.file);
    let addresses: BTreeMap<Arc<str>, String> = files
        .map(|file| (Arc::clone(file), format!("../收表/{file}")))
        .collect();
    let input = FindingsInput {
        findings,
        register,
        roster: &register::roster(),
        reply: NaiveDate::from_ymd_opt(2026, 12, 5),
        addresses: &addresses,
        returned: &returned(findings),
    };
    report::findings_book(&input, &register::context()).described()
}

/// Each file with an error goes back to its section.
fn returned(findings: &[Diagnostic]) -> ReturnedPaths {
    let mut out = ReturnedPaths::default();
    for finding in findings.iter().filter(|f| f.severity == Severity::Error) {
        let section = finding.section.as_deref().unwrap_or(UNKNOWN_SECTION);
        let file = &finding.place.file;
        let name = file.rsplit('/').next().unwrap_or(file);
        let path = |name: &str| format!("退改/{section}/{name}");
        out.forms.insert(Arc::clone(file), path(name));
        out.notices.insert(section.to_owned(), path("退回通知.txt"));
    }
    out
}

/// A finding about a cell of a section's form.
pub fn finding(code: &str, severity: Severity, section: &str, cell: &str) -> Diagnostic {
    let file: Arc<str> = format!("2026年自查表/{section}廉政风险自查表.xlsx").into();
    let titles = [
        ("E01", "必填项空着"),
        ("L01", "等级看不懂"),
        ("T02", "有未识别的栏目"),
    ];
    let title = titles
        .iter()
        .find(|t| t.0 == code)
        .map_or("别的问题", |t| t.1);
    Diagnostic {
        place: Place::cell(&file, &Arc::from("自查表"), cell.parse().unwrap()),
        more: Vec::new(),
        code: code.to_owned(),
        title: title.to_owned(),
        severity,
        confidence: Confidence::High,
        message: format!("{title}：这一格有问题"),
        help: "请填报科室改正后重报；也可在口径文件中调整。".to_owned(),
        found: None,
        example: None,
        clause: None,
        rule: None,
        section: Some(section.to_owned()),
        excerpt: None,
    }
}

/// Findings of several kinds and sections, one of no form at all, one of no known section.
pub fn findings() -> Vec<Diagnostic> {
    use Severity::{Error, Note, Warning};
    let mut findings = Vec::new();
    for (number, section) in register::SECTIONS.iter().enumerate() {
        for row in 0..=number {
            let cell = CellRef::new(u32::try_from(row).unwrap() * 2 + 6, 7).to_string();
            findings.push(finding("E01", Error, section, &cell));
        }
        findings.push(Diagnostic {
            message: format!("“{section}级”不是已知的等级写法"),
            found: Some(format!("{section}级")),
            example: Some("一级".to_owned()),
            clause: Some("办法第五条".to_owned()),
            confidence: Confidence::Low,
            ..finding("L01", Warning, section, "F9")
        });
        findings.push(finding("T02", Note, section, "K5"));
    }
    findings.push(Diagnostic {
        place: Place::file(&Arc::from("qingfeng.toml")),
        section: Some("绩效管理科".to_owned()),
        message: "没有收到该科室的自查表".to_owned(),
        title: "漏报".to_owned(),
        ..finding("C01", Error, "绩效管理科", "A1")
    });
    findings.push(Diagnostic {
        section: None,
        ..finding("E01", Error, "国库科", "C3")
    });
    findings
}
