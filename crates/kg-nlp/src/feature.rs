//! Morphological features that patterns ask for: tense, voice, form of the verb, number, person, degree, polarity.
//!
//! In come a token's tags and its place in the tree, out come features in the sense of Universal Dependencies. They
//! follow from the tags by rule: English has little morphology, and what it has the Penn tags name. Features of
//! determiners and of numerals' kinds are left out.

use super::tag::{Relation, Upos, Xpos};
use super::word_list::WordList;

/// Declares the features: `Name = "Key=Value"`, in the order in which CoNLL-U wants them.
macro_rules! features {
    ($($name:ident = $text:literal),+ $(,)?) => {
        /// One feature with its value.
        #[allow(missing_docs, reason = "a feature is documented by its spelling and by Universal Dependencies")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Feature { $($name),+ }

        impl Feature {
            /// Every feature, in the order of CoNLL-U.
            pub const ALL: &[Feature] = &[$(Feature::$name),+];

            /// The spelling in CoNLL-U.
            pub fn as_str(self) -> &'static str {
                match self { $(Feature::$name => $text),+ }
            }
        }
    };
}

features! {
    CaseAcc = "Case=Acc", CaseGen = "Case=Gen", CaseNom = "Case=Nom",
    DegreeCmp = "Degree=Cmp", DegreePos = "Degree=Pos", DegreeSup = "Degree=Sup",
    GenderFem = "Gender=Fem", GenderMasc = "Gender=Masc", GenderNeut = "Gender=Neut",
    MoodImp = "Mood=Imp", MoodInd = "Mood=Ind",
    NumberPlur = "Number=Plur", NumberSing = "Number=Sing",
    Person1 = "Person=1", Person2 = "Person=2", Person3 = "Person=3",
    PolarityNeg = "Polarity=Neg",
    PossYes = "Poss=Yes",
    PronTypePrs = "PronType=Prs",
    ReflexYes = "Reflex=Yes",
    TensePast = "Tense=Past", TensePres = "Tense=Pres",
    VerbFormFin = "VerbForm=Fin", VerbFormGer = "VerbForm=Ger", VerbFormInf = "VerbForm=Inf", VerbFormPart = "VerbForm=Part",
    VoicePass = "Voice=Pass",
}

/// The features of a token: a set, at most one value of a key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Features(u32);

impl Features {
    /// Whether the token has the feature.
    pub fn has(self, feature: Feature) -> bool {
        self.0 & (1 << feature as u32) != 0
    }

    /// The features in the order of CoNLL-U.
    pub fn iter(self) -> impl Iterator<Item = Feature> {
        Feature::ALL.iter().copied().filter(move |feature| self.has(*feature))
    }

    fn with(self, features: &[Feature]) -> Features {
        Features(features.iter().fold(self.0, |set, feature| set | 1 << *feature as u32))
    }
}

/// What the features of a token are read from.
pub(super) struct TokenFeatures<'a> {
    pub form: &'a str,
    pub upos: Upos,
    pub xpos: Xpos,
    pub relation: Relation,
    /// It is a participle in the passive.
    pub passive: bool,
    /// A dependent is an auxiliary of any kind, a subject, or "to".
    pub has_auxiliary: bool,
    pub has_subject: bool,
    pub has_to: bool,
}

/// The features of a token.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the tags are those of a standard; the few that have features are named"
)]
pub(super) fn features(token: &TokenFeatures<'_>) -> Features {
    use Feature::*;
    let none = Features::default();
    match token.xpos {
        Xpos::Nn | Xpos::Nnp => none.with(&[NumberSing]),
        Xpos::Nns | Xpos::Nnps => none.with(&[NumberPlur]),
        Xpos::Prp | Xpos::PrpPoss => pronoun(token.form),
        Xpos::Jj if token.upos == Upos::Adj => none.with(&[DegreePos]),
        Xpos::Jjr | Xpos::Rbr => none.with(&[DegreeCmp]),
        Xpos::Jjs | Xpos::Rbs => none.with(&[DegreeSup]),
        Xpos::Rb if WordList::AdverbsOfNegation.has_lowercase(token.form) => none.with(&[PolarityNeg]),
        Xpos::Md => none.with(&[VerbFormFin]),
        Xpos::Vbd => none.with(&[MoodInd, TensePast, VerbFormFin]),
        Xpos::Vbz => none.with(&[MoodInd, NumberSing, Person3, TensePres, VerbFormFin]),
        Xpos::Vbp => none.with(&[MoodInd, TensePres, VerbFormFin]),
        Xpos::Vbg
            if matches!(
                token.relation,
                Relation::Nsubj | Relation::Obj | Relation::Csubj | Relation::Obl | Relation::Nmod
            ) =>
        {
            none.with(&[VerbFormGer])
        }
        Xpos::Vbg => none.with(&[TensePres, VerbFormPart]),
        Xpos::Vbn if token.passive => none.with(&[TensePast, VerbFormPart, VoicePass]),
        Xpos::Vbn => none.with(&[TensePast, VerbFormPart]),
        Xpos::Vb => {
            let imperative = !token.has_to
                && !token.has_auxiliary
                && !token.has_subject
                && matches!(token.relation, Relation::Root | Relation::Parataxis);
            if imperative { none.with(&[MoodImp, VerbFormFin]) } else { none.with(&[VerbFormInf]) }
        }
        _ => none,
    }
}

/// Every list that a pronoun stands in gives it features; what stands in none is no personal pronoun.
fn pronoun(form: &str) -> Features {
    use Feature::*;
    let features: [(WordList, &[Feature]); 12] = [
        (WordList::NominativePronouns, &[CaseNom]),
        (WordList::AccusativePronouns, &[CaseAcc]),
        (WordList::PossessivePronouns, &[CaseGen, PossYes]),
        (WordList::MasculinePronouns, &[GenderMasc]),
        (WordList::FemininePronouns, &[GenderFem]),
        (WordList::NeuterPronouns, &[GenderNeut]),
        (WordList::SingularPronouns, &[NumberSing]),
        (WordList::PronounsOfGroups, &[NumberPlur]),
        (WordList::FirstPersonPronouns, &[Person1]),
        (WordList::SecondPersonPronouns, &[Person2]),
        (WordList::ThirdPersonPronouns, &[Person3]),
        (WordList::ReflexivePronouns, &[ReflexYes]),
    ];
    let word = form.to_lowercase();
    let held = features.iter().filter(|(list, _)| list.has(&word));
    let found = held.fold(Features::default(), |found, (_, features)| found.with(features));
    if found == Features::default() { found } else { found.with(&[PronTypePrs]) }
}
