//! Where everything came from, as the result records it: nothing in it depends on where the folders lie, as long as they lie
//! to each other as they did.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::addresses::Seen;
use super::astray;
use super::collect::Collected;
use super::record::{POLICY_COPY, ReviewRecord};
use super::review::Reviews;
use crate::policy::{Policy, RosterBook};

/// Where the parts of a result came from.
#[derive(Debug, Default)]
pub struct Origins {
    /// Address of each form, by its name.
    pub addresses: BTreeMap<Arc<str>, String>,
    /// Addresses of the files and folders given, sorted.
    pub given: Vec<String>,
    /// Address of the user's policy.
    pub policy: Option<String>,
    /// The roster book.
    pub roster: Option<ReviewRecord>,
    /// The review workbooks.
    pub reviews: Vec<ReviewRecord>,
    /// The forms that were given as review workbooks.
    pub as_review: BTreeSet<Arc<str>>,
    /// Files the result keeps copies of, so that it can be repeated from itself and the forms.
    pub copies: Vec<(String, Vec<u8>)>,
}

impl Origins {
    /// Where the parts of a result in this folder came from.
    pub fn of(
        given: &[PathBuf],
        collected: &Collected,
        reviews: &Reviews,
        policy: &Policy,
        folder: &Path,
    ) -> Self {
        let seen = Seen::from(folder);
        let mut all: Vec<String> = given.iter().filter_map(|p| seen.address(p)).collect();
        all.sort();
        all.dedup();
        let mut origins = Self {
            addresses: seen.addresses(&collected.paths),
            given: all,
            policy: policy.file.as_ref().and_then(|f| seen.address(f.as_ref())),
            as_review: astray::names(&reviews.forms, collected),
            ..Self::default()
        };
        for (number, review) in (1..).zip(&reviews.files) {
            let ending = review.path.extension().map(|e| e.to_string_lossy());
            let copy = format!("data/review-{number}.{}", ending.unwrap_or_default());
            origins.reviews.push(ReviewRecord {
                file: Arc::clone(&review.shown),
                address: seen.address(&review.path),
                sha256: review.sha256.clone(),
                copy: copy.clone(),
            });
            origins.copies.push((copy, review.bytes.clone()));
        }
        if let Some(book) = &policy.book {
            origins.take_roster(book, &seen);
        }
        if policy.file.is_some() {
            let text = policy.text.clone().into_bytes();
            origins.copies.push((POLICY_COPY.to_owned(), text));
        }
        origins
    }

    /// What is recorded of the roster book, and kept of it.
    fn take_roster(&mut self, book: &RosterBook, seen: &Seen) {
        let ending = book.path.extension().map(|e| e.to_string_lossy());
        let copy = format!("data/roster.{}", ending.unwrap_or_default());
        let address = seen.address(&book.path);
        if let Some(address) = &address {
            self.addresses
                .insert(Arc::clone(&book.shown), address.clone());
        }
        self.roster = Some(ReviewRecord {
            file: Arc::clone(&book.shown),
            address,
            sha256: book.sha256.clone(),
            copy: copy.clone(),
        });
        self.copies.push((copy, book.bytes.clone()));
    }
}
