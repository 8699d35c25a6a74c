//! The words of a roster book: what its columns are headed, and what stands in those that are chosen from a list.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::decode::{List, Set};
use crate::model::SectionKind;
use crate::text;

/// What a column of a roster book says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// 科室.
    Section,
    /// 类别 of the section.
    Kind,
    /// 别名.
    Aliases,
    /// 分管领导.
    Leader,
    /// 科室负责人.
    Head,
    /// 岗位.
    Post,
    /// 姓名.
    Person,
    /// 职务, which is a post where no column says 岗位.
    Title,
    /// 领导类别.
    Role,
    /// 序号, 备注 and what else is a head and says nothing of the roster.
    Other,
}

impl Column {
    /// Its name in messages.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Section => "科室名称",
            Self::Kind => "类别",
            Self::Aliases => "别名",
            Self::Leader => "分管领导",
            Self::Head => "科室负责人",
            Self::Post => "岗位名称",
            Self::Person => "姓名",
            Self::Title => "职务",
            Self::Role => "领导类别",
            Self::Other => "其他",
        }
    }
}

/// The words as they are written.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct WrittenRoster {
    #[serde(rename = "replace")]
    pub _replace: Set<bool>,
    pub section: List<String>,
    pub kind: List<String>,
    pub aliases: List<String>,
    pub leader: List<String>,
    pub head: List<String>,
    pub post: List<String>,
    pub person: List<String>,
    pub title: List<String>,
    pub role: List<String>,
    pub leaders_sheets: List<String>,
    pub guide_sheets: List<String>,
    pub ordinary: List<String>,
    pub leadership: List<String>,
    pub classes: List<String>,
    pub principal: List<String>,
    pub deputies: List<String>,
    pub vacant: List<String>,
}

/// The words of a roster book.
#[derive(Clone, Debug, Default)]
pub struct RosterWords {
    heads: BTreeMap<String, Column>,
    /// Words in the name or title of a sheet of leaders.
    pub(super) leaders_sheets: Vec<String>,
    /// Words in the name of a sheet that explains.
    pub(super) guide_sheets: Vec<String>,
    /// A section like others.
    pub ordinary: Vec<String>,
    /// 局领导班子.
    pub leadership: Vec<String>,
    /// Classes in which sections are ranked.
    pub classes: Vec<String>,
    /// 局主要领导.
    pub principal: Vec<String>,
    /// Other leaders.
    pub deputies: Vec<String>,
    /// A post nobody holds.
    vacant: Vec<String>,
}

impl RosterWords {
    /// The words ready to be looked up; of two heads that are the same the first counts. Where sections are ranked by classes,
    /// `ranked`, these are all there are.
    pub(super) fn new(written: &WrittenRoster, ranked: Vec<String>) -> Self {
        let heads = [
            (Column::Section, &written.section),
            (Column::Kind, &written.kind),
            (Column::Aliases, &written.aliases),
            (Column::Leader, &written.leader),
            (Column::Head, &written.head),
            (Column::Post, &written.post),
            (Column::Person, &written.person),
            (Column::Title, &written.title),
            (Column::Role, &written.role),
        ];
        let mut known = BTreeMap::new();
        for (column, words) in heads {
            for word in words.iter() {
                known.entry(text::label_key(&word.value)).or_insert(column);
            }
        }
        Self {
            heads: known,
            leaders_sheets: written.leaders_sheets.texts(),
            guide_sheets: written.guide_sheets.texts(),
            ordinary: written.ordinary.texts(),
            leadership: written.leadership.texts(),
            classes: if ranked.is_empty() {
                written.classes.texts()
            } else {
                ranked
            },
            principal: written.principal.texts(),
            deputies: written.deputies.texts(),
            vacant: written.vacant.texts(),
        }
    }

    /// What a column headed like this says; remarks in brackets do not matter.
    pub fn column(&self, label: &str) -> Option<Column> {
        let bare = || text::label_key(&text::without_brackets(label));
        let known = self.heads.get(label);
        known.or_else(|| self.heads.get(&bare())).copied()
    }

    /// What a section of this kind is, and its class.
    pub fn kind(&self, written: &str) -> Option<(SectionKind, Option<String>)> {
        if has(&self.leadership, written) {
            return Some((SectionKind::Leadership, None));
        }
        if has(&self.ordinary, written) {
            return Some((SectionKind::Section, None));
        }
        let class = find(&self.classes, written)?;
        Some((SectionKind::Section, Some(class.clone())))
    }

    /// The words for kinds, in the order in which they are offered.
    pub fn kinds(&self) -> Vec<String> {
        let few = |words: &[String]| words.first().cloned();
        let classes = self.classes.iter().cloned();
        let others = [few(&self.ordinary), few(&self.leadership)];
        classes.chain(others.into_iter().flatten()).collect()
    }

    /// Whether a leader of this kind is the principal.
    pub fn is_principal(&self, written: &str) -> Option<bool> {
        let principal = has(&self.principal, written);
        (principal || has(&self.deputies, written)).then_some(principal)
    }

    /// The words for kinds of leaders, in the order in which they are offered.
    pub fn roles(&self) -> Vec<String> {
        let firsts = [self.principal.first(), self.deputies.first()];
        firsts.into_iter().flatten().cloned().collect()
    }

    /// Whether a name says that nobody is there.
    pub fn is_vacant(&self, written: &str) -> bool {
        let bare = text::without_brackets(written);
        let around = |c: char| c.is_whitespace() || "（）()【】[]".contains(c);
        has(&self.vacant, &bare) || has(&self.vacant, written.trim_matches(around))
    }
}

fn find<'w>(words: &'w [String], written: &str) -> Option<&'w String> {
    let wanted = text::key(written);
    words.iter().find(|word| text::key(word) == wanted)
}

fn has(words: &[String], written: &str) -> bool {
    find(words, written).is_some()
}
