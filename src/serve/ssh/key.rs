//! The key by which a learner's ssh knows this machine again: made once, kept where nobody else can read it.

use std::{
    fs::{self, OpenOptions},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use russh::keys::{
    HashAlg, PrivateKey,
    ssh_key::{LineEnding, private::Ed25519Keypair},
};

use sha2::{Digest as _, Sha256};

use crate::lang::Lang;

/// Name of the file.
const NAME: &str = "ssh_host_ed25519_key";

/// No key is nearly as long, in bytes.
const LONGEST: u64 = 16 * 1024;

/// The key of this machine.
#[derive(Clone)]
pub struct HostKey(PrivateKey);

// The key must not get into a log.
impl std::fmt::Debug for HostKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "HostKey({})", self.fingerprint())
    }
}

/// Why the key cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// Somebody else can read it.
    #[error("others can read {0}")]
    Open(PathBuf),
    /// It is no key.
    #[error("{0} is no ed25519 key")]
    Damaged(PathBuf),
    /// It cannot be read or made.
    #[error("cannot use {path}: {reason}")]
    Refused {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: io::Error,
    },
}

impl KeyError {
    /// A few sentences in `lang`: what happened, where, what to do.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            KeyError::Open(path) => lang.host_key_open(&path.display().to_string()),
            KeyError::Damaged(path) => lang.host_key_damaged(&path.display().to_string()),
            KeyError::Refused { path, reason } => {
                lang.host_key_refused(&path.display().to_string(), &reason.to_string())
            }
        }
    }
}

impl HostKey {
    /// The key that is kept in `folder`; made now if there is none yet.
    ///
    /// # Errors
    /// When it is damaged, others can read it, or there can be none.
    pub fn open(folder: &Path) -> Result<HostKey, KeyError> {
        let path = folder.join(NAME);
        let refused = |reason| KeyError::Refused { path: path.clone(), reason };
        match read(&path) {
            Err(KeyError::Refused { reason, .. }) if reason.kind() == io::ErrorKind::NotFound => {
                fs::create_dir_all(folder).and_then(|()| make(&path)).map_err(refused)?;
                // What is there, in case another process was faster.
                read(&path)
            }
            read => read,
        }
    }

    /// What learners compare when their ssh asks whether it is the right machine: `SHA256:…`.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        self.0.fingerprint(HashAlg::Sha256).to_string()
    }

    /// A secret made from the key, as lasting as it is, by which nothing is to be learned about the key.
    pub(super) fn seat_secret(&self) -> [u8; 32] {
        let key = self.0.key_data().ed25519().map(|pair| pair.private.to_bytes());
        Sha256::new_with_prefix("seodang seats").chain_update(key.unwrap_or_default()).finalize().into()
    }

    pub(super) fn secret(&self) -> &PrivateKey {
        &self.0
    }
}

fn read(path: &Path) -> Result<HostKey, KeyError> {
    let refused = |reason| KeyError::Refused { path: path.to_owned(), reason };
    let damaged = || KeyError::Damaged(path.to_owned());
    let metadata = fs::metadata(path).map_err(refused)?;
    if is_open(&metadata) {
        return Err(KeyError::Open(path.to_owned()));
    }
    if !metadata.is_file() || metadata.len() > LONGEST {
        return Err(damaged());
    }
    let text = fs::read(path).map_err(refused)?;
    let key = PrivateKey::from_openssh(text).map_err(|_| damaged())?;
    let is_fit = !key.is_encrypted() && key.key_data().ed25519().is_some();
    is_fit.then_some(HostKey(key)).ok_or_else(damaged)
}

/// Makes a key, whole or not at all; none where there is one already.
fn make(path: &Path) -> io::Result<()> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(io::Error::other)?;
    let key = PrivateKey::from(Ed25519Keypair::from_seed(&seed));
    let text = key.to_openssh(LineEnding::LF).map_err(io::Error::other)?;
    let temporary = path.with_extension(format!("{}.new", std::process::id()));
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(&temporary).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        match fs::hard_link(&temporary, path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            linked => linked,
        }
    });
    let _ = fs::remove_file(&temporary);
    written
}

/// Whether others can read a file. Elsewhere than on Unix the folder, which is the user's own, sees to it.
fn is_open(metadata: &fs::Metadata) -> bool {
    #[cfg(unix)]
    return std::os::unix::fs::PermissionsExt::mode(&metadata.permissions()) & 0o077 != 0;
    #[cfg(not(unix))]
    {
        let _ = metadata;
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_once_and_is_the_users_alone() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("data");
        let key = HostKey::open(&folder).unwrap();
        assert!(key.fingerprint().starts_with("SHA256:"), "{key:?}");
        assert_eq!(HostKey::open(&folder).unwrap().fingerprint(), key.fingerprint());
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
        assert!(!format!("{key:?}").contains("PRIVATE"));
        #[cfg(unix)]
        {
            let path = folder.join(NAME);
            let mode = |mode| std::os::unix::fs::PermissionsExt::from_mode(mode);
            assert!(!is_open(&fs::metadata(&path).unwrap()));
            fs::set_permissions(&path, mode(0o640)).unwrap();
            let error = HostKey::open(&folder).unwrap_err();
            assert!(matches!(error, KeyError::Open(_)), "{error}");
            for lang in Lang::ALL {
                assert!(error.text(lang).contains("chmod 600"));
            }
        }
    }

    #[test]
    fn what_is_no_key_is_left_as_it_is() {
        let dir = tempfile::tempdir().unwrap();
        HostKey::open(dir.path()).unwrap();
        let path = dir.path().join(NAME);
        let whole = fs::read_to_string(&path).unwrap();
        for text in ["", "hello", &whole[..whole.len() / 2], &whole.replacen("b3Bl", "AAAA", 1)] {
            fs::write(&path, text).unwrap();
            let error = HostKey::open(dir.path()).unwrap_err();
            assert!(matches!(error, KeyError::Damaged(_)), "{error}");
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
        fs::remove_file(&path).unwrap();
        fs::create_dir(&path).unwrap();
        HostKey::open(dir.path()).unwrap_err();
    }
}
