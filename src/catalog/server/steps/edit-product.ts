/**
 * Changes a product and its counts in one transaction. Lock: the product's row first (it orders the product's events), the
 * counts last and in ascending variant id, as every writer of stock does.
 */
import { sql } from 'kysely';
import { record } from '#events/server/record.ts';
import { changeStock, openStock } from '#inventory/server/steps.ts';
import { newId } from '#lib/ids.ts';
import { Refusal } from '#lib/refusal.ts';
import type { Tx } from '#lib/server/db.ts';
import { slugOf } from '#lib/slug.ts';
import { amountOf, type ChangedVariant, type ProductChange } from '../../product.ts';
import { needShippingProfile } from '../need-shipping-profile.ts';
import { keywordsOf, needCategory } from '../product-words.ts';
import { lockProduct, tellOfProduct, type LockedProduct } from '../product-lock.ts';

/**
 * @throws {Refusal} not_found when it is removed or was never there; invalid_input; stale when a count moved meanwhile
 */
export async function editProduct(
	tx: Tx,
	{ productId, change, actorId }: { productId: string; change: ProductChange; actorId: string },
): Promise<void> {
	const product = await lockProduct(tx, productId);
	const had = await variantsNow(tx, productId);
	const { stock, stock_was: was, ...details } = change;
	const counts: Count[] = [];
	const opened: ChangedVariant[] = [];

	if (Object.keys(details).length > 0) {
		const category = change.category ? await needCategory(tx, change.category) : null;
		if (change.price !== undefined) await repriceAll(tx, product, had, change.price);
		if (change.variants) opened.push(...(await rewriteVariants(tx, product, had, change.variants, counts)));
		const now = await variantsNow(tx, productId);
		await tx
			.updateTable('products')
			.set({
				...(change.name !== undefined && {
					name: change.name,
					slug: slugOf(change.name, 120, 'product'),
				}),
				...(change.description !== undefined && { description: change.description }),
				...(category && { category_id: category.id }),
				...(change.shipping_profile !== undefined && {
					shipping_profile_id: await needShippingProfile(tx, product.shop_id, change.shipping_profile),
				}),
				keywords: keywordsOf(category?.name ?? product.category_name, now),
				price_amount: Math.min(...now.map((variant) => variant.price_amount)),
				updated_at: sql<Date>`now(3)`,
			})
			.where('id', '=', productId)
			.execute();
		await tellOfProduct(tx, productId, (about, version) =>
			record(tx, { type: 'product.changed', id: productId, version, data: about }),
		);
	}
	if (stock !== undefined) {
		if (had.length !== 1)
			throw new Refusal('invalid_input', { errors: { stock: 'Give the stock of each variant' } });
		counts.push({ variantId: had[0]!.id, to: stock, was });
	}
	for (const count of counts.sort((a, b) => (a.variantId < b.variantId ? -1 : 1)))
		await setStock(tx, product, count, actorId);
	for (const variant of opened)
		await openStock(tx, {
			variantId: variant.id!,
			productId,
			quantity: variant.stock ?? 0,
			actorId,
		});
}

type Count = { variantId: string; to: number; was: number | undefined };
type Variant = Awaited<ReturnType<typeof variantsNow>>[number];

async function variantsNow(tx: Tx, productId: string) {
	const rows = await tx
		.selectFrom('variants')
		.select(['id', 'options', 'price_amount'])
		.where('product_id', '=', productId)
		.where('active', '=', 1)
		.orderBy('position')
		.execute();
	return rows.map((row) => ({ ...row, options: JSON.parse(row.options) as Record<string, string> }));
}

function needAmount(price: ChangedVariant['price'], currency: string, path: string): number {
	const amount = amountOf(price, currency);
	if (amount === null)
		throw new Refusal('invalid_input', { errors: { [path]: `This shop sells in ${currency}` } });
	return amount;
}

/** A bare price is the price of all: of one variant, or of several that cost the same. */
async function repriceAll(
	tx: Tx,
	product: LockedProduct,
	had: Variant[],
	price: ChangedVariant['price'],
): Promise<void> {
	if (new Set(had.map((variant) => variant.price_amount)).size > 1)
		throw new Refusal('invalid_input', { errors: { price: 'Give the price of each variant' } });
	await tx
		.updateTable('variants')
		.set({ price_amount: needAmount(price, product.currency, 'price') })
		.where('product_id', '=', product.id)
		.where('active', '=', 1)
		.execute();
}

/** Makes the variants those that are given; one that is left out is no longer on sale. Answers the new ones. */
async function rewriteVariants(
	tx: Tx,
	product: LockedProduct,
	had: Variant[],
	wanted: ChangedVariant[],
	counts: Count[],
): Promise<ChangedVariant[]> {
	const known = new Set(had.map((variant) => variant.id));
	const opened: ChangedVariant[] = [];
	await tx.updateTable('variants').set({ active: 0 }).where('product_id', '=', product.id).execute();
	for (const [position, variant] of wanted.entries()) {
		const row = {
			position,
			options: JSON.stringify(variant.options),
			...(variant.sku !== undefined && { sku: variant.sku }),
			price_amount: needAmount(variant.price, product.currency, `variants.${position}.price`),
		};
		if (variant.id && !known.has(variant.id))
			throw new Refusal('invalid_input', {
				errors: { [`variants.${position}.id`]: 'There is no such variant' },
			});
		if (variant.id) {
			await tx
				.updateTable('variants')
				.set({ ...row, active: 1 })
				.where('id', '=', variant.id)
				.execute();
			if (variant.stock !== undefined)
				counts.push({ variantId: variant.id, to: variant.stock, was: variant.stock_was });
		} else {
			const id = newId();
			await tx
				.insertInto('variants')
				.values({ id, product_id: product.id, ...row, created_at: sql<Date>`now(3)` })
				.execute();
			opened.push({ ...variant, id });
		}
	}
	return opened;
}

/** Sets what can be bought from now on; without `was`, whatever it is at this moment, read under the row's lock. */
async function setStock(tx: Tx, product: LockedProduct, count: Count, actorId: string): Promise<void> {
	const row = await tx
		.selectFrom('stock')
		.select(sql<number>`on_hand - held`.as('available'))
		.where('variant_id', '=', count.variantId)
		.forUpdate()
		.executeTakeFirstOrThrow();
	await changeStock(tx, {
		variantId: count.variantId,
		productId: product.id,
		shopId: product.shop_id,
		name: product.name,
		actorId,
		to: count.to,
		was: count.was ?? row.available,
	});
}
