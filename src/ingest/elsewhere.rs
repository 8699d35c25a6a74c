//! What stands in no column: a level in a line above or below the table, in a heading inside it, or in the sheet's name; the
//! measures for a whole table in a line.

use super::by_number;
use super::header::Head;
use super::keyvalue;
use super::label::Meaning;
use super::level;
use super::view::View;
use crate::location::CellRef;
use crate::model::{Entry, Field, Origin, Value};
use crate::policy::{Lookup, beside_colour};
use crate::reader::Written;
use crate::text;

/// A longer heading is prose.
const LONGEST: usize = 24;

/// Whether a row below a table says nothing but levels for all of it, each behind its label, whoever gives them:
/// 风险等级自评 | 二级, 科室审核等级：二级 | 领导小组审定等级：, or by numbers: 风险等级 | 1、2为一级. Beside them one more cell may stand, as a day or a name.
pub fn states_level(own: &[(CellRef, Written<'_>)], head: &Head, lookup: &Lookup<'_>) -> bool {
    let Some((at, _)) = own.first() else {
        return false;
    };
    let column = head.columns.iter().find(|c| c.cell.col == at.col);
    if column.is_some_and(|c| c.field.is_some_and(Field::is_level)) {
        return false;
    }
    if by_number::states(own, head, lookup) {
        return true;
    }
    let (mut stated, mut others) = (0, 0);
    let mut cells = own.iter().map(|(_, written)| written).peekable();
    while let Some(written) = cells.next().filter(|_| others <= 1) {
        if level_label(written, lookup).is_some() {
            stated += usize::from(cells.next_if(|level| reads(level, lookup)).is_some());
        } else if let Some(levels) = levels_in(written, lookup) {
            stated += levels;
        } else {
            others += 1;
        }
    }
    stated > 0 && others <= 1
}

/// How many levels a cell states where it says nothing else: 科室审核等级：二级  领导小组审定等级：.
fn levels_in(written: &str, lookup: &Lookup<'_>) -> Option<usize> {
    let pairs = keyvalue::split(written, lookup);
    let of_level = |(key, level): &(String, String)| {
        level_label(key, lookup).is_some() && (level.is_empty() || reads(level, lookup))
    };
    let filled = pairs.iter().filter(|(_, level)| !level.is_empty()).count();
    (!pairs.is_empty() && pairs.iter().all(of_level)).then_some(filled)
}

/// Whether a row says nothing but the measures for a whole table that has no column for them: 防控措施：1.…；2.….
pub fn states_measures(own: &[(CellRef, Written<'_>)], head: &Head, lookup: &Lookup<'_>) -> bool {
    head.column(Field::Measures).is_none() && measures_of(own, lookup).is_some()
}

/// The measures that one line around a table states for all its entries; none where several do.
pub fn stated_measures(view: View<'_>, rows: &[u32], lookup: &Lookup<'_>) -> Option<Value> {
    let rows = rows.iter().map(|row| view.whole_row(*row));
    let mut lines = rows.filter_map(|own| measures_of(&own, lookup));
    let (cell, text) = lines.next()?;
    lines.next().is_none().then(|| value(&text, cell))
}

/// What a row says that is nothing but a label of measures with its text, in one cell or in two.
fn measures_of(own: &[(CellRef, Written<'_>)], lookup: &Lookup<'_>) -> Option<(CellRef, String)> {
    labelled(own, Field::Measures, lookup)
}

/// What a row says that is nothing but a label of a field with its text, in one cell or in two.
pub fn labelled(
    own: &[(CellRef, Written<'_>)],
    field: Field,
    lookup: &Lookup<'_>,
) -> Option<(CellRef, String)> {
    let (cell, label, text) = match own {
        [(cell, line)] => {
            let (label, text) = line.split_once([':', '：'])?;
            (*cell, label, text.trim())
        }
        [(_, label), (cell, text)] if Meaning::of(text, lookup).is_none() => {
            let label = label.text().trim_end_matches([':', '：']);
            (*cell, label, text.text())
        }
        _ => return None,
    };
    let plain = || Meaning::in_plain_words(label, &[Field::Measures]);
    let meaning = Meaning::of(label, lookup).or_else(plain);
    let named = meaning.is_some_and(|m| m.says(field));
    (named && !lookup.is_blank(text)).then(|| (cell, text.to_owned()))
}

fn level_label(label: &str, lookup: &Lookup<'_>) -> Option<Field> {
    // Most rows begin with their number.
    if label.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    match Meaning::of(label, lookup)? {
        Meaning::Field(field, None) if field.is_level() => Some(field),
        _ => None,
    }
}

/// Whether a text is a level, ticked or written.
fn reads(written: &str, lookup: &Lookup<'_>) -> bool {
    level::read_one(written, lookup).is_some()
}

/// The levels that lines around a table state for all its entries; of several that differ none, nor of several of which one
/// stands `between` two entries.
pub fn stated_for_all(
    view: View<'_>,
    rows: &[u32],
    between: &[u32],
    lookup: &Lookup<'_>,
) -> Vec<(Field, Value)> {
    let mut found = stated(view, rows, lookup);
    if found.is_empty() {
        return found;
    }
    let amid = stated(view, between, lookup);
    found.retain(|(field, _)| amid.iter().all(|(own, _)| own != field));
    let differ = |one: &(Field, Value), other: &(Field, Value)| {
        one.0 == other.0 && !level::agree(&one.1.text, &other.1.text, lookup)
    };
    let all = found.clone();
    found.retain(|own| !all.iter().any(|other| differ(own, other)));
    found
}

/// The levels that these lines state: 风险等级：二级 in one cell, or label and level side by side; of 风险等级 | 一级 | 三级 both.
pub fn stated(view: View<'_>, rows: &[u32], lookup: &Lookup<'_>) -> Vec<(Field, Value)> {
    let mut found = Vec::new();
    for row in rows {
        let cells = view.whole_row(*row);
        for (at, (_, label)) in cells.iter().enumerate() {
            let Some(field) = level_label(label, lookup) else {
                continue;
            };
            let behind = cells[at + 1..].iter();
            let levels = behind.take_while(|(_, level)| reads(level.text(), lookup));
            found.extend(levels.map(|(cell, level)| (field, value(level.text(), *cell))));
        }
        let pairs = keyvalue::read_row(view, *row, lookup).into_iter();
        found.extend(pairs.filter_map(|kv| {
            let field = level_label(&kv.key, lookup)?;
            reads(&kv.value, lookup).then(|| (field, value(&kv.value, kv.cell)))
        }));
    }
    found
}

fn value(level: &str, cell: CellRef) -> Value {
    Value::new(level, level, Some(cell), Origin::KeyValue)
}

/// The levels that the cells of the risks end with, where nothing else says one: 违规用印（风险等级：高）. A bare （一级） may
/// be anything's; it counts where every risk of the table ends so.
pub fn find_in_risks(entries: &mut [Entry], lookup: &Lookup<'_>) {
    let free = |entry: &Entry| !entry.values.keys().any(|field| field.is_level());
    let found: Vec<Option<(Value, bool)>> = entries
        .iter()
        .map(|entry| in_risk(entry, lookup).filter(|_| free(entry)))
        .collect();
    let all = found.len() > 1 && found.iter().all(Option::is_some);
    for (entry, found) in entries.iter_mut().zip(found) {
        if let Some((level, _)) = found.filter(|(_, named)| all || *named) {
            entry.values.insert(Field::Level, level);
        }
    }
}

/// The level behind a risk, and whether it is named as one.
fn in_risk(entry: &Entry, lookup: &Lookup<'_>) -> Option<(Value, bool)> {
    let own = [Field::Risk, Field::Manifestation];
    let mut said = own.iter().filter_map(|field| entry.values.get(field));
    said.find_map(|said| {
        let several = of_several(&said.text, lookup);
        let (level, named) = several.or_else(|| behind(&said.text, lookup))?;
        let value = Value::new(&*said.raw, &level, said.cell, said.origin);
        Some((value, named))
    })
}

/// The levels behind several risks of one cell where they differ: 1.虚报面积（二级）；2.拖延发放（三级）. Neither is the entry's.
fn of_several(written: &str, lookup: &Lookup<'_>) -> Option<(String, bool)> {
    let folded = text::nfkc(written);
    let pieces = folded.split(['\n', '。', ';']);
    let found: Vec<(String, bool)> = pieces.filter_map(|piece| behind(piece, lookup)).collect();
    let differ = |pair: &[(String, bool)]| pair[0].0 != pair[1].0;
    let words: Vec<&str> = found.iter().map(|(level, _)| level.as_str()).collect();
    let named = found.iter().any(|(_, named)| *named);
    found
        .windows(2)
        .any(differ)
        .then(|| (words.join("、"), named))
}

/// The level behind a text, in brackets of its own or after the sentence: （二级）, 【高风险】, 风险等级：高.
fn behind(written: &str, lookup: &Lookup<'_>) -> Option<(String, bool)> {
    let folded = text::nfkc(written);
    let folded = folded.trim_end().trim_end_matches(['。', ';', '.']);
    let bracketed = folded
        .strip_suffix([')', ']', '】', '〕'])
        .and_then(|rest| rest.rsplit_once(['(', '[', '【', '〔']));
    let (before, level) = bracketed.or_else(|| folded.rsplit_once(['\n', '。', ';', ' ']))?;
    if before.trim().is_empty() {
        return None;
    }
    if let Some((label, word)) = level.split_once(':') {
        let named = level_label(label, lookup) == Some(Field::Level) && reads(word, lookup);
        return named.then(|| (word.trim().to_owned(), true));
    }
    // （三） is the number of a list as well; （高） is not.
    let plain = |word: &&str| {
        word.chars()
            .any(|c| !c.is_ascii() && !"一二三壹贰叁".contains(c))
            && reads(word, lookup)
    };
    let level =
        of_heading(level, lookup).or_else(|| Some(level.trim()).filter(plain).map(str::to_owned));
    let level = level.filter(|_| bracketed.is_some())?;
    let named = folded.contains(&format!("{level}风险"));
    Some((level, named))
}

/// The level that a label of risks names: 一级风险点.
pub fn of_risk(written: &str, lookup: &Lookup<'_>) -> Option<String> {
    let named = written.contains("风险") && !written.contains([':', '：']);
    named.then(|| of_heading(written, lookup))?
}

/// The level that a heading names: 一、一级风险点（2个）, 二级风险.
pub fn of_heading(written: &str, lookup: &Lookup<'_>) -> Option<String> {
    if written.chars().nth(LONGEST).is_some() {
        return None;
    }
    let key = text::key(text::without_list_number(written.trim()));
    // 红色风险（一级） names the level in brackets; what else stands there only counts or explains.
    if beside_colour(&key).is_some() {
        let known = lookup.level_word(&text::Key(&key));
        return known.level().map(|level| level.title().to_owned());
    }
    let bare = text::without_brackets(&key);
    let word = bare.split(['(', ':']).next().unwrap_or_default();
    let lists = ["一览表", "登记表", "汇总表", "明细表", "清单", "目录", "表"];
    let word = lists
        .iter()
        .find_map(|end| word.strip_suffix(end))
        .unwrap_or(word);
    let ends = [
        "廉政风险点",
        "廉洁风险点",
        "风险点",
        "岗位",
        "风险岗位",
        "风险",
    ];
    let short = ends.iter().find_map(|end| word.strip_suffix(end));
    let short = short.filter(|w| !w.is_empty());
    let named = short.is_some();
    let word = short.unwrap_or(word);
    let known = lookup.level_word(&text::Key(word)).known;
    // 1 and A head lists as well as levels, and 高 alone says too little; 高风险 does not.
    let is_list = word.chars().all(|c| c.is_ascii_alphanumeric());
    let plain = (word.chars().count() >= 2 || (named && !is_list))
        && known.iter().all(|(_, level)| *level == known[0].1);
    (!known.is_empty() && plain).then(|| word.to_owned())
}
