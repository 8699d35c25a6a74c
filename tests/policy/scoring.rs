//! `[scoring]` as a bureau writes it: a scheme that does not hold together is refused with its line, before any form is
//! opened, and what is no mistake is accepted.

use qingfeng::app;
use qingfeng::model::ScoredKind;
use qingfeng::policy::{Policy, Source};

fn policy(text: &str) -> Result<Policy, String> {
    let source = Source {
        name: "qingfeng.toml".to_owned(),
        text: text.to_owned(),
    };
    Policy::from_source(&source, &app::checks()).map_err(|e| e.to_string())
}

/// Whether the text is refused, one of the problems on this line saying this.
#[track_caller]
fn refused(text: &str, line: usize, said: &str) {
    let error = policy(text).expect_err(text);
    let at = format!("第 {line} 行：");
    let mut titles = error.lines().filter(|l| l.contains(&at));
    assert!(titles.any(|l| l.contains(said)), "{said}\n{error}");
}

#[track_caller]
fn accepted(text: &str) -> Policy {
    policy(text).unwrap_or_else(|error| panic!("{text}\n{error}"))
}

#[test]
fn the_default_scheme_is_that_of_the_issue() {
    let scheme = accepted("").scoring;
    let dimensions: Vec<(&str, String)> = scheme
        .dimensions
        .iter()
        .map(|d| (d.name.as_str(), d.points.to_string()))
        .collect();
    let aims = [
        "岗位职责明确",
        "权力运行规范",
        "工作流程清晰",
        "廉政风险清楚",
        "防范措施得力",
    ];
    assert_eq!(dimensions, aims.map(|aim| (aim, "20".to_owned())));
    let weights: Vec<(&str, i64)> = scheme
        .evaluators
        .iter()
        .map(|e| (e.name.as_str(), e.weight))
        .collect();
    assert_eq!(
        weights[..3],
        [("自评", 20), ("办公室", 40), ("领导小组", 40)]
    );
    let bands: Vec<(&str, String)> = scheme
        .bands
        .iter()
        .map(|b| (b.name.as_str(), b.min.to_string()))
        .collect();
    let expected = [
        ("优秀", "90"),
        ("良好", "80"),
        ("合格", "60"),
        ("不合格", "0"),
    ];
    assert_eq!(bands, expected.map(|(name, min)| (name, min.to_owned())));
    for kind in ScoredKind::ALL {
        assert!(scheme.items_of(kind).count() > 0 && scheme.vetoes_of(kind).count() > 0);
    }
}

#[test]
fn points_that_do_not_add_up() {
    refused(
        "[[scoring.dimensions]]\nkey = \"duties\"\npoints = 25\n",
        1,
        "各维度的分值相加是 105，不是满分 100",
    );
    refused(
        "[[scoring.items]]\ncode = \"1.1\"\npoints = 7\n",
        1,
        "“岗位职责明确”各项目分值相加是 21（1.1 7、1.2 6、1.3 8），不是该维度的 20 分",
    );
    refused(
        "[[scoring.items]]\ncode = \"1.1\"\noff = true\n",
        1,
        "各项目分值相加是 14",
    );
    // Moved from one to the other they add up again.
    accepted(
        "[[scoring.items]]\ncode = \"1.1\"\npoints = 7\n\n[[scoring.items]]\ncode = \"1.2\"\npoints = 5\n",
    );
    accepted(
        "[[scoring.items]]\ncode = \"1.1\"\noff = true\n\n[[scoring.items]]\ncode = \"1.2\"\npoints = 12\n",
    );
}

#[test]
fn weights_that_do_not_add_up() {
    refused(
        "[[scoring.evaluators]]\nkey = \"self\"\nweight = 30\n\n[[scoring.items]]\ncode = \"1.3\"\nby = [\"self\", \"office\", \"group\"]\n",
        7,
        "权重相加是 30 + 40 + 40 = 110，不是 100",
    );
    refused(
        "[[scoring.items]]\ncode = \"1.3\"\nby = [\"office\", \"group\"]\n",
        3,
        "权重相加是 40 + 40 = 80，不是 100",
    );
    refused(
        "[[scoring.items]]\ncode = \"1.3\"\nby = [\"boss\"]\n",
        3,
        "不认识“boss”",
    );
    accepted(
        "[[scoring.items]]\ncode = \"1.3\"\nkind = \"average\"\nby = [\"office\", \"group\"]\n",
    );
}

#[test]
fn bands_that_overlap_or_leave_a_gap() {
    let bands = |mins: [&str; 3]| {
        let [a, b, c] = mins;
        format!(
            "[[scoring.bands]]\nname = \"好\"\nmin = {a}\ncoefficient = 1.2\n\n[[scoring.bands]]\nname = \"中\"\nmin = {b}\ncoefficient = 1\n\n[[scoring.bands]]\nname = \"差\"\nmin = {c}\ncoefficient = 0.8\n"
        )
    };
    refused(
        &bands(["80", "80", "0"]),
        8,
        "等次“中”从 80 分起，与“好”（80 分起）重叠",
    );
    refused(&bands(["80", "90", "0"]), 8, "重叠");
    refused(&bands(["90", "80", "60"]), 13, "不到 60 分的没有等次");
    refused(
        &bands(["90", "80\nbelow = 95", "0"]),
        9,
        "等次“中”到 95 分为止，与上一等（90 分起）重叠",
    );
    refused(
        &bands(["90", "80\nbelow = 85", "0"]),
        9,
        "中间的分数没有等次",
    );
    refused(
        &bands(["90", "80", "0"]).replace("\"差\"", "\"中\""),
        11,
        "等次“中”写了两次",
    );
    accepted(&bands(["90", "80\nbelow = 90", "0"]));
}

#[test]
fn words_nobody_knows_are_refused_with_what_there_is() {
    refused(
        "[[scoring.items]]\ncode = \"1.1\"\nmetric = \"on_tim\"\n",
        3,
        "不认识“on_tim”",
    );
    let error =
        policy("[[scoring.items]]\ncode = \"1.1\"\nmetric = \"on_tim\"\n").expect_err("refused");
    assert!(error.contains("是否想写“on_time”"), "{error}");
    refused(
        "[[scoring.items]]\ncode = \"1.1\"\nkind = \"rates\"\n",
        3,
        "不认识“rates”",
    );
    refused(
        "[[scoring.items]]\ncode = \"1.1\"\nsubject = \"person\"\n",
        3,
        "不认识“person”",
    );
    refused(
        "[[scoring.items]]\ncode = \"1.1\"\ndimension = \"dutys\"\n",
        3,
        "不认识“dutys”",
    );
    refused(
        "[[scoring.vetoes]]\ncode = \"否1\"\nname = \"案件\"\nsubjects = [\"section\"]\nmetric = \"case\"\n",
        5,
        "不认识“case”",
    );
    refused("[scoring]\nsubstance = [\"W99\"]\n", 2, "“W99”不是规则代码");
    refused("[scoring]\ndeadline = \"11月20日\"\n", 2, "不是日期");
    refused("[scoring]\nundated = \"late?\"\n", 2, "undated");
    refused("[scoring]\nbonuscap = 3\n", 2, "bonuscap");
}

#[test]
fn rules_that_do_not_fit_what_they_count() {
    refused(
        "[[scoring.items]]\ncode = \"2.2\"\nkind = \"rate\"\n",
        1,
        "“退回”是次数，不是比率",
    );
    refused(
        "[[scoring.items]]\ncode = \"1.1\"\nby = [\"office\"]\n",
        3,
        "得分来自数据，不由人评分",
    );
    refused(
        "[[scoring.items]]\ncode = \"3.1\"\nmetric = \"on_time\"\n",
        3,
        "由人评分，不能再写 metric",
    );
    refused(
        "[[scoring.items]]\ncode = \"3.1\"\nby = [\"office\", \"group\"]\n",
        3,
        "要写一个评分方，实际写了 2 个",
    );
    refused(
        "[[scoring.items]]\ncode = \"2.2\"\nfloor = 6\n",
        3,
        "最低 6 分比满分 5 分还多",
    );
    refused(
        "[[scoring.items]]\ncode = \"1.1\"\npart = \"bonus\"\n",
        3,
        "不能既属于维度，又是加分或扣分",
    );
    refused(
        "[[scoring.items]]\ncode = \"9\"\nsubject = \"section\"\nname = \"新\"\npoints = 3\nkind = \"range\"\nby = [\"office\"]\n",
        1,
        "不知道属于哪一部分",
    );
    refused(
        "[[scoring.items]]\ncode = \"1.1\"\npoints = 6.125\n",
        3,
        "6.125",
    );
    refused("[[scoring.items]]\ncode = \"1.1\"\npoints = -6\n", 3, "-6");
    refused(
        "[[scoring.items]]\ncode = \"1.1\"\npoints = \"6\"\n",
        3,
        "points",
    );
}

#[test]
fn the_quota_and_its_rule_for_equal_scores() {
    refused("[scoring.quota]\nties = \"both\"\n", 2, "不认识“both”");
    refused("[scoring.quota]\ncompare = [\"risk\"]\n", 2, "不认识“risk”");
    refused("[scoring.quota]\npercent = 130\n", 2, "130");
    assert!(
        accepted("[scoring.quota]\noff = true\n")
            .scoring
            .quota
            .is_none()
    );
    let own = accepted("[scoring.quota]\npercent = 20\nsubjects = [\"section\"]\n").scoring;
    assert_eq!(
        own.seats((ScoredKind::Section, 0), 0, 18),
        Some(3),
        "20 % of 18 is 3.6: three places"
    );
    assert_eq!(
        own.seats((ScoredKind::Section, 0), 0, 2),
        Some(1),
        "at least one"
    );
    assert!(own.quota_of(ScoredKind::Post).is_none());
}

/// A mistake that only shows in what the default says is marked where the bureau wrote, never at a line of the default.
#[test]
fn what_does_not_fit_the_default_is_marked_where_it_was_written() {
    let unit = "[unit]\nname = \"局\"\n\n";
    refused(
        &format!("{unit}[[scoring.evaluators]]\nkey = \"self\"\nweight = 30\n"),
        6,
        "权重相加是 30 + 40 + 40 = 110",
    );
    let error = policy(&format!(
        "{unit}[[scoring.evaluators]]\nkey = \"self\"\nweight = 30\n"
    ));
    let error = error.expect_err("refused");
    assert!(error.contains("有 1 处需要改正"), "said once: {error}");
    refused(&format!("{unit}[scoring]\nfull = 120\n"), 5, "不是满分 120");
    refused(
        &format!("{unit}[[scoring.items]]\ncode = \"1.2\"\noff = true\n"),
        4,
        "各项目分值相加是 14",
    );
    let error = policy(&format!(
        "{unit}[scoring.quota]\nties = \"compare\"\ncompare = [\"risk\"]\n"
    ));
    let error = error.expect_err("refused");
    assert!(
        error.contains("有 1 处需要改正") && error.contains("第 6 行"),
        "{error}"
    );
}

#[test]
fn a_count_that_nobody_gives() {
    let item = "[[scoring.items]]\ncode = \"加9\"\nsubject = \"section\"\npart = \"bonus\"\nname = \"文章\"\n";
    let tiers = "kind = \"tiered\"\nfirst = 1\nfirst_each = 15\neach = 20\n";
    refused(&format!("{item}{tiers}"), 1, "没有写 metric，也没有写 by");
    accepted(&format!("{item}{tiers}by = [\"office\"]\n"));
    let veto = "[[scoring.vetoes]]\ncode = \"否9\"\nname = \"瞒报\"\nsubjects = [\"section\"]\n";
    refused(veto, 1, "没有写 metric，也没有写 by");
    accepted(&format!("{veto}by = [\"office\"]\n"));
}

/// A special check with one item, under this name, with more settings of its own.
fn check(name: &str, more: &str) -> String {
    format!(
        "[[special_checks]]\nname = \"{name}\"\n{more}[[special_checks.dimensions]]\nkey = \"all\"\nname = \"全部\"\npoints = 100\n\
         [[special_checks.items]]\ncode = \"1\"\nsubject = \"section\"\ndimension = \"all\"\nname = \"总评\"\npoints = 100\n\
         kind = \"range\"\nby = [\"office\"]\n"
    )
}

/// An item beyond the dimensions that takes the result of a check.
fn taking(subject: &str, of: &str) -> String {
    format!(
        "[[scoring.items]]\ncode = \"加9\"\nsubject = \"{subject}\"\npart = \"bonus\"\nname = \"专项\"\npoints = 5\n\
         kind = \"rate\"\nmetric = \"special_check\"\nof = \"{of}\"\n"
    )
}

#[test]
fn special_checks_are_schemes_of_their_own() {
    let text = check("采购专项考核", "deadline = \"2026-06-30\"\n") + &check("公车专项考核", "");
    let policy = accepted(&(text + &taking("section", "公车专项考核")));
    let names: Vec<&str> = policy
        .special_checks
        .iter()
        .map(|s| s.name.as_str())
        .collect();
    assert_eq!(names, ["采购专项考核", "公车专项考核"]);
    // What they do not say is that of the year; the conversion and the cap are their own.
    let (year, own) = (&policy.scoring, &policy.special_checks[0]);
    assert_eq!(
        (&own.bands, &own.evaluators),
        (&year.bands, &year.evaluators)
    );
    assert_eq!((own.converted, own.bonus_cap), (own.full, None));
    assert!(own.deadline.is_some() && policy.special_checks[1].deadline.is_none());
    assert!(own.vetoes.is_empty() && own.items.len() == 1);
    // Without a roster any name may be that of a section.
    let about = accepted(&check("采购专项考核", "sections = [\"预算科\"]\n"));
    assert_eq!(about.special_checks[0].sections, ["预算科"]);
    // The year is as it was.
    assert_eq!(year.items.len(), accepted("").scoring.items.len() + 1);
}

#[test]
fn special_checks_that_cannot_be() {
    refused("[[special_checks]]\n", 1, "没有写 name");
    refused(
        "[[special_checks]]\nname = \"采购\"\n",
        2,
        "专项考核“采购”没有考核项目",
    );
    let twice = check("采购专项考核", "") + &check("采购 专项考核", "");
    refused(&twice, 16, "写了两次");
    let taken = check("采购专项考核", "") + &taking("section", "采购专项");
    refused(&taken, 23, "没有名为“采购专项”的专项考核");
    let taken = check("采购专项考核", "") + &taking("post", "采购专项考核");
    refused(&taken, 23, "没有考核岗位的项目");
    let text = taking("section", "采购专项考核").replace("of = \"采购专项考核\"\n", "");
    refused(&(check("采购专项考核", "") + &text), 15, "没有写 of");
    let text = taking("section", "采购专项考核").replace("rate", "per_time");
    refused(&(check("采购专项考核", "") + &text), 22, "只能按比率得分");
    let roster = "[[sections]]\nname = \"预算科\"\n";
    let about = check("采购专项考核", "sections = [\"预算处\"]\n");
    refused(&format!("{roster}{about}"), 5, "花名册中没有“预算处”");
    refused(
        &check("采购专项考核", "dispositions.reminder = [\"约谈\"]\n"),
        3,
        "台账的栏名和用语",
    );
    refused("[scoring]\nname = \"年度考核\"\n", 2, "不写 name");
    // Points that do not add up, as of the year.
    let text = check("采购专项考核", "")
        .replace("code = \"1\"", "code = \"1\"\nnot_applicable = true")
        .replacen("points = 100", "points = 90", 1);
    refused(&text, 3, "各维度的分值相加是 90");
}

#[test]
fn what_a_scheme_leaves_out_and_nobody_can_mistake() {
    let scheme = |more: &str| {
        format!(
            "[scoring]\nreplace = true\nbonus_capped = false\n[[scoring.dimensions]]\nkey = \"all\"\nname = \"全部\"\npoints = 100\n\
             [[scoring.evaluators]]\nkey = \"self\"\nname = \"自评\"\nown = true\n[[scoring.evaluators]]\nkey = \"office\"\nname = \"核准\"\n\
             [[scoring.items]]\ncode = \"1\"\nsubject = \"section\"\ndimension = \"all\"\nname = \"测评\"\npoints = 100\nkind = \"ballot\"\n{more}"
        )
    };
    // The one who is asked beside 自评, the usual words of ballots, groups of quotas as classes.
    let policy = accepted(&scheme(
        "[scoring.quota]\ngroups = [\"业务科室\", \"综合科室\"]\n",
    ));
    assert_eq!(policy.scoring.items[0].by, [1]);
    assert_eq!(policy.scoring.ballots.len(), 4);
    assert_eq!(policy.scoring.classes, ["业务科室", "综合科室"]);
    // Numbers in a name count for nothing.
    let tiers = "[[scoring.items]]\ncode = \"加3\"\nsubject = \"section\"\npart = \"bonus\"\nname = \"前1篇15分，每增加1篇加20分\"\n\
                 kind = \"tiered\"\neach = 20\n";
    refused(&scheme(tiers), 22, "没有写 first、first_each");
}
