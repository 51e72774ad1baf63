//! The reader of formulas: a scanner into tokens and a descent over them.

use std::str::FromStr as _;

use rust_decimal::Decimal;

use crate::catalog::formula::{Expr, Formula, Relation, Side};

/// Brackets deeper than this are refused, so that no text can exhaust the stack.
const DEPTH_MAX: u32 = 32;

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Word(String),
    Sign(char),
    Relation(Relation),
}

struct Parser {
    tokens: Vec<Token>,
    next: usize,
    depth: u32,
}

pub(super) fn formula(text: &str) -> Result<Formula, String> {
    let mut parser = Parser {
        tokens: scan(text)?,
        next: 0,
        depth: 0,
    };
    let left = parser.sum()?;
    let Some(Token::Relation(relation)) = parser.take() else {
        return Err(format!("算式`{}`里缺少等号", text.trim()));
    };
    let right = parser.sum()?;
    if let Some(token) = parser.take() {
        return Err(format!("算式里`{}`的位置不对", token.shown()));
    }
    Ok(Formula {
        left,
        relation,
        right,
        text: text.trim().to_owned(),
    })
}

pub(super) fn expr(text: &str) -> Result<Expr, String> {
    let mut parser = Parser {
        tokens: scan(text)?,
        next: 0,
        depth: 0,
    };
    let expr = parser.sum()?;
    match parser.take() {
        None => Ok(expr),
        Some(token) => Err(format!("算式里`{}`的位置不对", token.shown())),
    }
}

impl Parser {
    fn sum(&mut self) -> Result<Expr, String> {
        let mut left = self.product()?;
        loop {
            if self.eat('+') {
                left = Expr::Plus(Box::new(left), Box::new(self.product()?));
            } else if self.eat('-') {
                left = Expr::Minus(Box::new(left), Box::new(self.product()?));
            } else {
                return Ok(left);
            }
        }
    }

    fn product(&mut self) -> Result<Expr, String> {
        let mut left = self.atom()?;
        loop {
            if self.eat('*') {
                left = Expr::Times(Box::new(left), Box::new(self.atom()?));
            } else if self.eat('÷') {
                left = Expr::Over(Box::new(left), Box::new(self.atom()?));
            } else {
                return Ok(left);
            }
        }
    }

    fn atom(&mut self) -> Result<Expr, String> {
        if self.eat('(') {
            self.depth += 1;
            if self.depth > DEPTH_MAX {
                return Err("算式的括号套得太深".to_owned());
            }
            let inner = self.sum()?;
            self.depth -= 1;
            self.close()?;
            return Ok(inner);
        }
        match self.take() {
            Some(Token::Word(word)) if self.eat('(') => self.call(&word),
            Some(Token::Word(word)) => plain(&word),
            Some(token) => Err(format!("算式里`{}`的前面少了名称或数", token.shown())),
            None => Err("算式没有写完".to_owned()),
        }
    }

    /// What stands in brackets after a word. Only two functions exist; any other word with brackets
    /// is a name that contains them: `面积(亩)`.
    fn call(&mut self, word: &str) -> Result<Expr, String> {
        let first = self.word()?;
        let sums = matches!(word, "合计" | "sum" | "SUM");
        let cell = matches!(word, "行" | "cell");
        if !sums && !cell {
            self.close()?;
            return Ok(Expr::Name(format!("{word}({first})")));
        }
        if self.eat(')') {
            return if sums {
                Ok(Expr::Sum(first))
            } else {
                Err("`行(…)`里要写行名和列名，中间用逗号隔开".to_owned())
            };
        }
        if !self.eat(',') {
            return Err(format!("`{word}({first}`后面少了右括号"));
        }
        let second = self.word()?;
        let expr = if sums {
            let Some(Token::Relation(Relation::Eq)) = self.take() else {
                return Err(format!("`合计({first}, {second}`后面要写`=值`"));
            };
            Expr::SumWhere {
                column: first,
                by: second,
                is: self.word()?,
            }
        } else {
            Expr::Cell {
                row: first,
                column: second,
            }
        };
        self.close()?;
        Ok(expr)
    }

    fn close(&mut self) -> Result<(), String> {
        if self.eat(')') {
            Ok(())
        } else {
            Err("算式少了右括号".to_owned())
        }
    }

    fn word(&mut self) -> Result<String, String> {
        match self.take() {
            Some(Token::Word(word)) => Ok(word),
            Some(token) => Err(format!("算式括号里的`{}`不是名称", token.shown())),
            None => Err("算式没有写完".to_owned()),
        }
    }

    fn take(&mut self) -> Option<Token> {
        let token = self.tokens.get(self.next).cloned();
        self.next += 1;
        token
    }

    fn eat(&mut self, sign: char) -> bool {
        let found = self.tokens.get(self.next) == Some(&Token::Sign(sign));
        self.next += usize::from(found);
        found
    }
}

impl Token {
    fn shown(&self) -> String {
        match self {
            Self::Word(word) => word.clone(),
            Self::Sign(sign) => sign.to_string(),
            Self::Relation(relation) => relation.sign().to_owned(),
        }
    }
}

fn scan(text: &str) -> Result<Vec<Token>, String> {
    let mut tokens = Vec::new();
    let mut word = String::new();
    let mut chars = text.trim().chars().peekable();
    while let Some(raw) = chars.next() {
        let symbol = folded(raw);
        let Some(mut token) = token_of(symbol) else {
            // Spaces inside a name are kept as one, since board heads are often set apart: `合 计`.
            if !symbol.is_whitespace() || !word.is_empty() {
                word.push(symbol);
            }
            continue;
        };
        if chars.peek().copied().map(folded) == Some('=') {
            token = match token {
                Token::Relation(Relation::Lt) => Token::Relation(Relation::Le),
                Token::Relation(Relation::Gt) => Token::Relation(Relation::Ge),
                other @ (Token::Word(_) | Token::Sign(_) | Token::Relation(_)) => {
                    return Err(format!("算式里`{}=`连在了一起", other.shown()));
                }
            };
            chars.next();
        }
        finish(&mut word, &mut tokens);
        tokens.push(token);
    }
    finish(&mut word, &mut tokens);
    Ok(tokens)
}

fn finish(word: &mut String, tokens: &mut Vec<Token>) {
    let trimmed = word.trim();
    if !trimmed.is_empty() {
        tokens.push(Token::Word(trimmed.to_owned()));
    }
    word.clear();
}

fn token_of(symbol: char) -> Option<Token> {
    Some(match symbol {
        '+' | '-' | '*' | '÷' | '(' | ')' | ',' => Token::Sign(symbol),
        '=' => Token::Relation(Relation::Eq),
        '≤' => Token::Relation(Relation::Le),
        '≥' => Token::Relation(Relation::Ge),
        '<' => Token::Relation(Relation::Lt),
        '>' => Token::Relation(Relation::Gt),
        _ => return None,
    })
}

/// Full-width and typographic signs become the plain ones.
fn folded(symbol: char) -> char {
    match symbol {
        '＋' => '+',
        '−' | '－' | '–' | '—' => '-',
        '×' | '·' | '＊' | '✕' => '*',
        '（' => '(',
        '）' => ')',
        '，' => ',',
        '＝' => '=',
        '＜' => '<',
        '＞' => '>',
        '≦' => '≤',
        '≧' => '≥',
        '０'..='９' => {
            char::from_digit(u32::from(symbol) - u32::from('０'), 10).unwrap_or(symbol)
        }
        other => other,
    }
}

/// A word that stands alone: a number, a row, a run of rows, `X合计` of nothing else, or a name.
fn plain(word: &str) -> Result<Expr, String> {
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return Decimal::from_str(word)
            .map(Expr::Number)
            .map_err(|_| format!("`{word}`不是数"));
    }
    let (side, rest) = side_of(word);
    let Some(rest) = rest.strip_prefix('第') else {
        return Ok(Expr::Name(word.to_owned()));
    };
    let rest = rest.strip_suffix("之和").unwrap_or(rest);
    if let Some((from, to)) = rest.split_once('至').or_else(|| rest.split_once('到')) {
        let (from, to) = (
            row_number(from, word)?,
            row_number(to.trim_start_matches('第'), word)?,
        );
        if from > to {
            return Err(format!("`{word}`的行号前大后小"));
        }
        return Ok(Expr::Rows { side, from, to });
    }
    Ok(Expr::Row {
        side,
        number: row_number(rest, word)?,
    })
}

fn side_of(word: &str) -> (Option<Side>, &str) {
    for (prefix, side) in [("左", Side::Left), ("右", Side::Right)] {
        if let Some(rest) = word
            .strip_prefix(prefix)
            .map(|rest| rest.trim_start_matches(['边', '侧']))
            && rest.starts_with('第')
        {
            return (Some(side), rest);
        }
    }
    (None, word)
}

fn row_number(text: &str, word: &str) -> Result<u32, String> {
    let digits = text.trim().trim_end_matches('行').trim();
    match digits.parse() {
        Ok(0) | Err(_) => Err(format!("`{word}`里的行号看不懂，应写成`第3行`")),
        Ok(number) => Ok(number),
    }
}
