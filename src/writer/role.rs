//! The roles cells play in a book: what each is for. How that looks is for `style` to say.

/// What a cell is for; the writer knows how that looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StyleRole {
    /// Main title, centred, large.
    Title,
    /// Unit and date line under the title, left.
    MetaLeft,
    /// Unit and date line under the title, right.
    MetaRight,
    /// Column head.
    Head,
    /// Body text, wrapped, left.
    #[default]
    Body,
    /// The same with a line through it, as it was handed in.
    Struck,
    /// Body text, centred.
    BodyCenter,
    /// A count or other whole number.
    Count,
    /// A number of points, with as many of its two decimals as say something.
    Decimal,
    /// The same, where zero means that it does not apply.
    DecimalIfAny,
    /// A percentage with one decimal; the content is the fraction.
    Percent,
    /// A date `yyyy-mm-dd`.
    Date,
    /// Free line over the whole table, such as its counting unit; centred, no border.
    Caption,
    /// Line for signatures under a table, no border.
    Sign,
    /// A figure to be seen first: large, bold, centred.
    Figure,
    /// A share to be seen first; the content is the fraction.
    FigurePercent,
    /// A level cell of level one.
    LevelOne,
    /// A level cell of level two.
    LevelTwo,
    /// A level cell of level three.
    LevelThree,
    /// A level nobody could decide.
    LevelOpen,
    /// Label of a line of totals.
    TotalLabel,
    /// Text in a line of totals, left.
    TotalText,
    /// A number in a line of totals.
    Total,
    /// A number of points in a line of totals.
    TotalDecimal,
    /// Text in a line that says what came out, left.
    OutcomeText,
    /// A number of points in such a line.
    OutcomeDecimal,
    /// A percentage in a line of totals.
    TotalPercent,
    /// Note under a table, no border.
    Note,
    /// A paragraph under a sub-heading, no border.
    Prose,
    /// Sub-heading, left, no border.
    Heading,
    /// A link inside a table.
    Link,
    /// A short link inside a table, centred.
    LinkCenter,
    /// Text that asks for attention.
    Alert,
    /// Plain cell as in a form a section made itself: no border, default font.
    Plain,
    /// An example to be followed, not to be counted: grey, slanted, left.
    Example,
    /// The same, centred.
    ExampleCenter,
    /// A cell to be filled in, left.
    Input,
    /// The same, centred.
    InputCenter,
    /// The same, for a date `yyyy-mm-dd`.
    InputDate,
    /// The same, for a number of points.
    InputDecimal,
}
