//! Cards that would be read if they named a risk.

use super::trial::{Trial, quoted};
use crate::ingest::card::lacking;

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
