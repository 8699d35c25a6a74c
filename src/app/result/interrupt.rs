//! Leaves nothing half done when the program is told to stop: whoever changes a folder holds the gate, and what is being
//! prepared is known here, so that it can be cleared away from outside.

use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard};

use super::desk::Desk;
use super::place::Place;

/// Held by whoever changes a folder; once [`abandon`] has it, nobody goes on.
static GATE: RwLock<()> = RwLock::new(());
/// What is being prepared.
static OPEN: Mutex<Vec<Arc<Place>>> = Mutex::new(Vec::new());

/// The desks of folders that are held.
static HELD: Mutex<Vec<Arc<Desk>>> = Mutex::new(Vec::new());

/// Holds the gate while a folder is changed. Never taken twice by one thread.
pub(super) fn working() -> RwLockReadGuard<'static, ()> {
    GATE.read().unwrap_or_else(PoisonError::into_inner)
}

/// Takes note of a place in which something is prepared.
pub(super) fn opened(place: &Arc<Place>) {
    open(|places| places.push(Arc::clone(place)));
}

/// Forgets a place: it is finished, or was cleared.
pub(super) fn closed(place: &Arc<Place>) {
    open(|places| places.retain(|p| !Arc::ptr_eq(p, place)));
}

/// Takes note of a folder that is held.
pub(super) fn holding(desk: &Arc<Desk>) {
    held(|desks| desks.push(Arc::clone(desk)));
}

/// Forgets it.
pub(super) fn let_go(desk: &Arc<Desk>) {
    held(|desks| desks.retain(|d| !Arc::ptr_eq(d, desk)));
}

fn held<T>(change: impl FnOnce(&mut Vec<Arc<Desk>>) -> T) -> T {
    change(&mut HELD.lock().unwrap_or_else(PoisonError::into_inner))
}

fn open<T>(change: impl FnOnce(&mut Vec<Arc<Place>>) -> T) -> T {
    change(&mut OPEN.lock().unwrap_or_else(PoisonError::into_inner))
}

/// Clears away all that is being prepared, for a program that is about to end: whoever is at work on a folder is waited
/// for, and nobody can go on afterwards. Answers whether there was anything, which then never came into being.
pub fn abandon() -> bool {
    let gate = GATE.write().unwrap_or_else(PoisonError::into_inner);
    std::mem::forget(gate);
    let places = open(std::mem::take);
    for place in &places {
        place.clear();
    }
    for desk in held(std::mem::take) {
        desk.clear();
    }
    !places.is_empty()
}
