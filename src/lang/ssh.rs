//! What is said to those who come to a class over ssh, outside its screens, and about the key that proves who is there.

use crate::lang::{Lang, Words};

/// Whoever comes without a terminal.
pub const NO_TERMINAL: Words = Words(
    "수업에는 화면이 있는 터미널로만 들어올 수 있어요. 명령 없이 ssh로 들어와 주세요.",
    "A class needs a terminal with a screen: connect with ssh, without a command.",
);

/// The learner has left.
pub const LEFT: Words = Words(
    "수업에서 나왔어요. 이 컴퓨터에서 같은 이름으로 다시 들어오면 점수가 이어져요.",
    "You have left the class. From this computer, under the same name, you come back to your points.",
);

/// The program failed in this session.
pub const FAILED: Words = Words(
    "문제가 생겨서 이 화면을 닫았어요. 수업은 계속되고 있으니 다시 들어와 주세요.",
    "Something went wrong and this session was closed. The class goes on; please connect again.",
);

/// The host's program ends.
pub const STOPPED: Words = Words(
    "수업을 연 프로그램이 끝나서 연결을 닫았어요. 다시 열리면 들어올 수 있어요.",
    "The program that holds the class has ended. You can come back when it is open again.",
);

/// Nobody came in for a long time.
pub const IDLE: Words = Words(
    "오랫동안 아무것도 누르지 않아서 연결을 닫았어요. 다시 들어오면 돼요.",
    "Nothing was typed for a long time, so the connection was closed. Just connect again.",
);

impl Lang {
    /// The key of the host can be read by others.
    #[must_use]
    pub fn host_key_open(self, path: &str) -> String {
        match self {
            Lang::Ko => format!(
                "ssh 호스트 키를 다른 사람이 읽을 수 있어서 쓰지 않았어요: {path} 남이 읽었을지 모르니 파일을 지우고 다시 시작하면 새 키를 만들어요. 믿을 수 있다면: chmod 600 {path}"
            ),
            Lang::En => format!(
                "Others can read the ssh host key, so it is not used: {path}. Delete the file to get a new key at the next start; or, if nobody has read it: chmod 600 {path}"
            ),
        }
    }

    /// The key of the host is not what was written.
    #[must_use]
    pub fn host_key_damaged(self, path: &str) -> String {
        match self {
            Lang::Ko => format!(
                "ssh 호스트 키가 손상됐어요: {path} 백업이 있으면 바꿔 넣고, 없으면 지워 주세요. 다시 시작하면 새 키를 만들어요."
            ),
            Lang::En => format!(
                "The ssh host key is damaged: {path}. Put a copy in its place, or delete it; a new one is made at the next start."
            ),
        }
    }

    /// The key of the host cannot be read or written.
    #[must_use]
    pub fn host_key_refused(self, path: &str, reason: &str) -> String {
        match self {
            Lang::Ko => {
                format!("ssh 호스트 키를 쓸 수 없어요: {path} ({reason}) 권한과 디스크를 확인해 주세요.")
            }
            Lang::En => format!(
                "The ssh host key cannot be used: {path} ({reason}). Check the disk and its permissions."
            ),
        }
    }
}
