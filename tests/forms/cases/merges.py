"""Merged cells, cells that should have been merged, and entries over several rows."""

from engine import C, UP, Form, X, case

G = {"一级": 1, "二级": 2, "三级": 3}


@case
def merged_down_xlsx():
    f = Form("17-merged-down.xlsx", "科室, 职权名称, 风险类别, 部门负责人 and 责任领导 are merged downwards, each over other rows; "
             "in the last row only the number was prefilled, though the merged section reaches down to it.")
    s = f.sheet()
    s.title("A1:J1", "廉政风险点登记表")
    s.table("A2", ["序号|seq", "单位/科室|section", "职权名称|matter", "风险类别|category", "风险点|risk", "廉政风险主要内容及表现形式|manifestation",
                   "风险等级|level", "防控措施|measures", "部门负责人|head", "责任领导|leader"], [
        [1, "行政政法科", "部门经费管理", "岗位职责", "经费核定不实", "核定公用经费时虚增人数", "一级", "人数与编制部门数据核对，核定表三级签字", "孙六", "赵四"],
        [2, UP, UP, UP, "追加经费随意", "未经论证即同意追加", "一级", "追加一律报局务会，附测算说明", UP, UP],
        [3, UP, UP, "业务流程", "拨款进度失控", "提前或拖延拨款", "二级", "按月编制拨款计划并公示进度", UP, UP],
        [4, UP, "罚没收入管理", UP, "罚没物资处置不公", "低价转让给关系人", "一级", "罚没物资一律公开拍卖", UP, UP],
        [5, "农业农村科", "扶贫资金监管", "业务流程", "资金拨付不及时", "资金滞留乡镇财政所账户", "二级", "每月与乡镇财政所对账", "周七", UP],
        [6, UP, UP, "外部环境", "接受说情", "为项目实施方说情打招呼", "二级", "插手干预情况如实登记上报", UP, UP],
        X("blank", [7, None, None, None, None, None, None, None, None, None]),
    ], G, title="廉政风险点登记表")
    s.ws.unmerge_cells("B7:B8"), s.ws.merge_cells("B7:B9")
    return f


@case
def merged_down_xls():
    f = Form("18-merged-down.xls", "The same in an old binary workbook: 排查科室, 职权事项, 风险类型 and 责任领导 are merged downwards; a title and a key-value row above.")
    s = f.sheet()
    s.title("A1:I1", "权力事项廉政风险排查台账")
    s.across("A2:I2", "单位（盖章）：清河区财政局　　　　填报日期：2026年11月2日", center=False)
    s.table("A3", ["编号|seq", "排查科室|section", "职权事项|matter", "风险类型|category", "岗位廉政风险|risk", "风险情况描述|manifestation", "风险等级|level",
                   "防控措施|measures", "责任领导|leader"], [
        ["1-1", "法规税政科", "税收优惠审核", "业务流程", "优惠条件审核不严", "企业资料不全仍出具同意意见", "一级", "资料清单逐项核验，集体审议", "分管法规副局长"],
        ["1-2", UP, UP, UP, "审核意见拖延", "超过承诺时限不出意见", "三级", "时限纳入督办系统", UP],
        ["1-3", UP, UP, "外部环境", "中介机构公关", "收受中介机构购物卡", "一级", "廉洁承诺、轮岗交流", UP],
        ["2-1", UP, "规范性文件审查", "制度机制", "部门利益写入文件", "审查中迁就起草科室", "二级", "公开征求意见，法律顾问会签", UP],
        ["3-1", "综合科", "彩票公益金分配", "业务流程", "分配依据不充分", "无项目库即安排资金", "一级", "项目库管理，结果公示", "分管综合副局长"],
        ["3-2", UP, UP, UP, "资金使用跟踪不力", "下达后不问使用情况", "二级", "每季度收取使用报告并抽查", UP],
    ], G, title="权力事项廉政风险排查台账", reported_on="2026-11-02")
    return f


@case
def merged_down_ods():
    f = Form("19-merged-down.ods", "The same in an OpenDocument sheet; here a merged level also runs down over two entries.")
    s = f.sheet()
    s.title("A1:I1", "廉政风险点及防控措施清单")
    s.table("A2", ["序号|seq", "部室|section", "权限|matter", "风险类别|category", "廉洁风险点|risk", "廉政风险等级|level", "防控要点及防控措施|measures",
                   "科室负责人|head", "分管领导|leader"], [
        [1, "人事部", "干部考察", "岗位职责", "考察失真", "一级", "考察组三人以上，谈话记录本人签字", "李二", "钱五"],
        [2, UP, UP, UP, "泄露考察情况", UP, "签订保密承诺，违者调离", UP, UP],
        [3, UP, "工资核定", "业务流程", "工资核定差错", "三级", "核定表双人复核，变动情况公示", UP, UP],
        [4, "资金部", "资金存放", "业务流程", "存放银行选择不公", "一级", "按综合评分法公开选择", "吴八", UP],
        [5, UP, UP, "外部环境", "银行宴请拉存款", "二级", "公务往来两人同行，事后报备", UP, UP],
        [6, UP, "印鉴保管", UP, "印鉴一人保管", "二级", "财务专用章与法人章分人保管", UP, UP],
    ], G, title="廉政风险点及防控措施清单")
    return f


@case
def blank_levels():
    f = Form("20-six-levels-left-empty.xlsx", "Six levels in a row are empty and not merged with the one above: omissions, not repetitions.")
    s = f.sheet()
    s.title("A1:F1", "廉政风险点清单")
    s.put("A2", "责任部门：投资评审中心")
    s.table("A3", ["序号|seq", "重要环节|matter", "风险点|risk", "风险等级|level", "防控措施|measures", "责任人|owner"], [
        [1, "项目受理", "选择性受理", "二级", "受理编号连续，系统自动排队", "受理岗"],
        [2, "中介委托", "指定中介机构", "一级", "摇号产生，纪检现场监督", "委托岗"],
        [3, "现场踏勘", "踏勘记录不实", None, "三方签字，照片带时间水印", "评审员"],
        [4, "工程量核对", "少核多报工程量", None, "换人复核，差错率与付费挂钩", "评审员"],
        [5, "定额套用", "高套定额", None, "建立错套案例库，专家会审", "评审员"],
        [6, "材料询价", "询价弄虚作假", None, "三家以上询价，询价记录存档", "询价岗"],
        [7, "初审结论", "结论受人干扰", None, "干预评审情况如实记录", "评审组长"],
        [8, "结果反馈", "提前透露评审结果", None, "结果统一由综合岗书面送达", "综合岗"],
        [9, "档案移交", "资料遗失", "三级", "结项后三十日内归档", "档案岗"],
    ], G, title="廉政风险点清单", section="投资评审中心")
    for row in range(6, 12):
        f.find("level left empty", f"D{row}")
    return f


@case
def blank_sections():
    f = Form("21-section-written-once-not-merged.xlsx", "The section and the head of section stand in the first row only and the cells below are simply empty, not merged: "
             "nothing may be filled in for them.")
    s = f.sheet()
    s.title("A1:F1", "岗位廉政风险点一览表")
    s.table("A2", ["科室|section", "岗位类别|post", "风险点|risk", "风险等级|level", "防控措施|measures", "部门责任人|head"], [
        ["办公室", "采购岗", "办公用品采购价格虚高", "二级", "三家比价，验收与采购分离", "王三"],
        [None, "车辆管理岗", "公车私用", "二级", "派车单审批，节假日封存", None],
        [None, "接待岗", "接待超标准", "三级", "凭公函接待，一函一结", None],
        ["人事科", "人事岗", "档案涂改", "一级", "查档两人在场，全程登记", "赵四"],
    ], G, title="岗位廉政风险点一览表")
    f.find("section missing", "A4")
    f.find("section missing", "A5")
    return f


@case
def three_rows():
    f = Form("22-one-entry-over-three-rows.xlsx", "One entry fills several physical rows: the manifestations (or the measures, or both) are written one to a row, "
             "everything else is merged over these rows.")
    s = f.sheet()
    s.title("A1:H1", "廉政风险点自查表")
    s.put("A2", "科室：国库科")
    s.table("A3", ["序号|seq", "岗位名称|post", "风险点|risk", "主要表现形式|manifestation", "风险等级|level", "防控措施|measures", "责任人|owner", "分管领导|leader"], [
        [1, "资金调度岗", "库款调度中谋取私利", "1.不按计划调度库款，向特定单位倾斜", "一级", "实行调度计划审批制，每旬公布执行情况", "国库科科长", "赵四"],
        C([UP, UP, UP, "2.擅自出借库款", UP, UP, UP, UP]),
        C([UP, UP, UP, "3.与银行人员串通，延压资金", UP, UP, UP, UP]),
        [2, "账户管理岗", "账户审批把关不严", "未经核准即同意开户、变更、撤销账户", "二级", "（1）开户资料双人核验", "账户管理员", "赵四"],
        C([UP, UP, UP, UP, UP, "（2）账户信息每季度核对一次", UP, UP]),
        C([UP, UP, UP, UP, UP, "（3）年检结果通报各预算单位", UP, UP]),
        [3, "会计核算岗", "核算不规范", "①凭证要素不全", "三级", "①凭证逐张复核", "总会计", "赵四"],
        C([UP, UP, UP, "②对账不及时", UP, "②月后五日内完成对账", UP, UP]),
        [4, "内勤岗", "文件管理疏漏", "文件未登记即传阅", "三级", "收文当日登记", "内勤人员", "赵四"],
    ], G, title="廉政风险点自查表", section="国库科")
    return f


@case
def several_risks():
    f = Form("23-several-risks-under-one-matter.xlsx", "Number, matter and owner are merged over rows that each have a risk point and a level of their own: "
             "as many entries as risk points, not one.")
    s = f.sheet()
    s.title("A1:G1", "职权事项廉政风险排查表")
    s.put("A2", "责任股室（单位）：采购监管股")
    s.table("A3", ["序号|seq", "职权名称|matter", "风险点|risk", "表现形式|manifestation", "风险等级|level", "防控措施|measures", "责任人|owner"], [
        [1, "政府采购计划审核", "1.拆分项目规避公开招标", "将同类项目化整为零", "一级", "同一预算年度同类品目合并计算", "采购监管股股长"],
        [UP, UP, "2.采购需求带有倾向性", "技术参数指向特定品牌", "一级", "采购需求在网上公示征求意见", UP],
        [UP, UP, "3.审核时限拖延", "无故超过三个工作日", "三级", "系统超时自动提醒", UP],
        [2, "评审专家管理", "1.专家抽取不随机", "指定熟悉的专家", "一级", "系统自动抽取，语音通知", "专家库管理员"],
        [UP, UP, "2.专家信息泄露", "开标前透露专家名单", "二级", "名单加密，开标前半小时解密", UP],
    ], G, title="职权事项廉政风险排查表", section="采购监管股")
    return f


@case
def several_risks_ods():
    f = Form("24-several-risks-under-one-matter.ods", "The same in an OpenDocument sheet, and one of the risk points has its manifestations on two rows of its own.")
    s = f.sheet("清单")
    s.title("A1:G1", "廉政风险防控清单")
    s.table("A2", ["序号|seq", "责任主体|section", "职权内容|matter", "风险点|risk", "风险描述|manifestation", "风险等级|level", "防控措施|measures"], [
        [1, "资产管理科", "国有资产配置审核", "超标准配置", "1.超标准配备办公家具", "二级", "按配置标准逐项核对"],
        C([UP, UP, UP, UP, "2.超编制配备车辆", UP, UP]),
        [UP, UP, UP, "重复配置", "不查存量即批准新购", "三级", "先调剂后购置，查询资产系统存量"],
        [2, UP, "国有资产评估管理", "干预评估结果", "授意评估机构压低价值", "一级", "评估机构随机选聘，结果公示"],
        [UP, UP, UP, "备案审核走形式", "不看底稿即予备案", "二级", "专家抽查评估底稿"],
    ], G, title="廉政风险防控清单")
    return f


@case
def merges_across_pages():
    f = Form("25-merges-broken-by-a-page.xls", "The head stands again on the second page and cuts merged cells in two: on the second page the matter is written again, "
             "but the merged cell of the section is empty there, so the section of these rows must be asked for.")
    s = f.sheet()
    heads = ["科室|section", "职权名称|matter", "风险点|risk", "风险等级|level", "防控措施|measures", "责任领导|leader"]
    words = [h.split("|")[0] for h in heads]
    title = "廉政风险防控一览表"
    s.title("A1:F1", title)
    s.table("A2", heads, [
        ["经济建设科", "基本建设财务管理", "概算审核不严", "一级", "概算附主管部门批文", "赵四"],
        [UP, UP, "挤占建设成本", "二级", "成本支出按科目逐笔审核", UP],
        [UP, UP, "待摊费用超标", "二级", "按标准比例控制", UP],
        X("repeated_head", title), X("repeated_head", words),
        [None, "基本建设财务管理", "竣工决算久拖不批", "三级", "建立未决算项目清单", "赵四"],
        [UP, UP, "结余资金不上缴", "二级", "决算批复后三十日内收回", UP],
        ["金融科", "企业上市奖励", "奖励条件审核不严", "一级", "会同金融办联合审核并公示", "赵四"],
    ], G, title=title)
    f.find("section missing: the merged cell on the second page is empty", "A8")
    return f
