//! What year is asked for.

/// What year to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The same seed gives the same year.
    pub seed: u64,
    /// Number of sections; the bureau has twenty, more are those of its towns.
    pub sections: usize,
    /// Number of entries on all forms together.
    pub entries: usize,
    /// 年度.
    pub year: i32,
    /// How many entries out of a thousand get a planted defect, and how many forms; 0 for none.
    pub defects: u32,
    /// Whether forms of all kinds are made, and not only tables with a row for each entry.
    pub all_kinds: bool,
    /// How many sections report entries twice: one of their people tells some again, and every second one hands in its form
    /// in two versions.
    pub repeats: usize,
}
