"""The words around an agency's name that tell whether the document is its own; each with what it is meant to read."""

from __future__ import annotations

import re

from ...model import Level

_DATE = r"[\d〇○零一二三四五六七八九十年月日号至到—\-－~、/（）()\s上下中午晚间早晨近今昨前当天度星期周末初旬底起]*"

# 某省财政厅|到某市财政局调研: of the one who goes or of the one whom he visits
CALLS_ON = re.compile(r"到[^，。]{2,30}(?:调研|考察|学习|交流|走访|对接|座谈|参观)")
# 张某总工程师|参加某某联席会议: of who was there, whoever spoke
ATTENDS = re.compile(r"[一-鿿]{2,4}?(?:[一-鿿]{0,6}(?:长|主任|书记|专员|工程师|巡视员|调研员))?(?:参加|出席|列席|应邀)")
# What may stand before the agency that a title begins with: 关于印发《|威海市海洋发展局…, 2024年|青岛市海洋发展局…
TITLE_HEAD = re.compile(
    r"(?:以[“‘][^“”‘’]{2,30}[”’]为主题的)?(?:【[^】]{0,12}】|\[[^\]]{0,12}\])?[《〈“\"‘「（(\s]*(?:"
    + _DATE
    + r"年度?)?(?:关于)?(?:印发|转发|公布|发布)?[《〈“\s]*(?:中共)?"
)
# 关于转发《|省林业厅…》的通知: whose paper it is, not who passes it on
PASSED_ON = re.compile("转发|批转")
# Who comes to visit is not who writes: 省海洋局|来威调研, 自然资源部|调研组到…
VISITORS = re.compile(
    r"(?:领导|负责同志|负责人|[一-鿿]{0,8}?(?:工作队|调研组|督察组|督查组|检查组|督导组|考察组|考察团|代表团|工作组|巡视组|巡察组|核查组|专家组|一行)|[一-鿿]{0,4}?(?:来(?!源|自)|莅))"
)
_HEAD = r"(?:[局厅部署行院会关台省市县区州旗盟校镇乡]长|理事长|总经理|董事长|主任|秘书长|检察长|主席|总理|委员长|书记)"
# A post follows: 威海市海洋发展局|党组书记、局长邢海文
POST = re.compile(
    r"原?(?:党组|党委|党工委|分党组|常务|第一)*(?:成员|委员|常委(?!会)|巡视员|副?" + _HEAD + r")"
    r"(?!(?:工作)?(?:办公|例会|联席|会议|座谈会))"
)
# 市教育局|局长、党委书记 赵某
POSTS = re.compile(POST.pattern + r"(?:[、，]" + POST.pattern + ")*")
# The post of the one who leads it, not of a deputy
HEAD_POST = re.compile(r"(?:党组|党委|党工委|分党组)*" + _HEAD)
# A visiting leader, named before his post: 广东省海洋与渔业厅|王中丙书记到茂名调研
NAMED_POST = re.compile(
    r"(?!召开|举行|举办|组织|关于|党组|党委|开展|印发|传达|学习|审议|研究|部署|发布|启动)[一-鿿]{2,4}?(?:副?(?:书记|厅长|局长|部长|省长|市长)|主任委员|副?主任)"
)
# 党组书记、局长某某|主持召开: the head holds a meeting of his own agency
HEAD_HOLDS = re.compile(r"[^。；;\n]{0,40}?(?:主持召开|召开|主持)")
# A unit between a bureau and the post of who leads it: 省发展改革委|项目推进中心|党委书记、主任李艳萍
HEADED_UNIT = re.compile(
    r"(?:(?![和与及暨在、]|党[组委])[一-鿿]){2,12}?(?:中心|总队|支队|总站|研究院)(?=(?:党组|党委|党总支)?(?:书记|主任|局长|队长|站长|院长))"
)
# Something is done to it, or by it to others: 国务院|批复同意…
PASSIVE = re.compile(r"(?:正式)?(?:批复|批准|授予|同意|核准|点名|约谈)")

# Several hosts: |和, |等六部门, |联合印发
AND = re.compile(r"(?:党组|党委)?(?:、|和|与|及|以及|暨|会同|联合|携手|协同|，?与|[ 　]+)?")
# 中共高新区工委|第一次工作会议暨中共|东山区委二届四次全会: one meeting of two
ONE_WITH = re.compile(r"[^，。；\n]{2,24}?(?:会议|全会)暨(?:中共)?")
JOINTLY = re.compile(
    r"(?:党组)?(?:等[\d一二三四五六七八九十多两]*(?:个)?(?:部门|部委|单位|机关|家)|联合(?!会|国)|会同)"
)
# 论坛由|中国渔业协会、宁德市人民政府主办; 市委、市政府联合召开
STATED_JOINT = re.compile(
    r"由[^，。；\n《]{2,40}?(?:[、和与及]|会同|联合)[^，。；\n《]{2,60}?(?<![承协])(?:主办|举办)|(?:[、和与及]|会同)[^，。；\n《]{2,40}?(?:联合|共同)(?:组织)?(?:主办|举办|召开)"
)
JOINT_HOSTS = re.compile(
    r"(?:、|和|与|及|以及|联合|会同)[^，,。；;：:\n]{2,30}?(?:联合|共同)?(?:组织)?(?:召开|举行|举办|主办|印发|发布)"
)

# What may stand between the start of a clause and the agency that holds the meeting: 5月9日至10日，|; 本次论坛由|
CLAUSE_HEAD = re.compile(
    r"(?:〈[^〉]{2,30}〉)?(?:（?记者[^，。）]{0,10}）?)?(?:\S{2,16}?[讯电]\s*)?(?:[（(](?:记者|通讯员)[^，。）)]{0,24}[）)]\s*)?"
    r"(?:[一二三四五六七八九十]{1,3}届)?(?:【[^】]{0,12}】)?(?:日前|近日|近期|" + _DATE + r")?(?:本次|此次|该|这次)?"
    r"(?:会议|论坛|大会|活动|座谈会|培训班|研讨会)?由?(?:我国)?"
)
# 组织召开, (在青岛)召开, (党组)召开, (以视频形式)召开, 今(24)日邀集(农业部、云林县政府)召开
HOLDS = re.compile(
    r"(?:党组|党委|领导班子|机关党委|理论学习中心组)?(?P<middle>[^，,。；;：:！？\n《]{0,24}?|[^，,。；;：:！？\n《应受]{0,10}邀[集请约][^，,。；;：:！？\n《]{2,60}?)"
    r"(?P<verb>组织召开|主持召开|牵头召开|组织开展|组织(?=[^。；\n]{0,30}(?:召开|会议|学习|培训|座谈))|办理(?=[^。；\n，]{0,30}(?:讲习|研习|训练|座谈|说明会|研讨))"
    r"|召集|召开|举行|举办|主办|开展|印发|发布|出台|制定|开[了的](?=[^，。；\n]{0,30}会))"
)
NOT_HOLDING = re.compile(
    r"参加|出席|团|工作队|(?<!领导小)组(?!织)|收听|收看|列席|批准|同意|指导|支持|领导下|承办|协办|传达|贯彻|落实|按照|根据|要求|参与|联系|配合|邀请|会上|关于|[书局厅部省市县]长(?!(?:工作)?(?:会议|例会|座谈会|办公))|书记|主任(?!(?:工作)?会)|副"
)
# 省法院于3月21日|在团风法院|组织召开: what stands in its name says nothing of who holds it
VENUE = re.compile(r"在[^，。；]{2,20}(?<!下)$")
SHARED = re.compile(r"[、和与及]|联合|会同|共同|等")
MEETING_TITLE = re.compile(
    r"会|召开|举行|举办|论坛|部署|动员|启动|学习|培训|班|仪式|座谈|调度|活动|研究|传达|行动|开幕|审议|主持|约谈|答辩|评审|观摩|交流|发布|开班|讲话"
)
# Texts that tell of others' meetings in their first sentence
NO_REPORT = re.compile(r"计划|总结|要点|思路|报告|方案|意见|规划|解读|访|通知|办法|答")
NEWS = re.compile(r"召开|举行|会议|主持|调研")
ISSUING = re.compile(r"印发|发布|出台|制定|通知|意见|办法|方案|规划|公告|条例|规定")
ISSUES = ("印发", "发布", "出台", "制定")

# A body's own meeting: 市委|常委会会议, 省政府|第12次常务会议, 省海洋局|党组理论学习中心组…
ITS_MEETING = re.compile(
    r"(?:党组|党委|机关)?(?:[（(]扩大[）)])?(?P<middle>[一-鿿\d“”（）()]{0,24}?)(?:会议|全会|常委会|全体会|(?:常委|全体)[（(]扩大[）)]会|[一-鿿]会(?=召开|举行|在|于|[，,。！\n]|$)|(?<=院)会(?=听取|通过|讨论|审议|拍板)|学习会|集体学习|中心组学习|党组会|常务会|办公会|民主生活会|定期会|临时会)"
    r"(?!厅|中心|文件|材料|后|之后|以后|精神|要求|部署|决定|决策|的部署|办公室|副|主任|委员|工作报告)"
)
NOT_ITS = re.compile(
    r"召开|举行|举办|组织|主办|负责同志|听取|副|书记|[局厅部省市县区]长|主任(?!$)|主席(?!$)|委员(?!会|$)|出席|参加|列席|赴|部署|传达|学习贯彻|贯彻|落实|决定|办公室|印发|关于|就|在|代表|精神|批准|同意|、|和|与|巡[察视]组|督[察查导]组|调研组|检查组"
)
# A body's own congress: 某某医院|第六届职工代表大会第三次会议
OWN_CONGRESS = re.compile(
    r"(?:\d{4}年度?)?(?:第?[一二三四五六七八九十\d]{1,3}届)?(?:第?[一二三四五六七八九十\d]{1,3}次)?(?:职工|教职工|工会会员|会员)代表大会"
)
# Told of in passing, before the agency in its sentence: 传达学习|省委经济工作会议
IN_PASSING = re.compile(
    r"传达|贯彻|落实|学习|按照|根据|围绕|深入|此前|继|以来|精神|批示|要求|出席|参加|列席|收听|收看|为"
)

# A meeting of others, listened to: 我市组织|收听收看全国…电视电话会议
RELAYED = re.compile(r"收[听看视]|分会场")
# 太湖局局长吴某在上海市分会场|参加会议; not 各市设分会场
RELAYED_TO = re.compile(r"收[听看视]|分会场(?:参加|参会|出席)")
# What makes a title of 市政府, 省委 …: not 2023年度市政府|绩效任务
ORGAN_ACTS = re.compile(
    r"党组|主要领导|常|第|召开|举行|举办|关于|印发|发布|公布|出台|研究|部署|工作|办公|全体|专题|传达|学习|审议|理论|经济|农村|会议|听取|启动|组织|开展|[：:]"
)

# 来源：崇左市林业局| 广西林业网, in a line of other things
SOURCE = re.compile(r"来源[：:]\s*(?P<name>[一-鿿]{4,24})")
# What an agency does that a line beside the title tells of
ACTS = re.compile(
    r"党[组委]|召开|举行|举办|做客|关于|印发|发布|\d{4}\s*年|第[一二三四五六七八九十]|开展|组织|传达|学习"
)
# 参加省政府新闻办|举行的新闻发布会, 出席某某省政府新闻办公室|新闻发布会
WHOSE_MEETING = re.compile(
    r"(?:今天|今日)?(?:召开|举行|举办)的[^。，]{0,20}(?:会|论坛|发布会|吹风会)|(?:\d{1,2}月份?|例行)?新闻(?:发布|通气)会"
)
# 市商务委主任|会见日本客商, of the page's own agency; not 省海洋局局长|到威海调研
HEAD_ACTS = re.compile(r"[^，。]{0,4}(?:会见|主持|出席|带队|接受|慰问|走访|召开|做客|检查|督导|强调)")
# 福建省海洋与渔业局局长|会见日本客商, |在全省海洋工作会议上的讲话: whoever wrote it
HEAD_RECEIVES = re.compile(
    r"(?:[、，][一-鿿]{0,6}?(?:长|主任|书记))*(?:[一-鿿]{2,3})?"
    r"(?:会见|接待|主持召开|在[^，。]{2,40}上的(?:讲话|报告|发言|致辞))"
)
# Officials of several departments answer there
PRESS = re.compile(r"发布会|吹风会|记者会|通气会|部长通道")
# A body inside party, government or 国务院 that no list has: 国务院|教育督导委员会办公室, 市政府|督查室, of the fifties 省人民政府|农业厅
INNER = re.compile(
    r"(?!召开|举行|举办|组织|印发|研究(?!室)|部署|常务|全体|办公会)[一-鿿]{0,14}?"
    r"(?:(?:委员会办公室|委员会|领导小组办公室|领导小组|办公室|指挥部|督查室|研究室|研究院|老干部局|[局办])"
    r"(?=召开|举行|举办|主办|组织|关于|印发|发布|第|党组|\d{4}年|主任|局长|\s|$)"
    r"|(?<=[一-鿿]{2})[厅处科](?=召开|举行|举办|(?:在|于)[^，。；\n]{1,30}?(?:召开|举行|举办)))"
)
# A unit of a body, which acts itself: 长江委|水文局在武汉召开, 自然资源部|海域海岛管理司召开, 市公安局|交警支队举行
INNER_UNIT = re.compile(
    r"(?:(?![和与及暨在于]|会同|联合|召开|举行|举办|组织|主持|印发)[一-鿿]){2,14}?"
    r"(?:司|局|署|总站|总队|支队|大队|中心|研究院|研究所|指挥部|工委|工作委员会)"
    r"(?=召开|举行|举办|主办|组织|(?:在|于)[^，。；\n]{1,20}?(?:召开|举行|举办)|赴|党组|党委)"
)
# The branch of a national body: 中国人民银行|酒泉市|中心支行, 国家金融监督管理总局|青岛|监管局
BRANCH = re.compile(r"[一-鿿]{0,8}?(?:中心支行|支行|分行|监管分局|监管局|监督管理局|特派员办事处|督察局|专员办)")
# Whose 农业部: the press of Taiwan
TAIWAN = re.compile(r"中央社|(?:台北|高雄|台中|台南)\d*日?(?:电|報導|报导)|中华民国")
# 之后，省政府紧接着召开…: the meeting that the text is of, behind the one it followed on
AFTERWARDS = re.compile(
    r"(?:之后|随后|会后|会议结束后|紧接着)[，,]?[^。，]{0,6}[省市县区州盟旗](?:政府|委|里)?[^。，]{0,8}召开"
)
# 论贯彻某某会议精神, ——二论…, 本报评论员: says what a meeting means, and is nobody's
COMMENT = re.compile(r"(?:^|[—–-]{1,2}|\s)[一二三四五六七八九十再]?论[^文坛证述语著点调据]|评论员|社论")
# What stands before the first clause: 本报讯（记者某某）, 新华社北京3月3日电, 3月8日，, 日前，, 全省视频会议结束后，
DATE_CLAUSE = re.compile(
    r"[^，。；\n]{2,30}(?:会议?|活动|仪式)(?:结束|召开|闭幕)?后[，,]|【[^】]{0,12}】|\S{2,16}?[讯电](?=[\s（(\d])\s*|[（(](?:记者|通讯员)[^，。）)]{0,24}[）)]\s*|(?:日前|近日|近期)[，,]?"
    r"|[\d〇○一二三四五六七八九十]{1,4}[年月日]" + _DATE + r"[，,]?|(?:今天|昨天|昨日|今日)(?:上午|下午)?[，,]?|[\s　]+"
)
# How far a meeting reaches, by its title
REACH: tuple[tuple[re.Pattern[str], Level], ...] = (
    (re.compile(r"我省"), "province"),
    (re.compile(r"我市|我州"), "city"),
    (re.compile(r"我县|我区"), "county"),
    (re.compile(r"全国"), "national"),
    (re.compile(r"全省|全区(?=.*自治区)|全自治区"), "province"),
    (re.compile(r"全[市州盟]"), "city"),
    (re.compile(r"全[县区旗]"), "county"),
)
LEVEL_OF: dict[str, Level] = {
    "省": "province",
    "自治区": "province",
    "市": "city",
    "州": "city",
    "盟": "city",
    "县": "county",
    "区": "county",
    "旗": "county",
}
# 专访了|威海市海洋发展局党组书记、局长邢海文
INTERVIEW = re.compile(r"专访|采访|访谈|对话|做客|(?<![到来走出信回上探拜])访(?!问)|嘉宾|受访|独家")
# 国家海洋局局长王宏：探索海洋经济发展新途径
SAYS = re.compile(r"[一-鿿]{2,4}[：:]")
# 水利部副部长魏山忠|做客…, 某局党组副书记某某带领相关处室负责人|走进某某热线直播室
IS_INTERVIEWED = re.compile(
    r"[^。；]{2,24}?(?:做客|接受[^，。]{0,16}(?:采访|专访))|[^。；]{2,90}?走进[^，。；]{2,24}(?:直播[室间]|演播[室厅]|栏目|节目|热线)"
)
# 永州市气象局局长黄某|主持, nobody together with him
CHAIRS = re.compile(r"(?<!共同)(?<!联合)(?<!轮流)主持(?!人|词|编)")
# 重点学习|中国气象局局长刘某的工作报告: in the same clause
QUOTES = re.compile(r"(?:学习|传达|领会|宣读|通报)了?[^，。；]{0,12}$")
SPEAKS = re.compile(r"讲话|强调|作(?:了)?[^，。；]{0,12}报告|作(?:了)?题为[^。；]{1,60}报告")
# The annual report of the one who holds the meeting
REPORTS_WORK = re.compile(r"作(?:了)?[^，,。；]{0,12}工作报告|作(?:了)?题为[^。；]{1,60}报告")
# A leader above departments speaks: the host is not the department
NO_LEADER = r"(?![一-鿿]{1,2}[市县区])"  # 湖南省|长沙市, 大连市|长海县
HIGH_SPEAKER = re.compile(
    r"(?:副?[省市县区]长"
    + NO_LEADER
    + r"|[省市县区州]委(?:副?书记|常委)|自治区(?:副?主席|党委)|副?总理|国务委员|人大常委会副?主任|政协副?主席)"
    + r"[^，。；]*"
)
# The host town's greeting: 宜春市副市长习某|致辞
GREETS = re.compile(r"致辞|致词|致欢迎|到会祝贺")
# A body that no list has holds the meeting: 桂林路第二小学|召开…, so that a masthead above it is its superior
UNKNOWN_HOST = re.compile(
    r"[一-鿿“”]{2,16}?(?:局|处|中心|所|站|院|厂|公司|办|部|行|队|[小中大]学|学校|社区|村)"
    r"(?:党[委组]|组织|(?:在|于)[^，。；：\n]{1,16}?)?(?:召开|举行|举办)"
)
# Lines that are a signature with a date: 威海市海洋发展局　2023年6月9日
DATE_ONLY = re.compile(r"[（(]?[\d〇○零一二三四五六七八九十]{4}\s*年" + _DATE + r"[）)]?")
# 山东省大数据中心: an agency that the lists do not have, where only an agency can stand
UNLISTED = re.compile(
    r"(?![一-鿿]*(?:媒体|新闻|传媒|广播|电视|出版社))[一-鿿]{2,16}"
    r"(?:局|厅|委员会|办公室|中心|研究院|总队|支队|管理处|指挥部|领导小组|街道办事处|[镇乡]人民政府|协会|学会|商会|大学|医院)"
)
# (区)创城办: the short form of an office that no list has, whose name nobody can tell
SHORT_OFFICE = re.compile("[一-鿿]{1,4}办")
# 江苏省紫菜协会: no body of the state
SOCIETY = re.compile(r"(?:协会|学会|商会|大学|医院)$")
# 浏阳市大瑶镇人民政府, whose level the contract calls other
TOWNSHIP = re.compile(r"街道办事处|[镇乡]人民政府")
# Nothing, or a date and what an app prints behind it: 2019-07-02 08:10 关注; 发布时间：2023-07-21 11:26　阅读人数：
DATED = re.compile(r"[ 　|｜]*(?:" + _DATE + r"[\d:：]*\s*(?:关注)?|(?:发布|更新|发表)(?:时间|日期)[:：].*)?")
# Units of an agency behind its name: 威海市海洋发展局|办公室; not a site (永州人大|网) nor a street's office
UNIT = re.compile(
    r"[ 　]*(?:（.{1,20}）|\(.{1,20}\))?(?:党组|党委|机关党委|机关)?"
    r"(?:(?![一-鿿]*(?:网|主办|街道))[一-鿿]{0,12}?(?:办公室|[处科室司组股部站]|中心|供稿))?"
)
# 金安区应急管理局| 王瑞
SIGNED = re.compile(r"[ 　]+[一-鿿]{2,4}")
# An answer to a proposal made at somebody else's meeting
ANSWER = re.compile(r"(?:提案|建议|议案)的?(?:办理)?(?:答复|复函)|^对.{2,14}次会议")
# Words that no name holds
NO_NAME = re.compile(
    r"召开|举[行办]|[主承协]办|开展|推进|领导(?!小组)|部署|传达|学习|贯彻|落实|出席|参加|主持|专访|陪同|指导|来到|调研|会议|大会|会商会|系统|[各的在等了为向对由把将是让使并到赴从]"
)
