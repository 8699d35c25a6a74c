//! What can be wrong with a form's shape and notations. Codes are stable; titles and help may be reworded.

crate::checks! {
    /// No table with a head was found in the file.
    NO_TABLE, "T01", "没有找到自查表", Error,
    "整个文件里没有一行像是自查表的表头。",
    "请核对是否报错了文件；自查表应有一行表头，至少含“风险点、风险等级、防控措施”等栏。表头用语与众不同的，请在口径文件 fields 中补充写法。";

    /// A column whose head nobody could name.
    UNMAPPED, "T02", "有未识别的栏目", Note,
    "有的表头不在任何栏目的写法之中；内容随条目原样保留。",
    "该栏内容已随条目原样保留。如属于某个栏目，请在口径文件 fields 相应栏目的 synonyms 中加上这种表头。";

    /// A head is named twice in one table.
    DOUBLE, "T03", "同一栏目出现两列", Warning,
    "两列的表头是同一个栏目。",
    "程序以靠左的一列为准，那一列空着的才取另一列；没有取用的原样保留为附加内容。请确认应以哪一列为准。";

    /// A table without head was read with the columns of the table before it.
    CONTINUED, "T04", "续表没有表头", Note,
    "一张表没有表头，列数与前一张表相同，沿用前一张表的表头。",
    "已沿用前一张表的表头读取，请抽看几行是否对得上栏目。";

    /// Text that belongs to no table.
    OUTSIDE, "T05", "表外还有内容", Note,
    "表格上方、下方或旁边有不属于任何表的文字。",
    "这些内容没有进入登记表，请看一下是否为漏填在表外的条目。";

    /// 一级风险 and the like as column heads.
    HIERARCHY, "T06", "表头像是风险分类层次", Warning,
    "表头是“一级风险、二级风险、三级风险”，可能是分类层次，也可能是等级。",
    "“一级风险、二级风险、三级风险”作为表头，可以是风险分类的层次，也可以是按等级分栏填写的风险点；表里看不出是哪一种，程序没有猜。请填报科室另列“风险等级”一栏，或在没有某级风险的格里写“无”。",
    "风险等级";

    /// The file is something else than a self-check sheet.
    OTHER_KIND, "T07", "不是自查表", Note,
    "按标题看是登记表、台账、评分表、评审表等，不是自查表。",
    "该文件没有作为自查表登记。若确为自查表，请更正标题后重报。";

    /// Totals a form states differ from what was read.
    TOTALS, "T08", "合计数与实际不符", Warning,
    "表中写明的合计数、各等级的个数，或者一条写明的风险点个数，与实际读到的不同。",
    "请填报科室核对：或个数写错，或有条目漏填、未能读出，或几个风险点没有逐个编号（1.…2.…）。登记按实际读到的条目，统计按风险点栏里编号列出的个数计算。";

    /// 同上 with nothing above it.
    DITTO, "T09", "“同上”没有可以引用的内容", Error,
    "写着“同上”“〃”，而上一行没有内容可以引用。",
    "请填报科室在该格写明具体内容。";

    /// An error value such as #REF! in a table.
    ERROR_VALUE, "T10", "单元格是错误值", Error,
    "单元格显示 #REF!、#N/A 一类的错误值。",
    "公式出错，原来的内容已经看不到。请填报科室把该格改为实际内容后重报。";

    /// A picture where a text is asked for.
    PICTURE, "T19", "单元格里是图片", Error,
    "要填文字的格里放的是图片；图片里的字，程序读不出来，也不猜。",
    "请填报科室把图片里的内容打成文字填在这一格后重报。";

    /// A head with nothing below it.
    EMPTY_TABLE, "T11", "空表", Warning,
    "有表头，下面没有一条内容。",
    "请问填报科室：是没有风险点，还是交了空白表。确无风险点的，也应由科室书面说明。";

    /// Risks on several physical rows that were read as one entry.
    ONE_OR_MORE, "T12", "几行算一条，请确认", Warning,
    "一条占几行，而各行的风险点没有编号，可能本是几条。",
    "除风险点外各栏都已合并，程序按一条登记。如果其实是几个风险点，请填报科室把等级和措施拆开，各填一行。";

    /// Something like a table whose head was not understood, beside tables that were read.
    UNREAD, "T13", "有一张表没有读懂", Warning,
    "工作表里有几行内容像是一张表，表头却没有读懂，或者是竖排的表；同一文件里另有读懂的表。或者签字、说明下面还有像条目的行，没有填全。",
    "这些行没有登记。请填报科室把它们并入自查表的栏目后重报；表头用语与众不同的，请在口径文件 fields 相应栏目的 synonyms 中加上这种表头。确实与自查无关的，不必处理。";

    /// Measures in a table of their own, and risks, that were not joined.
    UNJOINED, "T20", "措施与风险点没有对上", Warning,
    "措施写在另一张表里，按序号（或风险点）对到风险点；有的序号只在一边有，或者一个序号有几条。",
    "请填报科室在两张表里写同一套序号，一条措施管几个风险点的，序号写“2、3”；对不上的措施没有登记。";

    /// Levels in a table of their own that were not joined.
    UNRATED, "T23", "另一张表里的等级没有对上", Warning,
    "审定等级（或者科室审核等级、意见）写在另一张表里，按序号（或风险点）对到风险点；有的对不上，或者一个序号有几条。",
    "请填报科室在两张表里写同一套序号；没有对上的等级没有取用。";

    /// A mark under the head of a kind of risk that may be a tick or an open box.
    KIND_MARK, "T21", "风险类别的记号看不懂", Warning,
    "风险类别按类分栏打勾，而格里的记号（如“○”）既可能是勾选，也可能是没有勾的空框；或者格里写的是别的字。",
    "请填报科室在选中的类别下面打“√”，没有选的空着。记号已随条目原样保留，没有读作风险类别。",
    "√";

    /// A row that begins like an example, or speaks of filling in, and is filled like an entry.
    EXAMPLE_OR_ENTRY, "T14", "是条目还是示例，请确认", Note,
    "一行填得齐全，而风险点、表现形式等栏以“例如”“示例”开头，可能是条目，也可能是模板的示例；或者表头下面第一行像是填表说明。",
    "按条目登记了的，如果只是模板留下的示例，请填报科室删去这一行后重报；按示例、说明跳过了的，如果是本科室的条目，请删去“示例”字样，写明序号和等级后重报。";

    /// A table that may be a self-check table or a ledger.
    SELF_CHECK_OR_LEDGER, "T15", "分不清是自查表还是台账", Warning,
    "一张表的栏目一半是自查表的，一半是台账的。",
    "这张表没有登记，也没有计入台账。是自查表的，请填报科室分开填写“风险等级、防控措施”等栏；是台账的，请写明“处置方式”或“整改时限、是否销号”等栏，再重报。";

    /// A book of a result lies among the forms.
    OWN_BOOK, "T16", "本程序的结果表", Note,
    "收表文件夹里有本程序生成的登记表、统计表、问题清单、评审表、公示表或考核表。",
    "没有读取。请把它移出收表文件夹；要汇总别的单位报来的登记表，请先在口径文件中写明本单位的名称；评审表请放在“结果”文件夹里，写出结果时带入其中的决定（命令行：用 --review 写明，登记表里填好的抽查清单照读）；上年的内容在做空白表时选上年的结果带入（命令行：template --previous）。";

    /// The roster book lies among the forms.
    ROSTER, "T22", "花名册放进了收表", Warning,
    "收表里有一份花名册（有“科室”“岗位”“人员”“领导”几张工作表，栏名是科室、岗位、姓名一类），它不报风险点。",
    "没有当作自查表读，也没有当作花名册用。请到“开始”一页换上（命令行：改名为“花名册.xlsx”，和口径文件 qingfeng.toml 放在同一个文件夹），再从“收表”里移走。";

    /// Content in a merged range that nobody sees.
    COVERED, "T17", "合并单元格下面还有内容", Warning,
    "合并的时候没有清掉其余各格的内容，它们还压在下面，与看得见的不同。",
    "这些内容没有读取。请填报科室取消合并看一眼：有用的，各填一行；没有用的，删去后重新合并。";

    /// A form of another subject: 内部控制, 保密, 安全生产.
    OTHER_SUBJECT, "T18", "别的工作的表", Warning,
    "标题、工作表名或文件名写的是内部控制、保密、安全生产一类的工作，没有一处写“廉政”“廉洁”。",
    "该表没有登记。若确为廉政风险自查表，请在标题中写上“廉政”后重报；若是别的工作的表，请移出收表文件夹。哪些词算别的工作，见口径文件 words.other_subjects。",
    "2026年廉政风险自查表";

    /// A file given as a review workbook is none.
    NO_REVIEW, "R04", "不是评审表", Error,
    "作为评审表带入的文件里没有评审编号和审定等级两栏，也没有合并编号和是否合并两栏。",
    "请核对是否选错了文件；应当带入写出结果时生成、填好审定等级的 05-评审表.xlsx。";

    /// A row of a review workbook names no level anybody can read.
    NO_DECISION, "R05", "评审表一行没有选定", Warning,
    "评审表的一行填了理由、姓名或日期，审定等级（是否合并）却空着，或者写的不是列表里的词。",
    "请在评审表的“审定等级”（“是否合并”）栏从下拉列表中选定，保存后重新运行；还没有决定的，把理由、姓名、日期一并删去。",
    "一级、二级、三级中选一个";

    /// A row of a review workbook cannot be told from others.
    NO_ID, "R06", "评审表的编号不对", Warning,
    "评审表的一行选了审定等级（是否合并），评审编号（合并编号）却空着或被改动。",
    "请从原评审表中把这一行的编号原样复制回来，再重新运行；编号不能改写。";

    /// A level nobody can read.
    LEVEL_UNKNOWN, "L01", "等级看不懂", Warning,
    "等级栏里的写法不在口径 levels 的任何一种记法之中。",
    "请填报科室写明“一级”“二级”或“三级”。本单位常用的其他写法（如颜色），由领导小组明确哪种算哪一级，再加到口径文件 levels.notations 中，例如 [[levels.notations]] name = \"颜色\"，one = [\"红\"]，two = [\"橙\"]，three = [\"黄\"]。",
    "一级";

    /// Several levels in one cell.
    LEVEL_SEVERAL, "L02", "一格写了几个等级", Warning,
    "一格里有两个以上不同的等级，如“一、二级”“高/中”。",
    "一个风险点只能有一个等级。请填报科室写明是哪一级，或将条目拆开分别填报。",
    "一级、二级、三级中选一个";

    /// Counts instead of a level.
    LEVEL_COUNT, "L03", "等级栏写的是个数", Warning,
    "等级栏写的是各等级的个数，如“1中2低”。",
    "一格概括了几个风险点，看不出哪个是哪级。请填报科室把风险点逐条拆开，各填一个等级。",
    "一级、二级、三级中选一个";

    /// Another scale than three levels.
    LEVEL_SCALE, "L04", "用的不是三级制", Warning,
    "这一列或表头、说明里出现“极高”“四级”等：出现几处的，可见整列用的是四档、五档；只有一处的，是那一格写错。说明里把一级说成最低的（如“一级为低风险”），也在此列。",
    "四档或五档的等级，无法与一、二、三级一一对应；高低相反的，照字面读就反了。请填报科室按三级制重新定级，或由领导小组明确对应关系。",
    "三级";

    /// A level beside another, and nobody can say whose.
    LEVEL_UNREAD, "L05", "有一栏等级看不出由谁评定", Warning,
    "等级栏之外还有一栏以“等级”“级别”“等次”结尾，口径里没有这种表头，看不出是哪一道的等级。",
    "请填报科室说明这一栏由谁评定。说明之前，填了这一栏的条目等级待定，列入 05-评审表。确定后请在口径文件中写明（建议的把栏名加到 fields.suggested_level 的 synonyms，审定的加到 fields.confirmed_level 的 synonyms，与风险等级无关的加到 words.other_levels），再重新运行。";

    /// Levels in another notation than nearly all of their column.
    LEVEL_MIXED, "L06", "个别等级的写法与同列不一套", Note,
    "一列等级几乎都是同一套写法（如一级、二级、三级），个别的是另一套三档的写法（如 A、★★、高）。",
    "程序按口径 levels.notations 里的对应读取了。如果本单位的意思不同，请填报科室改成与同列一致的写法后重报。",
    "一级";

    /// Levels of the chain said in words.
    LEVEL_AGREED, "L07", "等级写的是“同意”一类的话", Note,
    "等级栏里没有写哪一级，写的是“同意”“维持自评”“调整为二级”一类的话，而意思只可能是一种。",
    "程序按这句话的意思读作前面一道的等级（或者话里写明的等级），原文保留。读得不对的，请填报科室在这一格写明“一级”“二级”或“三级”。",
    "一级";

    /// Levels that a line below a table gives by numbers.
    LEVEL_BY_NUMBER, "L08", "各条的等级写在表下方", Note,
    "表上、表下的说明或意见里按序号（或风险点）写了各条的等级，如“1定为一级，2、3定为三级”，而每个序号只对得上一条。",
    "程序把各条的等级按这句话读了，原文保留。读得不对的，请填报科室在表中加一栏等级（如“审定等级”），逐行写明。";

    /// The same where nobody can tell what it means.
    LEVEL_NUMBER_OPEN, "L09", "表下方写的等级对不上", Warning,
    "表上、表下的说明或意见里写了各条的等级，而序号对不上、没有写是哪几条、与表中的等级不一致，或者话里有看不出意思的地方。",
    "请在表中加一栏等级（如“审定等级”），逐行写明是哪一级，再删去这句话；序号写错的，也可以改对序号。在此之前，有关的条目等级待定。",
    "第1项定为一级，第2、3项定为三级";

    /// A level and something else in one column that do not fall apart.
    LEVEL_TOGETHER, "L10", "一栏里合写了等级，没有拆开", Warning,
    "一栏的表头要求写两样（如“自评/审定等级”“岗位（风险等级）”），而有的格只写了一样，或者分不开。",
    "请填报科室把这一栏分成两栏，各写一样。";

    /// A remark that gives the confirmed level.
    LEVEL_REMARKED, "L11", "审定等级写在备注里", Note,
    "备注（说明）里写着领导小组（党组）定的等级，如“领导小组定为一级”，而这一行没有别的审定等级。",
    "程序把它读作审定等级，原文保留。读得不对的，请填报科室在表中加一栏“审定等级”，逐行写明。";

    /// A remark that states another level than its row, or one that may not be settled.
    LEVEL_REMARK_OPEN, "L12", "备注里写的等级与等级栏不一致", Warning,
    "备注（说明）里写着等级，如“调整为一级”，而等级栏写的是别的一级，或者话里看不出是不是已经定了。",
    "请填报科室核对：以备注为准的，改正等级栏（领导小组定的，加一栏“审定等级”）；备注说的是往年或者别的事的，写明是哪一年、什么事。";

    /// Words that agree with a level nobody knows.
    LEVEL_AGREED_OPEN, "L13", "看不出同意的是哪一级", Warning,
    "科室或者领导小组的意见写的是“同意自评等级”“同意科室意见”一类的话，而前面没有写明是哪一级，或者话里有看不出意思的地方。",
    "请填报科室写明同意的是“一级”“二级”还是“三级”；在此之前，这句话没有读作等级，原文保留。",
    "同意定为二级";

    /// A level stated for a whole table that is not that of its highest risk.
    LEVEL_OVERALL, "L14", "总的等级与各条对不上", Warning,
    "表上或表下另写了岗位（科室）总的等级，如“自评总等级：一级”，而表中各条的等级里最高的是另一级。",
    "请填报科室核对：总的等级一般就是各条中最高的一级。各条写得不对的，改正各条；总的写得不对的，改正或者删去这一行。登记按各条的等级，总的等级不登记。",
    "自评总等级：二级（各条中最高的是二级）";

    /// An opinion that does not agree with a level and gives none.
    LEVEL_OBJECTED, "L15", "意见不同意现在的等级", Warning,
    "科室或者领导小组的意见写的是“不同意”“等级偏低，重新评定”“提高一级”一类的话，或者说到另外一级，而程序没有从话里读出定为哪一级。",
    "请写这条意见的人写明定为哪一级，如“定为一级”；也可以在 05-评审表 中选定审定等级。在此之前等级待定，不照自评登记，原话保留。只是要求修改内容、等级并无异议的，请写“同意自评等级”。",
    "同意定为二级";

    /// A date nobody can read.
    DATE, "D01", "日期看不懂", Warning,
    "日期栏里的写法读不成日期，如“2026.1”作为数字、“11月”没有年份。",
    "请写成“2026年11月2日”或“2026-11-02”的样子。",
    "2026-11-02";

    /// A form that does not say when it was filled in.
    NO_DATE, "D06", "没有写填报日期", Warning,
    "整个文件里没有写明填报日期，表头、表尾也没有单独写着的日期。口径文件 scoring.undated 写 \"on_time\" 的，不问。",
    "请填报科室在表格上方写明“填报日期：”和年月日；没有日期的，看不出是否按时报送，交来几次的也分不清先后。",
    "填报日期：2026-11-02";

    /// Dates of which nobody says what they are.
    WHICH_DATE, "D07", "看不出哪个是填报日期", Warning,
    "表头、表尾有几个不同的日期，都没有写明是什么日期；或者几处写着填报日期，日子不一样。",
    "请填报科室在填报日期前面写明“填报日期：”，只写一处，其余的写明各是什么日期；没有取用的，在此之前按没有填报日期处理。",
    "填报日期：2026-11-02";

    /// A date of which only month and day are written.
    NO_YEAR, "D08", "日期没有写年份", Note,
    "评审表、抽查清单、互查表、评议表上的日期只写了月和日；按本年度（或制表日期所在的年份）只可能是一天的，就读作那一天。",
    "请看一眼读得对不对；不对的，请在那一格写明年月日。",
    "2026-11-12";

    /// A date typed as a plain number.
    DATE_NUMBER, "D02", "日期格式为数字", Warning,
    "日期栏里是一个数字，按 Excel 的日期序号换算。",
    "已按 Excel 日期序号换算，请核对；建议将单元格格式改为日期。",
    "2026-11-02";

    /// Forms of several units.
    SEVERAL_UNITS, "T24", "收来的表是几个单位的", Warning,
    "口径没有写单位全称，而几张表的科室前面、“单位”一栏或者标题写着不同的单位。一半以上的表写着的是本单位；别的单位的科室，前面带着单位名称登记，不与本单位同名的科室合在一起。",
    "确实是几个单位的表一起汇总的，不用处理；单位名称写错的，请在表中改正；本单位的全称，请在口径文件 unit.name 中写明。各单位应当分别登记的，请把表分开放，各自写出结果以后再汇总（命令行：qingfeng rollup）。";

    /// Small headings that name nobody, among others that do.
    HEADING_UNREAD, "T25", "小标题没有读成科室、岗位或姓名", Warning,
    "表内有的小标题（如“二、国库科”）读成了科室、岗位或者姓名，有的（如“三、局领导”）没有读懂，它下面各条的科室、岗位、姓名不是照它写的。",
    "请填报科室在表中加一栏“科室”（“岗位”“姓名”），逐行写明；小标题是科室的，也可以在花名册里写上这个名称。";

    /// Headings inside a table of which nothing was registered.
    HEADING_LEFT, "T29", "小标题没有登记", Note,
    "表内的小标题（如“监督人：张三”）没有读成科室、岗位、姓名、类别或者等级。",
    "小标题的文字没有登记；它下面各条照常登记。小标题写的是权力事项、科室等内容的，请填报科室在表中加一栏，逐行写明。";

    /// Rows that a column of theirs takes back.
    REVOKED, "T27", "这一条还算不算，请确认", Warning,
    "表中有一栏写着“取消”“已消除”“退回”“否”一类的话，可能是说这一条不再登记。程序没有当作取消。",
    "请填报科室确认：不再登记的，删去这一行；仍要登记的，把这一格改掉，或者删去这一栏。也可以在 05-评审表 中选“不登记”。";

    /// A form of which it is open whose it is.
    WHOSE_FORM, "T31", "科室（姓名）写得不一致，或者不止一个", Warning,
    "表中没有科室（姓名）栏，而标题、表头、工作表名（文件名）写的科室（姓名）不一样，或者一处写了几个科室。多半是照别人的表改的，有的地方没有改过来。",
    "请填报科室核对，把标题、表头和工作表名改成同一个科室（同一个人）；几个科室合填一张表的，请加一栏“科室”，逐行写明。";

    /// Posts and persons left blank below a row that names them.
    UNREPEATED, "T30", "岗位、姓名空着，没有沿用上一行", Warning,
    "岗位、姓名只写在几行中的第一行，下面几行空着，又没有合并单元格；或者写了姓名，没有写岗位。程序不知道下面几行是不是同一个岗位、同一个人，没有照上一行填。",
    "请填报科室逐行填写；几行同属一个岗位（一个人）的，也可以把这几行的格合并，或者写“同上”。本来就没有岗位、姓名的，不用处理。";

    /// Cells that point elsewhere.
    REFERRED, "T28", "只写了“同第几项”", Error,
    "这一格写的是“同第1项”“见上表”一类的话，没有写具体内容。各条登记以后要分开，合并、排序以后就找不到它指的是哪一条。",
    "请填报科室在该格写明具体内容。";

    /// Notes at the cells of entries.
    NOTED, "T26", "条目旁边有批注", Warning,
    "条目的单元格上有批注（有的版本叫“注释”“备注”）。批注不是表里的内容，程序不登记，也不按它改动条目。",
    "请看一眼批注：里面说到等级、措施或者要改动的，请填报科室写进表格的单元格里；只是提醒填写的，不用处理。";
}
