//! Rules written by hand, each with a name, so that a measuring run can leave one out and see what it is worth.
//!
//! A rule is asked where it stands in the code, wherever that is: in the parser's mends, in the reading of names, roles
//! and dates, in what is made of a match. All apply but those that a run named at its start; nothing else changes a
//! rule, so that what a document says depends on no order and no thread. `training/claims/worth.py` leaves each out in
//! turn; `training/claims/worth.md` says what came of it.

use std::sync::atomic::{AtomicBool, Ordering};

macro_rules! rules {
    ($($rule:ident $name:literal $what:literal $sentence:literal,)*) => {
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

            /// A sentence that is read otherwise without it, alone or in the project of this repository.
            pub fn sentence(self) -> &'static str {
                match self {
                    $(Rule::$rule => $sentence,)*
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
    MendParticle "mend.particle" "A particle belongs to its verb."
        "Arland called off its attack on Borland.",
    MendInsertedSpeech "mend.inserted_speech" "`Arland, said Borland, attacked`: who says it stands inside."
        "Uganda, said Kenya, attacked Tanzania.",
    MendCapitals "mend.names_in_capitals" "`IS`, `Da'esh`: names written like words of the grammar."
        "IS killed ten soldiers of Iraq.",
    NameGrown "name.grown" "A name goes on with the words that the tagger cut off."
        "The Northern People's Movement-North attacked Iran.",
    NameRun "name.run" "A run of proper nouns that nobody tagged is a name."
        "The army shelled ISIL-held Mosul.",
    NamePrefixed "name.prefixed" "`pro-Iran`: the name behind a prefix."
        "The pro-Iran Red Brigade left the town.",
    NameSort "name.sort" "What a name is, from the words beside it anywhere in the document."
        "The king ruled Arland.",
    NameSurroundings "name.surroundings" "A curated name inside somebody else's is not that actor."
        "The Washington Post criticized Iran.",
    ChainAcronym "chain.acronym" "An acronym and the name whose letters it has."
        "The Office of Coastal Affairs denied it. A man from the OCA agreed.",
    ChainTitle "chain.title" "A title and the name behind it."
        "Ten deputies leave the Justice Party as part of a dispute between party leader Otto Lund and member Carl Winter.",
    ChainApposition "chain.apposition" "Appositions and predicates."
        "Iran arrested the deputy director of the CIA, Ada Brandt.",
    ChainShortName "chain.short_name" "A surname and the full name before it."
        "Otto Lund praised the army. Lund thanked the crew.",
    ChainDescription "chain.description" "The same description twice."
        "President Ada Brandt left. The president praised Borland.",
    ChainDefinite "chain.definite" "`the group`: the last group before it."
        "The army attacked the Red Dawn Front. The terrorist group lost ten fighters.",
    ChainFirstPerson "chain.first_person" "`we` in a quotation is who speaks."
        "Otto Lund met Karl Weiss. “I told him that he must leave my house,” Lund said.",
    ChainPronoun "chain.pronoun" "Pronouns."
        "The front said it released the hostages.",
    ChainCountry "chain.country" "`his country`."
        "Iranian president Otto Lund said Iraq had attacked his country.",
    RoleControl "role.control" "Whom an infinitive's deed is done by."
        "Iran urged Iraq to lead the alliance.",
    RoleUnderstood "role.understood" "What a verb shares with the verb it is joined to."
        "Iran jockeyed to attack Iraq.",
    RoleReciprocal "role.reciprocal" "`met each other`: both do it to both."
        "Ada Brandt and Carl Otter criticized each other.",
    FillerOwners "filler.owners" "Whose a noun is."
        "Iraqi director Ada Brandt left.",
    FillerBefore "filler.before" "The name before a noun."
        "Iraqi director Ada Brandt left.",
    PatternConditions "pattern.conditions" "What a pattern asks to stand beside it, or not to."
        "Arland attacked Borland.",
    PatternSorts "pattern.sorts" "Of what sort a pattern asks its ends to be."
        "The king ruled Arland.",
    PatternItself "pattern.itself" "A thing or place as an object, where it means nobody."
        "Arland denied the report.",
    PatternHyphen "pattern.hyphen" "`Arland-Borland talks`."
        "The Iran-led coalition met.",
    PatternOperator "pattern.operators" "Words over a clause that make another deed of it."
        "Arland stopped attacking Borland.",
    PatternDepartment "pattern.department" "The department of a minister."
        "Defense Secretary Ada Brandt left the Defense Department.",
    PatternLights "pattern.lights" "`launched an attack`: a light verb and the noun of a deed."
        "Arland gave aid to Borland.",
    SpeechHeading "speech.heading" "A name before a colon speaks."
        "Ada Brandt: Iran attacked Iraq. Otto Lund: Iraq attacked Iran.",
    SpeechNoun "speech.noun" "Nouns that report."
        "The charges against Borland are old.",
    SpeechQuotation "speech.quotation" "Quotations are their speakers'."
        "“We lost the bridge,” Ada Holm said. “It will be built again.”",
    SpeechContested "speech.contested" "`Kenya denied it`."
        "Ada Brandt said Iran had attacked Iraq. Iran denied it.",
    DateAspect "date.aspect" "`began on Monday to shell`."
        "On Monday Iran began to attack Iraq.",
    DateConjunct "date.conjunct" "Verbs that are joined share a date."
        "On Monday Iran attacked Iraq and sanctioned Kuwait.",
    DateAlone "date.alone_in_clause" "The only date of a clause."
        "The Iranian military killed Red Brigade spokesman Otto Lund in an airstrike on Karvil yesterday.",
    DateOccasion "date.occasion" "`in the 1981 shooting`."
        "Police wounded Ada Brandt in the 1981 shooting.",
    DateWhen "date.when" "`since 1974, when`."
        "The island has been divided since 1974, when Turkey invaded Cyprus.",
    DateYear "date.year_behind" "A year behind a deed, with nothing but nouns between, is the deed's."
        "The court convicted Ada Brandt of attacks on villagers of Borland in 2015.",
    DateMain "date.main_clause" "What is done by the way has the date of the rest."
        "Since 1998 Iran has spent millions to assist Hezbollah.",
    DateNoun "date.noun" "The date of a noun of a deed from its verb."
        "On Monday, Arland complied with Borland's demand.",
    ClaimNobody "claim.nobody" "Pronouns that nothing explains are nobody."
        "Otto Lund saw him.",
    ClaimUnnamed "claim.unnamed" "An office without a name tells of nobody."
        "A member of NATO left.",
    ClaimPast "claim.past" "`former`: over by when it was written."
        "Former agency director Ada Brandt met Karl Weber.",
    ClaimPart "claim.part" "A deputy leads nothing."
        "The deputy intelligence chief of Iran, Ada Brandt, resigned.",
    ClaimWished "claim.wished" "A state that is wished for holds for nobody."
        "Iran hopes to join the European Union.",
    ClaimAlternative "claim.alternative" "One of several is possible."
        "Either Iran or Iraq attacked Kuwait.",
    ClaimTurns "claim.turns" "`A, not B`."
        "Iran, not Iraq, attacked Kuwait.",
    ClaimInDenial "claim.in_denial" "`will not accept` is a refusal."
        "Iran will not accept a deal with Iraq.",
    ClaimGranted "claim.granted" "What a denial takes for granted is not denied."
        "Iran denied that it failed after Iraq had attacked Kuwait.",
    ClaimPhrase "claim.phrase" "A state in a phrase is nobody's word."
        "Ada Brandt said Iran's criticism of Iraq was unfair.",
    FactVeridicality "fact.veridicality" "What words say of what stands below them."
        "Arland has yet to attack Borland.",
    FactUnknown "fact.unknown" "A word whose effect is unknown makes a claim possible."
        "Iran jockeyed to attack Iraq.",
    FactPurpose "fact.purpose" "An infinitive of purpose is planned."
        "Since 1998 Iran has spent millions to assist Hezbollah.",
    FactFiction "fact.fiction" "What happens in a novel is hypothetical."
        "In the novel, Iran attacked Iraq.",
    FusionOnce "fusion.once" "The same kind between the same actors is told once in a sentence."
        "The army captured Mosul.",
    FusionModality "fusion.modality" "The reader's word that something is less than actual."
        "Iran will not accept a deal with Iraq.",
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
