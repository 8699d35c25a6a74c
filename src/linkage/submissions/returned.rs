//! 退改: a form that comes back marked says which file it was made from. That file it replaces for certain, whatever its name,
//! its kind of file and the section it names by now.

use std::collections::{BTreeMap, HashMap};

use super::super::texts::{BLANK, Texts, Told};
use super::candidate::section;
use super::checks;
use super::findings::{Version, replaced};
use super::identical::{Twins, sections};
use super::lacking::{Said, lacking};
use super::{Settled, stands_in};
use crate::diagnostic::Diagnostic;
use crate::location::Place;
use crate::model::Form;

/// The evidence in words.
const WHY: &str = "后者是这份表标注退改以后报回的";

/// The forms that came back marked, and those they replace.
pub fn settle((forms, told): (&[Form], &[Vec<Told>]), twins: &Twins, texts: &Texts) -> Settled {
    let said = |at: usize| -> Vec<Said<'_>> {
        // Which section it is of may be what was to be mended.
        let bare = |told: &Told| Told {
            section: BLANK,
            ..*told
        };
        let entries = forms[at].entries().zip(&told[at]);
        entries
            .map(|(entry, told)| Said::new(entry, &bare(told), texts))
            .collect()
    };
    let mut out = Settled::default();
    for (older, newer) in newest(forms, twins) {
        let [old, new] = [older, newer].map(said);
        let gone = lacking(&old, &new).len();
        let [older, newer] = [older, newer].map(|at| &forms[at]);
        let emptied = !older.annex.is_empty() && newer.annex.is_empty();
        if emptied || (gone > 0 && gone == old.len()) {
            out.findings.push(emptied_out(older, newer));
            continue;
        }
        let version = Version {
            form: older,
            said: &old,
        };
        replaced(&version, (&newer.file, &new), WHY, &mut out.findings);
        out.stand_ins
            .insert(older.file.clone(), stands_in(&newer.file, WHY));
    }
    out
}

/// For each form that others were made from the one that came back last.
fn newest(forms: &[Form], twins: &Twins) -> BTreeMap<usize, usize> {
    let own = forms.iter().enumerate();
    let own = own.filter(|(_, form)| !twins.contains_key(&form.file));
    let mut by_digest: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, form) in own.clone() {
        by_digest.entry(&form.sha256).or_default().push(at);
    }
    let mut newest: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, form) in own {
        let rounds = form.marked_from.len();
        for digest in &form.marked_from {
            let made_from = by_digest
                .get(digest.as_str())
                .map_or(&[][..], Vec::as_slice);
            // The same file of two sections went back to both.
            let is_its =
                |older: &usize| made_from.len() == 1 || sections(&forms[*older]) == sections(form);
            // Whatever people wrote where the digests stand, nothing is replaced in a circle.
            let is_older = |older: &&usize| forms[**older].marked_from.len() < rounds;
            for older in made_from.iter().filter(|o| is_its(o)).filter(is_older) {
                let last = newest.entry(*older).or_insert(at);
                if forms[*last].marked_from.len() < rounds {
                    *last = at;
                }
            }
        }
    }
    newest
}

fn emptied_out(older: &Form, newer: &Form) -> Diagnostic {
    let message = format!(
        "“{}”是这份表标注退改以后报回的，这份表的内容却一处也不在其中，看不出以哪一份为准，两份都已照常处理",
        newer.file
    );
    let mut finding = Diagnostic::new(&checks::UNCLEAR, Place::file(&older.file), message);
    finding.section = section(older);
    finding
}
