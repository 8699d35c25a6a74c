//! How each role of style looks: the look as plain data, and Excel's formats made from it, one per kind.
//! Fonts are named, not shipped; where one is missing the viewer takes another.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

use super::role::StyleRole;

/// Windows' number for the Chinese character set.
const GB_CHARSET: u8 = 134;
/// Size of body text in points.
pub const BODY_SIZE: u8 = 11;
const GRID: u32 = 0x0080_8080;
const INK: u32 = 0x0000_0000;

const TITLE_FONT: &str = "方正小标宋简体";
const HEAD_FONT: &str = "黑体";
const BODY_FONT: &str = "仿宋";
const PLAIN_FONT: &str = "宋体";

/// Horizontal alignment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Left.
    Left,
    /// Centre.
    Center,
    /// Right.
    Right,
}

/// What makes text stand out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Emphasis {
    /// Nothing.
    None,
    /// Bold letters.
    Bold,
    /// A line below, as links have it.
    Underline,
    /// Slanted letters.
    Italic,
    /// A line through the letters.
    Struck,
}

/// How a role looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// Font name.
    pub font: &'static str,
    /// Size in points.
    pub size: u8,
    /// What makes its text stand out.
    pub emphasis: Emphasis,
    /// Horizontal alignment.
    pub side: Side,
    /// Whether long text goes on in further lines.
    pub wrap: bool,
    /// Thin lines around the cell.
    pub border: bool,
    /// Fill, 0xRRGGBB.
    pub fill: Option<u32>,
    /// Font colour, 0xRRGGBB.
    pub ink: u32,
    /// Number format.
    pub number: Option<&'static str>,
    /// Least height of a row with such a cell, in points.
    pub least: f64,
}

const BODY: Look = Look {
    font: BODY_FONT,
    size: BODY_SIZE,
    emphasis: Emphasis::None,
    side: Side::Left,
    wrap: true,
    border: true,
    fill: None,
    ink: INK,
    number: None,
    least: 22.0,
};
const CENTER: Look = Look {
    side: Side::Center,
    ..BODY
};
const FREE: Look = Look {
    border: false,
    ..BODY
};
const TOTAL: Look = Look {
    font: HEAD_FONT,
    emphasis: Emphasis::Bold,
    fill: Some(0x00F2_F2F2),
    least: 24.0,
    ..CENTER
};
const OUTCOME: Look = Look {
    fill: Some(0x00EA_F1F8),
    least: 28.0,
    ..TOTAL
};

const FIGURE: Look = Look {
    font: HEAD_FONT,
    size: 18,
    emphasis: Emphasis::Bold,
    least: 36.0,
    ..CENTER
};

const META: Look = Look {
    least: 24.0,
    ..FREE
};
const TITLE: Look = Look {
    font: TITLE_FONT,
    size: 20,
    side: Side::Center,
    least: 40.0,
    ..FREE
};
const HEAD: Look = Look {
    font: HEAD_FONT,
    emphasis: Emphasis::Bold,
    fill: Some(0x00DD_E6F0),
    least: 30.0,
    ..CENTER
};
const HEADING: Look = Look {
    font: HEAD_FONT,
    size: 12,
    least: 26.0,
    ..FREE
};
const NOTE: Look = Look {
    size: 10,
    least: 18.0,
    ..FREE
};
const LINK: Look = Look {
    emphasis: Emphasis::Underline,
    ink: 0x0005_63C1,
    ..BODY
};
const ALERT: Look = Look {
    emphasis: Emphasis::Bold,
    ink: 0x00B0_2418,
    ..CENTER
};
const PLAIN: Look = Look {
    font: PLAIN_FONT,
    least: 15.0,
    ..FREE
};

const EXAMPLE: Look = Look {
    ink: 0x0080_8080,
    emphasis: Emphasis::Italic,
    ..BODY
};

const INPUT: Look = Look {
    fill: Some(0x00FF_FBE6),
    ..BODY
};

/// The look of a role.
pub const fn look(role: StyleRole) -> Look {
    match role {
        StyleRole::Title => TITLE,
        StyleRole::MetaLeft => META,
        StyleRole::MetaRight => aligned(META, Side::Right),
        StyleRole::Caption => aligned(FREE, Side::Center),
        StyleRole::Head => HEAD,
        StyleRole::Body => BODY,
        StyleRole::Struck => Look {
            emphasis: Emphasis::Struck,
            ..BODY
        },
        StyleRole::BodyCenter => CENTER,
        StyleRole::Count => numbered(CENTER, "0"),
        StyleRole::Decimal => numbered(CENTER, "General"),
        StyleRole::DecimalIfAny => numbered(CENTER, "General;-General;\"不适用\""),
        StyleRole::Percent => numbered(CENTER, "0.0%"),
        StyleRole::Date => numbered(CENTER, "yyyy-mm-dd"),
        StyleRole::Figure => numbered(FIGURE, "0"),
        StyleRole::FigurePercent => numbered(FIGURE, "0.0%"),
        StyleRole::LevelOne => level(0x00F8_DCD6, 0x009C_2A1C),
        StyleRole::LevelTwo => level(0x00FD_EFCF, 0x007F_5A00),
        StyleRole::LevelThree => level(0x00DF_EFE0, 0x0024_5C33),
        StyleRole::LevelOpen => level(0x00E4_E4E4, 0x0040_4040),
        StyleRole::TotalLabel => TOTAL,
        StyleRole::TotalText => aligned(TOTAL, Side::Left),
        StyleRole::Total => numbered(TOTAL, "0"),
        StyleRole::TotalDecimal => numbered(TOTAL, "General"),
        StyleRole::TotalPercent => numbered(TOTAL, "0.0%"),
        StyleRole::OutcomeText => aligned(OUTCOME, Side::Left),
        StyleRole::OutcomeDecimal => numbered(OUTCOME, "General"),
        StyleRole::Note => NOTE,
        StyleRole::Sign => Look {
            least: 32.0,
            ..FREE
        },
        StyleRole::Prose => FREE,
        StyleRole::Heading => HEADING,
        StyleRole::Link => LINK,
        StyleRole::LinkCenter => aligned(LINK, Side::Center),
        StyleRole::Alert => ALERT,
        StyleRole::Plain => PLAIN,
        StyleRole::Example => EXAMPLE,
        StyleRole::ExampleCenter => aligned(EXAMPLE, Side::Center),
        StyleRole::Input => INPUT,
        StyleRole::InputCenter => aligned(INPUT, Side::Center),
        StyleRole::InputDecimal => numbered(aligned(INPUT, Side::Center), "General"),
        StyleRole::InputDate => numbered(aligned(INPUT, Side::Center), "yyyy-mm-dd"),
    }
}

const fn aligned(base: Look, side: Side) -> Look {
    Look { side, ..base }
}

const fn numbered(base: Look, number: &'static str) -> Look {
    Look {
        number: Some(number),
        ..base
    }
}

/// A level's cell: a quiet fill and a darker ink of the same colour.
const fn level(fill: u32, ink: u32) -> Look {
    Look {
        fill: Some(fill),
        ink,
        ..CENTER
    }
}

/// Excel's formats, each made once.
#[derive(Default)]
pub struct Styles {
    made: BTreeMap<(StyleRole, u8, Marks), Format>,
    fonts: BTreeMap<(StyleRole, u8), [Format; 2]>,
}

/// What a format says besides the looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Marks {
    /// Keeps text from being taken for a formula.
    pub quoted: bool,
    /// The cell may be written though its sheet is protected.
    pub open: bool,
}

impl Styles {
    /// The format of a role at a font size.
    pub fn get(&mut self, role: StyleRole, size: u8, marks: Marks) -> &Format {
        self.made
            .entry((role, size, marks))
            .or_insert_with(|| format(role, size, marks))
    }

    /// The fonts of plain and of marked characters of a role's text.
    pub fn fonts(&mut self, role: StyleRole, size: u8) -> &[Format; 2] {
        let fonts = self.fonts.entry((role, size));
        fonts.or_insert_with(|| [false, true].map(|marked| font(role, size, marked)))
    }
}

/// The format of cells nobody wrote: the standard of a Chinese Excel.
pub fn default_format() -> Format {
    Format::new()
        .set_font_name(PLAIN_FONT)
        .set_font_charset(GB_CHARSET)
        .set_font_size(BODY_SIZE)
}

/// Ink of marked characters.
const MARK: u32 = 0x00C0_0000;

/// The font of some characters of a role's text; marked ones are red, bold and underlined.
fn font(role: StyleRole, size: u8, marked: bool) -> Format {
    let look = look(role);
    let plain = Format::new()
        .set_font_name(look.font)
        .set_font_charset(GB_CHARSET)
        .set_font_size(size);
    if marked {
        plain
            .set_bold()
            .set_underline(FormatUnderline::Single)
            .set_font_color(Color::RGB(MARK))
    } else {
        plain.set_font_color(Color::RGB(look.ink))
    }
}

fn format(role: StyleRole, size: u8, marks: Marks) -> Format {
    let look = look(role);
    let align = match look.side {
        Side::Left => FormatAlign::Left,
        Side::Center => FormatAlign::Center,
        Side::Right => FormatAlign::Right,
    };
    let mut format = Format::new()
        .set_font_name(look.font)
        .set_font_charset(GB_CHARSET)
        .set_font_size(size)
        .set_font_color(Color::RGB(look.ink))
        .set_align(align)
        .set_align(FormatAlign::VerticalCenter);
    format = match look.emphasis {
        Emphasis::None => format,
        Emphasis::Bold => format.set_bold(),
        Emphasis::Underline => format.set_underline(FormatUnderline::Single),
        Emphasis::Italic => format.set_italic(),
        Emphasis::Struck => format.set_font_strikethrough(),
    };
    if look.wrap {
        format = format.set_text_wrap();
    }
    if look.border {
        format = format
            .set_border(FormatBorder::Thin)
            .set_border_color(Color::RGB(GRID));
    }
    if let Some(fill) = look.fill {
        format = format.set_background_color(Color::RGB(fill));
    }
    if let Some(number) = look.number {
        format = format.set_num_format(number);
    }
    if marks.quoted {
        format = format.set_quote_prefix();
    }
    if marks.open {
        format = format.set_unlocked();
    }
    format
}
