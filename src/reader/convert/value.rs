//! One value of calamine made into one of ours. Dates are converted here and not by calamine, which clamps or wraps
//! numbers out of range.

use calamine::{Data, ExcelDateTime};
use chrono::{Days, NaiveDate, NaiveDateTime, TimeDelta};

use crate::reader::grid::CellValue;

/// The last serial date, 9999-12-31 in the 1900 system.
const LAST_SERIAL: f64 = 2_958_466.0;
/// Days between the two date systems.
const SHIFT_1904: f64 = 1_462.0;

/// A value; nothing for an empty cell.
pub(super) fn value(data: Data, is_1904: bool) -> Option<CellValue> {
    Some(match data {
        Data::Empty => return None,
        #[allow(
            clippy::cast_precision_loss,
            reason = "Excel itself holds numbers as doubles"
        )]
        Data::Int(number) => CellValue::Number(number as f64),
        Data::Float(number) => CellValue::Number(number),
        Data::Bool(truth) => CellValue::Bool(truth),
        Data::String(text) => self::text(&text),
        Data::Error(error) => CellValue::Error(error.to_string()),
        Data::DateTime(at) => date_time(at, is_1904),
        Data::DateTimeIso(text) => iso_date(&text).map_or(CellValue::Text(text), CellValue::Date),
        Data::DurationIso(text) => {
            iso_duration(&text).map_or(CellValue::Text(text), CellValue::Number)
        }
    })
}

/// Text with line breaks unified; WPS stores a picture inside a cell as a formula-like text.
fn text(text: &str) -> CellValue {
    if is_picture(text) {
        return CellValue::Picture;
    }
    CellValue::Text(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// Whether a formula or its text stands for a picture inside the cell.
pub(super) fn is_picture(text: &str) -> bool {
    let formula = text.trim_start_matches('=').trim_start_matches("_xlfn.");
    formula
        .get(..8)
        .is_some_and(|start| start.eq_ignore_ascii_case("DISPIMG("))
}

fn date_time(at: ExcelDateTime, is_1904: bool) -> CellValue {
    let serial = at.as_f64();
    let shifted = if is_1904 { serial + SHIFT_1904 } else { serial };
    if at.is_duration() {
        return CellValue::Number(serial);
    }
    serial_date(shifted).map_or(CellValue::Number(serial), CellValue::Date)
}

/// The moment of a serial number of the 1900 system; nothing for times without a day, for numbers out of range,
/// and for 1900-02-29, which never was.
fn serial_date(serial: f64) -> Option<NaiveDateTime> {
    if !(1.0..LAST_SERIAL).contains(&serial) || (60.0..61.0).contains(&serial) {
        return None;
    }
    let offset = if serial < 60.0 { 31 } else { 30 };
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "range checked above"
    )]
    let (days, seconds) = (
        serial.trunc() as u64,
        (serial.fract() * 86_400.0).round() as i64,
    );
    NaiveDate::from_ymd_opt(1899, 12, offset)?
        .checked_add_days(Days::new(days))?
        .and_hms_opt(0, 0, 0)?
        .checked_add_signed(TimeDelta::seconds(seconds))
}

/// `2026-11-02` or `2026-11-02T08:30:00`, fractions of a second dropped.
fn iso_date(text: &str) -> Option<NaiveDateTime> {
    let whole = text.split('.').next().unwrap_or(text).trim_end_matches('Z');
    NaiveDateTime::parse_from_str(whole, "%Y-%m-%dT%H:%M:%S")
        .ok()
        .or_else(|| {
            NaiveDate::parse_from_str(whole, "%Y-%m-%d")
                .ok()?
                .and_hms_opt(0, 0, 0)
        })
}

/// `PT08H30M00S` in days.
fn iso_duration(text: &str) -> Option<f64> {
    let mut days = 0.0;
    let mut rest = text.strip_prefix("PT")?;
    while !rest.is_empty() {
        let from_unit = rest.trim_start_matches(|c: char| !c.is_ascii_alphabetic());
        let number: f64 = rest.strip_suffix(from_unit)?.parse().ok()?;
        let mut unit = from_unit.chars();
        days += match unit.next()? {
            'H' => number / 24.0,
            'M' => number / 1_440.0,
            'S' => number / 86_400.0,
            _ => return None,
        };
        rest = unit.as_str();
    }
    Some(days)
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

    fn date(serial: f64, is_1904: bool) -> String {
        let at = ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, is_1904);
        value(Data::DateTime(at), is_1904).map_or(String::new(), |v| match v {
            CellValue::Date(_) => v.display(),
            other => format!("{other:?}"),
        })
    }

    #[test]
    fn serial_numbers_become_days_only_within_range() {
        for (serial, is_1904, shown) in [
            (1.0, false, "1900-01-01"),
            (59.0, false, "1900-02-28"),
            (60.0, false, "Number(60.0)"),
            (61.0, false, "1900-03-01"),
            (46328.0, false, "2026-11-02"),
            (44866.0, true, "2026-11-02"),
            (46_328.354_166_666_664, false, "2026-11-02 08:30:00"),
            (2_958_465.0, false, "9999-12-31"),
            (20_261_102.0, false, "Number(20261102.0)"),
            (0.5, false, "Number(0.5)"),
            (-3.0, false, "Number(-3.0)"),
            (f64::NAN, false, "Number(NaN)"),
        ] {
            assert_eq!(date(serial, is_1904), shown, "{serial}");
        }
    }

    #[test]
    fn dates_and_times_of_open_documents() {
        let iso = |text: &str| value(Data::DateTimeIso(text.to_owned()), false);
        assert_eq!(
            iso("2026-11-02").map(|v| v.display()),
            Some("2026-11-02".to_owned())
        );
        assert_eq!(
            iso("2026-11-02T08:30:00.000").map(|v| v.display()),
            Some("2026-11-02 08:30:00".to_owned())
        );
        assert_eq!(iso("去年"), Some(CellValue::Text("去年".to_owned())));
        let time = value(Data::DurationIso("PT12H00M00S".to_owned()), false);
        assert_eq!(time, Some(CellValue::Number(0.5)));
    }

    #[test]
    fn pictures_in_cells_are_told_from_text() {
        for formula in [
            "=DISPIMG(\"ID_1\",1)",
            "_xlfn.DISPIMG(\"ID_1\",1)",
            "dispimg(1)",
        ] {
            assert_eq!(text(formula), CellValue::Picture, "{formula}");
        }
        assert_eq!(
            text("甲\r\n乙\r丙"),
            CellValue::Text("甲\n乙\n丙".to_owned())
        );
    }
}
