//! `seodang review --count` and `--optimize`: what reviews are due, and fitting the model of forgetting to the learner.

use std::process::ExitCode;

use super::{Options, Refused, complain, kept, print};
use crate::{
    course::Course,
    lang::Lang,
    store::{self, Store},
    study::{
        Record, deck,
        fit::{self, Fit},
        payload::kind,
    },
    terminal::clock::Clock,
};

/// Prints how many cards are due now.
///
/// # Errors
/// When there is no place for a progress file, or standard output fails.
pub fn count(options: &Options, course: &Course, lang: Lang) -> anyhow::Result<ExitCode> {
    let progress = kept::read(options.progress.as_deref(), lang)?;
    let now = Clock::default().now();
    let today = progress.day_of(now.utc_ms, now.offset_s);
    print(&format!("{}\n", deck::of_day(course, &progress, today).cards.len()))
}

/// Fits the model and keeps the new parameters, if there is enough to fit it to and it predicts better.
///
/// # Errors
/// When there is no place for a progress file, too little in it, or it cannot be written.
pub fn optimize(options: &Options, lang: Lang) -> anyhow::Result<ExitCode> {
    let progress = kept::read(options.progress.as_deref(), lang)?;
    match fit::fit(&progress) {
        Err(fit::TooFew { reviews }) => Err(Refused(lang.too_few_reviews(reviews, fit::LEAST)).into()),
        Ok(fit) if !fit.is_better() => print(&format!("{}\n", lang.fit_kept(fit.before))),
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
            write(options, &record, lang)?;
            print(&format!("{}\n", lang.fitted(reviews, before, after)))
        }
    }
}

fn write(options: &Options, record: &Record, lang: Lang) -> anyhow::Result<()> {
    let path = options.progress.clone().map_or_else(store::default_path, Ok);
    let path = path.map_err(|error| Refused(error.text(lang)))?;
    let mut opened = Store::open(&path);
    opened.notices.iter().for_each(|notice| complain(&notice.text(lang)));
    Ok(opened.store.append(std::slice::from_ref(record)).map_err(|error| Refused(error.text(lang)))?)
}
