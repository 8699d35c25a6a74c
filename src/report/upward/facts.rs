//! What a report may say of a year: its figures with their cells, lists, texts, and what is so or not.

use std::collections::BTreeMap;

use super::figures::{Figure, Kind};
use super::names::{
    At, CODE, FAULT_SHEET, FAULTS, FLAGS, LISTS, MEMBERS, MOST, MOST_UNITS, NAME, PLACES, TEXTS,
    figures,
};
use super::page::{Page, TOTAL};
use crate::location::CellRef;
use crate::model::Book;
use crate::report::context::{ReportContext, chinese};

/// A line of a list.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// Its figures, by field.
    pub figures: BTreeMap<&'static str, usize>,
    /// Its texts, by field.
    pub texts: BTreeMap<&'static str, String>,
}

/// What a report may say.
#[derive(Debug, Default)]
pub struct Facts {
    /// All figures there are.
    pub figures: Vec<Figure>,
    /// Those that stand by themselves, by name; none where their table is not there.
    pub named: BTreeMap<&'static str, Option<usize>>,
    /// The lists.
    pub lists: BTreeMap<&'static str, Vec<Line>>,
    /// The texts.
    pub texts: BTreeMap<&'static str, String>,
    /// What is so or not.
    pub flags: BTreeMap<&'static str, bool>,
}

impl Facts {
    /// Reads the figures and lists off the pages.
    pub fn of(pages: &[Page]) -> Self {
        let mut facts = Self::default();
        let page = |book, sheet: &str| pages.iter().find(|p| p.book == book && p.sheet == sheet);
        for (name, kind, book, sheet, at) in figures() {
            let figure = page(book, sheet).and_then(|page| {
                let cell = match at {
                    At::Below(head) => page.below(head),
                    At::Beside(head, line) => page.beside(head, line),
                };
                Figure::quoted(name, kind, page, cell?)
            });
            let at = figure.map(|figure| facts.take(figure));
            facts.named.insert(name, at);
        }
        for (name, book, sheet, head, fields) in LISTS {
            let lines = page(*book, sheet).map(|page| {
                let lines = page.lines(head).into_iter();
                let lines =
                    lines.map(|(called, row)| facts.line(page, (name, called), row, fields));
                lines.collect()
            });
            facts.lists.insert(name, lines.unwrap_or_default());
        }
        let faults = page(Book::Findings, FAULT_SHEET).map(|page| facts.faults(page));
        facts.lists.insert(FAULTS, faults.unwrap_or_default());
        facts.rank("各科室", MOST);
        facts.rank("各单位", MOST_UNITS);
        // What a report of another kind may say is not so, and says nothing.
        facts.texts = TEXTS.iter().map(|name| (*name, String::new())).collect();
        facts.flags = FLAGS.iter().map(|name| (*name, false)).collect();
        facts
    }

    /// What every report says of itself.
    pub fn common(&mut self, context: &ReportContext, last_year: Option<i32>) {
        let last_year = last_year.map(|year| format!("{year}年"));
        self.texts.extend([
            ("单位", context.unit.clone()),
            ("年度", context.year.to_string()),
            ("日期", chinese(context.date)),
            ("上年", last_year.unwrap_or_else(|| "上年".to_owned())),
        ]);
    }

    /// The value of a figure that stands by itself, 0 where it is lacking.
    pub fn is_any(&self, name: &str) -> bool {
        let at = self.named.get(name).copied().flatten();
        at.is_some_and(|at| !self.figures[at].value.is_zero())
    }

    /// The kinds of errors and warnings, the most frequent first.
    fn faults(&mut self, page: &Page) -> Vec<Line> {
        let (Some(head), Some(total)) = (page.find(TOTAL), page.find_last(TOTAL)) else {
            return Vec::new();
        };
        let kinds = page.heads(head).into_iter();
        let graver = kinds.filter(|(.., above, _)| matches!(*above, "错误" | "注意"));
        let mut lines: Vec<Line> = Vec::new();
        for (title, _, col) in graver {
            let name = title.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
            let code = title.strip_suffix(name).unwrap_or_default().to_owned();
            let cell = CellRef::new(total.row, col);
            let mut line = self.quote(page, (FAULTS, name), &[(PLACES, cell)]);
            if let Some(line) = &mut line {
                line.texts.insert(CODE, code);
            }
            lines.extend(line);
        }
        lines.sort_by_key(|line| std::cmp::Reverse(self.count(line, PLACES)));
        lines
    }

    /// Of a list those with the most risk points; none where there are so few that all can be named.
    fn rank(&mut self, of: &str, name: &'static str) {
        const SHOWN: usize = 3;
        let sections = self.lists.get(of).cloned().unwrap_or_default();
        let mut found: Vec<Line> = sections;
        found.retain(|line| self.count(line, "风险点") > 0);
        let many = found.len() > SHOWN;
        found.sort_by_key(|line| std::cmp::Reverse(self.count(line, "风险点")));
        found.truncate(if many { SHOWN } else { 0 });
        self.lists.insert(name, found);
    }

    fn count(&self, line: &Line, field: &str) -> u64 {
        let figure = line.figures.get(field).map(|at| self.figures[*at].value);
        match figure {
            Some(super::figures::Number::Count(count)) => count,
            _ => 0,
        }
    }

    fn take(&mut self, figure: Figure) -> usize {
        self.figures.push(figure);
        self.figures.len() - 1
    }

    /// A line of a table.
    fn line(
        &mut self,
        page: &Page,
        names: (&'static str, &str),
        row: u32,
        fields: &[(&'static str, &str)],
    ) -> Line {
        let cells = fields.iter().filter_map(|(field, head)| {
            let col = page.find(head)?.col;
            Some((*field, CellRef::new(row, col)))
        });
        let cells: Vec<(&'static str, CellRef)> = cells.collect();
        self.quote(page, names, &cells).unwrap_or_default()
    }

    /// A line with the figures in these cells; none where no cell holds a number.
    fn quote(
        &mut self,
        page: &Page,
        (list, called): (&'static str, &str),
        cells: &[(&'static str, CellRef)],
    ) -> Option<Line> {
        let mut line = Line::default();
        for (field, cell) in cells {
            let name = format!("{called}：{field}");
            let figure = Figure::quoted(&name, Kind::Count, page, *cell);
            let of = [list, called, field].map(str::to_owned);
            let figure = figure.map(|figure| Figure {
                line: Some(of),
                ..figure
            });
            line.figures
                .extend(figure.map(|figure| (*field, self.take(figure))));
        }
        line.texts.insert(NAME, called.to_owned());
        (!line.figures.is_empty()).then_some(line)
    }

    /// Facts by which templates are tried out before any form is read: of a year with everything in it, or of one with
    /// nothing, without a roster and without an earlier year.
    pub fn trial(full: bool) -> Self {
        let mut facts = Self::default();
        let count = if full { 3 } else { 0 };
        for (name, kind, book, ..) in figures() {
            let lacking = !full && (book == Book::Changes || ROSTER.contains(&name));
            let at = (!lacking).then(|| facts.take(Figure::trial(name, kind, count)));
            facts.named.insert(name, at);
        }
        let lists = LISTS.iter().map(|(name, .., fields)| {
            let fields: Vec<&'static str> = fields.iter().map(|(field, _)| *field).collect();
            (*name, fields)
        });
        let fields_of_sections = vec!["风险点", "一级", "二级", "三级", "待定"];
        let more = [
            (MOST, fields_of_sections.clone()),
            (MOST_UNITS, fields_of_sections),
            (FAULTS, vec![PLACES]),
        ];
        for (name, fields) in lists.chain(more) {
            let mut lines = Vec::new();
            for _ in 0..if full { 2 } else { 0 } {
                let mut line = Line::default();
                for field in &fields {
                    let at = facts.take(Figure::trial(field, Kind::Count, count));
                    line.figures.insert(field, at);
                }
                for text in [NAME, MEMBERS, CODE] {
                    line.texts.insert(text, "某科".to_owned());
                }
                lines.push(line);
            }
            facts.lists.insert(name, lines);
        }
        for name in TEXTS {
            facts
                .texts
                .insert(name, if full { "某" } else { "" }.to_owned());
        }
        for name in FLAGS {
            facts.flags.insert(name, full);
        }
        facts
    }
}

/// Figures that are there only with a roster.
const ROSTER: [&str; 6] = [
    "应报科室",
    "已报科室",
    "未报科室",
    "在册人员",
    "已报人员",
    "漏报人员",
];
