//! Fitting the model of forgetting to the learner's own answers.

use fsrs::{ComputeParametersInput, FSRS, FSRSItem, FSRSReview, compute_parameters};

use crate::study::progress::Progress;

/// Reviews on a later day than the first answer, below which the default parameters predict better: FSRS's authors
/// advise several hundred.
pub const LEAST: usize = 400;

/// How much closer a prediction must come for new parameters to be worth it: less is the chance in fitting, which does not
/// come out the same twice.
const WORTH: f32 = 0.001;

/// What fitting gave.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    /// The new parameters.
    pub parameters: Vec<f32>,
    /// How far the present parameters are off, as a mean over bins: 0.05 is five percent.
    pub before: f32,
    /// How far the new ones are off.
    pub after: f32,
    /// Reviews that they were fitted to.
    pub reviews: usize,
}

impl Fit {
    /// Whether the new parameters predict better than the present ones.
    #[must_use]
    pub fn is_better(&self) -> bool {
        self.after + WORTH < self.before
    }
}

/// There are too few reviews to fit the model to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooFew {
    /// How many there are.
    pub reviews: usize,
}

/// Fits the model to all that `progress` knows. Takes seconds for tens of thousands of answers.
///
/// # Errors
/// When there are fewer than [`LEAST`] reviews.
pub fn fit(progress: &Progress) -> Result<Fit, TooFew> {
    let items = items(progress);
    let reviews = items.len();
    if reviews < LEAST {
        return Err(TooFew { reviews });
    }
    let off = |parameters: &[f32]| {
        let model = FSRS::new(parameters).ok()?;
        model.evaluate(items.clone(), |_| true).ok().map(|evaluation| evaluation.rmse_bins)
    };
    let before = off(progress.scheduler().parameters()).unwrap_or(f32::MAX);
    let input = ComputeParametersInput { train_set: items.clone(), ..ComputeParametersInput::default() };
    let parameters = compute_parameters(input).unwrap_or_default();
    let after = off(&parameters).unwrap_or(f32::MAX);
    Ok(Fit { parameters, before, after, reviews })
}

/// For every review on a later day, the answers up to it.
fn items(progress: &Progress) -> Vec<FSRSItem> {
    let mut items = Vec::new();
    for (_, history) in progress.histories() {
        let mut reviews: Vec<FSRSReview> = Vec::new();
        for counted in history.counted(progress.scheduler()) {
            let delta_t = if reviews.is_empty() { 0 } else { counted.elapsed };
            reviews.push(FSRSReview { rating: counted.given.grade.number(), delta_t });
            if delta_t > 0 {
                items.push(FSRSItem { reviews: reviews.clone() });
            }
        }
    }
    items
}
