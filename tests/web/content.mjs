// Questions of every kind, and what a room says about them.

const t = (ko, en = ko) => ({ ko, en });
const none = t('', '');

export const TITLE = t('ECS 맛보기', 'A taste of ECS');

const base = { poll: false, weight: 1, options: [], pairs: [], unit: null };
const option = (id, correct, why) => ({ id, correct, why });
const key = { id: 'q', revision: 1, lesson: 'ecs', page: 'what', options: [], order: [], pairs: [], answers: [], near: [], explanation: none };

export const QUESTIONS = {
  single: {
    question: {
      ...base,
      kind: 'single',
      stem: t('서비스가 `web:7`을 쓰고 있어요. **이미지만** 바꾸어 [태스크 정의](term:task-definition)를 다시 등록하면 어떻게 될까요?', 'A service uses `web:7`. What happens when you register the [task definition](term:task-definition) again with **only the image** changed?'),
      options: [
        t('`web:8`이 생기고, 서비스는 그대로 `web:7`을 쓴다', '`web:8` appears, and the service goes on with `web:7`'),
        t('`web:7`이 덮어써지고 태스크가 모두 다시 뜬다', '`web:7` is overwritten and all tasks start again'),
        t('같은 이름이라서 등록이 거절된다', 'It is refused, because the name is in use'),
        t('<img src=x onerror=alert(1)>이 실행된다', '<img src=x onerror=alert(1)> is run'),
      ],
    },
    key: {
      ...key,
      options: [
        option('a', true, t('리비전은 바뀌지 않고 쌓여요. 서비스는 고쳐 줄 때까지 쓰던 것을 써요.', 'Revisions pile up and never change. A service keeps its own until you update it.')),
        option('b', false, t('리비전은 덮어쓸 수 없어요.', 'A revision cannot be overwritten.')),
        option('c', false, t('같은 패밀리에 다시 등록하면 번호만 하나 올라가요.', 'Registering in the same family just raises the number.')),
        option('d', false, t('보기는 글자일 뿐이에요.', 'An option is only text.')),
      ],
      explanation: t('서비스를 고쳐야 새 리비전이 떠요.', 'The new revision starts once the service is updated.'),
    },
    counts: { answers: 28, right: 17, dont_know: 2, options: [17, 6, 3, 0] },
    right: { chosen: [0] },
  },
  multiple: {
    question: { ...base, kind: 'multiple', weight: 2, stem: t('Fargate에서 직접 정하는 것을 모두 고르세요.', 'What do you set yourself with Fargate?'), options: [t('vCPU'), t('메모리', 'Memory'), t('커널 버전', 'Kernel version')] },
    key: { ...key, options: [option('a', true, t('태스크마다 정해요.', 'Set for each task.')), option('b', true, t('vCPU와 짝이 맞아야 해요.', 'It has to fit the vCPU.')), option('c', false, t('AWS가 돌봐요.', 'AWS looks after it.'))] },
    counts: { answers: 28, right: 12, dont_know: 0, options: [25, 20, 9] },
    right: { chosen: [0, 1] },
  },
  'true-false': {
    question: { ...base, kind: 'true-false', stem: t('태스크는 다른 호스트로 옮겨 다닌다.', 'Tasks move from host to host.'), options: [t('맞다', 'True'), t('틀리다', 'False')] },
    key: { ...key, options: [option('true', false, t('다른 곳에는 늘 새 태스크가 떠요.', 'Elsewhere there is always a new task.')), option('false', true, t('옮겨 다니지 않아요.', 'They never move.'))] },
    counts: { answers: 28, right: 20, dont_know: 0, options: [8, 20] },
    right: { chosen: [1] },
  },
  ordering: {
    question: { ...base, kind: 'ordering', stem: t('새 버전을 배포하는 차례는?', 'In which order is a new version deployed?'), options: [t('서비스 고치기', 'Update the service'), t('이미지 올리기', 'Push the image'), t('태스크 정의 등록', 'Register the task definition')] },
    key: { ...key, order: [1, 2, 0], options: [option('c', false, t('마지막이에요.', 'The last step.')), option('a', false, t('이미지가 먼저 있어야 해요.', 'The image has to be there first.')), option('b', false, none)] },
    counts: { answers: 28, right: 15, dont_know: 1, options: [20, 22, 15] },
    right: { chosen: [1, 2, 0] },
  },
  matching: {
    question: {
      ...base,
      kind: 'matching',
      stem: t('무엇을 하는지 짝을 지어 보세요.', 'Match each with what it does.'),
      options: [t('클러스터', 'Cluster'), t('서비스', 'Service'), t('태스크', 'Task')],
      pairs: [t('원하는 개수를 지킨다', 'Keeps the desired count'), t('함께 뜨고 함께 멈추는 컨테이너 묶음이다', 'Containers that start and stop together'), t('용량과 서비스를 담는다', 'Holds capacity and services')],
    },
    key: { ...key, pairs: [2, 0, 1], options: [option('a', false, none), option('b', false, none), option('c', false, none)] },
    counts: { answers: 28, right: 19, dont_know: 0, options: [24, 23, 19] },
    right: { matched: [[0, 2], [1, 0], [2, 1]] },
  },
  number: {
    question: { ...base, kind: 'number', stem: t('람다 함수는 최대 몇 분까지 실행되나요?', 'How long can a Lambda function run at most?'), unit: t('분', 'minutes') },
    key: { ...key, answers: [{ what: t('15분', '15 minutes'), why: t('900초가 한도예요.', 'The limit is 900 seconds.') }], near: [{ what: t('5'), why: t('2018년까지의 한도예요.', 'The limit until 2018.') }] },
    counts: { answers: 28, right: 21, dont_know: 3, options: [] },
    right: { typed: '15' },
  },
  typed: {
    question: { ...base, kind: 'typed', stem: t('컨테이너 이미지를 보관하는 AWS 서비스는?', 'Which AWS service stores container images?') },
    key: { ...key, answers: [{ what: t('ECR'), why: none }], near: [{ what: t('ECS'), why: t('ECS는 띄우고, ECR은 보관해요.', 'ECS runs them, ECR stores them.') }] },
    counts: { answers: 28, right: 24, dont_know: 1, options: [] },
    right: { typed: 'ECR' },
  },
  poll: {
    question: { ...base, kind: 'single', poll: true, stem: t('속도가 어때요?', 'How is the pace?'), options: [t('너무 느려요', 'Too slow'), t('딱 좋아요', 'Just right'), t('너무 빨라요', 'Too fast')] },
    key: null,
    counts: { answers: 28, right: 0, dont_know: 0, options: [4, 19, 5] },
    right: { chosen: [1] },
  },
};

export const KINDS = Object.keys(QUESTIONS);

export const row = (rank, name, score, gained = 0) => ({ rank, name: name && t(name), score, gained });

export const BOARD = {
  players: 28,
  rows: [row(1, '용감한 수달', 700, 100), row(2, '김민지', 600, 100), row(2, 'Zoë', 600), row(4, '<b>철수</b>', 500, 100), row(5, null, 400)],
  teams: [{ rank: 1, name: '청팀', score: 550, members: 14 }, { rank: 2, name: '홍팀', score: 480, members: 14 }],
};

/** A scene of the question of `kind`. */
export const scene = {
  question: (kind, number, left_ms = 30_000, paused = false) => ({ at: 'question', number, of: KINDS.length, question: QUESTIONS[kind].question, timing: { left_ms, limit_ms: left_ms === null ? null : 30_000, paused } }),
  locked: (kind, number) => ({ at: 'locked', number, of: KINDS.length, question: QUESTIONS[kind].question }),
  reveal(kind, number) {
    const { question, key, counts } = QUESTIONS[kind];
    return { at: 'reveal', number, of: KINDS.length, question, key, counts };
  },
};
