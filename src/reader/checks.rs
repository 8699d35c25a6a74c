//! The findings about files, declared in one place: code, name, severity and what to ask the section for.
//! Where each is raised is seen from its uses.

use crate::diagnostic::{Check, Severity};

/// An error about a file.
const fn error(
    code: &'static str,
    title: &'static str,
    about: &'static str,
    help: &'static str,
) -> Check {
    Check {
        code,
        title,
        severity: Severity::Error,
        about,
        help,
        example: "",
        fixed: true,
    }
}

/// Something a person should look at.
const fn warning(
    code: &'static str,
    title: &'static str,
    about: &'static str,
    help: &'static str,
) -> Check {
    Check {
        code,
        title,
        severity: Severity::Warning,
        about,
        help,
        example: "",
        fixed: false,
    }
}

/// Something worth knowing.
const fn note(
    code: &'static str,
    title: &'static str,
    about: &'static str,
    help: &'static str,
) -> Check {
    Check {
        code,
        title,
        severity: Severity::Note,
        about,
        help,
        example: "",
        fixed: false,
    }
}

/// The file has no bytes.
pub const EMPTY_FILE: Check = error(
    "F01",
    "空文件",
    "文件里一个字节也没有。",
    "文件大小为 0，可能没有复制或下载完整。请报送科室重新报送。",
);
/// The file is cut off or its bytes were changed.
pub const DAMAGED: Check = error(
    "F02",
    "文件已损坏",
    "文件被截断，或者其中的字节已经改变。",
    "请用 WPS 或 Excel 打开该文件，核对内容后另存为 .xlsx 重新报送；如打不开，请报送科室重新提供。",
);
/// The file has a password.
pub const ENCRYPTED: Check = error(
    "F03",
    "文件已加密",
    "文件设了打开密码。",
    "请打开该文件，取消打开密码（以及工作簿保护、只读加密）后保存，再重新报送。",
);
/// The file is something other than a workbook.
pub const NOT_A_WORKBOOK: Check = error(
    "F04",
    "不是能读的表格",
    "内容是 PDF、图片、压缩包、网页或纯文本，或者是不读的格式（Excel 2003 的 XML、.fods、Numbers、旧式 Word 的 .doc 和 .wps、.rtf 等），或者是没有表格的 Word 文档；扩展名叫什么不算数。",
    "请将内容填入自查表（.xlsx）后重新报送，不要用其他格式的文件代替，也不要只改扩展名。",
);
/// The bytes follow no known format.
pub const UNKNOWN_CONTENT: Check = error(
    "F05",
    "无法识别的文件",
    "内容不符合任何一种表格格式，也认不出是别的什么文件。",
    "如单位电脑装有文档加密软件，请先解密再报送；否则请用 WPS 或 Excel 打开后另存为 .xlsx 重新报送。",
);
/// The file or what it unpacks to is too large.
pub const TOO_LARGE: Check = error(
    "F06",
    "文件过大",
    "文件本身、解压后的内容或工作表的个数超出口径 limits 中的限额。",
    "自查表通常不超过几兆字节。请删除无关的图片、附件和多余的工作表后重新报送。",
);
/// More cells than a form can have.
pub const TOO_MANY_CELLS: Check = error(
    "F07",
    "数据范围过大",
    "单元格或合并区域的个数超出口径 limits 中的限额。",
    "请删除表格下方和右侧多余的行、列（选中后右键“删除”，不是清空），保存后重新报送。",
);
/// A cell beyond the last row or column.
pub const OUT_OF_GRID: Check = error(
    "F08",
    "单元格位置超出范围",
    "有单元格写在 Excel 最后一行或最后一列之外。",
    "文件内部记录有误。请用 WPS 或 Excel 打开，核对内容后另存为 .xlsx 重新报送。",
);
/// Something inside the package that no spreadsheet program writes.
pub const ODD_PACKAGE: Check = error(
    "F09",
    "文件内部结构异常",
    "压缩包里有表格程序不会写出的内容，例如互相嵌套或大得离奇的部件。",
    "为避免读错数据，未读取该文件。请用 WPS 或 Excel 打开，核对内容后另存为 .xlsx 重新报送。",
);
/// Two sheets of one name.
pub const SAME_SHEET_NAME: Check = error(
    "F10",
    "工作表重名",
    "两个工作表同名，问题的位置会说不清。",
    "请修改工作表名称，使每个工作表的名称各不相同，保存后重新报送。",
);
/// A cell whose content could not be read.
pub const UNREADABLE_CELL: Check = Check {
    fixed: false,
    ..error(
        "F11",
        "单元格无法识别",
        "某个单元格的内容读不出来：值不认识、同一格写了两次而内容不同，文字超过一格的上限（32767 字），或者退回时誊写的表里还写着“【请重新填写】”。其余照读。",
        "请在原表中重新填写该单元格（直接输入文字或数字），保存后重新报送。",
    )
};
/// A formula whose result was never stored.
pub const NO_RESULT: Check = warning(
    "F12",
    "公式没有计算结果",
    "单元格是公式，但文件里没有存下算出的结果。",
    "请用 WPS 或 Excel 打开该文件，待公式算出结果后保存，再重新报送。",
);
/// A hidden sheet.
pub const HIDDEN_SHEET: Check = note(
    "F13",
    "有隐藏的工作表",
    "有隐藏的工作表且有内容；读还是跳过由口径 reading 决定。",
    "请取消隐藏看一眼，确认是否应当报送；读取还是跳过，可在口径文件 reading 中调整。",
);
/// Hidden rows with content.
pub const HIDDEN_ROWS: Check = note(
    "F14",
    "有隐藏的行",
    "有隐藏的行且有内容；读还是跳过由口径 reading 决定。",
    "请取消隐藏（或清除筛选）看一眼，确认读取或跳过符合本意；规则可在口径文件 reading 中调整。",
);
/// Hidden columns with content.
pub const HIDDEN_COLUMNS: Check = note(
    "F15",
    "有隐藏的列",
    "有隐藏的列且有内容；读还是跳过由口径 reading 决定。",
    "请取消隐藏看一眼，确认读取或跳过符合本意；规则可在口径文件 reading 中调整。",
);
/// Macros, which are never run.
pub const MACROS: Check = note(
    "F16",
    "文件含有宏",
    "文件带有宏。",
    "宏不会运行，不影响读取。来源不明的宏可能带有病毒，请用杀毒软件检查原文件。",
);
/// Links to other workbooks.
pub const EXTERNAL_LINKS: Check = note(
    "F17",
    "引用了其他文件",
    "文件引用了别的工作簿。",
    "读取的是文件中保存的结果。请核对引用的数据是否为最新，建议改为直接填写。",
);
/// The operating system would not hand out the bytes.
pub const CANNOT_OPEN: Check = error(
    "F18",
    "文件打不开",
    "操作系统不让读这个文件。",
    "请确认该文件仍在原处、没有被其他程序占用，并且当前用户有读取权限，然后重新运行。",
);
/// Old file without a usable code page, read as GBK.
pub const READ_AS_GBK: Check = warning(
    "F19",
    "按中文编码读取",
    "老式 .xls 没有写明文字编码，按中文（GBK）读取。",
    "请核对读出的文字有无乱码；如有，请用 WPS 或 Excel 打开后另存为 .xlsx 重新报送。",
);

/// The text a person sees in a cell is not what the cell holds.
pub const SHOWN_OTHERWISE: Check = warning(
    "F20",
    "显示的和存的不一样",
    "单元格的数字格式把存的值显示成别的文字（如存 1 显示“一级”、存“预算”显示“预算科”），或者用的是符号字体。读取的是存的值；数字后面加单位（3个、2级）的不算。",
    "请核对应以哪个为准，把要填的文字直接输入该单元格，并将单元格格式改为“常规”，保存后重新报送。",
);

/// Tracked changes or struck words in a document.
pub const TRACKED_CHANGES: Check = warning(
    "F21",
    "有修订或划掉的文字",
    "Word 文档里有没有接受的修订，或者用删除线划掉的文字。按接受修订、不算划掉的文字来读，改前改后都写在这里。",
    "请核对以哪个为准，在“审阅”中接受或拒绝全部修订，删去划掉的文字，保存后重新报送。",
);
/// Something of a document that is seen but not read.
pub const NOT_READ: Check = warning(
    "F22",
    "文档中有没读的内容",
    "文本框和嵌入的文件浮在文字之外，其中的内容没有读取。",
    "请看一眼这些内容；要登记的，请写进表格的单元格里，保存后重新报送。",
);
/// A table inside a cell.
pub const NESTED_TABLE: Check = note(
    "F23",
    "单元格里套着表格",
    "Word 表格的单元格里又有一个表格，里面的表格单独读取。",
    "请核对两处读出的内容；只为排版套了一层的，请把里面的表格移到外面。",
);
/// Struck words in a workbook.
pub const STRUCK_CELL: Check = warning(
    "F24",
    "单元格里有划掉的文字",
    "单元格里有用删除线划掉的文字。删除线不说明这些字还算不算，连划掉的一起按原文读取。",
    "请核对：不算的，请删去划掉的文字（整条不要的，删去这一行）；还算的，请取消删除线，保存后重新报送。",
);

/// All of the above, in the order of their codes.
pub const ALL: &[&Check] = &[
    &EMPTY_FILE,
    &DAMAGED,
    &ENCRYPTED,
    &NOT_A_WORKBOOK,
    &UNKNOWN_CONTENT,
    &TOO_LARGE,
    &TOO_MANY_CELLS,
    &OUT_OF_GRID,
    &ODD_PACKAGE,
    &SAME_SHEET_NAME,
    &UNREADABLE_CELL,
    &NO_RESULT,
    &HIDDEN_SHEET,
    &HIDDEN_ROWS,
    &HIDDEN_COLUMNS,
    &MACROS,
    &EXTERNAL_LINKS,
    &CANNOT_OPEN,
    &READ_AS_GBK,
    &SHOWN_OTHERWISE,
    &TRACKED_CHANGES,
    &NOT_READ,
    &NESTED_TABLE,
    &STRUCK_CELL,
];
