//! What can be found when results of units are put together. Codes are stable; titles and help may be reworded.

crate::checks! {
    /// Nobody says of which unit an input is.
    UNKNOWN_UNIT, "J11", "看不出是哪个单位的", Error,
        "汇总的结果或登记表没有写明单位：结果的口径里没有单位全称，登记表的标题、“单位”一行和文件名里也没有。",
        "没有汇总这一份。请在登记表的标题或“单位：”一行写上单位全称（结果请在口径文件里写 unit.name 后重新运行）；名称与单位名单不同的，在口径文件的 [[units]] 里写成该单位的别名。";
    /// A unit that the roster does not name.
    STRANGE_UNIT, "J12", "单位不在名单中", Warning,
        "交来的结果或登记表写的单位，口径文件的单位名单里没有。",
        "照写的名称汇总了。是名单里某个单位的另一种叫法的，请在口径文件的 [[units]] 里写成它的别名；是新增单位的，请补进名单。";
    /// The same result twice.
    TWICE, "J13", "同一份结果交了两次", Note,
        "两份结果登记的内容和读到的行完全相同。",
        "只汇总了一份，不用改。";
    /// An older result of a unit.
    OLDER, "J14", "单位交了新旧几份", Warning,
        "同一单位交来几份结果，制表日期有先后。",
        "汇总的是较新的一份。要汇总旧的一份的，请把新的移走后重新汇总。";
    /// A result of another year.
    OTHER_YEAR, "J15", "不是本年度的结果", Error,
        "交来的结果是别的年度的。",
        "没有汇总这一份。请换成本年度的结果；要与上一年汇总对比的，另带上年的汇总结果（命令行：写在 --previous 后面）。";
    /// Several results of a unit that nobody can order.
    UNORDERED, "J16", "单位交了几份，分不出新旧", Error,
        "同一单位交来几份内容不同的结果，制表日期相同，或者没有日期。",
        "这个单位没有汇总：请核对以哪一份为准，把其余的移走后重新汇总。";
    /// A result that cannot be read.
    BROKEN, "J17", "结果没有读出", Error,
        "交来的结果文件夹不完整，或者其中的数据被改动过，不能照它汇总。",
        "这个单位没有汇总，列为“已交未读出”。请它核对以后重新报送（命令行：qingfeng verify），或者重新写出一次结果再报。";
    /// A unit that has handed in nothing.
    SILENT, "J18", "单位没有报送", Warning,
        "口径文件的单位名单（或上年的汇总）里有这个单位，没有收到它的结果或登记表。",
        "请催报；已经报来的，请核对其中的单位名称与名单是否一致。";
    /// A file that is no register.
    NO_REGISTER, "J19", "不是登记表", Warning,
        "汇总只收结果文件夹和登记汇总表；这个文件里没有读到登记表。",
        "没有汇总这个文件。请换成该单位的登记汇总表或结果文件夹；是科室自查表的，请由该单位先写出结果（命令行：qingfeng run）。";
    /// A row whose unit nobody knows.
    ROW_WITHOUT_UNIT, "J20", "这一行没有写单位", Error,
        "登记表有“单位”一栏，这几行空着，表的标题也没有写单位。",
        "没有汇总这几行。请在这一栏写上单位全称。";
    /// A result without its public edition.
    NO_PUBLIC, "J21", "结果里没有公示数据", Note,
        "这个单位的结果是旧版程序写的，没有 data/public.jsonl，公示内容无从照录。",
        "汇总的公示表里没有这个单位。请它用现在的程序重新运行一次再报送。";
}
