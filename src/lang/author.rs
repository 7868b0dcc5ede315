//! What the tools for authors say: `seodang check` and `seodang new`.

use crate::lang::Lang;

impl Lang {
    /// The built-in course can neither be mended nor watched.
    #[must_use]
    pub fn check_needs_a_folder(self) -> &'static str {
        match self {
            Lang::Ko => {
                "내장 코스는 고치거나 지켜볼 수 없어요. 코스 폴더를 쓰세요 (예: seodang check mine --fix)"
            }
            Lang::En => {
                "the built-in course can be neither fixed nor watched: name a folder (for example: seodang check mine --fix)"
            }
        }
    }

    /// What GitHub Actions reads has an end.
    #[must_use]
    pub fn watch_is_not_for_github(self) -> &'static str {
        match self {
            Lang::Ko => {
                "--watch는 --format github와 함께 쓸 수 없어요. --format json은 검사할 때마다 한 줄씩 적어요"
            }
            Lang::En => {
                "--watch does not go with --format github; --format json writes a line for each check"
            }
        }
    }

    /// A file that could not be mended, and why.
    #[must_use]
    pub fn not_mended(self, file: &str, why: &str) -> String {
        match self {
            Lang::Ko => format!("고치지 못했어요: {file}: {why}"),
            Lang::En => format!("could not fix {file}: {why}"),
        }
    }

    /// A file that may not be written.
    #[must_use]
    pub fn is_read_only(self) -> &'static str {
        match self {
            Lang::Ko => "읽기 전용이거나 쓸 권한이 없어요",
            Lang::En => "it is read-only, or you may not write it",
        }
    }

    /// A file that somebody else has written in the meantime.
    #[must_use]
    pub fn changed_meanwhile(self) -> &'static str {
        match self {
            Lang::Ko => "그사이에 바뀌었어요. 다시 해 보세요",
            Lang::En => "it has changed in the meantime; try again",
        }
    }

    /// The folder that is watched is not there.
    #[must_use]
    pub fn folder_is_gone(self, dir: &str) -> String {
        match self {
            Lang::Ko => format!("코스 폴더가 없어졌어요: {dir}. 돌아오면 다시 검사해요"),
            Lang::En => format!("the course folder is gone: {dir}. It is checked again when it returns"),
        }
    }

    /// When the files were looked at last; `local_s` are seconds since 1970 on the author's clock.
    #[must_use]
    pub fn watching(self, local_s: i64) -> String {
        let of_day = local_s.rem_euclid(24 * 60 * 60);
        let time = format!("{:02}:{:02}:{:02}", of_day / 3600, of_day / 60 % 60, of_day % 60);
        match self {
            Lang::Ko => format!("{time}에 검사했어요. 파일이 바뀌면 다시 검사해요 (Ctrl+C로 끝내기)"),
            Lang::En => format!("Checked at {time}; again when a file changes (Ctrl+C ends it)"),
        }
    }

    /// There is no course in the folder.
    #[must_use]
    pub fn no_course_here(self, dir: &str) -> String {
        match self {
            Lang::Ko => format!(
                "코스 폴더가 아니에요: {dir}에 lessons/course.ron이 없어요.\n코스 폴더에서 실행하거나 --course로 알려 주세요. 새로 만들려면: seodang new course mine"
            ),
            Lang::En => format!(
                "{dir} is not a course: it has no lessons/course.ron.\nRun this in the folder of a course or name one with --course. To make one: seodang new course mine"
            ),
        }
    }

    /// An id that cannot be one.
    #[must_use]
    pub fn bad_id(self, id: &str) -> String {
        match self {
            Lang::Ko => {
                format!("쓸 수 없는 id: {id}. 영어 소문자, 숫자, 붙임표(-)로 64자까지 쓰세요 (예: cold-brew)")
            }
            Lang::En => format!(
                "'{id}' cannot be an id: use up to 64 lower-case letters, digits and hyphens (for example: cold-brew)"
            ),
        }
    }

    /// Things that are there already, so that nothing was made.
    #[must_use]
    pub fn there_already(self, what: &[String]) -> String {
        let list = what.join("\n  ");
        match self {
            Lang::Ko => format!("이미 있어서 아무것도 만들지 않았어요:\n  {list}"),
            Lang::En => format!("nothing was made, because this is there already:\n  {list}"),
        }
    }

    /// A file that has to be mended by hand before something can be added to it.
    #[must_use]
    pub fn mend_first(self, file: &str, dir: &str) -> String {
        match self {
            Lang::Ko => format!(
                "{file} 파일을 끝까지 읽을 수 없어서 더하지 못했어요. 먼저 고치세요: seodang check {dir}"
            ),
            Lang::En => format!(
                "cannot add to {file}, which cannot be read to its end. Mend it first: seodang check {dir}"
            ),
        }
    }

    /// A file was made, or (`is_new` being false) added to.
    #[must_use]
    pub fn written(self, file: &str, is_new: bool) -> String {
        match (self, is_new) {
            (Lang::Ko, true) => format!("새 파일: {file}"),
            (Lang::Ko, false) => format!("더한 파일: {file}"),
            (Lang::En, true) => format!("made {file}"),
            (Lang::En, false) => format!("added to {file}"),
        }
    }

    /// A file that could not be written.
    #[must_use]
    pub fn not_written(self, file: &str, why: &str) -> String {
        match self {
            Lang::Ko => format!("파일을 쓰지 못했어요: {file}: {why}"),
            Lang::En => format!("could not write {file}: {why}"),
        }
    }

    /// What to do with a new course.
    #[must_use]
    pub fn after_new_course(self, dir: &str) -> String {
        match self {
            Lang::Ko => format!("다음: seodang --course {dir} (열어 둔 채로 파일을 고치면 바로 보여요)"),
            Lang::En => {
                format!("Next: seodang --course {dir} (leave it open: it shows every change you save)")
            }
        }
    }

    /// What to do with a new lesson.
    #[must_use]
    pub fn after_new_lesson(self, id: &str) -> String {
        match self {
            Lang::Ko => {
                format!("다음: “할 일”을 모두 고쳐 쓰세요. 문제를 더하려면: seodang new question {id}")
            }
            Lang::En => {
                format!("Next: replace each “To do”; for another question: seodang new question {id}")
            }
        }
    }

    /// What to do with a new question of a page.
    #[must_use]
    pub fn after_new_question(self, id: &str, page: &str) -> String {
        match self {
            Lang::Ko => {
                format!(
                    "다음: 쪽을 읽은 뒤에 바로 물으려면 ko.md와 en.md의 {{#{page}}} 쪽 끝에 이렇게 쓰세요\n\n```quiz\n{id}\n```"
                )
            }
            Lang::En => {
                format!(
                    "Next: to ask it right after the page, put this at the end of {{#{page}}} in ko.md and en.md\n\n```quiz\n{id}\n```"
                )
            }
        }
    }

    /// What to do with a new term.
    #[must_use]
    pub fn after_new_term(self, id: &str) -> String {
        match self {
            Lang::Ko => format!("다음: 본문에서 [이름](term:{id})처럼 링크를 거세요"),
            Lang::En => format!("Next: link to it from a page: [name](term:{id})"),
        }
    }

    /// A lesson without pages, which a question cannot be about.
    #[must_use]
    pub fn no_page_to_ask_about(self, lesson: &str) -> String {
        match self {
            Lang::Ko => format!("두 언어에 다 있는 쪽이 없어서 물을 것이 없어요: {lesson}"),
            Lang::En => format!("lesson '{lesson}' has no page in both languages to ask about"),
        }
    }
}
