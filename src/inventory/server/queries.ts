/** How many there are. Other rooms may call these; what they answer may be old by the time it is read. */
import { db, type Tx } from '#lib/server/db.ts';

export type StockRow = {
	variant_id: string;
	product_id: string;
	on_hand: number;
	/** Of these, how many are in somebody's checkout. */
	held: number;
	/** What can be bought now. */
	available: number;
	/** Rises with every change: of two counts of one variant, the higher version is the newer. */
	version: number;
};

/** The stock of every variant of these products, in no order. */
export async function stockOfProducts(productIds: string[], on: Tx | typeof db = db): Promise<StockRow[]> {
	if (productIds.length === 0) return [];
	const rows = await on.selectFrom('stock').selectAll().where('product_id', 'in', productIds).execute();
	return rows.map((row) => ({ ...row, available: row.on_hand - row.held }));
}

export async function stockOfVariants(variantIds: string[], on: Tx | typeof db = db): Promise<StockRow[]> {
	if (variantIds.length === 0) return [];
	const rows = await on.selectFrom('stock').selectAll().where('variant_id', 'in', variantIds).execute();
	return rows.map((row) => ({ ...row, available: row.on_hand - row.held }));
}

/** Pieces by variant that a checkout holds. */
export async function heldByCheckout(on: Tx | typeof db, checkoutId: string): Promise<Map<string, number>> {
	const rows = await on
		.selectFrom('holds')
		.select(({ fn }) => ['variant_id', fn.sum<string>('quantity').as('pieces')])
		.where('checkout_id', '=', checkoutId)
		.where('status', '=', 'active')
		.groupBy('variant_id')
		.execute();
	return new Map(rows.map((row) => [row.variant_id, Number(row.pieces)]));
}
