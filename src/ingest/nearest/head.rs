//! Tables that miss being self-check tables by a word: a column of the head was not understood.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::trial::{Trial, quoted};
use crate::ingest::label::is_category;
use crate::ingest::view::RowCells;
use crate::location::CellRef;
use crate::model::Field;
use crate::reader::Written;
use crate::text;

/// Rows at the top in which the head is looked for.
const TOP: usize = 30;
/// Heads that are tried for each thing that is missing.
const TRIED: usize = 4;
/// A row of more cells is no head.
const WIDEST: usize = 300;
/// A longer text is no head.
const LONGEST: usize = 24;

/// What every self-check table says.
struct Need {
    field: Field,
    /// The head to write.
    name: &'static str,
    /// Words in heads that may mean it.
    words: &'static [&'static str],
}

impl Need {
    /// Whether a head may mean it.
    fn is_named(&self, head: Written<'_>) -> bool {
        self.words.iter().any(|word| head.folded().contains(word))
    }
}

const NEEDS: [Need; 3] = [
    Need {
        field: Field::Risk,
        name: "风险点",
        words: &[
            "风险", "问题", "隐患", "情形", "情况", "表现", "内容", "漏洞", "苗头",
        ],
    },
    Need {
        field: Field::Level,
        name: "风险等级",
        words: &["级", "等次", "档", "程度", "高低"],
    },
    Need {
        field: Field::Measures,
        name: "防控措施",
        words: &["措施", "办法", "对策", "做法", "打算", "防", "如何", "怎么"],
    },
];

/// A change of cells: what to write where.
type Change<'c> = Vec<(CellRef, &'c str)>;

/// A row that looks like a head.
struct Nearly<'v> {
    row: u32,
    /// Its cells that name a field.
    known: Vec<(CellRef, Field)>,
    /// The others.
    unknown: RowCells<'v>,
}

impl<'v> Nearly<'v> {
    /// The row with most heads; the first of several.
    fn of(trial: &Trial<'v>) -> Option<Self> {
        let rows = trial.cells().take(TOP);
        let nearly = rows.filter_map(|cells| Self::row(trial, &cells));
        nearly.reduce(|best, next| {
            if next.weight() > best.weight() {
                next
            } else {
                best
            }
        })
    }

    fn row(trial: &Trial<'v>, cells: &[(CellRef, Written<'v>)]) -> Option<Self> {
        let is_head = |(_, text): &(CellRef, Written<'_>)| {
            text.chars().count() <= LONGEST && !text.contains([':', '：'])
        };
        let row = cells.first().filter(|_| cells.len() <= WIDEST)?.0.row;
        let field = |(_, text): &(CellRef, Written<'_>)| trial.lookup.field(text);
        let known = cells.iter().filter_map(|cell| Some((cell.0, field(cell)?)));
        let unknown = cells.iter().filter(|cell| field(cell).is_none());
        let found = Self {
            row,
            known: known.collect(),
            unknown: unknown.copied().collect(),
        };
        let (telling, hinted, fields) = found.weight();
        let wide = cells.len() >= 3 || fields == cells.len();
        let fits = wide && cells.iter().all(is_head) && trial.below(row).next().is_some();
        (fits && (telling > 0 || hinted > 1)).then_some(found)
    }

    /// How many fields that only a table of risks has, how many of those needed other heads hint at, and how many fields
    /// there are at all.
    fn weight(&self) -> (usize, usize, usize) {
        let fields: BTreeSet<Field> = self.known.iter().map(|(_, f)| *f).collect();
        let telling = fields.iter().filter(|f| f.is_telling()).count();
        let hints = |need: &&Need| self.unknown.iter().any(|(_, text)| need.is_named(*text));
        (telling, self.lacks().filter(hints).count(), fields.len())
    }

    fn lacks(&self) -> impl Iterator<Item = &'static Need> {
        let has = |need: &Need| {
            self.known.iter().any(|(_, known)| match need.field {
                Field::Risk => matches!(known, Field::Risk | Field::Manifestation),
                Field::Level => known.is_level(),
                field => *known == field,
            })
        };
        NEEDS.iter().filter(move |need| !has(need))
    }

    /// The heads nobody understood that may mean what is needed, likeliest first.
    fn candidates(&self, trial: &Trial<'_>, need: &Need) -> Vec<CellRef> {
        let likeness = |(at, written): &(CellRef, Written<'_>)| {
            let near = trial.lookup.nearest_field(written);
            let near = near.is_some_and(|(_, field)| field == need.field);
            let named = need.is_named(*written);
            let levels = levels_below(trial, *at);
            let fits = (need.field == Field::Level) == levels;
            (fits && (near || named || levels)).then_some((near, named))
        };
        let mut fitting: Vec<_> = self
            .unknown
            .iter()
            .filter_map(|cell| Some((likeness(cell)?, cell.0)))
            .collect();
        fitting.sort_by_key(|(likeness, _)| Reverse(*likeness));
        fitting.into_iter().map(|(_, at)| at).take(TRIED).collect()
    }

    /// The change after which the table is read: one head in other words, else several, else a column more.
    fn change(&self, trial: &Trial<'_>) -> Option<Change<'static>> {
        let needs = || {
            self.lacks()
                .map(|need| (need, self.candidates(trial, need)))
        };
        let mut single =
            needs().flat_map(|(need, all)| all.into_iter().map(|at| vec![(at, need.name)]));
        let works = |change: &Change<'_>| trial.reads_with(change);
        single.find(works).or_else(|| {
            let mut all: Change<'static> = Vec::new();
            for (need, cells) in needs() {
                let free = cells
                    .into_iter()
                    .find(|at| all.iter().all(|(known, _)| known != at));
                all.extend(free.map(|at| (at, need.name)));
            }
            Some(all).filter(|all| all.len() > 1 && works(all))
        })
    }

    /// The head to be written beside the last one, after which the table is read.
    fn addition(&self, trial: &Trial<'_>) -> Option<(CellRef, &'static str)> {
        let known = self.known.iter().map(|(at, _)| *at);
        let last = known.chain(self.unknown.iter().map(|(at, _)| *at)).max()?;
        let next = CellRef::new(self.row, last.col + trial.view.width(last));
        let mut additions = self.lacks().map(|need| (next, need.name));
        additions.find(|addition| trial.reads_with(&[*addition]))
    }

    /// What is understood of it, in words.
    fn told(&self, trial: &Trial<'_>) -> String {
        let names = self.known.iter().filter_map(|(at, _)| trial.view.own(*at));
        let names: Vec<String> = names
            .map(|text| format!("“{}”", text::excerpt(&text, LONGEST)))
            .collect();
        let lacks: Vec<String> = self
            .lacks()
            .map(|need| format!("“{}”", need.name))
            .collect();
        let lacks = if lacks.is_empty() {
            String::new()
        } else {
            format!("，没有认出{}", lacks.concat())
        };
        let first = trial.view.whole_row(self.row);
        let at = first
            .first()
            .map_or(CellRef::new(self.row, 0), |(at, _)| *at);
        let known = if names.is_empty() {
            String::new()
        } else {
            format!("，认出了{}", names.concat())
        };
        format!("{at} 一行像是自查表的表头{known}{lacks}")
    }
}

/// Whether most cells below a head are levels.
fn levels_below(trial: &Trial<'_>, head: CellRef) -> bool {
    let cells = trial.below(head.row);
    let cells = cells.filter_map(|row| trial.view.own(CellRef::new(row, head.col)));
    let is_level = |written: &Written<'_>| trial.lookup.level_word(written).is_level();
    let (levels, others): (Vec<_>, Vec<_>) = cells.partition(is_level);
    levels.len() > others.len()
}

/// A head of which one or a few columns are called something nobody knows.
pub fn a_word_short(trial: &Trial<'_>) -> Option<String> {
    let head = Nearly::of(trial)?;
    let told = head.told(trial);
    if let Some(change) = head.change(trial) {
        let change = change.iter().map(|(at, name)| {
            let own = trial.view.own(*at).map_or("", Written::text);
            format!(
                "如果{}一栏写的是{name}，请把栏名改为“{name}”",
                quoted(*at, own)
            )
        });
        let change: Vec<String> = change.collect();
        return Some(format!("{told}。{}", change.join("；")));
    }
    let (at, name) = head.addition(trial)?;
    Some(format!("{told}。请在 {at} 加一栏“{name}”，逐行填写"))
}

/// A head of which too little is understood to name one change.
pub fn in_part(trial: &Trial<'_>) -> Option<String> {
    let head = Nearly::of(trial)?;
    let (at, own) = *head.unknown.first()?;
    Some(format!(
        "{}。请把写风险、等级、措施的各栏的栏名（从{}起）改为“风险点”“风险等级”“防控措施”",
        head.told(trial),
        quoted(at, &own)
    ))
}

/// A table of kinds down the left and names along the top of which nobody knows what they name.
pub fn crossed(trial: &Trial<'_>) -> Option<String> {
    let own = |at| trial.view.own(at);
    let mut heads = trial.rows.windows(2).filter_map(|rows| {
        let (kind, written) = trial.view.whole_row(rows[1]).into_iter().next()?;
        is_category(written.folded(), trial.lookup).then_some(())?;
        let corner = CellRef::new(rows[0], kind.col);
        let cells = trial.view.whole_row(rows[0]).into_iter();
        let (name, _) = cells.into_iter().find(|(at, _)| at.col > kind.col)?;
        Some((corner, name, kind))
    });
    let (corner, name, kind) = heads.next()?;
    let change = "风险类别/岗位";
    let shown = |at| Some(quoted(at, own(at)?.text()));
    let (name, kind) = (shown(name)?, shown(kind)?);
    trial.reads_with(&[(corner, change)]).then(|| {
        format!(
            "像是风险类别与岗位交叉的表：从{kind}往下是风险类别，从{name}往右看不出是岗位还是人名。是岗位的，请把左上角 {corner} 改为“{change}”；是人名的，请每人另填一张"
        )
    })
}
