/**
 * From a photograph to what the market shows: upright, without a word of metadata (a maker's photograph tells where they
 * live), at fixed widths as AVIF with one WebP for browsers that know no AVIF, under the hash of its content.
 */
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import sharp from 'sharp';
import { picturePath } from './media.ts';

const WIDTHS = [320, 640, 1120];
const FALLBACK_WIDTH = 640;
const LEAST_SIDE = 200;
/** A file of a few kilobytes can unfold into gigabytes; this is more than any camera's picture for a web page. */
const MOST_PIXELS = 60_000_000;
const SECONDS = 30;
const FORMATS = new Set(['jpeg', 'png', 'webp', 'heif', 'avif']);

export type MadePicture = {
	src: string;
	widths: number[];
	width: number;
	height: number;
	placeholder: string;
};

/** Its message is for the maker. */
export class UnusablePicture extends Error {}

/** @throws {UnusablePicture} for what is no picture that can be shown */
export async function makePictures(upload: Uint8Array): Promise<MadePicture> {
	const { data, info } = await decode(upload);
	if (Math.min(info.width, info.height) < LEAST_SIDE)
		throw new UnusablePicture(`The picture is too small: each side needs ${LEAST_SIDE} pixels`);
	const upright = () =>
		sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } }).timeout({
			seconds: SECONDS,
		});
	const hash = createHash('sha256').update(`${info.width}x${info.height}`).update(data).digest('hex');
	const widths = [...new Set(WIDTHS.map((width) => Math.min(width, info.width)))];
	for (const width of widths)
		await keep(
			`${hash}-${width}.avif`,
			await upright().resize({ width }).avif({ quality: 55, effort: 4 }).toBuffer(),
		);
	await keep(
		`${hash}-${FALLBACK_WIDTH}.webp`,
		await upright()
			.resize({ width: FALLBACK_WIDTH, withoutEnlargement: true })
			.webp({ quality: 78 })
			.toBuffer(),
	);
	const tiny = await upright().resize({ width: 12 }).webp({ quality: 30 }).toBuffer();
	const widest = widths.at(-1)!;
	return {
		src: `/media/pictures/${hash.slice(0, 2)}/${hash}`,
		widths,
		width: widest,
		height: Math.round((info.height * widest) / info.width),
		placeholder: `data:image/webp;base64,${tiny.toString('base64')}`,
	};
}

/** Pixels in sRGB, turned as the camera was held, no wider than what is shown. */
async function decode(upload: Uint8Array) {
	try {
		const source = sharp(upload, { limitInputPixels: MOST_PIXELS, failOn: 'error', pages: 1 });
		const { format } = await source.metadata();
		if (!format || !FORMATS.has(format)) throw new Error(`format ${format}`);
		return await source
			.autoOrient()
			.resize({ width: WIDTHS.at(-1)!, height: 4 * WIDTHS.at(-1)!, fit: 'inside', withoutEnlargement: true })
			.flatten({ background: '#ffffff' })
			.toColourspace('srgb')
			.timeout({ seconds: SECONDS })
			.raw()
			.toBuffer({ resolveWithObject: true });
	} catch (error) {
		throw new UnusablePicture('The file is damaged, too large, or no picture that we can read', {
			cause: error,
		});
	}
}

/** Whole or not at all: a reader never meets half a file, and two workers may write the same one. */
async function keep(name: string, bytes: Uint8Array): Promise<void> {
	const path = picturePath(name);
	await mkdir(dirname(path), { recursive: true });
	const half = `${path}.${randomBytes(6).toString('hex')}`;
	await writeFile(half, bytes);
	await rename(half, path);
}
