//! 考核汇总, 岗位和人员: everybody who is scored in one line, with live totals, ranks, bands and coefficients.

use std::sync::Arc;

use super::super::canvas::{Canvas, short};
use super::super::context::ReportContext;
use super::columns::Place;
use super::formula::{NONE, Ref, UNFINISHED, count, points, points_or, words};
use super::layout::{FIRST, Frame, HEAD, Layout};
use super::quotas::{self, Quotas};
use super::scheme::SchemeRefs;
use crate::location::{Area, CellRef};
use crate::model::{Points, Score, ScoreResult, ScoredKind};
use crate::policy::{Part, Quota, Scoring, TieRule};
use crate::writer::{
    Cell, ChartKind, ChartSpec, Content, ProtectionSpec, RowMaker, Sheet, StyleRole,
};

/// What stands in the column of vetoes.
const VETOED: &str = "否决";
const SIGNATURES: &str =
    "主要负责人：　　　　　　　　　分管领导：　　　　　　　　　审核：　　　　　　　　　制表：";

/// One kind, to be summed up.
pub struct Summary<'r> {
    /// Name of the sheet.
    pub sheet: String,
    /// The kind.
    pub kind: ScoredKind,
    /// The scheme.
    pub scheme: &'r Scoring,
    /// Where its numbers stand.
    pub refs: Arc<SchemeRefs>,
}

/// One that is scored, and where its sums stand.
pub type Line<'r> = (&'r Score, Place);

impl<'r> Summary<'r> {
    /// The sheet; `lines` are those who are scored with where their sums stand, in the order in which they are shown.
    pub fn sheet(self: &Arc<Self>, lines: Vec<Line<'r>>, context: &ReportContext) -> Sheet<'r> {
        let layout = self.layout();
        let heads = self.heads();
        let widths = heads.iter().map(|h| h.1).collect();
        let mut canvas = Canvas::new(&self.sheet, widths, true);
        canvas.sheet().hidden_columns = vec![layout.ranked(), layout.place()];
        let title = match self.kind {
            ScoredKind::Section => self.scheme.called("度廉政风险防范管理考核") + "汇总表",
            ScoredKind::Post if self.scheme.is_special() => self.scheme.called("") + "岗位汇总表",
            ScoredKind::Post => "度岗位廉政风险防范管理考核表".to_owned(),
        };
        canvas.title(context, &title);
        let note = "总分、名次、等次、折算分、系数都是公式：在各明细表的黄色格里改分，这里随之重算（行的次序是生成时的，不随之变动）。办法见“评分方案”。";
        canvas.line(note, StyleRole::Note);
        let head = canvas.heads(heads.iter().map(|h| h.0.as_str()));
        let last = FIRST + u32::try_from(lines.len()).unwrap_or(0) - 1;
        let groups: Vec<Option<usize>> = lines.iter().map(|(s, _)| s.group).collect();
        let frames = quotas::frames(&groups, (self.kind, self.scheme));
        let results: Vec<(Option<usize>, &ScoreResult)> =
            lines.iter().map(|(s, _)| (s.group, &s.result)).collect();
        let rows = last + 1 - FIRST;
        canvas.body(rows, self.lines(lines, frames.clone()));
        let quotas = Quotas {
            kind: self.kind,
            scheme: self.scheme,
            refs: &self.refs,
            layout: &layout,
        };
        quotas.draw(&mut canvas, &frames, &results);
        let below = canvas.next() - 1;
        canvas.line(SIGNATURES, StyleRole::Sign);
        canvas.keep_heads(head, head, layout.names);
        let sheet = canvas.sheet();
        sheet.protection = Some(ProtectionSpec::default());
        sheet.print.area = Some(Area::new(
            CellRef::new(0, 0),
            CellRef::new(below.max(last) + 1, layout.missing()),
        ));
        canvas.finish()
    }

    /// Makes the cells of the lines.
    fn lines(self: &Arc<Self>, lines: Vec<Line<'r>>, frames: Vec<Option<Frame>>) -> RowMaker<'r> {
        let summary = Arc::clone(self);
        Box::new(move |index| {
            let (score, place) = &lines[index as usize];
            let frame = score.group.and_then(|group| frames[group]);
            summary.line(&summary.layout(), FIRST + index, frame, score, place)
        })
    }

    /// 得分构成图 over the lines of the summary.
    pub fn chart(&self, name: &str, scores: &[Score], context: &ReportContext) -> Sheet<'static> {
        let layout = self.layout();
        let mut all = scores.iter();
        let partly = all.any(|s| s.result.not_applicable > Points::ZERO);
        let before = if partly { "（折算前）" } else { "" };
        let lines = scores.len();
        let last = FIRST + u32::try_from(lines).unwrap_or(1) - 1;
        let mut canvas = Canvas::new(name, vec![12.0; 10], true);
        canvas.title(
            context,
            &format!("{}得分构成图", self.scheme.called("度考核")),
        );
        let at = canvas.next();
        let column = |col| Area::new(CellRef::new(FIRST, col), CellRef::new(last, col));
        let series =
            (layout.names..layout.bonus()).map(|col| (CellRef::new(HEAD, col), column(col)));
        let height = 130 + 22 * u32::try_from(lines.min(60)).unwrap_or(0);
        canvas.sheet().charts.push(ChartSpec {
            source: Some(self.sheet.clone()),
            kind: ChartKind::StackedBar,
            title: format!("各科室各维度得分{before}"),
            categories: column(1),
            series: series.collect(),
            at: CellRef::new(at, 0),
            size: (860, height),
            step: None,
        });
        canvas.finish()
    }

    fn layout(&self) -> Layout {
        Layout::of(self.kind, self.scheme)
    }

    fn heads(&self) -> Vec<(String, f64)> {
        let whom: &[(&str, f64)] = match self.kind {
            ScoredKind::Section => &[("科室", 24.0)],
            ScoredKind::Post => &[("科室", 22.0), ("岗位", 18.0), ("姓名", 10.0)],
        };
        let class = Some(("类别", 11.0)).filter(|_| !self.scheme.classes.is_empty());
        let names = [("名次", 7.0)].into_iter().chain(class);
        let names = names.chain(whom.iter().copied());
        let dimensions = self.scheme.dimensions.iter();
        let dimensions = dimensions.map(|d| (format!("{}\n（{}）", d.name, d.points), 13.0));
        let rest = [
            ("加分", 8.0),
            ("扣分", 8.0),
            ("不适用\n分值", 8.0),
            ("一票\n否决", 8.0),
            ("总分", 10.0),
            ("等次", 10.0),
            ("折算分", 9.0),
            ("绩效\n系数", 8.0),
            ("未评\n项数", 7.0),
            ("参加排名的总分", 10.0),
            ("名额次序", 10.0),
        ];
        let plain = |(head, width): (&str, f64)| (head.to_owned(), width);
        let names = names.map(plain);
        names.chain(dimensions).chain(rest.map(plain)).collect()
    }

    fn line(
        &self,
        layout: &Layout,
        row: u32,
        frame: Option<Frame>,
        score: &Score,
        place: &Place,
    ) -> Vec<Cell> {
        let mut cells = self.names(layout, row, frame, score);
        cells.extend(self.sums(score, place));
        cells.extend(self.results(layout, row, frame, score));
        let missing = count(
            format!("={}", place.of(|at| at.missing)),
            score.result.missing,
        );
        cells.push((missing, StyleRole::Count));
        cells.extend(self.standing(layout, row, frame, score));
        cells
    }

    /// The rank and the names.
    fn names(&self, layout: &Layout, row: u32, frame: Option<Frame>, score: &Score) -> Vec<Cell> {
        let ranked = CellRef::new(row, layout.ranked());
        let formula = frame.map(|frame| {
            let all = frame.column(layout.ranked());
            format!("=IF(ISNUMBER({ranked}),RANK({ranked},{all}),\"{NONE}\")")
        });
        let rank = match (formula, score.result.rank) {
            (Some(formula), Some(rank)) => count(formula, rank),
            (Some(formula), None) => words(formula, NONE),
            (None, _) => NONE.into(),
        };
        let scored = &score.scored;
        let mut cells = vec![(rank, StyleRole::Count)];
        if !self.scheme.classes.is_empty() {
            let class = score.group.map(|group| self.scheme.classes[group].as_str());
            cells.push(short(class.unwrap_or("不参加排名")));
        }
        cells.push(short(scored.section.as_str()));
        if self.kind == ScoredKind::Post {
            let named = [&scored.post, &scored.person];
            cells.extend(named.map(|n| short(n.as_deref().unwrap_or(NONE))));
        }
        cells
    }

    /// Total, band, converted score and coefficient.
    fn results(&self, layout: &Layout, row: u32, frame: Option<Frame>, score: &Score) -> [Cell; 4] {
        let cell = |col| CellRef::new(row, col);
        let result = &score.result;
        let (total, open) = (cell(layout.total()), cell(layout.missing()));
        let marks = Area::new(cell(layout.names), cell(layout.bonus() - 1));
        let (bonus, taken) = (cell(layout.bonus()), cell(layout.deductions()));
        let (full, of) = (&self.refs.full, &self.refs.converted);
        let out = cell(layout.not_applicable());
        let whole = format!("ROUND(SUM({marks})*{full}/({full}-{out}),2)");
        let added = format!(
            "=IF({open}>0,\"{UNFINISHED}\",IF({out}>={full},\"{UNFINISHED}\",MAX(0,ROUND({whole}+{bonus}-{taken},2))))"
        );
        let band = self.band(layout, row, (frame, score.group.unwrap_or(0)));
        let named = result.band.map(|b| self.scheme.bands[b].name.as_str());
        let converted =
            format!("=IF(ISNUMBER({total}),MIN({of},ROUND({total}*{of}/{full},2)),\"{NONE}\")");
        let coefficient = self.coefficient(layout, row, result.coefficient);
        [
            (
                points_or(added, result.total, UNFINISHED),
                StyleRole::TotalDecimal,
            ),
            (words(band, named.unwrap_or(NONE)), StyleRole::BodyCenter),
            (
                points_or(converted, result.converted, NONE),
                StyleRole::Decimal,
            ),
            (coefficient, StyleRole::Decimal),
        ]
    }

    /// What ranks and quotas are reckoned from; hidden.
    fn standing(
        &self,
        layout: &Layout,
        row: u32,
        frame: Option<Frame>,
        score: &Score,
    ) -> [Cell; 2] {
        let total = CellRef::new(row, layout.total());
        let veto = CellRef::new(row, layout.veto());
        let result = &score.result;
        let competes = result.total.filter(|_| !result.vetoed);
        let formula = format!("=IF(AND(ISNUMBER({total}),{veto}=\"{NONE}\"),{total},\"{NONE}\")");
        let Some(frame) = frame else {
            return [
                (NONE.into(), StyleRole::Count),
                (NONE.into(), StyleRole::Count),
            ];
        };
        [
            (points_or(formula, competes, NONE), StyleRole::Decimal),
            (self.place(layout, row, frame, score), StyleRole::Count),
        ]
    }

    /// The band: the last of a veto, else by least points; without a place in its quota the next one.
    fn band(&self, layout: &Layout, row: u32, (frame, group): (Option<Frame>, usize)) -> String {
        let cell = |col| CellRef::new(row, col);
        let total = cell(layout.total());
        let Some(([last, ..], above)) = self.refs.bands.split_last() else {
            return format!("=\"{NONE}\"");
        };
        let limits = frame.map_or(Vec::new(), |frame| {
            quotas::limits(frame, layout, (self.kind, group), self.scheme)
        });
        let place = cell(layout.place());
        let mut within = last.to_string();
        let mut chain = Vec::new();
        for (at, [name, min, _]) in above.iter().enumerate().rev() {
            within = match limits.get(at).cloned().flatten() {
                Some(limit) => format!("IF({place}<={limit},{name},{within})"),
                None => name.to_string(),
            };
            chain.push((min, within.clone()));
        }
        let chain = chain.iter().fold(last.to_string(), |rest, (min, own)| {
            format!("IF({total}>={min},{own},{rest})")
        });
        let veto = cell(layout.veto());
        format!("=IF({veto}=\"{VETOED}\",{last},IF(ISNUMBER({total}),{chain},\"{NONE}\"))")
    }

    fn quota(&self) -> Option<&Quota> {
        self.scheme.quota_of(self.kind)
    }

    fn coefficient(&self, layout: &Layout, row: u32, result: Option<Points>) -> Content {
        let band = CellRef::new(row, layout.band());
        let mut chain = format!("\"{NONE}\"");
        for [name, _, coefficient] in self.refs.bands.iter().rev() {
            chain = format!("IF({band}={name},{coefficient},{chain})");
        }
        points_or(format!("={chain}"), result, NONE)
    }

    /// The place among those who compete for a band, by the rule for equal scores.
    fn place(&self, layout: &Layout, row: u32, frame: Frame, score: &Score) -> Content {
        let own = CellRef::new(row, layout.ranked());
        let all = frame.column(layout.ranked());
        let further = match self.quota().map(|q| &q.ties) {
            None | Some(TieRule::Include) => String::new(),
            Some(TieRule::Exclude) => format!("+COUNTIF({all},{own})-1"),
            Some(TieRule::Compare(dimensions)) => {
                let mut better = "0".to_owned();
                for at in dimensions.iter().rev() {
                    let col = layout.names + u32::try_from(*at).unwrap_or(0);
                    let (mine, theirs) = (CellRef::new(row, col), frame.column(col));
                    better = format!("(({theirs}>{mine})+({theirs}={mine})*{better})");
                }
                format!("+SUMPRODUCT(({all}={own})*{better})")
            }
        };
        let formula = format!("=IF(ISNUMBER({own}),RANK({own},{all}){further},\"{NONE}\")");
        match score.result.place {
            Some(place) => count(formula, place),
            None => words(formula, NONE),
        }
    }
}

impl Summary<'_> {
    /// The sums of a detail sheet: dimensions, bonus, deductions, and whether there is a veto.
    fn sums(&self, score: &Score, place: &Place) -> Vec<Cell> {
        let result = &score.result;
        let decimal =
            |from: Ref, sum: Points| (points(format!("={from}"), sum), StyleRole::Decimal);
        let dimensions = place.dimensions().zip(&result.dimensions);
        let mut cells: Vec<Cell> = dimensions
            .enumerate()
            .map(|(at, (from, sum))| {
                let (content, style) = decimal(from, *sum);
                let applies = self.applies(score, at);
                (
                    content,
                    if applies {
                        style
                    } else {
                        StyleRole::DecimalIfAny
                    },
                )
            })
            .collect();
        cells.push(decimal(place.of(|at| at.bonus), result.bonus));
        cells.push(decimal(place.of(|at| at.deductions), result.deductions));
        cells.push(decimal(
            place.of(|at| at.not_applicable),
            result.not_applicable,
        ));
        let formula = format!(
            "=IF({}>0,\"{VETOED}\",\"{NONE}\")",
            place.of(|at| at.vetoes)
        );
        let (vetoed, look) = if result.vetoed {
            (VETOED, StyleRole::Alert)
        } else {
            (NONE, StyleRole::BodyCenter)
        };
        cells.push((words(formula, vetoed), look));
        cells
    }

    /// Whether any item of a dimension applies.
    fn applies(&self, score: &Score, dimension: usize) -> bool {
        let items = self.scheme.items_of(self.kind).zip(&score.items);
        let mut own = items.filter(|(item, _)| item.part == Part::Dimension(dimension));
        own.any(|(_, earned)| !earned.not_applicable)
    }
}
