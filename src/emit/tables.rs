//! What the columns of the data's tables are. The rows are those of `data/*.jsonl`.

use std::fmt::Write;

use crate::columnar::Kind::{
    Count, Date, Flag, Level, List, Map, Maybe, Points, Ratio, Struct, Text, Word,
};
use crate::columnar::{Column, Kind, Table, ddl};

const TEXTS: Kind = List(&Text);

const PLACE: Kind = Struct(&[
    Column("file", Text),
    Column("sheet", Text),
    Column("cell", Text),
]);

const PLACES: Kind = List(&PLACE);

/// Both years' texts of a change.
const BOTH: Kind = Struct(&[Column("before", Text), Column("now", Text)]);

/// An entry's fields.
const FIELDS: &[Column] = &[
    Column("subject", Text),
    Column("section", Text),
    Column("post", Text),
    Column("person", Text),
    Column("matter", Text),
    Column("category", Text),
    Column("category_text", Text),
    Column("risk", Text),
    Column("manifestation", Text),
    Column("level_text", Text),
    Column("level", Level),
    Column("measures", Text),
    Column("owner", TEXTS),
    Column("head", Text),
    Column("leader", Text),
    Column("seq", Text),
    Column("remark", Text),
    Column("reported_on", Date),
    Column("rated_on", Date),
    Column("indicator", Text),
    Column("risk_count", Text),
    Column("risk_points", Count),
    Column("answers", Map(&Word)),
    Column(
        "extras",
        List(&Struct(&[
            Column("label", Text),
            Column("text", Text),
            Column("cell", Text),
            Column("doubts", Maybe(&Text)),
        ])),
    ),
    Column("origins", Map(&Text)),
];

const VOTES: Kind = Struct(&[
    Column("levels", List(&Count)),
    Column("agree", Count),
    Column("against", Count),
    Column("abstain", Count),
    Column("voters", Count),
]);

const OPINION: Kind = Struct(&[
    Column("voice", Text),
    Column("date", Date),
    Column("level", Level),
    Column("votes", VOTES),
    Column("words", Text),
    Column("section", Text),
    Column("by", Text),
    Column("whole_section", Flag),
    Column("in_form", Flag),
]);

/// 登记表.
pub const REGISTER: Table = Table {
    name: "register",
    columns: &[
        &[Column("id", Text)],
        FIELDS,
        &[
            Column("declared_level", Level),
            Column("suggested_level", Level),
            Column("confirmed_level", Level),
            Column("effective_level", Level),
            Column("basis", Text),
            Column("errors", TEXTS),
            Column("supervisor", Text),
            Column("supervisor_role", Text),
            Column(
                "rated_from",
                Struct(&[Column("basis", Text), Column("on", Date)]),
            ),
            Column("next_rating", Date),
            Column("rating_status", Text),
            Column("lot", Text),
            Column("spot_check", Flag),
            Column(
                "spot_check_results",
                List(&Struct(&[
                    Column("date", Date),
                    Column("result", Text),
                    Column("by", Text),
                    Column("carried_out", Flag),
                    Column("place", PLACE),
                ])),
            ),
            Column("opinions", List(&OPINION)),
            Column("sources", TEXTS),
            Column(
                "decision",
                Struct(&[
                    Column("level", Level),
                    Column("reason", Text),
                    Column("by", Text),
                    Column("on", Date),
                ]),
            ),
            Column("keys", TEXTS),
        ],
    ],
};

/// Every row that was read.
pub const ENTRIES: Table = Table {
    name: "entries",
    columns: &[
        &[Column("id", Text), Column("place", PLACE)],
        FIELDS,
        &[
            Column("status", Text),
            Column("register_id", Text),
            Column("suggested_level", Level),
            Column("confirmed_level", Level),
            Column("effective_level", Level),
            Column(
                "reasons",
                List(&Struct(&[
                    Column("clause", Text),
                    Column("text", Text),
                    Column("cells", TEXTS),
                ])),
            ),
            Column("skip", Text),
            Column("text", Text),
            Column("stand_in", Text),
        ],
    ],
};

/// Pairs that were merged, or may have to be.
pub const MERGES: Table = Table {
    name: "merges",
    columns: &[&[
        Column("id", Text),
        Column("decision", Text),
        Column("kept", Text),
        Column("merged", Text),
        Column("score", Ratio),
        Column(
            "comparisons",
            List(&Struct(&[
                Column("field", Text),
                Column("similarity", Ratio),
                Column("verdict", Text),
                Column("note", Text),
            ])),
        ),
        Column("why", Text),
    ]],
};

/// 问题清单.
pub const FINDINGS: Table = Table {
    name: "findings",
    columns: &[&[
        Column("code", Text),
        Column("severity", Text),
        Column("confidence", Text),
        Column("place", PLACE),
        Column("more", Maybe(&TEXTS)),
        Column("row", Maybe(&Text)),
        Column("message", Text),
        Column("help", Text),
        Column("found", Text),
        Column("example", Text),
        Column("clause", Text),
        Column("rule", Text),
        Column("section", Text),
    ]],
};

/// 年度考核, and special checks.
pub const SCORES: Table = Table {
    name: "scores",
    columns: &[&[
        Column("scheme", Text),
        Column("subject", Text),
        Column("kind", Text),
        Column("section", Text),
        Column("post", Text),
        Column("person", Text),
        Column(
            "items",
            List(&Struct(&[
                Column("code", Text),
                Column("points", Points),
                Column("not_applicable", Flag),
                Column("earned", Points),
                Column("basis", Text),
                Column("marks", List(&MARK)),
                Column("against", PLACES),
                Column("cells", PLACES),
            ])),
        ),
        Column(
            "dimensions",
            List(&Struct(&[Column("key", Text), Column("earned", Points)])),
        ),
        Column("bonus", Points),
        Column("deductions", Points),
        Column(
            "vetoes",
            List(&Struct(&[
                Column("code", Text),
                Column("times", Count),
                Column("cells", PLACES),
            ])),
        ),
        Column("missing", Count),
        Column("total", Points),
        Column("band", Text),
        Column("rank", Count),
        Column("converted", Points),
        Column("coefficient", Points),
    ]],
};

const MARK: Kind = Struct(&[
    Column("evaluator", Text),
    Column("mark", Points),
    Column("not_applicable", Flag),
    Column("cells", PLACES),
    Column("reasons", TEXTS),
]);

/// 年度对比.
pub const CHANGES: Table = Table {
    name: "changes",
    columns: &[&[
        Column("id", Text),
        Column("class", Text),
        Column("section", Text),
        Column("matter", Text),
        Column("risk", BOTH),
        Column("level_before", Level),
        Column("level_now", Level),
        Column("measures", BOTH),
        Column("reason", Text),
    ]],
};

/// All tables.
pub const TABLES: [&Table; 6] = [&REGISTER, &ENTRIES, &MERGES, &FINDINGS, &SCORES, &CHANGES];

/// The columns of all tables for whoever asks for them, in the words of Spark SQL.
pub fn tables_reference() -> String {
    let mut out = String::new();
    for table in TABLES {
        // Writing into a String cannot fail.
        let _ = write!(out, "\n### {}\n\n```sql\n{}\n```\n", table.name, ddl(table));
    }
    out
}
