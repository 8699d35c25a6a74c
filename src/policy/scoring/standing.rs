//! Who marks whom: nobody marks himself. A section's head is marked by its 分管领导, the leaders by 局主要领导 or not at all.

use super::{ScoreItem, Scoring};
use crate::model::{Scored, ScoredKind, SectionInfo, names_person};
use crate::policy::Policy;
use crate::text;

/// What one who is scored is in the unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// Anybody else, and every section.
    #[default]
    Staff,
    /// 科室负责人 of the section.
    Head,
    /// One of the leaders, or a 分管领导 who stands in the roster of a section.
    Leader,
}

impl Policy {
    /// What one who is scored is, by the roster.
    pub fn standing(&self, scored: &Scored) -> Standing {
        if scored.kind() == ScoredKind::Section {
            return Standing::Staff;
        }
        let Some(section) = self.roster.section(&scored.section) else {
            return Standing::Staff;
        };
        let is = |name: &Option<String>| is(name.as_deref(), scored);
        let mut sections = self.roster.sections().iter();
        if section.is_leadership() || sections.any(|s| is(&s.leader)) {
            Standing::Leader
        } else if is(&section.head) {
            Standing::Head
        } else {
            Standing::Staff
        }
    }

    /// Among whom one is ranked: the class of its section, of which there is one where the scheme names none; none of the
    /// leaders, and of sections whose class is not known.
    pub fn group(&self, scored: &Scored, scheme: &Scoring) -> Option<usize> {
        let section = self.roster.section(&scored.section);
        if section.is_some_and(SectionInfo::is_leadership) {
            return None;
        }
        if scheme.classes.is_empty() {
            return Some(0);
        }
        let own = section?.class.as_deref()?;
        scheme.classes.iter().position(|class| class == own)
    }

    /// Whether one is scored at all by a scheme: nobody marks 局主要领导, of the leaders none where the policy leaves them out,
    /// and of other sections nobody where the scheme is about some.
    pub fn is_scored(&self, scored: &Scored, scheme: &Scoring) -> bool {
        let leads = self.roster.is_leadership(&scored.section);
        let section = text::key(&scored.section);
        let about = &scheme.sections;
        !is(self.principal.as_deref(), scored)
            && (scheme.scores_leaders || !leads)
            && (about.is_empty() || about.iter().any(|own| text::key(own) == section))
    }

    /// All schemes: that of the year, then those of the special checks.
    pub fn schemes(&self) -> impl Iterator<Item = &Scoring> {
        std::iter::once(&self.scoring).chain(&self.special_checks)
    }

    /// The scheme of this name; that of the year where no other has it.
    pub fn scheme(&self, name: &str) -> &Scoring {
        let mut special = self.special_checks.iter();
        special.find(|s| s.name == name).unwrap_or(&self.scoring)
    }
}

/// Whether a name written in the policy is that of one who is scored.
fn is(written: Option<&str>, scored: &Scored) -> bool {
    let pair = written.zip(scored.person.as_deref());
    let beside = |post| pair.is_some_and(|(written, person)| names_person(written, person, post));
    beside(None) || scored.posts().any(|post| beside(Some(post)))
}

impl Scoring {
    /// Who marks an item of one of this standing: for each evaluator of the item the one who does it.
    pub fn markers<'s>(
        &'s self,
        item: &'s ScoreItem,
        standing: Standing,
    ) -> impl Iterator<Item = usize> + 's {
        item.by.iter().map(move |at| {
            let evaluator = &self.evaluators[*at];
            let other = match standing {
                Standing::Staff => None,
                Standing::Head => evaluator.heads_by,
                Standing::Leader => evaluator.leaders_by,
            };
            other.unwrap_or(*at)
        })
    }

    /// The items of one who is scored that an evaluator marks.
    pub fn marked_by(
        &self,
        evaluator: usize,
        kind: ScoredKind,
        standing: Standing,
    ) -> impl Iterator<Item = &ScoreItem> {
        let marks = move |item: &&ScoreItem| self.markers(item, standing).any(|at| at == evaluator);
        let vetoes = self.vetoes_of(kind).filter_map(|veto| veto.asked.as_ref());
        self.items_of(kind).chain(vetoes).filter(marks)
    }
}
