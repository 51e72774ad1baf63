//! Where text is written on a page, so that cells stay apart and lines end; all numbers in thousandths.

/// A plane's transformation: `[a b c d e f]` of PDF.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Matrix(pub(super) [i64; 6]);

/// One to one.
pub(super) const IDENTITY: Matrix = Matrix([1000, 0, 0, 1000, 0, 0]);

impl Matrix {
    /// This one, then the other.
    pub(super) fn then(self, other: Self) -> Self {
        let by = other.0;
        let product = |x: i64, y: i64, column: usize| {
            let sum =
                i128::from(x) * i128::from(by[column]) + i128::from(y) * i128::from(by[2 + column]);
            sum / 1000
        };
        let mut result = [0; 6];
        for (index, pair) in self.0.chunks_exact(2).enumerate() {
            for column in 0..2 {
                let moved = if index == 2 { by[4 + column] } else { 0 };
                let sum = product(pair[0], pair[1], column) + i128::from(moved);
                result[index * 2 + column] = clamp(sum);
            }
        }
        Self(result)
    }

    /// A shift.
    pub(super) fn shift(x: i64, y: i64) -> Self {
        Self([1000, 0, 0, 1000, x, y])
    }
}

/// A page that is measured in kilometres is damaged; the bound keeps sums in range.
fn clamp(number: i128) -> i64 {
    let most = i128::from(i64::from(i32::MAX) * 1000);
    i64::try_from(number.clamp(-most, most)).unwrap_or_default()
}

/// Text as it comes from a page, with spaces and line ends where the pen jumped.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub(super) text: String,
    /// Where the last character ended, along the line and across it.
    last: Option<(i64, i64)>,
}

/// More than is kept of any attachment, so that it will be told as too long.
const TEXT_LIMIT_BYTES: usize = 32 << 20;
/// Between cells; no number goes on after it.
const CELL: &str = " | ";

impl Written {
    /// Puts down a character of a size at a place.
    pub(super) fn put(&mut self, text: &str, at: Matrix, size: i64, width: i64) {
        if self.text.len() > TEXT_LIMIT_BYTES {
            return;
        }
        let [a, b, _, _, x, y] = at.0;
        // The direction of the line: to the right, or for a turned page up or down.
        let (along, across, scale) = if a.abs() >= b.abs() {
            (x * a.signum(), y, a.abs())
        } else {
            (y * b.signum(), x, b.abs())
        };
        let em = (size.abs().min(10_000_000) * scale.min(10_000_000) / 1000).max(1);
        if let Some((end, line)) = self.last
            && !self.text.is_empty()
        {
            let gap = along - end;
            if (across - line).abs() > em / 2 {
                self.text.push('\n');
            } else if gap > em * 3 / 2 || gap < -em {
                self.text.push_str(CELL);
            } else if gap > em / 4 {
                self.text.push(' ');
            }
        }
        self.text.push_str(text);
        let advance = em * width.clamp(-10_000, 10_000) / 1000;
        self.last = Some((along + advance, across));
    }
}
