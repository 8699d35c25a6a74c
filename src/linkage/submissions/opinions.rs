//! 互查表 and 评议表 handed in twice: which of two is a newer version of the other. They are versions where one voice speaks in
//! both of the same sections; their order is told as that of forms is.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::checks;
use super::folder;
use super::name::Name;
use super::versions::{Dated, order};
use crate::diagnostic::Diagnostic;
use crate::location::Place;
use crate::model::{Form, OpinionLine, PartialDate, SkipKind, StandIn, Voice};
use crate::text;

/// Who speaks of which section.
type Whose = BTreeSet<(Voice, String, String)>;

/// A form of opinions as a possible version of another.
struct Sheet<'f> {
    form: &'f Form,
    whose: Whose,
    name: Name,
    date: Option<PartialDate>,
    /// What it speaks of.
    about: BTreeSet<String>,
}

impl<'f> Sheet<'f> {
    /// The form; none where it says nothing that others say.
    fn of(form: &'f Form) -> Option<Self> {
        let lines = &form.annex.opinions;
        if lines.is_empty() || form.entries().next().is_some() {
            return None;
        }
        let dates = lines.iter().filter_map(|line| line.opinion.date);
        Some(Self {
            form,
            whose: lines.iter().map(whose).collect(),
            name: folder::named(&form.file),
            date: dates.max_by_key(|date| (date.day().is_some(), date.last_day())),
            about: lines.iter().map(about).collect(),
        })
    }

    fn dated(&self) -> Dated<'_> {
        Dated {
            date: self.date,
            marks: &self.name.marks,
        }
    }

    /// Whether two may be versions of one: most of what the one speaks of the other does as well.
    fn is_version_of(&self, other: &Self) -> bool {
        let both = self.about.intersection(&other.about).count();
        self.whose == other.whose && 2 * both >= self.about.len().min(other.about.len())
    }
}

fn whose(line: &OpinionLine) -> (Voice, String, String) {
    let opinion = &line.opinion;
    let section = text::key(&line.about.section);
    (opinion.voice, text::key(&opinion.section), section)
}

fn about(line: &OpinionLine) -> String {
    let said = &line.about;
    match line.id.as_str() {
        "" => [&said.section, &said.post, &said.matter, &said.risk]
            .map(|part| text::key(part))
            .join("|"),
        id => id.to_owned(),
    }
}

/// The forms that a newer one replaces, and what was found; those with the same content as another are left out.
pub fn settle(
    forms: &[Form],
    twins: &BTreeMap<Arc<str>, Arc<str>>,
) -> (BTreeMap<Arc<str>, StandIn>, Vec<Diagnostic>) {
    let own = forms.iter().filter(|form| !twins.contains_key(&form.file));
    let sheets: Vec<Sheet<'_>> = own.filter_map(Sheet::of).collect();
    let (mut stand_ins, mut findings) = (BTreeMap::new(), Vec::new());
    for (at, one) in sheets.iter().enumerate() {
        // Of several newer ones the newest stands for it; they are held against each other in their turn.
        let mut best: Option<(&Sheet<'_>, String)> = None;
        for (other_at, other) in sheets.iter().enumerate() {
            if at == other_at || !one.is_version_of(other) {
                continue;
            }
            match order(one.dated(), other.dated()) {
                Ok((Ordering::Less, why)) => {
                    let later = best.as_ref().is_none_or(|(best, _)| {
                        order(best.dated(), other.dated()).is_ok_and(|(found, _)| found.is_lt())
                    });
                    if later {
                        best = Some((other, why));
                    }
                }
                Err(why) if at < other_at => findings.push(unclear(one, other, &why)),
                Ok(_) | Err(_) => {}
            }
        }
        let Some((newer, why)) = best else { continue };
        let by = &newer.form.file;
        let message = format!("这份表是旧版，整份由“{by}”代替：{why}");
        let place = Place::file(&one.form.file);
        findings.push(Diagnostic::new(&checks::REPLACED, place, message));
        let stand_in = StandIn {
            file: Arc::clone(by),
            kind: SkipKind::ReplacedFile,
            why: format!("旧版，以“{by}”为准：{why}").into(),
        };
        stand_ins.insert(Arc::clone(&one.form.file), stand_in);
    }
    (stand_ins, findings)
}

fn unclear(one: &Sheet<'_>, other: &Sheet<'_>, why: &str) -> Diagnostic {
    let message = format!(
        "这份表和“{}”像是同一份互查表（评议表）的不同版本，看不出以哪一份为准（{why}），两份的意见都摆在条目旁边",
        other.form.file
    );
    Diagnostic::new(&checks::UNCLEAR, Place::file(&one.form.file), message)
}
