//! Two runs on one result.

use std::process::Child;

use crate::office::{NEW, OLD, Office, ours};

fn said(child: Child) -> (Option<i32>, String) {
    let output = child.wait_with_output().expect("ended");
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.code(), text)
}

/// Starts two runs at once, this often.
fn at_once(times: usize) {
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
                assert_eq!(*status, Some(2), "{text}");
                assert!(text.contains("正在") && text.contains("占用"), "{text}");
                assert_eq!(text.trim().lines().count(), 1, "{text}");
                refused += 1;
            }
        }
        let found = ours(&office.out());
        assert!(found == old || found == new, "mixed");
        assert!(office.litter().is_empty(), "{:?}", office.litter());
    }
    assert!(refused > 0, "no two runs ever met");
}

#[test]
fn of_two_runs_at_once_the_second_is_refused_in_a_sentence() {
    at_once(4);
}

#[test]
#[ignore = "takes a minute; the same as above thirty times"]
fn two_runs_at_once_thirty_times() {
    at_once(30);
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
