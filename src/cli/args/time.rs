//! A length of time as it is typed: `90s`, `30m`, `2h`, `7d`.

/// Milliseconds of the time that is typed; a bare number is minutes.
///
/// # Errors
/// When it is none, in words for programmers: the command line says its own.
pub fn parse(typed: &str) -> Result<u64, String> {
    let typed = typed.trim();
    let split = typed.find(|c: char| !c.is_ascii_digit()).unwrap_or(typed.len());
    let (count, unit) = typed.split_at(split);
    let seconds: u64 = match unit.trim() {
        "s" | "초" => 1,
        "" | "m" | "분" => 60,
        "h" | "시간" => 3_600,
        "d" | "일" => 86_400,
        _ => return Err("a number and s, m, h or d".to_owned()),
    };
    let count: u64 = count.parse().map_err(|_| "a number and s, m, h or d".to_owned())?;
    count.checked_mul(seconds * 1_000).filter(|ms| *ms > 0).ok_or_else(|| "out of range".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_with_their_units() {
        for (typed, ms) in
            [("90s", 90_000), ("30", 1_800_000), ("2h", 7_200_000), ("2시간", 7_200_000), ("7d", 604_800_000)]
        {
            assert_eq!(parse(typed), Ok(ms), "{typed}");
        }
        for typed in ["", "h", "0m", "-1h", "2 weeks", "99999999999999999999d", "18446744073709551615d"] {
            assert!(parse(typed).is_err(), "{typed}");
        }
    }
}
