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
mod returned;
mod roll;
mod versions;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::texts::{Texts, Told};
use crate::diagnostic::Diagnostic;
use crate::model::{Form, OpinionLine, SkipKind, StandIn};
use crate::policy::Policy;
use candidate::{Candidate, Key};
pub use checks::ALL as CHECKS;
use groups::{Group, group};
use identical::Twins;
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

/// What stands for what, and what was found.
#[derive(Default)]
struct Settled {
    stand_ins: BTreeMap<Arc<str>, StandIn>,
    findings: Vec<Diagnostic>,
}

/// A newer version as what stands for an older one.
fn stands_in(by: &Arc<str>, why: &str) -> StandIn {
    StandIn {
        file: Arc::clone(by),
        kind: SkipKind::ReplacedFile,
        why: format!("旧版，以“{by}”为准：{why}").into(),
    }
}

/// Settles which of these files count; `told` is what the entries of each say. Of the opinions that were `given` beside the
/// forms those stay that no newer file replaces.
pub fn settle(
    (forms, told): (&[Form], &[Vec<Told>]),
    given: &mut Vec<OpinionLine>,
    texts: &Texts,
    policy: &Policy,
) -> Submissions {
    let twins = identical::identical(forms);
    let returned = returned::settle((forms, told), &twins, texts);
    let settled =
        |form: &Form| twins.contains_key(&form.file) || returned.stand_ins.contains_key(&form.file);
    let open = forms.par_iter().zip(told);
    let open = open.filter(|(form, _)| !settled(form));
    let mut out = Submissions {
        findings: returned.findings,
        ..Submissions::default()
    };
    for group in groups(open, &twins, texts, policy) {
        group.report(&mut out.findings);
        out.stand_ins.extend(group.stand_ins());
    }
    let open = forms.iter().filter(|form| !settled(form));
    let (of_opinions, gone) = opinions::settle(open, given);
    given.retain(|line| !gone.contains(&line.place.file));
    out.stand_ins.extend(of_opinions.stand_ins);
    out.findings.extend(of_opinions.findings);
    for (file, mut stand_in) in returned.stand_ins {
        // What came back may have been replaced in its turn.
        if let Some(later) = out.stand_ins.get(&stand_in.file) {
            stand_in.file = Arc::clone(&later.file);
        }
        out.stand_ins.insert(file, stand_in);
    }
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
    open: impl ParallelIterator<Item = (&'f Form, &'f Vec<Told>)>,
    twins: &Twins,
    texts: &'f Texts,
    policy: &Policy,
) -> Vec<Group<'f>> {
    let roll = Roll::new(policy);
    let mut copies: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (twin, same) in twins {
        copies.entry(same).or_default().push(twin);
    }
    let candidates = open.filter_map(|(form, told)| {
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
