//! Cards that would be read if they named a risk, or stood below each other.

use super::trial::{Trial, quoted};
use crate::ingest::card::{lacking, zones};
use crate::location::CellRef;

/// Cards next to each other that could not be read each by itself.
pub fn beside(trial: &Trial<'_>) -> Option<String> {
    let zones = zones(trial.view, trial.lookup);
    let (left, _) = *zones.get(1)?;
    let row = trial.rows.iter().copied();
    let labelled = |row: &u32| trial.view.own(CellRef::new(*row, left)).is_some();
    let row = row.into_iter().find(labelled)?;
    let at = CellRef::new(row, left);
    let label = trial.view.own(at)?;
    Some(format!(
        "像是左右并排的 {} 张个人表（第二张从{}起）。请把右边的移到左边一张的下面，上下排，每张都写明“姓名”“风险点”“风险等级”“防控措施”",
        zones.len(),
        quoted(at, &label)
    ))
}

/// The label that is missing.
const RISK: &str = "风险点";

/// A card of a person on which no label names a risk.
pub fn without_risk(trial: &Trial<'_>) -> Option<String> {
    let card = lacking(trial.view, &trial.rows, trial.lookup)?;
    let (at, label) = &card.first;
    let told = format!(
        "像是栏名在左、内容在右的个人表（从{}起），但没有“{RISK}”一项",
        quoted(*at, label)
    );
    let mut unknown = card.unknown.iter();
    let change = unknown.find(|(at, _)| trial.reads_with(&[(*at, RISK)]));
    Some(match change {
        Some((at, label)) => format!(
            "{told}。如果{}右边写的是风险点，请把这个栏名改为“{RISK}”",
            quoted(*at, label)
        ),
        None => format!("{told}。请加一行，左边写“{RISK}”，右边写内容"),
    })
}
