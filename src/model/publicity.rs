//! 公示表 as data: what the public may read of a registered item, and the columns there can be.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Field, Level, Role};

/// A column of the public edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PublicColumn {
    /// 序号 in the public edition, counted anew.
    Seq,
    /// A field.
    Of(Field),
    /// 监管责任: who watches over the item by its level.
    Supervision,
}

impl PublicColumn {
    /// Fields that may be published; all others name persons or are internal.
    const FIELDS: [Field; 12] = [
        Field::Section,
        Field::Post,
        Field::Matter,
        Field::Category,
        Field::Risk,
        Field::Manifestation,
        Field::Level,
        Field::Measures,
        Field::Indicator,
        Field::Owner,
        Field::Head,
        Field::Leader,
    ];

    /// Every column there can be.
    pub fn all() -> impl Iterator<Item = Self> {
        let fields = Self::FIELDS.into_iter().map(Self::Of);
        std::iter::once(Self::Seq)
            .chain(fields)
            .chain([Self::Supervision])
    }

    /// Name in the policy.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Seq => "seq",
            Self::Of(field) => field.key(),
            Self::Supervision => "supervision",
        }
    }
}

/// What is published of a level that is not confirmed yet.
const PENDING: &str = "待审定";

/// What the public may read of a registered item.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicItem {
    /// Texts by field, without names and numbers of persons; blank fields are absent. What was not masked is the entry's own.
    pub texts: BTreeMap<Field, Arc<str>>,
    /// The level; none where the leading group has yet to decide (待审定).
    pub level: Option<Level>,
    /// How many risk points it names.
    pub points: usize,
    /// Who watches over the item by its level (分级监管), as a role.
    pub supervisor: Option<Role>,
}

impl PublicItem {
    /// The text of a field; empty if it is blank.
    pub fn text(&self, field: Field) -> &str {
        self.texts.get(&field).map_or("", |text| text)
    }

    /// The level as published.
    pub fn level_title(&self) -> &'static str {
        self.level.map_or(PENDING, Level::title)
    }

    /// Who watches over the item, as published; empty where the level is still to be confirmed.
    pub fn supervision(&self) -> &'static str {
        self.supervisor.map_or("", Role::title)
    }
}
