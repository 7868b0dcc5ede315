//! The messages of the program, each in both languages side by side.
//!
//! A message that exists in one language only does not compile. Messages with values avoid Korean particles after
//! them, so that no `은(는)` is ever needed. Korean is 해요체 or a noun phrase.

use crate::lang::Lang;

macro_rules! msgs {
    ($($name:ident: $ko:literal, $en:literal;)*) => {
        /// All fixed messages in one language.
        #[derive(Debug)]
        #[expect(missing_docs, reason = "the texts say it")]
        pub struct Msgs {
            $(pub $name: &'static str,)*
        }

        impl Msgs {
            /// Every message with its name, for tests.
            #[must_use]
            pub fn all(&self) -> Vec<(&'static str, &'static str)> {
                vec![$((stringify!($name), self.$name),)*]
            }
        }

        static KO: Msgs = Msgs { $($name: $ko,)* };
        static EN: Msgs = Msgs { $($name: $en,)* };
    };
}

msgs! {
    app_name: "서당 Seodang", "Seodang 서당";

    // Welcome.
    welcome_ask: "어느 언어로 볼까요?", "Which language?";
    welcome_note: "언제든 F2로 바꿀 수 있어요.", "F2 changes it at any time.";

    // Home.
    home_continue: "이어서", "Continue";
    home_mistakes: "오답노트", "Mistakes";
    home_mistakes_none: "아직 없어요", "none yet";
    home_review: "복습", "Review";
    home_glossary: "용어집", "Glossary";
    home_stats: "통계", "Statistics";
    home_settings: "설정", "Settings";
    home_done: "다 읽음", "read";
    home_empty: "이 코스에는 읽을 단원이 없어요. 이유는 seodang check로 볼 수 있어요.", "This course has no lesson to read: seodang check says why.";

    // Review.
    review: "복습", "Review";
    cram: "더 연습하기", "Extra practice";
    review_new: "처음 나온 카드예요", "a new card";
    review_changed: "문제의 뜻이 바뀌어 다시 물어요", "asked again: it means something else now";
    review_cram: "일정은 바뀌지 않아요", "the schedule stays";
    review_ko_en: "영어로 무엇이라고 하나요?", "What is it in English?";
    review_en_ko: "한국어로 무엇이라고 하나요?", "What is it in Korean?";
    review_fill: "이것은 무엇인가요?", "What is this?";
    review_recall: "떠올려 본 다음 답을 보세요.", "Recall it, then see the answer.";
    review_how: "얼마나 잘 떠올랐나요?", "How well did you recall it?";
    review_done: "오늘 복습을 마쳤어요.", "Today's review is done.";
    review_nothing: "지금 복습할 것이 없어요.", "Nothing to review now.";
    review_cram_done: "한 바퀴 돌았어요.", "That was all of it.";
    review_nothing_ever: "문제를 풀거나 용어 카드를 열면 잊을 때쯤 여기에서 다시 물어요.", "Answer questions or open the cards of terms: they come back here when you are about to forget them.";
    review_take_back: "마지막 답 되돌리기", "Take the last answer back";
    review_more: "일정을 바꾸지 않고 더 연습하기", "Practise more without changing the schedule";
    review_suspended: "이 카드는 이제 복습에 나오지 않아요. F9로 되돌릴 수 있어요.", "This card will not come up again. F9 takes that back.";
    review_nothing_to_take_back: "되돌릴 답이 없어요.", "There is no answer to take back.";
    grade_again: "다시", "Again";
    grade_hard: "어려움", "Hard";
    grade_good: "알맞음", "Good";
    grade_easy: "쉬움", "Easy";

    // Lesson.
    lesson_check_in: "확인해 볼까요?", "Check yourself";
    lesson_check_in_done: "확인 문제를 풀었어요", "Check-in done";
    lesson_quiz_next: "다음은 단원 퀴즈예요", "Next: this lesson's quiz";
    lesson_verified: "확인", "checked";
    lesson_sources: "출처", "sources";
    lesson_more: "아래로 더 있어요", "more below";

    // Quiz.
    quiz: "퀴즈", "Quiz";
    check_in: "확인 문제", "Check-in";
    quiz_true: "맞다", "True";
    quiz_false: "틀리다", "False";
    quiz_pick_one: "하나를 골라요", "Choose one";
    quiz_pick_many: "맞는 것을 모두 골라요", "Choose all that apply";
    quiz_order: "차례대로 골라요", "Choose them in order";
    quiz_match: "짝을 지어요", "Match the pairs";
    quiz_type_number: "숫자를 입력해요", "Type a number";
    quiz_type_words: "답을 입력해요. 한국어로도 영어로도 돼요", "Type the answer, in Korean or in English";
    quiz_fill_in: "빈칸을 채워요. 한국어로도 영어로도 돼요", "Fill in the blanks, in Korean or in English";
    quiz_right: "맞았어요", "Right";
    quiz_wrong: "아쉬워요", "Not quite";
    quiz_dont_know: "모름", "I don't know";
    quiz_answer: "정답", "Answer";
    quiz_your_answer: "내 답", "Your answer";
    quiz_near: "아까운 답", "close";
    quiz_near_why: "왜 아닌가요", "Why not";
    quiz_spelling: "바른 철자", "Spelling";
    quiz_also_right: "이렇게 써도 맞아요", "Also right";
    quiz_explanation: "해설", "Explanation";
    quiz_hint: "힌트", "Hint";
    quiz_no_hint: "이 문제에는 힌트가 없어요.", "This question has no hint.";
    quiz_last_hint: "힌트를 다 봤어요.", "That was the last hint.";
    quiz_need_one: "하나를 고르세요.", "Choose one.";
    quiz_need_some: "하나 이상 고르세요.", "Choose at least one.";
    quiz_need_all_order: "모두 차례대로 고르세요.", "Put all of them in order.";
    quiz_need_all_match: "모두 짝을 지으세요.", "Match all of them.";
    quiz_need_number: "숫자를 입력하세요. 모르면 F6을 누르세요.", "Type a number, or press F6 if you don't know.";
    quiz_need_words: "답을 입력하세요. 모르면 F6을 누르세요.", "Type the answer, or press F6 if you don't know.";
    quiz_need_all_blanks: "빈칸을 모두 채우세요. 모르면 F6을 누르세요.", "Fill in every blank, or press F6 if you don't know.";
    quiz_not_a_number: "숫자로 읽을 수 없어요. 120처럼 쓰세요.", "That is not a number. Type one such as 120.";
    quiz_retry_wrong: "틀린 문제만 다시", "Retry the wrong ones";
    quiz_retry_all: "처음부터 다시", "Start over";
    quiz_next_lesson: "다음 단원", "Next lesson";
    quiz_back_to_lesson: "단원으로 돌아가기", "Back to the lesson";
    quiz_home: "처음 화면", "Home";
    quiz_all_right: "모두 맞았어요.", "All of them right.";
    quiz_see_wrong: "틀린 문제", "Questions you missed";
    quiz_none: "이 단원에는 문제가 없어요.", "This lesson has no questions.";
    quiz_asked_again: "문제가 바뀌어 다시 물어요.", "The question has changed, so it is asked again.";

    // Mistakes, marks, passes.
    mistakes: "오답노트", "Mistakes";
    mistakes_look: "다시 보기", "Looking back";
    mistakes_retry: "오답 다시 풀기", "Mistakes again";
    mistakes_lesson: "단원", "Lesson";
    mistakes_reason: "이유", "Reason";
    mistakes_often: "횟수", "Times";
    mistakes_part: "상태", "Show";
    mistakes_all: "모두", "all";
    mistakes_twice: "2번 이상", "2 or more";
    mistakes_active: "익히는 중", "still learning";
    mistakes_archived: "보관함", "archive";
    mistakes_no_reason: "표시 안 함", "none given";
    mistakes_guessed: "찍어서 맞힘", "right by a guess";
    mistakes_none: "아직 틀린 문제가 없어요.", "Nothing has gone wrong yet.";
    mistakes_none_why: "틀린 문제와 찍어서 맞힌 문제가 여기에 모여요. 무엇을 골랐고 왜 틀렸는지 다시 보고, 이것들만 다시 풀 수 있어요. 서로 다른 세 날에 맞히면 보관함으로 옮겨요.", "Questions you miss, or get right by a guess, gather here. You can see what you chose and why it is wrong, and be asked just these again. Right answers on three different days move a question to the archive.";
    mistakes_none_archived: "보관함이 비어 있어요.", "The archive is empty.";
    mistakes_none_filtered: "이 조건에 맞는 문제가 없어요.", "No question fits these filters.";
    mistakes_none_filtered_why: "1, 2, 3으로 조건을 바꿔 보세요.", "Change them with 1, 2 and 3.";
    mistakes_in_note: "오답노트에 있어요", "in your mistakes";
    note_question: "문제", "Question";
    note_why: "왜", "Why";
    reason_ask: "틀린 이유", "Reason";
    reason_guess: "찍어서 맞혔으면 5: 오답노트에 넣어요", "Just a guess? 5 puts it in your mistakes";
    reason_guessed: "찍음: 오답노트에 넣었어요 (빼려면 5)", "guess: it is in your mistakes (5 takes it out)";
    bookmark_set: "즐겨찾기에 넣었어요.", "Bookmarked.";
    bookmark_removed: "즐겨찾기에서 뺐어요.", "Bookmark removed.";
    flag_set: "이상한 문제로 표시했어요. 표시한 것에서 모아 볼 수 있어요.", "Reported as wrong or unclear. You will find it under Marks.";
    flag_removed: "이상한 문제 표시를 지웠어요.", "Report removed.";
    flagged: "이상한 문제", "reported";
    overruled_right: "맞은 걸로 했어요", "counted as right";
    overruled_wrong: "틀린 걸로 했어요", "counted as wrong";
    overruled_back: "원래 채점으로 되돌렸어요.", "Back to the original grade.";
    memo: "메모", "Memo";
    memo_hint: "한 줄 메모예요. 비우고 Enter를 누르면 지워요.", "A line of your own. Leave it empty to remove it.";
    memo_saved: "메모를 남겼어요.", "Memo saved.";
    memo_removed: "메모를 지웠어요.", "Memo removed.";
    marks: "표시한 것", "Marks";
    marks_bookmark: "즐겨찾기", "bookmark";
    marks_memo: "메모", "memo";
    marks_flag: "이상한 문제", "reported";
    marks_suspended: "복습에서 뺌", "not reviewed";
    marks_gone_mark: "지움", "removed";
    marks_gone: "이 코스에는 이제 없어요.", "The course does not have it any more.";
    marks_removed: "지웠어요. 되살리려면 Delete를 한 번 더 누르세요.", "Removed. Delete once more brings it back.";
    marks_back: "되살렸어요.", "It is back.";
    marks_none: "아직 표시한 것이 없어요.", "Nothing is marked yet.";
    marks_none_why: "단원의 쪽이나 문제에서 *를 누르면 즐겨찾기, +를 누르면 메모가 남고 여기에 모여요. 답한 뒤에 !를 누르면 이상한 문제로 표시해요.", "On a page or a question * bookmarks it and + writes a memo, and they gather here. After an answer ! reports a question as wrong or unclear.";
    pass: "다음 회독", "Next pass";
    pass_explained: "읽은 쪽과 퀴즈 점수는 0부터 다시 시작해요. 답한 기록과 복습, 오답노트, 메모는 그대로 남아요.", "Pages and quiz score count from the start. Your answers, reviews, mistakes and memos all stay.";
    quiz_next_pass: "다음 회독 시작 (기록은 남아요)", "Begin the next pass (history stays)";
    quiz_to_mistakes: "오답노트로", "To the mistakes";

    // Glossary.
    glossary: "용어집", "Glossary";
    glossary_search: "찾기", "Search";
    glossary_nothing: "찾는 용어가 없어요.", "No such term.";
    card_confused: "헷갈리는 말", "Not to be confused with";
    card_relations: "관계", "How it relates";
    card_reading: "읽는 법", "Korean reading";
    card_neighbours: "함께 볼 말", "See also";
    card_lessons: "나오는 곳", "Where it is taught";
    card_aka: "다른 이름", "Also called";
    card_price: "가격", "Price";
    card_region: "리전", "Region";
    card_region_all: "모든 리전", "All Regions";
    card_seen: "확인한 날", "Checked on";
    card_source: "출처", "Source";
    card_link: "웹 주소", "Web address";

    // Search.
    search: "찾기", "Search";
    search_term: "용어", "term";
    search_lesson: "단원", "lesson";
    search_page: "쪽", "page";
    search_question: "문제", "question";
    search_nothing: "찾은 것이 없어요.", "Nothing found.";
    search_what: "단원과 쪽, 문제, 용어를 한국어와 영어로 한 번에 찾아요.", "Finds lessons, pages, questions and terms in both languages at once.";
    search_initials: "초성만", "first consonants";
    search_spacing: "띄어쓰기 없이", "without spaces";
    search_mistyped: "한/영을 바꿔서", "in the other keyboard mode";
    search_shortened: "줄여서", "shortened";
    search_slip: "오타가 있어도", "misspelled";

    // Widgets.
    widget_own_price: "내 가격표", "your prices";
    widget_prices: "쓴 가격", "Prices used";
    widget_try: "직접 해 보기", "try it yourself";
    widget_bounds: "쓸 수 있는 값", "allowed:";

    // Statistics.
    stats: "통계", "Statistics";
    stats_days: "오늘과 잔디", "Days";
    stats_memory: "기억", "Memory";
    stats_lessons: "단원별", "Lessons";
    stats_ahead: "예정", "Ahead";
    stats_questions: "문제별", "Questions";
    stats_empty: "아직 기록이 없어요. 쪽을 읽거나 문제를 풀면 여기에 모여요.", "Nothing is recorded yet. What you read and answer is gathered here.";
    stats_today: "오늘", "Today";
    stats_this_week: "이번 주", "This week";
    stats_last_week: "지난주", "Last week";
    stats_in_all: "모두", "In all";
    stats_active: "공부한 날", "Days active";
    stats_less: "적음", "less";
    stats_more: "많음", "more";
    stats_map: "칸 하나가 하루예요. 진할수록 다른 날보다 많이 답하고 읽은 날이에요. 공부한 날을 네 단계로 나눴어요.", "Each square is a day: the fuller, the more you answered and read. Your days are split into four steps.";
    stats_last_days: "최근 7일 · 답과 쪽", "Last 7 days · answers and pages";
    stats_weeks: "주별 공부 시간", "Time by week";
    stats_hours: "시간대별 답한 수", "Answers by hour";
    stats_remembered: "기억한 비율", "Remembered";
    stats_predicted: "예측한 비율", "Predicted";
    stats_wanted: "목표", "Target";
    stats_reviews: "다시 답한 수", "Reviews";
    stats_head_predicted: "예측", "predicted";
    stats_head_remembered: "기억함", "remembered";
    stats_head_reviews: "횟수", "reviews";
    stats_few: "적음", "few";
    stats_memory_rule: "하루 이상 지나서 다시 답한 것만 셌어요. 예측은 답하기 직전에 기억 모형이 계산한 기억할 확률이에요. 30번이 안 되면 우연일 수 있어서 “적음”이라고 써요.", "Only answers given a day or more after the previous one count. “Predicted” is the chance of remembering that the model gave just before the answer. A row with fewer than 30 answers may be chance and is marked “few”.";
    stats_memory_none: "하루 이상 지나 다시 답한 것이 아직 없어요.", "Nothing was answered again on a later day yet.";
    stats_state_new: "새것", "new";
    stats_state_learning: "배우는 중", "learning";
    stats_state_known: "아는 것", "known";
    stats_state_mastered: "익힌 것", "mastered";
    stats_lessons_rule: "아는 것은 마지막에 맞혔고 오늘 기억할 확률이 90% 이상인 문제, 익힌 것은 그 확률이 마지막 답부터 21일 이상 이어지는 문제예요. 찍어서 맞힌 문제는 배우는 중이에요.", "Known: answered correctly the last time, with at least a 90% chance of remembering it today. Mastered: known, and that chance lasts for 21 days or more from the last answer. A lucky guess is still being learned.";
    stats_tomorrow: "내일", "Tomorrow";
    stats_lessons_bar: "막대는 아는 것과 익힌 것이에요.", "The bar is known and mastered together.";
    stats_ahead_rule: "밀린 카드는 오늘에 넣었어요. 답할 때마다 예정이 바뀌어요.", "Overdue cards count as today's. The forecast changes with every answer.";
    stats_ahead_none: "30일 안에 다시 볼 것이 없어요.", "Nothing comes again within 30 days.";
    stats_right: "맞힘", "right";
    stats_wrong: "틀림", "wrong";
    stats_guessed: "찍어서 맞힘", "lucky guess";
    stats_score: "맞힘/답", "right/all";
    stats_never: "아직 답하지 않은 문제예요.", "Not answered yet.";
    stats_recall_today: "오늘 기억할 확률", "recall today";
    stats_answered: "답", "Answer";
    stats_crammed: "더 연습", "extra practice";

    // Settings.
    settings: "설정", "Settings";
    settings_lang: "언어", "Language";
    settings_both: "두 언어 함께 보기", "Both languages";
    settings_theme: "색", "Colours";
    settings_exam: "시험일", "Exam day";
    settings_no_exam: "정하지 않음", "not set";
    settings_exam_hint: "숫자로도 써요", "or type digits";
    settings_rollover: "하루가 시작되는 시각", "The day begins at";
    settings_new: "하루 새 용어 카드", "New term cards a day";
    settings_reviews: "하루 복습", "Reviews a day";
    settings_retention: "기억 목표", "Recall target";
    settings_motion: "움직임 줄이기", "Reduce motion";
    settings_file: "학습 기록 파일", "Progress file";
    settings_no_file: "저장하지 않음", "not saved";
    on: "켬", "on";
    off: "끔", "off";

    // For those who read line by line.
    plain_right: "맞음", "right";
    plain_wrong: "틀림", "wrong";
    plain_chosen: "고름", "chosen";
    stats_newest_first: "최근 주부터", "newest first";
    plain_this: "이 용어", "this term";
    plain_type: "입력", "Type";
    plain_unknown: "여기서는 쓸 수 없어요", "Not possible here";
    plain_same: "그대로예요.", "Nothing has changed.";
    plain_empty: "비어 있음", "empty";

    // Help, notices.
    help: "도움말", "Help";
    help_ime: "한글 입력 상태여도 화살표, Enter, Space, Tab, Esc, 숫자, F 키는 모두 통해요.", "Arrows, Enter, Space, Tab, Esc, digits and F keys work in Hangul input mode, too.";
    help_plain: "빈 줄은 Enter예요. 보기와 단원은 번호로 고르고, 나머지는 이름을 그대로 써요(힌트, 다음, 뒤로 …). 글을 쓰는 곳에서는 이름 앞에 쌍점을 붙여요(:힌트). ‘다시 읽기’는 모두 다시 읽고, ‘아래 3’은 세 번 내려가요. 입력을 닫으면(Ctrl+D) 저장하고 끝나요.", "An empty line is Enter. Options and lessons go by number, everything else by its name (hint, next, back …). Where words are typed, put a colon before a name (:hint). ‘repeat’ reads everything again, and ‘down 3’ goes down three times. Closing the input (Ctrl+D) saves and leaves.";
    notice: "알림", "Notice";
    ime_notice: "한글 입력 상태예요. 한/영 키를 누르거나 숫자와 화살표 키를 쓰세요.", "Hangul input is on. Press the Korean/English key, or use digits and arrows.";
    leave_ask: "끝낼까요? 여기까지 모두 저장했어요.", "Leave? Everything so far is saved.";
    leave_ask_unsaved: "끝낼까요? 저장하지 못한 기록이 있어요.", "Leave? Some of your answers could not be saved.";
    save_failed: "저장하지 못하고 있어요", "Cannot save";
    save_again: "이제 다시 저장돼요.", "Saving works again.";
    problems: "코스에서 고칠 곳", "Problems in the course";
    problems_none: "고칠 곳이 없어요.", "There are none.";
    problems_behind: "보고 있던 곳이 새 파일에 없어서 이전 내용을 보여 주고 있어요.", "What you are looking at is not in the new files, so the previous edition is shown.";
    course_reloaded: "코스가 바뀌어서 다시 읽었어요.", "The course has changed and was read again.";
    too_small: "창이 작아요", "The window is too small";

    // Key table: places.
    keys_global: "어디서나", "Everywhere";
    keys_welcome: "언어 고르기", "Choice of language";
    keys_home: "처음 화면", "Home";
    keys_lesson: "단원", "Lesson";
    keys_choice: "문제: 고르기", "Question: choice";
    keys_ordering: "문제: 차례", "Question: order";
    keys_matching: "문제: 짝짓기", "Question: matching";
    keys_number: "문제: 숫자", "Question: number";
    keys_typed: "문제: 답 쓰기", "Question: typed answer";
    keys_fill_in: "문제: 빈칸", "Question: blanks";
    keys_feedback: "답한 뒤", "After the answer";
    keys_result: "퀴즈 결과", "Quiz result";
    keys_exam: "시험: 고르기, 차례, 짝짓기", "Exam: choice, order, matching";
    keys_exam_field: "시험: 입력", "Exam: typed answers";
    keys_exam_sheet: "시험: 답안지", "Exam: answer sheet";
    keys_exam_hand_in: "시험: 제출 확인", "Exam: handing in";
    keys_exam_page: "시험 안내와 결과", "Exam: before and after";
    keys_recall: "복습 카드의 앞", "Front of a review card";
    keys_grade: "복습 카드의 뒤", "Back of a review card";
    keys_search: "찾기", "Search";
    keys_glossary: "용어집", "Glossary";
    keys_mistakes: "오답노트", "Mistakes";
    keys_marks: "표시한 것", "Marks";
    keys_memo: "메모", "Memo";
    keys_class_door: "수업: 들어가기", "Class: joining";
    keys_class_wait: "수업: 기다리기와 결과", "Class: waiting, results";
    keys_class_host: "수업: 선생님", "Class: teacher";
    keys_class_poll: "수업: 설문", "Class: polls";
    keys_class_desk: "수업: 선생님만 보는 화면", "Class: what only the teacher sees";
    keys_class_name: "수업: 이름과 설문 쓰기", "Class: typing a name or a poll";
    keys_next_pass: "다음 회독", "Next pass";
    keys_stats: "통계", "Statistics";
    keys_date: "설정: 날짜", "Settings: date";
    keys_settings: "설정", "Settings";
    keys_card: "용어 카드", "Term card";
    keys_widget: "계산기와 시간 그림", "Calculators and timelines";
    keys_help: "도움말", "Help";
    keys_problems: "코스에서 고칠 곳", "Problems in the course";
    keys_notice: "알림", "Notice";
    keys_confirm: "끝내기 확인", "Leaving";

    // Key table: actions.
    key_move: "이동", "move";
    key_open: "열기", "open";
    key_korean: "한국어", "한국어";
    key_english: "English", "English";
    key_lesson_number: "단원", "lesson";
    key_search: "찾기", "search";
    key_next: "다음", "next";
    key_quiz: "퀴즈", "quiz";
    key_page_prev: "이전 쪽", "previous page";
    key_link: "용어/링크/해 보기", "terms/links/try it";
    key_link_prev: "이전 링크", "previous link";
    key_terms: "용어", "terms";
    key_links: "링크", "links";
    key_try: "해 보기", "try it";
    key_terms_try: "용어/해 보기", "terms/try it";
    key_links_try: "링크/해 보기", "links/try it";
    key_scroll: "스크롤", "scroll";
    key_page_up: "한 화면 위", "a screen up";
    key_page_down: "한 화면 아래", "a screen down";
    key_top: "맨 위", "top";
    key_bottom: "맨 아래", "bottom";
    key_back: "뒤로", "back";
    key_close: "닫기", "close";
    key_choose: "보기 고르기", "choose";
    key_toggle: "선택", "pick";
    key_submit: "제출", "submit";
    key_dont_know: "모름", "don't know";
    key_hint: "힌트", "hint";
    key_order: "차례로 고르기", "choose in order";
    key_order_this: "다음 차례로", "this one next";
    key_undo: "되돌리기", "undo";
    key_take_back: "답 되돌리기", "take back";
    key_suspend_card: "그만 묻기", "stop asking";
    key_show_answer: "답 보기", "answer";
    key_grade: "평가", "grade";
    key_grade_this: "이대로", "accept";
    key_card: "용어 카드", "term card";
    key_match: "짝 고르기", "pair";
    key_match_next: "짝 바꾸기", "change the pair";
    key_submit_fields: "다음, 제출", "next, submit";
    key_erase: "지우기", "erase";
    key_next_question: "다음", "next";
    key_question_prev: "이전 문제", "previous question";
    key_related: "관련 쪽", "related page";
    key_reason: "틀린 이유", "why it went wrong";
    key_bookmark: "즐겨찾기", "bookmark";
    key_memo: "메모", "memo";
    key_flag: "이상한 문제", "report";
    key_overrule: "채점 변경", "regrade";
    key_retry: "이것만 다시", "only these again";
    key_filter_lesson: "단원으로 거르기", "by lesson";
    key_filter_reason: "이유로 거르기", "by reason";
    key_filter_often: "여러 번 틀린 것만", "missed often";
    key_filter_archive: "보관함", "archive";
    key_marks: "표시한 것", "marks";
    key_mistakes: "오답노트", "mistakes";
    key_remove_mark: "지우기", "remove";
    key_save: "저장", "save";
    key_done: "완료", "done";
    key_erase_all: "모두 지우기", "erase all";
    key_cancel: "취소", "cancel";
    key_next_pass: "다음 회독", "next pass";
    key_begin: "시작하기", "begin";
    key_not_now: "나중에", "not now";
    key_exam: "시험", "exam";
    key_blank: "답 비우기", "clear the answer";
    key_later: "나중에", "flag";
    key_unsure: "확신 없음", "unsure";
    key_sheet: "답안지", "answer sheet";
    key_questions: "이전, 다음 문제", "previous, next question";
    key_jump: "이 문제로", "go there";
    key_next_blank: "다음 안 푼 문제", "next blank";
    key_next_flagged: "다음 나중 문제", "next flagged";
    key_hand_in: "제출", "hand in";
    key_choose_row: "바로 고르기", "choose";
    key_tab: "화면", "view";
    key_part: "연·월·일", "year/month/day";
    key_no_date: "날짜 지우기", "remove the date";
    key_change: "바꾸기", "change";
    key_type: "숫자 쓰기", "type a number";
    key_act: "더하기/실행", "add/do it";
    key_remove: "빼기/되돌리기", "remove/undo";
    key_take: "실행", "do it";
    key_reset: "처음 값", "reset";
    key_related_term: "다음 링크", "next link";
    key_related_prev: "이전 링크", "previous link";
    key_go_on: "계속", "go on";
    key_join: "들어가기", "join";
    key_team: "팀 고르기", "choose team";
    key_class_next: "다음", "next";
    key_class_leave: "나가기", "leave";
    key_desk: "선생님 화면", "teacher's side";
    key_desk_close: "모두의 화면", "everybody's side";
    key_desk_part: "정답/명단", "answers/players";
    key_pause: "멈춤/계속", "pause/resume";
    key_extend: "시간 30초 더", "add 30 s";
    key_reveal: "바로 정답", "reveal now";
    key_skip: "건너뛰기", "skip";
    key_poll: "설문", "poll";
    key_door: "입장 열기/닫기", "lock/open door";
    key_names: "이름 숨기기/보이기", "hide/show names";
    key_class_end: "마치기", "finish";
    key_rename: "이름 바꾸기", "rename";
    key_kick: "내보내기", "remove";
    key_ban: "못 들어오게 하기", "ban";
    key_stay: "계속하기", "stay";
    key_help: "도움말", "help";
    key_flip: "한국어 / English", "English / 한국어";
    key_both: "두 언어 함께", "both languages";
    key_settings: "설정", "settings";
    key_glossary: "용어집", "glossary";
    key_problems: "코스에서 고칠 곳", "problems in the course";
    key_leave: "끝내기", "leave";
    key_suspend: "잠시 멈추기", "suspend";
    key_redraw: "다시 그리기", "redraw";
}

impl Lang {
    /// The messages in this language.
    #[must_use]
    pub fn msgs(self) -> &'static Msgs {
        match self {
            Lang::Ko => &KO,
            Lang::En => &EN,
        }
    }

    /// `25분`, `25 min`
    #[must_use]
    pub fn minutes(self, n: u32) -> String {
        match self {
            Lang::Ko => format!("{n}분"),
            Lang::En => format!("{n} min"),
        }
    }

    /// `3/9쪽`, `3/9 pages`
    #[must_use]
    pub fn pages(self, read: usize, all: usize) -> String {
        match self {
            Lang::Ko => format!("{read}/{all}쪽"),
            Lang::En => format!("{read}/{all} pages"),
        }
    }

    /// `퀴즈 17/20`, `quiz 17/20`
    #[must_use]
    pub fn quiz_score(self, right: usize, all: usize) -> String {
        match self {
            Lang::Ko => format!("퀴즈 {right}/{all}"),
            Lang::En => format!("quiz {right}/{all}"),
        }
    }

    /// `20문제 중 17문제를 맞혔어요.`
    #[must_use]
    pub fn result(self, right: usize, all: usize) -> String {
        match self {
            Lang::Ko => format!("{all}문제 중 {right}문제를 맞혔어요."),
            Lang::En if all == 1 => format!("{right} of 1 question right."),
            Lang::En => format!("{right} of {all} questions right."),
        }
    }

    /// `12개`, `12 terms`
    #[must_use]
    pub fn terms(self, n: usize) -> String {
        match self {
            Lang::Ko => format!("{n}개"),
            Lang::En if n == 1 => "1 term".to_owned(),
            Lang::En => format!("{n} terms"),
        }
    }

    /// `12개`, `12 hits`
    #[must_use]
    pub fn hits(self, n: usize) -> String {
        match self {
            Lang::Ko => format!("{n}개"),
            Lang::En if n == 1 => "1 hit".to_owned(),
            Lang::En => format!("{n} hits"),
        }
    }

    /// A search for nothing but blanks and punctuation.
    #[must_use]
    pub fn search_for_what(self, typed: &str) -> String {
        match self {
            Lang::Ko => {
                format!("찾을 글자가 없어요: '{typed}'. 낱말이나 초성을 쓰세요 (예: seodang search ㅋㄹㅅㅌ)")
            }
            Lang::En => format!(
                "there is nothing to look for in '{typed}': write a word (for example: seodang search cluster)"
            ),
        }
    }

    /// `4개 중 2개를 골랐어요.`
    #[must_use]
    pub fn chosen(self, n: usize, all: usize) -> String {
        match self {
            Lang::Ko => format!("{all}개 중 {n}개를 골랐어요."),
            Lang::En => format!("{n} of {all} chosen."),
        }
    }

    /// `2번째`, `place 2`: where an option stands in an order.
    #[must_use]
    pub fn place(self, n: usize) -> String {
        match self {
            Lang::Ko => format!("{n}번째"),
            Lang::En => format!("place {n}"),
        }
    }

    /// A unit that the question does not know.
    #[must_use]
    pub fn unknown_unit(self, unit: &str, main: &str) -> String {
        match (self, main) {
            (Lang::Ko, "") => format!("모르는 단위예요: {unit}. 숫자만 쓰세요."),
            (Lang::En, "") => format!("Unknown unit: {unit}. Type just the number."),
            (Lang::Ko, _) => format!("모르는 단위예요: {unit}. 숫자만 쓰거나 이 단위를 쓰세요: {main}."),
            (Lang::En, _) => format!("Unknown unit: {unit}. Type just the number, or use {main}."),
        }
    }

    /// What the window must at least be.
    #[must_use]
    pub fn window_size(self, now: (u16, u16), least: (u16, u16)) -> String {
        match self {
            Lang::Ko => format!("{}x{} (최소 {}x{})", now.0, now.1, least.0, least.1),
            Lang::En => format!("{}x{} (at least {}x{})", now.0, now.1, least.0, least.1),
        }
    }

    /// `seodang quiz ecs#task`
    #[must_use]
    pub fn quiz_takes_a_lesson(self) -> &'static str {
        match self {
            Lang::Ko => "퀴즈는 단원마다 하나예요. 쪽 없이 쓰세요 (예: seodang quiz ecs)",
            Lang::En => "a quiz covers a whole lesson: leave out the page (for example: seodang quiz ecs)",
        }
    }

    /// The learner's own price list is broken.
    #[must_use]
    pub fn prices_not_used(self) -> &'static str {
        match self {
            Lang::Ko => "내 가격표를 읽지 못해서 코스의 가격을 써요.",
            Lang::En => "Your price list could not be read, so the course's prices are used.",
        }
    }

    /// `문제 3개 · F8`; with `behind` that an older edition is shown.
    #[must_use]
    pub fn problems_notice(self, count: usize, is_behind: bool) -> String {
        match (self, count, is_behind) {
            (Lang::Ko, 0, _) => "이전 내용 · F8".to_owned(),
            (Lang::Ko, _, true) => format!("이전 내용 · 고칠 곳 {count}개 · F8"),
            (Lang::Ko, _, false) => format!("고칠 곳 {count}개 · F8"),
            (Lang::En, 0, _) => "previous edition · F8".to_owned(),
            (Lang::En, 1, false) => "1 problem · F8".to_owned(),
            (Lang::En, 1, true) => "previous edition · 1 problem · F8".to_owned(),
            (Lang::En, _, true) => format!("previous edition · {count} problems · F8"),
            (Lang::En, _, false) => format!("{count} problems · F8"),
        }
    }

    /// `코스의 문제 3개`
    #[must_use]
    pub fn problems_title(self, count: usize) -> String {
        match self {
            Lang::Ko if count > 0 => format!("{} {count}개", self.msgs().problems),
            Lang::En if count > 0 => format!("{}: {count}", self.msgs().problems),
            Lang::Ko | Lang::En => self.msgs().problems.to_owned(),
        }
    }

    /// Problems found in a course that was opened with `--course`.
    #[must_use]
    pub fn course_problems(self, errors: usize, dir: &str) -> String {
        match self {
            Lang::Ko => format!(
                "코스 파일에 고칠 곳이 {errors}개 있어요: {dir}\n읽을 수 있는 것만 보여 드려요. 자세한 내용과 고치는 법: F8 (또는 seodang check {dir})"
            ),
            Lang::En => format!(
                "The course in {dir} has {errors} problem{}.\nWhat can be read is shown. For details and fixes: F8 (or seodang check {dir})",
                if errors == 1 { "" } else { "s" }
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{course::glyph::is_forbidden, lang::hangul};

    /// Messages that are the same in both languages, or carry no Hangul, on purpose.
    const NOT_KOREAN: [&str; 1] = ["key_english"];

    #[test]
    fn korean_is_korean_and_english_is_english() {
        for ((name, ko), (_, en)) in KO.all().into_iter().zip(EN.all()) {
            assert!(!ko.is_empty() && !en.is_empty(), "{name}");
            assert!(ko.chars().any(hangul::is_hangul) || NOT_KOREAN.contains(&name), "{name}: {ko}");
            let names_itself = name.starts_with("app") || ["key_flip", "key_korean"].contains(&name);
            assert!(names_itself || !en.chars().any(hangul::is_hangul), "{name}: {en}");
            assert!(
                !["은(는)", "이(가)", "을(를)", "(으)로"].iter().any(|double| ko.contains(double)),
                "{name}"
            );
            assert!(!ko.chars().chain(en.chars()).any(is_forbidden), "{name}");
        }
    }
}
