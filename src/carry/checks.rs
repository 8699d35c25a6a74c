//! What can be found when last year's result is passed on. Codes are stable; titles and help may be reworded.

crate::checks! {
    /// A rectification that was open last year, of which this year says nothing.
    STILL_OPEN, "K06", "上年的整改没有下文", Warning,
    "上年没有销号的整改，今年的整改台账里没有；照上年的列入，没有销号的继续算逾期。",
    "请责任科室报来这一项：已经完成的，写明“是”和销号日期；没有完成的，写明整改时限。空白的整改台账（带入上年的）用 qingfeng template --previous 生成。";
}
