//! The fields of the views, read from the types themselves: a field added to a view is known here without a second list.
//!
//! A view is read from nothing, and whatever serde asks for is noted. Views have defaults, so one that was seen before is
//! made of them and the walk ends.

use std::collections::BTreeMap;

use serde::de::value::{Error, StrDeserializer};
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, Error as _, IntoDeserializer as _, MapAccess,
    SeqAccess, Visitor,
};

/// What a name in a template stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Finished text.
    Text,
    /// A whole number.
    Number,
    /// Yes or no.
    Flag,
    /// A list of these.
    List(Box<Kind>),
    /// A view, by the name of its type.
    View(&'static str),
    /// One of a few words, by the name of its type.
    Choice(&'static str),
    /// The theme's own words.
    Texts,
    /// Not known: nothing is said about it.
    Any,
}

impl Kind {
    /// `Text`, `[Fact]`, `Fact`.
    pub(crate) fn id(&self) -> String {
        match self {
            Self::List(element) => format!("[{}]", element.id()),
            Self::View(name) | Self::Choice(name) => (*name).to_owned(),
            Self::Text | Self::Number | Self::Flag | Self::Texts | Self::Any => format!("{self:?}"),
        }
    }
}

/// Views with their fields, and choices with their words.
#[derive(Debug, Default)]
pub(crate) struct Shapes {
    /// Fields in the order of the type.
    pub(crate) views: BTreeMap<&'static str, Vec<(&'static str, Kind)>>,
    /// The words of a choice.
    pub(crate) choices: BTreeMap<&'static str, &'static [&'static str]>,
}

impl Shapes {
    /// Notes a type and everything in it.
    pub(crate) fn of<T: DeserializeOwned>(&mut self) -> Kind {
        let mut kind = Kind::Any;
        let walk = Walk {
            shapes: self,
            kind: &mut kind,
        };
        T::deserialize(walk).expect("a view is made of text, numbers, flags, lists and views");
        kind
    }

    /// The field of a view.
    pub(crate) fn field(&self, view: &str, name: &str) -> Option<&Kind> {
        let fields = self.views.get(view)?;
        let found = fields.iter().find(|(field, _)| *field == name);
        found.map(|(_, kind)| kind)
    }

    /// The names of a view's fields.
    pub(crate) fn names(&self, view: &str) -> impl Iterator<Item = &'static str> {
        let fields = self.views.get(view).into_iter().flatten();
        fields.map(|(name, _)| *name)
    }
}

struct Walk<'a> {
    shapes: &'a mut Shapes,
    kind: &'a mut Kind,
}

impl<'de> Deserializer<'de> for Walk<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(Error::custom("a field without a type"))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        *self.kind = Kind::Text;
        visitor.visit_str("")
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        *self.kind = Kind::Flag;
        visitor.visit_bool(false)
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        *self.kind = Kind::Number;
        visitor.visit_u8(0)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_u8(visitor)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_u8(visitor)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_u8(visitor)
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_u8(visitor)
    }

    /// What may be missing is of the kind it has when it is there.
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let mut element = Kind::Any;
        let value = visitor.visit_seq(One {
            shapes: self.shapes,
            kind: Some(&mut element),
        });
        *self.kind = Kind::List(Box::new(element));
        value
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        *self.kind = Kind::View(name);
        let is_new = !self.shapes.views.contains_key(name);
        self.shapes.views.entry(name).or_default();
        visitor.visit_map(Fields {
            shapes: self.shapes,
            view: name,
            left: if is_new { fields } else { &[] },
        })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        words: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        *self.kind = Kind::Choice(name);
        self.shapes.choices.insert(name, words);
        let first: StrDeserializer<'_, Error> = words
            .first()
            .copied()
            .unwrap_or_default()
            .into_deserializer();
        visitor.visit_enum(first)
    }

    serde::forward_to_deserialize_any! {
        i8 i16 i32 f32 f64 char str bytes byte_buf unit unit_struct newtype_struct tuple tuple_struct map
        identifier ignored_any
    }
}

/// A list of one.
struct One<'a> {
    shapes: &'a mut Shapes,
    kind: Option<&'a mut Kind>,
}

impl<'de> SeqAccess<'de> for One<'_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        let Some(kind) = self.kind.take() else {
            return Ok(None);
        };
        let shapes = &mut *self.shapes;
        seed.deserialize(Walk { shapes, kind }).map(Some)
    }
}

/// The fields of a view, one after another.
struct Fields<'a> {
    shapes: &'a mut Shapes,
    view: &'static str,
    left: &'static [&'static str],
}

impl<'de> MapAccess<'de> for Fields<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        let Some(name) = self.left.first() else {
            return Ok(None);
        };
        let name: StrDeserializer<'_, Error> = (*name).into_deserializer();
        seed.deserialize(name).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let (name, left) = self.left.split_first().expect("a key was asked for before");
        self.left = left;
        let mut kind = Kind::Any;
        let value = seed.deserialize(Walk {
            shapes: self.shapes,
            kind: &mut kind,
        })?;
        let fields = self.shapes.views.entry(self.view).or_default();
        fields.push((name, kind));
        Ok(value)
    }
}
