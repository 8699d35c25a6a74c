//! Former roll-ups, and former results of units: their numbers go on, and what became of their risk points is told.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::paths::Paths;
use super::read;
use super::results::{self, Given};
use super::units::{Rank, rank};
use crate::app::session::Session;
use crate::error::Error;
use crate::model::Former;
use crate::policy::Policy;
use crate::reader;

/// Former roll-ups.
#[derive(Default)]
pub struct Previous {
    /// Their units.
    pub units: BTreeMap<Rank, Given>,
    /// The year of the latest.
    pub year: Option<i32>,
    path: PathBuf,
}

impl Previous {
    /// Reads them.
    ///
    /// # Errors
    /// A path holds none, one cannot be read, or is of no earlier year.
    pub fn read(session: &Session<'_>, policy: &Policy, paths: Paths<'_>) -> Result<Self, Error> {
        let (folders, rest) = reader::results(paths.previous, &[]);
        let mut out = Self {
            path: paths.previous.first().cloned().unwrap_or_default(),
            ..Self::default()
        };
        if let Some(path) = rest.first() {
            let reason = "这里没有汇总的结果（或单位的结果文件夹）".to_owned();
            return Err(Error::Previous {
                path: path.clone(),
                reason,
            });
        }
        let most = policy.bounds.unpacked_mb.saturating_mul(1024 * 1024);
        for folder in folders {
            let unusable = |reason| Error::Previous {
                path: folder.clone(),
                reason,
            };
            let shown = folder.display().to_string();
            for given in results::read(&folder, &shown, most).map_err(unusable)? {
                if given.year >= session.occasion.year {
                    let reason = format!(
                        "这是 {} 年的，而本次汇总 {} 年的",
                        given.year, session.occasion.year
                    );
                    return Err(unusable(reason));
                }
                let own = rank(&given.unit, policy);
                out.year = out.year.max(Some(given.year));
                let day = |given: &Given| (given.year, given.date);
                match out.units.get(&own) {
                    Some(other) if day(other) == day(&given) && other.digest != given.digest => {
                        let reason = format!(
                            "“{}”同一年、同一天的结果与“{}”里的不同，分不出以哪一份为准，请只给一份",
                            given.unit,
                            other.shown()
                        );
                        return Err(unusable(reason));
                    }
                    Some(other) if day(other) >= day(&given) => {}
                    _ => {
                        out.units.insert(own, given);
                    }
                }
            }
        }
        Ok(out)
    }

    /// What they know of a unit.
    ///
    /// # Errors
    /// It cannot be read any more.
    pub fn former(&self, rank: &Rank, year: i32) -> Result<Option<Former>, Error> {
        let Some(given) = self.units.get(rank) else {
            return Ok(None);
        };
        let former = read::former(&given.data, year - 1);
        former
            .map(Some)
            .map_err(|reason| self.broken(&given.shown(), &reason))
    }

    /// The error for one that cannot be read any more.
    pub fn broken(&self, shown: &str, reason: &str) -> Error {
        Error::Previous {
            path: self.path.clone(),
            reason: format!("“{shown}”{reason}"),
        }
    }
}
