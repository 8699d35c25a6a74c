//! Takes the marks off a workbook that comes back. What was not touched since it was marked is given back byte for byte; whatever
//! another program has saved is cleaned by the names that marks have.

mod book;
mod notes;
mod sheet;

use std::collections::{BTreeMap, BTreeSet};

use super::book::Book;
use super::list::{self, Looks};
use super::original::Original;
use super::original::around;
use super::package::Package;
use super::sheet::Sheet;
use super::strings::Strings;
use super::styles::Styles;
use super::{COLUMN, LIST, Unmarkable, ours};
use crate::diagnostic::DEGREES;
use crate::location::CellRef;
use notes::Gone;
use sheet::Marks;

/// A workbook without marks.
pub struct Cleaned {
    /// The workbook.
    pub bytes: Vec<u8>,
    /// What people wrote into the column of what to mend, by sheet and cell: it is left out.
    pub replies: Vec<(String, CellRef, String)>,
}

/// The workbook without its marks; none where it bears none.
///
/// # Errors
/// It is no workbook that could have been marked, or it cannot be read.
pub fn cleaned(bytes: &[u8]) -> Result<Option<Cleaned>, Unmarkable> {
    let mut package = Package::open(bytes)?;
    let book = Book::read(&mut package)?;
    if book.sheets.iter().all(|sheet| sheet.name == LIST) {
        return Ok(None);
    }
    let original = Original::of(&mut package, &book)?;
    let list = list_of(&mut package, &book)?;
    if original.is_none() && list.is_none() && !may_bear_marks(&mut package, &book) {
        return Ok(None);
    }
    if let Some(original) = original.as_ref().filter(|o| o.whole) {
        return Ok(Some(Cleaned {
            bytes: original.bytes.clone(),
            replies: Vec::new(),
        }));
    }
    let was = original.as_ref().and_then(|o| Package::open(&o.bytes).ok());
    let mut work = Work {
        strings: Strings::read(&mut package, book.strings.as_deref())?,
        styles: Styles::new(package.text(&book.styles)?)?,
        list,
        looks: Looks::default(),
        renumbered: true,
        book,
        original: original.as_ref(),
        replies: Vec::new(),
        shared: [BTreeSet::new(), BTreeSet::new()],
    };
    let marked = work.clean(&mut package, was)?;
    let bytes = package.finish()?;
    let replies = work.replies;
    Ok(marked.then_some(Cleaned { bytes, replies }))
}

/// The place of the sheet of faults.
fn list_of(package: &mut Package<'_>, book: &Book) -> Result<Option<usize>, Unmarkable> {
    let place = book.sheets.iter().position(|sheet| sheet.name == LIST);
    let Some((place, part)) = place.and_then(|p| Some((p, book.sheets[p].part.as_ref()?))) else {
        return Ok(None);
    };
    let strings = Strings::read(package, book.strings.as_deref())?;
    let text = package.text(part)?;
    let texts = strings.all(&Sheet::new(&text)?);
    let texts = texts.iter().map(|(at, text)| (*at, text.as_str()));
    Ok(ours::is_list(texts).then_some(place))
}

/// Whether a column of what to mend may stand somewhere, or one of our notes: most forms that are read say nothing of them.
fn may_bear_marks(package: &mut Package<'_>, book: &Book) -> bool {
    let sheets: Vec<&String> = book.sheets.iter().filter_map(|s| s.part.as_ref()).collect();
    let notes = sheets.iter().flat_map(|sheet| {
        let relations = package.relations(sheet).unwrap_or_default();
        let notes = relations.into_iter().filter(|r| r.kind == "comments");
        notes.map(|notes| notes.part)
    });
    let notes: Vec<String> = notes.collect();
    let mut parts = sheets.into_iter().chain(&book.strings).chain(&notes);
    // Some programs write every character that is not ASCII by its number.
    let says = |text: String| ["&#", COLUMN, DEGREES[1]].iter().any(|m| text.contains(m));
    parts.any(|part| package.text(part).is_ok_and(says))
}

struct Work<'o> {
    book: Book,
    original: Option<&'o Original>,
    strings: Strings,
    styles: Styles,
    /// The place of the sheet of faults.
    list: Option<usize>,
    looks: Looks,
    /// Whether the styles have other numbers than when the workbook was marked.
    renumbered: bool,
    replies: Vec<(String, CellRef, String)>,
    /// Shared strings that were shown by marks, and those that still are shown.
    shared: [BTreeSet<usize>; 2],
}

impl Work<'_> {
    /// Takes the marks out; answers whether there were any.
    fn clean(
        &mut self,
        package: &mut Package<'_>,
        was: Option<Package<'_>>,
    ) -> Result<bool, Unmarkable> {
        let mut untouched = self.untouched(package);
        self.renumbered = was.is_none() || !untouched.contains(&self.book.styles);
        if self.renumbered {
            untouched.clear();
        }
        let mut was = was.filter(|_| !self.renumbered);
        let list = self.list.and_then(|place| self.book.sheets.get(place));
        if let Some(part) = list.and_then(|list| list.part.clone()) {
            let text = package.text(&part)?;
            let sheet = Sheet::new(&text)?;
            let shown = sheet.rows.values().flat_map(|row| row.cells.values());
            self.shared[0].extend(shown.filter_map(|cell| Strings::number(&sheet, cell)));
            self.looks = list::looks(&sheet, &self.strings);
        }
        let mut marked = self.list.is_some() || self.original.is_some();
        let sheets = self.book.sheets.iter().enumerate();
        let sheets: Vec<(String, String)> = sheets
            .filter(|(place, _)| Some(*place) != self.list)
            .filter_map(|(_, s)| Some((s.name.clone(), s.part.clone()?)))
            .collect();
        for (name, part) in sheets {
            if !untouched.contains(&part) {
                marked |= self.sheet(package, (&name, &part), &untouched, was.as_mut())?;
            }
        }
        book::unlist(package, &self.book, self.list, &self.looks)?;
        self.forget_original(package)?;
        let [marks, shown] = &self.shared;
        let unused = marks.difference(shown).copied().collect();
        self.strings.empty(package, &unused)?;
        if self.renumbered {
            let none = Styles::new(package.text(&self.book.styles)?)?;
            let styles = std::mem::replace(&mut self.styles, none);
            package.put(&self.book.styles, styles.finish()?);
        }
        if let Some(was) = &mut was {
            for part in &untouched {
                if was.has(part) {
                    package.put(part, was.read(part)?);
                } else {
                    package.remove(part);
                }
            }
        }
        Ok(marked)
    }

    /// The parts that are as they were marked.
    fn untouched(&self, package: &mut Package<'_>) -> BTreeSet<String> {
        let Some(original) = self.original else {
            return BTreeSet::new();
        };
        let parts = original.parts().into_iter();
        parts
            .filter(|part| original.untouched(package, part))
            .collect()
    }

    fn sheet(
        &mut self,
        package: &mut Package<'_>,
        (name, part): (&str, &str),
        untouched: &BTreeSet<String>,
        was: Option<&mut Package<'_>>,
    ) -> Result<bool, Unmarkable> {
        let relations = package.relations(part)?;
        let notes = relations.iter().find(|r| r.kind == "comments");
        let to_clean = notes.is_some_and(|notes| !untouched.contains(&notes.part));
        let notes = if to_clean {
            notes::clean(package, part)?
        } else {
            Gone::default()
        };
        let text = package.text(part)?;
        let look = Sheet::new(&text)?;
        let before = was.and_then(|was| was.text(part).ok());
        let before_look = before.as_ref().and_then(|text| Sheet::new(text).ok());
        let marks = Marks {
            was: before_look.as_ref(),
            certain: self.list.is_some() || self.original.is_some(),
            filter: self.looks.filters.contains(name),
            drawing: notes.drawing || before_look.as_ref().is_some_and(|b| b.drawing().is_none()),
            around: self.around(part, &text, before.as_deref()),
        };
        let columns = self.columns(name);
        let (looks, styles, original) = (&self.looks, &mut self.styles, self.original);
        let (listed, renumbered) = (self.list.is_some(), self.renumbered);
        let mut style = |at: CellRef, style: usize| {
            if !renumbered {
                return original?.style(style);
            }
            // A table may have been sorted since: its columns look as they did.
            let column = columns.get(&at.col);
            if listed && column.is_none() {
                return None;
            }
            let fill = looks.fills.get(&(name.to_owned(), at)).or(column);
            styles.unfilled(style, fill.and_then(Option::as_deref))
        };
        let done = sheet::clean(&look, &self.strings, &marks, &mut style);
        self.replies.extend(
            done.replies
                .into_iter()
                .map(|(at, text)| (name.to_owned(), at, text)),
        );
        if done.filter {
            self.looks.filters.insert(name.to_owned());
        }
        let [marks, shown] = done.strings;
        self.shared[0].extend(marks);
        self.shared[1].extend(shown);
        if done.marked {
            package.put(part, done.text);
        }
        Ok(done.marked || notes.any)
    }

    /// How the cells of each marked column of a sheet looked.
    fn columns(&self, name: &str) -> BTreeMap<u32, Option<String>> {
        let mut columns: BTreeMap<u32, Option<String>> = BTreeMap::new();
        let fills = self.looks.fills.iter();
        for ((_, at), fill) in fills.filter(|((sheet, _), _)| sheet == name) {
            let known = columns.entry(at.col).or_default();
            *known = known.take().or_else(|| fill.clone());
        }
        columns
    }

    /// What stood before and behind the cells of a sheet, where nobody has changed it since.
    fn around(&self, part: &str, text: &str, before: Option<&str>) -> [Option<String>; 2] {
        let known = self.original.filter(|_| !self.renumbered);
        let places = around(text).zip(before.and_then(around));
        let (Some(original), Some((now, then)), Some(before)) = (known, places, before) else {
            return [None, None];
        };
        [0, 1].map(|side| {
            let same = original.around(part, side, text.get(now[side].clone())?);
            let then = before.get(then[side].clone()).filter(|_| same)?;
            Some(then.to_owned())
        })
    }

    /// Takes out the part that keeps the workbook as it came.
    fn forget_original(&self, package: &mut Package<'_>) -> Result<(), Unmarkable> {
        let Some(original) = self.original else {
            return Ok(());
        };
        for relation in package.relations(&self.book.part)? {
            if relation.part == original.part {
                package.unrelate(&self.book.part, &relation.id)?;
            }
        }
        package.retire(&original.part)
    }
}
