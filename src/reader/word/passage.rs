//! The text of a paragraph or cell as three people would see it: whoever accepts the tracked changes and passes over what is
//! struck through, whoever still reads the struck words, and whoever sees the document as it was before the changes.

use crate::reader::shown::Signs;

/// What stands in a paragraph or a cell.
#[derive(Clone, Debug, Default)]
pub(super) struct Passage {
    /// What is read: tracked changes accepted, struck words left out.
    pub now: String,
    /// The same with the words that are struck through.
    pub struck: String,
    /// The text before the tracked changes.
    pub was: String,
    /// A font some of whose letters are signs not known here.
    pub unknown: Option<Signs>,
    /// Texts of boxes that float here; they are not read.
    pub boxes: Vec<String>,
    /// What people noted here; it is no text of the document.
    pub notes: Vec<String>,
    /// Whether a control stood here several times, of which one is read.
    pub repeated: bool,
    /// Whether a picture stands here.
    pub picture: bool,
    pub number: Number,
}

/// Whether Word counted a number that is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Number {
    #[default]
    None,
    /// Before text.
    Before,
    /// Nothing but such numbers is shown.
    Alone,
}

/// How a piece of text is marked.
#[derive(Clone, Copy, Default)]
pub(super) struct Marks {
    pub inserted: bool,
    pub deleted: bool,
    pub struck: bool,
}

impl Passage {
    /// Adds a piece of text.
    pub fn push(&mut self, text: &str, marks: Marks) {
        if !marks.deleted {
            self.struck.push_str(text);
            if !marks.struck {
                self.now.push_str(text);
            }
        }
        if !marks.inserted {
            self.was.push_str(text);
        }
    }

    /// Takes out what stands from `from` on if it says again, once or several times, what stands from `first` to there.
    pub fn drop_repeat(&mut self, first: usize, from: usize) -> bool {
        let (said, own) = (self.now.get(first..from), self.now.get(from..));
        let (said, own) = (said.unwrap_or_default(), own.unwrap_or_default().to_owned());
        if said.is_empty() || own.is_empty() || !own.replace(said, "").is_empty() {
            return false;
        }
        for text in [&mut self.now, &mut self.struck, &mut self.was] {
            if let Some(kept) = text.strip_suffix(&own) {
                text.truncate(kept.len());
            }
        }
        self.repeated = true;
        true
    }

    /// Puts the number that Word counted before the text.
    pub fn number(&mut self, label: &str) {
        let alone = self.struck.trim().is_empty();
        self.number = if alone { Number::Alone } else { Number::Before };
        for text in [&mut self.now, &mut self.struck] {
            text.insert_str(0, label);
        }
        if alone || !self.was.trim().is_empty() {
            self.was.insert_str(0, label);
        }
    }

    /// Adds a paragraph below; on the same line if the end of the line before was taken out.
    pub fn append(&mut self, below: Self, same_line: bool) {
        let first = self.now.is_empty() && self.struck.is_empty() && self.was.is_empty();
        let end = if first { "" } else { "\n" };
        let kept = if same_line { "" } else { end };
        self.number = match (self.number, below.number) {
            (own, _) if below.struck.trim().is_empty() => own,
            (_, number) if self.struck.trim().is_empty() => number,
            (Number::None, Number::None) => Number::None,
            (Number::Alone, Number::Alone) => Number::Alone,
            _ => Number::Before,
        };
        for (text, more, end) in [
            (&mut self.now, &below.now, kept),
            (&mut self.struck, &below.struck, kept),
            (&mut self.was, &below.was, end),
        ] {
            text.push_str(end);
            text.push_str(more);
        }
        self.unknown = self.unknown.or(below.unknown);
        self.repeated |= below.repeated;
        self.boxes.extend(below.boxes);
        self.notes.extend(below.notes);
        self.picture |= below.picture;
    }

    /// Whether nothing is read here.
    pub fn is_blank(&self) -> bool {
        self.now.trim().is_empty()
    }

    /// Whether nothing at all is to be said of it.
    pub fn is_nothing(&self) -> bool {
        let said = !self.is_blank() || self.before().is_some() || self.with_struck().is_some();
        !said && !self.picture && self.boxes.is_empty()
    }

    /// The text before the tracked changes, where they changed it.
    pub fn before(&self) -> Option<&str> {
        (self.was.trim() != self.struck.trim()).then(|| self.was.trim())
    }

    /// The text with the struck words, where there are any.
    pub fn with_struck(&self) -> Option<&str> {
        (self.now.trim() != self.struck.trim()).then(|| self.struck.trim())
    }
}
