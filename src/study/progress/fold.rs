//! How each kind of record changes progress.

use super::*;

impl Progress {
    /// Takes one more record into account. Unknown kinds and unreadable payloads change nothing.
    pub fn fold(&mut self, record: &Record) {
        self.sittings.tick(record.utc_ms);
        if record.kind == kind::UNDONE {
            return self.fold_undo(record);
        }
        if self.taken_back.has(record) {
            return;
        }
        let day = self.day_of(record.utc_ms, record.offset_s);
        self.journal.tick(day, record.utc_ms);
        match record.kind.as_str() {
            kind::ANSWERED => self.fold_answer(record),
            kind::PAGE_READ => {
                self.pages.insert(record.item.clone());
                self.journal.page(day);
            }
            kind::POSITION => {
                if let Ok(position) = serde_json::from_str(&record.payload) {
                    self.keep_draft(&position);
                    self.position = Some((record.item.clone(), position));
                }
            }
            kind::QUIZ_STARTED => {
                if let Ok(QuizStarted { seed, questions }) = serde_json::from_str(&record.payload) {
                    let lesson = record.item.clone();
                    let quiz = OpenQuiz { lesson: lesson.clone(), seed, questions, ..OpenQuiz::default() };
                    self.open_quizzes.insert(lesson, quiz);
                }
            }
            kind::QUIZ_FINISHED => {
                if let Ok(QuizFinished { seed }) = serde_json::from_str(&record.payload)
                    && self.open_quizzes.get(&record.item).is_some_and(|quiz| quiz.seed == seed)
                    && let Some(quiz) = self.open_quizzes.remove(&record.item)
                {
                    self.keep_finished(quiz);
                }
            }
            kind::SETTING => self.fold_setting(record),
            kind::TERM_OPENED => {
                self.terms.insert(record.item.clone());
            }
            kind::REVIEWED => self.fold_review(record),
            kind::REGRADED => self.fold_regrade(record),
            kind::REASONED => {
                if let Ok(Reasoned { at, reason }) = serde_json::from_str(&record.payload)
                    && let Some(history) = self.items.get_mut(&record.item)
                {
                    history.explain(at, reason, &self.scheduler);
                }
            }
            kind::MARKED => self.fold_mark(record),
            kind::PASS_STARTED => self.fold_pass(record),
            kind::RESET => self.fold_reset(record),
            kind::EXAM_STARTED
            | kind::EXAM_SHOWN
            | kind::EXAM_ANSWERED
            | kind::EXAM_FLAGGED
            | kind::EXAM_SUBMITTED => self.sittings.fold(record, day),
            _ => {}
        }
    }

    /// An answer that was begun in a check-in waits for the learner to come back, wherever they go meanwhile.
    fn keep_draft(&mut self, position: &Position) {
        if position.page.is_empty() || position.question.is_empty() || position.answered {
            return;
        }
        if position.draft == Draft::default() {
            self.drafts.remove(&position.question);
        } else {
            self.drafts.insert(position.question.clone(), position.draft.clone());
        }
    }

    fn fold_answer(&mut self, record: &Record) {
        let Ok(answered) = serde_json::from_str::<Answered>(&record.payload) else { return };
        self.drafts.remove(&record.item);
        answered.aliases.iter().for_each(|alias| self.rename(alias, &record.item));
        let grade = match (answered.correct, answered.unsure) {
            (false, _) => Grade::Again,
            (true, true) => Grade::Hard,
            (true, false) => Grade::Good,
        };
        let given = Given {
            at: record.utc_ms,
            day: self.day_of(record.utc_ms, record.offset_s),
            revision: record.revision,
            grade,
            guessed: answered.correct && answered.unsure,
            occasion: answered.occasion,
            took_ms: u32::try_from(answered.took_ms).unwrap_or(u32::MAX),
        };
        self.add(&record.item, given, Some(answered.response.clone()));
        if answered.occasion == Occasion::Exam {
            let graded = Graded { at: record.utc_ms, right: answered.correct };
            self.sittings.mark(answered.quiz, &record.item, graded);
        }
        let quiz =
            self.open_quizzes.values_mut().find(|quiz| quiz.seed == answered.quiz && answered.quiz != 0);
        if let Some(quiz) = quiz {
            let position = Position { question: record.item.clone(), answered: true, ..Position::default() };
            self.position = Some((quiz.lesson.clone(), position));
            quiz.answers.insert(record.item.clone(), answered.response);
            quiz.given.insert(record.item.clone(), record.utc_ms);
        } else if let Some((_, position)) = &mut self.position
            && position.question == record.item
            && answered.occasion == Occasion::Practice
        {
            position.answered = true;
            position.draft = Draft::default();
        }
    }

    fn fold_review(&mut self, record: &Record) {
        let Ok(Reviewed { grade, took_ms, occasion }) = serde_json::from_str(&record.payload) else { return };
        let given = Given {
            at: record.utc_ms,
            day: self.day_of(record.utc_ms, record.offset_s),
            revision: record.revision,
            grade,
            guessed: false,
            occasion,
            took_ms: u32::try_from(took_ms).unwrap_or(u32::MAX),
        };
        self.add(&record.item, given, None);
    }

    fn add(&mut self, item: &str, given: Given, response: Option<Response>) {
        self.journal.add(&given);
        let history = match self.items.get_mut(item) {
            Some(history) => history,
            None => self.items.entry(item.to_owned()).or_default(),
        };
        history.add(given, response, &self.scheduler);
    }

    /// What is known about a question under a former id is known under this one.
    fn rename(&mut self, alias: &str, id: &str) {
        self.drafts.remove(alias);
        let Some(before) = self.items.remove(alias) else { return };
        match self.items.get_mut(id) {
            Some(history) => history.absorb(before, &self.scheduler),
            None => {
                self.items.insert(id.to_owned(), before);
            }
        }
    }

    fn fold_regrade(&mut self, record: &Record) {
        let Ok(Regraded { at, grade }) = serde_json::from_str(&record.payload) else { return };
        let Some(history) = self.items.get_mut(&record.item) else { return };
        let Some(given) = history.given().iter().rfind(|given| given.at == at).copied() else { return };
        if history.regrade(at, grade, &self.scheduler).is_some() {
            self.journal.regrade(&given, grade);
        }
    }

    fn fold_mark(&mut self, record: &Record) {
        let Ok(marked) = serde_json::from_str::<Marked>(&record.payload) else { return };
        let marks = self.marks.entry(record.item.clone()).or_default();
        match marked {
            Marked::Bookmark(on) => marks.bookmark = on,
            Marked::Memo(memo) => marks.memo = memo,
            Marked::Flag(on) => marks.flag = on,
            Marked::Suspended(on) => marks.suspended = on,
        }
        if *marks == Marks::default() {
            self.marks.remove(&record.item);
        }
    }

    fn fold_pass(&mut self, record: &Record) {
        let PassStarted { aliases } = serde_json::from_str(&record.payload).unwrap_or_default();
        let names = || std::iter::once(&record.item).chain(&aliases);
        let before = names().filter_map(|name| self.passes.get(name)).map(|pass| pass.again).max();
        let pass = Pass { again: before.unwrap_or(0).saturating_add(1), since: record.utc_ms };
        self.passes.insert(record.item.clone(), pass);
        names().for_each(|name| self.forget_place(name));
    }

    /// The pages, quizzes and place of a lesson.
    fn forget_place(&mut self, lesson: &str) {
        self.pages.retain(|page| page.split_once('#').is_none_or(|(of, _)| of != lesson));
        self.open_quizzes.remove(lesson);
        self.finished_quizzes.remove(lesson);
        if self.position.as_ref().is_some_and(|(of, _)| of == lesson) {
            self.position = None;
        }
    }

    fn fold_reset(&mut self, record: &Record) {
        let Ok(Reset { scope, items }) = serde_json::from_str(&record.payload) else { return };
        match scope {
            ResetScope::All => {
                *self = Progress {
                    settings: self.settings.clone(),
                    scheduler: self.scheduler.clone(),
                    taken_back: std::mem::take(&mut self.taken_back),
                    stale: self.stale,
                    ..Progress::default()
                };
            }
            ResetScope::Lesson => {
                self.forget_place(&record.item);
                self.passes.remove(&record.item);
                self.sittings.forget(&record.item);
                let in_lesson = format!("{}#", record.item);
                self.marks.retain(|item, _| !item.starts_with(&in_lesson));
                items.iter().for_each(|item| self.forget(item));
            }
            ResetScope::Item => {
                self.forget(&record.item);
                items.iter().for_each(|item| self.forget(item));
            }
        }
    }

    fn forget(&mut self, item: &str) {
        self.items.remove(item);
        self.drafts.remove(item);
        self.marks.remove(item);
        self.pages.remove(item);
        self.terms.remove(item);
    }

    fn fold_undo(&mut self, record: &Record) {
        let Ok(Undone { kind, at }) = serde_json::from_str(&record.payload) else { return };
        self.taken_back.add(record);
        let is_answer = kind == kind::ANSWERED || kind == kind::REVIEWED;
        let Some(history) = self.items.get_mut(&record.item).filter(|_| is_answer) else {
            self.stale = true;
            return;
        };
        let Some((given, in_full)) = history.remove(at, &self.scheduler) else { return };
        self.journal.remove(&given);
        if history.is_empty() {
            self.items.remove(&record.item);
        }
        // What else an answer in a quiz changed is known only to the log.
        let is_alone = matches!(given.occasion, Occasion::Review | Occasion::Cram);
        self.stale |= !in_full || !is_alone;
    }

    fn keep_finished(&mut self, quiz: OpenQuiz) {
        match self.finished_quizzes.get_mut(&quiz.lesson) {
            Some(kept) if quiz.questions.iter().all(|id| kept.questions.contains(id)) => {
                kept.answers.extend(quiz.answers);
                kept.given.extend(quiz.given);
            }
            _ => {
                self.finished_quizzes.insert(quiz.lesson.clone(), quiz);
            }
        }
    }

    fn fold_setting(&mut self, record: &Record) {
        let Ok(value) = serde_json::from_str::<String>(&record.payload) else { return };
        match record.item.as_str() {
            "lang" => self.settings.lang = Lang::from_code(&value).or(self.settings.lang),
            "both" => self.settings.both = value == "on",
            "theme" => self.settings.theme = value,
            "reduce-motion" => self.settings.reduce_motion = value == "on",
            "rollover" => set(&mut self.settings.rollover, value.parse().ok().filter(|hour| *hour < 24)),
            "new-per-day" => set(&mut self.settings.new_per_day, value.parse().ok()),
            "reviews-per-day" => set(&mut self.settings.reviews_per_day, value.parse().ok()),
            "exam-day" => self.settings.exam_day = Day::parse(&value),
            "retention" => {
                let retention = value.parse().unwrap_or(RETENTION);
                self.scheduler = Scheduler::new(self.scheduler.parameters(), retention);
            }
            "fsrs-parameters" => {
                let parameters: Vec<f32> = value.split(' ').filter_map(|value| value.parse().ok()).collect();
                self.scheduler = Scheduler::new(&parameters, self.scheduler.retention());
                self.items.values_mut().for_each(|history| history.recount(&self.scheduler));
            }
            _ => {}
        }
    }
}

fn set<T>(place: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *place = value;
    }
}
