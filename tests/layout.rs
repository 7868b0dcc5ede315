//! What pages look like.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fmt::Write as _;

use seodang::{
    course::{
        doc::{AlertKind, Link},
        markdown,
    },
    ui::layout::{AlertLabels, Glyphs, Layout, Options, Role, Row, paragraph},
};

fn options(width: u16) -> Options {
    Options { width, glyphs: Glyphs::UNICODE, labels: AlertLabels::KO }
}

fn page(source: &str, options: Options) -> Layout {
    let mut layout = Layout::new(markdown::parse(source).doc, options);
    layout.complete();
    layout
}

fn show(source: &str, width: u16) -> Vec<String> {
    page(source, options(width)).rows().iter().map(Row::text).collect()
}

fn pieces(row: &Row) -> Vec<(&str, Role)> {
    row.pieces.iter().map(|piece| (piece.text.as_str(), piece.role)).collect()
}

#[test]
fn words_are_kept_whole() {
    let source =
        "클러스터는 [태스크](term:task)를 **컨테이너 인스턴스**에서 실행하고, `essential`이 멈추면 끝나요.";
    assert_eq!(
        show(source, 30),
        ["클러스터는 태스크를 컨테이너", "인스턴스에서 실행하고,", "essential이 멈추면 끝나요.",]
    );
}

#[test]
fn lines_end_where_korean_allows() {
    let table = [
        // Before a bracket after Hangul, after a separator before Hangul.
        ("태스크 정의(task definition)를 봐요", 30, vec!["태스크 정의(task definition)를", "봐요"]),
        ("여기서 태스크 정의(task-definition)를", 26, vec!["여기서 태스크 정의", "(task-definition)를"]),
        ("여러 가지 인스턴스·서비스·클러스터", 26, vec!["여러 가지 인스턴스·서비스·", "클러스터"]),
        ("서울 리전과 읽기/쓰기를 나누면", 24, vec!["서울 리전과 읽기/쓰기를", "나누면"]),
        // Not inside Latin words and numbers, and not after a lone sign.
        ("아주 아주 긴 문장 다음의 read/write", 30, vec!["아주 아주 긴 문장 다음의", "read/write"]),
        ("기온은 아주 낮아서 오늘은 -영하", 26, vec!["기온은 아주 낮아서 오늘은", "-영하"]),
        // Closing punctuation never begins a line, opening never ends one.
        ("가나다라마바사아자차카타파하?!", 28, vec!["가나다라마바사아자차카타파", "하?!"]),
        ("가나다라마바사아자차카타파( 하 )", 28, vec!["가나다라마바사아자차카타파", "( 하 )"]),
        ("긴문장이있고다음은(괄호)예요", 20, vec!["긴문장이있고다음은", "(괄호)예요"]),
        // A no-break blank is drawn as a blank.
        ("물을 섭씨 여기 [1\u{a0}____]도로", 20, vec!["물을 섭씨 여기", "[1 ____]도로"]),
        // Longer than a line.
        ("https://docs.aws.amazon.com/ecs", 20, vec!["https://docs.aws.", "amazon.com/ecs"]),
        // In a narrow column a word is broken rather than leave a large hole.
        ("주는 컨테이너오케스트레이션 서비스", 22, vec!["주는 컨테이너오케스트", "레이션 서비스"]),
        ("주는 orchestration-service", 22, vec!["주는 orchestration-", "service"]),
        ("주는 orchestrationservice", 22, vec!["주는", "orchestrationservice"]),
    ];
    for (source, width, expected) in table {
        assert_eq!(show(source, width), expected, "{source} in {width}");
    }
}

#[test]
fn lists_quotes_and_alerts_hang() {
    let source = "- 하나는 길어서 다음 줄로 넘어가요\n  1. 속에 있는 것도 길어서 넘어가요\n- 둘\n\n> 인용도 길면 막대가 이어져요\n>\n> - 목록\n\n> [!CAUTION]\n> **“틀린 말”**\n> 아니에요. 이렇게 달라요.\n\n9. 아홉\n10. 열\n";
    assert_eq!(
        show(source, 26).join("\n"),
        "\
· 하나는 길어서 다음 줄로
  넘어가요
  1. 속에 있는 것도 길어서
     넘어가요
· 둘

│ 인용도 길면 막대가
│ 이어져요
│
│ · 목록

│ 흔한 오해  “틀린 말”
│ 아니에요. 이렇게 달라요.

 9. 아홉
10. 열"
            .replace("│\n", "│ \n")
    );
}

#[test]
fn roles_and_links() {
    let source = "### 제목 **셋**\n\n글 **굵게** `코드` [태스크](term:task)와 [**태스크** 정의를](term:td) 함께\n\n> [!TIP]\n> 팁 [표](https://a.b)";
    let layout = page(source, options(60));
    let rows = layout.rows();
    assert_eq!(pieces(&rows[0]), [("제목 셋", Role::Heading)]);
    assert_eq!(
        pieces(&rows[2]),
        [
            ("글 ", Role::Text),
            ("굵게", Role::Strong),
            (" ", Role::Text),
            ("코드", Role::Code),
            (" ", Role::Text),
            ("태스크", Role::Link),
            ("와 ", Role::Text),
            ("태스크", Role::StrongLink),
            (" 정의를", Role::Link),
            (" 함께", Role::Text),
        ]
    );
    let links: Vec<_> = rows[2].pieces.iter().filter_map(|piece| piece.link).collect();
    assert_eq!(links, [0, 1, 1]);
    let kind = AlertKind::Tip;
    assert_eq!(
        pieces(&rows[4]),
        [("│ ", Role::AlertBar(kind)), ("팁", Role::Alert(kind)), ("  팁 ", Role::Text), ("표", Role::Link)]
    );
    let term = |id: &str| Link::Term(id.into());
    assert_eq!(layout.links(), [term("task"), term("td"), Link::Url("https://a.b".into())]);
    // The same link on two rows is one link.
    let narrow = page("[아주 긴 이름의 링크가 여기 있어요](term:t)", options(12));
    let used: Vec<_> = narrow.rows().iter().flat_map(|row| &row.pieces).map(|piece| piece.link).collect();
    assert!(used.len() > 1 && used.iter().all(|link| *link == Some(0)));
    assert_eq!(narrow.links().len(), 1);
}

#[test]
fn tables() {
    let source = "| 클래스 | 설명 | 요금 |\n|---|---|--:|\n| 표준 | 자주 읽는 데이터 | 0.025 |\n| IA | 한 달에 한 번쯤 읽는 데이터 | 10 |\n";
    assert_eq!(
        show(source, 60),
        [
            "클래스 │ 설명                        │  요금",
            "───────┼─────────────────────────────┼──────",
            "표준   │ 자주 읽는 데이터            │ 0.025",
            "IA     │ 한 달에 한 번쯤 읽는 데이터 │    10",
        ]
    );
    assert_eq!(
        show(source, 30),
        [
            "클래스 │ 설명          │  요금",
            "───────┼───────────────┼──────",
            "표준   │ 자주 읽는     │ 0.025",
            "       │ 데이터        │      ",
            "───────┼───────────────┼──────",
            "IA     │ 한 달에 한    │    10",
            "       │ 번쯤 읽는     │      ",
            "       │ 데이터        │      ",
        ]
    );
    assert_eq!(
        show(source, 20),
        [
            "클래스: 표준",
            "설명: 자주 읽는",
            "  데이터",
            "요금: 0.025",
            "",
            "클래스: IA",
            "설명: 한 달에 한",
            "  번쯤 읽는 데이터",
            "요금: 10"
        ]
    );
}

#[test]
fn code_and_diagrams_are_verbatim() {
    let source = "```sh\naws ecs\tlist  --cluster learn --service web\n\nls\n```\n\n```diagram\n┌ 가 ─▸ 나다 ┐\n│ · │\n```";
    let layout = page(source, options(22));
    let text: Vec<_> = layout.rows().iter().map(Row::text).collect();
    assert_eq!(
        text,
        ["aws ecs list  --cluste", "› r learn --service ", "› web", "", "ls", "", "┌ 가 ─▸ 나다 ┐", "│ · │"]
    );
    assert!(layout.rows()[..5].iter().all(|row| row.fill == Some(Role::CodeBlock)));
    assert_eq!(show(source, 10)[9..], ["┌ 가 ─▸  ›", "│ · │"]);
    let ascii = Options { glyphs: Glyphs::ASCII, ..options(40) };
    let rows = page(source, ascii);
    let text: Vec<_> = rows.rows().iter().map(Row::text).collect();
    assert_eq!(text[5..], ["  + 가 -> 나다 +", "  | . |"]);
}

#[test]
fn blank_rows_stand_between_blocks_only() {
    let source = "글\n\n```quiz\na\n```\n\n글\n\n- 하나\n\n- 둘\n\n---\n\n```quiz\nb\n```\n";
    assert_eq!(show(source, 6), ["글", "", "글", "", "· 하나", "", "· 둘", "", "──────"]);
    let layout = page(source, options(6));
    let starts: Vec<_> = (0..6).map(|block| layout.block_start(block)).collect();
    assert_eq!(starts, [Some(0), Some(1), Some(2), Some(4), Some(8), Some(9)]);
    assert_eq!(layout.block_start(6), None);
}

#[test]
fn a_paragraph_by_itself() {
    let text = markdown::inline("`essential` 컨테이너가 멈추면 [태스크](term:task)도 멈춰요");
    let mut links = vec![Link::Url("before".into())];
    let rows = paragraph(&text, Role::Text, 24, (2, 4), &mut links);
    let shown: Vec<String> =
        rows.iter().map(|row| row.iter().map(|piece| piece.text.as_str()).collect()).collect();
    assert_eq!(shown, ["  essential 컨테이너가", "    멈추면 태스크도", "    멈춰요"]);
    assert_eq!(rows[1].iter().find_map(|piece| piece.link), Some(1));
    assert!(paragraph(&text, Role::Text, 0, (0, 0), &mut links).is_empty());
    assert!(!paragraph(&text, Role::Text, 1, (9, 9), &mut links).is_empty());
}

/// Counts, not times: only what is asked for is laid out.
#[test]
fn the_first_screen_of_a_long_page_is_short_work() {
    let mut source = String::new();
    for n in 0..5000 {
        write!(source, "문단 {n}은 **강조(bold)**와 [태스크](term:task)를 담아요.\n\n- 목록\n\n").unwrap();
    }
    let mut layout = Layout::new(markdown::parse(&source).doc, options(76));
    assert_eq!(layout.doc().blocks.len(), 10_000);
    layout.ensure(24);
    assert_eq!((layout.rows().len(), layout.blocks()), (25, 13));
    layout.ensure(24);
    assert_eq!(layout.blocks(), 13);
    layout.ensure_block(100);
    assert_eq!((layout.block_start(100), layout.blocks()), (Some(200), 101));
    layout.complete();
    assert_eq!(layout.rows().len(), 19_999);
}

/// These take minutes if anything is quadratic.
#[test]
fn hostile_texts_are_linear() {
    let long = 100_000;
    let sources = [
        "가".repeat(long),
        ")".repeat(long),
        "( ".repeat(long),
        ". ".repeat(long),
        "**가(나)**다".repeat(long / 10),
        "[가](term:a)".repeat(long / 10),
        "a\u{301}".repeat(long),
        format!("a{}", "\u{301}".repeat(long)),
        "\u{1112}".repeat(long),
        format!("```\n{}\n```", "가".repeat(long)),
        format!("```diagram\n{}\n```", "─".repeat(long)),
        "> ".repeat(long / 10),
        "- ".repeat(long / 10),
        format!("|{}\n|{}\n|{}", "가|".repeat(2000), "-|".repeat(2000), "나|".repeat(2000)),
    ];
    for source in sources {
        for width in [2, 20, 76] {
            let rows = page(&source, options(width));
            assert!(rows.rows().iter().all(|row| row.width() <= usize::from(width)));
        }
    }
}

#[test]
fn nothing_stands_above_the_first_row() {
    // The first record of the table is empty and has no row to be set off from.
    let source = "> | |\n> |---|\n> | |\n> | Fargate태스크 |\n";
    for width in 1..6 {
        let rows = show(source, width);
        assert!(!rows[0].trim().is_empty(), "{width}: {rows:?}");
    }
}
