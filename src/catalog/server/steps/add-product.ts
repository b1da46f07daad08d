import { sql } from 'kysely';
import { record } from '#events/server/record.ts';
import { openStock } from '#inventory/server/steps.ts';
import { newId } from '#lib/ids.ts';
import { Refusal, type FieldErrors } from '#lib/refusal.ts';
import type { Tx } from '#lib/server/db.ts';
import { slugOf } from '#lib/slug.ts';
import type { OwnShop } from '#shops/server/queries.ts';
import { amountOf, type NewProductInput, type PictureView } from '../../product.ts';
import { inOrderOf } from '../../variant-options.ts';
import { keywordsOf, needCategory } from '../product-words.ts';
import { needShippingProfile } from '../need-shipping-profile.ts';

export type NewProduct = {
	shop: OwnShop;
	input: NewProductInput;
	actorId: string | null;
	/** For a market that is set up with a past. */
	listedAt?: Date;
	featured?: boolean;
	/** Pictures that are there already, in order. */
	pictures?: PictureView[];
};

/**
 * Lists a product in a shop and begins to count its stock. Answers its id.
 * @throws {Refusal} invalid_input for an unknown category or another currency than the shop's
 */
export async function addProduct(tx: Tx, product: NewProduct): Promise<string> {
	const { shop, input } = product;
	const category = await needCategory(tx, input.category);
	const shippingProfileId = await needShippingProfile(tx, shop.id, input.shipping_profile ?? null);
	const variants = pricedVariants(input, shop.currency);
	const id = newId();
	const slug = slugOf(input.name, 120, 'product');
	const now = sql<Date>`now(3)`;
	const names = Object.keys(variants[0]!.options);
	const lowest = Math.min(...variants.map((variant) => variant.amount));
	await tx
		.insertInto('products')
		.values({
			id,
			shop_id: shop.id,
			category_id: category.id,
			slug,
			name: input.name,
			description: input.description,
			keywords: keywordsOf(category.name, input, variants),
			tags: JSON.stringify(input.tags ?? []),
			materials: JSON.stringify(input.materials ?? []),
			price_amount: lowest,
			currency: shop.currency,
			shipping_profile_id: shippingProfileId,
			featured: product.featured ? 1 : 0,
			listed_at: product.listedAt ?? now,
			created_at: product.listedAt ?? now,
			updated_at: now,
		})
		.execute();
	await addPictures(tx, id, product.pictures ?? []);
	for (const [position, variant] of variants.entries()) {
		const variantId = newId();
		await tx
			.insertInto('variants')
			.values({
				id: variantId,
				product_id: id,
				position,
				options: JSON.stringify(inOrderOf(names, variant.options)),
				sku: variant.sku ?? null,
				price_amount: variant.amount,
				created_at: now,
			})
			.execute();
		await openStock(tx, {
			variantId,
			productId: id,
			quantity: variant.stock,
			actorId: product.actorId,
		});
	}
	await record(tx, {
		type: 'product.listed',
		id,
		version: 1,
		data: {
			shop_id: shop.id,
			shop_name: shop.name,
			name: input.name,
			slug,
			price: { amount: lowest, currency: shop.currency },
		},
	});
	return id;
}

function pricedVariants(input: NewProductInput, currency: string) {
	const errors: FieldErrors = {};
	const amount = (price: NewProductInput['price'], path: string): number => {
		const found = price === undefined ? null : amountOf(price, currency);
		if (found === null) errors[path] = `This shop sells in ${currency}`;
		return found ?? 0;
	};
	const wanted = input.variants ?? [{ options: {}, sku: null, stock: input.stock ?? 0 }];
	const priced = wanted.map((variant, at) => ({
		...variant,
		amount:
			'price' in variant && variant.price !== undefined
				? amount(variant.price, `variants.${at}.price`)
				: amount(input.price, 'price'),
	}));
	if (Object.keys(errors).length > 0) throw new Refusal('invalid_input', { errors });
	return priced;
}

async function addPictures(tx: Tx, productId: string, pictures: PictureView[]): Promise<void> {
	if (pictures.length === 0) return;
	await tx
		.insertInto('product_pictures')
		.values(
			pictures.map((picture, position) => ({
				id: newId(),
				product_id: productId,
				position,
				src: picture.src,
				widths: picture.widths.join(','),
				width: picture.width,
				height: picture.height,
				alt: picture.alt,
				placeholder: picture.placeholder,
				status: 'ready',
				created_at: sql<Date>`now(3)`,
			})),
		)
		.execute();
}
