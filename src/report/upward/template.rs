//! The texts of the report: templates that a bureau may replace file by file, checked before the first form is opened.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::facts::Facts;
use super::fault;
use super::names::report_names;
use super::value::Watch;
use crate::error::Error;
use crate::policy::Source;
use crate::writer::prose::{Fault, Prose};

/// The template that holds the others together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Main {
    /// Of a unit's year.
    Year,
    /// Of the results of many units.
    Rollup,
}

impl Main {
    /// Both.
    const ALL: [Self; 2] = [Self::Year, Self::Rollup];

    /// Its file.
    pub const fn file(self) -> &'static str {
        match self {
            Self::Year => "报告.md",
            Self::Rollup => "汇总报告.md",
        }
    }
}

/// The templates of the program.
pub const BUILT_IN: [(&str, &str); 16] = [
    (
        Main::Year.file(),
        include_str!("../../../templates/report/报告.md"),
    ),
    (
        Main::Rollup.file(),
        include_str!("../../../templates/report/汇总报告.md"),
    ),
    (
        "单位报送.md",
        include_str!("../../../templates/report/单位报送.md"),
    ),
    (
        "单位分布.md",
        include_str!("../../../templates/report/单位分布.md"),
    ),
    (
        "单位存在的问题.md",
        include_str!("../../../templates/report/单位存在的问题.md"),
    ),
    (
        "组织领导.md",
        include_str!("../../../templates/report/组织领导.md"),
    ),
    (
        "排查情况.md",
        include_str!("../../../templates/report/排查情况.md"),
    ),
    ("定级.md", include_str!("../../../templates/report/定级.md")),
    (
        "防控措施.md",
        include_str!("../../../templates/report/防控措施.md"),
    ),
    (
        "分级监管.md",
        include_str!("../../../templates/report/分级监管.md"),
    ),
    (
        "监督检查.md",
        include_str!("../../../templates/report/监督检查.md"),
    ),
    (
        "处置整改.md",
        include_str!("../../../templates/report/处置整改.md"),
    ),
    ("考核.md", include_str!("../../../templates/report/考核.md")),
    (
        "与上年对比.md",
        include_str!("../../../templates/report/与上年对比.md"),
    ),
    (
        "存在的问题.md",
        include_str!("../../../templates/report/存在的问题.md"),
    ),
    (
        "下步打算.md",
        include_str!("../../../templates/report/下步打算.md"),
    ),
];

/// The templates in force.
#[derive(Debug)]
pub struct Templates {
    files: BTreeMap<String, Source>,
    /// The bureau's own.
    own: Vec<Source>,
}

impl Templates {
    /// The program's templates with the bureau's own laid over them, each by its file name.
    ///
    /// # Errors
    /// [`Error::Policy`] with everything wrong in them, with file and line: a name nobody knows, a tag that is not closed, a
    /// file that no other includes.
    pub fn with(own: Vec<Source>) -> Result<Self, Error> {
        let built_in = BUILT_IN.iter().map(|(name, text)| Source {
            name: (*name).to_owned(),
            text: (*text).to_owned(),
        });
        let all = built_in.chain(own.iter().cloned());
        let files = all.map(|file| (file.file_name().to_owned(), file));
        let templates = Self {
            files: files.collect(),
            own,
        };
        templates.check()?;
        Ok(templates)
    }

    /// The bureau's own templates, as they were read.
    pub fn own(&self) -> &[Source] {
        &self.own
    }

    /// The whole report as text with markup, and the figures in it in the order in which they come.
    ///
    /// # Errors
    /// [`Error::Policy`] where a template asks for something that is not there.
    pub fn render(&self, main: Main, facts: &Arc<Facts>) -> Result<(String, Vec<usize>), Error> {
        let engine = self.engine(facts)?;
        let made = engine.made(main);
        made.map_err(|e| self.told(&[fault::of(&e, &self.files)]))
    }

    /// Everything that is wrong in the templates before they are used.
    fn check(&self) -> Result<(), Error> {
        let mut faults = Vec::new();
        let trial = Arc::new(Facts::trial(true));
        // A file that cannot be understood is told by itself, so that all are told at once.
        for (name, file) in &self.files {
            let mut prose = Engine::new(&trial).prose;
            match prose.add(name, &file.text) {
                Err(e) => faults.push(fault::of(&e, &self.files)),
                Ok(()) => faults.extend(unknown(&prose, name, file)),
            }
        }
        let included = |name: &str| {
            let quoted = [format!("\"{name}\""), format!("'{name}'")];
            let mut texts = self.files.values().map(|file| &file.text);
            texts.any(|text| quoted.iter().any(|quoted| text.contains(quoted)))
        };
        for file in &self.own {
            let name = file.file_name();
            let holds_others = Main::ALL.iter().any(|main| main.file() == name);
            if !holds_others && !included(name) {
                let known = BUILT_IN.iter().map(|(name, _)| *name);
                faults.push(fault::unused(file, known));
            }
        }
        if faults.is_empty() {
            for full in [true, false] {
                let facts = Arc::new(Facts::trial(full));
                let engine = self.engine(&facts)?;
                let made = Main::ALL.map(|main| engine.made(main).err());
                let made = made.iter().flatten();
                faults.extend(made.map(|e| fault::of(e, &self.files)));
            }
        }
        if faults.is_empty() {
            return Ok(());
        }
        Err(self.told(&faults))
    }

    fn engine<'t>(&'t self, facts: &Arc<Facts>) -> Result<Engine<'t>, Error> {
        let mut out = Engine::new(facts);
        for (name, file) in &self.files {
            let added = out.prose.add(name, &file.text);
            added.map_err(|e| self.told(&[fault::of(&e, &self.files)]))?;
        }
        Ok(out)
    }

    fn told(&self, faults: &[fault::Told]) -> Error {
        Error::Policy(fault::drawn(faults, &self.files))
    }
}

/// The templates, and who watches what they look up.
struct Engine<'t> {
    prose: Prose<'t>,
    watch: Watch,
}

impl Engine<'_> {
    fn new(facts: &Arc<Facts>) -> Self {
        let watch = Watch::new(Arc::clone(facts));
        let writing = watch.clone();
        let prose = Prose::new(Arc::new(watch.clone()), move |written| {
            writing.write(written)
        });
        Self { prose, watch }
    }

    fn made(&self, main: Main) -> Result<(String, Vec<usize>), Fault> {
        let text = self.prose.fill(main.file())?;
        Ok((text, self.watch.used()))
    }
}

/// The names of a template that nobody knows.
fn unknown(prose: &Prose<'_>, name: &str, file: &Source) -> Vec<fault::Told> {
    let known: Vec<&str> = report_names().collect();
    let asked = prose.asked(name).into_iter();
    let unknown = asked.filter(|name| !known.contains(&name.as_str()));
    let told = unknown.map(|name| fault::unknown(file, &name, &known));
    told.collect()
}
