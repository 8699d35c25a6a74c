//! 指标: what the data can say about a section or a post. The words stand here; the counting in `score`.

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

macro_rules! metrics {
    ($($name:ident $key:literal $title:literal $unit:literal $is_rate:literal $from_entries:literal;)*) => {
        /// A figure taken from the forms, the register and the ledgers.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Metric { $(#[doc = $title] $name,)* }

        /// All metrics.
        pub const METRICS: &[MetricInfo] = &[$(MetricInfo {
            metric: Metric::$name,
            key: $key,
            title: $title,
            unit: $unit,
            is_rate: $is_rate,
            from_entries: $from_entries,
        },)*];
    };
}

// Name, key, title, what is counted, whether it is a rate, whether it is taken from the entries.
metrics! {
    OnTime "on_time" "按时报送" "份" true false;
    Reported "reported" "应报已报" "人（份）" true false;
    CompleteFirst "complete_first" "首次报送完整" "条" true true;
    Returned "returned" "退回" "条" false true;
    SelfRatedAsConfirmed "self_rated_as_confirmed" "自评与审定一致" "条" true true;
    Underrated "underrated" "低评" "条" false true;
    SubstantialMeasures "substantial_measures" "措施有实质内容" "条" true true;
    Supervised "supervised" "一、二级风险有监管领导" "条" true true;
    RatingsCurrent "ratings_current" "等级没有超期未重评" "条" true true;
    Reminders "reminders" "警示提醒" "次" false false;
    Admonitions "admonitions" "问责或诫勉谈话" "次" false false;
    RectificationOrders "rectification_orders" "责令整改" "次" false false;
    Sanctions "sanctions" "党纪政纪处理" "次" false false;
    RectifiedInTime "rectified_in_time" "整改按期销号" "项" true false;
    ChecksPassed "checks_passed" "抽查措施落实" "次" true true;
    ChecksFailed "checks_failed" "抽查措施未落实" "次" false true;
}

impl Metric {
    /// How it is known.
    pub fn info(self) -> &'static MetricInfo {
        let own = METRICS.iter().find(|i| i.metric == self);
        own.unwrap_or(&METRICS[0])
    }
}
