//! What can be wrong with ledgers, score sheets, cross checks and ballots. Codes are stable; titles and help may be reworded.

crate::checks! {
    /// A ledger without a table that can be read.
    LEDGER_UNREAD, "H01", "台账没有读懂", Warning,
    "按标题看是台账，却没有找到台账的表头，没有读取任何一行。",
    "台账应有一行表头，至少含“处置方式”或“存在问题”一栏，和“科室”或“姓名”一栏；表头用语与众不同的，请在口径文件 scoring.ledger 中加上。空白台账同空白表一起生成（命令行：qingfeng template）。";

    /// Whom a line concerns cannot be told.
    WHOM, "H02", "台账这一行不知道是哪个科室", Error,
    "台账的一行没有写科室，或写的科室有的不在花名册；只写了姓名的，花名册中没有此人或有几个同名的人。",
    "请写明花名册中的科室（一行写几个科室的，用顿号分开，各计一次），再重新运行；在此之前这一行中认不出的不计入考核。";

    /// Whom a line concerns within its section cannot be told.
    HOLDER, "H03", "台账的岗位或人员对不上", Error,
    "台账写的岗位、姓名不在该科室的花名册中或互不相符，或一格写了几个人。",
    "请核对岗位、姓名，一行只写一个人，再重新运行；这一行现在怎样计入，见问题一栏。";

    /// A kind of disposition that is none of the four, in no known word.
    KIND, "H04", "处置方式看不懂", Error,
    "处置方式不是警示提醒、问责或诫勉谈话、责令整改、党纪政纪处理之一，也不是口径文件 scoring.dispositions 中归入这四种的写法（如约谈、政务记过、免职）。",
    "请改成这四种之一；本单位另有写法的，请在口径文件 scoring.dispositions 中加上。在此之前这一行不计入考核。",
    "警示提醒";

    /// A disposition without a date.
    UNDATED, "H05", "没有处置日期", Error,
    "处置台账的一行没有写明日期，或者读不出是哪一天，看不出是不是本年度的。",
    "请补写处置日期；在此之前这一行不计入考核。",
    "2026-06-30";

    /// Dates in an order that cannot be.
    ORDER, "H06", "台账的日期先后不对", Warning,
    "期限、办结（销号）日期早于处置日期（监控日期）。",
    "请核对这几个日期，多半是年份或月份写错。";

    /// Whether something is closed cannot be told.
    STATE, "H07", "看不出是否办结", Warning,
    "是否销号一栏的写法看不懂、与销号日期不一致，或者已经销号却没有写销号日期。",
    "请写“是”或“否”，已销号的写明销号日期；其他写法可加到口径文件 scoring.ledger 的 closed_words、open_words 中。",
    "是";

    /// Several kinds of disposition in one line.
    SEVERAL, "H09", "一行写了几种处置", Warning,
    "一行写了（勾了）几种处置，分属四种中的两种以上。",
    "已按其中最重的一种计一次。几种处置要分别计入的，请一种写一行，再重新运行。";

    /// A rectification of which nobody can tell whether it is overdue.
    ENDLESS, "H10", "整改没有写时限", Warning,
    "整改台账的一行没有销号，也没有写整改时限（或整张台账没有这一栏），看不出有没有逾期。",
    "请补写整改时限；已经完成的，写明“是”和销号日期。在此之前这一行不列入逾期事项，“整改按期销号”也没有计入它。",
    "2026-12-31";

    /// Columns of a ledger that nobody could name.
    UNREAD_COLUMN, "H11", "台账有没有读取的栏目", Note,
    "台账有的栏名不在口径 scoring.ledger 的写法之中，栏里写的没有用上。",
    "栏里写的与处置、整改有关（例如怎样了结、什么时候了结）的，请在口径文件 scoring.ledger 相应的一项中加上这种栏名，再重新运行；无关的不必处理。";

    /// A line without its ground or measure.
    GROUND, "H08", "台账有一格该写没有写", Warning,
    "处置事由（存在问题、苗头性问题）或措施空着，监控台账的监控日期、处理结果空着，或整张台账没有这一栏。",
    "请补写。处置、整改台账的这一行照常计入考核；监控台账没有写苗头性问题的，不列入中期监控报告。";

    /// A score sheet that is none of this program's.
    SHEET_UNREAD, "A01", "评分表没有读懂", Warning,
    "按标题看是考核评分表，却没有“项目编号、评分”两栏，没有读取任何分数。",
    "请用同空白表一起生成的评分表评分（命令行：qingfeng template）；往年的、上级的评分表请移到别的文件夹。";

    /// Nobody knows who marked.
    EVALUATOR, "A02", "不知道是哪个评分方", Error,
    "评分表上方没有写评分方，或评分方不在口径文件 scoring.evaluators 中。",
    "请在评分表上方写明“评分方：”和评分方的名称，再重新运行；在此之前整份评分表没有用上。",
    "办公室";

    /// An item that this evaluator does not mark.
    ITEM, "A03", "项目编号不对", Error,
    "项目编号不在评分方案中，或不由这个评分方评分。",
    "请从原评分表中把这一行的项目编号原样复制回来；在此之前这一分没有用上。";

    /// No mark at all, or out of range.
    MARK, "A04", "分数不对", Error,
    "评分不是数字、超出分值，或多于两位小数。",
    "请改成 0 到分值之间、最多两位小数的数；在此之前这一项算未评。";

    /// A mark without its reason.
    REASON, "A05", "没有写评分理由", Warning,
    "方案要求写明理由的评分没有写理由。",
    "请补写评分理由；这一分照常计算。";

    /// Two marks for one thing on one sheet.
    TWICE, "A06", "同一项打了两次分", Error,
    "同一份评分表上，同一个对象的同一个项目有两个不同的评分。",
    "请留下一个，删去另一个；在此之前两个都没有用上。";

    /// Rows without a mark.
    BLANK, "A07", "评分表还有没评的", Warning,
    "评分表有的行没有评分；未评不是 0 分，总分要等评完才有。",
    "请评分方补评后重交；确实不评的，请在口径文件中关闭该项目。";

    /// Somebody marks himself, or one whom another marks.
    NOT_THEIRS, "A09", "不由这个评分方评分", Error,
    "科室负责人不能给自己评分，由分管领导评；局领导由局主要领导评。",
    "请由方案规定的评分方另交评分表，空白的同空白表一起生成（命令行：qingfeng template）；在此之前这几项算未评。";

    /// A special check that the policy does not have.
    CHECK, "A10", "不知道是哪个专项考核", Error,
    "评分表写的是专项考核，而口径文件中没有这个名称的专项考核（special_checks）。",
    "请把评分表上方“专项考核：”后面的名称改得与口径文件一致，或者在口径文件中补上这个专项考核，再重新运行；在此之前整份评分表没有用上。";

    /// Somebody marks a section that is not the own one.
    FOREIGN, "A08", "评了几个科室", Error,
    "各科室自评的评分表上有两个以上科室，看不出是哪个科室交来的。",
    "请每个科室各交一份；在此之前这份评分表没有用上。";

    /// A level on a cross check or ballot that cannot be read.
    OPINION_LEVEL, "Z01", "互查、评议的等级看不懂", Warning,
    "互查表、群众评议表上写的等级，看不出是哪一级。",
    "请互查的科室（或组织评议的人）写明一级、二级或三级；同意登记等级的写“同意”。原话照抄在条目旁边，登记的等级不受影响。",
    "二级";

    /// Votes that are no numbers.
    VOTES, "Z02", "票数不是数", Error,
    "群众评议表的票数、参评人数不是 0、1、2 这样的数。",
    "请改成数，再重新运行；在此之前这一行的票没有用上。",
    "12";

    /// Votes that do not add up.
    SUM_OF_VOTES, "Z03", "票数与参评人数不符", Warning,
    "群众评议的一行，各级票数（或同意、不同意）加上弃权，不等于参评人数；或者没有写参评人数。",
    "请组织评议的人核对票数和参评人数；没有投的算弃权。票数照样列在条目旁边。";

    /// A cross check or ballot without a table that can be read.
    OPINIONS_UNREAD, "Z06", "互查表、评议表没有读懂", Warning,
    "按标题看是互查表或群众评议表，却没有找到它的表头，没有读取任何一行。",
    "应有一行表头：登记编号（或科室、风险点），互查的有“互查等级”或“互查意见”，评议的有各级票数或同意、不同意的票数。空白的互查表、评议表由程序生成（命令行：qingfeng template --cross-check）。";
}
