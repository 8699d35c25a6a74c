//! One line that gives levels by numbers: which entry is given which, and which are held back.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::line::{Giver, Line};
use super::number;
use super::paired;
use super::scan::{self, Reading, Voice};
use super::told::{self, Read, Told, Why};
use super::words::{self, Whom};
use crate::diagnostic::Diagnostic;
use crate::ingest::agreement::Agreed;
use crate::ingest::annex;
use crate::ingest::label::Meaning;
use crate::ingest::level::{self, LevelReading};
use crate::ingest::tick::{self, Choice};
use crate::ingest::view::View;
use crate::location::Place;
use crate::model::{Entry, Extra, Field, Heard, Level, Origin, Value};
use crate::policy::Lookup;
use crate::text;

/// Characters of a line that are kept beside each entry.
pub const LONGEST_BESIDE: usize = 200;

/// One line with what it is read by.
pub struct Own<'a> {
    pub line: &'a Line,
    /// Its text, shared by the entries that it gives a level.
    pub written: Arc<str>,
    /// The same beside those that it holds back; of a long one its beginning, since each of them has it.
    pub beside: String,
    pub giver: Giver,
    /// Whether it is a cell of a column of levels.
    pub in_column: bool,
    /// The entry below which it stands, where each has such a line.
    pub entry: Option<usize>,
    /// Whether the form is that of one person whom no entry names.
    pub personal: bool,
    pub view: View<'a>,
    pub lookup: &'a Lookup<'a>,
    pub place: &'a Place,
    pub context: (Vec<String>, Vec<String>),
}

/// To whom a line gives what; none where its words leave that open.
pub type Given = Option<Vec<(Whom, String)>>;

/// Each entry's level, and why others got none, with how many they are.
type Assigned = (BTreeMap<usize, Level>, Vec<(Why, usize)>);

impl<'a> Own<'a> {
    /// What the line gives; nothing where it gives no levels by numbers.
    pub fn given(&self) -> Option<Given> {
        if self.line.is_bare(self.lookup) {
            return Some(Some(vec![(Whom::Only, self.line.text.clone())]));
        }
        // Boxes that nobody has ticked.
        if tick::choice(&self.line.text) == Choice::Unticked {
            return None;
        }
        let voice = match self.giver {
            Giver::Step(Field::SuggestedLevel) => Voice::Section,
            _ if self.in_column => Voice::Other,
            Giver::Step(_) if !self.line.is_of_level() => Voice::Other,
            _ => Voice::Note,
        };
        let given = match scan::read(&self.line.text, voice, self.lookup) {
            Reading::Nothing if self.says_levels() => return Some(None),
            Reading::Nothing => return None,
            Reading::Unclear => return Some(None),
            Reading::Given(given) => given,
        };
        let says_whom = self.in_column || self.line.text.contains(paired::NUMBER);
        if says_whom || !words::is_legend(&given, self.lookup) {
            return Some(Some(given));
        }
        // 1为一级，2为二级 below a table tells what numbers mean; as an opinion it may be levels, or what can be chosen.
        let signed = voice != Voice::Note;
        signed.then(|| Some(given).filter(|given| given.len() < Level::ALL.len()))
    }

    /// What it agrees with, where it gives no level itself.
    pub fn agreed(&self) -> Option<Agreed> {
        match self.giver {
            Giver::Step(field) => Agreed::by(field, &self.line.text),
            _ => None,
        }
    }

    /// Whether it is nothing but levels, of which nobody knows whose they are: 领导小组审定等级 | 一级 | 二级. All three are
    /// those from which one is to be chosen.
    fn says_levels(&self) -> bool {
        let pieces = self
            .line
            .text
            .split(['；', ';', '、', '，', ',', '/', ' ', '\n']);
        let pieces = pieces.filter(|piece| !piece.is_empty());
        let levels: Option<Vec<Level>> = pieces
            .map(|piece| level::read_one(piece, self.lookup))
            .collect();
        levels.is_some_and(|levels| {
            let known: BTreeSet<Level> = levels.iter().copied().collect();
            let choice = levels.len() == known.len() && known.len() == Level::ALL.len();
            levels.len() > 1 && !choice && self.line.decides(self.lookup)
        })
    }

    /// Whether these entries have their levels from this line already.
    pub fn is_read(&self, entries: &[Entry]) -> bool {
        let own = entries.iter().flat_map(|entry| &entry.values);
        let cell = Some(self.line.cell);
        own.filter(|(field, _)| field.is_level())
            .any(|(_, value)| value.cell == cell)
    }

    /// Whether these entries have numbers that the line names.
    pub fn may_mean(&self, entries: &[Entry], given: &Given) -> bool {
        let named = self.numbers(entries);
        given.iter().flatten().any(|(whom, _)| match whom {
            Whom::Number(number) => named.contains_key(number),
            Whom::Named(_) => false,
            Whom::Rest | Whom::Only => true,
        })
    }

    /// The entries by their numbers: in a column of numbers, before the risk itself, or in the label beside it.
    fn numbers(&self, entries: &[Entry]) -> BTreeMap<String, Vec<usize>> {
        let mut named: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, entry) in entries.iter().enumerate() {
            let own = match entry.text(Field::Seq) {
                Some(seq) => number::plain(seq),
                None => self.number_of_risk(entry),
            };
            if let Some(own) = own {
                named.entry(own).or_default().push(at);
            }
        }
        named
    }

    fn number_of_risk(&self, entry: &Entry) -> Option<String> {
        let risk = entry.values.get(&Field::Risk)?;
        let rest = text::after_list_number(&risk.text).filter(|_| entry.risk_points() == 1);
        let listed = rest.and_then(|rest| number::plain(risk.text.strip_suffix(rest)?));
        let labelled = || {
            let (_, label) = self.view.left_of(risk.cell?)?;
            let own = Meaning::of(&label, self.lookup).and_then(|m| m.number());
            own.map(|number| number.to_string())
                .or_else(|| number::plain(&label))
        };
        listed.or_else(labelled)
    }

    /// What is said of it.
    pub const fn told(&self) -> Told<'a> {
        Told {
            line: self.line,
            giver: self.giver,
            place: self.place,
        }
    }

    /// Gives the entries their levels: which ones, and what is said of the others.
    pub fn settle(&self, entries: &mut [Entry], given: Given) -> (Read, Vec<Diagnostic>) {
        let said = given.ok_or(Why::Words);
        let assigned = said.and_then(|given| self.assign(entries, &given));
        let (assigned, mut why) = match assigned {
            Ok(assigned) => assigned,
            Err(why) => {
                let all: Vec<usize> = (0..entries.len()).collect();
                self.hold(entries, &all);
                return (Read::new(), vec![self.told().unread(&why, all.len())]);
            }
        };
        self.lay(entries, assigned, &mut why)
    }

    /// Gives each entry its level; those that say another one are held back, and told with what is known already.
    pub fn lay(
        &self,
        entries: &mut [Entry],
        assigned: BTreeMap<usize, Level>,
        why: &mut Vec<(Why, usize)>,
    ) -> (Read, Vec<Diagnostic>) {
        let (mut read, mut against) = (Read::new(), Vec::new());
        for (at, level) in assigned {
            if self.gives(&mut entries[at], level) {
                let own = read.entry(level).or_default();
                own.push(told::name(&entries[at]));
            } else {
                against.push(at);
            }
        }
        if !against.is_empty() {
            let both = against
                .iter()
                .map(|at| told::both(self.giver, &entries[*at]));
            let reason = match self.giver {
                Giver::Stranger => Why::Stranger,
                _ => Why::Against(both.collect()),
            };
            self.hold(entries, &against);
            why.push((reason, against.len()));
        }
        let unread = why.iter().map(|(why, held)| self.told().unread(why, *held));
        (read, unread.collect())
    }

    /// Which entry is given which level; what nobody can tell of single ones is held back, and said with how many.
    fn assign(&self, entries: &mut [Entry], given: &[(Whom, String)]) -> Result<Assigned, Why> {
        let meant = self.meant(entries, given)?;
        let named: BTreeSet<usize> = meant.iter().flatten().copied().collect();
        let scale = Level::ALL
            .into_iter()
            .filter(|level| self.is_of_scale(*level));
        let scale: Vec<Level> = scale.collect();
        let mut levels: BTreeMap<usize, Level> = BTreeMap::new();
        let (mut several, mut held) = (Vec::new(), BTreeSet::new());
        for ((whom, words), own) in given.iter().zip(&meant) {
            let to: Vec<usize> = match whom {
                Whom::Rest if self.entry.is_none() => (0..entries.len())
                    .filter(|at| !named.contains(at))
                    .collect(),
                Whom::Number(number) if own.len() > 1 => {
                    several.push(number.clone());
                    held.extend(own);
                    continue;
                }
                _ => own.clone(),
            };
            for at in to {
                let level = words::level(words, self.giver.field(), &entries[at], self.lookup);
                let level = level.filter(|level| scale.contains(level));
                let level = level.ok_or(Why::Words)?;
                if levels
                    .insert(at, level)
                    .is_some_and(|before| before != level)
                {
                    return Err(Why::Words);
                }
            }
        }
        let held: Vec<usize> = held.into_iter().collect();
        self.hold(entries, &held);
        several.dedup();
        let why = (!several.is_empty()).then_some((Why::Several(several), held.len()));
        Ok((levels, why.into_iter().collect()))
    }

    /// The entries of the person whose form ends with the line; none where it is nobody's.
    pub fn of_person(&self, entries: &[Entry]) -> Vec<usize> {
        let person = |entry: &Entry| {
            let own = entry.values.get(&Field::Person)?;
            (own.origin == Origin::KeyValue).then_some(own.cell)
        };
        let mut above = entries.iter().rev();
        let above = above.find(|entry| entry.rows.last < self.line.cell.row);
        let whose = above.or(entries.first()).map(person);
        let mut own: Vec<usize> = (0..entries.len()).collect();
        own.retain(|at| self.personal || Some(person(&entries[*at])) == whose);
        let known = self.personal || whose.flatten().is_some();
        // Above all entries it says nothing of one person among several.
        let fits = above.is_some() || own.len() == entries.len();
        own.retain(|_| known && fits);
        own
    }

    /// The entries that each part of a line names.
    pub fn meant(
        &self,
        entries: &[Entry],
        given: &[(Whom, String)],
    ) -> Result<Vec<Vec<usize>>, Why> {
        let numbers = self.numbers(entries);
        let mut missing = Vec::new();
        let mut meant = Vec::new();
        for (whom, _) in given {
            let own = match whom {
                Whom::Number(_) if numbers.is_empty() => return Err(Why::Unnumbered),
                Whom::Number(number) => numbers.get(number).cloned().unwrap_or_default(),
                Whom::Named(risk) => named(entries, risk),
                Whom::Only | Whom::Rest if let Some(own) = self.entry => vec![own],
                Whom::Only if entries.len() == 1 => vec![0],
                Whom::Only => match self.of_person(entries) {
                    own if own.is_empty() => return Err(Why::Whole),
                    own => own,
                },
                Whom::Rest => Vec::new(),
            };
            match whom {
                Whom::Number(number) if own.is_empty() => missing.push(format!("序号 {number}")),
                Whom::Named(risk) if own.len() != 1 => {
                    missing.push(format!("风险点“{}”", text::excerpt(risk, 16)));
                }
                _ => {}
            }
            meant.push(own);
        }
        if missing.is_empty() {
            Ok(meant)
        } else {
            Err(Why::Missing(missing))
        }
    }

    /// Whether nothing on the sheet says that its levels mean others, or are not of three.
    pub fn is_of_scale(&self, level: Level) -> bool {
        let (notes, levels) = &self.context;
        let mut cells = vec![level.title().to_owned()];
        cells.extend(levels.iter().cloned());
        let readings = level::read_column(&cells, notes, self.lookup);
        let known = readings.first();
        matches!(known, Some(LevelReading::Known(own) | LevelReading::Mixed(own)) if *own == level)
    }

    /// Gives an entry its level, unless it says another one itself, or nobody knows whose this is. What others say is kept
    /// beside it.
    fn gives(&self, entry: &mut Entry, level: Level) -> bool {
        match self.giver {
            Giver::Stranger => return false,
            Giver::Others => {
                entry.extras.push(self.heard(level));
                return true;
            }
            Giver::Nobody | Giver::Step(_) => {}
        }
        let field = self.giver.field();
        let (written, own) = match field {
            Field::SuggestedLevel => (entry.text(field), entry.suggested),
            Field::ConfirmedLevel => (entry.text(field), entry.confirmed),
            _ => (entry.text(Field::Level), entry.written_level()),
        };
        match own {
            Some(own) => return own == level,
            None if written.is_some() => return false,
            None => {}
        }
        let raw = Arc::clone(&self.written);
        let value = Value::new(raw, level.title(), Some(self.line.cell), Origin::KeyValue);
        entry.values.insert(field, value);
        match field {
            Field::SuggestedLevel => entry.suggested = Some(level),
            Field::ConfirmedLevel => entry.confirmed = Some(level),
            _ => entry.declared = Some(level),
        }
        true
    }

    fn extra(&self) -> Extra {
        Extra::new(self.line.name(), self.beside.as_str(), self.line.cell)
    }

    /// What others say of an entry.
    fn heard(&self, level: Level) -> Extra {
        let label = text::key(&self.line.label);
        let level = Some(level);
        let heard = annex::voice_named(&label).map(|voice| Heard { voice, level });
        Extra {
            heard,
            ..self.extra()
        }
    }

    /// Keeps what was said beside entries whose level it puts in doubt. What others say never counts.
    pub fn hold(&self, entries: &mut [Entry], held: &[usize]) {
        let doubts = Some(self.giver.field()).filter(|_| self.giver != Giver::Others);
        for at in held {
            entries[*at].extras.push(Extra {
                doubts,
                ..self.extra()
            });
        }
    }
}

/// The entries whose risk, or else whose post or person, is said in just these words.
fn named(entries: &[Entry], words: &str) -> Vec<usize> {
    let key = text::key(words.trim_matches(['“', '”', '"', '「', '」']));
    let of = |field| -> Vec<usize> {
        let own = entries.iter().enumerate();
        let own = own.filter(|(_, entry)| entry.key(field) == key);
        own.map(|(at, _)| at).collect()
    };
    let mut known = [Field::Risk, Field::Post, Field::Person]
        .into_iter()
        .map(of);
    known.find(|own| !own.is_empty()).unwrap_or_default()
}
