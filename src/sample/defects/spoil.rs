//! All kinds of defects, and how they are planted into the forms of a year.

use super::bench::{At, Bench};
use super::kind::{Defect, Plant, Topic};
use super::{
    dates, files, grounds, headings, levels, measures, placeholders, required, rosters, serials,
    shapes,
};
use crate::sample::plan::Plan;
use crate::sample::rng::Rng;

/// In this order: columns must not move once other things have their cells.
const TOPICS: [Topic; 7] = [
    Topic::Shape,
    Topic::Columns,
    Topic::Title,
    Topic::Names,
    Topic::Date,
    Topic::Total,
    Topic::Hidden,
];

impl Defect {
    /// Every kind of defect, family by family.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        let families: [&'static [Self]; 11] = [
            &required::DEFECTS,
            &levels::DEFECTS,
            &grounds::DEFECTS,
            &placeholders::DEFECTS,
            &measures::DEFECTS,
            &rosters::DEFECTS,
            &dates::DEFECTS,
            &serials::DEFECTS,
            &headings::DEFECTS,
            &shapes::DEFECTS,
            &files::DEFECTS,
        ];
        families.into_iter().flatten()
    }
}

/// Plants defects into the forms of a year: what concerns whole forms first, then entry by entry, the kinds in turn, each
/// where chance puts it among the places it fits.
pub fn spoil(plan: &Plan, forms: &mut [Bench<'_>]) {
    let rate = usize::try_from(plan.defects).unwrap_or(0);
    let mut rng = Rng::new(plan.seed, 4);
    for topic in TOPICS {
        let mut free: Vec<usize> = (0..forms.len()).collect();
        let wanted = (free.len() * rate).div_ceil(1000);
        let kinds =
            Defect::all().filter(|d| matches!(d.plant, Plant::Form(own, _) if own == topic));
        in_turn(&mut rng, kinds, wanted, &mut free, |defect, form| {
            let bench = &mut forms[*form];
            bench.take_up(defect.code, defect.title);
            matches!(defect.plant, Plant::Form(_, plant) if plant(bench))
        });
    }
    let entries = forms.iter().enumerate();
    let mut free: Vec<(usize, At)> = entries
        .flat_map(|(form, bench)| bench.all().into_iter().map(move |at| (form, at)))
        .collect();
    let wanted = (free.len() * rate).div_ceil(1000);
    let kinds = Defect::all().filter(|d| matches!(d.plant, Plant::Entry(_) | Plant::Words(..)));
    in_turn(&mut rng, kinds, wanted, &mut free, |defect, (form, at)| {
        let bench = &mut forms[*form];
        bench.take_up(defect.code, defect.title);
        bench.is_free(*at)
            && match defect.plant {
                Plant::Entry(plant) => plant(bench, *at),
                Plant::Words(field, words) => bench.write(*at, field, words),
                Plant::Form(..) | Plant::File => false,
            }
    });
}

/// Plants `wanted` defects, the kinds in turn, each at one of the places that are free. Ends earlier when none fits.
fn in_turn<P>(
    rng: &mut Rng,
    kinds: impl Iterator<Item = &'static Defect>,
    wanted: usize,
    free: &mut Vec<P>,
    mut plant: impl FnMut(&'static Defect, &P) -> bool,
) {
    let mut kinds: Vec<&'static Defect> = kinds.collect();
    rng.shuffle(&mut kinds);
    let mut planted = 0;
    while planted < wanted && !kinds.is_empty() {
        // A kind that fits nowhere now will fit nowhere later.
        kinds.retain(|defect| {
            if planted == wanted {
                return true;
            }
            rng.shuffle(free);
            let place = free.iter().position(|place| plant(defect, place));
            if let Some(place) = place {
                free.swap_remove(place);
                planted += 1;
            }
            place.is_some()
        });
    }
}
