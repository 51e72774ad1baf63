//! Formulas: what is read, and that nothing makes the reader stumble.

use proptest::proptest;

use crate::catalog::formula::{Expr, Formula, Relation, Side};

#[track_caller]
fn check(text: &str, expected: Result<&str, &str>) {
    let shown = Formula::parse(text)
        .map(|f| format!("{} {} {}", show(&f.left), f.relation.sign(), show(&f.right)));
    assert_eq!(shown, expected.map(str::to_owned).map_err(str::to_owned));
}

/// Everything in brackets, so that precedence shows.
fn show(expr: &Expr) -> String {
    let side = |side: &Option<Side>| match side {
        Some(Side::Left) => "L",
        Some(Side::Right) => "R",
        None => "",
    };
    match expr {
        Expr::Number(number) => number.to_string(),
        Expr::Name(name) => name.clone(),
        Expr::Sum(name) => format!("Σ{name}"),
        Expr::SumWhere { column, by, is } => format!("Σ{column}[{by}={is}]"),
        Expr::Cell { row, column } => format!("{row}@{column}"),
        Expr::Row { side: of, number } => format!("{}#{number}", side(of)),
        Expr::Rows { side: of, from, to } => format!("{}#{from}..{to}", side(of)),
        Expr::Plus(left, right) => format!("({} + {})", show(left), show(right)),
        Expr::Minus(left, right) => format!("({} - {})", show(left), show(right)),
        Expr::Times(left, right) => format!("({} * {})", show(left), show(right)),
        Expr::Over(left, right) => format!("({} / {})", show(left), show(right)),
    }
}

#[test]
fn reads_formulas() {
    check("净值 = 原值 - 累计折旧", Ok("净值 = (原值 - 累计折旧)"));
    check("金额＝面积×单价", Ok("金额 = (面积 * 单价)"));
    check("a + b − c · 2 <= d", Ok("((a + b) - (c * 2)) ≤ d"));
    check("(a + b) * 1.5 ≥ c", Ok("((a + b) * 1.5) ≥ c"));
    check(
        "期初余额 + 合计(收入) - sum(支出) = 期末余额",
        Ok("((期初余额 + Σ收入) - Σ支出) = 期末余额"),
    );
    check(
        "合计（本期，类别＝收入） = 收入合计",
        Ok("Σ本期[类别=收入] = 收入合计"),
    );
    check("行(货币资金, 期末余额) > 0", Ok("货币资金@期末余额 > 0"));
    check("合计(等次人数.人数) = 实到", Ok("Σ等次人数.人数 = 实到"));
    check("支出合计 = 第1行至第6行之和", Ok("支出合计 = #1..6"));
    check(
        "第28行 = 左第27行 - 右边第２７行",
        Ok("#28 = (L#27 - R#27)"),
    );
    check("面积(亩) < 10", Ok("面积(亩) < 10"));
    check("合 计 = 第3至5行", Ok("合 计 = #3..5"));
}

#[test]
fn says_what_is_wrong_with_a_formula() {
    check("", Err("算式没有写完"));
    check("金额", Err("算式`金额`里缺少等号"));
    check("金额 =", Err("算式没有写完"));
    check("= 金额", Err("算式里`=`的前面少了名称或数"));
    check("a = b = c", Err("算式里`=`的位置不对"));
    check("a = (b", Err("算式少了右括号"));
    check("a = 第0行", Err("`第0行`里的行号看不懂，应写成`第3行`"));
    check(
        "a = 第6行至第1行之和",
        Err("`第6行至第1行之和`的行号前大后小"),
    );
    check("a = 1.2.3", Err("`1.2.3`不是数"));
    check("a == b", Err("算式里`==`连在了一起"));
}

#[test]
fn refuses_brackets_that_could_exhaust_the_stack() {
    let text = format!("{}a = b", "(".repeat(100_000));
    assert_eq!(Formula::parse(&text).unwrap_err(), "算式的括号套得太深");
}

#[test]
fn compares_both_ways() {
    for (relation, expected) in [
        (Relation::Eq, [false, true, false]),
        (Relation::Le, [true, true, false]),
        (Relation::Lt, [true, false, false]),
        (Relation::Ge, [false, true, true]),
        (Relation::Gt, [false, false, true]),
    ] {
        assert_eq!(
            [1, 2, 3].map(|number| relation.holds(&number, &2)),
            expected
        );
    }
}

proptest! {
    #[test]
    fn never_panics(text in r"[合计行第左右至之和0-9a-c ()（），,=＝<>≤≥+\-−*×·.]{0,60}|\PC{0,40}") {
        drop(Formula::parse(&text));
        drop(Expr::parse(&text));
    }
}
