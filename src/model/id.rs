//! Positions in the sorted tables of one build. They order like the tables do and mean nothing in another build; what
//! lasts are an actor's key and the content hashes of claims and documents.

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            /// The id of position `index`.
            pub fn new(index: usize) -> $name {
                $name(u32::try_from(index).expect("tables have fewer than 2^32 rows"))
            }

            /// The position.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

id!(
    /// An actor: its position among the actors sorted by key.
    ActorId
);
id!(
    /// A kind of actor: its position in the schema.
    ActorKindId
);
id!(
    /// A kind of relation: its position in the schema.
    RelationKindId
);
id!(
    /// A document: its position among the documents sorted by path.
    DocumentId
);
id!(
    /// A claim: its position among the claims sorted by what they say.
    ClaimId
);
