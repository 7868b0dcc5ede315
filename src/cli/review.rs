//! `seodang review --count` and `--optimize`: what reviews are due, and fitting the model of forgetting to the learner.

use std::process::ExitCode;

use super::{Options, Refused, complain, env::Environment, print};
use crate::{
    course::Course,
    lang::Lang,
    store::{self, Store},
    study::{
        Progress, Record, deck,
        fit::{self, Fit},
        payload::kind,
    },
    terminal::clock::Clock,
};

/// Prints how many cards are due now.
///
/// # Errors
/// When there is no place for a progress file, or standard output fails.
pub fn count(
    options: &Options,
    _environment: &Environment,
    course: &Course,
    lang: Lang,
) -> anyhow::Result<ExitCode> {
    let (_, progress) = open(options, lang)?;
    let now = Clock::default().now();
    let today = progress.day_of(now.utc_ms, now.offset_s);
    print(&format!("{}\n", deck::of_day(course, &progress, today).cards.len()))
}

/// Fits the model and keeps the new parameters, if there is enough to fit it to and it predicts better.
///
/// # Errors
/// When there is no place for a progress file, too little in it, or it cannot be written.
pub fn optimize(options: &Options, _environment: &Environment, lang: Lang) -> anyhow::Result<ExitCode> {
    let (mut store, progress) = open(options, lang)?;
    match fit::fit(&progress) {
        Err(fit::TooFew { reviews }) => Err(Refused(lang.too_few_reviews(reviews, fit::LEAST)).into()),
        Ok(Fit { before, after, .. }) if after >= before => print(&format!("{}\n", lang.fit_kept(before))),
        Ok(Fit { parameters, before, after, reviews }) => {
            let now = Clock::default().now();
            let value: Vec<String> = parameters.iter().map(ToString::to_string).collect();
            let record = Record {
                utc_ms: now.utc_ms,
                offset_s: now.offset_s,
                kind: kind::SETTING.to_owned(),
                item: "fsrs-parameters".to_owned(),
                revision: 0,
                payload: serde_json::to_string(&value.join(" "))?,
            };
            store.append(&[record]).map_err(|error| Refused(error.text(lang)))?;
            print(&format!("{}\n", lang.fitted(reviews, before, after)))
        }
    }
}

fn open(options: &Options, lang: Lang) -> anyhow::Result<(Store, Progress)> {
    let path = options.progress.clone().map_or_else(store::default_path, Ok);
    let path = path.map_err(|error| Refused(error.text(lang)))?;
    let opened = Store::open(&path);
    opened.notices.iter().for_each(|notice| complain(&notice.text(lang)));
    let records: Vec<Record> = opened.records.into_iter().map(|stored| stored.record).collect();
    Ok((opened.store, Progress::from_records(&records)))
}
