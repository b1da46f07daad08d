import { sql } from 'kysely';
import { db } from '#lib/server/db.ts';
import type { PictureView } from '../../product.ts';
import { toPicture } from '../product-views.ts';
import { visible } from '../visibility.ts';

/** The leading pictures of each shop's newest things, at most `most` a shop, by shop id: one statement. */
export async function thingsOfStalls(shopIds: string[], most: number): Promise<Map<string, PictureView[]>> {
	const found = new Map<string, PictureView[]>(shopIds.map((id) => [id, []]));
	if (shopIds.length === 0) return found;
	const { rows } = await sql<{ shop_id: string } & Parameters<typeof toPicture>[0]>`
		select shop_id, src, widths, width, height, alt, placeholder from (
			select products.shop_id, pictures.src, pictures.widths, pictures.width, pictures.height, pictures.alt,
				pictures.placeholder,
				row_number() over (partition by products.shop_id order by products.listed_at desc, products.id desc) as place
			from products
			inner join product_pictures as pictures
				on pictures.product_id = products.id and pictures.position = 0 and pictures.status = 'ready'
			where products.shop_id in (${sql.join(shopIds)}) and ${visible}
		) as things where place <= ${most} order by shop_id, place`.execute(db);
	for (const row of rows) found.get(row.shop_id)?.push(toPicture(row));
	return found;
}
