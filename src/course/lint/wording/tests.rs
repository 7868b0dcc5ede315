use super::*;

#[test]
fn stems_that_ask_for_what_is_not_so() {
    for (stem, lang) in [
        ("ECS에 대한 설명으로 옳지 않은 것은 무엇일까요?", Lang::Ko),
        ("다음 가운데 EC2가 아닌 것은?", Lang::Ko),
        ("맞지 않는 것을 고르세요.", Lang::Ko),
        ("Which of these is not a launch type?", Lang::En),
        ("Which statement isn't true?", Lang::En),
        ("Everything below costs money, except", Lang::En),
        ("A task stops. Which of the following does not happen?", Lang::En),
    ] {
        assert!(negative(stem, lang).is_some(), "{stem}");
    }
    for (stem, lang) in [
        ("왜 비용이 줄지 않을까요?", Lang::Ko),
        ("지우지 않은 볼륨은 어떻게 될까요?", Lang::Ko),
        ("다음 가운데 EC2가 **아닌 것은** 무엇일까요?", Lang::Ko),
        ("Why does the task not start?", Lang::En),
        ("It does not start. Which setting is wrong?", Lang::En),
        ("Which of these is **not** a launch type?", Lang::En),
        ("Which one runs, whether or not it is asked?", Lang::En),
    ] {
        assert_eq!(negative(stem, lang), None, "{stem}");
    }
}

#[test]
fn options_that_point_to_others() {
    for (text, lang) in [
        ("위의 모든 것", Lang::Ko),
        ("모두 맞다", Lang::Ko),
        ("정답 없음", Lang::Ko),
        ("**All of the above**", Lang::En),
        ("None of these", Lang::En),
    ] {
        assert!(all_or_none(text, "", lang).is_some(), "{text}");
    }
    for (text, lang) in [("세 서버 모두 멈춘다", Lang::Ko), ("All of the tasks stop", Lang::En)] {
        assert_eq!(all_or_none(text, "", lang), None, "{text}");
    }
}

#[test]
fn reasons_that_give_none() {
    for (why, text, lang) in [
        ("틀려요.", "멈춘다", Lang::Ko),
        ("it stops.", "It stops", Lang::En),
        ("That is right!", "It stops", Lang::En),
        ("정답이에요.", "따뜻하게", Lang::Ko),
        ("That is right.", "warm up", Lang::En),
        ("정답입니다!", "따뜻하게", Lang::Ko),
        ("Correct!", "warm up", Lang::En),
        ("맞아요.", "따뜻하게", Lang::Ko),
        ("That's right.", "warm up", Lang::En),
        ("네, 맞아요.", "따뜻하게", Lang::Ko),
        ("Yes, that is right.", "warm up", Lang::En),
        ("이것이 정답이에요.", "따뜻하게", Lang::Ko),
        ("This is the correct answer.", "warm up", Lang::En),
        ("맞는 답이에요.", "따뜻하게", Lang::Ko),
        ("This is the right answer.", "warm up", Lang::En),
        ("맞는 말이에요.", "따뜻하게", Lang::Ko),
        ("Right answer.", "warm up", Lang::En),
        ("옳은 설명이에요.", "따뜻하게", Lang::Ko),
        ("A correct statement.", "warm up", Lang::En),
        ("올바른 답이에요.", "따뜻하게", Lang::Ko),
        ("The correct one.", "warm up", Lang::En),
        ("정답이니까요.", "따뜻하게", Lang::Ko),
        ("Because it is correct.", "warm up", Lang::En),
        ("맞기 때문이에요.", "따뜻하게", Lang::Ko),
        ("Because it is right.", "warm up", Lang::En),
        ("틀린 설명이에요.", "따뜻하게", Lang::Ko),
        ("This is false.", "warm up", Lang::En),
        ("오답이에요.", "따뜻하게", Lang::Ko),
        ("Wrong answer.", "warm up", Lang::En),
        ("아니요, 틀렸어요.", "따뜻하게", Lang::Ko),
        ("No, that is wrong.", "warm up", Lang::En),
        ("이것은 정답이 아니에요.", "따뜻하게", Lang::Ko),
        ("This is not the correct answer.", "warm up", Lang::En),
        ("정답이 아니에요.", "따뜻하게", Lang::Ko),
        ("Not correct.", "warm up", Lang::En),
        ("틀린 답이에요.", "따뜻하게", Lang::Ko),
        ("Not right.", "warm up", Lang::En),
        ("사실이 아니에요.", "따뜻하게", Lang::Ko),
        ("Not true.", "warm up", Lang::En),
        ("따뜻하게", "따뜻하게", Lang::Ko),
        ("warm up", "warm up", Lang::En),
        ("“따뜻하게”가 맞아요.", "따뜻하게", Lang::Ko),
        ("“warm up” is correct.", "warm up", Lang::En),
        ("따뜻하게가 정답이에요.", "따뜻하게", Lang::Ko),
        ("Warm up is the right answer.", "warm up", Lang::En),
        ("…", "따뜻하게", Lang::Ko),
        ("…", "warm up", Lang::En),
        ("-", "따뜻하게", Lang::Ko),
        ("-", "warm up", Lang::En),
        ("설명을 보세요.", "따뜻하게", Lang::Ko),
        ("See the explanation.", "warm up", Lang::En),
        ("위의 설명을 보세요.", "따뜻하게", Lang::Ko),
        ("See above.", "warm up", Lang::En),
    ] {
        assert!(says_nothing(why, text, lang), "{why}");
    }
    for (why, text, lang) in [
        ("맞아요. essential이라서요.", "멈춘다", Lang::Ko),
        ("Wrong unit.", "", Lang::En),
        ("정답이 아닌 까닭은 뜨겁기 때문이에요.", "뜨끈하게", Lang::Ko),
        ("It does.", "hot", Lang::En),
        ("찬물이에요.", "뜨끈하게", Lang::Ko),
    ] {
        assert!(!says_nothing(why, text, lang), "{why}");
    }
}

#[test]
fn negative_stems_as_people_write_them() {
    for stem in [
        "옳지 않은 설명을 고르세요.",
        "틀린 것은 무엇일까요?",
        "다음 가운데 맞지 않는 것은?",
        "해당하지 않는 것을 모두 고르세요.",
        "사실이 아닌 것을 골라 보세요.",
        "거짓인 것은 어느 것일까요?",
        "잘못 설명한 것은 무엇일까요?",
        "잘못된 설명을 고르세요.",
        "옳지 못한 것은 무엇일까요?",
        "적절하지 않은 것은?",
        "가장 거리가 먼 것은 무엇일까요?",
        "아닌 것 하나를 고르세요.",
        "틀린 설명 두 개를 고르세요.",
        "포함되지 않는 것은 무엇인가요?",
        "어느 것이 틀렸을까요?",
        "어떤 설명이 옳지 않을까요?",
        "ECS가 하지 않는 일은 무엇일까요?",
        "올바르지 않은 문장은 어느 것일까요?",
        "할 수 없는 일은 무엇일까요?",
    ] {
        assert!(negative(stem, Lang::Ko).is_some(), "{stem}");
    }
    for stem in [
        "Which of the following is NOT a launch type?",
        "Which statement is false?",
        "Which of these is incorrect?",
        "Which one is wrong?",
        "Select the incorrect statement.",
        "All of the following are true except:",
        "Which are not launch types?",
        "What is not a launch type?",
        "Which cannot run on Fargate?",
        "Which does ECS never do?",
        "Choose the statement that is not true.",
        "Identify the false statement.",
        "Which option doesn’t apply?",
        "All of these cost money EXCEPT which?",
        "Which of the following would you not use for a long job?",
        "Which is the least suitable choice?",
        "Pick the one that does not belong.",
        "Which isn't a launch type?",
        "None of these is needed, apart from which?",
    ] {
        assert!(negative(stem, Lang::En).is_some(), "{stem}");
    }
    for stem in [
        "서버가 없는 것은 무슨 뜻일까요?",
        "답이 오지 않아요. 어느 설정이 틀렸을까요?",
        "멈추지 않고 바꾸려면 무엇을 쓸까요?",
        "태스크가 안 떠요. 무엇이 잘못된 것일까요?",
        "쓸 수 없는 파일은 어떻게 될까요?",
        "없어진 것은 어디에서 찾을까요?",
        "무엇이 필요 없어질까요?",
    ] {
        assert_eq!(negative(stem, Lang::Ko), None, "{stem}");
    }
    for stem in [
        "What becomes of a volume that is not deleted?",
        "What does it mean that there is no server?",
        "Which one is no longer needed?",
        "What happens to a file that cannot be used?",
        "Which setting is wrong?",
        "What is the least that you pay?",
        "Which of these is **NOT** a launch type?",
        "Which of these is the cheapest, even if it is not used?",
    ] {
        assert_eq!(negative(stem, Lang::En), None, "{stem}");
    }
}

#[test]
fn options_that_point_to_others_as_people_write_them() {
    for text in [
        "위의 모든 것",
        "위 항목 전부",
        "모두 맞다",
        "모두 다 맞다",
        "전부 맞다",
        "다 맞다",
        "모두",
        "전부",
        "모두 아니다",
        "모두 아님",
        "정답 없음",
        "답 없음",
        "없음",
        "해당 사항 없음",
        "해당하는 것이 없다",
        "둘 다 맞다",
        "둘 다",
        "A와 B",
        "A, B 모두",
        "ㄱ과 ㄴ",
        "1번과 2번",
        "①과 ②",
        "첫 번째와 두 번째 보기",
        "앞의 둘 다",
        "앞의 보기가 모두 맞다",
        "보기 중에 답이 없다",
        "이 가운데 없다",
        "나머지 모두",
        "다른 보기 모두",
        "어느 것도 아니다",
        "아무것도 아니다",
        "위에 없음",
    ] {
        assert!(all_or_none(text, "", Lang::Ko).is_some(), "{text}");
    }
    for text in [
        "All of the above",
        "all the above",
        "All of these",
        "All of them",
        "All",
        "None of the above",
        "None",
        "None of these",
        "None of them",
        "None of the other options",
        "Neither",
        "Neither of them",
        "Both",
        "Both of them",
        "Both of these",
        "Both A and B",
        "A and B",
        "A & C",
        "A, B and C",
        "Options 1 and 2",
        "Options a and b",
        "1 and 3 only",
        "Only A and C",
        "All options are correct",
        "All answers are right",
        "There is no correct answer",
        "No correct answer",
        "Any of the above",
        "Either of the above",
        "All of the options above",
        "Every one of them",
        "Not listed here",
        "The first two options",
        "Everything listed",
    ] {
        assert!(all_or_none(text, "", Lang::En).is_some(), "{text}");
    }
    for (text, stem, lang) in [
        ("모두 지운다", "", Lang::Ko),
        ("비용 없음", "", Lang::Ko),
        ("모든 인스턴스가 멈춘다", "", Lang::Ko),
        ("해당 리전에서만", "", Lang::Ko),
        ("위쪽 서브넷", "", Lang::Ko),
        ("A 레코드와 B 레코드", "", Lang::Ko),
        ("A와 B", "서버 A와 서버 B가 있어요. 어느 것이 멈출까요?", Lang::Ko),
        ("3과 4", "", Lang::Ko),
        ("아무것도 내지 않음", "", Lang::Ko),
        ("delete them all", "", Lang::En),
        ("all instances stop", "", Lang::En),
        ("neither server stops", "", Lang::En),
        ("nothing at all", "", Lang::En),
        ("A and B", "Servers A and B run. Which of them stop?", Lang::En),
        ("2 and 4", "", Lang::En),
        ("no cost", "", Lang::En),
    ] {
        assert_eq!(all_or_none(text, stem, lang), None, "{text}");
    }
}

#[test]
fn how_many_to_choose() {
    for (stem, lang, expected) in [
        ("맞는 것을 모두 고르세요.", Lang::Ko, Ok(true)),
        ("까닭 두 가지를 고르세요.", Lang::Ko, Ok(true)),
        ("세 가지를 고르세요.", Lang::Ko, Err(3)),
        ("둘을 고르세요.", Lang::Ko, Ok(true)),
        ("무엇이 맞을까요?", Lang::Ko, Ok(false)),
        ("역할 두 개만 주었어요. 무엇이 맞을까요?", Lang::Ko, Ok(false)),
        ("Which are right? Choose all that apply.", Lang::En, Ok(true)),
        ("Choose all that apply: when is it lost?", Lang::En, Ok(true)),
        ("Choose two.", Lang::En, Ok(true)),
        ("Choose the three reasons.", Lang::En, Err(3)),
        ("Which two hold?", Lang::En, Ok(true)),
        ("What is right?", Lang::En, Ok(false)),
        ("Choose every good cup.", Lang::En, Ok(true)),
    ] {
        assert_eq!(how_many(stem, 2, lang), expected, "{stem}");
    }
}
