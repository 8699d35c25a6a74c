//! What can be found when a year is held against the last. Codes are stable; titles and help may be reworded.

crate::checks! {
    /// A risk point of last year is gone without a reason.
    NO_REASON, "K04", "消除没有写原因", Warning,
    "上年登记的风险点，今年没有报，也没有说明为什么没有了。",
    "请填报科室确认：漏报的补上；确已消除的，在带入上年内容的自查表“消除原因”栏写明原因（如职能划转、事项取消），其余各栏不动，重新报送。",
    "事项已取消";
}
