/**
 * Makes a product's variants those that are given. One that is left out is no longer on sale: it turns inactive, what is in
 * somebody's checkout stays theirs, and the rest leaves the shelf in the same transaction. So whoever is placing an order of it at
 * that moment is decided by `claimStock`, as for the last piece: either they hold it already, or it is sold out.
 */
import { sql } from 'kysely';
import { newId } from '#lib/ids.ts';
import { Refusal, type FieldErrors } from '#lib/refusal.ts';
import type { Tx } from '#lib/server/db.ts';
import { amountOf, type ChangedVariant } from '../../product.ts';
import { inOrderOf } from '../../variant-options.ts';

/** A count to be set; `field` names it to whoever asked, null for a variant that leaves. */
export type Count = { variantId: string; to: number; was: number | undefined; field: string | null };

type Rewritten = { counts: Count[]; opened: { variantId: string; quantity: number }[] };

/** @throws {Refusal} invalid_input by field, before anything is written */
export async function rewriteVariants(
	tx: Tx,
	product: { id: string; currency: string },
	had: { id: string }[],
	wanted: ChangedVariant[],
): Promise<Rewritten> {
	const amounts = checked(product, had, wanted);
	const names = Object.keys(wanted[0]!.options);
	const done: Rewritten = { counts: [], opened: [] };
	for (const [position, variant] of wanted.entries()) {
		const row = {
			position,
			options: JSON.stringify(inOrderOf(names, variant.options)),
			...(variant.sku !== undefined && { sku: variant.sku }),
			price_amount: amounts[position]!,
		};
		if (variant.id) {
			await tx.updateTable('variants').set(row).where('id', '=', variant.id).execute();
			if (variant.stock !== undefined)
				done.counts.push({
					variantId: variant.id,
					to: variant.stock,
					was: variant.stock_was,
					field: `variants.${position}.stock`,
				});
		} else {
			const id = newId();
			await tx
				.insertInto('variants')
				.values({ id, product_id: product.id, ...row, created_at: sql<Date>`now(3)` })
				.execute();
			done.opened.push({ variantId: id, quantity: variant.stock ?? 0 });
		}
	}
	const kept = new Set(wanted.map((variant) => variant.id));
	for (const { id } of had.filter((variant) => !kept.has(variant.id))) {
		await tx.updateTable('variants').set({ active: 0 }).where('id', '=', id).execute();
		done.counts.push({ variantId: id, to: 0, was: undefined, field: null });
	}
	return done;
}

/** The prices in minor units, once it is sure that everything can be kept. */
function checked(product: { currency: string }, had: { id: string }[], wanted: ChangedVariant[]): number[] {
	const known = new Set(had.map((variant) => variant.id));
	const errors: FieldErrors = {};
	const amounts = wanted.map((variant, at) => {
		if (variant.id && !known.has(variant.id)) errors[`variants.${at}.id`] = 'There is no such variant';
		const amount = amountOf(variant.price, product.currency);
		if (amount === null) errors[`variants.${at}.price`] = `This shop sells in ${product.currency}`;
		return amount ?? 0;
	});
	if (Object.keys(errors).length > 0) throw new Refusal('invalid_input', { errors });
	return amounts;
}
