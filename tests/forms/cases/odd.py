"""Odd workbooks: hidden parts, formulas, other file types, forms for the unit and for a person, and what is no such form at all."""

import datetime

from engine import E, LEAVE_OUT, UP, Form, X, case

G = {"一级": 1, "二级": 2, "三级": 3}


@case
def hidden_sheet():
    f = Form("55-hidden-sheet.xlsx", "Last year's form is still in the workbook on a hidden sheet: it is not read, but the clerk must be told.")
    heads = ["序号|seq", "科室|section", "风险点|risk", "风险等级|level", "防控措施|measures", "责任人|owner"]
    s = f.sheet("自查表")
    s.title("A1:F1", "2026年廉政风险点自查表")
    s.table("A2", heads, [
        [1, "行政政法科", "经费追加审核不严", "一级", "追加一律集体研究", "行政政法科科长"],
        [2, "行政政法科", "办案经费拨付拖延", "三级", "到账五日内拨付", "经费管理员"],
    ], G, title="2026年廉政风险点自查表")
    s = f.sheet("上年自查表", read=False)
    s.title("A1:F1", "2025年廉政风险点自查表")
    s.table("A2", heads, [[1, "行政政法科", "经费追加审核不严", "二级", "追加事项报分管领导", "行政政法科科长"]], G)
    s.ws.sheet_state = "hidden"
    f.find("a hidden sheet was left out", sheet="上年自查表", mentions=["上年自查表"])
    return f


@case
def hidden_row_and_column():
    f = Form("56-hidden-row-and-column.xlsx", "A row and a column are hidden: both are read like the others, and the clerk must be told.")
    s = f.sheet()
    s.title("A1:G1", "廉政风险点自查表")
    s.put("A2", "科室：农业农村科")
    s.table("A3", ["序号|seq", "职权名称|matter", "风险点|risk", "表现形式|manifestation", "风险等级|level", "防控措施|measures", "责任人|owner"], [
        [1, "补贴资金拨付", "补贴对象审核不严", "将不符合条件的农户列入名册", "一级", "名册公示，电话抽查", "补贴经办人"],
        [2, "农机购置补贴", "与经销商串通套取补贴", "虚开发票、一机多补", "一级", "人机合影，铭牌编号入库", "补贴经办人"],
        [3, "农业保险", "承保面积不实", "虚增承保面积", "二级", "实地抽查承保地块", "保险经办人"],
        [4, "项目档案", "档案不全", "验收资料缺失", "三级", "一项目一档案", "内勤人员"],
    ], G, title="廉政风险点自查表", section="农业农村科")
    s.ws.row_dimensions[5].hidden = True
    s.ws.column_dimensions["D"].hidden = True
    f.find("row 5 is hidden", mentions=["5"])
    f.find("column D is hidden", mentions=["D"])
    return f


def scored(name, about, calculated):
    f = Form(name, about)
    s = f.sheet()
    s.title("A1:G1", "廉政风险量化评估表")
    s.put("A2", "科室：国库科")
    grade = '=IF(E{0}>=80,"一级",IF(E{0}>=60,"二级","三级"))'
    risks = [("账户开立", "违规开户", 85, "开户集体研究", "一级", 1), ("资金拨付", "拨付审核不严", 70, "双人审核", "二级", 2), ("对账管理", "对账不及时", 40, "月后五日内对账", "三级", 3)]
    rows = []
    for i, (matter, risk, points, measure, text, level) in enumerate(risks):
        row = ["=ROW()-3", matter, risk, grade.format(i + 4), points, measure, f'=IF(E{i + 4}>=80,"重点防控","")']
        rows.append(E(row, seq=str(i + 1), level=level, level_text=text, remark="重点防控" if points >= 80 else None) if calculated
                    else E(row, seq=LEAVE_OUT, level=None, level_text=LEAVE_OUT, remark=LEAVE_OUT))
    if calculated:
        rows.append(E(["=ROW()-3", "印鉴管理", "印鉴一人保管", "=VLOOKUP(E7,J1:K3,2,FALSE)", 65, "印鉴分管，用印登记", None], seq="4", level=None, level_text=LEAVE_OUT, remark=None))
    s.table("A3", ["序号|seq", "业务事项|matter", "风险点|risk", "风险等级|level", "评估得分|", "防控措施|measures", "备注|remark"], rows,
            title="廉政风险量化评估表", section="国库科")
    if calculated:
        f.after = "calculate"
        f.find("the level's formula ends in an error", "D7")
    else:
        for row in range(4, 7):
            f.find("a formula without a result", f"D{row}")
    return f


@case
def formulas_without_results():
    return scored("57-formulas-without-results.xlsx", "Number, level and remark are formulas that were never calculated (the file comes from another program): "
                  "the level is open, not empty and not guessed.", False)


@case
def formulas_with_results():
    return scored("58-formulas-with-results.xlsx", "Number, level and remark are formulas with stored results, one of them an error and some of them empty texts.", True)


@case
def unit_form():
    f = Form("59-unit-form-three-majors.xlsx", "The unit's own form for 三重一大: heading rows name the kind of decision, not a section; the section in charge has a column.")
    s = f.sheet("三重一大")
    s.put("A1", "附件1")
    s.title("A2:H2", "清河区财政局“三重一大”事项廉政风险排查表")
    s.across("A3:H3", "单位（盖章）：清河区财政局　　　　　　　　填报日期：2026年11月2日", center=False)
    s.table("A4", ["序号|seq", "事项名称|matter", "廉政风险点|risk", "主要表现形式|manifestation", "风险等级|level", "防控措施|measures", "责任科室|section", "责任领导|leader"], [
        X("group", "一、重大决策"),
        [1, "年度预算草案审议", "决策程序不规范", "未经调研论证即提交会议", "一级", "会前征求意见，会议逐一表态并记录", "预算科", "张一"],
        [2, "财政支持政策制定", "政策偏向特定企业", "按企业要求设定条件", "一级", "公平竞争审查，公开征求意见", "经济建设科", "赵四"],
        X("group", "二、重要人事任免"),
        [3, "中层干部选拔任用", "任人唯亲", "考察前先定人选", "一级", "民主推荐结果作为必经依据", "人事科", "张一"],
        X("group", "三、重大项目安排"),
        [4, "信息化项目建设", "规避公开招标", "化整为零", "一级", "年度采购计划一次编报", "办公室", "钱五"],
        X("group", "四、大额度资金使用"),
        [5, "预备费动用", "未经集体研究动用", "先支后批", "一级", "动用方案报政府批准", "预算科", "张一"],
        [6, "大额暂付款", "暂付款长期不清理", "以暂付代支出", "二级", "每季度清理通报", "国库科", "赵四"],
    ], G, title="清河区财政局“三重一大”事项廉政风险排查表", reported_on="2026-11-02")
    return f


@case
def personal_form():
    f = Form("60-personal-form.xlsx", "A person's own form: name, section and post stand as key-values in cells above, the date is among the signatures below.")
    s = f.sheet("个人自查")
    s.title("A1:F1", "个人岗位廉政风险自查表")
    for cell, text in zip("ABCDEF", ["姓名", "张　一", "科室", "办公室", "岗位", "出纳"]):
        s.put(f"{cell}2", text)
    s.table("A3", ["风险类型|category", "风险点|risk", "自查描述|manifestation", "自评等级|level", "预防措施|measures", "备注|remark"], [
        ["思想道德", "廉洁意识松懈", "对小额礼品不以为意", "三级", "每月参加一次廉政学习并撰写体会", None],
        ["岗位职责", "现金管理漏洞", "1.白条抵库\n2.坐支现金", "二级", "1.每日盘点\n2.收入当日送存", "重点"],
        [UP, "报销审核不严", "发票真伪不查验", "二级", "发票一律在线查验并打印结果", None],
        ["外部环境", "供应商拉拢", "接受供应商宴请", "三级", "业务往来在办公场所进行", None],
        X("footer", ["本人签字：", "张一", None, "填报日期：", "2026年11月2日", None]),
        X("footer", ["科室负责人签字：", "王三", None, None, None, None]),
    ], G, title="个人岗位廉政风险自查表", section="办公室", person="张一", post="出纳", reported_on="2026-11-02")
    return f


@case
def wps_et():
    f = Form("61-wps-workbook.et", "A WPS workbook: an old binary workbook under another extension.")
    s = f.sheet()
    s.title("A1:F1", "廉政风险点自查表")
    s.put("A2", "科室：人事科")
    s.table("A3", ["序号|seq", "权限|matter", "风险点|risk", "风险等级|level", "防控措施|measures", "责任人|owner"], [
        [1, "公务员招录", "面试考官泄题", "一级", "考官异地抽调，入闱管理", "人事科科长"],
        [2, UP, "资格审查不严", "二级", "原件审查，双人签字", "人事专员"],
        [3, "工资福利", "津补贴超标准发放", "二级", "按文件标准核定，财务复核", "工资专员"],
    ], G, title="廉政风险点自查表", section="人事科")
    return f


@case
def macro_workbook():
    f = Form("62-macro-workbook.xlsm", "A form saved as a macro workbook; there is nothing else unusual about it.")
    s = f.sheet()
    s.title("A1:F1", "廉政风险点自查表")
    s.put("A2", "科室：法规税政科")
    s.table("A3", ["序号|seq", "权力事项|matter", "风险点|risk", "风险等级|level", "防控措施|measures", "分管领导|leader"], [
        [1, "行政复议", "复议审查不公", "一级", "复议案件集体讨论", "赵四"],
        [2, "税收政策调研", "数据引用不准", "三级", "数据注明出处并复核", "赵四"],
    ], G, title="廉政风险点自查表", section="法规税政科")
    return f


@case
def blank_form():
    f = Form("63-handed-in-empty.xlsx", "The blank form came back with nothing but the section and the prefilled numbers: no entry, and the clerk must be told.")
    s = f.sheet()
    s.title("A1:F1", "廉政风险点自查表")
    s.put("A2", "科室：教科文科")
    s.table("A3", ["序号|seq", "岗位|post", "风险点|risk", "风险等级|level", "防控措施|measures", "责任人|owner"],
            [X("blank", [i + 1, None, None, None, None, None]) for i in range(8)] + [X("footer", ["填表人：", None, None, "审核人：", None, None])],
            title="廉政风险点自查表")
    f.find("nothing was filled in")
    return f


@case
def ledger():
    f = Form("64-rectification-ledger.xlsx", "A ledger of problems and their rectification, not a form for risk points, though 整改措施 is among its heads.", kind="ledger", sheets=False)
    s = f.sheet("整改台账")
    s.title("A1:I1", "廉政风险问题整改台账")
    s.table("A2", [h + "|?" for h in "序号 存在问题 牵头单位 整改目标 整改措施 责任单位 整改时限 进度 是否销号 备注".split()], [
        [1, "库款调度计划编制不及时", "国库科", "按旬编制", "每旬前两日报送科长审签", "国库科", "2026年12月底", "已完成", "是", None],
        [2, "档案借阅登记不全", "办公室", "登记率百分之百", "补登并每月检查", "办公室", "2026年12月底", "推进中", "否", None],
    ])
    return f


@case
def score_sheet():
    f = Form("65-score-sheet.xlsx", "A score sheet of the annual appraisal with a head of two rows, not a form for risk points.", kind="score_sheet", sheets=False)
    s = f.sheet("考核评分")
    s.title("A1:G1", "廉政风险防范管理年度考核评分表")
    s.put("A2", "科室：预算科")
    s.table("A3", ["项目|?", "考核内容|?", "分值|?", "评分标准|?", ("得分", ["自评分|?", "考核分|?"]), "扣分原因|?"], [
        ["组织领导", "按时召开会议研究部署", 20, "少一次扣5分，扣完为止", 20, 15, "少一次会议记录"],
        ["风险排查", "全员排查、填报完整", 40, "漏报一人扣2分", 40, 38, "漏报一人"],
        ["防控措施", "措施具体可行", 40, "措施空泛每条扣1分", 39, 36, "三条措施空泛"],
        ["合计", None, 100, None, 99, 89, None],
    ])
    return f


@case
def some_other_list():
    f = Form("66-some-other-list.xlsx", "A telephone list that got into the folder: no form at all; nothing may be read from it, and the clerk must be told.", kind="unknown", sheets=False)
    s = f.sheet("通讯录")
    s.title("A1:E1", "清河区财政局通讯录")
    s.table("A2", [h + "|?" for h in "序号 科室 姓名 职务 办公电话".split()], [
        [1, "办公室", "张一", "主任", "0000-1234501"], [2, "预算科", "李二", "科长", "0000-1234502"], [3, "国库科", "王三", "科长", "0000-1234503"]])
    f.find("nothing in this file looks like a form", sheet=False)
    return f


@case
def register():
    f = Form("67-register-of-a-bureau.ods", "A bureau's consolidated register with the heads of a real one, merged by section and leader; an OpenDocument sheet.", kind="register")
    s = f.sheet("登记汇总表")
    s.title("A1:I1", "清河区财政局廉政风险点登记汇总表")
    s.table("A2", ["序号|seq", "单位/科室|section", "风险类别|category", "风险点|risk", "廉政风险主要内容及表现形式|manifestation", "风险等级|level", "防控措施|measures",
                   "部门负责人|head", "责任领导|leader"], [
        [1, "预算科", "业务流程", "预算编制", "1.人情预算；2.预算编制不细，执行中频繁追加", "一级", "1.细化编制标准；2.追加须集体研究", "李二", "赵四"],
        [2, UP, "制度机制", "内部监督", "不相容岗位未分离", "二级", "编制与审核分岗设置", UP, UP],
        [3, "国库科", "业务流程", "资金拨付", "无依据、超进度拨付", "一级", "合同、进度、发票三单匹配", "王三", UP],
        [4, UP, "外部环境", "银行往来", "接受代理银行吃请", "三级", "公务往来报备", UP, UP],
        [5, "办公室", "岗位职责", "印章管理", "私自用印", "二级", "用印审批登记，双人在场", "孙六", "钱五"],
    ], G, title="清河区财政局廉政风险点登记汇总表")
    return f


@case
def file_name_in_brackets():
    f = Form("68-廉政风险排查表（会计科）.xlsx", "The section stands in brackets at the end of the file's name and nowhere else.")
    s = f.sheet()
    s.title("A1:E1", "廉政风险排查表")
    s.table("A2", ["序号|seq", "岗位|post", "风险点|risk", "风险等级|level", "防控措施|measures"], [
        [1, "会计管理岗", "检查对象选择随意", "一级", "双随机抽取，名单公示"],
        [2, "内勤岗", "证书发放差错", "三级", "当面核对签收"],
    ], G, title="廉政风险排查表", section="会计科")
    return f


@case
def persons():
    f = Form("69-persons-of-a-section.xlsx", "Entries of single persons gathered by their sections: the column of names is headed 填报人 on one sheet and 本人 on the other.")
    for name, head, rows in [
        ("预算科", "填报人", [[1, "张　一", "科长", "岗位职责", "预算安排个人说了算", "一级", "重大安排提交科务会"], [2, "李　二", "科员", "思想道德", "工作消极应付", "三级", "定期谈心谈话"]]),
        ("国库科", "本人", [[1, "王　三", "副科长", "外部环境", "接受代理银行礼品", "二级", "礼品登记上交"], [2, "欧阳四", "科员", "岗位职责", "支付审核疏漏", "二级", "审核要点逐项打勾"]]),
    ]:
        s = f.sheet(name)
        s.title("A1:G1", "个人廉政风险汇总表")
        s.table("A2", ["序号|seq", f"{head}|person", "职务|post", "风险类别|category", "风险点|risk", "自评等级|level", "预防措施|measures"], rows, G,
                title="个人廉政风险汇总表", section=name)
    return f


@case
def old_form_with_dates():
    f = Form("70-old-form-with-dates.xls", "An old workbook with a date cell above the table, a note below and two empty sheets behind.")
    s = f.sheet()
    s.title("A1:F1", "廉政风险点登记表")
    s.put("A2", "科室："), s.put("B2", "机关党委"), s.put("E2", "填表时间：")
    s.put("F2", datetime.date(2026, 11, 2)).number_format = "yyyy-mm-dd"
    s.table("A3", ["序号|seq", "岗位类别|post", "风险点|risk", "风险等级|level", "防控措施|measures", "备注|remark"], [
        [1, "党务岗", "党费使用不规范", "二级", "党费支出集体研究", "2026年新增"],
        [2, "纪检岗", "线索处置拖延", "一级", "线索台账管理，限时办结", None],
        [3, "工会岗", "福利采购吃回扣", "二级", "采购小组询价，职工代表参与验收", None],
        X("footer", "说明：风险等级分一级、二级、三级。"),
    ], G, title="廉政风险点登记表", section="机关党委", reported_on="2026-11-02")
    f.sheet("Sheet2", read=False)
    f.sheet("Sheet3", read=False)
    return f
