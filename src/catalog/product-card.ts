/** What a card needs of a product, so that a page of 24 does not carry 24 descriptions. */
import type { Money } from '#lib/money.ts';
import type { PictureView, ProductView } from './product.ts';

export type ProductCardData = {
	id: string;
	slug: string;
	name: string;
	price: Money;
	/** Some of its variants cost more. */
	from: boolean;
	stock: number;
	/** Counts as the server rendered them, for the live count to go on from. */
	variants: { id: string; stock: number; held: number; version: number; next_free_at: string | null }[];
	picture: PictureView | null;
	shop: { name: string; slug: string; town: string; colours: [string, string] };
	listed_at: string;
};

/** Whether the price, the lowest of its variants', is not that of all. */
export const costsMore = ({ price, variants }: Pick<ProductView, 'price' | 'variants'>): boolean =>
	variants.some((variant) => variant.price.amount > price.amount);

export function cardOf(product: ProductView): ProductCardData {
	const { id, slug, name, price, stock, shop, listed_at } = product;
	return {
		id,
		slug,
		name,
		price,
		from: costsMore(product),
		stock,
		variants: product.variants.map(({ id, stock, held, version, next_free_at }) => ({
			id,
			stock,
			held,
			version,
			next_free_at,
		})),
		picture: product.pictures[0] ?? null,
		shop: { name: shop.name, slug: shop.slug, town: shop.town, colours: shop.colours },
		listed_at,
	};
}
