//! Typed indices: each names one list of a [`Report`](super::Report).

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// The id of the entry at `index`.
            ///
            /// # Panics
            /// If the list holds more than `u32::MAX` entries.
            pub fn new(index: usize) -> Self {
                Self(u32::try_from(index).expect("fewer than 2^32 entries"))
            }

            /// The position in the list that this id indexes.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

ids! {
    /// Index into [`Report::articles`](super::Report::articles).
    ArticleId,
    /// Index into [`Report::claims`](super::Report::claims).
    ClaimId,
    /// Index into [`Report::groups`](super::Report::groups).
    GroupId,
    /// Index into [`Report::speakers`](super::Report::speakers).
    SpeakerId,
}
