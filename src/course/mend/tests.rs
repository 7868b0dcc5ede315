use proptest::prelude::*;

use super::*;

const LIST: &str = r#"(format: 1, id: "tea", title: (ko: "차", en: "Tea"), lessons: ["green"])"#;
const LESSON: &str =
    r#"(id: "green", title: (ko: "녹차", en: "Green"), summary: (ko: "한 줄", en: "Line"), minutes: 3)"#;
const PRICES: &str = r#"(prices: [(id: "cup", value: "0.5", currency: "USD", unit: (ko: "잔", en: "cup"), region: "all", seen: "2026-11", source: "https://example.com/")])"#;
const KO_PATH: &str = "lessons/green/ko.md";
const EN_PATH: &str = "lessons/green/en.md";

fn course(ko: &str, en: &str) -> Files {
    let mut files = Files::default();
    for (path, text) in [
        ("lessons/course.ron", LIST),
        ("lessons/green/lesson.ron", LESSON),
        (KO_PATH, ko),
        (EN_PATH, en),
        ("assets/prices.ron", PRICES),
    ] {
        files.insert(path, text.as_bytes().to_vec());
    }
    files
}

/// What becomes of a Korean page.
fn mended(ko: &str) -> (String, Vec<Repair>) {
    let files = course(ko, "# G\n\n## Water {#water}\n\nText.\n");
    match mend(&files).into_iter().find(|mended| mended.file == KO_PATH) {
        Some(mended) => (mended.text, mended.repairs.into_iter().map(|(_, repair)| repair).collect()),
        None => (files.text(KO_PATH).to_owned(), Vec::new()),
    }
}

#[test]
fn how_a_text_is_stored() {
    let page = |text: &str| format!("# 녹차\n\n## 물 {{#water}}\n\n{text}\n");
    for (from, to, repairs) in [
        ("\u{FEFF}# 녹차\n\n## 물 {#water}\n\n글\n".to_owned(), page("글"), vec![Repair::ByteOrderMark]),
        (page("글").replace('\n', "\r\n"), page("글"), vec![Repair::LineBreaks]),
        (page("\u{1100}\u{1161}"), page("가"), vec![Repair::Composed]),
        (page("가\u{200B}나\u{7}\u{FE0F}"), page("가나"), vec![Repair::Invisible(3)]),
        (page("가 \n\n나\t"), page("가\n\n나"), vec![Repair::TrailingBlanks(2)]),
        (page("둘\r셋"), page("둘\n셋"), vec![Repair::Invisible(1)]),
    ] {
        assert_eq!(mended(&from), (to, repairs), "{from:?}");
    }
}

#[test]
fn special_blanks_become_ordinary() {
    let (text, repairs) = mended("# 녹차\n\n## 물 {#water}\n\n물을\u{A0}부어요.\u{2009}자.\n");
    assert_eq!(text, "# 녹차\n\n## 물 {#water}\n\n물을 부어요. 자.\n");
    assert_eq!(repairs, [Repair::Blanks(2)]);
}

#[test]
fn blanks_that_mean_something_stay() {
    let page = |text: &str| format!("# 녹차\n\n## 물 {{#water}}\n\n{text}\n");
    for kept in ["첫 줄  \n둘째 줄", "```sh\ncd \\ \nls  \n```", "> ```sh\n> a  \n> b \n> ```"] {
        assert_eq!(mended(&page(kept)), (page(kept), vec![]), "{kept:?}");
    }
    let ron = "(id: \"a\", \n  text: \"one \n two\", \n)\n";
    assert_eq!(apply(ron, blanks_in_ron(ron)), "(id: \"a\",\n  text: \"one \n two\",\n)\n");
    assert_eq!(blanks_in_ron("(id: \"a, \n"), []);
}

#[test]
fn prices_and_page_ids() {
    let en = "# G\n\n## Water\n\nA cup is [0.4](price:cup), or [0.4](price:cup).\n\n## Cup {#cup}\n\nPour.\n";
    let ko = "# 녹차\n\n## 물 {#water}\n\n한 잔은 [0.5](price:cup).\n\n## 잔\n\n[0.4달러](price:cup)예요.\n";
    let found = mend(&course(ko, en));
    let repaired: Vec<_> = found.iter().map(|mended| (mended.file.as_str(), &mended.repairs[..])).collect();
    let price = Repair::Price { id: "cup".into(), from: "0.4".into(), to: "0.5".into() };
    assert_eq!(
        repaired,
        [
            (EN_PATH, &[(3, Repair::PageId("water".into())), (5, price.clone()), (5, price)][..]),
            (KO_PATH, &[(7, Repair::PageId("cup".into()))]),
        ]
    );
    assert!(found[0].text.contains("## Water {#water}\n\nA cup is [0.5](price:cup), or [0.5](price:cup)."));
    assert!(found[1].text.contains("## 잔 {#cup}"));
    assert!(found[1].text.contains("[0.4달러]"), "words around a number are the author's");
}

#[test]
fn particles() {
    let page = |text: &str| format!("# 녹차\n\n## 물 {{#water}}\n\n{text}\n");
    for (from, to) in [
        ("**EC2**은 좋아요.", "**EC2**는 좋아요."),
        ("70을 `7`로 나눠요.", "70을 `7`로 나눠요."),
        ("3를 더해요.", "3을 더해요."),
        ("물(Water)를 부어요.", "물(Water)을 부어요."),
    ] {
        assert_eq!(mended(&page(from)).0, page(to));
    }
}

#[test]
fn an_id_that_may_be_another_page_is_not_guessed() {
    for (ko, en) in [
        // Another number of pages, other ids around it, no id anywhere, an id that is taken.
        ("## 물\n\n글\n", "## Water {#water}\n\nA\n\n## Cup {#cup}\n\nB\n"),
        ("## 물 {#heat}\n\n글\n\n## 잔\n\n글\n", "## Water {#water}\n\nA\n\n## Cup {#cup}\n\nB\n"),
        ("## 물\n\n글\n", "## Water\n\nA\n"),
        ("## 물\n\n글\n\n## 잔 {#cup}\n\n글\n", "## Water {#cup}\n\nA\n\n## Cup {#cup}\n\nB\n"),
    ] {
        assert_eq!(mend(&course(ko, en)), [], "{ko:?}");
    }
}

#[test]
fn edits_are_made_from_text_to_text() {
    let edits = vec![Edit::new(4..5, "!"), Edit::new(0..1, "J"), Edit::new(4..5, "!"), Edit::new(3..5, "?")];
    assert_eq!(apply("Hello", edits), "Jel?", "of two that overlap, the first counts");
    assert_eq!(apply("가", vec![Edit::new(1..3, "x"), Edit::new(0..99, "y")]), "가");
}

proptest! {
    /// Whatever the files hold: mended ones need no mending, and what can be mended is.
    #[test]
    fn mending_twice_changes_nothing_more(pieces in prop::collection::vec(prop::sample::select(vec![
        "## 물", "## 물 {#water}", "## 잔 {#cup}", "\n", "\n\n", "\r\n", "\r", " ", "  \n", "\t", "글", "[0.4](price:cup)",
        "\u{1112}\u{1161}\u{11AB}", "\u{200B}", "\u{FEFF}", "\u{34F}", "```", "> ", "- ", "**", "\u{1b}[2J", "\u{301}", "e",
    ]), 0..40)) {
        let files = course(&pieces.concat(), "## Water {#water}\n\n[0.4](price:cup)\n\n## Cup\n");
        let mut better = files.clone();
        for mended in mend(&files) {
            better.insert(&mended.file, mended.text.into_bytes());
        }
        prop_assert_eq!(mend(&better), []);
        prop_assert!(check(&better).iter().all(|problem| !can_mend(&better, problem)));
    }
}
