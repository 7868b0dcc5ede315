//! What `seodang bank` says.

use crate::lang::Lang;

impl Lang {
    /// A file whose format cannot be told.
    #[must_use]
    pub fn what_format(self, file: &str) -> String {
        match self {
            Lang::Ko => format!(
                "어떤 형식인지 알 수 없어요: {file}. --format에 gift, aiken, csv, kahoot 가운데 하나를 쓰세요"
            ),
            Lang::En => {
                format!("cannot tell what {file} is: say --format gift, aiken, csv or kahoot")
            }
        }
    }

    /// A spreadsheet that unpacks to more than `megabytes`.
    #[must_use]
    pub fn unpacks_too_large(self, megabytes: u64) -> String {
        match self {
            Lang::Ko => format!("압축을 풀면 {megabytes}MB가 넘어요"),
            Lang::En => format!("it unpacks to more than {megabytes} MB"),
        }
    }

    /// A spreadsheet that cannot be read to its end.
    #[must_use]
    pub fn is_damaged_sheet(self) -> &'static str {
        match self {
            Lang::Ko => "스프레드시트가 아니거나 손상됐어요. 다시 저장해서 가져와 보세요",
            Lang::En => "it is no spreadsheet or a damaged one; try saving it again",
        }
    }

    /// A folder or a device where a file should be.
    #[must_use]
    pub fn is_no_file(self) -> &'static str {
        match self {
            Lang::Ko => "파일이 아니에요",
            Lang::En => "it is no file",
        }
    }

    /// What an import came to, and what to do next; `known` questions were there already.
    #[must_use]
    pub fn imported(self, new: usize, known: usize, dir: &str) -> String {
        let already = match (self, known) {
            (_, 0) => String::new(),
            (Lang::Ko, _) => format!(" 이미 있는 {known}개는 그대로 뒀어요."),
            (Lang::En, 1) => " 1 was there already and stays as it is.".to_owned(),
            (Lang::En, _) => format!(" {known} were there already and stay as they are."),
        };
        match (self, new) {
            (Lang::Ko, 0) => format!("새로 들여온 문제가 없어요.{already}"),
            (Lang::En, 0) => format!("No new questions.{already}"),
            (Lang::Ko, _) => format!(
                "문제 {new}개를 들여왔어요.{already}\n다음: “할 일”을 모두 고쳐 쓰고 두 언어로 옮긴 다음 검사하세요: seodang check {dir}"
            ),
            (Lang::En, _) => format!(
                "{new} question{} imported.{already}\nNext: replace each “To do”, translate, and check: seodang check {dir}",
                if new == 1 { "" } else { "s" }
            ),
        }
    }

    /// Questions were written to a new file.
    #[must_use]
    pub fn bank_written(self, count: usize, file: &str) -> String {
        match self {
            Lang::Ko => format!("문제 {count}개를 썼어요: {file}"),
            Lang::En => format!("wrote {count} question{} to {file}", if count == 1 { "" } else { "s" }),
        }
    }

    /// All the questions of a lesson are written, not those of a page.
    #[must_use]
    pub fn bank_takes_a_lesson(self) -> &'static str {
        match self {
            Lang::Ko => "쪽이 아니라 단원을 쓰세요 (예: seodang bank export ecs)",
            Lang::En => "name a lesson, not a page of it (for example: seodang bank export ecs)",
        }
    }

    /// GIFT holds one language.
    #[must_use]
    pub fn gift_has_one_language(self) -> &'static str {
        match self {
            Lang::Ko => {
                "GIFT에는 한 언어만 담겨요. --lang ko나 --lang en을 쓰거나, 두 언어를 모두 담는 CSV로 내보내세요"
            }
            Lang::En => "GIFT holds one language: say --lang ko or --lang en, or write CSV, which holds both",
        }
    }
}
