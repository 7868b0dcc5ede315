//! Search in the course that is part of the program: what a query finds first, however it was typed, and what it must not
//! find.
#![allow(clippy::disallowed_types, reason = "one course and its index for all the tests of this file")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::sync::LazyLock;

use proptest::prelude::*;
use seodang::{
    course::{Course, Files},
    lang::Lang,
    search::{Hit, How, Kind, Place, Query, Spot},
};
use unicode_normalization::UnicodeNormalization;

static COURSE: LazyLock<Course> = LazyLock::new(|| Course::open(Files::embedded()).0);

fn find(query: &str, lang: Lang) -> Vec<Hit> {
    COURSE.index().find(&Query::new(query), lang, None)
}

/// `term task`, `page ecs#roles`
fn name(hit: &Hit) -> String {
    format!("{} {}", hit.place.kind().code(), hit.place.id(&COURSE))
}

const KO: Lang = Lang::Ko;
const EN: Lang = Lang::En;

/// What is typed, by someone who reads which language, and what they mean. Of `""` there is nothing.
const FIRST: &[(&str, Lang, &str)] = &[
    // Names as they are, in both languages, whatever language is read.
    ("클러스터", KO, "term cluster"),
    ("클러스터", EN, "term cluster"),
    ("cluster", KO, "term cluster"),
    ("cluster", EN, "term cluster"),
    ("Fargate", KO, "term fargate"),
    ("FARGATE", EN, "term fargate"),
    ("ecs", KO, "term ecs"),
    ("EC2", KO, "term ec2"),
    ("ec2", EN, "lesson ec2"),
    ("태스크", KO, "term task"),
    ("task", EN, "term task"),
    ("Task", KO, "term task"),
    ("서비스", KO, "term service"),
    ("service", EN, "term service"),
    ("태스크 정의", KO, "term task-definition"),
    ("task definition", EN, "term task-definition"),
    ("보안 그룹", EN, "term security-group"),
    ("security group", KO, "term security-group"),
    ("콜드 스타트", KO, "term cold-start"),
    ("cold start", EN, "term cold-start"),
    ("동시성", KO, "term concurrency"),
    ("concurrency", EN, "term concurrency"),
    ("awsvpc", KO, "term awsvpc"),
    ("Dockerfile", EN, "term dockerfile"),
    ("serverless.yml", KO, "term serverless-yml"),
    ("blue/green", EN, "term blue-green"),
    ("블루/그린 배포", KO, "term blue-green"),
    ("GB-초", KO, "term gb-second"),
    ("함수 URL", EN, "term function-url"),
    // Lessons and pages by their titles.
    ("서당 사용법", KO, "lesson using-seodang"),
    ("Using Seodang", EN, "lesson using-seodang"),
    ("무엇을 고를까", KO, "lesson choosing"),
    ("마지막 시험", KO, "lesson final-exam"),
    ("final exam", EN, "lesson final-exam"),
    ("컴퓨팅이란", KO, "lesson compute"),
    ("한글 입력 상태", KO, "page using-seodang#hangul"),
    ("두 가지 역할", KO, "page ecs#roles"),
    ("재부팅, 중지, 종료", KO, "page ec2#actions"),
    ("일곱 서비스의 지도", EN, "page compute#map"),
    ("외워 둘 숫자", KO, "page final-exam#numbers"),
    ("v3에서 v4로", KO, "page serverless-framework#v4"),
    ("Clusters and capacity", EN, "page ecs#cluster"),
    ("Clusters and capacity", KO, "page ecs#cluster"),
    ("헷갈리는 쌍", KO, "page final-exam#pairs"),
    ("구매 옵션", KO, "page ec2#buying"),
    // While it is being typed: the starts of names, half a syllable included.
    ("클", KO, "term cloud"),
    ("클러", KO, "term cluster"),
    ("클러ㅅ", KO, "term cluster"),
    ("클럿", KO, "term cluster"),
    ("클러스", KO, "term cluster"),
    ("클러슽", KO, "term cluster"),
    ("태슼", KO, "term task"),
    ("탯", KO, "term task"),
    ("사읻", KO, "term sidecar"),
    ("사이ㄷ", EN, "term sidecar"),
    ("멱드", KO, "term idempotent"),
    ("멱", KO, "term idempotent"),
    ("스냅", KO, "term snapshot"),
    ("farg", KO, "term fargate"),
    ("beanst", EN, "term elastic-beanstalk"),
    ("gravi", KO, "term graviton"),
    ("serverless f", EN, "term serverless-framework"),
    // What syllables begin with.
    ("ㅋㄹㅅㅌ", KO, "term cluster"),
    ("ㅋㄹㅅㅌ", EN, "term cluster"),
    ("ㅌㅅㅋ", KO, "term task"),
    ("ㅌㅅㅋㅈㅇ", KO, "term task-definition"),
    ("ㅌㅅㅋ ㅈㅇ", KO, "term task-definition"),
    ("ㅋㄷㅅㅌㅌ", KO, "term cold-start"),
    ("ㅂㅇㄱㄹ", KO, "term security-group"),
    ("ㄹㄷㅂㄹㅅ", KO, "term load-balancer"),
    ("ㅅㅇㄷㅋ", KO, "term sidecar"),
    ("ㅇㄹㄱㄱㅈ", KO, "term capacity-provider"),
    ("ㅅㅇㅈㄷㅇㅌ", KO, "term user-data"),
    ("ㄱㅇㅇㅇ", KO, "term availability-zone"),
    ("ㅅㄴㅅ", KO, "term snapshot"),
    ("ㅎㅃㅊㅋㅍ", KO, ""),
    ("ㅋㅌㅇㄴ", KO, "term container"),
    ("ㅁㄷㅅ", KO, "term idempotent"),
    ("ㄸㄸㄸㄸ", KO, ""),
    ("태스크 ㅇㅎ", KO, "term task-role"),
    // Without spaces, with too many, and with other punctuation.
    ("태스크정의", KO, "term task-definition"),
    ("taskdefinition", EN, "term task-definition"),
    ("Task-Definition", EN, "term task-definition"),
    ("보안그룹", KO, "term security-group"),
    ("로드밸런서", KO, "term load-balancer"),
    ("로 드 밸 런 서", KO, "term load-balancer"),
    ("coldstart", KO, "term cold-start"),
    ("사용자데이터", KO, "term user-data"),
    ("  cluster  ", EN, "term cluster"),
    ("“클러스터”", KO, "term cluster"),
    ("blue green", EN, "term blue-green"),
    ("두언어", KO, "page using-seodang#languages"),
    ("요금이나오는시간", KO, "page fargate#billing"),
    // Typed in the other keyboard mode, both ways.
    ("zmffjtmxj", KO, "term cluster"),
    ("zmffjtmxj", EN, "term cluster"),
    ("ZMFFJTMXJ", KO, "term cluster"),
    ("xotmzm", KO, "term task"),
    ("xotmzm wjddml", KO, "term task-definition"),
    ("xotmzmwjd", KO, "term task-definition"),
    ("tkdlemzk", KO, "term sidecar"),
    ("ehdtltjd", KO, "term concurrency"),
    ("fkaek", KO, "term lambda"),
    ("ㄷㅊㄴ", KO, "term ecs"),
    ("ㄷㅊㄴ", EN, "lesson ecs"),
    ("ㄷㅊ2", KO, "term ec2"),
    ("ㅅㅁ나", KO, "term task"),
    ("ㅅㅁ나", EN, "term task"),
    ("ㅅㅁ나 ㅇㄷ랴ㅜㅑ샤ㅐㅜ", KO, "term task-definition"),
    ("ㄹㅁㄱㅎㅁㅅㄷ", KO, "term fargate"),
    ("ㅣ므ㅠㅇㅁ", KO, "term lambda"),
    ("챠ㅜ스ㅏ", KO, ""),
    ("ㄴㄷㄱ퍛ㄷ", EN, "term service"),
    ("ec2 dyrma", KO, "page ec2#states"),
    // Small slips.
    ("클래스터", KO, "term cluster"),
    ("크러스터", KO, "term cluster"),
    ("클러스타", KO, "term cluster"),
    ("콘테이너", KO, "term container"),
    ("컨테이나", KO, "term container"),
    ("사이드가", KO, "term sidecar"),
    ("레지스토리", KO, "term registry"),
    ("태스크 정이", KO, "term task-definition"),
    ("오케스트래이션", KO, "term container-orchestration"),
    ("lamda", KO, "term lambda"),
    ("lamdba", EN, "term lambda"),
    ("fragate", EN, "term fargate"),
    ("fargte", KO, "term fargate"),
    ("clustr", EN, "term cluster"),
    ("clutser", KO, "term cluster"),
    ("contianer", EN, "term container"),
    ("beanstlak", EN, "term elastic-beanstalk"),
    ("idempotant", EN, "term idempotent"),
    ("dockrefile", KO, "term dockerfile"),
    ("provisoned concurency", EN, "term provisioned-concurrency"),
    // Other names: synonyms, abbreviations, spellings the course avoids.
    ("작업", KO, "term task"),
    ("작업 정의", KO, "term task-definition"),
    ("taskdef", EN, "term task-definition"),
    ("ALB", KO, "term load-balancer"),
    ("alb", EN, "term load-balancer"),
    ("방화벽", KO, "term security-group"),
    ("firewall", EN, "term security-group"),
    ("고정 IP", KO, "term elastic-ip"),
    ("EIP", EN, "term elastic-ip"),
    ("ENI", KO, "term eni"),
    ("asg", KO, "term auto-scaling-group"),
    ("빈스톡", KO, "term elastic-beanstalk"),
    ("EB", EN, "term elastic-beanstalk"),
    ("람다", KO, "term lambda"),
    ("서킷 브레이커", KO, "term circuit-breaker"),
    ("쿼터", KO, "term quota"),
    ("타임아웃", KO, "term timeout"),
    ("canary", EN, "term traffic-splitting"),
    ("CloudFormation", KO, "term stack"),
    ("sls", EN, "term serverless-framework"),
    ("ECS Anywhere", EN, "term external-instance"),
    ("desiredCount", EN, "term desired-count"),
    ("BLUE_GREEN", KO, "term blue-green"),
    ("가용존", EN, "term availability-zone"),
    ("DLQ", EN, "term dlq"),
    // Shortened.
    ("tskdef", KO, "term task-definition"),
    ("tskdef", EN, "term task-definition"),
    ("clstr", EN, "term cluster"),
    ("secgrp", EN, "term security-group"),
    ("cntnr", EN, "term container"),
    ("ldbal", EN, "term load-balancer"),
    ("snpsht", KO, "term snapshot"),
    // Several words, apart from each other, each in its own way.
    ("fargate 요금", KO, "page fargate#billing"),
    ("요금 fargate", KO, "page fargate#billing"),
    ("Fargate price", EN, "page fargate#price"),
    ("ecs 배포", KO, "term deployment-controller"),
    ("ecs wkehdwhwjd", KO, "page ecs#scaling"),
    ("lambda 동시성", KO, "page lambda#concurrency"),
    ("beanstalk 플랫폼", KO, "term platform-version"),
    ("beanstalk 설정", KO, "page beanstalk#configuration"),
    ("함수 역할", KO, "term lambda-execution-role"),
    // What pages and questions say.
    ("stopTimeout", KO, "term fargate-spot"),
    ("SIGTERM", EN, "term fargate-spot"),
    ("essential 컨테이너", KO, "term essential-container"),
    ("2분 전에 알려 주니", KO, "page fargate#spot"),
    ("식당에 빗대면", KO, "page ecs#what"),
    ("FARGATE_SPOT", KO, "term fargate-spot"),
    // Nothing of the kind.
    ("김치찌개", KO, ""),
    ("kimchi", EN, ""),
    ("qwertyuiop", EN, ""),
    ("xyzzy", KO, ""),
    ("ㅋㅋㅋㅋㅋ", KO, ""),
    ("뷁", KO, ""),
    ("ㅏㅏㅏ", KO, ""),
    ("task definitely not", EN, ""),
    ("!?…", KO, ""),
    ("   ", EN, ""),
    ("", KO, ""),
];

#[test]
fn the_first_hit_is_what_was_meant() {
    assert!(FIRST.len() >= 150, "{}", FIRST.len());
    let mut wrong = Vec::new();
    for (query, lang, expected) in FIRST {
        let found = find(query, *lang).first().map(name).unwrap_or_default();
        if found != *expected {
            wrong.push(format!("{query:?} in {lang:?} finds {found:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn every_name_finds_what_it_names() {
    for place in Place::all(&COURSE) {
        for (number, (lang, text)) in place.names(&COURSE).into_iter().enumerate() {
            let hits = find(&text, lang);
            let hit = hits.iter().find(|hit| hit.place == place);
            let hit = hit.unwrap_or_else(|| panic!("{text:?} does not find {place:?}"));
            assert_eq!((hit.how, hits[0].how), (How::Exact, How::Exact), "{text:?}");
            // Nothing but other things of that very title stand before a title.
            let before = hits.iter().take_while(|hit| hit.place != place);
            let mut titles = before.map(|hit| hit.passage(&COURSE).unwrap().text);
            let fold = |text: &str| seodang::search::keys::Keys::of(text).bytes;
            assert!(titles.all(|other| fold(&other) == fold(&text)), "{number} {text:?}");
        }
    }
}

#[test]
fn every_question_is_found_by_what_it_asks_and_by_nothing_else() {
    for place in Place::all(&COURSE).filter(|place| place.kind() == Kind::Question) {
        for lang in Lang::ALL {
            let stem = &place.passages(&COURSE, lang)[0].text;
            assert!(find(stem, lang).iter().any(|hit| hit.place == place), "{stem}");
        }
    }
    // The answers of a question with blanks are not in what is shown or searched.
    let course = &*COURSE;
    for (lesson, question) in
        (0..course.lessons.len()).flat_map(|l| course.questions(l).iter().map(move |q| (l, q)))
    {
        let number = course.questions(lesson).iter().position(|other| other.id == question.id).unwrap();
        let place = Place::Question { lesson, question: number };
        let passages: Vec<_> = Lang::ALL.iter().flat_map(|lang| place.passages(course, *lang)).collect();
        assert_eq!(passages.len(), 2, "{}", question.id);
        for (passage, lang) in passages.iter().zip(Lang::ALL) {
            for blank in
                question.kind.typed().filter(|_| matches!(question.kind, seodang::course::Kind::FillIn(_)))
            {
                let filled = format!("] {}", blank.answer.get(lang));
                assert!(!passage.text.contains(&filled), "{}", question.id);
            }
        }
    }
}

#[test]
fn a_hit_is_marked_in_what_it_hit() {
    for (query, lang, expected) in FIRST.iter().filter(|(.., expected)| !expected.is_empty()) {
        let query = Query::new(query);
        let hits = COURSE.index().find(&query, *lang, None);
        for hit in &hits {
            let text = hit.passage(&COURSE).unwrap().text;
            let marks = query.marks(&text, hit.how);
            // Of several words, those that are not in the title of a page are in the one of its lesson.
            assert!(!marks.is_empty() || hit.how == How::Words, "{query:?} {expected} {text:?}");
        }
    }
}

#[test]
fn the_language_that_is_read_comes_first() {
    for (query, lang) in [("Fargate", KO), ("Fargate", EN), ("ECS", EN), ("Lambda", KO)] {
        let hits = find(query, lang);
        let best: Vec<Lang> =
            hits.iter().take_while(|hit| hit.how == How::Exact).map(|hit| hit.lang).collect();
        assert_eq!(best.first(), Some(&lang), "{query}");
    }
}

#[test]
fn one_sort_can_be_asked_for() {
    for kind in [Kind::Term, Kind::Lesson, Kind::Page, Kind::Question] {
        let hits = COURSE.index().find(&Query::new("태스크"), KO, Some(kind));
        assert!(hits.iter().all(|hit| hit.place.kind() == kind));
        assert!(!hits.is_empty() || kind == Kind::Lesson);
    }
}

#[test]
fn a_page_is_found_where_it_says_it() {
    let hits = find("식당에 빗대면", KO);
    let Spot::Passage(_) = hits[0].spot else { panic!("{hits:?}") };
    let passage = hits[0].passage(&COURSE).unwrap();
    let Place::Page { lesson, page } = hits[0].place else { panic!("{hits:?}") };
    let block = format!("{:?}", COURSE.doc(lesson, page, KO).blocks[passage.block]);
    assert!(passage.text.contains("식당에 빗대면") && block.contains("식당에 빗대면"), "{block}");
}

#[test]
fn an_empty_course_has_nothing() {
    let course = Course::default();
    assert!(course.index().is_empty());
    assert_eq!(course.index().find(&Query::new("a"), KO, None), []);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_query_in_any_form(text in prop_oneof![
        any::<String>(),
        "[가-힣ㄱ-ㅣ a-zA-Z0-9]{0,8}",
        "(태스크|cluster|ㅋㄹ|zmf|ecs|정의|요금|[ㄱ-ㅎ]| |,|\\u{1112}\\u{1161}|é|é|👩‍💻){0,6}",
    ]) {
        let (nfc, nfd): (String, String) = (text.nfc().collect(), text.nfd().collect());
        for lang in Lang::ALL {
            let hits = find(&text, lang);
            prop_assert_eq!(&hits, &find(&nfc, lang));
            prop_assert_eq!(&hits, &find(&nfd, lang));
            let mut places: Vec<_> = hits.iter().map(|hit| hit.place).collect();
            for hit in hits.iter().take(5) {
                let shown = hit.passage(&COURSE).unwrap().text;
                for mark in Query::new(&text).marks(&shown, hit.how) {
                    prop_assert!(shown.get(mark).is_some_and(|part| !part.is_empty()));
                }
            }
            // No place is hit twice.
            places.sort_by_key(|place| format!("{place:?}"));
            places.dedup();
            prop_assert_eq!(places.len(), hits.len());
        }
    }
}
