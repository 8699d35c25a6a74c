"""What stands inside the cells, and rows that are or are not entries."""

import datetime

from engine import E, LEAVE_OUT, UP, Form, X, case

G = {"一级": 1, "二级": 2, "三级": 3}


@case
def lists():
    f = Form("26-lists-inside-cells.xlsx", "Lists inside cells in every numbering, parted by line breaks, semicolons or nothing: the text stays as written, one entry each.")
    s = f.sheet()
    s.title("A1:G1", "廉政风险自查表")
    s.put("A2", "科室：绩效管理科")
    s.table("A3", ["序号|seq", "权力事项|matter", "风险点|risk", "表现形式|manifestation", "风险等级|level", "防控措施|measures", "责任人|owner"], [
        [1, "绩效监控", "监控数据失真", "1.监控表照抄预算数\n2.偏差较大不核实\n3.预警信息不反馈", "二级", "1.数据由系统直接提取\n2.偏差超过两成的逐项说明\n3.预警三日内书面反馈", "监控经办人"],
        [2, "绩效评价", "评价得分失公", "1、事先商定得分；2、收受被评价单位土特产；3、专家意见被删改", "一级", "1、评分表现场封存；2、礼品登记上交；3、专家意见原件存档", "评价经办人"],
        [3, "结果应用", "结果应用打折扣", "1)评价差的项目照样安排 2)不公开评价结果", "二级", "1)低分项目压减预算 2)结果随决算公开", "绩效管理科科长"],
        [4, "目标管理", "目标编制走形式", "（1）目标空泛；（2）指标无法衡量", "三级", "（1）提供指标库（2）退回重填（3）纳入考核", "目标经办人"],
        [5, "事前评估", "评估结论倾向明显", "①先定结论后补材料②不听取反对意见③评估专家由申报单位推荐", "一级", "①评估专家随机抽取\n②反对意见如实载明\n③结论集体审议", "评估经办人"],
        [6, "培训组织", "借培训之名旅游", "一是在景区办班；二是绕道返回；三是报销与培训无关的费用", "三级", "一是一律在定点场所举办，二是审核行程，三是费用明细公示", "内勤人员"],
    ], G, title="廉政风险自查表", section="绩效管理科")
    return f


@case
def owners():
    f = Form("27-one-owner-or-several.xlsx", "A line break inside an owner may only fit the column (one owner) or part two owners; names are padded; several signs part them.")
    s = f.sheet()
    s.title("A1:F1", "廉政风险点防控责任清单")
    s.put("A2", "处室：综合处")
    s.table("A3", ["序号|seq", "业务事项|matter", "风险点|risk", "级别|level", "防范措施|measures", "责任人|owner"], [
        E([1, "土地出让收入管理", "缓缴审批随意", "一级", "缓缴一律集体研究", "科室\n负责人"], owner=["科室负责人"]),
        E([2, "土地出让支出审核", "支出审核不严", "一级", "附项目批文及合同", "分管领导人\n科室负责人"], owner=["分管领导人", "科室负责人"]),
        E([3, "彩票机构监管", "监管缺位", "二级", "每年检查一次", "科室主要\n负责人"], owner=["科室主要负责人"]),
        E([4, "物价补贴测算", "测算口径不一", "三级", "测算表复核", "张　一"], owner=["张一"]),
        E([5, "住房补贴发放", "重复领取", "二级", "发放前比对", "张一、李二"], owner=["张一", "李二"]),
        E([6, "收费项目管理", "擅自设立收费项目", "一级", "清单外一律不得收费", "经办人；复核人"], owner=["经办人", "复核人"]),
        E([7, "文件起草", "泄露未公开文件", "三级", "涉密计算机起草", "经办人\n复核人\n处室负责人"], owner=["经办人", "复核人", "处室负责人"]),
        E([8, "来信来访", "拖延答复", "三级", "七日内答复", "各岗位经办人"], owner=["各岗位经办人"]),
    ], G, title="廉政风险点防控责任清单", section="综合处")
    return f


@case
def blank_marks():
    f = Form("28-blank-marks.xlsx", "Empty fields are marked 无 / — - 暂无 in place of being left empty; where the level is marked so, it is missing; "
             "words that only begin like a blank mark are text.")
    s = f.sheet()
    s.title("A1:J1", "廉政风险点登记表")
    s.table("A2", ["序号|seq", "科室|section", "岗位|post", "姓名|person", "风险点|risk", "表现形式|manifestation", "风险等级|level", "整改措施|measures", "主管领导|leader", "备注|remark"], [
        [1, "机关党委", "组织岗", "张一", "发展党员程序不全", "未按规定公示", "二级", "按流程图逐项核对材料", "/", "无"],
        [2, "机关党委", "—", "李二", "评优评先不公", "暂无", "二级", "无记名投票，结果公示", "赵四", "-"],
        [3, "人事科", "工资岗", "无", "工资调整差错", "/", "三级", "无", "—", "暂无"],
        E([4, "人事科", "教育培训岗", "王三", "培训费报销不实", "无培训通知即报销", "—", "无计划、无通知的培训一律不予报销", "赵四", "／"], level=None, level_text=LEAVE_OUT),
        [5, "/", "退休干部岗", "孙六", "慰问金发放不到位", "未当面签收", "三级", "上门慰问两人同行，当面签收", "赵四", None],
    ], G, title="廉政风险点登记表")
    f.find("level marked as empty", "G6")
    f.find("section marked as empty", "B7")
    return f


@case
def ditto():
    f = Form("29-ditto-marks.xls", "同上 and 〃 stand for the cell above, also several times running and for levels; in the first row there is nothing above; "
             "a text that merely begins with 同上 is a text.")
    s = f.sheet()
    s.title("A1:H1", "岗位廉政风险自查汇总")
    s.table("A2", ["序号|seq", "科室|section", "业务事项|matter", "风险点|risk", "风险等级|level", "防控措施|measures", "责任人|owner", "分管领导|leader"], [
        E([1, "社会保障科", "社保基金预算编制", "收支测算不实", "一级", "测算依据逐项列示，与经办机构联合会审", "基金管理员", "同上"], leader=None),
        E([2, "同上", "同上", "擅自调整预算科目", "二级", "调整须经基金监督委员会同意", "同上", "赵四"], section="社会保障科", matter="社保基金预算编制", owner=["基金管理员"]),
        E([3, "同上", "社保基金存储", "存储期限安排不当", "同上", "同上，并按月上报存储情况", "〃", "〃"],
          section="社会保障科", level=2, level_text=LEAVE_OUT, owner=["基金管理员"], leader="赵四"),
        E([4, "〃", "〃", "存款利率执行偏低", "一级", "银行定期竞争性存放", "社会保障科科长", "〃"], section="社会保障科", matter="社保基金存储", leader="赵四"),
        E([5, "农业农村科", "惠农补贴监管", "监管不到位", "〃", "〃", "补贴管理员", "钱五"], level=1, level_text=LEAVE_OUT, measures="银行定期竞争性存放"),
    ], G, title="岗位廉政风险自查汇总")
    f.find("同上 in the first row: nothing stands above", "H3")
    return f


@case
def looks_like_footer():
    f = Form("30-full-rows-that-look-like-footers.xlsx", "The first column holds posts and matters that begin like footers (科室负责人, 分管领导, 注册会计师管理, 说明…, 合计…); "
             "the rows are full and are entries; the true footers follow.")
    s = f.sheet()
    s.title("A1:E1", "涉及岗位廉政风险点及防控措施")
    s.put("A2", "排查科室：会计科")
    s.table("A3", ["风险点涉及的岗位|post", "廉政风险点|risk", "风险等级|level", "主要预防措施|measures", "直接责任人|owner"], [
        ["科室负责人", "重大事项个人说了算", "一级", "重大事项提交科务会讨论并有会议记录", "王三"],
        ["分管领导", "插手具体检查事项", "一级", "插手干预一律登记备案", "赵四"],
        ["审核人", "审核流于形式", "二级", "审核要点逐项签字", "李二"],
        ["填表人员", "报表数据造假", "三级", "报表与账簿核对", "张一"],
        X("footer", ["填表人：张一", None, "审核人：李二"]),
    ], G, title="涉及岗位廉政风险点及防控措施", section="会计科")
    s.title("A11:E11", "权限事项廉政风险点及防控措施")
    s.table("A12", ["权力名称|matter", "廉政风险点|risk", "风险等级|level", "主要预防措施|measures", "直接责任人|owner"], [
        ["注册会计师管理", "执业检查走过场", "一级", "检查组交叉组成，结论集体审定", "检查组长"],
        ["说明材料审核", "证明材料把关不严", "三级", "原件与复印件逐一核对", "窗口人员"],
        ["合计数核对", "报表汇总差错", "三级", "汇总数由系统生成", "报表员"],
        ["联系电话公示", "投诉电话无人接听", "三级", "值班表上墙，每周抽查", "内勤人员"],
        X("footer", "注：本表一式两份，报领导小组办公室一份。"),
        X("footer", ["科室负责人（签字）：", None, None, "联系电话：0000-1234567"]),
    ], G, title="权限事项廉政风险点及防控措施", section="会计科")
    return f


@case
def footers():
    f = Form("31-footers-of-all-kinds.xlsx", "Below the table: a blank row, signatures in one cell and in neighbouring cells, the date, a telephone number, "
             "notes over several rows of which only the first begins with 说明 or 注.")
    s = f.sheet()
    s.title("A1:G1", "科室廉政风险自查表")
    s.put("A2", "部门：资产管理科")
    s.table("A3", ["序号|seq", "事项名称|matter", "风险点|risk", "表现形式|manifestation", "风险等级|level", "预防措施|measures", "责任人|owner"], [
        [1, "产权登记", "登记不及时", "年度产权变动未登记", "三级", "年底集中核对产权变动", "产权管理员"],
        [2, "清产核资", "盘亏隐瞒不报", "账外资产不入账", "一级", "聘请中介参与盘点，结果公示", "资产管理科科长"],
        [3, "国有资本收益收缴", "应收不收", "擅自减免国有资本收益", "一级", "收益核定集体审议", "收益管理员"],
        X("blank"),
        X("footer", "填表人：张一　　　　审核人：李二　　　　填报日期：2026年11月2日"),
        X("footer", ["科室负责人：", "王三", None, "分管领导：", "赵四", "联系电话：", "0000-1234567"]),
        X("footer", "说明：1.本表由科室集体讨论后填写，每个岗位不少于一个风险点。"),
        X("footer", "2.风险等级分为一级、二级、三级，一级为最高。"),
        X("footer", "3.表格不够可另附页。"),
        X("footer", ["注:1.签字处须手写", None, None, None, None, None, None]),
    ], G, title="科室廉政风险自查表", section="资产管理科", reported_on="2026-11-02")
    return f


@case
def subtotals():
    f = Form("32-subtotals-and-a-wrong-total.xlsx", "Rows 小计, 合计 and 总计 stand between and below the entries; the first subtotal is right, the grand total says 7 where the table has 6.")
    s = f.sheet()
    s.title("A1:F1", "廉政风险点汇总台账")
    s.table("A2", ["科室|section", "岗位|post", "风险点数量|risk_count", "风险点|risk", "风险等级|level", "防控措施|measures"], [
        ["预算科", "预算编制岗", 2, "1.基本支出测算不准", "二级", "与编制、人事数据比对"],
        [UP, UP, UP, "2.项目支出排序不公", "一级", "评审小组集体打分"],
        [UP, "指标管理岗", 1, "无依据下达指标", "一级", "凭批件录入，系统校验"],
        X("total", ["小计", None, 3, None, None, None]),
        ["国库科", "资金拨付岗", 2, "1.拨付对象错误", "一级", "收款账户双人核对"],
        [UP, UP, UP, "2.拨付不及时", "三级", "超时自动提醒"],
        [UP, "内勤岗", 1, "印章保管不善", "二级", "专柜专人，用印登记"],
        X("total", ["小 计", None, 3, None, None, None]),
        X("total", ["合　计", None, 6, None, None, None]),
        X("total", ["总计：", None, 7, "其中：一级3个、二级2个、三级1个", None, None]),
    ], G, title="廉政风险点汇总台账")
    f.find("the grand total says 7, the table has 6", "C12", mentions=["7", "6"])
    return f


@case
def stated_total():
    f = Form("33-stated-total-is-wrong.xlsx", "A line above the table says 37 risk points, while its own levels and the entries of the table add up to 29.")
    s = f.sheet()
    s.title("A1:E1", "廉政风险点清单")
    s.across("A2:E2", "经全员排查，本中心共查找廉政风险点37个，其中一级风险8个、二级风险12个、三级风险9个。", center=False)
    risks = [
        "一级 违规办理大额支付|一级 支付审核受人请托|一级 擅自变更收款人|一级 银行账户违规开立|一级 预留印鉴一人保管|一级 公务卡还款套取现金|一级 工资数据被篡改|一级 代理银行选择不公",
        "二级 授权支付额度超范围下达|二级 退款处理不及时|二级 直接支付资料不全|二级 专项资金串用科目|二级 动态监控预警不处置|二级 疑点核查避重就轻|二级 对账单长期不收回|二级 会计凭证附件缺失|二级 系统权限设置过宽|二级 离岗不收回密钥|二级 往来款项长期挂账|二级 备用金超限额",
        "三级 报表报送迟延|三级 档案装订不及时|三级 票据领用未登记|三级 窗口服务态度生硬|三级 一次性告知不清|三级 来访记录不全|三级 设备维护不及时|三级 文件传阅滞后|三级 考勤登记不实",
    ]
    ways = ["双人复核，大额报批", "集体研究，会议记录存档", "系统控制，定期核对", "岗位轮换，离任交接签字", "每季度抽查并通报"]
    rows = [line.split(" ") for group in risks for line in group.split("|")]
    s.put("A3", "科室：国库集中支付中心")
    s.table("A4", ["序号|seq", "风险点|risk", "风险等级|level", "防控措施|measures", "责任人|owner"],
            [[i + 1, risk, level, ways[i % 5], "经办人" if level != "一级" else "中心主任"] for i, (level, risk) in enumerate(rows)],
            G, title="廉政风险点清单", section="国库集中支付中心")
    assert len(rows) == 29
    f.find("37 stated, 29 counted", "A2", mentions=["37", "29"])
    return f


@case
def examples():
    f = Form("34-example-rows-left-in.xlsx", "The blank form's example rows are still in it, marked 示例 in the number column or 例： before the text; "
             "an entry that begins with 例行 and one about a 示范 project are no examples.")
    s = f.sheet()
    s.title("A1:G1", "岗位廉政风险自查表")
    s.put("A2", "科室：财政监督科")
    s.table("A3", ["序号|seq", "岗位|post", "工作事项|matter", "风险点|risk", "风险等级|level", "防控措施|measures", "责任人|owner"], [
        X("example", ["示例", "××岗", "项目资金审核", "审核把关不严", "一级", "双人审核、集体研究", "张一"]),
        X("example", ["例", "出纳岗", "例：现金管理", "例：白条抵库", "二级", "例：每月盘点库存现金", "李二"]),
        [1, "检查岗", "例行检查", "例行检查走过场", "二级", "检查底稿由组长逐页复核", "检查组长"],
        [2, "检查岗", "示范项目验收", "示范项目降低标准验收", "一级", "现场实测，影像留存", "检查组长"],
        X("example", [None, "内勤岗", "（示例）印章管理", "印章保管不善", "三级", "用印登记", "王三"]),
        [3, "复核岗", "检查报告复核", "对重大问题不予揭示", "一级", "问题取舍由审理会议决定", "复核人"],
    ], G, title="岗位廉政风险自查表", section="财政监督科")
    return f


@case
def unmapped():
    f = Form("35-unknown-columns-and-stray-values.xlsx", "Columns that no rule knows (监测频次, 完成时限, 佐证材料) stand between known ones, "
             "and somebody has written a remark beside the table.")
    s = f.sheet()
    s.title("A1:I1", "廉政风险监测防控表")
    s.put("A2", "科室：预算科")
    s.table("A3", ["风险编码|seq", "排查领域|matter", "风险点|risk", "风险等级|level", "监测指标|indicator", "监测频次|", "防控措施|measures", "完成时限|", "佐证材料|"], [
        ["YS-001", "项目入库", "不符合条件的项目入库", "一级", "退库项目占比不高于百分之二", "每季度", "入库专家评审", "2026年12月底", "评审记录"],
        ["YS-002", "预算调整", "频繁调整预算", "二级", "调整次数每年不超过两次", "每半年", "调整报人大备案", "长期", "备案回执"],
        ["YS-003", "预算公开", "公开内容不完整", "三级", "公开率百分之百", "每年", "公开前交叉核对", "批复后二十日", "网页截图"],
    ], G, title="廉政风险监测防控表", section="预算科")
    s.put("K5", "此项领导要求提高等级")
    f.find("a value beside the table that was not read", "K5")
    return f


def date_rows():
    day = "2026-11-02"
    return [
        ("2026-11-2", day), ("2026.11.2", day), ("2026/11/2", day), ("2026年11月2日", day), ("２０２６年１１月２日", day), ("2026 年 11 月 2 日", day),
        ("2026-11-02", day), ("20261102", day), ("二〇二六年十一月二日", day),
        (datetime.date(2026, 11, 2), day), (datetime.datetime(2026, 11, 2, 9, 30), day),
        ("2026年11月", LEAVE_OUT), ("2026年13月2日", None), (2026.1, None), ("下周一", None),
    ]


def dated(name, about, only=None):
    f = Form(name, about)
    s = f.sheet()
    s.title("A1:F1", "岗位廉政风险登记表")
    risks = ["审核不严", "拖延办理", "泄露信息", "档案缺失", "收受礼品", "越权审批", "数据失真", "保管不善", "接待超标", "公车私用", "账实不符", "违规借款", "虚列支出", "重复报销", "坐支收入"]
    levels = ["二级", "三级", "二级", "三级", "一级", "一级", "二级", "三级", "三级", "二级", "二级", "一级", "一级", "二级", "二级"]
    rows = [E([i + 1, "办公室", risks[i], levels[i], "落实双人复核，每季度通报一次", written], reported_on=read)
            for i, (written, read) in enumerate(date_rows())]
    s.table("A2", ["序号|seq", "科室|section", "风险点|risk", "风险等级|level", "防控措施|measures", "填表时间|reported_on"], rows, G, title="岗位廉政风险登记表")
    s.ws["F13"].number_format = "yyyy-mm-dd hh:mm"
    s.ws["F12"].number_format = 'yyyy"年"m"月"d"日"'
    for cell, why in [("F15", "no thirteenth month"), ("F16", "the number 2026.1 is January or October"), ("F17", "no date")]:
        f.find(why, cell)
    return f


@case
def dates():
    return dated("36-dates-in-every-notation.xlsx", "The date is written in every notation there is, typed and as date cells; a month without a day is no full date, "
                 "and three cells cannot be read as a date.")


@case
def dates_ods():
    return dated("37-dates-in-every-notation.ods", "The same in an OpenDocument sheet, which stores date cells as text.")


@case
def epoch_1904():
    f = Form("38-calendar-of-1904.xlsx", "A workbook that counts its days from 1904 (made on an old Macintosh); the dates of the entries are date cells.")
    from openpyxl.utils.datetime import CALENDAR_MAC_1904
    f.book.epoch = CALENDAR_MAC_1904
    s = f.sheet()
    s.title("A1:F1", "廉政风险点自查表")
    s.put("A2", "科室："), s.put("B2", "国库科")
    s.table("A3", ["序号|seq", "风险点|risk", "表现形式|manifestation", "风险等级|level", "防控措施|measures", "填报日期|reported_on"], [
        [1, "对账不及时", "银行对账单长期不收回", "三级", "次月五日前完成对账", datetime.date(2026, 11, 2)],
        [2, "违规出借资金", "向企业出借库款", "一级", "库款出借一律报政府批准", datetime.date(2026, 10, 30)],
    ], G, title="廉政风险点自查表", section="国库科")
    return f
