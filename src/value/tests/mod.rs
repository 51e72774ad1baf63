//! Tables and properties of every value type.

mod date;
mod hours;
mod money;
mod number;
mod numeral;
mod period;
mod person;
mod phone;
mod quantity;
mod unit;

use proptest::prelude::{prop_oneof, proptest};
use proptest::strategy::Strategy;

use crate::value::date::read_date;
use crate::value::decimal::fold_digits;
use crate::value::money::Money;
use crate::value::number::Number;
use crate::value::numeral::{chinese_digits, chinese_to_integer};
use crate::value::period::Period;
use crate::value::person::{Person, read_persons};
use crate::value::phone::DutyPhone;
use crate::value::quantity::{Count, Percent, Quantity};
use crate::value::unit::Unit;
use crate::value::{Mistake, quote};

/// Any text, and text made of what the readers look for.
fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,40}",
        "(?s).{0,20}",
        "[0-9０-９.,，-]{0,80}",
        "[0-9年月日号至到次第一二三四季度上下半-]{0,20}",
        "[零壹贰叁拾佰仟万亿元角分整负一十百千廿]{0,90}",
        "[0-9X() +转、:-]{0,30}",
        "[借贷平¥￥万元亩%e_.0-9 （）(]{0,16}",
        "[张三李四·、/ 主任某\u{202e}\u{200f}א👍🏽]{0,12}",
    ]
}

/// Every mistake is one sentence with a remedy, as a finding shows it.
fn well_formed<T>(result: Result<T, Mistake>) {
    if let Err(mistake) = result {
        assert!(!mistake.message.is_empty() && !mistake.help.is_empty());
        assert!(!mistake.message.ends_with('。') && !mistake.message.contains('\n'));
        assert_eq!(
            mistake.message.matches('`').count() % 2,
            0,
            "{}",
            mistake.message
        );
    }
}

proptest! {
    #[test]
    fn readers_take_any_text(text in texts()) {
        let year = Period::read("2025-07至2026-06").unwrap();
        well_formed(Number::read(&text));
        for unit in [None, Some(Unit::Yuan), Some(Unit::WanYuan), Some(Unit::Mu), Some(Unit::Other("元/月".into()))] {
            well_formed(Money::read(&text, unit.as_ref()));
            well_formed(Money::read_balance(&text, unit.as_ref()));
            well_formed(Quantity::read(&text, unit.as_ref()));
            well_formed(Count::read(&text, unit.as_ref()));
            well_formed(Percent::read(&text, unit.as_ref()));
        }
        well_formed(Money::read_capitals(&text));
        well_formed(read_date(&text, None));
        well_formed(read_date(&text, Some(&year)));
        well_formed(Period::read(&text));
        well_formed(Person::read(&text));
        well_formed(read_persons(&text));
        let phone = DutyPhone::read(&text);
        if let Ok(phone) = &phone {
            let _ = format!("{phone} {phone:?}");
        }
        well_formed(phone);
        let _ = (chinese_to_integer(&text), chinese_digits(&text), Unit::from_caption(&text));
    }

    #[test]
    fn folding_is_idempotent_and_keeps_positions(text in texts()) {
        let folded = fold_digits(&text);
        assert_eq!(fold_digits(&folded), folded);
        assert_eq!(folded.chars().count(), text.chars().count());
    }

    #[test]
    fn readable_periods_survive_display_and_address(text in texts()) {
        if let Ok(period) = Period::read(&text) {
            assert_eq!(Period::read(&period.to_string()).as_ref(), Ok(&period));
            assert_eq!(Period::read(&period.key()), Ok(period));
        }
    }
}

#[test]
fn quotes_hide_what_could_identify_a_person() {
    assert_eq!(quote(" 12,30 "), "`12,30`");
    assert_eq!(quote("13912345678"), "`139****5678`");
    assert_eq!(quote("一`二"), "`一'二`");
    assert_eq!(quote(&"长".repeat(30)), format!("`{}…`", "长".repeat(24)));
}
