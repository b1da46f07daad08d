/**
 * Takes a maker's photograph in: looked at by its first bytes and never by its name, kept privately under a random name, made
 * into the market's own files by a worker. Nothing of what was sent is ever served as it came.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, unlink, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { sql } from 'kysely';
import type { Actor } from '#accounts/actor.ts';
import { record } from '#events/server/record.ts';
import { newId } from '#lib/ids.ts';
import { Refusal } from '#lib/refusal.ts';
import { transaction } from '#lib/server/db.ts';
import { limit } from '#lib/server/rate-limit.ts';
import { MOST_PICTURES, MOST_PICTURE_BYTES } from '../product.ts';
import { uploadPath } from './media.ts';
import { isPhotograph } from './photograph.ts';
import { lockOwnProduct, tellOfProduct } from './product-lock.ts';

/**
 * Answers the picture's id; it is shown once a worker has made it ready.
 * @throws {Refusal} not_found for another's product; invalid_input for no picture, too large a one, or one too many; too_many_requests
 */
export async function addPicture(
	actor: Actor,
	productId: string,
	picture: { bytes: Uint8Array; alt: string },
): Promise<string> {
	// Each is kept and worked on: a program that sends them for ever would fill the disk.
	await limit('add-picture', actor.id, { points: 100, seconds: 600 });
	if (picture.bytes.byteLength > MOST_PICTURE_BYTES) refuse('A picture may have 12 MB');
	if (!isPhotograph(picture.bytes)) refuse('Send a JPEG, PNG, WebP or AVIF picture');
	const key = randomBytes(24).toString('hex');
	const path = uploadPath(key);
	await mkdir(dirname(path), { recursive: true });
	await writeFile(path, picture.bytes, { flag: 'wx', mode: 0o600 });
	try {
		return await transaction(async (tx) => {
			await lockOwnProduct(tx, productId, actor);
			const had = await tx
				.selectFrom('product_pictures')
				.select(['position'])
				.where('product_id', '=', productId)
				.execute();
			if (had.length >= MOST_PICTURES) refuse(`A product has ${MOST_PICTURES} pictures at most`);
			const id = newId();
			await tx
				.insertInto('product_pictures')
				.values({
					id,
					product_id: productId,
					position: Math.max(-1, ...had.map((row) => row.position)) + 1,
					alt: picture.alt,
					upload_key: key,
					status: 'processing',
					created_at: sql<Date>`now(3)`,
				})
				.execute();
			await tellOfProduct(tx, productId, (about, version) =>
				record(tx, {
					type: 'product.picture_added',
					id: productId,
					version,
					data: { ...about, picture_id: id },
				}),
			);
			return id;
		});
	} catch (error) {
		if (error instanceof Refusal) await unlink(path).catch(() => undefined);
		throw error;
	}
}

function refuse(why: string): never {
	throw new Refusal('invalid_input', { errors: { picture: why } });
}
