//! 报送: which of the files handed in count. The same content under two names of one section is one file; a newer version of a form replaces
//! the older one as a whole. Nothing is given up in doubt: both stay, and a finding asks.

mod candidate;
mod checks;
mod copied;
mod findings;
mod folder;
mod groups;
mod identical;
mod lacking;
mod marks;
mod name;
mod notation;
mod opinions;
mod patterns;
mod roll;
mod versions;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::texts::{Texts, Told};
use crate::diagnostic::Diagnostic;
use crate::model::{Form, SkipKind, StandIn};
use crate::policy::Policy;
use candidate::{Candidate, Key};
pub use checks::ALL as CHECKS;
use groups::{Group, group};
use roll::Roll;

/// Which files another one stands for, and what was found.
#[derive(Debug, Default)]
pub struct Submissions {
    /// The file that stands for a file, and why.
    stand_ins: BTreeMap<Arc<str>, StandIn>,
    /// M01–M03, M08.
    pub findings: Vec<Diagnostic>,
}

impl Submissions {
    /// The file that stands for this one.
    pub fn stand_in(&self, file: &str) -> Option<&StandIn> {
        self.stand_ins.get(file)
    }

    /// The file this one is identical to.
    pub fn duplicate_of(&self, file: &str) -> Option<&Arc<str>> {
        let stand_in = self.stand_in(file)?;
        (stand_in.kind == SkipKind::DuplicateFile).then_some(&stand_in.file)
    }

    /// The newer version of this file, or of the one it is identical to.
    pub fn newer(&self, file: &str) -> Option<&StandIn> {
        let own = self.duplicate_of(file).map_or(file, AsRef::as_ref);
        let stand_in = self.stand_in(own)?;
        (stand_in.kind == SkipKind::ReplacedFile).then_some(stand_in)
    }
}

/// Settles which of these files count; `told` is what the entries of each say.
pub fn settle(forms: &[Form], told: &[Vec<Told>], texts: &Texts, policy: &Policy) -> Submissions {
    let twins = identical::identical(forms);
    let mut out = Submissions::default();
    for group in groups((forms, told), &twins, texts, policy) {
        group.report(&mut out.findings);
        out.stand_ins.extend(group.stand_ins());
    }
    let (replaced, findings) = opinions::settle(forms, &twins);
    out.stand_ins.extend(replaced);
    out.findings.extend(findings);
    for (file, same) in twins {
        let why = format!("与“{same}”内容完全相同").into();
        let kind = SkipKind::DuplicateFile;
        let stand_in = StandIn {
            file: same,
            kind,
            why,
        };
        out.stand_ins.insert(file, stand_in);
    }
    let counted = forms.iter().filter(|f| out.stand_in(&f.file).is_none());
    let copied = copied::copied(counted, policy);
    out.findings.extend(copied);
    out.findings.sort();
    out
}

/// The forms that may be versions of each other, by whose they are.
fn groups<'f>(
    (forms, told): (&'f [Form], &[Vec<Told>]),
    twins: &BTreeMap<Arc<str>, Arc<str>>,
    texts: &'f Texts,
    policy: &Policy,
) -> Vec<Group<'f>> {
    let roll = Roll::new(policy);
    let mut copies: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (twin, same) in twins {
        copies.entry(same).or_default().push(twin);
    }
    let own = forms.par_iter().zip(told);
    let own = own.filter(|(form, _)| !twins.contains_key(&form.file));
    let candidates = own.filter_map(|(form, told)| {
        let mut candidate = Candidate::of((form, told), texts, policy, &roll)?;
        for twin in copies.get(&*form.file).into_iter().flatten() {
            let twin = name::read(twin).marks;
            candidate.name.marks.shared_with(&twin);
        }
        Some(candidate)
    });
    let mut by_key: BTreeMap<Key, Vec<Candidate<'f>>> = BTreeMap::new();
    for candidate in candidates.collect::<Vec<_>>() {
        let same_key = by_key.entry(candidate.key.clone()).or_default();
        same_key.push(candidate);
    }
    by_key.into_values().map(group).collect()
}
