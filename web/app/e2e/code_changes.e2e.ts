import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { Browser } from './browser'
import { CodeClerk } from './code_clerk'
import { Service } from './service'

interface Grid {
	readonly at: readonly [lng: number, lat: number]
	readonly geometry: { readonly coordinates: readonly (readonly (readonly (readonly [lng: number, lat: number])[])[])[] }
}

const [OLD, EAST, WEST] = ['370883003001001', '370883003001008', '370883003001009']

/** One city whose codes change from test to test, in this order. */
let service: Service
let browser: Browser
beforeAll(async () => {
	service = await Service.start('demo city')
	browser = await Browser.launch()
})
afterAll(async () => {
	await browser.close()
	await service.stop()
})

/** Somebody who is done when the test is, and whose page had no errors by then. */
async function somebody(): Promise<CodeClerk> {
	const tab = await browser.tab()
	onTestFinished(async () => {
		await tab.close()
		expect(tab.complaints).toEqual([])
	})
	return new CodeClerk(tab, service.url)
}

test('the codes of a draft are seen on the map in their order, and issued for ever', async () => {
	await splitInADraft()
	const clerk = await somebody()
	await clerk.open('numbering')
	await expect.poll(() => clerk.says()).toContain('由 张工 建立：保留 1409 个编码，新发 2 个。')
	await expect.poll(() => clerk.tab.lettering()).toEqual(expect.arrayContaining(['008', '009']))
	await clerk.push('三里营社区居委会')
	await expect.poll(() => clerk.says()).toContain('370883 003 001 008 东区 第 1 个 370883 003 001 009 西区 第 2 个')

	await clerk.push(/发放这 2 个编码/)
	expect(await clerk.dialog()).toContain('永不收回、永不重用')
	await clerk.confirm(' ', '', '永久发放')
	expect(await clerk.dialog()).toContain('请填写经办人')
	await clerk.confirm('张工', '人口过千', '永久发放')
	await expect.poll(() => clerk.says()).toContain('已发放 2 个编码。接下来请发布： wangge publish')
})

test('a retired code tells in a drawing what became of it, when, by whom and why, and what it was before', async () => {
	await service.command('publish', '--by', '张工', '--reason', '人口过千')
	await service.servesRevision(2)
	const clerk = await somebody()
	await clerk.open(`code/${OLD}`)
	await expect.poll(() => clerk.boxes()).toEqual([
		'凫山街道三里营社区第01网格，编码 370883 003 001 001，版本 2 停用',
		'东区，编码 370883 003 001 008，现用',
		'西区，编码 370883 003 001 009，现用',
	])
	expect(await clerk.says()).toContain('✕ 已停用')
	expect(await clerk.arrows()).toHaveLength(2)
	expect((await clerk.arrows())[0]).toMatch(new RegExp(`^拆分：${OLD} 到 ${EAST}，面积 [\\d.]+%，人口 [\\d.]+%；版本 2，.+，张工，人口过千$`))
	await clerk.focusFirstArrow()
	expect(await clerk.ofArrow()).toMatch(/^拆分 370883 003 001 001 → 370883 003 001 008 面积 [\d.]+% · 人口 [\d.]+% · 占新网格面积 100%、人口 100% 版本 2 · .+ · 张工 · 人口过千$/)

	await clerk.asOf('1')
	await expect.poll(() => clerk.says()).toMatch(/在版本 1（.+）时是 .+ 凫山街道三里营社区第01网格 370883 003 001 001 面积 100%/)
	expect(await clerk.says()).toContain('● 现用')
})

const TABLE = '旧编码\t新编码\t名称\n370883003\t370883197\t凫山镇\n370883777\t370883778\t'

test('a change of divisions is pasted, mended where the service says so, and shown before it is made', async () => {
	const clerk = await somebody()
	await clerk.open('divisions')
	await clerk.paste(TABLE)
	await expect.poll(() => clerk.rows()).toEqual([['370883003', '370883197', '凫山镇'], ['370883777', '370883778', '']])
	await clerk.push('预览影响')
	await expect.poll(() => clerk.says()).toContain('有 1 处需要改正，没有写入任何内容')
	expect(await clerk.says()).toContain('"370883777"')
	expect(clerk.tab.takeRefusals()).toEqual(['422 /v1/recodings/preview'])

	await clerk.push('删除第 2 行')
	await clerk.tab.page.reload() // the address has the table
	await expect.poll(() => clerk.rows()).toEqual([['370883003', '370883197', '凫山镇']])
	await clerk.push('预览影响')
	await expect.poll(() => clerk.says()).toMatch(/影响预览 按此方案变更… \d+ 改码网格/)
	expect(await clerk.says()).toContain('370883 003 001 008 → 370883 197 001 008')
})

test('of two who change the same divisions the slower one is told what has changed, and every code goes on telling its story', async () => {
	const [quick, slow] = [await somebody(), await somebody()]
	for (const clerk of [quick, slow]) {
		await clerk.open('divisions?change=370883003~370883197~凫山镇')
		await clerk.push('预览影响')
		await clerk.push('按此方案变更…')
		expect(await clerk.dialog()).toContain('旧编码从此停用，永不重用')
	}
	await quick.confirm('王工', '撤街设镇', '执行变更')
	await expect.poll(() => quick.says()).toContain('已发布版本 3。')
	await slow.confirm('李工', '撤街设镇', '执行变更')
	await expect.poll(() => slow.says()).toContain('方案依据的数据已经变化，没有写入任何内容')
	expect(await slow.says()).toContain('revision 3 was published by 王工')
	await slow.push('重新预览')
	await expect.poll(() => slow.says()).toContain('有 1 处需要改正') // the town is gone by now
	expect(slow.tab.takeRefusals()).toEqual(['409 /v1/recodings', '422 /v1/recodings/preview'])

	await service.servesRevision(3)
	await quick.open(`code/${WEST}`)
	await expect.poll(() => quick.says()).toMatch(/今天是 .+ 西区 370883 197 001 009 面积 100%/)
	expect(await quick.arrows()).toContainEqual(expect.stringMatching(new RegExp(`^改码：${WEST} 到 370883197001009，.+王工，撤街设镇$`)))
})

/** Cuts the grid from south to north in a draft, through the API. */
async function splitInADraft(): Promise<void> {
	const { id } = await service.api<{ id: string }>('/v1/drafts', { by: '张工', reason: '人口过千' })
	const { at: [lng, lat], geometry } = await service.api<Grid>(`/v1/grids/${OLD}`)
	const latitudes = geometry.coordinates.flat(2).map(([, y]) => y)
	const line = [[lng, Math.min(...latitudes) - 0.001], [lng, lat], [lng, Math.max(...latitudes) + 0.001]]
	await service.api(`/v1/drafts/${id}/operations`, { op: 'split', grids: [OLD], line, datum: 'cgcs2000', names: ['东区', '西区'], by: '张工' })
}
