//! 权力运行流程 as data: the matters whose forms name steps, step by step, and those that name none.

/// A matter of a section with its steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flow {
    /// 科室.
    pub section: String,
    /// 职权或业务事项.
    pub matter: String,
    /// Its steps in the order in which the forms name them.
    pub steps: Vec<Step>,
}

/// 环节: a step of a matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its name as written; none for risk points of the matter beside which no step is named.
    pub name: Option<String>,
    /// The registered items of it, by their places in the register.
    pub items: Vec<usize>,
}

/// All matters of a register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flows {
    /// Those with steps.
    pub drawn: Vec<Flow>,
    /// Those that name none: all their items are in one step without a name.
    pub without: Vec<Flow>,
}
