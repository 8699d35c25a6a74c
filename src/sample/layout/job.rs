//! What a layout has to know of the form it draws, and the texts around its table.

use chrono::NaiveDate;

use super::form::{Form, Line, titles};
use crate::sample::bureau::{Office, Person, UNIT};
use crate::sample::compose::Fact;
use crate::sample::manner::Manner;
use crate::sample::rng::Rng;

/// Everything a layout needs to know.
pub struct Job<'a> {
    /// The section that hands in the form.
    pub office: &'a Office,
    /// The section's name as this form writes it.
    pub section: String,
    /// The person, for a person's own form.
    pub person: Option<&'a Person>,
    /// What to say.
    pub facts: Vec<Fact>,
    /// How to word it.
    pub manner: Manner,
    /// How many manifestations stand in one cell.
    pub shown: usize,
    /// Year of the forms.
    pub year: i32,
    /// Day of reporting.
    pub date: NaiveDate,
    /// Chance for small choices.
    pub rng: Rng,
}

/// What chance chose for the lines around a table.
#[derive(Default)]
pub struct Chosen {
    title: String,
    key: &'static str,
}

impl Chosen {
    /// The choices of a form: a title where its lines ask for one, a key where it has some.
    pub fn draw(form: &Form, job: &mut Job<'_>) -> Self {
        let mut chosen = Self::default();
        let drawn = |line: &Line| matches!(line, Line::Title("{title}"));
        if form.above.iter().any(drawn) {
            chosen.title = job.rng.pick(titles()).replace(form.unsaid, "");
        }
        if !form.keys.is_empty() {
            chosen.key = *job.rng.pick(&form.keys);
        }
        chosen
    }
}

impl Job<'_> {
    /// A text with its places filled.
    pub fn fill(&self, text: &str, chosen: &Chosen) -> String {
        let person = self.person.map_or("", |p| p.name.as_str());
        let signer = self.office.staff.last().map_or("", |p| p.name.as_str());
        text.replace("{title}", &chosen.title)
            .replace("{key}", chosen.key)
            .replace("{unit}", UNIT)
            .replace("{section}", &self.section)
            .replace("{year}", &self.year.to_string())
            .replace("{date}", &self.manner.date_text(self.date))
            .replace("{day}", &self.date.format("%m%d").to_string())
            .replace("{person}", person)
            .replace("{head}", self.office.head())
            .replace("{signer}", signer)
            .replace("{no}", self.manner.yes_no(Some(false), false))
    }

    /// The file's name.
    pub fn file_name(&mut self, form: &Form) -> String {
        let name = match form.files.as_slice() {
            [only] => *only,
            several => *self.rng.pick(several),
        };
        let ending = if form.document { ".docx" } else { ".xlsx" };
        self.fill(name, &Chosen::default()) + ending
    }
}
