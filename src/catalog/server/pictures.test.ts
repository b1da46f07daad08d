import { access, readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { db } from '#lib/server/db.ts';
import { Refusal } from '#lib/refusal.ts';
import { listProduct, signUp } from '#testing/cast.ts';
import { addPicture } from './add-picture.ts';
import { processPicture } from './jobs.ts';
import { openPicture, picturePath, uploadPath } from './media.ts';
import { movePicture } from './move-picture.ts';
import { findProduct } from './queries.ts';
import { ownProduct } from './queries/own-products.ts';
import { removePicture } from './remove-picture.ts';

/** A photograph taken with the camera on its side, which says where. */
const photograph = (hue = 30) =>
	sharp({ create: { width: 900, height: 600, channels: 3, background: `hsl(${hue} 60% 50%)` } })
		.withExif({ IFD0: { Copyright: 'Ana' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 3/1 0/1' } })
		.withMetadata({ orientation: 6 })
		.jpeg()
		.toBuffer();

const refused = (work: Promise<unknown>) =>
	work.then(
		() => null,
		(error: unknown) => (error instanceof Refusal ? (error.data.errors ?? error.code) : error),
	);

test('a photograph comes out upright, at fixed widths, and tells nobody where Ana lives', async () => {
	const ana = await signUp('ana');
	const bowl = await listProduct(ana);
	const id = await addPicture(ana.actor, bowl.id, { bytes: await photograph(), alt: 'A bowl by a window' });
	const { upload_key: key } = await db
		.selectFrom('product_pictures')
		.select('upload_key')
		.where('id', '=', id)
		.executeTakeFirstOrThrow();
	expect((await findProduct(bowl.id))!.pictures).toEqual([]);
	await processPicture({ picture_id: id });
	await processPicture({ picture_id: id });

	const [picture] = (await findProduct(bowl.id))!.pictures;
	expect(picture).toMatchObject({ alt: 'A bowl by a window', widths: [320, 600], width: 600, height: 900 });
	for (const end of ['320.avif', '600.avif', '640.webp']) {
		const path = `${picture!.src.replace('/media/', '')}-${end}`;
		expect(await openPicture(path), path).not.toBeNull();
		const meta = await sharp(await readFile(picturePath(path.split('/').at(-1)!))).metadata();
		expect([meta.exif, meta.orientation ?? 1, meta.height! > meta.width!]).toEqual([undefined, 1, true]);
	}
	await expect(access(uploadPath(key!))).rejects.toThrow();
});

test('what only pretends to be a picture is refused, at once or by the worker', async () => {
	const ana = await signUp('ana');
	const bowl = await listProduct(ana);
	const text = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
	expect(await refused(addPicture(ana.actor, bowl.id, { bytes: text, alt: '' }))).toHaveProperty('picture');
	const big = Buffer.concat([await photograph(), Buffer.alloc(12 * 1024 * 1024)]);
	expect(await refused(addPicture(ana.actor, bowl.id, { bytes: big, alt: '' }))).toHaveProperty('picture');

	const broken = (await photograph()).subarray(0, 300);
	const id = await addPicture(ana.actor, bowl.id, { bytes: broken, alt: '' });
	await processPicture({ picture_id: id });
	const own = (await ownProduct(ana.actor, bowl.id))!.pictures[0]!;
	expect([own.status, own.reason]).toEqual(['refused', expect.stringContaining('damaged')]);
	expect((await findProduct(bowl.id))!.pictures).toEqual([]);
});

test('Ben neither adds to nor takes from Ana’s pictures, and ten are enough', async () => {
	const [ana, ben] = [await signUp('ana'), await signUp('ben')];
	const bowl = await listProduct(ana);
	const bytes = await photograph();
	expect(await refused(addPicture(ben.actor, bowl.id, { bytes, alt: '' }))).toBe('not_found');
	const ids: string[] = [];
	for (let n = 0; n < 10; n++) ids.push(await addPicture(ana.actor, bowl.id, { bytes, alt: `${n}` }));
	expect(await refused(addPicture(ana.actor, bowl.id, { bytes, alt: '' }))).toHaveProperty('picture');
	expect(await refused(removePicture(ben.actor, bowl.id, ids[0]!))).toBe('not_found');
	expect(await ownProduct(ben.actor, bowl.id)).toBeNull();
	await movePicture(ana.actor, bowl.id, ids[2]!, 'earlier');
	await removePicture(ana.actor, bowl.id, ids[0]!);
	const order = (await ownProduct(ana.actor, bowl.id))!.pictures.map((picture) => picture.id);
	expect(order.slice(0, 2)).toEqual([ids[2], ids[1]]);
	expect(order).toHaveLength(9);
});

test('no address reaches anything but a picture of ours', async () => {
	for (const path of [
		'../uploads/x',
		'uploads/0a',
		'pictures/../../etc/passwd',
		`pictures/ab/cd${'0'.repeat(62)}-320.avif`,
		`pictures/ab/ab${'0'.repeat(62)}-320.svg`,
	])
		expect(await openPicture(path), path).toBeNull();
});
