//! What can be wrong with numbers printed on forms. Codes are stable; titles and help may be reworded.

crate::checks! {
    /// The number of another section's risk point.
    ELSEWHERE, "K01", "登记编号是别的科室的", Warning,
    "表上印着的登记编号，上年是另一个科室的风险点。",
    "这一条按内容重新查找或另编了新号。科室改名的，请把旧名写进花名册（或口径文件）该科室的别名；职责划转过来的，旧号在“年度对比”里列为消除，新号列为新增。";

    /// One number on several entries.
    TWICE, "K02", "同一登记编号印在几条上", Warning,
    "几条不同的条目印着同一个登记编号，多半是复制了整行。",
    "编号只留给与上年内容相同的一条；都不相同的，都没有采用。请填报科室把新增的条目的登记编号清空。";

    /// Printed numbers that nothing is known of.
    LOST, "K03", "登记编号对不上", Warning,
    "表上印有登记编号，而没有带入印这些编号的上年结果，或结果里没有这些编号。",
    "编号没有照抄，以免张冠李戴；按内容重新查找，找不到的另编新号。请在写出结果时选上年的结果，再写一次（命令行：run 加 --previous 和上年的结果文件夹）。";

    /// Forms of numbers that an earlier year gave, and nothing of an earlier year.
    NO_EARLIER, "K07", "没有带上年的结果", Warning,
    "收来的表上印着以前年度的登记编号，而这一次没有带入以前年度的结果：编号接不上，审定的等级、评定日期、对疑似重复的决定也没有带过来，全部按今年的新条目编了号。",
    "请在写出结果时选上年的结果，再写出一次，印着的编号就接上了（命令行：run 加 --previous 和上年的结果文件夹）。上年的结果找不到的，选上年的 01 登记汇总表也行。";

    /// The text beside a number is that of another one.
    OTHER, "K05", "登记编号与内容对不上", Warning,
    "表上这一条的内容与上年另一个编号的风险点一字不差，印着的却是别的编号，多半是排序时编号一栏没有跟着动。",
    "按内容编了号，印着的没有采用。请看一眼这一条的登记编号是否应为别的编号；印错的，请填报科室改正。";
}
