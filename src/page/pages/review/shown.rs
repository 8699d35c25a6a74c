//! What the page of the review shows: the rows of one kind, a page at a time.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Where;
use super::item::{Item, item};
use super::pair::{Pair, pair};
use crate::app::{Ballot, Spot, put_forward, section_of};
use crate::ingest::{Standing, StandingRow, StandingSheet};
use crate::model::Stroke;
use crate::page::desk::Desk;
use crate::page::failure::Failure;
use crate::page::memory::Refused;
use crate::page::pages::told::coded;
use crate::text;
use crate::text::without_command;

/// The form that says by whom and when.
pub const BY: &str = "by";
/// Rows on a page.
const ON_A_PAGE: usize = 25;

/// Which rows are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tab {
    /// To be decided.
    #[default]
    Asked,
    /// Perhaps one and the same.
    Pairs,
    /// To be confirmed.
    Rest,
    /// Decided before.
    Decided,
    /// Merged, or decided about.
    Merged,
}

impl Tab {
    const ALL: [Self; 5] = [
        Self::Asked,
        Self::Pairs,
        Self::Rest,
        Self::Decided,
        Self::Merged,
    ];

    /// Its name in an address.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Pairs => "pairs",
            Self::Rest => "rest",
            Self::Decided => "decided",
            Self::Merged => "merged",
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Self::Asked => "待评审",
            Self::Pairs => "疑似重复",
            Self::Rest => "其余条目",
            Self::Decided => "以前的决定",
            Self::Merged => "合并情况",
        }
    }

    const fn standing(self) -> Standing {
        match self {
            Self::Asked => Standing::Asked,
            Self::Pairs => Standing::Pairs,
            Self::Rest => Standing::Rest,
            Self::Decided => Standing::Decided,
            Self::Merged => Standing::Merged,
        }
    }
}

/// What the page says.
#[derive(Default, Serialize)]
pub struct Page {
    /// The form of this page that was refused, or one that is not on it.
    refused: Option<Refused>,
    elsewhere: Option<Refused>,
    /// Whether there is a workbook.
    there: bool,
    /// Its digest.
    seen: String,
    /// Its path.
    path: String,
    /// How much of what it was made from is another one now.
    outdated: usize,
    /// Whether an office program has it open.
    open: Option<String>,
    tabs: Vec<TabView>,
    tab: Tab,
    /// Those of the section chosen.
    section: String,
    /// That as a part of an address.
    section_coded: String,
    sections: Vec<SectionView>,
    /// Whether all that is left is confirmed.
    whole: bool,
    items: Vec<Item>,
    pairs: Vec<Pair>,
    from: usize,
    to: usize,
    all: usize,
    most: usize,
    by: String,
    on: String,
    /// Whether there is a place for these.
    has_by: bool,
    undo: Option<String>,
    /// What is filled in and cannot be read.
    findings: Vec<String>,
}

#[derive(Serialize)]
struct TabView {
    key: &'static str,
    title: &'static str,
    all: usize,
    open: usize,
}

/// The rows of a section.
#[derive(Serialize)]
struct SectionView {
    name: String,
    coded: String,
    all: usize,
    open: usize,
    /// Rows that can be agreed to.
    agreeable: usize,
    /// Rows that are filled in.
    filled: usize,
    /// Whether what is left of it is confirmed in one stroke.
    confirmed: bool,
}

type Row<'b> = (Spot, &'b StandingSheet, &'b StandingRow);

impl Page {
    /// Of the result of a desk.
    pub fn of(desk: &Desk, place: &Where) -> Result<Self, Failure> {
        let refused = desk.memory().refused();
        let Some(ballot) = desk.ballot()? else {
            return Ok(Self {
                elsewhere: refused,
                ..Self::default()
            });
        };
        let (by, on) = ballot.usual();
        let open = ballot.is_free().err();
        let strokes = Strokes::of(&ballot);
        let findings = ballot.findings.iter();
        let findings = findings.map(|f| without_command(&format!("{}：{}", f.place, f.message)));
        let rows = rows(&ballot, place.tab);
        let key = text::key(&place.section);
        let chosen =
            |(_, sheet, row): &&Row<'_>| key.is_empty() || text::key(section_of(sheet, row)) == key;
        let own: Vec<&Row<'_>> = rows.iter().filter(chosen).collect();
        let from = place.from.min(own.len().saturating_sub(1)) / ON_A_PAGE * ON_A_PAGE;
        let shown = own.iter().skip(from).take(ON_A_PAGE);
        let mut page = Self {
            refused,
            there: true,
            seen: ballot.sha256().to_owned(),
            path: ballot.path().display().to_string(),
            outdated: desk.outdated().len(),
            open: open.map(|e| without_command(&e.to_string())),
            tabs: Tab::ALL
                .iter()
                .map(|tab| tab_view(&ballot, *tab, &strokes))
                .collect(),
            tab: place.tab,
            section: place.section.clone(),
            section_coded: coded(&place.section),
            sections: sections(&rows, &strokes),
            whole: strokes.all,
            from,
            to: (from + ON_A_PAGE).min(own.len()),
            all: own.len(),
            most: ON_A_PAGE,
            by: by.to_owned(),
            on: on.map(|day| day.to_string()).unwrap_or_default(),
            has_by: ballot.sheets.iter().any(|sheet| sheet.by.cell.is_some()),
            undo: last_step(desk, &ballot),
            findings: findings.collect(),
            ..Self::default()
        };
        if matches!(place.tab, Tab::Pairs | Tab::Merged) {
            page.pairs = shown
                .map(|(spot, sheet, row)| pair(*spot, sheet, row))
                .collect();
        } else {
            let view =
                |(spot, sheet, row): &&Row<'_>| item(*spot, sheet, row, strokes.settle(sheet, row));
            page.items = shown.map(view).collect();
        }
        page.part_refused();
        Ok(page)
    }

    /// What was refused is told at its form, or above all where that is not on the page.
    fn part_refused(&mut self) {
        let rows = self.items.iter().map(|item| &item.at);
        let mut rows = rows.chain(self.pairs.iter().map(|pair| &pair.at));
        let form = self.refused.as_ref().map(|refused| &refused.form);
        if !form.is_some_and(|form| rows.any(|at| at == form) || form == BY) {
            self.elsewhere = self.refused.take();
        }
    }
}

/// What can be taken back.
fn last_step(desk: &Desk, ballot: &Ballot) -> Option<String> {
    let memory = desk.memory();
    memory.ballot().last(ballot.sha256()).map(str::to_owned)
}

fn rows(ballot: &Ballot, tab: Tab) -> Vec<Row<'_>> {
    let sheets = ballot.sheets.iter().enumerate();
    let own = sheets.filter(|(_, sheet)| sheet.standing == tab.standing());
    let rows = own.flat_map(|(number, sheet)| {
        let spot = move |row: &StandingRow| Spot {
            sheet: number,
            row: row.row,
        };
        sheet.rows.iter().map(move |row| (spot(row), sheet, row))
    });
    rows.collect()
}

fn tab_view(ballot: &Ballot, tab: Tab, strokes: &Strokes) -> TabView {
    let rows = rows(ballot, tab);
    let asks = matches!(tab, Tab::Asked | Tab::Pairs | Tab::Rest);
    let open = rows.iter().filter(|(_, sheet, row)| {
        asks && row.verdict.ruling.text.is_empty() && !strokes.settle(sheet, row)
    });
    TabView {
        key: tab.key(),
        title: tab.title(),
        open: open.count(),
        all: rows.len(),
    }
}

fn sections(rows: &[Row<'_>], strokes: &Strokes) -> Vec<SectionView> {
    let mut order = Vec::new();
    let mut found: BTreeMap<String, SectionView> = BTreeMap::new();
    for (_, sheet, row) in rows {
        let name = section_of(sheet, row);
        let key = text::key(name);
        let view = found.entry(key.clone()).or_insert_with(|| {
            order.push(key);
            SectionView {
                name: name.to_owned(),
                coded: coded(name),
                all: 0,
                open: 0,
                agreeable: 0,
                filled: 0,
                confirmed: strokes.confirm(name),
            }
        });
        let open = row.verdict.ruling.text.is_empty();
        view.all += 1;
        view.open += usize::from(open && !strokes.settle(sheet, row));
        view.filled += usize::from(row.verdict.is_filled());
        view.agreeable += usize::from(open && put_forward(sheet, row).is_some());
    }
    order
        .into_iter()
        .filter_map(|key| found.remove(&key))
        .collect()
}

/// What is confirmed in one stroke.
struct Strokes {
    all: bool,
    sections: Vec<String>,
}

impl Strokes {
    fn of(ballot: &Ballot) -> Self {
        let rest = || {
            ballot
                .sheets
                .iter()
                .filter(|s| s.standing == Standing::Rest)
        };
        let rows = rest().flat_map(|sheet| sheet.rows.iter().map(move |row| (sheet, row)));
        let said = rows.filter(|(_, row)| row.stroke.as_ref().is_some_and(|s| !s.text.is_empty()));
        Self {
            all: rest().any(|sheet| text::key(&sheet.whole.text) == text::key(Stroke::All.title())),
            sections: said
                .map(|(sheet, row)| text::key(section_of(sheet, row)))
                .collect(),
        }
    }

    fn confirm(&self, section: &str) -> bool {
        self.sections.contains(&text::key(section))
    }

    /// Whether a row is settled by one of them.
    fn settle(&self, sheet: &StandingSheet, row: &StandingRow) -> bool {
        let rest = sheet.standing == Standing::Rest && row.verdict.ruling.text.is_empty();
        rest && (self.all || self.confirm(section_of(sheet, row)))
    }
}
