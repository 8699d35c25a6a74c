//! Everything a roll-up comes to, before anything is written: what was given, sorted into units and settled; what each unit
//! and all of them come to; what became of last year's risk points.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::checks::{BROKEN, OTHER_YEAR, UNKNOWN_UNIT};
use super::columns::{self, Tables};
use super::paths::Paths;
use super::previous::Previous;
use super::registers::{self, Sorted};
use super::results::{self, Given};
use super::rolled::{Rolled, put_together};
use super::units::{Rank, Unit, rank};
use super::versions;
use super::whose;
use crate::app::addresses::Seen;
use crate::app::reason::failed;
use crate::app::session::Session;
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::location::Place;
use crate::model::Form;
use crate::policy::Policy;
use crate::reader;
use crate::text;

/// Reads, sorts, settles and counts. `session` reads by the policy for [registers](registers::reading); `policy` is that of
/// this level.
///
/// # Errors
/// A path does not exist, a former roll-up cannot be read, nothing was given at all, or the work shall stop.
pub fn gather(
    session: &mut Session<'_>,
    policy: &Policy,
    paths: Paths<'_>,
) -> Result<Rolled, Error> {
    let kept = tempfile::tempdir().map_err(|e| failed(paths.out, &e))?;
    let mut work = Work::new(policy, paths.out);
    let mut leave_out = vec![paths.out.to_path_buf()];
    let (folders, rest) = reader::results(paths.given, &leave_out);
    let folders: Vec<PathBuf> = folders.into_iter().collect();
    let columns = reader::columns(paths.given, &leave_out);
    leave_out.extend(folders.iter().flat_map(|folder| results::made_from(folder)));
    let mut nothing = columns.is_empty();
    work.columns(session, columns, kept.path())?;
    nothing &= work.results(session, &folders)?;
    if !paths.year_said
        && let Some(year) = work.only_year()
    {
        session.occasion.year = year;
    }
    let previous = Previous::read(session, policy, paths)?;
    let found = reader::discover(&rest, &leave_out)?;
    let mut left_out = BTreeMap::new();
    if !found.sources.is_empty() {
        let mut read = session.files(&rest, &leave_out)?;
        left_out = std::mem::take(&mut read.left_out);
        left_out.remove("结果文件夹中的文件");
        let addresses = work.seen.addresses(&read.paths);
        work.addresses.extend(addresses);
        let mut sorted = registers::sorted(read, policy);
        left_out.append(&mut sorted.left_out);
        work.registers(session, sorted, &previous, kept.path())?;
    } else if nothing {
        let named: Vec<String> = paths
            .given
            .iter()
            .map(|p| p.display().to_string())
            .collect();
        return Err(Error::NothingToRead(named.join("、")));
    }
    work.other_years(session.occasion.year);
    let Work {
        units,
        findings,
        addresses,
        ..
    } = work;
    let rolled = put_together(
        session,
        policy,
        (units, findings),
        (&previous, paths.columns),
        kept,
    )?;
    Ok(Rolled {
        left_out,
        addresses,
        ..rolled
    })
}

/// What was given, unit by unit.
struct Work<'p> {
    policy: &'p Policy,
    seen: Seen,
    units: BTreeMap<Rank, Unit>,
    findings: Vec<Diagnostic>,
    addresses: BTreeMap<Arc<str>, String>,
}

impl<'p> Work<'p> {
    fn new(policy: &'p Policy, out: &Path) -> Self {
        let mut units = BTreeMap::new();
        for (at, unit) in policy.rollup.units.all().iter().enumerate() {
            let own = Unit {
                name: unit.name.clone(),
                ..Unit::default()
            };
            units.insert((at, text::key(&unit.name)), own);
        }
        Self {
            policy,
            seen: Seen::from(out),
            units,
            findings: Vec::new(),
            addresses: BTreeMap::new(),
        }
    }

    /// The unit of this name.
    fn unit(&mut self, written: &str) -> &mut Unit {
        let unit = self.units.entry(rank(written, self.policy)).or_default();
        // Of several spellings of one name the same one is shown, in whatever order they came.
        let written = written.trim();
        if unit.name.is_empty()
            || (written < unit.name.as_str() && self.policy.rollup.units.find(written).is_none())
        {
            written.clone_into(&mut unit.name);
        }
        unit
    }

    fn tell(&mut self, finding: Diagnostic) {
        self.findings.push(finding);
    }

    /// Reads results. Answers whether there is none.
    fn results(&mut self, session: &Session<'_>, folders: &[PathBuf]) -> Result<bool, Error> {
        let most = self.policy.bounds.unpacked_mb.saturating_mul(1024 * 1024);
        let shown = |folder: &PathBuf| {
            let address = self.seen.address(folder);
            address.unwrap_or_else(|| folder.display().to_string())
        };
        let named: Vec<(String, &PathBuf)> = folders.iter().map(|f| (shown(f), f)).collect();
        let read = session.each(&named, |(name, folder)| results::read(folder, name, most))?;
        self.addresses.extend(
            named
                .iter()
                .map(|(name, _)| (name.as_str().into(), name.clone())),
        );
        for ((name, folder), read) in named.iter().zip(read) {
            match read {
                Ok(all) => all.into_iter().for_each(|given| self.take(given)),
                Err(reason) => self.broken(name, folder, &reason),
            }
        }
        Ok(folders.is_empty())
    }

    /// Reads columns, unit by unit; their rows are kept as lines.
    fn columns(
        &mut self,
        session: &Session<'_>,
        files: Vec<PathBuf>,
        kept: &Path,
    ) -> Result<(), Error> {
        let (all, unread) = columns::sorted(files);
        let shown = |path: &Path| {
            let address = self.seen.address(path);
            address.unwrap_or_else(|| path.display().to_string())
        };
        let named = all.iter().map(|tables| shown(&tables.root));
        let named: Vec<((usize, String), &Tables)> = named.enumerate().zip(&all).collect();
        let unread: Vec<(String, String)> = unread
            .iter()
            .map(|(file, reason)| (shown(file), reason.clone()))
            .collect();
        let read = session.each(&named, |((nth, name), tables)| {
            tables.given(name, &kept.join(format!("columns-{nth}")))
        })?;
        for (((_, name), tables), read) in named.iter().zip(read) {
            let address = (name.as_str().into(), name.clone());
            self.addresses.extend([address]);
            match read {
                Ok(given) => self.take(given),
                Err(reason) => self.unread(name, vec![tables.partition.unit.clone()], &reason),
            }
        }
        for (name, reason) in unread {
            self.unread(&name, Vec::new(), &reason);
        }
        Ok(())
    }

    fn take(&mut self, given: Given) {
        if text::key(&given.unit).is_empty() {
            let message = "结果里没有写明是哪个单位的".to_owned();
            let place = Place::file(&given.shown().into());
            // The folder may be called by the unit's name.
            match whose::in_path(&given.shown(), self.policy) {
                Some(unit) => self.unit(&unit).given.push(given),
                None => self.tell(Diagnostic::new(&UNKNOWN_UNIT, place, message)),
            }
            return;
        }
        let unit = given.unit.clone();
        self.unit(&unit).given.push(given);
    }

    fn broken(&mut self, name: &str, folder: &Path, reason: &str) {
        let units = results::whose(folder);
        self.unread(name, units, reason);
    }

    /// Tells that something was not read, and of which units it is; where that is not known the name may say it.
    fn unread(&mut self, name: &str, mut units: Vec<String>, reason: &str) {
        units.retain(|unit| !unit.is_empty());
        if units.is_empty() {
            units.extend(whose::in_path(name, self.policy));
        }
        let place = Place::file(&name.into());
        let mut finding = Diagnostic::new(&BROKEN, place, format!("“{name}”没有读出：{reason}"));
        finding.section = units.first().cloned();
        self.tell(finding);
        for unit in units {
            self.unit(&unit).unread.push(format!("“{name}”{reason}"));
        }
    }

    /// The year of the results, where they have but one.
    fn only_year(&self) -> Option<i32> {
        let all = self.units.values().flat_map(|unit| &unit.given);
        let mut years: Vec<i32> = all.map(|given| given.year).collect();
        years.sort_unstable();
        years.dedup();
        years.first().copied().filter(|_| years.len() == 1)
    }

    /// Takes in registers, unit by unit.
    fn registers(
        &mut self,
        session: &Session<'_>,
        sorted: Sorted,
        previous: &Previous,
        folder: &Path,
    ) -> Result<(), Error> {
        self.findings.extend(sorted.findings);
        for (unit, files) in sorted.unread {
            let files = files.join("”、“");
            self.unit(&unit)
                .unread
                .push(format!("“{files}”里没有读到登记表"));
        }
        // Spellings of one unit are one.
        let mut units: BTreeMap<(Rank, Option<i32>), (String, Vec<Form>)> = BTreeMap::new();
        for ((unit, year), forms) in sorted.units {
            let all = units.entry((rank(&unit, self.policy), year)).or_default();
            all.0 = unit;
            all.1.extend(forms);
        }
        let mut numbered = Vec::new();
        for (((rank, year), (unit, forms)), number) in units.into_iter().zip(0..) {
            let versions = versions::newest(&unit, forms);
            self.findings.extend(versions.findings);
            self.unit(&unit).unread.extend(versions.undecided);
            if !versions.standing.is_empty() {
                numbered.push(((rank, (unit, year), versions.standing), number));
            }
        }
        let given = session.each(&numbered, |((rank, whose, forms), number)| {
            let folder = folder.join(format!("{number}"));
            let before = previous.former(rank, session.occasion.year)?;
            registers::given(session, (whose, forms.clone()), before.as_ref(), &folder)
        })?;
        for given in given {
            let mut given = given?;
            let address = |file: &String| self.addresses.get(file.as_str()).unwrap_or(file).clone();
            given.sources = given.sources.iter().map(address).collect();
            self.take(given);
        }
        Ok(())
    }

    /// Leaves out what is of another year.
    fn other_years(&mut self, year: i32) {
        for unit in self.units.values_mut() {
            let (own, others): (Vec<_>, Vec<_>) = std::mem::take(&mut unit.given)
                .into_iter()
                .partition(|g| g.year == year);
            unit.given = own;
            for given in others {
                let name = &unit.name;
                let message = format!(
                    "“{name}”的这一份是 {} 年的，本次汇总 {year} 年的",
                    given.year
                );
                let place = Place::file(&given.shown().into());
                let mut finding = Diagnostic::new(&OTHER_YEAR, place, message);
                finding.section = Some(name.clone());
                self.findings.push(finding);
                unit.unread
                    .push(format!("“{}”是 {} 年的", given.shown(), given.year));
            }
        }
    }
}
