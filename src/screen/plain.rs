//! The app line by line: what is shown as lines of text, and which of them are new to whoever has read the others.
//!
//! It must not know where the lines go, nor how input is read.

use std::collections::HashSet;

use crate::{
    app::{App, line},
    screen::{Overlay, Screen, problems_notice},
    ui::plain::MARK,
};

/// What is shown, from its title down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// Where we are, and how far.
    pub title: String,
    /// A paragraph, an option or a field each.
    pub lines: Vec<String>,
    /// How many overlays there are.
    depth: usize,
}

/// What `app` shows: the topmost overlay, or the screen.
#[must_use]
pub fn shown(app: &App) -> Shown {
    let ctx = app.ctx();
    let (title, mut lines) = match (app.overlays().last(), app.screen()) {
        (Some(overlay), _) => overlay_lines(app, overlay),
        (None, Some(screen)) => screen_lines(app, screen),
        (None, None) => Default::default(),
    };
    lines.extend(app.save_failure().map(|_| ctx.msgs().save_failed.to_owned()));
    lines.extend(problems_notice(&ctx));
    Shown { title, lines, depth: app.overlays().len() }
}

fn screen_lines(app: &App, screen: &Screen) -> (String, Vec<String>) {
    let ctx = app.ctx();
    let header = screen.header(&ctx);
    let title = match (screen, &header.progress) {
        (Screen::Welcome(_), _) => ctx.msgs().keys_welcome.to_owned(),
        (Screen::Glossary(glossary), _) => glossary.title(&ctx),
        (Screen::Search(search), _) => search.title(&ctx),
        (Screen::Exam(exam), _) => exam.title(&ctx),
        (_, Some((far, ..))) => format!("{}, {far}", header.title),
        (_, None) => header.title,
    };
    let mut lines = match screen {
        Screen::Welcome(welcome) => welcome.plain(),
        Screen::Home(home) => home.plain(&ctx),
        Screen::Lesson(lesson) => lesson.plain(&ctx),
        Screen::Quiz(quiz) => quiz.plain(&ctx),
        Screen::Exam(exam) => exam.plain(&ctx),
        Screen::Review(review) => review.plain(&ctx),
        Screen::Search(search) => search.plain(&ctx),
        Screen::Mistakes(mistakes) => mistakes.plain(&ctx),
        Screen::Marks(marks) => marks.plain(&ctx),
        Screen::Stats(stats) => stats.plain(&ctx),
        Screen::Glossary(glossary) => glossary.plain(&ctx),
        Screen::Settings(settings) => settings.plain(&ctx),
        Screen::Player(player) => player.plain(&ctx),
        Screen::Host(host) => host.plain(&ctx),
    };
    let note = screen.note(&ctx);
    if !note.is_empty() {
        lines.extend([String::new(), note.chars().map(|c| ctx.glyphs().drawn(c)).collect()]);
    }
    (title, lines)
}

fn overlay_lines(app: &App, overlay: &Overlay) -> (String, Vec<String>) {
    let ctx = app.ctx();
    let m = ctx.msgs();
    match overlay {
        Overlay::Card(card) => (card.title().to_owned(), card.plain(&ctx)),
        Overlay::Help(help) => (m.help.to_owned(), help.plain(&ctx)),
        Overlay::Problems(problems) => (problems.title(&ctx), problems.reading.plain(&ctx)),
        Overlay::Notice(notice) => (m.notice.to_owned(), notice.reading.plain(&ctx)),
        Overlay::Panel(panel) => (panel.title(&ctx).to_owned(), panel.plain(&ctx)),
        Overlay::Memo(memo) => (m.memo.to_owned(), memo.plain(&ctx)),
        Overlay::NextPass(next_pass) => (m.pass.to_owned(), next_pass.plain(&ctx)),
        Overlay::Confirm => (Overlay::leave_ask(app).to_owned(), Vec::new()),
    }
}

/// What has been told, so that nothing is told twice.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// The screen, and the overlays over it.
    places: Vec<Shown>,
    prompt: String,
    flash: Option<String>,
}

impl Told {
    /// What is to be told though nobody has done anything: that another place is shown, or what is said once. That the time
    /// left has become less is not worth an interruption.
    pub fn tell_unasked(&mut self, app: &App) -> Vec<String> {
        let now = shown(app);
        let is_here = self.places.last().is_some_and(|before| before.title == now.title);
        let has_news = app.flash().is_some() && app.flash() != self.flash.as_deref();
        if is_here && !has_news { Vec::new() } else { self.tell(app) }
    }

    /// What is new since the last time, a line each. A place that was not read before is told as a whole.
    pub fn tell(&mut self, app: &App) -> Vec<String> {
        let now = shown(app);
        let has_closed = self.places.len() > now.depth + 1;
        let before = self.places.get(now.depth).filter(|before| before.title == now.title);
        let mut out = Vec::new();
        let is_new = before.is_none();
        match before {
            Some(before) => {
                let fresh = fresh(&before.lines, &now.lines);
                if has_closed {
                    // Back from an overlay: where one is, not all that is there.
                    out.push(now.title.clone());
                    out.extend(now.lines.iter().filter(|line| line.starts_with(MARK)).cloned());
                    out.extend(fresh.filter(|line| !line.starts_with(MARK)));
                } else {
                    out.extend(fresh);
                }
            }
            None => {
                out.extend([String::new(), now.title.clone(), String::new()]);
                out.extend(now.lines.iter().cloned());
            }
        }
        out.extend(app.flash().map(str::to_owned));
        let prompt = line::prompt(app);
        if is_new || prompt != self.prompt {
            out.extend([String::new(), prompt.clone()]);
        }
        self.prompt = prompt;
        self.flash = app.flash().map(str::to_owned);
        self.places.resize(now.depth, Shown::default());
        self.places.push(now);
        out.dedup_by(|line, before| line.is_empty() && before.is_empty());
        out
    }

    /// What can be typed, for whoever typed something else.
    #[must_use]
    pub fn prompt(&self) -> &str {
        &self.prompt
    }
}

/// The lines of `now` that are not in `before`. A line that has lost its mark is not new.
fn fresh<'n>(before: &[String], now: &'n [String]) -> impl Iterator<Item = String> + use<'n> {
    let bare = |line: &str| line.strip_prefix(MARK).unwrap_or(line).trim_start().to_owned();
    let known: HashSet<String> = before.iter().cloned().collect();
    let marked: HashSet<String> =
        before.iter().filter(|line| line.starts_with(MARK)).map(|line| bare(line)).collect();
    now.iter()
        .filter(move |line| {
            !line.is_empty()
                && !known.contains(*line)
                && (line.starts_with(MARK) || !marked.contains(&bare(line)))
        })
        .cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_new_is_told() {
        let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
        let told = |before: &str, now: &str| fresh(&lines(before), &lines(now)).collect::<Vec<_>>();
        assert_eq!(told("> 1  a\n  2  b", "  1  a\n> 2  b"), ["> 2  b"]);
        assert_eq!(told("  1  a\n  2  b", "  1  a\nwrong: 2  b\n\nwhy"), ["wrong: 2  b", "why"]);
        assert_eq!(told("a", "a"), [""; 0]);
    }
}
