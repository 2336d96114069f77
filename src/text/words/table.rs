//! The macros that make the table of labels.

/// One row of the table. A macro of its own, so that the compiler lists every row that lacks a language, and not only the
/// first; `$key` stands last to be named then.
macro_rules! row {
    (ko $ko:literal, en $en:literal, $key:ident) => {
        [$ko, $en]
    };
}

/// Makes the table: its type and its instance in each language.
macro_rules! labels {
    ($($key:ident: $($tag:ident $text:literal),+;)*) => {
        /// Labels in one language.
        #[derive(Debug)]
        pub struct Words {
            $(#[doc = concat!($("“", $text, "” "),+)] pub $key: &'static str,)*
        }

        /// The labels of one column.
        const fn column(index: usize) -> Words {
            Words { $($key: row!($($tag $text,)+ $key)[index],)* }
        }

        static KOREAN: Words = column(0);

        static ENGLISH: Words = column(1);

        impl Words {
            /// Every label with its key, for tests and for a translator.
            pub fn all(&self) -> Vec<(&'static str, &'static str)> {
                vec![$((stringify!($key), self.$key),)*]
            }

            /// The labels of an artificial language. Made once for each and never freed.
            fn disguised(language: Language) -> Words {
                let disguise = |label| -> &'static str {
                    String::leak(language.disguise(Sentence::plainly(label)).plain())
                };
                Words { $($key: disguise(ENGLISH.$key),)* }
            }
        }
    };
}
pub(super) use {labels, row};
