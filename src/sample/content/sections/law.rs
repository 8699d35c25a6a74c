//! 法规税政科: its posts, its matters, and what could go wrong with each.

use crate::model::Level::{One, Two};
use crate::sample::content::Pattern::{
    Alone, Closed, Delay, False, Favour, Feast, Lapse, Lax, Leak, Steer,
};
use crate::sample::content::{Matter, Section, Words};

/// The section.
pub const SECTION: Section = Section {
    name: "法规税政科",
    aliases: &["法规科", "税政法规股"],
    head: "科长",
    posts: &["法规审核岗", "税政管理岗", "行政复议岗"],
    matters: &[
        Matter {
            name: "规范性文件合法性审核",
            class: "法制审核类",
            post: 0,
            level: Two,
            patterns: &[Lax, Alone, Lapse],
            words: Words {
                act: "合法性审核",
                paper: "文件草案和起草说明",
                thing: "文件底稿",
                party: "起草科室",
                basis: "规范性文件管理办法",
            },
            seen: "草案中设定的收费、处罚没有上位法依据，审核意见仍写“无异议”",
            done: "重要文件须附上位法对照表，征求法律顾问书面意见后再上会",
        },
        Matter {
            name: "行政处罚案件审理",
            class: "法制审核类",
            post: 0,
            level: One,
            patterns: &[Favour, Alone, Feast, Leak],
            words: Words {
                act: "处罚案件审理",
                paper: "案卷材料",
                thing: "案卷",
                party: "当事人",
                basis: "行政处罚裁量基准",
            },
            seen: "把应当从重的情节认定为一般情节，处罚额度压到最低档",
            done: "处罚建议须写明所对应的裁量档次，偏离基准的由局务会集体讨论",
        },
        Matter {
            name: "税收优惠政策落实与认定",
            class: "税政管理类",
            post: 1,
            level: One,
            patterns: &[Favour, Lax, Feast, Closed],
            words: Words {
                act: "免税资格认定",
                paper: "资格申报材料",
                thing: "申报材料",
                party: "申请单位",
                basis: "免税资格认定条件",
            },
            seen: "申请单位章程、活动范围不符合条件，仍联合出具认定意见",
            done: "认定由财政、税务两家共同现场核查，名单在门户网站公告",
        },
        Matter {
            name: "行政复议与应诉",
            class: "复议应诉类",
            post: 2,
            level: Two,
            patterns: &[Delay, Feast, False],
            words: Words {
                act: "复议案件办理",
                paper: "证据材料",
                thing: "复议案卷",
                party: "申请人",
                basis: "《行政复议法》",
            },
            seen: "受理后超期不作决定，举证材料准备不充分导致败诉",
            done: "案件实行台账管理，提前10日提示时限，重大案件负责人出庭应诉",
        },
        Matter {
            name: "法律顾问选聘",
            class: "复议应诉类",
            post: 2,
            level: Two,
            patterns: &[Steer, Closed, Lapse],
            words: Words {
                act: "法律顾问选聘",
                paper: "比选材料",
                thing: "合同档案",
                party: "律师事务所",
                basis: "法律服务采购规定",
            },
            seen: "多年续聘同一家律师事务所，不作比选，也不评价服务质量",
            done: "两年一聘，公开比选，年终由用人科室对法律意见逐件打分",
        },
    ],
};
