import { expect, inject } from 'vitest'
import { CodeClerk } from './code_clerk'
import { story } from './story'

const GRID = '370883003001001'
const NAME = '凫山街道三里营社区第01网格'

story('a code is found with and without its check character, or by its scanned plate, and told in words', async ({ planner: { tab } }) => {
	const clerk = new CodeClerk(tab, inject('city'))
	await clerk.open()
	await expect.poll(() => clerk.says()).toContain('一格一码，永不重用')
	await clerk.find(GRID)
	await expect.poll(() => clerk.heading()).toBe(NAME)
	await expect.poll(() => clerk.says()).toMatch(/● 现用 现用：今天有网格使用这个编码。 .*发放 20\d\d年.*由 demo 发放/)
	expect(await clerk.says()).toContain('面积 100% · 人口 100%')
	expect(await clerk.says()).toContain('这个编码没有拆分、合并或改码的记录')

	await clerk.push('复制带校验码的编码')
	const spoken = await tab.clipboard()
	expect(spoken).toMatch(new RegExp(`^${GRID}-[\\dX]$`))
	for (const written of [spoken, `https://grid.example.gov.cn/g/${GRID}`, ` ${GRID} `]) {
		await clerk.find('370883003001002')
		await expect.poll(() => clerk.heading()).not.toBe(NAME)
		await clerk.find(written)
		await expect.poll(() => clerk.heading()).toBe(NAME)
	}
})

story('an address brings the same back, and the map and the codes lead to each other', async ({ planner }) => {
	const clerk = new CodeClerk(planner.tab, inject('city'))
	await clerk.open(`code/${GRID}`)
	await expect.poll(() => clerk.heading()).toBe(NAME)
	expect(await planner.tab.page.title()).toBe(`${GRID} · 编码 · 网格一张图`)
	await planner.tab.page.reload()
	await expect.poll(() => clerk.heading()).toBe(NAME)
	await clerk.follow('在地图上看')
	await planner.mapIsDrawn()
	await expect.poll(() => planner.code()).toBe('370883 003 001 001')
	await planner.tab.page.getByRole('link', { name: '编码沿革' }).click()
	await expect.poll(() => clerk.heading()).toBe(NAME)
	await planner.tab.page.getByRole('link', { name: '地图', exact: true }).click()
	await planner.mapIsDrawn()
	await planner.tab.page.getByRole('link', { name: '编码', exact: true }).click()
	await expect.poll(() => clerk.says()).toContain('也可以试试现有的编码')
})

story('an old code of another network tells what it is today', async ({ planner: { tab } }) => {
	const found = (await (await fetch(`${inject('city')}/v1/search?q=三里营&limit=100`)).json()) as { items: { kind: string; code: string }[] }
	const old = found.items.find(({ kind }) => kind === 'legacy')?.code ?? ''
	const clerk = new CodeClerk(tab, inject('city'))
	await clerk.open()
	await clerk.find(old)
	await expect.poll(() => clerk.says()).toMatch(/业务网络 (?:综治|城管|警务|创城)/)
	expect(await clerk.says()).toMatch(/今天是 .*370883 003 \d{3} \d{3} 面积 [\d.]+% · 人口 [\d.]+% 在地图上看/)
	expect(await clerk.says()).toContain('旧网没有沿革记录')
})

story('what is wrong with a code is told, and what was likely meant is one step away', async ({ planner: { tab } }) => {
	const clerk = new CodeClerk(tab, inject('city'))
	await clerk.open(`code/${GRID}`)
	await clerk.push('复制带校验码的编码')
	const right = (await tab.clipboard()).at(-1) ?? ''
	for (const [typed, words, meant] of [
		['370883 003 001 001', '编码里有空格，请连写', GRID],
		['３７０８８３００３００１００１', '编码里有全角字符，请改用半角数字', GRID],
		[`${GRID}-${right === '0' ? 1 : 0}`, '校验码不符', '370883 003 001 001'],
		['370883003001011', '没有查到这个编码', '370883 003 001 001'],
	] as const) {
		await clerk.find(typed)
		await expect.poll(() => clerk.says()).toContain(words)
		await clerk.follow(meant)
		await expect.poll(() => clerk.heading()).toBe(NAME)
	}
	await clerk.find('3.70883E+14')
	await expect.poll(() => clerk.says()).toContain('编码被电子表格写成了科学计数法')
	expect(tab.takeRefusals()).toEqual(['400 /v1/codes', '400 /v1/codes', '400 /v1/codes', '404 /v1/codes', '400 /v1/codes'])
})

story('where there is no draft the page says how one is made, and where nothing is amiss it says so', async ({ planner: { tab } }) => {
	const clerk = new CodeClerk(tab, inject('city'))
	await clerk.open()
	await clerk.turnTo('编号预览')
	await expect.poll(() => clerk.says()).toContain('没有待编号的草稿 导入网格会生成草稿： wangge import grids')
	expect(tab.takeRefusals()).toEqual(['404 /v1/codes/preview'])
	await clerk.turnTo('问题')
	await expect.poll(() => clerk.says()).toContain('没有发现问题')
})

story('a service that is not reached is told of, and asked again by itself', async ({ planner: { tab } }) => {
	const clerk = new CodeClerk(tab, inject('city'))
	await clerk.open()
	await expect.poll(() => clerk.says()).toContain('也可以试试现有的编码')
	await tab.goOffline(true)
	await clerk.find(GRID)
	await expect.poll(() => clerk.says()).toContain('连接不上服务')
	await tab.goOffline(false)
	await expect.poll(() => clerk.heading()).toBe(NAME)
})

story('the page is used by keys alone', async ({ planner: { tab } }) => {
	const clerk = new CodeClerk(tab, inject('city'))
	await clerk.open()
	await expect.poll(() => clerk.says()).toContain('也可以试试现有的编码')
	await tab.page.keyboard.type(GRID) // the search has the keys from the start
	await tab.page.keyboard.press('Enter')
	await expect.poll(() => clerk.heading()).toBe(NAME)
	for (const wanted of ['查询', '复制编码', '复制带校验码的编码', '下载 SVG', '下载 PNG', '打开公开页']) {
		await tab.page.keyboard.press('Tab')
		expect(await tab.page.evaluate(() => document.activeElement?.ariaLabel ?? document.activeElement?.textContent)).toBe(wanted)
		expect(await tab.page.evaluate(() => document.activeElement?.matches(':focus-visible'))).toBe(true)
	}
})

story.for(['', `code/${GRID}`, 'numbering', 'divisions?change=370883001~370883198~钢山镇', 'findings'])('nothing is wider than a phone at /codes#/%s, in either language', async (screen, { walker: { tab } }) => {
	const clerk = new CodeClerk(tab, inject('city'))
	await clerk.open(screen)
	for (const language of ['Switch to English', '切换到中文']) {
		await clerk.push(language)
		await expect.poll(() => clerk.says()).not.toMatch(/^(?:正在查询…|Asking…)?$/)
		expect(await clerk.overflowing()).toEqual([])
	}
	tab.takeRefusals() // that there is no draft is no matter here
})
