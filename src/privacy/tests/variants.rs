//! Invented numbers in every form people write them in.

use proptest::prelude::{Strategy, any, prop_assert, prop_assert_eq, proptest};
use proptest::sample::select;

use crate::privacy::identity::check_value;
use crate::privacy::{Certainty, Kind, card, find, find_in_cells};

proptest! {
    #[test]
    fn valid_ids_are_found(number in id(), form in forms(), around in "[一-龥]{0,6}", full in any::<bool>()) {
        let shown = written(&number, form, full);
        let text = format!("{around}{shown}{around}");
        let hits = find(&text);
        let found = hits.iter().any(|hit| {
            hit.kind == Kind::IdNumber && text.get(hit.start..hit.end) == Some(shown.as_str())
        });
        prop_assert!(found, "{text}: {hits:?}");
    }

    #[test]
    fn digits_of_other_scripts_are_digits(number in id(), zero in select(vec!['\u{660}', '\u{6f0}', '\u{f20}', '\u{1810}', '\u{19d0}', '\u{1a80}'])) {
        let written: String = number.chars().map(|c| match c.to_digit(10) {
            Some(digit) => char::from_u32(u32::from(zero) + digit).unwrap(),
            None => c,
        }).collect();
        let hits = find(&format!("三组 {written}，"));
        prop_assert!(hits.iter().any(|hit| hit.kind == Kind::IdNumber), "{written}: {hits:?}");
    }

    #[test]
    fn mobiles_are_found(tail in "[3-9][0-9]{9}", form in select(vec!["", " ", "-", "\u{3000}", "—", "."]), full in any::<bool>()) {
        let shown = written(&format!("1{tail}"), (&[3, 4, 4], form), full);
        let text = format!("村民虞样本{shown}，三组");
        let hits = find(&text);
        prop_assert_eq!(hits.len(), 1, "{}", text);
        prop_assert_eq!(hits[0].kind, Kind::Mobile);
        prop_assert_eq!(text.get(hits[0].start..hits[0].end), Some(shown.as_str()));
    }

    #[test]
    fn cards_are_found(body in "62[0-9]{13,16}", form in select(vec!["", " ", "-", "\u{3000}"]), full in any::<bool>()) {
        let shown = written(&with_luhn(&body), (&[4, 4, 4, 4, 4], form), full);
        let text = format!("转入虞样本名下{shown}。");
        let hits = find(&text);
        let found = hits.iter().any(|hit| hit.kind.never_public() && text.get(hit.start..hit.end) == Some(shown.as_str()));
        prop_assert!(found, "{text}: {hits:?}");
    }

    #[test]
    fn impossible_dates_are_never_sure_ids(region in "[1-5][0-9]{5}", year in 1900..2030, month in 13..99, tail in "[0-9]{6}") {
        let text = format!("{region}{year}{month}{tail}");
        let sure = find(&text).iter().any(|hit| hit.kind == Kind::IdNumber && hit.certainty == Certainty::Sure);
        prop_assert!(!sure, "{text}");
    }

    #[test]
    fn labelled_codes_are_left_alone(region in select(vec!["33", "43", "51", "62"]), code in "[0-9]{17}", other in "[0-9]{17}") {
        for text in [
            format!("承包地块编码{region}{code}，四至清楚"),
            format!("地块代码：{region}{code}、{region}{other}"),
            format!("数电发票号码25{region}{}", code.get(..16).unwrap()),
            format!("合同编号：2023{}，甲方村民委员会", code.get(..14).unwrap()),
            format!("全县累计拨付13{}元", code.get(..9).unwrap()),
        ] {
            let found = find(&text).iter().any(|hit| hit.kind.never_public());
            // One code in some ten thousand contains a whole ID number, date and check digit included.
            let id = find(&text).iter().all(|hit| hit.kind == Kind::IdNumber);
            prop_assert!(!found || id, "{text}");
        }
    }

    #[test]
    fn credit_codes_are_left_alone(head in select(vec!["91", "92", "93", "54", "51", "11"]), code in "[0-9]{6}[0-9A-HJ-NPQRTUWXY]{9}[A-HJ-NPQRTUWY]") {
        let text = format!("村民委员会（{head}{code}）开户资料");
        prop_assert!(find(&text).is_empty(), "{text}: {:?}", find(&text));
    }

    #[test]
    fn no_text_panics_and_hits_are_in_order(text in "[0-9０-９Xx@号室家住微信年月日生 \u{200b}\n.()（）+-]{0,60}|\\PC{0,60}") {
        let mut last = 0;
        for hit in find(&text) {
            prop_assert!(hit.start >= last && hit.start < hit.end);
            prop_assert!(text.get(hit.start..hit.end).is_some());
            last = hit.end;
        }
        find_in_cells(&text.split(' ').collect::<Vec<_>>());
    }
}

type Form = (&'static [usize], &'static str);

fn forms() -> impl Strategy<Value = Form> {
    let groups: Vec<&'static [usize]> = vec![
        &[6, 8, 4],
        &[4, 4, 4, 4, 2],
        &[6, 4, 4, 4],
        &[6, 4, 2, 2, 4],
        &[3, 3, 4, 4, 4],
        &[6, 12],
        &[9, 9],
    ];
    let separators = vec![
        "", " ", "-", ".", "\u{3000}", "\n", "\u{200b}", "—", "·", "  ", "\t", "\u{a0}", "－",
        "\r\n",
    ];
    (select(groups), select(separators))
}

fn id() -> impl Strategy<Value = String> {
    let region = select(vec![
        "110101", "139999", "219999", "329999", "429999", "539999", "629999", "659999",
    ]);
    (region, 1900..2026, 1..=12, 1..=28, 0..1000).prop_map(|(region, year, month, day, serial)| {
        let body = format!("{region}{year}{month:02}{day:02}{serial:03}");
        let digits: Vec<u8> = body.bytes().map(|byte| byte - b'0').collect();
        let last = match check_value(&digits) {
            10 => "X".to_owned(),
            digit => digit.to_string(),
        };
        body + &last
    })
}

fn written(number: &str, (groups, separator): Form, full: bool) -> String {
    let mut rest: Vec<char> = number.chars().collect();
    let mut parts: Vec<String> = Vec::new();
    for size in groups {
        let part: String = rest.drain(..(*size).min(rest.len())).collect();
        if !part.is_empty() {
            parts.push(part);
        }
    }
    let text = parts.join(separator);
    if !full {
        return text;
    }
    text.chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() {
                char::from_u32(u32::from(c) + 0xFEE0).unwrap()
            } else {
                c
            }
        })
        .collect()
}

fn with_luhn(body: &str) -> String {
    let complete = |last: u8| {
        body.bytes()
            .map(|byte| byte - b'0')
            .chain([last])
            .collect::<Vec<_>>()
    };
    let last = (0..10)
        .find(|last| card::is_luhn(&complete(*last)))
        .unwrap();
    format!("{body}{last}")
}
