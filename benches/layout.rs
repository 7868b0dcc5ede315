//! From the source of a page to a drawn screen: parsing, laying out, and one frame.
//!
//! `cargo bench --bench layout`; what is measured and why is in `benches/README.md`.
#![allow(clippy::unwrap_used, missing_docs)]

use std::{fmt::Write as _, hint::black_box, sync::Arc};

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use ratatui::{buffer::Buffer, layout::Rect};
use seodang::{
    app::{App, Code, Event, Key, Now, Setup, Target},
    course::{Course, Files, markdown},
    lang::Lang,
    screen::view,
    study::Progress,
    ui::{
        layout::Glyphs,
        page::{Page, Shape},
        theme::Depth,
    },
};

/// A page with paragraphs, a diagram, a list and a misconception.
const LESSON: &str = "ecs";
const PAGE: &str = "essential";

/// Text rows of an 80x24 window.
const SCREEN: usize = 20;

fn shape(lang: Lang) -> Shape {
    Shape { lang, both: false, width: 74, columns: 80, glyphs: Glyphs::UNICODE }
}

fn course() -> Arc<Course> {
    Arc::new(Course::open(Files::embedded()).0)
}

/// Numbers of the lesson and the page.
fn place(course: &Course) -> (usize, usize) {
    let lesson = course.lesson_index(LESSON).unwrap();
    (lesson, course.lessons[lesson].page_index(PAGE).unwrap())
}

/// A page of `lines` lines with every kind of block that lessons have.
fn long_page(lines: usize) -> String {
    let mut page = String::new();
    for i in 0..lines / 20 {
        write!(
            page,
            "\
### {i}번째 묶음

**내구성(durability)**은 [서비스](term:service)가 아니라 `desiredCount` {i}을 지키는 쪽의 일이에요. A task is what runs.
둘째 줄은 같은 단락이에요. 줄이 길어서 화면 너비에 맞추어 여러 줄로 나뉘어요. Wrapped by cells, never by characters.

- 첫째 항목은 [태스크](term:task) {i}개를 띄워요.
- The second item has `code` and **bold** in it, and is long enough to be wrapped at eighty columns.

| 모드 | 뜻 | n |
|---|---|---:|
| `awsvpc` | 태스크마다 자체 ENI | {i} |

```sh
aws ecs update-service --desired-count {i}
```

> [!CAUTION]
> **“태스크는 옮겨 다닌다”** 아니에요. 늘 새 태스크가 떠요.

"
        )
        .unwrap();
    }
    page
}

fn parsing(c: &mut Criterion) {
    let course = course();
    let (lesson, page) = place(&course);
    let mut group = c.benchmark_group("parse");
    for lang in Lang::ALL {
        let source = course.page_source(lesson, page, lang);
        group.throughput(Throughput::Bytes(source.len() as u64));
        group.bench_function(format!("ecs page, {}", lang.code()), |b| {
            b.iter(|| markdown::parse(black_box(source)));
        });
    }
    let source = long_page(20_000);
    group.throughput(Throughput::Bytes(source.len() as u64));
    group.sample_size(20).bench_function("20,000 lines", |b| b.iter(|| markdown::parse(black_box(&source))));
    group.finish();
}

fn laying_out(c: &mut Criterion) {
    let course = course();
    let (lesson, page) = place(&course);
    let mut group = c.benchmark_group("parse and lay out");
    for lang in Lang::ALL {
        group.bench_function(format!("ecs page, {}", lang.code()), |b| {
            b.iter(|| {
                let mut page =
                    Page::new(shape(lang), Arc::default, |lang| course.page_source(lesson, page, lang));
                page.complete();
                page
            });
        });
    }
    let source = long_page(20_000);
    group.bench_function("20,000 lines, first screen", |b| {
        b.iter(|| {
            let mut page = Page::new(shape(Lang::Ko), Arc::default, |_| black_box(&source));
            page.ensure(SCREEN);
            page
        });
    });
    group.sample_size(20).bench_function("20,000 lines, all of it", |b| {
        b.iter(|| {
            let mut page = Page::new(shape(Lang::Ko), Arc::default, |_| black_box(&source));
            page.complete();
            page
        });
    });
    group.finish();
}

/// An app that shows the page.
fn app(size: (u16, u16), both: bool) -> App {
    let course = course();
    let (lesson, page) = place(&course);
    let mut app = App::new(Setup {
        course,
        edition: None,
        progress: Progress::default(),
        lang: Some(Lang::Ko),
        both: Some(both),
        guess: Lang::Ko,
        theme: Some("dark".to_owned()),
        default_theme: "dark",
        depth: Depth::True,
        ascii: false,
        plain: false,
        reduce_motion: false,
        size,
        now: Now::default(),
        seed: 1,
        target: Target::Lesson { lesson, page: Some(page) },
        notices: Vec::new(),
        is_saving: true,
        progress_file: None,
    });
    app.update(Event::Resize(size.0, size.1), Now::default());
    app
}

fn drawing(c: &mut Criterion) {
    let mut group = c.benchmark_group("draw");
    for (name, size, both) in [
        ("80x24", (80, 24), false),
        ("200x60", (200, 60), false),
        ("200x60, both languages", (200, 60), true),
    ] {
        let app = app(size, both);
        let area = Rect::new(0, 0, size.0, size.1);
        let mut buffer = Buffer::empty(area);
        group.bench_function(format!("one frame, {name}"), |b| {
            b.iter(|| {
                buffer.reset();
                view(black_box(&app), area, &mut buffer)
            });
        });
    }
    let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 24));
    let mut key = |name: &str, keys: [Code; 2]| {
        let shown = app((80, 24), false);
        group.bench_function(name, |b| {
            b.iter_batched_ref(
                || shown.clone(),
                |app| {
                    for code in keys {
                        app.update(Event::Key(Key::plain(code)), Now::default());
                        buffer.reset();
                        black_box(view(app, buffer.area, &mut buffer));
                    }
                },
                BatchSize::SmallInput,
            );
        });
    };
    key("two flips of the language, two frames, 80x24", [Code::F(2), Code::F(2)]);
    key("next page and back, two frames, 80x24", [Code::Right, Code::Left]);
    group.finish();
}

criterion_group!(benches, parsing, laying_out, drawing);
criterion_main!(benches);
