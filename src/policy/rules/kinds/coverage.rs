//! 漏报: sections and persons of the roster of whom nothing came in. Known only when all forms are together.

use std::sync::Arc;

use serde::Deserialize;

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
    about: "花名册中的这个人没有交来任何条目：按人填报的科室都查；everyone = true 时，只报科室表的科室也逐人查（整批表格一起核对时才查）。",
    slots: &["section", "person", "how"],
    settings: &[("everyone", "true")],
    make: |table, _| Ok(Arc::new(SilentPerson::deserialize(table)?)),
    ..KindInfo::PLAIN
};

/// There is no entry of a post of the roster.
pub const SILENT_POST: KindInfo = KindInfo {
    name: "silent_post",
    about: "科室的表写了岗位，花名册中的这个岗位却没有一条，也没有一条写到在岗的人（整批表格一起核对时才查）。",
    slots: &["section", "post", "people"],
    make: |_, _| Ok(Arc::new(SilentPost)),
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

#[derive(Debug, Deserialize)]
#[serde(default)]
#[derive(Default)]
struct SilentPerson {
    /// Whether everybody must be named, also where a section's form speaks for all.
    everyone: bool,
}

impl Kind for SilentPerson {
    fn missing(&self, coverage: &Coverage) -> Vec<(String, Values)> {
        let found = coverage.sections.iter().flat_map(|line| {
            let (how, people) = match line.basis {
                CoverageBasis::ByName if self.everyone => ("要求人人填报", &line.missing[..]),
                CoverageBasis::ByName => ("按人填报", &line.missing[..]),
                _ => ("", &[][..]),
            };
            people.iter().map(move |person| {
                let values = vec![
                    ("section", line.section.clone()),
                    ("person", person.clone()),
                    ("how", how.to_owned()),
                ];
                (line.section.clone(), values)
            })
        });
        found.collect()
    }

    fn asks_everyone(&self) -> bool {
        self.everyone
    }

    fn settings(&self) -> Vec<(&'static str, String)> {
        let word = if self.everyone { "true" } else { "false" };
        vec![("everyone", word.to_owned())]
    }
}

#[derive(Debug)]
struct SilentPost;

impl Kind for SilentPost {
    fn missing(&self, coverage: &Coverage) -> Vec<(String, Values)> {
        let found = coverage.sections.iter().flat_map(|line| {
            line.silent_posts.iter().map(|(post, holders)| {
                let people = if holders.is_empty() {
                    String::new()
                } else {
                    format!("（在岗 {}）", holders.join("、"))
                };
                let values = vec![
                    ("section", line.section.clone()),
                    ("post", post.clone()),
                    ("people", people),
                ];
                (line.section.clone(), values)
            })
        });
        found.collect()
    }
}
