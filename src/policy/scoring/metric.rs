//! 指标: what the data can say about a section or a post. The words stand here; the counting in `score`.

/// A figure taken from the forms, the register and the ledgers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Metric {
    /// 按时报送.
    OnTime,
    /// 应报尽报.
    Reported,
    /// 首次报送完整.
    CompleteFirst,
    /// 退回.
    Returned,
    /// 自评与审定一致.
    SelfRatedAsConfirmed,
    /// 低评.
    Underrated,
    /// 措施有实质内容.
    SubstantialMeasures,
    /// 一、二级监管人到位.
    Supervised,
    /// 等级按期重评.
    RatingsCurrent,
    /// 警示提醒.
    Reminders,
    /// 问责或诫勉谈话.
    Admonitions,
    /// 责令整改.
    RectificationOrders,
    /// 党纪政纪处理.
    Sanctions,
    /// 整改按期销号.
    RectifiedInTime,
}

/// How a metric is known and explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MetricInfo {
    /// The metric.
    pub metric: Metric,
    /// Name in the policy and in JSON.
    pub key: &'static str,
    /// The words shown to people.
    pub title: &'static str,
    /// What is counted.
    pub unit: &'static str,
    /// Whether it is a share of something; else a number of times.
    pub is_rate: bool,
    /// Whether it is taken from the entries handed in: where nothing was handed in, it earns nothing.
    pub from_entries: bool,
}

const fn info(
    metric: Metric,
    key: &'static str,
    title: &'static str,
    unit: &'static str,
    [is_rate, from_entries]: [bool; 2],
) -> MetricInfo {
    MetricInfo {
        metric,
        key,
        title,
        unit,
        is_rate,
        from_entries,
    }
}

/// All metrics.
pub const METRICS: [MetricInfo; 14] = [
    info(Metric::OnTime, "on_time", "按时报送", "份", [true, false]),
    info(
        Metric::Reported,
        "reported",
        "应报已报",
        "人（份）",
        [true, false],
    ),
    info(
        Metric::CompleteFirst,
        "complete_first",
        "首次报送完整",
        "条",
        [true, true],
    ),
    info(Metric::Returned, "returned", "退回", "条", [false, true]),
    info(
        Metric::SelfRatedAsConfirmed,
        "self_rated_as_confirmed",
        "自评与审定一致",
        "条",
        [true, true],
    ),
    info(
        Metric::Underrated,
        "underrated",
        "低评",
        "条",
        [false, true],
    ),
    info(
        Metric::SubstantialMeasures,
        "substantial_measures",
        "措施有实质内容",
        "条",
        [true, true],
    ),
    info(
        Metric::Supervised,
        "supervised",
        "一、二级风险写明监管领导",
        "条",
        [true, true],
    ),
    info(
        Metric::RatingsCurrent,
        "ratings_current",
        "等级没有超期未重评",
        "条",
        [true, true],
    ),
    info(
        Metric::Reminders,
        "reminders",
        "警示提醒",
        "次",
        [false, false],
    ),
    info(
        Metric::Admonitions,
        "admonitions",
        "问责或诫勉谈话",
        "次",
        [false, false],
    ),
    info(
        Metric::RectificationOrders,
        "rectification_orders",
        "责令整改",
        "次",
        [false, false],
    ),
    info(
        Metric::Sanctions,
        "sanctions",
        "党纪政纪处理",
        "次",
        [false, false],
    ),
    info(
        Metric::RectifiedInTime,
        "rectified_in_time",
        "整改按期销号",
        "项",
        [true, false],
    ),
];

impl Metric {
    /// How it is known.
    pub fn info(self) -> &'static MetricInfo {
        let own = METRICS.iter().find(|i| i.metric == self);
        own.unwrap_or(&METRICS[0])
    }
}
