//! What the leading group must decide: registered items whose levels differ or are open, each with its grounds; and the rest,
//! which it may confirm in one stroke.

use std::collections::{BTreeMap, BTreeSet};

use super::applied::Applied;
use crate::location::Place;
use crate::model::{
    About, Basis, Entry, Extra, Field, Level, Opinion, Register, RegisterItem, Review, ReviewId,
    ReviewItem, Ruling, Settled, Unused, WrittenDecision,
};

/// The state of the review after the decisions have been applied and the register stands.
pub fn state(register: &Register, applied: Applied) -> Review {
    let by_place = decided(register);
    let settled = applied.used.into_iter().map(|written| Settled {
        register_ids: by_place.get(&written.place).cloned().unwrap_or_default(),
        written,
    });
    let mut settled: Vec<Settled> = settled.collect();
    settled.extend(carried(register, &settled));
    let earlier: BTreeMap<&str, String> = applied
        .unused
        .iter()
        .filter_map(|u| Some((u.written.id.as_ref()?.item.as_str(), earlier(u))))
        .collect();
    let (open, rest) = items(register, &earlier);
    Review {
        open,
        rest,
        settled,
        unused: applied.unused,
        ..Review::default()
    }
}

/// Numbers of the items each decision concerns.
fn decided(register: &Register) -> BTreeMap<Place, Vec<String>> {
    let mut by_place: BTreeMap<Place, Vec<String>> = BTreeMap::new();
    for item in &register.items {
        if let Some(decision) = &item.entry.decision {
            let ids = by_place.entry(decision.place.clone()).or_default();
            ids.push(item.id.clone());
        }
    }
    by_place
}

/// Decisions that no workbook of this year holds: those an earlier year's result passes on.
fn carried(register: &Register, settled: &[Settled]) -> Vec<Settled> {
    let known = settled.iter().flat_map(|s| &s.register_ids);
    let known: BTreeSet<&String> = known.collect();
    // What is asked again is not settled by being listed there.
    let items = register.items.iter();
    let items = items.filter(|i| !known.contains(&i.id) && !is_asked_again(i));
    let passed_on = items.filter_map(|item| {
        let decision = item.entry.decision.as_ref()?;
        Some(Settled {
            written: WrittenDecision {
                id: Some(ReviewId::of_item(item)),
                about: About::entry(&item.entry),
                ruling: Ruling::Level(decision.level),
                reason: decision.reason.clone(),
                by: decision.by.clone(),
                on: decision.on,
                place: decision.place.clone(),
            },
            register_ids: vec![item.id.clone()],
        })
    });
    passed_on.collect()
}

fn earlier(unused: &Unused) -> String {
    let written = &unused.written;
    let on = written.on.map_or(String::new(), |d| format!("{d} "));
    format!("{on}曾审定为{}，之后{}", written.ruling.title(), unused.why)
}

/// Items in the order of the register, the open ones and those nobody asks about; entries that agree in all that matters
/// stand together. What was decided is in neither.
fn items(
    register: &Register,
    earlier: &BTreeMap<&str, String>,
) -> (Vec<ReviewItem>, Vec<ReviewItem>) {
    let mut items: [Vec<ReviewItem>; 2] = [Vec::new(), Vec::new()];
    let mut at: BTreeMap<ReviewId, (usize, usize)> = BTreeMap::new();
    let asked = |i: &&RegisterItem| i.entry.decision.is_none() || is_asked_again(i);
    let items_left: Vec<&RegisterItem> = register.items.iter().filter(asked).collect();
    let mut opinions = opinions(&items_left);
    for item in items_left {
        let id = ReviewId::of_item(item);
        if let Some((list, known)) = at.get(&id) {
            items[*list][*known].register_ids.push(item.id.clone());
            continue;
        }
        let opinions = opinions.remove(&id).unwrap_or_default();
        let mut questions = questions(item);
        questions.extend(differing_opinions(item, &opinions));
        let list = usize::from(questions.is_empty());
        if list == 0 {
            questions.extend(earlier.get(id.item.as_str()).cloned());
        }
        at.insert(id.clone(), (list, items[list].len()));
        items[list].push(ReviewItem {
            id,
            entry: item.entry.clone(),
            proposed: item.effective,
            basis: item.basis,
            differ: item.levels_differ(),
            register_ids: vec![item.id.clone()],
            opinions,
            questions,
        });
    }
    items.into()
}

/// What cross checks and ballots say, by the ids of the items; of items that agree in all that matters what is said of any.
fn opinions(items: &[&RegisterItem]) -> BTreeMap<ReviewId, Vec<Opinion>> {
    let mut out: BTreeMap<ReviewId, Vec<Opinion>> = BTreeMap::new();
    for item in items.iter().filter(|i| !i.opinions.is_empty()) {
        let known = out.entry(ReviewId::of_item(item)).or_default();
        let new = item.opinions.iter().filter(|o| !known.contains(o));
        let new: Vec<Opinion> = new.cloned().collect();
        known.extend(new);
    }
    out
}

/// What cross checks and ballots say of another level than the one that counts.
fn differing_opinions(item: &RegisterItem, opinions: &[Opinion]) -> Vec<String> {
    let (level, basis) = (item.effective, item.basis);
    // What a form confirms it confirms after those whom it names.
    let settled = item.entry.confirmed_level().is_some();
    let asked = opinions.iter().filter(|o| !(o.in_form && settled));
    let questions = asked.filter_map(|o| o.question(level, basis));
    questions.collect()
}

/// Whether last year's decision stands against what others say this year.
fn is_asked_again(item: &RegisterItem) -> bool {
    item.carried.decided && !differing_opinions(item, &item.opinions).is_empty()
}

/// What there is to decide on an item; nothing where the group has decided, or nobody differs.
fn questions(item: &RegisterItem) -> Vec<String> {
    let entry = &item.entry;
    let mut questions = Vec::new();
    let differ = item.levels_differ();
    if entry.decision.is_some() || (entry.confirmed_level().is_some() && !differ) {
        return questions;
    }
    if differ {
        questions.push(merged_levels(item));
    }
    match item.basis {
        Basis::Confirmed | Basis::Declared => {}
        // Of merged entries that only differ among each other nothing more is to be said.
        Basis::Pending if differ && entry.effective_level().1 != Basis::Pending => {}
        Basis::Pending => questions.push(differing(entry)),
        Basis::Suggested => questions.push(match entry.written_level() {
            Some(level) => format!("没有自评等级，表中建议{level}"),
            None => format!("没有自评等级，{}", grounds(entry)),
        }),
        Basis::Open => questions.push(undecided(entry)),
    }
    questions.extend(item.carried.question.clone());
    if !entry.grading.doubts.is_empty() {
        let doubts = entry.grading.doubts.join("；");
        questions.push(match entry.grading.suggested {
            Some(_) => doubts,
            None => format!("提不出建议等级：{doubts}"),
        });
    }
    questions
}

/// `合并的 2 条等级不一：一级（…）、二级（…）`.
fn merged_levels(item: &RegisterItem) -> String {
    let members = item.members.iter().zip(item.member_levels());
    let levels: Vec<String> = members
        .map(|(member, level)| {
            let level = level.map_or("待定", Level::title);
            format!("{level}（{}）", member.entry.place_of(Field::Level))
        })
        .collect();
    let count = item.members.len();
    format!("合并的 {count} 条等级不一：{}", levels.join("、"))
}

fn differing(entry: &Entry) -> String {
    let own = entry.written_level();
    let own = own.map_or("未自评".to_owned(), |level| format!("自评{level}"));
    format!("{own}，{}", grounds(entry))
}

/// The suggestions, with the reasons of the policy's own.
fn grounds(entry: &Entry) -> String {
    let mut parts = Vec::new();
    if let Some(level) = entry.grading.suggested {
        let reasons: Vec<&str> = entry
            .grading
            .reasons
            .iter()
            .map(|r| r.text.as_str())
            .collect();
        parts.push(format!("按回答建议{level}：{}", reasons.join("；")));
    }
    if let Some(level) = entry
        .suggested
        .filter(|_| entry.text(Field::SuggestedLevel).is_some())
    {
        parts.push(format!("表中建议等级为{level}"));
    }
    parts.join("；")
}

/// A level that another one puts in doubt, with both.
fn in_doubt(entry: &Entry, field: Field, extra: &Extra) -> String {
    let own = entry.text(field).map_or_else(
        || format!("“{}”栏空着", field.title()),
        |text| format!("“{}”栏写的是“{text}”", field.title()),
    );
    let (label, text) = (&extra.label, &extra.text);
    format!(
        "{own}，“{label}”栏（{}）写的是“{text}”，看不出以哪个为准",
        extra.cell
    )
}

/// A level that was written and cannot be read, or was not written at all.
fn undecided(entry: &Entry) -> String {
    let fields = [Field::ConfirmedLevel, Field::Level, Field::SuggestedLevel];
    let doubtful = fields.iter().find_map(|f| Some((*f, entry.doubtful(*f)?)));
    let written = fields.iter().find_map(|f| entry.text(*f));
    let own = match (doubtful, written) {
        (Some((field, extra)), _) => in_doubt(entry, field, extra),
        (None, Some(text)) => format!("等级栏写的是“{text}”，看不出是哪一级"),
        (None, None) => "没有填等级".to_owned(),
    };
    let grounds = grounds(entry);
    if grounds.is_empty() {
        own
    } else {
        format!("{own}；{grounds}")
    }
}
