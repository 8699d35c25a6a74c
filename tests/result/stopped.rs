//! Work that whoever started it ends: nothing is written, and the former result stays.

use std::fs;
use std::path::PathBuf;
use std::sync::Mutex;

use qingfeng::app::{
    self, CheckFormat, CheckOptions, InspectOptions, Progress, Silent, TemplateOptions,
    VerifyOptions,
};
use qingfeng::error::Error;

use crate::office::{NEW, OLD, Office, options, ours, people};
use crate::support::forms;

const SAID: &str = "已停止：没有写出任何文件，原来的结果没有动。";

/// Says stop once so many files are read and so many times something has changed on the disk.
struct Stop {
    files: usize,
    writing: usize,
    seen: Mutex<(Vec<String>, usize)>,
}

impl Stop {
    fn after(files: usize, writing: usize) -> Self {
        Self {
            files,
            writing,
            seen: Mutex::default(),
        }
    }
}

impl Progress for Stop {
    fn start(&self, _: usize) {}

    fn file_done(&self, file: &str) {
        let mut seen = self.seen.lock().expect("no run panics");
        seen.0.push(file.to_owned());
    }

    fn finish(&self) {}

    fn writing(&self) {
        self.seen.lock().expect("no run panics").1 += 1;
    }

    fn stop(&self) -> bool {
        let seen = self.seen.lock().expect("no run panics");
        seen.0.len() >= self.files && seen.1 >= self.writing
    }
}

/// An office with a former result, and more forms than that was made from.
fn office() -> Office {
    let office = Office::furnished();
    for (section, form) in [
        ("国库科", "02-four-rows-above.xlsx"),
        ("农业科", "04-two-row-head.xlsx"),
        ("行政政法科", "06-breaks-and-widths-in-heads.xlsx"),
    ] {
        let to = office.inbox().join(format!("{section}.xlsx"));
        fs::copy(forms().join(form), to).expect("a form");
    }
    office
}

fn assert_stopped<T>(ended: Result<T, Error>, what: &str) {
    match ended {
        Ok(_) => panic!("{what} went on"),
        Err(error) => {
            assert!(matches!(error, Error::Stopped), "{what}: {error}");
            assert_eq!(error.to_string(), SAID, "{what}");
        }
    }
}

#[test]
fn a_run_stopped_after_the_second_file_leaves_the_result_as_it_was() {
    let office = office();
    let (before, of_people) = (ours(&office.out()), people(&office.out()));
    let stop = Stop::after(2, 0);
    assert_stopped(office.run_here(NEW, &stop), "the run");
    // One job reads one file after the other: no third one was begun.
    assert_eq!(stop.seen.into_inner().expect("no run panics").0.len(), 2);
    assert!(ours(&office.out()) == before);
    assert_eq!(people(&office.out()), of_people);
    assert_eq!(office.litter(), Vec::<PathBuf>::new());
    office.run_here(NEW, &Silent).expect("the next run");
}

#[test]
fn a_run_stopped_while_it_writes_leaves_one_result_whole() {
    let office = office();
    // The numbers of the old result go on: the new one is that of a run which nobody stopped.
    let other = self::office();
    other.run_here(NEW, &Silent).expect("a run");
    let [old, new] = [ours(&office.out()), ours(&other.out())];
    let of_people = people(&office.out());
    for writing in 1.. {
        let ended = office.run_here(NEW, &Stop::after(4, writing));
        let (is, when) = (ours(&office.out()), format!("after step {writing}"));
        assert_eq!(people(&office.out()), of_people, "{when}");
        assert_eq!(office.litter(), Vec::<PathBuf>::new(), "{when}");
        if ended.is_ok() {
            // Once it takes its place, a result is there.
            assert!(writing > new.len() && is == new, "{when}");
            return;
        }
        assert_stopped(ended, &when);
        assert!(is == old, "{when}");
    }
}

#[test]
fn whatever_reads_forms_can_be_stopped() {
    let office = office();
    office.runs(OLD);
    let stop = || Stop::after(1, 0);
    let inputs = options(&office.inbox(), &office.out(), OLD).inputs;
    let check = CheckOptions {
        inputs: inputs.clone(),
        format: CheckFormat::Full,
    };
    assert_stopped(app::check(&check, &stop()), "check");
    let inspect = InspectOptions {
        inputs: inputs.clone(),
        json: false,
    };
    assert_stopped(app::inspect(&inspect, &stop()), "inspect");
    let verify = VerifyOptions {
        result: office.out(),
        inputs: inputs.paths.clone(),
        jobs: 1,
    };
    assert_stopped(app::verify(&verify, &stop()), "verify");
    let template = TemplateOptions {
        out: office.path("空白表"),
        previous: inputs,
    };
    assert_stopped(app::template(&template, &stop()), "template");
    assert!(!office.path("空白表").exists());
}
