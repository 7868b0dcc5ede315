//! What `seodang progress` says about what was done so far.

use crate::lang::Lang;

/// What there is one of, or many.
fn s(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

impl Lang {
    /// Notes for Anki were written.
    #[must_use]
    pub fn notes_written(self, notes: usize, file: &str) -> String {
        match self {
            Lang::Ko => format!("노트 {notes}개를 썼어요: {file}. Anki에서 파일 > 가져오기로 여세요"),
            Lang::En if notes == 1 => format!("Wrote 1 note: {file}. In Anki: File > Import"),
            Lang::En => format!("Wrote {notes} notes: {file}. In Anki: File > Import"),
        }
    }

    /// There is no progress file yet.
    #[must_use]
    pub fn no_progress_yet(self, path: &str) -> String {
        match self {
            Lang::Ko => format!("아직 학습 기록이 없어요. 공부를 시작하면 여기에 생겨요: {path}"),
            Lang::En => {
                format!("there is no progress yet; it will be in {path} as soon as you start learning")
            }
        }
    }

    /// A file of which only a part can be read.
    #[must_use]
    pub fn read_in_part(self, path: &str, records: usize, reason: &str) -> String {
        match self {
            Lang::Ko => format!(
                "파일이 손상됐어요: {path} ({reason}). 읽을 수 있는 기록 {records}개는 그대로 써요. 점검하려면: seodang progress doctor"
            ),
            Lang::En => format!(
                "{path} is damaged ({reason}); what can be read of it is used, {records} event{}. To look into it: seodang progress doctor",
                s(records)
            ),
        }
    }

    /// The lines of `progress show`: file, size, days, reading, answers, copies.
    #[must_use]
    pub fn show_labels(self) -> [&'static str; 6] {
        match self {
            Lang::Ko => ["파일", "크기", "기간", "읽기", "답", "백업"],
            Lang::En => ["File", "Size", "Period", "Read", "Answers", "Backups"],
        }
    }

    /// `1.2 MB · 기록 340개`
    #[must_use]
    pub fn size_and_events(self, bytes: u64, events: usize) -> String {
        let size = self.bytes(bytes);
        match self {
            Lang::Ko => format!("{size} · 기록 {events}개"),
            Lang::En => format!("{size} · {events} event{}", s(events)),
        }
    }

    /// `1.2 MB`
    #[must_use]
    pub fn bytes(self, bytes: u64) -> String {
        match bytes {
            0..1_000 => format!("{bytes} B"),
            1_000..1_000_000 => format!("{} kB", bytes / 1_000),
            _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
        }
    }

    /// From a day to another.
    #[must_use]
    pub fn from_to(self, first: &str, last: &str) -> String {
        match self {
            _ if first == last => first.to_owned(),
            Lang::Ko => format!("{first}부터 {last}까지"),
            Lang::En => format!("{first} to {last}"),
        }
    }

    /// How many lessons and pages were read.
    #[must_use]
    pub fn lessons_read(self, read: usize, lessons: usize, pages: usize) -> String {
        match self {
            Lang::Ko => format!("단원 {lessons}개 가운데 {read}개 · {pages}쪽"),
            Lang::En => format!("{read} of {lessons} lesson{} · {pages} page{}", s(lessons), s(pages)),
        }
    }

    /// How many answers, and the share of right ones in percent.
    #[must_use]
    pub fn answers_and_share(self, answers: usize, percent: Option<u32>) -> String {
        match (self, percent) {
            (Lang::Ko, Some(percent)) => format!("{answers}번 · 맞힘 {percent}%"),
            (Lang::En, Some(percent)) => format!("{answers} · {percent}% right"),
            (Lang::Ko, None) => "없음".to_owned(),
            (Lang::En, None) => "none".to_owned(),
        }
    }

    /// How many copies there are, where, and of which day the newest is.
    #[must_use]
    pub fn copies(self, count: usize, folder: &str, newest: Option<&str>) -> String {
        match (self, newest) {
            (Lang::Ko, Some(day)) => format!("{count}개 · 마지막 {day} · {folder}"),
            (Lang::En, Some(day)) => format!("{count} · newest {day} · {folder}"),
            (Lang::Ko, None) if count == 0 => "아직 없음".to_owned(),
            (Lang::En, None) if count == 0 => "none yet".to_owned(),
            (Lang::Ko, None) => format!("{count}개 · {folder}"),
            (Lang::En, None) => format!("{count} · {folder}"),
        }
    }

    /// So many events were written to a file.
    #[must_use]
    pub fn exported(self, events: usize, path: &str) -> String {
        match self {
            Lang::Ko => format!("기록 {events}개를 내보냈어요: {path}"),
            Lang::En => format!("{events} event{} exported to {path}", s(events)),
        }
    }

    /// A file that cannot be read, and why.
    #[must_use]
    pub fn not_read(self, path: &str, why: &str) -> String {
        match self {
            Lang::Ko => format!("파일을 읽지 못했어요: {path}: {why}"),
            Lang::En => format!("cannot read {path}: {why}"),
        }
    }

    /// What merging came to.
    #[must_use]
    pub fn merged(self, new: usize, known: usize) -> String {
        match self {
            Lang::Ko => format!("새 기록 {new}개를 더했어요. {known}개는 이미 있었어요"),
            Lang::En => format!("{new} new event{}; {known} were there already", s(new)),
        }
    }

    /// Where the copy is that was made before a change.
    #[must_use]
    pub fn copy_before(self, path: &str) -> String {
        match self {
            Lang::Ko => format!("바꾸기 전의 파일: {path}"),
            Lang::En => format!("The file as it was before: {path}"),
        }
    }

    /// Events of another file under ids that stand for something else here.
    #[must_use]
    pub fn conflicts(self, count: usize, ids: &str) -> String {
        match self {
            Lang::Ko => format!(
                "같은 id로 서로 다른 기록이 {count}개 있어요. 어느 한쪽을 누가 고친 것이니 이 파일의 것을 그대로 두고 나머지만 합쳤어요: {ids}"
            ),
            Lang::En => format!(
                "{count} event{} of the other file differ from those that have the same id here. One of the two was altered; those here stay, and only the rest was merged: {ids}",
                s(count)
            ),
        }
    }

    /// Nothing can be taken back.
    #[must_use]
    pub fn nothing_to_undo(self) -> &'static str {
        match self {
            Lang::Ko => "되돌릴 것이 없어요",
            Lang::En => "there is nothing to take back",
        }
    }

    /// What was taken back.
    #[must_use]
    pub fn undone(self, what: &str) -> String {
        match self {
            Lang::Ko => format!("되돌렸어요: {what}"),
            Lang::En => format!("Taken back: {what}"),
        }
    }

    /// What a kind of event is called; the kind itself where it has no name.
    #[must_use]
    pub fn event_name(self, kind: &str) -> &str {
        let (ko, en) = match kind {
            "answered" => ("답", "answer"),
            "reviewed" => ("복습", "review"),
            "regraded" => ("고친 채점", "changed grade"),
            "reasoned" => ("틀린 이유", "reason of a mistake"),
            "marked" => ("표시", "mark"),
            "reset" => ("초기화", "reset"),
            "pass-started" => ("새 회독", "new pass"),
            _ => return kind,
        };
        match self {
            Lang::Ko => ko,
            Lang::En => en,
        }
    }

    /// Everything, in place of an item.
    #[must_use]
    pub fn everything(self) -> &'static str {
        match self {
            Lang::Ko => "모두",
            Lang::En => "everything",
        }
    }

    /// The word that confirms a reset.
    #[must_use]
    pub fn reset_word(self) -> &'static str {
        match self {
            Lang::Ko => "초기화",
            Lang::En => "reset",
        }
    }

    /// Asks whether to begin `what` anew.
    #[must_use]
    pub fn ask_reset(self, what: &str) -> String {
        let word = self.reset_word();
        match self {
            Lang::Ko => {
                format!("처음부터 다시 시작할 것: {what}\n계속하려면 “{word}”라고 쓰고 Enter를 누르세요: ")
            }
            Lang::En => format!("To begin anew: {what}\nType “{word}” and press Enter to go on: "),
        }
    }

    /// A reset that nobody can confirm.
    #[must_use]
    pub fn reset_needs_yes(self) -> &'static str {
        match self {
            Lang::Ko => "물어볼 터미널이 없어요. 정말 하려면 --yes를 붙이세요",
            Lang::En => "there is no terminal to ask on: add --yes to do it without asking",
        }
    }

    /// Nothing was changed.
    #[must_use]
    pub fn left_as_it_was(self) -> &'static str {
        match self {
            Lang::Ko => "그대로 두었어요",
            Lang::En => "nothing was changed",
        }
    }

    /// What was reset and how to take it back.
    #[must_use]
    pub fn was_reset(self, what: &str) -> String {
        match self {
            Lang::Ko => format!("처음부터 다시 시작해요: {what}\n되돌리려면: seodang progress undo"),
            Lang::En => format!("Begun anew: {what}\nTo take it back: seodang progress undo"),
        }
    }

    /// Nothing goes by this name.
    #[must_use]
    pub fn no_such_item(self) -> (&'static str, &'static str) {
        ("그런 문제, 용어, 단원은 없어요", "there is no question, term or lesson")
    }
}
