//! Retention: how much is remembered when it comes again, and how much the model said would be.

use crate::study::progress::Progress;

/// Below so many reviews a share is mostly chance.
pub const FEW: u32 = 30;

/// Where the bins of predicted probability end, in percent; the last takes in 100.
pub const BINS: [u8; 5] = [70, 80, 90, 95, 100];

/// Reviews of about the same predicted probability.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bin {
    /// How many.
    pub reviews: u32,
    /// Those that were remembered.
    pub remembered: u32,
    /// Sum of what the model predicted for each, so that their mean can be told.
    sum: f64,
}

impl Bin {
    fn add(&mut self, predicted: f32, remembered: bool) {
        self.reviews += 1;
        self.remembered += u32::from(remembered);
        self.sum += f64::from(predicted);
    }

    /// The share that the model predicted to be remembered, 0 to 1; `None` without reviews.
    #[must_use]
    pub fn predicted(&self) -> Option<f64> {
        (self.reviews > 0).then(|| self.sum / f64::from(self.reviews))
    }

    /// The share that was remembered, 0 to 1; `None` without reviews.
    #[must_use]
    pub fn actual(&self) -> Option<f64> {
        (self.reviews > 0).then(|| f64::from(self.remembered) / f64::from(self.reviews))
    }

    /// Whether there are too few for the share to mean much.
    #[must_use]
    pub fn is_few(&self) -> bool {
        self.reviews < FEW
    }
}

/// All reviews that count, and the same by what was predicted.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Retention {
    /// All of them.
    pub all: Bin,
    /// By predicted probability: up to [`BINS`], which belong to the next one.
    pub bins: [Bin; BINS.len()],
}

/// The retention of all answers that moved the model a day or more after the one before. What is predicted is what the model
/// says with the parameters that it has now.
#[must_use]
pub fn retention(progress: &Progress) -> Retention {
    let mut retention = Retention::default();
    let counted = progress.histories().flat_map(|(_, history)| history.counted(progress.scheduler()));
    for review in counted.filter(|counted| counted.elapsed >= 1) {
        let Some(predicted) = review.predicted else { continue };
        let remembered = review.given.grade.is_pass();
        let bin = BINS.iter().position(|end| predicted * 100.0 < f32::from(*end)).unwrap_or(BINS.len() - 1);
        retention.all.add(predicted, remembered);
        retention.bins[bin].add(predicted, remembered);
    }
    retention
}
