"""What a text says beside the undertaking that it speaks of, and how it comes back to it, as regular expressions."""

from kaigong.extractors.lazy_pattern import lazy

# 县委书记某某,某集团董事长某某等见证签约: who stood by, and nothing new is spoken of
WITNESSES = lazy(
    r"[^。;!?\n]{4,140}?(?:见证|出席|参加|列席|到场祝贺|观摩)(?:了)?(?:项目)?(?:签约|活动|仪式|开工|奠基|典礼|揭牌|启动|揭幕|剪彩|此次|这次)[^,。;\d]{0,10}[。!]?"
)
# ⏎根据协议,首期3条线10月中旬开工: of what the paragraph above has told, whoever was named since
BY_AGREEMENT = lazy(
    r"(?:按照?|照|根据|依据)(?:该|上述|双方|项目|工程)?(?:投资|框架|合作|签约|建设|施工)?(?:协议|合同|工期表?|进度表|规划|设计|计划)"
    r"(?:书)?(?:约定|要求|安排)?,"
)
# ⏎公司董秘办确认了补贴一事,并称分三期推进,首期投资4.6亿元
FIRM_ON_PHASES = lazy(
    r"[^,。;“”]{2,20}?(?:介绍|表示|透露|确认|证实|回应|称)[^,。;]{0,10},(?:并|还|又)?(?:称|说|表示|透露)?(?:将|拟|计划)?(?:分[两二三四]期|首期|一期|总投资)"
)
# 两期合计投资5200万美元: of the whole, behind a phase of it
BOTH_PHASES = lazy(r"(?:[两三]期|一、二期|一期、二期)(?:工程|项目)?(?:一共|合计|共计?|总计|总投资|总共|加起来|全部)")
