"""Where the table lies and how its head is written."""

import datetime

from engine import E, LEAVE_OUT, Form, X, case

G = {"一级": 1, "二级": 2, "三级": 3}
DAY = datetime.date(2026, 11, 2)


@case
def plain():
    f = Form("01-plain.xlsx", "One table, one head row, nothing merged but the title: the form every reader must get right.")
    s = f.sheet()
    s.title("A1:K1", "清河区财政局廉政风险点自查表")
    s.table("A2", ["序号|seq", "科室|section", "岗位|post", "职权名称|matter", "风险点|risk", "表现形式|manifestation",
                   "风险等级|level", "防控措施|measures", "责任人|owner", "责任领导|leader", "备注|remark"], [
        [1, "预算科", "预算编审岗", "部门预算审核", "预算审核把关不严", "对部门超标准申报的项目支出不予核减，人情审核",
         "一级", "实行双人初审、科务会复审；审核意见留痕存档", "预算科科长", "分管预算副局长", "年初重点"],
        [2, "预算科", "预算执行岗", "预算指标调剂", "随意调剂预算指标", "未经审批程序在项目之间调剂指标",
         "二级", "调剂一律凭批件办理，系统锁定无批件操作", "指标管理员", "分管预算副局长", None],
        [3, "国库科", "资金拨付岗", "财政资金拨付", "违规拨付资金", "不按进度、不按合同拨付，或拨付至非约定账户",
         "一级", "拨付前核对合同、进度单和收款账户；大额拨付双人复核", "国库科科长", "分管国库副局长", None],
        [4, "办公室", "档案管理岗", "档案借阅", "档案保管不善", "未登记即外借档案，造成遗失",
         "三级", "借阅登记，逾期催还，每季度清点一次", "档案管理员", "分管办公室副局长", "本年新增"],
    ], G, title="清河区财政局廉政风险点自查表")
    return f


@case
def four_rows_above():
    f = Form("02-four-rows-above.xlsx", "An attachment mark, a title, key-values in one cell and key-values in neighbouring cells stand above the head; "
             "the section comes from a neighbouring cell, the date from the middle of a cell, and the unit is not the section.")
    s = f.sheet()
    s.put("A1", "附件1")
    s.title("A2:I2", "岗位廉政风险排查登记表")
    s.across("A3:I3", "单位（盖章）：清河区财政局　　　　　　填报日期：2026年11月2日", center=False)
    for cell, text in [("A4", "科室："), ("B4", "预算科"), ("D4", "填表人："), ("E4", "张一"), ("G4", "联系电话："), ("H4", "0000-1234567")]:
        s.put(cell, text)
    s.table("A5", ["编号|seq", "权力事项|matter", "廉政风险点|risk", "风险表现形式|manifestation", "等级|level", "防范措施|measures",
                   "直接责任人|owner", "部门负责人|head", "分管领导|leader"], [
        ["01", "专项资金分配", "分配标准不公开", "因人情关系向特定单位倾斜资金", "一级", "分配办法事先公布，分配结果在门户网站公示", "专项资金管理员", "王三", "赵四"],
        ["02", "预算批复", "批复不及时", "拖延批复，变相索要好处", "二级", "自人大批准之日起二十日内批复，逾期说明原因", "预算审核员", "王三", "赵四"],
        ["03", "信息查询", "泄露预算信息", "批复前向外透露项目安排", "三级", "涉密资料专柜保管，专人负责", "预算审核员", "王三", "赵四"],
    ], G, title="岗位廉政风险排查登记表", section="预算科", reported_on="2026-11-02")
    return f


@case
def neighbouring_key_values():
    f = Form("03-key-values-in-neighbouring-cells.xlsx", "Every key-value has its key in one cell (without a colon) and its value in the next; "
             "the unit that hands in is the section, the date is a date cell.")
    s = f.sheet("自查表")
    s.title("A1:H1", "廉政风险自查清单")
    s.put("A2", "填报单位（盖章）"), s.put("C2", "非税收入管理中心"), s.put("E2", "填报日期")
    s.put("F2", DAY).number_format = 'yyyy"年"m"月"d"日"'
    s.ws.merge_cells("A2:B2"), s.ws.merge_cells("C2:D2")
    s.table("A3", ["序号|seq", "岗位名称|post", "业务事项|matter", "廉洁风险点|risk", "主要表现形式|manifestation", "级别|level", "预防措施|measures", "责任人|owner"], [
        [1, "票据管理岗", "财政票据核销", "票据核销不严", "对缺号、作废不全的票据予以核销", "二级", "核销双人经办，存根逐号核对", "票据管理员"],
        [2, "收入征管岗", "非税收入减免审核", "擅自减免", "超越权限同意减征、缓征", "一级", "减免事项一律集体研究，减免依据上传系统", "征管股长"],
        [3, "稽查岗", "非税收入稽查", "稽查走过场", "提前透露检查对象，检查结论避重就轻", "二级", "检查对象随机抽取，结论由稽查组集体签字", "稽查组长"],
    ], G, title="廉政风险自查清单", section="非税收入管理中心", reported_on="2026-11-02")
    return f


@case
def two_row_head():
    f = Form("04-two-row-head.xlsx", "A head of two rows: 责任 is merged over 责任人 and 责任领导, all other heads are merged downwards.")
    s = f.sheet()
    s.title("A1:I1", "廉政风险点及防控措施一览表")
    s.table("A2", ["序号|seq", "部门|section", "职权内容|matter", "风险点|risk", "风险描述|manifestation", "风险级别|level", "防控措施|measures",
                   ("责任", ["责任人|owner", "责任领导|leader"])], [
        [1, "资产管理科", "国有资产处置审批", "低价处置", "不经评估即同意处置，或对评估结果不加核对", "一级", "评估备案后进场交易，处置收入及时上缴", "资产管理科科长", "分管副局长"],
        [2, "资产管理科", "资产出租审核", "租金偏低", "未公开招租，以明显偏低价格出租给关系人", "二级", "公开招租，租期不超过三年", "资产管理科科长", "分管副局长"],
        [3, "会计科", "代理记账许可", "审批刁难", "一次性告知不清，让申请人多次往返", "三级", "公布办事指南，一次性告知", "会计科经办人", "分管副局长"],
    ], G, title="廉政风险点及防控措施一览表")
    return f


@case
def parent_words():
    f = Form("05-two-row-head-words-below-are-short.xlsx", "A head of two rows in which the lower words mean something only together with the upper one: "
             "风险 over 类别, 名称, 描述, 等级 and 防控责任 over 部门责任人, 主管领导.")
    s = f.sheet()
    s.title("A1:I1", "廉政风险排查表")
    s.put("A2", "科室：绩效管理科")
    s.table("A3", ["序号|seq", "关键环节|matter", ("风险", ["类别|category", "名称|risk", "描述|manifestation", "等级|level"]), "主要预防措施|measures",
                   ("防控责任", ["部门责任人|head", "主管领导|leader"])], [
        [1, "绩效目标审核", "业务流程", "目标审核放宽", "对可量化指标缺失的目标表予以通过", "二级", "目标审核表三级签字，退回意见书面告知", "周七", "赵四"],
        [2, "第三方机构选取", "外部环境", "选取评价机构不公", "长期固定委托一家机构，收受礼品礼金", "一级", "从机构库随机抽取，同一机构连续承担不超过两年", "周七", "赵四"],
        [3, "绩效评价报告审核", "制度机制", "结论失实", "按被评价单位意见修改得分", "二级", "评分底稿存档，改分须说明理由并经科务会同意", "周七", "赵四"],
    ], G, title="廉政风险排查表", section="绩效管理科")
    return f


@case
def head_breaks():
    f = Form("06-breaks-and-widths-in-heads.xlsx", "Heads and short values are broken or spaced out to fit the column: 序 号, 部门 over 负责人, "
             "full-width spaces, notes in brackets, marks of necessity; a name of two characters is padded, a section is broken in the middle.")
    s = f.sheet()
    s.title("A1:J1", "廉 政 风 险 自 查 表")
    s.table("A2", ["序 号|seq", "所在\n科室|section", "姓　名|person", "职\n务|post", "＊风 险 点|risk", "风险\n内容|manifestation",
                   "风险等级\n（一级、二级、三级）|level", "防控措施\n(不少于2条)|measures", "部门\n负责人|head", "　备　注　|remark"], [
        [1, "社会保\n障科", "张　一", "科　员", "资格审核不严", "对不符合条件的申报材料予以通过", "二 级", "1.双人审核；2.每季度抽查一次", "李 二", None],
        [2, "社会保\n障科", "王　三", "副科长", "社保基金划拨出错", "未核对用款计划即提交划拨申请", "一 级", "1.划拨申请须附计划；2.与经办机构按月对账", "李 二", None],
        [3, "机关\n党委", "赵　四", "干　事", "党费管理不规范", "党费未及时入账", "三 级", "1.当日收当日存；2.每半年公示一次", "钱 五", "本年新增"],
    ], {"一 级": 1, "二 级": 2, "三 级": 3}, title=LEAVE_OUT)
    return f


@case
def repeated_head():
    f = Form("07-head-on-every-page.xls", "An old workbook laid out for printing: title, key-values and head stand again at the top of the second and third page; "
             "sheets two and three are empty.")
    s = f.sheet()
    heads = ["序号|seq", "职权名称|matter", "涉及岗位|post", "风险点|risk", "风险等级|level", "防控措施|measures", "责任人|owner"]
    words = [h.split("|")[0] for h in heads]
    title, keys = "股室廉政风险防控登记表", "股室：农业农村股　　　　填报日期：2026.11.2"
    s.title("A1:G1", title)
    s.across("A2:G2", keys, center=False)
    page = [X("repeated_head", title), X("repeated_head", keys), X("repeated_head", words)]
    s.table("A3", heads, [
        [1, "惠农补贴发放", "补贴审核岗", "补贴名册审核不实", "一级", "名册在村务公开栏公示七天，乡镇与股室双重核对", "农业农村股股长"],
        [2, "惠农补贴发放", "补贴发放岗", "重复发放", "二级", "发放前比对一卡通台账，剔除重复对象", "补贴经办人"],
        [3, "农业项目申报", "项目管理岗", "帮助企业包装项目", "一级", "项目入库实行专家评审，评审名单随机抽取", "项目经办人"],
        [4, "农业项目验收", "项目管理岗", "降低标准验收", "二级", "验收组三人以上，验收照片及实测数据存档", "项目经办人"],
        *page,
        [5, "农业保险保费补贴", "补贴审核岗", "虚报承保面积", "二级", "随机抽查承保地块，比例不低于百分之五", "补贴经办人"],
        [6, "村级转移支付", "资金拨付岗", "滞留资金", "二级", "资金到账十个工作日内拨付，逾期书面说明", "资金经办人"],
        [7, "一事一议奖补", "项目管理岗", "优亲厚友", "一级", "项目由村民会议决定，会议记录随申报材料上报", "项目经办人"],
        [8, "文件收发", "综合岗", "文件传阅不及时", "三级", "当日登记当日送阅", "综合岗人员"],
        *page,
        [9, "统计报表", "综合岗", "数据报送失真", "三级", "报表由股长复核签字后报出", "综合岗人员"],
    ], G, title=title, section="农业农村股", reported_on="2026-11-02")
    f.sheet("Sheet2", read=False)
    f.sheet("Sheet3", read=False)
    return f


@case
def continuation_sheet():
    f = Form("08-continuation-sheet-without-head.xlsx", "The list goes on on a second sheet that has neither title nor head; its columns are those of the sheet before.")
    s = f.sheet("第1页")
    s.title("A1:H1", "廉政风险点排查清单")
    s.table("A2", ["序号|seq", "处室|section", "工作事项|matter", "风险名称|risk", "自查描述|manifestation", "风险等级|level", "预防和控制措施|measures", "责任人|owner"], [
        [1, "经济建设处", "基建资金审核", "超概算安排资金", "对超概算项目不作说明即安排资金", "一级", "超概算百分之十以上的重新报批，审核表附概算批文", "项目审核员"],
        [2, "经济建设处", "工程款拨付", "多拨工程款", "不核对监理签证，按施工单位申请数拨付", "一级", "拨付须附监理签证和进度照片", "项目审核员"],
        [3, "经济建设处", "补助对象核定", "标准掌握不一", "同类企业执行不同标准", "二级", "核定结果在政务网公示五个工作日", "补助经办人"],
    ], G, title="廉政风险点排查清单")
    s = f.sheet("第2页")
    s.table("A1", [None, "seq", "section", "matter", "risk", "manifestation", "level", "measures", "owner"], [
        [4, "经济建设处", "粮食储备补贴", "虚报储备数量", "未实地核查即按企业报数补贴", "一级", "每半年会同粮食部门实地核查库存", "补助经办人"],
        [5, "经济建设处", "项目资料归档", "资料缺失", "项目完工后资料长期不移交", "三级", "完工后三个月内移交，档案室按季催交", "资料管理员"],
        [6, "金融处", "担保机构监管", "监管流于形式", "收到风险报告后不处理", "二级", "风险报告五日内签署意见并跟踪整改", "监管专员"],
    ], G)
    return f


@case
def two_tables_below():
    f = Form("09-two-tables-one-under-the-other.xlsx", "Two tables with different columns on one sheet, each with its own title and footers; "
             "the first one's serial numbers are all there is in two of its rows.")
    s = f.sheet()
    s.title("A1:G1", "表一　业务流程风险自查表")
    s.put("A2", "科室：财政监督科")
    s.table("A3", ["序号|seq", "业务名称|matter", "风险点|risk", "风险表现形式|manifestation", "风险等级|level", "防控措施|measures", "责任人|owner"], [
        [1, "财政检查", "检查中接受吃请", "接受被检查单位宴请、礼品", "一级", "进点公布纪律和举报电话，回访被检查单位", "检查组长"],
        [2, "处理处罚", "自由裁量随意", "同类问题处罚轻重不一", "一级", "执行裁量基准，处罚决定集体讨论", "财政监督科科长"],
        X("blank", [3]), X("blank", [4]),
        X("footer", ["填表人：张一", None, None, "审核人：李二"]),
    ], G, title="表一　业务流程风险自查表", section="财政监督科")
    s.title("A11:F11", "表二　制度机制风险自查表")
    s.table("A12", ["编号|seq", "风险领域|matter", "廉政风险点|risk", "等级|level", "整改措施|measures", "科室负责人|head"], [
        ["1", "监督检查制度", "检查计划随意变更", "二级", "变更检查计划须经局务会同意并留有记录", "王三"],
        ["2", "回避制度", "应回避未回避", "二级", "进点前签署回避承诺书", "王三"],
        ["3", "档案制度", "检查底稿不全", "三级", "结项前由内审岗核对底稿目录", "王三"],
        X("footer", "注：本表由科室集体讨论后填写。"),
    ], G, title="表二　制度机制风险自查表", section="财政监督科")
    return f


@case
def side_by_side():
    f = Form("10-two-tables-side-by-side.xlsx", "To save paper the list is folded: the same head stands twice beside each other with an empty column between; "
             "the right half is shorter.")
    s = f.sheet()
    s.title("A1:K1", "廉政风险点一览表")
    s.put("A2", "科室：教科文科")
    heads = ["序号|seq", "风险点|risk", "风险等级|level", "防控措施|measures", "责任人|owner"]
    s.table("A3", heads, [
        [1, "教育专项资金分配不公", "一级", "按生均因素法分配，分配表公开", "教育经费岗"],
        [2, "免费教科书款项支付不实", "二级", "凭学校签收单结算", "教育经费岗"],
        [3, "科技项目立项打招呼", "一级", "专家盲评，全程录音", "科技经费岗"],
        [4, "文化活动经费超范围列支", "二级", "按预算批复科目审核", "文化经费岗"],
    ], G, title=LEAVE_OUT, section="教科文科")
    s.table("G3", heads, [
        [5, "体育设施采购规避招标", "一级", "达到限额一律公开招标", "体育经费岗"],
        [6, "助学金名单审核不细", "二级", "与民政低保数据比对", "教育经费岗"],
        [7, "调研接待超标准", "三级", "公函接待，一函一单", "综合岗"],
    ], G, title=LEAVE_OUT, section="教科文科")
    return f


@case
def sheet_per_section():
    f = Form("11-one-sheet-per-section.xlsx", "One workbook for several sections, one sheet each, named after the section, which stands nowhere else; "
             "单位：个 above the table is a unit of count, and a last sheet holds only instructions.")
    heads = ["序号|seq", "岗位|post", "腐败风险点|risk", "风险内容|manifestation", "风险级次|level", "防控措施|measures", "责任人|owner"]
    rows = {
        "预算科": [[1, "预算编制岗", "预算安排随意", "凭个人好恶增减部门项目", "一级", "项目排序由评审小组集体打分", "预算科科长"],
                [2, "债务管理岗", "债务数据瞒报", "对隐性债务少报漏报", "二级", "每月与融资平台对账", "债务管理员"]],
        "国库科": [[1, "账户管理岗", "违规开设账户", "未经审批同意开设资金专户", "一级", "账户开立集体研究，年检清理", "账户管理员"],
                [2, "会计核算岗", "账务处理滞后", "月末不及时对账", "三级", "次月五日前完成对账并双方签字", "总会计"],
                [3, "国库集中支付岗", "支付审核不严", "要素不全的支付申请予以通过", "二级", "系统校验加人工复核", "支付审核员"]],
        "综合科": [[1, "住房资金岗", "公积金提取审核失误", "未核原件即审核通过", "二级", "原件必验，复印件留存", "住房资金经办人"]],
    }
    for name, body in rows.items():
        s = f.sheet(name)
        s.title("A1:G1", "科室廉政风险自查表")
        s.put("G2", "单位：个")
        s.table("A3", heads, body, G, title="科室廉政风险自查表", section=name)
    s = f.sheet("填表说明", read=False)
    s.put("A1", "一、本表由各科室组织填写，科室负责人签字后报领导小组办公室。")
    s.put("A2", "二、风险级次分为一级、二级、三级，一级为最高。")
    return f


@case
def far_from_a1():
    f = Form("12-table-starts-at-d7.xlsx", "The table begins at D7; above and to the left there are an attachment mark, empty rows and empty columns.")
    s = f.sheet()
    s.put("A1", "附件3：")
    s.title("D4:J4", "廉政风险防范管理自查表")
    s.put("D5", "责任科室：政府采购监督管理科")
    s.table("D7", ["序号|seq", "权力名称|matter", "风险点名称|risk", "风险描述|manifestation", "预警等级|level", "防控方法|measures", "责任人|owner"], [
        [1, "采购方式变更审批", "违规变更采购方式", "将应公开招标的项目批准为单一来源", "一级", "变更申请先公示后审批，专家论证意见存档", "采购监管岗"],
        [2, "供应商投诉处理", "偏袒一方", "拖延受理，不调取原始资料即作决定", "一级", "投诉处理决定经法制审核", "投诉处理岗"],
        [3, "代理机构考核", "考核打分随意", "收受代理机构好处提高得分", "二级", "考核细则公开，三人以上独立打分取平均", "采购监管岗"],
        [4, "采购信息公告", "公告发布不规范", "公告要素不全、发布迟延", "三级", "公告发布前由复核岗核对清单", "信息岗"],
    ], G, title="廉政风险防范管理自查表", section="政府采购监督管理科")
    return f


@case
def traditional():
    f = Form("13-traditional-characters.xlsx", "Heads and levels are in traditional characters (typed with a traditional input method); the text itself stays as written.")
    s = f.sheet()
    s.title("A1:I1", "廉政風險點自查表")
    s.table("A2", ["序號|seq", "單位/科室|section", "崗位名稱|post", "風險點|risk", "表現形式|manifestation", "風險等級|level", "防控措施|measures",
                   "責任人|owner", "責任領導|leader"], [
        [1, "金融科", "政策性貸款管理崗", "貸款貼息審核不嚴", "對不符合條件的企業予以貼息", "一級", "貼息名單公示，抽查貸款用途", "貼息審核員", "分管副局長"],
        [2, "金融科", "外債管理崗", "還款計劃失實", "漏報到期債務", "二級", "按季核對還款計劃", "外債管理員", "分管副局長"],
        [3, "金融科", "內勤崗", "印章使用不登記", "外借印章無記錄", "三級", "用印登記，專人保管", "內勤人員", "分管副局長"],
    ], {"一級": 1, "二級": 2, "三級": 3}, title="廉政風險點自查表")
    return f


@case
def file_name_section():
    f = Form("14-国库科-廉政风险点自查表.xlsx", "The section stands in the file's name and nowhere else; title and sheet name are those of the blank form.")
    s = f.sheet()
    s.title("A1:F1", "廉政风险点自查表")
    s.table("A2", ["序号|seq", "岗位|post", "风险点|risk", "表现形式|manifestation", "风险等级|level", "防控措施|measures"], [
        [1, "总会计岗", "库款调度失衡", "未按计划调度库款，影响工资发放", "二级", "每旬编制库款调度表，科长签字"],
        [2, "专户管理岗", "专户资金存放谋利", "以存款换取银行好处", "一级", "专户存放公开招标，到期一律重新竞争"],
        [3, "决算岗", "决算数据失真", "随意调整往来科目", "二级", "调账凭证须附依据，科长复核"],
    ], G, title="廉政风险点自查表", section="国库科")
    return f


@case
def title_section():
    f = Form("15-title-names-the-section.xlsx", "Only the title says which section hands in the form.")
    s = f.sheet()
    s.title("A1:F1", "清河区财政局会计科廉政风险点自查表")
    s.table("A2", ["序号|seq", "事项名称|matter", "风险点|risk", "风险等级|level", "防控措施|measures", "责任人|owner"], [
        [1, "会计师事务所执业质量检查", "检查结论失实", "一级", "检查底稿交叉复核，结论经局务会审定", "检查组长"],
        [2, "会计资格考试组织", "考务泄密", "一级", "试卷启封双人在场并全程录像", "考务负责人"],
        [3, "继续教育备案", "拖延办理", "三级", "材料齐全的当日办结", "窗口人员"],
    ], G, title="清河区财政局会计科廉政风险点自查表", section="会计科")
    return f


@case
def group_rows():
    f = Form("16-heading-rows-name-the-section.xlsx", "There is no column for the section: heading rows inside the table, numbered, merged over the width or "
             "standing in the first cell only, say whose entries follow.", kind=None)
    s = f.sheet()
    s.title("A1:G1", "清河区财政局廉政风险点汇总清单")
    rows = lambda section, body: [X("group", section[0] if section[1] else [section[0]])] + [E(r, section=section[2]) for r in body]
    s.table("A2", ["序号|seq", "重点岗位|post", "风险点|risk", "表现形式|manifestation", "风险等级|level", "防控措施|measures", "责任人|owner"],
            rows(("一、预算科", True, "预算科"), [
                [1, "预算审核岗", "预算审核流于形式", "不看依据照单全收", "二级", "审核要点清单化，逐项打勾签字", "预算审核员"],
                [2, "指标管理岗", "指标下达超范围", "无预算下达指标", "一级", "系统设置刚性控制，月底核对", "指标管理员"]])
            + rows(("二、国库集中支付中心", True, "国库集中支付中心"), [
                [3, "支付审核岗", "支付审核疏漏", "附件不全即通过", "二级", "附件清单比对，抽查不少于一成", "支付审核员"]])
            + rows(("三、会计科", False, "会计科"), [
                [4, "会计管理岗", "行政检查选择性执法", "只查关系不好的单位", "一级", "检查对象双随机产生", "会计科科长"],
                [5, "内勤岗", "证书发放差错", "发错、漏发证书", "三级", "发放时核对身份证并签收", "内勤人员"]]),
            G, title="清河区财政局廉政风险点汇总清单")
    return f
