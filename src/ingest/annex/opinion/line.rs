//! The lines of a 互查表 or 群众评议表 in which something was written. What cannot be read is a finding at its cell.

use super::super::super::level;
use super::super::super::listed::Table;
use super::super::super::ruling::{self, Beside};
use super::super::checks;
use super::head::Head;
use super::label::{Part, Said};
use crate::diagnostic::Diagnostic;
use crate::location::CellRef;
use crate::model::{
    About, CROSS_CHECK_KEYS, Field, Level, Number, Opinion, OpinionLine, PartialDate, Ruling,
    Voice, Votes,
};
use crate::reader::CellValue;
use crate::text;

/// Keys above the table: the sections, who looked into it or voted, when, and how many took part.
const KEYS: [&str; 9] = {
    let [looked_into, by_section] = CROSS_CHECK_KEYS;
    [
        looked_into,
        by_section,
        "互查人",
        "互查日期",
        "评议日期",
        "参评人数",
        "受检科室",
        "被评议科室",
        "科室",
    ]
};
/// A cell over more columns is a line for signatures, or a heading.
const WIDEST: u32 = 2;

/// Reads the lines of the form that stands there under this head down to the row `last`, with the rows `above` it.
pub fn read(
    table: &Table<'_>,
    (above, last): (&[u32], u32),
    head: &Head,
    lines: &mut Vec<OpinionLine>,
    findings: &mut Vec<Diagnostic>,
) {
    let above = table.keyed(above.iter().copied(), &KEYS);
    for row in table.rows(head.last, last) {
        if head.is_repeated(row, table.view) || is_no_line(table, head, row) {
            continue;
        }
        let line = Line {
            table,
            head,
            row,
            above: &above,
        };
        for voice in [Voice::CrossCheck, Voice::Ballot] {
            lines.extend(line.read(voice, findings));
        }
    }
}

/// Totals, signatures and examples.
fn is_no_line(table: &Table<'_>, head: &Head, row: u32) -> bool {
    let lookup = table.lookup;
    let cells = table.view.whole_row(row);
    let Some((_, first)) = cells.first() else {
        return true;
    };
    let names = [Field::Number, Field::Risk].map(|field| {
        let col = head.column(Part::About(field));
        table.text(row, col)
    });
    let bare = names.iter().all(String::is_empty);
    lookup.after_example(first).is_some()
        || (bare && (lookup.after_total(first).is_some() || lookup.after_footer(first).is_some()))
}

/// A row of such a form.
struct Line<'l> {
    table: &'l Table<'l>,
    head: &'l Head,
    row: u32,
    above: &'l [Option<(CellRef, String)>],
}

impl Line<'_> {
    /// The cell of a part in which something stands, its blanks (无, /) left out.
    fn cell(&self, part: Part) -> Option<CellRef> {
        let at = CellRef::new(self.row, self.head.column(part)?);
        let seen = self.table.view.seen(at)?;
        let narrow = self.table.view.width(seen.cell) <= WIDEST;
        (narrow && !self.table.lookup.is_blank(&seen.raw)).then_some(seen.cell)
    }

    fn text(&self, part: Part) -> String {
        let seen = self.cell(part).and_then(|cell| self.table.view.seen(cell));
        seen.map_or(String::new(), |s| s.raw.text().to_owned())
    }

    fn about(&self, field: Field) -> String {
        self.text(Part::About(field))
    }

    fn keyed(&self, keys: &[&str]) -> Option<&(CellRef, String)> {
        let mut places = keys
            .iter()
            .filter_map(|key| KEYS.iter().position(|k| k == key));
        places.find_map(|at| self.above[at].as_ref())
    }

    fn section(&self, written: &str) -> String {
        let known = self.table.lookup.section(written).map(|s| s.name.clone());
        known.unwrap_or_else(|| written.to_owned())
    }

    /// What a voice says of the row; none where nothing was filled in for it.
    fn read(&self, voice: Voice, findings: &mut Vec<Diagnostic>) -> Option<OpinionLine> {
        let of = |said| Part::Of(voice, said);
        let votes = (voice == Voice::Ballot)
            .then(|| self.votes(findings))
            .flatten();
        let filled = [of(Said::Level), of(Said::Either), of(Said::Words)];
        let first = filled.iter().find_map(|part| self.cell(*part));
        let first = first.or(votes.as_ref().map(|(cell, _)| *cell))?;
        let written = self.about(Field::Section);
        let section = match self.keyed(&["被互查科室", "受检科室", "被评议科室", "科室"])
        {
            Some((_, name)) if written.is_empty() => name,
            _ => &written,
        };
        let about = About {
            section: self.section(section),
            post: self.about(Field::Post),
            matter: self.about(Field::Matter),
            risk: self.about(Field::Risk),
        };
        let id = text::plain(&self.about(Field::Number));
        let id = Some(id).filter(|id| id.parse::<Number>().is_ok());
        let whole = about.risk.is_empty() && about.matter.is_empty() && id.is_none();
        let (level, words) = self.said(voice, findings);
        let keyed = |part, keys: &[&str]| {
            let own = self.text(part);
            let above = || self.keyed(keys).map(|(_, name)| name.clone());
            if own.is_empty() {
                above().unwrap_or_default()
            } else {
                own
            }
        };
        let cross = voice == Voice::CrossCheck;
        let by_section = keyed(of(Said::Section), if cross { &["互查科室"] } else { &[] });
        let opinion = Opinion {
            voice,
            date: self.date(voice, findings),
            level,
            votes: votes.map(|(_, votes)| votes),
            words,
            section: self.section(&by_section),
            by: keyed(of(Said::By), if cross { &["互查人"] } else { &[] }),
            whole_section: whole,
            in_form: false,
        };
        Some(OpinionLine {
            id: id.unwrap_or_default(),
            about,
            opinion,
            place: self.table.at(first),
        })
    }

    fn date(&self, voice: Voice, findings: &mut Vec<Diagnostic>) -> Option<PartialDate> {
        let key = match voice {
            Voice::CrossCheck => "互查日期",
            Voice::Ballot => "评议日期",
        };
        let usual = self.keyed(&[key]).map(|(cell, _)| *cell);
        let usual = usual.and_then(|cell| self.table.date(cell));
        let own = self.cell(Part::Of(voice, Said::Date));
        self.table.decided_on(own, usual, findings)
    }

    /// The level a voice gives, and its words. The opinion may give it as well: 建议定为二级.
    fn said(&self, voice: Voice, findings: &mut Vec<Diagnostic>) -> (Option<Level>, String) {
        let of = |said| Part::Of(voice, said);
        let (written, either) = (self.text(of(Said::Level)), self.text(of(Said::Either)));
        let mut words = vec![self.text(of(Said::Words))];
        let given = [&written, &either].into_iter().find_map(|t| self.level(t));
        if given.is_none() && !either.is_empty() {
            words.insert(0, either);
        }
        let level = given.or_else(|| words.iter().find_map(|t| self.level(t)));
        if given.is_none() && !written.is_empty() {
            let agrees = ruling::agrees(&written);
            if let Some(cell) = self.cell(of(Said::Level)).filter(|_| !agrees) {
                let shown = text::excerpt(&written, 20);
                let name = voice.title();
                let message = format!(
                    "{name}写的等级“{shown}”看不出是哪一级，照抄在条目旁边，没有与登记的等级比较"
                );
                let finding = self.table.finding(&checks::OPINION_LEVEL, cell, message);
                findings.push(finding.found(written.clone()));
            }
            words.insert(0, written);
        }
        words.retain(|text| !text.is_empty());
        (level, words.join("；"))
    }

    /// The level of a text, with words around it or by agreeing with the one the row shows.
    fn level(&self, written: &str) -> Option<Level> {
        let lookup = self.table.lookup;
        let shown = |field| level::read_one(&self.about(field), lookup);
        let own = shown(Field::Level);
        let beside = Beside {
            declared: own,
            suggested: shown(Field::SuggestedLevel),
            proposed: own,
            again: false,
        };
        // What is proposed here is proposed to the leading group, and decides nothing.
        let plain = text::plain(written);
        let bare = plain.replace("建议", "");
        let read = |text: &str| ruling::read(text, beside, lookup);
        let found = read(&plain).or_else(|| read(&bare).filter(|_| !bare.is_empty()));
        match found? {
            Ruling::Level(level) => Some(level),
            Ruling::Struck => None,
        }
    }

    /// The votes, with the first cell that holds some. Where one is no number, none of the row counts.
    fn votes(&self, findings: &mut Vec<Diagnostic>) -> Option<(CellRef, Votes)> {
        let [one, two, three] = Level::ALL.map(Part::Level);
        let parts = [one, two, three, Part::Agree, Part::Against, Part::Abstain];
        let first = parts.iter().find_map(|part| self.cell(*part))?;
        let before = findings.len();
        let [one, two, three, agree, against, abstain] =
            parts.map(|part| self.number(part, findings));
        let levels = [one, two, three];
        let votes = Votes {
            levels: levels
                .iter()
                .any(Option::is_some)
                .then(|| levels.map(Option::unwrap_or_default)),
            agree,
            against,
            abstain,
            voters: self.voters(findings),
        };
        if findings.len() > before || votes.is_empty() {
            return None;
        }
        self.add_up(first, &votes, findings);
        Some((first, votes))
    }

    /// Those who took part, of this row or of all.
    fn voters(&self, findings: &mut Vec<Diagnostic>) -> Option<u32> {
        if self.cell(Part::Voters).is_some() {
            return self.number(Part::Voters, findings);
        }
        let (cell, written) = self.keyed(&["参评人数"])?;
        let value = self.table.view.value(*cell).and_then(count);
        value.or_else(|| count(&CellValue::Text(written.clone())))
    }

    /// A number of votes; what is none is found.
    fn number(&self, part: Part, findings: &mut Vec<Diagnostic>) -> Option<u32> {
        let cell = self.cell(part)?;
        let value = self.table.view.value(cell);
        let number = value.and_then(count);
        if let Some(value) = value.filter(|_| number.is_none()) {
            let shown = value.display();
            let message = format!(
                "“{}”不是票数（0、1、2……），这一行的票没有用上",
                text::excerpt(&shown, 20)
            );
            let finding = self.table.finding(&checks::VOTES, cell, message);
            findings.push(finding.found(shown));
        }
        number
    }

    /// Finds votes that do not add up to those who took part.
    fn add_up(&self, first: CellRef, votes: &Votes, findings: &mut Vec<Diagnostic>) {
        let cell = self.cell(Part::Voters).unwrap_or(first);
        let message = match votes.voters {
            Some(present) => votes
                .sums()
                .find(|sum| *sum != u64::from(present))
                .map(|sum| format!("各项票数合计 {sum} 票，参评人数是 {present} 人，对不上")),
            None => Some("填了票数，没有写参评人数，核对不了".to_owned()),
        };
        let finding = message.map(|m| self.table.finding(&checks::SUM_OF_VOTES, cell, m));
        findings.extend(finding);
    }
}

/// A number of votes: `12`, `１２`, `12票`, `12人`.
fn count(value: &CellValue) -> Option<u32> {
    let written = text::squash(&text::nfkc(&value.display()));
    let bare = written.trim_end_matches(['票', '人', '个']);
    bare.parse().ok()
}
