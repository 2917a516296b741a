//! How many steps the validator of an imported schema may take at one file: small schemas can describe work that never ends. The
//! validator itself has no such limit, but it sees a file only through `instance`, which takes a step for whatever it tells. When
//! none is left, every value looks empty, so that the validator ends at once.

use std::cell::Cell;

/// How many steps: each takes some 50 ns.
const MAX_STEPS: u64 = 5_000_000;

/// How many states of patterns are looked at in one step.
const STATES_OF_STEP: u64 = 16;

/// What the patterns of a schema cost: how many of their states each byte of a text may be in.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(crate) struct PatternCosts {
    /// Of the largest pattern of a string.
    pub(crate) of_string: u64,
    /// Of all patterns of the keys of one object.
    pub(crate) of_key: u64,
}

#[derive(Clone, Copy)]
struct Meter {
    left: u64,
    costs: PatternCosts,
}

/// Schemas of ours are not limited.
const UNLIMITED: Meter = Meter {
    left: u64::MAX,
    costs: PatternCosts {
        of_string: 0,
        of_key: 0,
    },
};

thread_local! {
    static METER: Cell<Meter> = const { Cell::new(UNLIMITED) };
}

/// Restores the meter, also when a validator panics.
struct Restored(Meter);

impl Drop for Restored {
    fn drop(&mut self) {
        METER.set(self.0);
    }
}

/// Runs a validator; `None` if it has not ended within the steps that it may take.
pub(crate) fn limited<T>(costs: PatternCosts, run: impl FnOnce() -> T) -> Option<T> {
    let _restored = Restored(METER.get());
    METER.set(Meter {
        left: MAX_STEPS,
        costs,
    });
    let result = run();
    if METER.get().left == 0 {
        None
    } else {
        Some(result)
    }
}

/// Takes steps. Returns whether there were as many.
pub(crate) fn take(steps: u64) -> bool {
    let mut meter = METER.get();
    match meter.left.checked_sub(steps) {
        Some(left) => meter.left = left,
        None => meter.left = 0,
    }
    METER.set(meter);
    meter.left > 0
}

/// Takes all steps: nothing is known about a value.
pub(crate) fn give_up() {
    take(u64::MAX);
}

/// Takes the steps that a string costs which a pattern may look at.
pub(crate) fn take_string(length: usize) -> bool {
    take(matching(length, METER.get().costs.of_string))
}

/// Takes the steps of one key of an object.
pub(crate) fn take_key(length: usize) -> bool {
    take(matching(length, METER.get().costs.of_key))
}

/// How many steps it takes to match a text of this length.
pub(crate) fn matching(length: usize, states: u64) -> u64 {
    1 + (length as u64).saturating_mul(1 + states) / STATES_OF_STEP
}
