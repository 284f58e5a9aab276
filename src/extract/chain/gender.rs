//! Men and women, by pronoun, title and given name.
//!
//! Only to keep "she" from meaning a man and "he" from meaning a woman: a name that is not listed may be either.

use crate::extract::nominal::{Nominal, NominalForm};
use crate::extract::tree::Tree;
use crate::model::Sort;

/// What a pronoun must agree with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    Female,
    Male,
}

/// The gender of a nominal, where its words tell.
pub(super) fn gender_of(tree: &Tree<'_>, nominal: &Nominal, name: &[String], noun: Option<&str>) -> Option<Gender> {
    match nominal.form {
        NominalForm::Pronoun => of_pronoun(tree.lower(nominal.head)),
        NominalForm::Description => noun.and_then(of_word),
        NominalForm::Name | NominalForm::Modifier if nominal.sort == Sort::Person => {
            let before = nominal.name.as_ref().map_or(nominal.tokens.start, |name| name.start);
            // "Mrs. Brandt", "King Faisal"; a title that was trimmed stands just before the phrase's name.
            let titles = nominal.tokens.start.saturating_sub(1)..before;
            let title = titles.rev().take(4).find_map(|token| of_word(tree.lemma(token).trim_end_matches('.')));
            title.or_else(|| name.first().filter(|_| name.len() > 1).and_then(|first| of_given_name(first)))
        }
        NominalForm::Name | NominalForm::Modifier => None,
    }
}

fn of_pronoun(word: &str) -> Option<Gender> {
    match word {
        "he" | "him" | "his" | "himself" => Some(Gender::Male),
        "she" | "her" | "hers" | "herself" => Some(Gender::Female),
        _ => None,
    }
}

fn of_word(word: &str) -> Option<Gender> {
    match word {
        "mr" | "sir" | "lord" | "king" | "prince" | "emperor" | "sultan" | "emir" | "sheikh" | "sheik" | "father"
        | "brother" | "man" | "boy" | "son" | "husband" | "uncle" | "nephew" | "grandfather" | "grandson"
        | "spokesman" | "chairman" | "businessman" | "congressman" | "policeman" | "gentleman" | "pope" | "imam"
        | "ayatollah" | "mullah" | "actor" | "monk" | "priest" | "widower" | "statesman" => Some(Gender::Male),
        "mrs" | "ms" | "miss" | "lady" | "dame" | "queen" | "princess" | "empress" | "mother" | "sister" | "woman"
        | "girl" | "daughter" | "wife" | "aunt" | "niece" | "grandmother" | "granddaughter" | "spokeswoman"
        | "chairwoman" | "businesswoman" | "congresswoman" | "policewoman" | "actress" | "nun" | "widow"
        | "duchess" | "baroness" => Some(Gender::Female),
        _ => None,
    }
}

fn of_given_name(name: &str) -> Option<Gender> {
    if FEMALE.split_ascii_whitespace().any(|known| known == name) {
        Some(Gender::Female)
    } else if MALE.split_ascii_whitespace().any(|known| known == name) {
        Some(Gender::Male)
    } else {
        None
    }
}

const FEMALE: &str = "ada aisha alexandra alice alicia amal amanda amina amy ana andrea angela angelina anita ann anna anne annette anya ashley asma ayesha barbara beatrice benazir \
    bertha beth betty brenda camilla carla carmen carol caroline catherine cecilia charlotte chloe christina christine claire clara claudia condoleezza cynthia dalia daisy deborah debra \
    denise diana donna doris dorothy edith elena eleanor elisabeth elizabeth ella ellen emily emma erika esther eva evelyn fatima fatemeh fatma federica florence frances francesca gabriela \
    gina gloria grace greta hannah harriet heather heidi helen helena hillary ida indira ines ingrid irene iris isabel isabella ivanka jacinda jacqueline jane janet jean jeanne jennifer \
    jessica joan joanna josephine joyce judith julia juliana julie june karen kate katherine kathleen katie katrina kayla kelly khadija kimberly kirsten kristen laila lara laura lauren \
    layla leila lena lily linda lisa louise lucia lucy lydia madeleine maggie malala margaret margarita maria mariam marie marina marissa martha mary maryam matilda megan melania melissa \
    mercedes mia michelle miriam monica nadia nancy naomi natalia natalie natasha nicola nicole nina nora olga olivia pamela patricia paula pauline penelope phyllis rachel rebecca rita rosa \
    rose ruth sabrina salma samantha sandra sara sarah serena shannon sharon sheila shirin shirley silvia simone sofia sonia sophia sophie stella stephanie susan suzanne svetlana sylvia \
    tamara tatiana teresa theresa tina ursula valentina valerie vanessa vera veronica victoria violet virginia wendy yasmin yulia zainab zeinab zoe";

const MALE: &str = "aaron abbas abdul abdullah abraham adam adel adolf adrian ahmad ahmed akbar alan albert alejandro alexander alfred ali allen amir andre andrei andres andrew andy angelo anthony \
    antonio antony anwar arash arnold arthur ash asif ayman barack bashar benito ben benjamin bernard bernie bill bob boris brad brandon brett brian bruce bruno carl carlos charles chris \
    christian christopher chuck colin craig cyrus damian dan daniel david dean dennis derek diego dietrich dimitri dmitri dominic don donald donnie doug douglas dwight ed eduardo edward edwin \
    emmanuel eric ernest ethan eugene evan faisal felix fernando fidel francis francisco francois frank franz fred frederick friedrich gary gennady geoffrey george georges gerald gerard gerhard \
    giovanni gordon graham greg gregory gustav guy hadi hafez haider hamid hans harold harry hasan hashim hassan heinrich henri henry herbert herman hosni howard hugh hugo hussein ian \
    ibrahim igor isaac ismail ivan jack jacob jacques jake jamal james jason javad javier jeff jeffrey jeremy jerome jerry jim jimmy joachim joe joel johann john johnny jon jonathan jorge jose \
    josef joseph joshua juan jude julian julius justin kamal karim karl keith ken kenneth kevin khaled khalid klaus konrad kurt larry lars laurence lawrence leo leon leonard lewis lloyd louis \
    ludwig luis luke lyndon mahmoud mahmud malcolm marc marcel marco marcus mario mark martin masoud massoud matt matthew max maxim michael michel miguel mike mikhail mitch mitt mohamed mohammad \
    mohammed mohsen moqtada muammar muhammad muhammed muqtada mustafa nadir nathan neil nelson nicholas nick nicolas nigel nikita noah norman nouri oliver omar oscar osama oskar otto pablo patrick \
    paul pedro peter philip philippe phillip pierre qasem qassem qasim rafael ralph ramzan ray raymond reza rex richard rick robert roberto rodney rodrigo roger roland ron ronald roy rudolf russell \
    ryan saad saddam saeed salim salman sam samir samuel scott sean sebastian sergei sergey shane simon stanley stefan stephen steve steven stuart sven tariq ted terry theodore thomas tim timothy \
    tobias todd tom tommy tony umar usama viktor vince vincent vladimir volodymyr walter warren wayne werner wilhelm will william winston wolfgang xavier yasser yasin yuri yusuf zalmay zbigniew";
