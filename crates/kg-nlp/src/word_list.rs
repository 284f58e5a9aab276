//! Lists of English words that rules look for: `data/lang/en/words.ron`, in which each list says what it is for.
//!
//! In comes the name of a list and a word, out comes whether the word is in it. Decided here: the lists are part of the
//! program, as its grammar is, and read when the first is asked. A measuring run can leave one out
//! ([`WordList::leave_out`]), which is how the worth of each is known.

use std::collections::BTreeMap;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::Deserialize;

/// The lists, as they stand in `data/lang/en/words.ron`.
#[expect(clippy::disallowed_macros, reason = "the one place of the crate that embeds")]
pub const WORDS: &str = include_str!("../../../data/lang/en/words.ron");

/// Declares the lists.
macro_rules! word_lists {
    ($($list:ident,)*) => {
        /// A list of words.
        #[expect(missing_docs, reason = "what a list is for stands beside its words, in `words.ron`")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
        pub enum WordList { $($list,)* }

        impl WordList {
            /// All lists.
            pub const ALL: &[WordList] = &[$(WordList::$list),*];
        }

        static LEFT_OUT: [AtomicBool; WordList::ALL.len()] = [const { AtomicBool::new(false) }; WordList::ALL.len()];
    };
}

word_lists! {
    Abbreviations,
    AbbreviationsBeforeNumbers,
    AccusativePronouns,
    AcronymsOfStates,
    AdjectivesOfEarlyAndLate,
    AdjectivesOfFormerHolders,
    AdjectivesOfGovernments,
    AdjectivesOfNeighbouringTimes,
    AdjectivesOfPartsOfGround,
    AdjectivesOfTheFuture,
    AdjectivesOfThePast,
    AdjectivesOfTimeInOffice,
    AdverbsOfNegation,
    ArticlesAndSuffixesInNames,
    ArticlesBeforeHyphenInNames,
    AuxiliariesOfInversion,
    AuxiliariesOfRefusing,
    BeforeDollar,
    BehindApostrophe,
    BodiesKnownByThemselves,
    CandidatesAndPositions,
    CapitalizedWordsBesideNames,
    Clitics,
    CommonWordsInCapitals,
    ConjunctionsOfCondition,
    ConjunctionsOfOpenClauses,
    Contractions,
    CuesOfOtherNames,
    CuesThatAreVerbsToo,
    CuesThatNeedAnother,
    CurrenciesBehindNumbers,
    Dashes,
    DaysAndMonths,
    DaysAroundToday,
    DefiniteDeterminers,
    Demonstratives,
    DeterminersForWhatWasSaid,
    DoubtfulMonths,
    EndingsOfPeoples,
    Extensions,
    FemininePronouns,
    FirstPersonPlural,
    FirstPersonPronouns,
    FirstPersonSingular,
    FormsOfSaying,
    FunctionWords,
    HyphenPrefixes,
    LongDateAbbreviations,
    LongMonths,
    MarkersWithoutMeaning,
    MarksBeforeComplements,
    MasculinePronouns,
    MensGivenNames,
    ModalVerbsAhead,
    ModalVerbsOfDuty,
    ModalVerbsOfHypotheses,
    ModalVerbsOfPlans,
    ModalVerbsOfThePossible,
    MonthAbbreviations,
    Months,
    NameParticles,
    NamesBehindWeekdays,
    NegatingAdverbs,
    Negations,
    NegativeAndAskingDeterminers,
    NegativePronouns,
    NeuterPronouns,
    NominativePronouns,
    NounsBeforeLeaders,
    NounsBeforeOfMonth,
    NounsBeforeOfTime,
    NounsDatedInPlural,
    NounsForAnswersToDeeds,
    NounsForBodies,
    NounsForCivilBodies,
    NounsForFighters,
    NounsForGovernments,
    NounsForGroups,
    NounsForHeads,
    NounsForHomeCountry,
    NounsForSeveralBodies,
    NounsForStates,
    NounsForTowns,
    NounsForWhoActsForAState,
    NounsOfArrangedEvents,
    NounsOfBorders,
    NounsOfCounterparts,
    NounsOfDeedsUnderWay,
    NounsOfDepartments,
    NounsOfHelp,
    NounsOfMeetings,
    NounsOfSeries,
    NounsOfSources,
    NounsOfTime,
    NounsOfTimeAroundDates,
    NounsOfTimesAndParts,
    NumbersBelowTwenty,
    OfficesWithPortfolio,
    OrdinalEndings,
    Ordinals,
    OrdinalsInDigits,
    OrdinalsOfDeeds,
    OtherAndOrdinals,
    OtherTitles,
    PartsOfDay,
    PersonsTitles,
    PhrasesOfLess,
    PhrasesOfMore,
    PluralPersonalPronouns,
    PossessivePronouns,
    PossessivePronounsOfOthers,
    PrefixesForAndAgainst,
    PrepositionsBeforeBlamedDeeds,
    PrepositionsBeforeExamples,
    PrepositionsBeforeNamesOfPlaces,
    PrepositionsBeforeOwners,
    PrepositionsBeforeStates,
    PrepositionsBeforeWhoDoesItToTheSubject,
    PrepositionsBeforeWhoIsAsked,
    PrepositionsBeforeWhoIsHelped,
    PrepositionsBehindOtherTimes,
    PrepositionsBesideOffices,
    PrepositionsInsideFrom,
    PrepositionsInsideStretches,
    PrepositionsOfDatedNouns,
    PrepositionsOfMeansAndTime,
    PrepositionsOfOtherTimes,
    PrepositionsOfPlace,
    PrepositionsOfSettings,
    PrepositionsOfStretches,
    PrepositionsOfTakingPart,
    PrepositionsOfTopics,
    PrepositionsUpToTimes,
    PronounsForWhatWasSaid,
    PronounsOfGroups,
    PronounsOfSpeakerAndHearer,
    PronounsOfTheSpeaker,
    QualifiersOfOfficesNotHeld,
    QuarterAbbreviations,
    ReciprocalPronouns,
    ReflexivePronouns,
    RelativePronouns,
    Seasons,
    SecondPersonPronouns,
    ShortMonths,
    SingularDeterminers,
    SingularPronouns,
    StancePrefixes,
    Tens,
    ThirdPersonPlural,
    ThirdPersonPronouns,
    TitlesCutShort,
    TitlesOfRulers,
    TitlesOfStates,
    Units,
    UnitsOfTime,
    UnitsOfTimeInPlural,
    UnsureModalVerbs,
    VerbsDoneToPersons,
    VerbsOfAccusing,
    VerbsOfAccusingAndClearing,
    VerbsOfAddressing,
    VerbsOfAnnouncing,
    VerbsOfAnswering,
    VerbsOfAppealing,
    VerbsOfAppointing,
    VerbsOfAppointingWithTwoObjects,
    VerbsOfAspect,
    VerbsOfBecoming,
    VerbsOfBeingInOffice,
    VerbsOfBlamingAndPreventing,
    VerbsOfCallingAndWriting,
    VerbsOfCarryingOut,
    VerbsOfGiving,
    VerbsOfHelping,
    VerbsOfHoldingGround,
    VerbsOfJudging,
    VerbsOfObligation,
    VerbsOfPromising,
    VerbsOfProposing,
    VerbsOfSayingBesideMarks,
    VerbsOfSendingMessages,
    VerbsOfSpeakingOfEvents,
    VerbsOfSucceeding,
    VerbsOfTakingOffice,
    VerbsOfTakingTheWord,
    VerbsOfTelling,
    VerbsOfWillAndConflict,
    VerbsWithEmptyIt,
    VerbsWithEmptySubject,
    VerbsWithParticles,
    ViolentDeeds,
    WeekdayAbbreviations,
    Weekdays,
    WomensGivenNames,
    WordsAroundCuesOfOtherNames,
    WordsBeforeModernYears,
    WordsBeforeMonths,
    WordsBeforeNumbers,
    WordsBeforeThen,
    WordsBeforeWeekdaysOfNoDate,
    WordsBeforeYears,
    WordsBehindBeginnings,
    WordsBehindCounts,
    WordsBehindSomeTime,
    WordsBetweenDates,
    WordsBetweenMonths,
    WordsForBeforeChrist,
    WordsForDeputies,
    WordsForFormer,
    WordsForManyOfMoney,
    WordsForMen,
    WordsForMoney,
    WordsForOnly,
    WordsForPartsOfPlaces,
    WordsForShares,
    WordsForUnknownNumbers,
    WordsForViolentGroups,
    WordsForWomen,
    WordsOfApproximation,
    WordsOfBeingInOffice,
    WordsOfBodies,
    WordsOfComplements,
    WordsOfEarlyAndLate,
    WordsOfPairing,
    WordsOfScheduling,
    WordsPointingAtTimes,
    WordsWithInfinitiveAhead,
}

/// The words of a list, in the order of the file and sorted.
#[derive(Default)]
struct Words {
    in_order: Vec<&'static str>,
    sorted: Vec<&'static str>,
    /// The bits of all words: most words that are asked for are in no list, and are turned away here.
    bits: u64,
}

/// One of 64 bits for a word, by its length and first byte.
fn bit_of(word: &str) -> u64 {
    let first = word.as_bytes().first().copied().unwrap_or_default();
    1 << ((usize::from(first) + 11 * word.len()) % 64)
}

static LISTS: LazyLock<Vec<Words>> = LazyLock::new(|| {
    let mut file: BTreeMap<WordList, Vec<&str>> = ron::from_str(WORDS).expect("a test reads the lists");
    let words = |list| {
        let in_order: Vec<&str> = file.remove(list).unwrap_or_default();
        let mut sorted = in_order.clone();
        sorted.sort_unstable();
        let bits = in_order.iter().map(|word| bit_of(word)).fold(0, |all, bit| all | bit);
        Words { in_order, sorted, bits }
    };
    WordList::ALL.iter().map(words).collect()
});

impl WordList {
    /// Whether a word is in the list, spelled so. Takes the logarithm of the list's length.
    pub fn has(self, word: &str) -> bool {
        let words = &LISTS[self as usize];
        words.bits & bit_of(word) != 0 && words.sorted.binary_search(&word).is_ok() && !self.is_left_out()
    }

    /// Whether a word is in the list, whatever its case; the list is in lower case.
    pub fn has_lowercase(self, word: &str) -> bool {
        if word.bytes().any(|byte| byte.is_ascii_uppercase() || !byte.is_ascii()) {
            self.has(&word.to_lowercase())
        } else {
            self.has(word)
        }
    }

    /// The words, in the order of the file.
    pub fn words(self) -> &'static [&'static str] {
        if self.is_left_out() { &[] } else { &LISTS[self as usize].in_order }
    }

    /// Where a word stands in the list, counted from 0.
    pub fn index_of(self, word: &str) -> Option<usize> {
        self.words().iter().position(|known| *known == word)
    }

    /// Its name, as `--without` takes it.
    pub fn name(self) -> String {
        format!("WordList.{self:?}")
    }

    /// Reads the list of a name as empty from now on, in the whole process. False where none has this name.
    pub fn leave_out(name: &str) -> bool {
        let found = WordList::ALL.iter().find(|list| list.name() == name);
        found.is_some_and(|list| {
            LEFT_OUT[*list as usize].store(true, Ordering::Relaxed);
            true
        })
    }

    fn is_left_out(self) -> bool {
        LEFT_OUT[self as usize].load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_has_words_and_none_twice() {
        let file: BTreeMap<WordList, Vec<&str>> = ron::from_str(WORDS).expect("sound");
        for list in WordList::ALL {
            assert!(file.contains_key(list), "{list:?} is not in words.ron");
            let words = &LISTS[*list as usize];
            assert!(!words.sorted.is_empty(), "{list:?} is empty");
            assert!(words.sorted.windows(2).all(|pair| pair[0] < pair[1]), "{list:?} has a word twice");
        }
    }
}
