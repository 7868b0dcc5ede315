//! What was measured, in milliseconds.

use std::time::{Duration, Instant};

use super::{Plan, player::Asked};

#[derive(Debug, Default)]
pub struct Figures {
    pub joins: Vec<Duration>,
    pub join_cpu: f64,
    pub questions: Vec<Question>,
    pub dropped: usize,
    /// Players and questions of the answers that were acknowledged.
    pub acked: Vec<(u32, u32)>,
    pub memory_mb: f64,
}

/// One question.
#[derive(Debug)]
pub struct Question {
    /// From the teacher's key to each player.
    fan_out: Vec<Duration>,
    /// From each answer to its acknowledgement.
    acks: Vec<Duration>,
    /// From the last answer to each player's result.
    results: Vec<Duration>,
    cpu: f64,
}

impl Question {
    pub fn of(asked: &Asked, begun: Instant, cpu: f64) -> Question {
        let acks = asked.acks.lock().unwrap();
        let last = acks.iter().map(|(sent, _)| *sent).max().unwrap_or(begun);
        let since = |moments: &[Instant], from: Instant| {
            moments.iter().map(|at| at.saturating_duration_since(from)).collect()
        };
        Question {
            fan_out: since(&asked.seen_at.lock().unwrap(), begun),
            acks: acks.iter().map(|(sent, acked)| *acked - *sent).collect(),
            results: since(&asked.told_at.lock().unwrap(), last),
            cpu,
        }
    }
}

impl Figures {
    pub fn print(&self, plan: &Plan) {
        println!(
            "{} players, ramp {} s, window {} s, server on core {}",
            plan.players, plan.ramp, plan.window, plan.core
        );
        println!(
            "joined {} of {}: {}, {:.2} CPU s",
            self.joins.len(),
            plan.players,
            spread(&self.joins),
            self.join_cpu
        );
        for (number, question) in (1..).zip(&self.questions) {
            println!(
                "question {number}: fan-out {} | ack {} | last answer to result {} | {:.2} CPU s",
                spread(&question.fan_out),
                spread(&question.acks),
                spread(&question.results),
                question.cpu,
            );
        }
        println!("dropped {}, peak {:.0} MB", self.dropped, self.memory_mb);
    }
}

/// Median, 99th percentile and the most, in milliseconds.
fn spread(times: &[Duration]) -> String {
    let mut times = times.to_vec();
    times.sort_unstable();
    let at = |share: usize| {
        let index = (times.len() * share).div_ceil(100).saturating_sub(1);
        times.get(index).map_or(f64::NAN, |time| time.as_secs_f64() * 1e3)
    };
    format!("{:.1}/{:.1}/{:.1} of {}", at(50), at(99), at(100), times.len())
}
