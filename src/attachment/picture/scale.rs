//! Pictures made smaller: each point is the exact mean of the area that it stands for, rounded once.

use crate::attachment::picture::raster::Raster;

/// A picture of this size, no side of which may be longer than it was.
///
/// A source point covers `to` units of a line that is `from * to` units long, a target point `from` of them; so both
/// meet at whole numbers, and a source point lies in one target point or in two neighbours.
pub(super) fn shrunk(raster: &Raster, width: usize, height: usize) -> Raster {
    let (width, height) = (width.min(raster.width), height.min(raster.height));
    let channels = raster.channels;
    let across = shares(raster.width, width);
    let down = shares(raster.height, height);
    let area = u64::try_from(raster.width * raster.height).unwrap_or(u64::MAX);
    let mut points = Vec::with_capacity(width * height * channels);
    let mut line = vec![0_u64; (width + 1) * channels];
    let mut sums = vec![0_u64; width * channels];
    let mut next = vec![0_u64; width * channels];
    let mut current = 0;
    for (row, share) in raster
        .points
        .chunks_exact(raster.width * channels)
        .zip(&down)
    {
        if share.at > current {
            points.extend(sums.iter().map(|sum| mean(*sum, area)));
            std::mem::swap(&mut sums, &mut next);
            next.fill(0);
            current = share.at;
        }
        line.fill(0);
        for (point, share) in row.chunks_exact(channels).zip(&across) {
            let at = share.at * channels;
            let pair = line.get_mut(at..at + 2 * channels).unwrap_or_default();
            let (here, after) = pair.split_at_mut(channels);
            for ((here, after), value) in here.iter_mut().zip(after).zip(point) {
                *here += share.here * u64::from(*value);
                *after += share.after * u64::from(*value);
            }
        }
        for ((sum, next), value) in sums.iter_mut().zip(&mut next).zip(&line) {
            *sum += share.here * value;
            *next += share.after * value;
        }
    }
    points.extend(sums.iter().map(|sum| mean(*sum, area)));
    Raster {
        width,
        height,
        channels,
        points,
    }
}

/// How a source point is shared out: so much to a target point, so much to the one after it.
struct Share {
    at: usize,
    here: u64,
    after: u64,
}

fn shares(from: usize, to: usize) -> Vec<Share> {
    let whole = |units: usize| u64::try_from(units).unwrap_or(u64::MAX);
    let share = |index: usize| {
        let (start, end) = (index * to, (index + 1) * to);
        let at = start / from;
        let border = end.min((at + 1) * from);
        Share {
            at,
            here: whole(border - start),
            after: whole(end - border),
        }
    };
    (0..from).map(share).collect()
}

fn mean(sum: u64, area: u64) -> u8 {
    u8::try_from((sum + area / 2) / area).unwrap_or(u8::MAX)
}
