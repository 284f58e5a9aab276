//! What an actor or a noun phrase can stand for, in seven sorts: all that a language knows of what a schema's kinds
//! tell apart.

/// What an actor or a noun phrase can stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// A human being, or several by one noun: the general, protesters.
    Person,
    /// A state.
    State,
    /// A body: ministry, company, party, newspaper.
    Organization,
    /// Bearers of arms: army, militia, troops.
    Force,
    /// People without an order of their own.
    Group,
    /// A place that does not act.
    Place,
    /// Anything else, a deal or a law; also what is not known.
    Thing,
}

impl Sort {
    /// What an actor of a schema's kind is, by the kind's key; a kind that a project added can be anything.
    pub fn of_kind(key: &str) -> Sort {
        match key {
            "person" => Sort::Person,
            "state" => Sort::State,
            "military" | "armed_group" => Sort::Force,
            "government_body"
            | "intelligence_agency"
            | "party"
            | "media"
            | "company"
            | "thinktank"
            | "international_org" => Sort::Organization,
            "coalition" | "group" => Sort::Group,
            "place" => Sort::Place,
            _ => Sort::Thing,
        }
    }

    /// Its name, in lower case.
    pub fn label(self) -> &'static str {
        match self {
            Sort::Person => "person",
            Sort::State => "state",
            Sort::Organization => "organization",
            Sort::Force => "force",
            Sort::Group => "group",
            Sort::Place => "place",
            Sort::Thing => "thing",
        }
    }

    /// True for what can act.
    pub fn acts(self) -> bool {
        match self {
            Sort::Person | Sort::State | Sort::Organization | Sort::Force | Sort::Group => true,
            Sort::Place | Sort::Thing => false,
        }
    }
}
