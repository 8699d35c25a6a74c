//! What can be found when marks are brought together. Codes are stable; titles and help may be reworded.

crate::checks! {
    /// Two sheets of one evaluator give different marks.
    TWO_SHEETS, "A21", "同一评分方两份评分表不一致", Error,
    "同一个评分方、同一名评分人交了两份评分表，对同一个项目打的分不同。",
    "请问清评分人以哪一份为准，把另一份移走后重新运行；在此之前这一项算未评。";

    /// Sheets of one evaluator of which one does not say who marked.
    UNNAMED, "A22", "评分表没有写评分人，分不清是一人还是两人", Warning,
    "同一个评分方有几份评分表评了同一个项目，其中有的没有写评分人。",
    "请在评分表上方补写评分人：是不同的人，各写各的姓名，取平均；是同一个人改过的，只留下最后的一份。";

    /// A mark for somebody who is not scored.
    NOBODY, "A23", "评分对象不在考核名单中", Error,
    "评分表上的科室、岗位、姓名与考核名单对不上。",
    "请核对科室、岗位、姓名的写法；考核名单取自口径文件的花名册，没有花名册的取自登记表。";

    /// One matter on two lines of the ledgers.
    REPEATED, "A24", "台账中同一件事写了两遍", Warning,
    "两行的科室、岗位、姓名、处置方式、日期、事由（问题）、措施、期限都相同，或同一本台账交了两份。",
    "请删去一行；确是两件事的，请在事由（问题）中写出区别，再重新运行。";

    /// A line of another year.
    OTHER_YEAR, "A25", "台账这一行不是本年度的", Warning,
    "处置日期、监控日期在别的年度，或整改在以前年度已经销号。",
    "请核对日期；确是别的年度的，不必处理：这一行不计入本年度的考核，监控台账的不列入本年度的中期监控报告。";

    /// A disposition that has not come yet.
    FUTURE, "A26", "台账的日期在将来", Error,
    "处置日期、监控日期晚于今天，多半是写错了。",
    "请核对日期后重新运行；在此之前这一行不计入考核，监控台账的不列入中期监控报告。";
}
