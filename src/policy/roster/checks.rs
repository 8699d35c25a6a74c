//! What can be wrong with a roster book. Codes are stable; titles and help may be reworded.

crate::checks! {
    /// A sheet that says nothing that can be read.
    UNREAD, "B01", "花名册里有工作表没有读", Warning,
    "花名册的一张工作表认不出栏名，或者不知道写的是哪个科室的人，里面的内容没有读。",
    "请把栏名改成“科室名称”“岗位名称”“姓名”等（空白花名册里的写法），改好再运行；与花名册无关的工作表可以不管，或移到别的文件。";

    /// Two columns of one meaning.
    TWO_HEADS, "B02", "花名册两栏是一个意思", Error,
    "花名册的一张表里有两栏的栏名都是同一个意思，不知道该用哪一栏，两栏都没有读。",
    "请把其中一栏的栏名改掉（例如加上“原”字），或删去这一栏，再重新运行。";

    /// A cell whose content cannot be read.
    UNREADABLE, "B03", "花名册这一格读不出来", Error,
    "花名册的一格是错误值、图片或没有结果的公式，按空着处理；或者姓名一格看不出是一个人还是几个人，没有采用。",
    "请在花名册的这一格直接输入文字，一格一个姓名，再重新运行。";

    /// A kind nobody knows.
    UNKNOWN_KIND, "B04", "花名册的类别不认识", Error,
    "花名册“类别”“领导类别”一栏写的不是口径 [roster] 中的任何一种，没有采用。",
    "请从花名册的下拉列表里选；确有这一类的，请加进口径文件 [roster] 的相应一项。";

    /// A section on two rows.
    SECTION_TWICE, "B05", "花名册同一科室写了两次", Error,
    "花名册的科室表里，同一个科室名称写了两行，以先写的一行为准，后一行没有采用。",
    "请在花名册里只保留一行；确是两个科室的，请把名称写完整。";

    /// A name of two sections.
    SHARED_NAME, "B06", "花名册的一个名称属于两个科室", Error,
    "花名册里一个别名写在两个科室下（哪个都不采用），或者就是另一个科室的名称（归那个科室）。",
    "请在花名册里只给一个科室保留这个别名，再重新运行。";

    /// A post or a person of a section that is not there.
    NO_SECTION, "B07", "花名册的科室表里没有这个科室", Error,
    "花名册的岗位或人员写的科室，科室表里没有，也不是哪个科室的别名；这一行没有采用。",
    "请核对花名册里科室的写法；确有此科室的，请在科室表里补一行，再重新运行。";

    /// A leader or head nobody knows.
    NO_PERSON, "B08", "花名册里没有这个人", Warning,
    "花名册的科室表里写的分管领导不在领导表，或者科室负责人不在人员表；仍按写的采用。",
    "请核对花名册里姓名的写法；没有写错的，请在领导表或人员表里补上此人。";

    /// A person on two rows.
    PERSON_TWICE, "B09", "花名册同一人写了两次", Warning,
    "花名册里同一个科室（或领导表）的同一个姓名写了两次，没有写另一个岗位，以先写的一处为准；后一处的岗位仍算该科室的岗位。",
    "请在花名册里删去重复的一行；一人兼几个岗位的，每一行各写一个岗位；确有同名的两人，请加注以便区分，如“张一（大）”。";

    /// A post that is not among those of the section.
    NO_POST, "B10", "花名册的岗位对不上", Warning,
    "花名册给这个科室列了岗位，而人员写的岗位不在其中；仍按写的采用，并算作该科室的岗位。",
    "请核对花名册里岗位的写法；没有写错的，请在岗位表里补上。";

    /// A row that lacks what it needs.
    INCOMPLETE, "B11", "花名册这一行没有写全", Error,
    "花名册的一行没有写科室，或者没有写姓名、岗位，没有采用。",
    "请在花名册里补上，再重新运行；多余的行请删去。";

    /// One thing said in two ways.
    CONTRADICTION, "B12", "花名册前后写得不一样", Error,
    "花名册里同一个科室的分管领导、负责人、类别写了两样（以先写的为准），或者写了两位局主要领导（都不采用）。",
    "请在花名册里改成一样，再重新运行。";

    /// The policy file says otherwise.
    OVERRULED, "B13", "花名册与口径文件不一致", Note,
    "花名册和口径文件 qingfeng.toml 说的不一样，以口径文件为准。",
    "不是本意的，请改花名册，或删去口径文件中的这一项。";

    /// Several posts in one cell beside people.
    SEVERAL_POSTS, "B15", "花名册一格写了几个岗位", Warning,
    "花名册人员的一行写了几个人、几个岗位，分不清各是谁的，人员的岗位都没有采用；各岗位都算该科室的岗位。",
    "请在花名册里一人一行；一人兼几个岗位的，一格里用顿号分开，主要的写在前面。";

    /// A person in two sections.
    IN_TWO_SECTIONS, "B16", "花名册同一人在两个科室", Warning,
    "花名册里同一个姓名写在两个科室的人员中（局领导班子除外），两个科室都要他报。",
    "调动了的，请在花名册里删去原科室的一行；兼任或同名的两人，不必改（同名的可加注，如“张一（大）”）。";

    /// A sheet of a section without anything on it.
    EMPTY_SHEET, "B17", "花名册一个科室的表是空的", Warning,
    "花名册里有一张工作表以科室为名，却没有一个人、一个岗位；只采用了科室名称。",
    "请在花名册里补上这个科室的人员；没有这个科室的，请删去这张工作表。";

    /// Another roster lies there.
    SECOND_BOOK, "B14", "有两份花名册", Warning,
    "同一个文件夹里有几份名为“花名册”的表格，只读其中一份。",
    "请把不用的一份移走，只留一份花名册。";

    /// A person on two rows with two posts.
    TWO_POSTS, "B18", "花名册一人兼几个岗位", Note,
    "花名册里同一个科室的同一个姓名写了几行，岗位不同：按一人兼几个岗位采用，考核时只排一个名次。",
    "确是一人兼任的，不必改；若是同名的两人，请加注以便区分，如“张一（大）”。";

    /// A self-check form in place of a roster.
    SELF_CHECK, "B20", "自查表当作花名册", Error,
    "花名册里有一张工作表，栏名里有“风险点”，是自查表一类的表，不是花名册；这张表没有读。",
    "请换上花名册；这份表是收来的，请放进“收表”。花名册里确要记风险点的，请另放一个文件。";

    /// A column that may hold names and has a head nobody knows.
    UNKNOWN_HEAD, "B19", "花名册有一栏像是姓名，没有读", Warning,
    "花名册的一张表没有“姓名”一栏，而有一栏写的像是人的姓名，栏名没有认出，这一栏没有读。",
    "写的是姓名的，请把这一栏的栏名改成“姓名”，再重新运行；不是的可以不管。";
}
