import { db } from '#lib/server/db.ts';
import type { Category, PictureView } from '../../product.ts';
import { toPicture } from '../product-views.ts';
import { visible } from '../visibility.ts';

export type RowOfStalls = Category & { picture: PictureView | null };

/** Every category with the picture of the newest thing in it: two statements. */
export async function rowsOfStalls(): Promise<RowOfStalls[]> {
	const rows = await db
		.selectFrom('categories')
		.select((eb) => [
			'categories.slug',
			'categories.name',
			eb
				.selectFrom('products')
				.select('products.id')
				.whereRef('products.category_id', '=', 'categories.id')
				.where(visible)
				.where((has) =>
					has.exists(
						has
							.selectFrom('product_pictures')
							.select('product_pictures.id')
							.whereRef('product_pictures.product_id', '=', 'products.id')
							.where('product_pictures.status', '=', 'ready'),
					),
				)
				.orderBy('products.listed_at', 'desc')
				.limit(1)
				.as('newest'),
		])
		.orderBy('categories.position')
		.execute();
	const ids = rows.flatMap((row) => row.newest ?? []);
	const pictures =
		ids.length === 0
			? []
			: await db
					.selectFrom('product_pictures')
					.select(['product_id', 'src', 'widths', 'width', 'height', 'alt', 'placeholder'])
					.where('product_id', 'in', ids)
					.where('status', '=', 'ready')
					.orderBy('position')
					.execute();
	return rows.map(({ slug, name, newest }) => {
		const picture = pictures.find((candidate) => candidate.product_id === newest);
		return { slug, name, picture: picture ? toPicture(picture) : null };
	});
}
