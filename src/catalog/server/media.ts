/**
 * Where pictures lie: `uploads/` holds what was sent, under a random name and never served; `pictures/` holds what we made of
 * it, under the hash of its content, so that an address never changes its picture.
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { env } from '#lib/server/env.ts';

export const uploadPath = (key: string): string => join(resolve(env.MEDIA_DIR), 'uploads', key);
export const picturePath = (name: string): string =>
	join(resolve(env.MEDIA_DIR), 'pictures', name.slice(0, 2), name);

/** `<64 hex>-<width>.<avif|webp>`, in a folder of its first two digits: nothing else is a picture of ours. */
const PATTERN = /^pictures\/([0-9a-f]{2})\/(\1[0-9a-f]{62}-\d{2,4}\.(avif|webp))$/;

/** Opens a picture by the path in its address, or answers null: there is none, or it is no such path. */
export async function openPicture(
	path: string,
): Promise<{ stream: ReadableStream; bytes: number; type: string } | null> {
	const match = PATTERN.exec(path);
	if (!match) return null;
	const file = picturePath(match[2]!);
	const found = await stat(file).catch(() => null);
	if (!found?.isFile()) return null;
	return {
		stream: Readable.toWeb(createReadStream(file)) as ReadableStream,
		bytes: found.size,
		type: `image/${match[3]}`,
	};
}
