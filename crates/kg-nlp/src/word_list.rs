//! Lists behind the tokens: what keeps its full stop, what is two words in one, which hyphens do not split.

/// Keep their full stop. Those in lower case count with a capital too; single letters and letters with stops between
/// need no entry.
pub(super) const ABBREVIATIONS: [&str; 116] = [
    "mr", "mrs", "ms", "messrs", "mx", "mme", "mlle", "dr", "drs", "prof", "rev", "fr", "msgr", "hon", "gen", "gens",
    "adm", "brig", "capt", "cmdr", "col", "cols", "cpl", "insp", "lt", "maj", "pfc", "pvt", "sgt", "spc", "supt",
    "gov", "govs", "rep", "reps", "sen", "sens", "pres", "amb", "st", "ste", "mt", "ft", "ave", "blvd", "rd", "hwy",
    "jr", "sr", "esq", "inc", "corp", "co", "cos", "ltd", "bros", "dept", "univ", "assn", "bldg", "vs", "eg", "ie",
    "cf", "al", "approx", "viz", "eds", "vols", "tel", "cit", "jan", "feb", "aug", "sept", "oct", "nov", "dec", "apr",
    "mon", "tues", "thurs", "Mar", "Jun", "Jul", "Sep", "Tue", "Wed", "Thu", "Fri", "Ala", "Ariz", "Calif", "Colo",
    "Conn", "Fla", "Ga", "Kan", "Ky", "Md", "Mich", "Minn", "Miss", "Mo", "Mont", "Neb", "Nev", "Okla", "Ore", "Pa",
    "Tenn", "Tex", "Va", "Vt", "Wis", "Wyo",
];

/// Keep their full stop before a number alone.
pub(super) const BEFORE_NUMBERS: [&str; 12] =
    ["no", "nos", "art", "vol", "pp", "p", "fig", "figs", "ch", "sec", "ext", "c"];

/// Two words in one, and the bytes of the first.
pub(super) const CONTRACTIONS: [(&str, usize); 27] = [
    ("cannot", 3),
    ("gonna", 3),
    ("gotta", 3),
    ("wanna", 3),
    ("gimme", 3),
    ("lemme", 3),
    ("dunno", 2),
    ("dont", 2),
    ("doesnt", 4),
    ("didnt", 3),
    ("cant", 2),
    ("wont", 2),
    ("isnt", 2),
    ("wasnt", 3),
    ("couldnt", 5),
    ("wouldnt", 5),
    ("shouldnt", 6),
    ("havent", 4),
    ("hasnt", 3),
    ("arent", 3),
    ("im", 1),
    ("ive", 1),
    ("youre", 3),
    ("theyre", 4),
    ("thats", 4),
    ("whats", 4),
    ("alot", 1),
];

/// Stay with what follows their hyphen.
pub(super) const PREFIXES: [&str; 42] = [
    "anti", "bi", "bio", "co", "contra", "counter", "cross", "de", "dis", "e", "ex", "extra", "hyper", "infra",
    "inter", "intra", "macro", "mega", "meta", "micro", "mid", "mini", "mis", "multi", "neo", "non", "over", "para",
    "post", "pre", "pro", "proto", "pseudo", "re", "semi", "socio", "sub", "super", "trans", "ultra", "un", "under",
];

/// Stand apart from the number before them.
pub(super) const UNITS: [&str; 32] = [
    "am", "pm", "a.m", "p.m", "a.m.", "p.m.", "km", "kg", "cm", "m", "g", "mg", "ml", "mi", "lb", "lbs", "oz", "ft",
    "mph", "kph", "hz", "khz", "mhz", "ghz", "hrs", "hr", "mm", "kb", "mb", "gb", "kw", "mw",
];

/// End a host or a file's name.
pub(super) const EXTENSIONS: [&str; 44] = [
    "com", "org", "net", "edu", "gov", "mil", "int", "info", "biz", "co", "uk", "us", "de", "fr", "ru", "ir", "iq",
    "sy", "il", "tr", "cn", "jp", "eu", "io", "tv", "me", "html", "htm", "php", "pdf", "doc", "docx", "xls", "xlsx",
    "ppt", "txt", "jpg", "jpeg", "gif", "png", "zip", "exe", "mp3", "url",
];
