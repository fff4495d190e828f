"""Units of quantities by what they count, and dimensions by what they are the size of."""

PERSONS = frozenset("人 名 个 位".split())
LAND = frozenset("亩 公顷 万亩 平方公里 平方千米".split())
LONG = frozenset(("公里", "千米", "km"))
WIDE = frozenset("米 公尺 m 厘米 公分 层".split())
SETS = frozenset("台 套 组 部 机组".split())  # 装机3台共4.8万千瓦: so many sets
STANDING = frozenset("锭 羽 张 架".split())  # 10万锭智能纺纱项目: what stands there at a time
COUNTED = frozenset("栋 座 条 套 台 根 架 幢 口 组 基".split())  # parts of a work
UNCOUNTED = frozenset("条 座 栋 幢 台 部 辆 间 所".split())  # 建设2座窑炉和12条生产线, behind a capacity: no capacity
UNMADE = frozenset("项 家 户 批 次 名 宗 处".split())  # 淘汰落后产能500项

HELD = frozenset(["mass", "volume"])  # what a tank or a store holds
POWER_LIKE = frozenset(["power", "energy"])
THINGS = frozenset(["count", "mass", "volume", "energy", "person"])

FEW = 10
