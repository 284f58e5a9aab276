//! Third-person pronouns, by salience.
//!
//! The salience of a chain is the sum over its mentions in the last sentences of weights of their places, halved with
//! every sentence (Lappin and Leass 1994). "He" needs a person, "it" something that is none, "they" several or a body.
//! A pronoun in a quotation is not its speaker. Where two chains are about as salient the pronoun stays alone.

use super::draft::Draft;
use super::known::{Known, Role};
use crate::extract::nominal::NominalForm;
use crate::model::Sort;
use crate::nlp::{Relation, Upos, WordList};
use crate::text::Rule;

/// How far back a pronoun looks.
const SENTENCES_BACK: usize = 3;
const MOST_NOMINALS: usize = 100;

/// Salience of a mention by its place (Lappin and Leass 1994, table 1: recency 100, subject 80, object 50, oblique 40,
/// head noun 80).
fn weight(role: Role) -> f32 {
    match role {
        Role::Subject => 260.0,
        Role::Object => 230.0,
        Role::Oblique => 200.0,
        Role::Inner => 120.0,
    }
}

/// Merges pronouns with the most salient chain that they agree with.
pub(super) fn pronouns(known: &Known<'_>, draft: &mut Draft<'_>) {
    if !Rule::ChainPronoun.applies() {
        return;
    }
    for index in 0..known.nominals.len() {
        let nominal = &known.nominals[index];
        if nominal.form != NominalForm::Pronoun {
            continue;
        }
        let Some(person) = Person::of(known.tree.lower(nominal.head)) else { continue };
        if known.is_reflexive(index) {
            reflexive(known, draft, index);
        } else if person == Person::It && says_nothing(known, index) {
            continue;
        } else if let Some(antecedent) = in_brackets(known, draft, index)
            .or_else(|| of_own_words(known, draft, index, person))
            .or_else(|| of_addressed(known, draft, index, person))
            .or_else(|| of_first_joined(known, draft, index, person))
            .or_else(|| antecedent(known, draft, index, person))
        {
            draft.merge(antecedent, index);
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Person {
    HeOrShe,
    It,
    They,
}

impl Person {
    fn of(word: &str) -> Option<Person> {
        if WordList::MasculinePronouns.has(word) || WordList::FemininePronouns.has(word) {
            Some(Person::HeOrShe)
        } else if WordList::NeuterPronouns.has(word) {
            Some(Person::It)
        } else if WordList::ThirdPersonPlural.has(word) {
            Some(Person::They)
        } else {
            None
        }
    }
}

/// "The general praised himself".
fn reflexive(known: &Known<'_>, draft: &mut Draft<'_>, index: usize) {
    let head = known.nominals[index].head;
    let subject =
        known.verb(head).and_then(|verb| known.subject_of(verb)).and_then(|subject| known.nominal_at(subject));
    if let Some(subject) = subject.filter(|subject| *subject != index) {
        draft.merge(subject, index);
    }
}

/// "It is clear that", "it is time to": nothing is meant.
fn says_nothing(known: &Known<'_>, index: usize) -> bool {
    let (tree, head) = (known.tree, known.nominals[index].head);
    let Some(verb) = tree.head(head).filter(|_| tree.relation(head) == Relation::Nsubj) else { return false };
    let clause = tree.dependent(verb, &[Relation::Csubj, Relation::CsubjPass, Relation::Ccomp]).is_some()
        || tree.dependent(verb, &[Relation::Advcl, Relation::Xcomp]).is_some_and(|clause| clause > verb);
    tree.dependent(verb, &[Relation::Cop]).is_some() && clause || WordList::VerbsWithEmptySubject.has(tree.lemma(verb))
}

/// "Arland said it would attack", "the spokesman denied that he knew": who speaks of somebody by a pronoun in his own
/// clause speaks of himself, as far as the two agree.
fn of_own_words(known: &Known<'_>, draft: &Draft<'_>, index: usize, person: Person) -> Option<usize> {
    let tree = known.tree;
    let head = known.nominals[index].head;
    let verb = tree.head(head).filter(|_| matches!(tree.relation(head), Relation::Nsubj | Relation::NsubjPass))?;
    let saying = tree.head(verb).filter(|saying| {
        tree.relation(verb) == Relation::Ccomp && WordList::VerbsOfSayingBesideMarks.has(tree.lemma(*saying))
    })?;
    let speaker = tree
        .dependent(saying, &[Relation::Nsubj])
        .and_then(|subject| known.nominal_at(subject))
        .filter(|speaker| *speaker < index)?;
    (can_be(known, draft, index, speaker, person) && draft.may_merge(index, speaker)).then_some(speaker)
}

/// "he [Ada Brandt] replied": an editor says who is meant.
fn in_brackets(known: &Known<'_>, draft: &Draft<'_>, index: usize) -> Option<usize> {
    let (tree, head) = (known.tree, known.nominals[index].head);
    let sentence = tree.sentence(head);
    let opens = Some(head + 1).filter(|next| *next < sentence.end && matches!(tree.form(*next), "[" | "("))?;
    let closes = (opens + 1..sentence.end.min(opens + LONGEST_IN_BRACKETS))
        .find(|token| matches!(tree.form(*token), "]" | ")"))?;
    let named = (opens + 1..closes)
        .find_map(|token| known.nominal_at(token))
        .filter(|named| known.nominals[*named].form == NominalForm::Name)?;
    draft.may_merge(index, named).then_some(named)
}

/// Tokens of a name that an editor put in brackets.
const LONGEST_IN_BRACKETS: usize = 8;

/// "When Brandt sent a letter to Winter, he responded": who answers is who was addressed, not who addressed him.
fn of_addressed(known: &Known<'_>, draft: &Draft<'_>, index: usize, person: Person) -> Option<usize> {
    let (tree, head) = (known.tree, known.nominals[index].head);
    let answers = tree
        .head(head)
        .filter(|verb| tree.relation(head) == Relation::Nsubj && WordList::VerbsOfAnswering.has(tree.lemma(*verb)));
    answers?;
    let verb = (head.saturating_sub(FARTHEST_ADDRESS)..head)
        .rev()
        .find(|token| WordList::VerbsOfAddressing.has(tree.lemma(*token)) && tree.upos(*token) == Upos::Verb)?;
    let to = |token: usize| {
        tree.dependents_by(token, &[Relation::Obl, Relation::Nmod])
            .find(|nominal| tree.preposition(*nominal) == "to" && *nominal < head)
    };
    let object = tree.dependent(verb, &[Relation::Obj]);
    let addressee =
        tree.dependent(verb, &[Relation::Iobj]).or_else(|| to(verb)).or_else(|| object.and_then(to)).or(object)?;
    let addressee = known.nominal_at(addressee).filter(|addressee| *addressee < index)?;
    (can_be(known, draft, index, addressee, person) && draft.may_merge(index, addressee)).then_some(addressee)
}

/// Tokens before an answer in which somebody is spoken to.
const FARTHEST_ADDRESS: usize = 40;

/// "Arland and its proxies": whose they are stands before the "and".
fn of_first_joined(known: &Known<'_>, draft: &Draft<'_>, index: usize, person: Person) -> Option<usize> {
    let tree = known.tree;
    let noun = tree
        .head(known.nominals[index].head)
        .filter(|_| tree.relation(known.nominals[index].head) == Relation::NmodPoss)?;
    let first = tree
        .head(noun)
        .filter(|_| tree.relation(noun) == Relation::Conj)
        .and_then(|first| known.nominal_at(first))
        .filter(|first| *first < index)?;
    (can_be(known, draft, index, first, person) && draft.may_merge(index, first)).then_some(first)
}

/// The most salient chain's last mention before the pronoun.
fn antecedent(known: &Known<'_>, draft: &Draft<'_>, index: usize, person: Person) -> Option<usize> {
    let sentence = known.profiles[index].sentence;
    let back = if person == Person::HeOrShe { SENTENCES_BACK } else { SENTENCES_BACK - 1 };
    // Chain, its last mention, its salience.
    let mut ranked: Vec<(usize, usize, f32)> = Vec::new();
    for other in known.window(index, back, MOST_NOMINALS).rev() {
        let chain = draft.chain(other);
        let sentences = (sentence - known.profiles[other].sentence) as i32;
        let salience = salience(known, index, other) * fading(person).powi(sentences);
        match ranked.iter_mut().find(|(known, _, _)| *known == chain) {
            Some((_, _, sum)) => *sum += salience,
            None => ranked.push((chain, other, salience)),
        }
    }
    ranked.retain(|(_, other, _)| can_be(known, draft, index, *other, person) && draft.may_merge(index, *other));
    ranked.sort_by(|left, right| right.2.total_cmp(&left.2));
    match ranked.as_slice() {
        [(_, best, most), (_, _, next), ..] => (*most > *next * margin(person)).then_some(*best),
        [(_, only, _)] => Some(*only),
        [] => None,
    }
}

/// What is left of a mention's salience a sentence later (tried on the treebank's news and biographies): bodies and
/// things are forgotten sooner than people.
fn fading(person: Person) -> f32 {
    match person {
        Person::HeOrShe => 0.5,
        Person::It | Person::They => 0.3,
    }
}

/// What is left of the salience of a mention in another paragraph.
const PARAGRAPH: f32 = 0.6;

/// How much more salient than the next the antecedent must be. Tried on the same: a wrong "they" is worse than none.
fn margin(person: Person) -> f32 {
    match person {
        Person::HeOrShe => 1.0,
        Person::It => 1.15,
        Person::They => 1.3,
    }
}

/// "They say", "it refused": only who acts is meant.
fn does_what_actors_do(known: &Known<'_>, index: usize) -> bool {
    let head = known.nominals[index].head;
    let verb = known
        .tree
        .head(head)
        .filter(|_| known.profiles[index].role == Role::Subject && known.tree.relation(head) == Relation::Nsubj);
    verb.is_some_and(|verb| {
        let lemma = known.tree.lemma(verb);
        WordList::VerbsOfSayingBesideMarks.has(lemma) || WordList::VerbsOfWillAndConflict.has(lemma)
    })
}

fn salience(known: &Known<'_>, index: usize, other: usize) -> f32 {
    let (pronoun, mention) = (&known.profiles[index], &known.profiles[other]);
    let mut salience = weight(mention.role);
    if known.nominals[other].form == NominalForm::Modifier {
        // "Iranian", "U.S." before a noun are seldom meant again.
        salience = 30.0;
    }
    if pronoun.role == mention.role && pronoun.role == Role::Subject {
        salience += 35.0;
    }
    // A new paragraph has its own subject.
    if known.paragraph[known.nominals[index].head] != known.paragraph[known.nominals[other].head] {
        salience *= PARAGRAPH;
    }
    if mention.quotation.is_some() && mention.quotation != pronoun.quotation {
        salience *= 0.5;
    }
    salience
}

/// True where the pronoun agrees with the chain in sort and number, and is not the speaker of the quotation it stands
/// in.
fn can_be(known: &Known<'_>, draft: &Draft<'_>, index: usize, other: usize, person: Person) -> bool {
    let facts = draft.facts(other);
    if known.speaker(index).is_some_and(|speaker| draft.same(speaker, other)) {
        return false;
    }
    let members = draft.members(other);
    let has = |sorts: &[Sort]| {
        members.iter().take(20).any(|member| {
            sorts.contains(&known.nominals[*member].sort) && known.nominals[*member].form != NominalForm::Pronoun
        })
    };
    // "We don't want anyone interfering in their country".
    let here = &known.nominals[other];
    if here.form == NominalForm::Pronoun && Person::of(known.tree.lower(here.head)).is_none() {
        return false;
    }
    let noun = known.profiles[other].noun.as_deref();
    if person != Person::HeOrShe
        && (noun.is_some_and(|noun| WordList::NounsOfTimesAndParts.has(noun) || WordList::DaysAndMonths.has(noun))
            || does_what_actors_do(known, index) && !here.sort.acts() && here.form == NominalForm::Description)
    {
        return false;
    }
    let several = || {
        members
            .iter()
            .take(20)
            .any(|member| known.nominals[*member].plural && known.nominals[*member].form != NominalForm::Pronoun)
    };
    match person {
        Person::HeOrShe => facts.person == Some(true) && facts.plural != Some(true),
        Person::It => facts.person != Some(true) && facts.plural != Some(true) && (facts.state.is_some() || !several()),
        Person::They => {
            let body = has(&[Sort::Organization, Sort::Force, Sort::Group]) && facts.plural != Some(false);
            (several() || body) && facts.plural != Some(false) && (facts.state.is_none() || here.plural)
        }
    }
}
