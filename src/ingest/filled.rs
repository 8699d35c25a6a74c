//! Whether a row is filled as only entries are, and which words at its start say that it is none.

use std::collections::BTreeSet;

use super::header::Head;
use super::key;
use super::label::{is_category, is_opinion, signs_or_opines};
use super::tick;
use super::view::View;
use crate::location::CellRef;
use crate::model::Field;
use crate::policy::Lookup;
use crate::reader::Written;
use crate::text::{self, Key, Keyed};

/// What a mark may stand in.
pub const BRACKETS: [char; 5] = ['（', '(', '【', '[', '［'];

/// The rows of a table, as they are filled.
#[derive(Clone, Copy)]
pub struct Filled<'a> {
    /// The table's head.
    pub head: &'a Head,
    /// The policy.
    pub lookup: &'a Lookup<'a>,
}

impl Filled<'_> {
    /// The field of the column a cell stands in.
    pub fn field(self, at: CellRef) -> Option<Field> {
        let index = at.col.checked_sub(self.head.left())?;
        self.head.columns.get(usize::try_from(index).ok()?)?.field
    }

    /// Whether a row is filled as only entries are: two cells of prose of some length or a level, or three short ones; in a
    /// numbered row of a table that asks for less, all it asks for.
    pub fn is_full(self, own: &[(CellRef, Written<'_>)]) -> bool {
        let telling = own.iter().filter(|(at, t)| self.is_telling(*at, *t));
        let asked = self.head.columns.iter().filter_map(|c| c.field);
        let asked = asked.filter(|field| field.is_telling()).count();
        let numbered = own
            .iter()
            .any(|(at, t)| self.field(*at) == Some(Field::Seq) && is_serial(t));
        let enough = if numbered { asked.clamp(2, 3) } else { 3 };
        let (mut all, mut strong) = (0, 0);
        for (at, written) in telling {
            all += 1;
            strong += usize::from(self.leaves_no_doubt(*at, written));
            if strong >= 2 || all >= enough {
                return true;
            }
        }
        asked == 2 && all == 2 && self.is_whole(own)
    }

    /// Whether a row of a table that asks for little is filled to its end, also with whom it speaks of, and with no label:
    /// 档案岗 | 凭证遗失 | 双锁管理 | 赵五.
    fn is_whole(self, own: &[(CellRef, Written<'_>)]) -> bool {
        let labelled = self.head.columns.iter().filter(|c| !c.label.is_empty());
        let is_label = |written: Written<'_>| {
            signs_or_opines(written)
                || written.contains([':', '：'])
                || key::is_key(&written, self.lookup)
        };
        let whose = [Field::Post, Field::Person, Field::Section, Field::Owner];
        own.len() >= labelled.count()
            && own
                .iter()
                .any(|(at, _)| self.field(*at).is_some_and(|f| whose.contains(&f)))
            && !own.iter().any(|(_, written)| is_label(*written))
    }

    /// A cell of a telling column that is no signature.
    fn is_telling(self, at: CellRef, written: Written<'_>) -> bool {
        match self.field(at) {
            Some(field) if field.is_level() => self.lookup.level_word(&written).is_level(),
            Some(field) => field.is_telling() && !is_footer_word(&written, self.lookup),
            None => false,
        }
    }

    /// A telling cell that leaves no doubt: prose of some length, or a level.
    pub fn is_strong(self, at: CellRef, written: Written<'_>) -> bool {
        self.is_telling(at, written) && self.leaves_no_doubt(at, &written)
    }

    /// Whether a telling cell holds prose of some length, or a level.
    fn leaves_no_doubt(self, at: CellRef, written: &str) -> bool {
        let prose = self
            .field(at)
            .is_some_and(|f| f.is_prose() && f != Field::Remark);
        let level = self.field(at).is_some_and(Field::is_level);
        level || (prose && text::has_substance(written, 5))
    }

    /// Whether a row names a risk in a cell of its own that is no label.
    pub fn names_risk(self, view: View<'_>, own: &[(CellRef, Written<'_>)]) -> bool {
        own.iter().any(|(at, written)| {
            let is_risk = matches!(self.field(*at), Some(Field::Risk | Field::Manifestation));
            let label = || signs_or_opines(*written) || written.contains([':', '：']);
            is_risk
                && view.width(*at) == 1
                && text::has_substance(written, 3)
                && !label()
                && !is_footer_word(written, self.lookup)
        })
    }

    /// Whether a row is one of a template's examples. In a row filled as only entries are, prose that begins with 例如 is
    /// what its section says; only a mark in brackets, or in another column, makes it an example.
    pub fn is_example_row(self, own: &[(CellRef, Written<'_>)]) -> bool {
        let full = self.is_full(own);
        own.iter().any(|(at, written)| {
            let prose = self.field(*at).is_some_and(Field::is_prose);
            is_example(*written, self.lookup) && (!full || !prose || written.starts_with(BRACKETS))
        })
    }

    /// What makes an example of a row that is filled as entries are; nothing where the mark stands at its beginning, as a
    /// template's examples have it.
    pub fn doubtful_example(self, own: &[(CellRef, Written<'_>)]) -> Option<(CellRef, String)> {
        let marked = own
            .iter()
            .find(|(_, written)| is_example(*written, self.lookup))?;
        let (at, _) = own.first()?;
        let prose = self.field(*at).is_some_and(Field::is_prose);
        let begins = marked.0 == *at && !prose;
        (!begins && self.is_full(own)).then(|| (marked.0, marked.1.text().to_owned()))
    }

    /// Whether a row under a kind of risk says that there is none: 外部环境 | 无.
    pub fn says_none(self, own: &[(CellRef, Written<'_>)]) -> bool {
        let is = |field| move |(at, _): &&(CellRef, Written<'_>)| self.field(*at) == Some(field);
        let kind = own.iter().find(is(Field::Category));
        let risk = own.iter().find(is(Field::Risk));
        let of_row = [
            Field::Seq,
            Field::Section,
            Field::Post,
            Field::Person,
            Field::Category,
        ];
        let others = own
            .iter()
            .filter(|(at, _)| !self.field(*at).is_some_and(|f| of_row.contains(&f)));
        kind.is_some_and(|(_, kind)| is_category(kind.folded(), self.lookup))
            && risk.is_some()
            && others.clone().all(|(_, written)| {
                self.lookup.is_blank(written) || tick::choice(written) == tick::Choice::Unticked
            })
    }

    /// Nothing, arrows, or only what a template has prefilled: a serial number, perhaps with the section.
    pub fn is_blank(self, own: &[(CellRef, Written<'_>)]) -> bool {
        let prefilled = |(at, written): &(CellRef, Written<'_>)| match self.field(*at) {
            Some(Field::Seq) => is_serial(written),
            Some(Field::Section) => self.lookup.looks_like_section(written),
            _ => false,
        };
        let numbered = own
            .iter()
            .any(|(at, _)| self.field(*at) == Some(Field::Seq));
        let nothing_but_arrows = own.iter().all(|(_, written)| is_arrow(written));
        nothing_but_arrows || (numbered && own.iter().all(prefilled))
    }

    /// Whether a cell is merged over risks and levels or measures, as those of no entry are.
    pub fn spans(self, view: View<'_>, at: CellRef) -> bool {
        let cols = at.col..at.col + view.width(at);
        let own = self
            .head
            .columns
            .iter()
            .filter(|c| cols.contains(&c.cell.col));
        let own: BTreeSet<Field> = own.filter_map(|c| c.field).collect();
        own.iter().filter(|field| field.is_telling()).count() >= 3
    }

    /// Whether a row is nothing but who signs and when, by turns with their names, and so full that it looks like an entry.
    pub fn signs(self, own: &[(CellRef, Written<'_>)]) -> bool {
        let is_label = |written: Written<'_>| {
            let signs = signs_or_opines(written)
                || self
                    .lookup
                    .after_footer(&written)
                    .is_some_and(|rest| rest.is_empty());
            signs || key::field_of(&written, self.lookup).is_some_and(Field::is_date)
        };
        let pairs = own.chunks(2);
        let is_day = |pair: &[(CellRef, Written<'_>)]| {
            key::field_of(&pair[0].1, self.lookup).is_some_and(Field::is_date)
        };
        // 领导小组意见 | 同意，其中第二项调整为一级 | 日期 | 2026年10月14日
        let dated = || pairs.clone().any(is_day);
        let opines = |label: Written<'_>| is_opinion(label) && dated();
        own.len() >= 4
            && own.first().is_some_and(|(_, first)| !is_serial(first))
            && pairs.clone().all(|pair| is_label(pair[0].1))
            && pairs
                .clone()
                .filter_map(|pair| Some((pair[0].1, pair.get(1)?.1)))
                .all(|(label, said)| {
                    !is_label(said) && (opines(label) || !text::has_substance(&said, 12))
                })
    }
}

/// Whether a text begins with a mark of an example: 示例, 例：….
pub fn is_example(written: Written<'_>, lookup: &Lookup<'_>) -> bool {
    let bare = written.folded().trim_start_matches(BRACKETS);
    lookup
        .after_example(&Key(bare))
        .is_some_and(|rest| rest == "行" || is_tail(&rest, ""))
}

/// A word for who signs, or for notes, and nothing, or a colon and more, behind it.
pub fn is_footer_word<T: Keyed + ?Sized>(written: &T, lookup: &Lookup<'_>) -> bool {
    lookup
        .after_footer(written)
        .is_some_and(|rest| is_tail(&rest, "日时"))
}

/// A word for totals and nothing, or what is counted, behind it.
pub fn is_total<T: Keyed + ?Sized>(written: &T, lookup: &Lookup<'_>) -> bool {
    lookup
        .after_total(written)
        .is_some_and(|rest| is_tail(&rest, "个条项共"))
}

/// Whether the first cell of a row of counts ends with such a word behind what is counted: 预算科小计, 张一 汇总.
pub fn totals_of_part(own: &[(CellRef, Written<'_>)]) -> bool {
    let ends = ["小计", "合计", "总计", "共计", "汇总", "计数"];
    let named = own.first().is_some_and(|(_, first)| {
        let key = first.folded();
        key.chars().nth(12).is_none() && ends.iter().any(|end| key.ends_with(end))
    });
    named && own.len() > 1 && counts(own)
}

/// Whether what follows a word shows that the word stood alone: nothing, a colon, a bracket, a number.
pub fn is_tail(rest: &str, also: &str) -> bool {
    rest.chars().next().is_none_or(|c| {
        c.is_ascii_digit() || ":：()（）】]].、,，;；\"“".contains(c) || also.contains(c)
    })
}

/// Whether nothing but counts stands behind the first cell of a row.
pub fn counts(own: &[(CellRef, Written<'_>)]) -> bool {
    own.iter()
        .skip(1)
        .all(|(_, written)| is_count(written.folded()))
}

/// Whether a comparable text is a count, or says that there is none: 5, 3个, 40%, —.
pub fn is_count(key: &str) -> bool {
    let bare = key.trim_end_matches(['%', '个', '条', '项', '人', '处']);
    let number = || bare.contains(|c: char| c.is_ascii_digit()) && bare.parse::<f64>().is_ok();
    bare.chars().all(|c| "-/—".contains(c)) || bare == "无" || number()
}

/// A serial number: 5, 5.1, (五), FX-05.
pub fn is_serial<T: Keyed + ?Sized>(written: &T) -> bool {
    let key = written.key();
    key.chars().nth(10).is_none()
        && key.chars().all(|c| {
            c.is_ascii_alphanumeric() || "一二三四五六七八九十甲乙丙丁戊己()-._、#".contains(c)
        })
}

/// Whether a cell only leads from one step of a flow chart to the next: ↓.
pub fn is_arrow(written: &str) -> bool {
    let is_mark = |c: char| {
        matches!(c, '\u{2190}'..='\u{21ff}' | '\u{2500}'..='\u{257f}' | '\u{27f0}'..='\u{27ff}' | '\u{2900}'..='\u{297f}'
            | '\u{2b00}'..='\u{2b4f}' | '▼' | '▽' | '▲' | '△' | '►' | '▶' | '丨')
    };
    written.chars().all(|c| is_mark(c) || c.is_whitespace())
}
