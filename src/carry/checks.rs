//! What can be found when last year's result is passed on. Codes are stable; titles and help may be reworded.

crate::checks! {
    /// A rectification or a disposition that was open last year, of which this year says nothing.
    STILL_OPEN, "K06", "上年的整改、处置没有下文", Warning,
    "上年没有销号的整改、没有办结的处置，今年的台账里没有；照上年的列入，没有销号（办结）的继续算逾期。处置只在处置那一年计入考核。",
    "请责任科室报来这一项：整改已经完成的，写明“是”和销号日期；处置已经办结的，写明办结日期；没有完成的，写明新的期限。空白的台账（带入上年的）在做空白表时选上年的结果生成（命令行：qingfeng template --previous）。";
}
