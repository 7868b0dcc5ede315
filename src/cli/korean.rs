//! The command line's help in Korean. A test holds it complete.

use clap::{
    Command,
    error::{ContextKind, ContextValue, ErrorKind},
};

const ABOUT: &str = "터미널에서 한국어와 영어로 배우는 AWS 컴퓨팅";

/// By name, or by the last two names where commands share one.
const COMMANDS: [(&str, &str); 38] = [
    ("learn", "멈춘 곳부터 단원을 읽어요. 터미널이 아니면 글로 출력해요"),
    ("quiz", "단원의 문제를 풀어요"),
    ("exam", "시간을 재고 시험을 봐요"),
    ("review", "잊을 때가 된 것을 복습해요"),
    ("stats", "통계를 봐요. 터미널이 아니면 글로 출력해요"),
    ("glossary", "용어를 찾아요. 터미널이 아니면 글로 출력해요"),
    ("search", "단원, 문제, 용어를 두 언어로 찾아요. 찾은 것이 없으면 1로 끝나요"),
    ("mistakes", "오답노트를 열어요. 옵션을 쓰거나 터미널이 아니면 글로 출력해요"),
    ("check", "코스를 검사하고 고치는 법을 알려 줘요"),
    ("new", "코스, 단원, 문제, 용어를 새로 만들어요"),
    ("course", "새 폴더에 작은 코스를 만들어요"),
    ("lesson", "코스에 단원을 더해요"),
    ("question", "단원에 문제를 더해요"),
    ("term", "용어집에 용어를 더해요"),
    ("progress", "지금까지 공부한 기록을 보고, 점검하고, 내보내고, 합치고, 되돌려요"),
    ("show", "파일에 무엇이 들어 있는지 알려 줘요"),
    ("path", "파일이 어디 있는지 출력해요"),
    ("export", "모든 기록을 글로 내보내요. 다른 프로그램이나 컴퓨터에서 쓸 수 있어요"),
    ("import", "내보낸 기록을 들여와요. 이미 있는 기록은 그대로예요"),
    ("merge", "다른 컴퓨터의 학습 기록을 합쳐요. 그 파일은 바뀌지 않아요"),
    ("undo", "마지막 답, 복습, 표시, 초기화를 되돌려요"),
    ("anki", "답한 문제와 본 용어를 Anki 노트로 써요"),
    ("reset", "문제, 용어, 쪽, 단원 또는 모두를 처음부터 다시 시작해요. undo로 되돌릴 수 있어요"),
    ("doctor", "손상되거나 이상한 곳을 찾고 할 일을 알려 줘요. 문제가 있으면 1로 끝나요"),
    ("bank", "다른 프로그램의 문제를 들여오고, 코스의 문제를 내보내요"),
    ("bank import", "파일의 문제를 단원에 더해요. 빼야 했던 문제가 있으면 1로 끝나요"),
    (
        "bank export",
        "단원의 문제를 다른 프로그램에서 쓸 수 있게 내보내요. 빼야 했던 문제가 있으면 1로 끝나요",
    ),
    ("class", "수업을 열고, 수업에 들어가고, 무엇을 이해했는지 봐요"),
    ("class host", "수업을 열어요. 함께 풀거나 숙제로 내요"),
    ("class resume", "멈춘 수업을 이어서 해요. 모두 앉았던 자리로 돌아와요"),
    ("class join", "수업에 들어가요"),
    ("class wall", "수업의 프로젝터 화면을 보여 줘요. 선생님만 볼 내용은 나오지 않아요"),
    ("class list", "기록이 있는 수업을 보여 줘요. 읽을 수 없는 기록이 있으면 1로 끝나요"),
    ("class report", "수업에서 이해하지 못한 것을 문제별, 학생별로 알려 줘요"),
    ("class export", "수업에서 저장한 모든 것을 JSON으로 써요"),
    ("class delete", "수업에서 저장한 모든 것을 지워요"),
    ("completions", "셸 자동 완성을 출력해요"),
    ("man", "설명서를 출력해요"),
];

const ARGS: [(&str, &str); 92] = [
    ("lang", "언어: ko, en, 또는 both(함께)"),
    ("course", "내장 코스 대신 이 폴더의 코스를 써요"),
    ("progress", "학습 기록을 이 파일에 저장해요"),
    ("prices", "코스의 가격 대신 이 파일의 가격을 써요"),
    ("theme", "색: auto(터미널 색), dark(먹), light(한지), mono(흑백)"),
    ("ascii", "선이 깨지는 터미널에서 ASCII와 한글로만 그려요"),
    (
        "plain",
        "화면 읽기 프로그램과 파이프를 위해 그리지 않고 한 줄씩 읽고 써요. SEODANG_PLAIN=1로도 켤 수 있고, TERM=dumb인 터미널은 늘 이렇게 해요",
    ),
    ("reduce_motion", "저절로 움직이는 것이 없게 해요. 시험 시계는 분마다 바뀌어요"),
    ("lesson", "단원, 또는 단원#쪽"),
    ("quiz_lesson", "단원"),
    ("exam_lesson", "단원. 없으면 코스의 시험 단원"),
    ("note_lesson", "이 단원의 문제만"),
    ("minutes", "시험 시간(분)"),
    ("list", "문제를 글로 출력해요"),
    ("term", "용어. 한국어와 영어 모두 돼요"),
    ("reason", "이 이유만: slip(실수), concept(개념 부족), misread(지문 오독), time(시간 부족), guess(찍음)"),
    ("archived", "보관함의 문제만"),
    ("note_format", "출력 형식: text(글), json(프로그램), markdown(블로그)"),
    ("output", "이 파일에 써요"),
    ("cram", "일정을 바꾸지 않고 더 연습해요. 단원, 없으면 답한 것 모두"),
    ("optimize", "내 기록에 맞게 기억 모형을 조정해요"),
    ("count", "복습할 것이 몇 개인지 출력해요"),
    ("query", "찾을 말. 초성(ㅋㄹㅅㅌ), 낱말의 일부, 작은 오타도 괜찮아요"),
    ("search_format", "출력 형식: text(사람), json(프로그램)"),
    ("dir", "코스 폴더. 없으면 내장 코스"),
    ("format", "출력 형식: text(사람), json(프로그램), github(GitHub Actions)"),
    ("stats_format", "출력 형식: text(사람), json(프로그램)"),
    ("fix", "기계적으로 고칠 수 있는 것을 파일에서 바로 고쳐요"),
    ("watch", "파일이 바뀔 때마다 다시 검사해요. Ctrl+C로 끝내요"),
    ("deny_warnings", "경고만 있어도 1로 끝나요"),
    ("max_age", "확인한 지 이 날수보다 오래된 출처와 가격도 알려요"),
    ("new_dir", "폴더"),
    ("id", "id: 영어 소문자, 숫자, 붙임표"),
    ("of", "단원"),
    ("question_id", "id. 없으면 단원 이름에 번호를 붙여요"),
    (
        "kind",
        "답하는 법(없으면 single): single, multiple, true-false, ordering, matching, number, typed, fill-in",
    ),
    ("show_format", "출력 형식: text(사람), json(프로그램)"),
    ("export_format", "형식: json, ron, csv. 없으면 파일 이름을 따르고, 이름도 없으면 json"),
    ("anki_all", "코스의 모든 것"),
    ("anki_output", "새로 만들 파일. 없으면 화면에 출력해요"),
    ("export_output", "새로 만들 파일. 없으면 화면에 출력해요"),
    ("import_file", "export로 만든 파일. 형식은 자동으로 알아내요. -는 표준 입력"),
    ("others", "학습 기록 파일이나 내보낸 파일"),
    ("undo_list", "되돌릴 수 있는 것을 마지막 열 개까지 보여 주기만 해요"),
    ("reset_item", "문제, 용어, 단원의 id, 또는 단원#쪽"),
    ("reset_all", "설정만 빼고 모두"),
    ("yes", "묻지 않아요"),
    ("mend", "고칠 수 있는 것을 고쳐요. 손상된 파일은 남겨 둬요"),
    ("bank_file", "파일. -는 표준 입력"),
    ("bank_format", "형식: gift, aiken, csv, kahoot. 없으면 파일 이름과 내용을 보고 알아봐요"),
    ("bank_lesson", "단원, 또는 단원#쪽. 없으면 파일 이름을 딴 단원"),
    ("bank_output", "코스 없이 새 문제 파일을 만들어요"),
    (
        "written_format",
        "형식: gift(무들, --lang의 언어), csv(스프레드시트, 두 언어). 없으면 파일 이름을 따르고, 이름도 없으면 csv",
    ),
    ("written_output", "새로 만들 파일. 없으면 화면에 출력해요"),
    ("report_room", "참여 코드. 없으면 가장 최근 수업"),
    ("resume_room", "참여 코드. 없으면 가장 최근에 멈춘 수업"),
    ("csv", "스프레드시트로: 학생마다 한 줄, 문제마다 칸. =questions를 붙이면 문제마다 한 줄"),
    ("json", "프로그램을 위한 JSON으로"),
    ("markdown", "Markdown으로"),
    ("html", "브라우저와 종이를 위한 한 쪽으로"),
    ("report_output", "새로 만들 파일. 끝 이름이 형식을 정해요. 없으면 화면에 출력해요"),
    ("class_output", "새로 만들 파일. 없으면 화면에 출력해요"),
    ("room", "참여 코드"),
    ("class_lesson", "단원, 또는 단원#쪽. 없으면 코스 전체에서 섞어서"),
    ("lan", "같은 네트워크의 모두가 들어올 수 있게 해요. 없으면 이 컴퓨터에서만 들어와요"),
    ("bind", "이 컴퓨터의 이 주소로 닿는 사람이 들어올 수 있게 해요"),
    ("port", "포트. 없으면 7070"),
    ("ssh_port", "ssh 포트. 없으면 2222, 쓰는 중이면 다른 포트. 0이면 열지 않아요"),
    ("show_as", "컴퓨터의 숫자 주소 대신 이 이름을 보여 줘요"),
    ("tls_cert", "이 인증서로 암호화해요. 보증하는 인증서가 뒤따르는 PEM 파일"),
    ("tls_key", "인증서의 개인 키. PEM 파일"),
    ("wall_elsewhere", "선생님만 보는 화면부터 열어요. 프로젝터 화면을 다른 곳에 띄울 때 써요"),
    ("scoring", "점수: accuracy(맞히면), speed(맞히고 빠를수록)"),
    ("streak", "잇달아 맞히면 더 줘요"),
    ("teams", "팀 이름. 쉼표로 나눠요"),
    ("anonymous", "이름을 수업에서 지어 줘요"),
    ("roster", "학생 명단. 줄마다 학번과 이름이 있는 CSV 파일"),
    ("catch_up", "늦게 온 학생은 들어온 뒤에 나온 문제에서 얻은 비율로 점수를 매겨요"),
    ("at_once", "숙제에서 답하자마자 정답을 보여 줘요. 없으면 결과를 열 때 보여 줘요"),
    (
        "homework",
        "저마다 제 속도로, 이만큼 지날 때까지: 30m(분), 2h(시간), 7d(일). 수업을 닫아 둔 동안에는 가지 않아요",
    ),
    ("seconds", "문제마다 몇 초인지. 0이면 닫을 때까지, 없으면 30"),
    ("how_many", "문제 수. 없으면 단원 전부, 코스에서는 20"),
    ("seed", "어떤 문제를 어떤 보기 순서로 낼지 정해요"),
    ("class_title", "수업 이름. 없으면 단원 이름"),
    ("class_address", "수업이 있는 곳. 주소나 링크 전체. 없으면 같은 네트워크에서 찾아요"),
    ("wall_address", "수업이 있는 곳. 주소나 링크 전체. 없으면 이 컴퓨터"),
    ("class_code", "참여 코드"),
    ("nickname", "수업에서 쓸 이름. 없으면 물어봐요"),
    ("as_wall", "보기만 해요. 프로젝터 화면을 보여 줘요"),
    ("shell", "셸: bash, elvish, fish, powershell, zsh"),
    ("help", "도움말을 보여 줘요"),
    ("version", "버전을 보여 줘요"),
];

const TEMPLATE: &str = "{about-with-newline}\n사용법: {usage}\n\n{all-args}{after-help}";

/// What is said behind the options of a command.
const AFTER: [(&str, &str); 13] = [
    (
        "search",
        "\
--format json은 문서 하나를 출력해요:
  version     1. 필드는 늘어날 수 있지만 뜻은 바뀌지 않아요
  query       찾은 말
  lang        읽는 언어: ko 또는 en
  count       찾은 개수
  hits        찾은 것, 가장 잘 맞는 것부터. 저마다
    kind        term(용어), lesson(단원), page(쪽), question(문제)
    id          용어나 문제의 id, 단원, 단원#쪽
    title       ko와 en
    match       exact, prefix, word, inner, words, initials(초성), typo(오타), shortened(줄임)
    in          name(이름) 또는 text(글)
    lang        맞은 글의 언어
    block       쪽의 몇 번째 덩어리인지, 0부터. 다른 글은 null
    text        맞은 글
    highlights  그 글에서 맞은 곳의 시작과 끝. 글자 수로 0부터 세고, 끝은 마지막 글자 다음이에요
문제는 묻는 말로 찾고, 답은 출력하지 않아요.",
    ),
    (
        "stats",
        "\
--format json은 문서 하나를 출력해요. 날짜는 내 하루로 2026-11-22처럼, 비율은 0에서 1까지로 써요:
  version         1. 필드는 늘어날 수 있지만 뜻은 바뀌지 않아요
  today           세는 날
  exam            시험. day(날), days_left(남은 날, 지나면 음수), portion(오늘 남은 pages 쪽,
                  questions 문제, reviews 복습. 시험일부터는 null). 시험일이 없으면 null
  total           answers(답), right(맞힘), reviews(복습), remembered(기억함), pages(쪽), ms(쓴 시간, 밀리초)
  days_active     공부한 날의 수
  streak          오늘까지 이어진 날. 오늘 아직 하지 않았으면 어제까지
  longest_streak  가장 길게 이어진 날
  days            공부한 날마다 day와 total의 필드
  hours           0시부터 23시까지 시각마다 answers와 right
  retention       wanted(목표). 하루 이상 지나 다시 답한 것의 reviews와 remembered, predicted(예측한 비율),
                  actual(기억한 비율), few(30번 미만). bins는 예측한 비율 from에서 to까지로 나눈 것
  lessons         단원마다 id와 문제 수: new(새것), learning(배우는 중), known(아는 것), mastered(익힌 것)
  due             오늘과 그 뒤 29일 동안 날마다 올 카드의 수",
    ),
    (
        "show",
        "\
--format json은 문서 하나를 출력해요:
  version       1. 필드는 늘어날 수 있지만 뜻은 바뀌지 않아요
  path          파일
  bytes         파일의 길이
  events        기록의 수
  first, last   첫날과 마지막 날, 2026-11-22처럼. 기록이 없으면 null
  lessons       코스의 단원 수
  lessons_read  모든 쪽을 읽은 단원
  pages_read    읽은 쪽
  answers       답한 문제와 카드
  right         맞힌 것
  backups       백업 파일",
    ),
    (
        "export",
        "\
JSON과 RON은 format(\"seodang-progress\"), version(1), events로 되어 있고, 기록은 id 차례로 놓여요. 기록마다
  id        버전 7 UUID. 어느 사본에서나 같아요
  time      내 시계의 시차가 붙은 RFC 3339. 그렇게 쓸 수 없으면 utc_ms:N offset_s:N
  kind      무슨 일인지. answered(답) 같은 것
  item      무엇에 관한 것인지: 문제, 단원#쪽, 설정. 빌 수 있어요
  revision  그것의 개정 번호. 없으면 0
  payload   나머지를 구조 그대로. 구조가 아니면 대신 text. 비었으면 둘 다 없어요
CSV는 한 줄에 기록 하나예요. 열은 위와 같고, payload는 JSON 글이고, 마지막 열은 늘 비어 있고 이름이 형식과 버전이에요.
= + - @ ' 탭, 줄바꿈으로 시작하는 칸에는 스프레드시트가 수식으로 여기지 않도록 '를 앞에 붙여요. import가 다시 떼요.",
    ),
    (
        "bank import",
        "\
gift와 aiken은 무들의 형식이고, kahoot은 Kahoot이 나눠 주는 스프레드시트(.xlsx)
예요. CSV의 칸은 `seodang bank export --help`에 있어요. 글은 UTF-8이에요.
코스에 담을 수 없는 것은 몇째 줄인지, 어떻게 할지와 함께 알려 줘요. 한 언어뿐인
글은 두 언어에 똑같이 쓰고, 이유(why)가 없는 곳에는 “할 일”이 기다려요. 옮길
글은 `seodang check`가 찾아 줘요. id는 묻는 말로 만들어서 같은 파일을 다시
들여와도 괜찮아요. 이미 있는 문제는 그대로예요.",
    ),
    (
        "bank export",
        "\
CSV에는 모두 담겨요. 첫 줄에 칸 이름이 있어요. 글은 stem.ko와 stem.en처럼 두
칸이고, 들여올 때에는 stem 하나만 있어도 돼요. 칸의 차례는 아무래도 괜찮고,
필요 없는 칸은 없어도 돼요.
  id, kind, page, difficulty, source, revision, aliases
      quizzes/단원.ron에서와 같아요
  stem, explanation, hint1, ...
      글
  correct
      맞는 보기의 번호(1;3처럼), 또는 true나 false
  option1, option1.why, option1.pair, option1.id, ...
      보기. Ordering에서는 맞는 차례로
  value, tolerance, unit, unit1.name, unit1.size, ..., near1.value, near1.why
      숫자와, 하기 쉬운 틀린 답
  answer, accept1, ..., why, near1.accept1, ..., near1.why, ...
      입력하는 답과, 하기 쉬운 틀린 답
  blank1.id, blank1.answer, blank1.accept1, ..., blank1.why, ...
      빈칸. 저마다 입력하는 답과 같아요
= + - @ ' 탭, 줄바꿈으로 시작하는 칸에는 스프레드시트가 수식으로 여기지 않도록
'를 앞에 붙여요. import가 다시 떼요.",
    ),
    ("class list", CLASS_KEPT),
    ("class delete", CLASS_KEPT),
    (
        "class export",
        "\
문서 하나예요:
  format   \"seodang-class\"
  version  1. 필드는 늘어날 수 있지만 뜻은 바뀌지 않아요
  code     참여 코드
  opened   연 시각. UTC, RFC 3339
  host     다른 기기에서 진행할 때 쓰는 토큰의 SHA-256. 없으면 null
  clock    수업 시계가 간 시간(밀리초)
  events   일어난 일을 차례로: at(그 시계의 밀리초)과 what. 첫 번째에 문제가 들어 있어요
수업 기록은 이 컴퓨터에만 있어요. 학생의 이름과 답이 담겨 있으니 내보낸 파일도 조심해서 다뤄 주세요.",
    ),
    (
        "class report",
        "\
가장 이해하지 못한 문제부터 나와요. 문제마다
  p              답 가운데 맞은 비율: 난이도
  변별도         이 문제를 맞힌 것과 나머지 문제를 맞힌 비율의 상관. 0.2보다 작으면 문제를, 0보다 작으면 정답을 살펴보세요
  상위, 하위     상위 27%와 하위 27% 학생이 맞힌 비율
답이 30개가 안 되면 우연일 때가 많아요. 설문, 건너뛴 문제, 내보낸 학생은 세지 않아요.
--csv의 칸은 rank, name, student, team, score, asked, answered, right, median_seconds와, id가 ID인 N번 문제마다
N.ID(맞음 1, 틀림 0, 답이 없거나 설문이면 빈칸), N.ID.answer(답), N.ID.seconds(초)예요. Excel이 한글을 깨뜨리지
않도록 바이트 순서 표시(BOM)로 시작하고, 수식이 될 칸에는 '를 앞에 붙여요.
--csv=questions의 칸은 number, id, lesson, page, stem, poll, players, answers, dont_know, right, p,
discrimination, upper, lower, caution(답이 30개가 안 되면 1), median_seconds, choices(설문의 선택), 그리고 많이
나온 오답 다섯 개의 wrong_N, wrong_N_why(그 뒤에 있는 오해), wrong_N_count예요.
--json은 문서 하나예요:
  version          1. 필드는 늘어날 수 있지만 뜻은 바뀌지 않아요
  code, opened     참여 코드, 연 시각(UTC, RFC 3339)
  ms, phase        걸린 시간. lobby, question, locked, reveal, scoreboard, podium, closed 가운데 하나
  unrevealed       물었지만 정답을 공개하지 않아서 빠진 문제의 수
  title            ko와 en. 코스의 글은 모두 그렇고, 인라인 Markdown이에요
  teams, team_standings
                   팀 이름, 팀마다 team(번호), score, members, rank
  students         player, name, student, team, rank, score, asked, answered, right, median_ms와, questions의 차례로
                   답마다 right, took_ms, said, typed(입력한 답인지). 답이 없으면 null
  questions        number(0부터), id, lesson, page, stem, poll, players, answers, dont_know, right, difficulty,
                   discrimination(point_biserial, upper, lower), caution(답이 30개 미만), median_ms,
                   wrong(what, typed, missed(골랐어야 하는 것), why, count), 설문의 choices
  again            다시 가르칠 것: lesson, page, right, questions, wrong, caution
수업 기록은 이 컴퓨터에만 있고 어디에도 보내지 않아요. 지우려면: seodang class delete ROOM",
    ),
    (
        "class host",
        "\
--lan이나 --bind가 없으면 이 컴퓨터에서만 들어올 수 있어요. 들어오려면 참여 코드가 있어야 해요. 인증서가 없으면 주고받는
것을 암호화하지 않으니 믿을 수 있는 네트워크에서 여세요. 인증서가 있으면 그 이름을 --show-as로 알려 주세요.
--plain이거나 터미널이 아니면 명령을 한 줄씩 써요. help라고 쓰면 명령이 나와요. 프로그램이 어떻게 끝나도 수업은 남아
있어요. 이어서 하려면: seodang class resume 코드",
    ),
    (
        "class resume",
        "\
전과 같은 주소와 포트, 같은 인증서로 열어요. 여기에 쓴 옵션은 전의 것을 대신해요. 이 컴퓨터에서만 들어오게 하려면
--bind 127.0.0.1이라고 쓰세요.",
    ),
    (
        "class join",
        "\
낸 답은 내 학습 기록에 남아서, 틀린 것은 복습에 다시 나와요. 프로그램이 꺼져도 하루 안에 같은 코드로 들어오면 앉았던
자리로 돌아와요.",
    ),
];

/// What is stored of a class, and how to delete it.
const CLASS_KEPT: &str = "\
수업 기록은 이 컴퓨터의 학습 기록 옆에만 있고 어디에도 보내지 않아요. 담긴 것은 문제, 학생 이름(명단을 썼으면
학번도), 답과 걸린 시간이고, 학생 기기의 주소는 담지 않아요. 저절로 지워지지 않아요. 지우려면: seodang class delete ROOM";

/// `command` with its help in Korean.
#[must_use]
pub fn translate(command: Command) -> Command {
    subcommands(strings(command.about(ABOUT)).override_usage("seodang [옵션] [명령]"), "seodang")
}

/// The commands below `command`, which is called by `path`, and those below them.
fn subcommands(command: Command, path: &str) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    names.into_iter().fold(command, |command, name| {
        let parent = path.rsplit(' ').next().unwrap_or_default();
        let of = |table: &[(&str, &'static str)]| {
            let named = |name: &str| table.iter().find(|(other, _)| *other == name).map(|(_, text)| *text);
            named(&format!("{parent} {name}")).or_else(|| named(&name))
        };
        let (about, after) = (of(&COMMANDS).unwrap_or_default(), of(&AFTER));
        let path = format!("{path} {name}");
        command.mut_subcommand(&name, |sub| {
            let value = |arg: &clap::Arg| {
                let name = arg.get_value_names().and_then(|names| names.first());
                let name = name.map_or_else(|| arg.get_id().as_str().to_uppercase(), ToString::to_string);
                if arg.is_required_set() { format!(" <{name}>") } else { format!(" [{name}]") }
            };
            let command = if sub.has_subcommands() { " <명령>" } else { "" };
            let values: String = sub.get_positionals().map(value).collect();
            let usage = format!("{path} [옵션]{values}{command}");
            let sub = strings(sub.about(about)).override_usage(usage);
            subcommands(if let Some(text) = after { sub.after_help(text) } else { sub }, &path)
        })
    })
}

fn strings(command: Command) -> Command {
    let command = command
        .help_template(TEMPLATE)
        .subcommand_help_heading("명령")
        .next_help_heading("옵션")
        .disable_help_flag(true)
        .disable_version_flag(true);
    let has_version = command.get_version().is_some();
    let command = command.arg(
        clap::Arg::new("help")
            .short('h')
            .long("help")
            .action(clap::ArgAction::Help)
            .help("도움말을 보여 줘요"),
    );
    let command = if has_version {
        let version = clap::Arg::new("version").short('V').long("version").action(clap::ArgAction::Version);
        command.arg(version.help("버전을 보여 줘요"))
    } else {
        command
    };
    let ids: Vec<String> = command.get_arguments().map(|arg| arg.get_id().to_string()).collect();
    ids.into_iter().fold(command, |command, id| {
        let help = ARGS.iter().find(|(other, _)| *other == id).map_or("", |(_, help)| help);
        let heading = if command.get_arguments().any(|arg| arg.get_id() == id.as_str() && arg.is_positional())
        {
            "인자"
        } else {
            "옵션"
        };
        command.mut_arg(id, |arg| {
            let takes_values = arg.get_action().takes_values();
            let arg = arg.help(help).help_heading(heading);
            // They are named in the help itself.
            if takes_values { arg.hide_possible_values(true) } else { arg }
        })
    })
}

/// A mistake in the arguments: what is wrong, what may have been meant, where to look.
#[must_use]
pub fn mistake(error: &clap::Error) -> String {
    let shown = |kind: ContextKind| match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) if !texts.is_empty() => Some(texts.join(", ")),
        _ => None,
    };
    let arg = shown(ContextKind::InvalidArg).unwrap_or_default();
    let what = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            format!("그런 명령은 없어요: {}", shown(ContextKind::InvalidSubcommand).unwrap_or_default())
        }
        ErrorKind::UnknownArgument => format!("모르는 인자예요: {arg}"),
        ErrorKind::InvalidValue if shown(ContextKind::InvalidValue).is_none_or(|value| value.is_empty()) => {
            format!("값이 빠졌어요: {arg}")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("쓸 수 없는 값이에요: {arg} {}", shown(ContextKind::InvalidValue).unwrap_or_default())
        }
        ErrorKind::MissingRequiredArgument => format!("빠진 인자가 있어요: {arg}"),
        ErrorKind::ArgumentConflict => match shown(ContextKind::PriorArg).filter(|other| *other != arg) {
            Some(other) => format!("함께 쓸 수 없어요: {arg}, {other}"),
            None => format!("한 번만 쓰세요: {arg}"),
        },
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "무엇을 할지 쓰세요".to_owned()
        }
        _ => "명령을 읽을 수 없어요".to_owned(),
    };
    let mut text = format!("seodang: {what}");
    let like = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    if let Some(like) = like.into_iter().find_map(shown) {
        text.push_str(&format!("\n혹시 '{like}'?"));
    }
    if let Some(valid) = shown(ContextKind::ValidValue).or_else(|| shown(ContextKind::ValidSubcommand)) {
        text.push_str(&format!("\n쓸 수 있는 것: {valid}"));
    }
    text.push_str("\n도움말: seodang --help");
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{cli::args::Args, lang::hangul::is_hangul};
    use clap::CommandFactory;

    #[test]
    fn every_command_and_option_has_korean_help() {
        let mut command = translate(Args::command());
        command.build();
        let korean = |text: Option<&clap::builder::StyledStr>| {
            text.is_some_and(|t| t.to_string().chars().any(is_hangul))
        };
        let below =
            command.get_subcommands().flat_map(|sub| std::iter::once(sub).chain(sub.get_subcommands()));
        for command in std::iter::once(&command).chain(below) {
            assert!(korean(command.get_about()), "{}", command.get_name());
            for arg in command.get_arguments() {
                assert!(korean(arg.get_help()), "{} {}", command.get_name(), arg.get_id());
            }
        }
    }
}
