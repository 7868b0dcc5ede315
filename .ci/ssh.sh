#!/usr/bin/env bash
# A class joined by the ssh that learners have: joining, answering, leaving; and what is refused. Fetches OpenSSH's client
# where it is missing and can be had; otherwise says that nothing was tested.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec </dev/null

if ! command -v ssh >/dev/null; then
    (apt-get update -qq && apt-get install -qq -y openssh-client) >/dev/null || true
fi
if ! command -v ssh >/dev/null || ! command -v sftp >/dev/null; then
    echo "skipped: there is no OpenSSH, and it could not be installed"
    exit 0
fi
ssh -V
SEODANG_OPENSSH=1 cargo test --locked --test serve openssh::
