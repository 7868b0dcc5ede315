//! A moment as text: RFC 3339 with the offset of the learner's clock, as `2026-11-22T18:51:12.345+09:00`.
//!
//! A moment that has no such form, as of a clock that was far off, is written as its two numbers:
//! `utc_ms:-1 offset_s:32401`.

use jiff::{Timestamp, fmt::temporal::Pieces, tz::Offset};

/// `utc_ms` and `offset_s` as text.
pub(super) fn write(utc_ms: i64, offset_s: i32) -> String {
    let text = Timestamp::from_millisecond(utc_ms).ok().zip(Offset::from_seconds(offset_s).ok());
    let text = text.map(|(time, offset)| time.display_with_offset(offset).to_string());
    let leads_back = |text: &String| rfc3339(text) == Some((utc_ms, offset_s));
    text.filter(leads_back).unwrap_or_else(|| format!("utc_ms:{utc_ms} offset_s:{offset_s}"))
}

/// `utc_ms` and `offset_s` of a text.
pub(super) fn read(text: &str) -> Option<(i64, i32)> {
    match text.strip_prefix("utc_ms:") {
        Some(numbers) => {
            let (utc_ms, offset_s) = numbers.split_once(" offset_s:")?;
            Some((utc_ms.parse().ok()?, offset_s.parse().ok()?))
        }
        None => rfc3339(text),
    }
}

fn rfc3339(text: &str) -> Option<(i64, i32)> {
    let pieces = Pieces::parse(text).ok()?;
    let offset = pieces.to_numeric_offset()?;
    let time = offset.to_timestamp(pieces.date().to_datetime(pieces.time()?)).ok()?;
    // Finer than what a record can tell, it could not be the same again.
    let is_whole = time.subsec_nanosecond() % 1_000_000 == 0;
    is_whole.then(|| (time.as_millisecond(), offset.seconds()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn moments_are_written_as_people_expect() {
        for (utc_ms, offset_s, text) in [
            (1_795_341_072_000, 32_400, "2026-11-22T18:51:12+09:00"),
            (1_795_341_072_345, 0, "2026-11-22T09:51:12.345+00:00"),
            (1_795_341_072_000, -12_600, "2026-11-22T06:21:12-03:30"),
            (1_795_341_072_000, 32_401, "utc_ms:1795341072000 offset_s:32401"),
            (i64::MAX, 0, "utc_ms:9223372036854775807 offset_s:0"),
        ] {
            assert_eq!(write(utc_ms, offset_s), text);
            assert_eq!(read(text), Some((utc_ms, offset_s)));
        }
        assert_eq!(read("2026-11-22T09:51:12Z"), Some((1_795_341_072_000, 0)));
    }

    #[test]
    fn what_is_no_moment_is_refused() {
        for text in [
            "",
            "2026-11-22",
            "2026-11-22T09:51:12",
            "2026-13-22T09:51:12Z",
            "2026-11-22T09:51:12.0001Z",
            "utc_ms:1",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_moment_leads_back(
            utc_ms in prop_oneof![any::<i64>(), -400_000_000_000_000..300_000_000_000_000i64],
            offset_s in prop_oneof![any::<i32>(), (-1500..1500i32).prop_map(|minutes| minutes * 60), -95_000..95_000i32],
        ) {
            prop_assert_eq!(read(&write(utc_ms, offset_s)), Some((utc_ms, offset_s)));
        }
    }
}
