//! The addresses of links, as Excel and rust_xlsxwriter understand them: a path has its reserved characters escaped,
//! Chinese stays as it is, and the place inside the file follows after `#`.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::safe;
use super::spec::LinkTarget;
use crate::location::CellRef;

/// Excel's limit for an address, in UTF-16 units.
const MAX_ADDRESS: usize = 2_079;
/// Escapes by which rust_xlsxwriter knows an address that is escaped already; any other it would escape once more.
const KNOWN_ESCAPES: [&str; 11] = [
    "%20", "%22", "%25", "%3C", "%3E", "%5B", "%5D", "%5E", "%60", "%7B", "%7D",
];
/// A folder entered and left again: adds one of the known escapes to an address that has only others.
const DETOUR: &str = "%7B%7D/../";

/// Makes addresses; that of a file, to which thousands of links may lead, once.
pub struct Addresses<'a> {
    names: &'a BTreeMap<&'a str, &'a str>,
    files: BTreeMap<String, String>,
}

impl<'a> Addresses<'a> {
    /// `names` gives the written names of this workbook's sheets.
    pub fn new(names: &'a BTreeMap<&'a str, &'a str>) -> Self {
        Self {
            names,
            files: BTreeMap::new(),
        }
    }

    /// The address of a link; none if Excel would refuse it.
    pub fn of(&mut self, target: &LinkTarget) -> Option<String> {
        let address = match target {
            LinkTarget::Inside { sheet, cell } => {
                let name = self.names.get(sheet.as_str()).copied()?;
                format!("internal:{}", location(name, *cell))
            }
            LinkTarget::File { path, at } => {
                if !self.files.contains_key(path) {
                    self.files.insert(path.clone(), file(path));
                }
                let mut address = self.files[path].clone();
                if let Some((sheet, cell)) = at {
                    address.push('#');
                    address.push_str(&location(sheet, *cell));
                }
                address
            }
        };
        (safe::utf16_len(&address) <= MAX_ADDRESS).then_some(address)
    }
}

/// A cell of a sheet as formulas name it.
fn location(sheet: &str, cell: CellRef) -> String {
    format!("'{}'!{cell}", safe::text(sheet).replace('\'', "''"))
}

fn file(path: &str) -> String {
    if let Some(share) = path.strip_prefix("//") {
        // Excel itself writes the paths of a network share like this.
        let share = known(&escaped(share)).replace('/', "\\");
        return format!("file:///\\\\{share}");
    }
    let drive = path.as_bytes().get(1..3) == Some(b":/");
    let first = path.split('/').next().unwrap_or_default();
    // A colon in the first name of a relative path would make it a protocol or a drive.
    let here = if first.contains(':') && !drive {
        "./"
    } else {
        ""
    };
    format!("file:///{here}{}", known(&escaped(path)))
}

/// The path with everything escaped that has a meaning in an address, or that XML cannot hold.
fn escaped(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for c in path.chars() {
        if is_plain(c) {
            out.push(c);
            continue;
        }
        let mut bytes = [0; 4];
        for byte in c.encode_utf8(&mut bytes).bytes() {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

fn is_plain(c: char) -> bool {
    let reserved = "\"<>[]`^{}|\\%#?".contains(c);
    // Marks nobody sees, characters of private use, and what is no character: Excel mends a whole workbook that
    // holds an address it does not like.
    let odd = matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{e000}'..='\u{f8ff}' | '\u{feff}' | '\u{fff0}'..='\u{ffff}');
    !reserved && !odd && !c.is_whitespace() && !c.is_control()
}

/// The escaped path in a form that is not escaped a second time.
fn known(path: &str) -> String {
    if !path.contains('%') || KNOWN_ESCAPES.iter().any(|e| path.contains(e)) {
        return path.to_owned();
    }
    let (folder, name) = path.split_at(path.rfind('/').map_or(0, |at| at + 1));
    format!("{folder}{DETOUR}{name}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn to(path: &str, at: Option<(&str, &str)>) -> Option<String> {
        let target = LinkTarget::File {
            path: path.to_owned(),
            at: at.map(|(sheet, cell)| (sheet.to_owned(), cell.parse().unwrap_or_default())),
        };
        Addresses::new(&BTreeMap::new()).of(&target)
    }

    #[test]
    fn what_has_a_meaning_in_an_address_is_escaped_and_chinese_is_not() {
        for (path, expected) in [
            ("../收表/预算科.xlsx", "file:///../收表/预算科.xlsx"),
            ("表 1#甲100%.xlsx", "file:///表%201%23甲100%25.xlsx"),
            ("../收表/表#1.xlsx", "file:///../收表/%7B%7D/../表%231.xlsx"),
            (
                "甲\u{3000}\u{e000}.xlsx",
                "file:///%7B%7D/../甲%E3%80%80%EE%80%80.xlsx",
            ),
            ("甲:乙.xlsx", "file:///./甲:乙.xlsx"),
            ("C:/收 表/a.xlsx", "file:///C:/收%20表/a.xlsx"),
            (
                "//服务器/收表/a b.xlsx",
                r"file:///\\服务器\收表\a%20b.xlsx",
            ),
        ] {
            assert_eq!(to(path, None).as_deref(), Some(expected));
        }
    }

    #[test]
    fn the_place_inside_the_file_follows_with_its_quotes_doubled() {
        let expected = "file:///a.xlsx#'甲''s #1 表'!AB7";
        let found = to("a.xlsx", Some(("甲's #1 表", "AB7")));
        assert_eq!(found.as_deref(), Some(expected));
    }

    #[test]
    fn an_address_longer_than_excel_allows_is_none() {
        assert!(to(&"长".repeat(2_070), None).is_some());
        assert!(to(&"长".repeat(2_080), None).is_none());
        assert!(to(&" ".repeat(700), None).is_none());
    }
}
