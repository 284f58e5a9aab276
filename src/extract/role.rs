//! Logical roles: who acts in a predicate and whom it concerns, whatever the sentence makes of it.
//!
//! In comes the tree, out come tokens that head the fillers. Passive, relative clause, participle, infinitive under
//! control or raising, coordination, by-phrase and possessive are undone here, once, so that no pattern repeats them.
//! Each step up or down is checked by tags and words as well as by the arc it takes. What a filler stands for
//! ("hundreds of protesters", "the U.S. strike") is `filler`'s business.

use super::nominal::CALENDAR;
use super::tree::Tree;
use crate::nlp::{Relation, Upos, Xpos};

/// How many clauses a missing subject is looked for upwards.
const FARTHEST: usize = 6;

/// The token that heads the agent of a verb, a predicate adjective or a predicate noun.
pub fn agent(tree: &Tree<'_>, verb: usize) -> Option<usize> {
    agent_within(tree, verb, FARTHEST)
}

fn agent_within(tree: &Tree<'_>, verb: usize, left: usize) -> Option<usize> {
    if left == 0 {
        return None;
    }
    if tree.is_passive(verb) {
        let by = tree.dependent(verb, &[Relation::OblAgent]).or_else(|| oblique_of(tree, verb, "by")).or_else(|| {
            // "accused of murder by Brandt": who is accused did the deed, so "by" is the accuser's.
            let charges = matches!(tree.lemma(verb), "accuse" | "suspect" | "convict" | "acquit" | "charge" | "clear");
            ["of", "with"]
                .iter()
                .filter(|_| charges)
                .find_map(|preposition| oblique_of(tree, verb, preposition))
                .and_then(|deed| modifier_by(tree, deed, "by"))
        });
        return match tree.head(verb) {
            // "was captured and killed by": one agent for both.
            None | Some(_) if by.is_some() => by,
            Some(first)
                if tree.relation(verb) == Relation::Conj
                    && tree.is_passive(first)
                    && own_subject(tree, verb).is_none() =>
            {
                agent_within(tree, first, left - 1)
            }
            _ => by_of_later(tree, verb).or_else(|| in_deed(tree, verb)),
        };
    }
    own_subject(tree, verb)
        .map(|subject| antecedent(tree, subject).unwrap_or(subject))
        .or_else(|| understood_subject(tree, verb, left))
}

/// "was captured and killed by the front": the by-phrase hangs on the last participle.
fn by_of_later(tree: &Tree<'_>, verb: usize) -> Option<usize> {
    let later = tree
        .dependents_by(verb, &[Relation::Conj])
        .find(|later| tree.is_passive(*later) && own_subject(tree, *later).is_none() && *later < verb + 4)?;
    tree.dependent(later, &[Relation::OblAgent])
}

/// "was killed in a raid by the front", "in a U.S. strike": whoever does the deed that it happened in.
fn in_deed(tree: &Tree<'_>, verb: usize) -> Option<usize> {
    let deed = oblique_of(tree, verb, "in").or_else(|| oblique_of(tree, verb, "during"))?;
    DEEDS.contains(&tree.lemma(deed)).then_some(deed)
}

/// Deeds that somebody suffers at another's hands.
const DEEDS: [&str; 14] = [
    "raid",
    "strike",
    "airstrike",
    "attack",
    "bombing",
    "assault",
    "ambush",
    "shelling",
    "bombardment",
    "shooting",
    "offensive",
    "sweep",
    "crackdown",
    "massacre",
];

/// The subject that the tree gives the predicate itself.
pub fn own_subject(tree: &Tree<'_>, predicate: usize) -> Option<usize> {
    tree.dependent(predicate, &[Relation::Nsubj, Relation::NsubjPass, Relation::NsubjOuter])
}

/// What a relative pronoun stands for: "the front, which controls the town".
pub fn antecedent(tree: &Tree<'_>, token: usize) -> Option<usize> {
    if !matches!(tree.xpos(token), Xpos::Wdt | Xpos::Wp) && tree.lower(token) != "that"
        || tree.upos(token) == Upos::Det && tree.xpos(token) != Xpos::Wdt
    {
        return None;
    }
    let clause = tree.upwards(token).find(|above| matches!(tree.relation(*above), Relation::AclRelcl))?;
    tree.head(clause).filter(|noun| *noun < token)
}

/// The subject that a clause without one of its own borrows.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "tags and relations are those of a standard; the few that matter are named"
)]
fn understood_subject(tree: &Tree<'_>, verb: usize, left: usize) -> Option<usize> {
    let head = tree.head(verb)?;
    // "the UK's commitment to defeating": the noun before the mark counts, wherever the clause hangs.
    let mark = tree
        .dependents_by(verb, &[Relation::Mark, Relation::Case])
        .next()
        .filter(|mark| *mark < verb && tree.lower(*mark) == "to");
    if let Some(owner) = mark
        .and_then(|mark| mark.checked_sub(1))
        .filter(|noun| tree.upos(*noun) == Upos::Noun)
        .and_then(|noun| owner(tree, noun))
    {
        return Some(owner);
    }
    let subject_of = |predicate: usize| surface_subject(tree, predicate, left - 1);
    match tree.relation(verb) {
        // "criticized Arland for leaning on pressure and for talking little": the parser may join the second to the
        // verb above.
        Relation::Conj if is_blamed_by(tree, verb, head) => patient_within(tree, head, left - 1),
        // "Arland attacked and bombed Borland".
        Relation::Conj if is_predicate(tree, head) => subject_of(head),
        // "said captured rebels have refused to": a finite clause has a subject of its own, if the parser found it or
        // not.
        Relation::Ccomp if is_finite(tree, verb) => None,
        Relation::Xcomp | Relation::Ccomp if is_predicate(tree, head) => {
            controller(tree, verb, head).or_else(|| subject_of(head))
        }
        // "sent troops to help", "accused Borland of arming", "by providing support".
        Relation::Advcl | Relation::AdvclRelcl if is_predicate(tree, head) => {
            // "is helping Borland to defeat the front"
            let helped = || {
                matches!(
                    tree.lemma(head),
                    "help"
                        | "assist"
                        | "enable"
                        | "allow"
                        | "authorize"
                        | "authorise"
                        | "permit"
                        | "train"
                        | "equip"
                        | "encourage"
                ) && tree.dependent(verb, &[Relation::Mark]).is_some_and(|mark| tree.lower(mark) == "to")
            };
            if !tree.is_passive(head)
                && helped()
                && let Some(object) = tree.dependents_by(head, &[Relation::Obj]).find(|object| *object < verb)
            {
                return Some(object);
            }
            if is_blamed_by(tree, verb, head) {
                return patient_within(tree, head, left - 1);
            }
            subject_of(head)
        }
        Relation::AclRelcl => relative_subject(tree, verb, head),
        // "the agency, close to the ministry,"
        Relation::Amod | Relation::Acl | Relation::Appos if tree.upos(verb) == Upos::Adj => Some(head),
        Relation::Acl if tree.xpos(verb) == Xpos::Vbg && !is_about(tree, verb) => match governing_verb(tree, head) {
            // "a letter warning Borland": its author warns.
            Some(governor) if WRITINGS.contains(&tree.lemma(head)) => {
                owner(tree, head).or_else(|| agent_within(tree, governor, left - 1))
            }
            _ => Some(head),
        },
        // "efforts to defeat", "a plan to attack"; "launched a campaign to liberate", but who discussed the campaign
        // does not fight it. "is under consideration to become minister": the noun is said of the subject.
        Relation::Acl if tree.dependent(head, &[Relation::Cop]).is_some() => subject_of(head),
        // "deny the front a haven to plot attacks", "gave Arland a chance to reply": who gets it does the deed.
        Relation::Acl if tree.relation(head) == Relation::Obj && recipient_over(tree, head).is_some() => {
            recipient_over(tree, head)
        }
        Relation::Acl => owner(tree, head)
            .or_else(|| modifier_by(tree, head, "by"))
            .or_else(|| {
                let governor =
                    governing_verb(tree, head).filter(|governor| UNDERTAKES.contains(&tree.lemma(*governor)))?;
                // "leads efforts in the campaign to defeat", "began the third phase of the effort to isolate".
                let step = |noun: usize| {
                    tree.relation(noun) == Relation::Nmod
                        && tree.head(noun).is_some_and(|above| STEPS.contains(&tree.lemma(above)))
                };
                let object = |noun: usize| {
                    matches!(
                        tree.relation(noun),
                        Relation::Obj | Relation::NsubjPass | Relation::Obl | Relation::Xcomp | Relation::Nsubj
                    )
                };
                let argument = object(head) || step(head) && tree.head(head).is_some_and(object);
                argument.then(|| subject_of(governor)).flatten()
            })
            .or_else(|| {
                // "In the campaign to defeat the front, the army has begun".
                let governor = tree.head(head).filter(|governor| {
                    tree.relation(head) == Relation::Obl
                        && tree.upos(*governor) == Upos::Verb
                        && !tree.is_passive(*governor)
                })?;
                (CAMPAIGNS.contains(&tree.lemma(head)) && matches!(tree.preposition(head), "in" | "during" | "as"))
                    .then(|| subject_of(governor))
                    .flatten()
            }),
        _ => None,
    }
}

/// True for a verb in the past or present, or with an auxiliary that is.
fn is_finite(tree: &Tree<'_>, verb: usize) -> bool {
    let finite = |token: usize| matches!(tree.xpos(token), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md);
    finite(verb) || tree.dependents_by(verb, &[Relation::Aux, Relation::AuxPass]).any(finite)
}

/// The indirect object beside a noun that is an object.
fn recipient_over(tree: &Tree<'_>, noun: usize) -> Option<usize> {
    tree.head(noun).and_then(|verb| recipient(tree, verb))
}

/// Nouns whose participle is what somebody wrote in them.
const WRITINGS: [&str; 18] = [
    "letter",
    "statement",
    "message",
    "report",
    "lawsuit",
    "suit",
    "complaint",
    "petition",
    "resolution",
    "note",
    "decree",
    "order",
    "law",
    "bill",
    "tweet",
    "email",
    "memo",
    "article",
];

/// "talks about ending": a gerund with a preposition tells what the noun is about.
fn is_about(tree: &Tree<'_>, verb: usize) -> bool {
    tree.dependent(verb, &[Relation::Mark, Relation::Case]).is_some()
}

/// "accused Borland of arming rebels", "prevented Borland from entering": whom it concerns does the deed.
pub fn is_blamed_by(tree: &Tree<'_>, verb: usize, head: usize) -> bool {
    let mark = tree.dependent(verb, &[Relation::Mark, Relation::Case]).map(|mark| tree.lower(mark));
    let blames = matches!(
        tree.lemma(head),
        "accuse"
            | "blame"
            | "criticize"
            | "criticise"
            | "suspect"
            | "condemn"
            | "stop"
            | "prevent"
            | "convict"
            | "charge"
            | "acquit"
            | "bar"
            | "ban"
            | "praise"
            | "thank"
            | "applaud"
            | "keep"
            | "dissuade"
            | "deter"
            | "commend"
            | "punish"
            | "fault"
    );
    blames && matches!(mark, Some("of" | "for" | "from" | "with"))
}

/// Whom an infinitive's or a participle's matrix verb makes its subject: "urged Borland to withdraw", "called on
/// Borland to withdraw".
fn controller(tree: &Tree<'_>, verb: usize, matrix: usize) -> Option<usize> {
    if matches!(tree.lemma(matrix), "promise" | "threaten" | "vow" | "pledge") {
        return None;
    }
    if tree.is_passive(matrix) {
        return own_subject(tree, matrix).map(|subject| antecedent(tree, subject).unwrap_or(subject));
    }
    let object = tree.dependents_by(matrix, &[Relation::Obj, Relation::Iobj]).rfind(|object| *object < verb);
    object.or_else(|| {
        let asks = matches!(
            tree.lemma(matrix),
            "call" | "appeal" | "plead" | "wait" | "push" | "press" | "count" | "rely" | "prevail" | "ask" | "look"
        );
        let called =
            |token: &usize| *token < verb && matches!(tree.preposition(*token), "on" | "upon" | "to" | "for" | "with");
        tree.dependents_by(matrix, &[Relation::Obl]).find(called).filter(|_| asks)
    })
}

/// "the militants who attacked", "the town the front controls": the modified noun, where the clause has no subject of
/// its own.
fn relative_subject(tree: &Tree<'_>, verb: usize, noun: usize) -> Option<usize> {
    own_subject(tree, verb).is_none().then_some(noun)
}

/// The verb over a noun, through the nouns and prepositions between.
pub fn governing_verb(tree: &Tree<'_>, noun: usize) -> Option<usize> {
    let mut above = tree.head(noun)?;
    for _ in 0..FARTHEST {
        if is_predicate(tree, above) {
            return Some(above);
        }
        if !matches!(
            tree.relation(above),
            Relation::Nmod
                | Relation::Obj
                | Relation::Obl
                | Relation::Conj
                | Relation::Nsubj
                | Relation::NsubjPass
                | Relation::Appos
        ) {
            return None;
        }
        above = tree.head(above)?;
    }
    None
}

/// What an undertaking consists of.
const STEPS: [&str; 12] =
    ["effort", "phase", "part", "stage", "step", "role", "push", "work", "series", "round", "progress", "campaign"];

/// Undertakings that whoever acts in them is part of.
const CAMPAIGNS: [&str; 10] =
    ["campaign", "fight", "battle", "war", "effort", "operation", "struggle", "offensive", "drive", "mission"];

/// Verbs whose subject does what the infinitive of their noun says: "began an operation to isolate".
const UNDERTAKES: [&str; 46] = [
    "launch",
    "begin",
    "start",
    "continue",
    "have",
    "make",
    "conduct",
    "mount",
    "announce",
    "join",
    "lead",
    "wage",
    "step",
    "resume",
    "intensify",
    "take",
    "hold",
    "see",
    "drop",
    "abandon",
    "seek",
    "pursue",
    "carry",
    "use",
    "get",
    "lack",
    "show",
    "express",
    "declare",
    "reiterate",
    "renew",
    "lose",
    "give",
    "hatch",
    "devise",
    "draw",
    "reach",
    "sign",
    "provide",
    "donate",
    "allocate",
    "spend",
    "grant",
    "send",
    "deliver",
    "commit",
];

/// True for verbs, and for adjectives and nouns that are predicates.
pub fn is_predicate(tree: &Tree<'_>, token: usize) -> bool {
    matches!(tree.upos(token), Upos::Verb | Upos::Aux)
        || tree.dependent(token, &[Relation::Cop, Relation::Nsubj]).is_some()
        || tree.upos(token) == Upos::Adj && matches!(tree.relation(token), Relation::Xcomp | Relation::Root)
}

/// The token that heads the patient of a verb.
pub fn patient(tree: &Tree<'_>, verb: usize) -> Option<usize> {
    patient_within(tree, verb, FARTHEST)
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "tags and relations are those of a standard; the few that matter are named"
)]
fn patient_within(tree: &Tree<'_>, verb: usize, left: usize) -> Option<usize> {
    if left == 0 {
        return None;
    }
    if tree.is_passive(verb) {
        if let Some(subject) = own_subject(tree, verb) {
            return Some(antecedent(tree, subject).unwrap_or(subject));
        }
        let head = tree.head(verb)?;
        return match tree.relation(verb) {
            // "the general killed in the raid".
            Relation::Acl | Relation::AclRelcl | Relation::Amod => Some(head),
            Relation::Conj if is_predicate(tree, head) => surface_subject(tree, head, left - 1),
            Relation::Conj if matches!(tree.relation(head), Relation::Acl | Relation::Amod) => {
                patient_within(tree, head, left - 1)
            }
            Relation::Xcomp if is_predicate(tree, head) => {
                controller(tree, verb, head).or_else(|| surface_subject(tree, head, left - 1))
            }
            // "despite being captured, Brandt was decorated".
            Relation::Advcl if is_predicate(tree, head) => surface_subject(tree, head, left - 1),
            _ => None,
        };
    }
    let object = second_object(tree, verb).or_else(|| tree.dependent(verb, &[Relation::Obj]));
    if let Some(object) = object {
        return Some(antecedent(tree, object).unwrap_or(object));
    }
    // "the town the front controls".
    if tree.relation(verb) == Relation::AclRelcl
        && own_subject(tree, verb).is_some_and(|subject| antecedent(tree, subject).is_none())
        && tree.dependent(verb, &[Relation::Xcomp, Relation::Ccomp]).is_none()
    {
        let relative_elsewhere = tree.dependents(verb).any(|dependent| {
            tree.relation(dependent) == Relation::Obl && antecedent(tree, dependent).is_some()
                || tree.relation(dependent) == Relation::Advmod && tree.xpos(dependent) == Xpos::Wrb
        });
        return tree.head(verb).filter(|_| !relative_elsewhere);
    }
    // "attacked and destroyed the base": the object hangs on the last verb.
    let later = tree
        .dependents_by(verb, &[Relation::Conj])
        .find(|later| *later < verb + 4 && own_subject(tree, *later).is_none() && tree.upos(*later) == Upos::Verb)?;
    tree.dependent(later, &[Relation::Obj])
        .filter(|_| tree.dependents_by(verb, &[Relation::Obl, Relation::Xcomp, Relation::Ccomp]).next().is_none())
}

/// Whom the clause is about in its own form: the patient of a passive, the agent of an active.
fn surface_subject(tree: &Tree<'_>, predicate: usize, left: usize) -> Option<usize> {
    if tree.is_passive(predicate) { patient_within(tree, predicate, left) } else { agent_within(tree, predicate, left) }
}

/// True where the verb's object is "each other" or "one another".
pub fn is_reciprocal(tree: &Tree<'_>, verb: usize) -> bool {
    let object = tree.dependents_by(verb, &[Relation::Obj, Relation::Obl]).next();
    object.is_some_and(|object| {
        let after = |word: &str| object + 1 < tree.len() && tree.lower(object + 1) == word;
        let before = |word: &str| object > 0 && tree.lower(object - 1) == word;
        match tree.lower(object) {
            "each" => after("other"),
            "one" => after("another"),
            "other" => before("each"),
            "another" => before("one"),
            _ => false,
        }
    })
}

/// The indirect object: "gave the front weapons".
pub fn recipient(tree: &Tree<'_>, verb: usize) -> Option<usize> {
    // "deliver the front a defeat": the parser may take both for objects.
    let first = || {
        tree.dependents_by(verb, &[Relation::Obj])
            .next()
            .filter(|_| tree.dependents_by(verb, &[Relation::Obj]).count() > 1 || second_object(tree, verb).is_some())
    };
    tree.dependent(verb, &[Relation::Iobj]).or_else(first).map(|token| antecedent(tree, token).unwrap_or(token))
}

/// "gave the minister, Ada Brandt, a mandate": the parser may take the second object for one more apposition.
fn second_object(tree: &Tree<'_>, verb: usize) -> Option<usize> {
    if !matches!(
        tree.lemma(verb),
        "give" | "grant" | "offer" | "award" | "hand" | "deny" | "refuse" | "promise" | "send" | "issue"
    ) {
        return None;
    }
    let object = tree.dependent(verb, &[Relation::Obj])?;
    let appositions = || tree.dependents_by(object, &[Relation::Appos]);
    let last = appositions().last().filter(|_| appositions().count() > 1)?;
    tree.dependents_by(last, &[Relation::Det]).any(|article| matches!(tree.lower(article), "a" | "an")).then_some(last)
}

/// Nouns of time.
const TIMES: [&str; 24] = [
    "time",
    "second",
    "minute",
    "hour",
    "day",
    "week",
    "weekend",
    "month",
    "year",
    "decade",
    "century",
    "season",
    "spring",
    "summer",
    "autumn",
    "fall",
    "winter",
    "morning",
    "afternoon",
    "evening",
    "night",
    "midnight",
    "noon",
    "today",
];

/// True for a noun of time, a day or month, a number: "on the third day", "in 16 years", "on Monday", "in 2018".
pub fn is_time(tree: &Tree<'_>, token: usize) -> bool {
    TIMES.contains(&tree.lemma(token))
        || tree.upos(token) == Upos::Propn && CALENDAR.contains(&tree.lower(token))
        || tree.upos(token) == Upos::Num
}

/// How deep a preposition is looked for under a verb's object.
const DEEPEST: usize = 3;

/// The nominal that stands with a preposition, on the verb itself.
pub fn oblique_of(tree: &Tree<'_>, verb: usize, preposition: &str) -> Option<usize> {
    let found = tree
        .dependents_by(verb, &[Relation::Obl, Relation::OblAgent, Relation::Nmod, Relation::Xcomp])
        .find(|token| tree.preposition(*token) == preposition && !is_time(tree, *token))?;
    Some(antecedent(tree, found).unwrap_or(found))
}

/// The nominal that stands with a preposition: on the verb, on its object, or on the object's nouns, for where a phrase
/// hangs is often doubtful.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "tags and relations are those of a standard; the few that matter are named"
)]
pub fn oblique(tree: &Tree<'_>, verb: usize, preposition: &str) -> Option<usize> {
    oblique_of(tree, verb, preposition).or_else(|| {
        // "took control of the town": "of" belongs to the noun before it and to nobody else.
        if preposition == "of" {
            return patient(tree, verb).and_then(|object| modifier_by(tree, object, preposition));
        }
        let objects =
            tree.dependents_by(verb, &[Relation::Obj, Relation::Obl, Relation::NsubjPass, Relation::OblAgent]);
        let depth = |object: usize| match tree.relation(object) {
            // "surrendered from their last camp in Arland"
            Relation::Obl if preposition == "in" => 2,
            // "returned uranium from a reactor to Arland"
            Relation::Obl if preposition == "to" && tree.preposition(object) == "from" => 1,
            // "met in Karvil with Brandt"; "speaking after the fall of Karvil to the Front" is no speech to the Front.
            Relation::Obl => usize::from(matches!(tree.preposition(object), "in" | "at" | "on" | "as" | "")),
            _ => DEEPEST,
        };
        objects
            .filter(|object| *object > verb || tree.is_passive(verb))
            .find_map(|object| under(tree, object, preposition, depth(object)))
    })
}

/// The nominal that stands with a preposition somewhere under a noun.
fn under(tree: &Tree<'_>, noun: usize, preposition: &str, depth: usize) -> Option<usize> {
    if depth == 0 {
        return None;
    }
    let modifiers = || {
        tree.dependents_by(noun, &[Relation::Nmod, Relation::Conj, Relation::Obl]).filter(|modifier| *modifier > noun)
    };
    let own = modifiers().find(|modifier| tree.preposition(*modifier) == preposition);
    let below = || {
        modifiers()
            .filter(|modifier| matches!(tree.relation(*modifier), Relation::Nmod | Relation::Conj))
            .find_map(|modifier| under(tree, modifier, preposition, depth - 1))
    };
    own.or_else(below).or_else(|| {
        // "the restrictions imposed on Borland"; whoever did it is none of the noun's.
        let participles = tree
            .dependents_by(noun, &[Relation::Acl])
            .filter(|verb| *verb > noun && tree.is_passive(*verb) && preposition != "by");
        participles.filter_map(|verb| oblique_of(tree, verb, preposition)).next()
    })
}

/// The nominal that stands with a preposition on a noun.
pub fn modifier_by(tree: &Tree<'_>, noun: usize, preposition: &str) -> Option<usize> {
    tree.dependents_by(noun, &[Relation::Nmod, Relation::Obl, Relation::OblAgent])
        .find(|token| tree.preposition(*token) == preposition)
}

/// An example of a noun behind a comma: "the partners, especially Arland".
pub fn instance(tree: &Tree<'_>, noun: usize) -> Option<usize> {
    let picks = |token: usize| {
        tree.dependents_by(token, &[Relation::Advmod]).any(|adverb| {
            adverb < token
                && matches!(
                    tree.lower(adverb),
                    "especially" | "notably" | "particularly" | "primarily" | "mainly" | "chiefly"
                )
        })
    };
    // "the regime and its backers, notably Arland": the parser hangs the example on the first.
    let first = if tree.relation(noun) == Relation::Conj { tree.head(noun)? } else { noun };
    let last = tree.dependents_by(first, &[Relation::Conj]).last().unwrap_or(first);
    tree.dependents_by(first, &[Relation::Appos])
        .chain(tree.dependents_by(noun, &[Relation::Appos]))
        .find(|example| *example > noun && picks(*example) && (last == noun || last > *example))
}

/// Who has a noun: "Arland's forces", "its forces", or by an adjective or name before it, "Arlandic forces", "the
/// Arland embassy". The second are only tokens; whether they name anybody is the caller's to ask.
pub fn owner(tree: &Tree<'_>, noun: usize) -> Option<usize> {
    tree.dependent(noun, &[Relation::NmodPoss])
}

/// The subject of the clause that a verb takes as its content: "demanded that Borland withdraw".
pub fn clause_subject(tree: &Tree<'_>, verb: usize) -> Option<usize> {
    if let Some(clause) = tree.dependent(verb, &[Relation::Ccomp, Relation::Xcomp]) {
        return own_subject(tree, clause).or_else(|| controller(tree, clause, verb));
    }
    // "wanted guarantees that Borland would withdraw": the clause hangs on the object.
    let object = tree.dependent(verb, &[Relation::Obj])?;
    let clause = tree
        .dependents_by(object, &[Relation::Acl, Relation::Ccomp, Relation::AclRelcl])
        .find(|clause| tree.dependent(*clause, &[Relation::Mark]).is_some_and(|mark| tree.lower(mark) == "that"))?;
    own_subject(tree, clause)
}
