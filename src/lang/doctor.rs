//! What `seodang progress doctor` says: what is found, what it means, and what to do.

use crate::lang::Lang;

/// How a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// As it should be.
    Sound,
    /// Good to know.
    Note,
    /// Something to be done.
    Problem,
    /// Was done.
    Mended,
}

/// So many things.
fn many(count: usize, one: &str, more: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { more })
}

impl Lang {
    /// A finding in a line.
    #[must_use]
    pub fn finding(self, weight: Weight, text: &str) -> String {
        let word = match (self, weight) {
            (Lang::Ko, Weight::Sound) => "정상",
            (Lang::Ko, Weight::Note) => "참고",
            (Lang::Ko, Weight::Problem) => "문제",
            (Lang::Ko, Weight::Mended) => "고침",
            (Lang::En, Weight::Sound) => "ok",
            (Lang::En, Weight::Note) => "note",
            (Lang::En, Weight::Problem) => "problem",
            (Lang::En, Weight::Mended) => "fixed",
        };
        format!("{word}: {text}\n")
    }

    /// Everything in the file is as it was written.
    #[must_use]
    pub fn sound(self, events: usize, version: i32) -> String {
        match self {
            Lang::Ko => {
                format!("기록 {events}개가 모두 온전해요. 파일 구조와 체크섬도 맞아요 (파일 버전 {version})")
            }
            Lang::En => format!(
                "{}, all whole: structure and checksums are right (file version {version})",
                many(events, "event", "events")
            ),
        }
    }

    /// There is not a byte in the file.
    #[must_use]
    pub fn empty_file(self) -> &'static str {
        match self {
            Lang::Ko => "파일이 비어 있어요. 전에 공부한 기록이 있었다면 백업을 이 자리에 넣어 주세요",
            Lang::En => "the file is empty; if you had progress, put a backup in its place",
        }
    }

    /// The structure is damaged, in SQLite's words.
    #[must_use]
    pub fn broken_structure(self, verdict: &str) -> String {
        match self {
            Lang::Ko => format!("파일 구조가 손상되었어요 ({verdict})"),
            Lang::En => format!("the structure of the file is damaged ({verdict})"),
        }
    }

    /// Rows that are not what was written.
    #[must_use]
    pub fn bad_rows(self, rows: usize, first: &str) -> String {
        match self {
            Lang::Ko => {
                format!("기록 {rows}개가 적힌 대로가 아니에요. 디스크 오류 같은 것 때문이에요 ({first})")
            }
            Lang::En => format!(
                "{} not what was written, probably because of a disk error ({first})",
                many(rows, "event is", "events are")
            ),
        }
    }

    /// What a repair would save.
    #[must_use]
    pub fn can_be_saved(self, events: usize) -> String {
        match self {
            Lang::Ko => format!(
                "온전한 기록 {events}개는 살릴 수 있어요. seodang progress doctor --fix가 새 파일로 옮기고 손상된 파일은 남겨 둬요"
            ),
            Lang::En => format!(
                "{} can be saved: seodang progress doctor --fix moves what is whole to a new file and keeps the damaged one",
                many(events, "event", "events")
            ),
        }
    }

    /// An older version of the file.
    #[must_use]
    pub fn older_version(self, version: i32) -> String {
        match self {
            Lang::Ko => {
                format!("옛 버전의 파일이에요 (파일 버전 {version}). 다음에 서당을 열면 새 버전으로 바꿔요")
            }
            Lang::En => format!("the file is of an older version ({version}); the next start upgrades it"),
        }
    }

    /// What the snapshot covers; 0 where there is none.
    #[must_use]
    pub fn covered(self, covered: usize) -> String {
        match (self, covered) {
            (Lang::Ko, 0) => "빨리 열기 위한 요약은 아직 없어요. 기록이 많아지면 저절로 만들어요".to_owned(),
            (Lang::En, 0) => {
                "there is no summary for a quick start yet; it is made when there is much to read".to_owned()
            }
            (Lang::Ko, _) => format!("빨리 열기 위한 요약이 기록 {covered}개를 담고 있어요"),
            (Lang::En, _) => {
                format!("a summary for a quick start covers {}", many(covered, "event", "events"))
            }
        }
    }

    /// A transaction was not ended.
    #[must_use]
    pub fn unfinished(self) -> &'static str {
        match self {
            Lang::Ko => "쓰다가 멈춘 흔적이 있어요. 다음에 서당을 열면 저절로 마무리해요",
            Lang::En => "a write was interrupted; the next start finishes it",
        }
    }

    /// The file cannot be written.
    #[must_use]
    pub fn unwritable(self, reason: &str) -> String {
        match self {
            Lang::Ko => format!("파일에 쓸 수 없어요 ({reason}). 파일과 폴더의 권한을 확인해 주세요"),
            Lang::En => format!(
                "the file cannot be written ({reason}); check the permissions of the file and its folder"
            ),
        }
    }

    /// Others may read the file, or even write it.
    #[must_use]
    pub fn open_to_others(self, mode: u32, writable: bool) -> String {
        match (self, writable) {
            (Lang::Ko, true) => {
                format!("이 컴퓨터의 다른 사용자가 파일을 바꿀 수 있어요 (권한 {mode:o}). --fix가 막아 줘요")
            }
            (Lang::Ko, false) => {
                format!("이 컴퓨터의 다른 사용자가 파일을 읽을 수 있어요 (권한 {mode:o}). --fix가 막아 줘요")
            }
            (Lang::En, true) => {
                format!("others on this computer may change the file (mode {mode:o}); --fix stops that")
            }
            (Lang::En, false) => {
                format!("others on this computer may read the file (mode {mode:o}); --fix stops that")
            }
        }
    }

    /// The file was closed to others.
    #[must_use]
    pub fn closed_to_others(self) -> &'static str {
        match self {
            Lang::Ko => "이제 나만 파일을 읽고 쓸 수 있어요",
            Lang::En => "only you may read and write the file now",
        }
    }

    /// A file that a repair or a copy has left which was stopped.
    #[must_use]
    pub fn leftover(self, path: &str) -> String {
        match self {
            Lang::Ko => format!("만들다가 멈춘 파일이 남아 있어요. 필요 없고, --fix가 지워요: {path}"),
            Lang::En => format!("left by an interrupted write; not needed, --fix removes it: {path}"),
        }
    }

    /// It was removed.
    #[must_use]
    pub fn swept(self, count: usize) -> String {
        match self {
            Lang::Ko => format!("만들다가 멈춘 파일 {count}개를 지웠어요"),
            Lang::En => format!("{} removed", many(count, "leftover", "leftovers")),
        }
    }

    /// A damaged file that was kept.
    #[must_use]
    pub fn kept_aside(self, path: &str, bytes: u64) -> String {
        let size = self.bytes(bytes);
        match self {
            Lang::Ko => format!(
                "전에 손상되어 남겨 둔 파일이 있어요. 빠진 기록이 없으면 지워도 돼요: {path} ({size})"
            ),
            Lang::En => {
                format!("a damaged file was kept; delete it once nothing is missing: {path} ({size})")
            }
        }
    }

    /// A copy.
    #[must_use]
    pub fn one_copy(self, path: &str, bytes: u64) -> String {
        let size = self.bytes(bytes);
        match self {
            Lang::Ko => format!("백업: {path} ({size})"),
            Lang::En => format!("backup: {path} ({size})"),
        }
    }

    /// There is no copy.
    #[must_use]
    pub fn no_copy(self) -> &'static str {
        match self {
            Lang::Ko => "백업이 아직 없어요. 하루에 한 번, 서당을 끝낼 때 저절로 만들어요",
            Lang::En => "there is no backup yet; one is made each day when Seodang ends",
        }
    }

    /// Events of kinds that this version does not know.
    #[must_use]
    pub fn unknown_kinds(self, events: usize, kinds: &str) -> String {
        match self {
            Lang::Ko => format!(
                "이 버전의 서당이 모르는 종류의 기록이 {events}개 있어요: {kinds}. 그대로 두었으니, 아는 버전에서 읽을 수 있어요"
            ),
            Lang::En => format!(
                "{} of kinds that this version does not know: {kinds}. They are kept for a version that does",
                many(events, "event is", "events are")
            ),
        }
    }

    /// Events of which the content is not understood.
    #[must_use]
    pub fn bad_payloads(self, events: usize, first: &str) -> String {
        match self {
            Lang::Ko => {
                format!("내용을 알아볼 수 없는 기록이 {events}개 있어서 세지 않아요. 처음 것: {first}")
            }
            Lang::En => format!(
                "{} not understood and do not count; the first: {first}",
                many(events, "event is", "events are")
            ),
        }
    }

    /// Items of which the course knows nothing.
    #[must_use]
    pub fn unknown_items(self, items: usize, some: &str) -> String {
        match self {
            Lang::Ko => format!(
                "이 코스에 없는 문제, 쪽, 용어의 기록이 있어요 ({items}가지). 그대로 두었어요: {some}"
            ),
            Lang::En => format!(
                "{} not in this course; what was recorded about them is kept: {some}",
                many(items, "item is", "items are")
            ),
        }
    }

    /// Events of a time that cannot be right: before 2020, or after now.
    #[must_use]
    pub fn odd_times(self, events: usize, is_future: bool, first: &str) -> String {
        match (self, is_future) {
            (Lang::Ko, true) => format!(
                "미래 날짜의 기록이 {events}개 있어요. 그때 컴퓨터의 시계가 틀렸던 것 같아요. 처음 것: {first}"
            ),
            (Lang::Ko, false) => format!(
                "2020년 이전의 기록이 {events}개 있어요. 그때 컴퓨터의 시계가 틀렸던 것 같아요. 처음 것: {first}"
            ),
            (Lang::En, true) => format!(
                "{} in the future, probably because the clock was wrong; the first: {first}",
                many(events, "event lies", "events lie")
            ),
            (Lang::En, false) => format!(
                "{} before 2020, probably because the clock was wrong; the first: {first}",
                many(events, "event lies", "events lie")
            ),
        }
    }

    /// Places at which time goes back.
    #[must_use]
    pub fn back_in_time(self, places: usize) -> String {
        match self {
            Lang::Ko => format!(
                "시계가 뒤로 간 곳이 {places}군데 있어요. 컴퓨터의 시계를 고쳤거나 두 컴퓨터의 기록을 합친 것이면 괜찮아요"
            ),
            Lang::En => format!(
                "time goes back at {}; that is fine after a clock was corrected or files were merged",
                many(places, "place", "places")
            ),
        }
    }

    /// The last word.
    #[must_use]
    pub fn verdict(self, problems: usize) -> String {
        match (self, problems) {
            (Lang::Ko, 0) => "문제가 없어요\n".to_owned(),
            (Lang::En, 0) => "no problems\n".to_owned(),
            (Lang::Ko, _) => format!("문제 {problems}개\n"),
            (Lang::En, _) => format!("{}\n", many(problems, "problem", "problems")),
        }
    }
}
