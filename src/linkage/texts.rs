//! What entries say, folded once: each text that was written stands here once and is known by its number.

use std::collections::HashMap;

use rayon::prelude::*;

use super::compare::{Folded, Folder};
use crate::model::{Entry, Field, is_rank};
use crate::text;

/// The number of a text. Numbers follow the order of the texts.
pub type TextId = u32;

/// Nothing was written, or nothing is left of it.
pub const BLANK: TextId = 0;

/// What an entry says. Sections, matters and posts that fold to the same have one number; 风险点 and 表现形式 have one for each
/// way they were written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// 科室; blank where it is not known.
    pub section: TextId,
    /// 权力事项; blank where none is given.
    pub matter: TextId,
    /// What another column says of the matter, as its 环节; blank where there is none.
    pub step: TextId,
    /// 岗位; blank where none is given. A rank (科员) is no post.
    pub post: TextId,
    /// 风险点.
    pub risk: TextId,
    /// 表现形式.
    pub manifestation: TextId,
}

impl Told {
    fn of<'e>(entry: &'e Entry, mut number: impl FnMut(&'e str, bool) -> TextId) -> Self {
        let said = |field| entry.text(field).unwrap_or_default();
        let post = Some(said(Field::Post)).filter(|post| !is_rank(post));
        let mut extras = entry.extras.iter();
        let step = extras.find(|extra| extra.beside == Some(Field::Matter));
        // Names of sections are not read as sentences.
        Self {
            section: number(said(Field::Section), !said(Field::Section).is_empty()),
            matter: number(said(Field::Matter), false),
            step: number(step.map_or("", |extra| &extra.text), false),
            post: number(post.unwrap_or_default(), false),
            risk: number(said(Field::Risk), false),
            manifestation: number(said(Field::Manifestation), false),
        }
    }
}

/// The texts.
#[derive(Debug)]
pub struct Texts {
    folded: Vec<Folded>,
    /// For each text the first one of the same characters.
    same: Vec<TextId>,
    /// For each text the first one that is the same clause by clause.
    alike: Vec<TextId>,
}

impl Texts {
    /// Folds all texts of the forms; answers with what each entry says, form by form.
    pub fn of<'e>(
        forms: impl IntoIterator<Item = impl Iterator<Item = &'e Entry>>,
        folder: &Folder,
    ) -> (Self, Vec<Vec<Told>>) {
        let mut written = vec![("", false)];
        let mut numbers = HashMap::from([(written[0], BLANK)]);
        let mut all = Vec::new();
        for form in forms {
            let told = form.map(|entry: &Entry| {
                Told::of(entry, |text, is_name| {
                    let own = (text, is_name);
                    *numbers.entry(own).or_insert_with(|| {
                        written.push(own);
                        number(written.len() - 1)
                    })
                })
            });
            all.push(told.collect::<Vec<Told>>());
        }
        drop(numbers);
        let read = written.into_par_iter().map(|(text, is_name)| {
            if is_name {
                Folded::verbatim(&text::key(text))
            } else {
                folder.fold(text)
            }
        });
        let (texts, ranks) = Self::sorted(read.collect());
        for told in all.iter_mut().flatten() {
            let rank = |id: TextId| ranks[id as usize];
            let same = |id: TextId| texts.same(rank(id));
            *told = Told {
                section: same(told.section),
                matter: same(told.matter),
                step: same(told.step),
                post: same(told.post),
                risk: rank(told.risk),
                manifestation: rank(told.manifestation),
            };
        }
        (texts, all)
    }

    /// The texts in their order, and the new number of each.
    fn sorted(folded: Vec<Folded>) -> (Self, Vec<TextId>) {
        let mut numbered: Vec<(Folded, usize)> = folded.into_iter().zip(0..).collect();
        numbered.par_sort_unstable();
        let mut ranks = vec![BLANK; numbered.len()];
        for (rank, (_, old)) in numbered.iter().enumerate() {
            ranks[*old] = number(rank);
        }
        let folded: Vec<Folded> = numbered.into_iter().map(|(text, _)| text).collect();
        let first = |equal: fn(&Folded, &Folded) -> bool| {
            let mut first: Vec<TextId> = Vec::with_capacity(folded.len());
            for (at, text) in folded.iter().enumerate() {
                let before = at.checked_sub(1).filter(|b| equal(&folded[*b], text));
                first.push(before.map_or(number(at), |before| first[before]));
            }
            first
        };
        let same = first(|a, b| a.phrase() == b.phrase());
        let alike = first(|a, b| a == b);
        let texts = Self {
            folded,
            same,
            alike,
        };
        (texts, ranks)
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = &Folded> {
        self.folded.iter()
    }

    /// A text.
    pub fn get(&self, id: TextId) -> &Folded {
        &self.folded[id as usize]
    }

    /// The first text of the same characters.
    pub fn same(&self, id: TextId) -> TextId {
        self.same[id as usize]
    }

    /// The first text that is the same clause by clause.
    pub fn alike(&self, id: TextId) -> TextId {
        self.alike[id as usize]
    }
}

fn number(at: usize) -> TextId {
    TextId::try_from(at).unwrap_or(TextId::MAX)
}
