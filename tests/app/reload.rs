//! The author changes the files while the course is open: what is seen follows, and the place stays.

use std::sync::Arc;

use seodang::{
    app::{Event, Target},
    course::{Edition, Files, PriceList, diagnostic::Problem},
    lang::Lang,
};

use crate::{
    course::sources,
    tester::{Tester, styled},
};

type Sources = Vec<(&'static str, String)>;

const KO: &str = "lessons/green/ko.md";
const EN: &str = "lessons/green/en.md";
const BANK: &str = "quizzes/green.ron";

fn edition(sources: &Sources) -> Arc<Edition> {
    let mut files = Files::default();
    for (path, text) in sources {
        files.insert(path, text.clone().into_bytes());
    }
    let mut edition = Edition::read(files, &PriceList::default());
    // The small course is none to learn writing from.
    edition.problems.retain(|found| !matches!(found.problem, Problem::Flaw(_)));
    Arc::new(edition)
}

/// A learner with `--course`, and the files.
struct Author {
    tester: Tester,
    files: Sources,
}

impl Author {
    fn new(size: (u16, u16)) -> Author {
        let files = sources();
        let edition = edition(&files);
        let tester = Tester::new(|setup| {
            setup.course = Arc::clone(&edition.course);
            setup.edition = Some(edition);
            setup.size = size;
        });
        Author { tester, files }
    }

    fn at(keys: &str) -> Author {
        let mut author = Author::new((80, 24));
        author.tester.keys(keys);
        author
    }

    /// Saves `path` with `from` replaced by `to`.
    #[track_caller]
    fn edit(&mut self, path: &str, from: &str, to: &str) -> &mut Author {
        let (_, text) = self.files.iter_mut().find(|(other, _)| *other == path).unwrap();
        assert!(text.contains(from), "{from} is not in {path}");
        *text = text.replace(from, to);
        self.saved()
    }

    fn saved(&mut self) -> &mut Author {
        self.tester.event(Event::Course(edition(&self.files)));
        self
    }

    fn top(&self) -> String {
        self.tester.body().lines().find(|line| !line.is_empty()).unwrap_or_default().to_owned()
    }
}

#[test]
fn a_page_follows_its_file_in_both_languages() {
    let mut author = Author::at("1");
    author.edit(KO, "물을 부어 우려요.", "물을 조심조심 부어 우려요.");
    author.tester.sees("조심조심").sees("코스가 바뀌어서 다시 읽었어요.").keys("Down").sees_not("바뀌어서");
    author.edit(EN, "Hotter water", "Much hotter water");
    author.tester.keys("F2").sees("Much\n   hotter water").sees_not("F8");
    author.tester.keys("F2").sees("조심조심");
    assert_eq!(
        author.tester.title(),
        "녹차 › 물                                            1/3 ━━━━──────  한국어 F2"
    );
}

#[test]
fn the_block_at_the_top_stays_at_the_top() {
    let mut author = Author::new((60, 20));
    author.tester.keys("1 Right 1 Enter Enter Right Down Down Down Down Down Down Down Down");
    assert_eq!(author.top(), "둘");
    let new = "첫째 단락이에요.\n\n새 단락이에요.\n\n또 새 단락이에요. ";
    author.edit(KO, "첫째 단락이에요. ", new);
    assert_eq!(author.top(), "둘");
    author.edit(EN, "The first paragraph. ", "The first paragraph.\n\nA new one.\n\nAnother new one. ");
    assert_eq!(author.top(), "둘");
    author.edit(KO, new, "첫째 단락이에요. ").edit(KO, "### 둘", "### 두 번째");
    assert_eq!(author.top(), "두 번째", "the very block at the top is edited");
    author.tester.keys("Home").sees("첫째 단락이에요.");
}

#[test]
fn a_page_and_its_lesson_keep_their_place_when_they_are_renamed() {
    let mut author = Author::at("1 Enter 1 Enter Enter");
    author.tester.sees("녹차 › 시간");
    // Pages before it, lessons before it, other ids that are told.
    for (path, text) in &mut author.files {
        if path.ends_with(".md") && path.contains("green") {
            *text =
                text.replacen("## ", "## 새 쪽 {#new}\n\n새 글\n\n## ", 1).replace("{#time}", "{#minutes}");
        }
        *text = text
            .replace("page: \"time\"", "page: \"minutes\"")
            .replace("{\"heat\": \"water\"}", "{\"heat\": \"water\", \"time\": \"minutes\"}")
            .replace("lessons: [\"green\", \"black\"]", "lessons: [\"black\", \"green\"]");
    }
    author.saved();
    author.tester.sees("녹차 › 시간").sees("3/4");
    author.tester.keys("Left").sees("녹차 › 물").keys("Left").sees("새 글");
    author.tester.keys("Esc").sees("▸ 이어서  녹차 · 1/4 새 쪽").sees("2  녹차");
}

#[test]
fn a_page_that_is_gone_or_half_written_stays_as_it_was() {
    let mut author = Author::at("1 Enter 1 Enter Enter");
    let before = author.tester.body();
    author.edit(KO, "## 시간 {#time}", "## 시간 {#minutes}");
    assert_eq!(author.tester.body(), before);
    author.tester.sees("이전 내용 · 고칠 곳").sees("F8");
    author.tester.keys("F8").sees("보고 있던 곳이 새 파일에 없어서").sees("lessons/green/ko.md:").keys("F8");
    assert_eq!(author.tester.body(), before);
    // Mended in the other file, too: but without a word about the old id the page is another one.
    author.edit(EN, "## Time {#time}", "## Time {#minutes}").edit(
        BANK,
        "page: \"time\"",
        "page: \"minutes\"",
    );
    author.tester.sees("이전 내용 · F8").keys("F2").sees("previous edition · F8").keys("F2");
    assert_eq!(author.tester.body(), before);
    // Whoever goes elsewhere sees the new one.
    author.tester.keys("Esc").sees_not("F8").keys("1").sees("녹차 › 시간").sees("2/3");

    // Every way in which a file can be half there, on every screen; and then all of it.
    for way in [
        "",
        "1",
        "1 Right",
        "1 Enter",
        "1 Enter Down",
        "1 Enter 1 Enter",
        "1 Tab Enter",
        "/ '잎'",
        "/ '물' Down",
        "F5 '잎'",
        "F4",
        "F1",
    ] {
        for path in ["lessons/course.ron", "lessons/green/lesson.ron", KO, EN, BANK, "assets/glossary.ron"] {
            let mut author = Author::at(way);
            let before = author.tester.draw();
            let whole = author.files.clone();
            for part in [0, 1, 2, 3, 4] {
                let (_, text) = author.files.iter_mut().find(|(other, _)| *other == path).unwrap();
                let end = (0..=text.len() * part / 4).rev().find(|at| text.is_char_boundary(*at)).unwrap();
                text.truncate(end);
                author.saved().tester.screen();
                author.files.clone_from(&whole);
            }
            author.saved();
            author.tester.keys("C-l");
            assert_eq!(author.tester.draw(), before, "{way:?} {path}");
        }
    }
}

#[test]
fn an_answer_being_made_stays() {
    let quiz = |id: &str| {
        let mut author = Author::new((80, 24));
        author.tester = Tester::new(|setup| {
            let edition = edition(&author.files);
            setup.course = Arc::clone(&edition.course);
            setup.edition = Some(edition);
            setup.target = Target::QuizOf { lesson: 0, questions: vec![id.to_owned()] };
        });
        author
    };
    let chosen = |author: &Author| -> Vec<String> {
        let body = author.tester.body();
        body.lines()
            .filter(|line| line.starts_with('▸') || line.contains('✓') || line.contains("["))
            .map(str::to_owned)
            .collect()
    };
    for (id, keys, from, to) in [
        ("green-water", "Down Down", "왜 안 좋을까요?", "왜 좋지 않을까요?"),
        ("green-all", "1 3", "녹차에 필요한 것을", "녹차에 꼭 필요한 것을"),
        ("green-order", "2 1", "차례대로 놓아요.", "차례대로 놓아 보세요."),
        ("green-match", "2 1", "차와 온도를 이어요.", "차와 온도를 이어 보세요."),
        ("green-typed", "'찻'", "넣는, 차나무에서 딴", "넣는 것, 차나무에서 딴"),
        ("green-blanks", "'홍' Tab '7'", "더 뜨거운 물에 우려요.", "훨씬 뜨거운 물에 우려요."),
        ("green-number", "'12'", "몇 초 우리나요?", "몇 초 우릴까요?"),
    ] {
        let mut author = quiz(id);
        author.tester.keys(keys);
        let before = author.tester.body();
        author.edit(BANK, from, to);
        author.tester.keys("C-l").sees(to);
        assert_eq!(author.tester.body(), before.replace(from, to), "{id}");
    }
    // The options themselves change, and the question gets another name.
    let mut author = quiz("green-water");
    author.tester.keys("Down Down");
    let before = chosen(&author);
    author.edit(BANK, "id: \"green-water\",", "id: \"green-heat\", aliases: [\"green-water\"],");
    assert_eq!(chosen(&author).len(), before.len());
    let said = before[0].trim_start_matches(['▸', ' ', '1', '2', '3']).to_owned();
    assert!(chosen(&author)[0].contains(&said), "{said}: {:?}", chosen(&author));
    author.tester.keys("Enter").sees("해설");

    // Pairs are known by their ids, wherever they stand.
    let mut author = quiz("green-match");
    author.tester.keys("1 2");
    let green =
        |author: &Author| author.tester.body().lines().find(|line| line.contains("녹차")).unwrap().to_owned();
    let before = green(&author);
    let (_, bank) = author.files.iter_mut().find(|(path, _)| *path == BANK).unwrap();
    let line = bank.lines().find(|line| line.contains("(id: \"green\"")).unwrap().to_owned() + "\n";
    *bank = bank.replace(&line, "").replacen(
        "            ],\n        ),\n        (\n            id: \"green-number\"",
        &format!("{line}            ],\n        ),\n        (\n            id: \"green-number\""),
        1,
    );
    author.saved();
    let pair = |line: &str| line.contains("70도");
    assert_eq!(pair(&green(&author)), pair(&before));
}

#[test]
fn feedback_and_the_result_stay() {
    let mut author = Author::at("1 Enter 1 Enter");
    author.edit(BANK, "뜨거울수록 떫어요.", "뜨거울수록 더 떫어요.");
    author.tester.sees("뜨거울수록 더 떫어요.").sees("해설");
    // A question that is gone while it is shown stays until the learner goes on.
    author.edit(BANK, "id: \"green-water\"", "id: \"green-other\"");
    author.tester.sees("뜨거울수록 더 떫어요.").sees("이전 내용");

    let mut author = Author::at("1 Enter 1 Enter Enter Right Right Right");
    author.tester.keys(&"F6 PgDn PgDn Enter ".repeat(8));
    author.tester.sees("8문제 중 0문제를 맞혔어요.");
    author.edit(BANK, "id: \"green-true\"", "id: \"green-new\"");
    author.tester.sees("7문제 중 0문제를 맞혔어요.");
}

#[test]
fn other_places_stay() {
    // The glossary, with its query and the term under the cursor.
    let mut author = Author::at("F5 Down");
    author.tester.sees("▸ 가루차");
    author.edit("assets/glossary.ron", "(terms: [", "(terms: [(id: \"cup\", ko: \"찻잔\", en: \"cup\", short: (ko: \"잔\", en: \"Cup\"), long: (ko: \"잔이에요.\", en: \"A cup.\")),");
    author.tester.sees("▸ 가루차").sees("찻잔");
    // A card follows its term; one that is gone stays.
    let mut author = Author::at("1 Tab Enter");
    author.edit("assets/glossary.ron", "차나무에서 딴 잎이에요.", "차나무에서 갓 딴 잎이에요.");
    author.tester.sees("갓 딴 잎");
    author.edit("assets/glossary.ron", "id: \"leaf\"", "id: \"blade\"");
    author.tester.sees("갓 딴 잎").sees("이전 내용");
    // Home keeps its cursor on the lesson.
    let mut author = Author::at("Down");
    author.edit("lessons/course.ron", "\"green\", \"black\"", "\"black\", \"green\"");
    author.tester.sees("▸ 1  홍차");
    // A course that is gone altogether, and returns.
    let whole = std::mem::take(&mut author.files);
    author.saved().tester.sees("홍차").sees("이전 내용 · 고칠 곳 1개 · F8").keys("F8").sees("파일이 없어요");
    author.files = whole;
    author.saved().tester.sees("고칠 곳이 없어요.").keys("Esc").sees("▸ 1  홍차").sees_not("F8");
}

#[test]
fn what_is_asked_first_is_what_was_asked_for() {
    let edition_one = edition(&sources());
    let mut tester = Tester::new(|setup| {
        setup.course = Arc::clone(&edition_one.course);
        setup.edition = Some(edition_one);
        setup.lang = None;
        setup.target = Target::Lesson { lesson: 1, page: None };
    });
    let mut files = sources();
    files[0].1 = files[0].1.replace("\"green\", \"black\"", "\"black\", \"green\"");
    tester.event(Event::Course(edition(&files)));
    tester.sees("어느 언어로").keys("1").sees("홍차 › 온도").keys("Esc").sees("1  홍차");
}

#[test]
fn the_problems_are_listed_in_both_languages() {
    for (lang, key) in [(Lang::Ko, ""), (Lang::En, "F2")] {
        let mut author = Author::at(key);
        author.edit(KO, "[0.5](price:cup)", "[0.7](price:cup)");
        author.edit(EN, "(term:leaf). Hotter", "(term:leef). Hotter");
        author.tester.keys("1");
        insta::assert_snapshot!(format!("problems-notice-{}", lang.code()), styled(&author.tester.draw().0));
        author.tester.keys("F8");
        insta::assert_snapshot!(format!("problems-{}", lang.code()), styled(&author.tester.draw().0));
    }
}

#[test]
fn the_list_of_problems_scrolls_flips_and_closes_in_place() {
    let mut author = Author::at("1 Enter Down");
    let before = author.tester.draw();
    author.edit(BANK, ", why: (ko:", ", wy: (ko:");
    author.tester.sees("문제").keys("F8").sees("아래로 더 있어요").sees("모르는 항목: `wy`");
    author
        .tester
        .keys("F2")
        .sees("unknown field `wy`")
        .sees("more below")
        .keys("End")
        .sees_not("more below")
        .keys("F2");
    // Also while a Korean input method is on: no letter is needed.
    author.tester.keys("ㅗ Home PgDn Space Up Esc").sees_not("모르는 항목");
    author.edit(BANK, ", wy: (ko:", ", why: (ko:");
    author.tester.keys("C-l");
    assert_eq!(author.tester.draw(), before);
    // Without problems it says so.
    author.tester.keys("F8").sees("고칠 곳이 없어요.").keys("Enter");
    assert_eq!(author.tester.draw(), before);
}

#[test]
fn without_a_folder_there_is_nothing_to_look_at() {
    let mut tester = Tester::new(|_| {});
    let before = tester.draw();
    tester.keys("F8");
    assert_eq!(tester.draw(), before);
    tester.keys("F1").keys("End").sees_not("F8");
    let mut author = Author::at("F1 End");
    author.tester.sees("F8");
}

#[test]
fn small_and_large_windows_list_problems() {
    for size in [(50, 15), (60, 20), (120, 40)] {
        let mut author = Author::new(size);
        author.edit(BANK, ", why: (ko:", ", wy: (ko:");
        author
            .tester
            .keys("F8")
            .sees("quizzes/green.ron:10")
            .keys("PgDn End Home")
            .resize(30, 8)
            .resize(size.0, size.1);
        author.tester.sees("quizzes/green.ron:10").keys("F2 F8");
    }
}
