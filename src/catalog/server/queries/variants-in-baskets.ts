import { db, type Tx } from '#lib/server/db.ts';
import type { Money } from '#lib/money.ts';
import type { PictureView } from '../../product.ts';
import { picturesOf, toPicture } from '../product-views.ts';
import { anyProducts, visible } from '../visibility.ts';

export type BasketVariant = {
	variantId: string;
	productId: string;
	slug: string;
	title: string;
	options: Record<string, string>;
	price: Money;
	shop: { id: string; slug: string; name: string; colours: [string, string] };
	/** The maker's user id. */
	sellerId: string;
	picture: PictureView | null;
	/** Whether the market shows it, and its maker still offers it. */
	onSale: boolean;
};

/** Variants as a basket shows them, also what has left the market since: three statements for any number. */
export async function variantsInBaskets(
	variantIds: string[],
	on: Tx | typeof db = db,
): Promise<Map<string, BasketVariant>> {
	if (variantIds.length === 0) return new Map();
	const rows = await anyProducts(on)
		.innerJoin('variants', 'variants.product_id', 'products.id')
		.select(['variants.id as variant_id', 'variants.options', 'variants.price_amount', 'variants.active'])
		.select(['products.id as product_id', 'products.slug', 'products.name', 'products.currency'])
		.select(['shops.id as shop_id', 'shops.slug as shop_slug', 'shops.name as shop_name', 'shops.user_id'])
		.select(['shops.colour_a', 'shops.colour_b', visible.as('visible')])
		.where('variants.id', 'in', variantIds)
		.execute();
	const shown = rows.filter((row) => row.visible).map((row) => row.product_id);
	const pictures = shown.length > 0 ? await picturesOf([...new Set(shown)], on) : [];
	return new Map(
		rows.map((row): [string, BasketVariant] => {
			const picture = pictures.find((one) => one.product_id === row.product_id);
			return [
				row.variant_id,
				{
					variantId: row.variant_id,
					productId: row.product_id,
					slug: row.slug,
					title: row.name,
					options: JSON.parse(row.options) as Record<string, string>,
					price: { amount: row.price_amount, currency: row.currency },
					shop: {
						id: row.shop_id,
						slug: row.shop_slug,
						name: row.shop_name,
						colours: [row.colour_a, row.colour_b],
					},
					sellerId: row.user_id,
					picture: picture ? toPicture(picture) : null,
					onSale: Boolean(row.visible) && row.active === 1,
				},
			];
		}),
	);
}
