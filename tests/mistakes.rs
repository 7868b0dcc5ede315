//! What authors get wrong, in the many ways in which people do; and right, where it looks wrong. Each case is a lesson of
//! its own in one course, so that no case hides another.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::collections::BTreeMap;

use seodang::course::{Diagnostic, File, Files, check::check};

/// Id of the lesson, the rule it breaks, Korean, English.
#[rustfmt::skip]
const WRONG: &[(&str, &str, &str, &str)] = &[
    ("p-ec2", "wrong-particle", "EC2은 서버예요.", "It is a server."),
    ("p-ecs", "wrong-particle", "ECS을 써요.", "Use it."),
    ("p-alb", "wrong-particle", "ALB을 앞에 둬요.", "Put it in front."),
    ("p-iam", "wrong-particle", "IAM가 정해요.", "It decides."),
    ("p-vpc", "wrong-particle", "VPC으로 나눠요.", "It divides."),
    ("p-cpu-code", "wrong-particle", "`cpu`은 모자라요.", "The `cpu` is short."),
    ("p-memory-code", "wrong-particle", "`memory`을 늘려요.", "Raise `memory`."),
    ("p-image-code", "wrong-particle", "`true`을 적어요.", "Write `true`."),
    ("p-nginx-code", "wrong-particle", "`nginx`은 빨라요.", "`nginx` is fast."),
    ("p-run-code", "wrong-particle", "`docker run`를 쳐요.", "Type `docker run`."),
    ("p-url-code", "wrong-particle", "`url`으로 가요.", "Go to `url`."),
    ("p-lambda", "wrong-particle", "Lambda은 함수예요.", "It is a function."),
    ("p-fargate", "wrong-particle", "Fargate을 써요.", "Use it."),
    ("p-30", "wrong-particle", "30는 커요.", "30 is big."),
    ("p-5", "wrong-particle", "5은 작아요.", "5 is small."),
    ("p-1000", "wrong-particle", "1,000를 넘어요.", "It passes 1,000."),
    ("p-sqs", "wrong-particle", "SQS이 받아요.", "It receives."),
    ("p-api", "wrong-particle", "API이 받아요.", "It receives."),
    ("p-az", "wrong-particle", "AZ을 골라요.", "Choose."),
    ("p-az2", "wrong-particle", "AZ은 둘이에요.", "There are two."),
    ("p-https", "wrong-particle", "HTTPS을 써요.", "Use it."),
    ("p-sigterm", "wrong-particle", "SIGTERM를 보내요.", "It sends it."),
    ("p-sigkill", "wrong-particle", "SIGKILL를 보내요.", "It sends it."),
    ("p-task-bare", "wrong-particle", "태스크은 멈춰요.", "It stops."),
    ("p-container-bare", "wrong-particle", "컨테이너을 띄워요.", "It starts."),
    ("p-role-bare", "wrong-particle", "역할를 맡겨요.", "Give it."),
    ("p-region-bare", "wrong-particle", "리전를 골라요.", "Choose."),
    ("p-bold", "wrong-particle", "**리전**를 골라요.", "**Choose**."),
    ("p-paren", "wrong-particle", "VPC(가상 사설 클라우드)을 만들어요.", "Make one."),
    ("p-quote", "wrong-particle", "“리전”를 골라요.", "Choose."),
    ("p-wa", "wrong-particle", "ECS과 EC2는 달라요.", "They differ."),
    ("p-gwa", "wrong-particle", "IAM와 달라요.", "They differ."),
    ("p-ieyo", "wrong-particle", "이것이 EC2이에요.", "This is it."),
    ("p-yeyo", "wrong-particle", "이것이 IAM예요.", "This is it."),
    ("p-ina", "wrong-particle", "ECR나 다른 곳에 둬요.", "Put it there."),
    ("p-euroneun", "wrong-particle", "EC2으로는 어려워요.", "It is hard."),
    ("p-percent", "wrong-particle", "50%은 남아요.", "50% stays."),
    ("p-gb", "wrong-particle", "8GB을 줘요.", "Give 8 GB."),
    ("p-docker", "wrong-particle", "Docker은 도구예요.", "It is a tool."),
    ("p-linux", "wrong-particle", "Linux을 써요.", "Use it."),
    ("p-double", "double-particle", "EC2을(를) 써요.", "Use it."),
    ("p-double2", "double-particle", "태스크은/는 멈춰요.", "It stops."),
    ("p-double3", "double-particle", "IAM이/가 정해요.", "It decides."),
    ("p-double4", "double-particle", "ALB을/를 둬요.", "Put it."),
    ("p-double5", "double-particle", "S3(으)로 보내요.", "Send it."),
    ("p-double6", "double-particle", "EC2와/과 ECS는 달라요.", "They differ."),
    ("p-double7", "double-particle", "EC2(은)는 커요.", "It is big."),
    ("p-double8", "double-particle", "이것은 S3(이)에요.", "It is so."),
    ("r-hamnida", "plain-ending", "서버를 빌려줍니다.", "It rents servers."),
    ("r-nodot", "plain-ending", "서버를 빌려줍니다", "It rents servers"),
    ("r-handa", "plain-ending", "서버가 멈춘다.", "It stops."),
    ("r-colon", "plain-ending", "다음과 같습니다:", "As follows:"),
    ("r-nikka", "plain-ending", "왜 그렇게 됩니까?", "Why is that?"),
    ("r-hamnikka", "plain-ending", "누가 정합니까?", "Who decides?"),
    ("r-ka", "plain-ending", "왜 그럴까? 알아봐요.", "Why? Let us see."),
    ("r-neunga", "plain-ending", "왜 멈추는가? 알아봐요.", "Why does it stop? See."),
    ("r-inga", "plain-ending", "무엇이 답인가? 알아봐요.", "What is it? See."),
    ("r-haera", "plain-ending", "명령을 실행하라. 그러면 돼요.", "Run it. Then it works."),
    ("r-banmal", "plain-ending", "서버가 아니야. 그래서 달라요.", "It is no server. So it differs."),
    ("r-banmal2", "plain-ending", "서버를 멈춰야 해. 그래서 달라요.", "Stop it. So it differs."),
    ("r-list", "plain-ending", "- 빨라집니다.\n- 쉬워요.", "- It is fast.\n- It is easy."),
    ("r-quoted-after", "plain-ending", "“좋다”고 합니다.", "It is said to be “good”."),
    ("r-paren", "plain-ending", "서버를 빌려요(직접 사지 않습니다).", "Rent it (do not buy it)."),
    ("r-bold", "plain-ending", "**서버를 빌려줍니다.**", "**It rents servers.**"),
    ("r-note", "plain-ending", "> [!NOTE]\n> 서버를 빌려줍니다.", "> [!NOTE]\n> It rents servers."),
    ("r-hashipsio", "plain-ending", "먼저 확인하십시오.", "Check first."),
    ("r-hapsida", "plain-ending", "같이 알아봅시다.", "Let us see."),
    ("r-ellipsis", "plain-ending", "아직 모릅니다…", "Not known yet…"),
    ("r-endash", "plain-ending", "서버가 멈춘다! 그래요.", "It stops! Yes."),
    ("u-ko", "untranslated", "The server stops when it is idle.", "The server stops when it is idle."),
    ("u-en", "untranslated", "서버가 멈춰요.", "서버가 멈춰요."),
    ("u-en2", "untranslated", "서버가 멈춰요.", "The 서버 stops."),
    ("u-short", "untranslated", "it stops", "it stops"),
    ("u-mixed", "untranslated", "The server stops when it is idle. 그래요.", "The server stops when it is idle. Yes."),
    ("u-table", "untranslated", "| 이름 | 값 |\n|---|---|\n| it stops when it is idle | 그래요 |", "| name | value |\n|---|---|\n| it stops when it is idle | yes |"),
    ("u-list", "untranslated", "- it stops when it is idle\n- 그래요", "- it stops when it is idle\n- yes"),
    ("u-diagram", "untranslated", "```diagram\n서버 ─▸ 저장소\n```", "```diagram\n서버 ─▸ 저장소\n```"),
    ("u-text", "untranslated", "```text\n서버가 멈춰요\n```", "```text\n서버가 멈춰요\n```"),
    ("n-sec", "numbers-differ", "3초 뒤에 끝나요.", "It ends after 5 s."),
    ("n-10x", "numbers-differ", "1,000번 해요.", "Do it 10,000 times."),
    ("n-man", "numbers-differ", "100만 번 해요.", "Do it 1 billion times."),
    ("n-manok", "numbers-differ", "만 번 해요.", "Do it 1,000 times."),
    ("n-pct", "numbers-differ", "99.9%예요.", "It is 99.99%."),
    ("n-missing", "numbers-differ", "15분까지 돌아요.", "It runs for a limited time."),
    ("n-missing-ko", "numbers-differ", "얼마 동안 돌아요.", "It runs for 15 minutes."),
    ("n-unit", "numbers-differ", "15분까지 돌아요.", "It runs for 15 seconds."),
    ("n-unit2", "numbers-differ", "512MB를 줘요.", "Give 512 GB."),
    ("n-list", "numbers-differ", "- 2개\n- 30개", "- 2 of them\n- 31 of them"),
    ("n-table", "numbers-differ", "| 이름 | 값 |\n|---|---|\n| 가 | 10초 |", "| name | value |\n|---|---|\n| a | 20 s |"),
    ("n-range", "numbers-differ", "60~120초예요.", "60 to 180 seconds."),
    ("n-1", "numbers-differ", "1초 뒤에 끝나요.", "It ends after 7 s."),
    ("n-frac", "numbers-differ", "0.25 vCPU예요.", "It is 0.5 vCPU."),
    ("n-date", "numbers-differ", "2026-11-22에 봤어요.", "Seen on 2026-10-22."),
    ("l-lesson-differ", "links-differ", "[여기](lesson:l-lesson-differ)를 봐요.", "See [here](lesson:l-lesson-only)."),
    ("l-lesson-only", "links-differ", "[여기](lesson:l-lesson-differ)를 봐요.", "See there."),
    ("l-file", "broken-link", "[여기](../ec2/ko.md)를 봐요.", "See [here](../ec2/en.md)."),
    ("l-mailto", "broken-link", "[여기](mailto:a@b.c)에 써요.", "Write [here](mailto:a@b.c)."),
    ("l-empty-target", "broken-link", "[여기]()를 봐요.", "See [here]()."),
    ("l-case", "broken-link", "[태스크](Term:task)를 봐요.", "A [task](Term:task)."),
    ("l-anchor", "broken-link", "[여기](#start)를 봐요.", "See [here](#start)."),
    ("b-more", "blocks-differ", "하나예요.\n\n둘이에요.", "It is one."),
    ("b-listkind", "blocks-differ", "1. 하나예요.\n2. 둘이에요.", "- One.\n- Two."),
    ("b-alertkind", "blocks-differ", "> [!NOTE]\n> 그래요.", "> [!WARNING]\n> Yes."),
    ("b-heading", "blocks-differ", "### 제목\n\n그래요.", "#### Title\n\nYes."),
    ("b-items", "parts-differ", "- 하나\n- 둘", "- one"),
    ("b-table-cols", "parts-differ", "| 이름 | 값 |\n|---|---|\n| 가 | 나 |", "| name |\n|---|\n| a |"),
    ("b-code", "code-differs", "```sh\nls -l\n```", "```sh\nls -a\n```"),
    ("b-code-lang", "code-differs", "```sh\nls -l\n```", "```json\nls -l\n```"),
    ("b-code-comment", "code-differs", "```sh\nls # 목록\n```", "```sh\nls # list\n```"),
    ("b-code-tilde", "code-differs", "~~~sh\nls -l\n~~~", "~~~sh\nls -a\n~~~"),
    ("b-code-4", "code-differs", "````sh\nls -l\n````", "````sh\nls -a\n````"),
    ("b-code-list", "code-differs", "- 이렇게 해요.\n\n  ```sh\n  ls -l\n  ```", "- Do so.\n\n  ```sh\n  ls -a\n  ```"),
    ("b-code-blank", "code-differs", "```sh\nls -l\n\nls\n```", "```sh\nls -l\nls\n```"),
    ("b-code-noinfo", "code-differs", "```\nls -l\n```", "```\nls -a\n```"),
    ("d-1off", "broken-box", "```diagram\n┌────┐\n│ 가  │\n└────┘\n```", "```diagram\n┌────┐\n│ a  │\n└────┘\n```"),
    ("d-1off-en", "broken-box", "```diagram\n┌────┐\n│ 가 │\n└────┘\n```", "```diagram\n┌────┐\n│ a   │\n└────┘\n```"),
    ("d-short-top", "broken-box", "```diagram\n┌───┐\n│ 가 │\n└────┘\n```", "```diagram\n┌────┐\n│ a  │\n└────┘\n```"),
    ("d-3off", "broken-box", "```diagram\n┌────┐\n│ 가 │\n│ 가    │\n│ 가 │\n└────┘\n```", "```diagram\n┌────┐\n│ a  │\n│ a  │\n│ a  │\n└────┘\n```"),
    ("d-gap", "broken-box", "```diagram\n┌────┐\n│ 가 │\n│ 가\n│ 가 │\n└────┘\n```", "```diagram\n┌────┐\n│ a  │\n│ a  │\n│ a  │\n└────┘\n```"),
    ("d-arrow", "broken-box", "```diagram\n가\n│\n ▾\n나\n```", "```diagram\na\n│\n▾\nb\n```"),
    ("d-ascii", "broken-box", "```diagram\n+----+\n| 가  |\n+----+\n```", "```diagram\n+----+\n| a  |\n+----+\n```"),
    ("d-ascii-en", "broken-box", "```diagram\n+----+\n| 가 |\n+----+\n```", "```diagram\n+----+\n| a   |\n+----+\n```"),
    ("d-hbreak", "broken-box", "```diagram\n┌────\n│ 가 │\n└────┘\n```", "```diagram\n┌────┐\n│ a  │\n└────┘\n```"),
    ("d-open-left", "broken-box", "```diagram\n┌────┐\n  가 │\n└────┘\n```", "```diagram\n┌────┐\n│ a  │\n└────┘\n```"),
    ("d-tab", "broken-box", "```diagram\n┌────┐\n│\u{9}가 │\n└────┘\n```", "```diagram\n┌────┐\n│ a  │\n└────┘\n```"),
    ("d-round", "broken-box", "```diagram\n╭────╮\n│ 가  │\n╰────╯\n```", "```diagram\n╭────╮\n│ a  │\n╰────╯\n```"),
    ("d-double", "broken-box", "```diagram\n╔════╗\n║ 가  ║\n╚════╝\n```", "```diagram\n╔════╗\n║ a  ║\n╚════╝\n```"),
    ("d-bad-arrow", "forbidden-glyph", "```diagram\n가 → 나\n```", "```diagram\na → b\n```"),
    ("d-junction", "broken-box", "```diagram\n┌────┬───┐\n│ 가 │ 나│\n└─────┴──┘\n```", "```diagram\n┌────┬───┐\n│ a  │ b │\n└────┴───┘\n```"),
    ("d-list", "broken-box", "- 이래요.\n\n  ```diagram\n  ┌────┐\n  │ 가  │\n  └────┘\n  ```", "- So.\n\n  ```diagram\n  ┌────┐\n  │ a  │\n  └────┘\n  ```"),
    ("g-emoji", "forbidden-glyph", "좋아요 😀", "Good 😀"),
    ("g-circled", "forbidden-glyph", "① 하나예요.", "① One."),
    ("g-star", "forbidden-glyph", "★ 중요해요.", "★ Important."),
    ("g-ref", "forbidden-glyph", "※ 참고해요.", "※ Note."),
    ("g-check", "forbidden-glyph", "✔ 좋아요.", "✔ Good."),
    ("g-zwj", "forbidden-glyph", "좋\u{200d}아요.", "Good."),
    ("g-nbsp", "forbidden-glyph", "좋\u{a0}아요.", "Go\u{a0}od."),
    ("g-jamo", "not-nfc", "\u{1112}\u{1161}\u{11ab}글이에요.", "Yes."),
    ("g-filler", "forbidden-glyph", "\u{3164}좋아요.", "Good."),
    ("g-combining", "not-nfc", "cafe\u{301}예요.", "A cafe\u{301}."),
    ("g-keycap", "forbidden-glyph", "1\u{fe0f}\u{20e3} 하나예요.", "1\u{fe0f}\u{20e3} One."),
    ("g-arrow", "forbidden-glyph", "가 ➜ 나로 가요.", "From a ➜ b."),
    ("g-roman", "forbidden-glyph", "Ⅳ장이에요.", "Chapter Ⅳ."),
    ("g-esc", "control-character", "좋아\u{1b}[31m요.", "Good."),
    ("g-bell", "control-character", "좋아\u{7}요.", "Good."),
    ("g-vtab", "control-character", "좋아\u{b}요.", "Good."),
    ("g-nul", "control-character", "좋아\u{0}요.", "Good."),
    ("g-bidi", "forbidden-glyph", "좋아\u{202e}요.", "Good."),
    ("g-replacement", "forbidden-glyph", "좋\u{fffd}아요.", "Go\u{fffd}od."),
    ("g-tag", "forbidden-glyph", "좋아\u{e0041}요.", "Good."),
    ("g-ideospace", "forbidden-glyph", "좋아\u{3000}요.", "Go\u{3000}od."),
    ("m-comment", "html", "<!-- 메모 -->\n\n그래요.", "<!-- note -->\n\nYes."),
    ("m-img", "image", "![그림](a.png)", "![picture](a.png)"),
    ("m-italics", "italics", "*좋아요*", "*Good*"),
    ("m-italics2", "italics", "_좋아요_", "_Good_"),
    ("m-strike", "strikethrough", "~~좋아요~~", "~~Good~~"),
    ("m-loose", "loose-bold", "**좋아요", "**Good"),
    ("m-top", "top-heading", "# 제목", "# Title"),
    ("m-top-setext", "top-heading", "제목\n=====", "Title\n====="),
    ("m-alert", "unknown-alert", "> [!DANGER]\n> 그래요.", "> [!DANGER]\n> Yes."),
    ("m-alert-nospace", "unknown-alert", "> [! NOTE]\n> 그래요.", "> [! NOTE]\n> Yes."),
    ("m-caution-noquote", "unquoted-claim", "> [!CAUTION]\n> 그래요.", "> [!CAUTION]\n> Yes."),
    ("m-caution-nobold", "unquoted-claim", "> [!CAUTION]\n> “그래요”\n> 아니에요.", "> [!CAUTION]\n> “Yes”\n> No."),
    ("m-quiz-typo", "unknown-fence", "```quizz\nzz-ok\n```", "```quizz\nzz-ok\n```"),
    ("m-widget-typo", "unknown-fence", "```widgets\nrolling\n```", "```widgets\nrolling\n```"),
    ("m-diagram-typo", "unknown-fence", "```diagramm\na\n```", "```diagramm\na\n```"),
    ("m-widget-bad", "widget-unknown-kind", "```widget\nrollin\n```", "```widget\nrollin\n```"),
    ("f-money", "undated-number", "한 시간에 0.04 USD예요.", "It is 0.04 USD an hour."),
    ("f-money-ko", "undated-number", "한 시간에 0.04달러예요.", "It is $0.04 an hour."),
    ("f-won", "undated-number", "한 달에 3만 원쯤 나와요.", "It comes to about 30,000 KRW a month."),
    ("f-won-comma", "undated-number", "값은 1,200원이에요.", "It is ₩1,200."),
    ("f-million", "undated-number", "100만 달러예요.", "It is 1 million dollars."),
    ("f-no-region", "undated-number", "2026-11에 0.04 USD였어요.", "In November 2026 it was 0.04 USD."),
    ("f-no-date", "undated-number", "서울에서 0.04 USD예요.", "In Seoul it is 0.04 USD."),
    ("f-web", "undated-number", "[0.04 USD](https://example.com)예요.", "It is [0.04 USD](https://example.com)."),
    ("f-far", "undated-number", "서울의 2026-11 값이에요.\n\n그래요.\n\n0.04 USD예요.", "As in Seoul in 2026-11.\n\nYes.\n\nIt is 0.04 USD."),
    ("f-list", "undated-number", "- 0.04 USD\n- 0.05 USD", "- 0.04 USD\n- 0.05 USD"),
    ("f-table", "undated-number", "| 크기 | 요금 |\n|---|---|\n| 작은 것 | 4 USD |", "| size | price |\n|---|---|\n| small | 4 USD |"),
    ("f-alert", "undated-number", "> [!NOTE]\n> 4 USD예요.", "> [!NOTE]\n> It is 4 USD."),
    ("f-units", "undated-number", "서울에서 2024 MB에 4 USD예요.", "In Seoul 2024 MB are 4 USD."),
    ("f-nowadays", "undated-number", "요즘은 3곳에 있어요.", "Nowadays it is in 3 places."),
    ("f-today", "undated-number", "지금은 최대 15분까지 돌아요.", "Today it runs for up to 15 minutes."),
    ("f-currently", "undated-number", "현재 10 GB까지 받아요.", "It currently takes up to 10 GB."),
    ("f-is-now", "undated-number", "지금은 1,000까지예요.", "The limit is now 1,000."),
    ("f-quota", "undated-number", "할당량은 기본 1,000이에요.", "The quota is 1,000 by default."),
    ("e-empty-page", "empty-page", "", ""),
    ("e-empty-ko", "blocks-differ", "", "Yes."),
];

/// Korean and English that are right, however unusual.
#[rustfmt::skip]
const RIGHT: &[(&str, &str)] = &[
    ("EC2는 서버예요. 그리고 ECS를 써요.", "EC2 is a server. And use ECS."),
    ("API가 받아요.", "The API receives."),
    ("AZ를 골라요. AZ는 여럿이에요.", "Choose an AZ. There are several."),
    ("30은 커요. 30이 넘어요. 30을 넘겨요.", "30 is big. It passes 30. Pass 30."),
    ("1,000번 해요.", "Do it 1000 times."),
    ("100만 건이에요.", "It is 1 million."),
    ("100만 건이에요.", "It is 1,000,000."),
    ("요청 1백만 건이에요.", "It is 1 million requests."),
    ("1만 2천 번 해요.", "Do it 12,000 times."),
    ("2배로 늘려요.", "Double it."),
    ("15분이에요.", "It is a quarter of an hour, 15 min."),
    ("2026년 11월 22일에 봤어요.", "Seen on 22 November 2026."),
    ("2026년 11월에 봤어요.", "Seen in November 2026."),
    ("오후 3시에 멈춰요.", "It stops at 3 p.m."),
    ("3분의 1만 남아요.", "A third is left."),
    ("절반은 남아요.", "50% stays."),
    ("하루 24시간 내내 돌아요.", "It runs 24 hours a day."),
    ("7월 1일부터예요.", "From July 1."),
    ("첫 번째가 답이에요.", "The 1st is the answer."),
    ("두 번째 것이에요.", "It is the second."),
    ("0.25 vCPU예요.", "It is a quarter of a vCPU."),
    ("`cpu`는 1024예요.", "`cpu` is 1,024."),
    ("`desiredCount`를 5로 해요.", "Set `desiredCount` to 5."),
    ("S3에 저장해요. S3은 저장소예요. S3는 저장소예요.", "Save to S3. S3 is a store. S3 is a store."),
    ("“끝났다.”라고 나와요.", "It says “Done.”"),
    ("로그에 `ERROR: 끝났다.`가 나와요.", "The log says `ERROR: 끝났다.`"),
    ("마을에 가을이 와요. 다음을 봐요.", "Autumn comes. See the next."),
    ("짐을 지은 사람이 나을 거예요.", "Whoever built it will be better."),
    ("흐를 때를 기다려요. 다를 수도 있어요.", "Wait for it to flow. It may differ."),
    ("잠깐 들를 수 있어요.", "You can drop by."),
    ("먹는 것은 좋아요. 있는 그대로예요.", "Eating is good. As it is."),
    ("키를 누를 때마다 바뀌어요.", "It changes with each key."),
    ("왜 그럴까요? 그건 싸니까요.", "Why? Because it is cheap."),
    ("네, 맞아요! 그렇죠.", "Yes, right! So it is."),
    ("정답은 다음과 같아요: 서버, 저장소", "The answer is: server, store"),
    ("무엇인가요? 어떻게 하나요?", "What is it? How is it done?"),
    ("그림처럼 이어져요. (아래를 보세요.)", "As in the picture. (See below.)"),
    ("Ctrl+C를 누르면 끝나요.", "Press Ctrl+C to end."),
    ("10.0.0.0/16을 써요.", "Use 10.0.0.0/16."),
    ("`t3.micro`와 `t3.large`를 견줘요.", "Compare `t3.micro` and `t3.large`."),
    ("IPv4 주소예요.", "It is an IPv4 address."),
    ("HTTPS를 써요. HTTP를 안 써요.", "Use HTTPS. Do not use HTTP."),
    ("SIGTERM을 보내고 SIGKILL로 끝내요.", "It sends SIGTERM and ends with SIGKILL."),
    ("v1과 v2는 달라요.", "v1 and v2 differ."),
    ("5개에서 3개로 줄어요.", "From five to three."),
    ("값은 -5예요.", "The value is -5."),
    ("5~10초예요.", "5-10 seconds."),
    ("서울에서 2026-11에 한 시간에 $1.50쯤이에요.", "About $1.5 an hour in Seoul (2026-11)."),
    ("0.04 USD예요(us-east-1, 2026년 11월).", "It is 0.04 USD (us-east-1, November 2026)."),
    ("0.04 USD예요(모든 리전, 2024-02-01부터).", "It is 0.04 USD (every Region, since 2024-02-01)."),
    ("서울은 4 USD, 도쿄는 5 USD예요(2023년).", "Seoul is 4 USD, Tokyo 5 USD (2023)."),
    ("서울, 2026-11의 값이에요.\n\n- 작은 것: 4 USD\n- 큰 것: 5 USD", "As in Seoul, 2026-11.\n\n- small: 4 USD\n- big: 5 USD"),
    ("| 크기 | USD |\n|---|---|\n| 작은 것 | $4 |\n\n도쿄의 2026-11 값이에요.", "| size | USD |\n|---|---|\n| small | $4 |\n\nAs in Tokyo in 2026-11."),
    ("### 도쿄의 요금(2026-11)\n\n4 USD예요.", "### Prices in Tokyo (2026-11)\n\nIt is 4 USD."),
    ("> [!NOTE]\n> 서울(2026-11)이에요.\n> 4 USD예요.", "> [!NOTE]\n> In Seoul (2026-11).\n> It is 4 USD."),
    ("함수가 2 USD라고 가정해요.", "Suppose a function costs 2 USD."),
    ("놀면 0 USD예요. 0원이에요.", "Idle it is 0 USD. It is ₩0."),
    ("셸의 `$1`은 첫 인자예요. 3원칙이 있어요. 2의 원이에요.", "In a shell `$1` is the first argument. There are 3 rules, a ring of 2."),
    ("크레딧 100 USD를 받아요(2025-07부터).", "You get credits of 100 USD (since 2025-07)."),
    ("현재 태스크가 3개 떠 있어요. 지금은 2개예요.", "3 tasks currently run. Today there are 2."),
    ("지금까지 15분 걸렸어요. 이제 3을 누르세요.", "Until now it took 15 minutes. Now press 3."),
    ("요즘은 2026-11부터 3곳이에요.", "Nowadays, since 2026-11, it is 3."),
    ("할당량은 리전마다 기본 1,000이에요. 10배까지예요.", "The quota is 1,000 per Region by default. It is up to 10 times."),
    ("할당량이 50이라면 500건까지예요.", "With a quota of 50 it is up to 500."),
    ("사이트(https://example.com)를 봐요.", "See the site (https://example.com)."),
    ("Tom's 서버예요.", "It is Tom's server."),
    ("C#을 써요. C++을 써요. .NET을 써요.", "Use C#. Use C++. Use .NET."),
    ("```diagram\n가\n│\n▾\n나 ─▸ 다\n```", "```diagram\na\n│\n▾\nb ─▸ c\n```"),
    ("```diagram\n+----+    +----+\n| 가 | -> | 나 |\n+----+    +----+\n```", "```diagram\n+---+    +---+\n| a | -> | b |\n+---+    +---+\n```"),
    ("```diagram\n가 | 나\n1 + 2 = 3\n```", "```diagram\na | b\n1 + 2 = 3\n```"),
    ("```text\nls | wc\n+ 1\n```", "```text\nls | wc\n+ 1\n```"),
    ("| 가 | 나 |\n|---|---|\n| `a \\| b` | 그래요 |", "| a | b |\n|---|---|\n| `a \\| b` | yes |"),
    ("- 하나예요.\n  - 둘이에요.\n    - 셋이에요.", "- One.\n  - Two.\n    - Three."),
    ("> [!CAUTION]\n> **“서버는 필요 없다”**\n> 남의 서버에서 돌아요.", "> [!CAUTION]\n> **“No server is needed”**\n> It runs on somebody’s server."),
    ("“작업”이라고도 해요.", "It is also called “작업”."),
    ("서버와/또는 저장소예요.", "A server and/or a store."),
    ("결과는 다음 중 하나예요. 가/나 어느 쪽이든 좋아요.", "The result is one of these. Either is fine."),
    ("그는 나은 길을 이은 사람이에요.", "He is one who joined a better way."),
    ("Node.js로 만들어요. Next.js는 빨라요.", "Make it with Node.js. Next.js is fast."),
    ("PostgreSQL을 써요. MySQL로 바꿔요.", "Use PostgreSQL. Change to MySQL."),
    ("Kubernetes는 어려워요. Terraform으로 만들어요.", "Kubernetes is hard. Make it with Terraform."),
    ("`npm run`을 쳐요. `null`이 나와요. `main`을 봐요.", "Type `npm run`. `null` comes. See `main`."),
    ("`name`을 적고 `server`를 적고 `log`를 봐요.", "Write `name`, write `server`, see `log`."),
    ("서비스이용료와 태스크별 비용이에요. 역할이나 권한을 봐요.", "It is the fee. See roles."),
    ("서비스가 서비스라서 서비스답게 돌아요. 태스크에서만큼은 달라요.", "It runs like one. Not there."),
    ("클러스터로부터 받아요. 이미지나 볼륨이나 좋아요.", "Get it from there. Either is fine."),
    ("리전이 리전인 까닭이에요. 리전별로 달라요. 리전들을 봐요.", "It is why. They differ."),
    ("호스트가 됐다는 뜻이에요. “된다”와 “안 된다”를 봐요.", "It means so. See “yes” and “no”."),
    ("해야 할 일: 이미지 만들기, 올리기", "To do: build, push"),
    ("값은 다음과 같아요: 3초, 5초, 7초", "The values are: 3 s, 5 s, 7 s"),
    ("(참고: 무료예요.)", "(Note: it is free.)"),
    ("이건 왜일까요? 싸니까? 아니요, 빠르니까요.", "Why? Because it is cheap? No, because it is fast."),
    ("“왜 그럴까?”라고 물어봐요.", "Ask “why is that?”"),
    ("바다, 판다, 소다를 봐요. 마지막은 판다", "See the sea. Last, a panda"),
    ("2분의 1이에요. 15분이 지나면 30분이 돼요.", "It is 1/2. After 15 minutes it is 30 minutes."),
    ("1시간은 60분이고 60초는 1분이에요.", "An hour is 60 minutes and 60 seconds are one minute."),
    ("5분 동안 5초마다 재요.", "Measure every 5 seconds for 5 minutes."),
    ("512 MB에서 10,240 MB까지예요.", "From 512 MB to 10,240 MB."),
    ("월 100만 건이고 건당 0.2초예요.", "A million a month, 0.2 s each."),
    ("제목은 `docker run`과 `docker ps`예요. `ls`를 쳐요. `env`는 값이에요.", "The titles are `docker run` and `docker ps`. Type `ls`. `env` is a value."),
    ("`essential`은 참이고 `desiredCount`는 5예요. `arn`은 이름이에요.", "`essential` is true and `desiredCount` is 5. `arn` is a name."),
    ("`memory`와 `timeout`을 정해요. `region`이 달라요. `url`로 가요.", "Set `memory` and `timeout`. `region` differs. Go to `url`."),
    ("SIGTERM을 받고 SIGINT를 안 받아요. HTTPS가 좋아요. HTTPS로 가요.", "It gets SIGTERM and no SIGINT. HTTPS is good. Go by HTTPS."),
    ("AWS CLI를 써요. The Twelve-Factor App을 읽어요.", "Use the AWS CLI. Read The Twelve-Factor App."),
    ("문서 제목은 “What is Amazon ECS and how does it work?”예요.", "The title is “What is Amazon ECS and how does it work?”."),
    ("- Node.js\n- Python\n- Go", "- Node.js\n- Python\n- Go"),
    ("| 값 | 뜻 |\n|---|---|\n| start, stop, reboot | 동작 |", "| value | meaning |\n|---|---|\n| start, stop, reboot | actions |"),
    ("```text\n상태: 켜짐\n```", "```text\nstate: on\n```"),
    ("```diagram\n\"작업\" ─▸ B\n```", "```diagram\n\"작업\" ─▸ B\n```"),
    ("```text\n$ ls (목록)\n```", "```text\n$ ls (list)\n```"),
    ("1. 하나예요.\n2. 둘이에요.", "1. One.\n2. Two."),
    ("```quiet\nls\n```", "```quiet\nls\n```"),
    ("```diff\n- a\n+ b\n```", "```diff\n- a\n+ b\n```"),
    ("```diagram\n┌─ A ─┐   ┌─ B ─┐\n│     ├──▸│     │\n└──┬──┘   └─────┘\n   │\n   ▾\n  끝\n```", "```diagram\n┌─ A ─┐   ┌─ B ─┐\n│     ├──▸│     │\n└──┬──┘   └─────┘\n   │\n   ▾\n  end\n```"),
    ("```diagram\n+-- A --+\n|       |\n+-------+\n    |\n+-------+\n|  B    |\n+-------+\n```", "```diagram\n+-- A --+\n|       |\n+-------+\n    |\n+-------+\n|  B    |\n+-------+\n```"),
    ("```diagram\nA --+--> B\n    |\n    +--> C\n```", "```diagram\nA --+--> B\n    |\n    +--> C\n```"),
    ("```diagram\nsrc\n├─ main.rs\n└─ lib\n   └─ mod.rs\n```", "```diagram\nsrc\n├─ main.rs\n└─ lib\n   └─ mod.rs\n```"),
    ("```diagram\n 100% │   ┌──\n      │ ┌─┘\n    0 └─┴────▸ 시간\n```", "```diagram\n 100% │   ┌──\n      │ ┌─┘\n    0 └─┴────▸ time\n```"),
    ("```diagram\n  │\n──┼──▸ x\n  │\n```", "```diagram\n  │\n──┼──▸ x\n  │\n```"),
    ("값은 [서울](https://aws.amazon.com/ko/)에서 봐요.", "See it [in Seoul](https://aws.amazon.com/)."),
];

const GLOSSARY: &str = r#"(terms: [
    (id: "task", ko: "태스크", en: "task", everyday: true, short: (ko: "한 상", en: "A meal"), long: (ko: "한 상이에요.", en: "A meal.")),
    (id: "container", ko: "컨테이너", en: "container", everyday: true, short: (ko: "상자", en: "A box"), long: (ko: "상자예요.", en: "A box.")),
    (id: "role", ko: "역할", en: "role", everyday: true, short: (ko: "몫", en: "A part"), long: (ko: "몫이에요.", en: "A part.")),
    (id: "region", ko: "리전", en: "Region", everyday: true, short: (ko: "곳", en: "A place"), long: (ko: "곳이에요.", en: "A place.")),
])"#;

/// A course of these lessons: id, Korean and English below the one heading.
fn course<'t>(lessons: impl IntoIterator<Item = (String, &'t str, &'t str)>) -> Files {
    let mut files = Files::default();
    let mut add = |path: &str, text: String| files.insert(path, text.into_bytes());
    let mut ids = Vec::new();
    for (id, ko, en) in lessons {
        let names = r#"title: (ko: "시험", en: "Test"), summary: (ko: "시험", en: "Test"), minutes: 1"#;
        let aim = r#"objectives: [(ko: "시험을 볼 수 있어요.", en: "Take a test.")]"#;
        add(&format!("lessons/{id}/lesson.ron"), format!("(id: {id:?}, {names}, {aim}, sources: [])"));
        add(&format!("lessons/{id}/ko.md"), format!("# 시험\n\n## 하나 {{#one}}\n\n{ko}\n"));
        add(&format!("lessons/{id}/en.md"), format!("# Test\n\n## One {{#one}}\n\n{en}\n"));
        ids.push(format!("{id:?}"));
    }
    let list =
        format!(r#"(format: 1, id: "test", title: (ko: "시험", en: "Test"), lessons: [{}])"#, ids.join(", "));
    add("lessons/course.ron", list);
    add("assets/glossary.ron", GLOSSARY.to_owned());
    files
}

/// What is found in each lesson.
fn by_lesson(files: &Files) -> BTreeMap<String, Vec<Diagnostic>> {
    let mut found: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
    for diagnostic in check(files) {
        let lesson = diagnostic.file.split('/').nth(1).unwrap_or_default().to_owned();
        found.entry(lesson).or_default().push(diagnostic);
    }
    found
}

fn told(files: &Files, found: &[Diagnostic]) -> String {
    found.iter().map(|d| d.render(files.text(&d.file), seodang::lang::Lang::En)).collect()
}

#[test]
fn mistakes_are_found_where_they_are() {
    let files = course(WRONG.iter().map(|(id, _, ko, en)| ((*id).to_owned(), *ko, *en)));
    let found = by_lesson(&files);
    let mut missed = Vec::new();
    for (id, rule, ..) in WRONG {
        let here = found.get(*id).map_or(&[][..], Vec::as_slice);
        if !here.iter().any(|d| d.problem.rule().name() == *rule) {
            missed.push(format!("{id}: no {rule}\n{}", told(&files, here)));
        }
        assert!(here.len() <= 6, "{id}: a flood\n{}", told(&files, here));
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn what_is_right_is_left_alone() {
    let files = course(RIGHT.iter().enumerate().map(|(i, (ko, en))| (format!("right-{i}"), *ko, *en)));
    let found = check(&files);
    assert!(found.is_empty(), "{}", told(&files, &found));
}

/// The course that ships with the file at `path` as `change` makes it.
fn shipped(path: &str, change: impl FnOnce(&str) -> Option<Vec<u8>>) -> Files {
    let all = Files::embedded();
    let mut files = Files::default();
    let mut changed = change(all.text(path));
    for other in all.paths() {
        if other == path {
            if let Some(bytes) = changed.take() {
                files.insert(path, bytes);
            }
        } else {
            files.insert(other, all.text(other).as_bytes().to_vec());
        }
    }
    files
}

const PATHS: [&str; 7] = [
    "lessons/course.ron",
    "lessons/ecs/lesson.ron",
    "lessons/ecs/ko.md",
    "lessons/ecs/en.md",
    "quizzes/ecs.ron",
    "assets/glossary.ron",
    "assets/prices.ron",
];

#[test]
fn one_broken_file_is_one_fault() {
    for path in PATHS {
        let missing = shipped(path, |_| None);
        let mut folder = missing.clone();
        folder.insert_textless(path, File::NotAFile);
        let found = check(&missing);
        let at_file = found.iter().filter(|d| d.file == path).count();
        assert_eq!((found.len(), at_file), (1, 1), "{path} is missing:\n{}", told(&missing, &found));
        // The causes are told alike: two files stand for all.
        if !["lessons/ecs/ko.md", "assets/glossary.ron"].contains(&path) {
            continue;
        }
        let cases = [
            ("a folder", folder),
            ("not UTF-8", shipped(path, |_| Some(vec![0xFF, 0xFE, 0]))),
            ("empty", shipped(path, |_| Some(Vec::new()))),
            ("blank", shipped(path, |_| Some(b"\n \n".to_vec()))),
        ];
        for (name, files) in cases {
            let found = check(&files);
            let at_file = found.iter().filter(|d| d.file == path).count();
            assert_eq!((found.len(), at_file), (1, 1), "{path} is {name}:\n{}", told(&files, &found));
        }
    }
}

#[test]
fn half_a_file_is_few_faults() {
    for path in ["lessons/ecs/lesson.ron", "quizzes/ecs.ron", "assets/glossary.ron"] {
        let half = |text: &str| {
            let end = (0..=text.len() / 2).rev().find(|at| text.is_char_boundary(*at)).unwrap();
            Some(text.as_bytes()[..end].to_vec())
        };
        let files = shipped(path, half);
        let found = check(&files);
        assert!((1..=16).contains(&found.len()), "{path}: {}\n{}", found.len(), told(&files, &found));
    }
}

#[test]
fn line_breaks_of_any_time_are_the_same() {
    for path in ["lessons/ecs/ko.md", "quizzes/ecs.ron"] {
        for line_break in ["\r\n", "\r"] {
            let files = shipped(path, |text| Some(text.replace('\n', line_break).into_bytes()));
            let found = check(&files);
            assert!(found.is_empty(), "{path}:\n{}", told(&files, &found));
        }
    }
}
