//! Tiles as square as they come (squarified treemap, Bruls, Huizing and van Wijk 2000), in whole numbers.

/// A tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tile {
    pub(super) x: i128,
    pub(super) y: i128,
    pub(super) width: i128,
    pub(super) height: i128,
}

/// All weights together, so that the products below stay far from overflow.
const WHOLE: i128 = 100_000;

/// A tile for each weight, in their order, the largest first; none for a weight of nothing. The tiles cover the whole
/// area, and none lies over another.
pub(super) fn squarified(weights: &[i128], (width, height): (i128, i128)) -> Vec<Option<Tile>> {
    let sum: i128 = weights.iter().map(|weight| (*weight).max(0)).sum();
    let mut tiles = vec![None; weights.len()];
    if sum == 0 || width <= 0 || height <= 0 {
        return tiles;
    }
    let scaled = |weight: &i128| {
        if *weight <= 0 {
            0
        } else {
            scale(*weight, sum).max(1)
        }
    };
    let scaled: Vec<(usize, i128)> = weights.iter().map(scaled).enumerate().collect();
    let mut left: &[(usize, i128)] =
        &scaled[..scaled.iter().take_while(|(_, weight)| *weight > 0).count()];
    let mut free = Tile {
        x: 0,
        y: 0,
        width,
        height,
    };
    while !left.is_empty() {
        let rest: i128 = left.iter().map(|(_, weight)| weight).sum();
        let row = row(left, rest, &free);
        let (now, later) = left.split_at(row);
        free = lay(now, rest, free, later.is_empty(), &mut tiles);
        left = later;
    }
    tiles
}

/// The weight in shares of [`WHOLE`]; dividing first where the product would overflow.
fn scale(weight: i128, sum: i128) -> i128 {
    weight
        .checked_mul(WHOLE)
        .map_or_else(|| weight / (sum / WHOLE).max(1), |product| product / sum)
}

/// How many tiles stand in the next row: as long as the worst of them becomes no more oblong.
fn row(left: &[(usize, i128)], rest: i128, free: &Tile) -> usize {
    let side = free.width.min(free.height).max(1);
    let area = (free.width * free.height).max(1);
    let mut count = 1;
    let mut sum = left[0].1;
    let mut worst = oblong(left[0].1, left[0].1, sum, (side, area, rest));
    while let Some((_, next)) = left.get(count) {
        let wider = sum + next;
        let then = oblong(left[0].1, *next, wider, (side, area, rest));
        if then.0 * worst.1 > worst.0 * then.1 {
            break;
        }
        worst = then;
        sum = wider;
        count += 1;
    }
    count
}

/// The worst ratio of sides in a row, as a fraction: `side² · largest · rest / (sum² · area)` or
/// `sum² · area / (side² · smallest · rest)`.
fn oblong(
    largest: i128,
    smallest: i128,
    sum: i128,
    (side, area, rest): (i128, i128, i128),
) -> (i128, i128) {
    let square = sum * sum * area;
    let long = (side * side * largest * rest, square);
    let flat = (square, (side * side * smallest * rest).max(1));
    // One of the two is above one, and that one is the worse.
    if long.0 > long.1 {
        reduced(long)
    } else {
        reduced(flat)
    }
}

/// The fraction with fewer digits, so that two of them can be multiplied.
fn reduced((mut up, mut down): (i128, i128)) -> (i128, i128) {
    while up > 1_i128 << 60 || down > 1_i128 << 60 {
        up >>= 1;
        down >>= 1;
    }
    (up, down.max(1))
}

/// Lays a row along the shorter side and returns what is free after it. The last row takes all that is left.
fn lay(
    now: &[(usize, i128)],
    rest: i128,
    free: Tile,
    is_last: bool,
    tiles: &mut [Option<Tile>],
) -> Tile {
    let sum: i128 = now.iter().map(|(_, weight)| weight).sum();
    let is_column = free.width >= free.height;
    let long = if is_column { free.width } else { free.height };
    let side = if is_column { free.height } else { free.width };
    let thick = if is_last { long } else { long * sum / rest };
    let mut before = 0;
    for (index, weight) in now {
        let from = side * before / sum;
        before += weight;
        let to = side * before / sum;
        tiles[*index] = Some(if is_column {
            Tile {
                x: free.x,
                y: free.y + from,
                width: thick,
                height: to - from,
            }
        } else {
            Tile {
                x: free.x + from,
                y: free.y,
                width: to - from,
                height: thick,
            }
        });
    }
    if is_column {
        Tile {
            x: free.x + thick,
            width: free.width - thick,
            ..free
        }
    } else {
        Tile {
            y: free.y + thick,
            height: free.height - thick,
            ..free
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Tile, squarified};

    /// The example of the paper: 6 by 4, weights 6 6 4 3 2 2 1.
    #[test]
    fn lays_the_example_of_the_paper() {
        let tiles = squarified(&[6, 6, 4, 3, 2, 2, 1], (600, 400));
        let tiles: Vec<Tile> = tiles.into_iter().map(Option::unwrap).collect();
        // Two large ones one above the other, then three in a block, then two.
        assert_eq!((tiles[0].x, tiles[1].x), (0, 0));
        assert_eq!((tiles[0].width, tiles[1].width), (300, 300));
        assert!(tiles[2].x >= 300 && tiles[3].x > tiles[2].x, "{tiles:?}");
        assert_eq!(tiles[2].y, tiles[3].y);
    }

    proptest! {
        #[test]
        fn covers_the_area(mut weights in prop::collection::vec(0_i128..i128::from(i64::MAX), 1..16)) {
            weights.sort_by_key(|weight| std::cmp::Reverse(*weight));
            let tiles: Vec<Tile> = squarified(&weights, (10_800, 4_000)).into_iter().flatten().collect();
            let area: i128 = tiles.iter().map(|tile| tile.width * tile.height).sum();
            prop_assert_eq!(area, if weights.iter().all(|weight| *weight == 0) { 0 } else { 10_800 * 4_000 });
            for tile in &tiles {
                prop_assert!(tile.x >= 0 && tile.y >= 0 && tile.width >= 0 && tile.height >= 0);
                prop_assert!(tile.x + tile.width <= 10_800 && tile.y + tile.height <= 4_000);
            }
        }
    }
}
