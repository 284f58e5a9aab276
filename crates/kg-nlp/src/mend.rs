//! Trees mended where the parser is known to slip.
//!
//! In come the tokens of a sentence with their heads, out they go with some arcs moved. Each mend needs words that
//! allow one reading only, moves an arc to a token further up or beside, or lets two tokens change places, and so never
//! makes a cycle. Linear: whatever hangs on a word stands in its piece of the sentence.

use kg_text::Rule;
use std::ops::Range;

use super::analysis::Token;
use super::mend_subject::{
    is_nominal, near, subject_beside_verb, subject_of_speech, verb_of_fronted, verb_of_relative, verb_with_subject,
};
use super::tag::{Relation, Upos, Xpos};

/// Mends the tree of a sentence whose first token is the `first` of its document.
pub(super) fn mend(text: &str, tokens: &mut [Token], first: usize) {
    names_in_capitals(text, tokens, first);
    let mut has_subject = vec![false; tokens.len()];
    let (mut active, mut auxiliary) = (vec![false; tokens.len()], vec![false; tokens.len()]);
    // Penn tag and universal tag may disagree on a form in -s, plural noun or verb. The parser made its tree with the
    // universal one, so that decides: "The army trains pilots".
    for token in tokens.iter_mut().filter(|token| token.xpos == Xpos::Nns && token.upos == Upos::Verb) {
        token.xpos = Xpos::Vbz;
    }
    for token in tokens.iter() {
        active[token.head as usize - first] |= token.relation == Relation::Nsubj;
        auxiliary[token.head as usize - first] |=
            matches!(token.relation, Relation::Aux | Relation::AuxPass | Relation::Cop | Relation::NsubjPass);
        if matches!(
            token.relation,
            Relation::Nsubj | Relation::NsubjPass | Relation::NsubjOuter | Relation::Csubj | Relation::Expl
        ) {
            has_subject[token.head as usize - first] = true;
        }
    }
    for at in 0..tokens.len() {
        // "The rebels surrendered": no auxiliary and the subject of an active verb, so the form is the past.
        if tokens[at].xpos == Xpos::Vbn && tokens[at].upos == Upos::Verb && active[at] && !auxiliary[at] {
            tokens[at].xpos = Xpos::Vbd;
        }
        subject_beside_verb(tokens, &mut has_subject, first, at);
        subject_of_speech(tokens, &mut has_subject, first, at);
        object_before_that(text, tokens, first, at);
        apposition_without_and(text, tokens, first, at);
        adjectives_of_two(text, tokens, first, at);
        bounded_number(text, tokens, first, at);
        perfect_behind_have(text, tokens, first, at);
        participle_behind_noun(tokens, first, at);
        gerund_with_clause(text, tokens, first, at);
        demanded_deed(text, tokens, &mut has_subject, first, at);
        particle(text, tokens, first, at);
        participle_of_name(text, tokens, first, at);
        noun_behind_preposition(text, tokens, first, at);
        verb_with_subject(tokens, &has_subject, first, at);
        let Some(verb) = verb_of_fronted(text, tokens, &has_subject, first, at)
            .or_else(|| verb_of_relative(tokens, &has_subject, first, at))
        else {
            continue;
        };
        has_subject[verb] = true;
        tokens[at].head = u32::try_from(first + verb).expect("the verb stands in the text");
        tokens[at].relation = Relation::Nsubj;
    }
}

/// Where a word's dependents can stand: sentences are parsed in pieces.
/// "IS killed ten soldiers", "Da'esh attacked": a name that is written like a word of the grammar. What is written in
/// capitals where the sentence is not, and stands as the auxiliary of a verb without a subject, is the subject.
fn names_in_capitals(text: &str, tokens: &mut [Token], first: usize) {
    if !Rule::MendCapitals.applies() {
        return;
    }
    let is_lower = |token: &Token| token.span.of(text).chars().all(char::is_lowercase);
    let mixed = tokens.iter().any(is_lower);
    for at in 0..tokens.len() {
        let form = tokens[at].span.of(text);
        let is_name = tokens[at].upos == Upos::Pron
            && matches!(tokens[at].xpos, Xpos::Nn | Xpos::Nnp)
            && form.starts_with(char::is_uppercase)
            && form.contains(['\'', '’', '-']);
        let verb = tokens[at].head as usize - first;
        let is_subject = mixed
            && form.len() > 1
            && form.chars().all(char::is_uppercase)
            && matches!(tokens[at].relation, Relation::AuxPass | Relation::Aux)
            && verb > at
            && tokens[verb].upos == Upos::Verb
            && !tokens.iter().any(|other| {
                other.head as usize == first + verb
                    && matches!(other.relation, Relation::Nsubj | Relation::NsubjPass | Relation::Expl)
            });
        if is_name || is_subject {
            (tokens[at].upos, tokens[at].xpos) = (Upos::Propn, Xpos::Nnp);
        }
        if is_subject {
            tokens[at].relation = Relation::Nsubj;
        }
    }
}

/// Verbs, by how their forms begin, with the particle behind them that is no preposition and no noun.
const PARTICLES: [(&str, &str); 22] = [
    ("roll", "back"),
    ("scal", "back"),
    ("pull", "back"),
    ("push", "back"),
    ("cut", "back"),
    ("hold", "back"),
    ("held", "back"),
    ("hand", "back"),
    ("giv", "back"),
    ("gave", "back"),
    ("win", "back"),
    ("won", "back"),
    ("beat", "back"),
    ("fight", "back"),
    ("fought", "back"),
    ("driv", "back"),
    ("drove", "back"),
    ("forc", "back"),
    ("turn", "back"),
    ("hand", "over"),
    ("turn", "over"),
    ("call", "off"),
];

/// "rolled back tariffs", "handed over Ada Brandt": the particle belongs to the verb, and what stands behind it is the
/// object.
fn particle(text: &str, tokens: &mut [Token], first: usize, at: usize) {
    if !Rule::MendParticle.applies() {
        return;
    }
    let Some(before) = at.checked_sub(1).filter(|before| tokens[*before].upos == Upos::Verb) else { return };
    let form = |at: usize| tokens[at].span.of(text).to_ascii_lowercase();
    let (verb, word) = (form(before), form(at));
    // "took over Karvil": no preposition stands before an object.
    let of_object = matches!(word.as_str(), "over" | "up" | "out" | "off" | "down" | "back" | "away")
        && tokens[at].relation == Relation::Case
        && tokens[tokens[at].head as usize - first].relation == Relation::Obj;
    if !of_object && !PARTICLES.iter().any(|(stem, particle)| verb.starts_with(stem) && word == *particle) {
        return;
    }
    let head = tokens[at].head as usize - first;
    let object = tokens[at].relation == Relation::Case
        && tokens[head].relation == Relation::Obl
        && tokens[head].head as usize - first == before
        && is_nominal(&tokens[head]);
    // Nothing hangs on the particle, so that no arc can turn into a circle.
    let bare = near(tokens, at).all(|other| other == at || tokens[other].head as usize - first != at);
    let joined =
        matches!(tokens[at].relation, Relation::Compound | Relation::Amod | Relation::Advmod | Relation::CompoundPrt);
    if !bare || !object && !joined && !of_object {
        return;
    }
    if object {
        tokens[head].relation = Relation::Obj;
    }
    tokens[at].upos = Upos::Adp;
    tokens[at].xpos = Xpos::Rp;
    tokens[at].relation = Relation::CompoundPrt;
    tokens[at].head = u32::try_from(first + before).expect("the verb stands in the text");
}

/// "in occupied Karvil": a participle between a preposition and a name stands before the name.
fn participle_of_name(text: &str, tokens: &mut [Token], first: usize, at: usize) {
    if !Rule::MendParticipleOfName.applies() {
        return;
    }
    if tokens[at].xpos != Xpos::Vbn || at == 0 || at + 1 >= tokens.len() || tokens[at].head as usize == first + at {
        return;
    }
    let here = u32::try_from(first + at).expect("the text is indexed by 32 bits");
    let (preposition, name) = (&tokens[at - 1], &tokens[at + 1]);
    let of_it = |token: &Token| token.head == here;
    let place = matches!(
        preposition.span.of(text),
        "in" | "of" | "from" | "to" | "near" | "across" | "around" | "into" | "inside"
    );
    // "to displaced families": no participle follows the "to" of an infinitive.
    let to = preposition.span.of(text) == "to"
        && preposition.upos == Upos::Part
        && matches!(name.upos, Upos::Propn | Upos::Noun);
    let name_in_place = preposition.upos == Upos::Adp && place && name.upos == Upos::Propn;
    let fits = of_it(preposition)
        && matches!(preposition.relation, Relation::Mark | Relation::Case)
        && (name_in_place || to)
        && of_it(name);
    if !fits {
        return;
    }
    let above = tokens[at].head;
    let relation = if matches!(tokens[above as usize - first].upos, Upos::Noun | Upos::Propn) {
        Relation::Nmod
    } else {
        Relation::Obl
    };
    for other in near(tokens, at) {
        if tokens[other].head == here {
            tokens[other].head = above;
        }
    }
    tokens[at + 1].relation = relation;
    tokens[at - 1].head = here + 1;
    tokens[at - 1].relation = Relation::Case;
    tokens[at - 1].upos = Upos::Adp;
    tokens[at - 1].xpos = Xpos::In;
    tokens[at].head = here + 1;
    tokens[at].relation = Relation::Amod;
}

/// "warned Winter that Brandt would leave": of two subjects of the clause the one before "that" is whom the verb above
/// concerns.
fn object_before_that(text: &str, tokens: &mut [Token], first: usize, at: usize) {
    if !Rule::MendObjectBeforeThat.applies() {
        return;
    }
    let verb = tokens[at].head as usize - first;
    if tokens[at].relation != Relation::Ccomp || verb >= at {
        return;
    }
    let of_it = |other: &usize| *other > verb && *other < at && tokens[*other].head as usize - first == at;
    let Some(that) = near(tokens, at)
        .filter(of_it)
        .find(|other| tokens[*other].relation == Relation::Mark && tokens[*other].span.of(text) == "that")
    else {
        return;
    };
    let subject = |range: Range<usize>| {
        near(tokens, at).filter(of_it).find(|other| range.contains(other) && tokens[*other].relation == Relation::Nsubj)
    };
    let has_object = near(tokens, at)
        .any(|other| tokens[other].relation == Relation::Obj && tokens[other].head as usize - first == verb);
    if let (Some(object), Some(_), false) = (subject(verb + 1..that), subject(that + 1..at), has_object) {
        tokens[object].head = u32::try_from(first + verb).expect("the text is indexed by 32 bits");
        tokens[object].relation = Relation::Obj;
    }
}

/// "its emir, Ada Brandt, was hiding": a name behind a title and a comma, with no "and" anywhere, is the title's.
fn apposition_without_and(text: &str, tokens: &mut [Token], first: usize, at: usize) {
    if !Rule::MendAppositionWithoutAnd.applies() {
        return;
    }
    if tokens[at].relation != Relation::Conj
        || tokens[at].upos != Upos::Propn
        || at < 2
        || tokens[at - 1].span.of(text) != ","
    {
        return;
    }
    let title = tokens[at].head as usize - first;
    if title + 2 != at || tokens[title].xpos != Xpos::Nn {
        return;
    }
    let listed = near(tokens, at).any(|other| {
        let head = tokens[other].head as usize - first;
        tokens[other].relation == Relation::Cc && (head == at || head == title)
            || other != at && tokens[other].relation == Relation::Conj && head == title
    });
    if !listed {
        tokens[at].relation = Relation::Appos;
    }
}

/// "secure a U.S. and Iranian return": a name joined to an adjective stands with it before the noun that follows.
fn adjectives_of_two(text: &str, tokens: &mut [Token], first: usize, at: usize) {
    if !Rule::MendAdjectivesOfTwo.applies() {
        return;
    }
    if at + 3 >= tokens.len()
        || tokens[at].relation != Relation::Obj
        || tokens[at].upos != Upos::Propn
        || !tokens[at + 1].span.of(text).eq("and")
    {
        return;
    }
    let (here, noun) = (u32::try_from(first + at).expect("the text is indexed by 32 bits"), at + 3);
    let adjective =
        tokens[at + 2].upos == Upos::Adj && tokens[at + 2].relation == Relation::Conj && tokens[at + 2].head == here;
    if !adjective
        || tokens[noun].upos != Upos::Noun
        || tokens[noun].relation != Relation::Obj
        || tokens[noun].head != tokens[at].head
    {
        return;
    }
    tokens[at].head = u32::try_from(first + noun).expect("the text is indexed by 32 bits");
    tokens[at].relation = Relation::Compound;
}

/// "killed at least eight people", "lend up to $1 billion": "at" and "to" before a bound belong to the number, and the
/// noun is the verb's object.
fn bounded_number(text: &str, tokens: &mut [Token], first: usize, at: usize) {
    if !Rule::MendBoundedNumber.applies() {
        return;
    }
    let is = |at: usize, word: &str| tokens[at].span.of(text).eq_ignore_ascii_case(word);
    let counted = tokens.get(at + 1).is_some_and(|next| next.upos == Upos::Num || next.upos == Upos::Sym);
    let Some(before) = at.checked_sub(1).filter(|_| counted) else { return };
    if !(is(before, "at") && (is(at, "least") || is(at, "most")) || is(before, "up") && is(at, "to")) {
        return;
    }
    // The noun that is counted stands over the number, or is the sum itself.
    let number = at + 1;
    let above = tokens[number].head as usize - first;
    let noun = if tokens[number].relation == Relation::Nummod && above > number { above } else { number };
    let verb = tokens[noun].head as usize - first;
    let own_case = near(tokens, at).any(|other| {
        tokens[other].relation == Relation::Case
            && tokens[other].head as usize - first == noun
            && !(before..=at).contains(&other)
    });
    let has_object = near(tokens, at)
        .any(|other| tokens[other].relation == Relation::Obj && tokens[other].head as usize - first == verb);
    let active = tokens[verb].upos == Upos::Verb
        && verb < before
        && !near(tokens, at)
            .any(|other| tokens[other].relation == Relation::AuxPass && tokens[other].head as usize - first == verb);
    if tokens[noun].relation != Relation::Obl || own_case || has_object || !active {
        return;
    }
    tokens[noun].relation = Relation::Obj;
    // "up to": both hang on the number, and so neither is the verb's particle nor the noun's preposition.
    for word in &mut tokens[before..=at] {
        let head = word.head as usize - first;
        if head == verb || head == noun {
            word.head = u32::try_from(first + number).expect("the number stands in the text");
            word.relation = Relation::Advmod;
        }
    }
}

/// "have outlawed parties": between "have" and its bare object a participle makes the perfect.
fn perfect_behind_have(text: &str, tokens: &mut [Token], first: usize, at: usize) {
    if !Rule::MendPerfect.applies() {
        return;
    }
    let Some(have) = at.checked_sub(1).filter(|have| {
        matches!(tokens[*have].span.of(text), "have" | "has" | "had") && tokens[*have].upos == Upos::Verb
    }) else {
        return;
    };
    let noun = tokens[at].head as usize - first;
    let under = |token: &Token, head: usize| token.head as usize - first == head;
    let fits = tokens[at].xpos == Xpos::Vbn
        && tokens[at].relation == Relation::Amod
        && noun > at
        && tokens[noun].relation == Relation::Obj
        && under(&tokens[noun], have);
    let has_subject = near(tokens, at)
        .any(|other| other < have && tokens[other].relation == Relation::Nsubj && under(&tokens[other], have));
    if !fits || !has_subject {
        return;
    }
    let (have_index, here) = (
        u32::try_from(first + have).expect("the text is indexed by 32 bits"),
        u32::try_from(first + at).expect("the text is indexed by 32 bits"),
    );
    let above = if tokens[have].head == have_index { here } else { tokens[have].head };
    for other in near(tokens, at) {
        if tokens[other].head == have_index {
            tokens[other].head = here;
        }
    }
    tokens[at].head = above;
    tokens[at].relation = tokens[have].relation;
    tokens[at].upos = Upos::Verb;
    tokens[have].head = here;
    tokens[have].relation = Relation::Aux;
    tokens[have].upos = Upos::Aux;
}

/// "struck a bus carrying workers": the noun with the article is the object, and the participle behind it tells of the
/// noun.
fn participle_behind_noun(tokens: &mut [Token], first: usize, at: usize) {
    if !Rule::MendParticipleBehindNoun.applies() {
        return;
    }
    let Some(noun) =
        at.checked_sub(1).filter(|_| tokens[at].xpos == Xpos::Vbg && tokens[at].relation == Relation::Advcl)
    else {
        return;
    };
    let (here, there) = (
        u32::try_from(first + at).expect("the text is indexed by 32 bits"),
        u32::try_from(first + noun).expect("the text is indexed by 32 bits"),
    );
    let fits =
        tokens[noun].upos == Upos::Noun && tokens[noun].relation == Relation::Compound && tokens[noun].head == here;
    let article = near(tokens, at)
        .rev()
        .find(|word| *word < noun && tokens[*word].relation == Relation::Det && tokens[*word].head == here);
    let above = tokens[at].head;
    let verb = above as usize - first;
    let free = tokens[verb].upos == Upos::Verb
        && verb < noun
        && !near(tokens, at).any(|other| tokens[other].relation == Relation::Obj && tokens[other].head == above);
    let Some(article) = article.filter(|article| fits && free && *article > verb) else { return };
    // Whatever stands between the article and the noun belongs to the noun.
    for token in tokens[article..noun].iter_mut().filter(|token| token.head == here) {
        token.head = there;
    }
    tokens[noun].head = above;
    tokens[noun].relation = Relation::Obj;
    tokens[at].head = there;
    tokens[at].relation = Relation::Acl;
}

/// "staged a protest demanding that they leave": a word in -ing with a clause behind "that" is a verb, and tells of the
/// noun before it.
fn gerund_with_clause(text: &str, tokens: &mut [Token], first: usize, at: usize) {
    if !Rule::MendGerund.applies() {
        return;
    }
    let Some(noun) =
        at.checked_sub(1).filter(|_| tokens[at].upos == Upos::Noun && tokens[at].span.of(text).ends_with("ing"))
    else {
        return;
    };
    let Some(that) = tokens.get(at + 1).filter(|next| next.relation == Relation::Mark && next.span.of(text) == "that")
    else {
        return;
    };
    let clause = that.head as usize - first;
    let here = u32::try_from(first + at).expect("the text is indexed by 32 bits");
    let behind_noun = tokens[noun].upos == Upos::Noun
        && tokens[noun].head == tokens[at].head
        && matches!(tokens[at].relation, Relation::Obj | Relation::Xcomp)
        && tokens[noun].relation == Relation::Obj;
    if clause <= at || tokens[clause].head != here || tokens[clause].relation != Relation::Acl || !behind_noun {
        return;
    }
    (tokens[at].upos, tokens[at].xpos, tokens[at].relation) = (Upos::Verb, Xpos::Vbg, Relation::Advcl);
    tokens[clause].relation = Relation::Ccomp;
}

/// "demanded that Ada Brandt resign": a name and a word in its base form behind "that" are subject and verb.
fn demanded_deed(text: &str, tokens: &mut [Token], has_subject: &mut [bool], first: usize, at: usize) {
    if !Rule::MendDemandedDeed.applies() {
        return;
    }
    if tokens[at].relation != Relation::Ccomp || tokens[at].xpos != Xpos::Nn || has_subject[at] {
        return;
    }
    let of_it = |other: &usize| tokens[*other].head as usize - first == at && *other < at;
    let that = near(tokens, at)
        .filter(of_it)
        .find(|other| tokens[*other].relation == Relation::Mark && tokens[*other].span.of(text) == "that");
    let name = near(tokens, at)
        .filter(of_it)
        .find(|other| tokens[*other].relation == Relation::Compound && tokens[*other].upos == Upos::Propn);
    if let (Some(that), Some(name)) = (that, name)
        && name == that + 1
    {
        tokens[name].relation = Relation::Nsubj;
        (tokens[at].upos, tokens[at].xpos) = (Upos::Verb, Xpos::Vb);
        has_subject[at] = true;
    }
}

/// "freed on bail three ministers": no base form of a verb follows a preposition, so it is a noun, and the object is
/// that of the verb above.
fn noun_behind_preposition(text: &str, tokens: &mut [Token], first: usize, at: usize) {
    if !Rule::MendNounBehindPreposition.applies() {
        return;
    }
    if tokens[at].xpos != Xpos::Vb || at == 0 || tokens[at].head as usize == first + at {
        return;
    }
    let here = u32::try_from(first + at).expect("the text is indexed by 32 bits");
    let preposition = &tokens[at - 1];
    if preposition.upos != Upos::Adp
        || preposition.head != here
        || !matches!(preposition.span.of(text), "on" | "in" | "at" | "under" | "from" | "of" | "by" | "with" | "into")
    {
        return;
    }
    let above = tokens[at].head;
    if tokens[above as usize - first].upos != Upos::Verb {
        return;
    }
    for other in near(tokens, at) {
        if tokens[other].head == here && tokens[other].relation == Relation::Obj {
            tokens[other].head = above;
        }
    }
    tokens[at - 1].relation = Relation::Case;
    tokens[at].upos = Upos::Noun;
    tokens[at].xpos = Xpos::Nn;
    tokens[at].relation = Relation::Obl;
}
