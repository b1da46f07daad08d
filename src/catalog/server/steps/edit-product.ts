/**
 * Changes a product and its counts in one transaction. Lock: the product's row first (it orders the product's events), the
 * counts last and in ascending variant id, as every writer of stock does.
 */
import { sql } from 'kysely';
import { record } from '#events/server/record.ts';
import { changeStock, openStock } from '#inventory/server/steps.ts';
import { Refusal, type FieldErrors } from '#lib/refusal.ts';
import type { Tx } from '#lib/server/db.ts';
import { slugOf } from '#lib/slug.ts';
import { amountOf, type ChangedVariant, type ProductChange } from '../../product.ts';
import { needShippingProfile } from '../need-shipping-profile.ts';
import { keywordsOf, needCategory } from '../product-words.ts';
import { lockProduct, tellOfProduct, type LockedProduct } from '../product-lock.ts';
import { rewriteVariants, type Count } from './rewrite-variants.ts';

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
	let rewritten: Awaited<ReturnType<typeof rewriteVariants>> = { counts: [], opened: [] };

	if (Object.keys(details).length > 0) {
		const category = change.category ? await needCategory(tx, change.category) : null;
		if (change.price !== undefined) await repriceAll(tx, product, had, change.price);
		if (change.variants) rewritten = await rewriteVariants(tx, product, had, change.variants);
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
				...(change.tags && { tags: JSON.stringify(change.tags) }),
				...(change.materials && { materials: JSON.stringify(change.materials) }),
				keywords: keywordsOf(
					category?.name ?? product.category_name,
					{ tags: change.tags ?? product.tags, materials: change.materials ?? product.materials },
					now,
				),
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
		rewritten.counts.push({ variantId: had[0]!.id, to: stock, was, field: 'stock' });
	}
	for (const opening of rewritten.opened) await openStock(tx, { ...opening, productId, actorId });
	await setStocks(tx, product, rewritten.counts, actorId);
}

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

/**
 * Sets the counts in ascending variant id; where some have moved meanwhile, tells of all of them at once.
 * @throws {Refusal} stale with `errors` by field and `available`, the first one's count as it is now
 */
async function setStocks(tx: Tx, product: LockedProduct, counts: Count[], actorId: string): Promise<void> {
	const errors: FieldErrors = {};
	let stale: Refusal | undefined;
	for (const count of counts.sort((a, b) => (a.variantId < b.variantId ? -1 : 1)))
		try {
			await setStock(tx, product, count, actorId);
		} catch (error) {
			if (!(error instanceof Refusal) || error.code !== 'stale' || count.field === null) throw error;
			errors[count.field] = error.message;
			stale ??= error;
		}
	if (stale) throw new Refusal('stale', { ...stale.data, errors });
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
