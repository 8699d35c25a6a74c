//! The scheme as people write it, before anything is checked; a later file's item lies over an earlier one of its code.

use std::ops::Range;

use crate::model::{Disposition, LedgerField, Points};
use crate::policy::decode::{At, Cursor};
use crate::policy::source::Problem;

use super::{IfNone, ReasonWanted, Undated};

/// Most points anything can have.
const MOST: i64 = 1000;
/// Most points in hundredths.
const RANGE: std::ops::RangeInclusive<Points> = Points::ZERO..=Points::whole(MOST);

/// One `[[scoring.items]]`.
#[derive(Clone, Debug, Default)]
pub struct WrittenItem {
    /// Its bytes.
    pub span: Range<usize>,
    /// code, subject, dimension, part, name, standard, kind, metric.
    pub texts: [Option<At<String>>; ITEM_TEXTS.len()],
    /// points, each, floor.
    pub numbers: [Option<At<Points>>; ITEM_NUMBERS.len()],
    /// Keys of evaluators.
    pub by: Option<Vec<At<String>>>,
    /// What it earns of nothing.
    pub if_none: Option<IfNone>,
    /// When a mark needs a reason.
    pub reason: Option<ReasonWanted>,
    /// Whether it is switched off.
    pub off: Option<bool>,
}

/// Names of an item's texts, in the order of [`WrittenItem::texts`].
pub const ITEM_TEXTS: [&str; 8] = [
    "code",
    "subject",
    "dimension",
    "part",
    "name",
    "standard",
    "kind",
    "metric",
];
/// Names of an item's numbers, in the order of [`WrittenItem::numbers`].
pub const ITEM_NUMBERS: [&str; 3] = ["points", "each", "floor"];

impl WrittenItem {
    fn decode(table: At<Cursor<'_>>, out: &mut Vec<Problem>) -> Self {
        let At {
            value: mut cursor,
            span,
        } = table;
        let if_none = [
            ("full", IfNone::Full),
            ("zero", IfNone::Zero),
            ("open", IfNone::Open),
        ];
        let reasons = [
            ("always", ReasonWanted::Always),
            ("below_full", ReasonWanted::BelowFull),
            ("never", ReasonWanted::Never),
        ];
        let item = Self {
            texts: ITEM_TEXTS.map(|key| cursor.string(key, out)),
            numbers: ITEM_NUMBERS.map(|key| cursor.points(key, RANGE, out)),
            by: cursor.some_strings("by", out),
            if_none: cursor.choice("if_none", &if_none, out),
            reason: cursor.choice("reason", &reasons, out),
            off: cursor.boolean("off", out),
            span,
        };
        cursor.finish(out);
        item
    }

    /// A text by its name.
    pub fn text(&self, name: &str) -> Option<&At<String>> {
        let at = ITEM_TEXTS.iter().position(|n| *n == name)?;
        self.texts[at].as_ref()
    }

    /// A number by its name.
    pub fn number(&self, name: &str) -> Option<&At<Points>> {
        let at = ITEM_NUMBERS.iter().position(|n| *n == name)?;
        self.numbers[at].as_ref()
    }

    /// This item with what `later` says instead.
    pub fn overlaid(&self, later: &Self) -> Self {
        let text = |at: usize| later.texts[at].clone().or_else(|| self.texts[at].clone());
        let number = |at: usize| {
            later.numbers[at]
                .clone()
                .or_else(|| self.numbers[at].clone())
        };
        Self {
            span: later.span.clone(),
            texts: std::array::from_fn(text),
            numbers: std::array::from_fn(number),
            by: later.by.clone().or_else(|| self.by.clone()),
            if_none: later.if_none.or(self.if_none),
            reason: later.reason.or(self.reason),
            off: later.off.or(self.off),
        }
    }
}

/// One `[[scoring.dimensions]]`.
#[derive(Clone, Debug)]
pub struct WrittenDimension {
    /// Its bytes.
    pub span: Range<usize>,
    /// Its key.
    pub key: Option<At<String>>,
    /// Its name.
    pub name: Option<At<String>>,
    /// Its points.
    pub points: Option<At<Points>>,
}

impl WrittenDimension {
    /// This dimension with what `later` says instead.
    pub fn overlaid(&self, later: &Self) -> Self {
        Self {
            span: later.span.clone(),
            key: later.key.clone().or_else(|| self.key.clone()),
            name: later.name.clone().or_else(|| self.name.clone()),
            points: later.points.clone().or_else(|| self.points.clone()),
        }
    }
}

/// One `[[scoring.evaluators]]`.
#[derive(Clone, Debug)]
pub struct WrittenEvaluator {
    /// Its bytes.
    pub span: Range<usize>,
    /// Its key.
    pub key: Option<At<String>>,
    /// Its name.
    pub name: Option<At<String>>,
    /// Its weight.
    pub weight: Option<At<i64>>,
    /// Whether each section marks itself.
    pub own: Option<bool>,
}

impl WrittenEvaluator {
    /// This evaluator with what `later` says instead.
    pub fn overlaid(&self, later: &Self) -> Self {
        Self {
            span: later.span.clone(),
            key: later.key.clone().or_else(|| self.key.clone()),
            name: later.name.clone().or_else(|| self.name.clone()),
            weight: later.weight.clone().or_else(|| self.weight.clone()),
            own: later.own.or(self.own),
        }
    }
}

/// One `[[scoring.vetoes]]`.
#[derive(Clone, Debug)]
pub struct WrittenVeto {
    /// Its bytes.
    pub span: Range<usize>,
    /// Its code.
    pub code: Option<At<String>>,
    /// Its name.
    pub name: Option<At<String>>,
    /// What is counted.
    pub metric: Option<At<String>>,
    /// Whom it concerns.
    pub subjects: Vec<At<String>>,
}

/// One `[[scoring.bands]]`.
#[derive(Clone, Debug)]
pub struct WrittenBand {
    /// Its bytes.
    pub span: Range<usize>,
    /// Its name.
    pub name: Option<At<String>>,
    /// Least points.
    pub min: Option<At<Points>>,
    /// Fewer than these, where it is written.
    pub below: Option<At<Points>>,
    /// 绩效系数.
    pub coefficient: Option<At<Points>>,
}

/// `[scoring.quota]`.
#[derive(Clone, Debug, Default)]
pub struct WrittenQuota {
    /// Whether there is none.
    pub off: bool,
    /// Percent.
    pub percent: Option<At<i64>>,
    /// Equal scores.
    pub ties: Option<At<String>>,
    /// Dimensions by which they are compared.
    pub compare: Vec<At<String>>,
    /// Whom it concerns.
    pub subjects: Option<Vec<At<String>>>,
}

impl WrittenQuota {
    /// This quota with what `later` says instead.
    pub fn overlaid(&self, later: &Self) -> Self {
        let compare = if later.compare.is_empty() {
            &self.compare
        } else {
            &later.compare
        };
        Self {
            off: later.off,
            percent: later.percent.clone().or_else(|| self.percent.clone()),
            ties: later.ties.clone().or_else(|| self.ties.clone()),
            compare: compare.clone(),
            subjects: later.subjects.clone().or_else(|| self.subjects.clone()),
        }
    }
}

/// What one policy file says of scoring.
#[derive(Debug, Default)]
pub struct WrittenScoring {
    /// Drop the items, dimensions, evaluators and vetoes of the earlier file.
    pub replace: bool,
    /// 报送截止日期.
    pub deadline: Option<At<String>>,
    /// Forms without a date.
    pub undated: Option<Undated>,
    /// Codes of findings.
    pub substance: Option<Vec<At<String>>>,
    /// Usual reasons.
    pub reasons: Option<Vec<At<String>>>,
    /// full, bonus_cap, converted.
    pub numbers: [Option<At<Points>>; 3],
    /// Whether bonuses have a cap.
    pub bonus_capped: Option<bool>,
    /// Dimensions.
    pub dimensions: Vec<WrittenDimension>,
    /// Evaluators.
    pub evaluators: Vec<WrittenEvaluator>,
    /// Items.
    pub items: Vec<WrittenItem>,
    /// Vetoes.
    pub vetoes: Vec<WrittenVeto>,
    /// Bands.
    pub bands: Vec<WrittenBand>,
    /// The quota.
    pub quota: Option<WrittenQuota>,
    /// Words by [`Disposition::ALL`].
    pub dispositions: [Vec<At<String>>; Disposition::ALL.len()],
    /// Heads by [`LedgerField::ALL`].
    pub heads: [Vec<At<String>>; LedgerField::ALL.len()],
    /// Words for closed and open.
    pub closed: [Vec<At<String>>; 2],
}

impl WrittenScoring {
    /// Reads the section.
    pub fn decode(mut cursor: Cursor<'_>, out: &mut Vec<Problem>) -> Self {
        let undated = [
            ("open", Undated::Open),
            ("on_time", Undated::OnTime),
            ("late", Undated::Late),
        ];
        let mut written = Self {
            replace: cursor.boolean("replace", out).unwrap_or(false),
            deadline: cursor.string("deadline", out),
            undated: cursor.choice("undated", &undated, out),
            substance: cursor.some_strings("substance", out),
            reasons: cursor.some_strings("reasons", out),
            numbers: ["full", "bonus_cap", "converted"].map(|key| cursor.points(key, RANGE, out)),
            bonus_capped: cursor.boolean("bonus_capped", out),
            ..Self::default()
        };
        for table in cursor.tables("dimensions", out) {
            written.dimensions.push(dimension(table, out));
        }
        for table in cursor.tables("evaluators", out) {
            written.evaluators.push(evaluator(table, out));
        }
        for table in cursor.tables("items", out) {
            written.items.push(WrittenItem::decode(table, out));
        }
        for table in cursor.tables("vetoes", out) {
            written.vetoes.push(veto(table, out));
        }
        for table in cursor.tables("bands", out) {
            written.bands.push(band(table, out));
        }
        if let Some(table) = cursor.table("quota", out) {
            written.quota = Some(quota(table, out));
        }
        if let Some(mut words) = cursor.table("dispositions", out) {
            written.dispositions = Disposition::ALL.map(|d| words.strings(d.key(), out));
            words.finish(out);
        }
        if let Some(mut words) = cursor.table("ledger", out) {
            written.heads = LedgerField::ALL.map(|f| words.strings(f.key(), out));
            written.closed = ["closed_words", "open_words"].map(|key| words.strings(key, out));
            words.finish(out);
        }
        cursor.finish(out);
        written
    }
}

fn dimension(table: At<Cursor<'_>>, out: &mut Vec<Problem>) -> WrittenDimension {
    let mut cursor = table.value;
    let dimension = WrittenDimension {
        span: table.span,
        key: cursor.string("key", out),
        name: cursor.string("name", out),
        points: cursor.points("points", RANGE, out),
    };
    cursor.finish(out);
    dimension
}

fn evaluator(table: At<Cursor<'_>>, out: &mut Vec<Problem>) -> WrittenEvaluator {
    let mut cursor = table.value;
    let evaluator = WrittenEvaluator {
        span: table.span,
        key: cursor.string("key", out),
        name: cursor.string("name", out),
        weight: cursor.integer("weight", 0..=100, out),
        own: cursor.boolean("own", out),
    };
    cursor.finish(out);
    evaluator
}

fn veto(table: At<Cursor<'_>>, out: &mut Vec<Problem>) -> WrittenVeto {
    let mut cursor = table.value;
    let veto = WrittenVeto {
        span: table.span,
        code: cursor.string("code", out),
        name: cursor.string("name", out),
        metric: cursor.string("metric", out),
        subjects: cursor.strings("subjects", out),
    };
    cursor.finish(out);
    veto
}

fn band(table: At<Cursor<'_>>, out: &mut Vec<Problem>) -> WrittenBand {
    let mut cursor = table.value;
    let band = WrittenBand {
        span: table.span,
        name: cursor.string("name", out),
        min: cursor.points("min", RANGE, out),
        below: cursor.points("below", RANGE, out),
        coefficient: cursor.points("coefficient", RANGE, out),
    };
    cursor.finish(out);
    band
}

fn quota(mut cursor: Cursor<'_>, out: &mut Vec<Problem>) -> WrittenQuota {
    let quota = WrittenQuota {
        off: cursor.boolean("off", out).unwrap_or(false),
        percent: cursor.integer("percent", 1..=100, out),
        ties: cursor.string("ties", out),
        compare: cursor.strings("compare", out),
        subjects: cursor.some_strings("subjects", out),
    };
    cursor.finish(out);
    quota
}
