//! What Markdown becomes.
#![allow(clippy::panic)]

use super::*;
use crate::course::doc::{AlertKind, Align, Inline, Picture, plain};
use proptest::prelude::*;

/// Inlines as a short notation: `<b>`, `` ` `` and `[text](target)`.
fn show(inlines: &[Inline]) -> String {
    let mut out = String::new();
    for inline in inlines {
        let mut text = inline.text.replace('\n', "⏎");
        if inline.code {
            text = format!("`{text}`");
        }
        if inline.bold {
            text = format!("<{text}>");
        }
        if let Some(link) = &inline.link {
            text = format!("[{text}]({link:?})");
        }
        out.push_str(&text);
    }
    out
}

fn page(source: &str) -> Vec<Block> {
    parse(source).doc.blocks
}

fn text(source: &str) -> Inlines {
    match page(source).into_iter().next() {
        Some(Block::Paragraph(text)) => text,
        other => panic!("{source:?} is {other:?}"),
    }
}

fn whats(source: &str) -> Vec<What> {
    parse(source).problems.into_iter().map(|problem| problem.what).collect()
}

#[test]
fn bold_next_to_hangul() {
    let table = [
        // What CommonMark leaves literal.
        ("**강조(bold)**와 조사", "<강조(bold)>와 조사"),
        ("**\"따옴표\"**를 쓴", "<\"따옴표\">를 쓴"),
        ("**“따옴표”**를 쓴", "<“따옴표”>를 쓴"),
        ("**괄호(paren)**를", "<괄호(paren)>를"),
        ("**100%**를", "<100%>를"),
        ("**C++**은 **C#**과", "<C++>은 <C#>과"),
        ("**`essential`**을", "<`essential`>을"),
        ("**끝!**이라고", "<끝!>이라고"),
        ("이것은**\"따옴표\"**다", "이것은<\"따옴표\">다"),
        ("값이**(괄호)**로", "값이<(괄호)>로"),
        ("**[태스크](term:task)(task)**와", "[<태스크>](Term(\"task\"))<(task)>와"),
        ("**[태스크](term:task)**와", "[<태스크>](Term(\"task\"))와"),
        ("***강조(x)***와", "<강조(x)>와"),
        // Several on a line, and pairs that CommonMark joins wrongly.
        ("**가(a)**와 **나(b)**를 **다**는", "<가(a)>와 <나(b)>를 <다>는"),
        ("**강조(bold)**와**다른(x)**를", "<강조(bold)>와<다른(x)>를"),
        ("**강조(bold)**와 보통**굵게(x)** 끝", "<강조(bold)>와 보통<굵게(x)> 끝"),
        ("**가(a)**와 \"**나**\"를", "<가(a)>와 \"<나>\"를"),
        ("**강조(bold)**와\n**둘째(x)**를", "<강조(bold)>와 <둘째(x)>를"),
        // What CommonMark does right stays so.
        ("**굵게**와 보통", "<굵게>와 보통"),
        ("**굵게**, **굵게**.", "<굵게>, <굵게>."),
        ("\"**가**\"는", "\"<가>\"는"),
        ("\"**가**는 나\"", "\"<가>는 나\""),
        ("나**가**(다)", "나<가>(다)"),
        ("(**와우**)를", "(<와우>)를"),
        ("텍스트(설명)**강**조", "텍스트(설명)<강>조"),
        ("가(x)**나**B", "가(x)<나>B"),
        ("**EC2**·**ECS**·**람다**는", "<EC2>·<ECS>·<람다>는"),
        ("**bold**text and **b(old)** x", "<bold>text and <b(old)> x"),
        // Not bold at all.
        ("2**3", "2**3"),
        ("2**3은 8", "2**3은 8"),
        ("혼자 ** 있는", "혼자 ** 있는"),
        ("혼자(있는)**별표", "혼자(있는)**별표"),
        ("\\**강조(bold)\\**와", "**강조(bold)**와"),
        ("`**강조(bold)**와` 코드", "`**강조(bold)**와` 코드"),
        ("`**강(x)**와` **강(x)**와", "`**강(x)**와` <강(x)>와"),
        ("a\\*\\*b", "a**b"),
    ];
    for (source, expected) in table {
        assert_eq!(show(&text(source)), expected, "{source}");
        assert_eq!(show(&inline(source)), expected, "inline {source}");
    }
}

#[test]
fn bold_next_to_hangul_inside_blocks() {
    let Some(Block::List { items, .. }) = page("- **강조(bold)**와\n- 둘").into_iter().next() else {
        panic!()
    };
    assert_eq!(items[0], vec![Block::Paragraph(inline("**강조(bold)**와"))]);
    let Some(Block::Alert { blocks, .. }) = page("> [!CAUTION]\n> **\"틀린 말\"**이라고").into_iter().next()
    else {
        panic!()
    };
    assert_eq!(blocks, vec![Block::Paragraph(inline("**\"틀린 말\"**이라고"))]);
    let Some(Block::Table { head, rows, .. }) =
        page("| **가(a)**는 | 나 |\n|---|--:|\n| **나(b)**를 | `**다(c)**는` |").into_iter().next()
    else {
        panic!()
    };
    assert_eq!(show(&head[0]), "<가(a)>는");
    assert_eq!(show(&rows[0][0]), "<나(b)>를");
    assert_eq!(show(&rows[0][1]), "`**다(c)**는`");
    let code = "```sh\necho **강조(bold)**와\n```\n\n    **강조(bold)**와\n\n[가](https://x.kr/(a)**와)";
    let blocks = page(code);
    assert_eq!(blocks[0], Block::Code { language: "sh".into(), text: "echo **강조(bold)**와".into() });
    assert_eq!(blocks[1], Block::Code { language: String::new(), text: "**강조(bold)**와".into() });
    assert_eq!(show(&text("[가](https://x.kr/(a)**와)")), "[가](Url(\"https://x.kr/(a)**와\"))");
    assert_eq!(
        show(&text("**A(a)**는 <https://x.kr/(a)**와> 끝")),
        "<A(a)>는 [https://x.kr/(a)**와](Url(\"https://x.kr/(a)**와\")) 끝"
    );
}

#[test]
fn decomposed_hangul_is_relaxed_too() {
    use unicode_normalization::UnicodeNormalization;
    let source: String = "**강조(bold)**와 조사".nfd().collect();
    let bold: Vec<bool> = text(&source).iter().map(|inline| inline.bold).collect();
    assert_eq!(bold, [true, false]);
    assert_eq!(plain(&text(&source)), "강조(bold)와 조사".nfd().collect::<String>());
}

#[test]
fn every_kind_of_block() {
    let source = "글 *기울임*\n이어서  \n줄바꿈\n\n### 소제목\n\n1. 하나\n   - 속\n2. 둘\n\n> 인용\n\n> [!TIP]\n> 팁\n\n---\n\n```sh title\nls\n\n```\n\n```diagram 네모 하나\n┌─┐\n```\n\n```quiz\n a-b \n\nc\n```\n\n|가|나|\n|:-:|--:|\n|1|\n";
    let paragraph = |text: &str| Block::Paragraph(inline(text));
    let cell = |text: &str| inline(text);
    assert_eq!(show(&text(source)), "글 <기울임> 이어서⏎줄바꿈");
    assert_eq!(
        page(source)[1..],
        [
            Block::Heading { level: 3, text: inline("소제목") },
            Block::List {
                start: Some(1),
                tight: true,
                items: vec![
                    vec![
                        paragraph("하나"),
                        Block::List { start: None, tight: true, items: vec![vec![paragraph("속")]] }
                    ],
                    vec![paragraph("둘")],
                ],
            },
            Block::Quote(vec![paragraph("인용")]),
            Block::Alert { kind: AlertKind::Tip, blocks: vec![paragraph("팁")] },
            Block::Rule,
            Block::Code { language: "sh".into(), text: "ls\n".into() },
            Block::Diagram(Picture { drawn: "┌─┐".into(), told: "네모 하나".into() }),
            Block::Quiz(vec!["a-b".into(), "c".into()]),
            Block::Table {
                align: vec![Align::Center, Align::Right],
                head: vec![cell("가"), cell("나")],
                rows: vec![vec![cell("1"), vec![]]],
            },
        ]
    );
    let parsed = parse(source);
    assert_eq!(parsed.blocks.len(), parsed.doc.blocks.len());
    assert_eq!(&source[parsed.blocks[6].clone()], "```sh title\nls\n\n```");
    let Some(Block::List { tight, .. }) = page("- 하나\n\n- 둘").into_iter().next() else { panic!() };
    assert!(!tight);
}

#[test]
fn the_claim_of_a_misconception_is_a_row_of_its_own() {
    let first = |source: &str| match page(source).into_iter().next() {
        Some(Block::Alert { blocks, .. }) => blocks,
        other => panic!("{other:?}"),
    };
    let blocks =
        first("> [!CAUTION]\n> **“틀린 [말](term:t)”**\n> 아니에요.\n> 맞는 말.\n>\n> **둘째**\n> 문단");
    let [Block::Paragraph(claim), Block::Paragraph(second)] = &blocks[..] else { panic!("{blocks:?}") };
    assert_eq!(plain(claim), "“틀린 말”\n아니에요. 맞는 말.");
    assert_eq!(plain(second), "둘째 문단");
    let note = first("> [!NOTE]\n> **굵은**\n> 글");
    assert_eq!(note, vec![Block::Paragraph(inline("**굵은** 글"))]);
}

#[test]
fn links() {
    let source = "[태스크](term:task) [비용](lesson:ec2#billing) [E](lesson:ecs) [0.005](price:ipv4) [웹](https://a.b) <x@y.kr> []( term:t)";
    let parsed = parse(source);
    let links: Vec<_> = parsed.links.iter().map(|at| (at.link.clone(), at.text.as_str())).collect();
    let lesson = |lesson: &str, page: Option<&str>| Link::Lesson {
        lesson: lesson.into(),
        page: page.map(str::to_owned),
    };
    assert_eq!(
        links,
        [
            (Link::Term("task".into()), "태스크"),
            (lesson("ec2", Some("billing")), "비용"),
            (lesson("ecs", None), "E"),
            (Link::Price("ipv4".into()), "0.005"),
            (Link::Url("https://a.b".into()), "웹"),
            (Link::Url("mailto:x@y.kr".into()), "x@y.kr"),
            (Link::Term("t".into()), ""),
        ]
    );
    assert_eq!(&source[parsed.links[1].range.clone()], "[비용](lesson:ec2#billing)");
    assert_eq!(parsed.problems[0].what, What::EmptyLink);
}

#[test]
fn problems_keep_the_text() {
    let table: [(&str, &[What], &str); 12] = [
        ("가 <b>나</b>", &[What::Html, What::Html], "가 <b>나</b>"),
        ("<div>\n가\n</div>", &[What::Html], "<div>\n가\n</div>"),
        ("![그림](a.png) 뒤", &[What::Image], "그림 뒤"),
        ("가[^1]\n\n[^1]: 주석", &[What::Footnote, What::Footnote], "가[^1]"),
        ("가 *나*", &[What::Emphasis], "가 나"),
        ("가 ~~나~~", &[What::Strikethrough, What::Strikethrough], "가 ~~나~~"),
        ("3~5 그리고 6~7", &[], "3~5 그리고 6~7"),
        ("가 **나", &[What::LooseBold], "가 **나"),
        ("> [!FOO]\n> 가", &[What::UnknownAlert], ""),
        ("제목\n---", &[What::TopHeading], ""),
        ("## 제목", &[What::TopHeading], ""),
        ("그냥 글 &amp; 글", &[], "그냥 글 & 글"),
    ];
    for (source, expected, said) in table {
        let found = whats(source);
        if expected.contains(&What::Strikethrough) {
            assert!(found.iter().all(|what| *what == What::Strikethrough) && !found.is_empty(), "{source}");
        } else {
            assert_eq!(found, expected, "{source}");
        }
        if !said.is_empty() {
            assert_eq!(plain(&text(source)), said);
        }
    }
    let source = "한글 <b>";
    assert_eq!(&source[parse(source).problems[0].range.clone()], "<b>");
    assert_eq!(&source[parse_inline(source).problems[0].range.clone()], "<b>");
}

#[test]
fn question_text_is_one_paragraph() {
    let table = [
        ("1. 하나", "1. 하나"),
        ("- 하나", "- 하나"),
        ("# 하나 #", "# 하나 #"),
        ("> 하나", "> 하나"),
        ("    하나  ", "하나"),
        ("```sh", "```sh"),
        ("| a |\n|---|", "| a | |---|"),
        ("줄\n바꿈", "줄 바꿈"),
        ("", ""),
        ("  \n ", ""),
        ("`sh` **굵게** [t](term:t)", "`sh` <굵게> [t](Term(\"t\"))"),
        ("[^1]: x", "[^1]: x"),
    ];
    for (source, expected) in table {
        assert_eq!(show(&inline(source)), expected, "{source}");
    }
}

#[test]
fn deep_nesting_is_laid_flat() {
    let source = format!("{} 끝", ">".repeat(50_000));
    let parsed = parse(&source);
    assert!(parsed.problems.iter().any(|problem| problem.what == What::TooDeep));
    let lists: String = (0..300).map(|n| format!("{}- {n}\n", " ".repeat(2 * n))).collect();
    assert!(format!("{:?}", parse(&lists).doc).contains("299"));
    drop(parsed);
}

fn markdown() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "**",
        "*",
        "***",
        "가",
        "나다",
        "(",
        ")",
        "\"",
        "`",
        "``",
        "```",
        "\n",
        "\n\n",
        " ",
        "    ",
        "- ",
        "1. ",
        "> ",
        "> [!NOTE]\n",
        "|",
        "|---|",
        "[",
        "](term:a)",
        "](",
        "!",
        "<b>",
        "<!--",
        "\\",
        "#",
        "### ",
        "%",
        "é",
        "\u{1112}\u{1161}\u{11ab}",
        "👩‍💻",
        "\t",
        "\r\n",
        "&amp;",
        "[^1]",
        "[^1]: ",
        "---",
        "~~",
        "x",
        "\0",
        "\u{feff}",
        "_",
        "<https://a.b>",
        "```quiz\n",
        "```diagram\n",
        "。",
    ]);
    prop::collection::vec(part, 0..60).prop_map(|parts| parts.concat())
}

fn check(source: &str) -> Result<(), TestCaseError> {
    for parsed in [parse(source), parse_inline(source)] {
        let problems = parsed.problems.iter().map(|problem| &problem.range);
        let links = parsed.links.iter().map(|link| &link.range);
        for range in problems.chain(links).chain(&parsed.blocks) {
            prop_assert!(source.get(range.clone()).is_some(), "{:?}", range);
        }
        prop_assert_eq!(parsed.blocks.len(), parsed.doc.blocks.len());
        let shown = format!("{:?}", parsed.doc);
        prop_assert!(!shown.contains("text: \"\", bold"), "an empty inline in {}", shown);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn any_markdown_is_read(source in markdown()) {
        check(&source)?;
    }

    #[test]
    fn any_text_is_read(source in r"\PC*") {
        check(&source)?;
    }

    /// Masking never shows: words come out in order whatever the `**` around them become.
    #[test]
    fn no_letter_is_lost(words in prop::collection::vec(prop::sample::select(vec!["가", "나(b)", "\"다\"", "EC2", "**", "**", " "]), 1..30)) {
        let source = words.concat();
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric() || "()\"".contains(*c)).collect::<String>();
        prop_assert_eq!(letters(&plain(&inline(&source))), letters(&source));
    }
}
