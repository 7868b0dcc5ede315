//! Choices that several widgets offer.

use crate::{lang::Words, widget::field::Choice};

/// Regions, as the ids of prices write them.
pub(super) const REGIONS: &[Choice] = &[
    Choice { id: "seoul", label: Words("서울", "Seoul") },
    Choice { id: "virginia", label: Words("버지니아", "N. Virginia") },
];

/// Processor architectures.
pub(super) const ARCHS: &[Choice] =
    &[Choice { id: "x86", label: Words("x86", "x86") }, Choice { id: "arm", label: Words("ARM", "ARM") }];

/// Whether the free tier counts.
pub(super) const SWITCH: &[Choice] = &[
    Choice { id: "off", label: Words("무료 한도 미적용", "without free tier") },
    Choice { id: "on", label: Words("무료 한도 적용", "with free tier") },
];
