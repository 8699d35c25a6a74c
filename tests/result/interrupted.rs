//! Runs ended from outside, at any moment and at every step of the writing.

use std::collections::BTreeMap;
use std::panic::AssertUnwindSafe;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};
use std::{env, fs};

use qingfeng::app::{Progress, Silent};

use crate::office::{FILES, NEW, OLD, Office, ours, people, run_here};

type Files = BTreeMap<String, Vec<u8>>;

/// Variables by which a test tells the process it starts what to do.
const STEP: &str = "RESULT_TEST_STEP";
const OFFICE: &str = "RESULT_TEST_OFFICE";
const INSIDE: &str = "RESULT_TEST_INSIDE";
const DAY: &str = "RESULT_TEST_DAY";

/// Steps of a run before its result is about to take the place of the former one: the desk, then a file each.
const WRITING: usize = FILES + 1;

/// Ends the process at a step, as a power cut would.
struct Stop {
    at: usize,
    step: AtomicUsize,
}

impl Progress for Stop {
    fn start(&self, _: usize) {}
    fn file_done(&self, _: &str) {}
    fn finish(&self) {}

    fn writing(&self) {
        if self.step.fetch_add(1, Ordering::SeqCst) + 1 == self.at {
            std::process::abort();
        }
    }
}

/// Panics at a step, as a fault of the program would.
struct Fault(Stop);

impl Progress for Fault {
    fn start(&self, _: usize) {}
    fn file_done(&self, _: &str) {}
    fn finish(&self) {}

    fn writing(&self) {
        if self.0.step.fetch_add(1, Ordering::SeqCst) + 1 == self.0.at {
            std::panic::resume_unwind(Box::new("a fault"));
        }
    }
}

/// Started by the tests below as a process of its own.
#[test]
#[ignore = "a part of other tests"]
fn a_run_that_stops_at_a_step() {
    let Ok(at) = env::var(STEP) else { return };
    let office = PathBuf::from(env::var(OFFICE).expect("an office"));
    if env::var(INSIDE).is_ok() {
        env::set_current_dir(office.join("结果")).expect("the result");
    }
    let stop = Stop {
        at: at.parse().expect("a number"),
        step: AtomicUsize::new(0),
    };
    let day = env::var(DAY).expect("a day");
    run_here(&office.join("收表"), &office.join("结果"), &day, &stop).expect("a result");
}

/// Runs in a process that ends before this step; answers whether it came to its end first.
fn run_until(office: &Office, day: &str, step: usize, inside: bool) -> bool {
    let mut command = Command::new(env::current_exe().expect("this test"));
    command.args([
        "--exact",
        "interrupted::a_run_that_stops_at_a_step",
        "--ignored",
    ]);
    command.env(STEP, step.to_string()).env(DAY, day);
    command.env(OFFICE, office.path(""));
    if inside {
        command.env(INSIDE, "1");
    }
    let command = command.stdout(Stdio::null()).stderr(Stdio::null());
    command.status().expect("started").success()
}

/// What the folder must hold.
struct Expected {
    /// The results of both days.
    days: [(&'static str, Files); 2],
    people: BTreeMap<String, String>,
}

impl Expected {
    fn of(office: &Office) -> Self {
        Self {
            days: [OLD, NEW].map(|day| (day, office.fresh(day))),
            people: people(&office.out()),
        }
    }

    /// The result of one of the days, and everything of people's.
    fn whole(&self, office: &Office, when: &str) {
        let found = ours(&office.out());
        let [old, new] = &self.days;
        assert!(found == old.1 || found == new.1, "mixed: {when}");
        assert_eq!(people(&office.out()), self.people, "{when}");
    }

    /// The next run writes the result of its day and leaves nothing else.
    fn next_run_is_clean(&self, office: &Office, turn: usize, when: &str) {
        let (day, expected) = &self.days[turn % 2];
        let result = office.run_here(day, &Silent).expect("a result");
        assert!(
            !result.summary.contains("填过或"),
            "{when}: {}",
            result.summary
        );
        assert!(ours(&office.out()) == *expected, "{when}");
        assert_eq!(people(&office.out()), self.people, "{when}");
        assert_eq!(office.litter(), Vec::<PathBuf>::new(), "{when}");
    }
}

/// Stops runs before every step from this one on; answers how many steps there are.
fn stopped_from(first: usize, every: usize, inside: bool) -> usize {
    let office = Office::furnished();
    let expected = Expected::of(&office);
    for (turn, step) in (1..).zip((first..).step_by(every)) {
        let when = format!("stopped at step {step}");
        let (day, _) = &expected.days[turn % 2];
        let done = run_until(&office, day, step, inside);
        if !inside || done {
            expected.whole(&office, &when);
        }
        assert_eq!(people(&office.out()), expected.people, "{when}");
        if done {
            return step;
        }
        expected.next_run_is_clean(&office, turn, &when);
    }
    unreachable!("a run has an end")
}

#[test]
fn stopped_while_a_result_takes_its_place_the_folder_holds_one_whole() {
    assert!(stopped_from(WRITING, 1, false) > WRITING + 4);
}

#[test]
fn a_folder_that_must_stay_the_same_one_is_mended_by_the_next_run() {
    assert!(stopped_from(WRITING + 1, 5, true) > WRITING + 20);
}

#[test]
#[ignore = "takes minutes; the two above from the first step on"]
fn stopped_before_every_step() {
    let steps = [stopped_from(1, 1, false), stopped_from(1, 1, true)];
    println!("steps of a run: {steps:?}");
}

#[test]
fn a_first_run_that_is_stopped_leaves_nothing_that_looks_like_a_result() {
    let office = Office::new();
    let new = office.fresh(NEW);
    for step in (WRITING - 1)..=(WRITING + 2) {
        let done = run_until(&office, NEW, step, false);
        let found = ours(&office.out());
        assert!(found.is_empty() || found == new, "stopped at step {step}");
        office.run_here(NEW, &Silent).expect("a result");
        assert!(ours(&office.out()) == new && office.litter().is_empty());
        fs::remove_dir_all(office.out()).expect("removed");
        if done {
            return;
        }
    }
    panic!("a first run has fewer steps");
}

#[test]
fn a_fault_of_the_program_leaves_the_former_result() {
    let office = Office::furnished();
    let expected = Expected::of(&office);
    for step in [2, 9, WRITING, WRITING + 1, WRITING + 4] {
        let fault = Fault(Stop {
            at: step,
            step: AtomicUsize::new(0),
        });
        let run = AssertUnwindSafe(|| office.run_here(NEW, &fault).is_ok());
        assert!(std::panic::catch_unwind(run).is_err());
        let when = format!("a fault at step {step}");
        expected.whole(&office, &when);
        if step <= WRITING {
            assert!(ours(&office.out()) == expected.days[0].1, "{when}");
            assert_eq!(office.litter(), Vec::<PathBuf>::new(), "{when}");
        }
    }
    expected.next_run_is_clean(&office, 0, "after all faults");
}

/// Numbers without a pattern, the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) % end
    }
}

/// Kills runs at random moments of their time.
fn kills(times: u64) {
    let office = Office::furnished();
    let expected = Expected::of(&office);
    let begun = Instant::now();
    office.runs(OLD);
    let takes = u64::try_from(begun.elapsed().as_millis()).expect("small") + 50;
    let mut random = Random(2026);
    let mut alive = 0;
    for time in 0..times {
        let after = random.below(takes);
        let turn = usize::from(time % 2 == 0);
        let (day, _) = &expected.days[turn];
        let mut child = office.command(&office.out(), day).spawn().expect("started");
        sleep(Duration::from_millis(after));
        alive += usize::from(child.try_wait().expect("a process").is_none());
        child.kill().expect("killed");
        child.wait().expect("ended");
        let when = format!("kill {time} after {after} ms");
        expected.whole(&office, &when);
        expected.next_run_is_clean(&office, turn, &when);
    }
    println!("{times} kills, {alive} of them before the end of the run");
    assert!(alive > 0, "every run had ended before it was killed");
}

#[test]
fn killed_at_random_moments_the_folder_holds_one_result_whole() {
    kills(6);
}

#[test]
#[ignore = "takes minutes; the same as above a hundred times"]
fn killed_a_hundred_times() {
    kills(100);
}

/// Waits until the run has a desk, so that there is something to clear away.
fn at_work(office: &Office, child: &mut Child) {
    for _ in 0..2000 {
        if !office.litter().is_empty() {
            return;
        }
        assert!(
            child.try_wait().expect("a process").is_none(),
            "ended too early"
        );
        sleep(Duration::from_millis(2));
    }
    panic!("no desk was made");
}

#[cfg(unix)]
#[test]
fn told_to_stop_a_run_clears_up_and_ends_with_the_usual_status() {
    let office = Office::furnished();
    let (before, of_people) = (ours(&office.out()), people(&office.out()));
    for (signal, status) in [("INT", 130), ("TERM", 143)] {
        let mut child = office.command(&office.out(), NEW).spawn().expect("started");
        at_work(&office, &mut child);
        let id = child.id().to_string();
        let sent = Command::new("kill").args(["-s", signal, &id]).status();
        assert!(sent.expect("kill").success());
        let output = child.wait_with_output().expect("ended");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(status), "{said}");
        assert!(said.contains("已停止"), "{said}");
        assert_eq!(office.litter(), Vec::<PathBuf>::new(), "{signal}");
        assert!(ours(&office.out()) == before);
        assert_eq!(people(&office.out()), of_people);
    }
    // A result that is not there yet does not come into being, nor do the folders above it.
    let out = office.path("新/文件夹/结果");
    let stopped = (0..20).any(|_| {
        let mut child = office.command(&out, NEW).spawn().expect("started");
        while !office.path("新/文件夹").exists() {
            assert!(child.try_wait().expect("a process").is_none());
        }
        let id = child.id().to_string();
        let sent = Command::new("kill").arg(&id).status();
        assert!(sent.expect("kill").success());
        let status = child.wait().expect("ended").code();
        // A run that was done before it was told is told again from the beginning.
        if status == Some(0) {
            fs::remove_dir_all(office.path("新")).expect("removed");
            return false;
        }
        assert_eq!(status, Some(143));
        true
    });
    assert!(stopped && !office.path("新").exists());
}
