//! Deals the entries of a year out to forms, and makes each form: who hands it in, on which day, in which layout.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use super::bureau::{Office, Person, UNIT};
use super::compose::Composer;
use super::defects::{self, Bench};
use super::layout::{Draft, Job, Layout, draw};
use super::made::{OtherFile, SampleForm};
use super::manner::Manner;
use super::plan::Plan;
use super::rng::Rng;
use super::truth::FormTruth;
use super::{grounds, repeats};
use crate::policy::{Policy, WordSet};
use crate::writer::{BookSpec, SheetSpec};

/// Entries of a form, on average.
const USUAL_LENGTH: usize = 10;
/// Number of the first form that tells entries again; forms of the year itself are far fewer.
const FIRST_REPEAT: usize = 1_000_000;
/// Days on which forms come in, from 12 October on.
const DAYS: usize = 40;

/// All forms of the year, and the files among them that are none.
pub fn files(plan: &Plan, offices: &[Office]) -> (Vec<SampleForm>, Vec<OtherFile>) {
    let mut rng = Rng::new(plan.seed, 3);
    let count = plan
        .entries
        .div_ceil(USUAL_LENGTH)
        .max(offices.len())
        .min(plan.entries);
    let layouts = layouts(plan, count, &mut rng);
    let lengths = lengths(plan.entries, &layouts, &mut rng);
    let mut composer = Composer::new(plan.seed);
    let mut jobs = Vec::new();
    for (number, (layout, length)) in layouts.into_iter().zip(lengths).enumerate() {
        let office = &offices[number % offices.len()];
        let mut job = job(plan, number, layout, office);
        job.facts = composer.facts(office, job.person, length);
        jobs.push((layout, job));
    }
    let (personal, older) = handed_in_again(plan, &mut jobs);
    let mut drawn: Vec<_> = jobs.into_iter().map(drawn).collect();
    let benches = drawn
        .iter_mut()
        .map(|(layout, draft, job)| Bench::new(draft, job, *layout, offices));
    defects::spoil(plan, &mut benches.collect::<Vec<_>>());
    drawn.extend(
        personal
            .into_iter()
            .map(|job| self::drawn((Layout::Personal, job))),
    );
    for (number, job) in older {
        let newer = drawn[number].1.file_name.clone();
        let (layout, mut draft, job) = self::drawn((drawn[number].0, job));
        draft.file_name = repeats::draft_name(&newer);
        drawn.push((layout, draft, job));
    }
    for (number, layout) in (count..).zip(defects::blank_layouts(plan, count)) {
        let mut job = job(plan, number, layout, &offices[number % offices.len()]);
        let mut draft = draw(layout, &mut job);
        Bench::new(&mut draft, &job, layout, offices).leave_blank();
        drawn.push((layout, draft, job));
    }
    let mut names = BTreeSet::new();
    let weighty = Policy::embedded().map(|p| p.grading.question_words);
    let weighty = weighty.unwrap_or_default();
    let forms = drawn.into_iter().map(|(layout, draft, job)| {
        let file_name = unique(&draft.file_name, &mut names);
        form(layout, file_name, draft, &job, &weighty)
    });
    (forms.collect(), defects::ledgers(plan, count, offices))
}

/// A form of which the layout is known, drawn.
fn drawn((layout, mut job): (Layout, Job<'_>)) -> (Layout, Draft, Job<'_>) {
    let draft = draw(layout, &mut job);
    (layout, draft, job)
}

/// Personal forms that tell entries of their sections again, and first versions of some sections' forms, each with the
/// number of the form it came before.
fn handed_in_again<'a>(
    plan: &Plan,
    jobs: &mut [(Layout, Job<'a>)],
) -> (Vec<Job<'a>>, Vec<(usize, Job<'a>)>) {
    let (mut personal, mut older) = (Vec::new(), Vec::new());
    for (number, (layout, job)) in jobs.iter_mut().enumerate() {
        let Some((person, facts)) = repeats::twice(*layout, job) else {
            continue;
        };
        if personal.len() == plan.repeats {
            break;
        }
        let mut own = self::job(plan, FIRST_REPEAT + number, Layout::Personal, job.office);
        own.person = Some(person);
        own.shown = job.shown;
        let told = facts.into_iter().enumerate();
        let told = told.map(|(turn, at)| repeats::told_again(&mut job.facts[at], person, turn));
        own.facts = told.collect();
        if personal.len() % 2 == 0 {
            let mut first = self::job(plan, number, *layout, job.office);
            repeats::first_version(&mut first, job);
            older.push((number, first));
        }
        personal.push(own);
    }
    (personal, older)
}

/// A layout for each form: all of them in turn, each round in another order.
fn layouts(plan: &Plan, count: usize, rng: &mut Rng) -> Vec<Layout> {
    let mut all = Layout::USUAL.to_vec();
    if plan.all_kinds {
        all.extend(Layout::FURTHER);
    }
    let mut out = Vec::new();
    while out.len() < count {
        let mut round = all.clone();
        rng.shuffle(&mut round);
        out.extend(round);
    }
    out.truncate(count);
    out
}

/// Entries of each form: at least one, together as many as asked for; a person's form is shorter.
fn lengths(entries: usize, layouts: &[Layout], rng: &mut Rng) -> Vec<usize> {
    let weights: Vec<usize> = layouts
        .iter()
        .map(|layout| match layout {
            layout if layout.is_personal() => rng.between(4, 6),
            Layout::ThreeRows => rng.between(5, 8),
            Layout::SheetPerPost => rng.between(12, 16),
            _ => rng.between(7, 15),
        })
        .collect();
    let sum = weights.iter().sum::<usize>().max(1);
    let spare = entries.saturating_sub(layouts.len());
    let mut lengths: Vec<usize> = weights.iter().map(|w| 1 + spare * w / sum).collect();
    let mut missing = entries.saturating_sub(lengths.iter().sum());
    for length in &mut lengths {
        if missing == 0 {
            break;
        }
        *length += 1;
        missing -= 1;
    }
    lengths
}

fn job<'a>(plan: &Plan, number: usize, layout: Layout, office: &'a Office) -> Job<'a> {
    let mut rng = Rng::new(plan.seed, 100 + u64::try_from(number).unwrap_or(0));
    let manner = Manner::new(&mut rng, number);
    let aliases = office.aliases();
    let has_alias = rng.chance(25) && !aliases.is_empty();
    let alias = has_alias.then(|| *rng.pick(aliases));
    let person: Option<&Person> = layout.is_personal().then(|| rng.pick(&office.staff));
    let days = u64::try_from(rng.below(DAYS)).unwrap_or(0);
    let start = NaiveDate::from_ymd_opt(plan.year, 10, 12).unwrap_or_default();
    Job {
        office,
        section: alias.unwrap_or(&office.name).to_owned(),
        person,
        facts: Vec::new(),
        manner,
        shown: rng.between(1, 2),
        year: plan.year,
        date: start.checked_add_days(Days::new(days)).unwrap_or(start),
        rng,
    }
}

fn form(
    layout: Layout,
    file_name: String,
    draft: Draft,
    job: &Job<'_>,
    weighty: &WordSet,
) -> SampleForm {
    let mut truth = FormTruth {
        section: job.office.name.clone(),
        ..FormTruth::default()
    };
    let mut sheets = Vec::new();
    truth.findings = grounds::findings(&draft.pages, weighty);
    let mut pages = draft.pages;
    if let ([page], true) = (pages.as_mut_slice(), layout.form().document) {
        page.findings.append(&mut truth.findings);
        page.in_document();
    }
    for page in pages {
        truth.tables += page.tables.len();
        truth.rows.add(&page.rows);
        truth.entries.extend(page.entries);
        truth.findings.extend(page.findings);
        sheets.push(page.sheet);
    }
    // Old versions of Excel begin with three sheets; two stay empty and nobody deletes them.
    if matches!(layout, Layout::Plain | Layout::FileNameOnly) {
        sheets.extend(["Sheet2", "Sheet3"].map(|name| SheetSpec {
            name: name.to_owned(),
            ..SheetSpec::default()
        }));
    }
    sheets.extend(draft.hidden);
    SampleForm {
        file_name,
        book: BookSpec {
            title: String::new(),
            author: UNIT.to_owned(),
            created: Some(job.date),
            names: Vec::new(),
            sheets,
        },
        layout,
        truth,
    }
}

/// The name, or the name with a number where another form of the year has it already.
fn unique(name: &str, taken: &mut BTreeSet<String>) -> String {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let mut unique = name.to_owned();
    let mut number = 1;
    while !taken.insert(unique.clone()) {
        number += 1;
        unique = format!("{stem}-{number}.{ending}");
    }
    unique
}
