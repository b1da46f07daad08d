/** How many there are. Other rooms may call these; what they answer may be old by the time it is read. */
import { sql } from 'kysely';
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

/** Orders whose hold on one of these variants has run out by the database's clock and was not yet freed. */
export async function ordersWithOverdueHolds(
	variantIds: string[],
	on: Tx | typeof db = db,
): Promise<string[]> {
	const rows = await on
		.selectFrom('holds')
		.select('order_id')
		.distinct()
		.where('variant_id', 'in', variantIds)
		.where('status', '=', 'active')
		.where('expires_at', '<=', sql<Date>`now(3)`)
		.limit(50)
		.execute();
	return rows.map((row) => row.order_id);
}
