//! What can be found when results of spot checks are laid on the register. Codes are stable; titles and help may be reworded.

crate::checks! {
    /// The number of a result is that of no registered risk point.
    NO_ITEM, "J01", "抽查情况对不上风险点", Warning,
    "填好的抽查清单里有一行写了抽查情况，它的编号不是本次登记的哪一条。",
    "请核对编号是否改动，或者这个风险点已经并入别的条目、不再登记。对得上的，把 01 里现在的编号写上，再重新运行。";
}
