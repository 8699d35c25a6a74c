//! 花名册: sections, their other names, their leaders, posts and staff. Empty in the embedded policy.

use serde::{Deserialize, Serialize};

use crate::text;

/// One member of staff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Staff {
    /// 姓名.
    pub name: String,
    /// 岗位.
    pub post: Option<String>,
}

/// One section (科室).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionInfo {
    /// The name used in the register.
    pub name: String,
    /// Other names of it. Configured, never guessed.
    pub aliases: Vec<String>,
    /// 分管领导.
    pub leader: Option<String>,
    /// 科室负责人.
    pub head: Option<String>,
    /// 岗位.
    pub posts: Vec<String>,
    /// Its staff.
    pub staff: Vec<Staff>,
}

/// All sections of the unit, in the order of the policy.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Roster {
    /// The sections.
    pub sections: Vec<SectionInfo>,
}

impl Roster {
    /// Whether there is nothing to check against.
    pub fn is_empty(&self) -> bool {
        self.sections.is_empty()
    }

    /// The section with this name or alias; width, spaces and 繁简 do not matter.
    pub fn section(&self, name: &str) -> Option<&SectionInfo> {
        let wanted = text::key(name);
        self.sections
            .iter()
            .find(|s| s.names().any(|n| text::key(n) == wanted))
    }
}

/// The names in one cell, without what is noted in brackets behind them: 张一（科长）、李二.
pub fn names_in(written: &str) -> Vec<String> {
    let bare = text::without_brackets(written);
    let names = bare.split(text::is_list_mark);
    let names = names.map(str::trim).filter(|name| !name.is_empty());
    names.map(str::to_owned).collect()
}

impl SectionInfo {
    /// The name and all aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }
}
