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
}
