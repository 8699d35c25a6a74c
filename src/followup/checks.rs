//! What can be found when results of spot checks are laid on the register. Codes are stable; titles and help may be reworded.

crate::checks! {
    /// The number of a result is that of no registered risk point.
    NO_ITEM, "J01", "抽查情况对不上风险点", Warning,
    "填好的抽查清单里有一行写了抽查情况，它的编号不是本次登记的哪一条。",
    "请核对编号是否改动，或者这个风险点已经并入别的条目、不再登记。对得上的，把 01 里现在的编号写上，再重新运行。";

    UNDECIDED, "J02", "抽查情况看不出措施落实没有", Warning,
    "填好的抽查清单里有一行，从写的话看不出措施落实了没有。",
    "请在“抽查情况”开头写明“落实”或“未落实”，再写情况，如“未落实：台账没有两人签字”，然后重新运行。本单位惯用的说法，可以加进口径文件 [spot_check] 的 carried_out、not_carried_out。";
}
