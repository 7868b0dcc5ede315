//! Whether pages fit the screen they are written for: a rule of `seodang check` that takes the real layout.

use std::sync::Arc;

use crate::{
    course::{Course, Diagnostic, Files, diagnostic::Problem, lesson, lint::Flaw},
    lang::Lang,
    ui::{
        frame,
        layout::Glyphs,
        page::{Page, Shape},
    },
};

use ratatui::layout::Rect;

/// The screen that pages are written for.
const SCREEN: Rect = Rect { x: 0, y: 0, width: 80, height: 24 };

/// The pages of the course in `files` that have to be scrolled, a language at a time.
#[must_use]
pub fn check(files: &Files) -> Vec<Diagnostic> {
    let (course, _) = Course::open(files.clone());
    let body = frame::body(SCREEN);
    // The line about what comes next may stand below.
    let most = usize::from(body.height);
    let mut found = Vec::new();
    for (number, lesson) in course.lessons.iter().enumerate() {
        for (index, page) in lesson.pages.iter().enumerate() {
            for lang in Lang::ALL {
                let rows = rows(&course, number, index, lang, body.width);
                if rows > most {
                    let file = lesson::prose_path(&lesson.id, lang);
                    let start = page.body(lang).start.saturating_sub(1);
                    let heading = files.text(&file)[..start].rfind('\n').map_or(0, |at| at + 1);
                    let problem = Problem::Flaw(Flaw::LongPage { lang, rows, most });
                    found.push(Diagnostic { file, span: heading..start, problem });
                }
            }
        }
    }
    found
}

/// The rows of a page in one language.
fn rows(course: &Course, lesson: usize, page: usize, lang: Lang, width: u16) -> usize {
    let shape = Shape { lang, both: false, width, columns: SCREEN.width, glyphs: Glyphs::UNICODE };
    let mut shown =
        Page::new(shape, || Arc::clone(course.prices()), |lang| course.page_source(lesson, page, lang));
    shown.complete();
    shown.rows().len()
}
