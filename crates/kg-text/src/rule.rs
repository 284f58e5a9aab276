//! Rules written by hand, each with a name, so that a measuring run can leave one out and see what it is worth.
//!
//! A rule is asked where it stands in the code, wherever that is: in the parser's mends, in the reading of names, roles
//! and dates, in what is made of a match. All apply but those that a run named at its start; nothing else changes a
//! rule, so that what a document says depends on no order and no thread. `training/claims/worth.py` leaves each out in
//! turn; `training/claims/worth.md` says what came of it.

use std::sync::atomic::{AtomicBool, Ordering};

macro_rules! rules {
    ($($rule:ident $name:literal $what:literal,)*) => {
        /// A rule.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Rule {
            $(#[doc = $what] $rule,)*
        }

        impl Rule {
            /// All rules.
            pub const ALL: &[Rule] = &[$(Rule::$rule),*];

            /// Its name, as `--without` takes it.
            pub fn name(self) -> &'static str {
                match self {
                    $(Rule::$rule => $name,)*
                }
            }

            /// What it does, in one line.
            pub fn what(self) -> &'static str {
                match self {
                    $(Rule::$rule => $what,)*
                }
            }
        }

        static LEFT_OUT: [AtomicBool; Rule::ALL.len()] = [const { AtomicBool::new(false) }; Rule::ALL.len()];
    };
}

rules! {
    MendParticle "mend.particle" "A particle belongs to its verb.",
    MendInsertedSpeech "mend.inserted_speech" "`Arland, said Borland, attacked`: who says it stands inside.",
    MendCapitals "mend.names_in_capitals" "`IS`, `Da'esh`: names written like words of the grammar.",
    NameGrown "name.grown" "A name goes on with the words that the tagger cut off.",
    NameNested "name.nested" "A name behind `of` inside a curated one is somebody too.",
    NamePortfolio "name.portfolio" "The department in a title names nobody.",
    NameRun "name.run" "A run of proper nouns that nobody tagged is a name.",
    NamePrefixed "name.prefixed" "`pro-Iran`: the name behind a prefix.",
    NameSort "name.sort" "What a name is, from the words beside it anywhere in the document.",
    NameSurroundings "name.surroundings" "A curated name inside somebody else's is not that actor.",
    ChainExact "chain.exact" "The same name twice is one actor.",
    ChainAcronym "chain.acronym" "An acronym and the name whose letters it has.",
    ChainTitle "chain.title" "A title and the name behind it.",
    ChainApposition "chain.apposition" "Appositions and predicates.",
    ChainShortName "chain.short_name" "A surname and the full name before it.",
    ChainDescription "chain.description" "The same description twice.",
    ChainDefinite "chain.definite" "`the group`: the last group before it.",
    ChainFirstPerson "chain.first_person" "`we` in a quotation is who speaks.",
    ChainPronoun "chain.pronoun" "Pronouns.",
    ChainCountry "chain.country" "`his country`.",
    RoleControl "role.control" "Whom an infinitive's deed is done by.",
    RoleUnderstood "role.understood" "What a verb shares with the verb it is joined to.",
    RoleReciprocal "role.reciprocal" "`met each other`: both do it to both.",
    FillerOwners "filler.owners" "Whose a noun is.",
    FillerBefore "filler.before" "The name before a noun.",
    PatternConditions "pattern.conditions" "What a pattern asks to stand beside it, or not to.",
    PatternSorts "pattern.sorts" "Of what sort a pattern asks its ends to be.",
    PatternItself "pattern.itself" "A thing or place as an object, where it means nobody.",
    PatternHyphen "pattern.hyphen" "`Arland-Borland talks`.",
    PatternOperator "pattern.operators" "Words over a clause that make another deed of it.",
    PatternDepartment "pattern.department" "The department of a minister.",
    PatternLights "pattern.lights" "`launched an attack`: a light verb and the noun of a deed.",
    SpeechHeading "speech.heading" "A name before a colon speaks.",
    SpeechNoun "speech.noun" "Nouns that report.",
    SpeechQuotation "speech.quotation" "Quotations are their speakers'.",
    SpeechContested "speech.contested" "`Kenya denied it`.",
    DateAspect "date.aspect" "`began on Monday to shell`.",
    DateConjunct "date.conjunct" "Verbs that are joined share a date.",
    DateAlone "date.alone_in_clause" "The only date of a clause.",
    DateOccasion "date.occasion" "`in the 1981 shooting`.",
    DateWhen "date.when" "`since 1974, when`.",
    DateYear "date.year_behind" "A year behind a deed, with nothing but nouns between, is the deed's.",
    DateMain "date.main_clause" "What is done by the way has the date of the rest.",
    DateNoun "date.noun" "The date of a noun of a deed from its verb.",
    ClaimNobody "claim.nobody" "Pronouns that nothing explains are nobody.",
    ClaimUnnamed "claim.unnamed" "An office without a name tells of nobody.",
    ClaimPast "claim.past" "`former`: over by when it was written.",
    ClaimPart "claim.part" "A deputy leads nothing.",
    ClaimWished "claim.wished" "A state that is wished for holds for nobody.",
    ClaimAlternative "claim.alternative" "One of several is possible.",
    ClaimTurns "claim.turns" "`A, not B`.",
    ClaimInDenial "claim.in_denial" "`will not accept` is a refusal.",
    ClaimGranted "claim.granted" "What a denial takes for granted is not denied.",
    ClaimPhrase "claim.phrase" "A state in a phrase is nobody's word.",
    FactVeridicality "fact.veridicality" "What words say of what stands below them.",
    FactUnknown "fact.unknown" "A word whose effect is unknown makes a claim possible.",
    FactPurpose "fact.purpose" "An infinitive of purpose is planned.",
    FactFiction "fact.fiction" "What happens in a novel is hypothetical.",
    FusionOnce "fusion.once" "The same kind between the same actors is told once in a sentence.",
    FusionModality "fusion.modality" "The reader's word that something is less than actual.",
}

impl Rule {
    /// True unless the run left it out.
    pub fn applies(self) -> bool {
        !LEFT_OUT[self as usize].load(Ordering::Relaxed)
    }

    /// Leaves the rule of a name out from now on, in the whole process. False where none has this name.
    pub fn leave_out(name: &str) -> bool {
        let found = Rule::ALL.iter().find(|rule| rule.name() == name);
        found.is_some_and(|rule| {
            LEFT_OUT[*rule as usize].store(true, Ordering::Relaxed);
            true
        })
    }
}
