//! 漏报: sections and persons of the roster of whom nothing came in. Known only when all forms are together.

use std::sync::Arc;

use crate::model::{Coverage, CoverageBasis};
use crate::policy::rules::rule::{Kind, KindInfo, Values};

/// A section of the roster handed in nothing.
pub const SILENT_SECTION: KindInfo = KindInfo {
    name: "silent_section",
    about: "花名册中的科室没有交来任何条目（整批表格一起核对时才查）。",
    slots: &["section", "staff", "state"],
    make: |_, _| Ok(Arc::new(SilentSection)),
    ..KindInfo::PLAIN
};

/// Nothing came in of a person of the roster.
pub const SILENT_PERSON: KindInfo = KindInfo {
    name: "silent_person",
    about: "按人填报的科室里，花名册中的这个人没有交来任何条目（整批表格一起核对时才查）。",
    slots: &["section", "person"],
    make: |_, _| Ok(Arc::new(SilentPerson)),
    ..KindInfo::PLAIN
};

#[derive(Debug)]
struct SilentSection;

impl Kind for SilentSection {
    fn missing(&self, coverage: &Coverage) -> Vec<(String, Values)> {
        let silent = coverage.sections.iter();
        let silent = silent.filter(|s| s.basis == CoverageBasis::Nothing);
        let found = silent.map(|line| {
            let state = match line.staff {
                0 => String::new(),
                staff => format!("（在册 {staff} 人）"),
            };
            let values = vec![
                ("section", line.section.clone()),
                ("staff", line.staff.to_string()),
                ("state", state),
            ];
            (line.section.clone(), values)
        });
        found.collect()
    }
}

#[derive(Debug)]
struct SilentPerson;

impl Kind for SilentPerson {
    fn missing(&self, coverage: &Coverage) -> Vec<(String, Values)> {
        let by_name = coverage.sections.iter();
        let by_name = by_name.filter(|s| s.basis == CoverageBasis::ByName);
        let found = by_name.flat_map(|line| {
            line.missing.iter().map(|person| {
                let values = vec![
                    ("section", line.section.clone()),
                    ("person", person.clone()),
                ];
                (line.section.clone(), values)
            })
        });
        found.collect()
    }
}
