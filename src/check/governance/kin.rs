//! Close relatives (近亲属), as the lists of members declare them: `李二（妻）`.

use crate::check::governance::offices::Member;
use crate::source::Span;

/// Pairs of a member and one of these persons whom the member declares as a relative, with the place of the declaration.
pub(super) fn across<'m, 'n>(
    members: &'m [Member<'m>],
    names: impl Iterator<Item = &'n str>,
) -> Vec<(&'m str, &'n str, Span)> {
    let names: Vec<&'n str> = names.collect();
    let mut pairs = Vec::new();
    for member in members.iter().filter(|member| !member.is_vacant()) {
        let Some((declared, place)) = member.kin else {
            continue;
        };
        let found = named(declared, &names).into_iter();
        let others = found.filter(|name| *name != member.name);
        pairs.extend(others.map(|name| (member.name, name, place)));
    }
    pairs
}

/// Words of a declaration that there is none, and of relatives who are not close ones (民法典第1045条).
const NO_KIN: &[&str] = &[
    "无", "没有", "不是", "非", "表兄", "表弟", "表姐", "表妹", "堂兄", "堂弟", "堂姐", "堂妹",
    "远房",
];

/// Those of the names that a declaration mentions. `王一一` does not mention 王一 where both are known, and
/// `与王一无亲属关系` mentions nobody.
fn named<'n>(declared: &str, names: &[&'n str]) -> Vec<&'n str> {
    let parts = declared.split(['、', '，', ',', '；', ';', '。', '\n']);
    let parts: Vec<&str> = parts
        .filter(|part| !NO_KIN.iter().any(|no| part.contains(no)))
        .collect();
    let mut found: Vec<&'n str> = Vec::new();
    for name in names {
        let is_meant = parts.iter().any(|part| {
            let longer = |other: &&&str| other.len() > name.len() && other.contains(name);
            let mut longer = names.iter().filter(longer);
            part.contains(name) && !longer.any(|other| part.contains(other))
        });
        if is_meant && !found.contains(name) {
            found.push(name);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::named;

    #[track_caller]
    fn check(declared: &str, expected: &[&str]) {
        let names = ["王一", "王一一", "李二", "欧阳三"];
        assert_eq!(named(declared, &names), expected, "{declared}");
    }

    #[test]
    fn finds_who_is_meant() {
        check("李二（妻）", &["李二"]);
        check("与李二、欧阳三是兄弟", &["李二", "欧阳三"]);
        check("王一一之父", &["王一一"]);
        check("无", &[]);
        check("与李二无亲属关系", &[]);
        check("李二（表弟）", &[]);
        check("副主任赵四的姐姐", &[]);
    }
}
