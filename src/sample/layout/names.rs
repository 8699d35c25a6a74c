//! Names of files as they arrive, and titles as they stand above the tables.

use super::{Job, Layout};
use crate::sample::bureau::UNIT;

/// The file's name. Only layouts that may name the section there do so.
pub fn file_name(layout: Layout, job: &mut Job<'_>) -> String {
    let section = job.section.clone();
    let day = job.date.format("%m%d");
    let stem = match layout {
        Layout::Plain => format!("{section}廉政风险点自查表"),
        Layout::TwoRowHead => format!("附件1-{section}"),
        Layout::SpacedHeads => format!("{section}（已盖章）廉政风险自查表"),
        Layout::Traditional => format!("{section}廉政風險點自查表"),
        Layout::ThreeLevels => format!("{section}风险定级表"),
        Layout::MergedDown => format!("{section}权力清单及廉政风险点"),
        Layout::ThreeRows => format!("{section}廉政风险排查登记表"),
        Layout::Offset => format!("{section} 自查表"),
        Layout::DittoMarks => format!("{section}自查表{day}"),
        Layout::FileNameOnly => job
            .rng
            .pick(&[
                format!("自查表（{section}）最终版"),
                format!("附件2-{section}"),
                format!("{section}-廉政风险点（改）"),
            ])
            .clone(),
        Layout::Personal => {
            let name = job.person.map_or("", |p| p.name.as_str());
            format!("{name}-岗位廉政风险自查表")
        }
        Layout::GroupRows => "廉政风险点分类自查表".to_owned(),
        Layout::KeyValueLine => "附件1 廉政风险点自查表".to_owned(),
        Layout::TitleOnly => "新建 Microsoft Excel 工作表".to_owned(),
        Layout::SheetPerPost => "各岗位廉政风险自查表".to_owned(),
        Layout::TwoTables => "廉政风险自查（业务+制度）".to_owned(),
        Layout::PrintedPages => "廉政风险排查表(打印稿)".to_owned(),
        Layout::Footers => format!("{}年自查表-报送稿{day}", job.year),
    };
    format!("{stem}.xlsx")
}

/// A title that names no section.
pub fn title(job: &mut Job<'_>) -> String {
    let year = job.year;
    job.rng
        .pick(&[
            format!("{UNIT}廉政风险点自查表"),
            format!("{UNIT}{year}年度廉政风险点排查登记表"),
            format!("{year}年岗位廉政风险点及防控措施一览表"),
            "廉政风险点自查表".to_owned(),
            "廉政风险点及防控措施清单".to_owned(),
        ])
        .clone()
}
