package intake

// What each kind of file may say, and the names that files use for it.
var (
	codeAliases   = []string{"编码", "代码", "网格编码", "网格代码", "网格编号", "编号", "code", "gridcode", "grid_code", "grid_no", "wgbm", "wgdm", "bm", "dm", "objcode", "id", "coundist", "geocode", "modzcta", "ntacode"}
	nameAliases   = []string{"名称", "网格名称", "姓名", "name", "gridname", "grid_name", "wgmc", "mc", "label", "geoname", "ntaname"}
	peopleAliases = []string{"人口", "人口数", "居民数", "常住人口", "pop", "people", "rks", "rk"}
	kindAliases   = []string{"类型", "网格类型"}
	houseAliases  = []string{"户数", "家庭户", "住户", "hu", "hs", "hushu"}
)

var divisionFields = []field{
	{name: "code", required: true, aliases: []string{"编码", "代码", "区划代码", "行政区划代码", "统计用区划代码", "xzqdm", "dm", "bm", "adcode"}},
	{name: "name", aliases: []string{"名称", "区划名称", "行政区划名称", "xzqmc", "mc"}},
	{name: "level", aliases: []string{"级别", "层级"}},
	{name: "parent", aliases: []string{"上级", "上级代码", "上级编码", "parentcode", "parent_code"}},
}

var gridFields = []field{
	{name: "code", aliases: []string{"网格编码", "统一编码", "gridcode", "grid_code"}},
	{name: "name", aliases: nameAliases},
	{name: "kind", aliases: kindAliases},
	{name: "community", aliases: []string{"社区", "社区代码", "社区编码", "村居代码", "sqdm", "communitycode", "community_code"}},
	{name: "households", aliases: houseAliases},
	{name: "population", aliases: peopleAliases},
	{name: "body", aliases: []string{"责任主体", "责任单位", "管理单位"}},
}

var legacyFields = []field{
	{name: "code", required: true, aliases: codeAliases},
	{name: "name", aliases: nameAliases},
	{name: "group", aliases: []string{"所属", "派出所", "责任网格", "社区", "community", "station", "borough", "boroname"}},
	{name: "kind", aliases: kindAliases},
	{name: "households", aliases: houseAliases},
	{name: "population", aliases: peopleAliases},
}

var officerFields = []field{
	{name: "id", required: true, aliases: []string{"编号", "工号", "人员编号", "no", "number"}},
	{name: "name", required: true, aliases: []string{"姓名"}},
	{name: "phone", aliases: []string{"电话", "手机", "手机号", "联系电话", "mobile", "tel"}},
	{name: "public", aliases: []string{"公开", "是否公开"}},
}

var postingFields = []field{
	{name: "network", required: true, aliases: []string{"网", "条线", "业务线"}},
	{name: "role", required: true, aliases: []string{"角色", "岗位", "职务"}},
	{name: "officer", aliases: []string{"人员", "人员编号", "网格员", "工号"}},
	{name: "target", required: true, aliases: []string{"网格", "网格编码", "网格名称", "grid", "责任区", "grid_code"}},
	{name: "state", aliases: []string{"状态"}},
	{name: "deputy", aliases: []string{"副岗", "是否副岗", "ab岗"}},
	{name: "from", aliases: []string{"开始日期", "起始日期", "任职日期", "since"}},
	{name: "to", aliases: []string{"结束日期", "截止日期", "终止日期", "until"}},
	{name: "leaveFrom", aliases: []string{"休假自", "请假自", "休假开始", "请假开始", "leave_from"}},
	{name: "leaveUntil", aliases: []string{"休假至", "请假至", "休假结束", "请假结束", "leave_until"}},
}

var matterFields = []field{
	{name: "matter", required: true, aliases: []string{"事项", "事项编码", "事项代码", "编码", "code", "kind"}},
	{name: "network", required: true, aliases: []string{"网", "条线", "业务线", "责任网"}},
	{name: "name", aliases: []string{"名称", "事项名称"}},
}

var streetFields = []field{
	{name: "id", aliases: []string{"编号", "道路编号"}},
	{name: "name", aliases: []string{"名称", "道路名称", "街巷名称", "路名"}},
	{name: "class", aliases: []string{"类型", "等级", "道路等级", "highway"}},
}

var buildingFields = []field{
	{name: "id", aliases: []string{"编号", "楼栋编号", "建筑编号"}},
	{name: "name", aliases: []string{"名称", "楼栋名称"}},
	{name: "households", aliases: houseAliases},
	{name: "population", aliases: peopleAliases},
}

var codeFields = []field{
	{name: "code", required: true, aliases: []string{"编码", "代码", "在用编码", "已用编码", "原编码", "旧编码", "编号", "网格编码", "gridcode", "grid_code"}},
	{name: "scheme", aliases: []string{"编码规则", "编码方案", "规则", "方案"}},
	{name: "grid", aliases: []string{"统一编码", "对应网格", "网格", "unified", "unified_code"}},
	{name: "name", aliases: nameAliases},
	{name: "note", aliases: []string{"备注", "说明", "用途", "remark", "comment"}},
}
