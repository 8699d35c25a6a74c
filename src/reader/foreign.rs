//! What people hand in instead of a workbook: what it is called, and what to do about each.

/// A document the program does not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Foreign {
    /// Its Chinese name.
    pub name: &'static str,
    /// Whether it is a table all the same, only written in a way that is not read.
    pub table: bool,
    /// What to do.
    pub cure: &'static str,
}

impl Foreign {
    /// What it is, in a sentence.
    pub fn message(self) -> String {
        let name = self.name;
        // Print sets Latin letters off from Chinese ones.
        let gap = if name.starts_with(|c: char| c.is_ascii()) {
            " "
        } else {
            ""
        };
        if self.table {
            format!("这是{gap}{name}，这种格式不能直接读取")
        } else {
            format!("文件内容实际是{gap}{name}，不是表格")
        }
    }
}

const fn table(name: &'static str, cure: &'static str) -> Foreign {
    Foreign {
        name,
        table: true,
        cure,
    }
}

const fn document(name: &'static str, cure: &'static str) -> Foreign {
    Foreign {
        name,
        table: false,
        cure,
    }
}

const SAVE_AS: &str = "请用 WPS 或 Excel 打开该文件，点“文件 → 另存为”，类型选“Excel 工作簿（.xlsx）”，核对内容后重新报送。只改扩展名没有用。";
const SAVE_AS_DOCX: &str = "请用 WPS 或 Word 打开该文件，点“文件 → 另存为”，类型选“Word 文档（.docx）”，核对内容后重新报送。只改扩展名没有用。";
const COPY: &str = "请将其中的表格复制到自查表（.xlsx）中，核对后重新报送。";
const ASK: &str = "请向填报科室要原来的表格（.xlsx）；没有的，请将内容填入自查表后重新报送。";
const UNPACK: &str = "请先解压，把里面的表格放进收表的文件夹，再重新运行。";

pub(super) const ANCIENT: Foreign = table("Excel 4.0 或更早版本的表格", SAVE_AS);
pub(super) const XML_2003: Foreign = table("XML 表格（Excel 2003）", SAVE_AS);
pub(super) const SYLK: Foreign = table("SYLK 表格（.slk）", SAVE_AS);
pub(super) const DIF: Foreign = table("DIF 表格（.dif）", SAVE_AS);
pub(super) const FLAT_ODS: Foreign = table(
    "OpenDocument 单文件表格（.fods）",
    "请用 LibreOffice 打开该文件，点“文件 → 另存为”，类型选“Excel 2007-365（.xlsx）”，核对内容后重新报送。",
);
pub(super) const SXC: Foreign = table(
    "OpenOffice 1.x 的表格（.sxc）",
    "请用 LibreOffice 打开该文件，点“文件 → 另存为”，类型选“Excel 2007-365（.xlsx）”，核对内容后重新报送。",
);
pub(super) const NUMBERS: Foreign = table(
    "苹果 Numbers 表格",
    "请在 Numbers 中打开该文件，点“文件 → 导出为 → Excel”，把导出的 .xlsx 重新报送。",
);
pub(super) const TEXT: Foreign = document(
    "文本文件（如 CSV）",
    "请用 WPS 或 Excel 打开该文件，看看有没有乱码、编号和日期是否完整，再另存为 .xlsx 重新报送。",
);
pub(super) const WEB_PAGE: Foreign = document(
    "网页",
    "网页多半是从网上的系统导出的，也有叫 .xls 或 .doc 的。请用 WPS 打开该文件（也可以用 Excel 或 Word），核对内容后，表格另存为 .xlsx，文字文档另存为 .docx，重新报送。",
);
pub(super) const WORD_PAGE: Foreign = table("Word 存成的网页", SAVE_AS_DOCX);
pub(super) const XML: Foreign = document("XML 文件", ASK);
pub(super) const WORD: Foreign = table("旧式 Word（.doc）或 WPS 文字（.wps）文档", SAVE_AS_DOCX);
pub(super) const WORD_XML: Foreign = table("Word 的 XML 文档", SAVE_AS_DOCX);
pub(super) const OPEN_TEXT: Foreign = table("文字文档（.odt）", SAVE_AS_DOCX);
pub(super) const OPEN_OTHER: Foreign = document("其他 OpenDocument 文档", COPY);
pub(super) const RTF: Foreign = table("Word（RTF）文档", SAVE_AS_DOCX);
pub(super) const SLIDES: Foreign = document("演示文稿", COPY);
pub(super) const OFD: Foreign = document("OFD 版式文件", ASK);
pub(super) const PDF: Foreign = document("PDF 文件", ASK);
pub(super) const PICTURE: Foreign = document("图片", ASK);
pub(super) const MEDIA: Foreign = document("图片或音视频", ASK);
pub(super) const ARCHIVE: Foreign = document("压缩包", UNPACK);
pub(super) const EMPTY_ARCHIVE: Foreign = document("空的压缩包", ASK);
pub(super) const SPLIT_ARCHIVE: Foreign = document("分卷压缩包", UNPACK);
pub(super) const PROGRAM: Foreign = document(
    "程序",
    "请不要运行它。请向填报科室要原来的表格（.xlsx），并提醒对方电脑可能中了病毒。",
);
