//! The learner's own price list: `--prices FILE`, or `prices.ron` in the folder of the progress file.

use std::path::{Path, PathBuf};

use super::{args::Options, folder};
use crate::{
    course::{Diagnostic, File, Files, PriceList, diagnostic::Problem, price},
    lang::Lang,
    store,
};

/// Its name in the folder of the progress file.
const NAME: &str = "prices.ron";

/// A price list, and what is wrong with it.
#[derive(Debug, Default)]
pub struct Own {
    /// Empty when there is none, or when anything is wrong with it.
    pub list: PriceList,
    /// What is wrong.
    pub trouble: Option<Trouble>,
}

/// What is wrong with a price list.
#[derive(Debug)]
pub struct Trouble {
    source: String,
    found: Vec<Diagnostic>,
}

impl Trouble {
    /// In words for the learner, as `check` says it.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let told = self.found.iter().take(MOST_TOLD).map(|problem| problem.render(&self.source, lang));
        format!("{}\n\n{}", lang.prices_not_used(), told.collect::<Vec<_>>().join("\n"))
    }

    /// The same as paragraphs for a window of any width, without the lines of the file.
    #[must_use]
    pub fn paragraphs(&self, lang: Lang) -> Vec<String> {
        let told = self.found.iter().take(MOST_TOLD).map(|problem| problem.brief(&self.source, lang));
        std::iter::once(lang.prices_not_used().to_owned()).chain(told).collect()
    }
}

/// Reads the learner's own price list. One that is broken changes nothing: half of it would be a guess.
#[must_use]
pub fn read(options: &Options) -> Own {
    let Some((path, is_asked_for)) = place(options) else { return Own::default() };
    let mut files = Files::default();
    if is_asked_for || path.exists() {
        folder::read_file(&path, NAME, &mut files);
    }
    let name = path.display().to_string();
    let (list, found) = match files.get(NAME) {
        None => return Own::default(),
        Some(File::Text(text)) => price::decode_file(&name, text),
        Some(other) => (PriceList::default(), vec![unreadable(&name, other)]),
    };
    if found.is_empty() {
        return Own { list, trouble: None };
    }
    let source = files.text(NAME).to_owned();
    Own { list: PriceList::default(), trouble: Some(Trouble { source, found }) }
}

/// Of many problems only the first few are told at once.
const MOST_TOLD: usize = 5;

fn place(options: &Options) -> Option<(PathBuf, bool)> {
    if let Some(path) = &options.prices {
        return Some((path.clone(), true));
    }
    let progress = options.progress.clone().or_else(|| store::default_path().ok())?;
    Some((progress.parent().unwrap_or(Path::new("")).join(NAME), false))
}

fn unreadable(file: &str, found: &File) -> Diagnostic {
    let problem = match found {
        File::NotUtf8 => Problem::NotUtf8,
        File::NotAFile => Problem::NotAFile,
        File::TooBig => Problem::TooBig,
        File::Unreadable(why) => Problem::Unreadable(why.clone()),
        File::Text(_) => Problem::MissingFile,
    };
    Diagnostic { file: file.to_owned(), span: 0..0, problem }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_is_told_the_place_and_not_the_line() {
        let source = r#"(prices: [(id: "a", value: "cheap")])"#.to_owned();
        let trouble = Trouble { found: price::decode_file("p.ron", &source).1, source };
        let told = trouble.paragraphs(Lang::En);
        assert_eq!(told[0], Lang::En.prices_not_used());
        let first = "p.ron:1:28: error: price `cheap` is not a number [bad-price]\nfix: ";
        assert!(told[1].starts_with(first) && told[1].lines().count() == 2, "{told:?}");
        assert!(trouble.text(Lang::En).contains("    ^^^^^^^"));
    }
}
