/** Who waits for what. */
import { waresOfProducts } from '#catalog/server/queries/wares-of-products.ts';
import { db } from '#lib/server/db.ts';
import type { StockAlertView } from '../../stock-alert-schema.ts';

/** What somebody waits for, the newest first. */
export async function stockAlertsOf(userId: string): Promise<StockAlertView[]> {
	const alerts = await db
		.selectFrom('stock_alerts')
		.select(['id', 'variant_id', 'product_id', 'created_at'])
		.where('user_id', '=', userId)
		.where('waiting', '=', 1)
		.orderBy('id', 'desc')
		.execute();
	const wares = await waresOfProducts([...new Set(alerts.map((alert) => alert.product_id))]);
	return alerts.flatMap((alert) => {
		const ware = wares.find((one) => one.variant_id === alert.variant_id);
		if (!ware) return [];
		return {
			id: alert.id,
			variant_id: ware.variant_id,
			product: { id: ware.product_id, name: ware.name, url: ware.url },
			options: ware.options,
			shown: ware.shown,
			held: ware.held,
			next_free_at: ware.next_free_at?.toISOString() ?? null,
			created_at: alert.created_at.toISOString(),
		};
	});
}

/** Which variants of a product somebody waits for. */
export async function stockAlertsOn(
	userId: string,
	productId: string,
): Promise<{ id: string; variant_id: string }[]> {
	return await db
		.selectFrom('stock_alerts')
		.select(['id', 'variant_id'])
		.where('product_id', '=', productId)
		.where('user_id', '=', userId)
		.where('waiting', '=', 1)
		.execute();
}
