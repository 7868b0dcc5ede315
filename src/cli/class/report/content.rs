//! What a report says: what to teach again, then questions, hardest first, then teams and students.

use super::page::{Grid, Page, Part, Passage, Point, SIGNS, Table};
use crate::{
    class::report::{Cell, Discrimination, LEAST_ANSWERS, QuestionLine, Report, StudentLine, Topic, Wrong},
    cli::{class::record::Record, print::Style},
    course::Course,
    lang::{Lang, class_report as words, percent, width::sanitize},
};

/// Below this a question tells little about who knows.
const FLAT: f64 = 0.2;

/// The report on `record`, with the titles that lessons and pages have in `course`.
pub fn page(record: &Record, report: &Report, course: &Course, style: Style) -> Page {
    let writer = Writer { record, report, course, lang: style.lang, langs: style.langs() };
    let mut parts = writer.facts();
    if report.students.is_empty() {
        parts.push(Part::Line(words::NOBODY.get(style.lang).to_owned()));
    } else if report.questions.is_empty() {
        parts.push(Part::Line(words::NO_QUESTIONS.get(style.lang).to_owned()));
    } else {
        parts.extend(writer.again());
        parts.extend(writer.questions());
        parts.extend(writer.polls());
    }
    parts.extend(writer.teams());
    parts.extend(writer.students());
    parts.extend(writer.kept());
    let title = sanitize(report.title.get(style.lang)).into_owned();
    Page { lang: style.lang, title: style.lang.class_report(&title), parts }
}

struct Writer<'a> {
    record: &'a Record,
    report: &'a Report,
    course: &'a Course,
    lang: Lang,
    langs: Vec<Lang>,
}

impl Writer<'_> {
    fn heading(&self, words: crate::lang::Words) -> Part {
        Part::Heading(words.get(self.lang).to_owned())
    }

    fn facts(&self) -> Vec<Part> {
        let (record, lang) = (self.record, self.lang);
        let facts = [
            record.code.to_string(),
            record.opened(),
            lang.spent(record.room.latest()),
            lang.students(self.report.students.len()),
            lang.question_count(self.report.questions.iter().filter(|line| !line.poll).count()),
        ];
        let mut parts = vec![Part::Line(facts.join(" · "))];
        let unrevealed = record.unrevealed();
        if unrevealed > 0 {
            let code = record.code.to_string();
            parts.push(Part::Caution(lang.not_revealed(unrevealed, (!record.is_going_on).then_some(&code))));
        }
        parts
    }

    fn again(&self) -> Vec<Part> {
        let mut parts = vec![self.heading(words::AGAIN)];
        if self.report.again.is_empty() {
            parts.push(Part::Line(words::NOTHING_AGAIN.get(self.lang).to_owned()));
        }
        for (number, topic) in (1..).zip(&self.report.again) {
            parts.extend(self.topic(number, topic));
        }
        parts
    }

    fn topic(&self, number: u32, topic: &Topic) -> Vec<Part> {
        let asked = |number: &&QuestionLine| topic.questions.contains(&number.number);
        let title = match self.title(&topic.lesson, &topic.page) {
            Some(title) => Passage::typed(&title),
            // It belongs to no page that is known here, so it is called by what it asks.
            None => {
                let question = self.report.questions.iter().find(asked);
                question.map(|question| self.passages(&question.stem)).unwrap_or_default()
            }
        };
        let numbers: Vec<u32> = topic.questions.iter().map(|number| number + 1).collect();
        let answers: u32 = self.report.questions.iter().filter(asked).map(|line| line.answers).sum();
        let facts = [self.lang.right_share(whole(topic.right)), self.lang.question_numbers(&numbers)];
        let mut parts = vec![Part::Entry(number, title), Part::Line(facts.join(" · "))];
        if topic.caution && !self.are_all_few() {
            parts.push(Part::Caution(self.lang.few_answers(answers)));
        }
        parts.push(Part::Points(topic.wrong.iter().map(|wrong| self.wrong(wrong)).collect()));
        parts.extend(self.command(&topic.lesson, &topic.page));
        parts
    }

    fn questions(&self) -> Vec<Part> {
        let mut lines: Vec<&QuestionLine> = self.report.questions.iter().filter(|line| !line.poll).collect();
        lines.sort_by(|a, b| a.difficulty.unwrap_or(2.0).total_cmp(&b.difficulty.unwrap_or(2.0)));
        if lines.is_empty() {
            return Vec::new();
        }
        let mut parts = vec![self.heading(words::QUESTIONS)];
        if self.are_all_few() {
            parts.push(Part::Caution(words::ALL_FEW.get(self.lang).to_owned()));
        }
        lines.into_iter().for_each(|line| parts.extend(self.question(line)));
        parts
    }

    fn question(&self, line: &QuestionLine) -> Vec<Part> {
        let lang = self.lang;
        let mut facts = Vec::new();
        let share = percent(line.right, line.answers).filter(|_| line.difficulty.is_some());
        facts.extend(share.map(|percent| lang.difficulty(percent)));
        facts.push(lang.answered_by(line.answers, line.players));
        if line.dont_know > 0 {
            facts.push(lang.did_not_know(line.dont_know));
        }
        facts.extend(line.median_ms.map(|ms| lang.median_time(ms)));
        let told_apart = line.discrimination.unwrap_or_default();
        let mut parts =
            vec![Part::Entry(line.number + 1, self.passages(&line.stem)), Part::Line(facts.join(" · "))];
        parts.extend(self.discrimination(&told_apart));
        if line.caution && line.answers > 0 {
            if !self.are_all_few() {
                parts.push(Part::Caution(lang.few_answers(line.answers)));
            }
        } else if let Some(caution) = told_apart.point_biserial.and_then(suspicion) {
            parts.push(Part::Caution(caution.get(lang).to_owned()));
        }
        parts.push(Part::Points(line.wrong.iter().map(|wrong| self.wrong(wrong)).collect()));
        parts.extend(self.command(&line.lesson, &line.page));
        parts
    }

    fn discrimination(&self, told_apart: &Discrimination) -> Option<Part> {
        let lang = self.lang;
        let groups = told_apart.upper.zip(told_apart.lower);
        let facts: Vec<String> = [
            told_apart.point_biserial.map(|r| lang.discrimination(r)),
            groups.map(|(upper, lower)| lang.upper_and_lower(upper, lower)),
        ]
        .into_iter()
        .flatten()
        .collect();
        (!facts.is_empty()).then(|| Part::Line(facts.join(" · ")))
    }

    fn wrong(&self, wrong: &Wrong) -> Point {
        let what = if wrong.typed { Passage::typed(&wrong.what.en) } else { self.passages(&wrong.what) };
        let missed = if wrong.missed { format!(" {}", words::MISSED.get(self.lang)) } else { String::new() };
        let why = wrong.why.as_ref().map(|why| self.passages(why)).unwrap_or_default();
        Point { is_wrong: true, count: format!("{}{missed}", self.lang.times(wrong.count)), what, why }
    }

    fn polls(&self) -> Vec<Part> {
        let mut polls = self.report.questions.iter().filter(|line| line.poll).peekable();
        let mut parts = Vec::new();
        if polls.peek().is_some() {
            parts.push(self.heading(words::POLLS));
        }
        for line in polls {
            let point = |choice: &crate::class::report::Choice| Point {
                is_wrong: false,
                count: self.lang.times(choice.count),
                what: self.passages(&choice.what),
                why: Vec::new(),
            };
            parts.push(Part::Entry(line.number + 1, self.passages(&line.stem)));
            parts.push(Part::Line(self.lang.answered_by(line.answers, line.players)));
            parts.push(Part::Points(line.choices.iter().map(point).collect()));
        }
        parts
    }

    fn teams(&self) -> Vec<Part> {
        let report = self.report;
        if report.team_standings.is_empty() {
            return Vec::new();
        }
        let [rank, name, members, score] = words::TEAM_COLUMNS.map(|words| words.get(self.lang).to_owned());
        let row = |team: &crate::class::board::TeamStanding| {
            vec![
                team.rank.to_string(),
                self.team(Some(team.team)),
                team.members.to_string(),
                team.score.to_string(),
            ]
        };
        let head = vec![(rank, true), (name, false), (members, true), (score, true)];
        let rows = report.team_standings.iter().map(row).collect();
        vec![self.heading(words::TEAMS), Part::Table(Table { head, key: 1, rows })]
    }

    fn students(&self) -> Vec<Part> {
        let students = &self.report.students;
        if students.is_empty() {
            return Vec::new();
        }
        let has_numbers = students.iter().any(|student| student.student.is_some());
        let has_teams = !self.report.teams.is_empty();
        // Columns that nothing is in are left out.
        let shown = [true, true, has_numbers, has_teams, true, true, true, true];
        let numeric = [true, false, false, false, true, true, true, true];
        let kept = |cells: [String; 8]| -> Vec<String> {
            cells.into_iter().zip(shown).filter(|(_, shown)| *shown).map(|(cell, _)| cell).collect()
        };
        let headings = kept(words::STUDENT_COLUMNS.map(|words| words.get(self.lang).to_owned()));
        let numeric = numeric.into_iter().zip(shown).filter(|(_, shown)| *shown).map(|(numeric, _)| numeric);
        let head = headings.into_iter().zip(numeric).collect();
        let rows = students.iter().map(|student| kept(self.student(student))).collect();
        let mut parts = vec![self.heading(words::STUDENTS), Part::Table(Table { head, key: 1, rows })];
        if !self.report.questions.is_empty() {
            parts.extend(self.answers());
        }
        parts
    }

    fn student(&self, student: &StudentLine) -> [String; 8] {
        [
            if student.rank == 0 { "-".to_owned() } else { student.rank.to_string() },
            self.name(student),
            sanitize(student.student.as_deref().unwrap_or_default()).into_owned(),
            self.team(student.team),
            student.score.to_string(),
            student.right.to_string(),
            format!("{}/{}", student.answered, student.asked),
            student.median_ms.map_or_else(|| "-".to_owned(), |ms| self.lang.took(ms)),
        ]
    }

    fn answers(&self) -> [Part; 3] {
        let row = |student: &StudentLine| {
            (self.name(student), student.answers.iter().map(|cell| sign(cell.as_ref())).collect())
        };
        let grid = Grid {
            corner: words::STUDENT_COLUMNS[1].get(self.lang).to_owned(),
            numbers: self.report.questions.iter().map(|line| line.number + 1).collect(),
            rows: self.report.students.iter().map(row).collect(),
        };
        let signs = words::SIGNS.get(self.lang).to_owned();
        [self.heading(words::ANSWERS), Part::Line(signs), Part::Grid(grid)]
    }

    fn kept(&self) -> Vec<Part> {
        let said =
            self.lang.retention(&self.record.folder.display().to_string(), &self.record.code.to_string());
        std::iter::once(self.heading(words::KEPT)).chain(said.map(Part::Line)).collect()
    }

    fn name(&self, student: &StudentLine) -> String {
        sanitize(student.name.get(self.lang)).into_owned()
    }

    fn team(&self, team: Option<u32>) -> String {
        let name = team.and_then(|team| self.report.teams.get(team as usize));
        name.map(|name| sanitize(name).into_owned()).unwrap_or_default()
    }

    fn passages(&self, text: &crate::lang::Text) -> Vec<Passage> {
        Passage::course(text, &self.langs)
    }

    /// What a page is called in the course that is there now.
    fn title(&self, lesson: &str, page: &str) -> Option<String> {
        let lesson = &self.course.lessons[self.course.lesson_index(lesson)?];
        let page = &lesson.pages[lesson.page_index(page)?];
        Some(format!("{} › {}", lesson.title.get(self.lang), page.title.get(self.lang)))
    }

    /// How to read the page that teaches something, as far as the course that is there now has it.
    fn command(&self, lesson: &str, page: &str) -> Option<Part> {
        let known = &self.course.lessons[self.course.lesson_index(lesson)?];
        let page = known.page_index(page).map(|_| format!("#{page}")).unwrap_or_default();
        Some(Part::Command(format!("seodang learn {lesson}{page}")))
    }

    /// Whether there are few answers to every question, so that it is said once.
    fn are_all_few(&self) -> bool {
        let mut scored = self.report.questions.iter().filter(|line| !line.poll);
        scored.all(|line| line.answers < LEAST_ANSWERS)
    }
}

/// What is odd about a question that tells students apart like this.
fn suspicion(point_biserial: f64) -> Option<crate::lang::Words> {
    match point_biserial {
        r if r < 0.0 => Some(words::TURNED),
        r if r < FLAT => Some(words::FLAT),
        _ => None,
    }
}

fn sign(cell: Option<&Cell>) -> &'static str {
    let [right, wrong, none, poll] = SIGNS;
    match cell.map(|cell| cell.right) {
        Some(Some(true)) => right,
        Some(Some(false)) => wrong,
        Some(None) => poll,
        None => none,
    }
}

/// A share in whole percent.
fn whole(share: f64) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 100")]
    let percent = (share.clamp(0.0, 1.0) * 100.0).round() as u32;
    percent
}
