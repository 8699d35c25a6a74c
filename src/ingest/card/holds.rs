//! What the columns hold of a table whose rows have several risks beside each other, told by its head.

use super::asked;
use crate::ingest::elsewhere;
use crate::ingest::heads::{Labels, is_content};
use crate::ingest::label::Meaning;
use crate::model::{Column, Evidence, Field};
use crate::policy::Lookup;
use crate::text;

/// What a column holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Holds {
    /// The column, with its field.
    pub column: Column,
    /// What it holds.
    pub field: Field,
    /// The block it belongs to; none where it speaks for all.
    pub block: Option<u32>,
    /// What its head says of the risks in it: their category, their level.
    pub says: Option<(Field, String)>,
}

impl Holds {
    /// Whether it holds risks.
    pub const fn is_risk(&self) -> bool {
        matches!(self.field, Field::Risk | Field::Manifestation)
    }

    /// Whether its head says of what level its risks are.
    pub const fn is_of_level(&self) -> bool {
        matches!(self.says, Some((Field::Level, _)))
    }

    /// What the columns under these heads hold, where they have several risks.
    pub fn of(heads: &[Labels], lookup: &Lookup<'_>) -> Option<Vec<Self>> {
        let named: Vec<&Labels> = heads.iter().filter(|h| !h.own.is_empty()).collect();
        let mut known = by_level(&named, lookup).or_else(|| by_meaning(&named, lookup))?;
        for own in known.iter_mut().filter(|h| h.block.is_none()) {
            own.column.by = Evidence::Synonym;
        }
        let mostly = known.len() * 4 >= named.len() * 3;
        (known.len() >= 3 && mostly).then_some(known)
    }
}

fn held(head: &Labels, field: Field, block: Option<u32>, says: Option<(Field, String)>) -> Holds {
    let column = Column {
        cell: head.cell,
        label: head.own.clone(),
        field: Some(field),
        by: Evidence::Beside,
    };
    Holds {
        column,
        field,
        block,
        says,
    }
}

/// 风险点1, 风险点2; or a column for each category.
fn by_meaning(heads: &[&Labels], lookup: &Lookup<'_>) -> Option<Vec<Holds>> {
    let mut known: Vec<Holds> = Vec::new();
    let mut block = None;
    for head in heads {
        if let Some((field, kind)) = asked::of_kind(&head.own, lookup) {
            let number = u32::try_from(known.len()).ok()?;
            let of_kind = |h: &&Holds| h.says.as_ref().is_some_and(|(_, own)| *own == kind);
            let block = known.iter().find(of_kind).and_then(|h| h.block);
            known.push(match block {
                Some(_) => held(head, field, block, None),
                None if field != Field::Risk => continue,
                None => held(
                    head,
                    field,
                    Some(1000 + number),
                    Some((Field::Category, kind)),
                ),
            });
            continue;
        }
        let told = under_risk(head, lookup).or_else(|| kind_of_risk(head, lookup));
        let told = told.or_else(|| asked::of_numbered(&head.own, lookup));
        let own = match told.or_else(|| Meaning::of(&head.own, lookup)) {
            Some(Meaning::Field(field, number)) => held(head, field, number, None),
            Some(Meaning::Category(category)) => {
                let number = u32::try_from(known.len()).ok()?;
                let says = Some((Field::Category, category));
                held(head, Field::Risk, Some(1000 + number), says)
            }
            _ => continue,
        };
        // 等级, 措施 behind each risk are that one's.
        block = own.block.filter(|_| own.is_risk()).or(block);
        let near = block.filter(|_| !own.is_risk());
        known.push(Holds {
            block: own.block.or(near),
            ..own
        });
    }
    share_single(&mut known);
    let mut blocks: Vec<u32> = known
        .iter()
        .filter(|h| h.is_risk())
        .filter_map(|h| h.block)
        .collect();
    blocks.sort_unstable();
    blocks.dedup();
    // Beside a column for the risk, a column for each category says which it is of.
    let ticked = known.iter().any(|h| h.says.is_some())
        && known.iter().any(|h| h.is_risk() && h.block.is_none());
    (blocks.len() >= 2 && !ticked).then_some(known)
}

/// 内容, 等级, 措施 under 风险点一 or under 思想道德风险: the head above counts or names the risks.
fn under_risk(head: &Labels, lookup: &Lookup<'_>) -> Option<Meaning> {
    let above = Meaning::of(head.parent.as_deref()?, lookup)?;
    let field = match Meaning::of(&head.own, lookup) {
        Some(Meaning::Field(field, None)) => field,
        None if tells_risk(&text::label_key(&head.own)) => Field::Risk,
        _ => return None,
    };
    match above {
        Meaning::Field(Field::Risk, Some(number)) => Some(Meaning::Field(field, Some(number))),
        Meaning::Category(_) if matches!(field, Field::Risk | Field::Manifestation) => Some(above),
        Meaning::Category(_) => Some(Meaning::Field(field, None)),
        _ => None,
    }
}

/// Whether a comparable head under that of a risk says that the risk, or how it shows, stands here.
fn tells_risk(key: &str) -> bool {
    is_content(key) || key.contains("表现")
}

/// 思想道德 | 岗位职责 | 外部环境 under 廉政风险点: risks of each kind.
fn kind_of_risk(head: &Labels, lookup: &Lookup<'_>) -> Option<Meaning> {
    let above = Meaning::of(head.parent.as_deref()?, lookup)?;
    let of_risk = above.says(Field::Risk) && !matches!(above, Meaning::Category(_));
    let category = lookup.policy().category_of(&text::label_key(&head.own));
    let category = category.filter(|_| of_risk)?;
    Some(Meaning::Category(category.to_owned()))
}

/// A column for each level: 一级风险 | 二级风险 | 三级风险, each alone or with its own measures, where nothing else is a risk
/// or a level.
fn by_level(heads: &[&Labels], lookup: &Lookup<'_>) -> Option<Vec<Holds>> {
    let levels: Vec<Option<String>> = heads.iter().map(|h| level(h, lookup)).collect();
    let mut named: Vec<&String> = levels.iter().flatten().collect();
    named.dedup();
    let several = named.len();
    named.sort_unstable();
    named.dedup();
    if several < 2 || named.len() < several {
        return None;
    }
    let mut known: Vec<Holds> = Vec::new();
    let mut block = None;
    for (head, own) in heads.iter().zip(&levels) {
        let field = match Meaning::of(&head.own, lookup) {
            Some(Meaning::Field(field, None)) => Some(field),
            _ => None,
        };
        let begins = own
            .as_ref()
            .filter(|_| field.is_none_or(Field::is_level) || matches!(field, Some(Field::Risk)));
        if let Some(level) = begins {
            block = Some(block.map_or(0, |b| b + 1));
            let says = Some((Field::Level, level.clone()));
            known.push(held(head, Field::Risk, block, says));
        } else if let Some(field) = field {
            if field.is_level() || matches!(field, Field::Risk | Field::Manifestation) {
                return None;
            }
            known.push(held(head, field, block, None));
        }
    }
    share_single(&mut known);
    Some(known)
}

/// What stands once speaks for all the risks of the row.
fn share_single(known: &mut [Holds]) {
    let fields: Vec<Field> = known.iter().map(|h| h.field).collect();
    for own in known.iter_mut().filter(|h| h.says.is_none()) {
        if fields.iter().filter(|f| **f == own.field).count() == 1 {
            own.block = None;
        }
    }
}

/// The level that a head names, or the head over it.
fn level(head: &Labels, lookup: &Lookup<'_>) -> Option<String> {
    let parent = head.parent.as_deref();
    elsewhere::of_heading(&head.own, lookup)
        .or_else(|| parent.and_then(|parent| elsewhere::of_heading(parent, lookup)))
}
