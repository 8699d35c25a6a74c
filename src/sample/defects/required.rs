//! Left out: required cells, required columns, the section, whoever is in charge, whole rows.

use super::bench::{At, Bench};
use super::kind::{Defect, Topic, in_entry, in_form};
use crate::model::{Field, Level};
use crate::sample::bureau::UNIT;
use crate::sample::layout::{Layout, Says, SectionPlace};
use crate::writer::Content;

/// The family.
pub const DEFECTS: [Defect; 11] = [
    in_entry("E01", "科室空着", |b, at| blank(b, at, Field::Section)),
    in_entry("E01", "风险点空着", |b, at| blank(b, at, Field::Risk)),
    in_entry("E01", "等级空着", |b, at| blank(b, at, Field::Level)),
    in_entry("E01", "措施空着", |b, at| blank(b, at, Field::Measures)),
    in_form(Topic::Shape, "E02", "缺少“风险点”栏", |b| {
        drop_column(b, Field::Risk)
    }),
    in_form(Topic::Shape, "E02", "缺少“风险等级”栏", |b| {
        drop_column(b, Field::Level)
    }),
    in_form(Topic::Shape, "E02", "缺少“防控措施”栏", |b| {
        drop_column(b, Field::Measures)
    }),
    in_form(Topic::Names, "E03", "哪里都没有写科室", no_section),
    in_entry("E04", "只写了岗位或姓名，其余空着", only_names),
    in_entry("E05", "没有写责任人", nobody),
    in_entry("T09", "首行写“同上”", ditto_on_top),
];

/// The fields that name somebody in charge.
pub const IN_CHARGE: [Field; 3] = [Field::Owner, Field::Head, Field::Leader];

/// Nothing, or a mark for nothing.
fn blank(b: &mut Bench<'_>, at: At, field: Field) -> bool {
    let mark = *b.rng.pick(&["", "", "无", "/", "—", "暂无"]);
    // Of a kind of risk there may be none.
    if field == Field::Risk && matches!(b.layout, Layout::KindColumns | Layout::CardByKind) {
        return false;
    }
    let cell = b.say_as(at, field, mark, "");
    b.found_at(at, cell)
}

/// A required column was deleted. Only layouts whose other columns can close up.
fn drop_column(b: &mut Bench<'_>, field: Field) -> bool {
    let fits = match b.layout {
        Layout::Plain
        | Layout::SpacedHeads
        | Layout::Traditional
        | Layout::MergedDown
        | Layout::GroupRows
        | Layout::KeyValueLine
        | Layout::TitleOnly
        | Layout::FileNameOnly
        | Layout::SheetPerPost
        | Layout::PrintedPages
        | Layout::DittoMarks
        | Layout::Footers => true,
        // Its other level columns would be read instead.
        Layout::ThreeLevels => field == Field::Measures,
        _ => false,
    };
    let page = &mut b.draft.pages[0];
    let Some(table) = page.tables.first() else {
        return false;
    };
    // 表现形式 answers for 风险点 where there is no such column.
    let answered = field == Field::Risk && table.col(Field::Manifestation).is_some();
    let Some(col) = table.col(field).filter(|_| fits && !answered) else {
        return false;
    };
    let head = table.head.first;
    page.remove_column(col);
    for entry in &mut page.entries {
        match field {
            Field::Risk => entry.risk.clear(),
            Field::Measures => entry.measures.clear(),
            _ => {
                entry.level_text.clear();
                entry.level = None;
            }
        }
    }
    b.closed = true;
    b.report(0, Some(head));
    true
}

/// The one place that names the section does not.
fn no_section(b: &mut Bench<'_>) -> bool {
    let section = b.job.section.as_str();
    match b.layout.section_place() {
        SectionPlace::Column | SectionPlace::SheetName => return false,
        SectionPlace::FileName => "自查表（最终版）.xlsx".clone_into(&mut b.draft.file_name),
        SectionPlace::Title => {
            let Some((page, number, _, title)) = b.note(Says::Title) else {
                return false;
            };
            b.reword(page, number, title.replacen(section, "", 1));
        }
        SectionPlace::KeyValue => {
            let of_unit = || b.note(Says::Unit).map(|note| (note, UNIT));
            let note = b.note(Says::Section).map(|note| (note, ""));
            // Where key and value have cells of their own, other pairs stand beside them.
            let own_cells = b.layout.is_personal() || b.layout.is_card();
            let Some(((page, number, _, _), rest)) = note.or_else(of_unit).filter(|_| !own_cells)
            else {
                return false;
            };
            b.reword(page, number, rest);
        }
    }
    for page in 0..b.draft.pages.len() {
        let tables = b.draft.pages[page].tables.iter();
        let heads: Vec<_> = tables.map(|t| t.head.first).collect();
        for head in heads {
            b.report(page, Some(head));
        }
        for entry in &mut b.draft.pages[page].entries {
            entry.section.clear();
        }
    }
    b.closed = true;
    true
}

/// A row prepared for a post or person that nobody filled in.
fn only_names(b: &mut Bench<'_>, at: At) -> bool {
    let who = [Field::Seq, Field::Section, Field::Post, Field::Person];
    let named = [Field::Post, Field::Person];
    let cells = b.entry(at).cells.clone();
    let others: Vec<Field> = cells.keys().copied().filter(|f| !who.contains(f)).collect();
    let fits = named.iter().any(|f| b.own(at, *f).is_some())
        && others.iter().all(|f| b.own(at, *f).is_some());
    // Where its measures stand in another table, the row is not all that was left out.
    let whole = b.layout.is_table() && b.layout != Layout::SecondMeasures;
    let fits = fits && whole && !b.has_asides(at);
    let (Some(table), true) = (b.table(at), fits) else {
        return false;
    };
    let first = crate::location::CellRef::new(b.entry(at).row - 1, table.head.first.col);
    let nameless = (first.col..)
        .zip(&table.columns)
        .filter(|(_, c)| c.field.is_none());
    let nameless: Vec<u32> = nameless.map(|(col, _)| col).collect();
    for col in nameless {
        b.put(
            at.page,
            crate::location::CellRef { col, ..first },
            Content::Blank,
        );
    }
    for field in others {
        b.say(at, field, "");
    }
    b.found_at(at, Some(first))
}

/// All columns for whoever is in charge are blank.
fn nobody(b: &mut Bench<'_>, at: At) -> bool {
    let columns = IN_CHARGE
        .into_iter()
        .filter(|f| b.entry(at).cells.contains_key(f));
    let columns: Vec<Field> = columns.collect();
    // Of level one it would also be said that no leader is named.
    if b.is_level(at, Level::One) || !columns.iter().all(|f| b.own(at, *f).is_some()) {
        return false;
    }
    let cells: Vec<_> = columns
        .into_iter()
        .filter_map(|f| b.say(at, f, ""))
        .collect();
    b.found_at(at, cells.first().copied())
}

/// 同上 in the first row of a table.
fn ditto_on_top(b: &mut Bench<'_>, at: At) -> bool {
    if b.above(at).is_some() {
        return false;
    }
    let ditto = b.job.manner.ditto;
    let field = [Field::Matter, Field::Post]
        .into_iter()
        .find(|f| b.own(at, *f).is_some());
    let cell = field.and_then(|f| b.say_as(at, f, ditto, ""));
    b.found_at(at, cell)
}
