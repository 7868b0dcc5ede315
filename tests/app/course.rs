//! A small course with every kind of block and question, so that screens do not change when lessons are edited.

use std::sync::Arc;

use seodang::course::{Course, Files, check::check, diagnostic::Problem};

const LIST: &str = r#"(format: 1, id: "tea", title: (ko: "차", en: "Tea"), lessons: ["green", "black"])"#;

const GREEN: &str = r#"(
    id: "green",
    aliases: ["verdant"],
    title: (ko: "녹차", en: "Green tea"),
    summary: (ko: "물의 온도와 시간", en: "Water and time"),
    minutes: 5,
    objectives: [(ko: "녹차를 우린다", en: "Brew green tea")],
    renamed_pages: {"heat": "water"},
    sources: [(id: "book", title: "A book of tea", url: "https://example.com/tea", verified: "2026-11-22")],
)"#;

const GREEN_KO: &str = r#"# 녹차

## 물 {#water}

녹차는 [찻잎](term:leaf)에 **섭씨 70도(Celsius)**의 물을 부어 우려요. 물이 뜨거우면 떫어지고, 미지근하면 향이 나지 않아요. 한 잔은 [0.5](price:cup) 달러예요.

```diagram
┌ 주전자 ──────┐    ┌ 찻잔 ───────┐
│ 물 70도      │ ─▸ │ 찻잎 2 g    │
└──────────────┘    └─────────────┘
```

> [!CAUTION]
> **“끓는 물을 바로 부어야 향이 난다”**
> 아니에요. 끓는 물은 녹차를 떫게 해요.

```quiz
green-water
```

## 시간 {#time}

| 차 | 온도 | 시간 |
|---|---:|---:|
| 녹차 | 70도 | 2분 |
| 홍차 | 95도 | 3분 |

1. 물을 끓여요.
2. [식혀요](lesson:green#water).
   - 뚜껑을 열어 두면 빨라요.
3. 부어요.

```sh
brew --tea green --temperature 70
```

## 긴 쪽 {#long}

첫째 단락이에요. 이 쪽은 한 화면에 다 들어가지 않도록 길게 썼어요.

### 하나

둘째 단락이에요. 물이 식는 동안 찻잔을 데워 두면 차가 빨리 식지 않아요. 데운 물은 버리고 찻잎을 넣어요.

### 둘

셋째 단락이에요. 찻잎은 한 잔에 2 g이면 넉넉해요. 많이 넣으면 떫고, 적게 넣으면 맹물 같아요.

### 셋

넷째 단락이에요. 두 번째 우릴 때에는 물이 조금 더 뜨거워도 괜찮고, 시간은 더 짧아도 돼요.

### 넷

다섯째 단락이에요. 세 번까지 우려요. [찻잎](term:leaf)이 다 펴지면 그만해요.

### 다섯

여섯째 단락이에요. 남은 잎은 화분에 줘요. [차 이야기](https://example.com/story)를 더 읽어 보세요.
"#;

const GREEN_EN: &str = r#"# Green tea

## Water {#water}

Green tea is made by pouring water at **70 degrees Celsius** on [leaves](term:leaf). Hotter water makes it bitter, cooler water leaves it without scent. A cup is [0.5](price:cup) dollars.

```diagram
┌ kettle ──────┐    ┌ cup ────────┐
│ 70 degrees   │ ─▸ │ 2 g leaves  │
└──────────────┘    └─────────────┘
```

> [!CAUTION]
> **“Only boiling water brings out the scent”**
> No. Boiling water makes green tea bitter.

```quiz
green-water
```

## Time {#time}

| tea | heat | time |
|---|---:|---:|
| green | 70 | 2 min |
| black | 95 | 3 min |

1. Boil the water.
2. [Let it cool](lesson:green#water).
   - An open lid is faster.
3. Pour.

```sh
brew --tea green --temperature 70
```

## A long page {#long}

The first paragraph. This page is long, so that it does not fit a screen.

### One

The second paragraph. Warm the cup while the water cools, and the tea stays warm for longer. Pour that water away and put in the leaves.

### Two

The third paragraph. Two grams of leaves are plenty for a cup. More is bitter, less is like water.

### Three

The fourth paragraph. The second time the water may be a little hotter, and the time shorter.

### Four

The fifth paragraph. Brew up to three times. Stop when the [leaves](term:leaf) are all open.

### Five

The sixth paragraph. What is left feeds a plant. Read [more](https://example.com/story) about tea.
"#;

const BLACK: &str = r#"(
    id: "black",
    title: (ko: "홍차", en: "Black tea"),
    summary: (ko: "더 뜨겁게, 더 오래", en: "Hotter and longer"),
    minutes: 3,
)"#;

const GREEN_BANK: &str = r#"(
    lesson: "green",
    questions: [
        (
            id: "green-water",
            kind: Single,
            page: "water",
            stem: (ko: "녹차에 끓는 물을 바로 부으면 왜 안 좋을까요?", en: "Why is boiling water bad for green tea?"),
            options: [
                (id: "bitter", correct: true, text: (ko: "떫은맛이 우러나서", en: "It draws out bitterness"), why: (ko: "70도에서는 떫은맛이 덜 나와요.", en: "At 70 degrees less of it comes out.")),
                (id: "cold", text: (ko: "차가 빨리 식어서", en: "The tea cools too fast"), why: (ko: "오히려 더 천천히 식어요.", en: "It cools more slowly.")),
                (id: "cup", text: (ko: "찻잔이 깨져서", en: "The cup breaks"), why: (ko: "찻잔은 끓는 물을 견뎌요.", en: "Cups stand boiling water.")),
            ],
            explanation: (ko: "뜨거울수록 떫어요.", en: "The hotter, the more bitter."),
            hints: [(ko: "맛을 떠올려 보세요.", en: "Think of the taste.")],
            source: "book",
        ),
        (
            id: "green-all",
            kind: Multiple,
            page: "time",
            stem: (ko: "녹차에 필요한 것을 모두 골라요.", en: "Choose all that green tea needs."),
            options: [
                (id: "leaf", correct: true, text: (ko: "찻잎", en: "Leaves"), why: (ko: "차의 재료예요.", en: "Tea is made of them.")),
                (id: "water", correct: true, text: (ko: "물", en: "Water"), why: (ko: "우려낼 물이 필요해요.", en: "It is brewed in it.")),
                (id: "milk", text: (ko: "우유", en: "Milk"), why: (ko: "밀크티 이야기예요.", en: "That is milk tea.")),
            ],
        ),
        (
            id: "green-true",
            kind: TrueFalse,
            page: "long",
            stem: (ko: "녹차는 세 번까지 우릴 수 있어요.", en: "Green tea can be brewed three times."),
            options: [
                (id: "true", correct: true, why: (ko: "잎이 다 펴질 때까지 돼요.", en: "Until the leaves are open.")),
                (id: "false", why: (ko: "한 번만 우리면 아까워요.", en: "Once would be a waste.")),
            ],
        ),
        (
            id: "green-order",
            kind: Ordering,
            page: "time",
            stem: (ko: "차례대로 놓아요.", en: "Put these in order."),
            options: [
                (id: "boil", text: (ko: "끓이기", en: "Boil"), why: (ko: "처음이에요.", en: "First.")),
                (id: "cool", text: (ko: "식히기", en: "Cool"), why: (ko: "끓인 다음이에요.", en: "After boiling.")),
                (id: "pour", text: (ko: "붓기", en: "Pour"), why: (ko: "식은 다음이에요.", en: "When it is cool.")),
            ],
        ),
        (
            id: "green-match",
            kind: Matching,
            page: "time",
            stem: (ko: "차와 온도를 이어요.", en: "Match tea and heat."),
            options: [
                (id: "green", text: (ko: "녹차", en: "Green"), pair: (ko: "70도", en: "70"), why: (ko: "덜 뜨겁게.", en: "Less hot.")),
                (id: "black", text: (ko: "홍차", en: "Black"), pair: (ko: "95도", en: "95"), why: (ko: "더 뜨겁게.", en: "Hotter.")),
            ],
        ),
        (
            id: "green-number",
            kind: Number,
            page: "time",
            stem: (ko: "녹차는 몇 초 우리나요?", en: "For how many seconds is green tea brewed?"),
            number: (value: 120, unit: (ko: "초", en: "s"), units: {"초": 1, "s": 1, "분": 60, "min": 60}, near: [(value: 180, why: (ko: "그건 홍차예요.", en: "That is black tea."))]),
            explanation: (ko: "2분이에요.", en: "Two minutes."),
        ),
        (
            id: "green-typed",
            kind: Typed,
            page: "water",
            stem: (ko: "`brew`에 넣는, 차나무에서 딴 것은 무엇일까요?", en: "What, picked from the tea plant, goes into `brew`?"),
            typed: (answer: (ko: "찻잎", en: "tea leaves"), accept: ["차나무 잎", "leaf", "leaves"], why: (ko: "차는 찻잎을 우린 물이에요.", en: "Tea is water that leaves were brewed in."),
                near: [(accept: ["가루차", "powdered tea"], why: (ko: "가루차는 잎을 갈아서 통째로 마셔요.", en: "Powdered tea is ground leaf and drunk whole."))]),
            explanation: (ko: "한 잔에 2 g이면 돼요.", en: "Two grams make a cup."),
            hints: [(ko: "말려서 써요.", en: "It is dried.")],
        ),
        (
            id: "green-blanks",
            kind: FillIn,
            page: "time",
            stem: (ko: "{tea}는 **{heat}도** 물에, 홍차는 더 뜨거운 물에 우려요.", en: "Water of **{heat} degrees** is right for {tea}, hotter water for black tea."),
            blanks: [
                (id: "tea", answer: (ko: "녹차", en: "green tea"), accept: ["그린티"], why: (ko: "녹차는 덜 뜨거운 물이 좋아요.", en: "Green tea likes it less hot."),
                    near: [(accept: ["홍차", "black tea"], why: (ko: "홍차는 95도예요.", en: "Black tea takes 95 degrees."))]),
                (id: "heat", answer: (ko: "70", en: "70"), accept: ["70도", "칠십"], why: (ko: "70도에서는 덜 떫어요.", en: "At 70 degrees it is less bitter.")),
            ],
            hints: [(ko: "표를 떠올려 보세요.", en: "Think of the table.")],
        ),
    ],
)"#;

const GLOSSARY: &str = r#"(terms: [
    (id: "leaf", ko: "찻잎", en: "tea leaf", aka: ["잎"], short: (ko: "차나무의 잎", en: "Leaf of the tea plant"),
     long: (ko: "차나무에서 딴 잎이에요. 말려서 써요.", en: "A leaf picked from the tea plant. It is dried."),
     confused_with: [(term: "powder", how: (ko: "가루차는 잎을 갈아 만들어요.", en: "Powdered tea is ground leaf."))], neighbours: ["powder"]),
    (id: "powder", ko: "가루차", en: "powdered tea", abbr: "PT", reading: "가루차 피티", short: (ko: "간 찻잎", en: "Ground leaf"),
     long: (ko: "통째로 마셔요.", en: "It is drunk whole."),
     part_of: (term: "leaf", how: (ko: "잎을 갈아 만든다", en: "ground from the leaf"))),
])"#;

const PRICES: &str = r#"(prices: [(id: "cup", value: "0.5", currency: "USD", unit: (ko: "잔", en: "cup"), region: "all",
    seen: "2026-11", source: "https://example.com/", note: (ko: "세금 별도", en: "before tax")),
    (id: "fargate-seoul-vcpu", value: "0.04656", currency: "USD", unit: (ko: "vCPU-시간", en: "vCPU-hour"), region: "ap-northeast-2",
    seen: "2023-06", source: "https://example.com/"),
    (id: "fargate-seoul-gb", value: "0.00511", currency: "USD", unit: (ko: "GB-시간", en: "GB-hour"), region: "ap-northeast-2",
    seen: "2023-06", source: "https://example.com/"),
    (id: "ec2-seoul-t3-large", value: "0.1040", currency: "USD", unit: (ko: "시간", en: "hour"), region: "ap-northeast-2",
    seen: "2025-04-04", source: "https://example.com/"),
    (id: "ec2-seoul-m5-large", value: "0.1180", currency: "USD", unit: (ko: "시간", en: "hour"), region: "ap-northeast-2",
    seen: "2025-04-04", source: "https://example.com/"),
    (id: "public-ipv4-hour", value: "0.005", currency: "USD", unit: (ko: "시간", en: "hour"), region: "all",
    seen: "2026-11-22", source: "https://example.com/"),
])"#;

/// Widgets, the same in both languages.
const WIDGETS: &str = "
```widget
fargate-ec2
```

```widget
rolling
desired = 5
minimum = 60
maximum = 150
```

```widget
cold-start
arrivals = 0, 50, 500, 900
```

```widget
instance-states
action = stop
```
";

/// The files of the course, for tests that change one.
pub fn sources() -> Vec<(&'static str, String)> {
    [
        ("lessons/course.ron", LIST),
        ("lessons/green/lesson.ron", GREEN),
        ("lessons/green/ko.md", GREEN_KO),
        ("lessons/green/en.md", GREEN_EN),
        ("lessons/black/lesson.ron", BLACK),
        ("lessons/black/ko.md", "# 홍차\n\n## 온도 {#heat}\n\n홍차는 더 뜨거워요.\n"),
        ("lessons/black/en.md", "# Black tea\n\n## Heat {#heat}\n\nBlack tea is hotter.\n"),
        ("quizzes/green.ron", GREEN_BANK),
        ("assets/glossary.ron", GLOSSARY),
        ("assets/prices.ron", PRICES),
    ]
    .map(|(path, text)| (path, text.to_owned()))
    .to_vec()
}

/// The course of `sources`.
pub fn of(sources: &[(&'static str, String)]) -> Arc<Course> {
    let mut files = Files::default();
    for (path, text) in sources {
        files.insert(path, text.clone().into_bytes());
    }
    Arc::new(Course::open(files).0)
}

/// The small course.
pub fn tea() -> Arc<Course> {
    of(&sources())
}

/// The small course with so many lessons more.
pub fn tea_with_lessons(more: usize) -> Arc<Course> {
    let mut sources = sources();
    let ids: String = (1..=more).map(|n| format!(r#", "more-{n}""#)).collect();
    sources[0].1 = LIST.replace(r#""black""#, &format!(r#""black"{ids}"#));
    let black = |n: usize| BLACK.replace(r#"id: "black""#, &format!(r#"id: "more-{n}""#));
    let mut files = Files::default();
    for (path, text) in sources {
        files.insert(path, text.into_bytes());
    }
    for n in 1..=more {
        files.insert(&format!("lessons/more-{n}/lesson.ron"), black(n).into_bytes());
        for lang in ["ko", "en"] {
            let text = format!("# {n}\n\n## Number {n} {{#heat}}\n\nSo much for {n}.\n");
            files.insert(&format!("lessons/more-{n}/{lang}.md"), text.into_bytes());
        }
    }
    Arc::new(Course::open(files).0)
}

/// Its files with widgets on the page about black tea.
fn sources_with_widgets() -> Vec<(&'static str, String)> {
    let mut sources = sources();
    let pages =
        sources.iter_mut().filter(|(path, _)| path.starts_with("lessons/black/") && path.ends_with(".md"));
    pages.for_each(|(_, text)| text.push_str(WIDGETS));
    sources
}

/// The small course with widgets.
pub fn tea_with_widgets() -> Arc<Course> {
    of(&sources_with_widgets())
}

#[test]
fn the_small_course_is_clean() {
    for sources in [sources(), sources_with_widgets()] {
        let mut files = Files::default();
        for (path, text) in sources {
            files.insert(path, text.into_bytes());
        }
        // It need not be a good course.
        let found = check(&files).into_iter().filter(|found| !matches!(found.problem, Problem::Flaw(_)));
        assert_eq!(found.collect::<Vec<_>>(), []);
    }
}
