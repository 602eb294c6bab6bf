import { describe, expect, it } from 'vitest'
import { readPasted } from './pasted'

const at = { lng: 116.9734, lat: 35.4033 }
const plain = { kind: 'position', at, swapped: false, datum: null, accuracyM: null }

describe('readPasted', () => {
	it.each([
		['116.9734,35.4033'],
		['116.9734\uff0c35.4033'],
		['lng=116.9734 lat=35.4033'],
		['纬度\uff1a35.4033\uff0c经度\uff1a116.9734'],
		['东经116°58′24.24″ 北纬35°24′11.88″'],
		['116°58.404\'E, 35°24.198\'N'],
		['35 24 11.88 N, 116 58 24.24 E'],
		['N 35 24 11.88 E 116 58 24.24'],
		['报警人位置\uff1a116.9734\uff0c35.4033\uff0c在钢山街道某小区门口'],
		['群众反映东经116.9734°、北纬35.4033°处井盖缺失\uff0c请尽快处理'],
		['坐标\uff1a116.9734,35.4033 时间\uff1a2026-11-24 10:32:05 电话 13800001234'],
		['116.9734,35.4033,52.1'], // with an altitude
		['116.9734,35.4033 2026-11-24 10:32'],
		['{"type":"Point","coordinates":[116.9734,35.4033]}'],
		['POINT(116.9734 35.4033)'],
		['{"latitude":35.4033,"speed":-1,"longitude":116.9734,"altitude":0}'],
		['https://www.google.com/maps/@35.4033,116.9734,17z'],
		['https://www.google.com/maps/place/x/data=!3m1!4b1!4m6!3d35.4033!4d116.9734'],
		['https://maps.apple.com/?ll=35.4033,116.9734&q=Pin'],
		['https://example.cn/case?lng=116.9734&lat=35.4033&id=12'],
	])('reads %s', (text) => {
		expect(readPasted(text)).toEqual(plain)
	})

	it.each([
		['https://uri.amap.com/marker?position=116.9734,35.4033&name=%E4%BA%95%E7%9B%96', 'gcj02'],
		['https://uri.amap.com/marker?position=116.9734%2C35.4033', 'gcj02'],
		['https://www.amap.com/?q=35.4033,116.9734,test', 'gcj02'],
		['https://wb.amap.com/?p=B021E05XYZ,35.4033,116.9734,name,address', 'gcj02'],
		['https://uri.amap.com/marker?position=116.9734,35.4033&coordinate=wgs84', 'wgs84'],
		['androidamap://viewMap?sourceApplication=x&lat=35.4033&lon=116.9734&dev=1', 'wgs84'],
		['http://api.map.baidu.com/marker?location=35.4033,116.9734&title=x&output=html', 'bd09'],
		['baidumap://map/marker?location=35.4033,116.9734&coord_type=gcj02', 'gcj02'],
		['https://apis.map.qq.com/uri/v1/marker?marker=coord:35.4033,116.9734;title:x', 'gcj02'],
		['https://map.qq.com/?type=marker&pointx=116.9734&pointy=35.4033', 'gcj02'],
		['https://www.openstreetmap.org/?mlat=35.4033&mlon=116.9734#map=17/35.4033/116.9734', 'wgs84'],
		['https://www.openstreetmap.org/#map=17/35.4033/116.9734', 'wgs84'],
		['geo:35.4033,116.9734', 'wgs84'],
		['$GPGGA,023205,3524.198,N,11658.404,E,1,08,0.9,52.1,M', 'wgs84'],
		['【高德地图】我在这里\uff1a116.9734,35.4033', 'gcj02'],
		['百度坐标 经度116.9734 纬度35.4033', 'bd09'],
		['WGS84 坐标 E116.9734 N35.4033', 'wgs84'],
	])('reads %s with its datum %s', (text, datum) => {
		expect(readPasted(text)).toEqual({ ...plain, datum })
	})

	it.each([
		['116.9734,35.4033 ±30m', 30],
		['116.9734, 35.4033 精度\uff1a65米', 65],
		['{"latitude":35.4033,"longitude":116.9734,"speed":-1,"accuracy":65,"errMsg":"getLocation:ok"}', 65],
		['经度\uff1a116.9734 纬度\uff1a35.4033 定位精度约 12.5 米', 12.5],
		['lng=116.9734&lat=35.4033&accuracy=20', 20],
	])('takes the accuracy of %s', (text, accuracyM) => {
		expect(readPasted(text)).toEqual({ ...plain, accuracyM })
	})

	it('takes the uncertainty of a geo address', () => {
		expect(readPasted('geo:35.4033,116.9734;u=35')).toEqual({ ...plain, datum: 'wgs84', accuracyM: 35 })
	})

	it.each([
		['35.4033,116.9734'],
		['经度35.4033 纬度116.9734'],
		['请派人到 35.4033\uff0c116.9734'],
		['https://example.cn/marker?position=35.4033,116.9734'],
		['{"lat":116.9734,"x":0,"lng":35.4033}'],
	])('notices that longitude and latitude are exchanged in %s', (text) => {
		expect(readPasted(text)).toEqual({ ...plain, swapped: true })
	})

	it.each([
		['https://surl.amap.com/1kJ8sWq1p5Xk', 'shortLink'],
		['我在三里营社区\uff0chttps://j.map.baidu.com/a1/bcD', 'shortLink'],
		['https://map.baidu.com/@13021845.67,4216789.12,17z', 'projected'],
		['X=3919337.052 Y=497583.709', 'projected'],
		['497583.709, 3919337.052', 'projected'],
		['从 116.9734,35.4033 到 116.9801,35.4102', 'several'],
		['216.9734, 35.4033', 'range'],
		['116.9734', 'incomplete'],
	])('says what is wrong with %s: %s', (text, problem) => {
		expect(readPasted(text)).toEqual({ kind: 'problem', problem })
	})

	it.each([[''], ['钢山街道三里营社区'], ['370883003001001'], ['电话 13800001234'], ['2026-11-24 10:32:05'], ['12, 34']])('finds no position in %s', (text) => {
		expect(readPasted(text)).toEqual({ kind: 'none' })
	})
})
