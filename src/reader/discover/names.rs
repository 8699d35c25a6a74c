//! What a file's name says about it. Names are only believed where they say "leave me out"; what a file is, its bytes say.

use std::path::Path;

/// Names of files that are read.
const FORMS: &[&str] = &[
    "xlsx", "xlsm", "xltx", "xltm", "xlsb", "xls", "xlt", "et", "ett", "ods", "ots", "docx",
    "docm", "dotx", "dotm",
];
/// Names of documents somebody may have handed in instead of one.
const DOCUMENTS: &[&str] = &[
    "doc", "dot", "wps", "wpt", "odt", "rtf", "pdf", "ofd", "ppt", "pptx", "dps", "jpg", "jpeg",
    "png", "gif", "bmp", "tif", "tiff", "webp", "heic", "csv", "tsv", "txt", "htm", "html", "mht",
    "mhtml", "xml", "zip", "rar", "7z", "gz", "tar", "fods", "sxc", "numbers", "slk", "dif", "dbf",
];

/// What a name says about a file.
pub(super) enum Verdict {
    /// A form, or a document handed in for one.
    Take,
    /// Unknown: the first bytes decide.
    Look,
    Lock,
    Temporary,
    Hidden,
    Other,
}

/// Judges a file or folder by its name alone.
pub(super) fn judge(name: &str) -> Verdict {
    let extension = Path::new(name)
        .extension()
        .map(|e| e.to_string_lossy().to_lowercase())
        .unwrap_or_default();
    if name.starts_with("~$") || name.starts_with(".~") {
        Verdict::Lock
    } else if name.starts_with('.') || name == "__MACOSX" {
        Verdict::Hidden
    } else if extension == "tmp" {
        Verdict::Temporary
    } else if FORMS.contains(&extension.as_str()) || DOCUMENTS.contains(&extension.as_str()) {
        Verdict::Take
    } else if matches!(
        extension.as_str(),
        "toml" | "md" | "ini" | "db" | "lnk" | "url"
    ) {
        Verdict::Other
    } else {
        Verdict::Look
    }
}
