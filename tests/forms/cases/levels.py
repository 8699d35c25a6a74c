"""Levels: one form for each family of notations, and what no reader may guess."""

from engine import E, LEAVE_OUT, UP, Form, X, case


def family(name, about, heads, rows, levels, title, section=LEAVE_OUT, above=None, sheet="Sheet1"):
    f = Form(name, about)
    s = f.sheet(sheet)
    last = chr(ord("A") + len(heads) - 1)
    s.title(f"A1:{last}1", title)
    if above:
        s.put("A2", above)
    s.table("A3" if above else "A2", heads, rows, levels, title=title, section=section)
    return f


@case
def first_risk():
    return family("39-levels-yiji-fengxian.xlsx", "Levels written 一级风险, 二级风险, 三级风险; the only level column says 建议.", [
        "序号|seq", "责任科室|section", "职权名称|matter", "风险点|risk", "建议风险级别|level", "防控措施|measures", "责任人|owner"], [
        [1, "预算科", "转移支付分配", "分配因素人为调整", "一级风险", "因素及权重事先公布，测算过程留痕", "预算科科长"],
        [2, "预算科", "结余资金清理", "应收未收", "二级风险", "每年清理两次并通报", "预算管理员"],
        [3, "预算科", "会议通知", "通知遗漏", "三级风险", "回执逐一核对", "内勤人员"],
    ], {"一级风险": 1, "二级风险": 2, "三级风险": 3}, "廉政风险点排查登记表")


@case
def roman_characters():
    return family("40-levels-roman-characters.xls", "Levels written with the roman numeral characters Ⅰ Ⅱ Ⅲ; an old workbook.", [
        "编号|seq", "责任部门|section", "岗位（职务）|post", "廉政风险点|risk", "风险级别|level", "防控措施|measures"], [
        ["1", "人事部", "部长", "选人用人搞小圈子", "Ⅰ级", "民主推荐、会议票决、任前公示"],
        ["2", "人事部", "职称管理员", "职称材料把关不严", "Ⅱ级", "原件审核，双人签字"],
        ["3", "人事部", "考勤员", "考勤记录不实", "Ⅲ级", "考勤结果每月公示"],
        ["4", "财务部", "出纳", "公款私存", "Ⅰ级", "每日盘点，不定期抽查"],
    ], {"Ⅰ级": 1, "Ⅱ级": 2, "Ⅲ级": 3}, "部门廉政风险登记表")


@case
def latin_letters():
    return family("41-levels-latin-i.xlsx", "Levels written with Latin letters I II III, some in full width and with a space.", [
        "序号|seq", "责任主体|section", "职权内容|matter", "风险点|risk", "风险等级|level", "防控措施|measures", "责任人|owner"], [
        [1, "会计科", "行政处罚", "处罚裁量不公", "I级", "执行裁量基准，法制审核", "会计科科长"],
        [2, "会计科", "代理记账备案", "备案拖延", "III级", "即来即办", "窗口人员"],
        [3, "会计科", "考试报名审核", "放宽报名条件", "II级", "学历信息联网核验", "考务人员"],
        [4, "会计科", "培训机构监管", "收受培训机构财物", "Ⅱ 级", "培训机构名录公开，学员测评", "会计科科长"],
        [5, "会计科", "检查人员抽调", "抽调人员与被查单位有利害关系", "ＩＩ级", "回避承诺", "检查组长"],
    ], {"I级": 1, "II级": 2, "III级": 3, "Ⅱ 级": 2, "ＩＩ级": 2}, "职权廉政风险清单")


@case
def numbers():
    return family("42-levels-plain-numbers.xlsx", "Levels are the numbers 1, 2, 3 typed into number cells (one of them as text).", [
        "序号|seq", "岗位名称|post", "风险点名称|risk", "风险描述|manifestation", "自定等级|level", "防控措施|measures"], [
        [1, "收入审核岗", "减免缓审核不严", "无依据同意缓缴", 1, "缓缴申请集体研究"],
        [2, "票据岗", "票据遗失", "票据未入保险柜", 2, "票据专柜存放，月末盘点"],
        [3, "统计岗", "收入数据报送错误", "报表未复核", 3, "股长复核后报出"],
        [4, "系统管理岗", "越权开通用户权限", "未经批准增设权限", "2", "权限变更须填审批单"],
    ], {"1": 1, "2": 2, "3": 3}, "岗位廉政风险自查表", "非税收入管理中心", "部门：非税收入管理中心")


@case
def number_and_ji():
    return family("43-levels-1ji.ods", "Levels written 1级, 2级, 3级, the digit sometimes in full width; an OpenDocument sheet.", [
        "序号|seq", "股室|section", "业务事项|matter", "腐败风险点|risk", "审定等级|level", "防范措施|measures"], [
        [1, "综合股", "公务用车租赁", "虚开租车发票", "1级", "租车审批单与行程记录核对"],
        [2, "综合股", "会议费报销", "虚列会议费", "2级", "附会议通知、签到表"],
        [3, "综合股", "固定资产管理", "资产去向不明", "２级", "每年盘点，人走物交"],
        [4, "综合股", "报刊征订", "征订范围不符", "3级", "征订目录公示"],
    ], {"1级": 1, "2级": 2, "２级": 2, "3级": 3}, "股室廉政风险清单")


@case
def high():
    return family("44-levels-gao.xlsx", "Levels written 高, 中, 低.", [
        "序号|seq", "科室|section", "业务名称|matter", "风险点|risk", "风险等级（高/中/低）|level", "防控措施|measures", "责任领导|leader"], [
        [1, "政府采购监督管理科", "协议供货管理", "入围供应商选择不公", "高", "公开征集，专家评审", "赵四"],
        [2, "政府采购监督管理科", "采购合同备案", "备案不及时", "低", "系统自动提醒", "赵四"],
        [3, "政府采购监督管理科", "采购预算审核", "预算编制虚高", "中", "市场价格库比对", "赵四"],
    ], {"高": 1, "中": 2, "低": 3}, "廉政风险点自查表")


@case
def high_ji():
    return family("45-levels-gaoji.xlsx", "Levels written 高级, 中级, 低级, in merged cells.", [
        "序号|seq", "责任股室（单位）|section", "事项名称|matter", "风险点|risk", "预警等级|level", "防控措施|measures", "主管领导|leader"], [
        [1, "信息中心", "机房设备采购", "参数倾向", "高级", "需求论证会，参数公示", "钱五"],
        [2, UP, UP, "验收走过场", UP, "第三方检测", UP],
        [3, UP, "系统运维", "数据外泄", "中级", "权限分级，操作留痕", UP],
        [4, UP, "网站维护", "信息更新不及时", "低级", "每周巡查一次", UP],
    ], {"高级": 1, "中级": 2, "低级": 3}, "廉政风险预警防控一览表")


@case
def high_risk():
    return family("46-levels-gao-fengxian.xlsx", "Levels written 高风险, 中风险, 低风险; one is broken to fit the column.", [
        "序号|seq", "科室|section", "权力名称|matter", "廉洁风险点|risk", "等级|level", "预防措施|measures", "科室负责人|head"], [
        [1, "金融科", "担保贷款贴息", "为不合条件者贴息", "高风险", "贴息对象三级审核，公示七天", "周七"],
        [2, "金融科", "外国政府贷款项目", "项目筛选不透明", "中\n风险", "项目申报条件公开", "周七"],
        [3, "金融科", "金融数据统计", "漏报数据", "低风险", "两人交叉核对", "周七"],
    ], {"高风险": 1, "中\n风险": 2, "低风险": 3}, "权力事项廉洁风险防控表")


@case
def letters():
    return family("47-levels-a-b-c.xlsx", "Levels written A, B, C (one of them small, one in full width), in a scale of three.", [
        "序号|seq", "所在科室|section", "姓名|person", "岗位|post", "岗位廉政风险|risk", "自评等级|level", "预防措施|measures"], [
        [1, "综合科", "张一", "科长", "违规安排专项资金", "A", "提交科务会集体研究"],
        [2, "综合科", "李二", "副科长", "对下属失察", "B", "每月谈心一次，重点环节抽查"],
        [3, "综合科", "王三", "科员", "泄露工作信息", "Ｂ", "签订保密承诺书"],
        [4, "综合科", "赵四", "科员", "办事拖拉", "c", "限时办结，挂牌上岗"],
    ], {"A": 1, "B": 2, "Ｂ": 2, "c": 3}, "岗位廉政风险自查登记表")


@case
def grave():
    return family("48-levels-zhongda.xls", "Levels written 重大, 较大, 一般; an old workbook.", [
        "序号|seq", "部室|section", "风险领域|matter", "廉政风险点|risk", "风险情况描述|manifestation", "风险级次|level", "防控方法|measures"], [
        [1, "评审一部", "工程结算审核", "与施工单位串通多结工程款", "隐瞒核减金额", "重大", "换人复核，核减额百分之五以上会审"],
        [2, "评审一部", "现场签证", "补签虚假签证", "事后补签无影像资料", "较大", "签证须当日三方签字并附照片"],
        [3, "评审二部", "资料借阅", "图纸丢失", "借出不登记", "一般", "借阅登记，限期归还"],
    ], {"重大": 1, "较大": 2, "一般": 3}, "评审领域廉政风险台账")


@case
def stars():
    return family("49-levels-stars.xlsx", "Levels drawn as stars, three for the highest.", [
        "序号|seq", "处室|section", "重要环节|matter", "风险点|risk", "风险等级|level", "防控措施|measures", "责任人|owner"], [
        [1, "监督处", "进点检查", "接受宴请和礼品", "★★★", "进点即公布举报电话", "检查组长"],
        [2, "监督处", "问题定性", "重大问题轻描淡写", "★★★", "定性意见集体审理", "处室负责人"],
        [3, "监督处", "整改跟踪", "整改情况不核实", "★★", "整改回访率百分之百", "检查组长"],
        [4, "监督处", "档案归集", "底稿装订迟延", "★", "结项后一个月归档", "内勤人员"],
    ], {"★★★": 1, "★★": 2, "★": 3}, "检查环节廉政风险清单")


@case
def heads_like_levels():
    f = Form("50-heads-that-look-like-levels.xlsx", "一级风险, 二级风险 and 三级风险 are heads of a hierarchy of categories, not levels; on the first sheet the level has its own column, "
             "on the second there is none at all.")
    s = f.sheet("含等级")
    s.title("A1:H1", "廉政风险分类清单")
    s.table("A2", ["序号|seq", "科室|section", "一级风险|?", "二级风险|?", "三级风险|?", "风险描述|manifestation", "风险等级|level", "防控措施|measures"], [
        [1, "国库科", "业务流程风险", "资金支付风险", "大额支付风险", "未经授权办理大额支付", "一级", "大额支付双人授权"],
        [2, "国库科", UP, UP, "退款风险", "退款不退回原账户", "二级", "退款限原路退回"],
        [3, "国库科", UP, "账户管理风险", "开户风险", "多头开户", "二级", "开户前查询账户系统"],
        [4, "国库科", "外部环境风险", "社会交往风险", "宴请风险", "接受代理银行宴请", "三级", "公务交往报备"],
    ], {"一级": 1, "二级": 2, "三级": 3}, title="廉政风险分类清单")
    s = f.sheet("无等级")
    s.title("A1:F1", "廉政风险分类清单")
    s.table("A2", ["序号|seq", "科室|section", "一级风险|?", "二级风险|?", "三级风险|?", "防控措施|measures"], [
        E([1, "会计科", "岗位职责风险", "行政执法风险", "行政处罚风险", "处罚裁量集体讨论"], level=None),
        E([2, "会计科", UP, UP, "行政检查风险", "双随机抽取检查对象"], level=None),
    ], title="廉政风险分类清单")
    f.find("heads of a hierarchy: a person has to say what they are", "C2", sheet="含等级")
    f.find("heads of a hierarchy: a person has to say what they are", "C2", sheet="无等级")
    return f


@case
def undecided():
    f = Form("51-levels-nobody-can-decide.xlsx", "1中2低, 一、二级, 中高, 高/中, 一级或二级, 待定: each names more than one level or none and must stay open.")
    s = f.sheet()
    s.title("A1:F1", "廉政风险点自查表")
    s.put("A2", "科室：经济建设科")
    words = ["1中2低", "一、二级", "中高", "高/中", "一级或二级", "待定", "一级"]
    risks = [("项目评审", "1.评审专家选择随意\n2.评审记录不全\n3.结论迟延"), ("资金下达", "1.提前下达\n2.超范围下达"), ("绩效监控", "监控预警不处理"), ("项目储备", "帮助虚假项目入库"),
             ("竣工决算", "决算审核不严"), ("对外协调", "接受项目单位礼品"), ("投资概算", "概算审核受人请托")]
    s.table("A3", ["序号|seq", "业务事项|matter", "风险点|risk", "风险等级|level", "防控措施|measures", "责任人|owner"],
            [[i + 1, matter, risk, words[i], "重要事项经科务会研究，过程留痕", "项目经办人"] for i, (matter, risk) in enumerate(risks)],
            dict.fromkeys(words, None) | {"一级": 1}, title="廉政风险点自查表", section="经济建设科")
    for row, word in zip(range(4, 10), words):
        f.find(f"level undecided: {word}", f"D{row}")
    return f


def other_scale(name, about, words, note):
    f = Form(name, about)
    s = f.sheet()
    s.title("A1:E1", "廉政风险点等级评定清单")
    s.put("A2", "科室：资产管理科")
    risks = ["资产处置不进场交易", "资产出租价格偏低", "评估备案走形式", "产权登记不及时", "卡片信息填写不全"]
    rows = [[i + 1, risk, word, "按资产管理办法逐级审批，结果公示", "资产管理科科长"] for i, (risk, word) in enumerate(zip(risks, words))]
    s.table("A3", ["序号|seq", "风险点|risk", "风险等级|level", "防控措施|measures", "责任人|owner"], rows + [X("footer", note)],
            dict.fromkeys(words, None), title="廉政风险点等级评定清单", section="资产管理科")
    f.find("another scale: none of its words can be carried over", "C4")
    return f


@case
def five_grades():
    return other_scale("52-scale-of-five-grades.xlsx", "A scale of five grades (极高 to 极低): even 高, 中 and 低 mean something else here than in a scale of three.",
                       ["极高", "高", "中", "低", "极低"], "注：风险等级分为极高、高、中、低、极低五级。")


@case
def a_to_d():
    return other_scale("53-scale-a-to-d.xlsx", "A scale from A to D in which A is 极高: its letters are not those of a scale of three.",
                       ["A", "B", "C", "D", "B"], "说明：A为极高风险，B为高风险，C为中风险，D为低风险。")


@case
def three_columns():
    f = Form("54-three-level-columns.xlsx", "自评, 建议 and 审定 stand side by side under one head and differ; where one is not yet filled in the others do not stand in for it.", kind=None)
    s = f.sheet()
    s.title("A1:H1", "廉政风险等级评定表")
    s.table("A2", ["序号|seq", "科室|section", "职权事项|matter", "风险点|risk", ("风险等级", ["自评等级|level", "建议等级|suggested_level", "审定等级|confirmed_level"]), "防控措施|measures"], [
        [1, "预算科", "预算追加", "追加审批随意", "二级", "一级", "一级", "追加事项报局党组会议"],
        [2, "预算科", "预算公开", "公开不完整", "三级", "三级", "三级", "公开内容交叉核对"],
        [3, "国库科", "库款管理", "违规出借库款", "二级", "一级", None, "出借库款报政府批准"],
        [4, "国库科", "决算编制", "决算数据失真", "一级", None, None, "决算数据与总账核对"],
        [5, "办公室", "物资采购", "化整为零规避采购", None, "二级", None, "年度采购计划统一编报"],
    ], {"一级": 1, "二级": 2, "三级": 3}, title="廉政风险等级评定表")
    f.find("the section's own level is missing", "E8")
    return f
