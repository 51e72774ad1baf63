//! Numbers that look random and are the same every time.

/// Xorshift of 64 bits.
#[derive(Debug)]
pub(crate) struct Random(u64);

const SURNAMES: [&str; 12] = [
    "王", "李", "张", "刘", "陈", "杨", "赵", "周", "吴", "徐", "孙", "马",
];
const NAMES: [&str; 12] = [
    "德平", "秀梅", "长林", "学军", "广亮", "树芬", "成福", "明田", "宝川", "桂荣", "启文", "庆峰",
];

impl Random {
    /// Each village has numbers of its own.
    pub(crate) fn seeded(village: usize) -> Self {
        let village = u64::try_from(village).expect("an address has at most 64 bits");
        Self(0x9e37_79b9_7f4a_7c15 ^ (village + 1).wrapping_mul(0xff51_afd7_ed55_8ccd))
    }

    /// The next number below `end`.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % end
    }

    /// A number from `start` to `end`, both included.
    pub(crate) fn between(&mut self, start: u64, end: u64) -> u64 {
        start + self.below(end - start + 1)
    }

    /// One of the given.
    pub(crate) fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        let count = u64::try_from(from.len()).expect("a list has at most 2^64 entries");
        from[usize::try_from(self.below(count)).expect("below the length of a list")]
    }

    /// A name nobody bears on purpose.
    pub(crate) fn person(&mut self) -> String {
        format!("{}{}", self.pick(&SURNAMES), self.pick(&NAMES))
    }
}
