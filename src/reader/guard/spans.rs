//! Hidden rows and columns as runs of numbers: a sheet may hide a million rows, and says so one by one.

use std::collections::BTreeSet;

/// Runs of row or column numbers counted from 0, in the order they were met.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::reader) struct Spans(Vec<(u32, u32)>);

/// More runs than this are a trick, not a layout; what is hidden matters for a note only.
const MOST: usize = 50_000;

impl Spans {
    /// Adds a run, both ends inside it.
    pub fn push(&mut self, first: u32, last: u32) {
        if let Some(run) = self.0.last_mut()
            && run.0 <= first
            && first <= run.1.saturating_add(1)
        {
            run.1 = run.1.max(last);
        } else if self.0.len() < MOST && first <= last {
            self.0.push((first, last));
        }
    }

    /// Those of `numbers` (sorted) that lie in a run.
    pub fn among(&self, numbers: &BTreeSet<u32>) -> BTreeSet<u32> {
        let mut found = BTreeSet::new();
        let (Some(low), Some(high)) = (numbers.first(), numbers.last()) else {
            return found;
        };
        // A difference array keeps this linear however the runs overlap.
        let size = (high - low) as usize + 1;
        let mut steps = vec![0i64; size + 1];
        for (first, last) in &self.0 {
            if last < low || first > high {
                continue;
            }
            steps[(first.max(low) - low) as usize] += 1;
            steps[(last.min(high) - low) as usize + 1] -= 1;
        }
        let mut depth = 0;
        for (number, step) in (*low..=*high).zip(&steps) {
            depth += step;
            if depth > 0 && numbers.contains(&number) {
                found.insert(number);
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_in_use_come_back() {
        let mut spans = Spans::default();
        for (first, last) in [(2, 4), (5, 5), (3, 1_048_575), (0, 0)] {
            spans.push(first, last);
        }
        let used = BTreeSet::from([0, 1, 3, 900]);
        assert_eq!(spans.among(&used), BTreeSet::from([0, 3, 900]));
        assert!(spans.among(&BTreeSet::new()).is_empty());
    }
}
