//! What stands below the help of a command, laid out for a terminal of 80 columns.
//!
//! It is written as paragraphs and as rows of a table, `  term  text`, with lines of any length; here they are filled anew, and
//! what goes on below a row is set under its text. It must not know what is said.

use clap::Command;

use crate::lang::width::width;

/// So wide is a line at most.
const WIDTH: usize = 79;

/// A line at least so wide was broken because it was full, so that the next one goes on with it.
const FULL: usize = 66;

/// `command` with all that stands below the help of it and of the commands below it filled.
#[must_use]
pub fn filled(command: Command) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let after = command.get_after_help().map(|text| fill(&text.to_string()));
    let command = names.into_iter().fold(command, |command, name| command.mut_subcommand(name, filled));
    if let Some(after) = after { command.after_help(after) } else { command }
}

/// A paragraph, or a row of a table.
struct Entry {
    text: String,
    /// Where what goes on below begins.
    hang: usize,
    /// How wide the last of its lines was.
    last: usize,
}

fn fill(text: &str) -> String {
    let mut entries: Vec<Entry> = Vec::new();
    for line in text.lines() {
        let body = line.trim_start();
        let indent = line.len() - body.len();
        let goes_on =
            entries.last().filter(|entry| !body.is_empty() && !entry.text.is_empty()).is_some_and(|entry| {
                match indent {
                    0 => entry.hang == 0 && entry.last >= FULL && !body.starts_with("--"),
                    _ => entry.hang == indent,
                }
            });
        match entries.last_mut() {
            Some(entry) if goes_on => {
                entry.text.push(' ');
                entry.text.push_str(body.trim_end());
                entry.last = width(line);
            }
            _ => {
                let hang = if indent == 0 { 0 } else { indent + hang(body) };
                entries.push(Entry { text: line.trim_end().to_owned(), hang, last: width(line) });
            }
        }
    }
    let lines: Vec<String> = entries.iter().map(wrapped).collect();
    lines.join("\n")
}

/// Where the text begins after the term of a row.
fn hang(body: &str) -> usize {
    let Some((term, rest)) = body.split_once("  ") else { return 0 };
    width(term) + 2 + (rest.len() - rest.trim_start().len())
}

fn wrapped(entry: &Entry) -> String {
    let body = entry.text.trim_start();
    // The term of a row stays as it is.
    let (term, text) = body.split_at(if entry.hang > 0 { term_end(body) } else { 0 });
    let mut out = " ".repeat(entry.text.len() - body.len());
    out.push_str(term);
    let mut used = width(&out);
    let mut is_first = true;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if !is_first && used + 1 + width(word) > WIDTH {
            out.push('\n');
            out.push_str(&" ".repeat(entry.hang));
            used = entry.hang;
        } else if !is_first {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += width(word);
        is_first = false;
    }
    out
}

/// The end of the term of a row and of the gap after it, in bytes; 0 where there is none.
fn term_end(body: &str) -> usize {
    let Some((term, rest)) = body.split_once("  ") else { return 0 };
    term.len() + 2 + (rest.len() - rest.trim_start().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_filled_and_rows_hang() {
        let long = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen";
        let filled = fill(&format!(
            "{long}\nseventeen\n--flag begins anew\nOf each:\n  term  {long}\n        and on\n  other, longer\n        its text\n\nEnd"
        ));
        assert_eq!(
            filled,
            "one two three four five six seven eight nine ten eleven twelve thirteen\n\
             fourteen fifteen sixteen seventeen\n\
             --flag begins anew\n\
             Of each:\n\
             \x20 term  one two three four five six seven eight nine ten eleven twelve thirteen\n\
             \x20       fourteen fifteen sixteen and on\n\
             \x20 other, longer\n\
             \x20       its text\n\
             \n\
             End"
        );
        assert_eq!(fill(&filled), filled, "what is filled stays");
    }

    #[test]
    fn columns_are_those_of_the_terminal() {
        let filled = fill(
            "  변별도     이 문제를 맞힌 것과 나머지 문제를 맞힌 비율의 상관. 0.2보다 작으면 문제를, 0보다 작으면 정답을 살펴보세요",
        );
        assert!(filled.lines().all(|line| width(line) <= WIDTH), "{filled}");
        assert_eq!(filled.lines().nth(1).map(|line| line.len() - line.trim_start().len()), Some(13));
    }
}
