/** The chores of the catalogue, for the worker. Each may run twice. */
import { readFile, unlink } from 'node:fs/promises';
import type { JobData } from '#events/jobs.ts';
import { record } from '#events/server/record.ts';
import { db, transaction } from '#lib/server/db.ts';
import { Refusal } from '#lib/refusal.ts';
import { log } from '#lib/server/log.ts';
import { makePictures, UnusablePicture, type MadePicture } from './make-pictures.ts';
import { uploadPath } from './media.ts';
import { lockProduct, tellOfProduct } from './product-lock.ts';

/** Makes an upload into the market's own files, or says why it cannot. */
export async function processPicture({ picture_id: id }: JobData<'process-picture'>): Promise<void> {
	const picture = await db
		.selectFrom('product_pictures')
		.select(['product_id', 'upload_key', 'status'])
		.where('id', '=', id)
		.executeTakeFirst();
	if (!picture?.upload_key || picture.status !== 'processing') return;
	const path = uploadPath(picture.upload_key);
	let made: MadePicture | null = null;
	let refused: string | undefined;
	try {
		made = await makePictures(await readFile(path));
	} catch (error) {
		if (error instanceof UnusablePicture) refused = error.message;
		else if ((error as NodeJS.ErrnoException).code === 'ENOENT')
			refused = 'The upload was lost; please send it again';
		else throw error;
	}
	await settle(id, picture.product_id, made, refused);
	await unlink(path).catch((error: unknown) => log.debug({ err: error }, 'upload was gone already'));
}

async function settle(
	id: string,
	productId: string,
	made: MadePicture | null,
	refused: string | undefined,
): Promise<void> {
	await transaction(async (tx) => {
		try {
			await lockProduct(tx, productId);
		} catch (error) {
			// Removed meanwhile: nobody waits for its picture any more.
			if (error instanceof Refusal) return;
			throw error;
		}
		const settled = await tx
			.updateTable('product_pictures')
			.set({
				upload_key: null,
				...(made
					? { ...made, widths: made.widths.join(','), status: 'ready' }
					: { status: 'refused', status_reason: refused ?? null }),
			})
			.where('id', '=', id)
			.where('status', '=', 'processing')
			.executeTakeFirst();
		if (settled.numUpdatedRows !== 1n) return;
		await tellOfProduct(tx, productId, (about, version) =>
			record(tx, {
				type: 'product.picture_done',
				id: productId,
				version,
				data: { ...about, picture_id: id, ...(refused !== undefined && { refused }) },
			}),
		);
	});
}
