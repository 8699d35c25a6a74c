//! Sections in their order: as in the roster, then by name, findings of no known section last.

use crate::diagnostic::Diagnostic;
use crate::model::Roster;

/// What is shown where nobody could tell the section.
pub const UNKNOWN: &str = "未能识别科室";

/// A section, ordered as the books show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Section<'r> {
    rank: usize,
    /// Its name, where it is known.
    pub name: Option<&'r str>,
}

impl<'r> Section<'r> {
    /// The section a finding belongs to.
    pub fn of(finding: &'r Diagnostic, roster: &Roster) -> Self {
        let name = finding.section.as_deref();
        let known = |name: &str| roster.sections().iter().position(|s| s.name == name);
        let others = roster.sections().len();
        let rank = name.map_or(others + 1, |name| known(name).unwrap_or(others));
        Self { rank, name }
    }

    /// The name as shown.
    pub fn title(self) -> &'r str {
        self.name.unwrap_or(UNKNOWN)
    }

    /// How a message speaks to the section: 你科, 你中心.
    pub fn you(self) -> String {
        const KINDS: [&str; 9] = ["科", "股", "处", "室", "中心", "所", "队", "委", "部"];
        let name = self.name.unwrap_or_default();
        let kind = KINDS.iter().find(|kind| name.ends_with(**kind));
        kind.map_or_else(|| "你们".to_owned(), |kind| format!("你{kind}"))
    }
}
