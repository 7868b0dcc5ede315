//! An EC2 instance: the states it goes through, what is billed in each, and what survives.

use crate::{
    course::doc::{AlertKind, Block},
    lang::Words,
    widget::{
        asked::{Asked, alert, heading, list, paragraph, table},
        field::{Choice, Field, Shape},
        model::{Model, no_prices},
    },
};

const ACTIONS: &[Choice] = &[
    Choice { id: "none", label: Words("없음", "none") },
    Choice { id: "stop", label: Words("중지(stop)", "stop") },
    Choice { id: "start", label: Words("시작(start)", "start") },
    Choice { id: "reboot", label: Words("재부팅(reboot)", "reboot") },
    Choice { id: "hibernate", label: Words("최대 절전 모드(hibernate)", "hibernate") },
    Choice { id: "terminate", label: Words("종료(terminate)", "terminate") },
];

/// The widget.
pub(super) static MODEL: Model = Model {
    name: "instance-states",
    title: Words("EC2 인스턴스 상태", "EC2 instance states"),
    fields: FIELDS,
    prices: no_prices,
    face,
    doc,
    refuses,
};

const FIELDS: &[Field] = &[Field {
    name: "action",
    label: Words("다음 동작", "Next action"),
    unit: Words("", ""),
    shape: Shape::Actions(ACTIONS),
    default: "none",
}];

/// A state that lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Running,
    Stopped,
    Terminated,
}

/// What became of something since the beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Kept,
    Changed,
    /// It comes back, changed, with the next start.
    Released,
    Lost,
    /// No longer attached, but still there and billed.
    Detached,
}

/// An instance and what happened to it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Instance {
    state: State,
    is_hibernating: bool,
    /// Names of states and actions so far.
    chain: Vec<String>,
    public: Fate,
    private: Fate,
    elastic: Fate,
    ebs: Fate,
    store: Fate,
    memory: Fate,
    /// Times that a new billing period began, besides the first.
    starts: u32,
    /// The last action that could not be taken.
    refused: Option<&'static str>,
}

impl Instance {
    /// One that runs, unless the fence begins with starting it.
    fn of(asked: &Asked<'_>) -> Instance {
        let taken = asked.taken("action");
        let is_running = asked.opening("action").first() != Some(&"start");
        let (state, first) =
            if is_running { (State::Running, "running") } else { (State::Stopped, "stopped") };
        let released = if is_running { Fate::Kept } else { Fate::Released };
        let lost = if is_running { Fate::Kept } else { Fate::Lost };
        let mut instance = Instance {
            state,
            is_hibernating: false,
            chain: vec![first.to_owned()],
            public: released,
            private: Fate::Kept,
            elastic: Fate::Kept,
            ebs: Fate::Kept,
            store: lost,
            memory: lost,
            starts: 0,
            refused: None,
        };
        for action in taken {
            instance.take(action);
        }
        instance
    }

    fn go(&mut self, action: &str, through: &[&str]) {
        self.chain.push(format!("─{action}→"));
        for (at, state) in through.iter().enumerate() {
            if at > 0 {
                self.chain.push("→".to_owned());
            }
            self.chain.push((*state).to_owned());
        }
    }

    fn take(&mut self, action: &'static str) {
        self.refused = None;
        match (self.state, action) {
            (State::Running, "stop" | "hibernate") => {
                self.go(action, &["stopping", "stopped"]);
                self.state = State::Stopped;
                self.is_hibernating = action == "hibernate";
                self.public = Fate::Released;
                self.store = Fate::Lost;
                if !self.is_hibernating {
                    self.memory = Fate::Lost;
                }
            }
            (State::Stopped, "start") => {
                self.go(action, &["pending", "running"]);
                self.state = State::Running;
                self.is_hibernating = false;
                self.public = Fate::Changed;
                self.starts += 1;
            }
            (State::Running, "reboot") => {
                self.go(action, &["running"]);
                self.memory = Fate::Lost;
            }
            (State::Running | State::Stopped, "terminate") => {
                let through: &[&str] = if self.state == State::Running {
                    &["shutting-down", "terminated"]
                } else {
                    &["terminated"]
                };
                self.go(action, through);
                self.state = State::Terminated;
                self.is_hibernating = false;
                (self.public, self.private) = (Fate::Lost, Fate::Lost);
                (self.ebs, self.store, self.memory) = (Fate::Lost, Fate::Lost, Fate::Lost);
                self.elastic = Fate::Detached;
            }
            (_, other) => self.refused = Some(other),
        }
    }

    fn chain(&self) -> String {
        let last = self.chain.len().saturating_sub(1);
        let parts = self.chain.iter().enumerate();
        let shown = parts.map(|(at, part)| if at == last { format!("**{part}**") } else { part.clone() });
        shown.collect::<Vec<_>>().join(" ")
    }
}

fn refuses(asked: &Asked<'_>) -> bool {
    Instance::of(asked).refused.is_some()
}

fn refusal(asked: &Asked<'_>, instance: &Instance) -> Option<String> {
    let action = instance.refused?;
    Some(match instance.state {
        State::Terminated => asked.say(
            format!("✗ ✗ {action} 불가: 이미 종료되어 삭제된 인스턴스예요."),
            format!("✗ A terminated instance is gone: there is nothing to {action}."),
        ),
        State::Stopped => asked.say(
            format!("✗ ✗ {action} 불가: 인스턴스가 멈춰 있어요."),
            format!("✗ It is stopped: it cannot {action}."),
        ),
        State::Running => asked.say(
            format!("✗ ✗ {action} 불가: 인스턴스가 이미 돌고 있어요."),
            format!("✗ It is running already: it cannot {action}."),
        ),
    })
}

/// What is billed in the present state.
fn billed(asked: &Asked<'_>, instance: &Instance) -> String {
    match instance.state {
        State::Running => asked.say(
            "지금 과금: 인스턴스 사용 요금, EBS, 퍼블릭 IPv4(탄력적 IP 포함)",
            "Billed now: instance usage, EBS, public IPv4 (Elastic IP too)",
        ),
        State::Stopped => asked.say(
            "지금 과금: EBS와 탄력적 IP. 인스턴스 사용 요금은 안 나와요.",
            "Billed now: EBS and the Elastic IP, no instance usage.",
        ),
        State::Terminated => asked.say(
            "지금 과금: 반납하지 않은 탄력적 IP, 남겨 둔 EBS 볼륨",
            "Billed now: an Elastic IP that was not released, and EBS volumes that were kept",
        ),
    }
}

fn face(asked: &Asked<'_>) -> Vec<String> {
    let instance = Instance::of(asked);
    let mut lines = vec![instance.chain()];
    lines.extend(refusal(asked, &instance));
    lines.push(billed(asked, &instance));
    lines
}

fn doc(asked: &Asked<'_>) -> Vec<Block> {
    let instance = Instance::of(asked);
    let mut blocks = vec![paragraph(&instance.chain())];
    blocks.extend(refusal(asked, &instance).map(|text| alert(AlertKind::Warning, &text)));
    blocks.push(paragraph(&billed(asked, &instance)));
    blocks.push(heading(&asked.say("처음과 비교하면", "Since the beginning")));
    blocks.push(fates(asked, &instance));
    blocks.push(heading(&asked.say("상태별 과금", "What is billed in each state")));
    blocks.push(bills(asked, &instance));
    let starts = instance.starts;
    let mut items = vec![asked.say(
        format!("시작할 때마다 과금 구간이 새로 열려요(최소 60초, 그 뒤 초 단위). 여기서는 {starts}번 다시 시작했어요. 재부팅은 새로 열지 않아요."),
        format!("Each start opens a new billing period (60 s at least, then by the second): {starts} more so far. A reboot does not."),
    )];
    items.push(asked.say(
        "종료(terminate)는 끄는 것이 아니라 지우는 거예요. 루트 EBS 볼륨도 기본값으로 함께 지워져요.",
        "To terminate is not to switch off but to delete; by default the root EBS volume goes, too.",
    ));
    if instance.public == Fate::Changed {
        items.push(asked.say(
            "바뀌지 않는 주소가 필요하면 탄력적 IP를 붙이세요.",
            "For an address that does not change, attach an Elastic IP.",
        ));
    }
    blocks.push(list(items));
    blocks
}

fn fates(asked: &Asked<'_>, instance: &Instance) -> Block {
    let fate = |fate: Fate| match fate {
        Fate::Kept => asked.say("그대로", "kept"),
        Fate::Changed => asked.say("**바뀜**", "**changed**"),
        Fate::Released => {
            asked.say("**반납됨**(시작하면 새 주소)", "**released** (a new one with the next start)")
        }
        Fate::Lost => asked.say("**사라짐**", "**lost**"),
        Fate::Detached => asked.say("분리됐지만 남아 있음(과금)", "detached, still yours (billed)"),
    };
    let ebs = match instance.ebs {
        Fate::Lost => asked.say("루트 볼륨은 **지워짐**(기본값)", "root volume **deleted** (by default)"),
        other => fate(other),
    };
    let memory = if instance.is_hibernating {
        asked.say("EBS에 저장됨(시작하면 되살아남)", "saved on EBS (restored by the next start)")
    } else {
        fate(instance.memory)
    };
    let rows = vec![
        vec![asked.say("퍼블릭 IPv4(자동)", "public IPv4 (automatic)"), fate(instance.public)],
        vec![asked.say("프라이빗 IPv4", "private IPv4"), fate(instance.private)],
        vec![asked.say("탄력적 IP", "Elastic IP"), fate(instance.elastic)],
        vec!["EBS".to_owned(), ebs],
        vec![asked.say("인스턴스 스토어", "instance store"), fate(instance.store)],
        vec![asked.say("메모리", "memory"), memory],
    ];
    table(&["", &asked.say("지금", "now")], false, rows)
}

fn bills(asked: &Asked<'_>, instance: &Instance) -> Block {
    let (yes, no) = (asked.say("과금", "billed"), asked.say("없음", "no"));
    let hibernating = asked.say("최대 절전 모드면 과금", "when hibernating");
    let kept = asked.say("남긴 볼륨만", "kept volumes only");
    let now = match instance.state {
        State::Running => "running",
        State::Stopped => "stopped",
        State::Terminated => "terminated",
    };
    let row = |state: &str, usage: &str, ebs: &str| {
        let name = if state == now { format!("**▸ {state}**") } else { state.to_owned() };
        vec![name, usage.to_owned(), ebs.to_owned(), yes.clone()]
    };
    let rows = vec![
        row("pending", &no, &yes),
        row("running", &yes, &yes),
        row("stopping", &hibernating, &yes),
        row("stopped", &no, &yes),
        row("shutting-down", &no, &yes),
        row("terminated", &no, &kept),
    ];
    let head =
        [asked.say("상태", "state"), asked.say("사용 요금", "usage"), asked.say("탄력적 IP", "Elastic IP")];
    table(&[&head[0], &head[1], "EBS", &head[2]], false, rows)
}
