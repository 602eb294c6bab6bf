import { inflateRawSync } from 'node:zlib'

/** The files of a zip by their names, found by its directory at the end (APPNOTE 4.3.12, 4.3.16). */
export function unzip(zip: Buffer): ReadonlyMap<string, Buffer> {
	const files = new Map<string, Buffer>()
	const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1')
	let at = zip.readUInt32LE(end + 16)
	for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
		const [method, packed] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)]
		const [name, extra, comment] = [zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32)]
		const local = zip.readUInt32LE(at + 42)
		const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
		const content = zip.subarray(from, from + packed)
		files.set(zip.toString('utf8', at + 46, at + 46 + name), method === 0 ? content : inflateRawSync(content))
		at += 46 + name + extra + comment
	}
	return files
}
