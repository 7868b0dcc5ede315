//! The sizes that Fargate has. vCPU are in hundredths and memory in tenths of a GB, as their fields hold them.

/// vCPU of a task, from the smallest.
pub(super) const VCPU: [u64; 8] = [25, 50, 100, 200, 400, 800, 1_600, 3_200];

/// vCPU and memory of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Size {
    /// Hundredths of a vCPU.
    pub(super) vcpu: u64,
    /// Tenths of a GB.
    pub(super) memory: u64,
}

/// The smallest task.
pub(super) const SMALLEST: Size = Size { vcpu: 25, memory: 5 };

/// The memory that a task with so many vCPU may have, from the least; none if there is no such task.
pub(super) fn memories(vcpu: u64) -> Vec<u64> {
    let each = |least: u64, most: u64, step: u64| (least..=most).step_by(step as usize).collect();
    match vcpu {
        25 => vec![5, 10, 20],
        50 => each(10, 40, 10),
        100 => each(20, 80, 10),
        200 => each(40, 160, 10),
        400 => each(80, 300, 10),
        800 => each(160, 600, 40),
        1_600 => each(320, 1_200, 80),
        3_200 => vec![600, 1_200, 2_440],
        _ => Vec::new(),
    }
}

impl Size {
    /// Whether Fargate has it.
    pub(super) fn exists(self) -> bool {
        memories(self.vcpu).contains(&self.memory)
    }

    /// Those that Fargate has instead: with the same vCPU the next below and above, then with the same memory.
    pub(super) fn nearest(self) -> Vec<Size> {
        let all = VCPU
            .into_iter()
            .flat_map(|vcpu| memories(vcpu).into_iter().map(move |memory| Size { vcpu, memory }));
        let all: Vec<Size> = all.collect();
        let same_vcpu = |size: &&Size| size.vcpu == self.vcpu;
        let same_memory = |size: &&Size| size.memory == self.memory;
        let mut found: Vec<Size> = Vec::new();
        let with_vcpu = all.iter().filter(same_vcpu);
        found.extend(with_vcpu.clone().rfind(|size| size.memory < self.memory));
        found.extend(with_vcpu.clone().find(|size| size.memory > self.memory));
        let with_memory = all.iter().filter(same_memory);
        found.extend(with_memory.clone().rfind(|size| size.vcpu < self.vcpu));
        found.extend(with_memory.clone().find(|size| size.vcpu > self.vcpu));
        if found.is_empty() {
            found.extend(self.covering());
        }
        found
    }

    /// The smallest that has at least so many vCPU and so much memory.
    pub(super) fn covering(self) -> Option<Size> {
        let enough = |vcpu: u64| memories(vcpu).into_iter().find(|memory| *memory >= self.memory);
        VCPU.into_iter()
            .filter(|vcpu| *vcpu >= self.vcpu)
            .find_map(|vcpu| Some(Size { vcpu, memory: enough(vcpu)? }))
    }

    /// `2 vCPU + 8 GB`
    pub(super) fn name(self) -> String {
        use crate::widget::field::written;
        format!("{} vCPU + {} GB", written(self.vcpu, 2), written(self.memory, 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_those_of_the_service() {
        let size = |vcpu, memory| Size { vcpu, memory };
        for (vcpu, memory, exists) in [
            (25, 5, true),
            (25, 20, true),
            (25, 30, false),
            (50, 5, false),
            (100, 80, true),
            (400, 300, true),
            (800, 170, false),
            (800, 600, true),
            (1_600, 1_200, true),
            (3_200, 600, true),
            (3_200, 640, false),
            (300, 80, false),
        ] {
            assert_eq!(size(vcpu, memory).exists(), exists, "{vcpu} {memory}");
        }
        assert_eq!(size(100, 90).nearest(), [size(100, 80), size(200, 90)]);
        assert_eq!(size(3_200, 640).nearest(), [size(3_200, 600), size(3_200, 1_200), size(1_600, 640)]);
        assert_eq!(size(300, 80).covering(), Some(size(400, 80)));
        assert_eq!(size(25, 2_440).covering(), Some(size(3_200, 2_440)));
        assert_eq!(size(300, 2_430).nearest(), [size(3_200, 2_440)]);
    }

    #[test]
    fn what_is_offered_instead_exists() {
        for vcpu in 1..=320 {
            for memory in 1..=488 {
                let size = Size { vcpu: vcpu * 10, memory: memory * 5 };
                assert!(
                    !size.nearest().is_empty() && size.nearest().into_iter().all(Size::exists),
                    "{size:?}"
                );
            }
        }
    }
}
