//! PUB-06: an overlay may ask for more than the nation, never for less. What asks for less is ignored and said.

use crate::catalog::Catalog;
use crate::catalog::entry::ItemEntry;
use crate::catalog::item::{Category, DeadlineRule, Frequency, Item, Privacy};
use crate::catalog::law::Confidence;
use crate::catalog::param::{NATIONAL, Param, ParamValue};

/// What to do about all of them.
pub(super) const HELP: &str =
    "地方规定不能低于国家规定，请删去这一处，或注明它只在国家规定施行前有效";

/// A word in the file and what is said about it.
pub(super) type Weaker = (String, String);

/// The message where the value falls short of a national one set by statute that holds at the same time.
pub(super) fn weaker_value(param: &Param, value: &ParamValue) -> Option<String> {
    let floors = param
        .values
        .iter()
        .filter(|floor| floor.profile == NATIONAL && floor.hard);
    let floor = floors
        .filter(|floor| floor.overlaps(value))
        .find(|floor| param.is_weaker(value, floor))?;
    let (number, bound) = (value.number?, floor.number?);
    Some(format!(
        "`{}`写的{number}比国家规定的{bound}宽，未采用",
        param.name
    ))
}

/// The entry without those keys in which it asks for less than the item it changes.
pub(super) fn strengthened(
    catalog: &Catalog,
    entry: ItemEntry,
    base: &Item,
) -> (ItemEntry, Vec<Weaker>) {
    let mut entry = entry;
    let mut weaker = Vec::new();
    let name = &base.name;
    if let Some(posting) = entry.posting
        && let Some(floor) = posting_floor(catalog, base)
        && posting.days.is_some_and(|days| days < floor)
    {
        let days = posting.days.unwrap_or_default();
        weaker.push((
            days.to_string(),
            format!("`{name}`的张贴{days}天少于国家规定的{floor}天，未采用"),
        ));
        entry.posting = None;
    }
    if let Some(deadline) = entry.deadline.as_ref()
        && let Some(bound) = deadline_bound(catalog, base)
        && let Some(days) = deadline.days
        && (if base.deadline.rule == DeadlineRule::BeforeEvent {
            days < bound
        } else {
            days > bound
        })
    {
        weaker.push((
            days.to_string(),
            format!("`{name}`的时限{days}天比国家规定的{bound}天宽，未采用"),
        ));
        entry.deadline = None;
    }
    if let Some(frequency) = entry.frequency
        && let Some(floor) = frequency_floor(base)
        && is_rarer(frequency, floor)
    {
        let message = format!(
            "`{name}`的频次`{}`低于规定的`{}`，未采用",
            frequency.name(),
            floor.name()
        );
        weaker.push((frequency.name().to_owned(), message));
        entry.frequency = None;
    }
    if let Some(privacy) = entry.privacy
        && base.privacy >= Privacy::Named
        && privacy < base.privacy
    {
        weaker.push((
            "隐私".to_owned(),
            format!("`{name}`的隐私类别不能放宽，未采用"),
        ));
        entry.privacy = None;
    }
    (entry, weaker)
}

/// A county's new item with its posting raised to the general floor.
pub(super) fn raised(catalog: &Catalog, item: Item) -> (Item, Vec<Weaker>) {
    let Some((days, floor)) = item.min_posting_days.zip(general_floor(catalog, &item)) else {
        return (item, Vec::new());
    };
    if days >= floor {
        return (item, Vec::new());
    }
    let message = format!(
        "`{}`的张贴{days}天少于国家规定的{floor}天，按{floor}天",
        item.name
    );
    (
        Item {
            min_posting_days: Some(floor),
            ..item
        },
        vec![(days.to_string(), message)],
    )
}

/// The fewest days an embedded item may hang: its own, where they are statute.
fn posting_floor(catalog: &Catalog, item: &Item) -> Option<u32> {
    let own = item
        .min_posting_days
        .filter(|_| item.posting_confidence == Confidence::S);
    own.or_else(|| general_floor(catalog, item).filter(|_| item.min_posting_days.is_none()))
}

fn general_floor(catalog: &Catalog, item: &Item) -> Option<u32> {
    let param = catalog.params.get("posting_days")?;
    if item.category == Category::Party || param.except.contains(&item.id) {
        return None;
    }
    let values = param
        .values
        .iter()
        .filter(|value| value.profile == NATIONAL && value.hard);
    values
        .filter(|value| value.until.is_none())
        .find_map(|value| value.number)
}

/// The days a deadline may not exceed (or, before an event, fall short of), where they are statute.
fn deadline_bound(catalog: &Catalog, item: &Item) -> Option<u32> {
    if item.deadline.rule == DeadlineRule::BeforeEvent && item.confidence == Confidence::S {
        return item.deadline.days.filter(|days| *days > 0);
    }
    let param = catalog.params.get(item.deadline.param.as_ref()?)?;
    param
        .values
        .iter()
        .find(|value| value.profile == NATIONAL && value.hard)?
        .number
}

fn frequency_floor(item: &Item) -> Option<Frequency> {
    item.frequency_floor
        .or_else(|| item.confidence.may_block().then_some(item.frequency))
}

/// Events and standing items have no period, so only a periodic item can become rarer.
fn is_rarer(frequency: Frequency, floor: Frequency) -> bool {
    let Some(months) = floor.months() else {
        return false;
    };
    frequency.months().is_none_or(|asked| asked > months)
}
