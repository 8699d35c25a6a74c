//! Two runs on one result.

use std::process::Child;
use std::sync::Mutex;

use qingfeng::app::Progress;

use crate::office::{NEW, OLD, Office, ours};
use crate::support::Said;

fn said(child: Child) -> (Option<i32>, String) {
    let output = child.wait_with_output().expect("ended");
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.code(), text)
}

/// Asserts that a run was refused because another one is at work.
fn assert_refused(status: Option<i32>, text: &str) {
    assert_eq!(status, Some(2), "{text}");
    assert!(text.contains("正在") && text.contains("占用"), "{text}");
    assert_eq!(text.trim().lines().count(), 1, "{text}");
}

/// Starts a second run while the first one writes, until one is refused.
struct Second<'o> {
    office: &'o Office,
    refused: Mutex<Option<Said>>,
}

impl Progress for Second<'_> {
    fn start(&self, _: usize) {}
    fn file_done(&self, _: &str) {}
    fn finish(&self) {}

    fn writing(&self) {
        let mut refused = self.refused.lock().expect("no run panics");
        if refused.is_none() {
            let said = self.office.run(&[], NEW);
            *refused = (said.status != 0).then_some(said);
        }
    }
}

#[test]
fn while_a_run_writes_another_one_is_refused_in_a_sentence() {
    let office = Office::furnished();
    let old = office.fresh(OLD);
    let second = Second {
        office: &office,
        refused: Mutex::new(None),
    };
    office.run_here(OLD, &second).expect("the first run");
    let refused = second.refused.into_inner().expect("no run panics");
    let refused = refused.expect("the second run was never refused");
    assert_refused(Some(refused.status), &refused.err);
    assert!(ours(&office.out()) == old);
    assert!(office.litter().is_empty(), "{:?}", office.litter());
}

/// Starts two runs at once, this often; how many of them were refused.
fn at_once(times: usize) -> usize {
    let office = Office::furnished();
    let (old, new) = (office.fresh(OLD), office.fresh(NEW));
    let mut refused = 0;
    for time in 0..times {
        if time % 5 == 4 {
            std::fs::remove_dir_all(office.out()).expect("removed");
        }
        let start = |day| office.command(&office.out(), day).spawn().expect("started");
        let both = [start(OLD), start(NEW)].map(said);
        let done = both.iter().filter(|(status, _)| *status == Some(0)).count();
        assert!(done > 0, "nobody came through: {both:?}");
        for (status, text) in &both {
            if *status != Some(0) {
                assert_refused(*status, text);
                refused += 1;
            }
        }
        let found = ours(&office.out());
        assert!(found == old || found == new, "mixed");
        assert!(office.litter().is_empty(), "{:?}", office.litter());
    }
    refused
}

#[test]
fn two_runs_at_once_leave_one_result_whole() {
    // Whether they meet is up to the system.
    at_once(4);
}

#[test]
#[ignore = "takes a minute; the same as above thirty times"]
fn two_runs_at_once_thirty_times() {
    assert!(at_once(30) > 0, "no two runs ever met");
}

#[test]
fn runs_on_results_side_by_side_do_not_hinder_each_other() {
    let office = Office::new();
    let outs = ["结果甲", "结果乙"].map(|name| office.path(name));
    let runs = outs
        .clone()
        .map(|out| office.command(&out, OLD).spawn().expect("started"));
    for (status, text) in runs.map(said) {
        assert_eq!(status, Some(0), "{text}");
    }
    assert!(ours(&outs[0]) == ours(&outs[1]));
    assert!(office.litter().is_empty());
}
